//! A relative declared by mistake is taken back by a second person alone.

use crate::support::for_both;
use practice::staff::Role;
use work::people::{self, NewPerson};
use work::staff::{ask_to_withdraw, decide_withdrawal, declare_own_relative, withdrawals};
use work::{Desk, FormKey, No};

fn key(name: &str) -> FormKey {
    FormKey { key: format!("a-key-of-{name}"), body: vec![1] }
}

#[tokio::test(flavor = "multi_thread")]
async fn it_stands_until_a_second_person_takes_it_back() {
    for_both(async |place| {
        let council = place.council().await;
        let amina = place.worker(&council, "Amina Okafor", &[Role::OutreachKeyWorker]).await;
        let amina = place.desk_of(&amina).await;
        let gov = place.worker(&council, "Ig Gov", &[Role::InformationGovernance]).await;
        let gov = place.desk_of(&gov).await;
        let new = NewPerson { name: "Sam".into(), team: Some(council.hub), ..NewPerson::default() };
        let sam = people::create(&amina, &new, None).await.unwrap();
        let reference = people::open(&amina, sam).await.unwrap().summary.reference;
        declare_own_relative(&amina, &reference, None).await.unwrap();
        assert!(matches!(people::open(&amina, sam).await, Err(No::NotFound)));
        assert!(matches!(ask_to_withdraw(&amina, &reference, " ", None).await, Err(No::Refused(_))));
        ask_to_withdraw(&amina, &reference, "Another Sam.", Some(key("asking"))).await.unwrap();
        ask_to_withdraw(&amina, &reference, "Another Sam.", Some(key("asking"))).await.unwrap();
        assert!(matches!(people::open(&amina, sam).await, Err(No::NotFound)), "it stands until then");
        let cases = withdrawals(&gov).await.unwrap();
        assert_eq!(cases.len(), 1);
        assert_eq!(
            (cases[0].worker.as_str(), cases[0].reference.as_str()),
            ("Amina Okafor", reference.as_str())
        );
        assert_eq!(cases[0].declared.as_ref().unwrap().0, "Amina Okafor");
        let stream = cases[0].stream;
        assert!(matches!(decide_withdrawal(&gov, stream, true, "", None).await, Err(No::Refused(_))));
        decide_withdrawal(&gov, stream, true, "Asked the grandmother.", Some(key("deciding"))).await.unwrap();
        decide_withdrawal(&gov, stream, true, "Asked the grandmother.", Some(key("deciding"))).await.unwrap();
        assert!(people::open(&amina, sam).await.is_ok());
        assert!(withdrawals(&gov).await.unwrap().is_empty());
        assert!(matches!(decide_withdrawal(&gov, stream, true, "Again.", None).await, Err(No::NotFound)));
        // Declared again, it holds again.
        declare_own_relative(&amina, &reference, None).await.unwrap();
        assert!(matches!(people::open(&amina, sam).await, Err(No::NotFound)));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_had_a_part_in_it_does_not_decide_and_a_declaration_may_be_kept() {
    for_both(async |place| {
        let council = place.council().await;
        let both = [Role::OutreachKeyWorker, Role::InformationGovernance];
        let bryn = place.worker(&council, "Bryn Hale", &both).await;
        let bryn = place.desk_of(&bryn).await;
        let gov =
            place.desk_of(&place.worker(&council, "Ig Gov", &[Role::InformationGovernance]).await).await;
        let new = NewPerson { name: "Sam".into(), team: Some(council.hub), ..NewPerson::default() };
        let sam = people::create(&bryn, &new, None).await.unwrap();
        let reference = people::open(&bryn, sam).await.unwrap().summary.reference;
        declare_own_relative(&bryn, &reference, None).await.unwrap();
        ask_to_withdraw(&bryn, &reference, "Another Sam.", None).await.unwrap();
        let stream = withdrawals(&bryn).await.unwrap()[0].stream;
        let alone = decide_withdrawal(&bryn, stream, true, "I am sure.", None).await;
        assert!(matches!(alone, Err(No::Refused(_))), "{alone:?}");
        decide_withdrawal(&gov, stream, false, "They are cousins.", None).await.unwrap();
        assert!(matches!(people::open(&bryn, sam).await, Err(No::NotFound)));
        assert!(withdrawals(&gov).await.unwrap().is_empty());
        let no_right = Desk {
            sight: practice::staff::Sight {
                rights: practice::staff::Rights::of(&[Role::HubManager]),
                ..gov.sight.clone()
            },
            ..gov
        };
        assert!(matches!(withdrawals(&no_right).await, Err(No::Forbidden(_))));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn asking_tells_nobody_whether_a_reference_is_somebodys_or_was_declared() {
    for_both(async |place| {
        let council = place.council().await;
        let amina =
            place.desk_of(&place.worker(&council, "Amina Okafor", &[Role::OutreachKeyWorker]).await).await;
        let gov =
            place.desk_of(&place.worker(&council, "Ig Gov", &[Role::InformationGovernance]).await).await;
        let new = NewPerson { name: "Sam".into(), team: Some(council.hub), ..NewPerson::default() };
        let sam = people::create(&amina, &new, None).await.unwrap();
        let reference = people::open(&amina, sam).await.unwrap().summary.reference;
        let nobodys = practice::ids::Reference::parse("BCDF-GHJK-L")
            .map_or(String::new(), |one| one.as_str().to_owned());
        for reference in [reference, nobodys].into_iter().filter(|one| !one.is_empty()) {
            ask_to_withdraw(&amina, &reference, "A mistake.", None).await.unwrap();
        }
        assert!(withdrawals(&gov).await.unwrap().is_empty());
        assert!(matches!(ask_to_withdraw(&amina, "x", "A mistake.", None).await, Err(No::Refused(_))));
    })
    .await;
}
