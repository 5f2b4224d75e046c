//! In which year's file a row is expected that was taken in before.

use super::Said;
use crate::codes::CollectionYear;
use crate::dates::Happened;
use crate::journal::Body;
use jiff::civil::Date;

/// Whether a row that said this is expected in the file of a collection year:
/// in its own year, or in every year its days touch. A time missing that
/// `People.csv` told of is in no return unless the return says so itself.
///
/// `oldest` is the oldest year whose file, of those brought in together, has the row: no file before it had
/// the row to lose, and one after it has, whichever year told of it last. So years brought in at once
/// tell what they tell one after the other.
pub fn expected_in(said: &Said, year: CollectionYear, oldest: Option<CollectionYear>) -> bool {
    let is_later = oldest.is_none_or(|oldest| oldest < year);
    match &said.body {
        Body::CarePeriod(period) => {
            let since = oldest.map_or(period.year, |oldest| oldest.ends().min(period.year));
            year.ends() >= since && touches(period.from, period.to, year)
        }
        Body::SocialWorkerSpell(spell) => is_later && touches(spell.from, spell.to, year),
        Body::MissingRecorded(away) => {
            is_later && matches!(said.happened, Happened::Range(..)) && touches(away.from, away.to, year)
        }
        Body::ReviewHeld(_) => is_later && said.happened.first_day().is_some_and(|day| year.contains(day)),
        _ => said.year() == Some(year.ends()),
    }
}

fn touches(from: Date, to: Option<Date>, year: CollectionYear) -> bool {
    from <= year.last_day() && to.is_none_or(|to| to >= year.first_day())
}
