//! Being in touch: logging it for one young person and those who were there too, putting it right, and when
//! somebody was last seen.

use super::planned::plan_is_logged;
use crate::people::{Directory, Filter, PersonPage, Summary, list, or_sent};
use crate::story::{Righting, day_of_death, may_read, right, when_it_was};
use crate::{Act, Desk, FormKey, No};
use jiff::civil::{Date, Time};
use practice::Refusal;
use practice::dates::Happened;
use practice::ids::{EventId, PersonId, StreamId};
use practice::journal::{Body, Class, Told};
use practice::key_working::{ContactLogged, ContactWish, InTouch, Touch, contact_logged};
use practice::people::{Header, Status};
use practice::staff::Permission;
use records::PersonRecord;
use std::collections::{BTreeMap, BTreeSet};

/// How many may have been there too.
const MOST_OTHERS: usize = 20;
/// Said of everybody whom the asker may not choose, and of nobody.
pub const NOT_FROM_THE_LIST: &str = "Choose who was there from the list.";

/// A contact to be logged.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LoggingContact {
    /// What is known of it.
    pub wish: ContactWish,
    /// On which day.
    pub day: Date,
    /// At what time, where that is known.
    pub time: Option<Time>,
    /// Who may be shown it.
    pub class: Class,
    /// Who was there too.
    pub with: BTreeSet<PersonId>,
    /// The plan that comes to its end by it.
    pub plan: Option<StreamId>,
    /// The plan as the form had shown it.
    pub plan_shown: Option<EventId>,
    /// The form's key.
    pub key: Option<FormKey>,
}

/// What takes the place of a contact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CorrectingContact {
    /// What is right.
    pub wish: ContactWish,
    /// The day that is right.
    pub day: Date,
    /// The time that is right.
    pub time: Option<Time>,
    /// What was wrong.
    pub reason: String,
    /// The version that the form had shown.
    pub shown: EventId,
    /// The form's key.
    pub key: Option<FormKey>,
}

/// Logs a contact, or a try: an event for the young person, and one for each who was there too, with no word in it
/// that was written for another.
pub async fn log_contact(desk: &Desk, person: PersonId, logging: &LoggingContact) -> Result<(), No> {
    desk.must(Permission::WriteStory)?;
    desk.deciding(|| async {
        let streams: Vec<StreamId> = Desk::resting_on(person).into_iter().chain(logging.plan).collect();
        let Some(record) = desk.house.records.person(&desk.sight, person, &streams, desk.now).await? else {
            return desk.not_found(&person.to_string(), "log a contact").await;
        };
        let answer = told_of_each(desk, &record, logging).await;
        let Some(act) = or_sent(desk, (&logging.key, streams[0]), answer).await? else { return Ok(()) };
        desk.write(act.reading([record.revisions[0]]).keyed(logging.key.clone())).await?;
        Ok(())
    })
    .await
}

async fn told_of_each(desk: &Desk, record: &PersonRecord, logging: &LoggingContact) -> Result<Act, No> {
    let header = &record.header;
    let (logged, happened) = judged(desk, &logging.wish, (logging.day, logging.time), (header, None))?;
    may_read(desk, logging.class)?;
    if logging.with.len() > MOST_OTHERS {
        return Err(Refusal::of("with", format!("Choose {MOST_OTHERS} at the most.")).into());
    }
    let told = |person, logged| {
        Told::about(person, desk.stream(), happened, Body::ContactLogged(logged)).in_class(logging.class)
    };
    let first = told(header.person, logged.clone());
    let mut act = Act::new();
    if let Some(plan) = logging.plan {
        let logged = plan_is_logged(desk, header, (plan, logging.plan_shown), first.stream)?;
        let read = record.revisions.iter().find(|revision| revision.stream == plan);
        act = act.telling(logged, read.map_or(0, |read| read.number));
    }
    act = act.beginning(first);
    for other in &logging.with {
        let streams = Desk::resting_on(*other);
        let found = desk.house.records.person(&desk.sight, *other, &streams, desk.now).await?;
        let fits = |record: &PersonRecord| {
            let judged = judged(desk, &logging.wish, (logging.day, logging.time), (&record.header, None));
            record.header.person != header.person && judged.is_ok()
        };
        let Some(record) = found.filter(fits) else {
            desk.was_refused(&other.to_string(), "log a contact").await?;
            return Err(Refusal::of("with", NOT_FROM_THE_LIST).into());
        };
        act = act.reading(record.revisions).beginning(told(*other, logged.for_who_was_there()));
    }
    Ok(act)
}

/// Puts a contact right: the story shows what is right, and beside it what stood.
pub async fn correct_contact(
    desk: &Desk,
    entry: EventId,
    correcting: &CorrectingContact,
) -> Result<PersonId, No> {
    let righting = Righting {
        what: "correct a contact",
        is_one: |body| matches!(body, Body::ContactLogged(_)),
        shown: correcting.shown,
        reason: &correcting.reason,
        key: &correcting.key,
    };
    right(desk, entry, &righting, |rooted, correction| {
        let when = (correcting.day, correcting.time);
        let stands = rooted.found.happened().first_day();
        let (logged, happened) = judged(desk, &correcting.wish, when, (&rooted.header, stands))?;
        Ok((Body::ContactLogged(ContactLogged { correction, ..logged }), happened))
    })
    .await
}

/// `stands` is the day of the contact before, which a correction may leave as it is whatever has come to be known.
fn judged(
    desk: &Desk,
    wish: &ContactWish,
    when: (Date, Option<Time>),
    (header, stands): (&Header, Option<Date>),
) -> Result<(ContactLogged, Happened), No> {
    // Whoever tried did not know yet.
    let died = day_of_death(header).filter(|_| wish.how != Some(Touch::Tried));
    No::or_both(contact_logged(wish).map_err(No::Refused), when_it_was(desk, when, died, stands))
}

/// When somebody was last in touch with a young person, by what the asker may read.
pub async fn in_touch(desk: &Desk, person: PersonId) -> Result<InTouch, No> {
    desk.must(Permission::ReadStory)?;
    Ok(desk.house.records.in_touch(&desk.sight, person, desk.now).await?)
}

/// When each of some young people was last met, by what the asker may read.
pub async fn last_met(desk: &Desk, people: &[PersonId]) -> Result<BTreeMap<PersonId, Date>, No> {
    desk.must(Permission::ReadStory)?;
    Ok(desk.house.records.last_met(&desk.sight, people, desk.now).await?)
}

/// Who may have been there too: family and friends whose records the asker may open, then those whom they work
/// with, by name.
pub async fn who_else(desk: &Desk, page: &PersonPage) -> Result<Vec<Summary>, No> {
    let person = page.summary.person;
    let directory = Directory::of(desk).await?;
    let mut others = Vec::new();
    for relative in page.family.iter().filter_map(|(_, member)| member.is.person) {
        let found = desk.house.records.person(&desk.sight, relative, &[], desk.now).await?;
        others.extend(found.map(|record| Summary::of(desk, &directory, record.header)));
    }
    let mine =
        list(desk, &Filter { mine: true, status: Some(Status::Open), whole: true, ..Filter::default() })
            .await?;
    for one in mine.people {
        if others.iter().all(|other| other.person != one.person) {
            others.push(one);
        }
    }
    others.retain(|other| other.person != person && other.died.is_none());
    Ok(others)
}
