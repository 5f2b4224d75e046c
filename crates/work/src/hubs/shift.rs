//! What the shifts of a house handed over: the list of a week, and what somebody has not read yet.

use crate::people::Directory;
use crate::{Desk, No};
use jiff::ToSpan;
use jiff::civil::Date;
use practice::dates::Instant;
use practice::hubs::{Shift, ShiftOfDay};
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

/// What the journal holds of one note.
#[derive(Default)]
pub(super) struct Kept {
    written: Vec<Event>,
    reads: Vec<(PostId, Instant, EventId)>,
}

impl Kept {
    pub(super) async fn of(desk: &Desk, shift: Shift) -> Result<Self, No> {
        let mut kept = Self::default();
        for event in desk.house.records.service_events(desk.sight.authority, shift.stream()).await? {
            match (&event.body, event.actor) {
                (Body::ShiftNoteWritten(_), _) => kept.written.push(event),
                (Body::ShiftNoteRead(read), Actor::Post(post)) => {
                    kept.reads.push((post, event.recorded, read.note));
                }
                _ => {}
            }
        }
        Ok(kept)
    }

    pub(super) fn first_written(&self) -> Option<Instant> {
        self.written.first().map(|event| event.recorded)
    }

    /// Whether a version is one of this note.
    pub(super) fn holds(&self, version: EventId) -> bool {
        self.written.iter().any(|event| event.id == version)
    }

    /// Whether somebody has read or written a version.
    pub(super) fn is_read(&self, desk: &Desk, version: EventId) -> bool {
        let by_them =
            |(post, _, note): &(PostId, Instant, EventId)| (*post, *note) == (desk.sight.post, version);
        self.written.iter().any(|event| event.id == version && event.actor == desk.actor)
            || self.reads.iter().any(by_them)
    }

    pub(super) fn versions(&self, desk: &Desk, directory: &Directory) -> Vec<ShiftVersion> {
        let version = |event: &Event| match &event.body {
            Body::ShiftNoteWritten(note) => Some(ShiftVersion {
                event: event.id,
                by: directory.actor(event.actor),
                own: event.actor == desk.actor,
                recorded: event.recorded,
                text: note.text.clone(),
                lines: note.lines.clone(),
            }),
            _ => None,
        };
        self.written.iter().filter_map(version).collect()
    }

    pub(super) fn readers(&self, directory: &Directory) -> Vec<ShiftReader> {
        let stands = self.written.last().map(|event| event.id);
        let reader = |(post, at, note): &(PostId, Instant, EventId)| ShiftReader {
            name: directory.worker(*post),
            at: *at,
            is_of_now: stands == Some(*note),
        };
        self.reads.iter().map(reader).collect()
    }
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
        if let Some(stands) = kept.written.last()
            && stands.recorded >= desk.now.plus_seconds(-TOLD_FOR)
            && !kept.is_read(desk, stands.id)
        {
            let is_again = kept.written.iter().any(|version| kept.is_read(desk, version.id));
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
