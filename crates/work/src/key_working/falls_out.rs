//! A worker who falls out as somebody's key worker: those who find another are told.

use super::cover::stream_of;
use crate::{Act, Desk, No, notices};
use practice::ids::{AccountId, PersonId, PostId};
use practice::notices::{NoticeKind, finders_of_a_key_worker};
use records::Post;

/// Adds to an act after which an account may not work with a young person any
/// more what it rests on. Where it is their key worker, or covers, it tells
/// whoever finds another; so it does where one had fallen out before and those
/// who were told of it fall out too. As much is read whoever it is, and whether
/// or not there is anybody: whoever declares a reference must not learn from the
/// time whether it is somebody's.
pub(crate) async fn falling_out(
    desk: &Desk,
    act: Act,
    person: PersonId,
    account: AccountId,
) -> Result<Act, No> {
    let records = &desk.house.records;
    // The last is a guard: of two who fall out in one moment the second sees the first.
    let streams = [person.stream("key_working"), stream_of(person), person.stream("relatives")];
    let revisions = records.revisions(&streams).await?;
    let act = act.reading([revisions[0], revisions[1]]).guarding(revisions[2]);
    let posts = records.posts(desk.sight.authority).await?;
    let related = records.relatives_of(person).await?;
    let works = records.who_works_with(person, desk.now).await?;
    let of = |accounts: &[AccountId]| -> Vec<PostId> {
        let theirs = |post: &&Post| post.account.is_some_and(|account| accounts.contains(&account));
        posts.iter().filter(theirs).map(|post| post.id).collect()
    };
    let (own, before) = (of(&[account]), of(&related));
    let out = [own.as_slice(), &before].concat();
    if !works.iter().any(|post| out.contains(post)) {
        return Ok(act);
    }
    let Some(header) = records.header_for_desk(&desk.sight, person).await? else { return Ok(act) };
    if header.died.is_some() {
        return Ok(act);
    }
    let workers = notices::here(desk, &posts);
    let mut to = finders_of_a_key_worker(&header, &workers, &out);
    if !works.iter().any(|post| own.contains(post)) {
        let were_told = finders_of_a_key_worker(&header, &workers, &before);
        to.retain(|post| !were_told.contains(post));
    }
    let notice = notices::telling(desk, person, NoticeKind::KeyWorkerNeeded, streams[0], to);
    Ok(notice.into_iter().fold(act, Act::beginning))
}
