//! Dates and times as people type them.

use jiff::civil::{Date, Time};

/// What is wrong with a date in three boxes: the box to go back to, and the
/// rest of a sentence that begins with what the date is ("The date of the
/// visit …").
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct NotADay {
    /// `day`, `month` or `year`; `None` when it is the date as a whole.
    pub(super) part: Option<&'static str>,
    /// Such as "must include a year".
    pub(super) wrong: &'static str,
}

const NOT_REAL: NotADay = NotADay { part: None, wrong: "must be a real date, like 4 June 2026" };

/// Reads the three boxes of a date; `None` when all are empty.
///
/// The month may be a number, a name or the start of a name. A whole date
/// pasted into the first box is taken apart.
pub(super) fn day(day: &str, month: &str, year: &str) -> Result<Option<Date>, NotADay> {
    let typed = [day.trim(), month.trim(), year.trim()];
    let [day, month, year] = match (pasted(typed[0]), typed) {
        (Some(parts), [_, "", ""]) => parts,
        _ => typed,
    };
    let missing = |part, wrong| Err(NotADay { part: Some(part), wrong });
    match (day, month, year) {
        ("", "", "") => return Ok(None),
        ("", "", _) => return missing("day", "must include a day and a month"),
        ("", _, "") => return missing("day", "must include a day and a year"),
        ("", ..) => return missing("day", "must include a day"),
        (_, "", "") => return missing("month", "must include a month and a year"),
        (_, "", _) => return missing("month", "must include a month"),
        (_, _, "") => return missing("year", "must include a year"),
        _ => {}
    }
    // A year such as 0000 is a slip, or no year at all.
    if year.len() != 4 || !figures(year) || year < "1800" {
        return Err(NotADay { part: Some("year"), wrong: "must have a year of 4 figures, like 2026" });
    }
    let Some(month) = month_number(month) else {
        return Err(NotADay { part: Some("month"), wrong: "must have a real month, like 6 or June" });
    };
    let real = |day: i8| Date::new(year.parse().ok()?, month, day).ok();
    day_number(day).and_then(real).map(Some).ok_or(NOT_REAL)
}

/// Reads a time of day: `9:32am`, `9.32 pm`, `9am`, `21:32`, `2132`, `noon`.
///
/// An hour alone is not taken, because half the day is missing from it.
pub(super) fn clock(typed: &str) -> Option<Time> {
    let text: String = typed.chars().filter(|c| !c.is_whitespace()).collect::<String>().to_lowercase();
    match text.as_str() {
        "noon" | "midday" => return Time::new(12, 0, 0, 0).ok(),
        "midnight" => return Some(Time::midnight()),
        _ => {}
    }
    let halves = [("am", 0), ("a.m.", 0), ("pm", 12), ("p.m.", 12)];
    let half = halves.iter().find_map(|(ending, add)| Some((text.strip_suffix(ending)?, *add)));
    let (hour, minute) = hour_and_minute(half.map_or(text.as_str(), |(rest, _)| rest), half.is_some())?;
    let hour = match half {
        Some((_, add)) if (1..=12).contains(&hour) => hour % 12 + add,
        Some(_) => return None,
        None => hour,
    };
    Time::new(hour, minute, 0, 0).ok()
}

fn hour_and_minute(text: &str, hour_alone: bool) -> Option<(i8, i8)> {
    if let Some((hour, minute)) = text.split_once([':', '.']) {
        let fits = (1..=2).contains(&hour.len()) && minute.len() == 2;
        return if fits && figures(hour) && figures(minute) {
            Some((hour.parse().ok()?, minute.parse().ok()?))
        } else {
            None
        };
    }
    if !figures(text) {
        return None;
    }
    match text.len() {
        1 | 2 if hour_alone => Some((text.parse().ok()?, 0)),
        3 | 4 => {
            let (hour, minute) = text.split_at(text.len() - 2);
            Some((hour.parse().ok()?, minute.parse().ok()?))
        }
        _ => None,
    }
}

/// A whole date in one box, as its day, month and year.
fn pasted(text: &str) -> Option<[&str; 3]> {
    let mut parts = text.split([' ', '/', '-', '.', ',']).filter(|part| !part.is_empty());
    let three = [parts.next()?, parts.next()?, parts.next()?];
    if parts.next().is_some() {
        return None;
    }
    let year_first = three[0].len() == 4 && figures(three[0]);
    Some(if year_first { [three[2], three[1], three[0]] } else { three })
}

