//! When the name that a file has can hardly be that of the child whom a number stood for.

use crate::people::called::other_forms;
use crate::people::keys::name_words;
use std::collections::{BTreeMap, BTreeSet};

/// A name as names are compared: its words, without their order.
pub type Words = BTreeSet<String>;

/// With so many letters one word can be the beginning of another that is the same name: Sam, Samir.
const BEGINNING: usize = 3;

/// The words of a name, as the search compares them.
pub fn words(name: &str) -> Words {
    name_words(name).into_iter().collect()
}

/// Whether a file has another name than any that the record has or had: no word is the same, another form
/// of the same, or its beginning. Where either side has no name nobody can say so.
pub fn another_name(file: &[Words], recorded: &BTreeSet<Words>) -> bool {
    let nobody = file.is_empty() || recorded.is_empty();
    !nobody && !file.iter().flatten().any(|word| recorded.iter().flatten().any(|known| fits(word, known)))
}

fn fits(one: &str, other: &str) -> bool {
    let begins = |short: &str, long: &str| short.chars().count() >= BEGINNING && long.starts_with(short);
    one == other || begins(one, other) || begins(other, one) || other_forms(one).any(|form| form == other)
}

/// The names under one number.
#[derive(Debug, Clone, Default)]
pub struct Named {
    /// Those that the files have now.
    pub file: Vec<Words>,
    /// Those that the record has or had.
    pub recorded: BTreeSet<Words>,
}

impl Named {
    fn is_new(&self, name: &Words) -> bool {
        !self.recorded.contains(name)
    }
}

/// Which of some numbers have their names exchanged, or moved along from one to the next: the file has under
/// one number the recorded name of another, and under that a name that was never its own. A name of one word
/// is many people's.
pub fn moved_names(numbers: &[Named]) -> BTreeSet<usize> {
    let mut left: BTreeMap<&Words, Vec<usize>> = BTreeMap::new();
    for (place, named) in numbers.iter().enumerate() {
        if named.file.iter().any(|name| named.is_new(name)) {
            let gone = named.recorded.iter().filter(|name| name.len() > 1 && !named.file.contains(name));
            gone.for_each(|name| left.entry(name).or_default().push(place));
        }
    }
    let mut moved = BTreeSet::new();
    for (place, named) in numbers.iter().enumerate() {
        for name in named.file.iter().filter(|name| named.is_new(name)) {
            for from in left.get(name).into_iter().flatten() {
                moved.extend([place, *from]);
            }
        }
    }
    moved
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(names: &[&str]) -> Vec<Words> {
        names.iter().map(|name| words(name)).collect()
    }

    fn is_another(file: &[&str], recorded: &[&str]) -> bool {
        another_name(&all(file), &all(recorded).into_iter().collect())
    }

    fn named(file: &str, recorded: &str) -> Named {
        let recorded = all(&[recorded]).into_iter().filter(|name| !name.is_empty()).collect();
        Named { file: all(&[file]), recorded }
    }

    fn moved(numbers: &[(&str, &str)]) -> Vec<usize> {
        let numbers: Vec<Named> = numbers.iter().map(|(file, recorded)| named(file, recorded)).collect();
        moved_names(&numbers).into_iter().collect()
    }

    #[test]
    fn a_name_without_a_word_of_any_name_of_the_record_is_another() {
        assert!(is_another(&["Zed Nine"], &["Bob Two"]));
        assert!(is_another(&["Zed Nine", "Zed"], &["Bob Two", "Robert Two"]));
    }

    #[test]
    fn a_word_of_a_name_from_before_or_of_the_other_use_is_enough() {
        assert!(!is_another(&["Ann Vale"], &["Ann Osei", "Ann"]));
        assert!(!is_another(&["Rex", "Ann Osei"], &["Ann Osei"]));
        assert!(!is_another(&["zoe ONEILL"], &["Zoë O'Neill"]));
    }

    #[test]
    fn another_form_of_a_word_and_its_beginning_are_the_same_name_and_two_letters_are_none() {
        assert!(!is_another(&["Ben"], &["Benjamin"]) && !is_another(&["Bill"], &["William"]));
        assert!(!is_another(&["Samir"], &["Sam"]) && !is_another(&["Sam"], &["Samir"]));
        assert!(is_another(&["Al"], &["Alwin"]));
    }

    #[test]
    fn where_the_file_or_the_record_has_no_name_nothing_is_another() {
        assert!(!is_another(&[], &["Bob Two"]) && !is_another(&["Bob Two"], &[]));
    }

    #[test]
    fn two_names_that_are_exchanged_are_both_in_doubt_with_one_surname_too() {
        let two = [("Jade Lodge", "Amber Lodge"), ("Amber Lodge", "Jade Lodge"), ("Cy Lodge", "Cy Lodge")];
        assert_eq!(moved(&two), [0, 1]);
    }

    #[test]
    fn names_that_moved_along_are_in_doubt_from_the_first_to_the_last() {
        let shifted = [("Jade Lodge", "Amber Lodge"), ("Cy Lodge", "Jade Lodge"), ("Di Lodge", "Cy Lodge")];
        assert_eq!(moved(&shifted), [0, 1, 2]);
        assert_eq!(moved(&[("Amber Lodge", ""), ("Jade Lodge", "Amber Lodge")]), [0, 1]);
    }

    #[test]
    fn a_name_that_its_number_still_has_moved_nowhere() {
        assert!(moved(&[("Jade Lodge", "Amber Lodge"), ("Jade Lodge", "Jade Lodge")]).is_empty());
        assert!(moved(&[("Amber Lodge", "Amber Lodge"), ("Jade Lodge", "Jade Lodge")]).is_empty());
    }

    #[test]
    fn a_name_of_one_word_is_many_peoples() {
        assert!(moved(&[("Jay", "Jayden"), ("Jason", "Jay")]).is_empty());
    }
}
