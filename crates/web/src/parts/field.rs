//! Questions on a page, each bound to what was typed and what is wrong with it.
//!
//! `field::text("name_used", "Name they use").hint("As they say it").show(&form)`
//!
//! The first box or button of every field has the field's name as its id, so
//! the links of the error summary are right without anybody keeping a list.

use super::choices;
use super::doubt::SURE_FIELD;
use super::form::Form;
use maud::{Markup, html};

pub use super::choices::Choice;

/// A question: its name in the posted form, its words, and how it is answered.
#[derive(Debug, Clone)]
pub struct Field {
    pub(super) name: String,
    pub(super) label: String,
    pub(super) hint: Option<String>,
    pub(super) heading: bool,
    pub(super) small: bool,
    kind: Kind,
}

#[derive(Debug, Clone)]
enum Kind {
    Line {
        kind: &'static str,
        width: Option<Width>,
        mode: Option<&'static str>,
        autocomplete: Option<&'static str>,
    },
    Area {
        tall: bool,
        limit: Option<u32>,
    },
    Password {
        autocomplete: &'static str,
    },
    Day,
    File {
        accept: &'static str,
        several: bool,
        folder: bool,
    },
    Radios {
        choices: Vec<Choice>,
        inline: bool,
    },
    Checkboxes {
        choices: Vec<Choice>,
    },
    Select {
        choices: Vec<Choice>,
        nothing: Option<String>,
    },
}

/// How wide a box is: it hints at how much to type, and never limits it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Width {
    /// About 2 letters.
    Two,
    /// About 4 letters.
    Four,
    /// About 10 letters.
    Ten,
    /// About 20 letters.
    Twenty,
    /// Half of the column.
    Half,
}

impl Width {
    fn class(self) -> &'static str {
        match self {
            Self::Two => "govuk-input--width-2",
            Self::Four => "govuk-input--width-4",
            Self::Ten => "govuk-input--width-10",
            Self::Twenty => "govuk-input--width-20",
            Self::Half => "govuk-!-width-one-half",
        }
    }
}

/// One line of text.
pub fn text(name: &str, label: impl Into<String>) -> Field {
    line(name, label.into(), "text")
}

/// One line for an e-mail address.
pub fn email(name: &str, label: impl Into<String>) -> Field {
    line(name, label.into(), "email").autocomplete("email")
}

/// One line for a telephone number.
pub fn telephone(name: &str, label: impl Into<String>) -> Field {
    line(name, label.into(), "tel").width(Width::Twenty)
}

/// One line for figures only, such as a code; it stays text, so that a
/// leading nought is kept and nothing is rounded.
pub fn figures(name: &str, label: impl Into<String>) -> Field {
    let mut field = line(name, label.into(), "text").width(Width::Ten);
    if let Kind::Line { mode, .. } = &mut field.kind {
        *mode = Some("numeric");
    }
    field
}

/// One line for a time of day, read with [`Form::clock`].
pub fn clock(name: &str, label: impl Into<String>) -> Field {
    line(name, label.into(), "text").width(Width::Ten).hint("Like 9:32am or 21:32")
}

/// A box for several lines, which grows with what is typed.
pub fn area(name: &str, label: impl Into<String>) -> Field {
    field(name, label.into(), Kind::Area { tall: false, limit: None })
}

/// A password that exists; pasting and password managers work. Nothing typed
/// here is ever shown again or kept in a draft.
pub fn password(name: &str, label: impl Into<String>) -> Field {
    field(name, label.into(), Kind::Password { autocomplete: "current-password" })
}

/// A password being chosen.
pub fn new_password(name: &str, label: impl Into<String>) -> Field {
    field(name, label.into(), Kind::Password { autocomplete: "new-password" })
}

/// A date in three boxes, read with [`Form::day`]; the month may be a name.
pub fn day(name: &str, label: impl Into<String>) -> Field {
    field(name, label.into(), Kind::Day).hint("For example, 4 6 2026 or 4 June 2026")
}

/// A file to be sent, of the kinds in `accept`; a phone also offers its camera
/// for pictures. The form says [`super::Post::files`].
pub fn file(name: &str, label: impl Into<String>, accept: &'static str) -> Field {
    field(name, label.into(), Kind::File { accept, several: false, folder: false })
}

