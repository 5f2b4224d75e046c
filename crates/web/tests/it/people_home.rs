//! `/`: the first page of each role.

use crate::people_world::{born, in_town};
use practice::staff::Role;

#[tokio::test(flavor = "multi_thread")]
async fn a_key_worker_sees_their_young_people_and_can_add_a_note_with_one_press() {
    in_town(async |town| {
        let page = town.amina.sees("/").await;
        page.says("Sam Osei")
            .says(&town.sam("/notes/new"))
            .says("Young people I work with")
            .hides("Staff and teams");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_works_with_nobody_yet_sees_those_of_their_team() {
    in_town(async |town| {
        born(&town.place, &town.amina, "Jo Quist", "2011-01-02").await;
        town.robin.sees("/").await.says("Sam Osei").says("Jo Quist").says("See all 2 young people");
        town.far.sees("/").await.hides("Sam Osei").says("they stand here");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn roles_without_records_are_told_what_they_can_do_and_are_promised_nothing() {
    in_town(async |town| {
        let board = town.worker_of_no_team("Bo Board", Role::BoardMember).await;
        board.sees("/").await.says("not part of your role").hides("Sam Osei").hides("later").hides("soon");
        let admin = town.worker_of_no_team("Ada Min", Role::Administrator).await;
        admin.sees("/").await.says("Staff and teams").hides("Sam Osei");
        let audit = town.worker_of_no_team("Ig Gov", Role::InformationGovernance).await;
        audit.sees("/").await.says("Who looked").hides("Sam Osei");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn forms_begun_and_not_sent_are_counted_and_searches_are_not() {
    in_town(async |town| {
        town.amina.sees("/").await.hides("You have begun");
        town.amina.post("/find", &[("sought", "Sam")]).await;
        let form = town.sam("/notes/new");
        let kept = town
            .amina
            .post(&format!("/drafts?form={}", form.replace('/', "%2F")), &[("text", "Half a note")])
            .await;
        assert_eq!(kept.status, 204);
        town.amina.sees("/").await.says("You have begun 1 form and not sent it.");
    })
    .await;
}
