//! Whatever is changed behind the program's back is found.

use crate::ground::{COUNCIL, Ground, NEIGHBOUR, on_both_engines};
use crate::life::Life;
use crate::pen::{POST, Pen, key_worker};
use crate::raw::{Cell, EVENT, Kind, SEAL, SEAL_HEAD, VAULT};
use jiff::civil::date;
use practice::dates::{Happened, PartialDate};
use practice::ids::{AuthorityId, EventId, PersonId, PostId, VaultId};
use practice::journal::{Actor, Body, Told};
use practice::key_working::CoverNamed;
use practice::staff::CouncilCreated;
use practice::story::ErasedLawfully;
use rand::RngExt;
use records::{Report, VaultRandom, put_away};
use std::collections::BTreeSet;
use uuid::Uuid;

const SEALER: Uuid = Uuid::from_u128(1);

/// Two councils with a few lives, one of them with a lawful erasure, all sealed.
async fn written(ground: &Ground, seed: u64) -> Pen {
    let mut pen = Pen::new(seed);
    for authority in [COUNCIL, NEIGHBOUR] {
        pen.authority = authority;
        let stream = authority.stream("council");
        let council = Body::CouncilCreated(CouncilCreated { name: "Sampleshire".into() });
        let act = pen.act([Told::of_service(stream, crate::pen::day(1), council)]);
        ground.records.append(act).await.unwrap();
        let (mut life, begun) = Life::begin(&mut pen);
        ground.records.append(begun).await.unwrap();
        for _ in 0..8 {
            let mut act = life.next(&mut pen);
            act.on_behalf = Some(Actor::Person(life.person));
            ground.records.append(act).await.unwrap();
        }
        let erased = life.told[1].0;
        let tombstone = ErasedLawfully {
            events: vec![erased],
            ground: "A court's order".into(),
            deciders: vec![],
            facts: vec![],
        };
        let told =
            Told::about(life.person, pen.stream(), crate::pen::day(5), Body::ErasedLawfully(tombstone));
        let act = pen.act([told]);
        ground.records.erase(act).await.unwrap();
    }
    pen.authority = COUNCIL;
    ground.records.seal(SEALER, pen.now, true).await.unwrap();
    clean(ground).await;
    pen
}

async fn verify(ground: &Ground) -> Report {
    ground.records.verify(None).await.unwrap()
}

async fn clean(ground: &Ground) {
    let report = verify(ground).await;
    assert!(report.is_clean(), "{:?}", report.findings);
}

async fn found(ground: &Ground, place: &str) {
    let report = verify(ground).await;
    assert!(report.findings.iter().any(|finding| finding.place == place), "{place}: {:?}", report.findings);
}

/// The cell with one bit the other way, as the column can hold it.
fn flipped(cell: &Cell, pen: &mut Pen, only_readable_text: bool) -> Cell {
    match cell {
        Cell::Nothing(_) => unreachable!("only cells with something in them are chosen"),
        Cell::Id(id) => Cell::Id(Uuid::from_u128(id.as_u128() ^ (1 << pen.chance.random_range(0..128)))),
        Cell::Int(number) => Cell::Int(number ^ (1 << pen.chance.random_range(0..64))),
        // PostgreSQL holds the years to 294276.
        Cell::At(micros) => Cell::At(micros ^ (1 << pen.chance.random_range(0..50))),
        Cell::Text(text) => loop {
            let changed = one_bit(text, pen);
            // PostgreSQL itself refuses text that is not UTF-8, and NUL in it.
            if !only_readable_text || (std::str::from_utf8(&changed).is_ok() && !changed.contains(&0)) {
                break Cell::Text(changed);
            }
        },
        Cell::Bytes(bytes) => Cell::Bytes(one_bit(bytes, pen)),
    }
}

fn one_bit(bytes: &[u8], pen: &mut Pen) -> Vec<u8> {
    let mut changed = bytes.to_vec();
    let bit = pen.chance.random_range(0..changed.len() * 8);
    changed[bit / 8] ^= 1 << (bit % 8);
    changed
}

