//! `/drafts`: what was begun and not sent, and about whom.

use crate::people_world::{Browser, in_town};

async fn begins(who: &Browser, form: &str, words: &str) {
    let address = format!("/drafts?form={}", form.replace('/', "%2F"));
    assert_eq!(who.post(&address, &[("text", words), ("value", words)]).await.status, 204);
}

#[tokio::test(flavor = "multi_thread")]
async fn each_says_of_which_form_it_is_and_about_whom() {
    in_town(async |town| {
        begins(&town.amina, &town.sam("/notes/new"), "Half a <note>").await;
        begins(&town.amina, &town.sam("/record/pronouns"), "they").await;
        begins(&town.amina, "/people/new", "Somebody").await;
        let entry = town.events().await[0].id;
        begins(&town.amina, &format!("/entries/{entry}/disagree"), "No").await;
        let list = town.amina.sees("/drafts").await;
        list.says("A note").says("Half a &lt;note&gt;").says("Pronouns").says("A young person to add");
        assert_eq!(list.text.matches("<bdi>Sam Osei</bdi>").count(), 3, "{}", list.text);
        town.bryn.sees("/drafts").await.hides("Sam Osei");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn of_a_record_that_is_out_of_reach_it_says_no_more_than_of_one_that_never_was() {
    in_town(async |town| {
        begins(&town.bryn, &town.sam("/notes/new"), "Half a note").await;
        begins(&town.far, "/people/00000000-0000-4000-8000-000000000000/notes/new", "Half a note").await;
        begins(&town.far, "/entries/00000000-0000-4000-8000-000000000000/correct", "Whole").await;
        let hers = "/drafts?form=%2Fpeople%2F00000000-0000-4000-8000-000000000000%2Fkey-worker";
        assert_eq!(town.far.post(hers, &[("said", "I would like to keep Bryn.")]).await.status, 204);
        town.restricts_sam_to(&[&town.robin]).await;
        let closed = town.bryn.sees("/drafts").await;
        closed.says("A record you can no longer open").says("Half a note").says("Throw away");
        closed.hides("Sam Osei").hides("Go on writing");
        let never = town.far.sees("/drafts").await;
        assert_eq!(never.text.matches("A record you can no longer open").count(), 3);
        never.says("Everything you typed").says("I would like to keep Bryn.").hides("Go on writing");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_to_be_put_right_first_is_kept_in_case_its_writer_goes_away() {
    in_town(async |town| {
        let form = town.sam("/notes/new");
        begins(&town.amina, &form, "Older words").await;
        let day = [("day-day", "1"), ("day-month", "13"), ("day-year", "2026"), ("class", "story")];
        let refused = town.amina.post(&form, &[&[("text", "We met at the quay")], &day[..]].concat()).await;
        assert_eq!(refused.status, 422);
        let again = town.amina.sees(&form).await;
        again
            .says("You began this before")
            .says("We met at the quay")
            .says("value=\"13\"")
            .hides("Older words");
        let relative = "/account/relatives";
        assert_eq!(town.amina.post(relative, &[("reference", "BCDF")]).await.status, 422);
        town.amina.sees(relative).await.says("value=\"BCDF\"");
        let mistake = "/account/relatives/withdraw";
        let sent = [("reference", ""), ("reason", "I mixed two names up.")];
        assert_eq!(town.amina.post(mistake, &sent).await.status, 422);
        town.amina.sees(mistake).await.says("I mixed two names up.");
        let telephone = "/account/telephone";
        assert_eq!(town.amina.post(telephone, &[("telephone", "ask me")]).await.status, 422);
        town.amina.sees(telephone).await.says("value=\"ask me\"");
        // A form that keeps no draft keeps none now either.
        assert_eq!(town.far.post("/emergency", &[("reason", "It is cold.")]).await.status, 422);
        town.far.sees("/drafts").await.hides("It is cold.");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_typed_and_not_sent_stands_on_the_pages_of_whom_it_is_about() {
    in_town(async |town| {
        let form = town.sam("/notes/new");
        begins(&town.amina, &form, "We met at the library").await;
        for page in ["", "/story"] {
            let own = town.amina.sees(&town.sam(page)).await;
            own.says("Typed and not sent").says(&format!("href=\"{form}\"")).says("A note");
            let theirs = town.robin.sees(&town.sam(page)).await;
            theirs.says("Amina Okafor").says("has typed something").hides("library").hides("You: ");
            town.bryn.sees(&town.sam(page)).await.hides("Typed and not sent");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_thrown_away_is_gone_and_its_form_begins_again_empty() {
    in_town(async |town| {
        let form = town.sam("/notes/new");
        let encoded = form.replace('/', "%2F");
        begins(&town.amina, &form, "Half a note").await;
        let open = town.amina.sees(&form).await;
        open.says("You began this before, and it is not in the record yet.")
            .says("It cannot be brought back.");
        let again = format!("/drafts/discard?form={encoded}&again=yes");
        assert_eq!(town.amina.sends(&again, &[("text", "Half a note")]).await, form);
        town.amina.sees(&form).await.hides("Half a note").hides("You began this before");
        begins(&town.amina, &form, "Another half").await;
        let to = town.amina.sends(&format!("/drafts/discard?form={encoded}"), &[]).await;
        town.amina.sees(&to).await.says("What you had typed is thrown away").hides("Another half");
        let elsewhere = town.amina.sends("/drafts/discard?form=%2F%2Felsewhere.example&again=yes", &[]).await;
        assert_eq!(elsewhere, "/drafts?done=thrown");
    })
    .await;
}

const NOTE: [(&str, &str); 5] = [
    ("text", "We met at the <quay>"),
    ("day-day", "2"),
    ("day-month", "3"),
    ("day-year", "2026"),
    ("class", "story"),
];

#[tokio::test(flavor = "multi_thread")]
async fn where_nothing_can_be_written_the_words_are_given_back_on_the_page() {
    in_town(async |town| {
        for table in ["event", "session"] {
            if !town.place.behind_its_back(&format!("ALTER TABLE {table} RENAME TO away")) {
                return;
            }
            let page = town.amina.post(&town.sam("/notes/new"), &NOTE).await;
            assert_eq!(page.status, 503, "{table}");
            page.says("This does not work just now")
                .says("We met at the &lt;quay&gt;")
                .says("Wait a minute and load this page again");
            town.place.behind_its_back(&format!("ALTER TABLE away RENAME TO {table}"));
        }
        town.amina.sends(&town.sam("/notes/new"), &NOTE).await;
        town.amina.sees(&town.sam("/story")).await.says("We met at the &lt;quay&gt;");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_note_that_was_taken_is_not_said_to_have_failed_because_its_draft_stays() {
    in_town(async |town| {
        begins(&town.amina, &town.sam("/notes/new"), "We met at").await;
        if !town.place.behind_its_back("ALTER TABLE draft RENAME TO away") {
            return;
        }
        let to = town.amina.sends(&town.sam("/notes/new"), &NOTE).await;
        assert!(to.ends_with("/story?done=note"), "{to}");
        town.place.behind_its_back("ALTER TABLE away RENAME TO draft");
        town.amina.sees(&town.sam("/story")).await.says("We met at the &lt;quay&gt;");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_colleague_left_open_at_the_same_browser_is_nobodys_and_becomes_no_draft_of_whoever_sends_it()
{
    in_town(async |town| {
        let form = town.sam("/notes/new");
        let key = town.amina.sees(&form).await.key();
        let typed = [&NOTE[..], &[("idempotency_key", key.as_str())]].concat();
        let refused = town.bryn.post(&form, &typed).await;
        assert_eq!(refused.status, 409);
        refused.says("This form was opened by somebody else").says("We met at the &lt;quay&gt;");
        let autosaved = format!("/drafts?form={}", form.replace('/', "%2F"));
        assert_eq!(town.bryn.post(&autosaved, &typed).await.status, 409);
        town.bryn.sees("/drafts").await.hides("We met at");
        town.bryn.sees(&form).await.hides("We met at");
        town.bryn.sees(&town.sam("/story")).await.hides("We met at");
    })
    .await;
}
