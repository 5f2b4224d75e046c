//! `People.csv`: where the hubs stand tonight.

use crate::files::{files, number, of_kind, reasons};
use crate::support::{Council, Place, for_both, post_form};
use practice::homes::Sleeping;
use practice::journal::Body;
use practice::people::Status;
use practice::staff::Role;
use work::import::Outcome;

const COLUMNS: &str = "CHILD,LEGAL_NAME,NAME_USED,DOB,TEAM,SOCIAL_WORKER,KEY_WORKER,KEY_WORKER_SINCE,COHORT,\
                       SLEEPING_AT,STAY_PURPOSE,MISSING_SINCE\n";

async fn people(place: &Place, council: &Council, rows: &str) -> Outcome {
    place.bring(council, files(&[("People.csv", &format!("{COLUMNS}{rows}"))])).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_key_worker_with_a_start_date_opens_the_journey() {
    for_both(async |place| {
        let council = place.council().await;
        let row = "A1,Samuel Example,Sam,04/05/2011,harbour house,Ruth Calloway,Marcus Whitlow,01/02/2026,Looked after,\
                   Harbour House,Time to settle,\n";
        let outcome = people(&place, &council, row).await;
        place.is_clean().await;
        let header = place.header(&council, "A1").await;
        assert_eq!(header.status(), Status::Open);
        assert_eq!(header.key_worker.as_ref().unwrap().happened.to_string(), "2026-02-01");
        assert_eq!(header.team.as_ref().unwrap().is, council.hub);
        let (place_of_stay, purpose) = header.sleeping.as_ref().unwrap().is.clone();
        assert_eq!((place_of_stay, purpose.as_str()), (Sleeping::Team(council.hub), "Time to settle"));
        assert!(outcome.new_teams.is_empty());
        let created: Vec<&str> = outcome.new_workers.iter().map(|worker| worker.name.as_str()).collect();
        assert_eq!(created, ["Marcus Whitlow", "Ruth Calloway"]);
        let posts = place.house.records.posts(council.authority).await.unwrap();
        let named = posts.iter().find(|post| post.name == "Marcus Whitlow").unwrap();
        assert_eq!((named.account, named.team), (None, Some(council.hub)));
        assert_eq!(named.roles, [Role::OutreachKeyWorker]);
        assert_eq!(named.id, header.key_worker.unwrap().is);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_start_date_nobody_is_allocated_and_the_file_is_asked_for_it() {
    for_both(async |place| {
        let council = place.council().await;
        let outcome = people(&place, &council, "A1,Samuel Example,,04/05/2011,,,Marcus Whitlow,,,,,\n").await;
        assert_eq!(place.header(&council, "A1").await.status(), Status::Known);
        assert!(reasons(&outcome.issues).contains("Add KEY_WORKER_SINCE"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn somebody_in_no_return_and_somebody_without_a_name_come_in() {
    for_both(async |place| {
        let council = place.council().await;
        let outcome = people(&place, &council, "A1,,,,,,,,Edge of care,At home,,\n").await;
        assert_eq!(outcome.counts.created, 1);
        let header = place.header(&council, "A1").await;
        assert_eq!((number(&header), header.name(), header.born()), ("A1", None, None));
        let Sleeping::Elsewhere(kept) = &header.sleeping.unwrap().is.0 else { panic!() };
        let value = place.house.records.vault_value(council.authority, kept.id).await.unwrap();
        assert_eq!(value.as_deref(), Some("At home"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_team_that_is_not_here_is_created_and_said_in_the_preview() {
    for_both(async |place| {
        let council = place.council().await;
        let rows = format!("{COLUMNS}A1,,Sam,,Moor View,,,,,Moor View,,\nA2,,Alex,,Outreach North,,,,,,,\n");
        let seen = place.preview(&council, files(&[("People.csv", &rows)])).await;
        let teams: Vec<(&str, bool)> =
            seen.new_teams.iter().map(|team| (team.name.as_str(), team.hub)).collect();
        assert_eq!(teams, [("Moor View", true), ("Outreach North", false)]);
        assert!(reasons(&seen.issues).contains("This team is not here yet"));
        place.bring(&council, files(&[("People.csv", &rows)])).await;
        assert_eq!(place.house.records.teams(council.authority).await.unwrap().len(), 3);
        assert_eq!(place.bring(&council, files(&[("People.csv", &rows)])).await.events, 0);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_workers_of_one_name_none_is_guessed() {
    for_both(async |place| {
        let council = place.council().await;
        for _ in 0..2 {
            let form =
                post_form(&council, "Marcus Whitlow", &[Role::OutreachKeyWorker], place.house.now().day());
            work::staff::create_post(&place.operator(&council), &form, None).await.unwrap();
        }
        let outcome = people(&place, &council, "A1,,Sam,,,,Marcus Whitlow,01/02/2026,,,,\n").await;
        assert_eq!(place.header(&council, "A1").await.status(), Status::Known);
        assert!(reasons(&outcome.issues).contains("several workers of this name"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn another_key_worker_since_another_day_follows_the_one_before() {
    for_both(async |place| {
        let council = place.council().await;
        people(&place, &council, "A1,,Sam,,,,Marcus Whitlow,01/02/2026,,,,\n").await;
        place.clock.pass(20 * 86_400);
        people(&place, &council, "A1,,Sam,,,,Josie Marlowe,15/03/2026,,,,\n").await;
        let header = place.header(&council, "A1").await;
        assert_eq!(header.key_workers_before.len(), 1);
        assert_eq!(header.key_worker.unwrap().happened.to_string(), "2026-03-15");
        // The start was wrong: a correction, not a third naming.
        let fixed = people(&place, &council, "A1,,Sam,,,,Josie Marlowe,16/03/2026,,,,\n").await;
        assert_eq!(fixed.counts.corrected, 1);
        assert_eq!(place.header(&council, "A1").await.key_workers_before.len(), 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn somebody_who_moved_since_is_told_as_a_move_and_on_the_same_day_as_a_correction() {
    for_both(async |place| {
        let council = place.council().await;
        people(&place, &council, "A1,,Sam,,,,,,,Aunt's flat,,\n").await;
        let slip = people(&place, &council, "A1,,Sam,,,,,,,Aunt's house,,\n").await;
        assert_eq!((slip.counts.told, slip.counts.corrected), (0, 1));
        place.clock.pass(3 * 86_400);
        let moved = people(&place, &council, "A1,,Sam,,,,,,,Harbour House,A few nights,\n").await;
        assert_eq!((moved.counts.told, moved.counts.corrected), (1, 0));
        let header = place.header(&council, "A1").await;
        assert_eq!(header.sleeping.unwrap().is.0, Sleeping::Team(council.hub));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn somebody_missing_now_is_missing_until_somebody_writes_down_their_return() {
    for_both(async |place| {
        let council = place.council().await;
        people(&place, &council, "A1,,Sam,,,,,,,,,01/03/2026 21:30\n").await;
        let header = place.header(&council, "A1").await;
        assert_eq!(header.missing_now().unwrap().is.from, jiff::civil::date(2026, 3, 1));
        let events = place.events(&council, "A1").await;
        let told = of_kind(&events, "safety.missing_recorded");
        assert_eq!(told[0].happened.to_string(), "2026-03-01T21:30:00.000000Z");
        assert_eq!(people(&place, &council, "A1,,Sam,,,,,,,,,01/03/2026 21:30\n").await.events, 0);
        let back = people(&place, &council, "A1,,Sam,,,,,,,,,\n").await;
        assert_eq!((back.counts.flagged, back.counts.corrected), (1, 0));
        assert!(reasons(&back.issues).contains("until somebody writes down their return"));
        assert!(place.header(&council, "A1").await.missing_now().is_some());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn missing_without_a_known_start_is_missing_since_the_import_and_told_once() {
    for_both(async |place| {
        let council = place.council().await;
        people(&place, &council, "A1,,Sam,,,,,,,,,yes\n").await;
        let header = place.header(&council, "A1").await;
        assert_eq!(header.missing_now().unwrap().is.from, place.house.now().day());
        place.clock.pass(86_400);
        assert_eq!(people(&place, &council, "A1,,Sam,,,,,,,,,yes\n").await.events, 0);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn somebody_who_is_no_longer_in_people_csv_is_flagged_once() {
    for_both(async |place| {
        let council = place.council().await;
        people(&place, &council, "A1,,Sam,,,,,,,,,\nA2,,Alex,,,,,,,,,\n").await;
        let outcome = people(&place, &council, "A1,,Sam,,,,,,,,,\n").await;
        assert_eq!((outcome.counts.flagged, outcome.events), (1, 1));
        let events = place.events(&council, "A2").await;
        let Body::RowVanished(row) = &events.last().unwrap().body else { panic!() };
        assert_eq!(row.file, "People");
        assert_eq!(people(&place, &council, "A1,,Sam,,,,,,,,,\n").await.events, 0);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_group_that_is_not_known_here_is_left_out_and_named() {
    for_both(async |place| {
        let council = place.council().await;
        let outcome = people(&place, &council, "A1,,Sam,,,,,,Blue team,,,\n").await;
        assert!(place.header(&council, "A1").await.cohort.is_none());
        assert!(reasons(&outcome.issues).contains("This group is not known here"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_namesake_in_another_role_or_one_who_has_left_is_never_named() {
    for_both(async |place| {
        let council = place.council().await;
        let operator = place.operator(&council);
        let today = place.house.now().day();
        let mut gone = post_form(&council, "Marcus Whitlow", &[Role::OutreachKeyWorker], today);
        gone.to = Some(today);
        let other = post_form(&council, "Josie Marlowe", &[Role::PortfolioLead], today);
        for form in [gone, other] {
            work::staff::create_post(&operator, &form, None).await.unwrap();
        }
        place.clock.pass(86_400);
        let rows = "A1,,Sam,,,,Marcus Whitlow,01/02/2026,,,,\nA2,,Alex,,,Josie Marlowe,,,,,,\n";
        let outcome = people(&place, &council, rows).await;
        assert_eq!(place.header(&council, "A1").await.status(), Status::Known);
        assert!(place.header(&council, "A2").await.social_worker.is_none());
        assert!(outcome.new_workers.is_empty());
        assert_eq!(reasons(&outcome.issues).matches("no post of this kind that goes on").count(), 2);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_that_still_names_a_worker_who_has_left_since_says_nothing_new() {
    for_both(async |place| {
        let council = place.council().await;
        let today = place.house.now().day();
        let mut form = post_form(&council, "Marcus Whitlow", &[Role::OutreachKeyWorker], today);
        form.to = Some(today);
        let post = work::staff::create_post(&place.operator(&council), &form, None).await.unwrap();
        let row = "A1,,Sam,,,,Marcus Whitlow,01/02/2026,,,,\n";
        people(&place, &council, row).await;
        assert_eq!(place.header(&council, "A1").await.key_worker.unwrap().is, post);
        place.clock.pass(86_400);
        let again = people(&place, &council, row).await;
        assert_eq!((again.events, reasons(&again.issues).contains("no post of this kind")), (0, false));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_purpose_without_a_place_is_about_the_stay_that_stands() {
    for_both(async |place| {
        let council = place.council().await;
        people(&place, &council, "A1,,Sam,,,,,,,Aunt's flat,A rest,\nA2,,Alex,,,,,,,Harbour House,A rest,\n")
            .await;
        place.clock.pass(3 * 86_400);
        let blank = "A1,,Sam,,,,,,,,Exams,\nA2,,Alex,,,,,,,,Exams,\n";
        let told = people(&place, &council, blank).await;
        assert_eq!(told.counts.told, 2);
        let (stays, purpose) = place.header(&council, "A1").await.sleeping.unwrap().is;
        let Sleeping::Elsewhere(kept) = stays else { panic!("{stays:?}") };
        let value = place.house.records.vault_value(council.authority, kept.id).await.unwrap();
        assert_eq!((value.as_deref(), purpose.as_str()), (Some("Aunt's flat"), "Exams"));
        let (stays, _) = place.header(&council, "A2").await.sleeping.unwrap().is;
        assert_eq!(stays, Sleeping::Team(council.hub));
        assert_eq!(people(&place, &council, blank).await.events, 0);
    })
    .await;
}
