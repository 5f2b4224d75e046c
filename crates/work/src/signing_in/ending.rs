//! Sessions as their person and administrators see them, and ending them.

use super::place::live_posts;
use super::session::{self, found, word_of};
use crate::{Act, Desk, FormKey, House, No};
use ::sign_in::HOUR;
use ::sign_in::session::{ABSOLUTE_HOURS, State, Why};
use practice::dates::{Happened, Instant};
use practice::ids::AccountId;
use practice::journal::{Body, Told};
use practice::staff::{Permission, SessionsEnded, reason};
use records::SessionId;

/// One session in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SessionLine {
    /// Its id; not a secret.
    pub id: SessionId,
    /// The device, as it told of itself.
    pub device: String,
    /// When it began.
    pub began: Instant,
    /// When something was last done in it.
    pub seen: Instant,
    /// Whether it is locked.
    pub locked: bool,
}

/// Signs out. A cookie that is nobody's is let be.
pub async fn sign_out(house: &House, cookie: &str) -> Result<(), No> {
    if let Some(row) = found(house, cookie).await? {
        house.records.end_session(row.account, row.id, word_of(Why::Asked), house.now()).await?;
    }
    Ok(())
}

/// One's own sessions that are not over, newest first.
pub async fn sessions(desk: &Desk) -> Result<Vec<SessionLine>, No> {
    listed(&desk.house, desk.sight.account).await
}

/// Ends one of one's own sessions.
pub async fn end_session(desk: &Desk, session: SessionId) -> Result<(), No> {
    let ended = desk
        .house
        .records
        .end_session(desk.sight.account, session, word_of(Why::EndedElsewhere), desk.house.now())
        .await?;
    if ended { Ok(()) } else { Err(No::NotFound) }
}

/// The sessions of somebody who has a post in the council, for an administrator.
pub async fn sessions_of(desk: &Desk, account: AccountId) -> Result<Vec<SessionLine>, No> {
    desk.must(Permission::ManageStaff)?;
    of_this_council(desk, account).await?;
    listed(&desk.house, account).await
}

/// Ends every session of somebody who has a post in the council; answers how many.
pub async fn end_sessions_of(
    desk: &Desk,
    account: AccountId,
    why: &str,
    key: Option<FormKey>,
) -> Result<u64, No> {
    desk.must(Permission::ManageStaff)?;
    let reason = reason(why)?;
    of_this_council(desk, account).await?;
    let body = Body::SessionsEnded(SessionsEnded { account, reason });
    told_of_account(desk, account, &body, key.as_ref()).await?;
    ended_by_administrator(&desk.house, account).await
}

/// Writes down what an administrator did with somebody's sign-in, on the stream
/// of a post of theirs here.
pub(crate) async fn told_of_account(
    desk: &Desk,
    account: AccountId,
    body: &Body,
    key: Option<&FormKey>,
) -> Result<(), No> {
    desk.deciding(|| async {
        let posts = desk.house.records.posts_of(account).await?;
        let ours = posts.into_iter().filter(|post| post.authority == desk.sight.authority);
        let Some(post) = ours.min_by_key(|post| (post.ended, post.id)) else { return Err(No::NotFound) };
        let told = Told::of_service(post.revision.stream, Happened::At(desk.now), body.clone());
        desk.write(Act::new().telling(told, post.revision.number).keyed(key.cloned())).await?;
        Ok(())
    })
    .await
}

async fn of_this_council(desk: &Desk, account: AccountId) -> Result<(), No> {
    let posts = desk.house.records.posts_of(account).await?;
    if posts.iter().any(|post| post.authority == desk.sight.authority) { Ok(()) } else { Err(No::NotFound) }
}

async fn listed(house: &House, account: AccountId) -> Result<Vec<SessionLine>, No> {
    let now = house.now();
    let since = Instant(now.0.saturating_sub(i64::from(ABSOLUTE_HOURS) * HOUR));
    let posts = house.records.posts_of(account).await?;
    let mut lines = Vec::new();
    for row in house.records.sessions_of(account, since).await? {
        let council = posts.iter().find(|post| Some(post.id) == row.post).map(|post| post.authority);
        let policy = session::policy(house, council).await?;
        let state = session::state(&row, policy, now);
        if matches!(state, State::SignedOut { .. }) {
            continue;
        }
        lines.push(SessionLine {
            id: row.id,
            device: row.device,
            began: row.created_at,
            seen: row.seen_at,
            locked: state == State::Locked,
        });
    }
    Ok(lines)
}

/// Ends the sessions of somebody who has no live post any more; answers how
/// many of them could still have been gone on with. [`super::resume`] would
/// let nobody in anyway: this makes it seen.
pub(crate) async fn end_if_no_post_is_left(house: &House, account: AccountId) -> Result<usize, No> {
    if !live_posts(house, account).await?.is_empty() {
        return Ok(0);
    }
    let live = listed(house, account).await?.len();
    house.records.end_sessions(account, None, word_of(Why::AccountClosed), house.now()).await?;
    Ok(live)
}

/// Ends every session of an account for an administrator; answers how many.
pub(crate) async fn ended_by_administrator(house: &House, account: AccountId) -> Result<u64, No> {
    let why = word_of(Why::EndedByAdministrator);
    Ok(house.records.end_sessions(account, None, why, house.now()).await?)
}
