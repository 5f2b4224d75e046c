//! `/people/{person}/arrival`: a safety page for somebody arriving tonight.

use crate::people_world::{Town, in_town, same_nothing};
use axum::http::StatusCode;

/// Somebody like Sam, written down in another team, arriving tonight or not.
async fn written_down(town: &Town, tonight: &str) -> String {
    let new = [
        ("name", "Sam Oseye"),
        ("born-day", "4"),
        ("born-month", "6"),
        ("born-year", "2010"),
        ("team", ""),
        ("tonight", tonight),
        ("create", "1"),
    ];
    let to = town.far.sends("/people/new", &new).await;
    to.split('?').next().unwrap().to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_record_of_somebody_arriving_leads_to_the_safety_page_of_a_likely_match() {
    in_town(async |town| {
        let record = written_down(&town, "yes").await;
        let path = format!("{record}/arrival");
        town.far.sees(&record).await.says("They arrive tonight").says(&path);
        let page = town.far.sees(&path).await;
        page.says("Is there a safety page for them?").hides("Sam Osei<");
        let empty = town.far.post(&path, &[("idempotency_key", &page.key())]).await;
        assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
        empty.says("href=\"#reason\"");
        let to = town.far.sends(&path, &[("reason", "They are at our door, ill.")]).await;
        assert_eq!(to, town.sam("/card"));
        let card = town.far.sees(&to).await;
        card.says("Sam Osei").hides("How to reach them");
        card.says("Safety page opened for somebody arriving, until 10:00am.");
        assert_eq!(town.far.get(&town.sam("")).await.status, StatusCode::NOT_FOUND);
        town.far.sees(&path).await.says("Open to you for an hour").says("Safety page of");
        town.amina.sees("/").await.says("opened the safety page of").says("They are at our door, ill.");
        town.robin
            .sees("/openings")
            .await
            .says("the safety page only")
            .says("Due by <time datetime=\"2026-03-03\">");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_who_fits_and_nobody_who_may_be_opened_are_the_same_page() {
    in_town(async |town| {
        let record = written_down(&town, "yes").await;
        town.restricts_sam_to(&[&town.robin]).await;
        let to =
            town.far.sends(&format!("{record}/arrival"), &[("reason", "They are at our door, ill.")]).await;
        assert_eq!(to, format!("{record}/arrival?done=nobody"));
        town.far.sees(&to).await.says("There is no safety page that fits, or none that you may open");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn it_is_not_there_for_somebody_who_does_not_arrive_or_is_not_theirs() {
    in_town(async |town| {
        let record = written_down(&town, "no").await;
        town.far.sees(&record).await.hides("They arrive tonight");
        let nobody = "/people/00000000-0000-4000-8000-000000000000/arrival";
        same_nothing(&town.far, &format!("{record}/arrival"), nobody).await;
        let record = written_down(&town, "yes").await;
        same_nothing(&town.amina, &format!("{record}/arrival"), nobody).await;
    })
    .await;
}
