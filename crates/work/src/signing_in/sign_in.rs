//! Signing in with an e-mail address and a password, then with a code.

use super::entering::{For, new_session, only, onward, opened};
use super::place::live_posts;
use super::tries::Try;
use super::{Outcome, Visit, hashing, refused, refused_at, second_step};
use crate::{House, No};
use ::sign_in::Refusal;
use ::sign_in::recovery::RecoveryCode;
use ::sign_in::totp;
use practice::staff::plain_email;
use records::{Account, Entry, Proof};

/// What somebody types at the door.
#[derive(Clone)]
pub struct Attempt {
    /// The e-mail address.
    pub email: String,
    /// The password.
    pub password: String,
}

/// Looks at an e-mail address and a password. Whether the account exists shows
/// neither in the words nor in the work done.
pub async fn begin(house: &House, attempt: &Attempt, visit: &Visit) -> Result<Outcome, No> {
    let email = plain_email(&attempt.email);
    let tried = Try::begin(house, &email, visit.address).await?;
    let account = house.records.account_by_email(&email).await?;
    let kept = account.as_ref().and_then(|account| account.password.clone());
    let right = hashing::is_right(&attempt.password, kept.clone()).await?;
    let (Some(account), Some(kept), true) = (account, kept, right) else {
        return Err(refused(Refusal::NotRight));
    };
    if let Some(fresh) = hashing::freshened(house, &attempt.password, &kept).await? {
        house.records.set_password(account.id, fresh).await?;
    }
    let outcome = onward(house, &account, visit).await;
    match &outcome {
        Ok(Outcome::Signed(_)) => tried.succeeded(house).await,
        _ => tried.half_way(house).await,
    }
    outcome
}

/// Finishes a sign-in with a code of the authenticator app, or with a recovery
/// code; answers the session's cookie.
pub async fn code(house: &House, pending: &str, typed: &str, visit: &Visit) -> Result<String, No> {
    let Some((account, digest)) = half_signed_in(house, pending).await? else {
        return Err(refused(Refusal::SignedOut));
    };
    let tried = Try::begin(house, &account.email, visit.address).await?;
    let proof = proof_of(house, &account, typed)?;
    let posts = live_posts(house, account.id).await?;
    if posts.is_empty() {
        tried.give_back(house).await?;
        return Err(super::entering::no_access());
    }
    let (text, session) = new_session(house, account.id, only(&posts), true, &visit.device);
    let not_right = not_right(&proof);
    let link = Some(For::Code.taking(digest));
    if !house.records.let_in(Entry { link, proof, session }).await? {
        return Err(not_right);
    }
    tried.succeeded(house).await;
    Ok(text)
}

async fn half_signed_in(house: &House, pending: &str) -> Result<Option<(Account, [u8; 32])>, No> {
    let Some((_, link)) = opened(house, pending, &[For::Code]).await? else { return Ok(None) };
    let Some(account) = link.account else { return Ok(None) };
    Ok(house.records.account(account).await?.map(|account| (account, link.digest)))
}

/// What a typed code proves, if anything. Six digits are from the app, anything
/// else may be a recovery code.
fn proof_of(house: &House, account: &Account, typed: &str) -> Result<Proof, No> {
    if let Ok(code) = RecoveryCode::parse(typed) {
        return Ok(Proof::Recovery(*code.digest().as_bytes()));
    }
    let sealed = account.totp_sealed.as_deref().ok_or_else(|| refused(Refusal::SignedOut))?;
    let secret = second_step::opened_secret(house, account.id, sealed)?;
    let seconds = house.now().0.div_euclid(1_000_000);
    match totp::verify(&secret, typed, seconds, account.totp_step) {
        Some(step) => Ok(Proof::Step { read: account.totp_step, step }),
        None => Err(refused_at("code", Refusal::CodeNotRight)),
    }
}

fn not_right(proof: &Proof) -> No {
    let refusal = match proof {
        Proof::Recovery(_) => Refusal::RecoveryCodeNotRight,
        Proof::Step { .. } | Proof::Password => Refusal::CodeNotRight,
    };
    refused_at("code", refusal)
}
