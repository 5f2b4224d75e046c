//! How often a young person is met, as it was agreed, and what was done of it.

use super::their_view::{Asked, TheirView, their_view};
use crate::Refusal;
use crate::ids::EventId;
use crate::refusal::too_long;
use crate::staff::reason;
use jiff::ToSpan;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// The most days from one meeting to the next. Chosen for this service: a quarter of a year, as whoever works with
/// somebody meets them more often.
const MOST_DAYS: u8 = 90;
/// Of how many spells it is told what was done. Chosen for this service: long enough to see a habit, short enough
/// that a bad spring is over by autumn.
const SPELLS: i64 = 6;
/// The longest words of the young person, in letters.
const LONGEST: usize = 20_000;

/// At least once in how many days somebody is met: 1 to 90.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "u8", into = "u8")]
pub struct Rhythm(u8);

/// No number of days that a rhythm can have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a rhythm has from 1 to {MOST_DAYS} days")]
pub struct NoRhythm;

impl TryFrom<u8> for Rhythm {
    type Error = NoRhythm;

    fn try_from(days: u8) -> Result<Self, NoRhythm> {
        if (1..=MOST_DAYS).contains(&days) { Ok(Self(days)) } else { Err(NoRhythm) }
    }
}

impl From<Rhythm> for u8 {
    fn from(rhythm: Rhythm) -> Self {
        rhythm.0
    }
}

impl Rhythm {
    /// In days.
    pub fn days(self) -> i64 {
        i64::from(self.0)
    }
}

/// `key_working.rhythm_agreed`: how often one young person is met, at least. One stream for each young person; it
/// counts from the day on which it happened until another is agreed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RhythmAgreed {
    /// How often.
    pub every: Rhythm,
    /// How the young person saw it.
    pub their_view: TheirView,
    /// Why it is another one than before; empty in the first.
    pub reason: String,
    /// The one that it takes the place of.
    pub before: Option<EventId>,
}

/// A rhythm as it was typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RhythmWish {
    /// In how many days, as it was typed.
    pub days: String,
    /// What became of asking the young person.
    pub asked: Option<Asked>,
    /// How they saw it, in words.
    pub said: String,
    /// Why it is another one than before.
    pub reason: String,
}

/// What is written down of a rhythm, in the place of the one before.
///
/// # Errors
/// A sentence for each answer that will not do.
pub fn rhythm_agreed(wish: &RhythmWish, before: Option<EventId>) -> Result<RhythmAgreed, Vec<Refusal>> {
    let mut refusals = too_long(&[("said", &wish.said, LONGEST)]);
    let every = wish.days.trim().parse().ok().and_then(|days: u8| Rhythm::try_from(days).ok());
    if every.is_none() {
        refusals.push(Refusal::of("days", format!("Enter whole days, from 1 to {MOST_DAYS}.")));
    }
    let their_view = their_view(&wish.said, wish.asked).map_err(|refusal| refusals.push(refusal));
    let why = before.map_or(Ok(String::new()), |_| reason(&wish.reason));
    let why = why.map_err(|refusal| refusals.push(refusal));
    match (every, their_view, why) {
        (Some(every), Ok(their_view), Ok(reason)) if refusals.is_empty() => {
            Ok(RhythmAgreed { every, their_view, reason, before })
        }
        _ => Err(refusals),
    }
}

/// What was done of a rhythm.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Kept {
    /// In how many of the last spells they were met.
    pub met: usize,
    /// How many spells that is: whole ones since it was agreed, six at the most.
    pub of: usize,
    /// The day by which they are to be met next.
    pub due: Date,
}

/// What was done of a rhythm that was agreed on a day, by the days on which they were met; the last may be one before.
pub fn kept((every, since): (Rhythm, Date), met: &[Date], last: Option<Date>, today: Date) -> Kept {
    let spells = spells(every, since, today);
    let is_kept = |number: &i64| {
        let (first, end) = (beginning(every, since, *number), beginning(every, since, number + 1));
        met.iter().any(|day| first <= *day && *day < end)
    };
    Kept {
        met: spells.clone().filter(is_kept).count(),
        of: spells.count(),
        due: meet_by((every, since), last),
    }
}

/// The first day of the spells of which it is told what was done.
pub fn told_from(every: Rhythm, since: Date, today: Date) -> Date {
    beginning(every, since, spells(every, since, today).start)
}

/// The day by which somebody is to be met: so many days after they last were, or after it was agreed.
pub fn meet_by((every, since): (Rhythm, Date), last: Option<Date>) -> Date {
    last.map_or(since, |last| last.max(since)).saturating_add(every.days().days())
}

