//! Handing over: what the next key worker should know, in the words of the one who goes.

use super::{Asked, TheirView, their_view};
use crate::Refusal;
use crate::journal::what_is_typed;
use crate::refusal::too_long;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// The longest text, in letters.
const LONGEST: usize = 20_000;

/// `key_working.handover_written`: what a key worker hands over to the next.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HandoverWritten {
    /// What whoever comes next should know first; empty where only a promise is handed over.
    pub know: String,
    /// What was promised to the young person and is not done yet; empty where nothing was.
    pub promised: String,
    /// The day on which the two workers saw the young person together, where they did.
    pub introduced: Option<Date>,
    /// How the young person sees it.
    pub their_view: TheirView,
    /// Why an earlier version was corrected; empty in a first version.
    pub correction: String,
}

/// A handover as it was typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct HandoverWish {
    /// What whoever comes next should know first.
    pub know: String,
    /// What was promised.
    pub promised: String,
    /// When they were introduced.
    pub introduced: Option<Date>,
    /// How they see it, in words.
    pub said: String,
    /// What became of asking them.
    pub asked: Option<Asked>,
}

/// What is written down of a handover. A day on which they were introduced has been.
///
/// # Errors
/// A sentence for each answer that will not do.
pub fn handover_written(wish: &HandoverWish, today: Date) -> Result<HandoverWritten, Vec<Refusal>> {
    let mut refusals = too_long(&[
        ("know", &wish.know, LONGEST),
        ("promised", &wish.promised, LONGEST),
        ("said", &wish.said, LONGEST),
    ]);
    let typed = |text: &str| what_is_typed(text).unwrap_or_default().to_owned();
    let (know, promised) = (typed(&wish.know), typed(&wish.promised));
    if know.is_empty() && promised.is_empty() {
        refusals
            .push(Refusal::of("know", "Write what whoever comes next should know, or what was promised."));
    }
    if wish.introduced.is_some_and(|day| today < day) {
        refusals.push(Refusal::of(
            "introduced",
            "This day is still to come. Leave it empty until they have met.",
        ));
    }
    let their_view = their_view(&wish.said, wish.asked).map_err(|refusal| refusals.push(refusal));
    match their_view {
        Ok(their_view) if refusals.is_empty() => {
            let (introduced, correction) = (wish.introduced, String::new());
            Ok(HandoverWritten { know, promised, introduced, their_view, correction })
        }
        _ => Err(refusals),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    const TODAY: Date = date(2026, 6, 15);

    fn refused(wish: &HandoverWish) -> Vec<String> {
        handover_written(wish, TODAY).unwrap_err().into_iter().filter_map(|refusal| refusal.field).collect()
    }

    #[test]
    fn what_to_know_or_what_was_promised_is_enough() {
        let wish = HandoverWish { know: " Knock twice. ".into(), ..HandoverWish::default() };
        assert_eq!(handover_written(&wish, TODAY).unwrap().know, "Knock twice.");
        let wish = HandoverWish { promised: "The bike".into(), ..HandoverWish::default() };
        assert_eq!(handover_written(&wish, TODAY).unwrap().promised, "The bike");
        assert_eq!(refused(&HandoverWish::default()), ["know"]);
    }

    #[test]
    fn nobody_was_introduced_on_a_day_to_come() {
        let wish = |introduced| HandoverWish { know: "Knock".into(), introduced, ..HandoverWish::default() };
        assert_eq!(handover_written(&wish(Some(TODAY)), TODAY).unwrap().introduced, Some(TODAY));
        assert_eq!(refused(&wish(Some(date(2026, 6, 16)))), ["introduced"]);
    }

    #[test]
    fn everything_that_will_not_do_is_said_at_once() {
        let wish = HandoverWish {
            introduced: Some(date(2027, 1, 1)),
            asked: Some(Asked::Told),
            ..HandoverWish::default()
        };
        assert_eq!(refused(&wish), ["know", "introduced", "said"]);
        let long = HandoverWish { promised: "x".repeat(LONGEST + 1), ..HandoverWish::default() };
        assert_eq!(refused(&long), ["promised"]);
    }
}
