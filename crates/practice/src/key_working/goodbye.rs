//! Goodbyes: a young person is told by somebody they know that a key worker leaves, and until then it is owed.

use super::{Asked, TheirView, their_view};
use crate::Refusal;
use crate::ids::PostId;
use crate::journal::what_is_typed;
use crate::people::{Dated, Header};
use crate::refusal::too_long;
use jiff::ToSpan;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// For how many days before a key worker's last day a goodbye is asked for. Chosen for this service: four weeks, so
/// that there is time for more than one.
pub const GOODBYE_AHEAD_DAYS: i64 = 28;
/// For how many days before somebody goes a goodbye counts that was said ahead. Chosen for this service: three months;
/// one of longer ago was about a plan that came to nothing.
const TOLD_AHEAD_DAYS: i64 = 91;
/// The longest text, in letters.
const LONGEST: usize = 4_000;
/// The longest name of whoever told them, in letters.
const LONGEST_NAME: usize = 200;

/// Who told a young person that a key worker leaves.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ToldBy {
    /// The worker who leaves.
    Themself,
    /// Whoever writes it down.
    Writer,
    /// Somebody else whom the young person knows: who.
    Other(String),
}

/// Who told them, as it is chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Teller {
    /// The worker who leaves.
    Themself,
    /// Whoever writes it down.
    Writer,
    /// Somebody else.
    Other,
}

impl Teller {
    /// Every one, as it is offered.
    pub const ALL: [Self; 3] = [Self::Themself, Self::Writer, Self::Other];

    /// The stable word.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Themself => "themself",
            Self::Writer => "writer",
            Self::Other => "other",
        }
    }

    /// What a stable word says.
    pub fn read(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|teller| teller.word() == word)
    }
}

/// `key_working.goodbye_told`: somebody whom the young person knows told them that a key worker leaves or has left.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GoodbyeTold {
    /// The worker who leaves.
    pub worker: PostId,
    /// Who told them.
    pub told_by: ToldBy,
    /// How the goodbye was; empty where that was not written.
    pub how: String,
    /// How the young person saw it.
    pub their_view: TheirView,
    /// Why an earlier version was corrected; empty in a first version.
    pub correction: String,
}

impl GoodbyeTold {
    /// Who told them as it is chosen, and the name of somebody else.
    pub fn teller(&self) -> (Teller, &str) {
        match &self.told_by {
            ToldBy::Themself => (Teller::Themself, ""),
            ToldBy::Writer => (Teller::Writer, ""),
            ToldBy::Other(who) => (Teller::Other, who),
        }
    }
}

/// A goodbye as it was typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GoodbyeWish {
    /// The worker who leaves.
    pub worker: PostId,
    /// Who told them, where that was chosen.
    pub told_by: Option<Teller>,
    /// The name of somebody else.
    pub other: String,
    /// How the goodbye was.
    pub how: String,
    /// How they saw it, in words.
    pub said: String,
    /// What became of asking them.
    pub asked: Option<Asked>,
}

/// What is written down of a goodbye.
///
/// # Errors
/// A sentence for each answer that will not do.
pub fn goodbye_told(wish: &GoodbyeWish) -> Result<GoodbyeTold, Vec<Refusal>> {
    let mut refusals = too_long(&[
        ("other", &wish.other, LONGEST_NAME),
        ("how_it_was", &wish.how, LONGEST),
        ("said", &wish.said, LONGEST),
    ]);
    let told_by = told_by(wish).map_err(|refusal| refusals.push(refusal));
    let their_view = their_view(&wish.said, wish.asked).map_err(|refusal| refusals.push(refusal));
    match (told_by, their_view) {
        (Ok(told_by), Ok(their_view)) if refusals.is_empty() => {
            let how = what_is_typed(&wish.how).unwrap_or_default().to_owned();
            Ok(GoodbyeTold { worker: wish.worker, told_by, how, their_view, correction: String::new() })
        }
        _ => Err(refusals),
    }
}

fn told_by(wish: &GoodbyeWish) -> Result<ToldBy, Refusal> {
    match (wish.told_by, what_is_typed(&wish.other)) {
        (None, _) => Err(Refusal::of("teller", "Choose who told them.")),
        (Some(Teller::Other), None) => Err(Refusal::of("other", "Write who told them.")),
        (Some(Teller::Other), Some(other)) => Ok(ToldBy::Other(other.to_owned())),
        (Some(_), Some(_)) => {
            Err(Refusal::of("other", "Choose that somebody else told them, or take the name away."))
        }
        (Some(Teller::Themself), None) => Ok(ToldBy::Themself),
        (Some(Teller::Writer), None) => Ok(ToldBy::Writer),
    }
}

