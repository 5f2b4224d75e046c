//! Saying that somebody sees an entry differently, in their words.

use super::said::{about, entry_url, standing, told};
use crate::pages::drafts::{or_draft, url_of};
use crate::pages::people::frame::{self, Section};
use crate::pages::people::id;
use crate::parts::{Form, buttons, field, inset, link, post, submit};
use crate::posted::Posted;
use crate::trouble::Trouble;
use crate::visitor::{Answer, Visitor, go, show, show_again};
use axum::extract::Path;
use maud::{Markup, html};
use practice::story::WhoDisagrees;
use work::No;
use work::story::{self, OneEntry};

const WHO: [(&str, &str, WhoDisagrees); 3] = [
    ("young_person", "The young person", WhoDisagrees::YoungPerson),
    ("family", "Somebody in the family", WhoDisagrees::Family),
    ("worker", "I do, or another worker", WhoDisagrees::Worker),
];

/// The empty form, or its draft, with the entry above it.
pub(super) async fn ask(visitor: Visitor, Path(event): Path<String>) -> Answer {
    let found = story::entry(&visitor.desk, id(&event)?).await?;
    let (form, saved) = or_draft(&visitor, &entry_url(&found.entry, "disagree"), Form::new()).await?;
    show(drawn(&visitor, &found, &form, saved))
}

/// Puts it beside the entry.
pub(super) async fn sent(visitor: Visitor, Path(event): Path<String>, posted: Posted) -> Answer {
    let found = story::entry(&visitor.desk, id(&event)?).await?;
    let mut form = posted.form;
    let who = form.must_choose("who", "Choose who sees it differently.", |word| {
        WHO.into_iter().find(|(known, ..)| *known == word).map(|(_, _, who)| who)
    });
    let text = form.must_text("text", "Write how they see it, in their words.");
    let answer = match (who, text) {
        (Some(who), Some(text)) => {
            story::disagree(&visitor.desk, found.entry.event, who, &text, posted.key).await
        }
        _ => Err(No::Refused(Vec::new())),
    };
    match answer {
        Ok(_) => {
            work::drafts::sent(&visitor.desk, &entry_url(&found.entry, "disagree"), form.values()).await;
            go(format!("{}?done=disagreed", entry_url(&found.entry, "")))
        }
        Err(No::Refused(refusals)) => {
            form.refuse_all(refusals);
            show_again(&form, drawn(&visitor, &found, &form, None))
        }
        Err(no) => Err(Trouble::from(no)),
    }
}

fn drawn(visitor: &Visitor, found: &OneEntry, form: &Form, saved: Option<String>) -> Markup {
    let path = entry_url(&found.entry, "disagree");
    let telling = told(standing(&found.entry), &found.directory);
    let body = html! {
        p .govuk-body { "It stands beside the entry wherever the entry is shown. Neither is taken away." }
        (inset(html! {
            h2 .govuk-heading-s { bdi { (telling.title) } }
            (telling.body)
            (about(&found.entry, &found.directory, false))
        }))
        (post(&*path).key(visitor.key_of(form)).draft(url_of(&path), saved).show(html! {
            (field::radios("who", "Who sees it differently?", WHO.map(|(word, label, _)| (word, label))).show(form))
            (field::area("text", "How do they see it, in their own words?").tall().show(form))
            (buttons(html! { (submit("Put it beside the entry")) (link(&entry_url(&found.entry, ""), "Cancel")) }))
        }))
    };
    frame::page(visitor, &found.summary, Section::Within, "Somebody sees it differently")
        .form(form)
        .show(body)
}
