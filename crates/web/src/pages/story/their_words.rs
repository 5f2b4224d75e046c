//! Asking how a young person saw something, and telling what they said. That nobody asked is an answer too.

use crate::parts::{Choice, Form, field, quote};
use maud::{Markup, html};
use practice::key_working::{Asked, TheirView};

/// The questions: what became of asking, and the words.
pub(crate) fn questions(form: &Form, asks: &str, not_asked: &str) -> Markup {
    let choices = Asked::ALL.map(|asked| {
        let words = match asked {
            Asked::Told => "They said it",
            Asked::NotAsked => not_asked,
            Asked::NotWanted => "They did not want to say",
        };
        Choice::new(asked.word(), words)
    });
    html! {
        (field::radios("asked", asks, choices).optional().small().show(form))
        (field::area("said", "In their own words").hint("As near as you can get.").optional().show(form))
    }
}

/// What was chosen.
pub(crate) fn asked(form: &mut Form) -> Option<Asked> {
    form.choose("asked", Asked::read)
}

/// The answers as they stand.
pub(crate) fn prefilled(form: Form, view: &TheirView) -> Form {
    form.with("said", view.words()).with("asked", view.asked().map_or("", Asked::word))
}

/// What they said, or why there are no words of theirs; nothing where nothing was written about it.
pub(crate) fn told(view: &TheirView, about: &str) -> Markup {
    match view {
        TheirView::NotWritten => html! {},
        TheirView::NotAsked => html! { p .govuk-body .nwd-quiet { (about) ": nobody asked." } },
        TheirView::NotWanted => html! { p .govuk-body .nwd-quiet { (about) ": they did not want to say." } },
        TheirView::Said(words) => quote(words, about),
    }
}