/// One of a few choices, up to about ten.
pub fn radios<C: Into<Choice>>(
    name: &str,
    label: impl Into<String>,
    choices: impl IntoIterator<Item = C>,
) -> Field {
    let choices = choices.into_iter().map(Into::into).collect();
    field(name, label.into(), Kind::Radios { choices, inline: false })
}

/// Any number of a few choices, read with [`Form::chosen`].
pub fn checkboxes<C: Into<Choice>>(
    name: &str,
    label: impl Into<String>,
    choices: impl IntoIterator<Item = C>,
) -> Field {
    let choices = choices.into_iter().map(Into::into).collect();
    field(name, label.into(), Kind::Checkboxes { choices })
}

/// One of many choices.
pub fn select<C: Into<Choice>>(
    name: &str,
    label: impl Into<String>,
    choices: impl IntoIterator<Item = C>,
) -> Field {
    let choices = choices.into_iter().map(Into::into).collect();
    field(name, label.into(), Kind::Select { choices, nothing: None })
}

/// A value that goes with the form and is not shown.
pub fn hidden(name: &str, value: &str) -> Markup {
    html! { input type="hidden" name=(name) value=(value); }
}

fn line(name: &str, label: String, kind: &'static str) -> Field {
    field(name, label, Kind::Line { kind, width: None, mode: None, autocomplete: None })
}

fn field(name: &str, label: String, kind: Kind) -> Field {
    Field { name: name.to_owned(), label, hint: None, heading: false, small: false, kind }
}

impl Field {
    /// Words of help between the question and the box.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// The same field for another question.
    #[must_use]
    pub fn asking(mut self, question: &str) -> Self {
        question.clone_into(&mut self.label);
        self
    }

    /// Says in words that no answer is needed.
    #[must_use]
    pub fn optional(mut self) -> Self {
        self.label.push_str(" (optional)");
        self
    }

    /// Says in words that an answer is needed only where nothing was chosen in the field above.
    #[must_use]
    pub fn only_if_nothing_is_chosen(mut self) -> Self {
        self.label.push_str(" (optional if you chose above)");
        self
    }

    /// The question is the heading of its page.
    #[must_use]
    pub fn as_heading(mut self) -> Self {
        self.heading = true;
        self
    }

    /// How wide a line is.
    #[must_use]
    pub fn width(mut self, wide: Width) -> Self {
        if let Kind::Line { width, .. } = &mut self.kind {
            *width = Some(wide);
        }
        self
    }

    /// What the browser may fill in about the person at the keyboard, never
    /// about somebody else (WCAG 1.3.5): a token such as `username`.
    #[must_use]
    pub fn autocomplete(mut self, token: &'static str) -> Self {
        match &mut self.kind {
            Kind::Line { autocomplete, .. } => *autocomplete = Some(token),
            Kind::Password { autocomplete } => *autocomplete = token,
            _ => {}
        }
        self
    }

    /// An area that begins tall, for an account of something.
    #[must_use]
    pub fn tall(mut self) -> Self {
        if let Kind::Area { tall, .. } = &mut self.kind {
            *tall = true;
        }
        self
    }

    /// Counts the letters of an area down from a limit that really is one.
    #[must_use]
    pub fn limit(mut self, letters: u32) -> Self {
        if let Kind::Area { limit, .. } = &mut self.kind {
            *limit = Some(letters);
        }
        self
    }

    /// Smaller radios or checkboxes, for a filter and other narrow places.
    #[must_use]
    pub fn small(mut self) -> Self {
        self.small = true;
        self
    }

    /// Radios side by side: for two or three short choices.
    #[must_use]
    pub fn inline(mut self) -> Self {
        if let Kind::Radios { inline, .. } = &mut self.kind {
            *inline = true;
        }
        self
    }

    /// Several files at once.
    #[must_use]
    pub fn several(mut self) -> Self {
        if let Kind::File { several, .. } = &mut self.kind {
            *several = true;
        }
        self
    }

    /// A folder with all that is in it; where a browser knows no folders, single files.
    #[must_use]
    pub fn folder(mut self) -> Self {
        if let Kind::File { several, folder, .. } = &mut self.kind {
            (*several, *folder) = (true, true);
        }
        self
    }

    /// The words of a select while nothing is chosen, such as "Choose a hub".
    #[must_use]
    pub fn nothing_chosen(mut self, words: impl Into<String>) -> Self {
        if let Kind::Select { nothing, .. } = &mut self.kind {
            *nothing = Some(words.into());
        }
        self
    }

