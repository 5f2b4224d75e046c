//! How far off a day is, as people say it.

use jiff::Unit;
use jiff::civil::Date;

/// "today", "tomorrow", "in 12 days", "in 6 months" or "in 3 years": whole ones, and never more than are left. For a
/// day that is today or to come.
pub fn ahead(day: Date, today: Date) -> String {
    let whole = |unit| today.until((unit, day)).ok();
    let months = whole(Unit::Month).map_or(0, |span| span.get_months());
    let days = whole(Unit::Day).map_or(0, |span| span.get_days());
    match (months, days) {
        (24.., _) => format!("in {} years", months / 12),
        (2.., _) => format!("in {months} months"),
        (1, _) => "in 1 month".to_owned(),
        (_, 1) => "tomorrow".to_owned(),
        (_, 2..) => format!("in {days} days"),
        _ => "today".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn how_far_off_a_day_is_is_said_in_whole_days_months_and_years() {
        let today = date(2026, 11, 28);
        for (day, words) in [
            (today, "today"),
            (date(2026, 11, 29), "tomorrow"),
            (date(2026, 12, 10), "in 12 days"),
            (date(2026, 12, 28), "in 1 month"),
            (date(2027, 6, 4), "in 6 months"),
            (date(2028, 11, 27), "in 23 months"),
            (date(2028, 11, 28), "in 2 years"),
            (date(2030, 1, 1), "in 3 years"),
        ] {
            assert_eq!(ahead(day, today), words, "{day}");
        }
    }

    #[test]
    fn the_last_day_of_a_short_month_is_not_a_month_after_one_of_a_long_month() {
        assert_eq!(ahead(date(2027, 2, 27), date(2027, 1, 31)), "in 27 days");
    }
}
