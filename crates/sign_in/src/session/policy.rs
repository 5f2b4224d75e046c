//! How long a session may rest, and what to say when one is over.

use crate::Refusal;
use crate::refusal::spoken_minutes;

/// Most idle minutes a council may let pass before the screen locks.
pub const LOCK_LONGEST: u32 = 15;

/// Fewest idle minutes a council may set before people are signed out.
pub const SIGN_OUT_SHORTEST: u32 = 15;

/// Most idle minutes a council may set before people are signed out.
pub const SIGN_OUT_LONGEST: u32 = 120;

/// Hours after signing in when one must sign in again, busy or not.
pub const ABSOLUTE_HOURS: u32 = 12;

/// Minutes before being signed out when the warning is shown; before the
/// screen locks it is half the time to it where that is less.
pub const WARN_BEFORE_MINUTES: u32 = 5;

/// How long the council lets a session rest.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Policy {
    lock_minutes: u32,
    sign_out_minutes: u32,
}

impl Policy {
    /// A policy that locks the screen after so many idle minutes, from 1 to
    /// [`LOCK_LONGEST`], and signs people out after this many: from
    /// [`SIGN_OUT_SHORTEST`] to [`SIGN_OUT_LONGEST`].
    pub fn new(lock_minutes: u32, sign_out_minutes: u32) -> Result<Self, Refusal> {
        if !(1..=LOCK_LONGEST).contains(&lock_minutes) {
            return Err(Refusal::LockTimeOutOfRange);
        }
        if !(SIGN_OUT_SHORTEST..=SIGN_OUT_LONGEST).contains(&sign_out_minutes) {
            return Err(Refusal::SignOutTimeOutOfRange);
        }
        Ok(Self { lock_minutes, sign_out_minutes })
    }

    /// Idle minutes after which the screen locks.
    pub fn lock_minutes(self) -> u32 {
        self.lock_minutes
    }

    /// How many seconds before the screen locks to warn of it.
    pub fn warn_before_lock_seconds(self) -> u32 {
        (self.lock_minutes * 30).min(WARN_BEFORE_MINUTES * 60)
    }

    /// Idle minutes after which people are signed out.
    pub fn sign_out_minutes(self) -> u32 {
        self.sign_out_minutes
    }
}

impl Default for Policy {
    /// Ten minutes and an hour, until the council sets other times.
    fn default() -> Self {
        Self { lock_minutes: 10, sign_out_minutes: 60 }
    }
}

/// Why a session is over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Why {
    /// The person signed out.
    Asked,
    /// The person ended it from another of their sessions.
    EndedElsewhere,
    /// An administrator ended it.
    EndedByAdministrator,
    /// The person left, or their account was closed.
    AccountClosed,
    /// Nothing was done for as long as the council allows.
    Idle,
    /// [`ABSOLUTE_HOURS`] have passed since signing in.
    LongEnough,
    /// The session's times lie in the future, so the clock was set back and its
    /// age cannot be known.
    ClockMoved,
}

impl Why {
    /// What to tell the person on the sign-in page.
    pub fn sentence(self, policy: Policy) -> String {
        match self {
            Self::Asked => "You have signed out.".to_owned(),
            Self::EndedElsewhere => {
                "You ended this session from another one. Sign in again to carry on.".to_owned()
            }
            Self::EndedByAdministrator => {
                "An administrator ended this session. Sign in again to carry on.".to_owned()
            }
            Self::AccountClosed => {
                "You no longer have access. If that is wrong, ask your manager.".to_owned()
            }
            Self::Idle => format!(
                "You were signed out after {} without activity. Sign in again to carry on.",
                spoken_minutes(policy.sign_out_minutes)
            ),
            Self::LongEnough => {
                format!("You signed in {ABSOLUTE_HOURS} hours ago. Sign in again to carry on.")
            }
            Self::ClockMoved => {
                "The clock of the service was changed, so you were signed out. Sign in again to carry on."
                    .to_owned()
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_screen_locks_after_a_quarter_of_an_hour_at_the_latest_and_warns_before() {
        assert_eq!(Policy::new(0, 60), Err(Refusal::LockTimeOutOfRange));
        assert_eq!(Policy::new(16, 60), Err(Refusal::LockTimeOutOfRange));
        assert_eq!(Policy::new(15, 60).map(Policy::warn_before_lock_seconds), Ok(300));
        assert_eq!(Policy::new(1, 60).map(Policy::warn_before_lock_seconds), Ok(30));
    }

    #[test]
    fn the_council_sets_the_idle_time_from_15_to_120_minutes() {
        assert_eq!(Policy::new(10, 14), Err(Refusal::SignOutTimeOutOfRange));
        assert_eq!(Policy::new(10, 121), Err(Refusal::SignOutTimeOutOfRange));
        assert_eq!(Policy::new(10, 15).map(Policy::sign_out_minutes), Ok(15));
        assert_eq!(Policy::new(10, 120).map(Policy::sign_out_minutes), Ok(120));
    }

    #[test]
    fn the_idle_sentence_gives_the_councils_minutes() {
        assert_eq!(
            Why::Idle.sentence(Policy::new(10, 45).unwrap()),
            "You were signed out after 45 minutes without activity. Sign in again to carry on."
        );
    }

    #[test]
    fn the_twelve_hour_sentence_gives_the_hours() {
        assert_eq!(
            Why::LongEnough.sentence(Policy::default()),
            "You signed in 12 hours ago. Sign in again to carry on."
        );
    }
}
