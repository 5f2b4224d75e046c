//! `/staff/accounts` and closing one.

use crate::people_world::in_town;
use axum::http::StatusCode;
use practice::staff::Role;

#[tokio::test(flavor = "multi_thread")]
async fn an_account_is_closed_with_a_reason_and_its_person_is_out_at_the_next_click() {
    in_town(async |town| {
        let ada = town.worker("Ada Min", Role::Administrator).await;
        let page = ada.sees("/staff/accounts").await;
        page.says("amina.okafor@northmoor.example").says("2 March 2026").says("Second step to be set up");
        ada.sees("/staff").await.says("href=\"/staff/accounts\"");
        let path = format!("/staff/accounts/{}/close", town.amina.worker.account);
        let page = ada.sees(&path).await;
        page.says("End the post")
            .says("the key worker of 1 young person")
            .says("Who covers from today?")
            .hides("Sam Osei");
        let without = ada.post(&path, &[("reason", " ")]).await;
        assert_eq!(without.status, StatusCode::UNPROCESSABLE_ENTITY);
        without.says("href=\"#reason\"");
        town.amina.sees("/account").await;
        let nobody_chosen = ada.post(&path, &[("reason", "Password known to others.")]).await;
        assert_eq!(nobody_chosen.status, StatusCode::UNPROCESSABLE_ENTITY);
        nobody_chosen.says("href=\"#cover\"");
        let form =
            [("reason", "Password known to others."), ("cover", "nobody"), ("idempotency_key", &page.key())];
        let to = ada.sends(&path, &form).await;
        assert_eq!(ada.sends(&path, &form).await, to);
        ada.sees(&to).await.says("The account is closed").says("Closed");
        for rest in ["/account", "/", "/people"] {
            assert_eq!(town.amina.get(rest).await.status, StatusCode::SEE_OTHER, "{rest}");
        }
        ada.sees("/staff").await.says("Account closed");
        town.robin.sees("/cover").await.says("Sam Osei").says("Nobody covers");
        town.robin.sees("/").await.says("Find who takes over: a worker of 1 young person has left");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_account_of_another_council_is_not_there() {
    in_town(async |town| {
        let ada = town.worker("Ada Min", Role::Administrator).await;
        let other = town.place.another_council("Southmoor").await;
        let stranger = town.place.worker(&other, "Noor Else", &[Role::ReliefWorker]).await;
        for account in [stranger.account.to_string(), "x".into()] {
            let path = format!("/staff/accounts/{account}/close");
            assert_eq!(ada.get(&path).await.status, StatusCode::NOT_FOUND);
            assert_eq!(ada.post(&path, &[("reason", "x")]).await.status, StatusCode::NOT_FOUND);
        }
        ada.sees("/staff/accounts").await.hides("noor.else");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_address_is_changed_with_a_reason_and_its_person_reads_who_did_it() {
    in_town(async |town| {
        let ada = town.worker("Ada Min", Role::Administrator).await;
        let path = format!("/staff/accounts/{}/address", town.amina.worker.account);
        ada.sees("/staff/accounts").await.says(&format!("href=\"{path}\""));
        let page = ada.sees(&path).await;
        page.says("signed out everywhere").says("amina.okafor@");
        let empty = ada.post(&path, &[]).await;
        assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
        empty.says("href=\"#email\"").says("href=\"#reason\"");
        town.amina.sees("/account").await.says("amina.okafor@northmoor.example");
        let form = [
            ("email", "amina.reid@northmoor.example"),
            ("reason", "They married."),
            ("idempotency_key", &page.key()),
        ];
        let to = ada.sends(&path, &form).await;
        assert_eq!(ada.sends(&path, &form).await, to);
        ada.sees(&to).await.says("The address is changed").says("amina.reid@").hides("amina.okafor@");
        assert_eq!(town.amina.get("/account").await.status, StatusCode::SEE_OTHER);
        let other = town.place.another_council("Southmoor").await;
        let stranger = town.place.worker(&other, "Noor Else", &[Role::ReliefWorker]).await;
        let theirs = format!("/staff/accounts/{}/address", stranger.account);
        assert_eq!(ada.get(&theirs).await.status, StatusCode::NOT_FOUND);
    })
    .await;
}
