//! A record as an import sees it: what stands, who said it, what the file said last.

use super::Thing;
use super::names::{Words, words};
use super::said::{Said, references};
use crate::codes::CollectionYear;
use crate::dates::Happened;
use crate::ids::{ActId, EventId, PersonId, StreamId, VaultId};
use crate::journal::{Actor, Body, CATALOGUE, Class, Event};
use crate::people::{FileSays, ImportConflict, MatchDecision};
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

/// What stands of one thing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// The event that says it.
    pub event: EventId,
    /// The event that first said it: corrections name this one.
    pub first: EventId,
    /// Whether a file said it, rather than somebody here: also where somebody here took its word.
    pub by_file: bool,
    /// Whether somebody has yet to decide between it and what a file says.
    pub waits: bool,
    /// The privacy class it is in now.
    pub class: Class,
    /// What it says.
    pub said: Said,
    /// The same as the journal holds it.
    pub(super) body: Body,
    /// What a file last said of it, taken in or not.
    pub(super) file_said: Option<(Said, Body)>,
    /// What a return last told of a birth date, which two kinds of file give.
    of_return: Option<Said>,
    /// What `People.csv` last told of it.
    of_people: Option<Said>,
}

impl Standing {
    /// What a file last said of it, whether that was taken in or is a conflict.
    pub fn file_said(&self) -> Option<&Said> {
        self.file_said.as_ref().map(|(said, _)| said)
    }

    /// What a file of the same kind as one of `year` last told of a birth date.
    pub(super) fn same_kind_said(&self, year: Option<CollectionYear>) -> Option<&Said> {
        if year.is_some() { self.of_return.as_ref() } else { self.of_people.as_ref() }
    }
}

/// A record as an import sees it.
#[derive(Debug, Clone, Default)]
pub struct Record {
    things: HashMap<(StreamId, Thing), Standing>,
    revisions: HashMap<StreamId, i64>,
    /// Streams with the facts erased from them; with the kind where a tombstone
    /// of an earlier release does not say which.
    erased: HashSet<(StreamId, String)>,
    vanished: HashMap<StreamId, Vec<LeftOut>>,
    cases: HashMap<StreamId, Case>,
    names: BTreeSet<Words>,
    named_by_file: bool,
}

/// What the matching desk was asked about one number, and what it said.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Case {
    /// What the file said when the desk was asked last; absent where that was not kept.
    pub file_says: Option<FileSays>,
    /// Whether what was asked was lawfully erased: it is not asked again.
    pub erased: bool,
    /// What was decided about just that.
    pub decided: Option<MatchDecision>,
}

impl Case {
    /// Whether the desk has yet to decide about what a file said.
    pub fn waits(&self) -> bool {
        self.file_says.is_some() && self.decided.is_none() && !self.erased
    }
}

/// A row that a later file left out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeftOut {
    /// Which file of which year.
    pub file: String,
    /// The entry that the row stands in.
    pub entry: Option<EventId>,
}

