//! A whole life in and around care, drawn once. The files of a year are a
//! view of it, so no year can contradict another.

mod around;
mod course;
mod roads;
mod spells;

use crate::chance::{Chance, Purpose};
use crate::person::{Person, home};
use crate::places::Placement;
use crate::plan::Plan;
use jiff::ToSpan;
use jiff::civil::Date;

pub(crate) use around::{first_child_born, health, leaving};

/// How an episode ended.
#[derive(Debug, Clone)]
pub(crate) struct End {
    pub(crate) day: Date,
    /// Code of the reason: X1 when another episode begins the same day.
    pub(crate) why: &'static str,
    /// Code of the reason for the change of placement; empty when none.
    pub(crate) change: &'static str,
}

/// One episode of care: one legal status in one placement.
#[derive(Debug, Clone)]
pub(crate) struct Episode {
    pub(crate) start: Date,
    pub(crate) why_new: &'static str,
    pub(crate) status: &'static str,
    pub(crate) place: Placement,
    pub(crate) end: Option<End>,
}

impl Episode {
    /// Whether the episode holds a day; its last day belongs to the next.
    pub(crate) fn holds(&self, day: Date) -> bool {
        self.start <= day && self.end.as_ref().is_none_or(|end| day < end.day)
    }
}

/// A period away: missing (M), or away without leave (A).
#[derive(Debug, Clone)]
pub(crate) struct Spell {
    pub(crate) kind: &'static str,
    pub(crate) from: Date,
    pub(crate) until: Date,
}

/// A review and how the young person took part in it.
#[derive(Debug, Clone)]
pub(crate) struct Review {
    pub(crate) day: Date,
    pub(crate) part: &'static str,
}

/// A stretch with one social worker.
#[derive(Debug, Clone)]
pub(crate) struct Worker {
    pub(crate) name: &'static str,
    pub(crate) id: &'static str,
    pub(crate) from: Date,
    pub(crate) until: Option<Date>,
    /// Code of the reason for this worker.
    pub(crate) why: &'static str,
}

/// A life in care, from the first day known here to the last.
pub(crate) struct Life {
    /// Code of the category of need.
    pub(crate) need: &'static str,
    /// The family home's postcode.
    pub(crate) home: String,
    pub(crate) episodes: Vec<Episode>,
    pub(crate) reviews: Vec<Review>,
    pub(crate) spells: Vec<Spell>,
    pub(crate) workers: Vec<Worker>,
}

impl Life {
    /// Draws somebody's whole life.
    pub(crate) fn of(plan: &Plan, person: &Person) -> Self {
        let home = home(plan, person);
        let mut chance = Chance::of(plan.seed, person.place, Purpose::Care, 0);
        let need = chance.pick(needs(person));
        let episodes = roads::travel(plan, person, &home, &mut chance);
        let periods = periods(&episodes);
        Self {
            need,
            reviews: around::reviews(plan, person, &periods),
            spells: spells::spells(plan, person, &episodes),
            workers: around::workers(plan, person, &periods),
            home,
            episodes,
        }
    }

    /// The episode somebody is in on a day.
    pub(crate) fn on(&self, day: Date) -> Option<&Episode> {
        self.episodes.iter().rev().find(|episode| episode.holds(day))
    }

    /// Whether somebody was looked after on every day from one to another.
    pub(crate) fn throughout(&self, from: Date, to: Date) -> bool {
        periods(&self.episodes)
            .iter()
            .any(|period| period.from <= from && period.until.is_none_or(|until| until > to))
    }
}

/// A period of care: episodes that follow each other without a gap.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Period {
    pub(crate) from: Date,
    pub(crate) until: Option<Date>,
}

pub(crate) fn periods(episodes: &[Episode]) -> Vec<Period> {
    let mut found: Vec<Period> = Vec::new();
    for episode in episodes {
        let until = episode.end.as_ref().map(|end| end.day);
        match found.last_mut() {
            Some(period) if episode.why_new != "S" => period.until = until,
            _ => found.push(Period { from: episode.start, until }),
        }
    }
    found
}

/// The last day lives are drawn to: years later than this are never asked for.
pub(crate) fn horizon(plan: &Plan) -> Date {
    plan.opened.saturating_add(5.years())
}

fn needs(person: &Person) -> &'static [&'static str] {
    match person.road {
        crate::names::Road::Unaccompanied => &["N8"],
        _ => &["N1", "N1", "N1", "N1", "N3", "N4", "N4", "N5", "N5", "N6"],
    }
}
