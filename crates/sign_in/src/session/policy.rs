//! How long a session may rest, and what to say when one is over.

use crate::Refusal;
use crate::refusal::spoken_minutes;

/// Idle minutes after which the screen locks.
pub const LOCK_AFTER_MINUTES: u32 = 10;

/// Fewest idle minutes a council may set before people are signed out.
pub const SIGN_OUT_SHORTEST: u32 = 15;

/// Most idle minutes a council may set before people are signed out.
pub const SIGN_OUT_LONGEST: u32 = 120;

/// Hours after signing in when one must sign in again, busy or not.
pub const ABSOLUTE_HOURS: u32 = 12;

/// Minutes before being signed out when the warning is shown.
pub const WARN_BEFORE_MINUTES: u32 = 5;

/// How long the council lets a session rest.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Policy {
    sign_out_minutes: u32,
}

impl Policy {
    /// A policy that signs people out after this many idle minutes: from
    /// [`SIGN_OUT_SHORTEST`] to [`SIGN_OUT_LONGEST`].
    pub fn new(sign_out_minutes: u32) -> Result<Self, Refusal> {
        if (SIGN_OUT_SHORTEST..=SIGN_OUT_LONGEST).contains(&sign_out_minutes) {
            Ok(Self { sign_out_minutes })
        } else {
            Err(Refusal::SignOutTimeOutOfRange)
        }
    }

    /// Idle minutes after which people are signed out.
    pub fn sign_out_minutes(self) -> u32 {
        self.sign_out_minutes
    }
}

impl Default for Policy {
    /// An hour, until the council sets another time.
    fn default() -> Self {
        Self { sign_out_minutes: 60 }
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
    fn the_council_sets_the_idle_time_from_15_to_120_minutes() {
        assert_eq!(Policy::new(14), Err(Refusal::SignOutTimeOutOfRange));
        assert_eq!(Policy::new(121), Err(Refusal::SignOutTimeOutOfRange));
        assert_eq!(Policy::new(15).map(Policy::sign_out_minutes), Ok(15));
        assert_eq!(Policy::new(120).map(Policy::sign_out_minutes), Ok(120));
    }

    #[test]
    fn the_idle_sentence_gives_the_councils_minutes() {
        assert_eq!(
            Why::Idle.sentence(Policy::new(45).unwrap()),
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
