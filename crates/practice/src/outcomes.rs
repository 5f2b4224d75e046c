//! Measures and outcomes.

use crate::journal::Class;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// `outcomes.year_in_care` (OC2 of the return), for each collection year one of
/// each privacy class that its answers are of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct YearInCare {
    /// The collection year (the year it ends).
    pub year: i16,
    /// Total difficulties score of the carer's SDQ, 0 to 40.
    pub sdq_score: Option<u8>,
    /// Why there is no score (`SDQ_REASON`).
    pub sdq_reason: Option<String>,
    /// The yes and no answers by their column name; absent where blank.
    pub answers: BTreeMap<String, bool>,
}

impl YearInCare {
    /// Who may read it: answers about convictions and about substances are for
    /// fewer people than the rest of the same row of the return.
    pub fn class(&self) -> Class {
        let of = |class| self.answers.keys().any(|question| class_of(question) == class);
        [Class::Police, Class::Clinical].into_iter().find(|class| of(*class)).unwrap_or(Class::Story)
    }

    /// The same row in parts that are of one class each; the first is for all who read the story.
    pub fn parts(mut self) -> Vec<Self> {
        let mut parts = Vec::new();
        for class in [Class::Police, Class::Clinical] {
            let is_theirs = |question: &String, _: &mut bool| class_of(question) == class;
            let answers: BTreeMap<String, bool> = self.answers.extract_if(.., is_theirs).collect();
            if !answers.is_empty() {
                parts.push(Self { year: self.year, sdq_score: None, sdq_reason: None, answers });
            }
        }
        parts.insert(0, self);
        parts
    }

    /// Takes over what an earlier file said where this one is blank, of the same class.
    pub(crate) fn fill_from(&mut self, earlier: &Self) {
        if self.sdq_score.is_none() && self.sdq_reason.is_none() {
            self.sdq_score = earlier.sdq_score;
            self.sdq_reason.clone_from(&earlier.sdq_reason);
        }
        let class = self.class();
        for (question, answer) in &earlier.answers {
            if class_of(question) == class {
                self.answers.entry(question.clone()).or_insert(*answer);
            }
        }
    }
}

/// For whom the answer to a question of the return is.
pub(crate) fn class_of(question: &str) -> Class {
    match question {
        "CONVICTED" => Class::Police,
        "SUBSTANCE_MISUSE" | "INTERVENTION_RECEIVED" | "INTERVENTION_OFFERED" => Class::Clinical,
        _ => Class::Story,
    }
}

/// `outcomes.after_care` (OC3 of the return), one for each collection year.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AfterCare {
    /// The collection year (the year it ends).
    pub year: i16,
    /// Whether the council was in touch (`IN_TOUCH`).
    pub in_touch: String,
    /// What they did (ACTIV).
    pub activity: String,
    /// Where they lived (ACCOM).
    pub accommodation: String,
}

/// `outcomes.unaccompanied` (UASC of the return).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unaccompanied {
    /// When that status ceased (DUC).
    pub ceased: Option<Date>,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn year(answers: &[(&str, bool)]) -> YearInCare {
        let answers = answers.iter().map(|(question, yes)| ((*question).to_owned(), *yes)).collect();
        YearInCare { year: 2026, sdq_score: Some(12), sdq_reason: None, answers }
    }

    #[test]
    fn what_is_said_of_convictions_and_of_substances_is_for_fewer_than_the_rest() {
        let whole = year(&[("CONVICTED", true), ("SUBSTANCE_MISUSE", true), ("TEETH_CHECK", true)]);
        let parts = whole.clone().parts();
        let classes: Vec<Class> = parts.iter().map(YearInCare::class).collect();
        assert_eq!(classes, [Class::Story, Class::Police, Class::Clinical]);
        assert_eq!(parts[0], year(&[("TEETH_CHECK", true)]));
        assert!(parts[1..].iter().all(|part| part.sdq_score.is_none() && part.answers.len() == 1));
        // A row that was written down whole is for the fewest.
        assert_eq!(whole.class(), Class::Police);
    }

    #[test]
    fn what_is_taken_over_from_a_row_that_was_written_whole_is_of_the_same_class() {
        let mut part = YearInCare { sdq_score: None, ..year(&[("TEETH_CHECK", true)]) };
        part.fill_from(&year(&[("CONVICTED", true), ("TEETH_CHECK", false), ("HEALTH_CHECK", true)]));
        assert_eq!(part, year(&[("TEETH_CHECK", true), ("HEALTH_CHECK", true)]));
    }

    #[test]
    fn a_row_without_such_answers_is_one_part() {
        assert_eq!(year(&[("TEETH_CHECK", false)]).parts(), [year(&[("TEETH_CHECK", false)])]);
    }
}
