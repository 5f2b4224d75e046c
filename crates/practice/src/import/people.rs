//! Who comes in, and when two rows can hardly be about one child.

use crate::codes::CollectionYear;
use crate::dates::age_on;
use jiff::civil::Date;

/// The youngest age, in completed years, that comes in without a reason given.
pub const YOUNGEST: i16 = 10;
/// The oldest age that does.
pub const OLDEST: i16 = 25;

/// Whether somebody comes in on a day by their age. Where no file gives a
/// birth date nobody can say that they should not; the import names them.
pub fn comes_in(born: Option<Date>, day: Date) -> bool {
    born.is_none_or(|born| (YOUNGEST..=OLDEST).contains(&age_on(born, day)))
}

/// Whether somebody who comes in by the birth date of an earlier file would not by another one. A slip in a
/// year must not make a child somebody who is none of ours.
pub fn leaves_the_ages(was: Date, born: Date, day: Date) -> bool {
    comes_in(Some(was), day) && !comes_in(Some(born), day)
}

/// What follows where it is not certain who stands under a number. It is true of two children and of
/// several records of one child, before the matching desk has decided and after, and tells nobody which it is.
pub const NOTHING_IS_TAKEN_IN: &str =
    "Nothing under it is taken in until it is one child with one record, or the number is put right.";

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

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    const TODAY: Date = date(2026, 11, 27);

    #[test]
    fn whoever_is_of_age_leaves_the_ages_by_a_birth_date_that_is_too_early_too_late_or_to_come() {
        let was = date(2010, 4, 6);
        for born in [date(1999, 4, 6), date(2018, 4, 6), date(2027, 4, 6)] {
            assert!(leaves_the_ages(was, born, TODAY), "{born}");
        }
        assert!(!leaves_the_ages(was, date(2011, 4, 6), TODAY));
    }

    #[test]
    fn whoever_has_grown_out_of_the_ages_does_not_leave_them_again() {
        assert!(!leaves_the_ages(date(1999, 4, 6), date(1998, 4, 6), TODAY));
    }
}
