//! A child whose record an adoption closed off is still in the council's files.
//! What they say is taken in there as anywhere, and whoever imports is told
//! exactly what they would be told of anybody else.

use crate::files::{Files, files, of_kind, reasons};
use crate::support::{Council, Place, for_both};
use practice::ids::PersonId;
use practice::journal::Body;
use practice::people::{AdoptionForm, NumberKind};
use practice::staff::Role;
use work::Desk;
use work::people::{Adopting, Fact, NewPerson, Recording, adopt, adoptions, record};

fn people(rows: &str) -> String {
    format!("CHILD,LEGAL_NAME,NAME_USED,DOB,TEAM,KEY_WORKER,KEY_WORKER_SINCE,SLEEPING_AT\n{rows}")
}

fn first_year() -> Files {
    let rows = "A1,Samuel Example,Sam,04/05/2011,Harbour House,Robin Fell,01/02/2026,Harbour House\n\
                A2,Una Example,Una,05/06/2012,Harbour House,Robin Fell,01/02/2026,Harbour House\n";
    let reviews =
        "CHILD,DOB,REVIEW,REVIEW_CODE\nA1,04/05/2011,03/10/2025,PN1\nA1,04/05/2011,04/11/2025,PN1\n";
    files(&[("People.csv", &people(rows)), ("2026/Reviews.csv", reviews)])
}

/// A1 moved, a review is new, another has gone, and somebody of the same name
/// and birth date has come under another number.
fn later() -> Files {
    let rows = "A1,Samuel Example,Sam,04/05/2011,Harbour House,Robin Fell,01/02/2026,Aunt's flat\n\
                A2,Una Example,Una,05/06/2012,Harbour House,Robin Fell,01/02/2026,Harbour House\n\
                A3,Samuel Example,Sam,04/05/2011,Harbour House,Robin Fell,01/02/2026,Harbour House\n";
    let reviews =
        "CHILD,DOB,REVIEW,REVIEW_CODE\nA1,04/05/2011,03/10/2025,PN1\nA1,04/05/2011,05/12/2025,PN1\n";
    files(&[("People.csv", &people(rows)), ("2026/Reviews.csv", reviews)])
}

async fn manager(place: &Place, council: &Council, name: &str) -> Desk {
    // A file names as key worker only somebody who is here in that role.
    let worker = place.worker(council, name, &[Role::HubManager, Role::OutreachKeyWorker]).await;
    place.desk_of(&worker).await
}

/// Closes a record off, and writes it down under another name.
async fn adopted(desk: &Desk, person: PersonId) {
    let adoption =
        AdoptionForm { made: Some(desk.now.day()), posts: vec![desk.sight.post], reason: "Order 1".into() };
    let new =
        NewPerson { name: "Rowan Vale".into(), born: "2011-05-04".parse().ok(), ..NewPerson::default() };
    adopt(desk, person, &Adopting { adoption, new, key: None }).await.unwrap();
}

/// Two councils with the first year of the same files; in the first Sam's record is closed off.
struct Two {
    one: Council,
    other: Council,
    desk: Desk,
    sam: PersonId,
}

impl Two {
    async fn of(place: &Place) -> Self {
        let (one, other) = (place.council().await, place.another_council("Southmoor").await);
        let desk = manager(place, &one, "Robin Fell").await;
        manager(place, &other, "Robin Fell").await;
        for council in [&one, &other] {
            place.bring(council, first_year()).await;
        }
        let sam = place.numbers(&one).await["A1"];
        adopted(&desk, sam).await;
        Self { one, other, desk, sam }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_imports_is_told_what_they_would_be_told_of_anybody_else() {
    for_both(async |place| {
        let Two { one, other, desk, sam } = Two::of(&place).await;
        assert!(!place.numbers(&one).await.contains_key("A1"));
        place.clock.pass(86_400);
        for files in [first_year(), later(), later()] {
            let [hidden, open] =
                [place.preview(&one, files.clone()).await, place.preview(&other, files.clone()).await];
            assert_eq!(hidden.counts, open.counts);
            assert_eq!(reasons(&hidden.issues), reasons(&open.issues));
            let [hidden, open] = [place.bring(&one, files.clone()).await, place.bring(&other, files).await];
            assert_eq!((hidden.counts, hidden.events), (open.counts, open.events));
            assert_eq!(reasons(&hidden.issues), reasons(&open.issues));
            place.clock.pass(86_400);
        }
        place.is_clean().await;
        let known = adoptions(&desk).await.unwrap().remove(0);
        assert!(known.came_in >= 4, "{}", known.came_in);
        let told = place.house.records.events_of_all(&[sam]).await.unwrap().remove(&sam).unwrap();
        let suspected = of_kind(&told, "people.match_suspected");
        assert_eq!(suspected.len(), 1, "it is written down in the closed record");
        assert!(
            matches!(&suspected[0].body, Body::MatchSuspected(case) if case.other.is_none()),
            "and names nobody"
        );
        let sight = place.operator(&one).sight;
        assert!(place.house.records.match_cases(&sight, None).await.unwrap().is_empty());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_number_that_goes_on_in_another_record_is_that_records() {
    for_both(async |place| {
        let council = place.council().await;
        let desk = manager(&place, &council, "Robin Fell").await;
        place.bring(&council, first_year()).await;
        let sam = place.numbers(&council).await["A1"];
        adopted(&desk, sam).await;
        let rowan = work::people::find(&desk, &work::people::Query::parse("Rowan Vale"), 1).await.unwrap();
        let rowan = rowan.people[0].person;
        let fact = Fact::Number(NumberKind::Council, "A1".into());
        let numbered = Recording { fact, shown: None, correction: false, key: None };
        record(&desk, rowan, &numbered).await.unwrap();
        place.clock.pass(86_400);
        let before = place.house.records.events_of_all(&[sam]).await.unwrap();
        let outcome = place.bring(&council, later()).await;
        assert_eq!(outcome.counts.held_back, 0, "{}", reasons(&outcome.issues));
        assert_eq!(place.house.records.events_of_all(&[sam]).await.unwrap(), before);
        // Another number's record has the name by now: it still waits as a conflict, and no desk sees it.
        place.clock.pass(86_400);
        let again = place.bring(&council, later()).await;
        assert_eq!((again.counts.held_back, again.counts.conflicts), (0, 0), "{}", reasons(&again.issues));
        place.is_clean().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn names_that_a_file_exchanges_with_a_closed_record_are_in_doubt_as_any_others() {
    for_both(async |place| {
        let Two { one, other, .. } = Two::of(&place).await;
        place.clock.pass(86_400);
        let rows = "A1,Una Example,Una,04/05/2011,Harbour House,Robin Fell,01/02/2026,Harbour House\n\
                    A2,Samuel Example,Sam,05/06/2012,Harbour House,Robin Fell,01/02/2026,Harbour House\n";
        let exchanged = || files(&[("People.csv", &people(rows))]);
        for held in [2, 2] {
            let [hidden, open] =
                [place.bring(&one, exchanged()).await, place.bring(&other, exchanged()).await];
            assert_eq!(open.counts.held_back, held, "{}", reasons(&open.issues));
            assert_eq!((hidden.counts, hidden.events), (open.counts, open.events));
            assert_eq!(reasons(&hidden.issues), reasons(&open.issues));
        }
    })
    .await;
}
