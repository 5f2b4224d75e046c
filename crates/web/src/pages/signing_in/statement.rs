//! The accessibility statement, with what is known not to work yet.

use super::door::Door;
use crate::parts::{Table, column, day, phone};
use crate::visitor::{Answer, show};
use jiff::civil::{Date, date};
use maud::html;

/// When this statement was last gone through, page by page.
const REVIEWED: Date = date(2026, 11, 26);

/// A known issue.
struct Issue {
    since: Date,
    what: &'static str,
    criterion: &'static str,
    instead: &'static str,
}

const ISSUES: [Issue; 2] = [
    Issue {
        since: date(2026, 11, 23),
        what: "A screen reader reads both versions one after the other when two people changed the same words.",
        criterion: "No criterion is failed, but it takes longer than it should.",
        instead: "Each version has its own heading to jump to.",
    },
    Issue {
        since: date(2026, 11, 23),
        what: "The pages have been tested by machine and by keyboard, and not yet by people who use screen readers every day.",
        criterion: "Not tested by hand with NVDA, VoiceOver or TalkBack.",
        instead: "Call the help line when something does not work for you.",
    },
];

/// The page.
pub(super) async fn show_statement(door: Door) -> Answer {
    let rows = ISSUES
        .iter()
        .map(|issue| {
            vec![
                html! { (issue.what) },
                html! { (day(issue.since)) },
                html! { (issue.criterion) },
                html! { (issue.instead) },
            ]
        })
        .collect();
    let table = Table {
        caption: "What does not work as it should yet".into(),
        columns: vec![column("What"), column("Known since"), column("Which rule"), column("What you can do")],
        rows,
        empty: html! {},
    };
    show(door.page("Accessibility statement").show(html! {
        p .govuk-body-l { "We want everybody to be able to use this service, whatever they use to read, hear or type." }
        p .govuk-body {
            "You should be able to change colours and text size, zoom to 400% without losing anything, use every page "
            "by keyboard alone, and use every page with scripts switched off."
        }
        p .govuk-body {
            "The service aims to meet the Web Content Accessibility Guidelines, version 2.2, level AA. Every page is "
            "checked by machine each time the program changes. It partly meets them, because of what is listed below."
        }
        (table.show())
        h2 .govuk-heading-m { "Time limits" }
        p .govuk-body {
            "A screen locks when nothing is done for a while. You are warned before, and pressing any button puts it "
            "off. Twelve hours after you signed in you sign in again, however busy you are, because what a session "
            "opens is about children and nobody else may be sitting there. You are told five minutes before, and "
            "what is saved as you type is kept among your drafts."
        }
        h2 .govuk-heading-m { "Tell us what does not work" }
        p .govuk-body {
            @if door.council.help_phone.is_empty() { "Tell whoever looks after accounts in your council." }
            @else { "Call " (phone(&door.council.help_phone)) "." }
            " If you are not happy with the answer, contact the Equality Advisory "
            "and Support Service."
        }
        p .govuk-body { "This statement was last gone through on " (day(REVIEWED)) "." }
    }))
}
