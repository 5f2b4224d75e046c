//! A signed-in browser over time: when it locks, when it ends, and why.

mod policy;

pub use policy::{
    ABSOLUTE_HOURS, LOCK_LONGEST, Policy, SIGN_OUT_LONGEST, SIGN_OUT_SHORTEST, WARN_BEFORE_MINUTES, Why,
};

use crate::{HOUR, MINUTE, Refusal};

/// How far ahead of now a session's own times may lie before we hold that the
/// clock was set back. Servers of one service differ by less.
const CLOCK_TOLERANCE: i64 = 5 * MINUTE;

/// That somebody or something ended a session, and when.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ended {
    /// The moment, in microseconds since 1970 (UTC).
    pub at: i64,
    /// The reason.
    pub why: Why,
}

/// What a session is at a moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// Pages open.
    Live,
    /// Pages are covered until the person proves who they are.
    Locked,
    /// Nothing opens; the person signs in anew.
    SignedOut {
        /// The reason.
        why: Why,
    },
}

/// One signed-in browser. All moments are microseconds since 1970 (UTC).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Session {
    /// When the person signed in.
    pub created: i64,
    /// When the person last did something in it.
    pub last_seen: i64,
    /// When the person last proved who they are.
    pub verified_at: i64,
    /// That it was ended, if it was.
    pub ended: Option<Ended>,
}

impl Session {
    /// A session of somebody who has just proved who they are.
    pub fn begin(now: i64) -> Self {
        Self { created: now, last_seen: now, verified_at: now, ended: None }
    }

    /// What the session is at `now`.
    pub fn state(&self, policy: Policy, now: i64) -> State {
        if let Some(ended) = self.ended {
            return State::SignedOut { why: ended.why };
        }
        if self.lies_in_the_future(now) {
            return State::SignedOut { why: Why::ClockMoved };
        }
        let (at, why) = self.sign_out_at(policy);
        if now >= at {
            State::SignedOut { why }
        } else if now >= self.lock_at(policy) {
            State::Locked
        } else {
            State::Live
        }
    }

    /// When the screen locks if nothing more is done.
    pub fn lock_at(&self, policy: Policy) -> i64 {
        self.last_seen.saturating_add(i64::from(policy.lock_minutes()) * MINUTE)
    }

    /// When the person is signed out if nothing more is done, and why:
    /// [`Why::Idle`], which activity puts off, or [`Why::LongEnough`], which
    /// nothing does.
    pub fn sign_out_at(&self, policy: Policy) -> (i64, Why) {
        let idle = self.last_seen.saturating_add(i64::from(policy.sign_out_minutes()) * MINUTE);
        let absolute = self.created.saturating_add(i64::from(ABSOLUTE_HOURS) * HOUR);
        if idle < absolute { (idle, Why::Idle) } else { (absolute, Why::LongEnough) }
    }

    /// From when to warn that the person is about to be signed out.
    pub fn warning_at(&self, policy: Policy) -> i64 {
        let (at, _) = self.sign_out_at(policy);
        at.saturating_sub(i64::from(WARN_BEFORE_MINUTES) * MINUTE)
    }

    /// The session after the person did something at `now`. Only a live session
    /// notices: a request to a locked one does not unlock it. A page's own
    /// polling is not the person doing something.
    #[must_use]
    pub fn seen(self, policy: Policy, now: i64) -> Self {
        match self.state(policy, now) {
            State::Live => Self { last_seen: self.last_seen.max(now), ..self },
            State::Locked | State::SignedOut { .. } => self,
        }
    }

    /// The session after the person proved who they are again, which unlocks it
    /// and steps it up. A session that is over stays over.
    pub fn verified(self, policy: Policy, now: i64) -> Result<Self, Refusal> {
        match self.state(policy, now) {
            State::Live | State::Locked => Ok(Self { last_seen: now, verified_at: now, ..self }),
            State::SignedOut { .. } => Err(Refusal::SignedOut),
        }
    }

