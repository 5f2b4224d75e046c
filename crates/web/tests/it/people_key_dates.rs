//! The days ahead that matter, at the head of the record and the story.

use crate::people_world::{born, in_town};
use practice::staff::Role;

const HEAD: &str = "Next key dates";

#[tokio::test(flavor = "multi_thread")]
async fn the_record_and_the_story_pin_the_next_birthday_that_matters() {
    in_town(async |town| {
        for rest in ["", "/story"] {
            let page = town.amina.sees(&town.sam(rest)).await;
            page.says(HEAD).says("4 June 2028</time>").says("turns 18; our support can go on");
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
async fn an_alert_is_pinned_with_the_day_it_is_looked_at_again() {
    in_town(async |town| {
        let day = [("review_on-day", "1"), ("review_on-month", "5"), ("review_on-year", "2026")];
        let alert = [&[("alert", "Do not visit alone")], day.as_slice()].concat();
        town.amina.sends(&town.sam("/record/alert"), &alert).await;
        let page = town.amina.sees(&town.sam("")).await;
        page.says("1 May 2026</time>").says("Alert to be looked at again");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn only_those_who_may_know_whom_a_record_is_restricted_to_read_when_that_is_looked_at_again() {
    in_town(async |town| {
        town.restricts_sam_to(&[&town.robin, &town.amina]).await;
        let words = "who may open this record is to be looked at again";
        town.robin.sees(&town.sam("/story")).await.says(words);
        town.amina.sees(&town.sam("/story")).await.says(HEAD).hides(words);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn of_somebody_who_is_not_yours_no_day_is_shown() {
    in_town(async |town| {
        let kit = born(&town.place, &town.far, "Kit Low", "2009-01-05").await;
        town.amina.get(&format!("/people/{kit}")).await.hides(HEAD);
        let relief = town.worker("Rae Lief", Role::ReliefWorker).await;
        relief.sees(&town.sam("/story")).await.says("turns 18");
    })
    .await;
}
