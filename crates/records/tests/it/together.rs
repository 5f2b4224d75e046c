//! Several people writing in the same minute.

use crate::ground::{Ground, on_both_engines};
use crate::pen::{Pen, form, key_worker, named, note};
use practice::ids::PostId;
use records::{Append, Appended, Error, Records};
use std::future::poll_fn;
use std::pin::pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::Poll;

/// Sends acts at the same time, each in a task of its own.
async fn at_once(records: &Records, acts: Vec<Append>) -> Vec<Result<Appended, Error>> {
    let start = Arc::new(tokio::sync::Barrier::new(acts.len()));
    let sending: Vec<_> = acts
        .into_iter()
        .map(|act| {
            let (records, start) = (records.clone(), Arc::clone(&start));
            tokio::spawn(async move {
                start.wait().await;
                records.append(act).await
            })
        })
        .collect();
    let mut answers = Vec::new();
    for sent in sending {
        answers.push(sent.await.unwrap());
    }
    answers
}

fn written(answers: &[Result<Appended, Error>]) -> usize {
    answers.iter().filter(|answer| answer.is_ok()).count()
}

async fn is_clean(ground: &Ground) {
    let report = ground.records.verify(None).await.unwrap();
    assert!(report.is_clean(), "{:?}", report.findings);
}

