//! `/people/{person}/notes/new`: adding a note.

use crate::people_world::{in_town, same_nothing};
use axum::http::StatusCode;
use practice::journal::Body;
use practice::staff::Role;

const TODAY: [(&str, &str); 3] = [("day-day", "2"), ("day-month", "March"), ("day-year", "2026")];

fn note<'a>(text: &'a str, more: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    [("text", text), ("class", "story")].into_iter().chain(TODAY).chain(more.iter().copied()).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_note_begins_with_today_and_stands_in_the_story_once_sent() {
    in_town(async |town| {
        let path = town.sam("/notes/new");
        let form = town.amina.sees(&path).await;
        form.says("id=\"day\" name=\"day-day\" type=\"text\" value=\"2\"").says("value=\"2026\"");
        let to = town
            .amina
            .sends(&path, &note("We walked.\n\nSam said: \"again\".", &[("title", "A walk")]))
            .await;
        assert_eq!(to, town.sam("/story?done=note"));
        town.amina
            .sees(&to)
            .await
            .says("A walk")
            .says("Sam said: &quot;again&quot;.")
            .says("Your note is in the story");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn everything_typed_is_kept_when_something_is_wrong() {
    in_town(async |town| {
        let path = town.sam("/notes/new");
        let page = town.amina.post(&path, &note("  ", &[("title", "Half a title")])).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        page.says("href=\"#text\"").says("value=\"Half a title\"").says("value=\"March\"");
        let tomorrow = [
            ("text", "Not <yet>"),
            ("day-day", "3"),
            ("day-month", "3"),
            ("day-year", "2026"),
            ("class", "family"),
        ];
        let page = town.amina.post(&path, &tomorrow).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        page.says("must be today or earlier")
            .says("Not &lt;yet&gt;</textarea>")
            .says("value=\"family\" checked");
        let slip = tomorrow.map(|(name, value)| (name, if name == "day-year" { "1926" } else { value }));
        let sure = [&slip[..], &[("asked_about", "day 1926-03-03")]].concat();
        let page = town.amina.post(&path, &sure).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        page.says("Look at the year: this is more than 30 years ago.");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn two_presses_are_one_note() {
    in_town(async |town| {
        let path = town.sam("/notes/new");
        let sent = note("Once", &[("idempotency_key", "note-twice-1")]);
        town.amina.sends(&path, &sent).await;
        town.amina.sends(&path, &sent).await;
        let notes =
            town.events().await.iter().filter(|event| matches!(event.body, Body::NoteWritten(_))).count();
        assert_eq!(notes, 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_whose_key_is_used_up_gets_a_new_one_and_keeps_its_words() {
    in_town(async |town| {
        let path = town.sam("/notes/new");
        town.amina.sends(&path, &note("Once", &[("idempotency_key", "note-twice-1")])).await;
        let other = note("And <then>", &[("idempotency_key", "note-twice-1")]);
        let page = town.amina.post(&path, &other).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        page.says("sent before with other words").says("And &lt;then&gt;</textarea>");
        assert_ne!(page.key(), "note-twice-1");
        town.amina.sends(&path, &note("And <then>", &[("idempotency_key", &page.key())])).await;
        town.amina.sees(&town.sam("/story")).await.says("And &lt;then&gt;").says("Once");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn only_readers_whom_the_author_is_one_of_are_offered_and_taken() {
    in_town(async |town| {
        let path = town.sam("/notes/new");
        town.amina
            .sees(&path)
            .await
            .says("value=\"family\"")
            .hides("value=\"clinical\"")
            .hides("value=\"restricted\"");
        let forged = town
            .amina
            .post(&path, &[("text", "x"), ("class", "clinical"), TODAY[0], TODAY[1], TODAY[2]])
            .await;
        assert_eq!(forged.status, StatusCode::UNPROCESSABLE_ENTITY);
        forged.says("href=\"#class\"");
        let relief = town.worker("Rae Lief", Role::ReliefWorker).await;
        relief.sees(&path).await.hides("Who may read it?");
        relief.sends(&path, &note("A quiet night", &[])).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_draft_belongs_to_its_author_and_goes_when_it_is_sent() {
    in_town(async |town| {
        let path = town.sam("/notes/new");
        let draft = format!("/drafts?form={}", path.replace('/', "%2F"));
        town.amina.post(&draft, &note("Half a thought", &[])).await;
        town.amina.sees(&path).await.says("Half a thought</textarea>").says("Saved at 9:00am");
        town.bryn.sees(&path).await.hides("Half a thought");
        town.amina.sends(&path, &note("A whole thought", &[])).await;
        town.amina.sees(&path).await.hides("thought");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn notes_are_added_within_reach_only() {
    in_town(async |town| {
        same_nothing(
            &town.far,
            &town.sam("/notes/new"),
            "/people/00000000-0000-0000-0000-000000000001/notes/new",
        )
        .await;
        let page = town.far.post(&town.sam("/notes/new"), &note("x", &[])).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND);
        let audit = town.worker_of_no_team("Ig Gov", Role::InformationGovernance).await;
        assert_eq!(audit.get(&town.sam("/notes/new")).await.status, StatusCode::FORBIDDEN);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_postcode_in_a_note_about_somebody_with_a_protected_address_is_asked_about_once() {
    in_town(async |town| {
        let path = town.sam("/notes/new");
        let met = "We met at 4 Sample Row, ZZ9 9ZZ.";
        town.amina.sends(&path, &note(met, &[])).await;
        let shielded = [("kind", "address"), ("value", "4 Sample Row, ZZ9 9ZZ"), ("shielded", "yes")];
        town.amina.sends(&town.sam("/record/address"), &shielded).await;
        let page = town.amina.post(&path, &note(met, &[("title", "A walk")])).await;
        assert_eq!(page.status, StatusCode::OK);
        page.says("an address of theirs is protected").says(met).says("value=\"A walk\"");
        page.says("Please check").hides("There is a problem");
        assert_eq!(page.hidden("asked_about"), "text ZZ9 9ZZ");
        town.amina.sends(&path, &note("We met at 9am.", &[])).await;
        town.amina.sends(&path, &note(met, &[("asked_about", "text ZZ9 9ZZ")])).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn words_for_a_record_that_closed_meanwhile_are_kept_and_tell_nothing_of_it() {
    in_town(async |town| {
        let nobodys = "/people/00000000-0000-4000-8000-000000000001/notes/new".to_owned();
        let theirs = town.sam("/notes/new");
        let key = town.bryn.sees(&theirs).await.key();
        town.restricts_sam_to(&[&town.robin]).await;
        let words = note("We walked to the <quay>.\n\nTwo lines.", &[("idempotency_key", &key)]);
        let one = town.bryn.post(&theirs, &words).await;
        let other = town.bryn.post(&nobodys, &words).await;
        assert_eq!((one.status, other.status), (StatusCode::NOT_FOUND, StatusCode::NOT_FOUND));
        assert_eq!(one.without(&theirs), other.without(&nobodys));
        one.says("What you typed is kept among your drafts").says("href=\"/drafts\"");
        let drafts = town.bryn.sees("/drafts").await;
        drafts.says("Two lines.").says("We walked to the &lt;quay&gt;.").hides("Sam").hides("Osei");
        let cards = |path: &str| {
            let encoded = path.replace('/', "%2F");
            drafts.text.matches(&format!(" action=\"/drafts/discard?form={encoded}\"")).count()
        };
        assert_eq!((cards(&theirs), cards(&nobodys)), (1, 1), "in both cases");
        drafts.hides(&format!("href=\"{theirs}\"")).hides(&format!("href=\"{nobodys}\""));
        assert_eq!(town.bryn.get(&theirs).await.status, StatusCode::NOT_FOUND);
        // A form without words leaves nothing behind.
        let empty = town.bryn.post(&town.sam("/key-worker"), &[("post", "x")]).await;
        assert_eq!(empty.status, StatusCode::FORBIDDEN);
        let silent = town.bryn.post(&nobodys.replace("1/notes", "2/notes"), &note(" ", &[])).await;
        silent.says("or it is not yours to open.").hides("kept among your drafts");
    })
    .await;
}
