//! Opening one record in an emergency: reason first, then who; recorded
//! whether found or not; one person, one hour; looked at next working day by
//! somebody else. Never for a declared relative.

use super::find::number_terms;
use super::restrict::named_by_nobody;
use super::{Directory, unless_sent};
use crate::{Act, Desk, FormKey, No, notices};
use jiff::civil::Date;
use practice::Refusal;
use practice::dates::{Happened, Instant};
use practice::ids::{EventId, PersonId, PostId, StreamId};
use practice::journal::{Actor, Body, Class, Event, Told};
use practice::notices::{NoticeKind, owners};
use practice::people::{GlassBroken, GlassReviewed, Header, keys, opening_due};
use practice::staff::{Permission, few_words, reason};
use records::{Appended, Glass, OpenGlass, Term};

/// How long a record stays open, in seconds.
pub(super) const OPEN_FOR: i64 = 3_600;
/// How long a name may be, in letters and in words.
const LONGEST: usize = 200;
const WORDS: usize = 12;
/// For how many days openings are listed.
const LISTED_DAYS: i64 = 31;

/// What is asked for: the reason first, then exactly who.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Emergency {
    /// Why it cannot wait.
    pub reason: String,
    /// The whole name, with the birth date.
    pub name: String,
    /// The birth date.
    pub born: Option<Date>,
    /// Or an exact number or reference.
    pub number: String,
}

/// What came of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Opened {
    /// This record is open.
    Record(PersonId),
    /// Nobody fits exactly, or nobody whom the asker may open.
    Nobody,
}

/// One opening, for review.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is one fact of the opening that its line shows apart from the others"
)]
pub struct Opening {
    /// The event that recorded it.
    pub event: EventId,
    /// Who opened.
    pub worker: String,
    /// Whether it was the reader: nobody reviews their own.
    pub own: bool,
    /// Whose record, by reference; absent where nobody was found, and where it
    /// is not shown any more.
    pub reference: Option<String>,
    /// Whether somebody was found.
    pub found: bool,
    /// The reason given.
    pub reason: String,
    /// When.
    pub at: Instant,
    /// Whether the safety page alone was opened, for somebody arriving that night.
    pub card_only: bool,
    /// Whether somebody else has looked at it.
    pub reviewed: bool,
    /// What they found, and who that was, on the page of one opening.
    pub finding: Option<(String, String)>,
    /// The day by which somebody else looks at it; no day after a death.
    pub due: Option<Date>,
    /// Whether that day has passed without anybody having looked.
    pub overdue: bool,
}

/// Opens a record in an emergency.
pub async fn break_glass(desk: &Desk, emergency: &Emergency, key: Option<FormKey>) -> Result<Opened, No> {
    desk.must(Permission::BreakGlass)?;
    if emergency.reason.trim().chars().count() < 10 {
        return Err(Refusal::of("reason", "Say in a sentence why this cannot wait.").into());
    }
    let reason = reason(&emergency.reason)?;
    let by_name = !emergency.name.trim().is_empty() && emergency.born.is_some();
    if !by_name && emergency.number.trim().is_empty() {
        return Err(
            Refusal::of("name", "Enter the whole name and the birth date, or an exact number.").into()
        );
    }
    if by_name && is_too_long(&emergency.name) {
        // Asked for all the same, so it is written down as every asking is; the
        // form's key stays for the name that is sent next.
        desk.deciding(|| opened(desk, &reason, None, None)).await?;
        return Err(Refusal::of("name", format!("Use at most {LONGEST} letters and {WORDS} words.")).into());
    }
    desk.deciding(|| open_once(desk, emergency, by_name, &reason, key.clone())).await
}

async fn open_once(
    desk: &Desk,
    emergency: &Emergency,
    by_name: bool,
    reason: &str,
    key: Option<FormKey>,
) -> Result<Opened, No> {
    let header = exactly(desk, emergency, by_name).await?;
    opened(desk, reason, header.as_ref(), key).await
}

