//! What a session is at this moment.

use super::place::Place;
use crate::{House, No, Words};
use ::sign_in::MINUTE;
use ::sign_in::session::{Ended, Policy, Session, State, Why};
use ::sign_in::token::{Purpose, Token};
use practice::dates::Instant;
use practice::ids::{AccountId, AuthorityId, PostId};
use practice::staff::thresholds;
use records::{Post, SessionId, SessionRow};

/// How many seconds may pass before a session's last use is written down anew:
/// a page and its pictures are one use.
pub(super) const FINE_ENOUGH: i64 = 5;

/// A session as pages need it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SessionInfo {
    /// Its id; not a secret.
    pub id: SessionId,
    /// Who signed in.
    pub account: AccountId,
    /// The post acted in, once it is chosen.
    pub post: Option<PostId>,
    /// The council of that post.
    pub authority: Option<AuthorityId>,
    /// The posts to choose from.
    pub posts: Vec<Place>,
    /// When it began.
    pub began: Instant,
    /// When the person last proved who they are.
    pub verified_at: Instant,
    /// Whether a second step was taken.
    pub second_step: bool,
    /// Since when it rests, where what is sent from it is kept as a draft; none
    /// where its owner or an administrator ended it, or where that was long ago.
    pub rests_since: Option<Instant>,
    /// In how many seconds to warn that the screen is about to lock, if nothing more is done.
    pub warn_in_seconds: u32,
    /// In how many seconds the screen locks, if nothing more is done.
    pub lock_in_seconds: u32,
    /// When the person is signed out whatever they do.
    pub ends_at: Instant,
    /// In how many seconds that is.
    pub ends_in_seconds: u32,
}

/// The rules of a session, filled from its row.
pub(super) fn ruled(row: &SessionRow) -> Session {
    Session {
        created: row.created_at.0,
        last_seen: row.seen_at.0,
        verified_at: row.verified_at.0,
        ended: row.ended.as_ref().map(|(at, word)| Ended { at: at.0, why: why_of(word) }),
    }
}

/// What a session is now: the rules, and whether somebody locked it by hand.
pub(super) fn state(row: &SessionRow, policy: Policy, now: Instant) -> State {
    match ruled(row).state(policy, now.0) {
        State::Live if row.locked_at.is_some() => State::Locked,
        state => state,
    }
}

pub(super) fn info(
    row: &SessionRow,
    post: Option<&Post>,
    posts: Vec<Place>,
    policy: Policy,
    now: Instant,
) -> SessionInfo {
    let session = ruled(row);
    let lock_at = session.lock_at(policy);
    let rests_since = if posts.is_empty() { None } else { rests_since(row, policy, now) };
    let warn_at = lock_at - i64::from(policy.warn_before_lock_seconds()) * MINUTE / 60;
    SessionInfo {
        id: row.id,
        account: row.account,
        post: post.map(|post| post.id),
        authority: post.map(|post| post.authority),
        posts,
        began: row.created_at,
        verified_at: row.verified_at,
        second_step: row.second_step,
        rests_since,
        warn_in_seconds: seconds_until(warn_at, now),
        lock_in_seconds: seconds_until(lock_at, now),
        ends_at: Instant(session.ends_at()),
        ends_in_seconds: seconds_until(session.ends_at(), now),
    }
}

/// For how many seconds words sent from a session that time has ended are kept.
const WORDS_KEPT: i64 = 86_400;

/// Since when a session rests, where words sent from it are still kept: it was
/// last used then, as finely as that is written down.
fn rests_since(row: &SessionRow, policy: Policy, now: Instant) -> Option<Instant> {
    let keeps = match state(row, policy, now) {
        State::SignedOut { why } => matches!(why, Why::Idle | Why::LongEnough),
        _ => true,
    };
    let since = row.seen_at.plus_seconds(FINE_ENOUGH);
    (keeps && since.plus_seconds(WORDS_KEPT) >= now).then_some(since)
}

/// Whole seconds from now to a moment; none where it has passed.
fn seconds_until(moment: i64, now: Instant) -> u32 {
    u32::try_from(moment.saturating_sub(now.0).max(0) / 1_000_000).unwrap_or(u32::MAX)
}

/// How long the council of a post lets a session rest. Before a post is chosen,
/// and where the council's value is none, the default holds.
pub(super) async fn policy(house: &House, authority: Option<AuthorityId>) -> Result<Policy, No> {
    let Some(authority) = authority else { return Ok(Policy::default()) };
    Ok(policy_in(&*Words::of(house, authority).await?))
}

/// The same, in words that were read already.
pub(super) fn policy_in(words: &Words) -> Policy {
    let minutes = |threshold| u32::try_from(words.threshold(threshold)).unwrap_or(0);
    Policy::new(minutes(&thresholds::LOCK_MINUTES), minutes(&thresholds::SIGN_OUT_MINUTES))
        .unwrap_or_default()
}

/// The session of a cookie; none where the cookie is nobody's.
pub(super) async fn found(house: &House, cookie: &str) -> Result<Option<SessionRow>, No> {
    let Ok(token) = Token::parse(cookie) else { return Ok(None) };
    Ok(house.records.session(*token.digest(Purpose::Session).as_bytes()).await?)
}

const WHYS: [(Why, &str); 7] = [
    (Why::Asked, "asked"),
    (Why::EndedElsewhere, "ended_elsewhere"),
    (Why::EndedByAdministrator, "ended_by_administrator"),
    (Why::AccountClosed, "no_access"),
    (Why::Idle, "idle"),
    (Why::LongEnough, "long_enough"),
    (Why::ClockMoved, "clock_moved"),
];

/// The stable word a reason is kept as.
pub(super) fn word_of(why: Why) -> &'static str {
    WHYS.iter().find(|(one, _)| *one == why).map_or("asked", |(_, word)| word)
}

fn why_of(word: &str) -> Why {
    WHYS.iter().find(|(_, one)| *one == word).map_or(Why::Asked, |(why, _)| *why)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_reason_is_read_back_as_it_was_kept() {
        for (why, word) in WHYS {
            assert_eq!(word_of(why), word);
            assert_eq!(why_of(word), why);
        }
    }
}
