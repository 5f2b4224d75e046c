//! Two people changed the same thing: both versions, and a choice.

use super::doubt::SURE_FIELD;
use super::field::{self, Choice, hidden};
use super::form::Form;
use maud::{Markup, html};

/// The value of the choice that keeps what the reader wrote.
pub const MINE: &str = "mine";
/// The value of the choice that keeps what is in the record.
pub const THEIRS: &str = "theirs";
/// The value of the choice that takes the text put together from both.
pub const TOGETHER: &str = "together";
/// How the name ends under which the text from both is posted.
pub const TEXT_OF_BOTH: &str = "-together";

/// One text that two people changed. Nothing is lost: the reader's version
/// goes back and forth with the form until somebody has chosen.
#[derive(Debug, Clone)]
pub struct Clash {
    /// The field that both changed. The choice is posted as `<name>-choice`,
    /// the reader's version as `<name>`, the text from both as
    /// `<name>-together`.
    pub name: String,
    /// The field in words: "What happened".
    pub label: String,
    /// What the reader wrote, and has not saved.
    pub mine: String,
    /// What the record says now.
    pub theirs: String,
    /// Who wrote that, and when: "Dee Okoro at 9:32am".
    pub theirs_by: String,
    /// Whether it is one line, such as a name: two of those are not put together.
    pub short: bool,
}

impl Clash {
    /// The name under which the choice is posted.
    pub fn choice_field(name: &str) -> String {
        format!("{name}-choice")
    }

    /// The name under which the text from both is posted.
    pub fn together_field(name: &str) -> String {
        format!("{name}{TEXT_OF_BOTH}")
    }

    /// Both versions side by side and the choice between them, for inside a
    /// [`super::post`] form. Without an earlier try, the text to put together
    /// begins as one version after the other; a short one is written anew.
    pub fn show(&self, form: &Form) -> Markup {
        let together = Self::together_field(&self.name);
        let begun = form.values().iter().any(|(field, _)| *field == together);
        let form = if begun { form.clone() } else { form.clone().with(&together, self.both()) };
        let (third, own_text) = if self.short {
            let hint = "Kept when you choose to write something else";
            ("Write something else", field::text(&together, "What it should say").hint(hint))
        } else {
            let hint = "Kept when you choose to put both together";
            ("Put both together", field::area(&together, "The text from both").hint(hint).tall())
        };
        html! {
            div .nwd-clash {
                h2 .govuk-heading-m { (self.label) }
                div .nwd-clash__sides {
                    (side("Your version, not saved yet", &self.mine))
                    (side(&format!("In the record now, by {}", self.theirs_by), &self.theirs))
                }
                (hidden(&self.name, &self.mine))
                @for sure in form.sure_of(&self.name) { (hidden(SURE_FIELD, sure)) }
                (field::radios(&Self::choice_field(&self.name), "What should the record say?", [
                    Choice::new(MINE, "Keep my version"),
                    Choice::new(THEIRS, "Keep what is in the record now"),
                    Choice::new(TOGETHER, third),
                ]).show(&form))
                (own_text.show(&form))
            }
        }
    }

    /// The text that was chosen, read back from the posted form; `None`, with
    /// a refusal, while no choice has been made or the text is empty.
    pub fn chosen(form: &mut Form, name: &str, theirs: &str) -> Option<String> {
        let choice =
            form.must_choose(&Self::choice_field(name), "Choose what the record should say.", |value| {
                [MINE, THEIRS, TOGETHER].into_iter().find(|known| *known == value)
            })?;
        match choice {
            MINE => Some(form.value(name).to_owned()),
            THEIRS => Some(theirs.to_owned()),
            _ => form.must_text(&Self::together_field(name), "Enter what the record should say."),
        }
    }

    /// Whether a form answers which of two versions stays: sent, or kept as a draft before it could be.
    pub fn is_answered_in(form: &Form, name: &str) -> bool {
        let together = Self::together_field(name);
        form.values().iter().any(|(field, _)| *field == together)
    }

    /// The same form with the words that were chosen, and nothing left of the clash.
    pub fn settled(form: &Form, name: &str, chosen: &str) -> Form {
        let of_the_clash = [name.to_owned(), Self::choice_field(name), Self::together_field(name)];
        let rest = form.values().iter().filter(|(field, _)| !of_the_clash.contains(field)).cloned();
        Form::typed(rest).with(name, chosen)
    }

    fn both(&self) -> String {
        if self.short {
            return String::new();
        }
        format!("{}\n\n{}", self.theirs.trim_end(), self.mine.trim_start())
    }
}

/// What stands now, above a form that was begun before somebody changed it.
pub fn overtaken(stands: &Markup) -> Markup {
    html! {
        (super::warning_text("While this was being written, somebody else changed it, or you did in another window. Nothing of yours is saved yet, and nothing is lost. Look at both before you send."))
        h2 .govuk-heading-m { "As it stands now" }
        (stands)
        h2 .govuk-heading-m { "Your answers" }
    }
}

fn side(title: &str, text: &str) -> Markup {
    html! {
        section .nwd-clash__side {
            h3 .govuk-heading-s { bdi { (title) } }
            @if text.trim().is_empty() { p .nwd-quiet { "Nothing" } } @else { (super::prose(text)) }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn clash() -> Clash {
        Clash {
            name: "note".into(),
            label: "What happened".into(),
            mine: "Sam came <in>".into(),
            theirs: "Sam went out".into(),
            theirs_by: "Dee at 9:32am".into(),
            short: false,
        }
    }

    #[test]
    fn both_versions_are_shown_and_the_readers_own_goes_with_the_form() {
        let shown = clash().show(&Form::new()).into_string();
        assert!(shown.contains("Sam went out"), "{shown}");
        assert!(shown.contains("name=\"note\" value=\"Sam came &lt;in&gt;\""), "{shown}");
        assert!(shown.contains("Sam went out\n\nSam came &lt;in&gt;</textarea>"), "{shown}");
    }

    #[test]
    fn two_names_are_not_put_together_and_another_one_can_be_written() {
        let shown = Clash { short: true, ..clash() }.show(&Form::new()).into_string();
        assert!(!shown.contains("Put both together") && !shown.contains("textarea"), "{shown}");
        assert!(
            shown.contains("Write something else") && shown.contains("name=\"note-together\""),
            "{shown}"
        );
    }

    #[test]
    fn a_text_already_put_together_is_kept_even_when_it_was_emptied() {
        let shown = clash().show(&Form::new().with("note-together", "")).into_string();
        assert!(shown.contains(">\n</textarea>"), "{shown}");
    }

    #[test]
    fn the_chosen_version_is_what_is_read_back() {
        let read = |choice: &str, together: &str| {
            let mut form =
                Form::new().with("note", "mine").with("note-choice", choice).with("note-together", together);
            (Clash::chosen(&mut form, "note", "theirs"), form.refusals().first().map(|r| r.sentence.clone()))
        };
        assert_eq!(read("mine", ""), (Some("mine".into()), None));
        assert_eq!(read("theirs", ""), (Some("theirs".into()), None));
        assert_eq!(read("together", "both"), (Some("both".into()), None));
        assert_eq!(read("together", " ").1.unwrap(), "Enter what the record should say.");
        assert_eq!(read("", "x").1.unwrap(), "Choose what the record should say.");
        assert_eq!(read("forged", "x").0, None);
    }
}
