//! Identifiers. Each kind of thing has its own type, so that a post can never
//! be passed where a person is meant.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                write!(f, "{}", self.0)
            }
        }

        impl std::str::FromStr for $name {
            type Err = uuid::Error;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Uuid::parse_str(text).map(Self)
            }
        }
    };
}

id!(
    /// A council. Every row belongs to one; the nil authority is the installation itself.
    AuthorityId
);
id!(
    /// A young person: the subject of events.
    PersonId
);
id!(
    /// How one human signs in. One account may hold several posts.
    AccountId
);
id!(
    /// A worker in an authority: team, roles, from and to.
    PostId
);
id!(
    /// The unit of reach. A hub is a team that may have beds.
    TeamId
);
id!(
    /// The thing changed; it carries the revision.
    StreamId
);
id!(
    /// One event in the journal.
    EventId
);
id!(
    /// One act by one actor; an act concerning several people is several events.
    ActId
);
id!(
    /// A value kept in the vault: an address, a phone number, a placement.
    VaultId
);
id!(
    /// A file kept beside the journal: a photo, a logo.
    FileId
);

impl PersonId {
    /// The stream of who they are: names, birth, numbers, details.
    pub fn identity(self) -> StreamId {
        StreamId(self.0)
    }

    /// A stream of theirs that there is one of, by its name: `restriction`,
    /// `key_working`, `whereabouts`, or a row of the return by its key. The
    /// same name always gives the same stream, so two who begin it at once meet.
    pub fn stream(self, name: &str) -> StreamId {
        StreamId(Uuid::new_v5(&self.0, name.as_bytes()))
    }
}

impl AuthorityId {
    /// A stream of the council that there is one of, by its name.
    pub fn stream(self, name: &str) -> StreamId {
        StreamId(Uuid::new_v5(&self.0, name.as_bytes()))
    }

    /// The installation's own facts (accounts, keys) have a chain of their own.
    pub const INSTALLATION: Self = Self(Uuid::nil());
}

/// The letters of a reference: no vowels, so that no word appears by chance,
/// and nothing that is easily misread aloud.
const LETTERS: &[u8; 20] = b"BCDFGHJKLMNPQRTVWXYZ";

/// A reference people see and say: eight random letters and a check letter,
/// written `BCDF-GHJK-L`. It says nothing about when or in what order.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Reference(String);

impl Reference {
    /// Makes a reference from eight random bytes.
    pub fn from_random(bytes: [u8; 8]) -> Self {
        let body: Vec<u8> = bytes.iter().map(|byte| LETTERS[usize::from(*byte) % LETTERS.len()]).collect();
        let check = check_letter(&body);
        let text = String::from_utf8_lossy(&body);
        Self(format!("{}-{}-{}", &text[..4], &text[4..], check as char))
    }

    /// Reads a reference as people type it: any case, with or without dashes
    /// and spaces. `None` when the check letter does not fit.
    pub fn parse(text: &str) -> Option<Self> {
        let letters: Vec<u8> = text
            .bytes()
            .filter(|byte| !matches!(byte, b'-' | b' '))
            .map(|byte| byte.to_ascii_uppercase())
            .collect();
        let (check, body) = letters.split_last()?;
        let known = body.iter().all(|letter| LETTERS.contains(letter));
        (body.len() == 8 && known && *check == check_letter(body)).then(|| {
            let body = String::from_utf8_lossy(body);
            Self(format!("{}-{}-{}", &body[..4], &body[4..], *check as char))
        })
    }

    /// The reference as it is shown.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Weighted sum modulo 20; weights are coprime to 20, so every single wrong
/// letter is caught.
fn check_letter(body: &[u8]) -> u8 {
    const WEIGHTS: [usize; 8] = [1, 3, 7, 9, 11, 13, 17, 19];
    let sum: usize = body
        .iter()
        .zip(WEIGHTS)
        .map(|(letter, weight)| weight * LETTERS.iter().position(|l| l == letter).unwrap_or(0))
        .sum();
    LETTERS[sum % LETTERS.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reference_is_read_back_as_people_type_it() {
        let reference = Reference::from_random([3, 250, 17, 99, 0, 41, 77, 8]);
        let typed = reference.as_str().to_lowercase().replace('-', " ");
        assert_eq!(Reference::parse(&typed), Some(reference));
    }

    #[test]
    fn one_wrong_letter_is_caught() {
        let reference = Reference::from_random([3, 250, 17, 99, 0, 41, 77, 8]);
        for place in [0, 1, 2, 3, 5, 6, 7, 8] {
            let mut letters = reference.as_str().as_bytes().to_vec();
            for other in LETTERS.iter().filter(|letter| **letter != letters[place]) {
                let mut wrong = letters.clone();
                wrong[place] = *other;
                assert_eq!(Reference::parse(&String::from_utf8_lossy(&wrong)), None);
            }
            letters.clear();
        }
    }
}
