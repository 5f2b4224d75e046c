//! One note of a shift: reading it, and what it is written from.

use super::shift::{Kept, ShiftReader, ShiftVersion, reads, writes};
use crate::people::{Directory, Summary};
use crate::story::{Entry, shown};
use crate::{Desk, No};
use practice::dates::Instant;
use practice::homes::house_now;
use practice::hubs::Shift;
use practice::ids::{EventId, PersonId, TeamId};
use practice::journal::{Class, Event};
use practice::people::{Header, Status};
use practice::staff::Permission;
use records::{PeopleAsk, StoryEntry};
use std::collections::BTreeMap;

/// How far back the note before is looked for: a week of shifts.
const LOOKED_BACK: usize = 21;
/// From when on a first note tells what happened, in seconds before it: a day.
const FIRST_SINCE: i64 = 86_400;
/// How many who stay in our houses are looked through at the most.
const MOST_RESIDENTS: i64 = 2_000;
/// How many for whom one team answers stand on one page at the most.
const MOST: i64 = 200;
/// What is written down of looks at a note.
const LOOK: &str = "shift note";

/// What is said of one young person in a note, and what was written of them since the note before.
#[derive(Debug, Clone)]
pub struct OfSomebody {
    /// Who.
    pub who: Summary,
    /// Whether they stay in the house now.
    pub stays_here: bool,
    /// What was handed over, first written first.
    pub lines: Vec<Entry>,
    /// What else was written of them, first written first.
    pub since: Vec<Entry>,
}

/// A note, or what one is written from.
#[derive(Debug, Clone)]
pub struct ShiftNote {
    /// Of which shift.
    pub shift: Shift,
    /// The name of the house.
    pub house: String,
    /// Every version, the last one stands; none where it is not written yet.
    pub versions: Vec<ShiftVersion>,
    /// Who said that they have read it, first first.
    pub readers: Vec<ShiftReader>,
    /// Whether the asker has read or written what stands.
    pub is_read: bool,
    /// Whether the asker may write it now.
    pub may_write: bool,
    /// The note before, where there is one of the week before.
    pub before: Option<Shift>,
    /// From when on what was written of young people stands here.
    pub since: Instant,
    /// Young people, as far as the asker may read: those who stay in the house first, then by name.
    pub people: Vec<OfSomebody>,
    /// Names of the teams and workers that entries speak of.
    pub directory: Directory,
}

/// Reads a note; each young person in it is written down as looked at.
pub async fn shift_note(desk: &Desk, shift: Shift) -> Result<ShiftNote, No> {
    desk.must(Permission::ReadStory)?;
    let kept = if reads(desk, shift.team) { Kept::of(desk, shift).await? } else { Kept::default() };
    let Some(written) = kept.written() else {
        return desk.not_found(&shift.to_string(), LOOK).await;
    };
    let mut note = gathered(desk, shift, (kept, written)).await?;
    note.people.retain(|one| one.stays_here || !one.lines.is_empty() || !one.since.is_empty());
    seen(desk, &note).await?;
    Ok(note)
}

/// What a note is written from: what stands in it already, and what was written of young people since the one before.
pub async fn shift_to_write(desk: &Desk, shift: Shift) -> Result<ShiftNote, No> {
    desk.must(Permission::WriteStory)?;
    if !writes(desk, shift.team) {
        return desk.not_found(&shift.to_string(), LOOK).await;
    }
    let kept = Kept::of(desk, shift).await?;
    let note = gathered(desk, shift, (kept, desk.now)).await?;
    if !note.directory.teams().iter().any(|team| team.id == shift.team && team.hub) {
        return desk.not_found(&shift.to_string(), LOOK).await;
    }
    seen(desk, &note).await?;
    Ok(note)
}

