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

/// Whether the names of a file can hardly be those of the record: the legal name decides where there is one. A
/// name used may be chosen, and is only to be checked while the legal name fits.
pub fn hardly_theirs(legal: &[Words], used: &[Words], recorded: &BTreeSet<Words>) -> bool {
    another_name(if legal.is_empty() { used } else { legal }, recorded)
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

    /// Whether the file has a new name here, and a recorded one no more.
    fn has_left(&self, recorded: &Words) -> bool {
        self.file.iter().any(|name| self.is_new(name))
            && !self.file.iter().any(|name| recorded.is_subset(name))
    }

    /// Whether a name is one of the record's own with more words, and those were another's name before: two
    /// cousins may have one name, and one of them gets a second surname.
    fn had(&self, anothers: &Words, name: &Words) -> bool {
        self.recorded.iter().any(|own| anothers.is_subset(own) && own.is_subset(name))
    }
}

/// What the files have under other numbers than the records do. Numbers are named by their place.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Moved {
    /// Whose names are exchanged, or moved along from one to the next: the file has under one number the
    /// recorded name of another, and under that a name that was never its own.
    pub exchanged: BTreeSet<usize>,
    /// The names of a file that were never the record's own, and have all the words of one that another's record
    /// has or had. Where no name was recorded there may be a namesake.
    pub anothers: BTreeMap<usize, BTreeSet<Words>>,
}

/// Looks for names that moved from one number to another. A name of one word is many people's.
pub fn moved_names(numbers: &[Named]) -> Moved {
    let known = Known::of(numbers);
    let mut moved = Moved::default();
    for (place, named) in numbers.iter().enumerate() {
        for name in named.file.iter().filter(|name| named.is_new(name)) {
            let anothers = known.within(name).filter(|(whole, _)| !named.had(whole, name));
            for (whole, from) in anothers.filter(|(_, from)| *from != place) {
                if !named.recorded.is_empty() {
                    moved.anothers.entry(place).or_default().insert(name.clone());
                }
                if numbers[from].has_left(whole) {
                    moved.exchanged.extend([place, from]);
                }
            }
        }
    }
    moved
}

/// Recorded names of several words, by the first of these: so many records are compared with so many rows
/// without comparing each with each.
struct Known<'n>(BTreeMap<&'n str, BTreeMap<&'n Words, Vec<usize>>>);

impl<'n> Known<'n> {
    fn of(numbers: &'n [Named]) -> Self {
        let mut known = Self(BTreeMap::new());
        for (place, named) in numbers.iter().enumerate() {
            for name in named.recorded.iter().filter(|name| name.len() > 1) {
                let first = name.first().map(String::as_str).unwrap_or_default();
                known.0.entry(first).or_default().entry(name).or_default().push(place);
            }
        }
        known
    }

