//! The council's own words, lists and thresholds as they are, and as they were.

use crate::people::Directory;
use crate::{Desk, No};
use practice::dates::Instant;
use practice::journal::Body;
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
}

/// The changes of one word, newest first.
pub async fn words_history(desk: &Desk, key: &str) -> Result<Vec<WordChange>, No> {
    desk.must(Permission::ManageWords)?;
    let authority = desk.sight.authority;
    let directory = Directory::of(desk).await?;
    let events = desk.house.records.service_events(authority, authority.stream("words")).await?;
    let changes = events.into_iter().rev().filter_map(|event| match event.body {
        Body::WordsChanged(change) if change.key == key => Some(WordChange {
            value: change.value,
            reason: change.reason,
            by: directory.actor(event.actor),
            at: event.recorded,
        }),
        _ => None,
    });
    Ok(changes.collect())
}
