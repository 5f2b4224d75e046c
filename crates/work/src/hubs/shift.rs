//! What the shifts of a house handed over: the list of a week, and what somebody has not read yet.

use crate::people::Directory;
use crate::{Desk, No};
use jiff::ToSpan;
use jiff::civil::Date;
use practice::dates::Instant;
use practice::hubs::{Shift, ShiftNoteWritten, ShiftOfDay};
use practice::ids::{EventId, PostId, TeamId};
use practice::journal::{Actor, Body, Event};
use practice::staff::{Permission, Reach};

/// How many days one page of the list holds.
pub const DAYS_OF_SHIFTS: i64 = 7;
/// For how long a note is told of on the first page of whoever has not read it, in seconds.
const TOLD_FOR: i64 = 86_400;
/// How many shifts those are at the most, the one that is on among them.
const TOLD_SHIFTS: usize = 4;

/// One version of a note.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShiftVersion {
    /// The event.
    pub event: EventId,
    /// By whom, by name.
    pub by: String,
    /// Whether the reader wrote it.
    pub own: bool,
    /// When.
    pub recorded: Instant,
    /// What it says of the house.
    pub text: String,
    pub(super) lines: Vec<EventId>,
    folded: Vec<EventId>,
}

impl ShiftVersion {
    /// Whether an event is this version, or one after it in which nothing is new to the reader.
    pub fn is(&self, event: EventId) -> bool {
        self.event == event || self.folded.contains(&event)
    }
}

/// Somebody who said that they have read a note.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShiftReader {
    /// Who.
    pub name: String,
    /// When.
    pub at: Instant,
    /// Whether they read the version that stands.
    pub is_of_now: bool,
}

/// A shift in a list, with its note where there is one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShiftLine {
    /// Which.
    pub shift: Shift,
    /// Whether it is over.
    pub is_over: bool,
    /// Whether the asker may write its note now.
    pub may_write: bool,
    /// Its note.
    pub note: Option<NoteLine>,
}

/// A note in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoteLine {
    /// The version that stands.
    pub stands: ShiftVersion,
    /// Who has read that version.
    pub read_by: Vec<String>,
    /// Whether the asker has read or written it.
    pub is_read: bool,
}

/// The shifts of a week in one house.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shifts {
    /// The houses whose notes the asker reads, by name.
    pub houses: Vec<(TeamId, String)>,
    /// Which of them it is; none where there is none.
    pub house: Option<(TeamId, String)>,
    /// The last day of the week.
    pub until: Date,
    /// The shifts that have begun, newest first.
    pub shifts: Vec<ShiftLine>,
}

/// A note that somebody has not read yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShiftUnread {
    /// Of which shift.
    pub shift: Shift,
    /// The name of the house.
    pub house: String,
    /// Whether they have read an earlier version of it.
    pub is_again: bool,
}

/// Whether somebody reads what the shifts of a house hand over: whoever is in its team, and whoever sees the council.
pub(super) fn reads(desk: &Desk, team: TeamId) -> bool {
    let is_theirs = desk.sight.team == Some(team) || desk.sight.rights.reach == Reach::Authority;
    desk.sight.may(Permission::ReadStory) && is_theirs
}

/// Whether somebody writes it: whoever is in its team.
pub(crate) fn writes(desk: &Desk, team: TeamId) -> bool {
    desk.sight.may(Permission::WriteStory) && desk.sight.team == Some(team)
}

/// A version as its reader finds it, with those after it in which nothing is new to them: what was added is hidden from
/// them, and nothing must tell that there was any.
struct Version {
    shown: Event,
    note: ShiftNoteWritten,
    folded: Vec<(EventId, Actor)>,
}

impl Version {
    fn is(&self, event: EventId) -> bool {
        self.shown.id == event || self.folded.iter().any(|(folded, _)| *folded == event)
    }

    fn is_written_by(&self, actor: Actor) -> bool {
        self.shown.actor == actor || self.folded.iter().any(|(_, by)| *by == actor)
    }
}

