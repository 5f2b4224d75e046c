//! What was written down of some young people in a while, by what the reader may read.

use crate::ground::{Ground, on_both_engines};
use crate::pen::{MORNING, Pen, everybody, note, sight};
use practice::dates::Instant;
use practice::ids::{EventId, PersonId, PostId};
use practice::journal::{Class, Told};
use practice::staff::{Role, Sight};

/// Something is written down at a moment, so many seconds after the morning.
async fn writes(ground: &Ground, pen: &mut Pen, (told, after): (Told, i64)) -> EventId {
    let mut act = pen.act([told]);
    act.recorded = MORNING.plus_seconds(after);
    let event = act.events[0].id;
    ground.records.append(act).await.unwrap();
    event
}

async fn between(
    ground: &Ground,
    sight: &Sight,
    people: &[PersonId],
    (from, to): (i64, i64),
) -> Vec<EventId> {
    let moment = |after| -> Instant { MORNING.plus_seconds(after) };
    let spell = (moment(from), moment(to));
    let found = ground.records.told_between(sight, people, spell, moment(to)).await.unwrap();
    found.into_iter().map(|event| event.id).collect()
}

on_both_engines! {
    async fn what_was_written_after_one_moment_and_up_to_another_is_told_in_the_order_of_writing(ground) {
        let mut pen = Pen::new(1600);
        let (sam, ana, other) = (pen.person(), pen.person(), pen.person());
        for (person, name) in [(sam, "Sam"), (ana, "Ana"), (other, "Kit")] {
            let act = pen.open_person(person, name);
            ground.records.append(act).await.unwrap();
        }
        let mut written = Vec::new();
        for (person, after) in [(sam, 10), (ana, 20), (sam, 30), (other, 30)] {
            let stream = pen.stream();
            written.push(writes(ground, &mut pen, (note(person, stream, "words"), after)).await);
        }
        let both = [sam, ana];
        assert_eq!(between(ground, &everybody(), &both, (9, 30)).await, written[..3]);
        assert_eq!(between(ground, &everybody(), &both, (10, 29)).await, written[1..2]);
        assert_eq!(between(ground, &everybody(), &[], (9, 30)).await, []);
    }

    async fn a_correction_is_told_when_it_was_written_and_what_the_story_folds_away_is_not(ground) {
        let mut pen = Pen::new(1601);
        let sam = pen.person();
        let act = pen.open_person(sam, "Sam");
        ground.records.append(act).await.unwrap();
        let stream = pen.stream();
        let first = writes(ground, &mut pen, (note(sam, stream, "words"), 10)).await;
        let right = note(sam, stream, "other words").correcting(first);
        let corrected = writes(ground, &mut pen, (right, 20)).await;
        writes(ground, &mut pen, (crate::pen::named(sam, "Samuel"), 20)).await;
        assert_eq!(between(ground, &everybody(), &[sam], (10, 20)).await, [corrected]);
    }

    async fn of_classes_that_the_reader_does_not_hold_and_of_records_out_of_reach_nothing_is_told(ground) {
        let mut pen = Pen::new(1602);
        let sam = pen.person();
        let act = pen.open_person(sam, "Sam");
        ground.records.append(act).await.unwrap();
        let (open, kept) = (pen.stream(), pen.stream());
        let open = writes(ground, &mut pen, (note(sam, open, "words"), 10)).await;
        writes(ground, &mut pen, (note(sam, kept, "words").in_class(Class::Restricted), 10)).await;
        let worker = sight(&[Role::OutreachKeyWorker]);
        assert_eq!(between(ground, &worker, &[sam], (9, 10)).await, [open]);
        assert_eq!(between(ground, &everybody(), &[sam], (9, 10)).await.len(), 2);
        let elsewhere = Sight { post: PostId(pen.id()), team: None, ..worker };
        assert_eq!(between(ground, &elsewhere, &[sam], (9, 10)).await, []);
    }
}
