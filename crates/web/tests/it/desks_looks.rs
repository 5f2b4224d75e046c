//! `/looks`: who looked at what.

use crate::people_world::in_town;
use axum::http::StatusCode;
use practice::staff::Role;

#[tokio::test(flavor = "multi_thread")]
async fn who_looked_is_found_by_reference_and_the_address_does_not_tell_whose() {
    in_town(async |town| {
        town.amina.sees(&town.sam("")).await;
        let reference = town.place.house.records.reference_of(town.sam).await.unwrap().unwrap();
        let ig = town.worker_of_no_team("Tobias Renn", Role::InformationGovernance).await;
        ig.sees("/looks").await.says("By record").says("By worker").says("Noor Far");
        let typed = reference.to_lowercase().replace('-', " ");
        let page = ig.post("/looks", &[("by", "record"), ("reference", &typed)]).await;
        assert_eq!(page.status, StatusCode::OK);
        page.says(&reference).says("Amina Okafor").says("record").hides("Sam Osei");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_looked_is_found_by_worker() {
    in_town(async |town| {
        town.amina.sees(&town.sam("")).await;
        let reference = town.place.house.records.reference_of(town.sam).await.unwrap().unwrap();
        let ig = town.worker_of_no_team("Tobias Renn", Role::InformationGovernance).await;
        let amina = town.amina.worker.post.to_string();
        let to = ig.sends("/looks", &[("by", "worker"), ("post", &amina)]).await;
        assert_eq!(to, format!("/looks/workers/{amina}"));
        ig.sees(&to).await.says("What Amina Okafor looked at").says(&reference).hides("Sam Osei");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_found_is_said_and_what_was_typed_is_kept() {
    in_town(async |town| {
        let ig = town.worker_of_no_team("Tobias Renn", Role::InformationGovernance).await;
        let nobodys = practice::ids::Reference::from_random([7, 7, 7, 1, 2, 3, 4, 5]);
        for (fields, words) in [
            (
                [("by", "record"), ("reference", nobodys.as_str())],
                "No record that you may ask about has this reference.",
            ),
            ([("by", "record"), ("reference", "BCDF-GHJK-B")], "Look for a wrong letter."),
            ([("by", "record"), ("reference", " ")], "Enter a reference."),
            ([("by", "worker"), ("post", "")], "Choose a worker."),
        ] {
            let page = ig.post("/looks", &fields).await;
            assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{fields:?}");
            page.says(words);
        }
        for post in ["x", "00000000-0000-4000-8000-000000000000"] {
            assert_eq!(ig.get(&format!("/looks/workers/{post}")).await.status, StatusCode::NOT_FOUND);
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_looks_after_who_looks_finds_no_record_of_a_relative() {
    in_town(async |town| {
        let reference = town.place.house.records.reference_of(town.sam).await.unwrap().unwrap();
        let ig = town.worker_of_no_team("Tobias Renn", Role::InformationGovernance).await;
        ig.sends("/account/relatives", &[("reference", &reference)]).await;
        let page = ig.post("/looks", &[("by", "record"), ("reference", &reference)]).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        page.says("No record that you may ask about has this reference.");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_tried_is_found_by_record_whatever_they_asked_for() {
    in_town(async |town| {
        let entry = town.events().await[0].id;
        let reference = town.place.house.records.reference_of(town.sam).await.unwrap().unwrap();
        for address in [town.sam(""), format!("/entries/{entry}"), town.sam("/story")] {
            assert_eq!(town.far.get(&address).await.status, StatusCode::NOT_FOUND, "{address}");
        }
        let ig = town.worker_of_no_team("Tobias Renn", Role::InformationGovernance).await;
        let page = ig.post("/looks", &[("by", "record"), ("reference", &reference)]).await;
        page.says("Refused, newest first").says("Noor Far").says("One entry of the story").hides("Sam Osei");
        assert_eq!(page.text.matches("Noor Far").count(), 3);
        ig.sees(&town.sam("/looks")).await.says("Noor Far").says(&format!("Record {reference}"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_tried_is_found_by_worker_and_for_everybody_and_only_then_is_it_looked_up_what_is_there() {
    in_town(async |town| {
        let reference = town.place.house.records.reference_of(town.sam).await.unwrap().unwrap();
        town.far.get(&town.sam("")).await;
        town.far.get("/people/00000000-0000-4000-8000-000000000001").await;
        let ig = town.worker_of_no_team("Tobias Renn", Role::InformationGovernance).await;
        ig.sees("/looks").await.says("href=\"/looks/refused\"");
        for address in [format!("/looks/workers/{}", town.far.worker.post), "/looks/refused".to_owned()] {
            let page = ig.sees(&address).await;
            page.says(&format!("Record {reference}")).says("No record of a young person").hides("Sam Osei");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_looks_after_who_looks_is_not_told_that_it_was_their_relative() {
    in_town(async |town| {
        let reference = town.place.house.records.reference_of(town.sam).await.unwrap().unwrap();
        town.far.get(&town.sam("")).await;
        let ig = town.worker_of_no_team("Tobias Renn", Role::InformationGovernance).await;
        ig.sends("/account/relatives", &[("reference", &reference)]).await;
        ig.sees("/looks/refused").await.says("No record of a young person").hides(&reference);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn by_worker_too_a_relative_of_the_reader_is_not_named() {
    in_town(async |town| {
        town.amina.sees(&town.sam("")).await;
        let reference = town.place.house.records.reference_of(town.sam).await.unwrap().unwrap();
        let ig = town.worker_of_no_team("Tobias Renn", Role::InformationGovernance).await;
        let path = format!("/looks/workers/{}", town.amina.worker.post);
        ig.sees(&path).await.says(&reference);
        ig.sends("/account/relatives", &[("reference", &reference)]).await;
        ig.sees(&path).await.hides(&reference).says("The record");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_role_does_not_include_is_written_down_with_the_record_it_was_asked_of() {
    in_town(async |town| {
        assert_eq!(town.amina.get(&town.sam("/restrict")).await.status, StatusCode::FORBIDDEN);
        let reference = town.place.house.records.reference_of(town.sam).await.unwrap().unwrap();
        let ig = town.worker_of_no_team("Tobias Renn", Role::InformationGovernance).await;
        let page = ig.post("/looks", &[("by", "record"), ("reference", &reference)]).await;
        page.says("Restrict a record").says("Amina Okafor");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn looks_beyond_the_first_page_are_found_on_the_next() {
    in_town(async |town| {
        let desk = town.place.desk_of(&town.amina.worker).await;
        desk.saw(Some(town.sam), "card").await.unwrap();
        let later = work::Desk { now: desk.now.plus_seconds(1), ..desk.clone() };
        for _ in 0..200 {
            later.saw(Some(town.sam), "story").await.unwrap();
        }
        let ig = town.worker_of_no_team("Tobias Renn", Role::InformationGovernance).await;
        let path = format!("/looks/workers/{}", town.amina.worker.post);
        let first = ig.sees(&path).await;
        first.says("?page=2").says("Older").hides("The safety card").hides("Newer");
        ig.sees(&format!("{path}?page=2")).await.says("The safety card").says("Newer");
        ig.sees(&format!("{path}?page=x")).await.says("Older");
        ig.sees(&town.sam("/looks")).await.says("/looks?page=2");
        ig.sees("/looks/refused?page=2").await.says("Newer");
    })
    .await;
}
