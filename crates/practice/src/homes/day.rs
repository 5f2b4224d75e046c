//! How a day was for somebody who stays with us: the daily note of a house.

use crate::Refusal;
use crate::homes::Sleeping;
use crate::ids::TeamId;
use crate::journal::what_is_typed;
use crate::key_working::{Asked, TheirView, their_view};
use crate::people::Header;
use crate::refusal::too_long;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// Which part of a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DayPart {
    /// Up to noon.
    Morning,
    /// From noon on.
    Afternoon,
    /// Up to when they go to bed.
    Evening,
    /// The night that begins on that day.
    Night,
    /// All of it.
    WholeDay,
}

impl DayPart {
    /// Every one, as the day goes.
    pub const ALL: [Self; 5] = [Self::Morning, Self::Afternoon, Self::Evening, Self::Night, Self::WholeDay];

    /// The stable word.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Morning => "morning",
            Self::Afternoon => "afternoon",
            Self::Evening => "evening",
            Self::Night => "night",
            Self::WholeDay => "whole_day",
        }
    }

    /// The part of a stable word.
    pub fn read(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|part| part.word() == word)
    }
}

/// `homes.day_noted`: how a day, or a part of it, was for one young person who stays with us. It does not say in which
/// house. A correction is another that names it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DayNoted {
    /// Which part of the day.
    pub part: DayPart,
    /// How it was, in the writer's words.
    pub text: String,
    /// How the young person saw it.
    pub their_view: TheirView,
    /// Why an earlier version was corrected; empty in a first version.
    pub correction: String,
}

/// A daily note as it was typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DayWish {
    /// Which part of the day, where that was chosen.
    pub part: Option<DayPart>,
    /// How it was.
    pub text: String,
    /// How they saw it, in words.
    pub said: String,
    /// What became of asking them.
    pub asked: Option<Asked>,
}

/// The longest text of a daily note, in letters.
const LONGEST: usize = 20_000;

/// What is written down of a day.
///
/// # Errors
/// A sentence for each answer that will not do.
pub fn day_noted(wish: &DayWish) -> Result<DayNoted, Vec<Refusal>> {
    let mut refusals = too_long(&[("text", &wish.text, LONGEST), ("said", &wish.said, LONGEST)]);
    let text = what_is_typed(&wish.text);
    if text.is_none() {
        refusals.push(Refusal::of("text", "Write how it was."));
    }
    if wish.part.is_none() {
        refusals.push(Refusal::of("part", "Choose which part of the day it is about."));
    }
    let their_view = their_view(&wish.said, wish.asked).map_err(|refusal| refusals.push(refusal));
    match (text, wish.part, their_view) {
        (Some(text), Some(part), Ok(their_view)) if refusals.is_empty() => {
            Ok(DayNoted { part, text: text.to_owned(), their_view, correction: String::new() })
        }
        _ => Err(refusals),
    }
}

/// In which of our houses somebody stays now, and since which day, where that is known to the day.
pub fn house_now(header: &Header) -> Option<(TeamId, Option<Date>)> {
    let sleeping = header.sleeping.as_ref().filter(|_| header.died.is_none())?;
    match sleeping.is.0 {
        Sleeping::Team(house) => Some((house, sleeping.happened.first_day())),
        Sleeping::Elsewhere(_) | Sleeping::NotKnown => None,
    }
}

/// Whether what is known now says that somebody stayed in one of our houses on a day. Where they were before they came to the house
/// of now is not told from here.
pub fn stayed_with_us(house: Option<(TeamId, Option<Date>)>, day: Date) -> bool {
    house.is_some_and(|(_, since)| since.is_none_or(|since| since <= day))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dates::{Happened, Instant, PartialDate};
    use crate::ids::{EventId, PersonId};
    use crate::journal::Class;
    use crate::people::{Dated, Died};
    use jiff::civil::date;
    use uuid::Uuid;

    fn wish() -> DayWish {
        DayWish { part: Some(DayPart::Evening), text: " You cooked. ".into(), ..DayWish::default() }
    }

    fn refused(wish: &DayWish) -> Vec<String> {
        day_noted(wish).unwrap_err().into_iter().filter_map(|refusal| refusal.field).collect()
    }

    #[test]
    fn how_it_was_is_all_that_must_be_typed() {
        let noted = day_noted(&wish()).unwrap();
        assert_eq!((noted.part, &*noted.text), (DayPart::Evening, "You cooked."));
        assert_eq!(noted.their_view, TheirView::NotWritten);
        assert_eq!(refused(&DayWish::default()), ["text", "part"]);
    }

    #[test]
    fn what_they_say_of_it_is_theirs_or_an_honest_word_for_why_it_is_not_there() {
        let view = |said: &str, asked| {
            day_noted(&DayWish { said: said.into(), asked, ..wish() }).map(|noted| noted.their_view)
        };
        assert_eq!(view("Good", None), Ok(TheirView::Said("Good".into())));
        assert_eq!(view("", Some(Asked::NotWanted)), Ok(TheirView::NotWanted));
        assert!(view("Good", Some(Asked::NotAsked)).is_err());
    }

    #[test]
    fn a_text_has_an_end() {
        let long = "x".repeat(LONGEST + 1);
        assert_eq!(refused(&DayWish { text: long.clone(), said: long, ..wish() }), ["text", "said"]);
    }

    #[test]
    fn every_part_of_a_day_is_read_from_its_word() {
        for part in DayPart::ALL {
            assert_eq!(DayPart::read(part.word()), Some(part));
        }
        assert_eq!(DayPart::read("noon"), None);
    }

    fn sleeping(place: Sleeping) -> Header {
        let event = EventId(Uuid::nil());
        let happened = Happened::On(PartialDate::Day(date(2026, 3, 2)));
        let is = (place, String::new());
        let slept = Dated { is, happened, recorded: Instant(0), event, first: event, class: Class::Story };
        Header { sleeping: Some(slept), ..Header::new(PersonId(Uuid::nil())) }
    }

    const HOUSE: TeamId = TeamId(Uuid::from_u128(7));

    #[test]
    fn somebody_stays_with_us_from_the_day_on_from_which_they_sleep_in_a_house() {
        let house = house_now(&sleeping(Sleeping::Team(HOUSE)));
        assert_eq!(house, Some((HOUSE, Some(date(2026, 3, 2)))));
        assert!(stayed_with_us(house, date(2026, 3, 2)) && !stayed_with_us(house, date(2026, 3, 1)));
        assert!(stayed_with_us(Some((HOUSE, None)), date(2026, 3, 1)));
        assert!(!stayed_with_us(None, date(2026, 3, 2)));
    }

    #[test]
    fn nobody_stays_with_us_who_sleeps_elsewhere_or_has_died() {
        assert_eq!(house_now(&sleeping(Sleeping::NotKnown)), None);
        let mut died = sleeping(Sleeping::Team(HOUSE));
        let slept = died.sleeping.clone().unwrap();
        died.died = Some(Dated {
            is: Died { told_by: "The hospital".into() },
            happened: slept.happened,
            recorded: slept.recorded,
            event: slept.event,
            first: slept.first,
            class: Class::Story,
        });
        assert_eq!(house_now(&died), None);
    }
}
