//! Names from before that are only for those who may know them: they move to
//! the class of named people with the act that records the name after them.

use super::record::{Fact, Recording};
use crate::story::moves_of;
use crate::{Act, Desk};
use practice::dates::Happened;
use practice::ids::EventId;
use practice::journal::{Body, Class, Revision, Told};
use practice::people::{Header, NameUse};
use practice::story::Reclassified;

/// Who may know a name that is kept back.
const KEPT_FOR: Class = Class::Restricted;
/// Why such a name is moved, as whoever may read of moves reads it.
const WHY: &str = "A name from before, only for those who may know it.";

/// The first tellings of the names that a recording keeps back: all of that use
/// but the one that it corrects. One that stands in a class of its own stays there.
pub(super) fn to_be_moved(header: &Header, recording: &Recording) -> Vec<EventId> {
    let Fact::NameAlone(usage, _) = recording.fact else { return Vec::new() };
    former(header, usage, recording.shown.filter(|_| recording.correction))
}

fn former(header: &Header, usage: NameUse, but: Option<EventId>) -> Vec<EventId> {
    let names = header.names.get(&usage).into_iter().flatten();
    names
        .filter(|name| name.class == Class::Story && but != Some(name.event))
        .map(|name| name.first)
        .collect()
}

/// The same act, moving the names that the recording keeps back. `read` are
/// the revisions of where entries are moved, as they were read.
pub(super) fn kept_back(
    desk: &Desk,
    header: &Header,
    recording: &Recording,
    read: &[Revision],
    act: Act,
) -> Act {
    to_be_moved(header, recording).into_iter().fold(act, |act, entry| {
        let stream = moves_of(entry);
        let read_at = read.iter().find(|at| at.stream == stream).map_or(0, |at| at.number);
        let moved = Body::Reclassified(Reclassified { entry, to: KEPT_FOR, reason: WHY.into() });
        act.telling(Told::about(header.person, stream, Happened::At(desk.now), moved), read_at)
    })
}
