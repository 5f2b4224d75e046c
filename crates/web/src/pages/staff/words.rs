//! Changing a word, a list or a threshold, with a reason; and what it was before.

use super::sections;
use super::words_list::{Word, all};
use crate::pages::drafts::{or_draft, url_of};
use crate::parts::{
    Form, KEY_FIELD, Table, column, empty_state, field, moment, name, post, submit, success_banner,
};
use crate::posted::Posted;
use crate::trouble::Trouble;
use crate::visitor::{Answer, Visitor, go, show, show_again};
use axum::extract::{Path, Query};
use maud::{Markup, html};
use serde::Deserialize;
use std::collections::BTreeMap;
use work::No;
use work::staff::{WordChange, change_words, words, words_history};

/// What was done just before, in a fixed word.
#[derive(Deserialize)]
pub(super) struct Done {
    #[serde(default)]
    done: String,
}

/// The list.
pub(super) async fn list(visitor: Visitor, Query(done): Query<Done>) -> Answer {
    let own = words(&visitor.desk).await?;
    let page = visitor.page("Words and lists").sections(sections(&visitor));
    let page = match done.done.as_str() {
        "1" => page.banner(success_banner("Saved. It counts from now on", html! {})),
        _ => page,
    };
    let table = Table {
        caption: "What your council may make its own".into(),
        columns: vec![column("What"), column("Now"), column("Where it comes from")],
        rows: all().iter().map(|word| row(word, &own)).collect(),
        empty: html! {},
    };
    show(page.show(html! {
        p .govuk-body { "What was written before keeps the words it was written with." }
        (table.show())
    }))
}

/// One of them, with its history.
pub(super) async fn ask(visitor: Visitor, Path(key): Path<String>) -> Answer {
    let word = one(&key)?;
    let own = words(&visitor.desk).await?;
    let now = own.get(&word.key).cloned().unwrap_or_default();
    let stands = Form::new().with(KEY_FIELD, visitor.form_key()).with("value", now);
    let (form, saved) = or_draft(&visitor, &path(&word), stands).await?;
    let history = words_history(&visitor.desk, &word.key).await?;
    show(page(&visitor, &word, &history, &form, saved))
}

/// Changes it.
pub(super) async fn change(visitor: Visitor, Path(key): Path<String>, posted: Posted) -> Answer {
    let word = one(&key)?;
    let mut form = posted.form;
    let changed =
        change_words(&visitor.desk, (&word.key, form.value("value")), form.value("reason"), posted.key).await;
    match changed {
        Ok(()) => {
            work::drafts::discard(&visitor.desk, &path(&word)).await?;
            go("/words?done=1")
        }
        Err(No::Refused(refusals)) => {
            form.refuse_all(refusals);
            let history = words_history(&visitor.desk, &word.key).await?;
            show_again(&form, page(&visitor, &word, &history, &form, None))
        }
        Err(no) => Err(Trouble::from(no)),
    }
}

fn one(key: &str) -> Result<Word, Trouble> {
    all().into_iter().find(|word| word.key == key).ok_or_else(Trouble::not_found)
}

fn path(word: &Word) -> String {
    format!("/words/{}", word.key)
}

fn row(word: &Word, own: &BTreeMap<String, String>) -> Vec<Markup> {
    let set = own.get(&word.key).filter(|value| !value.is_empty());
    vec![
        html! { a .govuk-link href=(path(word)) { (word.about) } },
        html! { bdi { (set.unwrap_or(&word.usual)) } },
        html! { @if set.is_some() { "Your council’s own" } @else { "Usual" } },
    ]
}

fn page(
    visitor: &Visitor,
    word: &Word,
    history: &[WordChange],
    form: &Form,
    saved: Option<String>,
) -> Markup {
    let rows = history
        .iter()
        .map(|change| {
            vec![
                html! { (moment(change.at)) },
                html! { @if change.value.is_empty() { "As usual: " (word.usual) } @else { bdi { (change.value) } } },
                html! { (name(&change.by)) },
                html! { bdi { (change.reason) } },
            ]
        })
        .collect();
    let table = Table {
        caption: "Changes so far".into(),
        columns: vec![column("When"), column("To"), column("By"), column("Why")],
        rows,
        empty: empty_state("Nobody has changed it yet.", html! {}),
    };
    visitor.page(word.about.clone()).about("Words and lists").form(form).back("/words", "Words and lists").show(html! {
        p .govuk-body { "Usual: " strong { (word.usual) } }
        (post(path(word)).key(form.value(KEY_FIELD)).draft(url_of(&path(word)), saved).show(html! {
            (field::text("value", "Yours").hint(format!("{} Leave it empty to go back to the usual.", word.hint)).show(form))
            (field::text("reason", "Why?").show(form))
            (submit("Save"))
        }))
        (table.show())
    })
}
