//! Who comes in by their age.

use crate::files::{files, read, reasons};
use crate::support::for_both;
use practice::journal::{Actor, Body};
use work::No;
use work::import::{Options, carry_out};

fn everybody() -> crate::files::Files {
    files(&[(
        "People.csv",
        "CHILD,NAME_USED,DOB\nTEN,Ten,02/03/2016\nNINE,Nine,03/03/2016\nOLD,Old,03/03/2000\nOLDER,Older,02/03/2000\n\
         UNSAID,Unsaid,\n",
    )])
}

#[tokio::test(flavor = "multi_thread")]
async fn only_people_aged_10_to_25_come_in_and_the_others_are_named() {
    for_both(async |place| {
        let council = place.council().await;
        let outcome = place.bring(&council, everybody()).await;
        let numbers: Vec<String> = place.numbers(&council).await.into_keys().collect();
        assert_eq!(numbers, ["OLD", "TEN", "UNSAID"]);
        assert_eq!((outcome.counts.created, outcome.counts.outside_ages), (3, 2));
        assert!(reasons(&outcome.issues).contains("Aged 9 on 2 March 2026"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn with_a_reason_people_of_all_ages_come_in_and_the_reason_is_kept_with_the_issues() {
    for_both(async |place| {
        let council = place.council().await;
        let options = Options { all_ages: Some("The children's home needs its little ones.".into()) };
        let desk = place.operator(&council);
        let outcome = carry_out(&desk, &read(everybody()), &options, &|_| {}).await.unwrap();
        assert_eq!(outcome.counts.created, 5);
        let stream = council.authority.stream("imports");
        let told = async || place.house.records.service_events(council.authority, stream).await.unwrap();
        let Body::ImportCarriedOut(said) = &told().await[0].body else { panic!() };
        assert_eq!(said.all_ages.as_deref(), Some("The children's home needs its little ones."));
        assert_eq!((said.created, told().await[0].actor), (5, Actor::Import(None)));
        // An import that writes nothing is none.
        carry_out(&desk, &read(everybody()), &options, &|_| {}).await.unwrap();
        assert_eq!(told().await.len(), 1);
        assert!(reasons(&outcome.issues).contains("The children's home needs its little ones."));
        let blank = Options { all_ages: Some("  ".into()) };
        let refused = carry_out(&desk, &read(everybody()), &blank, &|_| {}).await;
        assert!(matches!(refused, Err(No::Refused(_))));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn somebody_who_is_here_already_stays_up_to_date_after_25() {
    for_both(async |place| {
        let council = place.council().await;
        place.bring(&council, files(&[("People.csv", "CHILD,NAME_USED,DOB\nA1,Sam,03/03/2000\n")])).await;
        place.clock.pass(2 * 86_400);
        let later = files(&[("People.csv", "CHILD,NAME_USED,DOB\nA1,Samir,03/03/2000\n")]);
        assert_eq!(place.bring(&council, later).await.counts.corrected, 1);
        assert_eq!(place.header(&council, "A1").await.name(), Some("Samir"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn somebody_without_a_birth_date_comes_in_and_is_to_be_checked_until_one_is_known() {
    for_both(async |place| {
        let council = place.council().await;
        let unchecked = |issues: &[exchange::Issue]| -> Vec<(Option<u32>, Option<&'static str>, String)> {
            let issues = issues.iter().filter(|issue| issue.reason.contains("No birth date is known"));
            issues
                .map(|issue| {
                    assert_eq!((&*issue.file, issue.severity.in_words()), ("People.csv", "Please check"));
                    assert!(
                        issue.reason.contains("so nobody checked that they are 10 to 25"),
                        "{}",
                        issue.reason
                    );
                    (issue.line, issue.column, issue.value.clone())
                })
                .collect()
        };
        let said = vec![(Some(6), Some("DOB"), String::new())];
        assert_eq!(unchecked(&place.preview(&council, everybody()).await.issues), said);
        assert_eq!(unchecked(&place.bring(&council, everybody()).await.issues), said);
        let again = place.bring(&council, everybody()).await;
        assert_eq!((again.events, unchecked(&again.issues)), (0, said), "it is said for as long as it is so");
        let desk = place.operator(&council);
        let all = Options { all_ages: Some("A home for all ages.".into()) };
        assert!(
            unchecked(&carry_out(&desk, &read(everybody()), &all, &|_| {}).await.unwrap().issues).is_empty()
        );
        let later = files(&[("People.csv", "CHILD,NAME_USED,DOB\nUNSAID,Unsaid,05/06/2012\n")]);
        assert!(unchecked(&place.bring(&council, later).await.issues).is_empty());
        let without = files(&[("People.csv", "CHILD,NAME_USED,DOB\nUNSAID,Unsaid,\n")]);
        assert!(unchecked(&place.bring(&council, without).await.issues).is_empty(), "the record knows it");
    })
    .await;
}
