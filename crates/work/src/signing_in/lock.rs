//! Locking the screen, and opening it again.

use super::session::{self, found};
use super::tries::Try;
use super::{Visit, hashing, refused};
use crate::{House, No};
use ::sign_in::Refusal;
use ::sign_in::session::State;
use practice::ids::AuthorityId;
use records::SessionRow;

/// Locks a session until its password is given. A cookie that is nobody's is
/// let be.
pub async fn lock(house: &House, cookie: &str) -> Result<(), No> {
    if let Some(row) = found(house, cookie).await? {
        house.records.lock_session(row.id, house.now()).await?;
    }
    Ok(())
}

/// Proves again who somebody is, by their password: unlocks the session, or
/// steps up one that is open.
pub async fn unlock(house: &House, cookie: &str, password: &str, visit: &Visit) -> Result<(), No> {
    let signed_out = || refused(Refusal::SignedOut);
    let row = found(house, cookie).await?.ok_or_else(signed_out)?;
    let policy = session::policy(house, council_of(house, &row).await?).await?;
    let over = |row: &SessionRow| matches!(session::state(row, policy, house.now()), State::SignedOut { .. });
    if over(&row) {
        return Err(signed_out());
    }
    let account = house.records.account(row.account).await?.ok_or_else(signed_out)?;
    let tried = Try::begin_in_session(house, row.id, visit.address).await?;
    if !hashing::is_right(password, account.password).await? {
        return Err(practice::Refusal::of("password", "That password is not right.").into());
    }
    tried.succeeded(house).await;
    // Time passed while the password was looked at.
    if over(&row) {
        return Err(signed_out());
    }
    house.records.verify_session(row.id, house.now()).await?;
    Ok(())
}

async fn council_of(house: &House, row: &SessionRow) -> Result<Option<AuthorityId>, No> {
    let Some(post) = row.post else { return Ok(None) };
    Ok(house.records.post(post).await?.map(|post| post.authority))
}
