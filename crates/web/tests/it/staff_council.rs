//! `/staff/council` and `/words`.

use crate::people_world::in_town;
use axum::http::StatusCode;
use practice::staff::Role;

#[tokio::test(flavor = "multi_thread")]
async fn the_council_is_described_and_every_page_shows_it() {
    in_town(async |town| {
        let ada = town.worker("Ada Min", Role::Administrator).await;
        let page = ada.sees("/staff/council").await;
        let form = [
            ("name", "Northmoor & Dale"),
            ("accent", "#003078"),
            ("help_line", "01632 960 001"),
            ("idempotency_key", &page.key()),
        ];
        let to = ada.sends("/staff/council", &form).await;
        ada.sees(&to).await.says("Saved").says("Northmoor &amp; Dale").says("accent-003078.css");
        town.amina.sees("/account").await.says("Northmoor &amp; Dale").says("tel:01632960001");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_colour_that_words_cannot_be_read_on_is_refused_with_one_that_would_do() {
    in_town(async |town| {
        let ada = town.worker("Ada Min", Role::Administrator).await;
        let form = [("name", "Northmoor"), ("accent", "#ffdd00"), ("help_line", "")];
        let page = ada.post("/staff/council", &form).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        page.says("href=\"#accent\"").says("must be at least 4.5").says("value=\"#ffdd00\"");
        let number = [("name", "Northmoor"), ("accent", "#003078"), ("help_line", "ask us")];
        let page = ada.post("/staff/council", &number).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        page.says("href=\"#help_line\"").says("value=\"ask us\"");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_word_is_changed_with_a_reason_counts_from_then_on_and_its_history_is_shown() {
    in_town(async |town| {
        let ada = town.worker("Ada Min", Role::Administrator).await;
        let path = "/words/role.outreach_key_worker";
        ada.sees("/words").await.says("Usual").says("Minutes without a press");
        let without = ada.post(path, &[("value", "Street worker"), ("reason", " ")]).await;
        assert_eq!(without.status, StatusCode::UNPROCESSABLE_ENTITY);
        without.says("href=\"#reason\"").says("value=\"Street worker\"");
        let key = ada.sees(path).await.key();
        let form =
            [("value", "Street worker"), ("reason", "Our own word."), ("idempotency_key", key.as_str())];
        ada.sends(path, &form).await;
        ada.sends(path, &form).await;
        let page = ada.sees(path).await;
        page.says("Our own word.").says("Ada Min").says("2 March 2026");
        assert_eq!(page.text.matches("Our own word.").count(), 1, "sent twice, changed once");
        town.amina.sees("/account").await.says("Street worker").hides("Key worker (outreach)");
        ada.sees("/staff").await.says("Street worker");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_threshold_keeps_within_its_limits_and_bites() {
    in_town(async |town| {
        let ada = town.worker("Ada Min", Role::Administrator).await;
        let path = "/words/sign_out_minutes";
        for wrong in ["5", "121", "soon"] {
            let page = ada.post(path, &[("value", wrong), ("reason", "Shared computers.")]).await;
            assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{wrong}");
            page.says("Choose between 15 and 120 minutes");
        }
        ada.sends(path, &[("value", "15"), ("reason", "Shared computers.")]).await;
        town.place.clock.pass(16 * 60);
        assert!(town.amina.get("/account").await.location.starts_with("/sign-in"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_word_that_is_none_is_not_there() {
    in_town(async |town| {
        let ada = town.worker("Ada Min", Role::Administrator).await;
        assert_eq!(ada.get("/words/role.wizard").await.status, StatusCode::NOT_FOUND);
        assert_eq!(
            ada.post("/words/x", &[("value", "y"), ("reason", "z")]).await.status,
            StatusCode::NOT_FOUND
        );
    })
    .await;
}