    /// The question with what was typed and what is wrong with it.
    pub fn show(&self, form: &Form) -> Markup {
        match &self.kind {
            Kind::Line { kind, width, mode, autocomplete } => {
                self.line(form, kind, width.map(Width::class), *mode, *autocomplete)
            }
            Kind::Area { tall, limit } => self.area(form, *tall, *limit),
            Kind::Password { autocomplete } => self.password(form, autocomplete),
            Kind::Day => self.grouped(form, self.day_boxes(form)),
            Kind::File { accept, several, folder } => {
                self.labelled(form, self.file_box(form, accept, *several, *folder))
            }
            Kind::Radios { choices, inline } => {
                self.grouped(form, choices::radios(self, choices, *inline, form))
            }
            Kind::Checkboxes { choices } => self.grouped(form, choices::checkboxes(self, choices, form)),
            Kind::Select { choices, nothing } => self.labelled(
                form,
                choices::select(self, choices, nothing.as_deref(), form, self.described_by(form).as_deref()),
            ),
        }
    }

    fn line(
        &self,
        form: &Form,
        kind: &str,
        width: Option<&str>,
        mode: Option<&str>,
        autocomplete: Option<&str>,
    ) -> Markup {
        let class = classes("govuk-input", form.wrong(&self.name).is_some(), width);
        self.labelled(
            form,
            html! {
                input class=(class) id=(self.name) name=(self.name) type=(kind) value=(form.value(&self.name))
                    dir="auto" inputmode=[mode] autocomplete=(autocomplete.unwrap_or("off"))
                    aria-describedby=[self.described_by(form)];
            },
        )
    }

    fn file_box(&self, form: &Form, accept: &str, several: bool, folder: bool) -> Markup {
        let class = classes("govuk-file-upload", form.wrong(&self.name).is_some(), None);
        html! {
            input class=(class) id=(self.name) name=(self.name) type="file" multiple[several]
                webkitdirectory[folder] accept=(accept)
                aria-describedby=[self.described_by(form)];
        }
    }

