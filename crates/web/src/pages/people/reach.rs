//! How to reach somebody: asked for apart from the record, because reading it
//! is written down as a look of its own.

use super::frame::{self, Section, url};
use super::{Asked, done, person_id, words};
use crate::parts::{
    Fact, Form, Tone, button_link_other, buttons, empty_state, fact_of, inset, phone, prose, summary_list,
    tag, warning_text,
};
use crate::visitor::{self, Answer, Visitor};
use axum::extract::{Path, Query};
use maud::{Markup, html};
use practice::ids::PersonId;
use practice::people::ContactKind;
use practice::staff::Permission;
use work::people::{self, Reach, Summary};

/// What stands in place of a value that is not for the reader's eyes.
pub(crate) const SHIELDED: &str = "Shielded. Ask a manager on call.";
/// Of somebody who has died.
const KEPT: &str = "They have died. What was written down while they lived is kept here.";

/// Addresses and numbers, with how to use them safely first.
pub(super) async fn show(visitor: Visitor, Path(person): Path<String>, Query(asked): Asked) -> Answer {
    let person = person_id(&person)?;
    let (who, mut ways) = people::contact_values(&visitor.desk, person).await?;
    ways.sort_by_key(|way| (way.stream.is_some(), way.kind != ContactKind::Phone, way.kind));
    let lives = who.died.is_none();
    let may_change = visitor.may(Permission::RecordPerson) && lives;
    let facts: Vec<Fact> = ways.iter().map(|way| way_in_words(person, way, may_change)).collect();
    let body = html! {
        @if lives { (safely(&who)) } @else { (inset(html! { p .govuk-body { (KEPT) } })) }
        @if facts.is_empty() {
            (empty_state("Addresses, telephone numbers and e-mail addresses would stand here.", html! {}))
        } @else {
            (summary_list(&facts))
        }
        @if may_change {
            (buttons(html! {
                (button_link_other(&url(person, "record/phone"), "Add a telephone number"))
                (button_link_other(&url(person, "record/address"), "Add an address"))
                (button_link_other(&url(person, "record/email"), "Add an e-mail address"))
            }))
        }
        p .govuk-body-s .nwd-quiet { "That you opened this page is written down." }
    };
    let mut page = frame::page(&visitor, &who, Section::Reach, "How to reach them");
    if let Some(banner) = done(&Form::typed(asked)) {
        page = page.banner(banner);
    }
    visitor::show(page.show(body))
}

fn safely(who: &Summary) -> Markup {
    html! {
        @match &who.safe_contact {
            Some(safe) => {
                (inset(html! {
                    h2 .govuk-heading-s { "Before you call or write" }
                    p .govuk-body dir="auto" { (words::safe_contact(safe)) }
                }))
            }
            None => { (warning_text("Nobody has recorded how to reach them safely. Ask their key worker before you call.")) }
        }
    }
}

fn way_in_words(person: PersonId, way: &Reach, may_change: bool) -> Fact {
    let shown = value(way);
    let label = if way.stream.is_some() { words::contact_kind(way.kind) } else { "Staying tonight" };
    match way.stream.filter(|_| may_change && way.value.is_some()) {
        Some(stream) => fact_of(label, shown)
            .action(url(person, &format!("record/end-contact/{stream}")), "No longer right"),
        None => fact_of(label, shown),
    }
}

/// A number or an address, as far as the reader may know it.
pub(super) fn value(way: &Reach) -> Markup {
    html! {
        @match (&way.value, way.kind) {
            (None, _) => { (SHIELDED) }
            (Some(number), ContactKind::Phone) => { (phone(number)) }
            (Some(text), _) => { (prose(text)) }
        }
        @if way.shielded && way.value.is_some() { " " (tag(Tone::Purple, "Shielded")) }
    }
}
