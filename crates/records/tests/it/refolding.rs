//! A release that changes a fold: the views are folded anew beside the work that goes on.

use crate::ground::{COUNCIL, Ground, on_both_engines};
use crate::life::Life;
use crate::pen::{Pen, day, note};
use crate::raw::Cell;
use practice::journal::{Body, Told};
use practice::people::{ContactKind, ContactPointEnded, ContactPointRecorded};
use practice::story::ErasedLawfully;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use uuid::Uuid;

/// Some lives, folded as an earlier release did: what it made of names and classes was otherwise.
async fn folded_otherwise(ground: &Ground, pen: &mut Pen) {
    for _ in 0..3 {
        let (mut life, begun) = Life::begin(pen);
        ground.records.append(begun).await.unwrap();
        for _ in 0..12 {
            let act = life.next(pen);
            ground.records.append(act).await.unwrap();
        }
    }
    for change in ["UPDATE story SET actor = 'system'", "DELETE FROM person_key"] {
        assert!(ground.raw.run(change, &[]).await > 0, "{change}");
    }
}

/// As after a release that changed every fold.
async fn all_folds_were_changed(ground: &Ground) {
    assert!(ground.raw.run("UPDATE fold SET version = 0", &[]).await > 0);
}

async fn is_clean(ground: &Ground) {
    let report = ground.records.verify(None).await.unwrap();
    assert!(report.is_clean(), "{:?}", report.findings);
}