    /// The session after it was ended. The first reason stands.
    #[must_use]
    pub fn end(self, why: Why, now: i64) -> Self {
        Self { ended: self.ended.or(Some(Ended { at: now, why })), ..self }
    }

    /// Whether the person proved who they are within the last `within`
    /// microseconds, for acts that ask for it: exports, break-glass, changing
    /// roles. A locked or ended session never has.
    pub fn verified_within(&self, policy: Policy, within: i64, now: i64) -> bool {
        let age = now.saturating_sub(self.verified_at);
        self.state(policy, now) == State::Live && age <= within
    }

    fn lies_in_the_future(&self, now: i64) -> bool {
        let latest = self.created.max(self.last_seen).max(self.verified_at);
        latest.saturating_sub(now) > CLOCK_TOLERANCE
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 23 November 2026, 9:00am.
    const NOW: i64 = 1_795_424_400_000_000;

    fn hour() -> Policy {
        Policy::default()
    }

    fn busy_until(minutes: i64) -> Session {
        Session { last_seen: NOW + minutes * MINUTE, ..Session::begin(NOW) }
    }

    fn after(session: Session, minutes: i64) -> State {
        session.state(hour(), NOW + minutes * MINUTE)
    }

    #[test]
    fn a_new_session_is_live() {
        assert_eq!(after(Session::begin(NOW), 0), State::Live);
    }

    #[test]
    fn the_screen_locks_after_ten_idle_minutes() {
        let session = Session::begin(NOW);
        assert_eq!(session.state(hour(), NOW + 10 * MINUTE - 1), State::Live);
        assert_eq!(after(session, 10), State::Locked);
    }

    #[test]
    fn one_is_signed_out_after_sixty_idle_minutes() {
        let session = Session::begin(NOW);
        assert_eq!(session.state(hour(), NOW + 60 * MINUTE - 1), State::Locked);
        assert_eq!(after(session, 60), State::SignedOut { why: Why::Idle });
    }

    #[test]
    fn the_councils_idle_time_is_kept() {
        let session = Session::begin(NOW);
        let longest = Policy::new(10, 120).unwrap();
        assert_eq!(session.state(longest, NOW + 120 * MINUTE - 1), State::Locked);
        assert_eq!(session.state(longest, NOW + 120 * MINUTE), State::SignedOut { why: Why::Idle });
    }

    #[test]
    fn being_busy_keeps_a_session_live() {
        let session = Session::begin(NOW).seen(hour(), NOW + 9 * MINUTE);
        assert_eq!(after(session, 18), State::Live);
    }

    #[test]
    fn twelve_hours_after_signing_in_even_a_busy_session_ends() {
        let session = busy_until(12 * 60 - 1);
        assert_eq!(session.state(hour(), NOW + 12 * HOUR - 1), State::Live);
        assert_eq!(session.state(hour(), NOW + 12 * HOUR), State::SignedOut { why: Why::LongEnough });
    }

    #[test]
    fn proving_who_one_is_does_not_put_off_the_twelve_hours() {
        let session = busy_until(12 * 60 - 1).verified(hour(), NOW + 12 * HOUR - 1).unwrap();
        assert_eq!(session.state(hour(), NOW + 12 * HOUR), State::SignedOut { why: Why::LongEnough });
    }

    #[test]
    fn the_reason_given_is_the_one_that_came_first() {
        assert_eq!(after(Session::begin(NOW), 13 * 60), State::SignedOut { why: Why::Idle });
    }

    #[test]
    fn the_warning_comes_five_minutes_before_being_signed_out() {
        assert_eq!(Session::begin(NOW).warning_at(hour()), NOW + 55 * MINUTE);
    }

    #[test]
    fn the_warning_also_comes_before_the_twelve_hours_are_over() {
        let session = busy_until(11 * 60 + 50);
        assert_eq!(session.sign_out_at(hour()), (NOW + 12 * HOUR, Why::LongEnough));
        assert_eq!(session.warning_at(hour()), NOW + 12 * HOUR - 5 * MINUTE);
    }

    #[test]
    fn doing_something_puts_the_warning_off() {
        let session = Session::begin(NOW).seen(hour(), NOW + 9 * MINUTE);
        assert_eq!(session.warning_at(hour()), NOW + 64 * MINUTE);
    }

    #[test]
    fn a_request_to_a_locked_session_does_not_unlock_it() {
        let session = Session::begin(NOW);
        assert_eq!(session.seen(hour(), NOW + 11 * MINUTE), session);
    }

    #[test]
    fn proving_who_one_is_unlocks_a_locked_session() {
        let session = Session::begin(NOW).verified(hour(), NOW + 20 * MINUTE).unwrap();
        assert_eq!(after(session, 20), State::Live);
    }

    #[test]
    fn a_session_that_is_over_cannot_be_unlocked() {
        assert_eq!(Session::begin(NOW).verified(hour(), NOW + 60 * MINUTE), Err(Refusal::SignedOut));
    }

    #[test]
    fn an_ended_session_is_over_at_once() {
        let session = Session::begin(NOW).end(Why::AccountClosed, NOW + 1);
        assert_eq!(session.state(hour(), NOW + 1), State::SignedOut { why: Why::AccountClosed });
        assert_eq!(session.verified(hour(), NOW + 2), Err(Refusal::SignedOut));
    }

    #[test]
    fn the_first_reason_for_ending_stands() {
        let session = Session::begin(NOW).end(Why::Asked, NOW + 1).end(Why::EndedByAdministrator, NOW + 2);
        assert_eq!(session.ended, Some(Ended { at: NOW + 1, why: Why::Asked }));
    }

    #[test]
    fn somebody_who_just_signed_in_is_verified() {
        assert!(Session::begin(NOW).verified_within(hour(), 15 * MINUTE, NOW));
    }

    #[test]
    fn being_busy_is_not_being_verified() {
        let session = busy_until(16);
        assert!(session.verified_within(hour(), 15 * MINUTE, NOW + 15 * MINUTE));
        assert!(!session.verified_within(hour(), 15 * MINUTE, NOW + 15 * MINUTE + 1));
    }

    #[test]
    fn stepping_up_makes_one_verified_again() {
        let session = busy_until(30).verified(hour(), NOW + 30 * MINUTE).unwrap();
        assert!(session.verified_within(hour(), 15 * MINUTE, NOW + 39 * MINUTE));
    }

    #[test]
    fn a_locked_session_is_not_verified() {
        assert!(!Session::begin(NOW).verified_within(hour(), 15 * MINUTE, NOW + 11 * MINUTE));
    }

    #[test]
    fn an_ended_session_is_not_verified() {
        let session = Session::begin(NOW).end(Why::Asked, NOW);
        assert!(!session.verified_within(hour(), 15 * MINUTE, NOW));
    }

    #[test]
    fn a_clock_set_back_ends_a_session_rather_than_keep_it_for_ever() {
        let session = Session::begin(NOW);
        assert_eq!(session.state(hour(), NOW - 5 * MINUTE), State::Live);
        assert_eq!(session.state(hour(), NOW - 5 * MINUTE - 1), State::SignedOut { why: Why::ClockMoved });
    }

    #[test]
    fn a_slightly_early_clock_does_not_make_a_session_older() {
        assert_eq!(Session::begin(NOW).seen(hour(), NOW - MINUTE).last_seen, NOW);
    }

    #[test]
    fn times_at_either_end_are_survived() {
        for now in [i64::MIN, 0, i64::MAX] {
            for then in [i64::MIN, 0, i64::MAX] {
                let session = Session::begin(then);
                let live = session.state(hour(), now) == State::Live;
                assert!(!live || now == then, "{then} {now}");
            }
        }
    }
}