impl Record {
    /// Folds the events of one person, in the order in which they were
    /// written. `reveal` answers what the vault holds.
    pub fn of(person: PersonId, events: &[Event], reveal: &dyn Fn(VaultId) -> Option<String>) -> Self {
        let mut record = Self::default();
        let mut said: HashMap<(StreamId, Thing), Vec<&Event>> = HashMap::new();
        let mut conflicts: HashMap<StreamId, &Event> = HashMap::new();
        let mut decided: HashSet<StreamId> = HashSet::new();
        let mut taken: HashSet<ActId> = HashSet::new();
        let mut named: Vec<&Event> = Vec::new();
        let mut moved: HashMap<EventId, Class> = HashMap::new();
        let mut facts: HashMap<EventId, &str> = HashMap::new();
        let mut erased: Vec<(&Event, &str)> = Vec::new();
        for event in events {
            let revision = record.revisions.entry(event.stream).or_default();
            *revision = event.revision.max(*revision);
            match &event.body {
                Body::Erased(kind) => {
                    if kind == "people.match_suspected" {
                        record.cases.entry(event.stream).or_default().erased = true;
                    }
                    erased.push((event, kind));
                }
                Body::ErasedLawfully(tombstone) => {
                    facts.extend(tombstone.facts.iter().map(|one| (one.event, one.fact.as_str())));
                }
                Body::RowVanished(row) => {
                    let left_out = LeftOut { file: row.file.clone(), entry: event.corrects };
                    record.vanished.entry(event.stream).or_default().push(left_out);
                }
                Body::RowReturned(row) => {
                    let said = record.vanished.entry(event.stream).or_default();
                    said.retain(|left_out| left_out.file != row.file);
                }
                Body::MatchSuspected(suspected) => {
                    let kept = suspected.file_says.as_ref().and_then(|kept| reveal(kept.id));
                    let file_says = kept.and_then(|kept| FileSays::read(&kept));
                    record.cases.insert(event.stream, Case { file_says, ..Case::default() });
                }
                Body::MatchDecided(decided) => {
                    let case = record.cases.entry(event.stream).or_default();
                    match decided.decision {
                        MatchDecision::PutRight => *case = Case { erased: case.erased, ..Case::default() },
                        decision => case.decided = Some(decision),
                    }
                }
                Body::ImportConflict(_) => {
                    conflicts.insert(event.stream, event);
                    decided.remove(&event.stream);
                }
                Body::ImportConflictDecided(made) => {
                    decided.insert(event.stream);
                    taken.extend(Some(event.act).filter(|_| made.file_taken));
                }
                Body::Reclassified(to) => {
                    moved.insert(to.entry, to.to);
                }
                body => {
                    if let Body::NameRecorded(name) = body {
                        record.names.insert(words(&name.name));
                        named.push(event);
                    }
                    if let Some(thing) = Thing::of(body) {
                        said.entry((event.stream, thing)).or_default().push(event);
                    }
                }
            }
        }
        record.named_by_file = named.into_iter().any(|event| by_file(event) || taken.contains(&event.act));
        record.erased = erased
            .into_iter()
            .map(|(event, kind)| (event.stream, facts.get(&event.id).copied().unwrap_or(kind).to_owned()))
            .collect();
        for ((stream, thing), events) in said {
            let conflict = if conflicts.is_empty() {
                None
            } else {
                conflicts.get(&conflict_stream(person, stream, thing)).copied()
            };
            if let Some(mut standing) = stand(thing, &events, conflict, &taken, reveal) {
                let now = moved.get(&standing.event).or_else(|| moved.get(&standing.first));
                standing.class = now.copied().unwrap_or(standing.class);
                standing.waits = conflict.is_some_and(|conflict| !decided.contains(&conflict.stream));
                // A name that waits for a decision is known here too.
                if let Some(Body::NameRecorded(name)) = standing.file_said().map(|said| &said.body) {
                    record.names.insert(words(&name.name));
                }
                record.things.insert((stream, thing), standing);
            }
        }
        record
    }

    /// What stands of a thing on a stream.
    pub fn stands(&self, stream: StreamId, thing: Thing) -> Option<&Standing> {
        self.things.get(&(stream, thing))
    }

    /// Everything that stands.
    pub fn standing(&self) -> impl Iterator<Item = (StreamId, Thing, &Standing)> {
        self.things.iter().map(|((stream, thing), standing)| (*stream, *thing, standing))
    }

    /// How many events a stream has.
    pub fn revision(&self, stream: StreamId) -> i64 {
        self.revisions.get(&stream).copied().unwrap_or(0)
    }

    /// Whether what a stream said of such a thing was lawfully erased.
    pub fn was_erased(&self, stream: StreamId, thing: Thing) -> bool {
        let words = thing.fact().into_iter().chain([thing.kind()]);
        !self.erased.is_empty()
            && words.into_iter().any(|word| self.erased.contains(&(stream, word.to_owned())))
    }

    /// The files that have left out what a stream says, and did not have it again since.
    pub fn left_out_of(&self, stream: StreamId) -> impl Iterator<Item = &str> {
        self.vanished.get(&stream).into_iter().flatten().map(|left_out| left_out.file.as_str())
    }

    /// What files have left out, and did not have again since.
    pub fn left_out(&self) -> impl Iterator<Item = (StreamId, &LeftOut)> {
        self.vanished.iter().flat_map(|(stream, said)| said.iter().map(|left_out| (*stream, left_out)))
    }

    /// Every name that they have or had here, and what a file said of one.
    pub fn names(&self) -> &BTreeSet<Words> {
        &self.names
    }

    /// Whether a file gave them a name that was taken in. Where their names were all written here, one that a
    /// file says is a conflict, which those who work with them decide: after an adoption the desk must not see
    /// who they were beside who they are.
    pub fn was_named_by_file(&self) -> bool {
        self.named_by_file
    }

