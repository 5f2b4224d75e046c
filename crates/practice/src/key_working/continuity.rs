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
    /// The last day, or the day on which another was named; absent while it goes on, and where no day is known.
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

/// What is known of the workers in posts.
pub trait Workers {
    /// The last day of a post, where it has one.
    fn left(&self, post: PostId) -> Option<Date>;
    /// Whether two posts are of one and the same human.
    fn are_one(&self, one: PostId, other: PostId) -> bool;
}

/// How long who was somebody's key worker. From the day after a worker's last day until another is named nobody is
/// there, but for the days on which somebody covered. One who is named anew, or in another post, goes on, and one who
/// was named and replaced on one day was a slip.
pub fn continuity(header: &Header, workers: &impl Workers, today: Date) -> Continuity {
    let mut namings: Vec<(&Dated<PostId>, PostId)> = Vec::new();
    let all: Vec<_> = header.key_workers_before.iter().chain(&header.key_worker).collect();
    for (at, naming) in all.iter().enumerate() {
        let day = naming.happened.first_day();
        if day.is_some() && all.get(at + 1).is_some_and(|next| next.happened.first_day() == day) {
            continue;
        }
        match namings.last_mut().filter(|(_, last)| workers.are_one(*last, naming.is)) {
            Some((_, last)) => *last = naming.is,
            None => namings.push((naming, naming.is)),
        }
    }
    let mut is = Continuity { handovers: namings.len().saturating_sub(1), ..Continuity::default() };
    for (at, (naming, post)) in namings.iter().enumerate().rev() {
        let first = naming.happened.first_day();
        let next = namings.get(at + 1).map(|(next, _)| next.happened.first_day());
        let is_last = next.is_none();
        let next = next.flatten();
        let until = next.map(|day| day.saturating_sub(1.day()));
        // Whoever left before they were named was named late.
        let gone = workers
            .left(*post)
            .filter(|day| *day < until.unwrap_or(today) && first.is_none_or(|first| first <= *day));
        if let Some(gone) = gone.filter(|_| !is_last || header.key_worker.is_some()) {
            is.gaps.extend(without_cover(header, *post, (gone.saturating_add(1.day()), until), today));
        }
        let is_now = is_last && header.key_worker.is_some() && gone.is_none();
        let to = gone.or(next);
        let end = if is_now { Some(today) } else { to };
        let months = first.zip(end).and_then(|(first, end)| months(first, end));
        is.workers.push(WithWorker { post: *post, from: naming.happened, to, months, is_now });
    }
    is
}

