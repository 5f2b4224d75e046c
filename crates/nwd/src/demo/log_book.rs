//! The last days in a house, as its log book tells them, and an incident that is not finished with.

use super::at;
use jiff::ToSpan;
use jiff::civil::time;
use practice::homes::{DayPart, DayWish};
use practice::ids::{PersonId, PostId};
use practice::journal::Class;
use practice::key_working::Asked;
use practice::safety::{IncidentWish, KnownWish, OrNot};
use work::homes::{NotingDay, note_day};
use work::safety::{RecordingIncident, record_incident};
use work::{House, No, signing_in};

/// How many days ago, which part of the day, how it was, what they said, and what became of asking where they said
/// nothing.
const DAYS: [(i32, DayPart, &str, &str, Option<Asked>); 3] = [
    (
        2,
        DayPart::Evening,
        "You cooked for everybody and showed us how your nan does the rice.",
        "Best bit was the rice.",
        None,
    ),
    (
        1,
        DayPart::WholeDay,
        "School, then football until it was dark. A quiet evening with a film.",
        "",
        Some(Asked::NotWanted),
    ),
    (
        0,
        DayPart::Morning,
        "You were up before any of us and had made your own toast.",
        "",
        Some(Asked::NotAsked),
    ),
];
/// How many days ago somebody was held; of one in four, so that not every day in a house is such a day.
const INCIDENT_AGO: i32 = 1;
const ONE_IN: u64 = 4;

/// Writes the last days of somebody who stays with us.
pub(super) async fn write_days(house: &House, post: PostId, person: PersonId) -> Result<(), No> {
    let today = house.now().day();
    for (ago, part, text, said, asked) in DAYS {
        let day = today.saturating_sub(ago.days());
        let desk = signing_in::desk_as(&at(house, day, 21), post).await?;
        let wish = DayWish { part: Some(part), text: text.into(), said: said.into(), asked };
        note_day(&desk, person, &NotingDay { wish, day, class: Class::Story, key: None }).await?;
    }
    let (_, seed) = person.0.as_u64_pair();
    if seed.is_multiple_of(ONE_IN) { record_one(house, post, person).await } else { Ok(()) }
}

async fn record_one(house: &House, post: PostId, person: PersonId) -> Result<(), No> {
    let day = house.now().day().saturating_sub(INCIDENT_AGO.days());
    let desk = signing_in::desk_as(&at(house, day, 23), post).await?;
    let known = KnownWish {
        before: "A phone call that ended badly.".into(),
        hurt: Some(OrNot::Nobody),
        held: Some(OrNot::Somebody),
        held_by: "Two of us, by the stairs".into(),
        held_how: "By both arms, standing".into(),
        held_minutes: "2".into(),
        tried_first: "We talked, and offered to go outside together.".into(),
        asked: Some(Asked::NotAsked),
        ..KnownWish::default()
    };
    let wish = IncidentWish {
        place: "The landing".into(),
        what: "You threw the phone and went for the stairs in the dark. We were afraid that you would fall."
            .into(),
        known,
    };
    let time = Some(time(20, 40, 0, 0));
    record_incident(&desk, person, &RecordingIncident { wish, day, time, class: Class::Story, key: None })
        .await
}
