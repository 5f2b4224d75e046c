//! Looks are written down: soon, or first, or into the reserve when the
//! database does not take them.

use crate::ground::{COUNCIL, Ground, NEIGHBOUR, on_both_engines};
use crate::pen::{ACCOUNT, POST, Pen};
use crate::raw::{Cell, Hand, Kind, Raw};
use practice::ids::PersonId;
use records::{Error, Look, Noting, Records, RefusedLook, Seen};
use std::sync::Arc;
use std::time::{Duration, Instant};

const SOON: Noting = Noting { first: false, vital: false };
const FIRST: Noting = Noting { first: true, vital: false };
const VITAL: Noting = Noting { first: false, vital: true };
/// More looks than the reserve holds.
const MORE_THAN_ALL: usize = 17_000;

fn seen(pen: &mut Pen, person: PersonId) -> Look {
    Look::Seen(Seen {
        id: pen.id(),
        authority: COUNCIL,
        account: ACCOUNT,
        post: POST,
        person: Some(person),
        what: "story".into(),
        at: pen.now,
    })
}

fn refused(pen: &mut Pen, asked: &str) -> Look {
    Look::Refused(RefusedLook {
        id: pen.id(),
        authority: COUNCIL,
        account: ACCOUNT,
        post: POST,
        asked: asked.into(),
        what: "story".into(),
        at: pen.now,
    })
}

/// How many looks stand in the database, counted behind the floor's back.
async fn written(raw: &Raw) -> i64 {
    let sql = "SELECT (SELECT COUNT(*) FROM seen) + (SELECT COUNT(*) FROM refused)";
    let rows = raw.hand().await.ask(sql, &[Kind::Int], &[]).await;
    let Cell::Int(number) = rows[0][0] else { panic!("{rows:?}") };
    number
}

