//! The second step: six digits from an authenticator app (RFC 6238).
//!
//! SHA-1, six digits and 30 seconds are what every app understands; some apps
//! take other settings without a word and then show codes that never match.

use crate::Refusal;
use data_encoding::BASE32_NOPAD;
use secrecy::{ExposeSecret, SecretBox};
use std::fmt::Write as _;
use subtle::ConstantTimeEq;
use totp_rs::{Algorithm, Builder, Totp};

/// Seconds that one code is shown for.
pub const STEP_SECONDS: i64 = 30;

/// Bytes in a secret: the length of a SHA-1 digest, as RFC 4226 section 4 advises.
pub const SECRET_BYTES: usize = 20;

/// How many steps a phone's clock may be ahead or behind (RFC 6238 section 5.2).
const SKEW: i64 = 1;

/// Digits in a code.
const DIGITS: usize = 6;

/// The secret shared with somebody's authenticator app.
///
/// It must be readable to check codes, so it is stored encrypted by the caller.
/// Debug shows nothing of it, and it is wiped from memory when dropped.
#[derive(Debug)]
pub struct Secret(SecretBox<[u8; SECRET_BYTES]>);

impl Secret {
    /// A secret made of bytes freshly drawn by the caller.
    pub fn from_random(bytes: [u8; SECRET_BYTES]) -> Self {
        Self(SecretBox::new(Box::new(bytes)))
    }

    /// A secret as read back from where it was kept, once decrypted.
    pub fn from_stored(bytes: &[u8]) -> Result<Self, Refusal> {
        bytes.try_into().map(Self::from_random).map_err(|_| Refusal::StoredSecretDamaged)
    }

    /// The bytes, for the caller to encrypt and keep.
    pub fn as_bytes(&self) -> &[u8; SECRET_BYTES] {
        self.0.expose_secret()
    }

    /// The key for typing into an app: eight groups of four letters and digits.
    pub fn typed_key(&self) -> String {
        let mut text = String::new();
        for (place, letter) in self.base32().chars().enumerate() {
            if place > 0 && place % 4 == 0 {
                text.push(' ');
            }
            text.push(letter);
        }
        text
    }

    /// The link an app opens or reads from a picture. `issuer` is the name of
    /// the service, `account` what the person signs in with. A colon parts the
    /// two inside the link, so colons in either become spaces.
    pub fn otpauth_uri(&self, issuer: &str, account: &str) -> String {
        let issuer = escaped(issuer);
        let account = escaped(account);
        let key = self.base32();
        format!(
            "otpauth://totp/{issuer}:{account}?secret={key}&issuer={issuer}\
             &algorithm=SHA1&digits={DIGITS}&period={STEP_SECONDS}"
        )
    }

    fn base32(&self) -> String {
        BASE32_NOPAD.encode(self.as_bytes())
    }

    fn codes(&self) -> Option<Totp> {
        Builder::new()
            .with_algorithm(Algorithm::SHA1)
            .with_secret(totp_rs::Secret::new_stack(*self.as_bytes()))
            .build()
            .ok()
    }
}

/// Checks a typed code at `now_seconds` (whole seconds since 1970, UTC).
///
/// The code of this step, the one before or the one after is right, unless that
/// step or a later one was used before: a code works once. The step returned
/// must be kept as the next `last_used_step` in the transaction that lets the
/// person in, and only if the one kept is still `last_used_step`.
pub fn verify(secret: &Secret, code: &str, now_seconds: i64, last_used_step: Option<i64>) -> Option<i64> {
    let typed = typed_digits(code)?;
    let codes = secret.codes()?;
    let current = now_seconds.div_euclid(STEP_SECONDS);
    let mut accepted = None;
    for step in current - SKEW..=current + SKEW {
        let Ok(start) = u64::try_from(step.saturating_mul(STEP_SECONDS)) else { continue };
        let expected = codes.generate(start).to_string();
        let right = bool::from(expected.as_bytes().ct_eq(&typed));
        let unused = last_used_step.is_none_or(|used| step > used);
        if right && unused && accepted.is_none() {
            accepted = Some(step);
        }
    }
    accepted
}

/// The six digits, without the spaces and dashes that apps and people put in.
fn typed_digits(code: &str) -> Option<[u8; DIGITS]> {
    let mut digits = [0; DIGITS];
    let mut count = 0;
    for character in code.chars().filter(|character| !character.is_whitespace() && *character != '-') {
        let digit = u8::try_from(character).ok().filter(u8::is_ascii_digit)?;
        *digits.get_mut(count)? = digit;
        count += 1;
    }
    (count == DIGITS).then_some(digits)
}

