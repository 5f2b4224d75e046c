//! `/demo` and `/accessibility`.

use crate::support::{Jar, Place, for_both};
use axum::http::StatusCode;
use practice::staff::Role;
use work::signing_in::DEMO;

async fn robin(place: &Place) -> String {
    let council = place.council().await;
    place.worker(&council, "Robin Fell", &[Role::HubManager]).await.post.to_string()
}

#[tokio::test(flavor = "multi_thread")]
async fn one_click_signs_in_as_anybody_even_without_a_second_step() {
    for_both(async |place| {
        let post = robin(&place).await;
        place.house.records.set_installation(DEMO, "yes").await.unwrap();
        let mut jar = Jar::at_demo(&place);
        jar.sees("/sign-in").await.says("/demo");
        jar.sees("/demo")
            .await
            .says("Sign in<span class=\"govuk-visually-hidden\"> as Robin Fell</span>")
            .says("Hub manager")
            .says("Harbour House")
            .says(&post);
        assert_eq!(jar.sends("/demo", &[("post", &post)]).await, "/");
        jar.sees("/account").await.says("Robin Fell");
        let nobody = jar.post("/demo", &[("post", "00000000-0000-4000-8000-000000000000")]).await;
        assert_eq!(nobody.status, StatusCode::NOT_FOUND);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn outside_a_demonstration_the_page_is_not_there() {
    for_both(async |place| {
        let post = robin(&place).await;
        let mut real = Jar::new(&place);
        place.house.records.set_installation(DEMO, "yes").await.unwrap();
        assert_eq!(real.get("/demo").await.status, StatusCode::NOT_FOUND);
        assert_eq!(real.post("/demo", &[("post", &post)]).await.status, StatusCode::NOT_FOUND);
        // A data folder that is no demonstration's stays closed even where the program was told otherwise.
        place.house.records.set_installation(DEMO, "no").await.unwrap();
        let mut told_otherwise = Jar::at_demo(&place);
        assert_eq!(told_otherwise.get("/demo").await.status, StatusCode::NOT_FOUND);
        assert_eq!(told_otherwise.post("/demo", &[("post", &post)]).await.status, StatusCode::NOT_FOUND);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_accessibility_statement_is_open_to_all_and_its_issues_are_dated() {
    for_both(async |place| {
        let page = Jar::new(&place).sees("/accessibility").await;
        page.says("Accessibility statement").says("Known since").says("23 November 2026").says("level AA");
    })
    .await;
}
