//! Days in a house, incidents, and what is added to them: with random words.

use crate::house::House;
use crate::verbs::{nothing, today};
use jiff::ToSpan;
use jiff::civil::Date;
use practice::homes::{DayPart, DayWish};
use practice::ids::PostId;
use practice::journal::{Body, Class, Event};
use practice::key_working::Asked;
use practice::safety::{AddingWish, IncidentWish, KnownWish, OrNot, TalkWish};
use work::No;
use work::homes::{CorrectingDay, NotingDay, correct_day, note_day};
use work::safety::{AddingToIncident, RecordingIncident, add_to_incident, record_incident};

fn some_writer(house: &mut House) -> PostId {
    house.one_of(&[house.manager, house.head, house.coach]).unwrap()
}

fn some_class(house: &mut House) -> Class {
    house.one_of(&[Class::Story, Class::Story, Class::Family]).unwrap()
}

fn some_day(house: &mut House) -> Date {
    today(house).checked_sub(i32::try_from(house.below(40)).unwrap().days()).unwrap()
}

fn some_wish(house: &mut House) -> DayWish {
    let asked = house.one_of(&[Asked::NotAsked, Asked::NotWanted]);
    DayWish { part: house.one_of(&DayPart::ALL), text: house.words(), said: String::new(), asked }
}

pub(crate) async fn note_of_day(house: &mut House) -> Result<(), No> {
    let (person, post) = (house.any_person(), some_writer(house));
    let (wish, day, class) = (some_wish(house), some_day(house), some_class(house));
    note_day(&house.desk(post).await, person, &NotingDay { wish, day, class, key: None }).await
}

pub(crate) async fn day_again(house: &mut House) -> Result<(), No> {
    let is_day = |event: &Event| matches!(event.body, Body::DayNoted(_)) && event.corrects.is_none();
    let shown = house.any_entry(is_day).await.ok_or_else(nothing)?;
    let (wish, day, reason) = (some_wish(house), some_day(house), house.words());
    let correcting = CorrectingDay { wish, day, reason, shown, key: None };
    correct_day(&house.desk(house.manager).await, shown, &correcting).await.map(|_| ())
}

fn some_known(house: &mut House) -> KnownWish {
    let held = house.one_of(&OrNot::ALL);
    KnownWish { held, injuries: house.words(), said: house.words(), ..KnownWish::default() }
}

pub(crate) async fn incident(house: &mut House) -> Result<(), No> {
    let (person, post) = (house.any_person(), some_writer(house));
    let wish = IncidentWish { place: house.words(), what: house.words(), known: some_known(house) };
    let (day, class) = (some_day(house), some_class(house));
    let recording = RecordingIncident { wish, day, time: None, class, key: None };
    record_incident(&house.desk(post).await, person, &recording).await
}

pub(crate) async fn more_of_incident(house: &mut House) -> Result<(), No> {
    let is_one = |event: &Event| matches!(event.body, Body::IncidentRecorded(_));
    let entry = house.any_entry(is_one).await.ok_or_else(nothing)?;
    let with_them = TalkWish { on: Some(today(house)), words: house.words() };
    let wish =
        AddingWish { more: house.words(), known: some_known(house), with_them, ..AddingWish::default() };
    let adding = AddingToIncident { wish, key: None };
    add_to_incident(&house.desk(house.manager).await, entry, &adding).await.map(|_| ())
}
