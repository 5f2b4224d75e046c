//! Numbers of places.

use super::ascii::Ascii;
use super::{Refusal, all_digits, number, squeezed};
use std::fmt;

/// The number by which Ofsted knows a provider: `SC` and six digits, or seven
/// digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OfstedUrn(Ascii<8>);
number!(OfstedUrn);

impl OfstedUrn {
    /// Reads an Ofsted number with or without spaces.
    pub fn parse(text: &str) -> Result<Self, Refusal> {
        let well_formed = |kept: &String| match kept.strip_prefix("SC") {
            Some(digits) => digits.len() == 6 && all_digits(digits),
            None => kept.len() == 7 && all_digits(kept),
        };
        squeezed(text, 8)
            .filter(well_formed)
            .and_then(|kept| Ascii::new(&kept))
            .map(Self)
            .ok_or_else(|| Refusal::because("An Ofsted number is SC and 6 digits, or 7 digits."))
    }
}

impl fmt::Display for OfstedUrn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// A whole United Kingdom postcode, upper case with one space before the last
/// three characters.
///
/// It is well formed; whether it exists, and where, is for a directory to say.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Postcode(Ascii<8>);
number!(Postcode);

impl Postcode {
    /// Reads a postcode in any case and spacing, the padded seven-character
    /// form of the Office for National Statistics included.
    pub fn parse(text: &str) -> Result<Self, Refusal> {
        squeezed(text, 7)
            .filter(|kept| kept.len() >= 5)
            .and_then(|kept| {
                let (outward, inward) = kept.split_at(kept.len() - 3);
                let known = is_inward(inward) && (is_outward(outward) || kept == "GIR0AA");
                known.then(|| format!("{outward} {inward}"))
            })
            .and_then(|written| Ascii::new(&written))
            .map(Self)
            .ok_or_else(|| Refusal::because("This is not a whole postcode, such as YO1 7HH."))
    }

    /// What in free text reads as a whole postcode, in one word or in two. "At 9am" does not.
    pub fn all_in(text: &str) -> Vec<Self> {
        let words: Vec<&str> =
            text.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
        let in_two = words.windows(2).filter(|pair| pair[1].len() == 3).map(<[&str]>::concat);
        let in_one = words.iter().map(|word| (*word).to_owned());
        in_two.chain(in_one).filter_map(|written| Self::parse(&written).ok()).collect()
    }

    /// The part before the space: the town or district.
    pub fn outward(&self) -> &str {
        self.as_str().split(' ').next().unwrap_or_default()
    }
}

/// `9AA`.
fn is_inward(text: &str) -> bool {
    matches!(text.as_bytes(), [b'0'..=b'9', b'A'..=b'Z', b'A'..=b'Z'])
}

/// `A9`, `A99`, `A9A`, `AA9`, `AA99` or `AA9A`.
fn is_outward(text: &str) -> bool {
    let letters = text.bytes().take_while(u8::is_ascii_uppercase).count();
    matches!(letters, 1 | 2)
        && matches!(
            text.as_bytes()[letters..],
            [b'0'..=b'9'] | [b'0'..=b'9', b'0'..=b'9' | b'A'..=b'Z']
        )
}

impl fmt::Display for Postcode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
