//! `/staff` and `/staff/teams/…`.

use crate::people_world::in_town;
use axum::http::StatusCode;
use practice::staff::Role;

#[tokio::test(flavor = "multi_thread")]
async fn an_administrator_adds_a_team_and_renames_it() {
    in_town(async |town| {
        let ada = town.worker("Ada Min", Role::Administrator).await;
        ada.sees("/staff")
            .await
            .says("Harbour House")
            .says("Amina Okafor")
            .says("Can sign in")
            .hides("Sam Osei");
        let page = ada.sees("/staff/teams/new").await;
        let form = [("name", "Quay <East>"), ("kind", "team"), ("idempotency_key", &page.key())];
        let to = ada.sends("/staff/teams/new", &form).await;
        ada.sends("/staff/teams/new", &form).await;
        let list = ada.sees(&to).await;
        list.says("The team is added").says("It is about <bdi>Quay &lt;East&gt;</bdi>.");
        assert_eq!(
            list.text.matches("<bdi>Quay &lt;East&gt;</bdi>").count(),
            2,
            "sent twice, added once: banner and row"
        );
        let path = format!(
            "/staff/teams/{}",
            list.text.split("/staff/teams/").nth(3).unwrap().split('"').next().unwrap()
        );
        let before = ada.sees(&path).await;
        before.says("Rename a team");
        ada.sends(&path, &[("name", "Quay West"), ("idempotency_key", &before.key())]).await;
        ada.sees("/staff").await.says("Quay West");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_team_needs_a_name_of_its_own_and_a_kind() {
    in_town(async |town| {
        let ada = town.worker("Ada Min", Role::Administrator).await;
        let nameless = ada.post("/staff/teams/new", &[("name", " "), ("kind", "hub")]).await;
        assert_eq!(nameless.status, StatusCode::UNPROCESSABLE_ENTITY);
        nameless.says("href=\"#name\"");
        let kindless = ada.post("/staff/teams/new", &[("name", "Quay"), ("kind", "forged")]).await;
        assert_eq!(kindless.status, StatusCode::UNPROCESSABLE_ENTITY);
        kindless.says("href=\"#kind\"").says("value=\"Quay\"");
        let taken = ada.post("/staff/teams/new", &[("name", "harbour house"), ("kind", "hub")]).await;
        taken.says("Another team has this name already.");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_team_of_nobody_or_of_another_council_is_not_there() {
    in_town(async |town| {
        let ada = town.worker("Ada Min", Role::Administrator).await;
        let other = town.place.another_council("Southmoor").await;
        for team in [other.hub.to_string(), "x".into(), "00000000-0000-4000-8000-000000000000".into()] {
            let path = format!("/staff/teams/{team}");
            assert_eq!(ada.get(&path).await.status, StatusCode::NOT_FOUND, "{team}");
            assert_eq!(
                ada.post(&path, &[("name", "Ours now")]).await.status,
                StatusCode::NOT_FOUND,
                "{team}"
            );
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_team_is_closed_with_a_reason_once_nobody_is_in_it() {
    in_town(async |town| {
        let ada = town.worker("Ada Min", Role::Administrator).await;
        let hub = format!("/staff/teams/{}/close", town.council.hub);
        let page = ada.sees(&hub).await;
        page.says("posts are in it still").hides("Sam Osei");
        let refused = ada.post(&hub, &[("reason", "Merged.")]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        refused.says("in it still").says("Merged.");
        ada.sees(&hub).await.says("You began this before").says("Merged.");
        ada.sends(&format!("/drafts/discard?form={}", hub.replace('/', "%2F")), &[]).await;
        ada.sends("/staff/teams/new", &[("name", "Quay East"), ("kind", "team")]).await;
        let teams = work::staff::list(&town.place.operator(&town.council)).await.unwrap().teams;
        let quay = teams.iter().find(|team| team.name == "Quay East").unwrap().team;
        ada.sees(&format!("/staff/teams/{quay}")).await.says("Close this team");
        let path = format!("/staff/teams/{quay}/close");
        let page = ada.sees(&path).await;
        let why_not = ada.post(&path, &[("reason", " ")]).await;
        assert_eq!(why_not.status, StatusCode::UNPROCESSABLE_ENTITY);
        why_not.says("href=\"#reason\"");
        let form = [("reason", "Merged."), ("idempotency_key", &page.key())];
        let to = ada.sends(&path, &form).await;
        assert_eq!(ada.sends(&path, &form).await, to, "a second press is the same");
        ada.sees(&to).await.says("The team is closed").says("It is about <bdi>Quay East").says("Closed");
        ada.sees("/staff/posts/new").await.hides("Quay East");
        ada.sees(&format!("/staff/teams/{quay}"))
            .await
            .says("it keeps its name")
            .hides("Close this team")
            .hides("Rename team</button>");
        ada.sees(&path).await.says("This team is closed already.").hides("Close team</button>");
        // Somebody works in the first team: there is nothing to press, and a way to see who.
        let harbour = teams.iter().find(|team| team.name == "Harbour House").unwrap().team;
        let full = ada.sees(&format!("/staff/teams/{harbour}/close")).await;
        full.says(&format!("href=\"/staff?team={harbour}\"")).hides("Close team</button>");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_left_open_does_not_put_an_earlier_name_back() {
    in_town(async |town| {
        let ada = town.worker("Ada Min", Role::Administrator).await;
        let path = format!("/staff/teams/{}", town.council.hub);
        let page = ada.sees(&path).await;
        let (shown, key) = (page.hidden("shown"), page.key());
        let mine = [("name", "Harbour West"), ("shown", shown.as_str()), ("idempotency_key", key.as_str())];
        ada.post(&format!("/drafts?form={}", path.replace('/', "%2F")), &mine).await;
        ada.sends(&path, &[("name", "Harbour East"), ("shown", shown.as_str())]).await;
        ada.post(&format!("/drafts?form={}", path.replace('/', "%2F")), &mine).await;
        let late = ada.post(&path, &mine).await;
        assert_eq!(late.status, StatusCode::CONFLICT);
        let opened = ada.sees(&path).await;
        for page in [&late, &opened] {
            page.says("somebody else changed it").says("Harbour East").says("value=\"Harbour West\"");
        }
        ada.sends(&path, &[("name", "Harbour West"), ("shown", &*opened.hidden("shown"))]).await;
        ada.sees("/staff").await.says("Harbour West").hides("Harbour East");
    })
    .await;
}