on_both_engines! {
    async fn the_views_of_a_new_database_stand_at_today_s_folds(ground) {
        assert!(ground.records.stale_views().await.unwrap().is_empty());
        assert_eq!(ground.records.fold_anew().await.unwrap(), 0);
    }

    async fn a_view_whose_fold_was_changed_is_folded_anew_and_others_are_left_alone(ground) {
        let mut pen = Pen::new(1200);
        folded_otherwise(ground, &mut pen).await;
        ground.raw.run("UPDATE fold SET version = 0 WHERE name = 'story'", &[]).await;
        assert_eq!(ground.records.stale_views().await.unwrap(), ["story"]);
        assert!(ground.records.fold_anew().await.unwrap() > 40);
        assert!(ground.records.stale_views().await.unwrap().is_empty());
        let places: Vec<String> =
            ground.records.verify(None).await.unwrap().findings.into_iter().map(|finding| finding.place).collect();
        assert_eq!(places, ["person_key"]);
    }

    async fn until_a_changed_fold_is_folded_anew_its_view_is_named_and_not_called_wrong(ground) {
        let mut pen = Pen::new(1209);
        folded_otherwise(ground, &mut pen).await;
        ground.raw.run("UPDATE fold SET version = 0 WHERE name IN ('story', 'person_key')", &[]).await;
        let report = ground.records.verify(None).await.unwrap();
        assert!(report.is_clean(), "{:?}", report.findings);
        assert_eq!(report.behind, ["person_key", "story"]);
        ground.records.fold_anew().await.unwrap();
        assert!(ground.records.verify(None).await.unwrap().behind.is_empty());
    }

    async fn an_older_program_runs_on_newer_tables_and_the_newer_one_folds_anew_what_it_wrote(ground) {
        let mut pen = Pen::new(1210);
        let person = pen.person();
        let act = pen.open_person(person, "Sam");
        ground.records.append(act).await.unwrap();
        // As a newer release leaves it: a table more, a view more, another fold of the story.
        let applied = "INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time) \
                       VALUES (9999, 'of tomorrow', TRUE, $1, 0)";
        ground.raw.run(applied, &[Cell::Bytes(vec![1])]).await;
        ground.raw.run("INSERT INTO fold (name, version) VALUES ('of_tomorrow', 1)", &[]).await;
        ground.raw.run("UPDATE fold SET version = 99 WHERE name = 'story'", &[]).await;
        let folder = tempfile::tempdir().unwrap();
        let (keys, _) = records::Keys::open(folder.path(), [7; 32]).unwrap();
        let older = ground.with_keys(keys).await;
        assert_eq!(older.stale_views().await.unwrap(), ["story"]);
        let raw = if ground.raw.is_sqlite() {
            crate::raw::Raw::Sqlite(ground.folder().join("copy").join("nwd.db"))
        } else {
            ground.raw.clone()
        };
        assert_eq!(raw.run("DELETE FROM fold WHERE name IN ('of_tomorrow', 'story')", &[]).await, 0);
        older.fold_anew().await.unwrap();
        assert!(older.stale_views().await.unwrap().is_empty());
    }

    async fn a_view_that_never_was_folded_is_folded_from_the_whole_journal(ground) {
        let mut pen = Pen::new(1201);
        folded_otherwise(ground, &mut pen).await;
        ground.raw.run("DELETE FROM fold WHERE name = 'person_key' OR name = 'story'", &[]).await;
        assert_eq!(ground.records.stale_views().await.unwrap(), ["person_key", "story"]);
        ground.records.fold_anew().await.unwrap();
        is_clean(ground).await;
    }

    async fn a_fold_that_finds_fewer_people_takes_the_look_ups_of_before(ground) {
        let mut pen = Pen::new(1208);
        let (person, stream) = (pen.person(), pen.stream());
        let act = pen.open_person(person, "Sam");
        ground.records.append(act).await.unwrap();
        let value = pen.put_away(person, "1 Sample Street, AB1 2CD");
        let address = ContactPointRecorded { kind: ContactKind::Address, value, shielded: false };
        let ended = ContactPointEnded { reason: "moved".into() };
        let act = pen.act([
            Told::about(person, stream, day(1), Body::ContactPointRecorded(address)),
            Told::about(person, stream, day(2), Body::ContactPointEnded(ended)),
        ]);
        ground.records.append(act).await.unwrap();
        // As a release left it that found people by where they had been.
        let lookup = records::lookup_of(ground.records.keys(), COUNCIL, "AB1 2CD").unwrap();
        ground.raw.run("UPDATE vault SET lookup = $1", &[Cell::Bytes(lookup.to_vec())]).await;
        all_folds_were_changed(ground).await;
        assert_eq!(ground.records.people_found_by(COUNCIL, "AB1 2CD").await.unwrap(), [person]);
        ground.records.fold_anew().await.unwrap();
        assert!(ground.records.people_found_by(COUNCIL, "AB1 2CD").await.unwrap().is_empty());
        is_clean(ground).await;
    }

    async fn nothing_written_or_erased_while_views_are_folded_anew_is_lost(ground) {
        let mut pen = Pen::new(1202);
        folded_otherwise(ground, &mut pen).await;
        let ended = Arc::new(AtomicBool::new(false));
        let writers: Vec<_> = (0..3)
            .map(|number| {
                let (records, ended) = (ground.records.clone(), Arc::clone(&ended));
                tokio::spawn(async move {
                    let mut pen = Pen::new(1203 + number);
                    let mut written = 0;
                    while !ended.load(Ordering::Relaxed) {
                        let (mut life, begun) = Life::begin(&mut pen);
                        records.append(begun).await.unwrap();
                        let act = life.next(&mut pen);
                        records.append(act).await.unwrap();
                        let stream = pen.stream();
                        let act = pen.act([note(life.person, stream, "to be erased")]);
                        let entry = act.events[0].id;
                        records.append(act).await.unwrap();
                        if written % 8 == 3 {
                            let mark = ErasedLawfully { events: vec![entry], ground: "An order".into(), deciders: vec![], facts: vec![] };
                            let stream = pen.stream();
                            let act = pen.act([Told::about(life.person, stream, day(9), Body::ErasedLawfully(mark))]);
                            records.erase(act).await.unwrap();
                        }
                        written += 1;
                    }
                    written
                })
            })
            .collect();
        for _ in 0..3 {
            all_folds_were_changed(ground).await;
            ground.records.fold_anew().await.unwrap();
        }
        ended.store(true, Ordering::Relaxed);
        for writer in writers {
            assert!(writer.await.unwrap() > 0);
        }
        ground.records.seal(Uuid::from_u128(1), pen.now, true).await.unwrap();
        is_clean(ground).await;
        let folded = ground.views().await;
        ground.records.rebuild().await.unwrap();
        assert_eq!(ground.views().await, folded);
    }

    async fn what_ends_in_the_middle_has_changed_nothing_and_is_begun_again(ground) {
        let mut pen = Pen::new(1206);
        folded_otherwise(ground, &mut pen).await;
        all_folds_were_changed(ground).await;
        let before = ground.views().await;
        for millis in [0, 1, 3, 9, 27] {
            let records = ground.records.clone();
            let folding = tokio::spawn(async move { records.fold_anew().await });
            tokio::time::sleep(std::time::Duration::from_millis(millis)).await;
            folding.abort();
            let _ = folding.await;
            // Whole or not at all. The writer may still be ending what it had
            // begun, so that the views are another moment's than what is said of them.
            let (views, stale) = loop {
                let stale = ground.records.stale_views().await.unwrap().len();
                let views = ground.views().await;
                if ground.records.stale_views().await.unwrap().len() == stale {
                    break (views, stale);
                }
            };
            match stale {
                0 => is_clean(ground).await,
                _ => assert_eq!(views, before),
            }
        }
        ground.records.fold_anew().await.unwrap();
        is_clean(ground).await;
        // Writing goes on, and what was folded beside is gone.
        let person = pen.person();
        let act = pen.open_person(person, "Sam");
        ground.records.append(act).await.unwrap();
        assert_eq!(ground.records.keys_like(COUNCIL, "word sam").await.unwrap().iter().filter(|(_, whose)| *whose == person).count(), 1);
        is_clean(ground).await;
    }
}