/// A goodbye that is owed to a young person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GoodbyeOwed {
    /// The worker who leaves or has left.
    pub worker: PostId,
    /// The day on which they stop being there.
    pub by: Date,
}

/// The goodbyes that are owed to a young person, the oldest first: of each key worker in whose place another came since
/// the service knew them, and of the key worker of now from four weeks before their last day (`leaves`), until somebody
/// told them, at most three months ahead. Whoever became the key worker again owes none, nor whoever was named and replaced
/// on one day, and nothing is owed to somebody who has died.
pub fn goodbyes_owed(header: &Header, leaves: Option<Date>, today: Date) -> Vec<GoodbyeOwed> {
    if header.died.is_some() {
        return Vec::new();
    }
    let mut owed = owed_by_change(header);
    let soon = today.saturating_add(GOODBYE_AHEAD_DAYS.days());
    let leaving =
        header.key_worker.as_ref().zip(leaves.filter(|day| *day <= soon && !was_before_us(header, *day)));
    let leaving = leaving.filter(|(now, by)| !is_told(header, now, *by));
    owed.extend(leaving.map(|(worker, by)| GoodbyeOwed { worker: worker.is, by }));
    owed
}

/// Those of workers in whose place another came, whatever day it is.
pub fn owed_by_change(header: &Header) -> Vec<GoodbyeOwed> {
    let before = &header.key_workers_before;
    let next = before.iter().skip(1).chain(&header.key_worker);
    let mut owed: Vec<GoodbyeOwed> = Vec::new();
    for (worker, next) in before.iter().zip(next) {
        let Some(by) = next.happened.first_day() else { continue };
        let is_there_again = header.key_worker.as_ref().is_some_and(|now| now.is == worker.is);
        let was_a_slip = worker.happened.first_day() == Some(by);
        let is_said = was_before_us(header, by) || is_told(header, worker, by);
        if is_there_again || next.is == worker.is || was_a_slip || is_said {
            continue;
        }
        owed.retain(|other| other.worker != worker.is);
        owed.push(GoodbyeOwed { worker: worker.is, by });
    }
    owed
}

/// Whether a day was before the service knew them: nobody here owes anything for it.
fn was_before_us(header: &Header, day: Date) -> bool {
    header.known_since.is_some_and(|since| day < since.day())
}

