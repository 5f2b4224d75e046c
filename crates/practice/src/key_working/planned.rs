//! A visit or a call that is planned with a young person: on which day, who goes, and what became of it.

use super::contact::Touch;
use crate::Refusal;
use crate::dates::long_date;
use crate::ids::{PostId, StreamId};
use crate::journal::what_is_typed;
use crate::people::{Dated, Header};
use crate::refusal::too_long;
use crate::staff::reason;
use jiff::ToSpan;
use jiff::civil::{Date, Time};
use serde::{Deserialize, Serialize};

/// For how many days ahead something is planned at the most. Chosen for this service: a year, so that a year mistyped
/// is refused.
const MOST_DAYS_AHEAD: i64 = 366;
/// The longest text of a plan, in letters.
const LONGEST: usize = 20_000;
/// The longest place, in letters.
const LONGEST_PLACE: usize = 200;

/// How they are to be in touch.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PlannedTouch {
    /// In one place, face to face.
    Meet,
    /// By voice or on a screen.
    Speak,
}

impl PlannedTouch {
    /// Every one, the closest first.
    pub const ALL: [Self; 2] = [Self::Meet, Self::Speak];

    /// The stable word.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Meet => "meet",
            Self::Speak => "speak",
        }
    }

    /// What a stable word says.
    pub fn read(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|how| how.word() == word)
    }

    /// What it is once it has been.
    pub const fn done(self) -> Touch {
        match self {
            Self::Meet => Touch::Met,
            Self::Speak => Touch::Spoke,
        }
    }
}

/// Whose wish it was that a plan changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WhoseWish {
    /// Of whoever works with them.
    Us,
    /// Of the young person.
    YoungPerson,
    /// Of somebody else, or of nobody: a train, a school.
    Other,
}

impl WhoseWish {
    /// Every one, as it is offered.
    pub const ALL: [Self; 3] = [Self::Us, Self::YoungPerson, Self::Other];

    /// The stable word.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Us => "us",
            Self::YoungPerson => "young_person",
            Self::Other => "other",
        }
    }

    /// What a stable word says.
    pub fn read(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|whose| whose.word() == word)
    }
}

/// Why a plan is another one now, or none.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanChange {
    /// Whose wish it was.
    pub whose: WhoseWish,
    /// Why.
    pub reason: String,
}

/// `key_working.contact_planned`: each plan on a stream of its own; a later one there takes its place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContactPlanned {
    /// On which day.
    pub day: Date,
    /// At what time, where that is known.
    pub time: Option<Time>,
    /// How.
    pub how: PlannedTouch,
    /// Where, in the writer's words; empty where that is not said.
    pub place: String,
    /// What for; empty where that is not said.
    pub purpose: String,
    /// Who goes.
    pub by: PostId,
    /// Why it is another plan than before; absent in the first.
    pub change: Option<PlanChange>,
}

/// `key_working.plan_called_off`: it will not be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanCalledOff {
    /// Why.
    pub change: PlanChange,
}

/// `key_working.plan_logged`: what became of it stands in an entry of its own, which may be a try.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanLogged {
    /// The stream of that entry.
    pub contact: StreamId,
}

/// A plan as it was typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PlanWish {
    /// How, where that was chosen.
    pub how: Option<PlannedTouch>,
    /// On which day, where that can be read.
    pub day: Option<Date>,
    /// At what time.
    pub time: Option<Time>,
    /// Where.
    pub place: String,
    /// What for.
    pub purpose: String,
}

/// What is planned, by whoever goes.
///
/// # Errors
/// A sentence for each answer that will not do; none for a day that is not there, which its field says.
pub fn contact_planned(wish: &PlanWish, by: PostId, today: Date) -> Result<ContactPlanned, Vec<Refusal>> {
    let text = |text: &str| what_is_typed(text).unwrap_or_default().to_owned();
    let mut refusals =
        too_long(&[("place", &wish.place, LONGEST_PLACE), ("purpose", &wish.purpose, LONGEST)]);
    if wish.how.is_none() {
        refusals.push(Refusal::of("how", "Choose how you will be in touch."));
    }
    let last = today.saturating_add(MOST_DAYS_AHEAD.days());
    if wish.day.is_some_and(|day| day < today || last < day) {
        refusals.push(Refusal::of("day", format!("Choose a day from today to {}.", long_date(last))));
    }
    match (wish.how, wish.day) {
        (Some(how), Some(day)) if refusals.is_empty() => Ok(ContactPlanned {
            day,
            time: wish.time,
            how,
            place: text(&wish.place),
            purpose: text(&wish.purpose),
            by,
            change: None,
        }),
        _ => Err(refusals),
    }
}

/// Why a plan changes, as it was typed.
///
/// # Errors
/// A sentence for each answer that will not do.
pub fn plan_change(whose: Option<WhoseWish>, why: &str) -> Result<PlanChange, Vec<Refusal>> {
    match (whose, reason(why)) {
        (Some(whose), Ok(reason)) => Ok(PlanChange { whose, reason }),
        (whose, reason) => {
            let none = whose.is_none().then(|| Refusal::of("whose", "Choose whose wish it was."));
            Err(none.into_iter().chain(reason.err()).collect())
        }
    }
}

