//! A council's whole history, as the town writes it.

use crate::files::{by_file, files, of_kind, read, reasons, town};
use crate::support::for_both;
use practice::journal::Class;
use std::collections::BTreeSet;
use town::{council_files, dirty, next_year};

#[tokio::test(flavor = "multi_thread")]
async fn a_councils_files_come_in_and_verify_is_clean() {
    for_both(async |place| {
        let council = place.council().await;
        let outcome = place.bring(&council, council_files(town())).await;
        place.is_clean().await;
        assert_eq!(outcome.counts.created, 60);
        assert_eq!(
            outcome.counts.told + 2 * 60,
            outcome.events - outcome.new_teams.len() - outcome.new_workers.len()
        );
        assert!(outcome.sealed >= outcome.events as u64);
        let written: BTreeSet<String> =
            town::people(&town()).into_iter().map(|person| person.number).collect();
        assert_eq!(place.numbers(&council).await.into_keys().collect::<BTreeSet<_>>(), written);
        assert!(place.everything(&council).await.iter().all(by_file));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn every_row_is_told_once() {
    for_both(async |place| {
        let council = place.council().await;
        let reading = read(council_files(town()));
        place.bring(&council, council_files(town())).await;
        let events = place.everything(&council).await;
        let told = |kind| of_kind(&events, kind).len();
        let once = |rows: Vec<(String, String)>| rows.into_iter().collect::<BTreeSet<_>>().len();
        let episodes =
            once(reading.episodes.iter().map(|r| (r.child.to_string(), r.decom.to_string())).collect());
        let missing =
            once(reading.missing.iter().map(|r| (r.child.to_string(), r.mis_start.to_string())).collect());
        assert_eq!(told("homes.care_period"), episodes);
        assert_eq!(told("plans.review_held"), reading.reviews.len());
        // What is said of convictions and of substances is for fewer people than the rest of the row.
        let yearly = |class| {
            let parts = of_kind(&events, "outcomes.year_in_care");
            parts.into_iter().filter(|event| event.class == class).count()
        };
        assert_eq!(yearly(Class::Story), reading.oc2.len());
        let convicted = reading.oc2.iter().filter(|row| row.convicted.is_some()).count();
        let substances = reading.oc2.iter().filter(|row| row.substance_misuse.is_some()).count();
        assert!(convicted > 0 && substances > 0);
        assert_eq!((yearly(Class::Police), yearly(Class::Clinical)), (convicted, substances));
        assert!(of_kind(&events, "plans.permanence_before").iter().all(|event| event.class == Class::Family));
        assert_eq!(told("outcomes.after_care"), reading.oc3.len());
        assert_eq!(told("plans.permanence_before"), reading.prev_perm.len());
        assert!(told("safety.missing_recorded") >= missing && missing > 0);
        assert!(told("key_working.social_worker_spell") > 0 && told("outcomes.unaccompanied") > 0);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_files_again_write_nothing_even_years_later() {
    for_both(async |place| {
        let council = place.council().await;
        place.bring(&council, council_files(town())).await;
        let heads = place.house.records.heads().await.unwrap();
        for seconds in [0, 3_600, 2 * 365 * 86_400] {
            place.clock.pass(seconds);
            let again = place.bring(&council, council_files(town())).await;
            assert_eq!((again.events, again.sealed), (0, 0));
            assert_eq!((again.counts.created, again.counts.matched, again.counts.changed), (0, 60, 0));
        }
        assert_eq!(place.house.records.heads().await.unwrap(), heads);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_preview_says_what_the_import_does_and_writes_nothing() {
    for_both(async |place| {
        let council = place.council().await;
        let seen = place.preview(&council, council_files(town())).await;
        assert!(place.numbers(&council).await.is_empty());
        let done = place.bring(&council, council_files(town())).await;
        assert_eq!((seen.counts, seen.issues, seen.years), (done.counts, done.issues, done.years));
        assert_eq!((&seen.new_teams, &seen.new_workers), (&done.new_teams, &done.new_workers));
        let after = place.preview(&council, council_files(town())).await;
        assert_eq!((after.counts.created, after.counts.told, after.counts.matched), (0, 0, 60));
        assert!(after.new_teams.is_empty() && after.new_workers.is_empty());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_next_year_changes_what_it_should_and_nothing_else() {
    for_both(async |place| {
        let council = place.council().await;
        place.bring(&council, council_files(town())).await;
        let before = place.everything(&council).await;
        place.clock.pass(365 * 86_400);
        let later = next_year(&town());
        let outcome = place.bring(&council, council_files(later.clone())).await;
        place.is_clean().await;
        let words = reasons(&outcome.issues);
        assert_eq!(
            (outcome.counts.created, outcome.counts.conflicts, outcome.counts.suspected),
            (0, 0, 0),
            "{words}"
        );
        let known: BTreeSet<_> = before.iter().map(|event| event.id).collect();
        let after = place.everything(&council).await;
        for event in after.iter().filter(|event| !known.contains(&event.id)) {
            let Some(corrected) = event.corrects else { continue };
            let first =
                before.iter().find(|one| one.id == corrected).expect("it corrects what a file said before");
            assert_eq!(first.body.kind(), event.body.kind());
        }
        for event in &before {
            assert!(after.contains(event), "nothing is taken away");
        }
        assert_eq!(place.bring(&council, council_files(later)).await.events, 0);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_bad_row_never_stops_the_others_and_never_disappears() {
    for_both(async |place| {
        let council = place.council().await;
        let dirtied = dirty(council_files(town()));
        let outcome = place.bring(&council, dirtied.files.clone()).await;
        place.is_clean().await;
        assert_eq!(outcome.counts.created, 60);
        for expected in &dirtied.expected {
            let named = outcome.issues.iter().any(|issue| {
                *issue.file == *expected.file
                    && issue.line == expected.line
                    && issue.column.unwrap_or("") == expected.column
            });
            assert!(named, "{expected:?}");
        }
        assert_eq!(place.bring(&council, dirtied.files).await.events, 0);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn values_that_cannot_be_read_unsay_nothing_that_stands() {
    for_both(async |place| {
        let council = place.council().await;
        place.bring(&council, council_files(town())).await;
        let again = place.bring(&council, dirty(council_files(town())).files).await;
        assert_eq!((again.counts.corrected, again.counts.flagged), (0, 0), "{}", reasons(&again.issues));
        assert_eq!(again.events, 0);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn where_somebody_lives_is_in_the_vault_only_and_found_by_postcode() {
    for_both(async |place| {
        let council = place.council().await;
        let folder = files(&[
            ("2025/header.csv", "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\nA1,F,04/05/2011,WBRI,UN4,,\n"),
            (
                "2025/episodes.csv",
                "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN\n\
                 A1,01/06/2024,S,C2,N1,U1,PR1,,,,ZZ1 1AA,ZZ2 2BB,SC990009\n",
            ),
        ]);
        place.bring(&council, folder).await;
        let events = place.events(&council, "A1").await;
        for event in &events {
            let payload = String::from_utf8(event.body.payload()).unwrap();
            assert!(!payload.contains("ZZ") && !payload.contains("SC990009"), "{payload}");
        }
        let period = crate::files::periods(&events)[0];
        let urn = period.urn.as_ref().unwrap().id;
        let kept = place.house.records.vault_value(council.authority, urn).await.unwrap();
        assert_eq!(kept.as_deref(), Some("SC990009"));
        let found = place.house.records.people_found_by(council.authority, "zz2 2bb").await.unwrap();
        assert_eq!(found, [events[0].subject.unwrap()]);
    })
    .await;
}
