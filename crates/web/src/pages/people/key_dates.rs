//! The days ahead that matter, in words.

use crate::parts::{DateAhead, name};
use jiff::civil::Date;
use maud::{Markup, html};
use practice::dates::ahead;
use practice::people::{AgeThatMatters, ComingAge, KeyMatter};
use work::people::Summary;

/// The days ahead as a reader of the record or the story sees them.
pub(super) fn ahead_of(who: &Summary, today: Date) -> Vec<DateAhead> {
    let drawn = who.key_dates.iter().map(|(date, by)| DateAhead {
        on: date.on,
        ahead: ahead(date.on, today),
        words: in_words(date.what, by.as_deref()),
    });
    drawn.collect()
}

fn in_words(what: KeyMatter, by: Option<&str>) -> Markup {
    html! {
        @match what {
            KeyMatter::Birthday(coming) => { (birthday(coming)) }
            KeyMatter::CoverEnds(_) => { "last day of cover" @if let Some(by) = by { " by " (name(by)) } }
        }
    }
}

fn birthday(coming: ComingAge) -> Markup {
    let follows = match (coming.age, coming.in_care) {
        (AgeThatMatters::Sixteen, _) => {
            "being in care, they may be owed an assessment for a pathway plan within 3 months"
        }
        (AgeThatMatters::Eighteen, true) => "no longer in care by law; support and the key worker go on",
        (AgeThatMatters::Eighteen, false) => "support and the key worker go on",
        (AgeThatMatters::TwentyOne | AgeThatMatters::TwentyFive, _) => "a day to talk about what comes next",
    };
    html! {
        "turns " (coming.age.years())
        @if coming.in_doubt { " by a birth date that was assessed or is disputed" }
        "; " (follows)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn says(age: AgeThatMatters, in_care: bool, in_doubt: bool) -> String {
        let what = KeyMatter::Birthday(ComingAge { age, in_care, in_doubt });
        in_words(what, None).into_string()
    }

    #[test]
    fn a_birthday_says_what_it_changes_and_whether_its_day_is_in_doubt() {
        assert_eq!(
            says(AgeThatMatters::Eighteen, true, false),
            "turns 18; no longer in care by law; support and the key worker go on"
        );
        assert!(
            says(AgeThatMatters::Eighteen, false, true)
                .contains("turns 18 by a birth date that was assessed or is disputed")
        );
        assert!(!says(AgeThatMatters::Eighteen, false, false).contains("in care"));
        assert!(says(AgeThatMatters::Sixteen, true, false).contains("pathway plan within 3 months"));
        assert!(says(AgeThatMatters::TwentyOne, false, false).ends_with("what comes next"));
    }

    #[test]
    fn cover_says_whose_last_day_it_is() {
        let what = KeyMatter::CoverEnds(practice::ids::PostId(uuid::Uuid::nil()));
        let shown = in_words(what, Some("<Dee>")).into_string();
        assert_eq!(shown, "last day of cover by <bdi>&lt;Dee&gt;</bdi>");
    }
}
