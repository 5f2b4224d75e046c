//! `/account/relatives/withdraw` and `/relatives`.

use crate::people_world::in_town;
use axum::http::StatusCode;
use practice::staff::Role;

#[tokio::test(flavor = "multi_thread")]
async fn a_relative_declared_by_mistake_is_taken_back_by_a_second_person() {
    in_town(async |town| {
        let reference = town.place.house.records.reference_of(town.sam).await.unwrap().unwrap();
        let reference = reference.as_str();
        town.amina.sends("/account/relatives", &[("reference", reference)]).await;
        assert_eq!(town.amina.get(&town.sam("")).await.status, StatusCode::NOT_FOUND);
        town.amina.sees("/account/relatives").await.says("/account/relatives/withdraw");
        let path = "/account/relatives/withdraw";
        town.amina.sees(path).await.says("Until then the record stays closed");
        let empty = town.amina.post(path, &[("reference", reference)]).await;
        assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
        empty.says("href=\"#reason\"");
        let form = [("reference", reference), ("reason", "Another young person of that name.")];
        let to = town.amina.sends(path, &form).await;
        town.amina.sees(&to).await.says("somebody in information governance decides");
        let gov = town.worker_of_no_team("Ig Gov", Role::InformationGovernance).await;
        gov.sees("/").await.says("Decide about 1 relative declared by mistake");
        let list = gov.sees("/relatives").await;
        list.says("Amina Okafor").says(reference).hides("Sam Osei");
        let case =
            list.text.split("href=\"/relatives/").nth(1).unwrap().split('"').next().unwrap().to_owned();
        let path = format!("/relatives/{case}");
        let key = gov.sees(&path).await.key();
        let undecided = gov.post(&path, &[("reason", "Asked.")]).await;
        assert_eq!(undecided.status, StatusCode::UNPROCESSABLE_ENTITY);
        undecided.says("Choose what is right.").says("Asked.");
        let form =
            [("decision", "back"), ("reason", "Asked the grandmother."), ("idempotency_key", key.as_str())];
        let to = gov.sends(&path, &form).await;
        gov.sees(&to).await.says("Your decision is written down").says("Nothing waits now");
        town.amina.sees(&town.sam("")).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_does_not_wait_is_not_there() {
    in_town(async |town| {
        let gov = town.worker_of_no_team("Ig Gov", Role::InformationGovernance).await;
        for path in ["/relatives/x", "/relatives/00000000-0000-4000-8000-000000000000"] {
            assert_eq!(gov.get(path).await.status, StatusCode::NOT_FOUND);
            let form = [("decision", "back"), ("reason", "x")];
            assert_eq!(gov.post(path, &form).await.status, StatusCode::NOT_FOUND);
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_key_worker_who_declares_a_relative_makes_their_manager_look_for_another() {
    in_town(async |town| {
        let reference = town.place.house.records.reference_of(town.sam).await.unwrap().unwrap();
        town.amina.sends("/account/relatives", &[("reference", reference.as_str())]).await;
        assert_eq!(town.amina.get(&town.sam("")).await.status, StatusCode::NOT_FOUND);
        town.robin
            .sees("/")
            .await
            .says("needs a key worker, or somebody who covers.")
            .says(&format!("href=\"{}\"", town.sam("/cover")));
        town.robin
            .sees("/cover")
            .await
            .says("Sam Osei")
            .says("cannot work with them any more")
            .says("Nobody covers");
        town.bryn.sees("/").await.hides("needs a key worker");
    })
    .await;
}
