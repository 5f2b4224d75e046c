//! `/numbers`: how many, and never who.

use crate::people_world::{born, in_town};
use axum::http::StatusCode;
use practice::staff::Role;

#[tokio::test(flavor = "multi_thread")]
async fn each_number_stands_with_what_it_means_and_names_nobody() {
    in_town(async |town| {
        for place in 0..6 {
            born(&town.place, &town.amina, &format!("Jo Quist {place}"), "2011-01-02").await;
        }
        let board = town.worker_of_no_team("Bo Board", Role::BoardMember).await;
        let page = board.sees("/numbers").await;
        page.says("Young people with us").says("<strong>7</strong>").says("2 March 2026");
        page.says("Records sealed by an adoption are not counted").says("Harbour House").says("12 to 15");
        page.hides("Sam Osei").hides("Quist").hides("Amina");
        assert_eq!(town.amina.get("/numbers").await.status, StatusCode::FORBIDDEN);
        board.sees("/").await.says("href=\"/numbers\"");
    })
    .await;
}
