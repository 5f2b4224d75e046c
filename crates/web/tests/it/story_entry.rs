//! `/entries/{event}`: one entry, its corrections, and who may read it.

use crate::people_world::{Town, in_town, same_nothing};
use axum::http::StatusCode;
use practice::ids::EventId;
use practice::journal::Body;
use practice::staff::Role;

const NOBODYS: &str = "/entries/00000000-0000-0000-0000-000000000001";

async fn a_note(town: &Town, text: &str) -> EventId {
    let note =
        [("text", text), ("day-day", "2"), ("day-month", "3"), ("day-year", "2026"), ("class", "story")];
    town.amina.sends(&town.sam("/notes/new"), &note).await;
    last_note(town).await
}

async fn last_note(town: &Town) -> EventId {
    let events = town.events().await;
    events.iter().rev().find(|event| matches!(event.body, Body::NoteWritten(_))).unwrap().id
}

#[tokio::test(flavor = "multi_thread")]
async fn an_entry_has_a_link_that_stays_and_opens_within_reach_only() {
    in_town(async |town| {
        let note = a_note(&town, "We <walked>").await;
        let path = format!("/entries/{note}");
        let page = town.bryn.sees(&path).await;
        page.says("We &lt;walked&gt;")
            .says("Amina Okafor")
            .says("Correct it")
            .hides("Change who may read it");
        town.amina.sees(&town.sam("/story")).await.says(&path);
        for rest in ["", "/correct", "/disagree"] {
            same_nothing(&town.far, &format!("{path}{rest}"), &format!("{NOBODYS}{rest}")).await;
        }
        assert_eq!(town.bryn.get(&format!("{path}/move")).await.status, StatusCode::FORBIDDEN);
        same_nothing(&town.bryn, "/entries/x", NOBODYS).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_correction_stands_in_the_story_and_what_was_said_before_beside_it() {
    in_town(async |town| {
        let note = a_note(&town, "We walked to the quay").await;
        let path = format!("/entries/{note}/correct");
        let form = town.bryn.sees(&path).await;
        form.says("We walked to the quay</textarea>");
        let sent = [
            ("text", "We walked to the pier"),
            ("reason", "It was the pier"),
            ("shown", &*form.hidden("shown")),
            ("idempotency_key", &*form.key()),
        ];
        town.bryn.sends(&path, &sent).await;
        town.bryn.sends(&path, &sent).await;
        assert_eq!(
            town.events().await.iter().filter(|event| matches!(event.body, Body::NoteWritten(_))).count(),
            2
        );
        let story = town.amina.sees(&town.sam("/story")).await;
        story
            .says("We walked to the pier")
            .says("It was the pier")
            .says("Bryn Hale")
            .says(">Corrected</strong>");
        story.says("What it said before").says("We walked to the quay");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_correction_can_be_corrected_under_either_link() {
    in_town(async |town| {
        let note = a_note(&town, "One").await;
        for (text, link) in [("Two", note), ("Three", note)] {
            let path = format!("/entries/{link}/correct");
            let shown = town.amina.sees(&path).await.hidden("shown");
            town.amina.sends(&path, &[("text", text), ("reason", "Wrong"), ("shown", &shown)]).await;
        }
        let latest = last_note(&town).await;
        assert_ne!(latest, note);
        let path = format!("/entries/{latest}/correct");
        let shown = town.amina.sees(&path).await.hidden("shown");
        let to = town.amina.sends(&path, &[("text", "Four"), ("reason", "Wrong"), ("shown", &shown)]).await;
        assert_eq!(to, format!("/entries/{note}?done=corrected"));
        town.amina.sees(&to).await.says("Four").says("Three").says("Two").says("One");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn two_corrections_at_once_are_both_shown_and_no_word_is_lost() {
    in_town(async |town| {
        let note = a_note(&town, "Sea").await;
        let path = format!("/entries/{note}/correct");
        let shown = town.amina.sees(&path).await.hidden("shown");
        town.bryn
            .sends(&path, &[("text", "The sea, with Jo"), ("reason", "Jo came"), ("shown", &shown)])
            .await;
        let mine = [("text", "The <cold> sea"), ("reason", "It was cold"), ("shown", &*shown)];
        let clash = town.amina.post(&path, &mine).await;
        assert_eq!(clash.status, StatusCode::CONFLICT);
        clash
            .says("The sea, with Jo")
            .says("The &lt;cold&gt; sea")
            .says("Bryn Hale")
            .says("value=\"It was cold\"");
        let newer = clash.hidden("shown");
        let chosen = [
            ("text", "The <cold> sea"),
            ("text-choice", "together"),
            ("text-together", "The cold sea, with Jo"),
            ("reason", "It was cold, and Jo came"),
            ("shown", &*newer),
        ];
        // A session that was locked meanwhile keeps the answers, and they open beside what stands.
        let draft = format!("/drafts?form={}", path.replace('/', "%2F"));
        assert_eq!(town.amina.post(&draft, &chosen).await.status, 204);
        let both = town.amina.sees(&path).await;
        both.says("The sea, with Jo").says("The &lt;cold&gt; sea").says("The cold sea, with Jo</textarea>");
        // What was chosen is what is shown again, and what is kept, where something is missing still.
        let without_reason: Vec<(&str, &str)> = chosen
            .iter()
            .map(|(name, value)| if *name == "reason" { (*name, "") } else { (*name, *value) })
            .collect();
        let again = town.amina.post(&path, &without_reason).await;
        assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
        again.says("The cold sea, with Jo</textarea>");
        let kept = town.amina.sees(&path).await;
        kept.says("You began this before").says("The cold sea, with Jo</textarea>");
        assert_eq!(kept.hidden("shown"), newer);
        town.amina.sends(&path, &chosen).await;
        town.amina.sees(&town.sam("/story")).await.says("The cold sea, with Jo");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_correction_says_what_was_wrong_and_keeps_what_was_typed() {
    in_town(async |town| {
        let note = a_note(&town, "Sea").await;
        let path = format!("/entries/{note}/correct");
        let page = town.amina.post(&path, &[("text", "Lake <2>"), ("reason", " ")]).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        page.says("href=\"#reason\"").says("Lake &lt;2&gt;</textarea>");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_no_note_is_not_corrected_in_words() {
    in_town(async |town| {
        let known = town.events().await[0].id;
        let page = town.amina.get(&format!("/entries/{known}/correct")).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        page.says("Only notes are corrected in words");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn somebody_who_sees_it_differently_stands_beside_the_entry_everywhere() {
    in_town(async |town| {
        let note = a_note(&town, "Sam shouted").await;
        let path = format!("/entries/{note}/disagree");
        let empty = town.amina.post(&path, &[("who", ""), ("text", "I did not")]).await;
        assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
        empty.says("I did not</textarea>").says("href=\"#who\"");
        let said = [("who", "young_person"), ("text", "I was <scared>"), ("idempotency_key", "differs-1")];
        town.amina.sends(&path, &said).await;
        town.amina.sends(&path, &said).await;
        for address in [town.sam("/story"), format!("/entries/{note}"), town.sam("/story/print")] {
            let page = town.bryn.sees(&address).await;
            page.says("I was &lt;scared&gt;")
                .says("The young person sees it differently")
                .says("Seen differently");
            assert_eq!(page.text.matches("I was &lt;scared&gt;").count(), 1, "{address}");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_entry_that_is_moved_takes_along_what_was_said_about_it() {
    in_town(async |town| {
        let note = a_note(&town, "Police came").await;
        town.amina
            .sends(&format!("/entries/{note}/disagree"), &[("who", "worker"), ("text", "They only rang")])
            .await;
        let path = format!("/entries/{note}/move");
        let kept = town.robin.post(&path, &[("class", "police"), ("reason", "")]).await;
        assert_eq!(kept.status, StatusCode::UNPROCESSABLE_ENTITY);
        kept.says("value=\"police\" checked");
        let same = town.robin.post(&path, &[("class", "story"), ("reason", "No")]).await;
        assert_eq!(same.status, StatusCode::UNPROCESSABLE_ENTITY);
        same.says("This is who may read it now");
        let moved =
            [("class", "police"), ("reason", "Held with the team"), ("idempotency_key", "moved-once-1")];
        assert_eq!(town.robin.sends(&path, &moved).await, town.sam("/story?done=moved"));
        town.robin.sends(&path, &moved).await;
        town.amina.sees(&town.sam("/story")).await.hides("Police came").hides("They only rang");
        town.robin.sees(&town.sam("/story")).await.says("Police came").says("They only rang");
        assert_eq!(town.amina.get(&format!("/entries/{note}")).await.status, StatusCode::NOT_FOUND);
        let written =
            town.events().await.iter().filter(|event| matches!(event.body, Body::Reclassified(_))).count();
        assert_eq!(written, 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_correction_begun_before_somebody_elses_opens_with_both() {
    in_town(async |town| {
        let note = a_note(&town, "We met at the quay").await;
        let path = format!("/entries/{note}/correct");
        let shown = town.amina.sees(&path).await.hidden("shown");
        let mine = [("text", "We met at the pier"), ("reason", "Wrong place."), ("shown", shown.as_str())];
        town.amina.post(&format!("/drafts?form={}", path.replace('/', "%2F")), &mine).await;
        let theirs = [("text", "We met at the harbour"), ("reason", "Wrong."), ("shown", shown.as_str())];
        town.bryn.sends(&path, &theirs).await;
        town.amina.sees(&path).await.says("We met at the pier").says("We met at the harbour");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_older_page_does_not_move_an_entry_back() {
    in_town(async |town| {
        let note = a_note(&town, "Dad reads over her shoulder").await;
        let path = format!("/entries/{note}/move");
        let shown = town.robin.sees(&path).await.hidden("shown");
        let to = |class: &'static str| [("class", class), ("reason", "Safer so."), ("shown", shown.as_str())];
        town.robin.sends(&path, &to("police")).await;
        let told = town.amina.sees("/").await;
        told.says("Something you wrote about").says("other people read it now").hides("Safer so.");
        town.robin.sees("/").await.hides("other people read it now");
        let late = town.robin.post(&path, &to("family")).await;
        assert_eq!(late.status, StatusCode::CONFLICT);
        late.says("somebody else changed it").says("value=\"family\" checked").says("Safer so.");
        town.amina.sees(&town.sam("/story")).await.hides("Dad reads");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_moves_an_entry_out_of_their_own_sight_is_asked_whether_they_mean_it() {
    in_town(async |town| {
        let note = a_note(&town, "Sam sees a doctor").await;
        let path = format!("/entries/{note}/move");
        let page = town.robin.sees(&path).await;
        page.says("You are not among these readers.").says("I know that I cannot read it afterwards");
        let key = page.key();
        let form =
            [("class", "clinical"), ("reason", "It is about health"), ("idempotency_key", key.as_str())];
        let asked = town.robin.post(&path, &form).await;
        assert_eq!(asked.status, StatusCode::UNPROCESSABLE_ENTITY);
        asked.says("href=\"#class\"").says("You could not read this entry any more afterwards");
        asked.says("value=\"clinical\" checked").says("It is about health");
        let meant: Vec<(&str, &str)> = form.into_iter().chain([("without_me", "yes")]).collect();
        // It would be there for nobody, and nobody could move it back.
        let refused = town.robin.post(&path, &meant).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        refused.says("Nobody who may open this record would read it any more.").says("It is about health");
        let coach = town.worker("Dr Vis", Role::LifeCoach).await;
        assert_eq!(town.robin.post(&path, &meant).await.status, StatusCode::UNPROCESSABLE_ENTITY);
        let pulled = [("post", coach.worker.post.to_string()), ("purpose", "Health".to_owned())];
        let pulled: Vec<(&str, &str)> = pulled.iter().map(|(name, value)| (*name, value.as_str())).collect();
        town.robin.sends(&town.sam("/pull-in"), &pulled).await;
        town.robin.sees(&format!("/entries/{note}")).await.says("Sam sees a doctor");
        assert_eq!(town.robin.sends(&path, &meant).await, town.sam("/story?done=moved"));
        assert_eq!(town.robin.sends(&path, &meant).await, town.sam("/story?done=moved"), "pressed twice");
        town.robin.sees("/drafts").await.hides("It is about health");
        let another: Vec<(&str, &str)> = meant
            .iter()
            .map(|(name, value)| match *name {
                "idempotency_key" => (*name, "another-press"),
                _ => (*name, *value),
            })
            .collect();
        assert_eq!(town.robin.post(&path, &another).await.status, StatusCode::NOT_FOUND);
        assert_eq!(town.robin.get(&format!("/entries/{note}")).await.status, StatusCode::NOT_FOUND);
        coach.sees(&format!("/entries/{note}")).await.says("Sam sees a doctor");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn reading_roles_alone_change_nothing() {
    in_town(async |town| {
        let note = a_note(&town, "Sea").await;
        let audit = town.worker_of_no_team("Ig Gov", Role::InformationGovernance).await;
        for rest in ["", "/correct", "/disagree", "/move"] {
            let path = format!("/entries/{note}{rest}");
            assert_eq!(audit.get(&path).await.status, StatusCode::FORBIDDEN, "{path}");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_correction_puts_the_day_and_the_title_right_and_the_note_stands_where_it_happened() {
    in_town(async |town| {
        let note = a_note(&town, "We walked to the quay").await;
        let path = format!("/entries/{note}/correct");
        let form = town.bryn.sees(&path).await;
        form.says("name=\"day-day\" type=\"text\" value=\"2\"").says("name=\"title\"");
        let shown = form.hidden("shown");
        let sent = |day: &'static str| {
            [
                ("text", "We walked to the quay"),
                ("title", "The <quay>"),
                ("day-day", day),
                ("day-month", "2"),
                ("day-year", "2026"),
                ("reason", "It was in February"),
                ("shown", shown.as_str()),
            ]
        };
        let wrong = town.bryn.post(&path, &sent("31")).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        wrong.says("href=\"#day\"").says("value=\"31\"").says("The &lt;quay&gt;");
        town.bryn.sends(&path, &sent("3")).await;
        let page = town.amina.sees(&format!("/entries/{note}")).await;
        page.says("The &lt;quay&gt;").says("3 February 2026").says("About <time datetime=\"2026-03-02");
        town.amina.sees(&town.sam("/story?month=2026-02")).await.says("We walked to the quay");
        // Once more: a form without these fields leaves them as they are.
        let shown = town.bryn.sees(&path).await.hidden("shown");
        let words = [("text", "We walked"), ("reason", "Shorter"), ("shown", shown.as_str())];
        town.bryn.sends(&path, &words).await;
        let page = town.amina.sees(&format!("/entries/{note}")).await;
        page.says("We walked</p>").says("The &lt;quay&gt;").says("3 February 2026");
    })
    .await;
}