/// What the journal holds of one note, as far as the asker may know of it.
#[derive(Default)]
pub(super) struct Kept {
    versions: Vec<Version>,
    /// Who said that they have read which, by what is shown of it.
    reads: Vec<(PostId, Instant, EventId)>,
    /// The last version that there is, and the lines up to it, for whoever writes the next.
    pub(super) last: Option<(EventId, Vec<EventId>)>,
}

impl Kept {
    pub(super) async fn of(desk: &Desk, shift: Shift) -> Result<Self, No> {
        let mut kept = Self::default();
        for event in desk.house.records.service_events(desk.sight.authority, shift.stream()).await? {
            match event.body.clone() {
                Body::ShiftNoteWritten(note) => kept.add_version(desk, event, note).await?,
                Body::ShiftNoteRead(read) => kept.add_reader(&event, read.note),
                _ => {}
            }
        }
        Ok(kept)
    }

    async fn add_version(&mut self, desk: &Desk, event: Event, note: ShiftNoteWritten) -> Result<(), No> {
        let before = self.last.replace((event.id, note.lines.clone())).map(|(_, lines)| lines);
        if let Some(stands) = self.versions.last_mut().filter(|stands| stands.note.text == note.text) {
            let before = before.unwrap_or_default();
            let added = note.lines.iter().filter(|line| !before.contains(line));
            if !is_any_read(desk, added).await? {
                stands.folded.push((event.id, event.actor));
                stands.note.lines = note.lines;
                return Ok(());
            }
        }
        self.versions.push(Version { shown: event, note, folded: Vec::new() });
        Ok(())
    }

    /// Whoever has read what is hidden has read what is shown in its place, once, and where they wrote that they have said
    /// nothing.
    fn add_reader(&mut self, read: &Event, note: EventId) {
        let Actor::Post(post) = read.actor else { return };
        let Some(version) = self.versions.iter().find(|version| version.is(note)) else { return };
        let shown = version.shown.id;
        let is_said = self.reads.iter().any(|(by, _, of)| (*by, *of) == (post, shown));
        if !is_said && version.shown.actor != read.actor {
            self.reads.push((post, read.recorded, shown));
        }
    }

    /// When what stands was written.
    pub(super) fn written(&self) -> Option<Instant> {
        self.versions.last().map(|version| version.shown.recorded)
    }

    /// When the last version before a moment was written.
    pub(super) fn written_before(&self, until: Instant) -> Option<Instant> {
        self.versions.iter().map(|version| version.shown.recorded).rfind(|recorded| *recorded < until)
    }

    /// Whether a version is one of this note.
    pub(super) fn holds(&self, version: EventId) -> bool {
        self.versions.iter().any(|one| one.is(version))
    }

    /// Whether a version is what stands.
    pub(super) fn stands(&self, version: EventId) -> bool {
        self.versions.last().is_some_and(|last| last.is(version))
    }

    /// Whether somebody has read or written a version.
    pub(super) fn is_read(&self, desk: &Desk, version: EventId) -> bool {
        self.versions.iter().filter(|one| one.is(version)).any(|one| self.is_read_of(desk, one))
    }

    fn is_read_of(&self, desk: &Desk, version: &Version) -> bool {
        let theirs = (desk.sight.post, version.shown.id);
        version.is_written_by(desk.actor) || self.reads.iter().any(|(post, _, of)| (*post, *of) == theirs)
    }

    pub(super) fn versions(&self, desk: &Desk, directory: &Directory) -> Vec<ShiftVersion> {
        let version = |version: &Version| ShiftVersion {
            event: version.shown.id,
            by: directory.actor(version.shown.actor),
            own: version.shown.actor == desk.actor,
            recorded: version.shown.recorded,
            text: version.note.text.clone(),
            lines: version.note.lines.clone(),
            folded: version.folded.iter().map(|(event, _)| *event).collect(),
        };
        self.versions.iter().map(version).collect()
    }

