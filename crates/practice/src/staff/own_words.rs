//! What a council may make its own: words, lists, numbers, which roles it uses, and what it says to everybody for a while.

use super::lists::{LISTS, List};
use super::thresholds::{THRESHOLDS, Threshold};
use super::{Announcement, Role, one_line};
use crate::Refusal;
use crate::words::{WORDS, Word};

/// One thing that a council may make its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OwnWord {
    /// What stands at the head of every page for a while.
    Announcement,
    /// A number within limits.
    Number(Threshold),
    /// A list that forms offer.
    List(List),
    /// What a role is called.
    Role(Role),
    /// Whether a role is used at all.
    Unused(Role),
    /// A word of the pages.
    Word(Word),
}

/// The key of what is announced.
const ANNOUNCEMENT: &str = "announcement";

impl OwnWord {
    /// All of them, in the order of the page. There is always an administrator.
    pub fn all() -> Vec<Self> {
        let numbers = THRESHOLDS.iter().copied().map(Self::Number);
        let lists = LISTS.iter().copied().map(Self::List);
        let roles = Role::ALL.iter().copied().map(Self::Role);
        let unused = Role::ALL.iter().copied().filter(|role| *role != Role::Administrator).map(Self::Unused);
        let said = std::iter::once(Self::Announcement);
        said.chain(numbers)
            .chain(lists)
            .chain(roles)
            .chain(unused)
            .chain(WORDS.iter().copied().map(Self::Word))
            .collect()
    }

    /// The one with this key.
    pub fn of(key: &str) -> Option<Self> {
        Self::all().into_iter().find(|one| one.key() == key)
    }

    /// Its stable key.
    pub fn key(&self) -> String {
        match self {
            Self::Announcement => ANNOUNCEMENT.into(),
            Self::Number(threshold) => threshold.key.into(),
            Self::List(list) => list.key.into(),
            Self::Role(role) => format!("role.{}", role.word()),
            Self::Unused(role) => format!("unused.{}", role.word()),
            Self::Word(word) => word.key.into(),
        }
    }

    /// What is kept of what was typed; nothing goes back to the usual.
    ///
    /// # Errors
    /// A sentence at the field `value`.
    pub fn checked(&self, own: Option<&str>, typed: &str) -> Result<String, Refusal> {
        match self {
            Self::Announcement | Self::Role(_) | Self::Word(_) if typed.trim().is_empty() => {
                Ok(String::new())
            }
            Self::Announcement => Announcement::of(typed).map(|said| said.kept()).ok_or_else(|| {
                Refusal::of("value", "Say from when and until when, and use 300 characters or fewer.")
            }),
            Self::Number(threshold) => threshold.checked(typed),
            Self::List(list) => list.changed(own, typed),
            Self::Unused(_) => match typed {
                "" | "yes" => Ok(typed.to_owned()),
                _ => Err(Refusal::of("value", "Choose whether your council uses this role.")),
            },
            Self::Role(_) | Self::Word(_) => one_line("value", "your word", typed),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_one_is_found_by_a_key_of_its_own() {
        let all = OwnWord::all();
        let keys: BTreeSet<String> = all.iter().map(OwnWord::key).collect();
        assert_eq!(keys.len(), all.len());
        assert!(all.iter().all(|one| OwnWord::of(&one.key()) == Some(*one)));
        assert_eq!(OwnWord::of("role.wizard"), None);
    }

    #[test]
    fn what_is_announced_has_its_time_and_nothing_announces_nothing() {
        let (one, kept) =
            (OwnWord::Announcement, "2026-06-04T08:00:00.000000Z 2026-06-05T08:00:00.000000Z Back soon");
        assert_eq!(one.checked(None, kept).unwrap(), kept);
        assert_eq!(one.checked(Some(kept), " ").unwrap(), "");
        assert_eq!(one.checked(None, "Back soon").unwrap_err().field.as_deref(), Some("value"));
    }

    #[test]
    fn there_is_always_an_administrator() {
        assert_eq!(OwnWord::of("unused.administrator"), None);
        assert!(OwnWord::of("unused.life_coach").is_some());
    }

    #[test]
    fn a_word_is_one_line_and_nothing_goes_back_to_the_usual() {
        let word = OwnWord::of("role.deputy").unwrap();
        assert_eq!(word.checked(None, " Shift  lead ").unwrap(), "Shift lead");
        assert_eq!(word.checked(None, "  ").unwrap(), "");
        assert!(word.checked(None, &"x".repeat(101)).is_err());
    }
}
