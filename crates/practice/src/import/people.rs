//! Who comes in, and when two rows can hardly be about one child.

use crate::codes::CollectionYear;
use crate::dates::age_on;
use jiff::civil::Date;

/// The youngest age, in completed years, that comes in without a reason given.
pub const YOUNGEST: i16 = 10;
/// The oldest age that does.
pub const OLDEST: i16 = 25;

/// Whether somebody comes in on a day by their age. Where no file gives a
/// birth date nobody can say that they should not.
pub fn comes_in(born: Option<Date>, day: Date) -> bool {
    born.is_none_or(|born| (YOUNGEST..=OLDEST).contains(&age_on(born, day)))
}

/// Whether two birth dates can hardly be one child's: two or more of day,
/// month and year differ, and day and month have not merely changed places.
pub fn clearly_different(one: Date, other: Date) -> bool {
    let changed_places =
        one.year() == other.year() && (one.month(), one.day()) == (other.day(), other.month());
    let parts = [one.year() != other.year(), one.month() != other.month(), one.day() != other.day()];
    !changed_places && parts.into_iter().filter(|differs| *differs).count() >= 2
}

/// The letter of a sex as the return of a year writes it: 1 and 2 before 2024-25.
pub(super) fn sex_as_written(letter: &str, year: CollectionYear) -> &str {
    match letter {
        "M" if year.ends() < 2025 => "1",
        "F" if year.ends() < 2025 => "2",
        letter => letter,
    }
}

/// Sex as the return writes it since 2024-25: earlier files write 1 for M and
/// 2 for F, which is no change of what is known.
pub fn sex_in_letters(code: &str) -> &str {
    match code {
        "1" => "M",
        "2" => "F",
        other => other,
    }
}
