//! `/people`: the list.

use crate::people_world::{born, in_town};
use axum::http::StatusCode;
use practice::staff::Role;

#[tokio::test(flavor = "multi_thread")]
async fn the_list_begins_with_ones_own_and_everybody_else_is_one_press_away() {
    in_town(async |town| {
        born(&town.place, &town.bryn, "Jo Quist", "2011-01-02").await;
        let mine = town.amina.sees("/people").await;
        mine.says("1 young person<").says("Sam Osei").hides("Jo Quist").says("/people?whose=all");
        town.amina.sees("/people?whose=all").await.says("2 young people").says("Jo Quist").says("Sam Osei");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn those_out_of_reach_are_in_no_list_and_no_count() {
    in_town(async |town| {
        town.far.sees("/people?whose=all").await.says("0 young people").hides("Sam Osei");
        let education = town.worker("Edi Cation", Role::EducationSpecialist).await;
        education.sees("/people").await.says("0 young people").hides("Sam Osei");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_filter_is_in_the_address_and_each_choice_can_be_taken_away() {
    in_town(async |town| {
        let team = town.council.hub;
        let page = town.amina.sees(&format!("/people?whose=all&team={team}&status=open")).await;
        page.says("Sam Osei")
            .says("Harbour House")
            .says("Remove filter: ")
            .says("/people?whose=all&amp;status=open\"");
        town.amina.sees("/people?whose=all&status=stepped_back").await.says("0 young people");
        town.amina.sees("/people?whose=all&missing=yes").await.says("0 young people");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_long_list_has_pages_that_keep_the_filter() {
    in_town(async |town| {
        for number in 10..36 {
            born(&town.place, &town.amina, &format!("Young {number}"), "2012-03-04").await;
        }
        let first = town.amina.sees("/people?whose=mine&status=open").await;
        first.says("27 young people").says("Showing 1 to 25 of 27").says("Sam Osei").hides("Young 35");
        first.says("/people?whose=mine&amp;status=open&amp;page=2");
        town.amina.sees("/people?whose=mine&status=open&page=2").await.says("Young 35").hides("Sam Osei");
        first.says("/people?whose=mine&amp;status=open&amp;print=yes");
        let sheet = town.amina.sees("/people?whose=mine&status=open&page=2&print=yes").await;
        sheet.says("27 young people").says("Sam Osei").says("Young 10").says("Young 35");
        sheet.says("This sheet is written down as printed by you").hides("Showing 1 to 25");
        town.far.sees("/people?whose=all&print=yes").await.says("0 young people").hides("Sam Osei");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_rows_one_may_see_come_as_a_file_that_is_no_formula_and_is_written_down() {
    in_town(async |town| {
        born(&town.place, &town.amina, "=Young \"10\"", "2012-03-04").await;
        born(&town.place, &town.bryn, "Jo Quist", "2011-01-02").await;
        town.amina.sees("/people?whose=mine").await.says("/people?whose=mine&amp;file=yes");
        let address = "/people?whose=mine&page=9&file=yes";
        let (status, headers, _) = town.amina.opens(address).await;
        assert_eq!(
            (status, &headers["content-type"]),
            (StatusCode::OK, &"text/csv; charset=utf-8".parse().unwrap())
        );
        let name = headers["content-disposition"].to_str().unwrap();
        assert!(name.starts_with("attachment; filename=\"young-people-2026-03-02-"), "{name}");
        let file = town.amina.sees(address).await;
        assert!(file.text.starts_with("\u{feff}Name,Reference,Age,Missing since,"), "{}", file.text);
        file.says("Sam Osei,").says("\"'=Young \"\"10\"\"\",").hides("Jo Quist").hides("<");
        assert_eq!(file.text.lines().count(), 3, "{}", file.text);
        let none = town.far.sees("/people?whose=all&file=yes").await;
        assert_eq!(none.text.lines().count(), 1, "{}", none.text);
        let ig = town.worker_of_no_team("Tobias Renn", Role::InformationGovernance).await;
        let by = format!("/looks/workers/{}", town.amina.worker.post);
        ig.sees(&by).await.says("as a file").hides("Sam Osei");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_forged_address_shows_a_list_and_no_fault() {
    in_town(async |town| {
        for query in [
            "?team=x&status=%3Cscript%3E&page=-1",
            "?page=99999999999999999999",
            "?whose=all&whose=mine",
            "?%ff",
        ] {
            town.amina.sees(&format!("/people{query}")).await.hides("<script>alert");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_press_on_a_columns_head_sorts_the_whole_list_and_a_filter_keeps_it() {
    in_town(async |town| {
        for number in 10..36 {
            born(&town.place, &town.amina, &format!("Young {number}"), "2012-03-04").await;
        }
        let first = town.amina.sees("/people?whose=mine").await;
        first.says("aria-sort=\"ascending\"").says("href=\"/people?whose=mine&amp;sort=-name\"");
        first.says("href=\"/people?whose=mine&amp;sort=team\"");
        let turned = town.amina.sees("/people?whose=mine&sort=-name").await;
        turned.says("aria-sort=\"descending\"").says("Young 35").hides("Sam Osei").hides("Young 10");
        assert!(turned.text.find("Young 35").unwrap() < turned.text.find("Young 34").unwrap());
        turned.says("/people?whose=mine&amp;sort=-name&amp;page=2").says("name=\"sort\" value=\"-name\"");
        town.amina.sees("/people?whose=mine&sort=-name&page=2").await.says("Sam Osei").hides("Young 35");
        town.amina.sees("/people?whose=mine&sort=team").await.says("27 young people").says("Sam Osei");
        town.amina
            .sees("/people?sort=%3Cscript%3E")
            .await
            .says("aria-sort=\"ascending\"")
            .hides("<script>alert");
        town.far.sees("/people?whose=all&sort=-team").await.says("0 young people").hides("Sam Osei");
    })
    .await;
}
