//! Why a name that somebody typed may be a name in a record.

use super::called::{other_forms, with_or_without_p};
use super::keys::{name_words, sound};

/// How well a name that was typed fits a recorded one, the loosest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum NameFit {
    /// A word of it sounds like the one typed.
    SoundsAlike,
    /// A word of it begins as the one typed.
    BeginsSo,
    /// A word of it is another form of the one typed: Ben, Benjamin.
    AnotherForm,
    /// Every word that was typed stands in it.
    Same,
}

impl NameFit {
    /// Why, about a recorded name.
    pub fn sentence(self, recorded: &str) -> String {
        match self {
            Self::Same => format!("The name fits: {recorded}."),
            Self::AnotherForm => format!("Another form of the name: {recorded}."),
            Self::BeginsSo => format!("A name that begins the same: {recorded}."),
            Self::SoundsAlike => format!("A name that sounds alike: {recorded}."),
        }
    }
}

/// How each word that was typed fits a word of a recorded name, in any order;
/// the word that fits worst counts. Absent where one fits none, or nothing was typed.
pub fn name_fit(typed: &str, recorded: &str) -> Option<NameFit> {
    let recorded = name_words(recorded);
    name_words(typed)
        .iter()
        .map(|word| recorded.iter().filter_map(|known| word_fit(word, known)).max())
        .min()
        .flatten()
}

fn word_fit(typed: &str, known: &str) -> Option<NameFit> {
    if typed == known {
        Some(NameFit::Same)
    } else if other_forms(typed).any(|form| form == known) {
        Some(NameFit::AnotherForm)
    } else if known.starts_with(typed) {
        Some(NameFit::BeginsSo)
    } else {
        let heard = sound(known);
        let spelled = [Some(typed.to_owned()), with_or_without_p(typed)];
        let alike = spelled.iter().flatten().map(|word| sound(word)).any(|sound| sound == heard);
        (alike && heard.chars().count() > 1).then_some(NameFit::SoundsAlike)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_of_a_name_fit_in_any_order() {
        assert_eq!(name_fit("osei SAM", "Sam Osei"), Some(NameFit::Same));
        assert_eq!(name_fit("Sam", "Sam Osei"), Some(NameFit::Same));
    }

    #[test]
    fn the_word_that_fits_worst_counts() {
        assert_eq!(name_fit("Samuel Osei", "Sam Osei"), Some(NameFit::AnotherForm));
        assert_eq!(name_fit("Samuel Ose", "Sam Osei"), Some(NameFit::BeginsSo));
        assert_eq!(name_fit("Stefan Tomson", "Stephen Thompson"), Some(NameFit::SoundsAlike));
        assert_eq!(name_fit("Sam Quist", "Sam Osei"), None);
    }

    #[test]
    fn nothing_fits_nobody() {
        assert_eq!(name_fit(" - ", "Sam Osei"), None);
        assert_eq!(name_fit("Sam", ""), None);
    }

    #[test]
    fn one_letter_sounds_like_nothing() {
        assert_eq!(name_fit("Jo", "Jay"), None);
    }
}
