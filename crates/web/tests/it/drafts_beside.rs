//! Who else is writing in a form that two can clash in: said, and no lock.

use crate::people_world::{Browser, in_town};
use practice::ids::EventId;
use practice::journal::Body;

const TOO: &str = "is writing here too";

async fn types(who: &Browser, form: &str, words: &str) {
    let address = format!("/drafts?form={}", form.replace('/', "%2F"));
    assert_eq!(who.post(&address, &[("text", words), ("value", words)]).await.status, 204);
}

async fn note(town: &crate::people_world::Town) -> EventId {
    let day = [("day-day", "1"), ("day-month", "3"), ("day-year", "2026"), ("class", "story")];
    let words = [&[("text", "We met at the quay")], &day[..]].concat();
    town.amina.sends(&town.sam("/notes/new"), &words).await;
    let written = town.events().await.into_iter().find(|event| matches!(event.body, Body::NoteWritten(_)));
    written.unwrap().id
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_opens_the_form_of_an_entry_or_a_fact_is_told_who_is_writing_there_and_none_of_the_words() {
    in_town(async |town| {
        let correct = format!("/entries/{}/correct", note(&town).await);
        for form in [correct, town.sam("/record/pronouns"), town.sam("/restrict")] {
            town.robin.sees(&form).await.hides(TOO);
            types(&town.amina, &form, "Half a sentence").await;
            let page = town.robin.sees(&form).await;
            page.says("<bdi>Amina Okafor</bdi> is writing here too (saved at ")
                .says("You can both go on; nothing is overwritten.")
                .hides("Half a sentence");
            if !form.ends_with("/restrict") {
                town.amina.sees(&form).await.hides(TOO).says("Half a sentence");
            }
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn after_a_quarter_of_an_hour_nobody_is_said_to_be_writing_still() {
    in_town(async |town| {
        let form = town.sam("/record/pronouns");
        types(&town.amina, &form, "she").await;
        town.place.clock.pass(15 * 60);
        let bryn = town.again(&town.bryn).await;
        bryn.sees(&form).await.says(TOO);
        town.place.clock.pass(1);
        bryn.sees(&form).await.hides(TOO);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_sent_is_not_being_written_any_more() {
    in_town(async |town| {
        let form = town.sam("/record/pronouns");
        let window = town.amina.sees(&form).await.hidden("window");
        let address = format!("/drafts?form={}", form.replace('/', "%2F"));
        town.amina.post(&address, &[("value", "she"), ("window", &window)]).await;
        town.bryn.sees(&form).await.says(TOO);
        town.amina.sends(&form, &[("value", "she"), ("window", &window)]).await;
        town.bryn.sees(&form).await.hides(TOO);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_could_not_open_what_the_form_is_about_is_not_named() {
    in_town(async |town| {
        let correct = format!("/entries/{}/correct", note(&town).await);
        for form in [correct, town.sam("/record/pronouns")] {
            types(&town.far, &form, "I know this address").await;
            town.robin.sees(&form).await.hides(TOO);
            types(&town.bryn, &form, "I may read it").await;
            town.robin.sees(&form).await.says("<bdi>Bryn Hale</bdi>").hides("Noor Far");
        }
        town.restricts_sam_to(&[&town.robin, &town.amina]).await;
        town.robin.sees(&town.sam("/record/pronouns")).await.hides(TOO);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_that_begins_something_new_names_nobody() {
    in_town(async |town| {
        types(&town.amina, &town.sam("/notes/new"), "A note of mine").await;
        town.robin.sees(&town.sam("/notes/new")).await.hides(TOO);
    })
    .await;
}
