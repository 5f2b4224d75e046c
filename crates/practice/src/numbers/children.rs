//! Numbers of young people and of those who work with them.

use super::ascii::Ascii;
use super::{Refusal, all_digits, number, squeezed};
use std::fmt;

/// The number by which the council's own case system knows a young person:
/// `CHILD` of the return, at most 10 characters, upper case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CouncilNumber(Ascii<10>);
number!(CouncilNumber);

impl CouncilNumber {
    /// Reads a council number; spaces around it are dropped and letters are
    /// written in upper case, as the return does.
    pub fn parse(text: &str) -> Result<Self, Refusal> {
        let text = text.trim().to_ascii_uppercase();
        if text.is_empty() {
            return Err(Refusal::because("The council number is missing."));
        }
        if text.chars().count() > 10 {
            return Err(Refusal::because("A council number has at most 10 characters."));
        }
        if text.contains(' ') {
            return Err(Refusal::because("A council number has no spaces inside it."));
        }
        Ascii::new(&text).map(Self).ok_or_else(|| {
            Refusal::because("A council number holds only letters A to Z, digits and plain punctuation.")
        })
    }

    /// Reads a council number that somebody types. None holds a space, so those by
    /// which it was written in groups are dropped. In a file a space inside is
    /// refused: there it may be two values in one column.
    pub fn typed(text: &str) -> Result<Self, Refusal> {
        Self::parse(&text.split_whitespace().collect::<String>())
    }
}

impl fmt::Display for CouncilNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// An NHS number: 10 digits, the last of them a check digit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NhsNumber(Ascii<10>);
number!(NhsNumber);

impl NhsNumber {
    /// Reads an NHS number with or without spaces and hyphens.
    ///
    /// The check digit is 11 less the sum of the first nine digits times 10
    /// down to 2, modulo 11; 11 is written 0, and 10 is never issued. Ten equal
    /// digits would all pass; they are typed to fill a box, and are refused by rule.
    pub fn parse(text: &str) -> Result<Self, Refusal> {
        let digits = squeezed(text, 10).filter(|kept| kept.len() == 10 && all_digits(kept));
        let Some(digits) = digits else {
            return Err(Refusal::because("An NHS number has 10 digits, such as 943 476 5919."));
        };
        if digits.bytes().all(|digit| digit == digits.as_bytes()[0]) {
            return Err(Refusal::because(
                "This is not an NHS number: all ten digits are the same. Leave it empty if it is not known.",
            ));
        }
        let values: Vec<u32> = digits.bytes().map(|byte| u32::from(byte - b'0')).collect();
        let sum: u32 = values[..9].iter().zip((2..=10).rev()).map(|(digit, weight)| digit * weight).sum();
        let check = (11 - sum % 11) % 11;
        if check != values[9] {
            return Err(Refusal::because(
                "This is not an NHS number: the check digit does not fit. Look for a digit that was mistyped.",
            ));
        }
        Ascii::new(&digits).map(Self).ok_or_else(|| Refusal::because("An NHS number has 10 digits."))
    }

    /// Whether it is from the range kept for tests (999…), never a patient's.
    pub fn is_for_tests(&self) -> bool {
        self.as_str().starts_with("999")
    }
}

impl fmt::Display for NhsNumber {
    /// "943 476 5919".
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let digits = self.as_str();
        write!(f, "{} {} {}", &digits[..3], &digits[3..6], &digits[6..])
    }
}

/// A unique pupil number: a check letter, then an authority, a school, a year
/// and a serial in 12 places. The last place of a temporary one is a letter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Upn(Ascii<13>);
number!(Upn);

/// The alphabet of the check letter: no I, O or S.
const UPN_LETTERS: &[u8; 23] = b"ABCDEFGHJKLMNPQRTUVWXYZ";