    /// The recorded names all of whose words a name has, each with the places where it stands.
    fn within<'s>(&'s self, name: &'s Words) -> impl Iterator<Item = (&'n Words, usize)> + 's {
        let begin_so = name.iter().filter_map(|word| self.0.get(word.as_str())).flatten();
        let within = begin_so.filter(|(whole, _)| whole.is_subset(name));
        within.flat_map(|(whole, places)| places.iter().map(|place| (*whole, *place)))
    }
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
        let some = |name: &str| all(&[name]).into_iter().filter(|name| !name.is_empty());
        Named { file: some(file).collect(), recorded: some(recorded).collect() }
    }

    fn looked_at(numbers: &[(&str, &str)]) -> Moved {
        let numbers: Vec<Named> = numbers.iter().map(|(file, recorded)| named(file, recorded)).collect();
        moved_names(&numbers)
    }

    fn exchanged(numbers: &[(&str, &str)]) -> Vec<usize> {
        looked_at(numbers).exchanged.into_iter().collect()
    }

    fn anothers(numbers: &[(&str, &str)]) -> Vec<usize> {
        looked_at(numbers).anothers.into_keys().collect()
    }

    fn is_hardly(legal: &[&str], used: &[&str], recorded: &[&str]) -> bool {
        hardly_theirs(&all(legal), &all(used), &all(recorded).into_iter().collect())
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
    fn a_legal_name_of_which_no_word_fits_is_hardly_theirs_even_if_the_name_used_fits() {
        assert!(is_hardly(&["Kit Vale"], &["Sam"], &["Sam Osei", "Sam"]));
        assert!(!is_hardly(&["Kit Osei"], &["Sam"], &["Sam Osei", "Sam"]));
        assert!(!is_hardly(&["Sam Vale"], &[], &["Samuel Osei"]));
    }

    #[test]
    fn a_name_used_that_is_wholly_other_is_chosen_while_the_legal_name_fits_and_hardly_theirs_alone() {
        assert!(!is_hardly(&["Sam Osei"], &["Rex"], &["Sam Osei", "Sam"]));
        assert!(is_hardly(&[], &["Rex"], &["Sam Osei", "Sam"]));
    }

    #[test]
    fn two_names_that_are_exchanged_are_both_in_doubt_with_one_surname_too() {
        let two = [("Jade Lodge", "Amber Lodge"), ("Amber Lodge", "Jade Lodge"), ("Cy Lodge", "Cy Lodge")];
        assert_eq!((exchanged(&two), anothers(&two)), (vec![0, 1], vec![0, 1]));
    }

    #[test]
    fn names_that_moved_along_are_in_doubt_from_the_first_to_the_last() {
        let shifted = [("Jade Lodge", "Amber Lodge"), ("Cy Lodge", "Jade Lodge"), ("Di Lodge", "Cy Lodge")];
        assert_eq!(exchanged(&shifted), [0, 1, 2]);
        assert_eq!(exchanged(&[("Amber Lodge", ""), ("Jade Lodge", "Amber Lodge")]), [0, 1]);
    }

    #[test]
    fn a_name_that_another_number_keeps_is_anothers_under_this_one_alone() {
        let one = [("Jade Lodge", "Amber Lodge"), ("Jade Lodge", "Jade Lodge")];
        assert_eq!((exchanged(&one), anothers(&one)), (vec![], vec![0]));
        let more_words = [("Jade Ann Lodge", "Amber Lodge"), ("", "Jade Lodge")];
        assert_eq!((exchanged(&more_words), anothers(&more_words)), (vec![], vec![0]));
    }

    #[test]
    fn a_name_that_the_record_has_or_had_is_nobody_elses() {
        let same = looked_at(&[("Amber Lodge", "Amber Lodge"), ("Jade Lodge", "Jade Lodge")]);
        assert_eq!(same, Moved::default());
        assert_eq!(
            looked_at(&[("Jade Lodge", "Jade Lodge"), ("Jade Lodge", "Jade Lodge")]),
            Moved::default()
        );
    }

    #[test]
    fn somebody_without_a_recorded_name_may_be_a_namesake() {
        assert_eq!(looked_at(&[("Jade Lodge", ""), ("Jade Lodge", "Jade Lodge")]), Moved::default());
    }

    #[test]
    fn one_of_two_namesakes_may_get_a_word_more() {
        assert!(anothers(&[("Jade Lodge Hart", "Jade Lodge"), ("Jade Lodge", "Jade Lodge")]).is_empty());
        assert_eq!(anothers(&[("Jade Lodge Hart", "Jade Lodge"), ("", "Jade Lodge Hart")]), [0]);
    }

    #[test]
    fn a_name_of_one_word_is_many_peoples() {
        assert_eq!(looked_at(&[("Jay", "Jayden"), ("Jason", "Jay")]), Moved::default());
        assert_eq!(looked_at(&[("Jay Vale", "Jayden"), ("Jay", "Jay")]), Moved::default());
    }
}
