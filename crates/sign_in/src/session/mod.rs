//! A signed-in browser over time: when it locks, when it ends, and why.

mod policy;

pub use policy::{
    ABSOLUTE_HOURS, LOCK_LONGEST, Policy, SIGN_OUT_LONGEST, SIGN_OUT_SHORTEST, WARN_BEFORE_MINUTES, Why,
};

use crate::{HOUR, MINUTE};

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
        let absolute = self.ends_at();
        if idle < absolute { (idle, Why::Idle) } else { (absolute, Why::LongEnough) }
    }

    /// When the person is signed out whatever they do.
    pub fn ends_at(&self) -> i64 {
        self.created.saturating_add(i64::from(ABSOLUTE_HOURS) * HOUR)
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

    /// A session of somebody who has just proved who they are.
    fn begun(now: i64) -> Session {
        Session { created: now, last_seen: now, verified_at: now, ended: None }
    }

    fn hour() -> Policy {
        Policy::default()
    }

    fn busy_until(minutes: i64) -> Session {
        Session { last_seen: NOW + minutes * MINUTE, ..begun(NOW) }
    }

    fn after(session: Session, minutes: i64) -> State {
        session.state(hour(), NOW + minutes * MINUTE)
    }

    #[test]
    fn a_new_session_is_live() {
        assert_eq!(after(begun(NOW), 0), State::Live);
    }

    #[test]
    fn the_screen_locks_after_ten_idle_minutes() {
        let session = begun(NOW);
        assert_eq!(session.state(hour(), NOW + 10 * MINUTE - 1), State::Live);
        assert_eq!(after(session, 10), State::Locked);
    }

    #[test]
    fn one_is_signed_out_after_sixty_idle_minutes() {
        let session = begun(NOW);
        assert_eq!(session.state(hour(), NOW + 60 * MINUTE - 1), State::Locked);
        assert_eq!(after(session, 60), State::SignedOut { why: Why::Idle });
    }

    #[test]
    fn the_councils_idle_time_is_kept() {
        let session = begun(NOW);
        let longest = Policy::new(10, 120).unwrap();
        assert_eq!(session.state(longest, NOW + 120 * MINUTE - 1), State::Locked);
        assert_eq!(session.state(longest, NOW + 120 * MINUTE), State::SignedOut { why: Why::Idle });
    }

    #[test]
    fn twelve_hours_after_signing_in_even_a_busy_session_ends() {
        let session = busy_until(12 * 60 - 1);
        assert_eq!(session.state(hour(), NOW + 12 * HOUR - 1), State::Live);
        assert_eq!(session.state(hour(), NOW + 12 * HOUR), State::SignedOut { why: Why::LongEnough });
    }

    #[test]
    fn being_busy_keeps_a_session_live() {
        assert_eq!(after(busy_until(9), 18), State::Live);
    }

    #[test]
    fn the_reason_given_is_the_one_that_came_first() {
        assert_eq!(after(begun(NOW), 13 * 60), State::SignedOut { why: Why::Idle });
    }

    #[test]
    fn an_ended_session_is_over_at_once() {
        let ended = Some(Ended { at: NOW + 1, why: Why::AccountClosed });
        let session = Session { ended, ..begun(NOW) };
        assert_eq!(session.state(hour(), NOW + 1), State::SignedOut { why: Why::AccountClosed });
    }

    #[test]
    fn a_clock_set_back_ends_a_session_rather_than_keep_it_for_ever() {
        let session = begun(NOW);
        assert_eq!(session.state(hour(), NOW - 5 * MINUTE), State::Live);
        assert_eq!(session.state(hour(), NOW - 5 * MINUTE - 1), State::SignedOut { why: Why::ClockMoved });
    }

    #[test]
    fn times_at_either_end_are_survived() {
        for now in [i64::MIN, 0, i64::MAX] {
            for then in [i64::MIN, 0, i64::MAX] {
                let session = begun(then);
                let live = session.state(hour(), now) == State::Live;
                assert!(!live || now == then, "{then} {now}");
            }
        }
    }
}
