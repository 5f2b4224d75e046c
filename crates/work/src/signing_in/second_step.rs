//! Setting up the second step: a key for an authenticator app, a first code to
//! show that it works, and recovery codes that are shown once.

use super::entering::{For, half_way, new_session, only, opened};
use super::place::live_posts;
use super::{Visit, hashing, refused, refused_at};
use crate::{Desk, House, No};
use ::sign_in::Refusal;
use ::sign_in::recovery::RecoverySet;
use ::sign_in::totp::{self, SECRET_BYTES, Secret};
use practice::ids::{AccountId, AuthorityId};
use records::{Account, Link, SecondStep};

/// The name authenticator apps show.
const ISSUER: &str = "No Wrong Door";

/// What somebody puts into their authenticator app. No `Debug`: it is a secret.
#[derive(Clone, PartialEq, Eq)]
pub struct Enrolment {
    /// The key for typing, in groups of four.
    pub typed_key: String,
    /// The link an app on the same device opens.
    pub uri: String,
}

/// A second step that was set up. No `Debug`: it holds secrets.
#[derive(Clone, PartialEq, Eq)]
pub struct Confirmed {
    /// Ten codes for the day the phone is lost, each good once. They are never shown again.
    pub recovery: Vec<String>,
    /// The session's cookie, where somebody was signing in.
    pub token: Option<String>,
}

/// The key to put into the app. It stays the same while the page is open, so
/// that loading it again, or a mistyped code, does not ask for another scan.
pub async fn begin(house: &House, pending: &str) -> Result<Enrolment, No> {
    let (_, link, account) = enrolling(house, pending).await?;
    let secret = drawn_secret(house, &link)?;
    Ok(Enrolment { typed_key: secret.typed_key(), uri: secret.otpauth_uri(ISSUER, &account.email) })
}

/// Keeps the key once a code shows that the app has it.
pub async fn confirm(house: &House, pending: &str, code: &str, visit: &Visit) -> Result<Confirmed, No> {
    let (purpose, link, account) = enrolling(house, pending).await?;
    let secret = drawn_secret(house, &link)?;
    let now = house.now();
    let Some(step) = totp::verify(&secret, code, now.0.div_euclid(1_000_000), None) else {
        return Err(refused_at("code", Refusal::CodeNotRight));
    };
    let codes = RecoverySet::from_random(house.random());
    let entering = purpose == For::FirstSecondStep;
    let (token, session) = if entering {
        let posts = live_posts(house, account.id).await?;
        let (text, session) = new_session(house, account.id, only(&posts), true, &visit.device);
        (Some(text), Some(session))
    } else {
        (None, None)
    };
    let second = SecondStep {
        account: account.id,
        link: purpose.taking(link.digest),
        replacing: !entering,
        sealed: sealed_secret(house, account.id, &secret)?,
        step,
        recovery: codes.digests().iter().map(|digest| *digest.as_bytes()).collect(),
        session,
        at: now,
    };
    if !house.records.set_second_step(second).await? {
        return Err(refused(Refusal::SignedOut));
    }
    Ok(Confirmed { recovery: codes.show().to_vec(), token })
}

/// Begins setting up a second step anew (another phone), or one that nobody
/// asked for: the password is asked for again. Answers what opens [`begin`].
pub async fn renew(desk: &Desk, password: &str, visit: &Visit) -> Result<String, No> {
    let account = own_account(desk).await?;
    let tried = super::tries::Try::begin(&desk.house, &account.email, visit.address).await?;
    if !hashing::is_right(password, account.password).await? {
        return Err(practice::Refusal::of("password", "That password is not right.").into());
    }
    tried.give_back(&desk.house).await?;
    half_way(&desk.house, For::NewSecondStep, account.id).await
}

/// Whether one has a second step, and how many recovery codes are left.
pub async fn standing(desk: &Desk) -> Result<Option<i64>, No> {
    let account = own_account(desk).await?;
    match account.totp_sealed {
        Some(_) => Ok(Some(desk.house.records.recovery_left(account.id).await?)),
        None => Ok(None),
    }
}

async fn own_account(desk: &Desk) -> Result<Account, No> {
    desk.house.records.account(desk.sight.account).await?.ok_or(No::NotFound)
}

async fn enrolling(house: &House, pending: &str) -> Result<(For, Link, Account), No> {
    let over = || refused(Refusal::SignedOut);
    let purposes = [For::FirstSecondStep, For::NewSecondStep];
    let (purpose, link) = opened(house, pending, &purposes).await?.ok_or_else(over)?;
    let id = link.account.ok_or_else(over)?;
    let account = house.records.account(id).await?.ok_or_else(over)?;
    Ok((purpose, link, account))
}

/// The secret belongs to the page that is open: nothing is kept before a code
/// has shown that the app has it, and whoever left a page open earlier does not
/// know the secret of the next.
fn drawn_secret(house: &House, link: &Link) -> Result<Secret, No> {
    let drawn = house.records.keys().keyed_digest(AuthorityId::INSTALLATION, "second step", &link.digest)?;
    let bytes: [u8; SECRET_BYTES] = std::array::from_fn(|place| drawn[place]);
    Ok(Secret::from_random(bytes))
}

fn sealed_secret(house: &House, account: AccountId, secret: &Secret) -> Result<Vec<u8>, No> {
    let keys = house.records.keys();
    let sealed =
        keys.protect(AuthorityId::INSTALLATION, &context(account), house.random(), secret.as_bytes())?;
    Ok(sealed)
}

/// The secret of an account's second step.
pub(super) fn opened_secret(house: &House, account: AccountId, sealed: &[u8]) -> Result<Secret, No> {
    let bytes = house.records.keys().reveal(AuthorityId::INSTALLATION, &context(account), sealed)?;
    Secret::from_stored(&bytes).map_err(refused)
}

fn context(account: AccountId) -> Vec<u8> {
    [b"second step of ".as_slice(), account.0.as_bytes()].concat()
}
