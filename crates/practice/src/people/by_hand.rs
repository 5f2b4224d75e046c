//! What nobody means who types a day: a year with a wrong figure.

use super::BirthBasis;
use crate::Refusal;
use crate::dates::{PartialDate, age_on, long_date};
use jiff::ToSpan;
use jiff::civil::{Date, date};

/// Nobody here is born before; a date before is somebody else's or mistyped.
const FIRST: Date = date(1900, 1, 1);

/// The oldest that somebody is, in years, when a worker writes them down. The
/// service is with people to 25; some come back, and some were missed.
const OLDEST: i16 = 30;

/// A birth date that a worker types: no later than today, unless a child is
/// expected within the year, and of somebody who was no older than 30 when the
/// service came to know of them. A council's files have a rule of their own.
pub fn born_by_hand(born: Date, basis: BirthBasis, known_since: Date, today: Date) -> Result<(), Refusal> {
    let refuse = |sentence: String| Err(Refusal::of("born", sentence));
    let within_a_year = today.saturating_add(1.year());
    if basis == BirthBasis::Expected && born > within_a_year {
        return refuse(format!(
            "A child is expected within a year: on or before {}.",
            long_date(within_a_year)
        ));
    }
    if basis != BirthBasis::Expected && born > today {
        return refuse("The birth date must be today or earlier.".into());
    }
    let age = age_on(born, known_since);
    if born < FIRST || age > OLDEST {
        return refuse(format!(
            "Somebody born on {} was {age} when the service came to know of them. Check the year: records are for \
             people up to {OLDEST}.",
            long_date(born)
        ));
    }
    Ok(())
}

/// The day on which somebody looks at an alert again: after today, and within
/// a year, for nobody remembers what was put off for longer.
pub fn alert_looked_at(review_on: Date, today: Date) -> Result<(), Refusal> {
    let last = today.saturating_add(1.year());
    if review_on <= today {
        return Err(Refusal::of(
            "review_on",
            "Choose a day after today on which somebody looks at it again.",
        ));
    }
    if review_on > last {
        let sentence = format!("Somebody looks at it again within a year: on or before {}.", long_date(last));
        return Err(Refusal::of("review_on", sentence));
    }
    Ok(())
}

/// The day on which somebody died: no later than today, and not before they were born.
pub fn died_by_hand(died: Date, born: Option<PartialDate>, today: Date) -> Result<(), Refusal> {
    if died > today {
        return Err(Refusal::of("day", "The day must be today or earlier."));
    }
    match born {
        Some(PartialDate::Day(born)) if died < born => {
            let sentence = format!("They were born on {}. Choose that day or one after it.", long_date(born));
            Err(Refusal::of("day", sentence))
        }
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TODAY: Date = date(2026, 3, 2);

    fn is_born(born: Date) -> bool {
        born_by_hand(born, BirthBasis::Given, TODAY, TODAY).is_ok()
    }

    #[test]
    fn somebody_who_is_written_down_is_born_and_no_older_than_thirty() {
        assert!(is_born(TODAY) && is_born(date(1995, 3, 3)));
        assert!(!is_born(date(2026, 3, 3)) && !is_born(date(1995, 3, 2)) && !is_born(date(1890, 1, 1)));
        let no = born_by_hand(date(1890, 1, 1), BirthBasis::Given, TODAY, TODAY).unwrap_err();
        assert!(no.sentence.contains("was 136 when") && no.field.as_deref() == Some("born"), "{no}");
    }

    #[test]
    fn the_birth_date_of_somebody_known_for_long_is_put_right_however_old_they_are_now() {
        let known = date(2016, 3, 2);
        assert!(born_by_hand(date(1990, 1, 1), BirthBasis::Document, known, TODAY).is_ok());
        assert!(born_by_hand(date(1980, 1, 1), BirthBasis::Document, known, TODAY).is_err());
    }

    #[test]
    fn nobody_dies_before_they_are_born_or_later_than_today() {
        let born = Some(PartialDate::Day(date(2013, 5, 20)));
        assert!(
            died_by_hand(date(2013, 5, 20), born, TODAY).is_ok() && died_by_hand(TODAY, born, TODAY).is_ok()
        );
        let no = died_by_hand(date(2000, 1, 1), born, TODAY).unwrap_err();
        assert_eq!(
            (no.field.as_deref(), &*no.sentence),
            (Some("day"), "They were born on 20 May 2013. Choose that day or one after it.",)
        );
        assert!(died_by_hand(date(2026, 3, 3), born, TODAY).is_err());
        assert!(died_by_hand(date(2000, 1, 1), None, TODAY).is_ok(), "where no birth date is known");
    }

    #[test]
    fn a_child_is_expected_within_a_year() {
        let expected = |born| born_by_hand(born, BirthBasis::Expected, TODAY, TODAY).is_ok();
        assert!(expected(date(2027, 3, 2)) && !expected(date(2027, 3, 3)));
    }

    #[test]
    fn an_alert_is_looked_at_again_after_today_and_within_a_year() {
        let fits = |day| alert_looked_at(day, TODAY).is_ok();
        assert!(fits(date(2026, 3, 3)) && fits(date(2027, 3, 2)));
        assert!(!fits(TODAY) && !fits(date(2027, 3, 3)) && !fits(date(2120, 1, 1)));
    }
}
