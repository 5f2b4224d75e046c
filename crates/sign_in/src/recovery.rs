//! Recovery codes: a way in for somebody who has lost the phone with their codes.

use crate::{Digest, Refusal};
use secrecy::{ExposeSecret, SecretBox};

/// How many codes a person is given at a time.
pub const CODES: usize = 10;

/// Random bytes in one code: 80 bits, so that a stolen digest tells nothing.
const CODE_BYTES: usize = 10;

/// Random bytes needed for a whole set.
pub const SET_BYTES: usize = CODES * CODE_BYTES;

/// Characters in one code, five bits each.
const CODE_LETTERS: usize = 16;

/// Douglas Crockford's base 32: no I, L, O or U, so nothing is misread or rude.
const LETTERS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// One recovery code. Debug shows nothing of it.
#[derive(Debug)]
pub struct RecoveryCode(SecretBox<[u8; CODE_BYTES]>);

impl RecoveryCode {
    fn from_bytes(bytes: [u8; CODE_BYTES]) -> Self {
        Self(SecretBox::new(Box::new(bytes)))
    }

    /// Reads a code as people type it: small letters, spaces or any dashes in any
    /// place, O for 0, and I or L for 1 are all understood.
    pub fn parse(typed: &str) -> Result<Self, Refusal> {
        let mut bits: u128 = 0;
        let mut count = 0;
        for character in typed.chars().filter(|character| !is_filler(*character)) {
            count += 1;
            if count > CODE_LETTERS {
                return Err(Refusal::RecoveryCodeNotRight);
            }
            bits = bits << 5 | letter_value(character).ok_or(Refusal::RecoveryCodeNotRight)?;
        }
        if count < CODE_LETTERS {
            return Err(Refusal::RecoveryCodeNotRight);
        }
        let mut bytes = [0; CODE_BYTES];
        bytes.copy_from_slice(&bits.to_be_bytes()[16 - CODE_BYTES..]);
        Ok(Self::from_bytes(bytes))
    }

    /// The digest to store.
    pub fn digest(&self) -> Digest {
        Digest::of("recovery code", self.0.expose_secret())
    }

    /// Which of the unspent digests this code is; the caller strikes that one
    /// out. Every digest is compared, so the time tells nothing.
    pub fn find_in(&self, unspent: &[Digest]) -> Option<usize> {
        let mine = self.digest();
        let mut found = None;
        for (place, digest) in unspent.iter().enumerate() {
            if *digest == mine {
                found = Some(place);
            }
        }
        found
    }

    /// Four groups of four, as printed for the person.
    fn to_text(&self) -> String {
        let bits = self.0.expose_secret().iter().fold(0u128, |bits, byte| bits << 8 | u128::from(*byte));
        let mut text = String::with_capacity(CODE_LETTERS + 3);
        for place in 0..CODE_LETTERS {
            if place > 0 && place % 4 == 0 {
                text.push('-');
            }
            let value = (bits >> (5 * (CODE_LETTERS - 1 - place))) & 31;
            text.push(char::from(LETTERS[usize::try_from(value).unwrap_or_default()]));
        }
        text
    }
}

/// A fresh set of [`CODES`] codes, between being drawn and being shown.
#[derive(Debug)]
pub struct RecoverySet([RecoveryCode; CODES]);

impl RecoverySet {
    /// A set made of [`SET_BYTES`] bytes freshly drawn by the caller.
    pub fn from_random(bytes: [u8; SET_BYTES]) -> Self {
        Self(std::array::from_fn(|code| {
            RecoveryCode::from_bytes(std::array::from_fn(|byte| bytes[code * CODE_BYTES + byte]))
        }))
    }

    /// The digests to store; the set they replace stops working.
    pub fn digests(&self) -> [Digest; CODES] {
        std::array::from_fn(|code| self.0[code].digest())
    }

    /// The texts to show the person. The set is used up: codes are shown once.
    pub fn show(self) -> [String; CODES] {
        self.0.map(|code| code.to_text())
    }
}

/// Spaces and every kind of dash, as word processors swap them in.
fn is_filler(character: char) -> bool {
    character.is_whitespace() || matches!(character, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}')
}

fn letter_value(character: char) -> Option<u128> {
    let read = match character.to_ascii_uppercase() {
        'O' => '0',
        'I' | 'L' => '1',
        other => other,
    };
    let place = LETTERS.iter().position(|letter| char::from(*letter) == read)?;
    u128::try_from(place).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set() -> RecoverySet {
        RecoverySet::from_random(std::array::from_fn(|place| u8::try_from(place * 7 % 251).unwrap()))
    }

    #[test]
    fn a_set_has_ten_codes_all_different() {
        let mut texts = set().show().to_vec();
        texts.sort();
        texts.dedup();
        assert_eq!(texts.len(), 10);
    }

    #[test]
    fn a_code_is_four_groups_of_four() {
        for text in set().show() {
            let groups: Vec<&str> = text.split('-').collect();
            assert_eq!(groups.len(), 4, "{text}");
            assert!(groups.iter().all(|group| group.len() == 4), "{text}");
        }
    }

    #[test]
    fn a_code_never_holds_a_letter_that_is_misread() {
        for text in set().show() {
            assert!(!text.contains(['I', 'L', 'O', 'U']), "{text}");
        }
    }

    #[test]
    fn every_code_shown_is_found_among_the_stored_digests() {
        let digests = set().digests();
        for (place, text) in set().show().iter().enumerate() {
            assert_eq!(RecoveryCode::parse(text).unwrap().find_in(&digests), Some(place));
        }
    }

    #[test]
    fn a_spent_code_is_not_found_again() {
        let [first, ..] = set().show();
        let unspent = &set().digests()[1..];
        assert_eq!(RecoveryCode::parse(&first).unwrap().find_in(unspent), None);
    }

    #[test]
    fn small_letters_spaces_and_missing_or_fancy_dashes_are_understood() {
        let [first, ..] = set().show();
        let typed = [
            first.to_lowercase(),
            first.replace('-', ""),
            first.replace('-', " "),
            first.replace('-', "\u{2013}"),
            format!("  {first}\t"),
        ];
        for text in typed {
            assert_eq!(RecoveryCode::parse(&text).unwrap().find_in(&set().digests()), Some(0), "{text}");
        }
    }

    #[test]
    fn letters_that_look_like_digits_are_read_as_digits() {
        let all_noughts_and_ones = RecoveryCode::parse("0000-0000-1111-1111").unwrap();
        let misread = RecoveryCode::parse("OOOO-oooo-IIll-LL11").unwrap();
        assert_eq!(misread.digest(), all_noughts_and_ones.digest());
    }

    #[test]
    fn text_that_is_no_code_is_refused_with_a_sentence() {
        for hostile in
            ["", "ABCD", "ABCD-EFGH-JKMN-PQR", "ABCD-EFGH-JKMN-PQRST", "UUUU-UUUU-UUUU-UUUU", "ÀBCD-…"]
        {
            assert_eq!(RecoveryCode::parse(hostile).err(), Some(Refusal::RecoveryCodeNotRight), "{hostile}");
        }
    }

    #[test]
    fn a_very_long_text_is_refused_at_once() {
        assert_eq!(RecoveryCode::parse(&"A".repeat(1_000_000)).err(), Some(Refusal::RecoveryCodeNotRight));
    }
}
