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
use records::{Appended, Post, SessionId, SignInChange};

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

/// Ends every session of somebody who has a post in the council; answers how many could have been gone on with.
pub async fn end_sessions_of(
    desk: &Desk,
    account: AccountId,
    why: &str,
    key: Option<FormKey>,
) -> Result<usize, No> {
    desk.must(Permission::ManageStaff)?;
    let reason = reason(why)?;
    of_this_council(desk, account).await?;
    let live = listed(&desk.house, account).await?.len();
    let body = Body::SessionsEnded(SessionsEnded { account, reason });
    let changes = [ended_by_administrator(account)];
    match change_sign_in_of(desk, account, &body, &changes, key.as_ref()).await? {
        Appended::Now(_) => Ok(live),
        Appended::Before(_) => Ok(0),
    }
}

/// Changes somebody's sign-in for an administrator, and writes it down on the stream of a post of
/// theirs here.
pub(crate) async fn change_sign_in_of(
    desk: &Desk,
    account: AccountId,
    body: &Body,
    changes: &[SignInChange],
    key: Option<&FormKey>,
) -> Result<Appended, No> {
    desk.deciding(|| async {
        let posts = desk.house.records.posts_of(account).await?;
        let ours = posts.into_iter().filter(|post| post.authority == desk.sight.authority);
        let Some(post) = ours.min_by_key(|post| (post.ended, post.id)) else { return Err(No::NotFound) };
        let told = Told::of_service(post.revision.stream, Happened::At(desk.now), body.clone());
        let act = Act::new().telling(told, post.revision.number).keyed(key.cloned());
        desk.write(changes.iter().cloned().fold(act, Act::changing_sign_in)).await
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

/// The other live posts of whoever holds a post: with the last one their sessions end.
pub(crate) async fn other_live_posts(house: &House, post: &Post) -> Result<Vec<Post>, No> {
    let Some(account) = post.account else { return Ok(Vec::new()) };
    let mut posts = live_posts(house, account).await?;
    posts.retain(|other| other.id != post.id);
    Ok(posts)
}

/// How many sessions of an account could still be gone on with.
pub(crate) async fn live_sessions(house: &House, account: AccountId) -> Result<usize, No> {
    Ok(listed(house, account).await?.len())
}

/// The end of every session of somebody who leaves.
pub(crate) fn ended_with_the_account(account: AccountId) -> SignInChange {
    SignInChange::SessionsEnded(account, word_of(Why::AccountClosed))
}

/// The end of every session of an account for an administrator.
pub(crate) fn ended_by_administrator(account: AccountId) -> SignInChange {
    SignInChange::SessionsEnded(account, word_of(Why::EndedByAdministrator))
}
