//! Whoever is named for a young person can open their record: nobody is made
//! somebody's key worker who would find nothing there.

use super::{Directory, PersonPage, or_sent};
use crate::staff::{Holders, holder_of, relative_stream};
use crate::{Desk, FormKey, No};
use practice::Refusal;
use practice::ids::{PersonId, PostId, StreamId};
use practice::journal::{Class, Revision};
use practice::key_working::works_with;
use practice::people::{Header, Status};
use practice::staff::{Facts, Permission, Rights, record_policy};
use records::Post;

/// Refuses a worker whom a restriction does not name, or who has declared the
/// young person a relative. Answers the revisions that this rests on, beside
/// that of the restriction.
pub(crate) async fn could_open(desk: &Desk, record: &Header, post: &Post) -> Result<Vec<Revision>, No> {
    if record.restriction.as_ref().is_some_and(|restriction| !restriction.is.posts.contains(&post.id)) {
        return Err(Refusal::of(
            "post",
            format!(
                "This record is restricted, and {} is not among those who may open it. Name them there first.",
                post.name
            ),
        )
        .into());
    }
    let (is_relative, revisions) = relative_of(desk, record.person, post).await?;
    if is_relative {
        let sentence = format!("{} cannot work with this young person. Choose somebody else.", post.name);
        return Err(Refusal::of("post", sentence).into());
    }
    Ok(revisions)
}

/// Whether a worker has declared a young person a relative, with the revision that this rests on. Of
/// whoever is invited it may have been declared too.
pub(super) async fn relative_of(
    desk: &Desk,
    person: PersonId,
    post: &Post,
) -> Result<(bool, Vec<Revision>), No> {
    let Some(account) = holder_of(desk, post).await? else { return Ok((false, Vec::new())) };
    let revisions = desk.house.records.revisions(&[relative_stream(person, account)]).await?;
    Ok((desk.house.records.is_relative(account, person).await?, revisions))
}

/// The same for a form that names somebody: none where this very form named them
/// before, for what it has come to is in the way of its second sending.
pub(crate) async fn could_open_unless_sent(
    desk: &Desk,
    record: &Header,
    post: &Post,
    sending: (&Option<FormKey>, StreamId),
) -> Result<Option<Vec<Revision>>, No> {
    or_sent(desk, sending, could_open(desk, record, post).await).await
}

/// Everybody who works here today and can be named for a young person whose
/// record was opened, by name.
pub async fn who_can_be_named(desk: &Desk, page: &PersonPage) -> Result<Vec<Post>, No> {
    let mut posts = unrelated(desk, page.summary.person, &[]).await?;
    posts.retain(|post| page.restricted_to.as_ref().is_none_or(|named| named.contains(&post.id)));
    Ok(posts)
}

/// Those whom a restriction can name: a role of theirs opens records. Anybody else would be named
/// and see nothing. Whom it names already stays among them, whatever they declared since: the form
/// tells nobody of it.
pub async fn who_opens_records(desk: &Desk, page: &PersonPage) -> Result<Vec<Post>, No> {
    let named = page.restriction.as_ref().map_or(&[][..], |now| &now.is.posts);
    let mut posts = unrelated(desk, page.summary.person, named).await?;
    posts.retain(opens_records);
    Ok(posts)
}

pub(super) fn opens_records(post: &Post) -> bool {
    let rights = Rights::of(&post.roles);
    rights.may(Permission::ReadStory) || rights.may(Permission::ImportPeople)
}

/// Whether anybody who works here today opens a record without an emergency and reads a privacy class there.
pub(crate) async fn is_read_by_somebody(desk: &Desk, header: &Header, class: Class) -> Result<bool, No> {
    let works_with = works_with(header, desk.now.day());
    let reads = |post: &Post| {
        let rights = Rights::of(&post.roles);
        let facts = Facts {
            same_authority: true,
            restricted: header.restriction.is_some(),
            named: header.restriction.iter().any(|now| now.is.posts.contains(&post.id)),
            only_known: header.status() == Status::Known,
            team: header.team.as_ref().is_some_and(|team| Some(team.is) == post.team),
            mine: works_with.contains(&post.id),
            ..Facts::default()
        };
        rights.classes.contains(&class) && record_policy(&rights).allows(&facts)
    };
    Ok(unrelated(desk, header.person, &[]).await?.iter().any(reads))
}

/// Everybody who works here today and is no declared relative, by name; `but` stay whatever they declared.
async fn unrelated(desk: &Desk, person: PersonId, but: &[PostId]) -> Result<Vec<Post>, No> {
    let records = &desk.house.records;
    let related = records.relatives_of(person).await?;
    let holders = Holders::of(desk).await?;
    let directory = Directory::of(desk).await?;
    let mut posts: Vec<Post> = directory.posts().into_iter().cloned().collect();
    let is_related = |post: &Post| holders.holder(post).is_some_and(|account| related.contains(&account));
    posts.retain(|post| but.contains(&post.id) || !is_related(post));
    Ok(posts)
}

/// Those who can be named to cover: nobody covers for themselves, in whichever of their posts.
pub async fn who_can_cover(desk: &Desk, page: &PersonPage) -> Result<Vec<Post>, No> {
    let mut posts = who_can_be_named(desk, page).await?;
    if let Some(worker) = &page.key_worker
        && let Some(key_worker) = desk.house.records.post(worker.is).await?
    {
        let holders = Holders::of(desk).await?;
        posts.retain(|post| !holders.are_one(post, &key_worker));
    }
    Ok(posts)
}
