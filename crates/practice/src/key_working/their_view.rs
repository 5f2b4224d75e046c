//! How the young person saw it: their words, or an honest word for why there are none.

use crate::Refusal;
use crate::journal::what_is_typed;
use serde::{Deserialize, Serialize};

/// How the young person saw it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TheirView {
    /// Nothing was written down about it.
    #[default]
    NotWritten,
    /// Whoever wrote it did not ask, and says so.
    NotAsked,
    /// They were asked, and did not want to say.
    NotWanted,
    /// In their words, or as near as the writer can.
    Said(String),
}

/// What became of asking them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asked {
    /// They said it.
    Told,
    /// Nobody asked.
    NotAsked,
    /// They did not want to say.
    NotWanted,
}

impl Asked {
    /// Every one, as it is offered.
    pub const ALL: [Self; 3] = [Self::Told, Self::NotAsked, Self::NotWanted];

    /// The stable word.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Told => "told",
            Self::NotAsked => "not_asked",
            Self::NotWanted => "not_wanted",
        }
    }

    /// What a stable word says.
    pub fn read(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|asked| asked.word() == word)
    }
}

/// How they saw it, by what was typed at `said` and what was chosen. Words alone are taken for theirs.
///
/// # Errors
/// A sentence at `said` where words and choice contradict each other.
pub fn their_view(said: &str, asked: Option<Asked>) -> Result<TheirView, Refusal> {
    let contradiction = |sentence: &str| Err(Refusal::of("said", sentence));
    match (what_is_typed(said), asked) {
        (Some(said), None | Some(Asked::Told)) => Ok(TheirView::Said(said.to_owned())),
        (Some(_), Some(Asked::NotAsked)) => {
            contradiction("You wrote what they said. Take away that you did not ask, or the words.")
        }
        (Some(_), Some(Asked::NotWanted)) => {
            contradiction("You wrote what they said. Take away that they did not want to say, or the words.")
        }
        (None, Some(Asked::Told)) => contradiction("Write what they said, as near as you can."),
        (None, Some(Asked::NotAsked)) => Ok(TheirView::NotAsked),
        (None, Some(Asked::NotWanted)) => Ok(TheirView::NotWanted),
        (None, None) => Ok(TheirView::NotWritten),
    }
}

impl TheirView {
    /// What was chosen, for the form that is filled with it.
    pub const fn asked(&self) -> Option<Asked> {
        match self {
            Self::NotWritten => None,
            Self::NotAsked => Some(Asked::NotAsked),
            Self::NotWanted => Some(Asked::NotWanted),
            Self::Said(_) => Some(Asked::Told),
        }
    }

    /// Their words; empty where there are none.
    pub fn words(&self) -> &str {
        if let Self::Said(said) = self { said } else { "" }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_alone_are_theirs() {
        for asked in [None, Some(Asked::Told)] {
            assert_eq!(their_view(" It was fine. ", asked), Ok(TheirView::Said("It was fine.".into())));
        }
    }

    #[test]
    fn that_nobody_asked_and_that_they_did_not_want_to_say_are_answers_and_nothing_is_none() {
        assert_eq!(their_view(" ", Some(Asked::NotAsked)), Ok(TheirView::NotAsked));
        assert_eq!(their_view("", Some(Asked::NotWanted)), Ok(TheirView::NotWanted));
        assert_eq!(their_view("", None), Ok(TheirView::NotWritten));
    }

    #[test]
    fn what_contradicts_itself_is_refused_at_the_words() {
        for (said, asked) in [("Fine", Asked::NotAsked), ("Fine", Asked::NotWanted), ("", Asked::Told)] {
            assert_eq!(
                their_view(said, Some(asked)).unwrap_err().field.as_deref(),
                Some("said"),
                "{asked:?}"
            );
        }
    }

    #[test]
    fn a_form_is_filled_with_what_was_answered() {
        for (said, asked) in [
            ("", None),
            ("", Some(Asked::NotAsked)),
            ("", Some(Asked::NotWanted)),
            ("Fine", Some(Asked::Told)),
        ] {
            let view = their_view(said, asked).unwrap();
            assert_eq!((view.words(), view.asked()), (said, asked));
        }
        for asked in Asked::ALL {
            assert_eq!(Asked::read(asked.word()), Some(asked));
        }
    }
}