/// The spells that are over, by their number since it was agreed.
fn spells(every: Rhythm, since: Date, today: Date) -> std::ops::Range<i64> {
    let days = since.until(today).map_or(0, |span| i64::from(span.get_days()).max(0));
    let over = days / every.days();
    (over - SPELLS).max(0)..over
}

fn beginning(every: Rhythm, since: Date, number: i64) -> Date {
    since.saturating_add((number * every.days()).days())
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use uuid::Uuid;

    const SINCE: Date = date(2026, 3, 3);

    fn every(days: u8) -> Rhythm {
        Rhythm::try_from(days).unwrap()
    }

    fn wish(days: &str) -> RhythmWish {
        RhythmWish { days: days.into(), ..RhythmWish::default() }
    }

    fn refused(wish: &RhythmWish, before: Option<EventId>) -> Vec<String> {
        let field = |refusal: Refusal| refusal.field.unwrap_or_default();
        rhythm_agreed(wish, before).unwrap_err().into_iter().map(field).collect()
    }

    #[test]
    fn a_rhythm_is_whole_days_from_1_to_90() {
        assert_eq!(rhythm_agreed(&wish(" 7 "), None).unwrap().every, every(7));
        for wrong in ["", "0", "91", "300", "-7", "7.5", "a week"] {
            assert_eq!(refused(&wish(wrong), None), ["days"], "{wrong}");
        }
        assert!(serde_json::from_str::<Rhythm>("0").is_err());
        assert_eq!(serde_json::from_str::<Rhythm>("90").unwrap(), every(90));
    }

    #[test]
    fn another_rhythm_says_why_and_names_the_one_before() {
        let before = Some(EventId(Uuid::from_u128(5)));
        assert_eq!(refused(&wish("7"), before), ["reason"]);
        let agreed =
            rhythm_agreed(&RhythmWish { reason: " You asked ".into(), ..wish("7") }, before).unwrap();
        assert_eq!((agreed.reason.as_str(), agreed.before), ("You asked", before));
        assert_eq!(rhythm_agreed(&RhythmWish { reason: "So".into(), ..wish("7") }, None).unwrap().reason, "");
    }

    #[test]
    fn how_they_saw_it_is_never_made_up() {
        let of =
            |asked, said: &str| rhythm_agreed(&RhythmWish { asked, said: said.into(), ..wish("7") }, None);
        assert_eq!(of(None, "").unwrap().their_view, TheirView::NotWritten);
        assert_eq!(of(Some(Asked::NotAsked), "").unwrap().their_view, TheirView::NotAsked);
        assert_eq!(of(None, "Too often").unwrap().their_view, TheirView::Said("Too often".into()));
        assert!(of(Some(Asked::NotAsked), "Too often").is_err());
    }

    #[test]
    fn all_that_will_not_do_is_said_at_once() {
        let wrong = RhythmWish { said: "x".repeat(20_001), ..wish("0") };
        assert_eq!(refused(&wrong, Some(EventId(Uuid::from_u128(5)))), ["said", "days", "reason"]);
    }

    #[test]
    fn spells_count_once_they_are_over_and_each_once_however_often_they_were_met() {
        let met = [date(2026, 3, 3), date(2026, 3, 4), date(2026, 3, 16), date(2026, 3, 24)];
        let done = |today| {
            let kept = kept((every(7), SINCE), &met, None, today);
            (kept.met, kept.of)
        };
        assert_eq!(done(date(2026, 3, 9)), (0, 0));
        assert_eq!(done(date(2026, 3, 10)), (1, 1));
        assert_eq!(done(date(2026, 3, 17)), (2, 2));
        assert_eq!(done(date(2026, 3, 24)), (2, 3));
        assert_eq!(done(date(2026, 3, 31)), (3, 4));
    }

    #[test]
    fn only_the_last_six_spells_are_told() {
        let kept = kept((every(1), SINCE), &[SINCE, date(2026, 3, 12)], None, date(2026, 3, 13));
        assert_eq!((kept.met, kept.of), (1, 6));
        assert_eq!(told_from(every(1), SINCE, date(2026, 3, 13)), date(2026, 3, 7));
        assert_eq!(told_from(every(7), SINCE, date(2026, 3, 13)), SINCE);
        assert_eq!(told_from(every(7), SINCE, date(2026, 3, 1)), SINCE);
    }

    #[test]
    fn they_are_to_be_met_so_many_days_after_the_last_time_or_after_it_was_agreed() {
        let by = |last| meet_by((every(7), SINCE), last);
        assert_eq!(by(None), date(2026, 3, 10));
        assert_eq!(by(Some(date(2026, 2, 1))), date(2026, 3, 10));
        assert_eq!(by(Some(date(2026, 3, 20))), date(2026, 3, 27));
    }
}
