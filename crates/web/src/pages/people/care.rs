//! Legal status and homes, and times missing, from the council's return.

use super::frame::url;
use super::words::code;
use crate::pages::story;
use crate::parts::{Column, Table, Tone, column, day, empty_state, happened, link, numbers, tag};
use jiff::civil::Date;
use maud::{Markup, html};
use practice::codes::CodeSet;
use practice::dates::{Happened, long_date};
use practice::homes::CarePeriod;
use practice::ids::EventId;
use practice::people::Dated;
use practice::safety::Away;
use work::people::PersonPage;

/// Periods in care, newest first, each code with its label.
pub(super) fn periods(page: &PersonPage, may_put_right: bool) -> Markup {
    let rows = page.care.iter().map(|period| row(page, period, may_put_right)).collect();
    let columns = ["When", "Legal status", "Where", "Why it began", "Why it ended"].map(column).into();
    table(
        "Legal status and homes",
        columns,
        rows,
        "Periods in care from the council’s return would stand here.",
    )
}

fn row(page: &PersonPage, dated: &Dated<CarePeriod>, may_put_right: bool) -> Vec<Markup> {
    let period = &dated.is;
    let coded = |set, value: &str| html! { (code(set, value)) };
    let quiet = |about: &str, set, value: &Option<String>| {
        html! { @if let Some(value) = value { div .nwd-quiet { (about) ": " (code(set, value)) } } }
    };
    let ended = match (&period.ended, period.to) {
        (Some(why), _) => coded(CodeSet::ReasonEpisodeCeased, why),
        (None, None) => html! { span .nwd-quiet { "It goes on" } },
        (None, Some(_)) => not_given(),
    };
    vec![
        html! {
            (happened(Happened::Range(period.from, period.to)))
            (left_out(page, dated.event))
            (put_right(dated.first, period.from, may_put_right))
        },
        coded(CodeSet::LegalStatus, &period.legal_status),
        html! {
            (code(CodeSet::Placement, &period.place))
            (quiet("Provided by", CodeSet::PlacementProvider, &period.provider))
            (quiet("Why the home changed", CodeSet::ReasonForPlacementChange, &period.change))
        },
        coded(CodeSet::ReasonForNewEpisode, &period.began),
        ended,
    ]
}

/// Missing, or away, in words.
pub(super) fn away(kind: Away) -> &'static str {
    match kind {
        Away::Missing => "Missing",
        Away::WithoutAgreement => "Away without agreement, whereabouts known",
    }
}

/// Times missing or away, newest first.
pub(super) fn missing(page: &PersonPage, may_change: bool, may_put_right: bool) -> Markup {
    let rows = page
        .missing
        .iter()
        .map(|(stream, spell)| {
            let kind = away(spell.is.kind);
            let back = match spell.is.to {
                Some(back) => day(back),
                None if page.died.is_some() => html! { "Not back before they died" },
                None => html! {
                    (tag(Tone::Red, "Not back"))
                    @if may_change {
                        " " (link(&url(page.summary.person, &format!("record/back/{stream}")), "They are back"))
                    }
                },
            };
            let days =
                spell.is.to.and_then(|back| spell.is.from.until(back).ok()).map(|span| span.get_days());
            let goes_on = if page.died.is_some() { "Not known" } else { "It goes on" };
            let days = days.map_or_else(|| html! { span .nwd-quiet { (goes_on) } }, |days| html! { (days) });
            let from = html! {
                (day(spell.is.from))
                (left_out(page, spell.event))
                (put_right(spell.first, spell.is.from, may_put_right))
            };
            vec![from, back, html! { (kind) }, days]
        })
        .collect();
    let columns = vec![column("From"), column("Back"), column("What"), numbers("Days")];
    table("Times missing or away", columns, rows, "No time missing or away is recorded.")
}

fn table(caption: &str, columns: Vec<Column>, rows: Vec<Vec<Markup>>, would_be: &str) -> Markup {
    Table { caption: caption.into(), columns, rows, empty: empty_state(would_be, html! {}) }.show()
}

/// Which later file of the council's left this out.
fn left_out(page: &PersonPage, row: EventId) -> Markup {
    html! { @if let Some(file) = page.vanished.get(&row) { div { (tag(Tone::Yellow, &story::left_out(file))) } } }
}

/// A quiet link to put one row right, told apart from those of other rows by its day.
fn put_right(first: EventId, from: Date, may: bool) -> Markup {
    html! {
        @if may {
            div .nwd-no-print {
                a .govuk-link .nwd-quiet href={ "/entries/" (first) "/correct" } {
                    "Put right" span .govuk-visually-hidden { ": from " (long_date(from)) }
                }
            }
        }
    }
}

fn not_given() -> Markup {
    html! { span .nwd-quiet { "Not given" } }
}
