//! Who is out alone, until when, and what they left behind.

use crate::ground::{COUNCIL, Ground, NEIGHBOUR, on_both_engines};
use crate::pen::{ACCOUNT, MORNING, POST, Pen, TEAM, day};
use jiff::civil::date;
use practice::dates::{Happened, Instant};
use practice::hubs::{BackSafe, LookedFor, OutLonger, WentOutAlone};
use practice::ids::{AccountId, PostId, StreamId};
use practice::journal::{Actor, Body, Told};
use practice::staff::{PostCreated, Role};
use records::{OutAlone, OutWords};
use uuid::Uuid;

const HOUR: i64 = 3600;
/// Somebody's who is not out.
const ELSE: AccountId = AccountId(Uuid::from_u128(0xE15E));

async fn tells(ground: &Ground, pen: &mut Pen, at: Instant, (stream, body): (StreamId, Body)) {
    let words = match &body {
        Body::WentOutAlone(_) => Some(OutWords::Left(stream, b"sealed".to_vec())),
        Body::BackSafe(_) => Some(OutWords::Deleted(stream)),
        _ => None,
    };
    let mut act = pen.act([Told::of_service(stream, Happened::At(at), body)]);
    act.recorded = at;
    act.out_words = words;
    ground.records.append(act).await.unwrap();
}

fn went(back_by: Instant) -> Body {
    Body::WentOutAlone(WentOutAlone { post: POST, back_by })
}

fn safe(what: &str) -> Body {
    Body::BackSafe(BackSafe { what: what.into() })
}

async fn has_a_post(ground: &Ground, pen: &mut Pen) {
    let post = PostCreated {
        account: Some(ACCOUNT),
        name: "Sam Okafor".into(),
        team: Some(TEAM),
        roles: vec![Role::OutreachKeyWorker],
        from: date(2026, 1, 1),
        to: None,
    };
    let told = Told::of_service(StreamId(POST.0), day(1), Body::PostCreated(post));
    let act = pen.act([told]);
    ground.records.append(act).await.unwrap();
}

async fn watched(ground: &Ground, account: AccountId, now: Instant) -> Vec<StreamId> {
    let found = ground.records.out_to_watch(COUNCIL, account, now).await.unwrap();
    found.into_iter().map(|one| one.stream).collect()
}

async fn is_clean(ground: &Ground) {
    let report = ground.records.verify(None).await.unwrap();
    assert!(report.is_clean(), "{:?}", report.findings);
}

