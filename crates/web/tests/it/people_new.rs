//! `/people/new`: adding somebody, after looking whether they are here.

use crate::people_world::in_town;
use axum::http::StatusCode;

const JO: [(&str, &str); 6] = [
    ("name", "Jo Quist"),
    ("legal_name", ""),
    ("born-day", "2"),
    ("born-month", "January"),
    ("born-year", "2011"),
    ("team", ""),
];

#[tokio::test(flavor = "multi_thread")]
async fn somebody_whom_nobody_resembles_is_added_with_the_author_as_key_worker() {
    in_town(async |town| {
        let to = town.amina.sends("/people/new", &JO).await;
        assert!(to.ends_with("?done=created"), "{to}");
        town.amina
            .sees(&to)
            .await
            .says("Jo Quist")
            .says("Amina Okafor")
            .says("2 January 2011")
            .says("Harbour House");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_record_within_reach_that_may_be_theirs_is_shown_first_with_why() {
    in_town(async |town| {
        let typed = [
            ("name", "Samuel <Osei>"),
            ("born-day", "4"),
            ("born-month", "6"),
            ("born-year", "2010"),
            ("idempotency_key", "key-for-sam-2"),
        ];
        let to = town.bryn.sends("/people/new", &typed).await;
        let page = town.bryn.sees(&to).await;
        page.says("Is it one of these?")
            .says("Sam Osei")
            .says("Why it may be them")
            .says("The birth date is the same.")
            .says("Another form of the name: Sam Osei.");
        page.says("Samuel &lt;Osei&gt;").says("None of these");
        let again = town.bryn.sees("/people/new").await;
        again.says("Samuel &lt;Osei&gt;").says("Saved at").says("You began this before");
        let before = town.bryn.sees("/people?whose=all").await;
        before.says("1 young person<");
        let decided: Vec<(&str, &str)> = typed.iter().copied().chain([("create", "1")]).collect();
        let first = town.bryn.sends("/people/new", &decided).await;
        let second = town.bryn.sends("/people/new", &decided).await;
        assert_eq!(first, second, "two presses are one record");
        town.bryn.sees("/people?whose=all").await.says("2 young people");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_is_found_is_opened_and_the_next_young_person_begins_with_an_empty_form() {
    in_town(async |town| {
        let typed = [("name", "Sam Osei"), ("born-day", "4"), ("born-month", "6"), ("born-year", "2010")];
        let to = town.bryn.sends("/people/new", &typed).await;
        town.bryn.sees(&to).await.says("It is this one: go to the record");
        let sam = town.sam("").trim_start_matches("/people/").to_owned();
        let found = [typed.as_slice(), &[("found", &sam)]].concat();
        assert_eq!(town.bryn.sends("/people/new", &found).await, town.sam(""));
        town.bryn.sees("/people/new").await.hides("Sam Osei").hides("You began this before");
        town.bryn
            .sees(&to)
            .await
            .says("Add a young person")
            .hides("Is it one of these?")
            .hides("Enter the name");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn somebody_out_of_reach_stops_nothing_and_is_told_to_nobody() {
    in_town(async |town| {
        let typed = [("name", "Sam Osei"), ("born-day", "4"), ("born-month", "6"), ("born-year", "2010")];
        let page = town.far.post("/people/new", &typed).await;
        assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.text);
        town.far.sees(&page.location).await.hides("Amina").hides("Harbour House");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_number_that_another_record_has_is_said_within_reach_and_the_answer_is_the_same_without() {
    in_town(async |town| {
        town.amina.sends(&town.sam("/record/number-council"), &[("number", " ab 12-9 ")]).await;
        town.amina.sees(&town.sam("")).await.says("AB12-9");
        let typed = [("name", "Jo Quist"), ("council_number", "AB12 -9")];
        let to = town.bryn.sends("/people/new", &typed).await;
        town.bryn
            .sees(&to)
            .await
            .says("The council’s case number is the same.")
            .says("Sam Osei</bdi> has it already")
            .says("The matching desk then settles whose number it is");
        let known = town.bryn.sends("/people/new", &[&typed[..], &[("create", "1")]].concat()).await;
        let unknown = town.far.sends("/people/new", &typed).await;
        for (worker, to) in [(&town.bryn, known), (&town.far, unknown)] {
            worker.sees(&to).await.says("the matching desk looks at both").hides("Sam Osei");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn everything_typed_is_kept_when_something_is_wrong() {
    in_town(async |town| {
        let typed = [
            ("name", " "),
            ("legal_name", "Josephine Q"),
            ("born-day", "31"),
            ("born-month", "6"),
            ("born-year", "2011"),
        ];
        let page = town.amina.post("/people/new", &typed).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        page.says("href=\"#name\"").says("href=\"#born\"").says("value=\"Josephine Q\"").says("value=\"31\"");
        page.says("<title>Error: Add a young person");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_number_that_is_none_is_said_at_its_own_field() {
    in_town(async |town| {
        let typed = [("name", "Jo"), ("nhs_number", "943 476 5918"), ("upn", "X"), ("lives", "ZZ4 4DD")];
        let page = town.amina.post("/people/new", &typed).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        page.says("href=\"#nhs_number\"").says("href=\"#upn\"").says("value=\"943 476 5918\"");
        page.says("value=\"ZZ4 4DD\"");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_is_born_tomorrow() {
    in_town(async |town| {
        let typed = [("name", "Jo"), ("born-day", "3"), ("born-month", "3"), ("born-year", "2099")];
        let page = town.amina.post("/people/new", &typed).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        page.says("must be today or earlier");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_team_that_cannot_be_read_is_not_taken_for_none() {
    in_town(async |town| {
        let page = town.amina.post("/people/new", &[("name", "Jo"), ("team", "harbour")]).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        page.says("href=\"#team\"").says("Choose a team from the list.");
    })
    .await;
}