    pub(super) fn readers(&self, directory: &Directory) -> Vec<ShiftReader> {
        let reader = |(post, at, note): &(PostId, Instant, EventId)| ShiftReader {
            name: directory.worker(*post),
            at: *at,
            is_of_now: self.stands(*note),
        };
        self.reads.iter().map(reader).collect()
    }
}

/// Whether the asker may read any of some lines.
async fn is_any_read(desk: &Desk, lines: impl Iterator<Item = &EventId>) -> Result<bool, No> {
    for line in lines {
        if desk.house.records.entry(&desk.sight, *line, desk.now).await?.is_some() {
            return Ok(true);
        }
    }
    Ok(false)
}

/// The shifts of a week up to a day, in the house that is asked for, or in the asker's own.
pub async fn shifts(desk: &Desk, house: Option<TeamId>, until: Option<Date>) -> Result<Shifts, No> {
    desk.must(Permission::ReadStory)?;
    let directory = Directory::of(desk).await?;
    let houses: Vec<(TeamId, String)> = directory
        .teams()
        .into_iter()
        .filter(|team| team.hub && reads(desk, team.id))
        .map(|team| (team.id, team.name.clone()))
        .collect();
    let named = |asked: TeamId| houses.iter().find(|(house, _)| *house == asked).cloned();
    let chosen =
        house.and_then(named).or_else(|| desk.sight.team.and_then(named)).or_else(|| houses.first().cloned());
    let today = desk.now.day();
    let until = until.filter(|day| *day < today).unwrap_or(today);
    let mut lines = Vec::new();
    if let Some((team, _)) = &chosen {
        let last = Shift { day: until, of_day: ShiftOfDay::Night, team: *team };
        let mut shift = if until == today { Shift::at(*team, desk.now) } else { last };
        let first =
            until.saturating_sub((DAYS_OF_SHIFTS - 1).days()).max(directory.began(*team).unwrap_or(until));
        while shift.day >= first {
            lines.push(line(desk, &directory, shift).await?);
            shift = shift.before();
        }
    }
    Ok(Shifts { houses, house: chosen, until, shifts: lines })
}

async fn line(desk: &Desk, directory: &Directory, shift: Shift) -> Result<ShiftLine, No> {
    let kept = Kept::of(desk, shift).await?;
    let note = kept.versions(desk, directory).pop().map(|stands| NoteLine {
        read_by: kept
            .readers(directory)
            .into_iter()
            .filter(|one| one.is_of_now)
            .map(|one| one.name)
            .collect(),
        is_read: kept.is_read(desk, stands.event),
        stands,
    });
    let may_write = writes(desk, shift.team) && shift.is_written_now(desk.now);
    Ok(ShiftLine { shift, is_over: shift.is_over(desk.now), may_write, note })
}

/// The notes of a day that somebody in the team of a house has not read yet, newest first.
pub async fn shifts_unread(desk: &Desk) -> Result<Vec<ShiftUnread>, No> {
    let Some(team) = desk.sight.team.filter(|team| reads(desk, *team)) else { return Ok(Vec::new()) };
    let mut unread = Vec::new();
    let mut shift = Shift::at(team, desk.now);
    for _ in 0..TOLD_SHIFTS {
        let kept = Kept::of(desk, shift).await?;
        if let Some(stands) = kept.versions.last()
            && stands.shown.recorded >= desk.now.plus_seconds(-TOLD_FOR)
            && !kept.is_read_of(desk, stands)
        {
            let is_again = kept.versions.iter().any(|version| kept.is_read_of(desk, version));
            unread.push((shift, is_again));
        }
        shift = shift.before();
    }
    if unread.is_empty() {
        return Ok(Vec::new());
    }
    let house = Directory::of(desk).await?.team(team);
    let told = |(shift, is_again)| ShiftUnread { shift, house: house.clone(), is_again };
    Ok(unread.into_iter().map(told).collect())
}