on_both_engines! {
    async fn whoever_is_out_is_watched_by_themselves_at_once_and_by_the_council_from_the_very_moment(ground) {
        let mut pen = Pen::new(2600);
        has_a_post(ground, &mut pen).await;
        let (stream, due) = (pen.stream(), MORNING.plus_seconds(2 * HOUR));
        tells(ground, &mut pen, MORNING, (stream, went(due))).await;
        assert_eq!(watched(ground, ACCOUNT, MORNING).await, [stream]);
        assert_eq!(watched(ground, ELSE, due.plus_seconds(-1)).await, []);
        assert_eq!(watched(ground, ELSE, due).await, [stream]);
        assert_eq!(ground.records.out_to_watch(NEIGHBOUR, ACCOUNT, due).await.unwrap(), []);
        assert_eq!(ground.records.out_alone(NEIGHBOUR, stream).await.unwrap(), None);
        assert_eq!(ground.records.out_words(NEIGHBOUR, stream).await.unwrap(), None);
        let later = Body::OutLonger(OutLonger { back_by: due.plus_seconds(HOUR) });
        tells(ground, &mut pen, due.plus_seconds(-60), (stream, later)).await;
        assert_eq!(watched(ground, ELSE, due).await, []);
        assert_eq!(watched(ground, ELSE, due.plus_seconds(HOUR)).await, [stream]);
        assert_eq!(ground.records.out_alone(COUNCIL, stream).await.unwrap().unwrap().late_from, None);
        is_clean(ground).await;
    }

    async fn somebody_whose_post_is_not_there_is_watched_still(ground) {
        let mut pen = Pen::new(2601);
        let stream = pen.stream();
        tells(ground, &mut pen, MORNING, (stream, went(MORNING.plus_seconds(HOUR)))).await;
        assert_eq!(watched(ground, ELSE, MORNING.plus_seconds(HOUR)).await, [stream]);
    }

    async fn what_was_tried_ends_nothing_and_that_they_are_safe_does_and_deletes_what_they_left(ground) {
        let mut pen = Pen::new(2602);
        has_a_post(ground, &mut pen).await;
        let (stream, due) = (pen.stream(), MORNING.plus_seconds(HOUR));
        tells(ground, &mut pen, MORNING, (stream, went(due))).await;
        let tried = Body::LookedFor(LookedFor { what: "Rang twice".into() });
        tells(ground, &mut pen, due.plus_seconds(60), (stream, tried)).await;
        assert_eq!(watched(ground, ELSE, due.plus_seconds(60)).await, [stream]);
        assert_eq!(ground.records.out_words(COUNCIL, stream).await.unwrap().as_deref(), Some(&b"sealed"[..]));
        let found = due.plus_seconds(25 * 60);
        tells(ground, &mut pen, found, (stream, safe("Spoke with them"))).await;
        assert_eq!(watched(ground, ACCOUNT, found).await, []);
        assert_eq!(ground.records.out_words(COUNCIL, stream).await.unwrap(), None);
        let ended = OutAlone {
            stream,
            post: POST,
            account: Some(ACCOUNT),
            went_at: MORNING,
            back_by: due,
            late_from: Some(due),
            ended_at: Some(found),
            ended_by: Some(POST),
        };
        assert_eq!(ground.records.out_alone(COUNCIL, stream).await.unwrap(), Some(ended));
        is_clean(ground).await;
        ground.records.rebuild().await.unwrap();
        assert_eq!(ground.records.out_alone(COUNCIL, stream).await.unwrap(), Some(ended));
    }

    async fn a_list_has_whoever_is_out_and_whoever_was_overdue_since(ground) {
        let mut pen = Pen::new(2603);
        let mut went_and = async |after: Option<i64>| {
            let (stream, due) = (pen.stream(), MORNING.plus_seconds(HOUR));
            tells(ground, &mut pen, MORNING, (stream, went(due))).await;
            if let Some(after) = after {
                tells(ground, &mut pen, due.plus_seconds(after), (stream, safe(""))).await;
            }
            stream
        };
        let (out, _in_time, late) = (went_and(None).await, went_and(Some(-60)).await, went_and(Some(0)).await);
        let since = async |since| {
            let found = ground.records.out_alone_since(COUNCIL, since).await.unwrap();
            found.into_iter().map(|one| one.stream).collect::<std::collections::BTreeSet<_>>()
        };
        assert_eq!(since(MORNING).await, [out, late].into());
        assert_eq!(since(MORNING.plus_seconds(2 * HOUR)).await, [out].into());
        assert_eq!(ground.records.out_alone_since(NEIGHBOUR, MORNING).await.unwrap(), []);
    }

    async fn later_said_when_it_was_late_already_keeps_since_when(ground) {
        let mut pen = Pen::new(2604);
        let (stream, due) = (pen.stream(), MORNING.plus_seconds(HOUR));
        tells(ground, &mut pen, MORNING, (stream, went(due))).await;
        for hours in 1..3 {
            let later = Body::OutLonger(OutLonger { back_by: due.plus_seconds(hours * HOUR) });
            tells(ground, &mut pen, due.plus_seconds(hours * HOUR - HOUR + 60), (stream, later)).await;
        }
        let found = ground.records.out_alone(COUNCIL, stream).await.unwrap().unwrap();
        assert_eq!((found.late_from, found.back_by), (Some(due), due.plus_seconds(2 * HOUR)));
        assert_eq!(found.ended_by, None::<PostId>);
        is_clean(ground).await;
    }

    async fn an_act_sent_twice_leaves_its_words_once(ground) {
        let mut pen = Pen::new(2605);
        let stream = pen.stream();
        let mut act = pen.act([Told::of_service(stream, Happened::At(MORNING), went(MORNING))]);
        act.actor = Actor::Post(POST);
        act.out_words = Some(OutWords::Left(stream, b"sealed".to_vec()));
        act.key = Some(records::RequestKey { key: "k".into(), digest: [1; 32] });
        ground.records.append(act.clone()).await.unwrap();
        ground.records.append(act).await.unwrap();
        assert!(ground.records.out_words(COUNCIL, stream).await.unwrap().is_some());
    }
}
