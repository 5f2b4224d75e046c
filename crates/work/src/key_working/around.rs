//! Who works with somebody, and who did: the page about the team around them.

use crate::people::{self, Directory, PersonPage};
use crate::{Desk, No};
use practice::dates::{Happened, Instant};
use practice::ids::PersonId;
use practice::journal::{Body, Event};
use records::StoryAsk;

/// What changes who works with somebody.
const KINDS: [&str; 10] = [
    "hubs.responsible_team_named",
    "key_working.key_worker_named",
    "key_working.key_working_ended",
    "key_working.goodbye_told",
    "key_working.handover_written",
    "key_working.cover_named",
    "key_working.cover_ended",
    "key_working.social_worker_named",
    "specialists.pulled_in",
    "specialists.stepped_out",
];
/// How many changes the page shows at the most.
const SHOWN: i64 = 200;

/// One change of who works with somebody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TeamChange {
    /// From when.
    pub happened: Happened,
    /// When it was written down.
    pub recorded: Instant,
    /// What changed.
    pub body: Body,
    /// Who wrote it.
    pub by: String,
}

/// The team around somebody.
#[derive(Debug, Clone)]
pub struct TeamAround {
    /// Their record.
    pub page: PersonPage,
    /// Every change, newest first.
    pub changes: Vec<TeamChange>,
    /// Names of the teams and workers that changes speak of.
    pub directory: Directory,
}

/// Reads the team around somebody, with its history.
pub async fn team_around(desk: &Desk, person: PersonId) -> Result<TeamAround, No> {
    let page = people::open(desk, person).await?;
    let ask = StoryAsk {
        kinds: KINDS.iter().map(|kind| (*kind).to_owned()).collect(),
        limit: SHOWN,
        ..StoryAsk::default()
    };
    let found = desk.house.records.story(&desk.sight, person, &ask, desk.now).await?;
    let directory = Directory::of(desk).await?;
    let is_one = |event: &Event| KINDS.contains(&event.body.kind());
    let events = found.into_iter().flat_map(|entry| std::iter::once(entry.event).chain(entry.about));
    let mut changes: Vec<TeamChange> = events
        .filter(is_one)
        .map(|event| TeamChange {
            happened: event.happened,
            recorded: event.recorded,
            by: directory.actor(event.actor),
            body: event.body,
        })
        .collect();
    changes.sort_by_key(|change| std::cmp::Reverse((change.happened.sort_key(), change.recorded)));
    Ok(TeamAround { page, changes, directory })
}
