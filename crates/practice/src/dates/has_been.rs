//! When something was, as it is typed into a form about what has been.

use super::{Happened, Instant, PartialDate, at_clock, long_date};
use crate::Refusal;
use jiff::civil::{Date, Time};

/// When something was that somebody did with or for a young person: on a day that has come, and before they died; at
/// a time of that day where one is known.
///
/// # Errors
/// A sentence at the day or the time.
pub fn has_been(
    day: Date,
    time: Option<Time>,
    now: Instant,
    died: Option<Date>,
) -> Result<Happened, Refusal> {
    if day > now.day() {
        return Err(Refusal::of("day", "The day must be today or earlier."));
    }
    if let Some(died) = died.filter(|died| day > *died) {
        let sentence = format!("They died on {}. Choose that day or one before it.", long_date(died));
        return Err(Refusal::of("day", sentence));
    }
    let Some(time) = time else { return Ok(Happened::On(PartialDate::Day(day))) };
    match at_clock(day, time) {
        None => Err(Refusal::of("time", "The clocks went forward over this time.")),
        Some(at) if at <= now => Ok(Happened::At(at)),
        Some(_) => Err(Refusal::of("time", "The time must be now or earlier.")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::{date, time};

    const NOW: Instant = Instant(1_772_445_600_000_000);

    #[test]
    fn what_was_done_with_somebody_has_been_and_was_before_they_died() {
        let today = NOW.day();
        let on = |day| has_been(day, None, NOW, None);
        assert_eq!(on(today), Ok(Happened::On(PartialDate::Day(today))));
        assert_eq!(on(today.tomorrow().unwrap()).unwrap_err().field.as_deref(), Some("day"));
        let died = today.yesterday().unwrap();
        assert!(has_been(died, None, NOW, Some(died)).is_ok());
        assert!(has_been(today, None, NOW, Some(died)).is_err());
    }

    #[test]
    fn a_time_makes_it_exact_and_has_been_too() {
        let yesterday = NOW.day().yesterday().unwrap();
        let at = has_been(yesterday, Some(time(23, 30, 0, 0)), NOW, None).unwrap();
        assert!(matches!(at, Happened::At(at) if at.day() == yesterday && at.time() == time(23, 30, 0, 0)));
        let later = has_been(NOW.day(), Some(time(23, 59, 0, 0)), NOW, None);
        assert_eq!(later.unwrap_err().field.as_deref(), Some("time"));
        assert_eq!(NOW.day(), date(2026, 3, 2));
    }

    #[test]
    fn a_time_that_the_clocks_left_out_is_refused_and_one_that_came_twice_is_the_first() {
        let later = NOW.plus_seconds(400 * 86_400);
        let at = |day, hour| has_been(day, Some(time(hour, 30, 0, 0)), later, None);
        assert_eq!(at(date(2026, 3, 29), 1).unwrap_err().field.as_deref(), Some("time"));
        assert_eq!(at(date(2026, 10, 25), 1), Ok("2026-10-25T00:30:00.000000Z".parse().unwrap()));
        assert!(has_been(date(2028, 2, 29), None, later.plus_seconds(400 * 86_400), None).is_ok());
    }
}