/// Writes down what was asked for and what it opens.
async fn opened(
    desk: &Desk,
    reason: &str,
    header: Option<&Header>,
    key: Option<FormKey>,
) -> Result<Opened, No> {
    let person = header.map(|header| header.person);
    let resting = match person {
        Some(person) => desk.house.records.revisions(&Desk::resting_on(person)).await?,
        None => Vec::new(),
    };
    let until = desk.now.plus_seconds(OPEN_FOR);
    let body = Body::GlassBroken(GlassBroken {
        post: desk.sight.post,
        reason: reason.into(),
        until: person.map(|_| until),
    });
    let stream = desk.stream();
    let told = match person {
        Some(person) => Told::about(person, stream, Happened::At(desk.now), body),
        None => Told::of_service(stream, Happened::At(desk.now), body),
    };
    let mut act = Act::new().reading(resting).beginning(told).keyed(key);
    if let Some(header) = header {
        let to = owners(header, &notices::colleagues_for(desk, header.person).await?, desk.sight.post);
        let notice = notices::telling(desk, header.person, NoticeKind::EmergencyOpening, stream, to);
        act = notice.into_iter().fold(act, Act::beginning);
    }
    let person = match desk.write(act).await? {
        Appended::Now(_) => person,
        // What it opened is open now, and a second look would find something else.
        Appended::Before(act) => desk.house.records.person_of_act(act).await?,
    };
    Ok(person.map_or(Opened::Nobody, Opened::Record))
}

/// Whether a name is longer than anybody's, and than one search of the database.
fn is_too_long(name: &str) -> bool {
    name.chars().count() > LONGEST || keys::name_words(name).len() > WORDS
}

/// The one record that fits exactly and that an emergency may open.
async fn exactly(desk: &Desk, emergency: &Emergency, by_name: bool) -> Result<Option<Header>, No> {
    // An emergency is no search: no beginnings, no sounds and nobody found by a telephone.
    let terms = match emergency.born.filter(|_| by_name) {
        Some(born) => {
            let name = keys::name_words(&emergency.name).into_iter().map(|word| keys::word_key(&word));
            name.chain([keys::birth_key(born)])
                .map(|key| Term { exact: vec![key], ..Term::default() })
                .collect()
        }
        None => number_terms(emergency.number.trim()),
    };
    let may_restricted = desk.sight.may(Permission::BreakGlassRestricted);
    let found = desk.house.records.for_emergency(&desk.sight, &terms, may_restricted).await?;
    // More have these words in their name than have this name.
    let mut fitting = Vec::new();
    for person in found {
        let Some(header) = desk.house.records.header_for_desk(&desk.sight, person).await? else { continue };
        let mut open = header.names.values().flatten().filter(|name| name.class == Class::Story);
        let whole_name = open.any(|name| same_words(&name.is, &emergency.name));
        fitting.extend(Some(header).filter(|_| !by_name || whole_name));
    }
    let only = fitting.pop();
    Ok(only.filter(|_| fitting.is_empty()))
}

/// Whether two names have the same words, in any order.
fn same_words(one: &str, other: &str) -> bool {
    let sorted = |name: &str| {
        let mut words = keys::name_words(name);
        words.sort();
        words
    };
    sorted(one) == sorted(other)
}

/// What the asker has open in an emergency, the longest last: for their own pages.
pub async fn open_now(desk: &Desk) -> Result<Vec<OpenGlass>, No> {
    let mut found = desk.house.records.open_glasses(&desk.sight, desk.now).await?;
    if found.iter().all(|open| open.decides) || !desk.sight.may(Permission::RestrictPerson) {
        return Ok(found);
    }
    let nobodys = named_by_nobody(desk).await?;
    for open in &mut found {
        open.restricts |= nobodys.iter().any(|(person, _)| *person == open.person);
    }
    Ok(found)
}

/// Emergency openings of the last month, and earlier ones that nobody has
/// looked at yet, newest first. A declared relative's is somebody else's to look at.
pub async fn openings(desk: &Desk) -> Result<Vec<Opening>, No> {
    desk.must(Permission::ReviewGlass)?;
    let records = &desk.house.records;
    let since = desk.now.plus_seconds(-LISTED_DAYS * 86_400);
    let directory = Directory::of(desk).await?;
    let glasses = records.glasses(&desk.sight, since, None).await?;
    Ok(glasses.into_iter().map(|glass| shown(desk, &directory, glass)).collect())
}

