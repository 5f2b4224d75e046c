//! `/find`: looking for somebody.

use crate::people_world::{Browser, Page, in_town};
use axum::http::StatusCode;
use practice::staff::Role;

async fn finds(browser: &Browser, typed: &str) -> Page {
    let to = browser.sends("/find", &[("sought", typed)]).await;
    browser.sees(&to).await
}

#[tokio::test(flavor = "multi_thread")]
async fn somebody_is_found_by_name_sound_birth_date_and_reference() {
    in_town(async |town| {
        let reference = finds(&town.amina, "osei sam").await;
        reference.says("Sam Osei").says("1 young person");
        for typed in ["Sa", "OSEI", "Samm", "Samuel Osei", "4/6/2010", "4 June 2010", "sam 2010-06-04"] {
            finds(&town.amina, typed).await.says("Sam Osei");
        }
        for typed in ["Sam 2010-06-05", "%", "_", "😀"] {
            finds(&town.amina, typed).await.hides("Sam Osei");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_case_number_is_found_with_the_hyphens_and_spaces_with_which_it_is_typed() {
    in_town(async |town| {
        let numbers = [("12-345678", "12-345679"), ("CH-0042", "CH-0043"), ("AB 12 34", "AB 12 35")];
        for (number, other) in numbers {
            let path = town.sam("/record/number-council");
            let page = town.amina.sees(&path).await;
            let shown = page.text.contains("name=\"shown\"").then(|| page.hidden("shown"));
            let mut typed = vec![("number", number), ("why", "wrong")];
            typed.extend(shown.as_deref().map(|shown| ("shown", shown)));
            town.amina.sends(&path, &typed).await;
            finds(&town.amina, number).await.says("Sam Osei");
            finds(&town.amina, other).await.hides("Sam Osei");
            finds(&town.amina, &format!("Sam {other}")).await.hides("Sam Osei");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_typed_is_in_no_address() {
    in_town(async |town| {
        let to = town.amina.sends("/find", &[("sought", "Sam Osei")]).await;
        assert!(to.starts_with("/find/") && !to.to_lowercase().contains("sam"), "{to}");
        town.amina.sees(&to).await.says("value=\"Sam Osei\"");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_opens_what_somebody_else_looked_for() {
    in_town(async |town| {
        let to = town.amina.sends("/find", &[("sought", "Sam Osei")]).await;
        for address in [&*to, "/find/00000000-0000-0000-0000-000000000001", "/find/x"] {
            assert_eq!(town.bryn.get(address).await.status, StatusCode::NOT_FOUND, "{address}");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_is_out_of_reach_looks_like_nobody_at_all() {
    in_town(async |town| {
        let there = finds(&town.far, "Sam Osei").await;
        let nobody = finds(&town.far, "Xam Xsei").await;
        let plain = |page: &Page, typed: &str| {
            let id =
                page.text.split("/find/").nth(1).unwrap_or_default().get(..36).unwrap_or_default().to_owned();
            page.without(typed).replace(&id, "")
        };
        assert_eq!(plain(&there, "Sam Osei"), plain(&nobody, "Xam Xsei"));
        there.says("Whether there are others is told to nobody here");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_empty_search_says_what_to_type() {
    in_town(async |town| {
        let page = town.amina.post("/find", &[("sought", "  ")]).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        page.says("href=\"#sought\"").says("Type a name");
        town.amina.sees("/find").await.says("Who are you looking for?");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_typed_is_shown_as_text() {
    in_town(async |town| {
        finds(&town.amina, "<script>alert(1)</script>").await.hides("<script>alert").says("&lt;script&gt;");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn roles_that_see_nobody_cannot_look_for_anybody() {
    in_town(async |town| {
        let board = town.worker_of_no_team("Bo Board", Role::BoardMember).await;
        assert_eq!(board.get("/find").await.status, StatusCode::FORBIDDEN);
        assert_eq!(board.post("/find", &[("sought", "Sam")]).await.status, StatusCode::FORBIDDEN);
    })
    .await;
}
