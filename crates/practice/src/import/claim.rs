//! What a file says of one thing.

use super::said::{Kept, Place, Said, references, with_references};
use super::{Standing, Thing};
use crate::codes::CollectionYear;
use crate::dates::Happened;
use crate::ids::{PersonId, StreamId};
use crate::journal::{Body, Told};
use crate::people::VaultRef;
use std::collections::BTreeMap;

/// What a file says of one thing, before anything is decided.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claim {
    /// The stream the thing has.
    pub stream: StreamId,
    /// Which thing.
    pub thing: Thing,
    /// What is said of it.
    pub said: Said,
    /// The collection year of the file; absent for `People.csv`.
    pub year: Option<CollectionYear>,
}

impl Claim {
    /// Something said of a thing, without guarded values. `None` when no file
    /// could say such a thing.
    pub fn new(
        stream: StreamId,
        happened: Happened,
        body: Body,
        year: Option<CollectionYear>,
    ) -> Option<Self> {
        let thing = Thing::of(&body)?;
        Some(Self { stream, thing, said: Said { happened, body, guarded: BTreeMap::new() }, year })
    }

    /// The same with a value that only the vault may hold.
    #[must_use]
    pub fn guarding(mut self, place: Place, value: Option<String>) -> Self {
        if let Some(value) = value {
            self.said.guarded.insert(place, Kept::Is(value));
        }
        self
    }

    /// What the values of the vault are that must be put away anew: those that
    /// no event of the thing refers to yet.
    pub fn to_put_away(&self, stands: Option<&Standing>) -> Vec<(Place, &str)> {
        self.said
            .guarded
            .iter()
            .filter(|(place, kept)| stands.is_none_or(|stands| stands.reference(**place, kept).is_none()))
            .filter_map(|(place, kept)| match kept {
                Kept::Is(value) => Some((*place, value.as_str())),
                Kept::Erased => None,
            })
            .collect()
    }

    /// The event that tells it, with references to what was put away before
    /// and to what was put away now. It stays in the privacy class in which
    /// the thing stands.
    pub fn told(
        self,
        person: PersonId,
        stands: Option<&Standing>,
        put_away: BTreeMap<Place, VaultRef>,
    ) -> Told {
        let mut kept = put_away;
        if let Some(stands) = stands {
            for (place, value) in &self.said.guarded {
                if let Some(reference) = stands.reference(*place, value) {
                    kept.entry(*place).or_insert_with(|| reference.clone());
                }
            }
        }
        let told =
            Told::about(person, self.stream, self.said.happened, with_references(self.said.body, &kept));
        match stands {
            Some(stands) => told.in_class(stands.class),
            None => told,
        }
    }
}

impl Standing {
    /// The reference under which a value is kept already.
    fn reference(&self, place: Place, value: &Kept) -> Option<&VaultRef> {
        let sides =
            [Some((&self.said, &self.body)), self.file_said.as_ref().map(|(said, body)| (said, body))];
        sides.into_iter().flatten().filter(|(said, _)| said.guarded.get(&place) == Some(value)).find_map(
            |(_, body)| references(body).into_iter().find(|(at, _)| *at == place).map(|(_, kept)| kept),
        )
    }
}
