//! Who covers for the young people of somebody who leaves. Whoever ends the
//! post sees no record: nothing of a young person is shown here, and each has
//! the cover the form says, unless somebody covers already.

use crate::key_working::{cover_changed, longest, stream_of, wish_of};
use crate::people::{Directory, could_open, live_post};
use crate::{Act, Desk, No};
use jiff::civil::Date;
use practice::Refusal;
use practice::dates::Happened;
use practice::ids::{PersonId, PostId, StreamId};
use practice::journal::{Body, Revision, Told};
use practice::key_working::{cover_named, covers_now};
use practice::people::Header;
use practice::staff::{Permission, Role};
use records::Post;

/// Who covers for a leaver, and until when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CoverFor {
    /// Who covers for all of them; the manager of each one's team where absent.
    pub by: Option<PostId>,
    /// Last day.
    pub until: Date,
}

/// A worker who leaves, with the young people whose key worker they are.
pub(super) struct Leaver {
    post: PostId,
    people: Vec<(Header, Vec<Revision>)>,
}

fn streams(person: PersonId) -> [StreamId; 3] {
    [Desk::resting_on(person)[0], person.stream("key_working"), stream_of(person)]
}

impl Leaver {
    /// Reads them, the revisions first.
    pub(super) async fn of(desk: &Desk, post: &Post) -> Result<Self, No> {
        let records = &desk.house.records;
        let ids = records.key_worked_by(desk.sight.authority, post.id).await?;
        let asked: Vec<StreamId> = ids.iter().flat_map(|person| streams(*person)).collect();
        let revisions = records.revisions(&asked).await?;
        let mut events = records.events_of_all(&ids).await?;
        let people = ids
            .iter()
            .zip(revisions.chunks(3))
            .map(|(person, revisions)| {
                let events = events.remove(person).unwrap_or_default();
                (Header::fold(*person, &events), revisions.to_vec())
            })
            .collect();
        Ok(Self { post: post.id, people })
    }

    /// How many young people.
    pub(super) fn people(&self) -> usize {
        self.people.len()
    }

    /// Those for whom nobody who works today covers today.
    pub(super) async fn without_cover(&self, desk: &Desk) -> Result<Vec<PersonId>, No> {
        let directory = Directory::of(desk).await?;
        let today = desk.now.day();
        let covered = |header: &Header| {
            header.cover_on(today).is_some_and(|cover| directory.works_on(cover.is.post, today))
        };
        Ok(self
            .people
            .iter()
            .filter(|(header, _)| !covered(header))
            .map(|(header, _)| header.person)
            .collect())
    }
}

/// How many young people a worker is the key worker of: no more than that is
/// for whoever looks after posts.
pub async fn key_worked_by(desk: &Desk, post: PostId) -> Result<usize, No> {
    desk.must(Permission::ManageStaff)?;
    Ok(desk.house.records.key_worked_by(desk.sight.authority, post).await?.len())
}

/// Adds cover for each young person to the act that ends the post.
pub(super) async fn covered(
    desk: &Desk,
    mut act: Act,
    leaver: &Leaver,
    cover: &CoverFor,
    why: &str,
) -> Result<Act, No> {
    let today = desk.now.day();
    let posts = desk.house.records.posts(desk.sight.authority).await?;
    let directory = Directory::of(desk).await?;
    let named = match cover.by {
        Some(by) => Some(live_post(desk, by).await.map_err(at_fields_of_the_leaver)?),
        None => None,
    };
    for (header, revisions) in &leaver.people {
        let stands = |cover: &practice::key_working::Cover| {
            covers_now(cover, leaver.post)
                && !cover.is_over_on(today)
                && directory.works_on(cover.post, today)
        };
        if header.covers.iter().any(|cover| stands(&cover.is)) {
            continue;
        }
        let manager = || manager_of(&posts, header, leaver.post, |post| directory.works_on(post, today));
        let Some(by) = named.as_ref().or_else(manager) else { continue };
        // Whoever could not open the record covers for nobody: it goes on waiting.
        let could = match could_open(desk, header, by).await {
            Ok(revisions) => revisions,
            Err(No::Refused(_)) => continue,
            Err(no) => return Err(no),
        };
        let wish = wish_of(by, (today, cover.until), why);
        let named = cover_named(&wish, Some(leaver.post), &[], (today, longest(desk)))
            .map_err(|refusals| at_fields_of_the_leaver(No::Refused(refusals)))?;
        let told =
            Told::about(header.person, revisions[2].stream, Happened::At(desk.now), Body::CoverNamed(named));
        act = act
            .reading([revisions[0], revisions[1], by.revision])
            .reading(could)
            .telling(told, revisions[2].number);
        // The leaver is out: only whoever acts is told.
        act = cover_changed(desk, header.person, [by.id, by.id]).into_iter().fold(act, Act::beginning);
    }
    Ok(act)
}

/// The manager of the team that answers for somebody, else its deputy, else a
/// head of service.
fn manager_of<'p>(
    posts: &'p [Post],
    header: &Header,
    leaver: PostId,
    works: impl Fn(PostId) -> bool,
) -> Option<&'p Post> {
    let team = header.team.as_ref().map(|team| team.is);
    let find = |role: Role, anywhere: bool| {
        posts.iter().find(|post| {
            post.id != leaver
                && works(post.id)
                && post.roles.contains(&role)
                && (anywhere || (team.is_some() && post.team == team))
        })
    };
    find(Role::HubManager, false)
        .or_else(|| find(Role::Deputy, false))
        .or_else(|| find(Role::HeadOfService, true))
}

/// What is wrong with cover, at the fields of the form that ends a post.
fn at_fields_of_the_leaver(no: No) -> No {
    let No::Refused(refusals) = no else { return no };
    let moved = refusals.into_iter().map(|refusal| match refusal.field.as_deref() {
        Some("post") => Refusal::of("cover", refusal.sentence),
        Some("to" | "from") => Refusal::of("until", refusal.sentence),
        _ => refusal,
    });
    No::Refused(moved.collect())
}
