//! `/people/{person}/days/new`: the daily note of a house, and putting one right under its own link.

use crate::people_world::{Town, in_town, same_nothing};
use axum::http::StatusCode;
use practice::homes::{DayNoted, DayPart};
use practice::journal::{Body, Event};
use practice::key_working::TheirView;
use practice::staff::Role;

const NOBODYS: &str = "/people/00000000-0000-0000-0000-000000000001/days/new";

fn day<'a>(day: &'a str, more: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let when = [("day-day", day), ("day-month", "3"), ("day-year", "2026"), ("part", "evening")];
    when.into_iter().chain(more.iter().copied()).collect()
}

async fn noted(town: &Town) -> Vec<(Event, DayNoted)> {
    let events = town.events().await.into_iter();
    let noted = events.filter_map(|event| match event.body.clone() {
        Body::DayNoted(noted) => Some((event, noted)),
        _ => None,
    });
    noted.collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn how_it_was_is_enough_and_two_presses_are_one_note() {
    in_town(async |town| {
        let path = town.sam("/days/new");
        town.amina.sees(&town.sam("/story")).await.hides("Daily note");
        town.sleeps_in(town.sam, town.council.hub).await;
        town.amina.sees(&town.sam("/story")).await.says(&format!("href=\"{path}\""));
        let form = town.amina.sees(&path).await;
        form.says("name=\"day-day\" type=\"text\" value=\"2\"").says("value=\"whole_day\" checked");
        let key = form.key();
        let sent = day("2", &[("text", "You cooked <rice>."), ("idempotency_key", &key)]);
        let to = town.amina.sends(&path, &sent).await;
        assert_eq!(to, town.sam("/story?done=day"));
        town.amina.sends(&path, &sent).await;
        assert_eq!(noted(&town).await.len(), 1);
        let story = town.bryn.sees(&to).await;
        story.says("Daily note: the evening").says("You cooked &lt;rice&gt;.").hides("How they saw it");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_they_say_of_it_is_asked_for_and_never_made_up() {
    in_town(async |town| {
        town.sleeps_in(town.sam, town.council.hub).await;
        let path = town.sam("/days/new");
        let said = day("2", &[("text", "A good day."), ("said", "\"It was all right.\"")]);
        town.amina.sends(&path, &said).await;
        town.amina.sends(&path, &day("2", &[("text", "Quiet."), ("asked", "not_wanted")])).await;
        town.amina.sends(&path, &day("2", &[("text", "Late."), ("asked", "not_asked")])).await;
        let story = town.amina.sees(&town.sam("/story")).await;
        story.says("It was all right.").says("they did not want to say.").says("nobody asked.");
        let both = day("2", &[("text", "Late."), ("asked", "not_asked"), ("said", "Fine")]);
        let page = town.amina.post(&path, &both).await;
        page.says("href=\"#said\"").says("Fine</textarea>");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn of_somebody_of_whom_nothing_says_that_they_stay_with_us_it_is_asked_once() {
    in_town(async |town| {
        let path = town.sam("/days/new");
        let asked = town.amina.post(&path, &day("2", &[("text", "They came at night.")])).await;
        assert_eq!(asked.status, StatusCode::OK);
        asked.says("Please check").says("one of our houses").says("They came at night.</textarea>");
        let sure = asked.hidden("asked_about");
        assert_eq!(sure, "day not with us 2026-03-02");
        let sent = day("2", &[("text", "They came at night."), ("asked_about", &sure)]);
        town.amina.sends(&path, &sent).await;
        town.sleeps_in(town.sam, town.council.hub).await;
        town.amina.post(&path, &day("1", &[("text", "The day before.")])).await.says("Please check");
        town.amina.sends(&path, &day("2", &[("text", "The first day.")])).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn everything_typed_is_kept_when_something_is_wrong() {
    in_town(async |town| {
        town.sleeps_in(town.sam, town.council.hub).await;
        let path = town.sam("/days/new");
        let before = town.events().await.len();
        let wrong = [
            ("day-day", "3"),
            ("day-month", "3"),
            ("day-year", "2026"),
            ("part", "noon"),
            ("said", "Half <a>"),
        ];
        let page = town.amina.post(&path, &wrong).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        page.says("href=\"#text\"").says("href=\"#part\"").says("href=\"#day\"");
        page.says("Half &lt;a&gt;</textarea>");
        let died = [("day-day", "1"), ("day-month", "3"), ("day-year", "2026"), ("told_by", "The hospital")];
        town.robin.sends(&town.sam("/record/died"), &died).await;
        let late = day("2", &[("text", "After."), ("asked_about", "day not with us 2026-03-02")]);
        town.amina.post(&path, &late).await.says("They died on 1 March 2026.");
        assert_eq!(town.events().await.len(), before + 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_daily_note_is_put_right_and_what_it_said_before_stays() {
    in_town(async |town| {
        town.sleeps_in(town.sam, town.council.hub).await;
        town.amina
            .sends(&town.sam("/days/new"), &day("2", &[("text", "You were out."), ("said", "No")]))
            .await;
        let entry = noted(&town).await[0].0.id;
        let path = format!("/entries/{entry}/correct");
        town.bryn.sees(&format!("/entries/{entry}")).await.says("Correct it");
        let form = town.bryn.sees(&path).await;
        form.says("value=\"evening\" checked")
            .says("You were out.</textarea>")
            .says("value=\"told\" checked");
        let shown = form.hidden("shown");
        let right = day("1", &[("text", "You were in."), ("reason", "It was Sunday."), ("shown", &shown)]);
        let to = town.bryn.sends(&path, &right).await;
        assert_eq!(to, format!("/entries/{entry}?done=corrected"));
        let story = town.amina.sees(&town.sam("/story")).await;
        story.says("You were in.").says("It was Sunday.").says("What it said before").says("You were out.");
        let other = day("1", &[("text", "You slept."), ("reason", "I was there."), ("shown", &shown)]);
        let overtaken = town.amina.post(&path, &other).await;
        assert_eq!(overtaken.status, StatusCode::CONFLICT);
        overtaken
            .says("As it stands now")
            .says("You were in.")
            .says("Bryn Hale")
            .says("You slept.</textarea>");
        let all = noted(&town).await;
        assert_eq!(all.len(), 2);
        assert_eq!(all[0].1.their_view, TheirView::Said("No".into()));
        assert_eq!((all[1].1.part, &*all[1].1.correction), (DayPart::Evening, "It was Sunday."));
        let shown = all[1].0.id.to_string();
        let without = day("1", &[("text", "You slept."), ("shown", &shown)]);
        town.amina.post(&path, &without).await.says("href=\"#reason\"");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn daily_notes_are_written_within_reach_only_and_hold_no_address_by_mistake() {
    in_town(async |town| {
        let path = town.sam("/days/new");
        same_nothing(&town.far, &path, NOBODYS).await;
        let page = town.far.post(&path, &day("2", &[("text", "I was not there.")])).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND);
        let audit = town.worker_of_no_team("Ig Gov", Role::InformationGovernance).await;
        assert_eq!(audit.get(&path).await.status, StatusCode::FORBIDDEN);
        town.sleeps_in(town.sam, town.council.hub).await;
        let shielded = [("kind", "address"), ("value", "4 Sample Row, ZZ9 9ZZ"), ("shielded", "yes")];
        town.amina.sends(&town.sam("/record/address"), &shielded).await;
        let page = town.amina.post(&path, &day("2", &[("text", "We went to ZZ9 9ZZ.")])).await;
        page.says("Please check").says("href=\"#text\"");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_story_for_others_holds_no_day_in_a_house_and_a_draft_opens_again() {
    in_town(async |town| {
        town.sleeps_in(town.sam, town.council.hub).await;
        let path = town.sam("/days/new");
        town.amina.sends(&path, &day("2", &[("text", "You cooked.")])).await;
        for page in ["/story?open=yes", "/story/print?open=yes"] {
            town.amina.sees(&town.sam(page)).await.hides("You cooked").says("daily notes");
        }
        town.amina.sees(&town.sam("/story/print")).await.says("You cooked");
        let address = format!("/drafts?form={}", path.replace('/', "%2F"));
        let draft = day("2", &[("text", "Half a day")]);
        assert_eq!(town.amina.post(&address, &draft).await.status, StatusCode::NO_CONTENT);
        town.amina.sees(&path).await.says("Half a day</textarea>").says("You began this before");
        town.amina.sees("/drafts").await.says("A daily note").says("Half a day");
    })
    .await;
}
