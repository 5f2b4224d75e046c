//! Why somebody was not let in, or a new secret was not taken, in sentences.

use crate::password::{LONGEST, SHORTEST};
use crate::session::{LOCK_LONGEST, SIGN_OUT_LONGEST, SIGN_OUT_SHORTEST};

/// Why something about signing in was not done.
///
/// No variant says whether an account exists: a page may show any of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, thiserror::Error)]
pub enum Refusal {
    /// The new password has fewer characters than [`SHORTEST`].
    #[error("Your password must have at least {SHORTEST} characters. Three random words work well.")]
    PasswordTooShort,
    /// The new password has more characters than [`LONGEST`].
    #[error("Your password must have {LONGEST} characters or fewer.")]
    PasswordTooLong,
    /// The new password is a well-known one, perhaps with digits after it.
    #[error("Many people use that password, so it is easy to guess. Three random words work better.")]
    PasswordTooCommon,
    /// The new password repeats itself or follows the alphabet or the keyboard.
    #[error(
        "That password repeats itself or follows a pattern, so it is easy to guess. \
         Three random words work better."
    )]
    PasswordFollowsAPattern,
    /// The new password holds something others know about the person or the service.
    #[error("Your password must not contain your name, your e-mail address or the name of the service.")]
    PasswordNamesYou,
    /// The password could not be hashed, for want of memory.
    #[error("Your password was not saved. Nothing has changed. Please try again.")]
    PasswordNotSaved,
    /// The e-mail address or the password is wrong, or there is no such account.
    #[error("That e-mail address or password is not right. Check both and try again.")]
    NotRight,
    /// The six-digit code is wrong, too old, or was used before.
    #[error("That code is not right, or it has been used. Wait for the next code and try again.")]
    CodeNotRight,
    /// The text is not a recovery code, or it is one that was never given or is spent.
    #[error(
        "That recovery code is not right, or it has been used. A code has 16 letters and numbers. \
         Each code works once."
    )]
    RecoveryCodeNotRight,
    /// The text of a link's token is damaged, or the link was used, withdrawn or too old.
    #[error("That link does not work. It may be incomplete, used or too old. Ask for a new one.")]
    LinkNotRight,
    /// There were too many wrong tries; the wait is rounded up to whole minutes.
    #[error("There have been too many tries. Wait {}, then try again.", spoken_minutes(*.minutes))]
    TooManyTries {
        /// Whole minutes left to wait, rounded up, at least 1.
        minutes: u32,
    },
    /// The session is over, so nobody can be verified in it.
    #[error("You are signed out. Sign in again to carry on.")]
    SignedOut,
    /// The council asked for a time to the lock that is outside the limits.
    #[error("Choose between 1 and {LOCK_LONGEST} minutes before the screen locks.")]
    LockTimeOutOfRange,
    /// The council asked for an idle time that is outside the limits.
    #[error("Choose between {SIGN_OUT_SHORTEST} and {SIGN_OUT_LONGEST} minutes before signing people out.")]
    SignOutTimeOutOfRange,
    /// A stored secret or digest has the wrong length, so it cannot be used.
    #[error("Something kept for signing in is damaged. Ask an administrator to set it up again.")]
    StoredSecretDamaged,
}

/// A count of minutes as people say it.
pub(crate) fn spoken_minutes(count: u32) -> String {
    if count == 1 { "1 minute".to_owned() } else { format!("{count} minutes") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_minute_is_said_in_the_singular() {
        assert_eq!(
            Refusal::TooManyTries { minutes: 1 }.to_string(),
            "There have been too many tries. Wait 1 minute, then try again."
        );
    }

    #[test]
    fn several_minutes_are_said_in_the_plural() {
        assert_eq!(
            Refusal::TooManyTries { minutes: 15 }.to_string(),
            "There have been too many tries. Wait 15 minutes, then try again."
        );
    }

    #[test]
    fn the_length_asked_for_is_the_length_checked() {
        assert_eq!(
            Refusal::PasswordTooShort.to_string(),
            "Your password must have at least 12 characters. Three random words work well."
        );
        assert_eq!(Refusal::PasswordTooLong.to_string(), "Your password must have 128 characters or fewer.");
    }

    #[test]
    fn the_idle_limits_are_named() {
        assert_eq!(
            Refusal::SignOutTimeOutOfRange.to_string(),
            "Choose between 15 and 120 minutes before signing people out."
        );
    }
}
