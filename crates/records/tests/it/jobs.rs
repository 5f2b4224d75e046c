//! Jobs: queued with their act, taken by one worker, never lost.

use crate::ground::{COUNCIL, Ground, NEIGHBOUR, on_both_engines};
use crate::pen::{MORNING, Pen, form, note};
use jiff::civil::{Date, date};
use practice::journal::Revision;
use records::{Appended, Error, Job, TakenJob, Task};
use std::collections::BTreeSet;
use uuid::Uuid;

const ONE: Uuid = Uuid::from_u128(1);
const TWO: Uuid = Uuid::from_u128(2);

fn heads(day: Date) -> Task {
    Task::WriteHeads { day }
}

fn job(pen: &mut Pen, day: i8) -> Job {
    Job { id: pen.id(), task: heads(date(2026, 3, day)), run_after: MORNING }
}

async fn queue(ground: &Ground, job: Job) -> u64 {
    ground.records.queue(COUNCIL, vec![job]).await.unwrap()
}

async fn take(ground: &Ground, holder: Uuid, after: i64) -> Option<TakenJob> {
    let now = MORNING.plus_seconds(after);
    ground.records.take_job(holder, now, now.plus_seconds(60)).await.unwrap()
}

on_both_engines! {
    async fn a_job_is_queued_with_its_act_and_only_with_it(ground) {
        let mut pen = Pen::new(1100);
        let (person, stream) = (pen.person(), pen.stream());
        let mut act = pen.act([note(person, stream, "words")]);
        act.jobs = vec![job(&mut pen, 1)];
        act.read = vec![Revision { stream: person.identity(), number: 7 }];
        assert!(matches!(ground.records.append(act.clone()).await, Err(Error::Stale(_))));
        assert!(ground.records.jobs_waiting().await.unwrap().is_empty());
        act.read = Vec::new();
        ground.records.append(act).await.unwrap();
        let waiting = ground.records.jobs_waiting().await.unwrap();
        assert_eq!(waiting.len(), 1);
        assert_eq!((waiting[0].task.clone(), waiting[0].tries), (Some(heads(date(2026, 3, 1))), 0));
    }

    async fn a_form_sent_twice_queues_its_job_once(ground) {
        let mut pen = Pen::new(1101);
        let (person, stream) = (pen.person(), pen.stream());
        let mut act = pen.act([note(person, stream, "words")]);
        act.jobs = vec![job(&mut pen, 1)];
        act.key = Some(form("form-1", 1));
        ground.records.append(act.clone()).await.unwrap();
        let taken = take(ground, ONE, 0).await.unwrap();
        assert!(ground.records.finish_job(taken.id, ONE, MORNING).await.unwrap());
        assert_eq!(ground.records.append(act.clone()).await.unwrap(), Appended::Before(act.act));
        assert!(ground.records.jobs_waiting().await.unwrap().is_empty());
    }

    async fn one_task_of_one_council_is_one_job_and_stays_done(ground) {
        let mut pen = Pen::new(1102);
        assert_eq!(queue(ground, job(&mut pen, 1)).await, 1);
        assert_eq!(queue(ground, job(&mut pen, 1)).await, 0);
        assert_eq!(queue(ground, job(&mut pen, 2)).await, 1);
        let theirs = job(&mut pen, 1);
        assert_eq!(ground.records.queue(NEIGHBOUR, vec![theirs]).await.unwrap(), 1);
        while let Some(taken) = take(ground, ONE, 0).await {
            assert!(ground.records.finish_job(taken.id, ONE, MORNING).await.unwrap());
        }
        assert_eq!(queue(ground, job(&mut pen, 1)).await, 0);
        assert_eq!(ground.records.forget_jobs(MORNING).await.unwrap(), 0);
        assert_eq!(ground.records.forget_jobs(MORNING.plus_seconds(1)).await.unwrap(), 3);
        assert_eq!(queue(ground, job(&mut pen, 1)).await, 1);
    }

    async fn the_job_due_longest_is_taken_first_and_none_before_its_time(ground) {
        let mut pen = Pen::new(1103);
        for (day, after) in [(1, 30), (2, 10), (3, 20)] {
            let job = job(&mut pen, day);
            queue(ground, Job { run_after: MORNING.plus_seconds(after), ..job }).await;
        }
        assert_eq!(take(ground, ONE, 9).await, None);
        let mut days = Vec::new();
        while let Some(taken) = take(ground, ONE, 25).await {
            assert_eq!((taken.authority, taken.tries), (COUNCIL, 1));
            days.push(taken.task.unwrap());
        }
        assert_eq!(days, [heads(date(2026, 3, 2)), heads(date(2026, 3, 3))]);
    }

    async fn what_is_held_is_nobody_else_s_until_the_time_is_over(ground) {
        let mut pen = Pen::new(1104);
        queue(ground, job(&mut pen, 1)).await;
        let first = take(ground, ONE, 0).await.unwrap();
        assert_eq!(take(ground, TWO, 59).await, None);
        // Held again, it is held longer.
        let until = MORNING.plus_seconds(120);
        assert!(ground.records.hold_job(first.id, ONE, until).await.unwrap());
        assert_eq!(take(ground, TWO, 119).await, None);
        // Whoever held it was killed: the next worker begins it again.
        let again = take(ground, TWO, 120).await.unwrap();
        assert_eq!((again.id, again.tries), (first.id, 2));
        for late in [
            ground.records.hold_job(first.id, ONE, until).await,
            ground.records.finish_job(first.id, ONE, MORNING).await,
            ground.records.put_job_off(first.id, ONE, MORNING, None).await,
        ] {
            assert!(!late.unwrap());
        }
        assert!(ground.records.finish_job(first.id, TWO, MORNING).await.unwrap());
        assert!(!ground.records.finish_job(first.id, TWO, MORNING).await.unwrap());
    }

    async fn a_job_in_trouble_waits_and_says_why(ground) {
        let mut pen = Pen::new(1105);
        queue(ground, job(&mut pen, 1)).await;
        let taken = take(ground, ONE, 0).await.unwrap();
        let until = MORNING.plus_seconds(5);
        let trouble = Some("The folder is not there.".to_owned());
        assert!(ground.records.put_job_off(taken.id, ONE, until, trouble.clone()).await.unwrap());
        assert_eq!(take(ground, ONE, 4).await, None);
        let waiting = ground.records.jobs_waiting().await.unwrap();
        assert_eq!((waiting[0].trouble.clone(), waiting[0].tries, waiting[0].run_after), (trouble, 1, until));
        let taken = take(ground, ONE, 5).await.unwrap();
        assert_eq!(taken.tries, 2);
        assert!(ground.records.finish_job(taken.id, ONE, MORNING).await.unwrap());
        assert!(ground.records.jobs_waiting().await.unwrap().is_empty());
    }

    async fn many_workers_never_take_one_job_twice(ground) {
        let mut pen = Pen::new(1106);
        for day in 1..=24 {
            queue(ground, job(&mut pen, day)).await;
        }
        let workers: Vec<_> = (0..6)
            .map(|number| {
                let records = ground.records.clone();
                tokio::spawn(async move {
                    let holder = Uuid::from_u128(number + 10);
                    let mut mine = Vec::new();
                    loop {
                        let until = MORNING.plus_seconds(60);
                        match records.take_job(holder, MORNING, until).await.unwrap() {
                            Some(taken) => mine.push(taken.id),
                            // Passed over for a moment, what another is just taking may still be left.
                            None if records.jobs_waiting().await.unwrap().iter().all(|job| job.tries > 0) => break,
                            None => {}
                        }
                    }
                    mine
                })
            })
            .collect();
        let mut all = Vec::new();
        for worker in workers {
            all.extend(worker.await.unwrap());
        }
        let different: BTreeSet<_> = all.iter().collect();
        assert_eq!((all.len(), different.len()), (24, 24));
    }

    async fn a_task_of_a_newer_release_is_kept_and_not_guessed_at(ground) {
        let mut pen = Pen::new(1107);
        queue(ground, job(&mut pen, 1)).await;
        let newer = r#"UPDATE job SET task = '{"task":"of_tomorrow"}'"#;
        assert_eq!(ground.raw.run(newer, &[]).await, 1);
        assert_eq!(take(ground, ONE, 0).await.unwrap().task, None);
        assert_eq!(ground.records.jobs_waiting().await.unwrap()[0].task, None);
    }
}
