//! What those named for an adoption know: which record was closed off, where
//! the story goes on, and how to undo what was a mistake.

use super::adopt::stream_of;
use super::{Directory, Summary, moved_since, nothing_unless_sent, or_sent, unless_sent};
use crate::{Act, Desk, FormKey, No};
use practice::Refusal;
use practice::dates::{Happened, Instant};
use practice::ids::{PersonId, PostId};
use practice::journal::{Actor, Body, Event, Told};
use practice::people::{Adoption, AdoptionUndone, AdoptionWorkersNamed, adoption_reason};

/// What a look at an adoption is called. It stands in no page of who looked:
/// there, it would tell whose record was closed off.
pub(super) const LOOKED_AT: &str = "adoption";
/// How many looks at one adoption are shown.
const SHOWN: i64 = 50;

/// Where the story goes on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum GoesOn {
    /// In a record that the reader may open.
    Open(Box<Summary>),
    /// In a record that is not the reader's to open, by its reference.
    ByReference(String),
    /// Nobody knows any more: what the vault held was lawfully erased.
    Nowhere,
}

/// One adoption, for those it names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownAdoption {
    /// The record that was closed off.
    pub person: PersonId,
    /// Its reference.
    pub reference: String,
    /// The name that stood there.
    pub name: Option<String>,
    /// The day of the order.
    pub made: Happened,
    /// The reference of the order, and what those named have to know.
    pub reason: String,
    /// Who may know, by name.
    pub workers: Vec<String>,
    /// Who may know.
    pub posts: Vec<PostId>,
    /// The revision of who may know, for the form that changes it.
    pub stands_at: i64,
    /// Where the story goes on.
    pub goes_on: GoesOn,
    /// How many entries the council's files have added to the old record since.
    pub came_in: usize,
    /// Who looked at this, newest first.
    pub looks: Vec<(String, Instant)>,
}

/// How many adoptions the reader is named in; no look at any of them.
pub async fn adoptions_named_in(desk: &Desk) -> Result<usize, No> {
    Ok(desk.house.records.adoptions(&desk.sight, desk.now).await?.len())
}

/// The adoptions that name the reader. Whoever is named in none has no such page.
pub async fn adoptions(desk: &Desk) -> Result<Vec<KnownAdoption>, No> {
    let mut known = Vec::new();
    for person in desk.house.records.adoptions(&desk.sight, desk.now).await? {
        // Boxed: what it holds while it waits would make every caller's future as large.
        known.extend(Box::pin(read(desk, person)).await?);
    }
    if known.is_empty() {
        return desk.not_found("adoptions", "adoptions").await;
    }
    known.sort_by_key(|one| std::cmp::Reverse(one.made.sort_key()));
    Ok(known)
}

/// One adoption that names the reader.
pub async fn adoption(desk: &Desk, person: PersonId) -> Result<KnownAdoption, No> {
    match Box::pin(read(desk, person)).await? {
        Some(known) => Ok(known),
        None => desk.not_found(&person.to_string(), "adoptions").await,
    }
}

/// Reads one; the look is on disk before anything is shown.
async fn read(desk: &Desk, person: PersonId) -> Result<Option<KnownAdoption>, No> {
    let records = &desk.house.records;
    let own = [stream_of(person)];
    let Some(record) = records.adoption(&desk.sight, person, &own, desk.now).await? else { return Ok(None) };
    let header = record.header;
    let Some(adoption) = header.adoption.clone() else { return Ok(None) };
    desk.saw_first(Some(person), LOOKED_AT).await?;
    let directory = Directory::of(desk).await?;
    let events = records.events_of_all(&[person]).await?.remove(&person).unwrap_or_default();
    let looks = records.seen_of(desk.sight.authority, person, SHOWN).await?;
    let looks = looks.into_iter().filter(|look| look.what == LOOKED_AT);
    Ok(Some(KnownAdoption {
        person,
        reference: header.reference.as_ref().map_or_else(String::new, |one| one.as_str().to_owned()),
        name: header.name().map(str::to_owned),
        made: adoption.made,
        workers: adoption.posts.iter().map(|post| directory.worker(*post)).collect(),
        goes_on: goes_on(desk, &directory, &adoption).await?,
        came_in: came_in(&events),
        looks: looks.map(|look| (directory.worker(look.post), look.at)).collect(),
        reason: adoption.reason,
        posts: adoption.posts,
        stands_at: record.revisions[0].number,
    }))
}

