//! `/sign-in/second-step`, `/sign-in/code`, and renewing them from `/account`.

use crate::support::{App, Jar, PASSWORD, Place, for_both};
use axum::http::StatusCode;
use practice::staff::Role;

const FORM: [(&str, &str); 3] =
    [("email", "robin.fell@northmoor.example"), ("password", PASSWORD), ("back", "/account")];

/// A manager at the page that sets the second step up.
async fn at_set_up(place: &Place) -> (Jar, App) {
    let council = place.council().await;
    place.worker(&council, "Robin Fell", &[Role::HubManager]).await;
    let mut jar = Jar::new(place);
    let to = jar.sends("/sign-in", &FORM).await;
    assert_eq!(to, "/sign-in/second-step?back=%2Faccount");
    let page = jar.sees(&to).await;
    page.says("otpauth://totp/").says("<svg class=\"nwd-qr\"").says("The same key stands below in letters");
    let app = App::with_key(&page.between("<strong translate=\"no\">", "</strong>"));
    (jar, app)
}

/// Sets it up; answers the recovery codes.
async fn set_up(place: &Place, jar: &mut Jar, app: &App) -> Vec<String> {
    let page = jar.post("/sign-in/second-step", &[("code", &app.code(place)), ("back", "/account")]).await;
    assert_eq!(page.status, StatusCode::OK, "{page:?}");
    page.says("This is the only time they are shown").says("data-print").says("href=\"/account\"");
    page.text
        .split("<strong translate=\"no\">")
        .skip(1)
        .map(|rest| rest.split('<').next().unwrap().into())
        .collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_manager_sets_a_second_step_up_before_anything_else() {
    for_both(async |place| {
        let (mut jar, app) = at_set_up(&place).await;
        assert_eq!(jar.get("/account").await.status, StatusCode::SEE_OTHER, "not in yet");
        let codes = set_up(&place, &mut jar, &app).await;
        assert_eq!(codes.len(), 10);
        jar.sees("/account").await.says("You have 10 recovery codes left.");
        assert_eq!(jar.cookie("nwd-step"), None);
        let again = jar.get("/sign-in/second-step").await;
        assert_eq!(again.location(), "/sign-in?back=%2F", "the codes are shown once");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_first_code_is_refused_and_the_key_stays_the_same() {
    for_both(async |place| {
        let (mut jar, app) = at_set_up(&place).await;
        let wrong = jar.post("/sign-in/second-step", &[("code", "000000"), ("back", "/account")]).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        wrong.says("That code is not right").says("href=\"#code\"");
        let empty = jar.post("/sign-in/second-step", &[("code", ""), ("back", "/account")]).await;
        assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
        set_up(&place, &mut jar, &app).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn signing_in_asks_for_a_code_and_takes_each_once() {
    for_both(async |place| {
        let (mut first, app) = at_set_up(&place).await;
        set_up(&place, &mut first, &app).await;
        place.clock.pass(30);
        let code = app.code(&place);
        let mut jar = Jar::new(&place);
        let to = jar.sends("/sign-in", &FORM).await;
        assert_eq!(to, "/sign-in/code?back=%2Faccount");
        jar.sees(&to).await.says("Enter your code").says("one-time-code");
        assert_eq!(jar.get("/account").await.status, StatusCode::SEE_OTHER, "half-way is not in");
        let wrong = jar.post("/sign-in/code", &[("code", "12"), ("back", "/account")]).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(jar.sends("/sign-in/code", &[("code", &code), ("back", "/account")]).await, "/account");
        jar.sees("/account").await;
        let mut second = Jar::new(&place);
        second.sends("/sign-in", &FORM).await;
        let replayed = second.post("/sign-in/code", &[("code", &code)]).await;
        assert_eq!(replayed.status, StatusCode::UNPROCESSABLE_ENTITY);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_recovery_code_lets_in_once() {
    for_both(async |place| {
        let (mut first, app) = at_set_up(&place).await;
        let codes = set_up(&place, &mut first, &app).await;
        for wanted in [StatusCode::SEE_OTHER, StatusCode::UNPROCESSABLE_ENTITY] {
            let mut jar = Jar::new(&place);
            jar.sends("/sign-in", &FORM).await;
            let answer = jar.post("/sign-in/code", &[("code", &codes[0]), ("back", "/account")]).await;
            assert_eq!(answer.status, wanted);
        }
        first.sees("/account").await.says("You have 9 recovery codes left.");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_page_for_a_code_leads_back_to_the_door_where_nobody_is_half_way() {
    for_both(async |place| {
        place.council().await;
        assert_eq!(Jar::new(&place).get("/sign-in/code").await.location(), "/sign-in");
        assert_eq!(Jar::new(&place).get("/sign-in/second-step").await.location(), "/sign-in?back=%2F");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn new_recovery_codes_ask_for_the_password_and_the_old_ones_open_nothing() {
    for_both(async |place| {
        let (mut jar, app) = at_set_up(&place).await;
        let old = set_up(&place, &mut jar, &app).await;
        let wrong = jar.post("/account/recovery-codes", &[("password", "not my password")]).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        let page = jar.post("/account/recovery-codes", &[("password", PASSWORD)]).await;
        assert_eq!(page.status, StatusCode::OK);
        let new = page.between("<strong translate=\"no\">", "</strong>");
        assert!(!old.contains(&new));
        let mut other = Jar::new(&place);
        other.sends("/sign-in", &FORM).await;
        let refused = other.post("/sign-in/code", &[("code", &old[1])]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        other.sends("/sign-in/code", &[("code", &new)]).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn another_phone_is_set_up_with_the_password_and_replaces_the_old_one() {
    for_both(async |place| {
        let (mut jar, old) = at_set_up(&place).await;
        set_up(&place, &mut jar, &old).await;
        let to = jar.sends("/account/second-step", &[("password", PASSWORD)]).await;
        let page = jar.sees(&to).await;
        let new = App::with_key(&page.between("<strong translate=\"no\">", "</strong>"));
        set_up(&place, &mut jar, &new).await;
        jar.sees("/account").await;
        place.clock.pass(60);
        let mut other = Jar::new(&place);
        other.sends("/sign-in", &FORM).await;
        let refused = other.post("/sign-in/code", &[("code", &old.code(&place))]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        other.sends("/sign-in/code", &[("code", &new.code(&place))]).await;
    })
    .await;
}
