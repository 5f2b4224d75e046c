//! Imports that stop, and imports that meet.

use crate::files::{Files, read};
use crate::support::for_both;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;
use work::import::{Options, Step, carry_out};

/// Enough people for three chunks, each with little to tell.
pub(crate) fn many() -> Files {
    let rows: Vec<String> = (0..1_000).map(|place| format!("N{place},Person {place},01/01/2012")).collect();
    crate::files::files(&[("People.csv", &format!("CHILD,NAME_USED,DOB\n{}\n", rows.join("\n")))])
}

#[tokio::test(flavor = "multi_thread")]
async fn an_import_that_was_stopped_is_started_again_and_nothing_is_written_twice() {
    for_both(async |place| {
        let council = place.council().await;
        let desk = place.operator(&council);
        let reading = read(many());
        let stopped = tokio::spawn(async move {
            let stop = |step: Step| match step {
                Step::Makes(_) => {}
                Step::Done(done, _) => assert!(done < 300, "stopped here on purpose"),
            };
            carry_out(&desk, &reading, &Options::default(), &stop).await.map(|_| ())
        });
        assert!(stopped.await.is_err());
        // What was on its way to the disk when it stopped may still arrive.
        tokio::time::sleep(Duration::from_millis(1_500)).await;
        let there = place.numbers(&council).await.len();
        assert!(there > 0 && there < 1_000, "{there}");
        let outcome = place.bring(&council, many()).await;
        place.is_clean().await;
        assert_eq!((outcome.counts.created, outcome.counts.matched), (1_000 - there, there));
        assert_eq!(place.numbers(&council).await.len(), 1_000);
        assert_eq!(place.bring(&council, many()).await.events, 0);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn two_imports_at_once_never_create_anybody_twice() {
    for_both(async |place| {
        let council = place.council().await;
        let (first, second) = (place.operator(&council), place.operator(&council));
        let reading = read(many());
        let options = Options::default();
        let quiet = |_: Step| {};
        let (one, two) = tokio::join!(
            carry_out(&first, &reading, &options, &quiet),
            carry_out(&second, &reading, &options, &quiet),
        );
        assert!(one.is_ok() || two.is_ok());
        let keys = place.house.records.keys_like(council.authority, "number council ").await.unwrap();
        assert_eq!(keys.len(), place.numbers(&council).await.len());
        place.bring(&council, many()).await;
        place.is_clean().await;
        assert_eq!(place.numbers(&council).await.len(), 1_000);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn progress_is_told_to_the_end() {
    for_both(async |place| {
        let council = place.council().await;
        let done_last = AtomicUsize::new(0);
        let progress = |step: Step| {
            let Step::Done(done, total) = step else { return };
            assert_eq!(total, 1_000);
            assert!(done_last.swap(done, Ordering::SeqCst) <= done);
        };
        carry_out(&place.operator(&council), &read(many()), &Options::default(), &progress).await.unwrap();
        assert_eq!(done_last.load(Ordering::SeqCst), 1_000);
    })
    .await;
}