impl Upn {
    /// Reads a UPN with or without spaces.
    ///
    /// The check letter is the sum of the 2nd to 13th characters times 2 to 13,
    /// modulo 23, in an alphabet without I, O and S; a letter in the 13th place
    /// counts by its place in that alphabet.
    pub fn parse(text: &str) -> Result<Self, Refusal> {
        let shape = || {
            Refusal::because(
                "A UPN is a letter and 12 digits, such as H801200001001. A temporary one ends in a letter.",
            )
        };
        let kept = squeezed(text, 13).filter(|kept| kept.len() == 13).ok_or_else(shape)?;
        let (check, body) = kept.as_bytes().split_first().ok_or_else(shape)?;
        let mut sum = 0;
        for (at, byte) in body.iter().enumerate() {
            let value = match byte {
                b'0'..=b'9' => usize::from(byte - b'0'),
                letter if at == 11 => letter_value(*letter).ok_or_else(shape)?,
                _ => return Err(shape()),
            };
            sum += value * (at + 2);
        }
        letter_value(*check).ok_or_else(shape)?;
        if UPN_LETTERS[sum % 23] != *check {
            return Err(Refusal::because(
                "This is not a UPN: the check letter does not fit. Look for a character that was mistyped.",
            ));
        }
        Ascii::new(&kept).map(Self).ok_or_else(shape)
    }

    /// Whether it is a temporary number, which ends in a letter.
    pub fn is_temporary(&self) -> bool {
        !self.as_str().ends_with(|last: char| last.is_ascii_digit())
    }
}

fn letter_value(letter: u8) -> Option<usize> {
    UPN_LETTERS.iter().position(|known| *known == letter)
}

impl fmt::Display for Upn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// Why a young person has no UPN.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
pub enum NoUpn {
    /// Not of school age and never given one.
    Un1,
    /// Never went to a maintained school in England.
    Un2,
    /// Educated outside England.
    Un3,
    /// Newly looked after, not yet known.
    Un4,
    /// Sources disagree about who this is.
    Un5,
    /// Used by the children in need census only.
    Un6,
    /// Used by the children in need census only.
    Un7,
}

impl NoUpn {
    /// Every reason, in order.
    pub const ALL: [Self; 7] = [Self::Un1, Self::Un2, Self::Un3, Self::Un4, Self::Un5, Self::Un6, Self::Un7];

    /// Reads `UN1` to `UN7`.
    pub fn parse(text: &str) -> Result<Self, Refusal> {
        let text = text.trim();
        Self::ALL
            .into_iter()
            .find(|reason| reason.code().eq_ignore_ascii_case(text))
            .ok_or_else(|| Refusal::because("A reason for having no UPN is one of UN1 to UN7."))
    }

    /// The code as it stands in a file.
    pub fn code(self) -> &'static str {
        match self {
            Self::Un1 => "UN1",
            Self::Un2 => "UN2",
            Self::Un3 => "UN3",
            Self::Un4 => "UN4",
            Self::Un5 => "UN5",
            Self::Un6 => "UN6",
            Self::Un7 => "UN7",
        }
    }

    /// Whether the children looked after return uses it (UN1 to UN5).
    pub fn in_looked_after_return(self) -> bool {
        !matches!(self, Self::Un6 | Self::Un7)
    }
}

impl fmt::Display for NoUpn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

/// A Social Work England number: `SW` and digits. `XX` of the return, which
/// stands for a worker who is not registered, is not one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SocialWorkerId(Ascii<12>);
number!(SocialWorkerId);

impl SocialWorkerId {
    /// Reads `SW` and 1 to 10 digits, with or without spaces.
    pub fn parse(text: &str) -> Result<Self, Refusal> {
        squeezed(text, 12)
            .filter(|kept| kept.strip_prefix("SW").is_some_and(all_digits))
            .and_then(|kept| Ascii::new(&kept))
            .map(Self)
            .ok_or_else(|| Refusal::because("A social worker's number is SW and digits, such as SW123456."))
    }
}

impl fmt::Display for SocialWorkerId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
