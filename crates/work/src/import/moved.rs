//! Names that the files have under another number than the records do.

use super::children::Child;
use super::survey::Whom;
use crate::{Desk, No};
use practice::ids::PersonId;
use practice::import::{Named, Words, moved_names, words};
use practice::journal::Body;
use practice::numbers::CouncilNumber;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

/// Whose names the files have under another number.
#[derive(Debug, Default)]
pub(super) struct MovedNames {
    /// Those whose names are exchanged or moved along.
    pub(super) exchanged: HashSet<PersonId>,
    /// The names that the files have for somebody and that are another's.
    pub(super) anothers: HashMap<PersonId, BTreeSet<Words>>,
}

/// Compares the names of the files with all that were ever recorded under the council's numbers. What was kept
/// back counts too, and so do records that an adoption closed off: whoever imports is told the same of everybody.
pub(super) async fn moved(
    desk: &Desk,
    people: &[Whom],
    children: &BTreeMap<CouncilNumber, Child<'_>>,
) -> Result<MovedNames, No> {
    let in_file = |whom: &Whom| {
        let number = whom.number.filter(|_| whom.held.is_none());
        number.and_then(|number| children.get(&number)).map(Child::names).unwrap_or_default()
    };
    if people.iter().all(|whom| whom.new || in_file(whom).is_empty()) {
        return Ok(MovedNames::default());
    }
    let mut recorded: HashMap<PersonId, BTreeSet<Words>> = HashMap::new();
    for event in desk.house.records.names_recorded(desk.sight.authority).await? {
        if let (Some(person), Body::NameRecorded(name)) = (event.subject, &event.body) {
            recorded.entry(person).or_default().insert(words(&name.name));
        }
    }
    let numbers: Vec<Named> = people
        .iter()
        .map(|whom| Named {
            file: in_file(whom),
            recorded: recorded.remove(&whom.person).unwrap_or_default(),
        })
        .collect();
    let moved = moved_names(&numbers);
    let who = |place: usize| people.get(place).map(|whom| whom.person);
    Ok(MovedNames {
        exchanged: moved.exchanged.into_iter().filter_map(who).collect(),
        anothers: moved
            .anothers
            .into_iter()
            .filter_map(|(place, names)| Some((who(place)?, names)))
            .collect(),
    })
}