    fn area(&self, form: &Form, tall: bool, limit: Option<u32>) -> Markup {
        let (height, rows) = if tall { ("nwd-grows nwd-grows--tall", 10) } else { ("nwd-grows", 5) };
        let class = classes("govuk-textarea", form.wrong(&self.name).is_some(), Some(height));
        let class = if limit.is_some() { format!("{class} govuk-js-character-count") } else { class };
        let count = limit.map(|_| format!("{}-info", self.name));
        let described_by =
            [self.described_by(form), count.clone()].into_iter().flatten().collect::<Vec<_>>().join(" ");
        let inner = self.labelled(
            form,
            html! {
                // The line end is eaten by the parser, and keeps one that was typed first.
                textarea class=(class) id=(self.name) name=(self.name) rows=(rows) dir="auto"
                    aria-describedby=[(!described_by.is_empty()).then_some(described_by)] {
                    "\n" (form.value(&self.name))
                }
                @if let Some(id) = count {
                    div #(id) .govuk-hint .govuk-character-count__message {
                        "You can use up to " (limit.unwrap_or_default()) " letters"
                    }
                }
            },
        );
        html! {
            @if let Some(limit) = limit {
                div .govuk-character-count data-module="govuk-character-count" data-maxlength=(limit) { (inner) }
            } @else {
                (inner)
            }
        }
    }

    fn password(&self, form: &Form, autocomplete: &str) -> Markup {
        let refused = form.wrong(&self.name).is_some();
        html! {
            div class=(group_class(refused, "govuk-password-input")) data-module="govuk-password-input" {
                (self.label()) (self.hint_and_error(form))
                div .govuk-input__wrapper .govuk-password-input__wrapper {
                    input id=(self.name) name=(self.name) type="password" spellcheck="false" autocapitalize="none"
                        class=(classes("govuk-input govuk-password-input__input govuk-js-password-input-input", refused, None))
                        autocomplete=(autocomplete) aria-describedby=[self.described_by(form)];
                    button .govuk-button .govuk-button--secondary .govuk-password-input__toggle
                        .govuk-js-password-input-toggle type="button" data-module="govuk-button"
                        aria-controls=(self.name) aria-label="Show password" hidden { "Show" }
                }
            }
        }
    }

    fn day_boxes(&self, form: &Form) -> Markup {
        let wrong = form.wrong(&self.name).and_then(|refusal| refusal.field.as_deref());
        let first_box_alone = self.name.as_str() == wrong.unwrap_or_default()
            && form.value(&format!("{}-day", self.name)).trim().is_empty()
            && !form.value(&format!("{}-year", self.name)).trim().is_empty();
        let boxes = [("day", "Day", "2"), ("month", "Month", "4"), ("year", "Year", "4")];
        html! {
            div .govuk-date-input {
                @for (part, label, width) in boxes {
                    @let name = format!("{}-{part}", self.name);
                    @let id = if part == "day" { &self.name } else { &name };
                    @let red = wrong == Some(name.as_str())
                        || (wrong == Some(self.name.as_str()) && (part == "day" || !first_box_alone));
                    @let width = format!("govuk-date-input__input govuk-input--width-{width}");
                    div .govuk-date-input__item {
                        div .govuk-form-group {
                            label .govuk-label .govuk-date-input__label for=(id) { (label) }
                            input class=(classes("govuk-input", red, Some(&width))) id=(id) name=(name) type="text"
                                value=(form.value(&name)) autocomplete="off"
                                inputmode=[(part != "month").then_some("numeric")];
                        }
                    }
                }
            }
        }
    }

    /// A single box with its label.
    fn labelled(&self, form: &Form, control: Markup) -> Markup {
        html! {
            div class=(group_class(form.wrong(&self.name).is_some(), "")) {
                (self.label()) (self.hint_and_error(form)) (control)
            }
        }
    }

    /// Several boxes or buttons that answer one question.
    fn grouped(&self, form: &Form, controls: Markup) -> Markup {
        html! {
            div class=(group_class(form.wrong(&self.name).is_some(), "")) {
                fieldset .govuk-fieldset role="group" aria-describedby=[self.described_by(form)] {
                    legend class={ "govuk-fieldset__legend govuk-fieldset__legend--" (self.size()) } {
                        @if self.heading { h1 .govuk-fieldset__heading { (self.label) } } @else { (self.label) }
                    }
                    (self.hint_and_error(form)) (controls)
                }
            }
        }
    }

    fn label(&self) -> Markup {
        let label = html! {
            label class={ "govuk-label govuk-label--" (self.size()) } for=(self.name) { (self.label) }
        };
        html! {
            @if self.heading { h1 .govuk-label-wrapper { (label) } } @else { (label) }
        }
    }

    fn size(&self) -> &'static str {
        if self.heading { "l" } else { "s" }
    }

    /// What stands between the question and its boxes: help, what is wrong and what may be.
    fn hint_and_error(&self, form: &Form) -> Markup {
        html! {
            @for sure in form.sure_of(&self.name) { (hidden(SURE_FIELD, sure)) }
            @if let Some(hint) = &self.hint {
                div id={ (self.name) "-hint" } .govuk-hint { (hint) }
            }
            @if let Some(refusal) = form.wrong(&self.name) {
                p id={ (self.name) "-error" } .govuk-error-message {
                    span .govuk-visually-hidden { "Error: " } (refusal.sentence)
                }
            } @else if let Some(doubt) = form.doubted(&self.name) {
                p id={ (self.name) "-doubt" } .nwd-doubt { (doubt.sentence) }
            }
        }
    }

    fn described_by(&self, form: &Form) -> Option<String> {
        let hint = self.hint.as_ref().map(|_| format!("{}-hint", self.name));
        let doubt = form.doubted(&self.name).map(|_| format!("{}-doubt", self.name));
        let error = form.wrong(&self.name).map(|_| format!("{}-error", self.name)).or(doubt);
        match (hint, error) {
            (Some(hint), Some(error)) => Some(format!("{hint} {error}")),
            (hint, error) => hint.or(error),
        }
    }
}

fn group_class(refused: bool, more: &str) -> String {
    let error = if refused { " govuk-form-group--error" } else { "" };
    let space = if more.is_empty() { "" } else { " " };
    format!("govuk-form-group{error}{space}{more}")
}

fn classes(base: &str, refused: bool, more: Option<&str>) -> String {
    let first = base.split(' ').next().unwrap_or(base);
    let error = if refused { format!(" {first}--error") } else { String::new() };
    let more = more.map(|more| format!(" {more}")).unwrap_or_default();
    format!("{base}{error}{more}")
}

#[cfg(test)]
#[path = "field_tests.rs"]
mod tests;
