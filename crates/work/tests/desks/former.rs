//! Names from before: shown to and found by everybody, or those who may know them alone.

use crate::classes::ours;
use crate::support::{Place, for_both};
use practice::ids::{EventId, PersonId};
use practice::journal::Body;
use practice::people::{BirthBasis, NameUse};
use work::people::{self, Emergency, Fact, NewPerson, Opened, Recording};
use work::{Desk, FormKey};

const USED: NameUse = NameUse::Used;

async fn stands(desk: &Desk, person: PersonId) -> EventId {
    let page = people::open(desk, person).await.unwrap();
    let (_, names) = page.names.iter().find(|(usage, _)| *usage == USED).unwrap();
    names.iter().max_by_key(|name| name.happened.sort_key()).unwrap().event
}

pub(crate) async fn renamed(desk: &Desk, person: PersonId, fact: Fact, correction: bool) {
    let recording = Recording { fact, shown: Some(stands(desk, person).await), correction, key: None };
    people::record(desk, person, &recording).await.unwrap();
}

async fn finds(desk: &Desk, typed: &str) -> Vec<String> {
    let found = people::find(desk, &people::Query::parse(typed), 1).await.unwrap();
    found.people.into_iter().filter_map(|who| who.name).collect()
}

async fn names(desk: &Desk, person: PersonId) -> Vec<String> {
    let page = people::open(desk, person).await.unwrap();
    page.names.into_iter().flat_map(|(_, names)| names).map(|name| name.is).collect()
}

async fn suspected(place: &Place, manager: &Desk) -> usize {
    let cases = place.house.records.match_cases(&manager.sight, None).await.unwrap();
    cases.len()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_name_from_before_is_shown_and_found_by_where_nobody_said_otherwise() {
    for_both(async |place| {
        let (_, worker, person) = ours(&place).await;
        renamed(&worker, person, Fact::Name(USED, "Sam Fell".into()), false).await;
        assert_eq!(names(&worker, person).await, ["Sam Osei", "Sam Fell"]);
        assert_eq!(finds(&worker, "Osei").await, ["Sam Fell"]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_name_kept_back_is_shown_to_and_found_by_those_alone_who_may_know_it() {
    for_both(async |place| {
        let (manager, worker, person) = ours(&place).await;
        renamed(&worker, person, Fact::Name(USED, "Sam Quill".into()), false).await;
        renamed(&worker, person, Fact::NameAlone(USED, "Jo Fell".into()), false).await;
        assert_eq!(names(&worker, person).await, ["Jo Fell"]);
        assert_eq!(names(&manager, person).await, ["Sam Osei", "Sam Quill", "Jo Fell"]);
        for typed in ["Sam", "Osei", "Quill", "Sa", "Samuel", "Sam Fell"] {
            assert!(finds(&worker, typed).await.is_empty(), "{typed}");
        }
        assert_eq!(finds(&worker, "Jo Fell").await, ["Jo Fell"]);
        assert_eq!(finds(&manager, "Quill Osei").await, ["Jo Fell"]);
        assert!(finds(&manager, "Quil").await.is_empty(), "by its whole words alone");
        let then = people::as_known_on(&worker, person, worker.now.day()).await.unwrap();
        assert!(then.page.names.iter().flat_map(|(_, names)| names).all(|name| name.is == "Jo Fell"));
        // A name that follows it is a name like any other.
        renamed(&worker, person, Fact::Name(USED, "Jo Nowak".into()), false).await;
        assert_eq!(names(&worker, person).await, ["Jo Fell", "Jo Nowak"]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_name_that_is_corrected_takes_along_the_class_of_what_it_corrects() {
    for_both(async |place| {
        let (manager, worker, person) = ours(&place).await;
        let first = stands(&worker, person).await;
        renamed(&worker, person, Fact::Name(USED, "Sam Ossei".into()), true).await;
        renamed(&worker, person, Fact::NameAlone(USED, "Jo Fell".into()), false).await;
        let story = async |desk: &Desk| {
            let entry = place.house.records.entry(&desk.sight, first, desk.now).await.unwrap();
            entry.map(|found| found.about.len())
        };
        assert_eq!((story(&worker).await, story(&manager).await), (None, Some(1)));
        renamed(&worker, person, Fact::NameAlone(USED, "Jo Fells".into()), true).await;
        assert_eq!(names(&worker, person).await, ["Jo Fells"], "the one that is corrected is no name before");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_sent_twice_keeps_back_once() {
    for_both(async |place| {
        let (manager, worker, person) = ours(&place).await;
        let key = FormKey { key: "0198c0de-0000-7000-8000-000000000001".into(), body: b"name".to_vec() };
        let fact = Fact::NameAlone(USED, "Jo Fell".into());
        let shown = Some(stands(&worker, person).await);
        let recording = Recording { fact, shown, correction: false, key: Some(key) };
        for _ in 0..2 {
            people::record(&worker, person, &recording).await.unwrap();
        }
        let events = place.house.records.events_of(&manager.sight, person, manager.now).await.unwrap();
        let moves = events.unwrap().into_iter().filter(|event| matches!(event.body, Body::Reclassified(_)));
        assert_eq!(moves.count(), 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_matching_desk_hears_of_somebody_by_a_name_kept_back_and_an_emergency_does_not_open_by_it() {
    for_both(async |place| {
        let (manager, worker, _) = ours(&place).await;
        let born = jiff::civil::date(2010, 6, 4);
        let new = NewPerson { name: "Ann Quill".into(), born: Some(born), ..NewPerson::default() };
        let person = people::create(&worker, &new, None).await.unwrap();
        renamed(&worker, person, Fact::NameAlone(USED, "Ben Fell".into()), false).await;
        let before = suspected(&place, &manager).await;
        people::create(&worker, &new, None).await.unwrap();
        assert_eq!(suspected(&place, &manager).await, before + 1);
        let asked = Emergency {
            reason: "She is not breathing".into(),
            name: "Ann Quill".into(),
            born: Some(born),
            number: String::new(),
        };
        // The other Ann Quill is the only one who has that name for all to know.
        let opened = people::break_glass(&manager, &asked, None).await.unwrap();
        assert!(matches!(opened, Opened::Record(found) if found != person), "{opened:?}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_matching_desk_hears_of_a_name_kept_back_from_whoever_puts_the_birth_date_right() {
    for_both(async |place| {
        let (manager, worker, _) = ours(&place).await;
        let [wrong, right] = [4, 5].map(|day| jiff::civil::date(2010, 6, day));
        let named = |born| NewPerson { name: "Ann Quill".into(), born: Some(born), ..NewPerson::default() };
        let person = people::create(&worker, &named(wrong), None).await.unwrap();
        renamed(&worker, person, Fact::NameAlone(USED, "Ben Fell".into()), false).await;
        people::create(&manager, &named(right), None).await.unwrap();
        let before = suspected(&place, &manager).await;
        let page = people::open(&worker, person).await.unwrap();
        let recording = Recording {
            fact: Fact::Birth(right, BirthBasis::Given),
            shown: page.births.last().map(|birth| birth.event),
            correction: true,
            key: None,
        };
        people::record(&worker, person, &recording).await.unwrap();
        assert_eq!(suspected(&place, &manager).await, before + 1);
        assert_eq!(names(&worker, person).await, ["Ben Fell"], "and the author hears nothing of it");
    })
    .await;
}
