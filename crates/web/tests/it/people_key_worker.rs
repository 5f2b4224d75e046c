//! `/people/{person}/key-worker`: naming who is there for them.

use crate::people_world::in_town;
use axum::http::StatusCode;
use practice::staff::Role;

#[tokio::test(flavor = "multi_thread")]
async fn a_key_worker_is_named_with_a_reason_and_what_the_young_person_said() {
    in_town(async |town| {
        let path = town.sam("/key-worker");
        let page = town.robin.sees(&path).await;
        let post = town.bryn.worker.post.to_string();
        let named = [
            ("post", post.as_str()),
            ("reason", "Sam trusts Bryn."),
            ("said", "Bryn, please"),
            ("shown", &page.hidden("shown")),
            ("idempotency_key", &page.key()),
        ];
        let to = town.robin.sends(&path, &named).await;
        assert_eq!(town.robin.sends(&path, &named).await, to, "two presses are one act");
        town.robin.sees(&to).await.says("Bryn Hale");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_left_open_does_not_undo_what_somebody_else_named_meanwhile() {
    in_town(async |town| {
        let path = town.sam("/key-worker");
        let old = town.robin.sees(&path).await.hidden("shown");
        let naming = |post: String| [("post", post), ("reason", "Trust.".to_owned()), ("shown", old.clone())];
        let sent = naming(town.bryn.worker.post.to_string());
        let sent: Vec<(&str, &str)> = sent.iter().map(|(name, value)| (*name, value.as_str())).collect();
        town.robin.sends(&path, &sent).await;
        let late = naming(town.robin.worker.post.to_string());
        let late: Vec<(&str, &str)> = late.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let page = town.robin.post(&path, &late).await;
        assert_eq!(page.status, StatusCode::CONFLICT);
        page.says("somebody else changed it").says("Bryn Hale").says("Trust.</textarea>");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_cannot_hold_somebodys_day_is_neither_offered_nor_taken() {
    in_town(async |town| {
        let path = town.sam("/key-worker");
        let board = town.worker("Bo Ard", Role::BoardMember).await.worker.post.to_string();
        town.robin.sees(&path).await.says("Bryn Hale").hides("Bo Ard");
        let forged = town.robin.post(&path, &[("post", &board), ("reason", "Trust.")]).await;
        assert_eq!(forged.status, StatusCode::UNPROCESSABLE_ENTITY);
        forged.says("Choose a key worker, a manager or a deputy.");
        let long = "long ".repeat(250);
        let bryn = town.bryn.worker.post.to_string();
        let wordy = town.robin.post(&path, &[("post", &bryn), ("reason", &long)]).await;
        assert_eq!(wordy.status, StatusCode::UNPROCESSABLE_ENTITY);
        wordy.says("Use 1,000 characters or fewer here.");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn on_a_restricted_record_only_those_who_may_open_it_are_offered_and_taken() {
    in_town(async |town| {
        town.restricts_sam_to(&[&town.robin, &town.amina]).await;
        for form in ["/key-worker", "/cover", "/pull-in", "/social-worker"] {
            let page = town.robin.sees(&town.sam(form)).await;
            page.says("only workers who may open it are offered").hides("Bryn Hale, ");
            page.says(&format!("href=\"{}\"", town.sam("/restrict")));
        }
        town.amina
            .sees(&town.sam("/pull-in"))
            .await
            .says("Whoever may restrict records can name others first");
        let bryn = town.bryn.worker.post.to_string();
        let forged =
            town.robin.post(&town.sam("/key-worker"), &[("post", &bryn), ("reason", "Trust.")]).await;
        assert_eq!(forged.status, StatusCode::UNPROCESSABLE_ENTITY);
        forged.says("href=\"#post\"").says("Name them there first").says("Trust.");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_is_named_and_whoever_was_until_now_find_it_on_their_first_page() {
    in_town(async |town| {
        let bryn = town.bryn.worker.post.to_string();
        town.robin.sends(&town.sam("/key-worker"), &[("post", &bryn), ("reason", "Trust.")]).await;
        let first = town.bryn.sees("/").await;
        first.says("You are the key worker of").says("Sam Osei");
        town.amina.sees("/").await.says("The key worker of").says("It is <bdi>Bryn Hale</bdi> now.");
        let notice =
            first.text.split("action=\"/notices/").nth(1).unwrap().split('"').next().unwrap().to_owned();
        town.bryn.sends(&format!("/notices/{notice}"), &[("read", "")]).await;
        town.bryn.sees("/").await.hides("You are the key worker of");
    })
    .await;
}
