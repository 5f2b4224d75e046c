//! When somebody was last in touch: seen, heard from and tried apart, by what the reader may read.

use crate::ground::{Ground, on_both_engines};
use crate::pen::{MORNING, Pen, day, everybody, sight};
use jiff::civil::{Date, date};
use practice::ids::{EventId, PersonId, PostId, StreamId};
use practice::journal::{Body, Class, Told};
use practice::key_working::{ContactLogged, InTouch, TheirView, Touch};
use practice::staff::{Role, Sight};
use practice::story::Reclassified;
use records::PeopleAsk;

fn contact(person: PersonId, stream: StreamId, how: Touch, on: i8) -> Told {
    let logged = ContactLogged {
        how,
        place: String::new(),
        minutes: None,
        purpose: String::new(),
        changed: String::new(),
        their_view: TheirView::NotWritten,
        correction: String::new(),
    };
    Told::about(person, stream, day(on), Body::ContactLogged(logged))
}

async fn tells(ground: &Ground, pen: &mut Pen, told: Told) -> EventId {
    let act = pen.act([told]);
    let event = act.events[0].id;
    ground.records.append(act).await.unwrap();
    event
}

async fn in_touch(ground: &Ground, person: PersonId) -> InTouch {
    ground.records.in_touch(&everybody(), person, MORNING).await.unwrap()
}

/// The view is what a rebuild makes of the journal.
async fn folds_alike(ground: &Ground) {
    assert!(ground.records.verify(None).await.unwrap().is_clean());
    ground.records.rebuild().await.unwrap();
    assert!(ground.records.verify(None).await.unwrap().is_clean());
}

fn march(day: i8) -> Date {
    date(2026, 3, day)
}

on_both_engines! {
    async fn a_meeting_is_seen_a_call_is_heard_and_a_try_is_neither(ground) {
        let mut pen = Pen::new(1500);
        let person = pen.person();
        let act = pen.open_person(person, "Sam");
        ground.records.append(act).await.unwrap();
        assert_eq!(in_touch(ground, person).await, InTouch::default());
        for (how, on) in [(Touch::Met, 3), (Touch::Message, 5), (Touch::Spoke, 4), (Touch::Tried, 5), (Touch::Tried, 6), (Touch::Tried, 8)] {
            let stream = pen.stream();
            tells(ground, &mut pen, contact(person, stream, how, on)).await;
        }
        let expected = InTouch { seen: Some(march(3)), heard: Some(march(5)), tried: Some(march(8)), tries: 2 };
        assert_eq!(in_touch(ground, person).await, expected);
    }

    async fn a_correction_takes_the_place_of_what_it_corrects(ground) {
        let mut pen = Pen::new(1501);
        let person = pen.person();
        let act = pen.open_person(person, "Sam");
        ground.records.append(act).await.unwrap();
        let stream = pen.stream();
        let first = tells(ground, &mut pen, contact(person, stream, Touch::Met, 9)).await;
        tells(ground, &mut pen, contact(person, stream, Touch::Tried, 8).correcting(first)).await;
        let expected = InTouch { seen: None, heard: None, tried: Some(march(8)), tries: 1 };
        assert_eq!(in_touch(ground, person).await, expected);
        folds_alike(ground).await;
        assert_eq!(in_touch(ground, person).await, expected);
    }

    async fn what_was_moved_to_other_readers_tells_the_others_nothing(ground) {
        let mut pen = Pen::new(1502);
        let person = pen.person();
        let act = pen.open_person(person, "Sam");
        ground.records.append(act).await.unwrap();
        let stream = pen.stream();
        let entry = tells(ground, &mut pen, contact(person, stream, Touch::Met, 9)).await;
        let body = Body::Reclassified(Reclassified { entry, to: Class::Restricted, reason: "so".into() });
        let stream = pen.stream();
        tells(ground, &mut pen, Told::about(person, stream, day(10), body)).await;
        assert_eq!(in_touch(ground, person).await.seen, Some(march(9)));
        folds_alike(ground).await;
        let worker = sight(&[Role::OutreachKeyWorker]);
        assert_eq!(ground.records.met_since(&worker, person, march(1), MORNING).await.unwrap(), []);
        assert_eq!(ground.records.met_since(&everybody(), person, march(1), MORNING).await.unwrap(), [march(9)]);
        assert_eq!(ground.records.in_touch(&worker, person, MORNING).await.unwrap(), InTouch::default());
        let since = PeopleAsk { not_seen_since: Some(march(9)), limit: 10, ..PeopleAsk::default() };
        assert_eq!(ground.records.people(&worker, &since, MORNING).await.unwrap().1, 1);
        assert_eq!(ground.records.people(&everybody(), &since, MORNING).await.unwrap().1, 0);
    }

    async fn those_not_seen_are_open_and_nobody_met_them_on_the_day_or_since(ground) {
        let mut pen = Pen::new(1503);
        let (seen, called) = (pen.person(), pen.person());
        for (person, name, how) in [(seen, "Sam", Touch::Met), (called, "Ana", Touch::Spoke)] {
            let act = pen.open_person(person, name);
            ground.records.append(act).await.unwrap();
            let stream = pen.stream();
            tells(ground, &mut pen, contact(person, stream, how, 5)).await;
        }
        let listed = async |since: i8| {
            let ask = PeopleAsk { not_seen_since: Some(march(since)), limit: 10, ..PeopleAsk::default() };
            let (lines, _) = ground.records.people(&everybody(), &ask, MORNING).await.unwrap();
            lines.iter().map(|line| line.person).collect::<Vec<_>>()
        };
        assert_eq!(listed(5).await, [called]);
        assert_eq!(listed(6).await, [called, seen]);
    }

    async fn of_a_record_out_of_reach_nothing_is_told(ground) {
        let mut pen = Pen::new(1504);
        let person = pen.person();
        let act = pen.open_person(person, "Sam");
        ground.records.append(act).await.unwrap();
        let stream = pen.stream();
        tells(ground, &mut pen, contact(person, stream, Touch::Met, 5)).await;
        let ours = sight(&[Role::OutreachKeyWorker]);
        assert_eq!(ground.records.in_touch(&ours, person, MORNING).await.unwrap().seen, Some(march(5)));
        assert_eq!(ground.records.met_since(&ours, person, march(1), MORNING).await.unwrap(), [march(5)]);
        let theirs = Sight { post: PostId(pen.id()), team: None, ..ours };
        assert_eq!(ground.records.in_touch(&theirs, person, MORNING).await.unwrap(), InTouch::default());
        assert_eq!(ground.records.met_since(&theirs, person, march(1), MORNING).await.unwrap(), []);
    }

    async fn the_days_of_meetings_since_one_stand_once_each_and_no_call_is_one(ground) {
        let mut pen = Pen::new(1505);
        let person = pen.person();
        let act = pen.open_person(person, "Sam");
        ground.records.append(act).await.unwrap();
        for (how, on) in [(Touch::Met, 8), (Touch::Met, 4), (Touch::Met, 8), (Touch::Spoke, 9), (Touch::Met, 3)] {
            let stream = pen.stream();
            tells(ground, &mut pen, contact(person, stream, how, on)).await;
        }
        let met = ground.records.met_since(&everybody(), person, march(4), MORNING).await.unwrap();
        assert_eq!(met, [march(4), march(8)]);
    }
}
