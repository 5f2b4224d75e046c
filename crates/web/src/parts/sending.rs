//! Forms that change something, and the buttons that send them.

use super::field::hidden;
use super::form::WritingBeside;
use super::inline::name;
use super::messages::details;
use maud::{Markup, Render, html};

/// The field that holds the key by which a form sent twice is one act.
pub const KEY_FIELD: &str = work::KEY_FIELD;

/// The field that names the window a form is open in.
pub const WINDOW_FIELD: &str = work::WINDOW_FIELD;

/// Stands in the page of each form that keeps a draft.
pub const DRAFT_ATTRIBUTE: &str = " data-draft-url=\"";

/// What such a form says where no script says it.
const NOT_KEPT: &str = "<p class=\"govuk-body\"><strong>Other words in this form are kept from another window, so \
    these are kept nowhere but on this page. Send them, or copy them before you leave.</strong></p>";

/// A page whose form says that its words are not the draft it keeps: those of another window are. The first
/// form that keeps a draft is the one that was sent: pages have one.
pub fn not_kept(page: &str) -> String {
    let Some(at) = page.find(DRAFT_ATTRIBUTE) else { return page.to_owned() };
    let end = page[at..].find('>').map_or(page.len(), |end| at + end + 1);
    format!("{} data-not-kept{}{NOT_KEPT}{}", &page[..at], &page[at..end], &page[end..])
}

/// What a form carries beside the answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Carried {
    /// The key that makes a second press the same act as the first.
    pub key: String,
    /// The window it is open in, where it is one of several.
    pub window: Option<String>,
    /// Who else is writing in the same form.
    pub beside: Vec<WritingBeside>,
}

impl From<&str> for Carried {
    fn from(key: &str) -> Self {
        Self { key: key.to_owned(), window: None, beside: Vec::new() }
    }
}

/// A form that is posted.
#[derive(Debug, Clone)]
pub struct Post {
    action: String,
    carried: Option<Carried>,
    draft: Option<Draft>,
    files: bool,
    patience: Option<&'static str>,
    throws_away: bool,
}

#[derive(Debug, Clone)]
struct Draft {
    url: String,
    saved: Option<String>,
}

/// A form posted to an address of our own.
pub fn post(action: impl Into<String>) -> Post {
    Post {
        action: action.into(),
        carried: None,
        draft: None,
        files: false,
        patience: None,
        throws_away: false,
    }
}

impl Post {
    /// The key that makes a second press the same act as the first, in the field
    /// [`KEY_FIELD`], and the window whose words these are, in [`WINDOW_FIELD`].
    #[must_use]
    pub fn key(mut self, carried: impl Into<Carried>) -> Self {
        self.carried = Some(carried.into());
        self
    }

    /// Keeps a draft: the whole form, without passwords and files, is posted
    /// to `url` 2 seconds after typing stops and on leaving a field.
    /// `saved` is when the draft shown was saved, such as "9:32am"; the form
    /// then begins with saying so, and with a way to be rid of it.
    #[must_use]
    pub fn draft(mut self, url: impl Into<String>, saved: Option<String>) -> Self {
        self.draft = Some(Draft { url: url.into(), saved });
        self
    }

    /// The form may hold files.
    #[must_use]
    pub fn files(mut self) -> Self {
        self.files = true;
        self
    }

    /// It throws away what was typed on its page: nothing of that is saved once more on the way out.
    #[must_use]
    pub fn throws_away(mut self) -> Self {
        self.throws_away = true;
        self
    }

    /// Says `words` when the answer is not there after 2 seconds.
    #[must_use]
    pub fn patience(mut self, words: &'static str) -> Self {
        self.patience = Some(words);
        self
    }

    /// The form around its fields and buttons. The browser checks nothing:
    /// what is wrong is said by the server, in our words.
    pub fn show(&self, inner: Markup) -> Markup {
        let url = self.draft.as_ref().map(|draft| &draft.url);
        html! {
            @for other in self.carried.iter().flat_map(|carried| &carried.beside) { (writing_beside(other)) }
            @if let Some(Draft { url, saved: Some(time) }) = &self.draft { (begun_before(url, time)) }
            form .nwd-form method="post" action=(self.action) novalidate autocomplete="off"
                enctype=[self.files.then_some("multipart/form-data")] data-patience=[self.patience] data-draft[url.is_some()] data-draft-url=[url]
                data-throws-away[self.throws_away] {
                @if let Some(Carried { key, window, .. }) = &self.carried {
                    (hidden(KEY_FIELD, key))
                    @if let Some(window) = window { (hidden(WINDOW_FIELD, window)) }
                }
                (inner)
                @if let Some(draft) = &self.draft {
                    div .nwd-keeping {
                        p .nwd-saved role="status" data-saved {
                            @if let Some(time) = &draft.saved { "Saved at " (time) }
                        }
                    }
                }
            }
        }
    }
}

/// Information, and no lock: whoever saves second is shown both.
fn writing_beside(other: &WritingBeside) -> Markup {
    html! {
        p .govuk-inset-text {
            (name(&other.name)) " is writing here too (saved at " (other.saved) "). You can both go on; nothing is overwritten."
        }
    }
}

/// Whose draft it is they know; that it is one, they might not see.
pub fn begun_before(url: &str, saved: &str) -> Markup {
    html! {
        div .govuk-inset-text {
            p .govuk-body { "You began this before, and it is not in the record yet. It stands here as it was saved at " (saved) "." }
            (throw_away(&format!("{}&again=yes", url.replacen("/drafts", "/drafts/discard", 1))))
        }
    }
}

