//! The council's own words, lists and thresholds as they are, and as they were.

use crate::people::Directory;
use crate::{Desk, No};
use practice::dates::Instant;
use practice::journal::{Body, Event};
use practice::staff::Permission;

/// One change of a word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WordChange {
    /// Its value from then on; empty goes back to the default.
    pub value: String,
    /// Why.
    pub reason: String,
    /// Who changed it.
    pub by: String,
    /// When.
    pub at: Instant,
    /// At which revision of the council's words, for the form that rests on it.
    pub revision: i64,
}

/// The changes of one word, newest first.
pub async fn words_history(desk: &Desk, key: &str) -> Result<Vec<WordChange>, No> {
    desk.must(Permission::ManageWords)?;
    let directory = Directory::of(desk).await?;
    let changes = changes_of(desk, key).await?.into_iter().rev().filter_map(|event| match event.body {
        Body::WordsChanged(change) => Some(WordChange {
            value: change.value,
            reason: change.reason,
            by: directory.actor(event.actor),
            at: event.recorded,
            revision: event.revision,
        }),
        _ => None,
    });
    Ok(changes.collect())
}

/// At which revision one word was changed last; 0 where it never was. Another word that is changed
/// later does not count.
pub(super) async fn changed_at(desk: &Desk, key: &str) -> Result<i64, No> {
    Ok(changes_of(desk, key).await?.last().map_or(0, |event| event.revision))
}

/// The events by which one word was changed, oldest first.
async fn changes_of(desk: &Desk, key: &str) -> Result<Vec<Event>, No> {
    let authority = desk.sight.authority;
    let mut events = desk.house.records.service_events(authority, authority.stream("words")).await?;
    events.retain(|event| matches!(&event.body, Body::WordsChanged(change) if change.key == key));
    Ok(events)
}
