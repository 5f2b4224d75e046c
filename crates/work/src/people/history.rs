//! The record as it was known on a date.

use super::open::page_of;
use super::{Directory, PersonPage, Summary, by_reference};
use crate::{Desk, House, No};
use jiff::ToSpan;
use jiff::civil::Date;
use practice::Refusal;
use practice::dates::{Instant, zone};
use practice::ids::{EventId, PersonId, Reference};
use practice::journal::{Body, Class, Event};
use practice::people::Header;
use practice::staff::Permission;
use std::collections::BTreeMap;

/// A record as known at the end of a day.
#[derive(Debug, Clone)]
pub struct AsKnown {
    /// The day.
    pub day: Date,
    /// Who they are today: the head of the page never shows yesterday's alerts.
    pub today: Summary,
    /// The record, under today's policy and privacy classes.
    pub page: PersonPage,
    /// How many entries were written down by then.
    pub entries: usize,
}

/// Folds what was written down by the end of a day. Who may see it, and what
/// class each entry is in, are as they are today.
pub async fn as_known_on(desk: &Desk, person: PersonId, day: Date) -> Result<AsKnown, No> {
    desk.must(Permission::ReadHistory)?;
    has_come(day, desk.now.day())?;
    let Some(events) = desk.house.records.events_of(&desk.sight, person, desk.now).await? else {
        return desk.not_found(&person.to_string(), "history").await;
    };
    looked_back(desk, person, day, &events).await
}

fn has_come(day: Date, today: Date) -> Result<(), Refusal> {
    if day > today { Err(Refusal::of("on", "The day must be today or earlier.")) } else { Ok(()) }
}

/// What was known then; the look is written down.
async fn looked_back(desk: &Desk, person: PersonId, day: Date, events: &[Event]) -> Result<AsKnown, No> {
    let today = Header::fold(person, events);
    desk.saw_record(&today, "history").await?;
    let directory = &Directory::of(desk).await?;
    let end = end_of(day);
    let header = known_by(person, events, end);
    let classes = classes_today(events);
    let holds = |event: &&Event| {
        let class = classes.get(&event.id).unwrap_or(&event.class);
        event.recorded < end && event.body.is_told_in_story() && desk.sight.rights.classes.contains(class)
    };
    let entries = events.iter().filter(holds).count();
    let today = Summary::of(desk, directory, today);
    let then = directory.as_of(Instant(end.0.saturating_sub(1)));
    Ok(AsKnown { day, today, page: page_of(desk, &then, header), entries })
}

/// The classes of entries that were moved: as in the story, what was said about
/// an entry before it was moved goes along.
fn classes_today(events: &[Event]) -> BTreeMap<EventId, Class> {
    let mut classes = BTreeMap::new();
    for (place, event) in events.iter().enumerate() {
        let Body::Reclassified(moved) = &event.body else { continue };
        let about = |said: &&Event| said.id == moved.entry || said.corrects == Some(moved.entry);
        classes.extend(events[..place].iter().filter(about).map(|said| (said.id, moved.to)));
    }
    classes
}

/// The fold of what was written down before a moment, with today's privacy
/// classes: entries moved later are shown as moved.
fn known_by(person: PersonId, events: &[Event], end: Instant) -> Header {
    let then = events.iter().filter(|event| event.recorded < end);
    let moved_since =
        events.iter().filter(|event| event.recorded >= end && matches!(event.body, Body::Reclassified(_)));
    Header::fold(person, then.chain(moved_since))
}

/// The moment at which a day has ended in the service's zone.
fn end_of(day: Date) -> Instant {
    let next = day.checked_add(1.day()).unwrap_or(day);
    let start = next.to_zoned(zone()).map(|zoned| zoned.timestamp());
    Instant::from_jiff(start.unwrap_or(practice::dates::Instant(i64::MAX).to_jiff()))
}

/// Classes of entries that whoever operates the program may read. The others are kept from them:
/// to read those takes a second step on a page.
const OPERATOR_READS: [Class; 3] = [Class::Story, Class::Family, Class::Management];

/// A record as it was known at the end of a day, for whoever operates the
/// program on its own machine, with the desk at which it was opened. A record
/// that is restricted today is for those it names, and for nobody here.
pub async fn known_to_operator(
    house: &House,
    reference: &Reference,
    day: Date,
) -> Result<(Desk, AsKnown), No> {
    has_come(day, house.now().day())?;
    let (mut desk, person) = by_reference(house, reference).await?;
    desk.sight.rights.classes.retain(|class| OPERATOR_READS.contains(class));
    let mut events = house.records.events_of_all(&[person]).await?;
    let events = events.remove(&person).unwrap_or_default();
    let known = looked_back(&desk, person, day, &events).await?;
    if known.today.restricted {
        return Err(No::because("This record is restricted to named workers. They read it on its page."));
    }
    Ok((desk, known))
}
