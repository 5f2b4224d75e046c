//! Dates and times as the service knows them.
//!
//! *Recorded* is always an [`Instant`]. *Happened* is whatever was known: an
//! instant, a day, part of a date, or a range. Nothing here ever gains
//! precision it was not given.

mod ahead;
mod has_been;

pub use ahead::ahead;
pub use has_been::has_been;

use jiff::civil::{Date, Time};
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::fmt;
use std::str::FromStr;

/// The civil zone of the service.
pub const ZONE: &str = "Europe/London";

/// The time zone of the service (Europe/London), from the bundled database.
pub fn zone() -> TimeZone {
    TimeZone::get(ZONE).expect("the bundled time zone database holds Europe/London")
}

/// A moment, in whole microseconds since 1970 (UTC).
///
/// Both engines keep microseconds, so a value read back equals the value
/// written. On SQLite it is an integer, which sorts; text would not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Instant(pub i64);

impl Instant {
    /// From a jiff timestamp; anything below a microsecond is cut off.
    pub fn from_jiff(at: jiff::Timestamp) -> Self {
        Self(at.as_microsecond())
    }

    /// The moment as a jiff timestamp. Values outside jiff's range (years
    /// -9999 to 9999) are held at its ends.
    pub fn to_jiff(self) -> jiff::Timestamp {
        jiff::Timestamp::from_microsecond(self.0).unwrap_or(if self.0 < 0 {
            jiff::Timestamp::MIN
        } else {
            jiff::Timestamp::MAX
        })
    }

    /// The civil day in the service's zone at this moment.
    pub fn day(self) -> Date {
        self.to_jiff().to_zoned(zone()).date()
    }

    /// The civil time of day in the service's zone at this moment.
    pub fn time(self) -> jiff::civil::Time {
        self.to_jiff().to_zoned(zone()).time()
    }

    /// This moment moved by whole seconds (negative goes back).
    #[must_use]
    pub fn plus_seconds(self, seconds: i64) -> Self {
        Self(self.0.saturating_add(seconds.saturating_mul(1_000_000)))
    }
}

impl fmt::Display for Instant {
    /// RFC 3339 in UTC with six decimals: fixed width, so the text sorts.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:.6}", self.to_jiff())
    }
}

/// The moment at which a clock on the wall shows a time on a day: the first where it shows it twice, and none where the
/// clocks go forward over it.
pub fn at_clock(day: Date, time: Time) -> Option<Instant> {
    let at = Instant::from_jiff(day.to_datetime(time).to_zoned(zone()).ok()?.timestamp());
    (at.time() == time).then_some(at)
}

/// Every moment of a day at which the clock on the wall shows a time: none where the clocks go forward over it, two
/// where they go back over it.
pub fn on_the_clock(day: Date, time: Time) -> BTreeSet<Instant> {
    let shown = zone().to_ambiguous_timestamp(day.to_datetime(time));
    let moments = [shown.earlier(), shown.later()].into_iter().flatten().map(Instant::from_jiff);
    moments.filter(|at| at.time() == time).collect()
}

/// A date of which some parts may be unknown: `zz/05/2020` of the return is
/// [`PartialDate::Month`], `zz/zz/zzzz` is [`PartialDate::Unknown`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PartialDate {
    /// A full day.
    Day(Date),
    /// Year and month are known.
    Month(i16, i8),
    /// Only the year is known.
    Year(i16),
    /// Nothing is known of the date.
    Unknown,
}

impl fmt::Display for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Day(day) => write!(f, "{day}"),
            Self::Month(year, month) => write!(f, "{year:04}-{month:02}"),
            Self::Year(year) => write!(f, "{year:04}"),
            Self::Unknown => f.write_str("unknown"),
        }
    }
}

/// Text that is not a date in canonical form.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not a date in canonical form")]
pub struct NotADate;

impl FromStr for PartialDate {
    type Err = NotADate;

    /// Reads `2020-05-31`, `2020-05`, `2020` or `unknown`.
    fn from_str(text: &str) -> Result<Self, NotADate> {
        let number = |part: &str| part.parse::<i16>().map_err(|_| NotADate);
        match text.len() {
            10 => text.parse().map(Self::Day).map_err(|_| NotADate),
            7 if text == "unknown" => Ok(Self::Unknown),
            7 => {
                let (year, month) = text.split_once('-').ok_or(NotADate)?;
                let month = i8::try_from(number(month)?).map_err(|_| NotADate)?;
                if !(1..=12).contains(&month) {
                    return Err(NotADate);
                }
                Ok(Self::Month(number(year)?, month))
            }
            4 => Ok(Self::Year(number(text)?)),
            _ => Err(NotADate),
        }
    }
}

/// When something happened, as precisely as it is known and no more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Happened {
    /// At a moment.
    At(Instant),
    /// On a day, or in a month or year, or at an unknown time.
    On(PartialDate),
    /// From a day to a day, both included; an open end is `None`.
    Range(Date, Option<Date>),
}

impl Happened {
    /// The day it happened or began, when that is known.
    pub fn first_day(self) -> Option<Date> {
        match self {
            Self::At(at) => Some(at.day()),
            Self::On(PartialDate::Day(day)) | Self::Range(day, _) => Some(day),
            Self::On(_) => None,
        }
    }

    /// A text by which happenings sort: by day, and within a day those with a
    /// time before those without when read newest first. What is known only
    /// by month or year sorts before the days of that month or year.
    pub fn sort_key(self) -> String {
        match self {
            Self::At(at) => format!("{} 1 {at}", at.day()),
            Self::On(PartialDate::Unknown) => String::from("0000"),
            Self::On(date) => format!("{date}"),
            Self::Range(from, _) => format!("{from}"),
        }
    }
}

