//! What is known of somebody is one fold of events, live and for any date.

use crate::ground::{COUNCIL, on_both_engines};
use crate::life::Life;
use crate::pen::{POST, Pen, day, everybody, named, sight};
use practice::dates::Instant;
use practice::ids::StreamId;
use practice::journal::{Body, Class, Event, Told};
use practice::people::{Adopted, AdoptionUndone, AdoptionWorkersNamed, Header, NumberKind, NumberRecorded};
use practice::staff::Role;
use practice::story::Reclassified;
use proptest::prelude::*;
use rand::RngExt;
use std::collections::BTreeMap;

/// A life without a database: the events as the journal would hold them.
fn lived(seed: u64, acts: usize) -> (Life, Vec<Event>) {
    let mut pen = Pen::new(seed);
    let (mut life, begun) = Life::begin(&mut pen);
    let mut written = vec![begun];
    for _ in 0..acts {
        written.push(life.next(&mut pen));
    }
    let events = written
        .iter()
        .flat_map(|act| {
            act.events.iter().map(|writing| Event {
                id: writing.id,
                authority: act.authority,
                stream: writing.told.stream,
                revision: writing.after + 1,
                subject: writing.told.subject,
                actor: act.actor,
                role: act.role.clone(),
                on_behalf: None,
                act: act.act,
                happened: writing.told.happened,
                recorded: act.recorded,
                class: writing.told.class,
                corrects: writing.told.corrects,
                words: 0,
                body: writing.told.body.clone(),
            })
        })
        .collect();
    (life, events)
}

/// The same events in another order that keeps the order within each stream.
fn interleaved(events: &[Event], pen: &mut Pen) -> Vec<Event> {
    let mut streams: BTreeMap<StreamId, std::collections::VecDeque<Event>> = BTreeMap::new();
    for event in events {
        streams.entry(event.stream).or_default().push_back(event.clone());
    }
    let mut mixed = Vec::with_capacity(events.len());
    while !streams.is_empty() {
        let place = pen.chance.random_range(0..streams.len());
        let stream = *streams.keys().nth(place).unwrap();
        let waiting = streams.get_mut(&stream).unwrap();
        mixed.extend(waiting.pop_front());
        if waiting.is_empty() {
            streams.remove(&stream);
        }
    }
    mixed
}

proptest! {
    #[test]
    fn the_order_of_unrelated_streams_changes_nothing(seed in any::<u64>(), order in any::<u64>(), acts in 1_usize..60) {
        let (life, events) = lived(seed, acts);
        let mixed = interleaved(&events, &mut Pen::new(order));
        prop_assert_eq!(Header::fold(life.person, &mixed), Header::fold(life.person, &events));
    }

    #[test]
    fn a_header_is_read_back_as_it_was_stored(seed in any::<u64>(), acts in 1_usize..60) {
        let (life, events) = lived(seed, acts);
        let header = Header::fold(life.person, &events);
        let stored = serde_json::to_vec(&header).unwrap();
        let read: Header = serde_json::from_slice(&stored).unwrap();
        prop_assert_eq!(serde_json::to_vec(&read).unwrap(), stored);
        prop_assert_eq!(read, header);
    }

    #[test]
    fn every_payload_is_read_back_as_it_was_written(seed in any::<u64>()) {
        for event in lived(seed, 40).1 {
            let body = &event.body;
            prop_assert_eq!(&Body::read(body.kind(), body.version(), &body.payload()).unwrap(), body);
        }
    }
}

