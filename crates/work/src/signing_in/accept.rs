//! Taking up an invitation.

use super::entering::{For, no_access, onward, opened};
use super::place::live_posts;
use super::session::word_of;
use super::tries::Try;
use super::{Outcome, Visit, hashing, refused, refused_at};
use crate::{House, No};
use ::sign_in::Refusal;
use ::sign_in::session::Why;
use practice::dates::long_date;
use records::{Account, Link};

/// What an invitation's page shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invitation {
    /// The e-mail address that will sign in.
    pub email: String,
    /// Whether a password is chosen now; otherwise the one they already have is asked for.
    pub choosing: bool,
}

/// What an invitation opens; none where it is used, withdrawn or too old.
pub async fn invitation(house: &House, token: &str) -> Result<Option<Invitation>, No> {
    let Some((purpose, _, account)) = invited(house, token).await? else { return Ok(None) };
    let choosing = chooses(purpose, &account);
    Ok(Some(Invitation { email: account.email, choosing }))
}

/// Takes up an invitation with a password, new or one's own, and goes on as
/// after signing in. The link opens once.
pub async fn accept(house: &House, token: &str, password: &str, visit: &Visit) -> Result<Outcome, No> {
    let damaged = || refused(Refusal::LinkNotRight);
    let (purpose, link, account) = invited(house, token).await?.ok_or_else(damaged)?;
    begins_later(house, &account).await?;
    let taking = purpose.taking(link.digest);
    if chooses(purpose, &account) {
        let known = known_of(house, &account).await?;
        let about_you: Vec<&str> = known.iter().map(String::as_str).collect();
        let kept = hashing::keep(house, password, &about_you).await?;
        let now = house.now();
        if !house.records.choose_password(taking, account.id, kept, now).await? {
            return Err(damaged());
        }
        // Whoever knew the old password is out.
        house.records.end_sessions(account.id, None, word_of(Why::EndedElsewhere), now).await?;
    } else {
        let tried = Try::begin(house, &account.email, visit.address).await?;
        if !hashing::is_right(password, account.password.clone()).await? {
            return Err(refused_at("password", Refusal::NotRight));
        }
        tried.give_back(house).await?;
        if !house.records.use_link(taking, house.now()).await? {
            return Err(damaged());
        }
    }
    onward(house, &account, visit).await
}

/// Refuses somebody whose post begins on a later day; their link is not used up.
async fn begins_later(house: &House, account: &Account) -> Result<(), No> {
    if !live_posts(house, account.id).await?.is_empty() {
        return Ok(());
    }
    let today = house.now().day();
    let posts = house.records.posts_of(account.id).await?;
    let coming = posts.iter().filter(|post| !post.closed && !post.ended && post.from > today);
    match coming.map(|post| post.from).min() {
        Some(from) => Err(No::because(format!(
            "Your post begins on {}. Keep this link, and open it again on that day. Should it open nothing then, ask \
             for a new one.",
            long_date(from)
        ))),
        None => Err(no_access()),
    }
}

async fn invited(house: &House, token: &str) -> Result<Option<(For, Link, Account)>, No> {
    let purposes = [For::Invitation, For::NewPassword];
    let Some((purpose, link)) = opened(house, token, &purposes).await? else { return Ok(None) };
    let Some(account) = link.account else { return Ok(None) };
    Ok(house.records.account(account).await?.map(|account| (purpose, link, account)))
}

/// An invitation to a further post never changes the password of somebody who has one.
fn chooses(purpose: For, account: &Account) -> bool {
    purpose == For::NewPassword || account.password.is_none()
}

/// What others know of somebody: none of it may be in their password.
async fn known_of(house: &House, account: &Account) -> Result<Vec<String>, No> {
    let mut known = vec![account.email.clone()];
    let councils = house.records.councils().await?;
    for post in live_posts(house, account.id).await? {
        known.extend(
            councils.iter().filter(|one| one.authority == post.authority).map(|one| one.name.clone()),
        );
        known.push(post.name);
    }
    Ok(known)
}
