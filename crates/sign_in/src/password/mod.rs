//! Passwords: what may be one, how one is kept, how one is checked.
//!
//! The rules follow the NCSC: long rather than complicated, nothing that is
//! widely used or easily guessed, no forced mixture of characters and no forced
//! change.

mod blocklist;
mod hash;
mod patterns;

pub use hash::{is_readable, needs_rehash, verify};

use crate::Refusal;
use secrecy::{ExposeSecret, SecretString};

/// Fewest characters of a new password.
pub const SHORTEST: usize = 12;

/// Most characters of a password. A limit at all, so that hashing stays cheap.
pub const LONGEST: usize = 128;

/// Random bytes that salt one password.
pub const SALT_BYTES: usize = 16;

/// A password that may be kept: long enough, and not easily guessed.
///
/// Debug shows nothing of it, and it is wiped from memory when dropped.
#[derive(Debug, Clone)]
pub struct NewPassword(SecretString);

impl NewPassword {
    /// Takes what somebody typed for a new password, character for character.
    ///
    /// `about_you` is what others know of them: their e-mail address, their
    /// names, the council's name. The service's own name is always included.
    pub fn parse(candidate: &str, about_you: &[&str]) -> Result<Self, Refusal> {
        let length = candidate.chars().take(LONGEST + 1).count();
        if length < SHORTEST {
            return Err(Refusal::PasswordTooShort);
        }
        if length > LONGEST {
            return Err(Refusal::PasswordTooLong);
        }
        if blocklist::is_common(candidate) {
            return Err(Refusal::PasswordTooCommon);
        }
        if patterns::repeats(candidate) || patterns::runs(candidate) {
            return Err(Refusal::PasswordFollowsAPattern);
        }
        if patterns::names(candidate, about_you) {
            return Err(Refusal::PasswordNamesYou);
        }
        Ok(Self(SecretString::from(candidate)))
    }

    /// The text to keep: a PHC string holding the algorithm, its settings, the
    /// salt and the hash. Takes tens of milliseconds of one core and 19 MiB;
    /// keep it off threads that serve others.
    pub fn hash(&self, salt: [u8; SALT_BYTES]) -> Result<String, Refusal> {
        hash::make(self.0.expose_secret(), salt)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(candidate: &str) -> Option<Refusal> {
        NewPassword::parse(candidate, &["amina.okafor@northmoor.example", "Amina Okafor"]).err()
    }

    #[test]
    fn three_random_words_are_taken() {
        for good in ["copper lantern tide", "walnutscooterfog", "Marsh-Biscuit-Cello", "чайник облако мост"]
        {
            assert_eq!(refused(good), None, "{good}");
        }
    }

    #[test]
    fn eleven_characters_are_too_few_and_twelve_enough() {
        assert_eq!(refused("walnutfogct"), Some(Refusal::PasswordTooShort));
        assert_eq!(refused("walnutfogcts"), None);
    }

    #[test]
    fn characters_are_counted_and_not_bytes() {
        assert_eq!(refused("жшюцэыфйгъх"), Some(Refusal::PasswordTooShort));
        assert_eq!(refused("жшюцэыфйгъхб"), None);
    }

    #[test]
    fn a_hundred_and_twenty_eight_characters_are_enough_and_one_more_too_many() {
        let phrase = "copper lantern tide over walnut scooter fog ".repeat(3);
        let longest = format!("{}{}", &phrase[..127], "z");
        assert_eq!(refused(&longest), None);
        assert_eq!(refused(&format!("{longest}q")), Some(Refusal::PasswordTooLong));
    }

    #[test]
    fn a_very_long_text_is_refused_and_not_read_through() {
        assert_eq!(refused(&"ab9 ".repeat(1_000_000)), Some(Refusal::PasswordTooLong));
    }

    #[test]
    fn no_mixture_of_characters_is_asked_for() {
        assert_eq!(refused("lanterncoppertide"), None);
    }

    #[test]
    fn a_well_known_password_is_refused() {
        assert_eq!(refused("Password1234"), Some(Refusal::PasswordTooCommon));
    }

    #[test]
    fn a_pattern_is_refused() {
        assert_eq!(refused("mnopqrstuvwx"), Some(Refusal::PasswordFollowsAPattern));
    }

    #[test]
    fn ones_own_name_is_refused() {
        assert_eq!(refused("tide-okafor-lantern"), Some(Refusal::PasswordNamesYou));
    }

    #[test]
    fn a_new_password_does_not_show_itself_in_a_log() {
        let password = NewPassword::parse("copper lantern tide", &[]).unwrap();
        assert!(!format!("{password:?}").contains("lantern"));
    }
}