async fn gathered(desk: &Desk, shift: Shift, (kept, until): (Kept, Instant)) -> Result<ShiftNote, No> {
    let directory = Directory::of(desk).await?;
    let (before, since) = note_before(desk, shift, until).await?;
    let versions = kept.versions(desk, &directory);
    let stands = versions.last();
    let own: &[EventId] = stands.map(|version| &*version.lines).unwrap_or_default();
    let lines = lines(desk, own).await?;
    let mut headers = of_the_house(desk, shift.team).await?;
    for person in lines.keys() {
        if !headers.contains_key(person)
            && let Some(record) = desk.house.records.person(&desk.sight, *person, &[], desk.now).await?
        {
            headers.insert(*person, record.header);
        }
    }
    let people: Vec<PersonId> = headers.keys().copied().collect();
    let mut told: BTreeMap<PersonId, Vec<Event>> = BTreeMap::new();
    for event in desk.house.records.told_between(&desk.sight, &people, (since, until), desk.now).await? {
        // A line of this note stands with it, as it is right now, and is not told a second time.
        let is_of_the_note = own.contains(&event.corrects.unwrap_or(event.id));
        if let Some(person) = event.subject.filter(|_| !is_of_the_note) {
            told.entry(person).or_default().push(event);
        }
    }
    let somebody = |(person, header): (PersonId, Header)| OfSomebody {
        stays_here: stays_in(desk, &header, shift.team),
        who: Summary::of(desk, &directory, header),
        lines: in_words(desk, &directory, lines.get(&person).cloned().unwrap_or_default()),
        since: in_words(
            desk,
            &directory,
            told.remove(&person).unwrap_or_default().into_iter().map(alone).collect(),
        ),
    };
    let mut people: Vec<OfSomebody> = headers.into_iter().map(somebody).collect();
    people.sort_by(|one, other| {
        let place = |one: &OfSomebody| (!one.stays_here, one.who.name.clone(), one.who.person);
        place(one).cmp(&place(other))
    });
    Ok(ShiftNote {
        is_read: stands.is_some_and(|version| kept.is_read(desk, version.event)),
        may_write: writes(desk, shift.team) && shift.is_written_now(desk.now),
        house: directory.team(shift.team),
        readers: kept.readers(&directory),
        shift,
        versions,
        before,
        since,
        people,
        directory,
    })
}

/// The note before, written before a moment, and from when on what was written counts as since then: its last version
/// before that moment.
async fn note_before(desk: &Desk, shift: Shift, until: Instant) -> Result<(Option<Shift>, Instant), No> {
    let mut before = shift;
    for _ in 0..LOOKED_BACK {
        before = before.before();
        if let Some(written) = Kept::of(desk, before).await?.written_before(until) {
            return Ok((Some(before), written));
        }
    }
    Ok((None, until.plus_seconds(-FIRST_SINCE)))
}

/// The lines that the asker may read, by whom they are about.
async fn lines(desk: &Desk, ids: &[EventId]) -> Result<BTreeMap<PersonId, Vec<StoryEntry>>, No> {
    let mut lines: BTreeMap<PersonId, Vec<StoryEntry>> = BTreeMap::new();
    for id in ids {
        let found = desk.house.records.entry(&desk.sight, *id, desk.now).await?;
        if let Some((person, found)) = found.and_then(|found| Some((found.event.subject?, found))) {
            lines.entry(person).or_default().push(found);
        }
    }
    Ok(lines)
}

/// The young people of a house whom the asker may write of: those who stay there, and those on a journey for whom its team
/// answers.
pub(super) async fn of_the_house(desk: &Desk, team: TeamId) -> Result<BTreeMap<PersonId, Header>, No> {
    let there = PeopleAsk { in_our_houses: true, limit: MOST_RESIDENTS, ..PeopleAsk::default() };
    let theirs =
        PeopleAsk { team: Some(team), status: Some(Status::Open), limit: MOST, ..PeopleAsk::default() };
    let (there, _) = desk.house.records.people(&desk.sight, &there, desk.now).await?;
    let (theirs, _) = desk.house.records.people(&desk.sight, &theirs, desk.now).await?;
    let there = there.into_iter().filter(|line| stays_in(desk, &line.header, team));
    let theirs = theirs.into_iter().filter(|line| desk.narrowed(line.header.clone()).died.is_none());
    Ok(there.chain(theirs).map(|line| (line.person, line.header)).collect())
}

/// Whether somebody stays in a house now, by what the asker may read.
fn stays_in(desk: &Desk, header: &Header, team: TeamId) -> bool {
    house_now(&desk.narrowed(header.clone())).is_some_and(|(house, _)| house == team)
}

fn alone(event: Event) -> StoryEntry {
    StoryEntry { event, about: Vec::new() }
}

fn in_words(desk: &Desk, directory: &Directory, found: Vec<StoryEntry>) -> Vec<Entry> {
    found.into_iter().map(|entry| shown(desk, directory, entry)).collect()
}

/// Writes down of whom it was read.
async fn seen(desk: &Desk, note: &ShiftNote) -> Result<(), No> {
    for one in &note.people {
        let mut entries = one.lines.iter().chain(&one.since);
        if one.who.restricted || entries.any(|entry| entry.class == Class::Restricted) {
            desk.saw_first(Some(one.who.person), LOOK).await?;
        } else {
            desk.saw(Some(one.who.person), LOOK).await?;
        }
    }
    Ok(())
}
