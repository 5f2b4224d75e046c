//! Changing a word, a list or a threshold, with a reason; and what it was before.

use super::words_list::{PARTS, about, as_typed, hint, in_its_part, in_words, retired};
use super::{announcement, sections};
use crate::pages::drafts::{Changing, shown_at, url_of};
use crate::parts::{
    Choice, Form, KEY_FIELD, Table, column, empty_state, fact, fact_of, field, moment, name, overtaken, post,
    submit, success_banner, summary_list,
};
use crate::posted::Posted;
use crate::trouble::Trouble;
use crate::visitor::{Answer, Visitor, go, show, show_again, show_overtaken};
use axum::extract::{Path, Query};
use maud::{Markup, html};
use practice::staff::OwnWord;
use serde::Deserialize;
use work::staff::{WordChange, change_words, words_history};
use work::{No, Words};

/// What was done just before, in a fixed word.
#[derive(Deserialize)]
pub(super) struct Done {
    #[serde(default)]
    done: String,
}

/// The list.
pub(super) async fn list(visitor: Visitor, Query(done): Query<Done>) -> Answer {
    let page = visitor.page("Words and lists").sections(sections(&visitor));
    let page = match done.done.as_str() {
        "1" => page.banner(success_banner("Saved. It counts from now on", html! {})),
        _ => page,
    };
    let words = &visitor.desk.words;
    let all = OwnWord::all();
    let tables = PARTS.iter().map(|(caption, belongs)| Table {
        caption: (*caption).to_owned(),
        columns: vec![column("What"), column("Now"), column("Usual or yours")],
        rows: all.iter().filter(|one| belongs(one)).map(|one| row(one, words)).collect(),
        empty: html! {},
    });
    show(page.show(html! {
        p .govuk-body { "What was written before keeps the words it was written with." }
        @for table in tables { (table.show()) }
    }))
}

/// One of them, with its history.
pub(super) async fn ask(visitor: Visitor, Path(key): Path<String>) -> Answer {
    let word = one(&key)?;
    let history = words_history(&visitor.desk, &word.key()).await?;
    let stands =
        Form::new().with(KEY_FIELD, visitor.form_key()).with("value", as_typed(&word, value_of(&history)));
    let stands = match word {
        OwnWord::Announcement => announcement::prefilled(stands, value_of(&history)),
        _ => stands,
    };
    let begun = Changing::begun(&visitor, &path(&word), stands, stands_at(&history)).await?;
    show(page(&visitor, &word, &history, &begun))
}

/// Changes it.
pub(super) async fn change(visitor: Visitor, Path(key): Path<String>, posted: Posted) -> Answer {
    let word = one(&key)?;
    let mut form = posted.form;
    let value = match word {
        OwnWord::Announcement => announcement::read(&mut form, visitor.desk.now),
        _ => Some(form.value("value").to_owned()),
    };
    let Some(value) = value else { return refused(&visitor, &word, form).await };
    let (key, shown) = (word.key(), shown_at(&form));
    match change_words(&visitor.desk, (&key, &value), form.value("reason"), shown, posted.key).await {
        Ok(()) => {
            work::drafts::sent(&visitor.desk, &path(&word), form.values()).await;
            go("/words?done=1")
        }
        Err(No::Refused(refusals)) => {
            form.refuse_all(refusals);
            refused(&visitor, &word, form).await
        }
        Err(No::Moved) => {
            let history = words_history(&visitor.desk, &word.key()).await?;
            let overtaken = Changing::overtaken(form, stands_at(&history));
            show_overtaken(page(&visitor, &word, &history, &overtaken))
        }
        Err(no) => Err(Trouble::from(no)),
    }
}

async fn refused(visitor: &Visitor, word: &OwnWord, form: Form) -> Answer {
    let history = words_history(&visitor.desk, &word.key()).await?;
    let again = Changing::refused(form);
    show_again(&again.form, page(visitor, word, &history, &again))
}

/// Its value now; empty where it is the usual.
fn value_of(history: &[WordChange]) -> &str {
    history.first().map_or("", |change| &change.value)
}

