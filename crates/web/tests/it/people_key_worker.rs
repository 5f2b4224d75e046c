//! `/people/{person}/key-worker`: naming who is there for them.

use crate::people_world::in_town;
use axum::http::StatusCode;

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
