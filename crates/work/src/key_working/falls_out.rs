//! A worker who falls out as somebody's key worker: those who find another are told.

use super::cover::stream_of;
use crate::{Act, Desk, No, notices};
use practice::ids::{AccountId, PersonId, PostId};
use practice::notices::{NoticeKind, finders_of_a_key_worker};
use practice::people::Header;

/// Adds to an act after which an account may not work with a young
/// person any more what it rests on. Where it is their key worker, or covers, it tells
/// whoever finds another; nothing where it is neither. How much is written in the record
/// makes it no slower, for whoever declares a reference that may be nobody's.
pub(crate) async fn falling_out(
    desk: &Desk,
    act: Act,
    person: PersonId,
    account: AccountId,
) -> Result<Act, No> {
    let records = &desk.house.records;
    let posts = records.posts_of(account).await?;
    let own: Vec<PostId> =
        posts.iter().filter(|post| post.authority == desk.sight.authority).map(|post| post.id).collect();
    let streams = [person.stream("key_working"), stream_of(person)];
    let revisions = records.revisions(&streams).await?;
    let act = act.reading(revisions);
    let Some(header) = records.header_for_desk(&desk.sight, person).await? else { return Ok(act) };
    if header.died.is_some() || !works_with(&header, &own, desk.now.day()) {
        return Ok(act);
    }
    let to = finders_of_a_key_worker(&header, &notices::colleagues(desk).await?, &own);
    let notice = notices::telling(desk, person, NoticeKind::KeyWorkerNeeded, streams[0], to);
    Ok(notice.into_iter().fold(act, Act::beginning))
}

/// Whether one of these posts is the key worker, or covers today or will.
fn works_with(header: &Header, posts: &[PostId], today: jiff::civil::Date) -> bool {
    let is_key_worker = header.key_worker.as_ref().is_some_and(|worker| posts.contains(&worker.is));
    let mut covers = header.covers.iter().map(|cover| &cover.is);
    is_key_worker || covers.any(|cover| !cover.is_over_on(today) && posts.contains(&cover.post))
}
