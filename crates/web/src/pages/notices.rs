//! What somebody has been told of: at the top of their first page, until they
//! say that they have read it.

use super::people::frame::{called, url};
use crate::parts::{day, field, moment, name, post, submit_other};
use crate::posted::Posted;
use crate::routes::{Access, Table};
use crate::trouble::Trouble;
use crate::visitor::Visitor;
use crate::visitor::{Answer, go};
use axum::extract::Path;
use jiff::civil::Date;
use maud::{Markup, html};
use practice::ids::EventId;
use work::No;
use work::notices::{self, Notice, What};

pub(super) fn routes(table: Table) -> Table {
    table.post("/notices/{notice}", Access::SignedIn, read)
}

/// The others that stand in one box with a notice.
const ALSO: &str = "also";

/// What stood in one box is read, and the first page no longer shows it.
async fn read(visitor: Visitor, Path(notice): Path<String>, posted: Posted) -> Answer {
    let notice: EventId = notice.parse().map_err(|_| Trouble::not_found())?;
    notices::read(&visitor.desk, notice).await?;
    for also in posted.form.chosen(ALSO).iter().filter_map(|also| also.parse().ok()) {
        match notices::read(&visitor.desk, also).await {
            // One of them may be gone since.
            Ok(()) | Err(No::NotFound) => {}
            Err(no) => return Err(no.into()),
        }
    }
    go("/")
}

/// The notices that wait to be read; nothing where there is none. What one act
/// came to for several young people stands in one box.
pub(super) fn section(waiting: &[Notice]) -> Markup {
    html! {
        @if !waiting.is_empty() {
            section aria-labelledby="notices" {
                h2 .govuk-heading-m #notices { "For you to know" }
                @for alike in boxes(waiting) {
                    div .nwd-side {
                        (words(&alike))
                        (post(format!("/notices/{}", alike[0].event)).show(html! {
                            @for also in &alike[1..] { (field::hidden(ALSO, &also.event.to_string())) }
                            (submit_other("read", if alike.len() == 1 { "I have read this" } else { "I have read these" }))
                        }))
                    }
                }
            }
        }
    }
}

/// Notices that say the same together, in the order of the first of each.
fn boxes(waiting: &[Notice]) -> Vec<Vec<&Notice>> {
    let mut boxes: Vec<Vec<&Notice>> = Vec::new();
    for notice in waiting {
        match boxes.iter_mut().find(|alike| says_the_same(alike[0], notice)) {
            Some(alike) => alike.push(notice),
            None => boxes.push(vec![notice]),
        }
    }
    boxes
}

/// Whether two notices say the same of two young people, or of two entries about one.
fn says_the_same(one: &Notice, other: &Notice) -> bool {
    if (&one.what, &other.what) == (&What::EntryMoved, &What::EntryMoved) {
        return one.who.person == other.who.person;
    }
    let several = matches!(one.what, What::KeyWorkerChanged { .. } | What::CoverChanged { .. });
    several && (&one.what, one.at, &one.who.key_worker) == (&other.what, other.at, &other.who.key_worker)
}

fn words(alike: &[&Notice]) -> Markup {
    let notice = alike[0];
    match &notice.what {
        What::EmergencyOpening { by, reason, card_only } => html! {
            p .govuk-body {
                strong { (name(by)) }
                @if *card_only { " opened the safety page of " } @else { " opened the record of " }
                a .govuk-link href=(url(notice.who.person, "story")) { (name(called(&notice.who))) }
                @if *card_only { ", because somebody arrives tonight," } @else { " in an emergency," }
                " on " (moment(notice.at)) "."
            }
            p .govuk-body { "The reason they gave: " bdi { (reason) } }
        },
        What::UrgentMatch { why } => html! {
            p .govuk-body {
                "Somebody is waiting tonight: " strong { (name(called(&notice.who))) }
                " may be here under another record. " (why.sentence()) " "
                a .govuk-link href="/matching" { "Go to the matching desk" }
            }
        },
        What::KeyWorkerNeeded => needed(notice),
        What::KeyWorkerChanged { own } => changed(alike, *own),
        What::CoverChanged { own, covers } => covered(alike, *own, covers),
        What::RestrictionChanged { lifted } => html! {
            p .govuk-body {
                @if *lifted {
                    strong { "The record of " (around(&[notice])) " is not restricted any more." }
                    " Everybody whose role and team reach it may open it since "
                } @else {
                    strong { "Who may open the record of " (around(&[notice])) " was changed, and you may." }
                    " It was changed on "
                }
                (moment(notice.at)) ". "
                @if *lifted { "A manager of their team can say why." } @else { "Another of those it names can say why." }
            }
        },
        What::EntryMoved => html! {
            p .govuk-body {
                strong { "Something you wrote about " (around(&alike[..1])) " was moved, so other people read it now." }
                @if alike.len() == 1 { " It was moved on " } @else { " It was not the only thing. The last was moved on " }
                (moment(notice.at)) ". You may not be able to read it any more: ask a manager of their team."
            }
        },
    }
}

/// Each young person by name, with the way to the team around them.
fn around(alike: &[&Notice]) -> Markup {
    html! {
        @for (place, notice) in alike.iter().enumerate() {
            @if place > 0 { @if place + 1 == alike.len() { " and " } @else { ", " } }
            a .govuk-link href=(url(notice.who.person, "team")) { (name(called(&notice.who))) }
        }
    }
}

fn needed(notice: &Notice) -> Markup {
    let who = notice.who.person;
    html! {
        p .govuk-body {
            strong { (around(&[notice])) " needs a key worker, or somebody who covers." }
            " Since " (moment(notice.at)) " somebody who worked with them cannot any more. "
            @if let Some(key_worker) = &notice.who.key_worker { "The key worker written down now: " (name(key_worker)) ". " }
            @if let Some((acting, until)) = &notice.who.cover { (name(acting)) " covers until " (day(*until)) "." }
        }
        p .govuk-body {
            a .govuk-link href=(url(who, "key-worker")) { "Name a key worker" }
            @if notice.who.key_worker.is_some() { " or " a .govuk-link href=(url(who, "cover")) { "name who covers" } }
        }
    }
}

fn changed(alike: &[&Notice], own: bool) -> Markup {
    let notice = alike[0];
    html! {
        p .govuk-body {
            @if own {
                strong { "You are the key worker of " (around(alike)) " now." }
                @for one in alike {
                    " " a .govuk-link href=(url(one.who.person, "handover")) { "What was handed over about " (name(called(&one.who))) } "."
                }
            } @else {
                strong { "The key worker of " (around(alike)) " has changed." }
                @if let Some(key_worker) = &notice.who.key_worker { " It is " (name(key_worker)) " now." }
                " If it was you until now: see them once more, and say goodbye."
            }
            " It was written down on " (moment(notice.at)) "."
        }
    }
}

fn covered(alike: &[&Notice], own: bool, covers: &[(String, Date)]) -> Markup {
    let notice = alike[0];
    html! {
        p .govuk-body {
            @if own { strong { "You cover for the key worker of " (around(alike)) "." } }
            @else { strong { "Who covers for the key worker of " (around(alike)) " has changed." } }
            @if covers.is_empty() { " Nobody covers now." }
            @for (acting, until) in covers { " " (name(acting)) " covers until " (day(*until)) "." }
            " It was written down on " (moment(notice.at)) "."
        }
    }
}
