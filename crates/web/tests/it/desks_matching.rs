//! `/matching`: two records that may be one person.

use crate::people_world::{Town, born, in_town};
use axum::http::StatusCode;
use practice::staff::Role;

/// Writes Sam down a second time, in another team; answers the address of the case.
async fn suspected(town: &Town) -> String {
    born(&town.place, &town.far, "Sam Oseye", "2010-06-04").await;
    let cases = town.place.house.records.match_cases(town.council.authority, false).await.unwrap();
    assert_eq!(cases.len(), 1);
    format!("/matching/{}", cases[0].stream)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_case_is_decided_with_a_reason_and_leaves_the_desk() {
    in_town(async |town| {
        let eleri = town.worker_of_no_team("Eleri Voss", Role::MatchingDesk).await;
        eleri.sees("/matching").await.says("There are none now");
        let case = suspected(&town).await;
        let list = eleri.sees("/matching").await;
        list.says("Sam Osei").says("Sam Oseye").says("1 case waits").says("4 June 2010").says(&case);
        let page = eleri.sees(&case).await;
        page.says("Is this one person?").says("Harbour House").says("Hill House");
        page.says("NHS number").says("Names before").says("Known since");
        let empty = eleri.post(&case, &[("idempotency_key", &page.key())]).await;
        assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
        empty.says("href=\"#decision\"").says("href=\"#reason\"");
        let why = [
            ("decision", "different"),
            ("reason", "Two <birth> certificates."),
            ("idempotency_key", &page.key()),
        ];
        let to = eleri.sends(&case, &why).await;
        let desk = eleri.sees(&to).await;
        desk.says("Your decision is written down").says("There are none now");
        desk.says("<caption").says("Two people").says("Two &lt;birth&gt; certificates.").says("Eleri Voss");
        desk.says("Sam Oseye").says("2 March 2026");
        assert_eq!(eleri.get(&case).await.status, StatusCode::NOT_FOUND);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_wrote_the_records_does_not_see_the_desk() {
    in_town(async |town| {
        let case = suspected(&town).await;
        for worker in [&town.amina, &town.far, &town.robin] {
            assert_eq!(worker.get("/matching").await.status, StatusCode::FORBIDDEN);
            assert_eq!(worker.get(&case).await.status, StatusCode::FORBIDDEN);
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_case_about_a_relative_is_somebody_elses() {
    in_town(async |town| {
        let case = suspected(&town).await;
        let eleri = town.worker_of_no_team("Eleri Voss", Role::MatchingDesk).await;
        let reference = town.place.house.records.reference_of(town.sam).await.unwrap().unwrap();
        eleri.sends("/account/relatives", &[("reference", &reference)]).await;
        eleri.sees("/matching").await.hides("Sam Osei");
        assert_eq!(eleri.get(&case).await.status, StatusCode::NOT_FOUND);
        let sent = eleri.post(&case, &[("decision", "same"), ("reason", "I know them.")]).await;
        assert_eq!(sent.status, StatusCode::NOT_FOUND);
        let other = town.worker_of_no_team("Ravi Lunn", Role::MatchingDesk).await;
        other.sees(&case).await.says("Sam Oseye");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_case_of_nobody_is_not_there() {
    in_town(async |town| {
        let eleri = town.worker_of_no_team("Eleri Voss", Role::MatchingDesk).await;
        for case in ["x", "00000000-0000-4000-8000-000000000000"] {
            assert_eq!(eleri.get(&format!("/matching/{case}")).await.status, StatusCode::NOT_FOUND);
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_decided_is_listed_to_those_alone_who_might_have_decided_it() {
    in_town(async |town| {
        let case = suspected(&town).await;
        let eleri = town.worker_of_no_team("Eleri Voss", Role::MatchingDesk).await;
        eleri.sends(&case, &[("decision", "same"), ("reason", "The same school.")]).await;
        let ravi = town.worker_of_no_team("Ravi Lunn", Role::MatchingDesk).await;
        ravi.sees("/matching").await.says("One person").says("The same school.").says("Eleri Voss");
        ravi.sees("/matching?page=9").await.hides("The same school.");
        ravi.sees("/matching?page=x").await.says("The same school.");
        let reference = town.place.house.records.reference_of(town.sam).await.unwrap().unwrap();
        ravi.sends("/account/relatives", &[("reference", &reference)]).await;
        ravi.sees("/matching").await.hides("The same school.").hides("Sam Oseye");
    })
    .await;
}