/// Waits for something that comes by itself; a busy machine may take its time.
async fn comes<T: AsyncFn() -> bool>(what: &str, holds: T) {
    let begun = Instant::now();
    while !holds().await {
        assert!(begun.elapsed() < Duration::from_mins(1), "{what} did not come");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

/// From now on the database really refuses looks, until they are let in again.
async fn refuse_looks(raw: &Raw) {
    raw.run("ALTER TABLE seen RENAME TO seen_away", &[]).await;
    raw.run("ALTER TABLE refused RENAME TO refused_away", &[]).await;
}

async fn let_looks_in(raw: &Raw) {
    raw.run("ALTER TABLE seen_away RENAME TO seen", &[]).await;
    raw.run("ALTER TABLE refused_away RENAME TO refused", &[]).await;
}

/// Holds the database so that whoever writes looks must wait.
async fn hold(raw: &Raw) -> Hand {
    let mut hand = raw.hand().await;
    if raw.is_sqlite() {
        hand.run("BEGIN IMMEDIATE", &[]).await;
    } else {
        hand.run("BEGIN", &[]).await;
        hand.run("LOCK TABLE seen IN ACCESS EXCLUSIVE MODE", &[]).await;
    }
    hand
}

/// A second data folder: for the embedded engine another database, for a
/// server the same.
async fn beside(ground: &Ground) -> (Records, Raw) {
    let folder = ground.folder().join("beside");
    let keys = Arc::clone(ground.records.keys());
    if !ground.raw.is_sqlite() {
        return (Records::open_postgres(ground.raw.url(), &folder, keys).await.unwrap(), ground.raw.clone());
    }
    // The lock of the folder goes with the last task that writes.
    loop {
        match Records::open_sqlite(&folder, Arc::clone(&keys)).await {
            Err(Error::Unavailable(why)) if why.contains("another nwd") => {
                tokio::time::sleep(Duration::from_millis(10)).await;
            }
            opened => return (opened.unwrap(), Raw::Sqlite(folder.join("nwd.db"))),
        }
    }
}

on_both_engines! {
    async fn an_ordinary_look_is_written_down_without_anybody_waiting_for_it(ground) {
        let mut pen = Pen::new(1100);
        let person = pen.person();
        ground.records.note(seen(&mut pen, person), SOON).await.unwrap();
        ground.records.note(refused(&mut pen, "nobody"), SOON).await.unwrap();
        comes("the looks", async || written(&ground.raw).await == 2).await;
        assert_eq!(ground.records.looks_behind(), 0);
    }

    async fn a_look_that_comes_first_is_on_disk_before_anything_is_shown(ground) {
        let mut pen = Pen::new(1101);
        for number in 1..=5 {
            let person = pen.person();
            ground.records.note(seen(&mut pen, person), FIRST).await.unwrap();
            assert_eq!(written(&ground.raw).await, number);
        }
    }

    async fn whoever_asks_who_looked_is_told_of_the_looks_of_a_moment_ago(ground) {
        let mut pen = Pen::new(1102);
        let person = pen.person();
        ground.records.note(seen(&mut pen, person), SOON).await.unwrap();
        ground.records.note(refused(&mut pen, "BCDF-GHJK-L"), SOON).await.unwrap();
        assert_eq!(ground.records.seen_of(COUNCIL, person, 10).await.unwrap().len(), 1);
        assert_eq!(ground.records.seen_by(COUNCIL, POST, 10).await.unwrap().len(), 1);
        assert_eq!(ground.records.refused_in(COUNCIL, 10).await.unwrap().len(), 1);
        let asked = ["BCDF-GHJK-L".to_owned()];
        assert_eq!(ground.records.refused_of(COUNCIL, &asked, 10).await.unwrap().len(), 1);
        assert!(ground.records.refused_of(COUNCIL, &["other".to_owned()], 10).await.unwrap().is_empty());
    }

    async fn looks_under_way_are_written_down_when_the_program_ends(ground) {
        let mut pen = Pen::new(1103);
        let person = pen.person();
        for _ in 0..300 {
            ground.records.note(seen(&mut pen, person), SOON).await.unwrap();
        }
        ground.records.close().await;
        assert_eq!(written(&ground.raw).await, 300);
        assert!(matches!(ground.records.note(seen(&mut pen, person), SOON).await, Err(Error::NotWrittenDown)));
    }

    async fn looks_the_database_refuses_wait_in_the_reserve_and_are_written_down_once_it_takes_them(ground) {
        let mut pen = Pen::new(1104);
        let person = pen.person();
        refuse_looks(&ground.raw).await;
        ground.records.note(seen(&mut pen, person), SOON).await.unwrap();
        ground.records.note(refused(&mut pen, "nobody"), SOON).await.unwrap();
        ground.records.note(seen(&mut pen, person), FIRST).await.unwrap();
        assert_eq!(ground.records.looks_behind(), 3);
        let_looks_in(&ground.raw).await;
        comes("the looks of the reserve", async || ground.records.looks_behind() == 0).await;
        assert_eq!(written(&ground.raw).await, 3);
        ground.records.note(seen(&mut pen, person), FIRST).await.unwrap();
        assert_eq!((ground.records.looks_behind(), written(&ground.raw).await), (0, 4));
        assert_eq!(ground.records.refused_by(COUNCIL, POST, 10).await.unwrap()[0].asked, "nobody");
    }

    async fn a_reserve_that_is_full_lets_only_what_is_vital_be_shown(ground) {
        let mut pen = Pen::new(1105);
        let person = pen.person();
        refuse_looks(&ground.raw).await;
        ground.records.note(seen(&mut pen, person), FIRST).await.unwrap();
        let mut admitted = 1;
        for _ in 0..MORE_THAN_ALL {
            match ground.records.note(seen(&mut pen, person), SOON).await {
                Ok(()) => admitted += 1,
                Err(error) => {
                    assert!(matches!(error, Error::NotWrittenDown), "{error}");
                    break;
                }
            }
        }
        assert!((16_000..MORE_THAN_ALL).contains(&admitted), "{admitted}");
        for how in [SOON, FIRST] {
            assert!(matches!(ground.records.note(seen(&mut pen, person), how).await, Err(Error::NotWrittenDown)));
            let asked = ground.records.note(refused(&mut pen, "nobody"), how).await;
            assert!(matches!(asked, Err(Error::NotWrittenDown)));
        }
        for how in [VITAL, Noting { first: true, vital: true }] {
            ground.records.note(seen(&mut pen, person), how).await.unwrap();
        }
        let_looks_in(&ground.raw).await;
        comes("the looks of the reserve", async || ground.records.looks_behind() == 0).await;
        let all = i64::try_from(admitted).unwrap() + 2;
        assert_eq!(written(&ground.raw).await, all);
        ground.records.note(seen(&mut pen, person), SOON).await.unwrap();
        assert_eq!(ground.records.seen_of(COUNCIL, person, all + 5).await.unwrap().len(), admitted + 3);
    }

    async fn what_an_earlier_run_left_in_the_reserve_is_taken_in_at_the_next_start(ground) {
        let mut pen = Pen::new(1106);
        let person = pen.person();
        let (records, raw) = beside(ground).await;
        refuse_looks(&raw).await;
        for _ in 0..5 {
            records.note(seen(&mut pen, person), SOON).await.unwrap();
        }
        records.close().await;
        assert_eq!(records.looks_behind(), 5);
        drop(records);
        let_looks_in(&raw).await;
        assert_eq!(written(&raw).await, 0);
        let (again, raw) = beside(ground).await;
        comes("the looks of before", async || again.looks_behind() == 0).await;
        assert_eq!(written(&raw).await, 5);
    }

    async fn a_database_that_only_makes_wait_holds_nobody_up_and_no_look_is_written_twice(ground) {
        let mut pen = Pen::new(1107);
        let person = pen.person();
        let mut held = hold(&ground.raw).await;
        ground.records.note(seen(&mut pen, person), FIRST).await.unwrap();
        assert_eq!(ground.records.looks_behind(), 1, "the look is not in the reserve");
        ground.records.note(seen(&mut pen, person), FIRST).await.unwrap();
        held.run("ROLLBACK", &[]).await;
        comes("the looks of the reserve", async || ground.records.looks_behind() == 0).await;
        assert_eq!(written(&ground.raw).await, 2);
    }

    async fn a_second_program_beside_the_reserve_waits_for_the_database_with_each_look(ground) {
        if ground.raw.is_sqlite() {
            // One process holds the whole data folder.
            return;
        }
        let mut pen = Pen::new(1108);
        let person = pen.person();
        let keys = Arc::clone(ground.records.keys());
        let second = Records::open_postgres(ground.raw.url(), ground.folder(), keys).await.unwrap();
        second.note(seen(&mut pen, person), SOON).await.unwrap();
        assert_eq!(written(&ground.raw).await, 1);
        refuse_looks(&ground.raw).await;
        assert!(matches!(second.note(seen(&mut pen, person), SOON).await, Err(Error::NotWrittenDown)));
        // What is vital was shown all the same, and is written down later.
        second.note(seen(&mut pen, person), VITAL).await.unwrap();
        assert!(second.looks_behind() > 0);
        let_looks_in(&ground.raw).await;
        comes("the looks of memory", async || second.looks_behind() == 0).await;
        assert_eq!(written(&ground.raw).await, 3);
    }

    async fn what_left_is_listed_newest_first_by_person_and_by_post_and_never_across_councils(ground) {
        let mut pen = Pen::new(1109);
        let (person, other) = (pen.person(), pen.person());
        let mut left = Vec::new();
        for (authority, person) in [(COUNCIL, Some(person)), (COUNCIL, Some(other)), (NEIGHBOUR, Some(person)), (COUNCIL, None)] {
            pen.now = pen.now.plus_seconds(1);
            let one = records::Leaving {
                id: pen.id(), authority, account: ACCOUNT, post: POST, person, what: "card".into(), form: "sheet".into(),
                recipient: "paper".into(), purpose: Some("For the night\0".into()), digest: [7; 32], at: pen.now,
            };
            ground.records.note_leaving(one.clone()).await.unwrap();
            left.push(records::Leaving { purpose: Some("For the night\u{FFFD}".into()), ..one });
        }
        let of = ground.records.left_of(COUNCIL, person, 10).await.unwrap();
        assert_eq!(of, [left[0].clone()]);
        let by = ground.records.left_by(COUNCIL, POST, 2).await.unwrap();
        assert_eq!(by, [left[3].clone(), left[1].clone()]);
    }
}
