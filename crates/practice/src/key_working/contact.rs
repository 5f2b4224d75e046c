//! Being in touch with a young person: what counts as having seen them, as having heard from them, and as a try.

use super::their_view::{Asked, TheirView, their_view};
use crate::Refusal;
use crate::journal::what_is_typed;
use crate::refusal::too_long;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// How somebody was in touch.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Touch {
    /// In one place, face to face.
    Met,
    /// By voice or on a screen.
    Spoke,
    /// In writing, and it came from them or was answered.
    Message,
    /// Nobody was there, or nobody answered.
    Tried,
}

impl Touch {
    /// Every one, the closest first.
    pub const ALL: [Self; 4] = [Self::Met, Self::Spoke, Self::Message, Self::Tried];
    /// What counts as having heard from somebody.
    pub const HEARD: [Self; 3] = [Self::Met, Self::Spoke, Self::Message];

    /// The stable word.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Met => "met",
            Self::Spoke => "spoke",
            Self::Message => "message",
            Self::Tried => "tried",
        }
    }

    /// The way of a stable word.
    pub fn read(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|touch| touch.word() == word)
    }
}

/// `key_working.contact_logged`: one time of being in touch with one young person, or of trying. A correction is
/// another that names it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContactLogged {
    /// How.
    pub how: Touch,
    /// Where, in the writer's words; empty where that is not said.
    pub place: String,
    /// How long, in minutes.
    pub minutes: Option<u32>,
    /// What it was for; empty where that is not said.
    pub purpose: String,
    /// What is different since; empty where that is not said.
    pub changed: String,
    /// How the young person saw it.
    pub their_view: TheirView,
    /// Why an earlier version was corrected; empty in a first version.
    pub correction: String,
}

impl ContactLogged {
    /// What is told of somebody who was there too: no word that was written for the other.
    #[must_use]
    pub fn for_who_was_there(&self) -> Self {
        Self {
            how: self.how,
            minutes: self.minutes,
            place: String::new(),
            purpose: String::new(),
            changed: String::new(),
            their_view: TheirView::NotWritten,
            correction: String::new(),
        }
    }
}

/// A contact as it was typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ContactWish {
    /// How, where that was chosen.
    pub how: Option<Touch>,
    /// Where.
    pub place: String,
    /// How long, in minutes, as it was typed.
    pub minutes: String,
    /// What it was for.
    pub purpose: String,
    /// What is different since.
    pub changed: String,
    /// How the young person saw it, in words.
    pub said: String,
    /// Whether the writer says that they did not ask.
    pub not_asked: bool,
}

/// The longest text of a contact, in letters.
const LONGEST: usize = 20_000;
/// The longest place, in letters.
const LONGEST_PLACE: usize = 200;
/// A day, in minutes.
const LONGEST_MINUTES: u32 = 1440;

/// What is written down of a contact. Only how is needed; whatever else is known is kept.
///
/// # Errors
/// A sentence for each answer that will not do.
pub fn contact_logged(wish: &ContactWish) -> Result<ContactLogged, Vec<Refusal>> {
    let text = |text: &str| what_is_typed(text).unwrap_or_default().to_owned();
    let mut refusals = too_long(&[
        ("place", &wish.place, LONGEST_PLACE),
        ("purpose", &wish.purpose, LONGEST),
        ("changed", &wish.changed, LONGEST),
        ("said", &wish.said, LONGEST),
    ]);
    if wish.how.is_none() {
        refusals.push(Refusal::of("how", "Choose how you were in touch."));
    }
    if wish.how == Some(Touch::Tried) && what_is_typed(&wish.said).is_some() {
        let sentence = "You wrote what they said, so somebody answered. Choose how you were in touch.";
        refusals.push(Refusal::of("how", sentence));
    }
    if wish.how == Some(Touch::Tried) && wish.not_asked {
        let sentence = "Nobody answered, so nobody could be asked. Take that tick away.";
        refusals.push(Refusal::of("not_asked", sentence));
    }
    let minutes = minutes("minutes", &wish.minutes).map_err(|refusal| refusals.push(refusal)).ok().flatten();
    let their_view = their_view(&wish.said, wish.not_asked.then_some(Asked::NotAsked))
        .map_err(|refusal| refusals.push(refusal))
        .unwrap_or_default();
    let how = wish.how.filter(|_| refusals.is_empty()).ok_or(refusals)?;
    Ok(ContactLogged {
        how,
        place: text(&wish.place),
        minutes,
        purpose: text(&wish.purpose),
        changed: text(&wish.changed),
        their_view,
        correction: String::new(),
    })
}