/// Who works with somebody on a day: their key worker, whoever covers, their social worker, and whoever is pulled in.
pub fn works_with(header: &Header, day: Date) -> Vec<PostId> {
    let of = |fact: &Option<Dated<PostId>>| fact.as_ref().map(|fact| fact.is);
    let mut posts: Vec<PostId> = of(&header.key_worker)
        .into_iter()
        .chain(header.cover_on(day).map(|cover| cover.is.post))
        .chain(of(&header.social_worker))
        .chain(header.pulled_in.values().map(|pulled| pulled.is.post))
        .collect();
    posts.sort();
    posts.dedup();
    posts
}

/// Whose day a plan stands in: of whoever goes, where they work with the young person; else of whoever covers for the
/// key worker, or of the key worker, so that no plan is nobody's.
pub fn is_asked(header: &Header, plan: &ContactPlanned, day: Date) -> Option<PostId> {
    if works_with(header, day).contains(&plan.by) {
        return Some(plan.by);
    }
    let cover = header.cover_on(day).map(|cover| cover.is.post);
    cover.or_else(|| header.key_worker.as_ref().map(|worker| worker.is))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dates::{Happened, Instant};
    use crate::ids::{EventId, PersonId};
    use crate::journal::Class;
    use crate::key_working::Cover;
    use crate::specialists::PulledIn;
    use jiff::civil::date;
    use uuid::Uuid;

    const TODAY: Date = date(2026, 6, 15);

    fn post(number: u128) -> PostId {
        PostId(Uuid::from_u128(number))
    }

    fn wish(day: Date) -> PlanWish {
        PlanWish { how: Some(PlannedTouch::Meet), day: Some(day), ..PlanWish::default() }
    }

    fn refused(wish: &PlanWish) -> Vec<String> {
        let field = |refusal: Refusal| refusal.field.unwrap_or_default();
        contact_planned(wish, post(1), TODAY).unwrap_err().into_iter().map(field).collect()
    }

    fn dated<T>(is: T) -> Dated<T> {
        let event = EventId(Uuid::from_u128(9));
        let (happened, recorded) = (Happened::At(Instant(0)), Instant(0));
        Dated { is, happened, recorded, event, first: event, class: Class::Story }
    }

    #[test]
    fn how_and_the_day_are_enough() {
        let planned = contact_planned(&wish(TODAY), post(1), TODAY).unwrap();
        assert_eq!((planned.how, planned.day, planned.by), (PlannedTouch::Meet, TODAY, post(1)));
        assert_eq!((planned.time, planned.change), (None, None));
        assert_eq!(refused(&PlanWish::default()), ["how"]);
    }

    #[test]
    fn a_plan_is_for_today_or_a_day_of_the_year_to_come() {
        assert!(contact_planned(&wish(date(2027, 6, 16)), post(1), TODAY).is_ok());
        for wrong in [date(2026, 6, 14), date(2027, 6, 17)] {
            assert_eq!(refused(&wish(wrong)), ["day"], "{wrong}");
        }
    }

    #[test]
    fn all_that_will_not_do_is_said_at_once() {
        let long =
            PlanWish { place: "x".repeat(201), purpose: "x".repeat(20_001), ..wish(date(2026, 6, 14)) };
        assert_eq!(refused(&PlanWish { how: None, ..long }), ["place", "purpose", "how", "day"]);
    }

    #[test]
    fn a_change_says_whose_wish_it_was_and_why() {
        let change = plan_change(Some(WhoseWish::YoungPerson), " You had a match. ").unwrap();
        assert_eq!(change.reason, "You had a match.");
        assert_eq!(plan_change(None, " ").unwrap_err().len(), 2);
        assert_eq!(plan_change(Some(WhoseWish::Us), "").unwrap_err()[0].field.as_deref(), Some("reason"));
    }

    #[test]
    fn what_is_planned_is_logged_as_what_it_was_to_be() {
        assert_eq!(PlannedTouch::Meet.done(), Touch::Met);
        assert_eq!(PlannedTouch::Speak.done(), Touch::Spoke);
        for how in PlannedTouch::ALL {
            assert_eq!(PlannedTouch::read(how.word()), Some(how));
        }
        for whose in WhoseWish::ALL {
            assert_eq!(WhoseWish::read(whose.word()), Some(whose));
        }
    }

    #[test]
    fn a_plan_stands_in_the_day_of_whoever_goes_and_never_in_nobodys() {
        let mut header = Header::new(PersonId(Uuid::from_u128(1)));
        let plan = |by| contact_planned(&wish(TODAY), post(by), TODAY).unwrap();
        assert_eq!(is_asked(&header, &plan(7), TODAY), None);
        header.key_worker = Some(dated(post(2)));
        let pulled = PulledIn { post: post(3), purpose: "School".into() };
        header.pulled_in.insert(StreamId(Uuid::from_u128(3)), dated(pulled));
        assert_eq!(is_asked(&header, &plan(3), TODAY), Some(post(3)));
        assert_eq!(is_asked(&header, &plan(7), TODAY), Some(post(2)));
        let cover = Cover {
            post: post(4),
            covering: post(2),
            from: TODAY,
            to: TODAY,
            reason: "Leave".into(),
            ended: None,
        };
        header.covers.push(dated(cover));
        assert_eq!(is_asked(&header, &plan(7), TODAY), Some(post(4)));
        assert_eq!(is_asked(&header, &plan(2), TODAY), Some(post(2)));
        assert_eq!(is_asked(&header, &plan(7), date(2026, 6, 16)), Some(post(2)));
    }
}