on_both_engines! {
    async fn of_two_acts_at_once_on_one_stream_exactly_one_is_written(ground) {
        for round in 0..20 {
            let mut pen = Pen::new(30 + round);
            let (person, stream) = (pen.person(), pen.stream());
            if round % 2 == 1 {
                let before = pen.act([note(person, stream, "before")]);
                ground.records.append(before).await.unwrap();
            }
            let one = pen.act([note(person, stream, "one")]);
            let mut two = pen.act([note(person, stream, "two")]);
            two.events[0].after = one.events[0].after;
            let answers = at_once(&ground.records, vec![one, two]).await;
            assert_eq!(written(&answers), 1, "{answers:?}");
            assert!(answers.iter().any(|answer| matches!(answer, Err(Error::Stale(at)) if *at == stream)));
        }
    }

    async fn fifty_acts_at_once_on_fifty_streams_are_all_written(ground) {
        let mut pen = Pen::new(60);
        let acts: Vec<Append> = (0..50)
            .map(|number| {
                let (person, stream) = (pen.person(), pen.stream());
                pen.act([note(person, stream, &number.to_string())])
            })
            .collect();
        let streams: Vec<_> = acts.iter().map(|act| act.events[0].told.stream).collect();
        assert_eq!(written(&at_once(&ground.records, acts).await), 50);
        let revisions = ground.records.revisions(&streams).await.unwrap();
        assert!(revisions.iter().all(|at| at.number == 1));
        is_clean(ground).await;
    }

    /// On SQLite waiting acts share a commit; those that are refused, late as
    /// it may be, must leave no trace and do the others no harm.
    async fn an_act_that_is_refused_does_not_harm_those_written_beside_it(ground) {
        let mut pen = Pen::new(61);
        let (person, stream) = (pen.person(), pen.stream());
        let first = pen.act([note(person, stream, "first")]);
        ground.records.append(first.clone()).await.unwrap();
        let acts: Vec<Append> = (0..60)
            .map(|number| {
                let (person, stream) = (pen.person(), pen.stream());
                let other = pen.stream();
                let mut act = pen.act([note(person, stream, "a"), note(person, other, "b")]);
                act.key = Some(form(&format!("form-{number}"), 1));
                match number % 4 {
                    0 => act.events[1].after = 5,
                    // There is an event of this id: noticed when the streams have moved already.
                    1 => act.events[1].id = first.events[0].id,
                    _ => {}
                }
                act
            })
            .collect();
        let answers = at_once(&ground.records, acts.clone()).await;
        for (number, (act, answer)) in acts.iter().zip(&answers).enumerate() {
            let is_good = number % 4 > 1;
            assert_eq!(answer.is_ok(), is_good, "{answer:?}");
            let streams = act.events.iter().map(|writing| writing.told.stream).collect::<Vec<_>>();
            let revisions = ground.records.revisions(&streams).await.unwrap();
            assert!(revisions.iter().all(|at| at.number == i64::from(is_good)), "{revisions:?}");
            let person = act.events[0].told.subject.unwrap();
            let events = ground.records.events_of_all(&[person]).await.unwrap();
            assert_eq!(events[&person].len(), if is_good { 2 } else { 0 });
        }
        assert_eq!(ground.raw.run("DELETE FROM request_key", &[]).await, 30);
        is_clean(ground).await;
    }

    /// Two that each rest on what the other begins: one of them decided on
    /// something that is no longer so.
    async fn two_acts_that_each_rest_on_the_other_s_absence_are_never_both_written(ground) {
        for round in 0..12 {
            let mut pen = Pen::new(70 + round);
            let person = pen.person();
            let (a, b) = (pen.at(person.stream("a")), pen.at(person.stream("b")));
            let (p, q) = (pen.person(), pen.person());
            let mut one = pen.act([note(p, a.stream, "as b is not")]);
            one.read = vec![b];
            let mut two = pen.act([note(q, b.stream, "as a is not")]);
            two.read = vec![a];
            let answers = at_once(&ground.records, vec![one, two]).await;
            assert_eq!(written(&answers), 1, "{answers:?}");
        }
    }

    /// Which key worker stands depends on the order; the view and the journal
    /// must have it the same way.
    async fn acts_at_once_on_one_person_are_folded_in_the_order_of_the_journal(ground) {
        for round in 0..6 {
            let mut pen = Pen::new(90 + round);
            let person = pen.person();
            let acts: Vec<Append> = (0..12)
                .map(|number| {
                    let mut telling = key_worker(person, PostId(pen.id()));
                    telling.stream = person.stream(&format!("key_working {number}"));
                    pen.act([telling])
                })
                .collect();
            assert_eq!(written(&at_once(&ground.records, acts).await), 12);
        }
        is_clean(ground).await;
    }

    async fn a_check_is_clean_while_others_write(ground) {
        let records = ground.records.clone();
        let stop = Arc::new(AtomicBool::new(false));
        let until = Arc::clone(&stop);
        let writing = tokio::spawn(async move {
            let mut pen = Pen::new(99);
            while !until.load(Ordering::Relaxed) {
                let person = pen.person();
                let act = pen.open_person(person, "Sam Sample");
                records.append(act).await.unwrap();
                records.seal(uuid::Uuid::nil(), pen.now, false).await.unwrap();
            }
        });
        for _ in 0..6 {
            is_clean(ground).await;
        }
        stop.store(true, Ordering::Relaxed);
        writing.await.unwrap();
        is_clean(ground).await;
    }

    async fn views_made_anew_while_others_write_miss_nothing(ground) {
        let records = ground.records.clone();
        let writing = tokio::spawn(async move {
            let mut pen = Pen::new(98);
            let person = pen.person();
            let act = pen.open_person(person, "Sam Sample");
            records.append(act).await.unwrap();
            for number in 0..60 {
                let act = pen.act([named(person, &format!("Name {number}"))]);
                records.append(act).await.unwrap();
            }
        });
        for _ in 0..8 {
            ground.records.rebuild().await.unwrap();
        }
        writing.await.unwrap();
        is_clean(ground).await;
    }

    /// A browser that moves on ends its request at any point of it, also
    /// between a question to the database and its answer.
    async fn a_caller_that_goes_away_harms_nobody_else(ground) {
        let mut pen = Pen::new(71);
        let mut act = || {
            let (person, stream) = (pen.person(), pen.stream());
            (pen.act([note(person, stream, "words")]), stream)
        };
        for waits in (1..20).cycle().take(400) {
            given_up_after(waits, ground.records.stale_views()).await;
            given_up_after(waits, ground.records.append(act().0)).await;
            let (stays, stream) = act();
            let written = ground.records.append(stays).await;
            assert!(written.is_ok(), "after {waits} waits: {written:?}");
            let read = ground.records.revisions(&[stream]).await.unwrap();
            assert_eq!(read[0].number, 1, "after {waits} waits what was just written is not read");
        }
        is_clean(ground).await;
    }
}

/// Does some work until it has waited so often, and drops it there.
async fn given_up_after<F: Future>(waits: usize, work: F) {
    let mut work = pin!(work);
    let mut waited = 0;
    poll_fn(|context| {
        waited += 1;
        match work.as_mut().poll(context) {
            Poll::Pending if waited < waits => Poll::Pending,
            _ => Poll::Ready(()),
        }
    })
    .await;
}
