//! Numbers by which other systems know a young person, a worker or a place.
//!
//! Each is read once, at the door, and is then known to be well formed. None of
//! them is proof of identity: a well-formed number may still be somebody else's.

mod ascii;
mod children;
mod places;
mod telephone;

pub use children::{CouncilNumber, NhsNumber, NoUpn, SocialWorkerId, Upn};
pub use places::{OfstedUrn, Postcode};
pub use telephone::telephone_in;

use crate::Refusal;

/// Display, text access and serde as text for a newtype over
/// [`ascii::Ascii`] that is read by its own `parse`.
macro_rules! number {
    ($name:ident) => {
        impl $name {
            /// The canonical text, as it is stored and compared.
            pub fn as_str(&self) -> &str {
                self.0.as_str()
            }
        }

        impl std::str::FromStr for $name {
            type Err = Refusal;
            fn from_str(text: &str) -> Result<Self, Refusal> {
                Self::parse(text)
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
                Self::parse(&text).map_err(serde::de::Error::custom)
            }
        }
    };
}
use number;

/// The letters and digits of a text in upper case, without the spaces and
/// hyphens people write between them. `None` when something else stands in it
/// or more than `most` characters are left.
fn squeezed(text: &str, most: usize) -> Option<String> {
    let mut kept = String::with_capacity(most);
    for c in text.chars().filter(|c| !c.is_whitespace() && *c != '-') {
        if !c.is_ascii_alphanumeric() || kept.len() == most {
            return None;
        }
        kept.push(c.to_ascii_uppercase());
    }
    Some(kept)
}

fn all_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests;
