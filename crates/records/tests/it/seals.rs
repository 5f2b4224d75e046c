//! A chain over the journal of each council, and a signed head.

use crate::ground::{COUNCIL, Ground, NEIGHBOUR, on_both_engines};
use crate::pen::{Pen, note};
use crate::raw::{Cell, Kind, SEAL_HEAD};
use practice::ids::AuthorityId;
use records::{Head, Report};
use uuid::Uuid;

const SEALER: Uuid = Uuid::from_u128(1);

/// Writes notes in one act and seals them.
async fn write_and_seal(ground: &Ground, pen: &mut Pen, notes: usize) -> Head {
    let person = pen.person();
    let told: Vec<_> = (0..notes).map(|number| note(person, pen.stream(), &number.to_string())).collect();
    let act = pen.act(told);
    ground.records.append(act).await.unwrap();
    ground.records.seal(SEALER, pen.now, false).await.unwrap();
    let heads = ground.records.heads().await.unwrap();
    heads.into_iter().find(|head| head.authority == pen.authority).unwrap()
}

async fn verify(ground: &Ground, head: Option<&Head>) -> Report {
    ground.records.verify(head).await.unwrap()
}

on_both_engines! {
    async fn each_council_has_a_chain_without_gaps(ground) {
        let mut pen = Pen::new(200);
        write_and_seal(ground, &mut pen, 5).await;
        pen.authority = NEIGHBOUR;
        let theirs = write_and_seal(ground, &mut pen, 3).await;
        pen.authority = COUNCIL;
        let ours = write_and_seal(ground, &mut pen, 2).await;
        assert_eq!((ours.number, theirs.number), (7, 3));
        assert_ne!(ours.chain, theirs.chain);
        let report = verify(ground, None).await;
        assert!(report.is_clean(), "{:?}", report.findings);
        assert_eq!((report.sealed, report.unsealed), (10, 0));
        assert_eq!(report.heads, ground.records.heads().await.unwrap());
    }

    async fn sealing_again_seals_nothing_and_changes_no_head(ground) {
        let mut pen = Pen::new(201);
        let head = write_and_seal(ground, &mut pen, 4).await;
        for thorough in [false, true] {
            assert_eq!(ground.records.seal(SEALER, pen.now, thorough).await.unwrap(), 0);
        }
        assert_eq!(ground.records.heads().await.unwrap(), [head]);
    }

    async fn what_is_not_sealed_yet_is_reported_and_not_claimed(ground) {
        let mut pen = Pen::new(202);
        write_and_seal(ground, &mut pen, 4).await;
        let (person, stream) = (pen.person(), pen.stream());
        let late = pen.act([note(person, stream, "late")]);
        ground.records.append(late).await.unwrap();
        let report = verify(ground, None).await;
        assert!(report.is_clean());
        assert_eq!((report.sealed, report.unsealed), (4, 1));
    }

    async fn another_sealer_goes_on_where_one_stopped(ground) {
        let mut pen = Pen::new(203);
        let first = write_and_seal(ground, &mut pen, 3).await;
        let (person, stream) = (pen.person(), pen.stream());
        let act = pen.act([note(person, stream, "next")]);
        ground.records.append(act).await.unwrap();
        assert_eq!(ground.records.seal(Uuid::from_u128(2), pen.now, false).await.unwrap(), 1);
        assert_eq!(ground.records.heads().await.unwrap()[0].number, 4);
        let report = verify(ground, Some(&first)).await;
        assert!(report.is_clean(), "{:?}", report.findings);
    }

    async fn two_sealers_at_once_seal_nothing_twice(ground) {
        let mut pen = Pen::new(204);
        for round in 0..5 {
            let person = pen.person();
            let told: Vec<_> = (0..20).map(|number| note(person, pen.stream(), &number.to_string())).collect();
            let act = pen.act(told);
            ground.records.append(act).await.unwrap();
            let (a, b) = tokio::join!(
                ground.records.seal(SEALER, pen.now, false),
                ground.records.seal(Uuid::from_u128(2), pen.now, false)
            );
            assert_eq!(a.unwrap() + b.unwrap(), 20, "round {round}");
        }
        assert!(verify(ground, None).await.is_clean());
    }

    async fn a_journal_longer_than_any_batch_is_sealed_and_checked(ground) {
        let mut pen = Pen::new(205);
        let head = write_and_seal(ground, &mut pen, 5_100).await;
        assert_eq!(head.number, 5_100);
        let report = verify(ground, Some(&head)).await;
        assert!(report.is_clean(), "{:?}", report.findings);
        assert_eq!(report.sealed, 5_100);
        // One missing seal is one fault, not one for each seal after it.
        ground.raw.run("DELETE FROM seal WHERE number = 3", &[]).await;
        let report = verify(ground, None).await;
        assert!((1..=3).contains(&report.found), "{:?}", report.findings);
    }

    async fn every_earlier_head_is_still_in_the_chain(ground) {
        let mut pen = Pen::new(206);
        let mut heads = Vec::new();
        for _ in 0..4 {
            heads.push(write_and_seal(ground, &mut pen, 3).await);
        }
        for head in &heads {
            assert!(verify(ground, Some(head)).await.is_clean());
        }
    }

    async fn every_head_kept_elsewhere_is_compared(ground) {
        let mut pen = Pen::new(212);
        let mut heads = Vec::new();
        for council in [COUNCIL, NEIGHBOUR, COUNCIL] {
            pen.authority = council;
            heads.push(write_and_seal(ground, &mut pen, 3).await);
        }
        assert!(ground.records.verify(&heads).await.unwrap().is_clean());
        for wrong in 0..heads.len() {
            let mut changed = heads.clone();
            changed[wrong].chain[5] ^= 1;
            assert_eq!(ground.records.verify(&changed).await.unwrap().found, 1);
            let mut further = heads.clone();
            further[wrong].number += 100;
            assert_eq!(ground.records.verify(&further).await.unwrap().found, 1);
        }
    }

    async fn a_head_that_is_not_of_this_chain_is_found(ground) {
        let mut pen = Pen::new(207);
        let head = write_and_seal(ground, &mut pen, 3).await;
        let mut other = head.clone();
        other.chain[0] ^= 1;
        assert!(!verify(ground, Some(&other)).await.is_clean());
        let elsewhere = Head { authority: AuthorityId(pen.id()), ..head.clone() };
        assert!(!verify(ground, Some(&elsewhere)).await.is_clean());
        assert!(verify(ground, Some(&head)).await.is_clean());
    }

    /// Somebody with the database and an old copy of the signed head can cut
    /// off the end so that all is in order; only a head kept elsewhere tells.
    async fn a_tail_that_was_cut_off_is_found_by_a_head_kept_elsewhere(ground) {
        let mut pen = Pen::new(208);
        let early = write_and_seal(ground, &mut pen, 4).await;
        let mut old_head = ground.raw.all(SEAL_HEAD).await;
        let late = write_and_seal(ground, &mut pen, 3).await;
        let mut hand = ground.raw.hand().await;
        hand.run("DELETE FROM stream WHERE id IN (SELECT e.stream FROM event e JOIN seal s ON s.event = e.id WHERE s.number > 4)", &[]).await;
        hand.run("DELETE FROM event WHERE id IN (SELECT event FROM seal WHERE number > 4)", &[]).await;
        hand.run("DELETE FROM seal WHERE number > 4", &[]).await;
        hand.run("DELETE FROM seal_head", &[]).await;
        hand.put(SEAL_HEAD, &old_head.remove(0)).await;
        ground.records.rebuild().await.unwrap();
        assert!(verify(ground, None).await.is_clean());
        assert!(verify(ground, Some(&early)).await.is_clean());
        let report = verify(ground, Some(&late)).await;
        assert!(report.findings.iter().any(|finding| finding.place == "head"), "{:?}", report.findings);
    }

    async fn a_head_signed_with_another_key_is_found(ground) {
        let mut pen = Pen::new(209);
        write_and_seal(ground, &mut pen, 2).await;
        let folder = tempfile::tempdir().unwrap();
        let (keys, _) = records::Keys::open(folder.path(), [9; 32]).unwrap();
        assert_ne!(keys.public_key(), ground.records.keys().public_key());
        let foreign = ground.with_keys(keys).await;
        let report = foreign.verify(None).await.unwrap();
        assert_eq!(report.found, 1);
        assert_eq!(report.findings[0].place, "head");
    }

    async fn a_head_that_was_not_signed_with_the_key_that_stands_is_not_signed_anew(ground) {
        let mut pen = Pen::new(213);
        write_and_seal(ground, &mut pen, 2).await;
        let folder = tempfile::tempdir().unwrap();
        let (keys, _) = records::Keys::open(folder.path(), [9; 32]).unwrap();
        let before = keys.public_key();
        let foreign = ground.with_keys(keys).await;
        // Nothing is changed to where no next key was made.
        assert!(matches!(foreign.change_seal_key(pen.now).await, Err(records::Error::Key(_))));
        let next = foreign.keys().next_seal([8; 32]).unwrap();
        assert_ne!(next, before);
        assert_eq!(foreign.keys().next_seal([7; 32]).unwrap(), next);
        assert!(matches!(foreign.change_seal_key(pen.now).await, Err(records::Error::Promise(_))));
        assert_eq!(foreign.keys().public_key(), before);
        assert!(verify(ground, None).await.is_clean());
    }

    async fn a_head_put_back_to_an_earlier_one_is_found_while_its_seals_stand(ground) {
        let mut pen = Pen::new(210);
        write_and_seal(ground, &mut pen, 2).await;
        let mut old_head = ground.raw.all(SEAL_HEAD).await;
        write_and_seal(ground, &mut pen, 2).await;
        let mut hand = ground.raw.hand().await;
        hand.run("DELETE FROM seal_head", &[]).await;
        assert!(!verify(ground, None).await.is_clean());
        hand.put(SEAL_HEAD, &old_head.remove(0)).await;
        assert!(!verify(ground, None).await.is_clean());
    }

    async fn an_event_written_before_the_head_and_seen_late_is_sealed_with_a_later_number(ground) {
        let mut pen = Pen::new(211);
        write_and_seal(ground, &mut pen, 3).await;
        // As if the last of them had become visible only now.
        let mut hand = ground.raw.hand().await;
        let rows = hand.ask("SELECT event FROM seal WHERE number = 1", &[Kind::Id], &[]).await;
        let Cell::Id(first) = rows[0][0] else { panic!("a seal has an event") };
        hand.run("DELETE FROM seal", &[]).await;
        hand.run("DELETE FROM seal_head", &[]).await;
        let mut late = hand.all(crate::raw::EVENT).await;
        late.retain(|row| row[1] == Cell::Id(first));
        hand.run("DELETE FROM event WHERE id = $1", &[Cell::Id(first)]).await;
        ground.records.seal(SEALER, pen.now, true).await.unwrap();
        hand.put(crate::raw::EVENT, &late.remove(0)).await;
        assert_eq!(ground.records.seal(SEALER, pen.now, true).await.unwrap(), 1);
        let report = verify(ground, None).await;
        assert!(report.is_clean(), "{:?}", report.findings);
        assert_eq!(report.sealed, 3);
    }
}