/// Throws a draft away, after a second press: the words are gone then. A form of
/// its own: among the buttons of another one it could be the one that Enter presses.
pub fn throw_away(to: &str) -> Markup {
    details(
        "Throw away what you typed",
        post(to)
            .throws_away()
            .show(html! { p .govuk-body { "It cannot be brought back." } (submit_warning("Throw away")) }),
    )
}

/// The button that does what the page is for: a verb and its object, such as
/// "Send referral".
pub fn submit(words: &str) -> Markup {
    html! { button .govuk-button type="submit" data-module="govuk-button" data-prevent-double-click="true" { (words) } }
}

/// A second button of the same form; its name is posted, with the value 1.
pub fn submit_other(name: &str, words: impl Render) -> Markup {
    submit_as(name, "1", words)
}

/// The same, with a value of its own.
pub fn submit_as(name: &str, value: &str, words: impl Render) -> Markup {
    html! {
        button .govuk-button .govuk-button--secondary type="submit" name=(name) value=(value)
            data-module="govuk-button" data-prevent-double-click="true" { (words) }
    }
}

/// A button for what cannot easily be taken back.
pub fn submit_warning(words: &str) -> Markup {
    html! {
        button .govuk-button .govuk-button--warning type="submit" data-module="govuk-button"
            data-prevent-double-click="true" { (words) }
    }
}

/// A link that looks like a button because it begins something.
pub fn button_link(href: &str, words: &str) -> Markup {
    html! { a .govuk-button href=(href) role="button" draggable="false" data-module="govuk-button" { (words) } }
}

/// The same beside this page, which holds words that are nowhere else.
pub fn button_link_beside(href: &str, words: &str) -> Markup {
    html! {
        a .govuk-button href=(href) target="_blank" rel="noopener" role="button" draggable="false"
            data-module="govuk-button" { (words) }
    }
}

/// A link that looks like a second button.
pub fn button_link_other(href: &str, words: &str) -> Markup {
    html! {
        a .govuk-button .govuk-button--secondary href=(href) role="button" draggable="false"
            data-module="govuk-button" { (words) }
    }
}

/// Buttons and links that belong beside each other.
pub fn buttons(inner: Markup) -> Markup {
    html! { div .govuk-button-group { (inner) } }
}

/// A plain link, as it stands in a group of buttons ("Cancel") or in text.
pub fn link(href: &str, words: &str) -> Markup {
    html! { a .govuk-link href=(href) { (words) } }
}

/// A button that prints the page; shown only where scripts run.
pub fn print_button() -> Markup {
    html! { button .govuk-button .govuk-button--secondary .nwd-scripted type="button" data-print { "Print this page" } }
}

/// What stands above a sheet made for printing, and not on it.
pub fn sheet_buttons(back: &str, words: &str) -> Markup {
    html! {
        div .nwd-no-print {
            p .govuk-body { "This sheet is written down as printed by you. Print it with your browser." }
            (buttons(html! { (print_button()) (link(back, words)) }))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_carries_the_key_that_makes_two_presses_one_act() {
        let shown = post("/people").key("k1").show(submit("Add young person")).into_string();
        assert!(shown.contains("<input type=\"hidden\" name=\"idempotency_key\" value=\"k1\">"), "{shown}");
        assert!(shown.contains("data-prevent-double-click=\"true\">Add young person</button>"), "{shown}");
        assert!(shown.contains("method=\"post\"") && shown.contains(" novalidate"), "{shown}");
    }

    #[test]
    fn a_form_names_its_window_and_says_that_its_words_are_not_the_draft() {
        let carried = Carried { window: Some("w1.7".into()), ..Carried::from("k1") };
        let shown = post("/people").key(carried).draft("/drafts/d1", None).show(html! {}).into_string();
        assert!(shown.contains("<input type=\"hidden\" name=\"window\" value=\"w1.7\">"), "{shown}");
        let not_kept = not_kept(&shown);
        assert!(not_kept.contains("data-draft data-not-kept data-draft-url=\"/drafts/d1\""), "{not_kept}");
    }

    #[test]
    fn a_form_says_above_itself_who_is_writing_in_it_too() {
        let beside = vec![WritingBeside { name: "<Sam>".into(), saved: "10:42am".into() }];
        let shown =
            post("/people").key(Carried { beside, ..Carried::from("k1") }).show(html! {}).into_string();
        let (above, _) = shown.split_once("<form").unwrap();
        assert!(above.contains("<bdi>&lt;Sam&gt;</bdi> is writing here too (saved at 10:42am)."), "{above}");
        assert!(!post("/people").key("k1").show(html! {}).into_string().contains("writing here too"));
    }

    #[test]
    fn only_a_form_with_a_draft_says_when_it_was_saved() {
        let plain = post("/people").show(html! {}).into_string();
        assert!(!plain.contains("data-draft") && !plain.contains("data-saved"), "{plain}");
        let kept =
            post("/people").draft("/drafts/d1", Some("9:32am".to_owned())).show(html! {}).into_string();
        assert!(kept.contains("data-draft data-draft-url=\"/drafts/d1\""), "{kept}");
        assert!(kept.contains("role=\"status\" data-saved>Saved at 9:32am</p>"), "{kept}");
        assert!(kept.contains("as it was saved at 9:32am."), "{kept}");
        // Enter presses the first button of a form.
        let (before, own) = kept.rsplit_once("<form").unwrap();
        assert!(before.contains("Throw away</button></form>") && !own.contains("Throw away"), "{kept}");
        assert!(
            !post("/people").draft("/drafts/d1", None).show(html! {}).into_string().contains("Throw away")
        );
    }
}
