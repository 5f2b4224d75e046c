//! Story notes as a good key worker writes them: to the young person, who
//! may read them at 25.

mod written;

use crate::chance::{Chance, Purpose};
use jiff::civil::Date;
use practice::dates::age_on;
use std::ops::RangeInclusive;
use written::{Template, WRITTEN};

/// A synthetic note.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// What it is about: "visit", "call", "family", "learning", "health",
    /// "home", "good news", "hard day", "plan" or "out and about".
    pub kind: &'static str,
    /// The note, written to the young person as "you".
    pub text: String,
    /// The ages it fits, in completed years.
    pub ages: RangeInclusive<i16>,
}

/// A note and the day it is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DatedNote {
    /// The day it happened.
    pub day: Date,
    /// The note.
    pub note: Note,
}

/// Notes about one young person, without end. What they like and who matters
/// to them stays the same through all of them; no note comes again until
/// every other has been.
pub fn notes(seed: u64) -> impl Iterator<Item = Note> {
    let mut chance = Chance::of(seed, 0, Purpose::Notes, 0);
    let likes = Likes::drawn(&mut chance);
    let mut left: Vec<&'static Template> = Vec::new();
    std::iter::from_fn(move || {
        if left.is_empty() {
            left = shuffled(&mut chance);
        }
        let template = left.pop()?;
        Some(Note {
            kind: template.kind,
            text: likes.told(template.text, &mut chance),
            ages: template.ages.clone(),
        })
    })
}

/// Notes about one young person from a day to another, some days apart, each
/// fitting their age on its day.
pub fn notes_between(seed: u64, born: Date, from: Date, until: Date) -> Vec<DatedNote> {
    let mut chance = Chance::of(seed, 0, Purpose::Notes, 1);
    let mut day = chance.day(from, 0..=6);
    let mut source = notes(seed);
    let mut found = Vec::new();
    while day <= until {
        let age = age_on(born, day);
        // Every round holds notes for any age, so one is found within two.
        if let Some(note) = source.by_ref().take(2 * WRITTEN.len()).find(|note| note.ages.contains(&age)) {
            found.push(DatedNote { day, note });
        }
        day = chance.day(day, 4..=11);
    }
    found
}

/// What stays the same about somebody from note to note.
struct Likes {
    thing: &'static str,
    food: &'static str,
    lesson: &'static str,
    relative: &'static str,
    friend: &'static str,
    job: &'static str,
}

impl Likes {
    fn drawn(chance: &mut Chance) -> Self {
        Self {
            thing: chance.pick(&[
                "drawing", "football", "boxing", "baking", "music", "fishing", "dancing", "skating",
                "climbing", "gaming",
            ]),
            food: chance.pick(&[
                "jollof rice",
                "chilli",
                "pasta bake",
                "fajitas",
                "roast chicken",
                "stir-fry",
                "lentil curry",
                "fish pie",
            ]),
            lesson: chance.pick(&[
                "art",
                "maths",
                "PE",
                "science",
                "history",
                "food tech",
                "English",
                "construction",
            ]),
            relative: chance.pick(&[
                "your nan",
                "your mum",
                "your dad",
                "your big sister",
                "your auntie",
                "your grandad",
                "your little brother",
            ]),
            friend: chance.pick(&[
                "your best friend",
                "your friend from primary school",
                "your friend from training",
                "your cousin",
            ]),
            job: chance.pick(&[
                "hairdressing",
                "joinery",
                "working with animals",
                "catering",
                "childcare",
                "mechanics",
                "nursing",
                "art and design",
            ]),
        }
    }

    /// The text with its gaps filled.
    fn told(&self, text: &str, chance: &mut Chance) -> String {
        let place = chance.pick(&[
            "the harbour",
            "the park",
            "the moor",
            "the beach",
            "the river",
            "the hill behind the church",
        ]);
        let drink =
            chance.pick(&["hot chocolate", "a brew", "milkshakes", "chips", "toast", "cheese toasties"]);
        let close = chance.pick(&[
            "See you soon.",
            "I will be there, same as always.",
            "Thank you for letting me in today.",
            "Ring me any time before then.",
            "It was good to see you.",
            "I am proud to work with you.",
        ]);
        [
            ("{thing}", self.thing),
            ("{food}", self.food),
            ("{lesson}", self.lesson),
            ("{relative}", self.relative),
            ("{Relative}", &capital(self.relative)),
            ("{friend}", self.friend),
            ("{job}", self.job),
            ("{place}", place),
            ("{drink}", drink),
            ("{close}", close),
        ]
        .iter()
        .fold(text.to_owned(), |told, (gap, word)| told.replace(gap, word))
    }
}

/// The words with a capital, to begin a sentence.
fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

fn shuffled(chance: &mut Chance) -> Vec<&'static Template> {
    let mut order: Vec<&'static Template> = WRITTEN.iter().collect();
    for last in (1..order.len()).rev() {
        let other = usize::try_from(chance.number(0..=i32::try_from(last).unwrap_or(0))).unwrap_or(0);
        order.swap(last, other);
    }
    order
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use std::collections::BTreeSet;

    #[test]
    fn every_gap_is_filled_and_every_sentence_begins_with_a_capital() {
        for note in (0..8).flat_map(|seed| notes(seed).take(WRITTEN.len())) {
            assert!(!note.text.contains(['{', '}']), "{}", note.text);
            let first_letters = note.text.split(". ").filter_map(|sentence| sentence.chars().next());
            assert!(first_letters.into_iter().all(char::is_uppercase), "{}", note.text);
        }
    }

    #[test]
    fn no_note_comes_again_until_every_other_has_been() {
        let round: Vec<Note> = notes(4).take(WRITTEN.len()).collect();
        let different: BTreeSet<&str> = round.iter().map(|note| note.text.as_str()).collect();
        assert_eq!(different.len(), WRITTEN.len());
    }

    #[test]
    fn there_are_at_least_forty() {
        assert!(WRITTEN.len() >= 40, "{}", WRITTEN.len());
    }

    #[test]
    fn a_note_is_written_to_the_young_person_and_is_short() {
        for template in &WRITTEN {
            let text = template.text.to_lowercase();
            assert!(text.contains("you"), "{}", template.text);
            assert!(text.len() < 520, "{}", template.text);
        }
    }

    #[test]
    fn notes_between_two_days_fit_the_age_and_stay_in_order() {
        let born = date(2013, 6, 1);
        let found = notes_between(7, born, date(2024, 11, 23), date(2026, 11, 23));
        assert!((60..=190).contains(&found.len()), "{}", found.len());
        let grown = notes_between(7, date(2006, 6, 1), date(2025, 11, 23), date(2026, 11, 23));
        assert!(
            grown.len() > 25
                && grown
                    .iter()
                    .all(|dated| dated.note.kind != "learning" || !dated.note.text.contains("school"))
        );
        assert!(found.windows(2).all(|pair| pair[0].day < pair[1].day));
        assert!(found.iter().all(|dated| dated.note.ages.contains(&age_on(born, dated.day))));
        assert!(found.iter().all(|dated| dated.day >= date(2024, 11, 23) && dated.day <= date(2026, 11, 23)));
    }

    #[test]
    fn the_same_seed_gives_the_same_notes_and_another_seed_others() {
        let of = |seed| notes(seed).take(90).collect::<Vec<_>>();
        assert_eq!(of(1), of(1));
        assert_ne!(of(1), of(2));
    }
}
