//! How long the same worker has been there: handovers, and days on which nobody was.

use crate::dates::Happened;
use crate::ids::PostId;
use crate::people::{Dated, Header};
use jiff::civil::Date;
use jiff::{ToSpan, Unit};

/// One worker's time as somebody's key worker.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WithWorker {
    /// The worker.
    pub post: PostId,
    /// Since when.
    pub from: Happened,
    /// The last day; absent while it goes on, and where no day is known.
    pub to: Option<Date>,
    /// Whole months of it; absent where no first day is known.
    pub months: Option<i32>,
    /// Whether it goes on.
    pub is_now: bool,
}

/// Days on which nobody was somebody's key worker, both counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WithNobody {
    /// The first.
    pub from: Date,
    /// The last; absent while it goes on.
    pub to: Option<Date>,
}

/// How long who was there.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Continuity {
    /// The workers, the one of now or the last first.
    pub workers: Vec<WithWorker>,
    /// How often another worker came in the place of one.
    pub handovers: usize,
    /// When nobody was there, the latest first.
    pub gaps: Vec<WithNobody>,
}

/// How long who was somebody's key worker: cover does not break it. `left` is the last day of a worker's post, where
/// they have one; from the day after it until another is named nobody is there. One who is named anew goes on.
pub fn continuity(header: &Header, left: impl Fn(PostId) -> Option<Date>, today: Date) -> Continuity {
    let mut namings: Vec<&Dated<PostId>> = Vec::new();
    for naming in header.key_workers_before.iter().chain(&header.key_worker) {
        if namings.last().is_none_or(|last| last.is != naming.is) {
            namings.push(naming);
        }
    }
    let mut is = Continuity { handovers: namings.len().saturating_sub(1), ..Continuity::default() };
    for (at, naming) in namings.iter().enumerate().rev() {
        let next = namings.get(at + 1).map(|next| next.happened.first_day());
        let is_last = next.is_none();
        let until = next.flatten().map(|day| day.saturating_sub(1.day()));
        let gone = left(naming.is).filter(|day| *day < until.unwrap_or(today));
        if let Some(gone) = gone.filter(|_| !is_last || header.key_worker.is_some()) {
            is.gaps.push(WithNobody { from: gone.saturating_add(1.day()), to: until });
        }
        let is_now = is_last && header.key_worker.is_some() && gone.is_none();
        let to = gone.or(until);
        let first = naming.happened.first_day();
        let end = if is_now { Some(today) } else { to };
        let months = first.zip(end).and_then(|(first, end)| months(first, end));
        is.workers.push(WithWorker { post: naming.is, from: naming.happened, to, months, is_now });
    }
    is
}

fn months(from: Date, to: Date) -> Option<i32> {
    from.until((Unit::Month, to)).ok().map(|span| span.get_months().max(0))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dates::{Instant, PartialDate};
    use crate::ids::{EventId, PersonId};
    use crate::journal::Class;
    use jiff::civil::date;
    use uuid::Uuid;

    const TODAY: Date = date(2026, 6, 15);
    const PRIYA: PostId = PostId(Uuid::from_u128(1));
    const BRYN: PostId = PostId(Uuid::from_u128(2));

    fn named(is: PostId, day: Date) -> Dated<PostId> {
        let event = EventId(Uuid::from_u128(9));
        let happened = Happened::On(PartialDate::Day(day));
        Dated { is, happened, recorded: Instant(0), event, first: event, class: Class::Story }
    }

    fn with(before: Vec<Dated<PostId>>, now: Dated<PostId>) -> Header {
        let mut header = Header::new(PersonId(Uuid::from_u128(3)));
        header.key_workers_before = before;
        header.key_worker = Some(now);
        header
    }

    #[test]
    fn the_worker_of_now_is_first_with_whole_months_until_today() {
        let header = with(vec![named(PRIYA, date(2025, 1, 10))], named(BRYN, date(2026, 3, 16)));
        let is = continuity(&header, |_| None, TODAY);
        let told: Vec<_> = is.workers.iter().map(|one| (one.post, one.months, one.is_now)).collect();
        assert_eq!(told, [(BRYN, Some(2), true), (PRIYA, Some(14), false)]);
        assert_eq!((is.handovers, is.gaps.len()), (1, 0));
        assert_eq!(is.workers[1].to, Some(date(2026, 3, 15)));
    }

    #[test]
    fn from_the_day_after_a_worker_left_until_another_is_named_nobody_is_there() {
        let header = with(vec![named(PRIYA, date(2025, 1, 1))], named(BRYN, date(2026, 3, 16)));
        let left = |post| (post == PRIYA).then_some(date(2026, 3, 1));
        let is = continuity(&header, left, TODAY);
        assert_eq!(is.gaps, [WithNobody { from: date(2026, 3, 2), to: Some(date(2026, 3, 15)) }]);
        assert_eq!(is.workers[1].to, Some(date(2026, 3, 1)));
        let left = |post| (post == PRIYA).then_some(date(2026, 3, 15));
        assert_eq!(continuity(&header, left, TODAY).gaps, []);
    }

    #[test]
    fn a_key_worker_who_has_left_is_a_gap_that_goes_on() {
        let is = continuity(&with(vec![], named(BRYN, date(2026, 3, 16))), |_| Some(date(2026, 6, 1)), TODAY);
        assert_eq!(is.gaps, [WithNobody { from: date(2026, 6, 2), to: None }]);
        assert!(!is.workers[0].is_now);
    }

    #[test]
    fn a_last_day_that_is_still_to_come_is_no_gap() {
        let is = continuity(&with(vec![], named(BRYN, date(2026, 3, 16))), |_| Some(TODAY), TODAY);
        assert!(is.gaps.is_empty() && is.workers[0].is_now);
    }

    #[test]
    fn whoever_is_named_anew_goes_on() {
        let header = with(vec![named(BRYN, date(2025, 1, 1))], named(BRYN, date(2026, 1, 1)));
        let is = continuity(&header, |_| None, TODAY);
        assert_eq!((is.handovers, is.workers.len(), is.workers[0].months), (0, 1, Some(17)));
    }

    #[test]
    fn somebody_without_a_key_worker_has_none_of_it() {
        let header = Header::new(PersonId(Uuid::from_u128(3)));
        assert_eq!(continuity(&header, |_| None, TODAY), Continuity::default());
    }
}
