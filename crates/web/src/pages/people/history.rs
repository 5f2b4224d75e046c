//! The record as it was known on a day.

use super::cards::{self, Changes, Reader};
use super::frame::{self, Section, url};
use super::{Asked, person_id};
use crate::parts::{Form, day, field, in_lines, link, notice_banner, submit};
use crate::trouble::Trouble;
use crate::visitor::{Answer, Visitor, go, show_again};
use axum::extract::{Path, Query};
use jiff::civil::Date;
use maud::{Markup, html};
use practice::ids::PersonId;
use work::No;
use work::people::{self, AsKnown};

/// Asks for a day, or shows the record as it was known at the end of it.
pub(super) async fn show(visitor: Visitor, Path(person): Path<String>, Query(asked): Asked) -> Answer {
    let person = person_id(&person)?;
    let mut form = Form::typed(asked);
    if let Ok(on) = form.value("on").parse::<Date>() {
        return known_on(&visitor, person, on).await;
    }
    let is_asked = form.values().iter().any(|(name, _)| name.starts_with("on"));
    let chosen = if is_asked { form.must_day("on", "a day") } else { None };
    match chosen.filter(|on| *on <= visitor.desk.now.day()) {
        Some(on) => go(format!("{}?on={on}", url(person, "history"))),
        None if chosen.is_some() => {
            form.refuse(practice::Refusal::of("on", "The day must be today or earlier."));
            question(&visitor, person, form).await
        }
        None => question(&visitor, person, form).await,
    }
}

async fn question(visitor: &Visitor, person: PersonId, form: Form) -> Answer {
    let who = people::open(&visitor.desk, person).await?.summary;
    let page = frame::page(visitor, &who, Section::History, "The record on a day").form(&form);
    let body = html! {
        p .govuk-body {
            "See what was known of them at the end of a day: what had been written down by then, and nothing that "
            "came later."
        }
        (day_form(person, &form, "Show the record on that day"))
    };
    show_again(&form, page.show(body))
}

async fn known_on(visitor: &Visitor, person: PersonId, on: Date) -> Answer {
    let known = match people::as_known_on(&visitor.desk, person, on).await {
        Ok(known) => known,
        Err(No::Refused(refusals)) => {
            let mut form = Form::new().with_day("on", on);
            form.refuse_all(refusals);
            return question(visitor, person, form).await;
        }
        Err(no) => return Err(Trouble::from(no)),
    };
    let entries = entries(&known);
    let body = html! {
        (record(&known))
        h2 .govuk-heading-m { "Another day" }
        (day_form(person, &Form::new().with_day("on", on), "Show the record on that day"))
    };
    let banner = notice_banner(
        "This is not the record of today",
        html! {
            p .govuk-body {
                "It shows what was known at the end of " (day(on)) ", when " (entries) " had been written down. "
                "The head of this page, with its alerts, is today’s."
            }
            (link(&url(person, ""), "Go to the record of today"))
        },
    );
    let heading = format!("The record on {}", practice::dates::long_date(on));
    let page = frame::page(visitor, &known.today, Section::History, &heading);
    crate::visitor::show(page.banner(banner).wide().show(body))
}

/// The cards of the record as it was known; nothing of it is changed or asked for there.
fn record(known: &AsKnown) -> Markup {
    let reader = Reader { changes: Changes::Nothing, may_family: false, may_reach: false, today: known.day };
    html! {
        @if known.entries == 0 {
            p .govuk-body-l { "Nothing had been written down by then." }
        } @else {
            (cards::all(&known.page, reader))
        }
    }
}

fn entries(known: &AsKnown) -> String {
    if known.entries == 1 { "1 entry".to_owned() } else { format!("{} entries", known.entries) }
}

/// A record as it was known on a day in lines of text: the cards of its page, for a terminal.
pub fn known_in_words(known: &AsKnown) -> Vec<String> {
    let reference = &known.today.reference;
    let mut lines = vec![
        format!("{reference}, as known at the end of {}", practice::dates::long_date(known.day)),
        format!("  {} had been written down by then", entries(known)),
    ];
    if known.page.summary.restricted {
        lines.push("  The record was restricted to named workers".into());
    }
    lines.extend(in_lines(&record(known)));
    lines
}

fn day_form(person: PersonId, form: &Form, button: &str) -> Markup {
    html! {
        form .nwd-form method="get" action=(url(person, "history")) novalidate autocomplete="off" {
            (field::day("on", "Which day?").show(form))
            (submit(button))
        }
    }
}
