//! The modules of the SSDA903 return for one collection year.

use crate::chance::{Chance, Purpose};
use crate::life::{Episode, Life, first_child_born, health, leaving};
use crate::names::Road;
use crate::person::{Person, Sex, pupil_number, turns};
use crate::plan::{Plan, days_of};
use crate::table::Table;
use exchange::{Module, columns};
use jiff::civil::Date;

/// The first collection year with social worker episodes (2023-24).
const WORKERS_FROM: i16 = 2024;
/// The first collection year with letters for sex (2024-25).
const LETTERS_FROM: i16 = 2025;

struct Tables {
    header: Table,
    episodes: Table,
    reviews: Table,
    missing: Table,
    oc2: Table,
    oc3: Table,
    workers: Table,
    uasc: Table,
    previous: Table,
}

/// One person in one year, and what every row about them says.
struct Row<'a> {
    plan: &'a Plan,
    year: i16,
    first: Date,
    last: Date,
    person: &'a Person,
    life: &'a Life,
    born: String,
}

/// The files of a collection year, by name.
pub(super) fn year(
    plan: &Plan,
    year: i16,
    people: &[Person],
    lives: &[Life],
) -> Vec<(&'static str, Vec<u8>)> {
    let (first, last) = days_of(year);
    let mut tables = Tables::new();
    for (person, life) in people.iter().zip(lives) {
        let row = Row { plan, year, first, last, person, life, born: day(person.born) };
        tables.add(&row);
    }
    tables.files(year)
}

impl Tables {
    fn new() -> Self {
        let of = |module| Table::new(columns(module));
        Self {
            header: of(Module::Header),
            episodes: of(Module::Episodes),
            reviews: of(Module::Reviews),
            missing: of(Module::Missing),
            oc2: of(Module::Oc2),
            oc3: of(Module::Oc3),
            workers: of(Module::SwEpisodes),
            uasc: of(Module::Uasc),
            previous: of(Module::PrevPerm),
        }
    }

    /// Everything the year says about one person: nothing at all for somebody
    /// who was neither in care in it nor asked about as a care leaver.
    fn add(&mut self, row: &Row) {
        let episodes: Vec<&Episode> = row
            .life
            .episodes
            .iter()
            .filter(|e| row.touches(e.start, e.end.as_ref().map(|end| end.day)))
            .collect();
        let after = leaving(row.plan, row.person, row.life, row.year);
        if episodes.is_empty() && after.is_none() {
            return;
        }
        self.header.row(&row.header());
        for episode in &episodes {
            self.episodes.row(&row.episode(episode));
        }
        self.around(row);
        if row.person.road == Road::Unaccompanied && !episodes.is_empty() {
            let eighteenth = turns(row.person.born, 18);
            self.uasc.row(&[row.number(), row.sex(), &row.born, &row.by_the_end(Some(eighteenth))]);
        }
        if episodes.iter().any(|episode| episode.why_new == "S" && episode.start >= row.first) {
            self.previous.row(&row.previous());
        }
        if let Some([touch, active, lives]) = after {
            self.oc3.row(&[row.number(), &row.born, touch, active, lives]);
        }
    }

    fn around(&mut self, row: &Row) {
        let (number, born) = (row.number(), row.born.as_str());
        for review in row.life.reviews.iter().filter(|review| row.within(review.day)) {
            self.reviews.row(&[number, born, &day(review.day), review.part]);
        }
        for spell in row.life.spells.iter().filter(|spell| row.touches(spell.from, Some(spell.until))) {
            let (from, until) = (day(spell.from), row.by_the_end(Some(spell.until)));
            self.missing.row(&[number, born, spell.kind, &from, &until]);
        }
        for worker in row.life.workers.iter().filter(|worker| row.touches(worker.from, worker.until)) {
            let (from, until) = (day(worker.from), row.by_the_end(worker.until));
            self.workers.row(&[number, born, worker.id, &from, &until, worker.why]);
        }
        if let Some(answers) = health(row.plan, row.person, row.life, row.year) {
            let mut cells = vec![number, born];
            cells.extend(answers.iter().map(String::as_str));
            self.oc2.row(&cells);
        }
    }

