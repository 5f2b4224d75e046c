//! A reason chosen from the council's list, said in one's own words, or both.

use super::choices::Choice;
use super::field::{self, Field};
use super::form::Form;
use maud::{Markup, html};

/// The name of the select beside a field of words.
fn chosen_name(name: &str) -> String {
    format!("{name}_chosen")
}

/// A select with what the council offers, and the field for one's own words: either is enough. Where
/// nothing is offered the words alone answer the question.
pub fn reasons(words: &Field, name: &str, question: &str, offered: &[String], form: &Form) -> Markup {
    let choices: Vec<Choice> = offered.iter().map(|one| Choice::new(one.clone(), one.clone())).collect();
    html! {
        @if choices.is_empty() {
            (words.clone().asking(question).show(form))
        } @else {
            (field::select(&chosen_name(name), question, choices).nothing_chosen("In my own words, below").show(form))
            (words.clone().only_if_nothing_is_chosen().show(form))
        }
    }
}

/// What was chosen and what was written, as one text. A choice that is not on
/// offer is as if not made.
pub fn said(form: &Form, name: &str, offered: &[String]) -> String {
    let chosen = form.value(&chosen_name(name));
    let chosen = offered.iter().find(|one| *one == chosen).map(String::as_str).unwrap_or_default();
    match (chosen, form.value(name).trim()) {
        ("", words) => words.to_owned(),
        (chosen, "") => chosen.to_owned(),
        (chosen, words) => format!("{chosen}. {words}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn offered() -> Vec<String> {
        vec!["Leave".into(), "Sickness".into()]
    }

    #[test]
    fn what_is_offered_stands_beside_a_field_for_ones_own_words() {
        let form = Form::new().with("reason_chosen", "Sickness");
        let shown =
            reasons(&field::text("reason", "More"), "reason", "Why?", &offered(), &form).into_string();
        assert!(shown.contains("<option value=\"Sickness\" selected>"), "{shown}");
        assert!(shown.contains("In my own words, below") && shown.contains("name=\"reason\""), "{shown}");
        let none = reasons(&field::text("reason", "More"), "reason", "Why?", &[], &form).into_string();
        assert!(!none.contains("<select") && none.contains("Why?") && !none.contains("More"), "{none}");
        assert!(!none.contains("optional"), "the words alone answer it: {none}");
        assert!(shown.contains("More (optional if you chose above)"), "one of the two is needed: {shown}");
    }

    #[test]
    fn what_was_chosen_and_what_was_written_are_one_text() {
        let form = |chosen: &str, words: &str| {
            said(&Form::new().with("reason_chosen", chosen).with("reason", words), "reason", &offered())
        };
        assert_eq!(form("", " Flu. "), "Flu.");
        assert_eq!(form("Leave", ""), "Leave");
        assert_eq!(form("Leave", "Two weeks."), "Leave. Two weeks.");
        assert_eq!(form("Holiday", "x"), "x", "not on offer");
    }
}
