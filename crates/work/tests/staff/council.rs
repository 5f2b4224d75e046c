//! The council's description and words, and the operator.

use crate::support::for_both;
use practice::journal::Actor;
use practice::staff::{Permission, Role};
use work::No;
use work::staff::{Description, change_words, create_council, describe_council};

fn description(accent: &str) -> Description {
    Description { name: "Northmoor Council".into(), accent: accent.into(), help_line: "01632 960001".into() }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_council_is_described_anew() {
    for_both(async |place| {
        let council = place.council().await;
        let desk = place.operator(&council);
        describe_council(&desk, &description("#1D4F60"), None, None).await.unwrap();
        describe_council(&desk, &description("#1d4f61"), None, None).await.unwrap();
        let found = place.house.records.councils().await.unwrap().remove(0);
        assert_eq!((found.name.as_str(), found.accent.as_str()), ("Northmoor Council", "#1d4f61"));
        assert_eq!(found.help_line, "01632 960001");
        assert!(matches!(
            describe_council(&desk, &description("blue"), None, None).await,
            Err(No::Refused(_))
        ));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_word_is_changed_with_a_reason() {
    for_both(async |place| {
        let council = place.council().await;
        let desk = place.operator(&council);
        assert!(change_words(&desk, ("role.deputy", "Shift lead"), " ", None, None).await.is_err());
        change_words(&desk, ("role.deputy", "Shift lead"), "Our own word.", None, None).await.unwrap();
        change_words(&desk, ("role.deputy", "Lead"), "Shorter.", None, None).await.unwrap();
        let (words, revision) = place.house.records.words(council.authority).await.unwrap();
        assert_eq!((words["role.deputy"].as_str(), revision.number), ("Lead", 2));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn words_and_description_are_for_those_who_manage_words() {
    for_both(async |place| {
        let council = place.council().await;
        let worker = place.worker(&council, "Amina Okafor", &[Role::HubManager]).await;
        let desk = place.desk_of(&worker).await;
        let words = change_words(&desk, ("role.deputy", "Lead"), "Shorter.", None, None).await;
        assert!(matches!(words, Err(No::Forbidden(_))));
        let described = describe_council(&desk, &description("#1d4f60"), None, None).await;
        assert!(matches!(described, Err(No::Forbidden(_))));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_operator_imports_and_is_shown_as_the_councils_file() {
    for_both(async |place| {
        let council = place.council().await;
        let desk = place.operator(&council);
        assert_eq!(desk.actor, Actor::Import(None));
        desk.must(Permission::ImportPeople).unwrap();
        for not_theirs in [Permission::BreakGlass, Permission::DecideMatches, Permission::RestrictPerson] {
            assert!(matches!(desk.must(not_theirs), Err(No::Forbidden(_))));
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn two_councils_have_two_names_and_two_keys() {
    for_both(async |place| {
        place.council().await;
        assert!(create_council(&place.house, "northmoor").await.is_err());
        assert!(create_council(&place.house, " ").await.is_err());
        let southmoor = create_council(&place.house, "Southmoor").await.unwrap();
        assert!(place.house.records.keys().keyed_digest(southmoor, "test", b"x").is_ok());
    })
    .await;
}
