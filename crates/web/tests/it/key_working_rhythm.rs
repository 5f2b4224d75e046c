//! `/people/{person}/rhythm`: how often somebody is met, and what was done of it on the story and in a worker's day.

use crate::people_world::{Browser, Town, in_town, same_nothing};
use axum::http::StatusCode;
use practice::ids::EventId;
use practice::journal::Body;
use practice::key_working::TheirView;
use practice::staff::Role;

const NOBODYS: &str = "/people/00000000-0000-0000-0000-000000000001/rhythm";

fn agreed<'a>(days: &'a str, more: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let since = [("day-day", "2"), ("day-month", "3"), ("day-year", "2026")];
    [("days", days)].into_iter().chain(since).chain(more.iter().copied()).collect()
}

async fn meets_sam_on(town: &Town, day: &str, class: &str) {
    let form = [("day-day", day), ("day-month", "3"), ("day-year", "2026"), ("how", "met"), ("class", class)];
    town.robin.sends(&town.sam("/contacts/new"), &form).await;
}

async fn stands(town: &Town) -> EventId {
    let events = town.events().await;
    events.iter().rev().find(|event| matches!(event.body, Body::RhythmAgreed(_))).unwrap().id
}

async fn days_pass(town: &Town, days: i64) -> Browser {
    town.place.clock.pass(days * 86_400);
    town.again(&town.robin).await
}

#[tokio::test(flavor = "multi_thread")]
async fn it_is_agreed_once_however_often_it_is_sent_and_the_story_says_what_was_done_of_it() {
    in_town(async |town| {
        let path = town.sam("/rhythm");
        let story = town.amina.sees(&town.sam("/story")).await;
        story.says("Agree how often to meet").says(&format!("href=\"{path}\""));
        let form = town.amina.sees(&path).await;
        form.says("Meet at least once in how many days?").hides("Why does it change?");
        let key = form.key();
        let sent = agreed("7", &[("said", "Once a <week>."), ("idempotency_key", &key)]);
        let to = town.amina.sends(&path, &sent).await;
        assert_eq!(town.amina.sends(&path, &sent).await, to);
        let events = town.events().await;
        assert_eq!(events.iter().filter(|event| matches!(event.body, Body::RhythmAgreed(_))).count(), 1);
        let story = town.amina.sees(&to).await;
        story
            .says("It is agreed.")
            .says("Agreed: every 7 days, since 2 March 2026. Next due by 9 March 2026.")
            .says("How often to meet was agreed")
            .says("Once a &lt;week&gt;.");
        meets_sam_on(&town, "2", "story").await;
        let robin = days_pass(&town, 14).await;
        robin
            .sees(&town.sam("/story"))
            .await
            .says("Met in 1 of the last 2 weeks. Was due by 9 March 2026.")
            .says("Change how often");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_day_goes_by_the_rhythm_in_place_of_the_days_that_the_council_lets_pass() {
    in_town(async |town| {
        town.amina.sees("/").await.says("Meet Sam Osei");
        town.amina.sends(&town.sam("/rhythm"), &agreed("3", &[])).await;
        town.amina.sees("/").await.hides("Meet Sam Osei");
        meets_sam_on(&town, "2", "story").await;
        town.place.clock.pass(3 * 86_400);
        let day = town.again(&town.amina).await.sees("/").await;
        day.says("Meet Sam Osei")
            .says("Last met on 2 March 2026. Agreed: every 3 days")
            .says("By 5 March 2026");
        town.again(&town.robin).await.sees("/people?whose=all&seen=no").await.hides("Sam Osei");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn another_says_why_and_names_the_one_before_and_none_is_changed_in_silence() {
    in_town(async |town| {
        let path = town.sam("/rhythm");
        town.amina.sends(&path, &agreed("7", &[("asked", "not_asked")])).await;
        let first = stands(&town).await;
        let overtaken = town.robin.post(&path, &agreed("2", &[("reason", "So")])).await;
        assert_eq!(overtaken.status, StatusCode::UNPROCESSABLE_ENTITY);
        overtaken
            .says("Something else was agreed meanwhile: at least once in 7 days.")
            .says("Agreed now: every 7 days")
            .says(&format!("name=\"shown\" value=\"{first}\""));
        let shown = first.to_string();
        let bare = town.robin.post(&path, &agreed("14", &[("shown", &shown)])).await;
        assert_eq!(bare.status, StatusCode::UNPROCESSABLE_ENTITY);
        bare.says("Say why, in a few words.").says("href=\"#reason\"");
        town.robin.sends(&path, &agreed("14", &[("shown", &shown), ("reason", "You work now")])).await;
        let events = town.events().await;
        let told: Vec<_> = events
            .iter()
            .filter_map(|event| match &event.body {
                Body::RhythmAgreed(agreed) => {
                    Some((agreed.every.days(), agreed.before, agreed.their_view.clone()))
                }
                _ => None,
            })
            .collect();
        let expected = [(7, None, TheirView::NotAsked), (14, Some(first), TheirView::NotWritten)];
        assert_eq!(told, expected);
        let story = town.amina.sees(&town.sam("/story")).await;
        story.says("Agreed: every 14 days").says("You work now").says("How they see it: nobody asked.");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn all_that_will_not_do_is_said_at_once_and_kept() {
    in_town(async |town| {
        let path = town.sam("/rhythm");
        let form = [
            ("days", "91"),
            ("day-day", "3"),
            ("day-month", "3"),
            ("day-year", "2026"),
            ("asked", "not_asked"),
            ("said", "Too <often>"),
        ];
        let wrong = town.amina.post(&path, &form).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        wrong
            .says("Enter whole days, from 1 to 90.")
            .says("The day must be today or earlier.")
            .says("You wrote what they said.")
            .says("Too &lt;often&gt;")
            .says("value=\"91\"");
        let empty = town.amina.post(&path, &[]).await;
        empty.says("href=\"#days\"").says("href=\"#day\"");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_may_not_read_a_meeting_does_not_learn_of_it_by_what_was_done() {
    in_town(async |town| {
        town.amina.sends(&town.sam("/rhythm"), &agreed("7", &[])).await;
        meets_sam_on(&town, "2", "police").await;
        let robin = days_pass(&town, 7).await;
        robin.sees(&town.sam("/story")).await.says("Met in the first 7 days.");
        let amina = town.again(&town.amina).await;
        amina.sees(&town.sam("/story")).await.says("Not met in the first 7 days.");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn out_of_reach_it_is_as_it_is_with_nobody_and_who_records_nothing_agrees_nothing() {
    in_town(async |town| {
        let path = town.sam("/rhythm");
        same_nothing(&town.far, &path, NOBODYS).await;
        assert_eq!(town.far.post(&path, &agreed("7", &[])).await.status, StatusCode::NOT_FOUND);
        let relief = town.worker("Ray Relief", Role::ReliefWorker).await;
        assert_eq!(relief.get(&path).await.status, StatusCode::FORBIDDEN);
        relief.sees(&town.sam("/story")).await.hides("Agree how often to meet");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sheet_for_others_tells_nothing_of_it() {
    in_town(async |town| {
        town.amina.sends(&town.sam("/rhythm"), &agreed("7", &[])).await;
        town.amina
            .sees(&town.sam("/story?open=yes"))
            .await
            .hides("Agreed: every")
            .hides("How often to meet was");
    })
    .await;
}
