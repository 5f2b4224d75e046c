//! `/people/{person}/contacts/new`: logging a contact, and putting one right under its own link.

use crate::people_world::{Town, born, in_town, same_nothing};
use axum::http::StatusCode;
use practice::ids::EventId;
use practice::journal::Body;
use practice::key_working::{TheirView, Touch};
use practice::staff::Role;

const NOBODYS: &str = "/people/00000000-0000-0000-0000-000000000001/contacts/new";

fn contact<'a>(day: &'a str, more: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let when = [("day-day", day), ("day-month", "3"), ("day-year", "2026")];
    when.into_iter().chain(more.iter().copied()).collect()
}

async fn last_contact(town: &Town) -> EventId {
    let events = town.events().await;
    events.iter().rev().find(|event| matches!(event.body, Body::ContactLogged(_))).unwrap().id
}

#[tokio::test(flavor = "multi_thread")]
async fn who_and_when_and_how_are_enough_and_two_presses_are_one_contact() {
    in_town(async |town| {
        let path = town.sam("/contacts/new");
        town.amina.sees(&town.sam("/story")).await.says(&format!("href=\"{path}\""));
        let form = town.amina.sees(&path).await;
        form.says("id=\"day\" name=\"day-day\" type=\"text\" value=\"2\"").hides("Who else?");
        let key = form.key();
        let sent = contact("2", &[("how", "met"), ("idempotency_key", &key)]);
        let to = town.amina.sends(&path, &sent).await;
        assert_eq!(to, town.sam("/story?done=contact"));
        town.amina.sends(&path, &sent).await;
        let logged =
            town.events().await.iter().filter(|one| matches!(one.body, Body::ContactLogged(_))).count();
        assert_eq!(logged, 1);
        town.amina
            .sees(&to)
            .await
            .says("It is in the story")
            .says("We met")
            .says("Last seen</span> <strong>today");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn all_that_is_known_is_kept_and_that_nobody_asked_is_said() {
    in_town(async |town| {
        let path = town.sam("/contacts/new");
        let all = contact(
            "1",
            &[
                ("how", "spoke"),
                ("time", "9:32pm"),
                ("place", "On the <phone>"),
                ("minutes", "15"),
                ("purpose", "School"),
                ("changed", "You will go on Monday."),
                ("said", "It was \"fine\"."),
            ],
        );
        town.amina.sends(&path, &all).await;
        let story = town.bryn.sees(&town.sam("/story")).await;
        for words in ["9:32pm", "On the &lt;phone&gt;", "15 minutes", "School", "You will go on Monday."] {
            story.says(words);
        }
        story.says("It was &quot;fine&quot;.").says("How they saw it");
        town.amina.sends(&path, &contact("2", &[("how", "message"), ("not_asked", "yes")])).await;
        town.bryn.sees(&town.sam("/story")).await.says("How they saw it: nobody asked.");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn seen_heard_from_and_tried_stand_apart() {
    in_town(async |town| {
        let path = town.sam("/contacts/new");
        town.amina.sees(&town.sam("/story")).await.hides("Last heard from");
        town.amina.sends(&path, &contact("1", &[("how", "spoke")])).await;
        let story = town.amina.sees(&town.sam("/story")).await;
        story.says("No meeting stands here").says("Last heard from").says("yesterday").hides("Tried since");
        town.amina.sends(&path, &contact("2", &[("how", "tried")])).await;
        town.amina.sees(&town.sam("/story")).await.says("Tried since").says("once, today");
        town.amina.sees("/people?seen=no").await.says("Sam Osei");
        town.amina.sends(&path, &contact("2", &[("how", "met")])).await;
        town.amina.sees("/people?seen=no&whose=mine").await.hides("Sam Osei");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_was_there_too_has_an_entry_with_nothing_in_it_about_the_other() {
    in_town(async |town| {
        let jo = born(&town.place, &town.amina, "Jo Quist", "2011-01-02").await;
        let far = born(&town.place, &town.far, "Kim Far", "2011-01-02").await.to_string();
        let path = town.sam("/contacts/new");
        town.amina.sees(&path).await.says("Who else?").says("Jo Quist").hides("Kim Far");
        let both = [("how", "met"), ("place", "The quay"), ("purpose", "Sam at court"), ("said", "Glad")];
        let with = jo.to_string();
        let sent = contact("2", &[&both[..], &[("with", &with)]].concat());
        town.amina.sends(&path, &sent).await;
        let theirs = town.amina.sees(&format!("/people/{jo}/story")).await;
        theirs.says("We met").hides("The quay").hides("Sam at court").hides("Glad").hides("Sam Osei");
        town.amina.sees(&town.sam("/story")).await.says("Sam at court").hides("Jo Quist");
        let nobody = "0195539c-8280-4000-8000-00000000ffff";
        for other in [&*far, nobody] {
            let page = town.amina.post(&path, &contact("2", &[("how", "met"), ("with", other)])).await;
            assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
            page.says("Choose who was there from the list.");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn everything_typed_is_kept_when_something_is_wrong() {
    in_town(async |town| {
        let path = town.sam("/contacts/new");
        let before = town.events().await.len();
        let wrong = contact("3", &[("time", "9"), ("minutes", "long"), ("purpose", "Half <a> purpose")]);
        let page = town.amina.post(&path, &wrong).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        page.says("href=\"#time\"").says("value=\"long\"").says("value=\"Half &lt;a&gt; purpose\"");
        page.says("href=\"#how\"").says("href=\"#minutes\"").says("href=\"#day\"");
        let wrong = contact("3", &[("minutes", "long")]);
        let page = town.amina.post(&path, &wrong).await;
        page.says("href=\"#how\"").says("href=\"#day\"").says("href=\"#minutes\"");
        let said = contact("2", &[("how", "tried"), ("said", "See you.")]);
        town.amina.post(&path, &said).await.says("so somebody answered");
        assert_eq!(town.events().await.len(), before);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_postcode_is_asked_about_in_each_answer_where_an_address_is_protected() {
    in_town(async |town| {
        let shielded = [("kind", "address"), ("value", "4 Sample Row, ZZ9 9ZZ"), ("shielded", "yes")];
        town.amina.sends(&town.sam("/record/address"), &shielded).await;
        let path = town.sam("/contacts/new");
        let sent = contact("2", &[("how", "met"), ("place", "ZZ1 1ZZ"), ("said", "At ZZ9 9ZZ")]);
        let asked = town.amina.post(&path, &sent).await;
        assert_eq!(asked.status, StatusCode::OK);
        asked.says("href=\"#place\"").says("href=\"#said\"").says("Please check");
        let sure = [&sent[..], &[("asked_about", "place ZZ1 1ZZ"), ("asked_about", "said ZZ9 9ZZ")]].concat();
        town.amina.sends(&path, &sure).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_contact_is_put_right_and_what_it_said_before_stays() {
    in_town(async |town| {
        town.amina
            .sends(&town.sam("/contacts/new"), &contact("2", &[("how", "met"), ("said", "Fine.")]))
            .await;
        let entry = last_contact(&town).await;
        let path = format!("/entries/{entry}/correct");
        town.bryn.sees(&format!("/entries/{entry}")).await.says("Correct it");
        let form = town.bryn.sees(&path).await;
        form.says("value=\"met\" checked").says("Fine.</textarea>");
        let shown = form.hidden("shown");
        let right = contact(
            "1",
            &[("how", "tried"), ("reason", "It was Sunday, and nobody came."), ("shown", &shown)],
        );
        let to = town.bryn.sends(&path, &right).await;
        assert_eq!(to, format!("/entries/{entry}?done=corrected"));
        let story = town.amina.sees(&town.sam("/story")).await;
        story.says("Tried, no answer").says("It was Sunday, and nobody came.");
        story
            .says("What it said before")
            .says("Fine.")
            .says("Tried since")
            .hides("Last seen</span> <strong>today");
        let other = contact("1", &[("how", "spoke"), ("reason", "It was a call."), ("shown", &shown)]);
        let overtaken = town.amina.post(&path, &other).await;
        assert_eq!(overtaken.status, StatusCode::CONFLICT);
        overtaken.says("As it stands now").says("Tried, no answer").says("1 March 2026").says("Bryn Hale");
        overtaken.says("It was Sunday, and nobody came.").says("value=\"It was a call.\"");
        let events = town.events().await;
        let logged: Vec<_> = events
            .iter()
            .filter_map(|event| match &event.body {
                Body::ContactLogged(contact) => Some((contact.how, contact.their_view.clone())),
                _ => None,
            })
            .collect();
        assert_eq!(
            logged,
            [(Touch::Met, TheirView::Said("Fine.".into())), (Touch::Tried, TheirView::NotWritten)]
        );
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn contacts_are_logged_within_reach_only() {
    in_town(async |town| {
        same_nothing(&town.far, &town.sam("/contacts/new"), NOBODYS).await;
        let page = town.far.post(&town.sam("/contacts/new"), &contact("2", &[("how", "met")])).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND);
        let audit = town.worker_of_no_team("Ig Gov", Role::InformationGovernance).await;
        assert_eq!(audit.get(&town.sam("/contacts/new")).await.status, StatusCode::FORBIDDEN);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_begun_opens_again_with_every_word() {
    in_town(async |town| {
        let path = town.sam("/contacts/new");
        let draft = contact("2", &[("how", "met"), ("changed", "Half a sentence")]);
        let address = format!("/drafts?form={}", path.replace('/', "%2F"));
        assert_eq!(town.amina.post(&address, &draft).await.status, StatusCode::NO_CONTENT);
        town.amina.sees(&path).await.says("Half a sentence</textarea>").says("You began this before");
        town.amina.sees("/drafts").await.says("A visit or call").says("Half a sentence");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_story_for_others_holds_no_contact_and_no_day_of_one() {
    in_town(async |town| {
        let met = contact("2", &[("how", "met"), ("place", "At Nan’s")]);
        town.amina.sends(&town.sam("/contacts/new"), &met).await;
        for page in ["/story?open=yes", "/story/print?open=yes"] {
            town.amina.sees(&town.sam(page)).await.hides("At Nan").hides("Last seen");
        }
        town.amina.sees(&town.sam("/story/print")).await.says("At Nan").hides("Last seen");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_second_press_is_answered_like_the_first_whatever_has_changed_since() {
    in_town(async |town| {
        let jo = born(&town.place, &town.amina, "Jo Quist", "2011-01-02").await;
        let with = jo.to_string();
        let path = town.sam("/contacts/new");
        let key = town.amina.sees(&path).await.key();
        let sent =
            contact("2", &[("how", "met"), ("with", &with), ("with", &with), ("idempotency_key", &key)]);
        let to = town.amina.sends(&path, &sent).await;
        let died = [("day-day", "1"), ("day-month", "3"), ("day-year", "2026"), ("told_by", "Her mother")];
        town.robin.sends(&format!("/people/{jo}/record/died"), &died).await;
        assert_eq!(town.amina.sends(&path, &sent).await, to);
        let logged =
            town.events().await.iter().filter(|one| matches!(one.body, Body::ContactLogged(_))).count();
        assert_eq!(logged, 1);
        let theirs = town.amina.sees(&format!("/people/{jo}/story")).await;
        assert_eq!(theirs.text.matches("We met").count(), 1, "one for each who was there");
        let again = contact("2", &[("how", "met"), ("with", &with)]);
        town.amina.post(&path, &again).await.says("Choose who was there from the list.");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn those_not_met_in_the_last_days_are_a_list_on_the_page_on_paper_and_as_a_file() {
    in_town(async |town| {
        let path = town.sam("/contacts/new");
        let on = |day: &'static str, month: &'static str| {
            [("how", "met"), ("day-day", day), ("day-month", month), ("day-year", "2026")]
        };
        let list = "/people?whose=all&seen=no";
        town.amina.sends(&path, &on("16", "2")).await;
        let page = town.amina.sees(list).await;
        page.says("Sam Osei")
            .says("No meeting in the story for 14 days")
            .says("Last seen")
            .says("16 February 2026");
        town.amina
            .sees(&format!("{list}&print=yes"))
            .await
            .says("No meeting in the story for 14 days")
            .says("Sam Osei");
        town.amina
            .sees(&format!("{list}&file=yes"))
            .await
            .says("Sam Osei")
            .says(",Last seen")
            .says(",2026-02-16");
        town.amina.sends(&path, &on("17", "2")).await;
        town.amina.sees(list).await.hides("Sam Osei");
        let officer = town.worker_of_no_team("Perry Form", Role::PerformanceOfficer).await;
        let page = officer.get("/people?whose=all&seen=no").await;
        page.hides("No meeting in the story").hides("Last seen");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_entry_for_some_readers_is_one_for_everybody_who_was_there() {
    in_town(async |town| {
        let jo = born(&town.place, &town.amina, "Jo Quist", "2011-01-02").await;
        let with = jo.to_string();
        let family =
            contact("2", &[("how", "met"), ("class", "family"), ("place", "Nan’s"), ("with", &with)]);
        town.amina.sends(&town.sam("/contacts/new"), &family).await;
        let relief = town.worker("Rae Lief", Role::ReliefWorker).await;
        for person in [town.sam, jo] {
            relief.sees(&format!("/people/{person}/story")).await.hides("We met").hides("Last seen");
            town.amina.sees(&format!("/people/{person}/story")).await.says("We met").says("Last seen");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_try_of_after_a_death_that_nobody_knew_of_stays_and_can_be_put_right() {
    in_town(async |town| {
        let tried = contact("1", &[("how", "tried"), ("place", "4 Sample Row")]);
        town.amina.sends(&town.sam("/contacts/new"), &tried).await;
        let entry = last_contact(&town).await;
        let died = [("day-day", "27"), ("day-month", "2"), ("day-year", "2026"), ("told_by", "The hospital")];
        town.robin.sends(&town.sam("/record/died"), &died).await;
        town.amina.sees(&town.sam("/story")).await.hides("Log a visit or call").says("Add a note");
        let met = contact("1", &[("how", "met")]);
        town.amina.post(&town.sam("/contacts/new"), &met).await.says("They died on 27 February 2026.");
        let path = format!("/entries/{entry}/correct");
        let shown = town.amina.sees(&path).await.hidden("shown");
        let right = contact("1", &[("how", "tried"), ("reason", "No address here."), ("shown", &shown)]);
        town.amina.sends(&path, &right).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_is_chosen_and_is_not_the_visitors_is_written_down_as_refused() {
    in_town(async |town| {
        let far = born(&town.place, &town.far, "Kim Far", "2011-01-02").await.to_string();
        let sent = contact("2", &[("how", "met"), ("with", &far)]);
        town.amina.post(&town.sam("/contacts/new"), &sent).await.says("Choose who was there from the list.");
        let ig = town.worker_of_no_team("Tobias Renn", Role::InformationGovernance).await;
        ig.sees(&format!("/looks/workers/{}", town.amina.worker.post)).await.says("Log a contact");
    })
    .await;
}
