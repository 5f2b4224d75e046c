//! The collection year: 1 April to 31 March, named by the years it spans.

use crate::Refusal;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::fmt;

/// A year of the return, from 1 April to the 31 March it ends on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "i16", into = "i16")]
pub struct CollectionYear(i16);

impl CollectionYear {
    /// The first year whose files are read: 2016-17.
    pub const FIRST: Self = Self(2017);
    /// The last year this can name; far enough to need no thought.
    const LAST: i16 = 2099;

    /// The year that ends on 31 March of `year`, from 2017 (2016-17) on.
    pub fn ending(year: i16) -> Option<Self> {
        (Self::FIRST.0..=Self::LAST).contains(&year).then_some(Self(year))
    }

    /// The year a day falls in, from 2016-17 on.
    pub fn of(day: Date) -> Option<Self> {
        Self::ending(if day.month() >= 4 { day.year() + 1 } else { day.year() })
    }

    /// The calendar year in which it ends.
    pub fn ends(self) -> i16 {
        self.0
    }

    /// 1 April.
    pub fn first_day(self) -> Date {
        Date::constant(self.0 - 1, 4, 1)
    }

    /// 31 March.
    pub fn last_day(self) -> Date {
        Date::constant(self.0, 3, 31)
    }

    /// Whether the day falls in the year.
    pub fn contains(self, day: Date) -> bool {
        (self.first_day()..=self.last_day()).contains(&day)
    }

    /// The year after this one.
    pub fn next(self) -> Option<Self> {
        Self::ending(self.0 + 1)
    }

    /// Reads a year out of a name such as `2026`, `2025-26`, `2025_26` or
    /// `SSDA903 2025-26`. A single number is the year that ends on 31 March of
    /// it; two must follow one another, and alone they may be short: `25/26`. A name
    /// that holds no year, or more than one, is refused.
    pub fn parse(name: &str) -> Result<Self, Refusal> {
        let none = || Refusal::because(format!("\u{201c}{name}\u{201d} does not name one collection year."));
        let mut found = short_year(name.trim());
        for run in name.split(|c: char| !(c.is_ascii_digit() || matches!(c, '-' | '_' | '/'))) {
            let parts: Vec<&str> = run.split(['-', '_', '/']).filter(|part| !part.is_empty()).collect();
            if !parts.iter().any(|part| is_year(part)) {
                continue;
            }
            let year = year_of(&parts).ok_or_else(none)?;
            if found.is_some_and(|other| other != year) {
                return Err(none());
            }
            found = Some(year);
        }
        let year = found.ok_or_else(none)?;
        Self::ending(year).ok_or_else(|| {
            Refusal::because(format!("{year} is outside the years that can be read: 2016-17 and later."))
        })
    }
}

/// The year of `25/26`, where nothing else is written.
fn short_year(name: &str) -> Option<i16> {
    let (first, next) = name.split_once(['-', '_', '/'])?;
    let two = |part: &str| part.parse::<i16>().ok().filter(|_| part.len() == 2 && !part.starts_with('+'));
    let (first, next) = (two(first)?, two(next)?);
    (first + 1 == next).then_some(2000 + next)
}

fn is_year(part: &str) -> bool {
    part.len() == 4 && (part.starts_with("19") || part.starts_with("20"))
}

/// The year that joined numbers name: one year, or two that follow one another.
/// The 903 of SSDA903 may stand before them; a full date is not a year.
fn year_of(parts: &[&str]) -> Option<i16> {
    let parts = parts.strip_prefix(&["903"]).unwrap_or(parts);
    match parts {
        [year] => year.parse().ok(),
        [first, next] if is_year(first) => {
            let ends: i16 = first.parse::<i16>().ok()? + 1;
            let short = format!("{:02}", ends % 100);
            (*next == short || *next == ends.to_string()).then_some(ends)
        }
        _ => None,
    }
}

impl fmt::Display for CollectionYear {
    /// "2025-26".
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{:02}", self.0 - 1, self.0 % 100)
    }
}

impl TryFrom<i16> for CollectionYear {
    type Error = Refusal;

    fn try_from(year: i16) -> Result<Self, Refusal> {
        Self::ending(year).ok_or_else(|| Refusal::because("This is not a collection year that can be read."))
    }
}

impl From<CollectionYear> for i16 {
    fn from(year: CollectionYear) -> Self {
        year.0
    }
}
