//! Radios, checkboxes and selects.
//!
//! No choice opens further fields under it: a button that opens something is
//! not announced well, and the next page does the same.

use super::field::Field;
use super::form::Form;
use maud::{Markup, html};

/// One of the choices of a question.
#[derive(Debug, Clone)]
pub struct Choice {
    value: String,
    label: String,
    hint: Option<String>,
    group: Option<String>,
}

impl Choice {
    /// A choice with the value that is posted and the words that are read.
    pub fn new(value: impl Into<String>, label: impl Into<String>) -> Self {
        Self { value: value.into(), label: label.into(), hint: None, group: None }
    }

    /// Under which words a choice stands with its neighbours: many are read in groups.
    #[must_use]
    pub fn among(mut self, group: impl Into<String>) -> Self {
        self.group = Some(group.into());
        self
    }

    /// Words of help under a choice (not in a select).
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }
}

impl<V: Into<String>, L: Into<String>> From<(V, L)> for Choice {
    fn from((value, label): (V, L)) -> Self {
        Self::new(value, label)
    }
}

pub(super) fn radios(field: &Field, choices: &[Choice], inline: bool, form: &Form) -> Markup {
    html! {
        div .govuk-radios .govuk-radios--inline[inline] .govuk-radios--small[field.small] data-module="govuk-radios" {
            (buttons(field, 1, choices, form, "radio", "govuk-radios"))
        }
    }
}

pub(super) fn checkboxes(field: &Field, choices: &[Choice], form: &Form) -> Markup {
    let mut before = 0;
    let groups = choices.chunk_by(|one, other| one.group == other.group).map(|some| {
        let first = before + 1;
        before += u32::try_from(some.len()).unwrap_or(u32::MAX);
        let boxes = html! {
            div .govuk-checkboxes .govuk-checkboxes--small[field.small] data-module="govuk-checkboxes" {
                (buttons(field, first, some, form, "checkbox", "govuk-checkboxes"))
            }
        };
        html! {
            @match some.first().and_then(|choice| choice.group.as_ref()) {
                None => { (boxes) }
                Some(words) => {
                    fieldset .govuk-fieldset .nwd-choices {
                        legend .govuk-fieldset__legend .govuk-fieldset__legend--s { (words) }
                        (boxes)
                    }
                }
            }
        }
    });
    html! { @for group in groups { (group) } }
}

fn buttons(field: &Field, first: u32, choices: &[Choice], form: &Form, kind: &str, block: &str) -> Markup {
    html! {
        @for (number, choice) in (first..).zip(choices) {
            @let id = nth_id(&field.name, number);
            @let hint = choice.hint.as_ref().map(|_| format!("{id}-item-hint"));
            div class={ (block) "__item" } {
                input class={ (block) "__input" } id=(id) name=(field.name) type=(kind) value=(choice.value)
                    checked[form.is_chosen(&field.name, &choice.value)]
                    aria-describedby=[hint.as_deref()];
                label class={ "govuk-label " (block) "__label" } for=(id) { (choice.label) }
                @if let (Some(words), Some(hint)) = (&choice.hint, &hint) {
                    div #(hint) class={ "govuk-hint " (block) "__hint" } { (words) }
                }
            }
        }
    }
}

pub(super) fn select(
    field: &Field,
    choices: &[Choice],
    nothing: Option<&str>,
    form: &Form,
    described_by: Option<&str>,
) -> Markup {
    let class =
        if form.wrong(&field.name).is_some() { "govuk-select govuk-select--error" } else { "govuk-select" };
    html! {
        select class=(class) id=(field.name) name=(field.name) aria-describedby=[described_by] {
            @if let Some(words) = nothing {
                option value="" { (words) }
            }
            @for some in choices.chunk_by(|one, other| one.group == other.group) {
                @match some.first().and_then(|first| first.group.as_ref()) {
                    Some(group) => { optgroup label=(group) { (options(field, some, form)) } }
                    None => { (options(field, some, form)) }
                }
            }
        }
    }
}

fn options(field: &Field, choices: &[Choice], form: &Form) -> Markup {
    html! {
        @for choice in choices {
            option value=(choice.value) selected[form.is_chosen(&field.name, &choice.value)] { (choice.label) }
        }
    }
}

/// The first choice has the name itself, so that an error leads to it.
fn nth_id(name: &str, number: u32) -> String {
    if number == 1 { name.to_owned() } else { format!("{name}-{number}") }
}
