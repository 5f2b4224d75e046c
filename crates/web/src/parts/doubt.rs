//! What may be a mistake and is no error: it is asked about once, and taken when the form is sent again.
//! What a rule refuses is not asked about where the form can tell.

use super::messages::asking_banner;
use jiff::civil::Date;
use maud::{Markup, html};
use practice::dates::{age_on, long_date};
use practice::import::YOUNGEST;

/// The field that says about which values their writer was asked.
pub(crate) const SURE_FIELD: &str = "asked_about";

/// How such a form begins, and its title.
pub(super) const PLEASE_CHECK: &str = "Please check";

/// One value that may be a mistake.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Doubt {
    /// The field to go back to.
    pub(super) field: String,
    /// Field and value, as [`SURE_FIELD`] holds them.
    pub(super) sure: String,
    /// What is asked, as whole sentences.
    pub(super) sentence: String,
}

impl Doubt {
    pub(super) fn new(field: &str, what: &str, sentence: impl Into<String>) -> Self {
        Self { field: field.to_owned(), sure: format!("{field} {what}"), sentence: sentence.into() }
    }
}

/// Whether a value of [`SURE_FIELD`] is about a field.
pub(super) fn is_about(sure: &str, field: &str) -> bool {
    sure.split_once(' ').is_some_and(|(about, _)| about == field)
}

/// The question about a day a year or more from today.
pub(super) fn far_away(day: Date, today: Date) -> Option<String> {
    let when = if day < today { "ago" } else { "from now" };
    years_between(day, today).map(|years| format!("{} is {years} {when}. Is that right?", long_date(day)))
}

/// The question about a day a year or more from the one that stands in its place.
pub(super) fn far_from(day: Date, stands: Date) -> Option<String> {
    let when = if day < stands { "before" } else { "after" };
    let (new, old) = (long_date(day), long_date(stands));
    years_between(day, stands)
        .map(|years| format!("{new} is {years} {when} {old}, which stands here now. Is that right?"))
}

/// How many years lie between two days, in words; nothing where it is not one.
fn years_between(one: Date, other: Date) -> Option<String> {
    let years = match age_on(one.min(other), one.max(other)) {
        ..1 => return None,
        1 => "a year".to_owned(),
        more => format!("{more} years"),
    };
    let is_whole = (one.month(), one.day()) == (other.month(), other.day());
    Some(if is_whole { years } else { format!("more than {years}") })
}

/// The question about a birth date of somebody whom the service is not for yet. Nobody older is taken in by hand.
pub(super) fn too_young(born: Date, today: Date) -> Option<String> {
    let age = age_on(born, today);
    let years = match age {
        ..1 => "less than a year".to_owned(),
        1 => "1 year".to_owned(),
        more => format!("{more} years"),
    };
    (age < YOUNGEST).then(|| format!("Born on {}, they are {years} old. Is that right?", long_date(born)))
}

/// The questions, for the top of the form that is shown again.
pub(super) fn question(doubts: &[Doubt]) -> Markup {
    asking_banner(
        PLEASE_CHECK,
        html! {
            @for doubt in doubts {
                p .govuk-notification-banner__heading {
                    a .govuk-notification-banner__link href={ "#" (doubt.field) } { (doubt.sentence) }
                }
            }
            p .govuk-body { "If all is right, press the button again. If not, change what is wrong." }
        },
    )
}

#[cfg(test)]
mod tests {
    use super::super::field;
    use super::super::form::{Form, summary};
    use super::*;
    use jiff::civil::date;

    const TODAY: Date = date(2026, 11, 27);

    fn sent(values: &[(&str, &str)]) -> Form {
        let typed = [("day-day", "27"), ("day-month", "11"), ("day-year", "2023")];
        let all = typed.iter().chain(values);
        Form::typed(all.map(|(name, value)| ((*name).to_owned(), (*value).to_owned())))
    }

