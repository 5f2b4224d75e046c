//! Names that the files have under another number than the records do.

use super::CHUNK;
use super::children::Child;
use super::survey::Whom;
use crate::{Desk, No};
use practice::ids::PersonId;
use practice::import::{Named, Record, Words, moved_names};
use practice::numbers::CouncilNumber;
use practice::people::keys::word_key;
use std::collections::{BTreeMap, HashMap, HashSet};

/// Those whose names the files have exchanged or moved along. The words by which people are found tell of
/// whom the files have a new one; only their records are read.
pub(super) async fn moved(
    desk: &Desk,
    people: &[Whom],
    children: &BTreeMap<CouncilNumber, Child<'_>>,
) -> Result<HashSet<PersonId>, No> {
    let rows = people.iter().filter(|whom| whom.held.is_none());
    let mut named: Vec<(&Whom, Vec<Words>)> = rows
        .filter_map(|whom| Some((whom, children.get(&whom.number?)?.names())))
        .filter(|(_, names)| !names.is_empty())
        .collect();
    if named.iter().all(|(whom, _)| whom.new) {
        return Ok(HashSet::new());
    }
    let prefix = word_key("");
    let keys = desk.house.records.keys_like(desk.sight.authority, &prefix).await?;
    let known: HashSet<(PersonId, &str)> =
        keys.iter().filter_map(|(key, person)| Some((*person, key.strip_prefix(&prefix)?))).collect();
    named.retain(|(whom, names)| {
        whom.new || names.iter().flatten().any(|word| !known.contains(&(whom.person, word.as_str())))
    });
    let here: Vec<PersonId> =
        named.iter().filter(|(whom, _)| !whom.new).map(|(whom, _)| whom.person).collect();
    let mut records: HashMap<PersonId, Record> = HashMap::new();
    for some in here.chunks(CHUNK) {
        let read = desk.house.records.events_of_all(some).await?;
        records.extend(read.into_iter().map(|(one, events)| (one, Record::of(one, &events, &|_| None))));
    }
    let recorded = |person| records.get(&person).map(|record| record.names().clone()).unwrap_or_default();
    let numbers: Vec<Named> = named
        .iter()
        .map(|(whom, file)| Named { file: file.clone(), recorded: recorded(whom.person) })
        .collect();
    Ok(moved_names(&numbers).into_iter().filter_map(|place| Some(named.get(place)?.0.person)).collect())
}
