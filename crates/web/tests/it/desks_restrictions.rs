//! `/restrictions` and `/people/{person}/restrict/review`: looking again.

use crate::people_world::{in_town, same_nothing};
use axum::http::StatusCode;

#[tokio::test(flavor = "multi_thread")]
async fn those_a_record_names_see_when_it_is_due_and_keep_it_with_a_finding() {
    in_town(async |town| {
        town.robin.sees("/restrictions").await.says("Restricted records that name you stand here");
        town.restricts_sam_to(&[&town.robin]).await;
        let list = town.robin.sees("/restrictions").await;
        list.says("Sam Osei").says("1 April 2026").says("A worker’s neighbour").hides("Overdue");
        town.robin.sees("/").await.hides("Look again at");
        town.place.clock.pass(40 * 86_400);
        let robin = town.again(&town.robin).await;
        robin.sees("/").await.says("Look again at 1 restriction").says("Overdue since 1 April 2026");
        robin.sees("/restrictions").await.says("Overdue");
        let path = town.sam("/restrict/review");
        let page = robin.sees(&path).await;
        let empty = robin.post(&path, &[("idempotency_key", &page.key())]).await;
        assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
        empty.says("href=\"#finding\"").says("href=\"#review_on\"");
        let kept = [
            ("finding", "They still live <next> door"),
            ("review_on-day", "1"),
            ("review_on-month", "6"),
            ("review_on-year", "2026"),
        ];
        let to = robin.sends(&path, &kept).await;
        robin
            .sees(&to)
            .await
            .says("The record stays restricted")
            .says("It is about <bdi>Sam Osei")
            .says("1 June 2026")
            .hides("Overdue");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_record_that_names_others_is_not_there() {
    in_town(async |town| {
        town.restricts_sam_to(&[&town.robin]).await;
        let mel = town.worker("Mel Other", practice::staff::Role::HubManager).await;
        mel.sees("/restrictions").await.hides("Sam Osei");
        let nobody = "/people/00000000-0000-4000-8000-000000000000/restrict/review";
        same_nothing(&mel, &town.sam("/restrict/review"), nobody).await;
        assert_eq!(town.amina.get("/restrictions").await.status, StatusCode::FORBIDDEN);
    })
    .await;
}