on_both_engines! {
    async fn one_bit_flipped_in_any_column_of_a_sealed_event_is_found(ground) {
        let mut pen = written(ground, 300).await;
        let is_sqlite = ground.raw.is_sqlite();
        let mut hand = ground.raw.hand().await;
        let rows = hand.all(EVENT).await;
        let mut tried = BTreeSet::new();
        for turn in 0..1_000 {
            let (column, kind) = EVENT.1[turn % EVENT.1.len()];
            let filled: Vec<_> =
                rows.iter().filter(|row| !empty(&row[turn % EVENT.1.len()])).collect();
            let row = filled[pen.chance.random_range(0..filled.len())];
            let cell = &row[turn % EVENT.1.len()];
            let taken: Vec<&Cell> = filled.iter().map(|row| &row[turn % EVENT.1.len()]).collect();
            // The database itself refuses an arrival or a revision that another event has.
            let changed = loop {
                let changed = flipped(cell, &mut pen, !is_sqlite);
                if !taken.contains(&&changed) {
                    break changed;
                }
            };
            let by = if column == "id" { ("arrival", &row[0]) } else { ("id", &row[1]) };
            hand.set("event", by, column, &changed, kind).await;
            let report = verify(ground).await;
            assert!(!report.is_clean(), "{column} of event {:?}: {cell:?} became {changed:?}", row[1]);
            hand.set("event", by, column, cell, kind).await;
            tried.insert(column);
        }
        assert_eq!(tried.len(), EVENT.1.len());
        clean(ground).await;
    }

    async fn something_put_where_there_was_nothing_is_found(ground) {
        let mut pen = written(ground, 301).await;
        let mut hand = ground.raw.hand().await;
        let rows = hand.all(EVENT).await;
        for (place, (column, kind)) in EVENT.1.iter().enumerate() {
            let fillings = match kind {
                Kind::Id => vec![Cell::Id(pen.id())],
                Kind::Text => vec![Cell::Text(b"system".to_vec()), Cell::Text(Vec::new())],
                Kind::Bytes => vec![Cell::Bytes(b"{}".to_vec()), Cell::Bytes(Vec::new())],
                _ => continue,
            };
            // Of ids five are enough; of texts some stand in entries that were erased.
            let some = if *kind == Kind::Id { 5 } else { rows.len() };
            for row in rows.iter().filter(|row| matches!(row[place], Cell::Nothing(_))).take(some) {
                for filling in &fillings {
                    hand.set("event", ("id", &row[1]), column, filling, *kind).await;
                    assert!(!verify(ground).await.is_clean(), "{column} became {filling:?}");
                    hand.set("event", ("id", &row[1]), column, &row[place], *kind).await;
                }
            }
        }
        clean(ground).await;
    }

    async fn an_event_taken_out_is_found(ground) {
        written(ground, 302).await;
        let mut hand = ground.raw.hand().await;
        for row in hand.all(EVENT).await {
            hand.run("DELETE FROM event WHERE id = $1", &[row[1].clone()]).await;
            found(ground, "event").await;
            hand.put(EVENT, &row).await;
        }
        clean(ground).await;
    }

    async fn an_event_that_is_not_sealed_and_is_taken_out_leaves_a_gap_in_its_stream(ground) {
        let mut pen = written(ground, 303).await;
        let (person, stream) = (pen.person(), pen.stream());
        let act = pen.act([crate::pen::note(person, stream, "a"), crate::pen::note(person, stream, "b")]);
        ground.records.append(act).await.unwrap();
        ground.raw.run("DELETE FROM event WHERE stream = $1 AND revision = 1", &[Cell::Id(stream.0)]).await;
        found(ground, "stream").await;
    }

    async fn two_events_in_each_other_s_place_are_found(ground) {
        let mut pen = written(ground, 304).await;
        let mut hand = ground.raw.hand().await;
        let rows = hand.all(SEAL).await;
        let ours: Vec<_> = rows.iter().filter(|row| row[0] == Cell::Id(COUNCIL.0)).collect();
        for _ in 0..10 {
            let (a, b) = (pen.chance.random_range(0..ours.len()), pen.chance.random_range(0..ours.len()));
            if a == b {
                continue;
            }
            let mut swapped = [ours[a].clone(), ours[b].clone()];
            for place in [2, 3] {
                (swapped[0][place], swapped[1][place]) = (ours[b][place].clone(), ours[a][place].clone());
            }
            for rows in [swapped.each_ref(), [ours[a], ours[b]]] {
                for row in [ours[a], ours[b]] {
                    hand.run("DELETE FROM seal WHERE authority = $1 AND number = $2", &row[..2]).await;
                }
                for row in rows {
                    hand.put(SEAL, row).await;
                }
                assert_eq!(verify(ground).await.is_clean(), rows[0] == ours[a]);
            }
        }
    }

    async fn the_contents_of_two_events_exchanged_are_found(ground) {
        written(ground, 305).await;
        let mut hand = ground.raw.hand().await;
        let rows = hand.all(EVENT).await;
        let (a, b) = (&rows[2], &rows[3]);
        for (place, (column, kind)) in EVENT.1.iter().enumerate().skip(17) {
            hand.set("event", ("id", &a[1]), column, &b[place], *kind).await;
            hand.set("event", ("id", &b[1]), column, &a[place], *kind).await;
        }
        found(ground, "seal").await;
    }

    async fn a_seal_taken_out_is_found(ground) {
        written(ground, 306).await;
        let mut hand = ground.raw.hand().await;
        for row in hand.all(SEAL).await {
            hand.run("DELETE FROM seal WHERE event = $1", &[row[2].clone()]).await;
            assert!(!verify(ground).await.is_clean(), "{row:?}");
            hand.put(SEAL, &row).await;
        }
        clean(ground).await;
    }

    async fn a_seal_that_is_changed_is_found(ground) {
        let mut pen = written(ground, 307).await;
        let mut hand = ground.raw.hand().await;
        let rows = hand.all(SEAL).await;
        for turn in 0..60 {
            let row = &rows[pen.chance.random_range(0..rows.len())];
            let (column, kind) = SEAL.1[turn % 5];
            let mut changed = row.clone();
            // Two seals of one number are refused by the database itself.
            while changed == *row || rows.iter().any(|other| other[2] != row[2] && other[..2] == changed[..2]) {
                changed[turn % 5] = flipped(&row[turn % 5], &mut pen, false);
            }
            hand.run("DELETE FROM seal WHERE event = $1", &[row[2].clone()]).await;
            hand.put(SEAL, &changed).await;
            assert!(!verify(ground).await.is_clean(), "{column} {kind:?} of {row:?}");
            hand.run("DELETE FROM seal WHERE event = $1", &[changed[2].clone()]).await;
            hand.put(SEAL, row).await;
        }
        clean(ground).await;
    }

    async fn contents_that_are_gone_without_a_tombstone_are_found(ground) {
        written(ground, 308).await;
        let mut hand = ground.raw.hand().await;
        let rows = hand.all(EVENT).await;
        let row = rows.iter().find(|row| !empty(&row[18])).unwrap();
        let nothing = Cell::Nothing(Kind::Bytes);
        for columns in [&["payload"][..], &["salt"], &["payload", "salt"]] {
            for column in columns {
                hand.set("event", ("id", &row[1]), column, &nothing, Kind::Bytes).await;
            }
            found(ground, "event").await;
            for (place, column) in [(18, "payload"), (19, "salt")] {
                hand.set("event", ("id", &row[1]), column, &row[place], Kind::Bytes).await;
            }
        }
        clean(ground).await;
    }

    async fn a_head_that_is_changed_is_found(ground) {
        let mut pen = written(ground, 309).await;
        let mut hand = ground.raw.hand().await;
        for row in hand.all(SEAL_HEAD).await {
            for (place, (column, kind)) in HEAD_COLUMNS {
                for _ in 0..5 {
                    let changed = flipped(&row[place], &mut pen, false);
                    hand.set("seal_head", ("authority", &row[0]), column, &changed, kind).await;
                    found(ground, "head").await;
                    hand.set("seal_head", ("authority", &row[0]), column, &row[place], kind).await;
                }
            }
        }
        clean(ground).await;
    }

    async fn a_tombstone_written_by_hand_and_not_sealed_explains_nothing(ground) {
        let mut pen = written(ground, 310).await;
        let mut hand = ground.raw.hand().await;
        let rows = hand.all(EVENT).await;
        let row = rows.iter().find(|row| !empty(&row[5]) && !empty(&row[18])).unwrap();
        let (Cell::Id(id), Cell::Id(person)) = (&row[1], &row[5]) else { panic!("ids are ids") };
        let tombstone =
            ErasedLawfully { events: vec![EventId(*id)], ground: "Nobody's order".into(), deciders: vec![], facts: vec![] };
        let stream = pen.stream();
        let told =
            Told::about(practice::ids::PersonId(*person), stream, crate::pen::day(6), Body::ErasedLawfully(tombstone));
        let act = pen.act([told]);
        ground.records.append(act).await.unwrap();
        for column in ["payload", "salt"] {
            hand.set("event", ("id", &row[1]), column, &Cell::Nothing(Kind::Bytes), Kind::Bytes).await;
        }
        found(ground, "event").await;
    }

    async fn a_view_that_differs_from_the_journal_is_found(ground) {
        let mut pen = written(ground, 311).await;
        let person = pen.person();
        let act = pen.open_person(person, "Sam");
        ground.records.append(act).await.unwrap();
        let (from, to) = (date(2026, 3, 1), date(2026, 3, 8));
        let cover = CoverNamed { post: PostId(pen.id()), covering: POST, from, to, reason: "leave".into() };
        let told = Told::about(person, person.stream("cover"), crate::pen::day(2), Body::CoverNamed(cover));
        let act = pen.act([told]);
        ground.records.append(act).await.unwrap();
        // Somebody else comes in the place of a key worker, and a goodbye is owed.
        let another = pen.person();
        let act = pen.open_person(another, "Jo");
        ground.records.append(act).await.unwrap();
        let newcomer = PostId(pen.id());
        let since = Happened::On(PartialDate::Day(date(2026, 6, 20)));
        let act = pen.act([Told { happened: since, ..key_worker(another, newcomer) }]);
        ground.records.append(act).await.unwrap();
        for change in [
            "UPDATE person SET sort_name = 'zz'",
            "UPDATE person SET status = 'elsewhere'",
            "DELETE FROM person_key WHERE key = (SELECT MAX(key) FROM person_key)",
            "UPDATE person_worker SET how = 'cover'",
            "DELETE FROM person_worker",
            "UPDATE person_cover SET to_day = from_day",
            "DELETE FROM person_cover",
            "UPDATE goodbye SET day = '2026-02-01'",
            "DELETE FROM goodbye",
            "UPDATE story SET class = 'police'",
            "DELETE FROM story WHERE event = (SELECT event FROM story LIMIT 1)",
            "UPDATE council SET name = 'Elsewhere'",
            "DELETE FROM person",
        ] {
            assert!(ground.raw.run(change, &[]).await > 0, "{change}");
            let report = verify(ground).await;
            assert!(!report.is_clean(), "{change}");
            ground.records.rebuild().await.unwrap();
            clean(ground).await;
        }
    }

    async fn a_value_of_the_vault_that_is_gone_or_another_one_is_found(ground) {
        let mut pen = written(ground, 313).await;
        let (mut life, begun) = Life::begin(&mut pen);
        ground.records.append(begun).await.unwrap();
        for _ in 0..25 {
            let act = life.next(&mut pen);
            ground.records.append(act).await.unwrap();
        }
        let mut hand = ground.raw.hand().await;
        let rows = hand.all(VAULT).await;
        assert!(rows.len() > 5);
        for (place, row) in rows.iter().enumerate() {
            hand.run("DELETE FROM vault WHERE id = $1", &[row[0].clone()]).await;
            found(ground, "vault").await;
            // One that is whole and as well encrypted, and not the one that was written.
            let Cell::Id(id) = row[0] else { panic!("ids are ids") };
            let (Cell::Id(authority), Cell::Id(person)) = (&row[1], &row[2]) else { panic!("ids are ids") };
            let random = VaultRandom { salt: [8; 16], nonce: [9; 24] };
            let whose = (AuthorityId(*authority), PersonId(*person));
            let keys = ground.records.keys();
            let (other, _) = put_away(keys, whose.0, whose.1, VaultId(id), random, "another", None).unwrap();
            let mut changed = row.clone();
            changed[3] = Cell::Bytes(other.sealed);
            hand.put(VAULT, &changed).await;
            found(ground, "vault").await;
            hand.run("DELETE FROM vault WHERE id = $1", &[row[0].clone()]).await;
            let column = [1, 2, 3][place % 3];
            let mut changed = row.clone();
            changed[column] = flipped(&row[column], &mut pen, false);
            hand.put(VAULT, &changed).await;
            found(ground, "vault").await;
            hand.run("DELETE FROM vault WHERE id = $1", &[row[0].clone()]).await;
            hand.put(VAULT, row).await;
        }
        clean(ground).await;
    }

    async fn a_value_of_the_vault_that_no_event_names_is_found(ground) {
        let mut pen = written(ground, 314).await;
        let person = pen.person();
        pen.put_away(person, "kept for nobody");
        let act = pen.act([]);
        ground.records.append(act).await.unwrap();
        found(ground, "vault").await;
    }

    async fn a_stream_that_counts_wrongly_is_found(ground) {
        written(ground, 312).await;
        let stream = ground.raw.all(EVENT).await[0][3].clone();
        let changed = ground.raw.run("UPDATE stream SET revision = revision + 1 WHERE id = $1", &[stream]).await;
        assert_eq!(changed, 1);
        found(ground, "stream").await;
    }
}

/// The columns of a head that its signature or the last seal answer for.
const HEAD_COLUMNS: [(usize, (&str, Kind)); 4] = [
    (1, ("number", Kind::Int)),
    (2, ("arrival", Kind::Int)),
    (3, ("chain", Kind::Bytes)),
    (4, ("signature", Kind::Bytes)),
];

fn empty(cell: &Cell) -> bool {
    match cell {
        Cell::Nothing(_) => true,
        Cell::Text(bytes) | Cell::Bytes(bytes) => bytes.is_empty(),
        _ => false,
    }
}
