//! Dates as files write them.

use jiff::civil::{Date, Time};
use practice::dates::PartialDate;

/// What is said of a value that is not a date.
pub(crate) const NOT_A_DATE: &str = "This is not a date. Dates are written dd/mm/yyyy, such as 04/06/2026.";

/// Reads `dd/mm/yyyy`, `d/m/yyyy` or `yyyy-mm-dd`; midnight after it, which
/// databases add, is not a time. Two-digit years are refused: they would have
/// to be guessed.
pub(crate) fn day(text: &str) -> Result<Date, &'static str> {
    let text = without_midnight(text);
    let (year, month, day) = if let [day, month, year] = parts(text, '/')[..] {
        (year, month, day)
    } else if let [year, month, day] = parts(text, '-')[..] {
        (year, month, day)
    } else {
        return Err(reason_for(text));
    };
    let (year, month, day) = (year_number(year)?, short_number(month)?, short_number(day)?);
    if !(1900..=2100).contains(&year) {
        return Err("The year of this date is not between 1900 and 2100.");
    }
    Date::new(year, month, day).map_err(|_| "There is no such day. Dates are written dd/mm/yyyy.")
}

/// Reads a date of which the day, the day and month, or all may be `zz`.
pub(crate) fn partial_day(text: &str) -> Result<PartialDate, &'static str> {
    let lower = text.to_ascii_lowercase();
    match parts(&lower, '/')[..] {
        ["zz", "zz", "zzzz"] => Ok(PartialDate::Unknown),
        ["zz", "zz", year] => known_year(year).map(PartialDate::Year),
        ["zz", month, year] => {
            let month = short_number(month)?;
            if !(1..=12).contains(&month) {
                return Err(NOT_A_DATE);
            }
            Ok(PartialDate::Month(known_year(year)?, month))
        }
        _ => day(text).map(PartialDate::Day),
    }
}

/// Reads a day and, where one is written after it, a time of day (24 hours).
pub(crate) fn day_and_time(text: &str) -> Result<(Date, Option<Time>), &'static str> {
    let (date, time) = match text.split_once([' ', 'T']) {
        Some((date, time)) => (date, Some(time.trim())),
        None => (text, None),
    };
    let Some(time) = time.filter(|time| !time.is_empty()) else { return Ok((day(date)?, None)) };
    let wrong = "The time is not written as hours and minutes, such as 21:30.";
    let numbers: Vec<i8> = time.split(':').map(short_number).collect::<Result<_, _>>().map_err(|_| wrong)?;
    let time = match numbers[..] {
        [hour, minute] | [hour, minute, 0] => Time::new(hour, minute, 0, 0).map_err(|_| wrong)?,
        _ => return Err(wrong),
    };
    Ok((day(date)?, Some(time)))
}

fn without_midnight(text: &str) -> &str {
    match text.split_once([' ', 'T']) {
        Some((date, "00:00" | "00:00:00" | "00:00:00.000" | "00:00:00.0000000")) => date,
        _ => text,
    }
}

fn parts(text: &str, between: char) -> Vec<&str> {
    text.splitn(4, between).collect()
}

fn known_year(text: &str) -> Result<i16, &'static str> {
    let year = year_number(text)?;
    if (1900..=2100).contains(&year) { Ok(year) } else { Err(NOT_A_DATE) }
}

fn year_number(text: &str) -> Result<i16, &'static str> {
    let digits = text.bytes().all(|byte| byte.is_ascii_digit());
    match text.len() {
        4 if digits => text.parse().map_err(|_| NOT_A_DATE),
        2 if digits => {
            Err("The year of this date has two digits. Write it with four, so that it need not be guessed.")
        }
        _ => Err(NOT_A_DATE),
    }
}

/// One or two digits.
fn short_number(text: &str) -> Result<i8, &'static str> {
    let digits = matches!(text.len(), 1 | 2) && text.bytes().all(|byte| byte.is_ascii_digit());
    if digits { text.parse().map_err(|_| NOT_A_DATE) } else { Err(NOT_A_DATE) }
}

fn reason_for(text: &str) -> &'static str {
    let serial = text.len() == 5 && text.bytes().all(|byte| byte.is_ascii_digit());
    if serial {
        "This is a spreadsheet's number for a date. Format the column as a date, dd/mm/yyyy."
    } else {
        NOT_A_DATE
    }
}
