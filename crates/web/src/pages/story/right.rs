//! Putting an entry right in the form that it was written in: what every such kind shares.

use super::note::doubt_addresses;
use super::said::{by, entry_url, reason_of, standing, told};
use crate::pages::drafts::{Changing, url_of};
use crate::pages::people::frame::{self, Section};
use crate::parts::{Form, buttons, details, field, happened, link, name, overtaken, post, submit};
use crate::trouble::Trouble;
use crate::visitor::{Answer, Visitor, go, show, show_again, show_overtaken};
use maud::{Markup, html};
use practice::dates::Happened;
use practice::ids::PersonId;
use practice::journal::Body;
use work::No;
use work::story::{self, OneEntry};

/// A kind of entry that is put right in a form of its own.
pub(crate) struct Kind {
    /// What the page is called.
    pub(crate) heading: &'static str,
    /// What is said beside that the story shows what is right.
    pub(crate) more: &'static str,
    /// The answers in words of one's own.
    pub(crate) texts: &'static [&'static str],
    /// The answers of a version, but for when.
    pub(crate) prefilled: fn(&Body) -> Form,
    /// The questions of its form.
    pub(crate) questions: fn(&Form) -> Markup,
}

/// The entry as it stands, to be put right.
pub(super) async fn ask(visitor: &Visitor, found: &OneEntry, kind: &Kind) -> Answer {
    let version = standing(&found.entry).event;
    let path = entry_url(&found.entry, "correct");
    let begun = Changing::begun(visitor, &path, as_it_stands(found, kind), version).await?;
    show(drawn(visitor, found, kind, &begun))
}

fn as_it_stands(found: &OneEntry, kind: &Kind) -> Form {
    let mut form = (kind.prefilled)(&standing(&found.entry).body);
    if let Some(day) = found.entry.happened.first_day() {
        form = form.with_day("day", day);
    }
    match found.entry.happened {
        Happened::At(at) => form.with("time", at.time().strftime("%H:%M").to_string()),
        _ => form,
    }
}

/// What is asked of every correction: why, and about postcodes that come in by it.
pub(crate) async fn check(
    visitor: &Visitor,
    found: &OneEntry,
    kind: &Kind,
    form: &mut Form,
) -> Result<(), Trouble> {
    let stood = as_it_stands(found, kind);
    form.must_text("reason", "Say why, in a few words.");
    let before: Vec<(&str, &str)> = kind.texts.iter().map(|field| (*field, stood.value(field))).collect();
    doubt_addresses(visitor, found.summary.person, &before, form).await
}

/// The page that a correction leads to.
pub(crate) async fn answered(
    visitor: &Visitor,
    found: &OneEntry,
    (kind, mut form): (&Kind, Form),
    answer: Result<PersonId, No>,
) -> Answer {
    match answer {
        Ok(_) => {
            work::drafts::sent(&visitor.desk, &entry_url(&found.entry, "correct"), form.values()).await;
            go(format!("{}?done=corrected", entry_url(&found.entry, "")))
        }
        Err(No::Refused(refusals)) => {
            form.refuse_all(refusals);
            let again = Changing::refused(form);
            show_again(&again.form, drawn(visitor, found, kind, &again))
        }
        Err(No::Moved) => {
            let found = story::entry_to_correct(&visitor.desk, found.entry.event).await?;
            let overtaken = Changing::overtaken(form, standing(&found.entry).event);
            show_overtaken(drawn(visitor, &found, kind, &overtaken))
        }
        Err(no) => Err(Trouble::from(no)),
    }
}

/// The version that stands, whole: what, when, by whom and why.
fn as_told(found: &OneEntry) -> Markup {
    let stands = standing(&found.entry);
    let telling = told(stands, &found.directory);
    let why = reason_of(&stands.body).unwrap_or_default();
    html! {
        p .govuk-body { strong { (telling.title) } ", " (happened(stands.said_to_have_happened)) }
        (telling.body)
        p .govuk-body .nwd-quiet { (name(&by(stands))) @if !why.is_empty() { ": " bdi { (why) } } }
    }
}

fn drawn(visitor: &Visitor, found: &OneEntry, kind: &Kind, changing: &Changing) -> Markup {
    let path = entry_url(&found.entry, "correct");
    let form = &changing.form;
    let body = html! {
        @if changing.moved { (overtaken(&as_told(found))) }
        p .govuk-body {
            "The story shows what is right. What it said before stays to be read beside it." (kind.more)
        }
        (post(&*path).key(visitor.key_of(form)).draft(url_of(&path), changing.saved.clone()).show(html! {
            ((kind.questions)(form))
            (field::text("reason", "What was wrong?").show(form))
            (changing.shown())
            (buttons(html! { (submit("Correct it")) (link(&entry_url(&found.entry, ""), "Cancel")) }))
        }))
    };
    frame::page(visitor, &found.summary, Section::Within, kind.heading).form(form).show(body)
}

/// Some questions under a fold, because what is written is whole without them; unfolded where one is answered.
pub(crate) fn folded(form: &Form, summary: &str, fields: &[&str], questions: Markup) -> Markup {
    let is_folded = !form.goes_back() && fields.iter().all(|field| form.value(field).is_empty());
    html! { @if is_folded { (details(summary, questions)) } @else { (questions) } }
}