/// Whole minutes, as they were typed in a field; nothing where nothing was typed.
pub(crate) fn minutes(field: &str, typed: &str) -> Result<Option<u32>, Refusal> {
    let typed = typed.trim();
    match typed.parse() {
        _ if typed.is_empty() => Ok(None),
        Ok(minutes) if (1..=LONGEST_MINUTES).contains(&minutes) => Ok(Some(minutes)),
        _ => Err(Refusal::of(field, format!("Enter whole minutes, from 1 to {LONGEST_MINUTES}."))),
    }
}

/// When somebody was last in touch with a young person, as far as it was written down.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct InTouch {
    /// The last day on which somebody met them.
    pub seen: Option<Date>,
    /// The last day on which somebody met, spoke with or had word from them.
    pub heard: Option<Date>,
    /// The last day on which somebody tried.
    pub tried: Option<Date>,
    /// How often somebody tried on the days after they were last heard from.
    pub tries: i64,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wish() -> ContactWish {
        ContactWish { how: Some(Touch::Met), ..ContactWish::default() }
    }

    fn refused(wish: &ContactWish) -> Vec<String> {
        let field = |refusal: Refusal| refusal.field.unwrap_or_default();
        contact_logged(wish).unwrap_err().into_iter().map(field).collect()
    }

    #[test]
    fn only_how_is_needed() {
        let logged = contact_logged(&wish()).unwrap();
        assert_eq!(
            (logged.how, logged.minutes, logged.their_view),
            (Touch::Met, None, TheirView::NotWritten)
        );
        assert_eq!(refused(&ContactWish::default()), ["how"]);
    }

    #[test]
    fn that_nobody_asked_is_honest_and_beside_words_it_is_a_contradiction() {
        let logged = contact_logged(&ContactWish { not_asked: true, said: " ".into(), ..wish() }).unwrap();
        assert_eq!(logged.their_view, TheirView::NotAsked);
        let logged = contact_logged(&ContactWish { said: " It was good. ".into(), ..wish() }).unwrap();
        assert_eq!(logged.their_view, TheirView::Said("It was good.".into()));
        assert_eq!(refused(&ContactWish { not_asked: true, said: "Good.".into(), ..wish() }), ["said"]);
    }

    #[test]
    fn a_try_holds_nothing_that_they_said() {
        let tried = ContactWish { how: Some(Touch::Tried), ..ContactWish::default() };
        assert!(contact_logged(&ContactWish { purpose: "School".into(), ..tried.clone() }).is_ok());
        assert_eq!(refused(&ContactWish { not_asked: true, ..tried.clone() }), ["not_asked"]);
        assert_eq!(refused(&ContactWish { said: "Later.".into(), ..tried }), ["how"]);
    }

    #[test]
    fn how_long_is_whole_minutes_of_a_day_at_the_most() {
        let of = |minutes: &str| contact_logged(&ContactWish { minutes: minutes.into(), ..wish() });
        assert_eq!(of(" 45 ").unwrap().minutes, Some(45));
        for wrong in ["0", "1441", "-5", "1.5", "an hour"] {
            assert!(of(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_text_has_an_end() {
        let long = ContactWish { place: "x".repeat(201), changed: "x".repeat(20_001), ..wish() };
        assert_eq!(refused(&long), ["place", "changed"]);
    }

    #[test]
    fn of_somebody_who_was_there_too_nothing_is_told_that_was_about_the_other() {
        let logged = contact_logged(&ContactWish {
            place: "The quay".into(),
            minutes: "45".into(),
            purpose: "Sam’s court date".into(),
            changed: "Sam will go".into(),
            said: "Fine".into(),
            ..wish()
        });
        let theirs = logged.unwrap().for_who_was_there();
        assert_eq!((theirs.how, theirs.minutes, theirs.place.as_str()), (Touch::Met, Some(45), ""));
        assert_eq!(
            (theirs.purpose, theirs.changed, theirs.their_view),
            (String::new(), String::new(), TheirView::NotWritten)
        );
    }

    #[test]
    fn every_way_is_read_from_its_word() {
        for touch in Touch::ALL {
            assert_eq!(Touch::read(touch.word()), Some(touch));
            assert_eq!(Touch::HEARD.contains(&touch), touch != Touch::Tried);
        }
        assert_eq!(Touch::read("seen"), None);
    }
}