    fn read(form: &mut Form) -> Option<Date> {
        form.must_day("day", "the day").filter(|day| !form.doubt_day("day", *day, TODAY))
    }

    #[test]
    fn a_day_a_year_away_or_more_is_asked_about() {
        let asked = |day| far_away(day, TODAY);
        for near in [TODAY, date(2025, 11, 28), date(2027, 11, 26)] {
            assert_eq!(asked(near), None, "{near}");
        }
        let ago = |day| asked(day).unwrap();
        assert_eq!(ago(date(2025, 11, 27)), "27 November 2025 is a year ago. Is that right?");
        assert_eq!(ago(date(2023, 5, 1)), "1 May 2023 is more than 3 years ago. Is that right?");
        let moved = |day| far_from(day, date(2024, 6, 4));
        assert_eq!(moved(date(2024, 1, 1)), None);
        assert_eq!(
            moved(date(2022, 6, 4)).unwrap(),
            "4 June 2022 is 2 years before 4 June 2024, which stands here now. Is that right?"
        );
        assert_eq!(ago(date(2062, 11, 27)), "27 November 2062 is 36 years from now. Is that right?");
    }

    #[test]
    fn a_birth_date_of_a_small_child_is_asked_about() {
        let asked = |born| too_young(born, TODAY);
        assert_eq!(asked(date(2016, 11, 27)), None);
        assert_eq!(
            asked(date(2025, 6, 4)).unwrap(),
            "Born on 4 June 2025, they are 1 year old. Is that right?"
        );
        assert!(asked(date(2016, 11, 28)).unwrap().contains("they are 9 years old"));
    }

    #[test]
    fn what_is_asked_about_is_taken_when_it_is_sent_again_and_another_value_is_not() {
        let mut first = sent(&[]);
        assert_eq!(read(&mut first), None);
        assert!(first.goes_back() && first.only_asks());
        assert_eq!(first.sure_of("day"), ["day 2023-11-27"]);
        let mut again = sent(&[(SURE_FIELD, "day 2023-11-27")]);
        assert_eq!(read(&mut again), Some(date(2023, 11, 27)));
        assert!(!again.goes_back());
        let mut another = sent(&[(SURE_FIELD, "day 2022-11-27")]);
        assert_eq!(read(&mut another), None);
    }

    #[test]
    fn the_form_that_is_shown_again_asks_and_answers_by_its_button() {
        let mut form = sent(&[]);
        read(&mut form);
        let shown = summary(&form).into_string();
        assert!(shown.contains("Please check") && shown.contains("href=\"#day\""), "{shown}");
        assert!(!shown.contains("There is a problem"), "{shown}");
        let field = field::day("day", "Which day?").show(&form).into_string();
        assert!(field.contains("name=\"asked_about\" value=\"day 2023-11-27\""), "{field}");
        assert!(field.contains("27 November 2023 is 3 years ago"), "{field}");
        let other = field::day("other", "Another day?").show(&form).into_string();
        assert!(!other.contains("asked_about"), "{other}");
    }

    #[test]
    fn where_something_is_wrong_that_comes_first_and_nobody_has_been_asked_yet() {
        let mut form = sent(&[]);
        read(&mut form);
        form.must_text("text", "Write what you want to say.");
        assert!(form.goes_back() && !form.only_asks());
        let shown = summary(&form).into_string();
        assert!(shown.contains("There is a problem") && !shown.contains(PLEASE_CHECK), "{shown}");
        let field = field::day("day", "Which day?").show(&form).into_string();
        assert!(!field.contains("3 years ago") && !field.contains("asked_about"), "{field}");
    }

    #[test]
    fn an_answer_stays_in_a_form_that_is_shown_again_for_another_reason() {
        let form = sent(&[(SURE_FIELD, "day 2023-11-27")]);
        assert_eq!(form.sure_of("day"), ["day 2023-11-27"]);
        assert!(form.sure_of("day-year").is_empty());
    }
}
