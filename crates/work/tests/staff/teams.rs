//! Teams.

use crate::support::{Place, for_both};
use practice::staff::Role;
use work::staff::{NewTeam, create_team, list, rename_team};
use work::{FormKey, No};

fn team(name: &str) -> NewTeam {
    NewTeam { name: name.into(), hub: false }
}

fn key(body: &str) -> FormKey {
    FormKey { key: "a-form".into(), body: body.into() }
}

fn field<T: std::fmt::Debug>(answer: Result<T, No>) -> String {
    match answer {
        Err(No::Refused(refusals)) => refusals[0].field.clone().unwrap_or_default(),
        other => panic!("{other:?}"),
    }
}

async fn names(place: &Place, council: &crate::support::Council) -> Vec<String> {
    list(&place.operator(council)).await.unwrap().teams.into_iter().map(|team| team.name).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_team_is_created_and_renamed() {
    for_both(async |place| {
        let council = place.council().await;
        let desk = place.operator(&council);
        let outreach = create_team(&desk, &team("  Outreach  North "), None).await.unwrap();
        assert_eq!(names(&place, &council).await, ["Harbour House", "Outreach North"]);
        rename_team(&desk, outreach, "Outreach", None).await.unwrap();
        assert_eq!(names(&place, &council).await, ["Harbour House", "Outreach"]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn no_two_teams_of_a_council_have_one_name() {
    for_both(async |place| {
        let council = place.council().await;
        let desk = place.operator(&council);
        assert_eq!(field(create_team(&desk, &team("harbour HOUSE"), None).await), "name");
        let other = create_team(&desk, &team("Outreach"), None).await.unwrap();
        assert_eq!(field(rename_team(&desk, other, "Harbour House", None).await), "name");
        // A team may be given its own name in other letters.
        rename_team(&desk, council.hub, "HARBOUR HOUSE", None).await.unwrap();
        // Another council has its own teams.
        let southmoor = place.another_council("Southmoor").await;
        create_team(&place.operator(&southmoor), &team("Outreach"), None).await.unwrap();
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_who_create_one_team_at_once_one_is_refused() {
    for_both(async |place| {
        let council = place.council().await;
        let desk = place.operator(&council);
        let (one, two) = (team("Outreach"), team("Outreach"));
        let (one, two) = tokio::join!(create_team(&desk, &one, None), create_team(&desk, &two, None));
        assert!(one.is_ok() != two.is_ok());
        assert_eq!(names(&place, &council).await, ["Harbour House", "Outreach"]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_form_sent_twice_makes_one_team_and_with_other_words_is_refused() {
    for_both(async |place| {
        let council = place.council().await;
        let desk = place.operator(&council);
        let first = create_team(&desk, &team("Outreach"), Some(key("Outreach"))).await.unwrap();
        let again = create_team(&desk, &team("Outreach"), Some(key("Outreach"))).await.unwrap();
        assert_eq!(first, again);
        let other = create_team(&desk, &team("Inreach"), Some(key("Inreach"))).await;
        assert!(matches!(other, Err(No::Refused(_))));
        assert_eq!(names(&place, &council).await, ["Harbour House", "Outreach"]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_team_of_another_council_is_not_there() {
    for_both(async |place| {
        let council = place.council().await;
        let southmoor = place.another_council("Southmoor").await;
        let answer = rename_team(&place.operator(&southmoor), council.hub, "Mine now", None).await;
        assert!(matches!(answer, Err(No::NotFound)));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn teams_are_for_those_who_manage_staff() {
    for_both(async |place| {
        let council = place.council().await;
        let worker = place.worker(&council, "Amina Okafor", &[Role::OutreachKeyWorker]).await;
        let desk = place.desk_of(&worker).await;
        assert!(matches!(create_team(&desk, &team("Outreach"), None).await, Err(No::Forbidden(_))));
        assert!(matches!(rename_team(&desk, council.hub, "Mine", None).await, Err(No::Forbidden(_))));
        assert!(matches!(list(&desk).await, Err(No::Forbidden(_))));
    })
    .await;
}
