//! What the head of every page says: that the reader is out alone, and who is overdue.

use super::answering::Answering;
use crate::{Desk, No};
use practice::dates::Instant;
use practice::ids::StreamId;

/// What concerns the reader now. On most pages nothing does, and it is one question to the database.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Watched {
    /// The reader's own time out alone: one at the most.
    pub own: Vec<OwnTimeOut>,
    /// Others who are overdue, the longest first.
    pub overdue: Vec<Overdue>,
}

/// The reader is out alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OwnTimeOut {
    /// Which time.
    pub stream: StreamId,
    /// By when they will have said that they are safe.
    pub back_by: Instant,
    /// Whether it is past that.
    pub is_overdue: bool,
}

/// Somebody who has not said that they are safe.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Overdue {
    /// Which time.
    pub stream: StreamId,
    /// Who.
    pub name: String,
    /// By when they were to say so.
    pub back_by: Instant,
}

/// What the reader is to know now.
pub async fn watched(desk: &Desk) -> Result<Watched, No> {
    let sight = &desk.sight;
    let found = desk.house.records.out_to_watch(sight.authority, sight.account, desk.now).await?;
    let (own, others): (Vec<_>, Vec<_>) =
        found.into_iter().partition(|out| out.account == Some(sight.account));
    let own = own.iter().map(|out| OwnTimeOut {
        stream: out.stream,
        back_by: out.back_by,
        is_overdue: out.back_by <= desk.now,
    });
    let mut watched = Watched { own: own.collect(), overdue: Vec::new() };
    if others.is_empty() {
        return Ok(watched);
    }
    let answering = Answering::of(desk).await?;
    let told = others.iter().filter(|out| answering.tells(desk, out.post));
    watched.overdue = told
        .map(|out| Overdue { stream: out.stream, name: answering.name(out.post), back_by: out.back_by })
        .collect();
    Ok(watched)
}