/// The revision at which it has that value.
fn stands_at(history: &[WordChange]) -> i64 {
    history.first().map_or(0, |change| change.revision)
}

fn one(key: &str) -> Result<OwnWord, Trouble> {
    OwnWord::of(key).ok_or_else(Trouble::not_found)
}

fn path(word: &OwnWord) -> String {
    format!("/words/{}", word.key())
}

fn row(word: &OwnWord, words: &Words) -> Vec<Markup> {
    let set = words.own(&word.key());
    vec![
        html! { a .govuk-link href=(path(word)) { (in_its_part(word)) } },
        html! { bdi { (in_words(word, set.unwrap_or_default())) } },
        html! { @if set.is_some() { "Yours" } @else { "Usual" } },
    ]
}

/// Every change with what stood before it.
fn changes(word: &OwnWord, history: &[WordChange]) -> Table {
    let before = history.iter().skip(1).map(|change| change.value.as_str()).chain(std::iter::once(""));
    let rows = history
        .iter()
        .zip(before)
        .map(|(change, before)| {
            vec![
                moment(change.at),
                html! { bdi { (in_words(word, before)) } },
                html! { bdi { (in_words(word, &change.value)) } @if change.value.is_empty() { " (usual)" } },
                name(&change.by),
                html! { bdi { (change.reason) } },
            ]
        })
        .collect();
    Table {
        caption: "Changes so far".into(),
        columns: vec![column("When"), column("From"), column("To"), column("By"), column("Why")],
        rows,
        empty: empty_state("Nobody has changed it yet.", html! {}),
    }
}

fn page(visitor: &Visitor, word: &OwnWord, history: &[WordChange], changing: &Changing) -> Markup {
    let (form, saved) = (&changing.form, changing.saved.clone());
    let (back, now) = ("Words and lists", value_of(history));
    let retired = retired(word, now);
    visitor.page(about(word)).about(back).form(form).back("/words", back).show(html! {
        @if changing.moved { (overtaken(&as_it_stands(word, history))) }
        p .govuk-body { "Usual: " strong { (in_words(word, "")) } }
        @if !retired.is_empty() { p .govuk-body { "Retired: " (retired.join("; ")) } }
        (post(path(word)).key(visitor.key_of(form)).draft(url_of(&path(word)), saved).show(html! {
            (question(word, form))
            (field::text("reason", "Why do you change it?").show(form))
            (changing.shown())
            (submit(button(word)))
        }))
        (changes(word, history).show())
    })
}

/// What it is now, and who made it so.
fn as_it_stands(word: &OwnWord, history: &[WordChange]) -> Markup {
    let now = in_words(word, value_of(history));
    let by = history.first().map(|change| html! { (name(&change.by)) ", " (moment(change.at)) });
    let why = history.first().map(|change| change.reason.as_str());
    summary_list(&[fact("Now", Some(&now)), fact_of("Changed by", by.unwrap_or_default()), fact("Why", why)])
}

fn button(word: &OwnWord) -> &'static str {
    match word {
        OwnWord::Announcement => "Save what you say",
        OwnWord::Number(_) => "Save the number",
        OwnWord::List(_) => "Save the list",
        OwnWord::Role(_) => "Save the name",
        OwnWord::Unused(_) => "Save the choice",
        OwnWord::Word(_) => "Save the word",
    }
}

fn question(word: &OwnWord, form: &Form) -> Markup {
    let help = format!("{} Leave it empty to go back to the usual.", hint(word));
    match word {
        OwnWord::Announcement => announcement::questions(form, &hint(word)),
        OwnWord::List(_) => field::area("value", "Your list").hint(help).show(form),
        OwnWord::Unused(_) => {
            let choices = [Choice::new("", "We use it"), Choice::new("yes", "We do not use it")];
            field::radios("value", "Do you use this role?", choices).hint(hint(word)).show(form)
        }
        OwnWord::Number(_) => field::figures("value", "Your number").hint(help).show(form),
        OwnWord::Role(_) => field::text("value", "Your name for it").hint(help).show(form),
        OwnWord::Word(_) => field::text("value", "Your word").hint(help).show(form),
    }
}
