//! Restricted records, and when somebody looks again at each.

use super::matching::Done;
use super::side::sections;
use crate::pages::people::about_whom;
use crate::pages::people::frame::{called, url};
use crate::parts::{Table, Tone, column, day, empty_state, name, success_banner, tag};
use crate::visitor::{Answer, Visitor, show};
use axum::extract::Query;
use maud::{Markup, html};
use practice::staff::thresholds::RESTRICTION_REVIEW_DAYS;
use work::people::{RestrictedRecord, restricted_to_nobody, restrictions};

/// The restricted records that the visitor may open, by when they are due.
pub(super) async fn list(visitor: Visitor, Query(done): Query<Done>) -> Answer {
    let records = restrictions(&visitor.desk).await?;
    let orphaned = restricted_to_nobody(&visitor.desk).await?;
    let page = visitor.page("Restricted records").sections(sections(&visitor)).wide();
    let page = match done.done.as_str() {
        "kept" => {
            let record = records.iter().find(|record| record.who.person.to_string() == done.of);
            let about = about_whom(record.map(|record| called(&record.who)));
            page.banner(success_banner("The record stays restricted, and the day is set", about))
        }
        _ => page,
    };
    let table = Table {
        caption: "Records that name you".into(),
        columns: vec![column("Whose record"), column("Why"), column("Look again by")],
        rows: records.iter().map(row).collect(),
        empty: empty_state(
            "Restricted records that name you stand here, with the day on which somebody looks again.",
            html! {},
        ),
    };
    let within = visitor.desk.words.threshold(&RESTRICTION_REVIEW_DAYS);
    show(page.show(html! {
        p .govuk-body { "Every restriction is looked at again within " (within) " days. Until then, and after, the record stays restricted." }
        (table.show())
        @if !orphaned.is_empty() {
            h2 .govuk-heading-m { "Records that nobody can look at again" }
            p .govuk-body {
                "Those whom these name have left, or are not the ones to look at them again. Open one in an emergency "
                "by its reference, and name somebody who may."
            }
            ul .govuk-list .govuk-list--bullet { @for reference in &orphaned { li { (reference) } } }
        }
    }))
}

fn row(record: &RestrictedRecord) -> Vec<Markup> {
    vec![
        html! {
            a .govuk-link href=(url(record.who.person, "restrict/review")) {
                span .govuk-visually-hidden { "Look again at " } (name(called(&record.who)))
            }
            div .nwd-row-more { (record.who.reference) }
        },
        html! { bdi { (record.reason) } },
        html! {
            @match record.review_on {
                Some(due) => { (day(due)) @if record.overdue { " " (tag(Tone::Red, "Overdue")) } }
                None => { "Has died: no day presses" }
            }
        },
    ]
}
