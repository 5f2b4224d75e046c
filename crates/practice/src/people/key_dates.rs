//! The days ahead that matter for somebody, out of what their record knows already. Nothing is kept: they are worked
//! out when a page is read, and no day is made up.

use super::events::BirthBasis;
use super::header::Header;
use crate::dates::attains;
use crate::ids::PostId;
use crate::key_working::Cohort;
use jiff::ToSpan;
use jiff::civil::Date;

/// How many days are shown at the most.
const MOST: usize = 5;

/// A day ahead, and what it is.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct KeyDate {
    /// The day: today or to come.
    pub on: Date,
    /// What it is.
    pub what: KeyMatter,
}

/// What makes a day matter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum KeyMatter {
    /// A birthday that changes what the law or this service gives.
    Birthday(ComingAge),
    /// The last day on which this worker covers for the key worker.
    CoverEnds(PostId),
}

/// An age that is coming.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct ComingAge {
    /// Which.
    pub age: AgeThatMatters,
    /// Whether they are in care now.
    pub in_care: bool,
    /// Whether the birth date that it is counted from was assessed, or is disputed.
    pub in_doubt: bool,
}

/// Ages that change what is given. Not every one is a day of law: at 21 and 25 somebody is asked what comes next.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum AgeThatMatters {
    /// From 16 on, whoever was in care for 13 weeks since 14 is owed an assessment for a pathway plan, within three
    /// months (The Care Planning, Placement and Case Review (England) Regulations 2010, part 7).
    Sixteen,
    /// Care ends. The support of this service does not.
    Eighteen,
    /// Support can go on to 25.
    TwentyOne,
    /// The service is for people of 12 to 25.
    TwentyFive,
}

impl AgeThatMatters {
    const ALL: [Self; 4] = [Self::Sixteen, Self::Eighteen, Self::TwentyOne, Self::TwentyFive];

    /// In completed years.
    pub const fn years(self) -> i16 {
        match self {
            Self::Sixteen => 16,
            Self::Eighteen => 18,
            Self::TwentyOne => 21,
            Self::TwentyFive => 25,
        }
    }
}

impl Header {
    /// The days ahead that matter, the nearest first: at most five within twelve months, and always the next birthday
    /// that does. When an alert is looked at again stands at the alert, and when a restriction is, with those who look
    /// again. Of somebody who has died there is none. A header that is narrowed to its reader has theirs alone.
    pub fn key_dates(&self, today: Date) -> Vec<KeyDate> {
        if self.died.is_some() {
            return Vec::new();
        }
        let birthday = self.birthday_that_matters(today);
        let covers = self.covers_from(today).map(|cover| (cover.is.to, KeyMatter::CoverEnds(cover.is.post)));
        let year = today.saturating_add(1.year());
        let mut dates: Vec<KeyDate> = covers
            .filter(|(on, _)| (today..=year).contains(on))
            .map(|(on, what)| KeyDate { on, what })
            .collect();
        dates.sort();
        dates.dedup();
        dates.truncate(MOST - usize::from(birthday.is_some()));
        dates.extend(birthday);
        dates.sort();
        dates
    }

    fn birthday_that_matters(&self, today: Date) -> Option<KeyDate> {
        let born = self.born()?;
        let basis = self.birth()?.is.basis;
        if basis == BirthBasis::Expected {
            return None;
        }
        let in_care = self.cohort.as_ref().is_some_and(|cohort| cohort.is == Cohort::LookedAfter);
        let in_doubt = matches!(basis, BirthBasis::Assessed | BirthBasis::Disputed);
        let matters = |age: &AgeThatMatters| in_care || *age != AgeThatMatters::Sixteen;
        AgeThatMatters::ALL.into_iter().filter(matters).find_map(|age| {
            let on = attains(born, age.years()).filter(|on| *on >= today)?;
            Some(KeyDate { on, what: KeyMatter::Birthday(ComingAge { age, in_care, in_doubt }) })
        })
    }
}

#[cfg(test)]
#[path = "key_dates_tests.rs"]
mod tests;
