//! `/people/{person}/goodbye`: told by somebody they know, and owed until then; with how long who stayed.

use crate::people_world::{Town, in_town};
use axum::http::StatusCode;
use practice::journal::Body;

const TODAY: [(&str, &str); 3] = [("day-day", "2"), ("day-month", "3"), ("day-year", "2026")];
const OWED: &str = "See that Sam Osei hears it from somebody they know, and can say goodbye to Amina Okafor";

/// Bryn becomes Sam's key worker in Amina's place, the day after she was named.
async fn bryn_comes(town: Town) -> Town {
    town.place.clock.pass(86_400);
    let [amina, bryn, robin, far] =
        [&town.amina, &town.bryn, &town.robin, &town.far].map(|who| town.again(who));
    let (amina, bryn, robin, far) = (amina.await, bryn.await, robin.await, far.await);
    let town = Town { amina, bryn, robin, far, ..town };
    let post = town.bryn.worker.post.to_string();
    town.robin.sends(&town.sam("/key-worker"), &[("post", &post), ("reason", "Trust.")]).await;
    town
}

#[tokio::test(flavor = "multi_thread")]
async fn a_change_of_key_worker_owes_a_goodbye_to_the_manager_until_somebody_told_them() {
    in_town(async |town| {
        town.robin.sees("/").await.hides(OWED);
        let town = Box::pin(bryn_comes(town)).await;
        town.robin.sees("/").await.says(OWED).says(&town.sam("/goodbye")).says("By 3 March 2026");
        town.bryn.sees("/").await.says(OWED).hides("/put-off/goodbye");
        town.bryn.sees(&town.sam("/team")).await.says("A goodbye is owed: <bdi>Amina Okafor</bdi>");
        let path = town.sam("/goodbye");
        town.bryn.sees(&path).await.says("Who told them?");
        let amina = town.amina.worker.post.to_string();
        let form: Vec<_> = TODAY
            .into_iter()
            .chain([("worker", &*amina), ("teller", "other"), ("other", "His gran")])
            .chain([("how_it_was", "They baked."), ("asked", "told"), ("said", "I will miss her")])
            .chain([("idempotency_key", "goodbye-once")])
            .collect();
        let to = town.bryn.sends(&path, &form).await;
        assert_eq!(town.bryn.sends(&path, &form).await, to, "two presses are one act");
        town.bryn.sees(&to).await.says("The goodbye is in the story").hides("A goodbye is owed");
        town.robin.sees("/").await.hides(OWED);
        let story = town.bryn.sees(&town.sam("/story")).await;
        story.says("A worker’s goodbye").says("His gran").says("They baked.").says("I will miss her");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_wrong_is_said_at_once_and_nothing_typed_is_lost() {
    in_town(async |town| {
        let town = Box::pin(bryn_comes(town)).await;
        let nobody = "0195539c-8280-4000-8000-000000000002";
        let form = [("worker", nobody), ("how_it_was", "They baked."), ("asked", "told")];
        let page = town.bryn.post(&town.sam("/goodbye"), &form).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        for field in ["worker", "teller", "day", "said"] {
            page.says(&format!("href=\"#{field}\""));
        }
        page.says("They baked.</textarea>");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_last_day_that_is_near_owes_a_goodbye_and_one_said_ahead_counts() {
    in_town(async |town| {
        let ada = town.worker("Ada Admin", practice::staff::Role::Administrator).await;
        let change = format!("/staff/posts/{}/change", town.amina.worker.post);
        let page = ada.sees(&change).await;
        let (shown, from) =
            (page.hidden("shown"), [("from-day", "1"), ("from-month", "3"), ("from-year", "2026")]);
        let form: Vec<_> = [("name", "Amina Okafor"), ("roles", "outreach_key_worker")]
            .into_iter()
            .chain(from)
            .chain([("to-day", "20"), ("to-month", "3"), ("to-year", "2026"), ("shown", &*shown)])
            .chain([("reason", "A new job"), ("team", "")])
            .collect();
        ada.sends(&change, &form).await;
        town.robin.sees("/").await.says(OWED).says("By 20 March 2026");
        // That she goes is for her and for whoever names key workers, until the day.
        town.bryn.sees("/").await.hides("can say goodbye");
        town.amina.sees("/").await.says(OWED);
        let form: Vec<_> = TODAY.into_iter().chain([("teller", "themself")]).collect();
        town.amina.sends(&town.sam("/goodbye"), &form).await;
        town.robin.sees("/").await.hides(OWED);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_out_of_reach_has_a_goodbye_or_is_counted() {
    in_town(async |town| {
        let town = Box::pin(bryn_comes(town)).await;
        for path in [town.sam("/goodbye"), town.sam("/handover"), town.sam("/handover/new")] {
            assert_eq!(town.far.get(&path).await.status, StatusCode::NOT_FOUND);
        }
        town.restricts_sam_to(&[&town.robin, &town.bryn]).await;
        let other = town.worker("Uma Other", practice::staff::Role::HubManager).await;
        other.sees("/").await.hides("Sam Osei").hides("can say goodbye");
        other.sees("/caseloads").await.hides("Sam Osei");
        town.robin.sees("/caseloads").await.says("Sam Osei");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn how_long_who_stayed_stands_with_the_team_and_who_has_whom_with_the_manager() {
    in_town(async |town| {
        let page = town.robin.sees("/caseloads").await;
        page.says("Amina Okafor")
            .says("Sam Osei")
            .says("no meeting in the story yet")
            .says("Nobody whom you may see");
        assert_eq!(town.amina.get("/caseloads").await.status, StatusCode::FORBIDDEN);
        town.amina.sees(&town.sam("/team")).await.says("One worker all the time").says("Less than a month");
        town.place.clock.pass(100 * 86_400);
        let town = Box::pin(bryn_comes(town)).await;
        let team = town.bryn.sees(&town.sam("/team")).await;
        team.says("1 handover.").says("3 months").says("Goes on");
        town.robin.sees("/caseloads").await.says("A goodbye is owed");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_handover_stands_on_one_page_with_what_the_next_worker_needs() {
    in_town(async |town| {
        town.bryn.sees(&town.sam("/handover")).await.says("Nothing was handed over in writing yet.");
        let path = town.sam("/handover/new");
        let empty = town.amina.post(&path, &[]).await;
        assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
        empty.says("Write what whoever comes next should know, or what was promised.");
        let form = [
            ("know", "Knock, and wait."),
            ("promised", "To mend the bike."),
            ("introduced-day", "1"),
            ("introduced-month", "3"),
            ("introduced-year", "2026"),
            ("asked", "not_asked"),
            ("idempotency_key", "handover-once"),
        ];
        let to = town.amina.sends(&path, &form).await;
        assert_eq!(town.amina.sends(&path, &form).await, to, "two presses are one act");
        let page = town.bryn.sees(&to).await;
        page.says("Knock, and wait.")
            .says("To mend the bike.")
            .says("They met together on")
            .says("nobody asked")
            .says("Getting in touch safely");
        town.bryn.sees(&town.sam("/story")).await.says("Handed over to the next worker");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_worker_whose_post_was_ended_is_gone_since_that_day_and_cover_is_no_gap() {
    in_town(async |town| {
        let ada = town.worker("Ada Admin", practice::staff::Role::Administrator).await;
        let end = format!("/staff/posts/{}/end", town.amina.worker.post);
        let until = [("until-day", "30"), ("until-month", "3"), ("until-year", "2026")];
        let form: Vec<_> = until.into_iter().chain([("reason", "A new job"), ("cover", "manager")]).collect();
        assert_eq!(ada.post(&end, &form).await.status, StatusCode::OK);
        town.place.clock.pass(40 * 86_400);
        let robin = town.again(&town.robin).await;
        robin.sees("/").await.says(OWED).says("Overdue since 2 March 2026");
        let team = robin.sees(&town.sam("/team")).await;
        team.says("No handover.").says("Nobody from <time datetime=\"2026-03-31\">");
        robin.sees("/caseloads").await.says("Has left");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_goodbye_and_a_handover_are_put_right_beside_what_stood() {
    in_town(async |town| {
        let told: Vec<_> =
            TODAY.into_iter().chain([("teller", "writer"), ("how_it_was", "By phone")]).collect();
        town.amina.sends(&town.sam("/goodbye"), &told).await;
        town.amina.sends(&town.sam("/handover/new"), &[("promised", "To mend the bike")]).await;
        let first = async |is: fn(&Body) -> bool| {
            let entry = town.events().await.into_iter().find(|event| is(&event.body)).unwrap();
            format!("/entries/{}/correct", entry.id)
        };
        let goodbye = first(|body| matches!(body, Body::GoodbyeTold(_))).await;
        let page = town.amina.sees(&goodbye).await;
        page.says("value=\"writer\" checked").says("By phone</textarea>");
        let right: Vec<_> = TODAY
            .into_iter()
            .chain([("teller", "themself"), ("how_it_was", "By phone"), ("reason", "Amina rang")])
            .collect();
        let to = town.amina.sends(&goodbye, &right).await;
        let entry = town.amina.sees(&to).await;
        entry.says("Amina rang").says("Amina Okafor").says("Whoever wrote this entry");
        let handover = first(|body| matches!(body, Body::HandoverWritten(_))).await;
        let done = [("promised", ""), ("know", "The bike is mended"), ("reason", "It is done")];
        let shown = town.amina.sees(&handover).await.hidden("shown");
        let done: Vec<_> = done.into_iter().chain([("shown", &*shown)]).collect();
        town.amina.sends(&handover, &done).await;
        town.amina.sees(&town.sam("/handover")).await.says("The bike is mended").hides("To mend the bike");
        let late = town.amina.post(&handover, &done).await;
        assert_eq!(late.status, StatusCode::CONFLICT, "somebody put it right meanwhile");
        late.says("The bike is mended</textarea>");
    })
    .await;
}
