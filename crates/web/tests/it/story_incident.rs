//! `/people/{person}/incidents/new` and `/entries/{event}/add`: an incident as it was known, and what was added to it.

use crate::people_world::{Town, in_town, same_nothing};
use axum::http::StatusCode;
use practice::ids::EventId;
use practice::journal::{Body, Event};
use practice::staff::Role;

const NOBODYS: &str = "/people/00000000-0000-0000-0000-000000000001/incidents/new";
const DAY: i64 = 86_400;

fn incident<'a>(day: &'a str, more: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let when = [("day-day", day), ("day-month", "3"), ("day-year", "2026")];
    when.into_iter().chain(more.iter().copied()).collect()
}

async fn incidents(town: &Town) -> Vec<EventId> {
    let is_one = |event: &Event| matches!(event.body, Body::IncidentRecorded(_));
    town.events().await.into_iter().filter(is_one).map(|event| event.id).collect()
}

async fn recorded(town: &Town, day: &str, more: &[(&str, &str)]) -> EventId {
    town.amina.sends(&town.sam("/incidents/new"), &incident(day, more)).await;
    incidents(town).await.pop().unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn when_and_what_happened_are_enough_and_two_presses_are_one_incident() {
    in_town(async |town| {
        let path = town.sam("/incidents/new");
        town.amina.sees(&town.sam("/story")).await.says(&format!("href=\"{path}\""));
        let key = town.amina.sees(&path).await.key();
        let sent = incident("2", &[("what", "A <door> was broken."), ("idempotency_key", &key)]);
        let to = town.amina.sends(&path, &sent).await;
        assert_eq!(to, town.sam("/story?done=incident"));
        town.amina.sends(&path, &sent).await;
        assert_eq!(incidents(&town).await.len(), 1);
        let story = town.bryn.sees(&to).await;
        story.says("A &lt;door&gt; was broken.").says("Not known yet when this was written");
        story.says("whether they were held").hides("Still to be done");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn all_that_is_known_is_kept() {
    in_town(async |town| {
        let all = [
            ("what", "A fight."),
            ("time", "7:05am"),
            ("place", "The landing"),
            ("before", "A phone call"),
            ("helped", "A walk"),
            ("hurt", "somebody"),
            ("injuries", "A scratch, cleaned"),
            ("told_whom", "Robin, at 8am"),
            ("held", "somebody"),
            ("held_by", "Bryn, with Amina there"),
            ("held_how", "By both arms"),
            ("held_minutes", "3"),
            ("tried_first", "We talked"),
            ("asked", "told"),
            ("said", "He \"started\" it."),
            ("repair", "spoke"),
            ("repair_on-day", "2"),
            ("repair_on-month", "3"),
            ("repair_on-year", "2026"),
            ("repair_on_words", "We are fine."),
        ];
        let entry = recorded(&town, "1", &all).await;
        let page = town.bryn.sees(&format!("/entries/{entry}")).await;
        page.says("Incident: they were held")
            .says("7:05am")
            .says("3 minutes")
            .says("He &quot;started&quot; it.");
        for (_, words) in all.iter().filter(|(_, words)| words.len() > 5 && !words.contains(['"', ':'])) {
            if !["somebody"].contains(words) {
                page.says(words);
            }
        }
        page.hides("Not known yet").hides("Write down who held");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_contradicts_itself_is_said_all_at_once_and_every_word_is_kept() {
    in_town(async |town| {
        let path = town.sam("/incidents/new");
        let before = town.events().await.len();
        let wrong = [
            ("time", "9"),
            ("hurt", "nobody"),
            ("injuries", "Half <an> arm"),
            ("held", "both"),
            ("held_minutes", "a while"),
            ("repair", "spoke"),
            ("repair_on_words", "We are fine."),
        ];
        let page = town.amina.post(&path, &incident("3", &wrong)).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        for field in ["day", "time", "what", "injuries", "held", "held_minutes", "repair_on"] {
            page.says(&format!("href=\"#{field}\""));
        }
        page.says("Half &lt;an&gt; arm</textarea>").says("value=\"a while\"").says("We are fine.</textarea>");
        assert_eq!(town.events().await.len(), before);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_comes_later_stands_under_the_incident_and_the_record_stays_as_it_was() {
    in_town(async |town| {
        let entry = recorded(&town, "2", &[("what", "A fight."), ("asked", "not_asked")]).await;
        let page = format!("/entries/{entry}");
        town.bryn.sees(&page).await.says("Add to it").hides("Correct it");
        let path = format!("{page}/add");
        let form = town.bryn.sees(&path).await;
        form.says("A fight.");
        let key = form.key();
        let account = [("said", "He pushed me."), ("hurt", "nobody"), ("idempotency_key", &key)];
        assert_eq!(town.bryn.sends(&path, &account).await, format!("{page}?done=added"));
        town.bryn.sends(&path, &account).await;
        town.amina.sends(&path, &[("more", "It was the back door.")]).await;
        let seen = town.amina.sees(&page).await;
        seen.says("not asked yet")
            .says("He pushed me.")
            .says("Nobody was hurt.")
            .says("It was the back door.");
        seen.says("Added later").says("Bryn Hale").says("Added to").hides("Corrected");
        assert_eq!(seen.text.matches("He pushed me.").count(), 1);
        let story = town.amina.sees(&town.sam("/story")).await;
        story.says("He pushed me.").says("It was the back door.");
        let nothing = town.amina.post(&path, &[("more", " ")]).await;
        assert_eq!(nothing.status, StatusCode::UNPROCESSABLE_ENTITY);
        nothing.says("href=\"#more\"");
        town.amina.get(&format!("{page}/correct")).await.says("not typed over");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_law_still_asks_for_is_said_until_it_is_done_and_never_stands_in_the_way() {
    in_town(async |town| {
        let entry =
            recorded(&town, "2", &[("what", "A fight."), ("time", "8am"), ("held", "somebody")]).await;
        let page = format!("/entries/{entry}");
        let owed = town.amina.sees(&page).await;
        owed.says("Still to be done")
            .says("Write down who held")
            .says("3 March 2026 at 8am".replace("8am", "8:00am").as_str());
        owed.says("4 March 2026 at 8:00am").says("7 March 2026 at 8:00am").hides("Overdue");
        town.place.clock.pass(2 * DAY);
        let amina = town.again(&town.amina).await;
        amina.sees(&page).await.says("Overdue");
        let later = [
            ("before", "A phone call"),
            ("hurt", "nobody"),
            ("held_by", "Bryn"),
            ("held_how", "By both arms"),
            ("held_minutes", "3"),
            ("tried_first", "We talked"),
            ("holders_on-day", "3"),
            ("holders_on-month", "3"),
            ("holders_on-year", "2026"),
            ("holders_on_words", "Robin: they would call sooner."),
        ];
        amina.sends(&format!("{page}/add"), &later).await;
        let owed = amina.sees(&page).await;
        owed.says("Still to be done")
            .hides("Write down who held")
            .hides("speaks with whoever held")
            .hides("Overdue");
        let them = [
            ("them_on-day", "4"),
            ("them_on-month", "3"),
            ("them_on-year", "2026"),
            ("them_on_words", "Robin: it was too tight."),
        ];
        amina.sends(&format!("{page}/add"), &them).await;
        amina.sees(&page).await.hides("Still to be done").says("it was too tight");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn incidents_are_recorded_and_added_to_within_reach_only() {
    in_town(async |town| {
        let path = town.sam("/incidents/new");
        same_nothing(&town.far, &path, NOBODYS).await;
        let page = town.far.post(&path, &incident("2", &[("what", "I was not there.")])).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND);
        let audit = town.worker_of_no_team("Ig Gov", Role::InformationGovernance).await;
        assert_eq!(audit.get(&path).await.status, StatusCode::FORBIDDEN);
        let entry = recorded(&town, "2", &[("what", "A fight."), ("class", "family")]).await;
        let add = format!("/entries/{entry}/add");
        let nobodys = "/entries/00000000-0000-0000-0000-000000000001/add";
        same_nothing(&town.far, &add, nobodys).await;
        let relief = town.worker("Rae Lief", Role::ReliefWorker).await;
        same_nothing(&relief, &add, nobodys).await;
        assert_eq!(town.far.post(&add, &[("more", "I say.")]).await.status, StatusCode::NOT_FOUND);
        town.amina.sends(&add, &[("more", "Said in confidence.")]).await;
        relief.sees(&town.sam("/story")).await.hides("A fight").hides("Said in confidence");
        let note = town.events().await[0].id;
        assert_eq!(town.amina.get(&format!("/entries/{note}/add")).await.status, StatusCode::NOT_FOUND);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_story_for_others_holds_no_incident_and_a_draft_opens_again() {
    in_town(async |town| {
        let entry = recorded(&town, "2", &[("what", "A fight."), ("place", "The landing")]).await;
        town.amina.sends(&format!("/entries/{entry}/add"), &[("more", "It was the back door.")]).await;
        for page in ["/story?open=yes", "/story/print?open=yes"] {
            town.amina.sees(&town.sam(page)).await.hides("A fight").hides("back door");
        }
        town.amina.sees(&town.sam("/story/print")).await.says("The landing").says("back door");
        let path = town.sam("/incidents/new");
        let address = format!("/drafts?form={}", path.replace('/', "%2F"));
        let draft = incident("2", &[("what", "Half a fight"), ("held_how", "By the sleeve")]);
        assert_eq!(town.amina.post(&address, &draft).await.status, StatusCode::NO_CONTENT);
        town.amina.sees(&path).await.says("Half a fight</textarea>").says("By the sleeve</textarea>");
        town.amina.sees("/drafts").await.says("An incident").says("By the sleeve");
    })
    .await;
}
