//! The story: everything about one young person, newest first.

mod file;
mod put_right;

pub use file::{FileAdded, FileRemoved, FileWish, FileWords, file_removed, file_words};
pub use put_right::{
    Answers, Asks, ELSEWHERE, NOT_KNOWN, PutRight, Question, YES_NO, answers, codes_offered, put_right,
    questions, year_of,
};

use crate::dates::Happened;
use crate::ids::{EventId, PostId};
use crate::import::Thing;
use crate::journal::{Class, Event};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// `story.note_written`. A correction of a note is another note that names it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoteWritten {
    /// A short title; empty where the author gave none.
    pub title: String,
    /// The words.
    pub text: String,
    /// Why an earlier version was corrected; empty in a first version.
    pub correction: String,
}

/// Who sees an entry differently.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WhoDisagrees {
    /// The young person, through a worker who wrote down their words.
    YoungPerson,
    /// Somebody in the family.
    Family,
    /// A worker.
    Worker,
}

/// `story.disagreement`: shown beside the entry it is about, everywhere.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Disagreement {
    /// Who sees it differently.
    pub who: WhoDisagrees,
    /// Their words.
    pub text: String,
}

/// `story.reclassified`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reclassified {
    /// The entry moved.
    pub entry: EventId,
    /// Its new privacy class.
    pub to: Class,
    /// Why.
    pub reason: String,
}

/// `story.erased`: the tombstone that lets seals verify without the payload.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ErasedLawfully {
    /// The entries erased.
    pub events: Vec<EventId>,
    /// The ground in law.
    pub ground: String,
    /// Who decided.
    pub deciders: Vec<PostId>,
    /// Which fact each of them told, where its kind alone does not say it.
    #[serde(default)]
    pub facts: Vec<ErasedFact>,
}

/// Which of several facts of one kind an erased entry told, and nothing of what
/// it said: no file tells this one again, and files go on telling the others.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ErasedFact {
    /// The entry erased.
    pub event: EventId,
    /// The fact, in a stable word.
    pub fact: String,
}

impl ErasedLawfully {
    /// The tombstone of some entries, made while they can still be read.
    pub fn of(entries: &[Event], ground: String, deciders: Vec<PostId>) -> Self {
        let fact = |event: &Event| {
            let fact = Thing::of(&event.body)?.fact()?.to_owned();
            Some(ErasedFact { event: event.id, fact })
        };
        Self {
            events: entries.iter().map(|event| event.id).collect(),
            ground,
            deciders,
            facts: entries.iter().filter_map(fact).collect(),
        }
    }
}

/// Entries that say how somebody is found: left out of a story that goes to others, such as a
/// court, where everybody in the case reads it. What a worker wrote in a note cannot be known.
pub const LEADS_TO_THEM: &[&str] = &[
    "people.number_recorded",
    "people.safe_contact_recorded",
    "people.contact_point_recorded",
    "people.contact_point_ended",
    "people.alert_raised",
    "people.alert_ended",
    "people.health_recorded",
    "people.photo_recorded",
    "people.photo_removed",
    "key_working.contact_logged",
    "key_working.contact_planned",
    "key_working.plan_called_off",
    "key_working.plan_logged",
    "key_working.rhythm_agreed",
    "key_working.task_put_off",
    "key_working.goodbye_told",
    "key_working.handover_written",
    "homes.sleeping_recorded",
    "homes.arrival_expected",
    "homes.day_noted",
    "safety.incident_recorded",
    "safety.incident_added_to",
    "hubs.responsible_team_named",
    "hubs.shift_line_written",
    "story.file_added",
    "story.file_removed",
];

/// Where a story goes on without an entry for longer than the council lets pass. A gap tells of the
/// entries in the reader's own list, and never that nothing happened or that nobody wrote.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Gaps {
    /// More days than these without an entry are a gap.
    pub after: i64,
    /// Up to which day the newest entry may leave a gap; absent where the list does not begin with
    /// the newest there is, and where nothing more is waited for.
    pub until: Option<Date>,
    /// When the entry happened that comes after the last one of the list, where the list is cut off.
    pub next: Option<Happened>,
}

impl Gaps {
    /// The days between two entries that follow each other, where they are a gap. What is known
    /// only by month or year leaves none.
    pub fn between(&self, later: Happened, earlier: Happened) -> Option<i32> {
        self.days(later.first_day()?, earlier)
    }

    /// The days from the newest entry of a list to the day of reading, where they are a gap.
    pub fn since(&self, newest: Happened) -> Option<i32> {
        self.days(self.until?, newest)
    }

    /// The days between the last entry of a list and the one that is on the next page, where they
    /// are a gap.
    pub fn below(&self, last: Happened) -> Option<i32> {
        self.between(last, self.next?)
    }

    fn days(&self, later: Date, earlier: Happened) -> Option<i32> {
        let days = later.since(earlier.first_day()?).ok()?.get_days();
        (i64::from(days) > self.after).then_some(days)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::journal::CATALOGUE;

    const GAPS: Gaps = Gaps { after: 14, until: None, next: None };

    fn at(when: &str) -> Happened {
        when.parse().unwrap()
    }

    #[test]
    fn what_leads_to_somebody_is_named_as_the_catalogue_names_it() {
        for kind in LEADS_TO_THEM.iter().copied() {
            assert!(CATALOGUE.iter().any(|entry| entry.kind == kind), "{kind}");
        }
    }

    #[test]
    fn more_than_14_days_from_one_entry_to_the_next_are_a_gap() {
        assert_eq!(GAPS.between(at("2026-06-15"), at("2026-06-01")), None);
        assert_eq!(GAPS.between(at("2026-06-16"), at("2026-06-01")), Some(15));
    }

    #[test]
    fn the_days_of_a_long_gap_are_counted_and_not_turned_into_months() {
        assert_eq!(GAPS.between(at("2026-06-16"), at("2026-04-01")), Some(76));
    }

    #[test]
    fn what_is_known_only_by_month_leaves_no_gap() {
        assert_eq!(GAPS.between(at("2026-06-16"), at("2026-04")), None);
        assert_eq!(GAPS.between(at("2026-06"), at("2026-04-01")), None);
    }

    #[test]
    fn the_newest_entry_leaves_a_gap_up_to_the_day_of_reading() {
        let read = Gaps { until: "2026-06-16".parse().ok(), ..GAPS };
        assert_eq!(read.since(at("2026-06-01")), Some(15));
        assert_eq!(read.since(at("2026-06-02")), None);
    }

    #[test]
    fn a_list_that_does_not_begin_with_the_newest_entry_has_no_gap_above_it() {
        assert_eq!(GAPS.since(at("2020-01-01")), None);
    }

    #[test]
    fn the_last_entry_of_a_page_leaves_a_gap_to_the_first_of_the_next() {
        let cut = Gaps { next: Some(at("2026-05-01")), ..GAPS };
        assert_eq!(cut.below(at("2026-06-01")), Some(31));
        assert_eq!(cut.below(at("2026-05-08")), None);
    }

    #[test]
    fn the_oldest_entry_of_all_leaves_no_gap_below_it() {
        assert_eq!(GAPS.below(at("2026-06-01")), None);
    }
}
