//! `/emergency` and `/openings`.

use crate::people_world::{Browser, Town, in_town};
use axum::http::StatusCode;
use practice::staff::Role;

const REASON: (&str, &str) = ("reason", "He is at the door and hurt, nobody else can be reached.");
const SAM: [(&str, &str); 5] =
    [REASON, ("name", "Sam Osei"), ("born-day", "4"), ("born-month", "6"), ("born-year", "2010")];

async fn opens(town: &Town, who: &Browser) {
    assert_eq!(who.get(&town.sam("")).await.status, StatusCode::NOT_FOUND);
    assert_eq!(who.sends("/emergency", &SAM).await, town.sam(""));
    who.sees(&town.sam("")).await.says("Sam Osei");
}

#[tokio::test(flavor = "multi_thread")]
async fn every_page_of_a_record_opened_so_says_until_when() {
    in_town(async |town| {
        opens(&town, &town.far).await;
        let until = "Opened in an emergency, until 10:00am. Who opened it and why is recorded.";
        let entry = town.events().await[0].id;
        for page in ["", "/story", "/card", "/team", "/history", "/reach", "/notes/new", "/card/print"] {
            town.far.sees(&town.sam(page)).await.says(until);
        }
        town.far.sees(&format!("/entries/{entry}")).await.says(until);
        town.far.sees("/people").await.hides("Opened in an emergency");
        town.amina.sees(&town.sam("")).await.hides("Opened in an emergency");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_record_opens_for_an_hour_with_the_reason_first() {
    in_town(async |town| {
        town.far.sees("/emergency").await.says("Why can this not wait?").hides("data-draft");
        opens(&town, &town.far).await;
        town.place.clock.pass(9 * 60);
        town.far.sees(&town.sam("")).await;
        for _ in 0..7 {
            town.place.clock.pass(9 * 60);
            town.far.post("/ping", &[]).await;
        }
        assert_eq!(town.far.get(&town.sam("")).await.status, StatusCode::NOT_FOUND);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_opened_decides_nothing_about_who_they_are_who_opens_it_or_works_with_them() {
    in_town(async |town| {
        let mel = town.worker_of_no_team("Mel Away", Role::HubManager).await;
        let entry = town.events().await[0].id;
        town.restricts_sam_to(&[&town.robin, &town.amina]).await;
        opens(&town, &mel).await;
        let page = mel.sees(&town.sam("")).await;
        page.says("Who they are, who may open it and who works with them is decided by others.");
        page.hides(&format!("{}\"", town.sam("/restrict")));
        mel.sees(&town.sam("/team")).await.hides("Name a key worker").hides("Pull somebody in");
        mel.sees(&format!("/entries/{entry}")).await.hides("Change who may read it");
        let mels = mel.worker.post.to_string();
        let form = [
            ("posts", mels.as_str()),
            ("post", &mels),
            ("purpose", "To see them"),
            ("reason", "To see them"),
            ("class", "family"),
            ("review_on-day", "1"),
            ("review_on-month", "4"),
            ("review_on-year", "2026"),
        ];
        let about_sam =
            ["/restrict", "/restrict/review", "/restrict/lift", "/adopt", "/key-worker", "/cover"]
                .into_iter()
                .chain(["/social-worker", "/responsible-team", "/pull-in"])
                .map(|rest| town.sam(rest));
        for path in about_sam.chain([format!("/entries/{entry}/move")]) {
            assert_eq!(mel.get(&path).await.status, StatusCode::NOT_FOUND, "{path}");
            assert_eq!(mel.post(&path, &form).await.status, StatusCode::NOT_FOUND, "{path}");
        }
        for who_they_are in ["name-used", "name-legal", "birth", "number-council", "sex", "ethnicity", "died"]
        {
            let path = town.sam(&format!("/record/{who_they_are}"));
            page.hides(&path);
            assert_eq!(mel.get(&path).await.status, StatusCode::NOT_FOUND, "{path}");
            let form =
                [("name", "Sum"), ("number", "9999"), ("value", "1"), ("told_by", "Them"), ("why", "wrong")];
            assert_eq!(mel.post(&path, &form).await.status, StatusCode::NOT_FOUND, "{path}");
        }
        for tonight in ["what-helps", "health", "alert", "safe-contact", "phone", "pronouns"] {
            mel.sees(&town.sam(&format!("/record/{tonight}"))).await;
        }
        town.robin.sees(&town.sam("/team")).await.hides("Mel Away");
        mel.sends(&town.sam("/notes/new"), &a_note_of_today()).await;
        assert_eq!(town.robin.sees(&town.sam("/restrict")).await.text.matches(" checked").count(), 2);
    })
    .await;
}

/// What is seen in that hour is written down.
fn a_note_of_today() -> [(&'static str, &'static str); 6] {
    let day = [("day-day", "2"), ("day-month", "3"), ("day-year", "2026")];
    [("title", "At the door"), ("text", "He is warm now"), ("class", "story"), day[0], day[1], day[2]]
}

#[tokio::test(flavor = "multi_thread")]
async fn whom_a_record_named_is_told_when_that_changes() {
    in_town(async |town| {
        town.restricts_sam_to(&[&town.robin, &town.amina]).await;
        town.amina.sees("/").await.says("Who may open the record of").says("was changed, and you may.");
        town.robin.sees("/").await.hides("Who may open the record of");
        town.robin.sends(&town.sam("/restrict/lift"), &[("reason", "It is over")]).await;
        town.amina.sees("/").await.says("is not restricted any more.");
        town.bryn.sees("/").await.hides("restricted");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_there_and_nobody_one_may_open_are_one_page_and_both_are_written_down() {
    in_town(async |town| {
        let reference = town.place.house.records.reference_of(town.sam).await.unwrap().unwrap();
        town.far.sends("/account/relatives", &[("reference", &reference)]).await;
        let mut nobody = SAM;
        nobody[1].1 = "Sam Nobody";
        let mut beginning = SAM;
        beginning[1].1 = "Sam Os";
        for form in [&[REASON, ("number", "7777777")], SAM.as_slice(), &nobody, &beginning] {
            assert_eq!(town.far.sends("/emergency", form).await, "/emergency/nobody");
        }
        let form = town.far.sees("/emergency").await;
        form.hides("Sam Os");
        town.far.sees("/drafts").await.hides("Sam Os");
        let again = town.far.sees("/emergency?again=yes").await;
        again.says("value=\"Sam Os\"").says(REASON.1);
        assert_ne!(again.key(), form.key(), "what is tried next is another asking");
        town.far
            .sees("/emergency/nobody")
            .await
            .says("Nobody fits exactly, or nobody you may open.")
            .says("999");
        let openings = town.robin.sees("/openings").await;
        assert_eq!(openings.text.matches("Nobody was found").count(), 4);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_reason_or_without_exactly_who_nothing_opens_and_what_was_typed_is_kept() {
    in_town(async |town| {
        for (form, field) in [
            (&SAM[1..], "reason"),
            (&[("reason", "short"), SAM[1], SAM[2], SAM[3], SAM[4]][..], "reason"),
            (&[REASON][..], "name"),
            (&SAM[..2], "born"),
            (&[REASON, SAM[1], ("born-day", "31"), ("born-month", "2"), ("born-year", "2010")][..], "born"),
        ] {
            let page = town.far.post("/emergency", form).await;
            assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{form:?}");
            page.says(&format!("href=\"#{field}\""));
            if form.contains(&SAM[1]) {
                page.says("value=\"Sam Osei\"");
            }
        }
        assert!(
            town.robin.sees("/openings").await.text.contains("When somebody opens a record in an emergency")
        );
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_sent_twice_is_one_opening() {
    in_town(async |town| {
        let key = town.far.sees("/emergency").await.key();
        let form: Vec<(&str, &str)> = SAM.into_iter().chain([("idempotency_key", key.as_str())]).collect();
        for _ in 0..2 {
            assert_eq!(town.far.sends("/emergency", &form).await, town.sam(""));
        }
        assert_eq!(town.robin.sees("/openings").await.text.matches("hurt, nobody else").count(), 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn somebody_else_looks_at_an_opening_and_says_what_they_found() {
    in_town(async |town| {
        opens(&town, &town.far).await;
        let list = town.robin.sees("/openings").await;
        list.says("Noor Far").says("Due by <time datetime=\"2026-03-03\">").hides("Sam Osei");
        let path =
            format!("/openings/{}", list.text.split("/openings/").nth(1).unwrap().split('"').next().unwrap());
        let page = town.robin.sees(&path).await;
        let empty = town.robin.post(&path, &[("finding", " ")]).await;
        assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
        empty.says("href=\"#finding\"");
        let to =
            town.robin.sends(&path, &[("finding", "Right to do."), ("idempotency_key", &page.key())]).await;
        town.robin
            .sees(&to)
            .await
            .says("What you found is written down")
            .says("It is about what <bdi>Noor Far")
            .hides("Due by <time");
        town.robin.sees(&path).await.says("Right to do.").says("Robin Fell");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_looks_at_their_own_opening() {
    in_town(async |town| {
        let chief = town.worker_of_no_team("Helen Frost", Role::HubManager).await;
        opens(&town, &chief).await;
        let list = chief.sees("/openings").await;
        list.says("Helen Frost</bdi> (you)");
        let path =
            format!("/openings/{}", list.text.split("/openings/").nth(1).unwrap().split('"').next().unwrap());
        chief.sees(&path).await.says("somebody else checks it").hides("name=\"finding\"");
        let sent = chief.post(&path, &[("finding", "I was right.")]).await;
        assert_eq!(sent.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(chief.get("/openings/x").await.status, StatusCode::NOT_FOUND);
        assert_eq!(
            chief.get("/openings/00000000-0000-4000-8000-000000000000").await.status,
            StatusCode::NOT_FOUND
        );
    })
    .await;
}
