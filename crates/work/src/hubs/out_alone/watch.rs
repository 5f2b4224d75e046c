//! What the head of every page says: that the reader is out alone, and who is overdue.

use super::answering::Answering;
use crate::{Desk, No};
use practice::dates::Instant;
use practice::ids::StreamId;
use records::OutAlone;

/// What concerns the reader now. On most pages nothing does, and it is one question to the database.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Watched {
    /// The reader's own time out alone: one at the most.
    pub own: Vec<OwnTimeOut>,
    /// Others who are overdue, the longest first; absent where it could not be looked whether the reader answers for
    /// them.
    pub overdue: Option<Vec<Overdue>>,
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
    let own = own.collect();
    // That the reader is out alone stands, whatever becomes of the look at others.
    let overdue = answered_for(desk, &others).await.inspect_err(|error| {
        tracing::error!(?error, "who answers for somebody overdue could not be looked for");
    });
    Ok(Watched { own, overdue: overdue.ok() })
}

/// Those of others who are overdue for whom the reader answers.
async fn answered_for(desk: &Desk, others: &[OutAlone]) -> Result<Vec<Overdue>, No> {
    if others.is_empty() {
        return Ok(Vec::new());
    }
    let answering = Answering::of(desk).await?;
    let mut overdue = Vec::new();
    for out in others {
        if answering.tells(desk, out).await? {
            let name = answering.name(out.post);
            overdue.push(Overdue { stream: out.stream, name, back_by: out.back_by });
        }
    }
    Ok(overdue)
}