    /// A case of the matching desk.
    pub fn case(&self, stream: StreamId) -> Option<&Case> {
        self.cases.get(&stream)
    }
}

/// The stream of a conflict about one thing: there is one, however often a
/// file says something new.
pub fn conflict_stream(person: PersonId, stream: StreamId, thing: Thing) -> StreamId {
    person.stream(&format!("conflict/{stream}/{}", thing.word()))
}

/// The values of the vault that must be read to fold some events and are not
/// among those read already. Ask again with what was found: a conflict keeps a
/// whole fact in the vault, which may refer to others.
pub fn unread(events: &[Event], read: &BTreeMap<VaultId, Option<String>>) -> Vec<VaultId> {
    let mut wanted: Vec<VaultId> = Vec::new();
    for event in events {
        wanted.extend(references(&event.body).into_iter().map(|(_, kept)| kept.id));
        if let Body::MatchSuspected(suspected) = &event.body {
            wanted.extend(suspected.file_says.as_ref().map(|kept| kept.id));
        }
        if let Body::ImportConflict(conflict) = &event.body {
            wanted.push(conflict.file_says.id);
            let said = read.get(&conflict.file_says.id).and_then(|text| text.as_deref());
            if let Some(body) = said.and_then(|text| read_conflict(conflict, text)) {
                wanted.extend(references(&body).into_iter().map(|(_, kept)| kept.id));
            }
        }
    }
    wanted.retain(|id| !read.contains_key(id));
    wanted
}

/// The fact a conflict keeps in the vault.
fn read_conflict(conflict: &ImportConflict, text: &str) -> Option<Body> {
    let entry = CATALOGUE.iter().find(|entry| entry.kind == conflict.kind)?;
    Body::read(entry.kind, entry.version, text.as_bytes()).ok()
}

fn stand(
    thing: Thing,
    events: &[&Event],
    conflict: Option<&Event>,
    taken: &HashSet<ActId>,
    reveal: &dyn Fn(VaultId) -> Option<String>,
) -> Option<Standing> {
    let mut facts: Vec<(EventId, &Event)> = Vec::with_capacity(1);
    for event in events {
        let corrected = |fact: &&mut (EventId, &Event)| {
            event.corrects.is_some_and(|corrected| corrected == fact.0 || corrected == fact.1.id)
        };
        match facts.iter_mut().find(corrected) {
            Some(fact) => fact.1 = event,
            None => facts.push((event.corrects.unwrap_or(event.id), event)),
        }
    }
    let (first, now) = if thing.follows_another() && facts.len() > 1 {
        facts.into_iter().max_by_key(|(_, event)| event.happened.sort_key())?
    } else {
        facts.into_iter().max_by_key(|(_, event)| event.revision)?
    };
    // Two kinds of file give a birth date, and who was taken at their word is not known.
    let is_of_file = |event: &Event| by_file(event) || thing != Thing::Birth && taken.contains(&event.act);
    let taken_in = events.iter().rev().find(|event| is_of_file(event));
    let of_event = |event: &Event| (Said::of(event.happened, &event.body, reveal), event.body.clone());
    let file_said = conflict
        .filter(|conflict| taken_in.is_none_or(|taken_in| taken_in.recorded <= conflict.recorded))
        .and_then(|conflict| said_in_conflict(conflict, reveal))
        .or_else(|| taken_in.map(|event| of_event(event)));
    let told_by = |is_return: bool| {
        let files = events.iter().rev().filter(|event| thing == Thing::Birth && by_file(event));
        files.map(|event| of_event(event).0).find(|said| said.year().is_some() == is_return)
    };
    let (of_return, of_people) = (told_by(true), told_by(false));
    let (said, body) = of_event(now);
    let (event, by_file, class) = (now.id, is_of_file(now), now.class);
    Some(Standing { event, first, by_file, waits: false, class, said, body, file_said, of_return, of_people })
}

fn by_file(event: &Event) -> bool {
    matches!(event.actor, Actor::Import(_))
}

fn said_in_conflict(event: &Event, reveal: &dyn Fn(VaultId) -> Option<String>) -> Option<(Said, Body)> {
    let Body::ImportConflict(conflict) = &event.body else { return None };
    let happened: Happened = event.happened;
    let body = read_conflict(conflict, &reveal(conflict.file_says.id)?)?;
    Some((Said::of(happened, &body, reveal), body))
}
