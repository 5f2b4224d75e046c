//! Keeping a password as an argon2id hash, and checking one against it.

use super::{LONGEST, SALT_BYTES};
use crate::Refusal;
use argon2::password_hash::phc::{Output, PasswordHash};
use argon2::{Algorithm, Argon2, Params, PasswordHasher, Version};
use subtle::{Choice, ConstantTimeEq};

/// Memory in KiB: 19 MiB, the least the OWASP password storage guidance gives for two passes.
const MEMORY_KIB: u32 = 19 * 1024;

/// Passes over the memory.
const PASSES: u32 = 2;

/// Lanes. More would only help an attacker's graphics card.
const LANES: u32 = 1;

/// Most memory in KiB, passes and lanes that a stored text may ask for. Settings
/// may rise a long way below these; a damaged text must not take the server down.
const MOST: (u32, u32, u32) = (256 * 1024, 16, 4);

const HASH_BYTES: usize = Params::DEFAULT_OUTPUT_LEN;

/// The work one check does. There is always some, account or no account.
struct Work {
    params: Params,
    salt: Vec<u8>,
    expected: Option<Output>,
}

impl Work {
    /// The work for a stored text; for none, or one that cannot be read, the
    /// work of a fresh hash, which nothing matches.
    fn for_stored(stored: Option<&str>) -> Self {
        stored.and_then(Self::read).unwrap_or_else(|| Self {
            params: current(),
            salt: vec![0; SALT_BYTES],
            expected: None,
        })
    }

    fn read(stored: &str) -> Option<Self> {
        let hash = PasswordHash::new(stored).ok()?;
        let argon2id_v19 =
            hash.algorithm == Algorithm::Argon2id.ident() && hash.version == Some(Version::V0x13.into());
        let params = Params::try_from(&hash).ok()?;
        let affordable = params.m_cost() <= MOST.0 && params.t_cost() <= MOST.1 && params.p_cost() <= MOST.2;
        let expected = hash.hash.filter(|output| output.len() == HASH_BYTES)?;
        let salt = hash.salt?.to_vec();
        (argon2id_v19 && affordable).then_some(Self { params, salt, expected: Some(expected) })
    }
}

fn current() -> Params {
    Params::new(MEMORY_KIB, PASSES, LANES, Some(HASH_BYTES))
        .expect("the settings above are within argon2's limits")
}

fn argon2id(params: Params) -> Argon2<'static> {
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
}

/// The PHC string of a password.
pub(super) fn make(password: &str, salt: [u8; SALT_BYTES]) -> Result<String, Refusal> {
    argon2id(current())
        .hash_password_with_salt(password.as_bytes(), &salt)
        .map(|hash| hash.to_string())
        .map_err(|_| Refusal::PasswordNotSaved)
}

/// Whether `candidate` is the password kept as the PHC string `stored`.
///
/// Give `None` when there is no such account: the same work is done and the
/// answer is no, so that time does not tell who has an account. A text that
/// cannot be read is answered likewise (see [`is_readable`]). Takes tens of
/// milliseconds of one core and 19 MiB; keep it off threads that serve others.
pub fn verify(candidate: &str, stored: Option<&str>) -> bool {
    // The same for every account, so leaving early tells nothing about one.
    if candidate.chars().take(LONGEST + 1).count() > LONGEST {
        return false;
    }
    let work = Work::for_stored(stored);
    let mut made = [0; HASH_BYTES];
    let done = argon2id(work.params).hash_password_into(candidate.as_bytes(), &work.salt, &mut made).is_ok();
    let exists = Choice::from(u8::from(done && work.expected.is_some()));
    let expected = work.expected.as_ref().map_or(&[0; HASH_BYTES][..], |output| output.as_bytes());
    bool::from(made.ct_eq(expected) & exists)
}

/// Whether a stored text was made with weaker settings than today's, or cannot
/// be read. Ask after a right password, and keep a fresh hash when it is so.
/// Until then that account is checked with its own, quicker settings.
pub fn needs_rehash(stored: &str) -> bool {
    let wanted = current();
    Work::read(stored).is_none_or(|work| {
        work.params.m_cost() < wanted.m_cost()
            || work.params.t_cost() < wanted.t_cost()
            || work.params.p_cost() != wanted.p_cost()
            || work.salt.len() < SALT_BYTES
    })
}

