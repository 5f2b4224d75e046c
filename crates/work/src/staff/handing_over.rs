//! Who takes over from a leaver as social worker, and who is pulled in instead of
//! them. Whoever could not open a record takes over nothing: it goes on waiting
//! on the page of work that nobody holds.

use super::leavers_cover::{CoverFor, Leaver, at_fields_of_the_leaver, covered};
use crate::people::{Directory, PAGE, Summary, could_open, live_post};
use crate::{Act, Desk, No};
use practice::Refusal;
use practice::dates::Happened;
use practice::ids::{PersonId, PostId, StreamId};
use practice::journal::{Body, Revision, Told};
use practice::key_working::SocialWorkerNamed;
use practice::people::Header;
use practice::specialists::{PulledIn, SteppedOut, takes_a_pull_in_over};
use practice::staff::{Permission, Role};
use records::{How, PeopleAsk, Post};
use std::collections::BTreeSet;

/// Who takes a leaver's work over; what is absent waits on the page of work that
/// nobody holds.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Handing {
    /// Who covers for the young people whose key worker they are.
    pub cover: Option<CoverFor>,
    /// Who is their social worker from now on.
    pub social_work: Option<PostId>,
    /// Who is pulled in instead of them.
    pub pull_ins: Option<PostId>,
}

/// The work that some posts hold, as whoever ends them may see it: how much, and
/// whose within their own reach.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct HeldWork {
    /// How many young people they are the key worker of.
    pub key_working: usize,
    /// How many they are the social worker of.
    pub social_work: usize,
    /// To how many they are pulled in.
    pub pulled_in: usize,
    /// For how many they cover, today or later.
    pub covering: usize,
    /// Those of them within the reader's reach, by name; a page of a list at the most.
    pub within_reach: Vec<Summary>,
}

impl HeldWork {
    /// Whether there is any.
    pub fn is_any(&self) -> bool {
        self.key_working + self.social_work + self.pulled_in + self.covering > 0
    }
}

/// Reads it, for whoever looks after posts.
pub async fn work_held_by(desk: &Desk, posts: &[PostId]) -> Result<HeldWork, No> {
    desk.must(Permission::ManageStaff)?;
    let records = &desk.house.records;
    let directory = Directory::of(desk).await?;
    let mut work = HeldWork::default();
    let mut listed = BTreeSet::new();
    for post in posts {
        let held = records.work_of(desk.sight.authority, *post, desk.now).await?;
        let count = |how: How| held.iter().filter(|held| held.how == how).count();
        work.key_working += count(How::KeyWorker);
        work.social_work += count(How::SocialWorker);
        work.pulled_in += count(How::PulledIn);
        work.covering += count(How::Cover);
        let theirs: BTreeSet<PersonId> = held.iter().map(|held| held.person).collect();
        let ask = PeopleAsk { worker: Some(*post), limit: PAGE, ..PeopleAsk::default() };
        for line in records.people(&desk.sight, &ask, desk.now).await?.0 {
            if theirs.contains(&line.person) && listed.insert(line.person) {
                work.within_reach.push(Summary::of(desk, &directory, line.header));
            }
        }
    }
    Ok(work)
}

/// Adds to the act by which somebody leaves today who takes their work over.
pub(super) async fn handed_over(
    desk: &Desk,
    act: Act,
    leaver: &Leaver,
    handing: &Handing,
    why: &str,
) -> Result<Act, No> {
    let mut act = act;
    if let Some(cover) = &handing.cover {
        act = covered(desk, act, leaver, cover, (desk.now.day(), why)).await?;
    }
    let social = chosen(desk, leaver, handing.social_work, "social_work").await?;
    let pulled = chosen(desk, leaver, handing.pull_ins, "pull_ins").await?;
    if social.as_ref().is_some_and(|post| !post.roles.contains(&Role::SocialWorker)) {
        let whose = desk.words.role(Role::SocialWorker);
        return Err(Refusal::of("social_work", format!("Choose somebody with the role {whose}.")).into());
    }
    if let Some(post) = &pulled
        && leaver.others.iter().any(|(_, how)| *how == How::PulledIn)
    {
        takes_a_pull_in_over(&leaver.post.roles, &post.roles)?;
    }
    for (person, how) in &leaver.others {
        act = match (how, &social, &pulled) {
            (How::SocialWorker, Some(by), _) => social_work_over(desk, act, *person, leaver, by, why).await?,
            (How::PulledIn, _, Some(by)) => pull_in_over(desk, act, *person, leaver, by, why).await?,
            _ => act,
        };
    }
    Ok(act)
}

