//! One form in several windows: words of one never take the place of another's in silence.

use crate::people_world::{Browser, Page, in_town};

/// A form that is open in a window.
struct Window<'b> {
    who: &'b Browser,
    form: String,
    named: String,
}

impl<'b> Window<'b> {
    async fn opens(who: &'b Browser, form: &str) -> Self {
        let named = who.sees(form).await.hidden("window");
        Self { who, form: form.to_owned(), named }
    }

    /// What is posted of it by itself while somebody types.
    async fn saves(&self, words: &str) -> Page {
        let address = format!("/drafts?form={}", self.form.replace('/', "%2F"));
        self.who.post(&address, &[("text", words), ("window", &self.named)]).await
    }

    async fn is_saved(&self, words: &str) {
        assert_eq!(self.saves(words).await.status, 204, "{words}");
    }

    async fn is_told_of_others(&self, words: &str) -> Page {
        let told = self.saves(words).await;
        assert_eq!(told.status, 409, "{words}");
        told.says("Not saved: other words in this form were saved at ").says(", from another window.");
        told.says("Keep these words instead</button>")
            .says("See the other words (opens in a new tab)</a>")
            .says(&format!("href=\"{}\" target=\"_blank\" rel=\"noopener\"", self.form));
        told
    }

    /// The note as its button sends it, with a month that may be none.
    async fn sends(&self, words: &str, month: &str) -> Page {
        let day = [("day-day", "2"), ("day-month", month), ("day-year", "2026"), ("class", "story")];
        self.who
            .post(&self.form, &[&[("text", words), ("window", self.named.as_str())], &day[..]].concat())
            .await
    }

