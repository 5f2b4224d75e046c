//! The two engines hold the same journal and make the same of it.

use crate::ground::{COUNCIL, Ground, NEIGHBOUR, on_both_engines};
use crate::life::Life;
use crate::pen::Pen;
use crate::raw::{Cell, EVENT, Kind, SEAL, SEAL_HEAD, Table, VAULT};
use practice::journal::{Body, Told};
use uuid::Uuid;

const STREAM: Table = ("stream", &[("id", Kind::Id), ("authority", Kind::Id), ("revision", Kind::Int)]);

/// Everything that is not made from something else.
async fn copy(from: &Ground, to: &Ground) {
    let mut hand = to.raw.hand().await;
    for table in [EVENT, STREAM, SEAL, SEAL_HEAD, VAULT] {
        for row in from.raw.all(table).await {
            hand.put(table, &row).await;
        }
    }
    if !to.raw.is_sqlite() {
        let last = "SELECT setval('event_arrival', (SELECT MAX(arrival) FROM event))";
        hand.ask(last, &[Kind::Int], &[]).await;
    }
}

on_both_engines! {
    async fn a_journal_copied_to_the_other_engine_makes_equal_views_and_goes_on(ground) {
        let mut pen = Pen::new(950);
        let mut lives = Vec::new();
        for authority in [COUNCIL, NEIGHBOUR, COUNCIL] {
            pen.authority = authority;
            let (mut life, begun) = Life::begin(&mut pen);
            ground.records.append(begun).await.unwrap();
            for _ in 0..30 {
                let act = life.next(&mut pen);
                ground.records.append(act).await.unwrap();
            }
            lives.push(life);
        }
        ground.records.seal(Uuid::from_u128(1), pen.now, false).await.unwrap();
        let other = ground.on_the_other_engine().await;
        copy(ground, &other).await;
        assert!(!other.records.verify(None).await.unwrap().is_clean());
        other.records.rebuild().await.unwrap();
        assert_eq!(other.views().await, ground.views().await);
        for head in ground.records.heads().await.unwrap() {
            let report = other.records.verify(Some(&head)).await.unwrap();
            assert!(report.is_clean(), "{:?}", report.findings);
        }
        for life in &lives {
            let people = [life.person];
            let events = ground.records.events_of_all(&people).await.unwrap();
            assert_eq!(other.records.events_of_all(&people).await.unwrap(), events);
        }
        // The next act is written after all that was copied, and seals equal seals.
        let act = lives[2].next(&mut pen);
        for records in [&ground.records, &other.records] {
            records.append(act.clone()).await.unwrap();
            records.seal(Uuid::from_u128(1), pen.now, false).await.unwrap();
        }
        assert_eq!(other.records.heads().await.unwrap(), ground.records.heads().await.unwrap());
        let last = |rows: Vec<Vec<Cell>>| rows.into_iter().last().unwrap().split_off(1);
        assert_eq!(last(other.raw.all(EVENT).await), last(ground.raw.all(EVENT).await));
        assert_eq!(other.views().await, ground.views().await);
    }

    async fn of_every_event_ever_written_both_engines_make_the_same(ground) {
        let mut pen = Pen::new(951);
        for line in include_str!("../../../practice/tests/events_ever_written.tsv").lines() {
            let cells: Vec<&str> = line.splitn(3, '\t').collect();
            let body = Body::read(cells[0], cells[1].parse().unwrap(), cells[2].as_bytes()).unwrap();
            let (person, stream) = (pen.person(), pen.stream());
            let opened = pen.open_person(person, "Sam");
            ground.records.append(opened).await.unwrap();
            let act = pen.act([Told::about(person, stream, crate::pen::day(3), body)]);
            ground.records.append(act).await.unwrap();
        }
        ground.records.seal(Uuid::from_u128(1), pen.now, false).await.unwrap();
        let other = ground.on_the_other_engine().await;
        copy(ground, &other).await;
        other.records.rebuild().await.unwrap();
        let views = ground.views().await;
        assert_eq!(other.views().await, views);
        ground.records.rebuild().await.unwrap();
        assert_eq!(ground.views().await, views, "made anew, they are as they were");
        // Cover and a goodbye rest on a key worker, and whom an adoption names on posts: the lives above have the one.
        let empty = views.iter().filter(|(_, rows)| rows.is_empty()).map(|(view, _)| *view);
        assert_eq!(empty.collect::<Vec<_>>(), ["goodbye", "person_cover", "adoption_worker"]);
    }
}
