//! The fields of what the council says at the head of every page.

use crate::parts::{Form, field};
use maud::{Markup, html};
use practice::dates::{Instant, clock_time, long_date};
use practice::staff::{Announcement, AnnouncementWish, LONGEST_ANNOUNCEMENT, announcement};

/// The form with the days and times that stand.
pub(super) fn prefilled(form: Form, kept: &str) -> Form {
    let Some(stands) = Announcement::of(kept) else { return form };
    form.with_day("from", stands.from().day())
        .with("from_time", clock_time(stands.from()))
        .with_day("until", stands.until().day())
        .with("until_time", clock_time(stands.until()))
}

/// What was typed as it is kept; with neither words, days nor times nothing is announced any more. None, with what
/// is wrong in the form, where it cannot be taken.
pub(super) fn read(form: &mut Form, now: Instant) -> Option<String> {
    let is_ended =
        ["from-day", "from_time", "until-day", "until_time"].iter().all(|part| form.value(part).is_empty());
    if form.text("value").is_none() && is_ended {
        return Some(String::new());
    }
    let words =
        form.must_text("value", "Write what everybody should know, or empty the days and times to end it.")?;
    let from =
        (form.must_day("from", "the day it begins"), form.must_clock("from_time", "the time it begins"));
    let until =
        (form.must_day("until", "the day it ends"), form.must_clock("until_time", "the time it ends"));
    let wish = AnnouncementWish { words, from: (from.0?, from.1?), until: (until.0?, until.1?) };
    match announcement(&wish, now) {
        Ok(said) => Some(said.kept()),
        Err(refusals) => {
            form.refuse_all(refusals);
            None
        }
    }
}

/// What is kept, in words.
pub(super) fn in_words(kept: &str) -> String {
    let moment = |at: Instant| format!("{} at {}", long_date(at.day()), clock_time(at));
    match Announcement::of(kept) {
        Some(said) => format!("{} From {} until {}", said.words(), moment(said.from()), moment(said.until())),
        None => "Nothing".to_owned(),
    }
}

pub(super) fn questions(form: &Form, hint: &str) -> Markup {
    let longest = u32::try_from(LONGEST_ANNOUNCEMENT).unwrap_or(u32::MAX);
    html! {
        (field::area("value", "What should everybody know?").hint(hint.to_owned()).limit(longest).optional().show(form))
        (field::day("from", "From which day?").optional().show(form))
        (field::clock("from_time", "From what time?").optional().show(form))
        (field::day("until", "Until which day?").optional().show(form))
        (field::clock("until_time", "Until what time?").optional().show(form))
    }
}
