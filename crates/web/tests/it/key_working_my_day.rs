//! `/` as a worker's day, and `/people/{person}/put-off/{task}`.

use crate::people_world::{Town, born, in_town};
use axum::http::StatusCode;
use practice::staff::Role;

const TODAY: [(&str, &str); 3] = [("day-day", "2"), ("day-month", "3"), ("day-year", "2026")];

fn until(day: &'static str, reason: &'static str) -> [(&'static str, &'static str); 4] {
    [("until-day", day), ("until-month", "3"), ("until-year", "2026"), ("reason", reason)]
}

async fn meets_sam(town: &Town) {
    let form: Vec<_> = TODAY.into_iter().chain([("how", "met"), ("class", "story")]).collect();
    town.amina.sends(&town.sam("/contacts/new"), &form).await;
}

async fn warns_of_sam(town: &Town, day: &str) {
    let alert = [
        ("alert", "Ring the bell twice"),
        ("review_on-day", day),
        ("review_on-month", "3"),
        ("review_on-year", "2026"),
    ];
    town.amina.sends(&town.sam("/record/alert"), &alert).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn somebody_whom_nobody_has_met_needs_their_key_worker_until_a_meeting_is_logged() {
    in_town(async |town| {
        let day = town.amina.sees("/").await;
        day.says("Meet Sam Osei").says("No meeting in the story yet").says(&town.sam("/contacts/new"));
        meets_sam(&town).await;
        town.amina.sees("/").await.hides("Meet Sam Osei").says("Nothing is waiting for you.");
        town.place.clock.pass(14 * 86_400);
        let amina = town.again(&town.amina).await;
        amina.sees("/").await.says("Meet Sam Osei").says("Last met on 2 March 2026").says("By 16 March 2026");
        town.place.clock.pass(86_400);
        town.again(&town.amina).await.sees("/").await.says("Overdue since 16 March 2026");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_alert_needs_them_a_week_before_it_is_to_be_looked_at_again() {
    in_town(async |town| {
        meets_sam(&town).await;
        warns_of_sam(&town, "20").await;
        town.amina.sees("/").await.hides("Look again at an alert");
        town.place.clock.pass(11 * 86_400);
        let day = town.again(&town.amina).await.sees("/").await;
        day.says("Look again at an alert about Sam Osei")
            .hides("Ring the bell twice")
            .says("By 20 March 2026");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_put_off_comes_back_on_its_day_and_says_why_until_then() {
    in_town(async |town| {
        let path = town.sam("/put-off/meet");
        town.amina.sees("/").await.says(&format!("href=\"{path}\""));
        town.amina.sees(&path).await.says("To <bdi>meet Sam Osei").says("At the most 28 days.");
        let wrong = town.amina.post(&path, &until("2", "")).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        wrong.says("Choose a day from tomorrow to 30 March 2026.").says("href=\"#reason\"");
        let empty = town.amina.post(&path, &[]).await;
        assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
        empty.says("href=\"#until\"").says("href=\"#reason\"");
        let form: Vec<_> = until("9", "By the sea with her gran")
            .into_iter()
            .chain([("idempotency_key", "put-off-once")])
            .collect();
        let to = town.amina.sends(&path, &form).await;
        assert_eq!(town.amina.sends(&path, &form).await, to);
        let day = town.amina.sees(&to).await;
        day.says("It is put off.")
            .says("Nothing is waiting for you.")
            .says("Put off (1)")
            .hides("By the sea with her gran");
        let story = town.amina.sees(&town.sam("/story")).await;
        story.says("Meeting them was put off").says("By the sea with her gran");
        town.place.clock.pass(7 * 86_400);
        town.again(&town.amina).await.sees("/").await.says("Meet Sam Osei").hides("Put off (");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_needs_nobody_cannot_be_put_off_nor_what_is_out_of_reach() {
    in_town(async |town| {
        assert_eq!(town.far.get(&town.sam("/put-off/meet")).await.status, StatusCode::NOT_FOUND);
        assert_eq!(
            town.far.post(&town.sam("/put-off/meet"), &until("9", "So")).await.status,
            StatusCode::NOT_FOUND
        );
        meets_sam(&town).await;
        for task in ["meet", "sleep", "alert-0195539c-8280-4000-8000-000000000002"] {
            let path = town.sam(&format!("/put-off/{task}"));
            assert_eq!(town.amina.get(&path).await.status, StatusCode::NOT_FOUND, "{task}");
            assert_eq!(
                town.amina.post(&path, &until("9", "So")).await.status,
                StatusCode::NOT_FOUND,
                "{task}"
            );
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_others_wrote_is_new_until_its_reader_has_read_the_story() {
    in_town(async |town| {
        town.amina.sees("/").await.hides("New since you looked");
        let note = |text: &'static str| {
            TODAY
                .into_iter()
                .chain([("title", "A walk"), ("text", text), ("class", "story")])
                .collect::<Vec<_>>()
        };
        let for_police: Vec<_> = note("Seen by the quay.")
            .into_iter()
            .filter(|(field, _)| *field != "class")
            .chain([("class", "police")])
            .collect();
        town.robin.sends(&town.sam("/notes/new"), &for_police).await;
        town.amina.sees("/").await.hides("New since you looked");
        for text in ["You laughed.", "You sang."] {
            town.place.clock.pass(60);
            town.bryn.sends(&town.sam("/notes/new"), &note(text)).await;
        }
        town.amina.sends(&town.sam("/notes/new"), &note("Mine.")).await;
        town.amina.sees("/").await.says("New since you looked").says(": 2 entries, the last");
        town.place.clock.pass(60);
        town.amina.sees(&town.sam("/story")).await;
        town.amina.sees("/").await.hides("New since you looked");
        town.place.clock.pass(60);
        town.bryn.sends(&town.sam("/notes/new"), &note("You slept.")).await;
        town.amina.sees("/").await.says("New since you looked").says(": 1 entry,");
        town.bryn.sees("/").await.hides("New since you looked");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_manager_reads_how_many_of_their_team_nobody_has_met() {
    in_town(async |town| {
        born(&town.place, &town.amina, "Jo Quist", "2011-01-02").await;
        town.robin
            .sees("/")
            .await
            .says("See why no meeting stands in the story of 2 young people for 14 days");
        meets_sam(&town).await;
        town.robin.sees("/").await.says("the story of 1 young person for 14 days").hides("Meet Sam Osei");
        let board = town.worker_of_no_team("Bo Board", Role::BoardMember).await;
        board.sees("/").await.says("Nothing is waiting for you.");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_somebody_put_off_meanwhile_is_shown_before_another_day_counts() {
    in_town(async |town| {
        let path = town.sam("/put-off/meet");
        town.robin.sends(&path, &until("9", "By the sea")).await;
        let meanwhile = town.amina.post(&path, &until("16", "She asked for it")).await;
        assert_eq!(meanwhile.status, StatusCode::UNPROCESSABLE_ENTITY);
        meanwhile.says("This was put off meanwhile until 9 March 2026: By the sea.").says("She asked for it");
        let shown = meanwhile
            .text
            .split("name=\"shown\" value=\"")
            .nth(1)
            .unwrap()
            .split('"')
            .next()
            .unwrap()
            .to_owned();
        let form: Vec<_> =
            until("16", "She asked for it").into_iter().chain([("shown", shown.as_str())]).collect();
        town.amina.sends(&path, &form).await;
        town.amina.sees(&path).await.says("16 March 2026").says("She asked for it").says("Who put it off");
        let relief = town.worker("Rae Lief", Role::ReliefWorker).await;
        assert_eq!(relief.get(&path).await.status, StatusCode::FORBIDDEN);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn why_an_alert_was_put_off_is_read_by_whoever_may_read_the_alert() {
    in_town(async |town| {
        meets_sam(&town).await;
        warns_of_sam(&town, "5").await;
        let events = town.events().await;
        let raised = events
            .iter()
            .find(|event| matches!(event.body, practice::journal::Body::AlertRaised(_)))
            .unwrap();
        let path = town.sam(&format!("/put-off/alert-{}", raised.stream));
        town.robin
            .sends(&format!("/entries/{}/move", raised.id), &[("class", "police"), ("reason", "Held")])
            .await;
        town.robin.sees(&path).await.says("Ring the bell twice");
        assert_eq!(town.amina.get(&path).await.status, StatusCode::NOT_FOUND);
        town.robin.sends(&path, &until("9", "The police answer on Friday")).await;
        town.robin.sees(&town.sam("/story")).await.says("The police answer on Friday");
        town.amina.sees(&town.sam("/story")).await.hides("The police answer on Friday");
        town.amina.sees("/").await.hides("Put off (");
    })
    .await;
}
