//! `/set-up/{token}` and `/join/{token}`: links that open once.

use crate::support::{App, Jar, PASSWORD, Place, for_both, post_form};
use axum::http::StatusCode;
use practice::staff::Role;
use work::signing_in::{invite, set_up};

const COUNCIL: [(&str, &str); 5] = [
    ("council", "Northmoor Council"),
    ("team", "Harbour House"),
    ("name", "Ada Min"),
    ("email", "Ada.Min@northmoor.example"),
    ("password", PASSWORD),
];

#[tokio::test(flavor = "multi_thread")]
async fn the_link_of_the_first_start_makes_the_council_its_hub_and_its_first_administrator() {
    for_both(async |place| {
        let token = set_up::begin(&place.house).await.unwrap().unwrap();
        let path = format!("/set-up/{token}");
        let mut jar = Jar::new(&place);
        jar.sees(&path).await.says("Set up No Wrong Door").says("Name of your first hub");
        let to = jar.sends(&path, &COUNCIL).await;
        assert_eq!(to, "/sign-in/second-step?back=%2Fstaff");
        let page = jar.sees(&to).await;
        let app = App::with_key(&page.between("<strong translate=\"no\">", "</strong>"));
        let done = jar.post("/sign-in/second-step", &[("code", &app.code(&place)), ("back", "/staff")]).await;
        assert_eq!(done.status, StatusCode::OK);
        jar.sees("/staff").await.says("Northmoor Council").says("Harbour House").says("Ada Min");
        let spent = Jar::new(&place).get(&path).await;
        assert_eq!(spent.status, StatusCode::NOT_FOUND);
        spent.says("This link does not work");
        assert_eq!(Jar::new(&place).post(&path, &COUNCIL).await.status, StatusCode::NOT_FOUND);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_wrong_with_the_set_up_is_said_at_each_field_and_what_was_typed_is_kept() {
    for_both(async |place| {
        let token = set_up::begin(&place.house).await.unwrap().unwrap();
        let path = format!("/set-up/{token}");
        let mut jar = Jar::new(&place);
        let wrong = [
            ("council", " "),
            ("team", "Harbour <House>"),
            ("name", ""),
            ("email", "no address"),
            ("password", "short"),
        ];
        let page = jar.post(&path, &wrong).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        for field in ["council", "name", "email", "password"] {
            page.says(&format!("href=\"#{field}\""));
        }
        page.says("Harbour &lt;House&gt;").hides("value=\"short\"");
        let mut weak = COUNCIL;
        weak[4].1 = "short";
        jar.post(&path, &weak).await.says("href=\"#password\"").says("at least 12 characters");
        jar.sends(&path, &COUNCIL).await;
    })
    .await;
}

/// Somebody invited; answers the address of the link.
async fn invited(place: &Place) -> String {
    let council = place.council().await;
    let operator = place.operator(&council);
    let form = post_form(&council, "Amina Okafor", &[Role::OutreachKeyWorker], place.house.now().day());
    let post = work::staff::create_post(&operator, &form, None).await.unwrap();
    let invited = invite(&operator, post, "amina@northmoor.example", None).await.unwrap();
    format!("/join/{}", invited.token)
}

#[tokio::test(flavor = "multi_thread")]
async fn an_invitation_is_taken_up_once_with_a_password_of_ones_own() {
    for_both(async |place| {
        let path = invited(&place).await;
        let mut jar = Jar::new(&place);
        jar.sees(&path).await.says("amina@northmoor.example").says("Choose a password");
        let weak = jar.post(&path, &[("password", "password1234")]).await;
        assert_eq!(weak.status, StatusCode::UNPROCESSABLE_ENTITY);
        weak.says("href=\"#password\"").hides("password1234");
        assert_eq!(jar.post(&path, &[("password", "")]).await.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(jar.sends(&path, &[("password", PASSWORD)]).await, "/");
        jar.sees("/account").await.says("Amina Okafor");
        assert_eq!(Jar::new(&place).get(&path).await.status, StatusCode::NOT_FOUND);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_invitation_that_is_too_old_or_made_up_opens_nothing() {
    for_both(async |place| {
        let path = invited(&place).await;
        place.clock.pass(7 * 24 * 60 * 60 + 1);
        for path in
            [path.as_str(), "/join/x", "/join/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "/set-up/x"]
        {
            let seen = Jar::new(&place).get(path).await;
            assert_eq!(seen.status, StatusCode::NOT_FOUND, "{path}");
            let sent = Jar::new(&place).post(path, &[("password", PASSWORD)]).await;
            assert_eq!(sent.status, StatusCode::NOT_FOUND, "{path}");
        }
    })
    .await;
}
