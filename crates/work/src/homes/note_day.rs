//! The daily note of a house: writing one, and putting it right.

use crate::story::{Righting, Telling, day_of_death, right, tell, when_it_was};
use crate::{Desk, FormKey, No};
use jiff::civil::Date;
use practice::homes::{DayNoted, DayWish, day_noted};
use practice::ids::{EventId, PersonId};
use practice::journal::{Body, Class};

/// A daily note on its way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotingDay {
    /// How the day was.
    pub wish: DayWish,
    /// Which day.
    pub day: Date,
    /// Who may be shown it.
    pub class: Class,
    /// The form's key.
    pub key: Option<FormKey>,
}

/// What takes the place of a daily note.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CorrectingDay {
    /// What is right.
    pub wish: DayWish,
    /// The day that is right.
    pub day: Date,
    /// What was wrong.
    pub reason: String,
    /// The version that the form had shown.
    pub shown: EventId,
    /// The form's key.
    pub key: Option<FormKey>,
}

/// Notes how a day was for somebody. Where nothing says that they stay with us the page asks; at the door at night that
/// is often written down last, so nothing is refused for it.
pub async fn note_day(desk: &Desk, person: PersonId, noting: &NotingDay) -> Result<(), No> {
    let telling = Telling { what: "note a day", class: noting.class, key: &noting.key };
    tell(desk, person, &telling, |header| {
        let happened = when_it_was(desk, (noting.day, None), day_of_death(header), None);
        let (noted, happened) = No::or_both(day_noted(&noting.wish).map_err(No::Refused), happened)?;
        Ok((Body::DayNoted(noted), happened))
    })
    .await
}

/// Puts a daily note right: the story shows what is right, and beside it what stood.
pub async fn correct_day(desk: &Desk, entry: EventId, correcting: &CorrectingDay) -> Result<PersonId, No> {
    let righting = Righting {
        what: "correct a daily note",
        is_one: |body| matches!(body, Body::DayNoted(_)),
        shown: correcting.shown,
        reason: &correcting.reason,
        key: &correcting.key,
    };
    right(desk, entry, &righting, |rooted, correction| {
        let stands = rooted.found.happened().first_day();
        let happened = when_it_was(desk, (correcting.day, None), day_of_death(&rooted.header), stands);
        let (noted, happened) = No::or_both(day_noted(&correcting.wish).map_err(No::Refused), happened)?;
        Ok((Body::DayNoted(DayNoted { correction, ..noted }), happened))
    })
    .await
}
