//! Teams.

use crate::support::post_form;
use crate::support::{Place, for_both};
use practice::dates::{Happened, Instant};
use practice::hubs::ResponsibleTeamNamed;
use practice::ids::{PersonId, Reference, TeamId};
use practice::journal::{Body, Told};
use practice::people::{Door, Known};
use practice::staff::PostForm;
use practice::staff::Role;
use work::key_working::{Change, NamingKeyWorker, name_key_worker, name_team};
use work::people::{self, Directory, NewPerson};
use work::staff::{
    ChangingPost, Ending, NewTeam, change_post, close_team, create_post, create_team, end_post, in_team,
    list, rename_team,
};
use work::{Act, Desk, FormKey, No};

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
        rename_team(&desk, outreach, "Outreach", None, None).await.unwrap();
        assert_eq!(names(&place, &council).await, ["Harbour House", "Outreach"]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_team_that_was_renamed_keeps_the_name_of_then_in_all_that_was_written_down_before() {
    for_both(async |place| {
        let council = place.council().await;
        let amina =
            place.desk_of(&place.worker(&council, "Amina Okafor", &[Role::OutreachKeyWorker]).await).await;
        let new = NewPerson { name: "Sam".into(), team: Some(council.hub), ..NewPerson::default() };
        let sam = people::create(&amina, &new, None).await.unwrap();
        let (began, monday) = (amina.now, amina.now.day());
        place.clock.pass(86_400);
        let renamed = place.house.now();
        let operator = place.operator(&council);
        rename_team(&operator, council.hub, "Harbour View", None, None).await.unwrap();
        let directory = Directory::of(&operator).await.unwrap();
        let then = "Harbour House (now called Harbour View)";
        assert_eq!(directory.team(council.hub), "Harbour View");
        assert_eq!(directory.team_then(council.hub, began), then);
        assert_eq!(directory.team_then(council.hub, Instant(renamed.0 - 1)), then);
        assert_eq!(directory.team_then(council.hub, renamed), "Harbour View");
        assert_eq!(directory.team_then(council.hub, Instant(0)), then, "before it was begun: its first name");
        assert_eq!(directory.beside_today(council.hub, "Harbour House"), then);
        assert_eq!(directory.beside_today(council.hub, "Harbour View"), "Harbour View");
        let known = async |day| people::as_known_on(&operator, sam, day).await.unwrap();
        let (before, since) = (known(monday).await, known(renamed.day()).await);
        assert_eq!(before.page.summary.team.as_deref(), Some("Harbour House"));
        assert_eq!(before.today.team.as_deref(), Some("Harbour View"), "the head of the page is today's");
        assert_eq!(since.page.summary.team.as_deref(), Some("Harbour View"));
        rename_team(&operator, council.hub, "Harbour House", None, None).await.unwrap();
        let directory = Directory::of(&operator).await.unwrap();
        assert_eq!(directory.team_then(council.hub, began), "Harbour House", "it is called so again");
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
        assert_eq!(field(rename_team(&desk, other, "Harbour House", None, None).await), "name");
        // A team may be given its own name in other letters.
        rename_team(&desk, council.hub, "HARBOUR HOUSE", None, None).await.unwrap();
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
        let answer = rename_team(&place.operator(&southmoor), council.hub, "Mine now", None, None).await;
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
        assert!(matches!(rename_team(&desk, council.hub, "Mine", None, None).await, Err(No::Forbidden(_))));
        assert!(matches!(list(&desk).await, Err(No::Forbidden(_))));
    })
    .await;
}

fn sentence(answer: Result<(), No>) -> String {
    match answer {
        Err(No::Refused(refusals)) => refusals[0].sentence.clone(),
        other => panic!("{other:?}"),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_team_is_closed_once_nobody_is_in_it_and_keeps_its_name_in_the_story() {
    for_both(async |place| {
        let council = place.council().await;
        let operator = place.operator(&council);
        let north = create_team(&operator, &team("Outreach North"), None).await.unwrap();
        let today = place.house.now().day();
        let in_north = |name: &str| PostForm {
            team: Some(north),
            ..post_form(&council, name, &[Role::OutreachKeyWorker], today)
        };
        let amina = place.worker_with(&council, &in_north("Amina Okafor")).await;
        let new = NewPerson { name: "Sam".into(), team: Some(north), ..NewPerson::default() };
        let sam = people::create(&place.desk_of(&amina).await, &new, None).await.unwrap();
        let told = sentence(close_team(&operator, north, "Merged.", None).await);
        assert!(told.starts_with("1 post is in it still, and 1 young person is."), "{told}");
        assert!(sentence(close_team(&operator, north, " ", None).await).contains("why"));
        let move_to = |to| Change { to, from: today, reason: "The team closes.".into(), key: None };
        name_team(&operator, sam, &move_to(council.hub)).await.unwrap();
        assert!(sentence(close_team(&operator, north, "Merged.", None).await).starts_with("1 post"));
        end_post(&operator, amina.post, &Ending::because("Left.")).await.unwrap();
        assert_eq!(in_team(&operator, north).await.unwrap().posts, 0);
        close_team(&operator, north, "Merged.", Some(key("merged"))).await.unwrap();
        close_team(&operator, north, "Merged.", Some(key("merged"))).await.unwrap();
        assert!(sentence(close_team(&operator, north, "Again.", None).await).contains("already"));
        let directory = Directory::of(&operator).await.unwrap();
        assert!(directory.teams().iter().all(|team| team.id != north), "it is offered nowhere");
        assert_eq!(directory.team(north), "Outreach North");
        assert!(list(&operator).await.unwrap().teams.iter().any(|team| team.closed));
        assert!(sentence(rename_team(&operator, north, "Other", None, None).await).contains("closed"));
        create_team(&operator, &team("Outreach North"), None).await.unwrap();
        let events =
            place.house.records.events_of(&operator.sight, sam, operator.now).await.unwrap().unwrap();
        let named = events.iter().filter(|event| event.body.kind() == "hubs.responsible_team_named");
        assert_eq!(named.count(), 2, "nothing of the story has changed");
    })
    .await;
}

/// Somebody whom a file brought in, and whom nobody works with yet.
async fn known_in(desk: &Desk, team: TeamId) -> PersonId {
    let person = PersonId(desk.house.blind_id());
    let known = Known { reference: Reference::from_random(desk.house.random()), through: Door::Import };
    let name = "Outreach North".into();
    let answers = ResponsibleTeamNamed { team, name, reason: String::new() };
    let at = Happened::At(desk.now);
    let act = Act::new().beginning(Told::about(person, person.identity(), at, Body::Known(known))).beginning(
        Told::about(person, person.stream("responsible_team"), at, Body::ResponsibleTeamNamed(answers)),
    );
    desk.write(act).await.unwrap();
    person
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_comes_into_a_closed_team() {
    for_both(async |place| {
        let council = place.council().await;
        let operator = place.operator(&council);
        let north = create_team(&operator, &team("Outreach North"), None).await.unwrap();
        close_team(&operator, north, "Merged.", None).await.unwrap();
        let today = place.house.now().day();
        let form = post_form(&council, "Amina Okafor", &[Role::OutreachKeyWorker], today);
        let in_north = PostForm { team: Some(north), ..form.clone() };
        assert_eq!(field(create_post(&operator, &in_north, None).await), "team");
        let post = create_post(&operator, &form, None).await.unwrap();
        assert_eq!(field(change_post(&operator, post, &in_north, &ChangingPost::default()).await), "team");
        let amina =
            place.desk_of(&place.worker(&council, "Amina Reid", &[Role::OutreachKeyWorker]).await).await;
        let new = |team| NewPerson { name: "Sam".into(), team: Some(team), ..NewPerson::default() };
        assert_eq!(field(people::create(&amina, &new(north), None).await), "team");
        let sam = people::create(&amina, &new(council.hub), None).await.unwrap();
        let change = Change { to: north, from: today, reason: "Moved.".into(), key: None };
        assert_eq!(field(name_team(&operator, sam, &change).await), "team");
        let kit = known_in(&operator, north).await;
        let naming = NamingKeyWorker {
            post: amina.sight.post,
            reason: "They know each other.".into(),
            young_person_said: String::new(),
            shown: None,
            key: None,
        };
        assert!(sentence(name_key_worker(&operator, kit, &naming).await).contains("is closed"));
        let stranger = place.operator(&place.another_council("Southmoor").await);
        assert!(matches!(close_team(&stranger, council.hub, "Not mine.", None).await, Err(No::NotFound)));
        assert!(matches!(close_team(&amina, north, "Not mine.", None).await, Err(No::Forbidden(_))));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn of_a_team_that_is_closed_and_a_post_in_it_in_one_moment_one_is_refused() {
    for_both(async |place| {
        let council = place.council().await;
        let operator = place.operator(&council);
        let today = place.house.now().day();
        for turn in 0..8 {
            let north = create_team(&operator, &team(&format!("North {turn}")), None).await.unwrap();
            let form = post_form(&council, "Amina Okafor", &[Role::OutreachKeyWorker], today);
            let form = PostForm { team: Some(north), ..form };
            let (closed, created) = tokio::join!(
                close_team(&operator, north, "Merged.", None),
                create_post(&operator, &form, None)
            );
            assert!(closed.is_ok() != created.is_ok(), "{closed:?} {created:?}");
        }
    })
    .await;
}

/// A key of its own for each form.
fn form(name: &str) -> FormKey {
    FormKey { key: name.into(), body: name.into() }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_that_was_done_is_answered_alike_when_its_team_was_closed_since() {
    for_both(async |place| {
        let council = place.council().await;
        let operator = place.operator(&council);
        let today = place.house.now().day();
        let north = create_team(&operator, &team("North"), Some(form("team"))).await.unwrap();
        rename_team(&operator, north, "Outreach North", None, Some(form("rename"))).await.unwrap();
        let in_north = PostForm {
            team: Some(north),
            ..post_form(&council, "Amina Okafor", &[Role::OutreachKeyWorker], today)
        };
        let post = create_post(&operator, &in_north, Some(form("post"))).await.unwrap();
        let worker = place.worker(&council, "Kit Lowe", &[Role::OutreachKeyWorker]).await;
        let kit = place.desk_of(&worker).await;
        let new = NewPerson { name: "Sam".into(), team: Some(north), ..NewPerson::default() };
        let sam = people::create(&kit, &new, Some(form("person"))).await.unwrap();
        let change = |to, key| Change { to, from: today, reason: "The team closes.".into(), key };
        name_team(&operator, sam, &change(council.hub, None)).await.unwrap();
        name_team(&operator, sam, &change(north, Some(form("name")))).await.unwrap();
        name_team(&operator, sam, &change(council.hub, None)).await.unwrap();
        end_post(&operator, post, &Ending::because("Left.")).await.unwrap();
        close_team(&operator, north, "Merged.", None).await.unwrap();
        create_team(&operator, &team("North"), None).await.unwrap();
        assert_eq!(people::create(&kit, &new, Some(form("person"))).await.unwrap(), sam);
        assert_eq!(create_post(&operator, &in_north, Some(form("post"))).await.unwrap(), post);
        assert_eq!(create_team(&operator, &team("North"), Some(form("team"))).await.unwrap(), north);
        rename_team(&operator, north, "Outreach North", None, Some(form("rename"))).await.unwrap();
        name_team(&operator, sam, &change(north, Some(form("name")))).await.unwrap();
        let page = people::open(&kit, sam).await.unwrap();
        assert_eq!(page.summary.team.as_deref(), Some("Harbour House"), "nothing was done twice");
        let other = Some(FormKey { key: "person".into(), body: b"other words".to_vec() });
        assert_eq!(field(people::create(&kit, &new, other).await), work::KEY_FIELD);
        assert_eq!(field(people::create(&kit, &new, None).await), "team");
    })
    .await;
}