/// The days of a gap on which nobody covered for whoever left either, the latest first.
fn without_cover(
    header: &Header,
    left: PostId,
    (from, to): (Date, Option<Date>),
    today: Date,
) -> Vec<WithNobody> {
    let mut covers: Vec<_> = header.covers.iter().map(|cover| &cover.is).collect();
    covers.retain(|cover| cover.covering == left && cover.ended.is_none() && cover.from <= today);
    covers.sort_by_key(|cover| cover.from);
    let (mut gaps, mut day) = (Vec::new(), from);
    for cover in covers {
        if day < cover.from {
            gaps.push(WithNobody { from: day, to: Some(cover.from.saturating_sub(1.day())) });
        }
        day = day.max(cover.to.saturating_add(1.day()));
    }
    if day <= to.unwrap_or(today) {
        gaps.push(WithNobody { from: day, to });
    }
    gaps.reverse();
    gaps
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

    /// Who left when; Bryn has another post.
    struct Known(Option<(PostId, Date)>);

    impl Workers for Known {
        fn left(&self, post: PostId) -> Option<Date> {
            self.0.filter(|(left, _)| *left == post).map(|(_, day)| day)
        }

        fn are_one(&self, one: PostId, other: PostId) -> bool {
            one == other || [one, other] == [BRYN, BRYN_AGAIN]
        }
    }

    const BRYN_AGAIN: PostId = PostId(Uuid::from_u128(4));
    const NOBODY_LEFT: Known = Known(None);

    #[test]
    fn the_worker_of_now_is_first_with_whole_months_until_today() {
        let header = with(vec![named(PRIYA, date(2025, 1, 10))], named(BRYN, date(2026, 3, 16)));
        let is = continuity(&header, &NOBODY_LEFT, TODAY);
        let told: Vec<_> = is.workers.iter().map(|one| (one.post, one.months, one.is_now)).collect();
        assert_eq!(told, [(BRYN, Some(2), true), (PRIYA, Some(14), false)]);
        assert_eq!((is.handovers, is.gaps.len()), (1, 0));
        assert_eq!(is.workers[1].to, Some(date(2026, 3, 16)));
    }

    #[test]
    fn from_the_day_after_a_worker_left_until_another_is_named_nobody_is_there() {
        let header = with(vec![named(PRIYA, date(2025, 1, 1))], named(BRYN, date(2026, 3, 16)));
        let is = continuity(&header, &Known(Some((PRIYA, date(2026, 3, 1)))), TODAY);
        assert_eq!(is.gaps, [WithNobody { from: date(2026, 3, 2), to: Some(date(2026, 3, 15)) }]);
        assert_eq!(is.workers[1].to, Some(date(2026, 3, 1)));
        let is = continuity(&header, &Known(Some((PRIYA, date(2026, 3, 15)))), TODAY);
        assert_eq!(is.gaps, []);
    }

    #[test]
    fn a_key_worker_who_has_left_is_a_gap_that_goes_on() {
        let left = Known(Some((BRYN, date(2026, 6, 1))));
        let is = continuity(&with(vec![], named(BRYN, date(2026, 3, 16))), &left, TODAY);
        assert_eq!(is.gaps, [WithNobody { from: date(2026, 6, 2), to: None }]);
        assert!(!is.workers[0].is_now);
    }

    #[test]
    fn a_last_day_that_is_still_to_come_is_no_gap() {
        let left = Known(Some((BRYN, TODAY)));
        let is = continuity(&with(vec![], named(BRYN, date(2026, 3, 16))), &left, TODAY);
        assert!(is.gaps.is_empty() && is.workers[0].is_now);
    }

    #[test]
    fn whoever_is_named_anew_goes_on() {
        for again in [BRYN, BRYN_AGAIN] {
            let header = with(vec![named(BRYN, date(2025, 1, 1))], named(again, date(2026, 1, 1)));
            let is = continuity(&header, &Known(Some((BRYN, date(2025, 12, 1)))), TODAY);
            let is = if again == BRYN { continuity(&header, &NOBODY_LEFT, TODAY) } else { is };
            assert_eq!((is.handovers, is.workers.len(), is.workers[0].months), (0, 1, Some(17)));
            assert_eq!((is.workers[0].post, is.gaps.len()), (again, 0));
        }
    }

    #[test]
    fn whoever_was_named_and_replaced_on_one_day_is_left_out() {
        let day = date(2026, 3, 16);
        let header = with(vec![named(PRIYA, date(2025, 1, 1)), named(BRYN, day)], named(PRIYA, day));
        let is = continuity(&header, &NOBODY_LEFT, TODAY);
        assert_eq!((is.handovers, is.workers.len(), is.workers[0].post), (0, 1, PRIYA));
    }

    #[test]
    fn whoever_was_named_after_their_last_day_leaves_no_gap_of_before() {
        let header = with(vec![named(PRIYA, date(2026, 1, 1))], named(BRYN, date(2026, 3, 16)));
        assert_eq!(continuity(&header, &Known(Some((PRIYA, date(2025, 6, 1)))), TODAY).gaps, []);
    }

    #[test]
    fn days_on_which_somebody_covered_are_no_gap() {
        let mut header = with(vec![named(PRIYA, date(2025, 1, 1))], named(BRYN, date(2026, 3, 16)));
        let cover = crate::key_working::Cover {
            post: BRYN,
            covering: PRIYA,
            from: date(2026, 3, 4),
            to: date(2026, 3, 10),
            reason: "Left".into(),
            ended: None,
        };
        let Dated { happened, recorded, event, first, class, .. } = named(BRYN, date(2026, 3, 4));
        header.covers = vec![Dated { is: cover, happened, recorded, event, first, class }];
        let is = continuity(&header, &Known(Some((PRIYA, date(2026, 3, 1)))), TODAY);
        let gap = |from, to| WithNobody { from: date(2026, 3, from), to: Some(date(2026, 3, to)) };
        assert_eq!(is.gaps, [gap(11, 15), gap(2, 3)]);
    }

    #[test]
    fn somebody_without_a_key_worker_has_none_of_it() {
        let header = Header::new(PersonId(Uuid::from_u128(3)));
        assert_eq!(continuity(&header, &NOBODY_LEFT, TODAY), Continuity::default());
    }
}
