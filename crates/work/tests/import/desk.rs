//! Who may import, and as whom it is written down.

use crate::files::{files, read};
use crate::support::for_both;
use practice::journal::Actor;
use practice::staff::Role;
use work::No;
use work::import::{Options, carry_out, preview};

fn one() -> crate::files::Files {
    files(&[("People.csv", "CHILD,NAME_USED,DOB\nA1,Sam,03/03/2012\n")])
}

#[tokio::test(flavor = "multi_thread")]
async fn only_the_importing_role_may_preview_and_import() {
    for_both(async |place| {
        let council = place.council().await;
        let manager = place.worker(&council, "Robin Fell", &[Role::HubManager]).await;
        let manager = place.desk_of(&manager).await;
        let reading = read(one());
        let options = Options::default();
        assert!(matches!(preview(&manager, &reading, &options).await, Err(No::Forbidden(_))));
        assert!(matches!(carry_out(&manager, &reading, &options, &|_| {}).await, Err(No::Forbidden(_))));
        assert!(place.numbers(&council).await.is_empty());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_workers_import_is_written_down_as_the_file_brought_in_by_them() {
    for_both(async |place| {
        let council = place.council().await;
        let officer = place.worker(&council, "Priyanka Sethi", &[Role::PerformanceOfficer]).await;
        let desk = place.desk_of(&officer).await;
        carry_out(&desk, &read(one()), &Options::default(), &|_| {}).await.unwrap();
        let events = place.events(&council, "A1").await;
        assert!(events.iter().all(|event| event.actor == Actor::Import(Some(officer.post))));
    })
    .await;
}