/// Percent-encoding of everything but RFC 3986's unreserved characters.
fn escaped(text: &str) -> String {
    let mut out = String::new();
    for byte in text.replace(':', " ").trim().bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            // Writing to a String cannot fail.
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rfc_secret() -> Secret {
        Secret::from_random(*b"12345678901234567890")
    }

    /// RFC 6238 appendix B, SHA-1 rows. The RFC prints eight digits; six are the last six of them.
    const VECTORS: [(i64, &str); 6] = [
        (59, "94287082"),
        (1_111_111_109, "07081804"),
        (1_111_111_111, "14050471"),
        (1_234_567_890, "89005924"),
        (2_000_000_000, "69279037"),
        (20_000_000_000, "65353130"),
    ];

    #[test]
    fn the_vectors_of_rfc_6238_are_right_at_their_moments() {
        for (now, eight) in VECTORS {
            assert_eq!(verify(&rfc_secret(), &eight[2..], now, None), Some(now / 30), "{now}");
        }
    }

    #[test]
    fn a_code_is_right_one_step_early_and_one_step_late() {
        let (now, code) = (1_111_111_109, "081804");
        let step = now / 30;
        assert_eq!(verify(&rfc_secret(), code, (step - 1) * 30, None), Some(step));
        assert_eq!(verify(&rfc_secret(), code, (step + 1) * 30 + 29, None), Some(step));
    }

    #[test]
    fn a_code_is_wrong_two_steps_early_and_two_steps_late() {
        let (now, code) = (1_111_111_109, "081804");
        let step = now / 30;
        assert_eq!(verify(&rfc_secret(), code, (step - 1) * 30 - 1, None), None);
        assert_eq!(verify(&rfc_secret(), code, (step + 2) * 30, None), None);
    }

    #[test]
    fn a_code_works_once() {
        let step = verify(&rfc_secret(), "005924", 1_234_567_890, None);
        assert!(step.is_some());
        assert_eq!(verify(&rfc_secret(), "005924", 1_234_567_890, step), None);
    }

    #[test]
    fn the_code_before_a_used_one_is_wrong_too() {
        let step = 1_234_567_890 / 30;
        assert_eq!(verify(&rfc_secret(), "005924", 1_234_567_890, Some(step + 1)), None);
    }

    #[test]
    fn the_code_after_a_used_one_is_right() {
        let step = 1_234_567_890 / 30;
        assert_eq!(verify(&rfc_secret(), "005924", 1_234_567_890, Some(step - 1)), Some(step));
    }

    #[test]
    fn spaces_and_a_dash_in_a_code_are_forgiven() {
        for typed in ["005 924", " 005-924 ", "0 0 5 9 2 4"] {
            assert!(verify(&rfc_secret(), typed, 1_234_567_890, None).is_some(), "{typed}");
        }
    }

    #[test]
    fn anything_but_six_digits_is_wrong() {
        for typed in ["", "05924", "0005924", "00592x", "٠٠٥٩٢٤", "89005924"] {
            assert_eq!(verify(&rfc_secret(), typed, 1_234_567_890, None), None, "{typed}");
        }
    }

    #[test]
    fn a_clock_at_either_end_of_time_is_survived() {
        for now in [i64::MIN, -1, 0, i64::MAX] {
            assert_eq!(verify(&rfc_secret(), "000000", now, None), None, "{now}");
        }
    }

    #[test]
    fn the_typed_key_is_base32_in_eight_groups_of_four() {
        assert_eq!(rfc_secret().typed_key(), "GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ");
    }

    #[test]
    fn the_link_names_issuer_and_account_and_every_setting() {
        assert_eq!(
            rfc_secret().otpauth_uri("No Wrong Door", "amina@example.org"),
            "otpauth://totp/No%20Wrong%20Door:amina%40example.org\
             ?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=No%20Wrong%20Door\
             &algorithm=SHA1&digits=6&period=30"
        );
    }

    #[test]
    fn nothing_in_a_name_can_change_the_link() {
        let link = rfc_secret().otpauth_uri("A: B&secret=X", "é?#/%");
        assert!(
            link.starts_with("otpauth://totp/A%20%20B%26secret%3DX:%C3%A9%3F%23%2F%25?secret=GEZD"),
            "{link}"
        );
    }

    #[test]
    fn a_stored_secret_of_another_length_is_refused() {
        assert_eq!(Secret::from_stored(&[1; 19]).err(), Some(Refusal::StoredSecretDamaged));
        assert_eq!(Secret::from_stored(rfc_secret().as_bytes()).unwrap().as_bytes(), rfc_secret().as_bytes());
    }

    #[test]
    fn a_secret_does_not_show_itself_in_a_log() {
        assert!(!format!("{:?}", rfc_secret()).contains("49"));
    }
}
