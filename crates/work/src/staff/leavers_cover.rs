//! What becomes of the work of somebody who leaves. Whoever ends the post may see
//! no record: nothing of a young person out of their reach is shown here. Each
//! has the cover the form says, unless somebody covers already; what nobody is
//! named for stands on the page of work that nobody holds.

use super::holder::Holders;
use crate::key_working::{cover_changed, longest, stream_of, wish_of};
use crate::people::{Directory, could_open, live_post};
use crate::{Act, Desk, No};
use jiff::civil::Date;
use practice::Refusal;
use practice::dates::Happened;
use practice::ids::{PersonId, PostId, StreamId};
use practice::journal::{Body, Revision, Told};
use practice::key_working::{Cover, cover_named, covers_now};
use practice::people::Header;
use practice::staff::Role;
use records::{How, Post};
use std::collections::BTreeSet;

/// Who covers for a leaver, and until when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CoverFor {
    /// Who covers for all of them; the manager of each one's team where absent.
    pub by: Option<PostId>,
    /// Last day.
    pub until: Date,
}

/// A worker who leaves, with the young people they work with.
pub(super) struct Leaver {
    pub(super) post: Post,
    /// Whose key worker they are, with the revisions of [`streams`].
    key_working: Vec<(Header, Vec<Revision>)>,
    /// Whose social worker they are, or to whose team they are pulled in.
    pub(super) others: Vec<(PersonId, How)>,
}

fn streams(person: PersonId) -> [StreamId; 3] {
    [Desk::resting_on(person)[0], person.stream("key_working"), stream_of(person)]
}

impl Leaver {
    /// Reads them, the revisions first.
    pub(super) async fn of(desk: &Desk, post: &Post) -> Result<Self, No> {
        let records = &desk.house.records;
        let held = records.work_of(desk.sight.authority, post.id, desk.now).await?;
        let of_key_worker = held.iter().filter(|held| held.how == How::KeyWorker);
        let ids: Vec<PersonId> = of_key_worker.map(|held| held.person).collect();
        let asked: Vec<StreamId> = ids.iter().flat_map(|person| streams(*person)).collect();
        let revisions = records.revisions(&asked).await?;
        let mut events = records.events_of_all(&ids).await?;
        let key_working = ids
            .iter()
            .zip(revisions.chunks(3))
            .map(|(person, revisions)| {
                let events = events.remove(person).unwrap_or_default();
                (Header::fold(*person, &events), revisions.to_vec())
            })
            .collect();
        let others = held.iter().filter(|held| matches!(held.how, How::SocialWorker | How::PulledIn));
        let others = others.map(|held| (held.person, held.how)).collect();
        Ok(Self { post: post.clone(), key_working, others })
    }

    /// How many young people they are the key worker of.
    pub(super) fn people(&self) -> usize {
        self.key_working.len()
    }

    /// Of how many they are the social worker, or to whose team they are pulled in: somebody of
    /// whom they are both counts once.
    pub(super) fn others_waiting(&self) -> usize {
        self.others.iter().map(|(person, _)| person).collect::<BTreeSet<_>>().len()
    }

    /// Those for whom nobody who works today covers today.
    pub(super) async fn without_cover(&self, desk: &Desk) -> Result<Vec<PersonId>, No> {
        let directory = Directory::of(desk).await?;
        let today = desk.now.day();
        let covered = |header: &Header| {
            header.cover_on(today).is_some_and(|cover| directory.works_on(cover.is.post, today))
        };
        Ok(self
            .key_working
            .iter()
            .filter(|(header, _)| !covered(header))
            .map(|(header, _)| header.person)
            .collect())
    }
}

/// Adds cover for each young person from a day on to the act by which somebody leaves.
pub(super) async fn covered(
    desk: &Desk,
    mut act: Act,
    leaver: &Leaver,
    cover: &CoverFor,
    (from, why): (Date, &str),
) -> Result<Act, No> {
    let posts = desk.house.records.posts(desk.sight.authority).await?;
    let (directory, holders) = (Directory::of(desk).await?, Holders::of(desk).await?);
    let named = match cover.by {
        Some(by) => Some(live_post(desk, by).await.map_err(|no| at_fields_of_the_leaver(no, "cover"))?),
        None => None,
    };
    for (header, revisions) in &leaver.key_working {
        let works = |post: PostId| directory.works_on(post, from);
        let Some(until) = uncovered_until(header, leaver.post.id, (from, cover.until), works) else {
            continue;
        };
        let manager = || manager_of(&posts, header, (&leaver.post, &holders), works);
        let Some(by) = named.as_ref().or_else(manager) else { continue };
        // Whoever could not open the record covers for nobody: it goes on waiting.
        let could = match could_open(desk, header, by).await {
            Ok(revisions) => revisions,
            Err(No::Refused(_)) => continue,
            Err(no) => return Err(no),
        };
        let wish = wish_of(by, holders.are_one(by, &leaver.post), (from, until), why);
        let named = cover_named(&wish, Some(leaver.post.id), &[], (desk.now.day(), longest(desk)))
            .map_err(|refusals| at_fields_of_the_leaver(No::Refused(refusals), "cover"))?;
        let told =
            Told::about(header.person, revisions[2].stream, Happened::At(desk.now), Body::CoverNamed(named));
        act = act
            .reading([revisions[0], revisions[1], by.revision])
            .reading(could)
            .telling(told, revisions[2].number);
        // The leaver is out, or will be: only whoever acts is told.
        act = cover_changed(desk, header.person, [by.id, by.id]).into_iter().fold(act, Act::beginning);
    }
    Ok(act)
}

/// Until when somebody else is to cover, where nobody who works does already:
/// until the day before the next who will.
fn uncovered_until(
    header: &Header,
    leaver: PostId,
    (from, until): (Date, Date),
    works: impl Fn(PostId) -> bool,
) -> Option<Date> {
    let stands = |cover: &&Cover| covers_now(cover, leaver) && !cover.is_over_on(from) && works(cover.post);
    let standing: Vec<&Cover> = header.covers.iter().map(|cover| &cover.is).filter(stands).collect();
    if standing.iter().any(|cover| cover.runs_on(from)) {
        return None;
    }
    let next = standing.iter().map(|cover| cover.from).min().and_then(|day| day.yesterday().ok());
    Some(next.map_or(until, |next| next.min(until)))
}

/// The manager of the team that answers for somebody, else its deputy, else a
/// head of service; nobody who leaves with this account.
fn manager_of<'p>(
    posts: &'p [Post],
    header: &Header,
    (leaver, holders): (&Post, &Holders),
    works: impl Fn(PostId) -> bool,
) -> Option<&'p Post> {
    let team = header.team.as_ref().map(|team| team.is);
    let find = |role: Role, anywhere: bool| {
        posts.iter().find(|post| {
            !holders.are_one(post, leaver)
                && works(post.id)
                && post.roles.contains(&role)
                && (anywhere || (team.is_some() && post.team == team))
        })
    };
    find(Role::HubManager, false)
        .or_else(|| find(Role::Deputy, false))
        .or_else(|| find(Role::HeadOfService, true))
}

/// What is wrong with somebody named, at the fields of the form by which a worker
/// leaves: `field` is the one in which they were chosen.
pub(super) fn at_fields_of_the_leaver(no: No, field: &str) -> No {
    let No::Refused(refusals) = no else { return no };
    let moved = refusals.into_iter().map(|refusal| match refusal.field.as_deref() {
        Some("post") => Refusal::of(field, refusal.sentence),
        Some("to" | "from") => Refusal::of("until", refusal.sentence),
        _ => refusal,
    });
    No::Refused(moved.collect())
}