fn day_number(text: &str) -> Option<i8> {
    let lower = text.to_ascii_lowercase();
    let number = ["st", "nd", "rd", "th"].iter().find_map(|end| lower.strip_suffix(end)).unwrap_or(&lower);
    if figures(number) { number.parse().ok() } else { None }
}

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

fn month_number(text: &str) -> Option<i8> {
    if figures(text) {
        return text.parse().ok().filter(|number| (1..=12).contains(number));
    }
    let name = text.trim_end_matches('.').to_lowercase();
    if name.len() < 3 {
        return None;
    }
    (1..).zip(MONTHS).find_map(|(number, month)| month.starts_with(&name).then_some(number))
}

fn figures(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::{date, time};

    #[test]
    fn a_month_may_be_a_number_a_name_or_the_start_of_a_name() {
        for month in ["9", "09", "September", "SEPT", "sep.", " sept "] {
            assert_eq!(day("4", month, "2026"), Ok(Some(date(2026, 9, 4))), "{month}");
        }
        assert_eq!(day("4th", "June", "2026"), Ok(Some(date(2026, 6, 4))));
        for month in ["ju", "13", "0", "juno", "٦", "-1"] {
            assert_eq!(day("4", month, "2026").unwrap_err().part, Some("month"), "{month}");
        }
    }

    #[test]
    fn a_whole_date_pasted_into_the_first_box_is_taken_apart() {
        for typed in ["4/6/2026", "4 June 2026", "04-06-2026", "2026-06-04", "4.6.2026", "4 June, 2026"] {
            assert_eq!(day(typed, "", ""), Ok(Some(date(2026, 6, 4))), "{typed}");
        }
    }

    #[test]
    fn a_missing_box_is_named_and_is_where_the_error_leads() {
        assert_eq!(day("", " ", ""), Ok(None));
        let missing = |d, m, y| {
            let problem = day(d, m, y).unwrap_err();
            (problem.part.unwrap(), problem.wrong)
        };
        assert_eq!(missing("4", "6", ""), ("year", "must include a year"));
        assert_eq!(missing("4", "", "2026"), ("month", "must include a month"));
        assert_eq!(missing("", "6", ""), ("day", "must include a day and a year"));
        assert_eq!(missing("4", "", ""), ("month", "must include a month and a year"));
    }

    #[test]
    fn a_date_that_does_not_exist_goes_back() {
        for (d, m, y) in [("29", "2", "2026"), ("31", "4", "2026"), ("0", "1", "2026"), ("x", "1", "2026")] {
            assert_eq!(day(d, m, y), Err(NOT_REAL), "{d} {m} {y}");
        }
        assert_eq!(day("29", "2", "2028"), Ok(Some(date(2028, 2, 29))));
    }

    #[test]
    fn a_year_of_two_figures_is_not_guessed() {
        for year in ["26", "20266", "2O26", "+202", "0000", "0026"] {
            assert_eq!(day("4", "6", year).unwrap_err().part, Some("year"), "{year}");
        }
    }

    #[test]
    fn a_time_is_read_as_people_type_it() {
        for (typed, wanted) in [
            ("9:32am", time(9, 32, 0, 0)),
            (" 9.32 PM ", time(21, 32, 0, 0)),
            ("9am", time(9, 0, 0, 0)),
            ("9 p.m.", time(21, 0, 0, 0)),
            ("12am", time(0, 0, 0, 0)),
            ("12:05pm", time(12, 5, 0, 0)),
            ("21:32", time(21, 32, 0, 0)),
            ("2132", time(21, 32, 0, 0)),
            ("930", time(9, 30, 0, 0)),
            ("Noon", time(12, 0, 0, 0)),
            ("midnight", time(0, 0, 0, 0)),
        ] {
            assert_eq!(clock(typed), Some(wanted), "{typed}");
        }
    }

    #[test]
    fn what_is_not_a_time_is_not_guessed() {
        for typed in
            ["", "9", "25:00", "13pm", "0am", "9:3", "9:60", "99999", "-1:00", "nine", "٩:٣٢", "am", ":"]
        {
            assert_eq!(clock(typed), None, "{typed}");
        }
    }
}
