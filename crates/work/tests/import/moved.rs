//! Facts of a file that were moved to another privacy class here.

use crate::files::{Files, files, of_kind};
use crate::support::{Council, Place, for_both};
use practice::ids::PersonId;
use practice::journal::{Body, Class, Event};
use practice::staff::Role;
use work::Desk;
use work::import::{Options, Step, carry_out};
use work::story::reclassify;

/// People under these numbers, with the name that each uses.
fn named(people: &[(String, &str)]) -> Files {
    let rows =
        people.iter().map(|(number, name)| format!("{number},{name},Harbour House,Robin Fell,01/02/2026"));
    let columns = "CHILD,NAME_USED,TEAM,KEY_WORKER,KEY_WORKER_SINCE".to_owned();
    let lines: Vec<String> = std::iter::once(columns).chain(rows).collect();
    files(&[("People.csv", &lines.join("\n"))])
}

async fn manager(place: &Place, council: &Council) -> Desk {
    let roles = [Role::HubManager, Role::OutreachKeyWorker];
    place.desk_of(&place.worker(council, "Robin Fell", &roles).await).await
}

async fn of_person(place: &Place, person: PersonId) -> Vec<Event> {
    place.house.records.events_of_all(&[person]).await.unwrap().remove(&person).unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_council_number_that_was_moved_still_finds_its_record_and_no_page_finds_it_by_that() {
    for_both(async |place| {
        let council = place.council().await;
        let desk = manager(&place, &council).await;
        let file = |name| named(&[("A1".to_owned(), name)]);
        place.bring(&council, file("Sam")).await;
        let events = place.events(&council, "A1").await;
        let person = events[0].subject.unwrap();
        let number = of_kind(&events, "people.number_recorded")[0].id;
        reclassify(&desk, number, Class::Restricted, "Asked for by Sam", None, None).await.unwrap();
        assert!(place.numbers(&council).await.is_empty());
        place.clock.pass(60);
        let again = place.bring(&council, file("Sam")).await;
        assert_eq!((again.counts.created, again.counts.matched, again.events), (0, 1, 0));
        let changed = place.bring(&council, file("Samir")).await;
        assert_eq!((changed.counts.created, changed.counts.corrected), (0, 1));
        assert!(of_person(&place, person).await.len() > events.len());
        place.is_clean().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_fact_that_is_moved_while_an_import_corrects_it_stays_moved() {
    for_both(async |place| {
        let council = place.council().await;
        let desk = manager(&place, &council).await;
        // The last of them stands in a chunk of its own, which is decided on while the first is written.
        let file = |last| {
            let numbers = (1..=501).map(|number| format!("N{number:03}"));
            named(
                &numbers
                    .map(|number| if number == "N501" { (number, last) } else { (number, "Sam") })
                    .collect::<Vec<_>>(),
            )
        };
        place.bring(&council, file("Sam")).await;
        let events = place.events(&council, "N501").await;
        let told = of_kind(&events, "people.name_recorded")[0].id;
        place.clock.pass(60);
        let moves = |step: Step| {
            if matches!(step, Step::Done(500, _)) {
                let moved = reclassify(&desk, told, Class::Restricted, "Asked for by Sam", None, None);
                let running = tokio::runtime::Handle::current();
                tokio::task::block_in_place(|| running.block_on(moved)).unwrap();
            }
        };
        let operator = place.operator(&council);
        let reading = crate::files::read(file("Samir"));
        let outcome = carry_out(&operator, &reading, &Options::default(), &moves).await.unwrap();
        assert_eq!(outcome.counts.corrected, 1);
        let events = place.events(&council, "N501").await;
        let corrected = of_kind(&events, "people.name_recorded")[1];
        assert!(matches!(&corrected.body, Body::NameRecorded(name) if name.name == "Samir"));
        assert_eq!((corrected.corrects, corrected.class), (Some(told), Class::Restricted));
    })
    .await;
}
