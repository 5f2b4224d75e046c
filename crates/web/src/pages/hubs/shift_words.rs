//! What shifts are called, and what is handed over of a young person, in words.

use crate::pages::story::their_words;
use crate::parts::{State, Task, capitalised, prose};
use jiff::civil::Date;
use maud::{Markup, html};
use practice::dates::{long_date, time_in_words};
use practice::hubs::{Shift, ShiftLineWritten, ShiftOfDay};
use work::hubs::ShiftUnread;

/// Where the list is.
pub(super) const LIST: &str = "/shifts";

/// Where a shift's note is, and its form.
pub(super) fn address(shift: Shift, rest: &str) -> String {
    format!("{LIST}/{shift}{rest}")
}

/// "the night of 27 November 2026"
pub(super) fn the_shift(shift: Shift) -> String {
    spell(shift.day, shift.of_day)
}

/// "Night of 27 November 2026"
pub(super) fn titled(shift: Shift) -> String {
    capitalised(the_shift(shift).trim_start_matches("the "))
}

/// "Night, 10pm to 8am"
pub(super) fn hours(shift: ShiftOfDay) -> String {
    let hour = |time| time_in_words(time).replace(":00", "");
    format!("{}, {} to {}", capitalised(named(shift)), hour(shift.begins()), hour(shift.ends()))
}

fn spell(day: Date, of_day: ShiftOfDay) -> String {
    format!("the {} of {}", named(of_day), long_date(day))
}

const fn named(of_day: ShiftOfDay) -> &'static str {
    match of_day {
        ShiftOfDay::Morning => "morning",
        ShiftOfDay::Evening => "evening",
        ShiftOfDay::Night => "night",
    }
}

/// What was handed over of a young person, for their story.
pub(crate) fn line(line: &ShiftLineWritten) -> Markup {
    html! {
        @if !line.text.is_empty() { (prose(&line.text)) }
        (their_words::told(&line.their_view, "What they want the next shift to know"))
        p .govuk-body .nwd-quiet { "Handed over by " (spell(line.day, line.shift)) "." }
    }
}

/// A note that somebody has not read yet, for the list of what needs them.
pub(crate) fn task(unread: &ShiftUnread) -> Task {
    Task {
        title: format!("Handover at {}: {}", unread.house, the_shift(unread.shift)),
        href: Some(address(unread.shift, "")),
        hint: Some(
            if unread.is_again { "Written again since you read it" } else { "Not yet read by you" }
                .to_owned(),
        ),
        beside: html! {},
        state: State::ToDo,
    }
}