    /// The same window after "Keep these words instead".
    fn knowing_of(&self, told: &Page) -> Self {
        let of = told.text.split_once("data-keep-these=\"").unwrap().1.split('"').next().unwrap();
        let id = self.named.split('.').next().unwrap();
        Self { who: self.who, form: self.form.clone(), named: format!("{id}.{of}") }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_second_window_is_told_and_keeps_its_own_words_knowingly() {
    in_town(async |town| {
        let form = town.sam("/notes/new");
        let (one, two) = (Window::opens(&town.amina, &form).await, Window::opens(&town.amina, &form).await);
        assert_ne!(one.named, two.named);
        one.is_saved("We met").await;
        town.place.clock.pass(60);
        one.is_saved("We met at the quay").await;
        let told = two.is_told_of_others("They rang").await;
        town.amina.sees(&form).await.says("We met at the quay").hides("They rang");
        // Once more without an answer: it says the same.
        two.is_told_of_others("They rang").await;
        two.knowing_of(&told).is_saved("They rang").await;
        two.is_saved("They rang twice").await;
        one.is_told_of_others("We met at the quay again").await;
        town.amina.sees(&form).await.says("They rang twice").hides("We met at the quay");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn words_that_moved_on_are_not_overwritten_by_who_meant_those_before() {
    in_town(async |town| {
        let form = town.sam("/notes/new");
        let (one, two) = (Window::opens(&town.amina, &form).await, Window::opens(&town.amina, &form).await);
        one.is_saved("We met").await;
        let told = two.is_told_of_others("They rang").await;
        town.place.clock.pass(2);
        one.is_saved("We met at the quay").await;
        let again = two.knowing_of(&told).is_told_of_others("They rang").await;
        two.knowing_of(&again).is_saved("They rang").await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_window_that_opens_with_the_words_of_another_goes_on_with_them_though_both_have_one_key() {
    in_town(async |town| {
        let form = town.sam("/notes/new");
        let first = town.amina.sees(&form).await;
        let one = Window { who: &town.amina, form: form.clone(), named: first.hidden("window") };
        let autosave = format!("/drafts?form={}", form.replace('/', "%2F"));
        let key = first.key();
        let typed = [("text", "We met"), ("window", one.named.as_str()), ("idempotency_key", key.as_str())];
        assert_eq!(town.amina.post(&autosave, &typed).await.status, 204);
        let second = town.amina.sees(&form).await;
        assert_eq!(second.key(), key, "sent from both it is one act");
        let two = Window { who: &town.amina, form: form.clone(), named: second.hidden("window") };
        town.place.clock.pass(2);
        two.is_saved("We met at the quay").await;
        one.is_told_of_others("We met at noon").await;
        town.amina.sees(&form).await.says("We met at the quay").hides("We met at noon");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_one_window_sends_leaves_the_words_of_the_other_and_takes_its_own_along() {
    in_town(async |town| {
        let form = town.sam("/notes/new");
        let (one, two) = (Window::opens(&town.amina, &form).await, Window::opens(&town.amina, &form).await);
        one.is_saved("We met at the quay").await;
        let sent = two.sends("They rang", "3").await;
        assert!(sent.location.ends_with("/story?done=note"), "{}", sent.text);
        let with_draft = town.amina.sees(&form).await;
        with_draft.says("We met at the quay").says("You began this before");
        // Opened with it and sent as it stands.
        let three = Window { who: &town.amina, form: form.clone(), named: with_draft.hidden("window") };
        assert_eq!(three.sends("We met at the quay", "3").await.status, 303);
        town.amina.sees(&form).await.hides("You began this before").hides("We met at the quay");
        let four = Window::opens(&town.amina, &form).await;
        four.is_saved("They slept").await;
        assert_eq!(four.sends("They slept", "3").await.status, 303);
        town.amina.sees(&form).await.hides("You began this before");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_to_be_put_right_takes_no_other_windows_place_and_its_page_says_so() {
    in_town(async |town| {
        let form = town.sam("/notes/new");
        let (one, two) = (Window::opens(&town.amina, &form).await, Window::opens(&town.amina, &form).await);
        one.is_saved("We met at the quay").await;
        let refused = two.sends("They rang", "13").await;
        assert_eq!(refused.status, 422);
        refused.says("They rang").says("data-not-kept data-draft-url=").hides("Saved at");
        assert_eq!(refused.hidden("window"), two.named, "it stays in its window");
        town.amina.sees(&form).await.says("We met at the quay").hides("They rang");
        let own = one.sends("We met at the quay", "13").await;
        own.hides("data-not-kept");
        town.amina.sees(&form).await.says("We met at the quay").says("value=\"13\"");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn words_sent_to_where_nothing_is_are_given_back_where_another_windows_are_kept() {
    in_town(async |town| {
        let form = town.sam("/notes/new");
        let (one, two) = (Window::opens(&town.bryn, &form).await, Window::opens(&town.bryn, &form).await);
        one.is_saved("We met at the quay").await;
        town.restricts_sam_to(&[&town.robin]).await;
        let gone = two.sends("They rang", "3").await;
        assert_eq!(gone.status, 404);
        gone.says("What you typed is kept nowhere but on this page.").says("They rang").hides("Sam Osei");
        town.bryn.sees("/drafts").await.says("We met at the quay").hides("They rang");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whom_a_record_may_already_be_about_is_asked_with_the_words_of_this_window() {
    in_town(async |town| {
        let one = town.bryn.sees("/people/new").await.hidden("window");
        let two = town.bryn.sees("/people/new").await.hidden("window");
        let other = [("name", "Jo Quist"), ("window", one.as_str())];
        assert_eq!(town.bryn.post("/drafts?form=%2Fpeople%2Fnew", &other).await.status, 204);
        let born = [("born-day", "4"), ("born-month", "6"), ("born-year", "2010")];
        let typed = [&[("name", "Sam Osei"), ("window", two.as_str())], &born[..]].concat();
        let asked = town.bryn.post("/people/new", &typed).await;
        assert_eq!(asked.status, 200, "{}", asked.text);
        asked
            .says("Is it one of these?")
            .says("name=\"name\" value=\"Sam Osei\"")
            .says("What you typed is kept nowhere but on this page")
            .hides("Change what I typed");
        assert_eq!(asked.text.matches("name=\"window\"").count(), 1);
        assert_eq!(asked.hidden("window"), two);
        town.bryn.sees("/people/new").await.says("Jo Quist").hides("Sam Osei");
        let sam = town.sam("").trim_start_matches("/people/").to_owned();
        let found = [typed.as_slice(), &[("found", &sam)]].concat();
        town.bryn.sends("/people/new", &found).await;
        town.bryn.sees("/people/new").await.says("Jo Quist");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_draft_that_is_thrown_away_is_gone_whichever_window_it_was_typed_in() {
    in_town(async |town| {
        let form = town.sam("/notes/new");
        Window::opens(&town.amina, &form).await.is_saved("We met").await;
        let again = format!("/drafts/discard?form={}&again=yes", form.replace('/', "%2F"));
        assert_eq!(town.amina.sends(&again, &[]).await, form);
        town.amina.sees(&form).await.hides("You began this before");
    })
    .await;
}
