//! From when somebody works with a young person.

use crate::Refusal;
use crate::dates::{Happened, Instant, PartialDate, long_date};
use jiff::civil::Date;

/// When a change of who works with somebody happened: a day that is not in the
/// future and later than the change that stands, or today. What is told of
/// today counts from this moment, so that it comes after whatever else
/// happened today.
///
/// # Errors
/// A sentence at the field `from`.
pub fn from_when(from: Date, stands: Option<Happened>, now: Instant) -> Result<Happened, Refusal> {
    let today = now.day();
    if from > today {
        return Err(Refusal::of("from", "Choose today or an earlier day."));
    }
    let since = stands.and_then(Happened::first_day);
    if let Some(since) = since.filter(|since| *since > today || (*since >= from && from < today)) {
        let sentence = format!("What stands now is from {}. Choose a later day.", long_date(since));
        return Err(Refusal::of("from", sentence));
    }
    Ok(if from == today { Happened::At(now) } else { Happened::On(PartialDate::Day(from)) })
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    /// Noon on 1 June 2026.
    const NOW: Instant = Instant(1_780_311_600_000_000);
    const TODAY: Date = date(2026, 6, 1);

    fn on(day: Date) -> Happened {
        Happened::On(PartialDate::Day(day))
    }

    #[test]
    fn a_change_told_of_today_comes_after_what_happened_today() {
        let earlier = Happened::At(NOW.plus_seconds(-3600));
        let now = from_when(TODAY, Some(earlier), NOW).unwrap();
        assert!(now.sort_key() > earlier.sort_key());
        assert!(from_when(TODAY, Some(on(TODAY)), NOW).is_ok());
    }

    #[test]
    fn a_change_of_an_earlier_day_is_later_than_what_stands() {
        assert!(from_when(date(2026, 5, 2), Some(on(date(2026, 5, 1))), NOW).is_ok());
        assert!(from_when(date(2026, 5, 2), None, NOW).is_ok());
        for day in [date(2026, 5, 1), date(2026, 4, 30)] {
            let refusal = from_when(day, Some(on(date(2026, 5, 1))), NOW).unwrap_err();
            assert!(refusal.sentence.contains("1 May 2026"), "{refusal}");
        }
    }

    #[test]
    fn nobody_begins_in_the_future() {
        assert!(from_when(date(2026, 6, 2), None, NOW).is_err());
        assert!(from_when(TODAY, Some(on(date(2026, 6, 2))), NOW).is_err());
    }

    #[test]
    fn where_the_day_of_what_stands_is_not_known_any_day_will_do() {
        let unknown = Some(Happened::On(PartialDate::Unknown));
        assert!(from_when(date(2020, 1, 1), unknown, NOW).is_ok());
    }
}
