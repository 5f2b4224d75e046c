//! How far an import is, while it goes on by itself, and what stopped it.

use super::preview::{ALL_AGES, LOOKED_AT};
use crate::parts::{Form, buttons, field, in_thousands, link, post, submit, warning_text};
use crate::visitor::{Answer, Visitor, show, show_again};
use maud::{Markup, html};
use uuid::Uuid;
use work::import::Far;

/// The page of an import that goes on. Where scripts run it looks again by itself.
pub(super) fn goes_on(visitor: &Visitor, id: Uuid, far: &Far) -> Answer {
    let body = html! {
        div data-looks-again {
            (how_far(far))
            @if let Some(trouble) = &far.trouble {
                p .govuk-body { "It met trouble, and is tried again by itself. " (trouble) }
            }
        }
        p .govuk-body {
            "You may leave this page. The import goes on without it. Come back, or press Look again, to see how far it is."
        }
        (buttons(html! { (link(&format!("/import/{id}"), "Look again")) (link("/import", "Back to Import")) }))
    };
    show(visitor.page("The files are being brought in").show(body))
}

/// The page of an import that was stopped, with the button that lets it go on.
pub(super) fn stopped(visitor: &Visitor, id: Uuid, far: &Far, form: &Form) -> Answer {
    let trouble = far.trouble.as_deref().unwrap_or("The program was ended, or your post was.");
    let reason = far.all_ages.as_deref().unwrap_or_default();
    let body = html! {
        (warning_text(trouble))
        (how_far(far))
        p .govuk-body { "What is in already stays, and is not written twice. Your files are kept for a week." }
        (post(format!("/import/{id}")).key(visitor.key_of(form)).show(html! {
            (field::hidden(LOOKED_AT, reason))
            (field::hidden(ALL_AGES, reason))
            (buttons(html! { (submit("Go on with the import")) (link("/import", "Send other files")) }))
        }))
    };
    show_again(form, visitor.page("The import was stopped").form(form).show(body))
}

/// How many people are done, in words and as a bar.
fn how_far(far: &Far) -> Markup {
    let words = match (far.done, far.of) {
        (_, 0) => "The files are being read. No person is done yet.".to_owned(),
        (done, 1) => format!("{done} of 1 person is done."),
        (done, of) => format!("{} of {} people are done.", in_thousands(done), in_thousands(of)),
    };
    html! {
        p .govuk-body #how-far { (words) }
        progress .nwd-progress aria-labelledby="how-far" max=[(far.of > 0).then_some(far.of)]
            value=[(far.of > 0).then_some(far.done)] {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(done: usize, of: usize) -> String {
        how_far(&Far { done, of, ..Far::default() }).into_string()
    }

    #[test]
    fn how_far_an_import_is_stands_in_words_and_on_the_bar_named_by_them() {
        let half = shown(400, 1_000);
        assert!(half.contains("id=\"how-far\">400 of 1,000 people are done.</p>"), "{half}");
        assert!(half.contains("aria-labelledby=\"how-far\" max=\"1000\" value=\"400\""), "{half}");
        assert!(shown(0, 1).contains("0 of 1 person is done."));
    }

    #[test]
    fn before_it_is_known_of_how_many_the_bar_has_no_end() {
        let before = shown(0, 0);
        assert!(before.contains("No person is done yet.") && !before.contains("max="), "{before}");
    }
}
