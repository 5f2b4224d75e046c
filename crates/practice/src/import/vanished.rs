//! In which year's file a row is expected that was taken in before.

use super::Said;
use crate::codes::CollectionYear;
use crate::dates::Happened;
use crate::journal::Body;
use jiff::civil::Date;

/// Whether a row that said this is expected in the file of a collection year:
/// in its own year, or in every year its days touch. A time missing that
/// `People.csv` told of is in no return unless the return says so itself.
pub fn expected_in(said: &Said, year: CollectionYear) -> bool {
    match &said.body {
        Body::CarePeriod(period) => year.ends() >= period.year && touches(period.from, period.to, year),
        Body::SocialWorkerSpell(spell) => touches(spell.from, spell.to, year),
        Body::MissingRecorded(away) => {
            matches!(said.happened, Happened::Range(..)) && touches(away.from, away.to, year)
        }
        Body::ReviewHeld(_) => said.happened.first_day().is_some_and(|day| year.contains(day)),
        _ => said.year() == Some(year.ends()),
    }
}

fn touches(from: Date, to: Option<Date>, year: CollectionYear) -> bool {
    from <= year.last_day() && to.is_none_or(|to| to >= year.first_day())
}
