//! The entry that something is said about, with what an act about it rests on.

use crate::{Desk, No};
use practice::ids::{EventId, StreamId};
use practice::journal::Revision;
use practice::people::Header;
use records::StoryEntry;

/// How many steps from a correction of a correction to its entry are followed.
const STEPS: usize = 100;

/// An entry of a story, whatever of it was named.
pub(crate) struct Rooted {
    /// The entry itself: never a correction or a disagreement.
    pub(crate) found: StoryEntry,
    /// The record of whose story it is.
    pub(crate) header: Header,
    /// The person's restriction, and where the entry's moves are written: read
    /// before the entry, so that one moved since is found stale.
    pub(crate) revisions: Vec<Revision>,
}

/// The entry, or the one that the named correction or disagreement is about.
pub(crate) async fn rooted(desk: &Desk, named: EventId, what: &str) -> Result<Rooted, No> {
    match found(desk, named).await? {
        Some(rooted) => Ok(rooted),
        None => desk.not_found(&named.to_string(), what).await,
    }
}

/// An entry that is to be put right.
pub(crate) struct ToPutRight {
    pub(crate) rooted: Rooted,
    /// The revision of its own stream under which it was read.
    pub(crate) read_at: i64,
}

/// The entry, the revision of its stream, and the entry again under that revision: a version written since is found
/// stale and not overwritten. Others may stand on the stream, so versions cannot be counted.
pub(crate) async fn to_put_right(desk: &Desk, named: EventId, what: &str) -> Result<ToPutRight, No> {
    let stream = rooted(desk, named, what).await?.found.event.stream;
    let read_at = desk.house.records.revisions(&[stream]).await?.first().map_or(0, |read| read.number);
    Ok(ToPutRight { rooted: rooted(desk, named, what).await?, read_at })
}

/// The same; none where there is no such entry, or none that the asker may read.
pub(super) async fn found(desk: &Desk, named: EventId) -> Result<Option<Rooted>, No> {
    let records = &desk.house.records;
    let mut at = named;
    for _ in 0..STEPS {
        let mut revisions = records.revisions(&[moves_of(at)]).await?;
        let Some(found) = records.entry(&desk.sight, at, desk.now).await? else { break };
        if let Some(corrected) = found.event.corrects {
            at = corrected;
            continue;
        }
        let Some(person) = found.event.subject else { break };
        let streams = Desk::resting_on(person);
        let Some(record) = records.person(&desk.sight, person, &streams, desk.now).await? else { break };
        revisions.extend(record.revisions);
        return Ok(Some(Rooted { found, header: record.header, revisions }));
    }
    Ok(None)
}

/// The stream on which an entry is moved from one privacy class to another.
pub(crate) fn moves_of(entry: EventId) -> StreamId {
    StreamId(entry.0)
}