async fn chosen(desk: &Desk, leaver: &Leaver, by: Option<PostId>, field: &str) -> Result<Option<Post>, No> {
    let Some(by) = by else { return Ok(None) };
    if by == leaver.post.id {
        return Err(Refusal::of(field, "Choose somebody else: this is who leaves.").into());
    }
    live_post(desk, by).await.map(Some).map_err(|no| at_fields_of_the_leaver(no, field))
}

/// What is read of a young person before somebody is named for them; none where
/// the one who is to take over could not open the record.
async fn opened(
    desk: &Desk,
    person: PersonId,
    streams: &[StreamId],
    by: &Post,
) -> Result<Option<(Header, Vec<Revision>, Vec<Revision>)>, No> {
    let records = &desk.house.records;
    let revisions = records.revisions(streams).await?;
    let events = records.events_of_all(&[person]).await?.remove(&person).unwrap_or_default();
    let header = Header::fold(person, &events);
    match could_open(desk, &header, by).await {
        Ok(could) => Ok(Some((header, revisions, could))),
        Err(No::Refused(_)) => Ok(None),
        Err(no) => Err(no),
    }
}

async fn social_work_over(
    desk: &Desk,
    act: Act,
    person: PersonId,
    leaver: &Leaver,
    by: &Post,
    why: &str,
) -> Result<Act, No> {
    let streams = [Desk::resting_on(person)[0], person.stream("social_worker")];
    let Some((header, revisions, could)) = opened(desk, person, &streams, by).await? else { return Ok(act) };
    if header.social_worker.as_ref().is_none_or(|worker| worker.is != leaver.post.id) {
        return Ok(act);
    }
    let body = Body::SocialWorkerNamed(SocialWorkerNamed { post: by.id, reason: why.to_owned() });
    let told = Told::about(person, streams[1], Happened::At(desk.now), body);
    Ok(act.reading([revisions[0], by.revision]).reading(could).telling(told, revisions[1].number))
}

async fn pull_in_over(
    desk: &Desk,
    act: Act,
    person: PersonId,
    leaver: &Leaver,
    by: &Post,
    why: &str,
) -> Result<Act, No> {
    let stream = |post: PostId| crate::specialists::stream_of(person, post);
    let streams = [Desk::resting_on(person)[0], stream(leaver.post.id), stream(by.id)];
    let Some((header, revisions, could)) = opened(desk, person, &streams, by).await? else { return Ok(act) };
    let Some(stands) = header.pulled_in.get(&streams[1]) else { return Ok(act) };
    let at = Happened::At(desk.now);
    let out = Body::SteppedOut(SteppedOut { reason: why.to_owned() });
    let act = act
        .reading([revisions[0], by.revision])
        .reading(could)
        .telling(Told::about(person, streams[1], at, out), revisions[1].number);
    if header.pulled_in.contains_key(&streams[2]) {
        return Ok(act);
    }
    let purpose = stands.is.purpose.clone();
    let told = Told::about(person, streams[2], at, Body::PulledIn(PulledIn { post: by.id, purpose }));
    // What for stays readable by whoever could read it, and by nobody more.
    Ok(act.telling(told.in_class(stands.class), revisions[2].number))
}