impl fmt::Display for Happened {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::At(at) => write!(f, "{at}"),
            Self::On(date) => write!(f, "{date}"),
            Self::Range(from, Some(to)) => write!(f, "{from}/{to}"),
            Self::Range(from, None) => write!(f, "{from}/.."),
        }
    }
}

impl FromStr for Happened {
    type Err = NotADate;

    fn from_str(text: &str) -> Result<Self, NotADate> {
        if let Some((from, to)) = text.split_once('/') {
            let from = from.parse().map_err(|_| NotADate)?;
            let to = if to == ".." { None } else { Some(to.parse().map_err(|_| NotADate)?) };
            return Ok(Self::Range(from, to));
        }
        if text.contains('T') {
            let at: jiff::Timestamp = text.parse().map_err(|_| NotADate)?;
            return Ok(Self::At(Instant::from_jiff(at)));
        }
        text.parse().map(Self::On)
    }
}

macro_rules! serde_as_text {
    ($name:ty) => {
        impl Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }
        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
                text.parse().map_err(serde::de::Error::custom)
            }
        }
    };
}
serde_as_text!(PartialDate);
serde_as_text!(Happened);

/// Completed years on a day.
///
/// Somebody born on 29 February attains an age on 1 March in other years, so
/// on 28 February they are still the younger age. Negative before birth.
pub fn age_on(born: Date, day: Date) -> i16 {
    let years = day.year() - born.year();
    let had_birthday = (day.month(), day.day()) >= (born.month(), born.day());
    if had_birthday { years } else { years - 1 }
}

/// The day on which somebody attains an age in completed years.
pub fn attains(born: Date, age: i16) -> Option<Date> {
    let year = born.year().checked_add(age)?;
    Date::new(year, born.month(), born.day()).or_else(|_| Date::new(year, 3, 1)).ok()
}

/// "4 June 2026", as dates are shown.
pub fn long_date(day: Date) -> String {
    day.strftime("%-d %B %Y").to_string()
}

/// "9:32am", as times are shown, in the service's zone.
pub fn clock_time(at: Instant) -> String {
    time_in_words(at.time())
}

/// "9:32am", of a time of day.
pub fn time_in_words(time: jiff::civil::Time) -> String {
    let (hour, half) = match time.hour() {
        0 => (12, "am"),
        hour @ 1..=11 => (hour, "am"),
        12 => (12, "pm"),
        hour => (hour - 12, "pm"),
    };
    format!("{hour}:{:02}{half}", time.minute())
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn born_on_29_february_attains_an_age_on_1_march_in_other_years() {
        let born = date(2008, 2, 29);
        assert_eq!(age_on(born, date(2026, 2, 28)), 17);
        assert_eq!(age_on(born, date(2026, 3, 1)), 18);
        assert_eq!(age_on(born, date(2028, 2, 29)), 20);
        assert_eq!(attains(born, 18), Some(date(2026, 3, 1)));
        assert_eq!(attains(born, 20), Some(date(2028, 2, 29)));
    }

    #[test]
    fn happened_is_read_back_as_written() {
        for text in [
            "2026-03-04T09:32:00.000000Z",
            "2026-03-04",
            "2026-03",
            "2026",
            "unknown",
            "2026-03-04/..",
            "2026-03-04/2026-04-01",
        ] {
            assert_eq!(text.parse::<Happened>().unwrap().to_string(), text);
        }
        for text in ["", "2026-13", "2026-02-31", "31/02/2026", "2026-3-4", "x", "2026/2026"] {
            assert!(text.parse::<Happened>().is_err(), "{text}");
        }
    }

    #[test]
    fn newest_first_shows_timed_entries_of_a_day_before_untimed_ones() {
        let mut keys: Vec<String> =
            ["2026-03-04", "2026-03-04T09:32:00.000000Z", "2026-03", "2026-03-05", "unknown", "2025-12-31"]
                .iter()
                .map(|text| text.parse::<Happened>().unwrap().sort_key())
                .collect();
        keys.sort_by(|a, b| b.cmp(a));
        assert_eq!(keys[0], "2026-03-05");
        assert!(keys[1].starts_with("2026-03-04 1"));
        assert_eq!(&keys[2..], ["2026-03-04", "2026-03", "2025-12-31", "0000"]);
    }

    #[test]
    fn the_day_is_the_civil_day_in_london_across_both_clock_changes() {
        // 25 October 2026, 00:30 UTC is 01:30 in summer time; 01:30 UTC is 01:30 again.
        let first: Happened = "2026-10-25T00:30:00.000000Z".parse().unwrap();
        let second: Happened = "2026-10-25T01:30:00.000000Z".parse().unwrap();
        assert_eq!(first.first_day(), second.first_day());
        let late: Happened = "2026-07-01T23:30:00.000000Z".parse().unwrap();
        assert_eq!(late.first_day(), Some(date(2026, 7, 2)));
    }

    #[test]
    fn times_are_shown_as_people_say_them() {
        let at = |text: &str| Instant::from_jiff(text.parse().unwrap());
        assert_eq!(clock_time(at("2026-01-04T09:05:00Z")), "9:05am");
        assert_eq!(clock_time(at("2026-01-04T00:05:00Z")), "12:05am");
        assert_eq!(clock_time(at("2026-01-04T12:05:00Z")), "12:05pm");
        assert_eq!(clock_time(at("2026-07-04T12:05:00Z")), "1:05pm");
        assert_eq!(long_date(date(2026, 6, 4)), "4 June 2026");
    }
}
