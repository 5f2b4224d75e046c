//! Working days in England.
//!
//! The bank holidays are a checked-in table, because proclamations move and add
//! some. They were worked out from the rules (Good Friday and Christmas Day by
//! common law; the Banking and Financial Dealings Act 1971, schedule 1; New
//! Year's Day and the first Monday of May by yearly proclamation; the next
//! working day for one at a weekend), not copied from the published list:
//! compare it when a year is added.

use jiff::civil::{Date, Weekday, date};

/// Bank holidays of England and Wales with their substitute days, in order.
const BANK_HOLIDAYS: [Date; 40] = [
    date(2024, 1, 1),
    date(2024, 3, 29),
    date(2024, 4, 1),
    date(2024, 5, 6),
    date(2024, 5, 27),
    date(2024, 8, 26),
    date(2024, 12, 25),
    date(2024, 12, 26),
    date(2025, 1, 1),
    date(2025, 4, 18),
    date(2025, 4, 21),
    date(2025, 5, 5),
    date(2025, 5, 26),
    date(2025, 8, 25),
    date(2025, 12, 25),
    date(2025, 12, 26),
    date(2026, 1, 1),
    date(2026, 4, 3),
    date(2026, 4, 6),
    date(2026, 5, 4),
    date(2026, 5, 25),
    date(2026, 8, 31),
    date(2026, 12, 25),
    date(2026, 12, 28),
    date(2027, 1, 1),
    date(2027, 3, 26),
    date(2027, 3, 29),
    date(2027, 5, 3),
    date(2027, 5, 31),
    date(2027, 8, 30),
    date(2027, 12, 27),
    date(2027, 12, 28),
    date(2028, 1, 3),
    date(2028, 4, 14),
    date(2028, 4, 17),
    date(2028, 5, 1),
    date(2028, 5, 29),
    date(2028, 8, 28),
    date(2028, 12, 25),
    date(2028, 12, 26),
];

/// Whether people work on a day in an office: no weekend and no bank holiday.
///
/// Outside the years of the table only weekends are known, so that what is due
/// may fall on a bank holiday: early, and never late.
pub fn is_working_day(day: Date) -> bool {
    !matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday) && !BANK_HOLIDAYS.contains(&day)
}

/// The first working day after a day. At the end of the calendar it is the day itself.
pub fn next_working_day(day: Date) -> Date {
    let mut next = day;
    while let Ok(tomorrow) = next.tomorrow() {
        next = tomorrow;
        if is_working_day(next) {
            return next;
        }
    }
    day
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::ToSpan;

    /// Easter Sunday (the anonymous Gregorian reckoning), to hold the table to.
    fn easter(year: i16) -> Date {
        let (century, in_century, golden) = (year / 100, year % 100, year % 19);
        let shift = (century - (century + 8) / 25 + 1) / 3;
        let moon = (19 * golden + century - century / 4 - shift + 15) % 30;
        let weekday = (32 + 2 * (century % 4) + 2 * (in_century / 4) - moon - in_century % 4) % 7;
        let late = (golden + 11 * moon + 22 * weekday) / 451;
        let day = moon + weekday - 7 * late + 114;
        date(year, i8::try_from(day / 31).unwrap(), i8::try_from(day % 31 + 1).unwrap())
    }

    /// The next day from this one on that neither falls on a weekend nor is taken.
    fn substitute(day: Date, taken: &[Date]) -> Date {
        let mut day = day;
        while matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday) || taken.contains(&day) {
            day = day.tomorrow().unwrap();
        }
        day
    }

    #[test]
    fn the_table_holds_the_eight_days_of_each_year_with_their_substitutes() {
        let mut expected = Vec::new();
        for year in 2024..=2028 {
            let monday =
                |month: i8, nth: i8| date(year, month, 1).nth_weekday_of_month(nth, Weekday::Monday).unwrap();
            let mut days = vec![substitute(date(year, 1, 1), &[])];
            days.push(easter(year).checked_sub(2.days()).unwrap());
            days.push(easter(year).tomorrow().unwrap());
            days.extend([monday(5, 1), monday(5, -1), monday(8, -1)]);
            let christmas = substitute(date(year, 12, 25), &[date(year, 12, 26)]);
            let boxing = substitute(date(year, 12, 26), &[christmas]);
            days.extend([christmas, boxing]);
            days.sort();
            expected.extend(days);
        }
        assert_eq!(BANK_HOLIDAYS.to_vec(), expected);
    }

    #[test]
    fn the_next_working_day_leaves_out_weekends_and_bank_holidays() {
        assert_eq!(next_working_day(date(2026, 3, 2)), date(2026, 3, 3));
        assert_eq!(next_working_day(date(2026, 3, 6)), date(2026, 3, 9));
        // Maundy Thursday: Good Friday, a weekend and Easter Monday come first.
        assert_eq!(next_working_day(date(2026, 4, 2)), date(2026, 4, 7));
        assert_eq!(next_working_day(date(2026, 12, 24)), date(2026, 12, 29));
        assert_eq!(next_working_day(date(2027, 12, 31)), date(2028, 1, 4));
        assert_eq!(next_working_day(date(2028, 2, 28)), date(2028, 2, 29));
    }

    #[test]
    fn outside_the_years_of_the_table_only_weekends_are_left_out() {
        assert_eq!(next_working_day(date(2033, 12, 23)), date(2033, 12, 26));
        assert_eq!(next_working_day(Date::MAX), Date::MAX);
    }
}