on_both_engines! {
    async fn the_live_record_is_the_fold_of_its_events_after_every_step(ground) {
        for seed in 900..904 {
            let mut pen = Pen::new(seed);
            let (mut life, begun) = Life::begin(&mut pen);
            let mut next = begun;
            for step in 0..40 {
                ground.records.append(next).await.unwrap();
                let record = ground.records.person(&everybody(), life.person, &[], pen.now).await.unwrap().unwrap();
                let events = ground.records.events_of(&everybody(), life.person, pen.now).await.unwrap().unwrap();
                assert_eq!(record.header, Header::fold(life.person, &events), "seed {seed} step {step}");
                assert_eq!(events.len(), life.told.len());
                next = life.next(&mut pen);
            }
        }
        let report = ground.records.verify(None).await.unwrap();
        assert!(report.is_clean(), "{:?}", report.findings);
    }

    async fn a_record_as_known_at_a_moment_is_the_record_as_it_stood_at_that_moment(ground) {
        for seed in 910..913 {
            let mut pen = Pen::new(seed);
            let (mut life, begun) = Life::begin(&mut pen);
            let mut next = begun;
            let mut stood: Vec<(Instant, Header)> = Vec::new();
            for _ in 0..30 {
                let recorded = next.recorded;
                ground.records.append(next).await.unwrap();
                let record = ground.records.person(&everybody(), life.person, &[], pen.now).await.unwrap().unwrap();
                stood.push((recorded, record.header));
                next = life.next(&mut pen);
            }
            let events = ground.records.events_of(&everybody(), life.person, pen.now).await.unwrap().unwrap();
            for (moment, header) in stood {
                let known = Header::fold(life.person, events.iter().filter(|event| event.recorded <= moment));
                assert_eq!(known, header, "seed {seed} at {moment}");
            }
        }
    }

    async fn lives_told_at_random_are_clean_and_the_same_when_made_anew(ground) {
        let mut pen = Pen::new(920);
        let mut lives = Vec::new();
        for _ in 0..6 {
            let (life, begun) = Life::begin(&mut pen);
            ground.records.append(begun).await.unwrap();
            lives.push(life);
        }
        for _ in 0..120 {
            let one = pen.chance.random_range(0..lives.len());
            let act = lives[one].next(&mut pen);
            ground.records.append(act).await.unwrap();
        }
        ground.records.seal(uuid::Uuid::from_u128(1), pen.now, false).await.unwrap();
        let before = ground.views().await;
        let report = ground.records.verify(None).await.unwrap();
        assert!(report.is_clean(), "{:?}", report.findings);
        let told: usize = lives.iter().map(|life| life.told.len()).sum();
        assert_eq!(ground.records.rebuild().await.unwrap(), told as u64);
        assert_eq!(ground.views().await, before);
    }

    async fn views_made_anew_from_an_empty_journal_are_empty(ground) {
        assert_eq!(ground.records.rebuild().await.unwrap(), 0);
        let report = ground.records.verify(None).await.unwrap();
        assert!(report.is_clean());
        assert_eq!((report.sealed, report.unsealed, report.heads.len()), (0, 0, 0));
    }

    async fn a_name_moved_out_of_the_ordinary_class_is_no_longer_found_by(ground) {
        let mut pen = Pen::new(930);
        let person = pen.person();
        let act = pen.open_person(person, "Sam");
        ground.records.append(act).await.unwrap();
        let act = pen.act([named(person, "Quillfeather")]);
        let entry = act.events[0].id;
        ground.records.append(act).await.unwrap();
        let found = async || ground.records.keys_like(COUNCIL, "word quill").await.unwrap().len();
        assert_eq!(found().await, 1);
        let body = Body::Reclassified(Reclassified { entry, to: Class::Restricted, reason: "asked".into() });
        let act = pen.act([Told::about(person, person.identity(), day(3), body)]);
        ground.records.append(act).await.unwrap();
        assert_eq!(found().await, 0);
    }

    async fn a_record_sealed_by_an_adoption_opens_to_nobody(ground) {
        let mut pen = Pen::new(931);
        let person = pen.person();
        let act = pen.open_person(person, "Sam");
        ground.records.append(act).await.unwrap();
        let adopted = Body::Adopted(Adopted { link: None });
        let act = pen.act([Told::about(person, person.identity(), day(3), adopted)]);
        ground.records.append(act).await.unwrap();
        assert!(ground.records.person(&everybody(), person, &[], pen.now).await.unwrap().is_none());
        assert!(ground.records.verify(None).await.unwrap().is_clean());
    }

    async fn a_record_closed_off_is_found_by_its_council_number_by_the_importer_alone_until_it_is_undone(ground) {
        let mut pen = Pen::new(933);
        let person = pen.person();
        let act = pen.open_person(person, "Quillfeather");
        ground.records.append(act).await.unwrap();
        let number = NumberRecorded { kind: NumberKind::Council, number: "Q1".into() };
        let act = pen.act([Told::about(person, person.stream("number"), day(1), Body::NumberRecorded(number))]);
        ground.records.append(act).await.unwrap();
        let keys = async |prefix: &str| ground.records.keys_like(COUNCIL, prefix).await.unwrap().len();
        let all = async || {
            let records = &ground.records;
            let workers = records.adoptions(&sight(&[Role::HeadOfService]), pen.now).await.unwrap().len();
            let leaver = records.work_of(COUNCIL, POST, pen.now).await.unwrap().len();
            [keys("word quill").await, keys("number council Q1").await, keys("closed ").await, workers, leaver]
        };
        assert_eq!(all().await, [1, 1, 0, 0, 1]);
        let stream = person.stream("adoption");
        let workers = AdoptionWorkersNamed { posts: vec![POST], reason: "Order 1".into() };
        let adoption = [Body::Adopted(Adopted { link: None }), Body::AdoptionWorkersNamed(workers)];
        let mut pen = Pen::new(934);
        let act = pen.act(adoption.map(|body| Told::about(person, stream, day(3), body)));
        ground.records.append(act).await.unwrap();
        assert_eq!(all().await, [0, 0, 1, 1, 0]);
        let undone = Body::AdoptionUndone(AdoptionUndone { reason: "Another child".into() });
        let act = pen.act([Told::about(person, stream, day(4), undone)]);
        ground.records.append(act).await.unwrap();
        assert_eq!(all().await, [1, 1, 0, 0, 1]);
        assert!(ground.records.person(&everybody(), person, &[], pen.now).await.unwrap().is_some());
        assert!(ground.records.verify(None).await.unwrap().is_clean());
    }

    async fn a_record_comes_with_the_revisions_asked_for_in_their_order(ground) {
        let mut pen = Pen::new(932);
        let person = pen.person();
        let act = pen.open_person(person, "Sam");
        ground.records.append(act).await.unwrap();
        let streams = [person.stream("restriction"), person.identity(), person.stream("key_working")];
        let record = ground.records.person(&everybody(), person, &streams, pen.now).await.unwrap().unwrap();
        assert_eq!(record.revisions, ground.records.revisions(&streams).await.unwrap());
        assert_eq!(record.revisions.iter().map(|at| at.number).collect::<Vec<_>>(), [0, 2, 1]);
        assert_eq!(record.revisions.iter().map(|at| at.stream).collect::<Vec<_>>(), streams);
    }
}
