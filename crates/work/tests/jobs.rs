//! Jobs, done by a worker, on both engines.

#![expect(clippy::unwrap_used, reason = "in a test a panic is the answer")]

mod support;

use practice::ids::AuthorityId;
use records::{Job, Task};
use support::{Place, for_both};
use work::heads;

const DAY: i64 = 86_400;

async fn seal(place: &Place) {
    let house = &place.house;
    house.records.seal(house.blind_id(), house.now(), true).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn the_heads_of_every_council_are_written_once_a_day_and_stay_as_they_were_written() {
    for_both(async |place| {
        place.council().await;
        place.another_council("Southmoor").await;
        seal(&place).await;
        let worker = place.at_work();
        for _ in 0..2 {
            worker.plan_day().await.unwrap();
        }
        assert_eq!(place.drain().await, 1);
        let written = place.heads_written();
        assert_eq!(written.len(), 1);
        let kept = heads::kept(&written[0]).unwrap();
        assert_eq!(kept, place.house.records.heads().await.unwrap());
        assert_eq!(kept.len(), 2);
        let first = std::fs::read(&written[0]).unwrap();
        place.clock.pass(DAY);
        place.another_council("Eastmoor").await;
        seal(&place).await;
        worker.plan_day().await.unwrap();
        assert_eq!(place.drain().await, 1);
        let written = place.heads_written();
        assert_eq!((written.len(), std::fs::read(&written[0]).unwrap()), (2, first));
        let all: Vec<_> = written.iter().flat_map(|file| heads::kept(file).unwrap()).collect();
        assert_eq!(all.len(), 5);
        assert!(place.house.records.verify(&all).await.unwrap().is_clean());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_folder_that_cannot_be_written_to_is_said_in_a_sentence_and_tried_again() {
    for_both(async |place| {
        place.council().await;
        seal(&place).await;
        // Where the folder should be stands a file.
        let taken = place.data().with_file_name("taken");
        std::fs::write(&taken, "").unwrap();
        let worker = work::jobs::Worker::new(place.house.clone(), Some(taken.clone()));
        worker.plan_day().await.unwrap();
        let trouble = worker.drain().await.err().unwrap();
        assert!(trouble.contains("The heads cannot be written outside the data folder"), "{trouble}");
        let waiting = place.house.records.jobs_waiting().await.unwrap();
        assert_eq!((waiting.len(), waiting[0].tries), (1, 1));
        assert_eq!(waiting[0].run_after, place.house.now().plus_seconds(5));
        std::fs::remove_file(&taken).unwrap();
        place.clock.pass(5);
        assert_eq!(worker.drain().await.unwrap(), 1);
        assert_eq!(heads::kept(&taken).unwrap().len(), 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_worker_that_is_stopped_puts_its_job_back_and_the_next_one_does_it() {
    for_both(async |place| {
        place.council().await;
        seal(&place).await;
        let worker = place.at_work();
        // Whoever took it was killed: nothing is lost, and the time it is held for goes by.
        worker.plan_day().await.unwrap();
        let now = place.house.now();
        let killed = place.house.blind_id();
        place.house.records.take_job(killed, now, now.plus_seconds(60)).await.unwrap().unwrap();
        assert_eq!(worker.drain().await.unwrap(), 0);
        place.clock.pass(60);
        let (stop, stopped) = tokio::sync::oneshot::channel::<()>();
        let working = tokio::spawn(worker.keep_working(async {
            let _ = stopped.await;
        }));
        while !place.house.records.jobs_waiting().await.unwrap().is_empty() {
            tokio::time::sleep(std::time::Duration::from_millis(20)).await;
        }
        drop(stop);
        working.await.unwrap();
        assert_eq!(place.heads_written().len(), 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_done_is_forgotten_after_thirty_days() {
    for_both(async |place| {
        let worker = place.at_work();
        worker.plan_day().await.unwrap();
        assert_eq!(place.drain().await, 1);
        let same = Job {
            id: place.house.id(),
            task: Task::WriteHeads { day: place.house.now().day() },
            run_after: place.house.now(),
        };
        let queue = async |job: &Job| {
            place.house.records.queue(AuthorityId::INSTALLATION, vec![job.clone()]).await.unwrap()
        };
        assert_eq!(queue(&same).await, 0);
        place.clock.pass(31 * DAY);
        worker.plan_day().await.unwrap();
        assert_eq!(queue(&same).await, 1);
        assert_eq!(place.drain().await, 2);
    })
    .await;
}