    fn files(self, year: i16) -> Vec<(&'static str, Vec<u8>)> {
        let mut files = vec![
            ("header.csv", self.header.bytes()),
            ("episodes.csv", self.episodes.bytes()),
            ("reviews.csv", self.reviews.bytes()),
            ("missing.csv", self.missing.bytes()),
            ("oc2.csv", self.oc2.bytes()),
            ("oc3.csv", self.oc3.bytes()),
            ("uasc.csv", self.uasc.bytes()),
            ("prev_perm.csv", self.previous.bytes()),
        ];
        if year >= WORKERS_FROM {
            files.push(("sw_episodes.csv", self.workers.bytes()));
        }
        files
    }
}

impl Row<'_> {
    fn number(&self) -> &str {
        &self.person.number
    }

    fn sex(&self) -> &'static str {
        match (self.person.sex, self.year >= LETTERS_FROM) {
            (Sex::M, true) => "M",
            (Sex::F, true) => "F",
            (Sex::M, false) => "1",
            (Sex::F, false) => "2",
        }
    }

    fn within(&self, day: Date) -> bool {
        (self.first..=self.last).contains(&day)
    }

    /// Whether something that began, and perhaps ended, is of this year.
    fn touches(&self, from: Date, until: Option<Date>) -> bool {
        from <= self.last && until.is_none_or(|until| until >= self.first)
    }

    /// A day as the year's return knows it: blank when it was yet to come.
    fn by_the_end(&self, when: Option<Date>) -> String {
        when.filter(|when| *when <= self.last).map(day).unwrap_or_default()
    }

    fn header(&self) -> [String; 7] {
        let child = first_child_born(self.plan, self.person).filter(|born| *born <= self.last);
        let mother = match (self.person.sex, child) {
            (Sex::M, _) => "",
            (Sex::F, None) => "0",
            (Sex::F, Some(_)) => "1",
        };
        [
            self.person.number.clone(),
            self.sex().into(),
            self.born.clone(),
            self.person.ethnic.into(),
            pupil_number(self.person, self.year),
            mother.into(),
            child.map(day).unwrap_or_default(),
        ]
    }

    fn episode(&self, episode: &Episode) -> [String; 13] {
        let end = episode.end.as_ref().filter(|end| end.day <= self.last);
        [
            self.person.number.clone(),
            day(episode.start),
            episode.why_new.into(),
            episode.status.into(),
            self.life.need.into(),
            episode.place.code(self.year).into(),
            episode.place.provider.into(),
            end.map(|end| day(end.day)).unwrap_or_default(),
            end.map(|end| end.why.into()).unwrap_or_default(),
            end.map(|end| end.change.into()).unwrap_or_default(),
            self.life.home.clone(),
            episode.place.postcode.clone(),
            episode.place.urn.clone(),
        ]
    }

    /// Most had no permanence before; a few did, some on a date half known.
    fn previous(&self) -> [String; 5] {
        let mut chance = Chance::of(self.plan.seed, self.person.place, Purpose::Leaving, 0);
        let when = chance.day(self.person.born, 400..=1500);
        let known = self.life.episodes.first().is_some_and(|episode| when < episode.start);
        let (code, date) = match chance.number(0..=11) {
            0 if known => ("P1", day(when)),
            1 if known => ("P2", format!("zz/{:02}/{}", when.month(), when.year())),
            2 if known => ("P3", format!("zz/zz/{}", when.year())),
            3 => ("P4", "zz/zz/zzzz".into()),
            _ => ("Z1", String::new()),
        };
        [self.person.number.clone(), self.born.clone(), code.into(), String::new(), date]
    }
}

/// A day as the return writes it.
pub(super) fn day(day: Date) -> String {
    format!("{:02}/{:02}/{:04}", day.day(), day.month(), day.year())
}
