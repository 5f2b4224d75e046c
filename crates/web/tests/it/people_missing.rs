//! `/people/{person}/record/back/{stream}`: somebody who was missing is back.

use crate::people_world::in_town;
use axum::http::StatusCode;
use practice::dates::{Happened, PartialDate};
use practice::journal::{Body, Told};
use practice::safety::{Away, MissingRecorded};
use work::Act;

#[tokio::test(flavor = "multi_thread")]
async fn somebody_missing_in_a_file_is_back_once_that_is_written_down() {
    in_town(async |town| {
        let stream = town.sam.stream("missing/2026-02-27");
        let from = jiff::civil::date(2026, 2, 27);
        let missing = Body::MissingRecorded(MissingRecorded { kind: Away::Missing, from, to: None });
        let operator = town.place.operator(&town.council);
        let told = Told::about(town.sam, stream, Happened::On(PartialDate::Day(from)), missing);
        operator.write(Act::new().beginning(told)).await.unwrap();
        let record = town.amina.sees(&town.sam("")).await;
        record.says("Missing since 27 February 2026").says("Not back");
        let rest = record.text.split("record/back/").nth(1).unwrap();
        let path = town.sam(&format!("/record/back/{}", &rest[..36]));
        town.amina.sees(&path).await.says("Missing since 27 February 2026");
        let day = |day: &'static str| [("day-day", day), ("day-month", "2"), ("day-year", "2026")];
        let early = town.amina.post(&path, &day("26")).await;
        assert_eq!(early.status, StatusCode::UNPROCESSABLE_ENTITY);
        early.says("Choose a day from 27 February 2026 to today.");
        let draft = format!("/drafts?form={}", path.replace('/', "%2F"));
        assert_eq!(town.amina.post(&draft, &day("27")).await.status, StatusCode::NO_CONTENT);
        let back = day("28").into_iter().chain([("idempotency_key", "back-once-1")]).collect::<Vec<_>>();
        let done = town.amina.sends(&path, &back).await;
        assert_eq!(town.amina.sends(&path, &back).await, done);
        let record = town.amina.sees(&done).await;
        record.says("28 February 2026").hides("Missing since 27 February 2026").hides("record/back/");
        town.amina.sees(&town.sam("/story")).await.says("Back on").says("28 February 2026");
        // What she had typed in the form of before is shown where the form was.
        assert_eq!(town.amina.post(&draft, &day("27")).await.status, StatusCode::NO_CONTENT);
        town.amina.sees("/drafts").await.says("27 2 2026");
        let gone = town.amina.get(&path).await;
        assert_eq!(gone.status, StatusCode::NOT_FOUND);
        gone.says("What you typed is kept among your drafts").says("27 2 2026").says("href=\"/drafts\"");
        let never = town.bryn.get(&path).await;
        assert_eq!(never.status, StatusCode::NOT_FOUND);
        never.hides("among your drafts");
        let again = town.bryn.post(&path, &day("28")).await;
        assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
    })
    .await;
}