/// Whether somebody told them that a worker leaves on a day: since that worker was named, and not so long before that it
/// was about something else.
fn is_told(header: &Header, worker: &Dated<PostId>, by: Date) -> bool {
    let since = worker.happened.first_day();
    let at_the_earliest = Some(by.saturating_sub(TOLD_AHEAD_DAYS.days()));
    header.goodbyes.values().any(|told| {
        let day = told.happened.first_day();
        told.is == worker.is && day >= since && day >= at_the_earliest
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dates::{Happened, Instant, PartialDate};
    use crate::ids::{EventId, PersonId, StreamId};
    use crate::journal::Class;
    use crate::people::Died;
    use jiff::civil::date;
    use uuid::Uuid;

    const TODAY: Date = date(2026, 6, 15);
    const PRIYA: PostId = PostId(Uuid::from_u128(1));
    const BRYN: PostId = PostId(Uuid::from_u128(2));

    fn on<T>(is: T, day: Date) -> Dated<T> {
        let event = EventId(Uuid::from_u128(9));
        let happened = Happened::On(PartialDate::Day(day));
        Dated { is, happened, recorded: Instant(0), event, first: event, class: Class::Story }
    }

    /// Priya was their key worker, and Bryn is since 1 June.
    fn changed() -> Header {
        let mut header = Header::new(PersonId(Uuid::from_u128(3)));
        header.key_workers_before = vec![on(PRIYA, date(2025, 1, 1))];
        header.key_worker = Some(on(BRYN, date(2026, 6, 1)));
        header
    }

    fn tell(header: &mut Header, worker: PostId, day: Date) {
        header.goodbyes.insert(StreamId(Uuid::from_u128(7)), on(worker, day));
    }

    const OWED: GoodbyeOwed = GoodbyeOwed { worker: PRIYA, by: date(2026, 6, 1) };

    #[test]
    fn whoever_another_came_for_owes_a_goodbye_until_somebody_told_them() {
        let mut header = changed();
        assert_eq!(goodbyes_owed(&header, None, TODAY), [OWED]);
        tell(&mut header, PRIYA, date(2026, 6, 3));
        assert_eq!(goodbyes_owed(&header, None, TODAY), []);
    }

    #[test]
    fn a_goodbye_of_an_earlier_time_is_not_one_of_this() {
        let mut header = changed();
        tell(&mut header, PRIYA, date(2024, 6, 3));
        assert_eq!(goodbyes_owed(&header, None, TODAY), [OWED]);
    }

    #[test]
    fn a_goodbye_said_ahead_counts_for_three_months() {
        for (told, is_owed) in [(date(2026, 3, 2), false), (date(2026, 3, 1), true)] {
            let mut header = changed();
            tell(&mut header, PRIYA, told);
            assert_eq!(!goodbyes_owed(&header, None, TODAY).is_empty(), is_owed, "{told}");
        }
    }

    #[test]
    fn a_change_of_before_the_service_knew_them_is_owed_by_nobody_here() {
        let mut header = changed();
        let known = |day: &str| Some(Instant::from_jiff(format!("{day}T12:00:00Z").parse().unwrap()));
        header.known_since = known("2026-06-02");
        assert_eq!(goodbyes_owed(&header, None, TODAY), []);
        header.known_since = known("2026-06-01");
        assert_eq!(goodbyes_owed(&header, None, TODAY), [OWED]);
    }

    #[test]
    fn whoever_was_named_and_replaced_on_one_day_owes_none() {
        let mut header = changed();
        header.key_workers_before = vec![on(PRIYA, date(2026, 6, 1))];
        assert_eq!(goodbyes_owed(&header, None, TODAY), []);
    }

    #[test]
    fn whoever_came_back_owes_none() {
        let mut header = changed();
        header.key_workers_before.push(on(BRYN, date(2026, 6, 1)));
        header.key_worker = Some(on(PRIYA, date(2026, 6, 10)));
        assert_eq!(
            goodbyes_owed(&header, None, TODAY),
            [GoodbyeOwed { worker: BRYN, by: date(2026, 6, 10) }]
        );
    }

    #[test]
    fn the_key_worker_of_now_owes_one_from_four_weeks_before_the_last_day() {
        let mut header = changed();
        header.key_workers_before.clear();
        let last = date(2026, 7, 13);
        assert_eq!(goodbyes_owed(&header, Some(last), TODAY), [GoodbyeOwed { worker: BRYN, by: last }]);
        assert_eq!(goodbyes_owed(&header, Some(last.tomorrow().unwrap()), TODAY), []);
        header.known_since = Some(Instant::from_jiff("2026-06-30T12:00:00Z".parse().unwrap()));
        assert_eq!(goodbyes_owed(&header, Some(date(2026, 6, 29)), date(2026, 6, 30)), []);
        tell(&mut header, BRYN, TODAY);
        assert_eq!(goodbyes_owed(&header, Some(last), TODAY), []);
    }

    #[test]
    fn nothing_is_owed_to_somebody_who_has_died() {
        let mut header = changed();
        header.died = Some(on(Died { told_by: String::new() }, TODAY));
        assert_eq!(goodbyes_owed(&header, Some(TODAY), TODAY), []);
    }

    fn wish(told_by: Option<Teller>, other: &str) -> GoodbyeWish {
        let (other, how, said) = (other.to_owned(), " With cake. ".into(), String::new());
        GoodbyeWish { worker: PRIYA, told_by, other, how, said, asked: None }
    }

    #[test]
    fn who_told_them_is_said_by_a_word_or_a_name_and_never_by_both() {
        let told = goodbye_told(&wish(Some(Teller::Themself), "")).unwrap();
        assert_eq!((told.told_by, &*told.how), (ToldBy::Themself, "With cake."));
        let told = goodbye_told(&wish(Some(Teller::Other), " Gran ")).unwrap();
        assert_eq!(told.told_by, ToldBy::Other("Gran".into()));
        assert_eq!(told.teller(), (Teller::Other, "Gran"));
        for (told_by, other, field) in [
            (None, "", "teller"),
            (Some(Teller::Other), " ", "other"),
            (Some(Teller::Writer), "Gran", "other"),
        ] {
            let refused = goodbye_told(&wish(told_by, other)).unwrap_err();
            assert_eq!(refused[0].field.as_deref(), Some(field));
        }
        for teller in Teller::ALL {
            assert_eq!(Teller::read(teller.word()), Some(teller));
        }
    }

    #[test]
    fn everything_that_will_not_do_is_said_at_once() {
        let long = "x".repeat(LONGEST + 1);
        let wish = GoodbyeWish { how: long, asked: Some(Asked::Told), ..wish(None, "") };
        let fields: Vec<_> = goodbye_told(&wish).unwrap_err().into_iter().filter_map(|no| no.field).collect();
        assert_eq!(fields, ["how_it_was", "teller", "said"]);
    }
}
