//! Entries moved to another privacy class: what is said of them later, and what is counted.

use crate::support::{Council, Place, for_both};
use practice::ids::PersonId;
use practice::journal::{Body, Class, Event};
use practice::people::Detail;
use practice::staff::Role;
use work::Desk;
use work::people::{self, Fact, NewPerson, Recording};
use work::story::reclassify;

async fn recorded(desk: &Desk, person: PersonId, fact: Fact) {
    let page = people::open(desk, person).await.unwrap();
    let shown = match &fact {
        Fact::Detail(wanted, _) => {
            page.details.iter().find(|(detail, _)| detail == wanted).map(|(_, now)| now.event)
        }
        _ => None,
    };
    let recording = Recording { fact, shown, correction: false, key: None };
    people::record(desk, person, &recording).await.unwrap();
}

async fn last(place: &Place, desk: &Desk, person: PersonId) -> Event {
    let events = place.house.records.events_of(&desk.sight, person, desk.now).await.unwrap();
    events.unwrap().pop().unwrap()
}

/// Sam, whose team has a manager who may move entries and a key worker who holds fewer classes.
pub(crate) async fn ours(place: &Place) -> (Desk, Desk, PersonId) {
    let council: Council = place.council().await;
    let manager = place.worker(&council, "Robin Fell", &[Role::HubManager]).await;
    let worker = place.worker(&council, "Amina Okafor", &[Role::OutreachKeyWorker]).await;
    let (manager, worker) = (place.desk_of(&manager).await, place.desk_of(&worker).await);
    let new = NewPerson { name: "Sam Osei".into(), ..NewPerson::default() };
    let person = people::create(&worker, &new, None).await.unwrap();
    (manager, worker, person)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_fact_that_was_moved_stays_where_it_is_when_it_is_recorded_anew() {
    for_both(async |place| {
        let (manager, worker, person) = ours(&place).await;
        recorded(&worker, person, Fact::Detail(Detail::WhatHelps, "The garden".into())).await;
        let told = last(&place, &worker, person).await;
        reclassify(&manager, told.id, Class::Restricted, "Asked for by Sam", None, None).await.unwrap();
        recorded(&manager, person, Fact::Detail(Detail::WhatHelps, "The shed".into())).await;
        assert_eq!(last(&place, &manager, person).await.class, Class::Restricted);
        let seen = people::open(&worker, person).await.unwrap();
        assert!(seen.details.iter().all(|(detail, _)| *detail != Detail::WhatHelps));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn why_a_moved_alert_ended_is_told_to_those_who_were_told_of_the_alert() {
    for_both(async |place| {
        let (manager, worker, person) = ours(&place).await;
        let review = worker.now.day().tomorrow().unwrap();
        recorded(&worker, person, Fact::Alert("Not to meet her uncle".into(), review, true)).await;
        let raised = last(&place, &worker, person).await;
        reclassify(&manager, raised.id, Class::Police, "It names a suspect", None, None).await.unwrap();
        recorded(&manager, person, Fact::EndAlert(raised.stream, "The uncle is in prison".into())).await;
        let ended = last(&place, &manager, person).await;
        assert!(matches!(ended.body, Body::AlertEnded(_)));
        assert_eq!(ended.class, Class::Police);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn as_known_on_counts_no_entry_that_was_moved_out_of_the_readers_classes() {
    for_both(async |place| {
        let (manager, worker, person) = ours(&place).await;
        recorded(&worker, person, Fact::Detail(Detail::WhatHelps, "The garden".into())).await;
        let told = last(&place, &worker, person).await;
        let day = worker.now.day();
        let count = async |desk: &Desk| people::as_known_on(desk, person, day).await.unwrap().entries;
        let (theirs, all) = (count(&worker).await, count(&manager).await);
        reclassify(&manager, told.id, Class::Restricted, "Asked for by Sam", None, None).await.unwrap();
        assert_eq!(count(&worker).await, theirs - 1);
        // The manager reads it where it is now, and the entry that says that it was moved.
        assert_eq!(count(&manager).await, all + 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_death_that_was_moved_is_shown_to_those_who_hold_its_class_and_stays_there() {
    for_both(async |place| {
        let (manager, worker, person) = ours(&place).await;
        let day = worker.now.day();
        recorded(&worker, person, Fact::Died(day, "The hospital".into())).await;
        let told = last(&place, &worker, person).await;
        let died = async |desk: &Desk| people::open(desk, person).await.unwrap().summary.died.is_some();
        assert!(died(&worker).await);
        reclassify(&manager, told.id, Class::Restricted, "The family asked for time", None, None)
            .await
            .unwrap();
        assert!(!died(&worker).await && died(&manager).await);
        let again = Recording {
            fact: Fact::Died(day, "The registrar".into()),
            shown: Some(told.id),
            correction: true,
            key: None,
        };
        people::record(&manager, person, &again).await.unwrap();
        assert_eq!(last(&place, &manager, person).await.class, Class::Restricted);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_fact_that_is_moved_while_somebody_corrects_it_stays_moved() {
    for_both(async |place| {
        let (manager, worker, person) = ours(&place).await;
        recorded(&worker, person, Fact::Detail(Detail::WhatHelps, "The garden".into())).await;
        let stands = async || {
            let page = people::open(&manager, person).await.unwrap();
            page.details.into_iter().find(|(detail, _)| *detail == Detail::WhatHelps).unwrap().1
        };
        // Whichever of the two is written first.
        for (round, to) in [Class::Restricted, Class::Family].into_iter().cycle().take(16).enumerate() {
            let now = stands().await;
            let correcting = Recording {
                fact: Fact::Detail(Detail::WhatHelps, format!("The shed, {round}")),
                shown: Some(now.event),
                correction: true,
                key: None,
            };
            let (corrected, moved) = tokio::join!(
                people::record(&manager, person, &correcting),
                reclassify(&manager, now.first, to, "Asked for by Sam", None, None),
            );
            corrected.unwrap();
            moved.unwrap();
            assert_eq!(stands().await.class, to, "round {round}");
        }
    })
    .await;
}
