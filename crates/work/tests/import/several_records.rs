//! One number that several records have: what whoever imports is told of it.

use crate::files::{Files, files, of_kind, reasons};
use crate::support::{Council, Place, for_both};
use practice::dates::Happened;
use practice::ids::{PersonId, Reference};
use practice::journal::{Body, Told};
use practice::people::{Door, Known, MatchDecision, NumberKind, NumberRecorded};
use practice::staff::Role;
use work::Act;
use work::import::Counts;
use work::people::{Settling, decide_match};

const HELD: &str = "It is not certain who stands under this council number. Nothing under it is taken in until it is \
                    one child with one record, or the number is put right.";

fn header(sex: &str, born: &str) -> Files {
    let text = format!("CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\nA1,{sex},{born},WBRI,A123456789012,,\n");
    files(&[("2025/header.csv", &text)])
}

/// Another record with this number, written here.
async fn another_record(place: &Place, council: &Council, number: &str) -> PersonId {
    let desk = place.operator(council);
    let person = PersonId(place.house.blind_id());
    let known =
        Body::Known(Known { reference: Reference::from_random(place.house.random()), through: Door::Import });
    let number = Body::NumberRecorded(NumberRecorded { kind: NumberKind::Council, number: number.into() });
    let (stream, at) = (person.identity(), Happened::At(desk.now));
    let act = Act::new()
        .beginning(Told::about(person, stream, at, known))
        .telling(Told::about(person, stream, at, number), 0);
    desk.write(act).await.unwrap();
    person
}

fn told(counts: &Counts) -> [usize; 5] {
    [counts.matched, counts.held_back, counts.refused, counts.suspected, counts.created]
}

#[tokio::test(flavor = "multi_thread")]
async fn its_row_and_its_child_are_counted_once_and_the_sentence_tells_of_no_other_record() {
    for_both(async |place| {
        let council = place.council().await;
        place.bring(&council, header("F", "04/05/2011")).await;
        let first = place.numbers(&council).await["A1"];
        let second = another_record(&place, &council, "A1").await;
        let preview = place.preview(&council, header("F", "04/05/2011")).await;
        assert_eq!(told(&preview.counts), [1, 1, 1, 1, 0]);
        let held: Vec<_> = preview.issues.iter().filter(|issue| issue.reason == HELD).collect();
        assert_eq!(held.len(), 1, "{:?}", preview.issues);
        assert!(!reasons(&preview.issues).contains("record under"));
        let outcome = place.bring(&council, header("F", "04/05/2011")).await;
        assert_eq!(told(&outcome.counts), [1, 1, 1, 1, 0]);
        let all = place.house.records.events_of_all(&[first, second]).await.unwrap();
        assert!(all.values().all(|events| of_kind(events, "people.match_suspected").len() == 1));
        let again = place.bring(&council, header("F", "04/05/2011")).await;
        assert_eq!((told(&again.counts), again.events), ([1, 1, 1, 0, 0], 0));
        place.is_clean().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn two_children_under_one_number_are_told_of_in_the_same_words() {
    for_both(async |place| {
        let council = place.council().await;
        place.bring(&council, header("F", "04/05/2011")).await;
        let preview = place.preview(&council, header("M", "17/11/2009")).await;
        assert_eq!(told(&preview.counts), [1, 1, 1, 1, 0]);
        assert_eq!(preview.issues.iter().filter(|issue| issue.reason == HELD).count(), 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn it_is_held_back_no_more_once_the_desk_has_found_whose_record_it_is() {
    for_both(async |place| {
        let council = place.council().await;
        place.bring(&council, header("F", "04/05/2011")).await;
        another_record(&place, &council, "A1").await;
        place.bring(&council, header("F", "04/05/2011")).await;
        let eleri = place.desk_of(&place.worker(&council, "Eleri Voss", &[Role::MatchingDesk]).await).await;
        let cases = place.house.records.match_cases(&place.operator(&council).sight, None).await.unwrap();
        assert_eq!(cases.len(), 2);
        let settling = Settling {
            decision: MatchDecision::Same,
            reason: "The certificate says so.".into(),
            shown: None,
            key: None,
        };
        decide_match(&eleri, cases[1].stream, &settling).await.unwrap();
        let preview = place.preview(&council, header("F", "04/05/2011")).await;
        assert_eq!(told(&preview.counts), [1, 0, 0, 0, 0]);
        assert!(!reasons(&preview.issues).contains(HELD));
    })
    .await;
}
