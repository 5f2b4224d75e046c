//! A talk on a day, after something happened.

use crate::Refusal;
use crate::journal::what_is_typed;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// That somebody spoke with somebody.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Talk {
    /// On which day.
    pub on: Date,
    /// What is told of it; may be empty where nobody need know more than that it was.
    pub words: String,
}

/// A talk as it was typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TalkWish {
    /// On which day.
    pub on: Option<Date>,
    /// What is told of it.
    pub words: String,
}

impl TalkWish {
    /// Whether nothing of it was typed.
    pub fn is_empty(&self) -> bool {
        self.on.is_none() && what_is_typed(&self.words).is_none()
    }
}

/// How a form asks for a talk.
pub(super) struct TalkAsked {
    /// The field of its day; its words stand in the one that ends in `_words`.
    pub(super) field: &'static str,
    /// What is said where the words are missing and must be there.
    pub(super) must_say: Option<&'static str>,
}

/// When something happened and what day it is: a talk about it was between them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Between {
    /// When it happened; where that is not known it is not judged.
    pub happened: Option<Date>,
    /// The day that it is.
    pub today: Date,
}

/// The talk that was typed.
pub(super) fn talk(asked: &TalkAsked, wish: &TalkWish, between: Between) -> Result<Talk, Vec<Refusal>> {
    let mut refusals = Vec::new();
    let words = what_is_typed(&wish.words).unwrap_or_default();
    let mut at_the_day = |sentence: &str| refusals.push(Refusal::of(asked.field, sentence));
    match wish.on {
        None => at_the_day("Enter the day on which you spoke."),
        Some(on) if on > between.today => at_the_day("The day must be today or earlier."),
        Some(on) if between.happened.is_some_and(|happened| on < happened) => {
            at_the_day("The day must be that of the incident or later.");
        }
        Some(_) => {}
    }
    if let Some(sentence) = asked.must_say.filter(|_| words.is_empty()) {
        refusals.push(Refusal::of(format!("{}_words", asked.field), sentence));
    }
    match wish.on.filter(|_| refusals.is_empty()) {
        Some(on) => Ok(Talk { on, words: words.to_owned() }),
        None => Err(refusals),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    const BETWEEN: Between = Between { happened: Some(date(2026, 3, 1)), today: date(2026, 3, 4) };

    fn spoken(on: Option<Date>, words: &str, must_say: Option<&'static str>) -> Result<Talk, Vec<String>> {
        let wish = TalkWish { on, words: words.into() };
        talk(&TalkAsked { field: "them", must_say }, &wish, BETWEEN)
            .map_err(|refusals| refusals.into_iter().filter_map(|refusal| refusal.field).collect())
    }

    #[test]
    fn a_talk_was_on_the_day_of_what_it_is_about_or_after_it_and_has_been() {
        for day in [1, 4] {
            assert!(spoken(Some(date(2026, 3, day)), "", None).is_ok());
        }
        for on in [None, Some(date(2026, 2, 28)), Some(date(2026, 3, 5))] {
            assert_eq!(spoken(on, "We sat together.", None), Err(vec!["them".to_owned()]));
        }
    }

    #[test]
    fn what_was_said_may_stay_between_them_unless_it_must_be_told() {
        let day = Some(date(2026, 3, 2));
        assert_eq!(spoken(day, " ", None).unwrap().words, "");
        assert_eq!(spoken(day, " ", Some("Say who spoke.")), Err(vec!["them_words".to_owned()]));
        assert_eq!(spoken(day, " Robin ", Some("Say who spoke.")).unwrap().words, "Robin");
    }
}
