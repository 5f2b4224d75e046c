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
        page.says("Our own word.").says("Ada Min").says("2 March 2026").says("Key worker (outreach)");
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
async fn words_of_pages_are_the_councils_wherever_they_stand() {
    in_town(async |town| {
        let ada = town.worker("Ada Min", Role::Administrator).await;
        for (key, word) in [
            ("word.key_worker", "Trusted adult"),
            ("section.story", "Timeline"),
            ("page.people", "Our young people"),
            ("class.story", "The whole team"),
            ("room.story", "Jottings"),
        ] {
            ada.sends(&format!("/words/{key}"), &[("value", word), ("reason", "Our own word.")]).await;
        }
        let story = town.amina.sees(&town.sam("/story")).await;
        story.says("Trusted adult").says("Timeline").says("Our young people").says("Jottings");
        town.amina.sees(&town.sam("")).await.says("Trusted adult").hides("<dt>Key worker</dt>");
        town.robin.sees(&town.sam("/team")).await.says("Trusted adult");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_list_is_kept_line_by_line_and_what_is_retired_stays_readable() {
    in_town(async |town| {
        let ada = town.worker("Ada Min", Role::Administrator).await;
        let path = "/words/list.cover_reasons";
        ada.sees(path).await.says("Leave\nSickness");
        ada.sends(path, &[("value", "Sabbatical\r\nLeave"), ("reason", "Our own reasons.")]).await;
        ada.sees(path).await.says("Sabbatical\nLeave").says("Retired: Sickness; Training");
        let form = town.robin.sees(&town.sam("/cover")).await;
        let (first, second) = (form.text.find(">Sabbatical<").unwrap(), form.text.find(">Leave<").unwrap());
        assert!(first < second);
        form.hides(">Sickness<");
        let post = town.bryn.worker.post.to_string();
        let cover = [
            ("post", post.as_str()),
            ("from-day", "2"),
            ("from-month", "3"),
            ("from-year", "2026"),
            ("to-day", "20"),
            ("to-month", "3"),
            ("to-year", "2026"),
            ("reason_chosen", "Sabbatical"),
            ("reason", "Back in April."),
        ];
        town.robin.sends(&town.sam("/cover"), &cover).await;
        ada.sends(path, &[("value", "Leave"), ("reason", "Nobody goes on sabbatical.")]).await;
        town.robin.sees(&town.sam("/team")).await.says("Sabbatical. Back in April.");
        let events = town.events().await;
        assert_eq!(events.last().unwrap().words, 1, "the revision of the words its label was copied at");
        let wrong = ada.post(path, &[("value", "Leave\nleave"), ("reason", "x")]).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        wrong.says("Each line may stand there once.");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_role_that_is_not_used_is_offered_no_more() {
    in_town(async |town| {
        let ada = town.worker("Ada Min", Role::Administrator).await;
        ada.sees("/staff/posts/new").await.says("Life coach");
        ada.sees("/words/unused.life_coach").await.says("We do not use it");
        ada.sends("/words/unused.life_coach", &[("value", "yes"), ("reason", "We have none.")]).await;
        ada.sees("/words").await.says("Not used");
        ada.sees("/staff/posts/new").await.hides("Life coach");
        assert_eq!(ada.get("/words/unused.administrator").await.status, StatusCode::NOT_FOUND);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn numbers_count_where_they_apply_and_their_history_says_from_what_to_what() {
    in_town(async |town| {
        let ada = town.worker("Ada Min", Role::Administrator).await;
        ada.sends("/words/lock_minutes", &[("value", "5"), ("reason", "Open plan office.")]).await;
        let page = ada.sees("/words/lock_minutes").await;
        page.says("Between 1 and 15 minutes")
            .says("Open plan office.")
            .says("<bdi>10 minutes</bdi>")
            .says("<bdi>5 minutes</bdi>");
        ada.sends("/words/restriction_review_days", &[("value", "30"), ("reason", "Sooner.")]).await;
        town.robin.sees(&town.sam("/restrict")).await.says("Within 30 days");
        town.place.clock.pass(6 * 60);
        assert!(town.amina.get("/account").await.location.starts_with("/locked"));
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

#[tokio::test(flavor = "multi_thread")]
async fn a_form_left_open_does_not_put_an_earlier_description_back() {
    in_town(async |town| {
        let ada = town.worker("Ada Min", Role::Administrator).await;
        let old = ada.sees("/staff/council").await.hidden("shown");
        let form = |name: &'static str| [("name", name), ("accent", "#003078"), ("shown", old.as_str())];
        ada.sends("/staff/council", &form("Northmoor and Dale")).await;
        let late = ada.post("/staff/council", &form("Northmoor and Hill")).await;
        assert_eq!(late.status, StatusCode::CONFLICT);
        late.says("somebody else changed it").says("Northmoor and Dale").says("Northmoor and Hill");
        let kept = ada.sees("/staff/council").await;
        kept.says("You began this before").says("Northmoor and Dale").says("Northmoor and Hill");
        ada.sends("/drafts/discard?form=%2Fstaff%2Fcouncil", &[]).await;
        ada.sees("/staff/council").await.says("Northmoor and Dale").hides("Northmoor and Hill");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_list_left_open_does_not_put_an_earlier_one_back() {
    in_town(async |town| {
        let ada = town.worker("Ada Min", Role::Administrator).await;
        let path = "/words/list.cover_reasons";
        let draft = "/drafts?form=%2Fwords%2Flist.cover_reasons";
        let old = ada.sees(path).await;
        let (shown, key) = (old.hidden("shown"), old.key());
        let form = |list: &'static str, key: &'static str| {
            [("value", list), ("reason", "Ours."), ("shown", shown.as_str()), ("idempotency_key", key)]
        };
        ada.sends("/words/word.key_worker", &[("value", "Trusted adult"), ("reason", "Ours.")]).await;
        ada.sends(path, &form("Leave\nSabbatical", "list-one")).await;
        ada.sends(path, &form("Leave\nSabbatical", "list-one")).await;
        let mine = [
            ("value", "Leave\nJury"),
            ("reason", "Ours."),
            ("shown", shown.as_str()),
            ("idempotency_key", key.as_str()),
        ];
        let late = ada.post(path, &mine).await;
        assert_eq!(late.status, StatusCode::CONFLICT);
        late.says("somebody else changed it").says("Leave; Sabbatical").says("Leave\nJury</textarea>");
        ada.sends("/drafts/discard?form=%2Fwords%2Flist.cover_reasons", &[]).await;
        assert_eq!(ada.post(draft, &mine).await.status, StatusCode::NO_CONTENT);
        let kept = ada.sees(path).await;
        kept.says("somebody else changed it").says("Leave; Sabbatical").says("Leave\nJury</textarea>");
        let again = [("value", "Leave\nJury"), ("reason", "Ours."), ("shown", &*kept.hidden("shown"))];
        ada.sends(path, &again).await;
        ada.sees(path).await.says("Leave\nJury").says("Retired: ");
    })
    .await;
}
