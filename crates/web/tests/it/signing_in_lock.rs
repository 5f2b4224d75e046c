//! `/lock`, `/locked`, `/unlock`, `/ping`: no word is lost.

use crate::support::{Council, Jar, PASSWORD, Place, for_both};
use axum::http::StatusCode;
use practice::staff::Role;

const FORM: [(&str, &str); 2] = [("email", "ada.min@northmoor.example"), ("password", PASSWORD)];
const TEAM: [(&str, &str); 2] = [("name", "Half a name of a team"), ("kind", "hub")];

/// Somebody signed in, with a form at hand that keeps drafts.
async fn ada(place: &Place) -> (Council, Jar) {
    let council = place.council().await;
    let worker = place.worker(&council, "Ada Min", &[Role::Administrator]).await;
    let mut jar = Jar::new(place);
    place.house.records.set_installation(work::signing_in::DEMO, "yes").await.unwrap();
    let cookie = work::signing_in::as_post(&place.house, worker.post, "A browser").await.unwrap();
    jar.keep("nwd", &cookie);
    (council, jar)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_locked_screen_shows_nothing_and_goes_back_to_where_one_was() {
    for_both(async |place| {
        let (_, mut jar) = ada(&place).await;
        let to = jar.sends("/lock", &[("back", "/staff?ended=1")]).await;
        assert_eq!(to, "/locked?back=%2Fstaff%3Fended%3D1");
        jar.sees(&to).await.says("Your screen is locked").says("Ada Min").hides("Staff and teams");
        assert_eq!(jar.get("/staff").await.location(), "/locked?back=%2Fstaff");
        let wrong = jar.post("/unlock", &[("password", "not my password"), ("back", "/staff?ended=1")]).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        wrong.says("That password is not right.").says("value=\"/staff?ended=1\"").hides("not my password");
        let empty = jar.post("/unlock", &[("password", ""), ("back", "/staff")]).await;
        assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(
            jar.sends("/unlock", &[("password", PASSWORD), ("back", "/staff?ended=1")]).await,
            "/staff?ended=1"
        );
        jar.sees("/staff?ended=1").await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn after_ten_idle_minutes_the_screen_is_locked() {
    for_both(async |place| {
        let (_, mut jar) = ada(&place).await;
        place.clock.pass(9 * 60);
        jar.sees("/staff").await;
        place.clock.pass(10 * 60);
        assert_eq!(jar.get("/staff").await.location(), "/locked?back=%2Fstaff");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_page_asks_by_itself_keeps_no_screen_from_being_locked() {
    for_both(async |place| {
        let (_, mut jar) = ada(&place).await;
        place.clock.pass(9 * 60);
        assert_eq!(jar.asked_by_itself("/staff").await.status, StatusCode::OK);
        place.clock.pass(2 * 60);
        assert_eq!(jar.get("/staff").await.location(), "/locked?back=%2Fstaff");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_sent_from_a_locked_screen_is_kept_as_its_draft_and_nothing_is_done() {
    for_both(async |place| {
        let (_, mut jar) = ada(&place).await;
        jar.sends("/lock", &[("back", "/")]).await;
        let to = jar.sends("/staff/teams/new", &TEAM).await;
        assert_eq!(to, "/locked?back=%2Fstaff%2Fteams%2Fnew");
        jar.sends("/unlock", &[("password", PASSWORD), ("back", "/staff/teams/new")]).await;
        jar.sees("/staff/teams/new").await.says("Half a name of a team").says("Saved at");
        jar.sees("/staff").await.hides("Half a name of a team");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_sent_after_being_signed_out_is_kept_and_found_after_signing_in() {
    for_both(async |place| {
        let (_, mut jar) = ada(&place).await;
        place.clock.pass(2 * 60 * 60);
        let to = jar.sends("/staff/teams/new", &TEAM).await;
        assert_eq!(to, "/sign-in?back=%2Fstaff%2Fteams%2Fnew");
        jar.sees(&to)
            .await
            .says("You were signed out after 60 minutes without activity")
            .says("kept among your drafts");
        // The clock of the demonstration's door is as good as any for signing in again.
        let email = FORM[0].1;
        let account = place.house.records.account_by_email(email).await.unwrap().unwrap();
        let post = place.house.records.posts_of(account.id).await.unwrap()[0].id;
        let cookie = work::signing_in::as_post(&place.house, post, "A browser").await.unwrap();
        jar.keep("nwd", &cookie);
        jar.sees("/staff/teams/new").await.says("Half a name of a team");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_page_saves_by_itself_while_locked_is_kept_too_and_the_page_is_told() {
    for_both(async |place| {
        let (_, mut jar) = ada(&place).await;
        jar.sends("/lock", &[("back", "/")]).await;
        let kept = jar.fetch("/drafts?form=%2Fstaff%2Fteams%2Fnew", &TEAM).await;
        assert_eq!(kept.status, StatusCode::LOCKED);
        jar.sends("/unlock", &[("password", PASSWORD), ("back", "/")]).await;
        jar.sees("/staff/teams/new").await.says("Half a name of a team");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn where_other_words_are_kept_those_sent_from_a_locked_screen_are_given_back_on_the_page() {
    for_both(async |place| {
        let (_, mut jar) = ada(&place).await;
        jar.sends("/lock", &[("back", "/")]).await;
        let account = place.house.records.account_by_email(FORM[0].1).await.unwrap().unwrap();
        let post = place.house.records.posts_of(account.id).await.unwrap()[0].id;
        let mut elsewhere = Jar::new(&place);
        elsewhere.keep("nwd", &work::signing_in::as_post(&place.house, post, "A telephone").await.unwrap());
        place.clock.pass(60);
        let kept = elsewhere.fetch("/drafts?form=%2Fstaff%2Fteams%2Fnew", &[("name", "Another name")]).await;
        assert_eq!(kept.status, StatusCode::NO_CONTENT);
        let answer = jar.post("/staff/teams/new", &TEAM).await;
        assert_eq!(answer.status, StatusCode::LOCKED);
        answer
            .says("Your screen is locked")
            .says("Half a name of a team")
            .says("Open the screen (opens in a new tab)");
        answer.says("/locked?back=%2Fstaff%2Fteams%2Fnew").hides("signed out");
        elsewhere.sees("/staff/teams/new").await.says("Another name");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn passwords_are_in_no_draft() {
    for_both(async |place| {
        let (_, mut jar) = ada(&place).await;
        jar.sends("/lock", &[("back", "/")]).await;
        let typed = [("old", "old secret words"), ("password", "new secret words"), ("name", "plain words")];
        jar.sends("/account/password", &typed).await;
        let account = place.house.records.account_by_email(FORM[0].1).await.unwrap().unwrap();
        let authority = place.house.records.councils().await.unwrap()[0].authority;
        assert!(
            place.house.records.drafts(account.id, authority, "").await.unwrap().is_empty(),
            "no draft of secrets"
        );
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_ping_counts_as_activity_and_tells_when_the_session_is_locked_or_over() {
    for_both(async |place| {
        let (_, mut jar) = ada(&place).await;
        for _ in 0..3 {
            place.clock.pass(8 * 60);
            assert_eq!(jar.fetch("/ping", &[]).await.status, StatusCode::NO_CONTENT);
        }
        place.clock.pass(11 * 60);
        assert_eq!(jar.fetch("/ping", &[]).await.status, StatusCode::LOCKED);
        place.clock.pass(60 * 60);
        assert_eq!(jar.fetch("/ping", &[]).await.status, StatusCode::UNAUTHORIZED);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_page_of_a_locked_screen_leads_on_where_nothing_is_locked() {
    for_both(async |place| {
        let (_, mut jar) = ada(&place).await;
        assert_eq!(jar.get("/locked?back=%2Fstaff").await.location(), "/staff");
        assert_eq!(jar.sends("/unlock", &[("password", "x"), ("back", "/staff")]).await, "/staff");
        let nobody = Jar::new(&place).get("/locked?back=%2Fstaff").await;
        assert_eq!(nobody.location(), "/sign-in?done=ended&back=%2Fstaff");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_signed_out_in_another_window_is_told_so_where_they_unlock() {
    for_both(async |place| {
        let (_, mut jar) = ada(&place).await;
        jar.sends("/lock", &[("back", "/staff")]).await;
        jar.sends("/sign-out", &[]).await;
        let to = jar.sends("/unlock", &[("password", PASSWORD), ("back", "/staff")]).await;
        assert_eq!(to, "/sign-in?done=ended&back=%2Fstaff");
        jar.sees(&to).await.says("You are signed out").says("kept among your drafts");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn pages_carry_the_clock_of_the_session() {
    for_both(async |place| {
        let (_, mut jar) = ada(&place).await;
        jar.sees("/staff")
            .await
            .says("data-warn-at=\"300\"")
            .says("data-lock-at=\"600\"")
            .says("data-ping-url=\"/ping\"");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_button_pressed_on_a_locked_screen_leads_back_to_a_page_that_can_be_opened() {
    for_both(async |place| {
        let (_, mut jar) = ada(&place).await;
        jar.sends("/lock", &[("back", "/")]).await;
        assert_eq!(jar.sends("/account/sessions", &[("others", "1")]).await, "/locked?back=%2F");
        jar.sends("/unlock", &[("password", PASSWORD), ("back", "/")]).await;
        jar.sees("/drafts").await.hides("/account/sessions");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn words_sent_from_a_session_that_was_ended_or_from_none_are_given_back_on_the_page() {
    for_both(async |place| {
        let (_, mut jar) = ada(&place).await;
        let records = &place.house.records;
        let account = records.account_by_email(FORM[0].1).await.unwrap().unwrap();
        records.end_sessions(account.id, None, "ended_by_administrator", place.house.now()).await.unwrap();
        jar.sees("/sign-in")
            .await
            .says("Words that were saved as you typed are kept")
            .hides("What you had typed is kept");
        for cookie in [jar.cookie("nwd").unwrap().to_owned(), String::new()] {
            jar.keep("nwd", &cookie);
            let answer = jar.post("/staff/teams/new", &TEAM).await;
            assert_eq!(answer.status, StatusCode::UNAUTHORIZED);
            answer.says("kept nowhere but on this page").says("Half a name of a team");
            answer.says("/sign-in?back=%2Fstaff%2Fteams%2Fnew");
        }
    })
    .await;
}