async fn goes_on(desk: &Desk, directory: &Directory, adoption: &Adoption) -> Result<GoesOn, No> {
    let records = &desk.house.records;
    let Some(link) = &adoption.link else { return Ok(GoesOn::Nowhere) };
    let value = records.vault_value(desk.sight.authority, link.id).await?;
    let Some(new) = value.and_then(|value| value.parse::<PersonId>().ok()) else {
        return Ok(GoesOn::Nowhere);
    };
    if let Some(record) = records.person(&desk.sight, new, &[], desk.now).await? {
        return Ok(GoesOn::Open(Box::new(Summary::of(desk, directory, record.header))));
    }
    Ok(records.reference_of(new).await?.map_or(GoesOn::Nowhere, GoesOn::ByReference))
}

/// What the council's files have said since the record was closed off.
fn came_in(events: &[Event]) -> usize {
    let closed = events.iter().rposition(|event| matches!(event.body, Body::Adopted(_)));
    let since = events.iter().skip(closed.map_or(events.len(), |place| place + 1));
    since.filter(|event| matches!(event.actor, Actor::Import(_))).count()
}

/// Names who may know of an adoption, in place of those before. `shown` is the revision that the form
/// had shown.
pub async fn name_adoption_workers(
    desk: &Desk,
    person: PersonId,
    (posts, reason): (&[PostId], &str),
    shown: Option<i64>,
    key: Option<FormKey>,
) -> Result<(), No> {
    let reason = adoption_reason("reason", reason, "Say what those named have to know.")?;
    let body = Body::AdoptionWorkersNamed(AdoptionWorkersNamed { posts: posts.to_vec(), reason });
    desk.deciding(|| async {
        // One of them may have left since it was sent.
        let sending = (&key, stream_of(person));
        let Some(()) = or_sent(desk, sending, all_work_here(desk, posts).await).await? else { return Ok(()) };
        tell(desk, person, body.clone(), shown, key.clone()).await
    })
    .await
}

async fn all_work_here(desk: &Desk, posts: &[PostId]) -> Result<(), No> {
    let directory = Directory::of(desk).await?;
    let today = desk.now.day();
    if !posts.is_empty() && posts.iter().all(|post| directory.works_on(*post, today)) {
        return Ok(());
    }
    let sentence = "Name at least one worker from the list. Without one nobody could ever follow or undo it.";
    Err(Refusal::of("posts", sentence).into())
}

/// Undoes an adoption that was recorded by mistake: the old record opens again
/// to those who could open it. The new one stays as it is.
pub async fn undo_adoption(
    desk: &Desk,
    person: PersonId,
    reason: &str,
    key: Option<FormKey>,
) -> Result<(), No> {
    let reason = adoption_reason("reason", reason, "Say what the mistake was.")?;
    let body = Body::AdoptionUndone(AdoptionUndone { reason });
    desk.deciding(|| tell(desk, person, body.clone(), None, key.clone())).await
}

async fn tell(
    desk: &Desk,
    person: PersonId,
    body: Body,
    shown: Option<i64>,
    key: Option<FormKey>,
) -> Result<(), No> {
    let streams = [Desk::resting_on(person)[0], stream_of(person)];
    let Some(record) = desk.house.records.adoption(&desk.sight, person, &streams, desk.now).await? else {
        // Its own first sending may have undone it, or named others.
        return nothing_unless_sent(desk, key, streams[1], (&person.to_string(), "adoptions")).await;
    };
    if moved_since(shown, record.revisions[1]) {
        return unless_sent(desk, Act::new().keyed(key), streams[1], No::Moved).await;
    }
    let told = Told::about(person, streams[1], Happened::At(desk.now), body);
    let act = Act::new().reading([record.revisions[0]]).telling(told, record.revisions[1].number);
    desk.write(act.keyed(key)).await?;
    Ok(())
}
