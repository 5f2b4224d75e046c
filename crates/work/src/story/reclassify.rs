//! Moving an entry to another privacy class, with a reason.

use super::root::{self, Rooted, moves_of};
use crate::people::{Directory, is_read_by_somebody, moved_since, person_unless_sent, unless_sent};
use crate::{Act, Desk, FormKey, No, notices};
use practice::Refusal;
use practice::dates::Happened;
use practice::ids::{EventId, PersonId, StreamId};
use practice::journal::{Actor, Body, Class, Revision, Told};
use practice::notices::NoticeKind;
use practice::staff::Permission;
use practice::story::Reclassified;

/// Moves an entry to another class; everything said about it moves along, and whoever wrote it is told.
/// `shown` is the revision of its moves that the form had shown.
pub async fn reclassify(
    desk: &Desk,
    entry: EventId,
    to: Class,
    reason: &str,
    shown: Option<i64>,
    key: Option<FormKey>,
) -> Result<PersonId, No> {
    desk.must(Permission::RestrictPerson)?;
    let desk = &desk.to_decide();
    let reason = reason.trim();
    if reason.is_empty() {
        return Err(Refusal::of("reason", "Say why it is moved.").into());
    }
    desk.deciding(|| async {
        let Some(Rooted { found, header, revisions }) = root::found(desk, entry).await? else {
            // Its own first sending may have moved it out of the asker's sight.
            return match person_unless_sent(desk, key.clone(), moves_of(entry), No::NotFound).await {
                Err(No::NotFound) => desk.not_found(&entry.to_string(), "reclassify").await,
                answer => answer,
            };
        };
        let person = header.person;
        let stream = moves_of(found.event.id);
        let (moved, rests): (Vec<_>, Vec<_>) = revisions.into_iter().partition(|read| read.stream == stream);
        let read_at = moved.first().map_or(0, |read| read.number);
        if moved_since(shown, Revision { stream, number: read_at }) {
            unless_sent(desk, Act::new().keyed(key.clone()), stream, No::Moved).await?;
            return Ok(person);
        }
        let body = Body::Reclassified(Reclassified { entry: found.event.id, to, reason: reason.into() });
        let told = Told::about(person, stream, Happened::At(desk.now), body);
        let act = Act::new().reading(rests).telling(told, read_at).keyed(key.clone());
        if found.event.class == to {
            let no = Refusal::of("class", "This is who may read it now. Choose another.").into();
            unless_sent(desk, act, stream, no).await?;
            return Ok(person);
        }
        // It would be there for nobody, with nobody to move it back.
        if !is_read_by_somebody(desk, &header, to).await? {
            let readers = "Nobody who may open this record would read it any more. Choose other readers, or \
                pull in somebody who is among them first.";
            unless_sent(desk, act, stream, Refusal::of("class", readers).into()).await?;
            return Ok(person);
        }
        let notice = telling_author(desk, person, found.event.actor, stream).await?;
        desk.write(notice.into_iter().fold(act, Act::beginning)).await?;
        Ok(person)
    })
    .await
}

/// Tells whoever wrote an entry that it was moved, where they work here now and did not move it themselves.
async fn telling_author(
    desk: &Desk,
    person: PersonId,
    author: Actor,
    moves: StreamId,
) -> Result<Option<Told>, No> {
    let Actor::Post(author) = author else { return Ok(None) };
    if Directory::of(desk).await?.is_of(author, desk.sight.account) {
        return Ok(None);
    }
    let colleagues = notices::colleagues_for(desk, person).await?;
    let to = colleagues.into_iter().map(|one| one.post).filter(|post| *post == author).collect();
    Ok(notices::telling(desk, person, NoticeKind::EntryMoved, moves, to))
}
