//! Emergency openings, looked at next working day by somebody else.

use super::matching::Done;
use super::side::{nowhere, sections};
use crate::pages::drafts::{holds_words, kept_without_form, or_draft, url_of, words_without_form};
use crate::parts::{
    Form, KEY_FIELD, Table, Tone, column, day, empty_state, fact, fact_of, field, moment, name, post, quote,
    submit, success_banner, summary_list, tag,
};
use crate::posted::Posted;
use crate::trouble::Trouble;
use crate::visitor::{Answer, Visitor, go, show, show_again};
use axum::extract::{Path, Query};
use maud::{Markup, html};
use practice::ids::EventId;
use work::No;
use work::people::{Opening, opening, openings, review_opening};

/// Openings of the last month.
pub(super) async fn list(visitor: Visitor, Query(done): Query<Done>) -> Answer {
    let openings = openings(&visitor.desk).await?;
    let page = visitor.page("Emergency openings").sections(sections(&visitor)).wide();
    let page = match done.done.as_str() {
        "reviewed" => {
            let of = match done.of.parse() {
                Ok(event) => opening(&visitor.desk, event).await?,
                Err(_) => None,
            };
            page.banner(success_banner(
                "What you found is written down",
                of.as_ref().map(of_whom).unwrap_or_default(),
            ))
        }
        _ => page,
    };
    let table = Table {
        caption: "Opened in the last 31 days, and earlier ones that nobody has checked".into(),
        columns: vec![
            column("Opened"),
            column("By whom"),
            column("Whose record"),
            column("Reason given"),
            column("Checked"),
        ],
        rows: openings.iter().map(row).collect(),
        empty: empty_state(
            "When somebody opens a record in an emergency, it stands here until somebody else has checked it.",
            html! {},
        ),
    };
    show(page.show(html! {
        p .govuk-body {
            "Somebody other than whoever opened a record checks whether it was right: by the next working day, and by "
            "the next morning where only a safety page was opened. Choose when it was opened to read more and to "
            "write down what you found."
        }
        (table.show())
    }))
}

/// One opening, with the form.
pub(super) async fn ask(visitor: Visitor, Path(opening): Path<String>) -> Answer {
    let opening = one(&visitor, &opening).await?;
    let empty = Form::new().with(KEY_FIELD, visitor.form_key());
    let (form, saved) = or_draft(&visitor, &path(opening.event), empty).await?;
    show(page(&visitor, &opening, &form, saved))
}

/// Writes down what was found.
pub(super) async fn review(visitor: Visitor, Path(opening): Path<String>, posted: Posted) -> Answer {
    let opening = one(&visitor, &opening).await?;
    let mut form = posted.form;
    let Some(finding) = form.must_text("finding", "Say what you found.") else {
        return show_again(&form, page(&visitor, &opening, &form, None));
    };
    match review_opening(&visitor.desk, opening.event, &finding, posted.key).await {
        Ok(()) => {
            work::drafts::sent(&visitor.desk, &path(opening.event), form.values()).await;
            go(format!("/openings?done=reviewed&of={}", opening.event))
        }
        Err(No::Refused(refusals)) => {
            form.refuse_all(refusals);
            let opening = one(&visitor, &opening.event.to_string()).await?;
            // One that was looked at has no form any more, and its page keeps nothing.
            let saved = if opening.reviewed {
                kept_without_form(&visitor, &path(opening.event), &form).await?
            } else {
                None
            };
            show_again(&form, page(&visitor, &opening, &form, saved))
        }
        Err(no) => Err(Trouble::from(no)),
    }
}

async fn one(visitor: &Visitor, named: &str) -> Result<Opening, Trouble> {
    let event: EventId = named.parse().map_err(|_| Trouble::not_found())?;
    match opening(&visitor.desk, event).await? {
        Some(opening) => Ok(opening),
        None => Err(nowhere(visitor, &event.to_string(), "opening").await),
    }
}

fn path(opening: EventId) -> String {
    format!("/openings/{opening}")
}

fn row(opening: &Opening) -> Vec<Markup> {
    vec![
        html! { a .govuk-link href=(path(opening.event)) { (moment(opening.at)) } },
        html! { (name(&opening.worker)) @if opening.own { " (you)" } },
        html! {
            (whose(opening))
            @if opening.card_only { ", the safety page only" }
        },
        html! { bdi { (opening.reason) } },
        html! {
            @if opening.reviewed { "Yes" }
            @else if let Some(due) = opening.due {
                @if opening.overdue { (tag(Tone::Red, "Overdue")) " since " (day(due)) } @else { "Not yet. Due by " (day(due)) }
            }
            @else { "Not yet. They have died, so there is no date" }
        },
    ]
}

fn whose(opening: &Opening) -> &str {
    let otherwise = if opening.found { "A record that is not shown" } else { "Nobody was found" };
    opening.reference.as_deref().unwrap_or(otherwise)
}

/// Under the words that it was looked at: which opening.
fn of_whom(opening: &Opening) -> Markup {
    html! {
        p .govuk-body {
            "It is about what " (name(&opening.worker)) " opened on " (moment(opening.at)) ": " (whose(opening)) "."
        }
    }
}

fn page(visitor: &Visitor, opening: &Opening, form: &Form, saved: Option<String>) -> Markup {
    let facts = summary_list(&[
        fact_of("Opened", moment(opening.at)),
        fact("By whom", Some(&opening.worker)),
        fact("Whose record", Some(whose(opening))),
        fact("Reason given", Some(&opening.reason)),
        fact(
            "What was opened",
            Some(match (opening.found, opening.card_only) {
                (false, _) => "Nothing: nobody was found",
                (true, true) => "The safety page, for an hour",
                (true, false) => "The record, for an hour",
            }),
        ),
        fact_of(
            "Checked",
            html! {
                @if opening.reviewed { "Yes" }
                @else if let Some(due) = opening.due {
                    "Not yet. " (if opening.overdue { "It was" } else { "It is" }) " due by " (day(due)) "."
                }
                @else { "Not yet. They have died, so there is no date." }
            },
        ),
    ]);
    let found = opening.finding.as_ref().map(|(finding, by)| quote(finding, by));
    let title = format!("Emergency opening by {}", opening.worker);
    visitor.page(title).about("Emergency openings").form(form).back("/openings", "Emergency openings").show(html! {
        (facts)
        @if let Some(found) = found { h2 .govuk-heading-m { "What was found" } (found) }
        @if opening.reviewed && holds_words(form.values()) { (words_without_form(form, saved.is_some())) }
        @if opening.own && !opening.reviewed {
            p .govuk-body { "You opened this record, so somebody else checks it." }
        } @else if !opening.reviewed {
            (post(path(opening.event)).key(visitor.key_of(form)).draft(url_of(&path(opening.event)), saved).show(html! {
                (field::area("finding", "What did you find?")
                    .hint("Was it right to open it? What happens next? Whoever may read this in the record reads it here too.").show(form))
                (submit("Write down what you found"))
            }))
        }
    })
}
