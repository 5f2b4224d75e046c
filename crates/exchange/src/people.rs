//! The rows of `People.csv`.

use crate::cells::{Cells, Refused};
use crate::dates;
use crate::issue::Severity;
use crate::rows::{MissingNow, PersonRow};
use jiff::civil::Date;
use practice::journal::holds_control_characters;

/// The longest name or word that is taken, in characters.
const LONGEST: usize = 300;

pub(crate) fn person(cells: &mut Cells<'_>) -> Result<PersonRow, Refused> {
    let child = cells.child()?;
    let key_worker = words(cells, "KEY_WORKER");
    let key_worker_since = key_worker_since(cells, key_worker.is_some());
    Ok(PersonRow {
        source: cells.source,
        child,
        legal_name: words(cells, "LEGAL_NAME"),
        name_used: words(cells, "NAME_USED"),
        dob: cells.birth_date("DOB", None),
        team: words(cells, "TEAM"),
        social_worker: words(cells, "SOCIAL_WORKER"),
        key_worker,
        key_worker_since,
        cohort: words(cells, "COHORT"),
        sleeping_at: words(cells, "SLEEPING_AT"),
        stay_purpose: words(cells, "STAY_PURPOSE"),
        missing: missing_now(cells),
    })
}

/// Text as written, with runs of spaces and line ends made one space.
fn words(cells: &mut Cells<'_>, column: &'static str) -> Option<Box<str>> {
    let text = cells.text(column).split_whitespace().collect::<Vec<_>>().join(" ");
    if text.is_empty() {
        return None;
    }
    if holds_control_characters(&text) || text.contains('\u{fffd}') {
        cells.say(
            Severity::ValueLeftOut,
            column,
            "This holds a character that cannot be read, so it may not say what was meant.",
        );
        return None;
    }
    if text.chars().count() > LONGEST {
        cells.say(Severity::ValueLeftOut, column, "This is longer than 300 characters.");
        return None;
    }
    Some(text.into())
}

fn key_worker_since(cells: &mut Cells<'_>, has_key_worker: bool) -> Option<Date> {
    let since = cells.value("KEY_WORKER_SINCE", dates::day)?;
    if !has_key_worker {
        cells.say(Severity::ValueLeftOut, "KEY_WORKER_SINCE", "No key worker is named beside this date.");
        return None;
    }
    Some(since)
}

/// A date, a date and time, or yes and no. What cannot be read is left out and
/// said with urgency, because somebody may be missing tonight.
fn missing_now(cells: &mut Cells<'_>) -> Option<MissingNow> {
    let text = cells.text("MISSING_SINCE");
    match text.to_ascii_lowercase().as_str() {
        "" | "n" | "no" | "0" | "0.0" | "false" => return None,
        "y" | "yes" | "1" | "1.0" | "true" => {
            cells.say(
                Severity::ToCheck,
                "MISSING_SINCE",
                "Missing now, but the file does not say since when.",
            );
            return Some(MissingNow::SinceUnknown);
        }
        _ => {}
    }
    match dates::day_and_time(text) {
        Ok((day, time)) => Some(MissingNow::Since(day, time)),
        Err(reason) => {
            cells.say(
                Severity::ValueLeftOut,
                "MISSING_SINCE",
                format!("{reason} Please find out today whether this young person is missing."),
            );
            None
        }
    }
}