/// One of them, however long ago it was: a button pressed twice may be pressed on the last day of its list.
pub async fn opening(desk: &Desk, event: EventId) -> Result<Option<Opening>, No> {
    desk.must(Permission::ReviewGlass)?;
    let Some(glass) = glass_of(desk, event).await? else { return Ok(None) };
    let directory = Directory::of(desk).await?;
    let finding = finding_of(desk, &directory, &glass).await?;
    Ok(Some(Opening { finding, ..shown(desk, &directory, glass) }))
}

/// What was found, for those who may read it in the record, and by whom. Where nobody was found there is no
/// record: then for whoever wrote it, for they may have written of somebody whom others may not know of.
async fn finding_of(
    desk: &Desk,
    directory: &Directory,
    glass: &Glass,
) -> Result<Option<(String, String)>, No> {
    let Some(review) = glass.review else { return Ok(None) };
    let records = &desk.house.records;
    let event = if let Some(person) = glass.person {
        let Some(found) = records.entry(&desk.sight, review, desk.now).await? else { return Ok(None) };
        desk.saw_first(Some(person), "entry").await?;
        found.event
    } else {
        let told = records.service_events(desk.sight.authority, StreamId(glass.event.0)).await?;
        let own = |event: &Event| matches!(event.actor, Actor::Post(post) if is_own(desk, directory, post));
        let found = told.into_iter().find(|event| event.id == review && own(event));
        let Some(event) = found else { return Ok(None) };
        event
    };
    let by = directory.actor(event.actor);
    let Body::GlassReviewed(review) = event.body else { return Ok(None) };
    Ok(Some((review.finding, by)))
}

async fn glass_of(desk: &Desk, opening: EventId) -> Result<Option<Glass>, No> {
    Ok(desk.house.records.glasses(&desk.sight, desk.now, Some(opening)).await?.pop())
}

fn shown(desk: &Desk, directory: &Directory, glass: Glass) -> Opening {
    let card_only = glass.arriving.is_some();
    let due = opening_due(glass.opened_at.day(), card_only, glass.has_died);
    Opening {
        card_only,
        due,
        overdue: !glass.reviewed && due.is_some_and(|due| due < desk.now.day()),
        event: glass.event,
        worker: directory.worker(glass.post),
        own: is_own(desk, directory, glass.post),
        reference: glass.reference,
        found: glass.person.is_some(),
        reason: glass.reason,
        at: glass.opened_at,
        reviewed: glass.reviewed,
        finding: None,
    }
}

/// Looks at somebody else's opening.
pub async fn review_opening(
    desk: &Desk,
    opening: EventId,
    finding: &str,
    key: Option<FormKey>,
) -> Result<(), No> {
    desk.must(Permission::ReviewGlass)?;
    let finding = few_words("finding", finding, "Say what you found.")?;
    desk.deciding(|| review_once(desk, opening, &finding, key.clone())).await
}

/// Whether the asker opened it, in this post or in another of theirs.
fn is_own(desk: &Desk, directory: &Directory, post: PostId) -> bool {
    post == desk.sight.post || directory.is_of(post, desk.sight.account)
}

async fn review_once(desk: &Desk, opening: EventId, finding: &str, key: Option<FormKey>) -> Result<(), No> {
    let stream = StreamId(opening.0);
    let revision = desk.house.records.revisions(&[stream]).await?[0];
    let Some(glass) = glass_of(desk, opening).await? else {
        return desk.not_found(&opening.to_string(), "review an opening").await;
    };
    if is_own(desk, &Directory::of(desk).await?, glass.post) {
        return Err(No::because("Somebody else has to look at what you opened."));
    }
    if glass.reviewed {
        let already = No::because("Somebody has looked at this already.");
        return unless_sent(desk, Act::new().keyed(key), stream, already).await;
    }
    let body = Body::GlassReviewed(GlassReviewed { opening, finding: finding.into() });
    let told = match glass.person {
        Some(person) => Told::about(person, stream, Happened::At(desk.now), body),
        None => Told::of_service(stream, Happened::At(desk.now), body),
    };
    desk.write(Act::new().telling(told, revision.number).keyed(key)).await?;
    Ok(())
}