#[tokio::test]
async fn a_start_does_not_wait_for_views_to_be_folded_anew() {
    let folder = tempfile::tempdir().unwrap();
    let keys = crate::ground::keys();
    let first = records::Records::open_sqlite(folder.path(), keys.clone()).await.unwrap();
    let mut pen = Pen::new(1207);
    let person = pen.person();
    let act = pen.open_person(person, "Sam");
    first.append(act).await.unwrap();
    first.close().await;
    drop(first);
    let raw = crate::raw::Raw::Sqlite(folder.path().join("nwd.db"));
    raw.run("UPDATE fold SET version = 0", &[]).await;
    raw.run("DELETE FROM person_key", &[]).await;
    let second = records::Records::open_sqlite(folder.path(), keys).await.unwrap();
    assert!(second.stale_views().await.unwrap().len() > 10);
    assert!(second.keys_like(COUNCIL, "word sam").await.unwrap().is_empty());
    second.fold_anew().await.unwrap();
    assert_eq!(second.keys_like(COUNCIL, "word sam").await.unwrap().len(), 1);
}

/// A council may keep the tables in a schema of its own.
#[tokio::test]
async fn views_are_folded_anew_in_whatever_schema_they_stand() {
    let ground = Ground::postgres().await;
    ground.raw.run("CREATE SCHEMA \"Children's\"", &[]).await;
    let more = if ground.raw.url().contains('?') { '&' } else { '?' };
    let url = format!("{}{more}options=-c%20search_path%3D%22Children%27s%22", ground.raw.url());
    let folder = tempfile::tempdir().unwrap();
    let keys = crate::ground::keys();
    let records = records::Records::open_postgres(&url, folder.path(), keys).await.unwrap();
    let mut pen = Pen::new(1211);
    let person = pen.person();
    let act = pen.open_person(person, "Sam");
    records.append(act).await.unwrap();
    assert!(records.rebuild().await.unwrap() > 0);
    assert_eq!(records.keys_like(COUNCIL, "word sam").await.unwrap(), [("word sam".to_owned(), person)]);
    assert!(records.verify(None).await.unwrap().is_clean());
    assert!(ground.records.keys_like(COUNCIL, "word sam").await.unwrap().is_empty());
}
