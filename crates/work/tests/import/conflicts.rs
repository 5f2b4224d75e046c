//! What was put right here against what the file says.

use crate::files::{files, of_kind, reasons};
use crate::support::{Council, Place, Worker, for_both};
use practice::journal::Body;
use practice::people::{Detail, NameUse};
use practice::staff::Role;
use work::Desk;
use work::people::{Fact, Recording, record};

fn file(name: &str) -> crate::files::Files {
    let text = format!(
        "CHILD,LEGAL_NAME,NAME_USED,DOB,TEAM,KEY_WORKER,KEY_WORKER_SINCE,SLEEPING_AT\n\
         A1,Samuel Example,{name},04/05/2011,Harbour House,Robin Fell,01/02/2026,Aunt's flat\n"
    );
    files(&[("People.csv", &text)])
}

/// The hub's manager, before any file names somebody of that name.
async fn manager(place: &Place, council: &Council) -> (Worker, Desk) {
    let worker = place.worker(council, "Robin Fell", &[Role::HubManager, Role::OutreachKeyWorker]).await;
    let desk = place.desk_of(&worker).await;
    (worker, desk)
}

async fn put_right(place: &Place, council: &Council, desk: &Desk, name: &str) {
    let header = place.header(council, "A1").await;
    let shown = header.names[&NameUse::Used].last().unwrap().event;
    let fact = Fact::Name(NameUse::Used, name.into());
    let recording = Recording { fact, shown: Some(shown), correction: true, key: None };
    record(desk, header.person, &recording).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_put_right_here_stays_when_the_file_still_says_the_old_thing() {
    for_both(async |place| {
        let council = place.council().await;
        let (_, desk) = manager(&place, &council).await;
        place.bring(&council, file("Sam")).await;
        place.clock.pass(60);
        put_right(&place, &council, &desk, "Sammy").await;
        place.clock.pass(86_400);
        let outcome = place.bring(&council, file("Sam")).await;
        assert_eq!((outcome.events, outcome.counts.conflicts), (0, 0));
        assert_eq!(place.header(&council, "A1").await.name(), Some("Sammy"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_that_says_something_new_about_it_is_a_conflict_to_decide() {
    for_both(async |place| {
        let council = place.council().await;
        let (_, desk) = manager(&place, &council).await;
        place.bring(&council, file("Sam")).await;
        place.clock.pass(60);
        put_right(&place, &council, &desk, "Sammy").await;
        place.clock.pass(60);
        let outcome = place.bring(&council, file("Samir")).await;
        place.is_clean().await;
        assert_eq!((outcome.counts.conflicts, outcome.events), (1, 1), "{}", reasons(&outcome.issues));
        assert!(reasons(&outcome.issues).contains("NAME_USED"));
        assert_eq!(place.header(&council, "A1").await.name(), Some("Sammy"));
        let events = place.events(&council, "A1").await;
        let Body::ImportConflict(conflict) = &of_kind(&events, "people.import_conflict")[0].body else {
            panic!()
        };
        let said = place.house.records.vault_value(council.authority, conflict.file_says.id).await.unwrap();
        assert!(said.unwrap().contains("Samir"));
        let (_, desk) = manager(&place, &council).await;
        assert_eq!(work::people::conflicts(&desk).await.unwrap().len(), 1);
        // The same file again says nothing new, and one that agrees with us neither.
        place.clock.pass(60);
        assert_eq!(place.bring(&council, file("Samir")).await.events, 0);
        assert_eq!(place.bring(&council, file("Sammy")).await.events, 0);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn once_decided_for_the_file_the_file_says_nothing_new() {
    for_both(async |place| {
        let council = place.council().await;
        let (_, desk) = manager(&place, &council).await;
        place.bring(&council, file("Sam")).await;
        place.clock.pass(60);
        put_right(&place, &council, &desk, "Sammy").await;
        place.clock.pass(60);
        place.bring(&council, file("Samir")).await;
        let conflict = work::people::conflicts(&desk).await.unwrap()[0].stream;
        work::people::decide_conflict(&desk, conflict, (true, "Asked them."), None, None).await.unwrap();
        assert_eq!(place.header(&council, "A1").await.name(), Some("Samir"));
        place.clock.pass(60);
        assert_eq!(place.bring(&council, file("Samir")).await.events, 0);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_written_here_before_any_file_is_not_overwritten() {
    for_both(async |place| {
        let council = place.council().await;
        let (_, desk) = manager(&place, &council).await;
        place.bring(&council, file("Sam")).await;
        let person = place.numbers(&council).await["A1"];
        let fact = Fact::Detail(Detail::Ethnicity, "ABAN".into());
        record(&desk, person, &Recording { fact, shown: None, correction: false, key: None }).await.unwrap();
        place.clock.pass(60);
        let mut both = file("Sam");
        both.extend(files(&[(
            "2025/header.csv",
            "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\nA1,M,04/05/2011,WBRI,UN4,,\n",
        )]));
        let outcome = place.bring(&council, both).await;
        assert_eq!(outcome.counts.conflicts, 1);
        assert_eq!(place.header(&council, "A1").await.detail(Detail::Ethnicity), Some("ABAN"));
        assert_eq!(place.header(&council, "A1").await.detail(Detail::Sex), Some("M"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_number_put_right_here_still_finds_the_record_by_the_old_one() {
    for_both(async |place| {
        let council = place.council().await;
        let (_, desk) = manager(&place, &council).await;
        place.bring(&council, file("Sam")).await;
        let header = place.header(&council, "A1").await;
        let shown = header.numbers[&practice::people::NumberKind::Council].event;
        let fact = Fact::Number(practice::people::NumberKind::Council, "A9".into());
        let recording = Recording { fact, shown: Some(shown), correction: true, key: None };
        record(&desk, header.person, &recording).await.unwrap();
        place.clock.pass(60);
        let outcome = place.bring(&council, file("Sam")).await;
        assert_eq!((outcome.counts.created, outcome.counts.matched, outcome.events), (0, 1, 0));
    })
    .await;
}
