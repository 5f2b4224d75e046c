//! The days ahead that matter, at the head of the record and the story.

use crate::people_world::{born, in_town};

const HEAD: &str = "Next key dates";

#[tokio::test(flavor = "multi_thread")]
async fn the_record_and_the_story_pin_the_next_birthday_that_matters() {
    in_town(async |town| {
        for rest in ["", "/story"] {
            let page = town.amina.sees(&town.sam(rest)).await;
            page.says(HEAD).says("4 June 2028</time>").says("turns 18; support and the key worker go on");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_and_the_sheet_for_others_hold_no_days_ahead() {
    in_town(async |town| {
        for rest in ["/notes/new", "/card", "/story/print?open=yes"] {
            town.amina.sees(&town.sam(rest)).await.hides(HEAD);
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn of_somebody_who_is_not_yours_no_day_is_shown() {
    in_town(async |town| {
        let kit = born(&town.place, &town.far, "Kit Low", "2009-01-05").await;
        let page = town.amina.get(&format!("/people/{kit}")).await;
        assert_eq!(page.status, axum::http::StatusCode::NOT_FOUND);
        page.hides("turns");
        town.far.sees(&format!("/people/{kit}")).await.says("turns 18");
    })
    .await;
}
