//! `/sign-in` and `/sign-out`.

use crate::support::{Council, Jar, PASSWORD, Place, Worker, for_both};
use axum::http::StatusCode;
use practice::staff::Role;

const FORM: [(&str, &str); 2] = [("email", "amina.okafor@northmoor.example"), ("password", PASSWORD)];

async fn amina(place: &Place) -> (Council, Worker) {
    let council = place.council().await;
    let worker = place.worker(&council, "Amina Okafor", &[Role::OutreachKeyWorker]).await;
    (council, worker)
}

#[tokio::test(flavor = "multi_thread")]
async fn the_right_password_signs_in_and_goes_on_to_where_one_wanted() {
    for_both(async |place| {
        amina(&place).await;
        let mut jar = Jar::new(&place);
        let turned_away = jar.get("/people?team=1").await;
        assert_eq!(turned_away.status, StatusCode::SEE_OTHER);
        assert_eq!(turned_away.location(), "/sign-in?back=%2Fpeople%3Fteam%3D1");
        let page = jar.sees(&turned_away.location()).await;
        page.says("Northmoor").says("name=\"back\" value=\"/people?team=1\"");
        let mut form = FORM.to_vec();
        form.push(("back", "/people?team=1"));
        let taken = jar.post("/sign-in", &form).await;
        assert_eq!((taken.status, taken.location().as_str()), (StatusCode::SEE_OTHER, "/people?team=1"));
        let cookie = taken.headers["set-cookie"].to_str().unwrap();
        assert!(cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax") && cookie.contains("Path=/"));
        jar.sees("/account").await.says("Amina Okafor");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_is_sent_to_another_site_after_signing_in() {
    for_both(async |place| {
        amina(&place).await;
        for elsewhere in ["https://evil.example/", "//evil.example", "/\\evil.example"] {
            let mut form = FORM.to_vec();
            form.push(("back", elsewhere));
            assert_eq!(Jar::new(&place).sends("/sign-in", &form).await, "/", "{elsewhere}");
            let query = format!("/sign-in?back={}", elsewhere.replace('/', "%2F").replace('\\', "%5C"));
            Jar::new(&place).sees(&query).await.says("name=\"back\" value=\"/\"");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_password_and_an_unknown_address_are_answered_alike_and_the_address_is_kept() {
    for_both(async |place| {
        amina(&place).await;
        let known = [("email", FORM[0].1), ("password", "wrong horse battery")];
        let unknown = [("email", "nobody.here@northmoor.example"), ("password", "wrong horse battery")];
        let (one, other) = (
            Jar::new(&place).post("/sign-in", &known).await,
            Jar::new(&place).post("/sign-in", &unknown).await,
        );
        assert_eq!(
            (one.status, other.status),
            (StatusCode::UNPROCESSABLE_ENTITY, StatusCode::UNPROCESSABLE_ENTITY)
        );
        one.says("<title>Error: Sign in")
            .says("value=\"amina.okafor@northmoor.example\"")
            .hides("wrong horse");
        assert_eq!(
            one.without_nonce().replace(known[0].1, ""),
            other.without_nonce().replace(unknown[0].1, ""),
        );
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn empty_fields_are_named_in_the_summary() {
    for_both(async |place| {
        amina(&place).await;
        let page = Jar::new(&place).post("/sign-in", &[("email", " "), ("password", "")]).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        page.says("href=\"#email\"").says("href=\"#password\"").says("There is a problem");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn after_five_wrong_tries_even_the_right_password_waits_and_is_told_how_long() {
    for_both(async |place| {
        amina(&place).await;
        let mut jar = Jar::new(&place);
        for _ in 0..5 {
            jar.post("/sign-in", &[("email", FORM[0].1), ("password", "wrong horse battery")]).await;
        }
        let waiting = jar.post("/sign-in", &FORM).await;
        assert_eq!(waiting.status, StatusCode::UNPROCESSABLE_ENTITY);
        waiting.says("There have been too many tries. Wait 1 minute, then try again.");
        place.clock.pass(61);
        jar.sends("/sign-in", &FORM).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_is_signed_in_already_is_not_asked_again() {
    for_both(async |place| {
        amina(&place).await;
        let mut jar = Jar::new(&place);
        jar.sends("/sign-in", &FORM).await;
        assert_eq!(jar.get("/sign-in?back=%2Faccount").await.location(), "/account");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn signing_out_ends_the_session_clears_the_cache_and_says_that_drafts_are_kept() {
    for_both(async |place| {
        amina(&place).await;
        let mut jar = Jar::new(&place);
        jar.sends("/sign-in", &FORM).await;
        let cookie = jar.cookie("nwd").unwrap().to_owned();
        let out = jar.post("/sign-out", &[]).await;
        assert_eq!(out.status, StatusCode::SEE_OTHER);
        assert_eq!(out.headers["clear-site-data"], "\"cache\"");
        assert_eq!(jar.cookie("nwd"), None);
        jar.sees(&out.location()).await.says("You have signed out").says("kept among your drafts");
        jar.keep("nwd", &cookie);
        assert_eq!(jar.get("/account").await.status, StatusCode::SEE_OTHER);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_sent_from_another_site_signs_nobody_out() {
    for_both(async |place| {
        amina(&place).await;
        let mut jar = Jar::new(&place);
        jar.sends("/sign-in", &FORM).await;
        let refused = jar.post_from_elsewhere("/sign-out").await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN);
        jar.sees("/account").await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_cookie_that_was_made_up_is_nobodys_and_leads_to_the_door() {
    for_both(async |place| {
        amina(&place).await;
        for made_up in ["", "x", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "%00", "é"] {
            let mut jar = Jar::new(&place);
            jar.keep("nwd", made_up);
            assert_eq!(jar.get("/account").await.location(), "/sign-in?back=%2Faccount", "{made_up}");
            assert_eq!(jar.fetch("/drafts?form=/x", &[]).await.status, StatusCode::UNAUTHORIZED, "{made_up}");
            assert_eq!(jar.fetch("/ping", &[]).await.status, StatusCode::UNAUTHORIZED, "{made_up}");
        }
    })
    .await;
}