/// Whether a stored text can be checked against at all. One that cannot is
/// damage for the health page to report; its owner needs a new invitation.
pub fn is_readable(stored: &str) -> bool {
    Work::read(stored).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::password::NewPassword;

    const GOOD: &str = "copper lantern tide";

    fn stored() -> String {
        NewPassword::parse(GOOD, &[]).unwrap().hash([7; SALT_BYTES]).unwrap()
    }

    fn with_settings(memory: u32, passes: u32) -> String {
        let params = Params::new(memory, passes, 1, Some(HASH_BYTES)).unwrap();
        argon2id(params).hash_password_with_salt(GOOD.as_bytes(), &[7; SALT_BYTES]).unwrap().to_string()
    }

    #[test]
    fn the_text_kept_names_algorithm_version_and_settings() {
        let text = stored();
        assert!(text.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{text}");
    }

    #[test]
    fn the_right_password_is_right() {
        assert!(verify(GOOD, Some(&stored())));
    }

    #[test]
    fn a_wrong_password_is_wrong() {
        for wrong in ["", "copper lantern tid", "copper lantern tide ", "Copper lantern tide"] {
            assert!(!verify(wrong, Some(&stored())), "{wrong}");
        }
    }

    /// From the test vectors of the reference implementation (`src/test.c`, argon2id).
    #[test]
    fn the_hash_is_the_one_other_programs_make() {
        let text = "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc";
        assert!(verify("password", Some(text)));
        assert!(!verify("Password", Some(text)));
    }

    #[test]
    fn another_salt_makes_another_text() {
        let other = NewPassword::parse(GOOD, &[]).unwrap().hash([8; SALT_BYTES]).unwrap();
        assert_ne!(other, stored());
    }

    #[test]
    fn no_account_is_wrong_whatever_is_typed() {
        for candidate in ["", GOOD] {
            assert!(!verify(candidate, None));
        }
    }

    #[test]
    fn no_account_takes_the_same_work_as_an_account() {
        let (none, some) = (Work::for_stored(None), Work::for_stored(Some(&stored())));
        assert!(some.expected.is_some());
        assert_eq!(none.params, some.params);
        assert_eq!(none.salt.len(), some.salt.len());
    }

    #[test]
    fn a_text_that_cannot_be_read_takes_the_same_work_and_is_wrong() {
        let (none, damaged) = (Work::for_stored(None), Work::for_stored(Some("$argon2id$v=19$m=1")));
        assert_eq!((none.params, none.salt), (damaged.params, damaged.salt));
        assert!(!verify(GOOD, Some("$argon2id$v=19$m=1")));
    }

    #[test]
    fn a_damaged_text_is_reported() {
        assert!(is_readable(&stored()));
        for damaged in ["", "plain", "$argon2id$v=19$m=1", "$argon2id$v=19$m=19456,t=2,p=1$c2FsdHNhbHQ"] {
            assert!(!is_readable(damaged), "{damaged}");
        }
    }

    #[test]
    fn other_algorithms_and_versions_are_not_read() {
        assert!(!is_readable(&stored().replace("argon2id", "argon2i")));
        assert!(!is_readable(&stored().replace("v=19", "v=16")));
    }

    #[test]
    fn settings_that_would_take_the_server_down_are_not_read() {
        for (from, to) in [("m=19456", "m=4000000000"), ("t=2", "t=4000000000"), ("p=1", "p=255")] {
            assert!(!is_readable(&stored().replace(from, to)), "{to}");
        }
    }

    #[test]
    fn the_settings_in_the_text_are_the_ones_used() {
        assert!(verify(GOOD, Some(&with_settings(1024, 1))));
        assert!(verify(GOOD, Some(&with_settings(20 * 1024, 3))));
    }

    #[test]
    fn weaker_settings_ask_for_a_fresh_hash_and_todays_or_stronger_do_not() {
        assert!(needs_rehash(&with_settings(MEMORY_KIB / 2, PASSES)));
        assert!(needs_rehash(&with_settings(MEMORY_KIB, PASSES - 1)));
        assert!(!needs_rehash(&stored()));
        assert!(!needs_rehash(&with_settings(MEMORY_KIB, PASSES + 1)));
    }

    #[test]
    fn a_text_that_cannot_be_read_asks_for_a_fresh_hash() {
        assert!(needs_rehash("damaged"));
    }

    #[test]
    fn a_candidate_longer_than_any_password_is_wrong_without_hashing() {
        let long = "a".repeat(LONGEST + 1);
        let params = Params::new(1024, 1, 1, Some(HASH_BYTES)).unwrap();
        let text = argon2id(params).hash_password_with_salt(long.as_bytes(), &[7; 16]).unwrap().to_string();
        assert!(!verify(&long, Some(&text)));
    }
}
