//! The safety card: what a worker on a night shift needs, on one sheet.

use super::frame::{self, Section, called, url};
use super::{person_id, words};
use crate::leaving;
use crate::parts::{
    Fact, Page, button_link_other, buttons, day, empty_state, fact, fact_of, happened, name, phone,
    sheet_buttons, summary_card,
};
use crate::visitor::{self, Answer, Visitor};
use axum::extract::Path;
use maud::{Markup, html};
use practice::dates::long_date;
use practice::words::{KEY_WORKER, SOCIAL_WORKER, STAYING_TONIGHT};
use work::people::{self, PersonPage, Summary};

/// The card, for the team in whose house they sleep too.
pub(super) async fn show(visitor: Visitor, Path(person): Path<String>) -> Answer {
    let person = person_id(&person)?;
    let found = people::open_card(&visitor.desk, person).await?;
    let body = html! {
        (card(&found))
        (buttons(html! {
            (button_link_other(&url(person, "card/print"), "Print the safety card"))
            @if found.within_reach { (button_link_other(&url(person, "reach"), "How to reach them")) }
        }))
    };
    visitor::show(page(&visitor, &found).show(body))
}

/// The card as a sheet for paper, written down as one.
pub(super) async fn print(visitor: Visitor, Path(person): Path<String>) -> Answer {
    let person = person_id(&person)?;
    let found = people::open_card(&visitor.desk, person).await?;
    let body = html! { div .nwd-one-sheet { (card(&found)) } };
    let sheet = leaving::on_paper(&visitor, &found.summary, "card", &body).await?;
    let buttons = sheet_buttons(&url(person, "card"), "Back to the safety card");
    visitor::show(page(&visitor, &found).about("To print").sheet(sheet).show(html! { (buttons) (body) }))
}

fn page<'v>(visitor: &'v Visitor, found: &PersonPage) -> Page<'v> {
    if found.within_reach {
        frame::page(visitor, &found.summary, Section::Card, "Safety card")
    } else {
        frame::alone(visitor, &found.summary, "Safety card")
    }
}

fn card(found: &PersonPage) -> Markup {
    html! {
        (careful(found))
        (health(found))
        (who(found))
        (people_around(found))
    }
}

fn who(page: &PersonPage) -> Markup {
    let who = &page.summary;
    let age = match (who.age, who.died) {
        (Some(age), None) => html! { (age) " years old" },
        (Some(age), Some(when)) => html! { "Died " (happened(when)) ", at " (age) },
        (None, Some(when)) => html! { "Died " (happened(when)) },
        (None, None) => html! {},
    };
    let born = who.born.map(long_date);
    let tonight = if who.died.is_some() { "Has died" } else { &who.sleeping };
    summary_card(
        called(who),
        &[
            fact("Legal name", who.legal_name.as_deref().or(who.name.as_deref())),
            fact_of("Age", age),
            fact("Born", born.as_deref()),
            fact("Our reference", Some(&who.reference)),
            fact("Getting in touch safely", who.safe_contact.as_ref().map(words::safe_contact).as_deref()),
            fact("How to talk with them", who.communication.as_deref()),
            fact("What helps when they are upset", detail(page, practice::people::Detail::WhatHelps)),
            fact("Languages", detail(page, practice::people::Detail::Languages)),
            fact(who.words.say(STAYING_TONIGHT), Some(tonight)),
            fact_of(who.words.say(KEY_WORKER), key_worker(who)),
            fact(who.words.say(SOCIAL_WORKER), who.social_worker.as_deref()),
            fact("Team", who.team.as_deref()),
        ],
    )
}

fn key_worker(who: &Summary) -> Markup {
    html! {
        @if let Some(today) = words::key_worker_today(who) {
            (name(&today)) @if let Some(number) = &who.call { ", " (phone(number)) }
        }
    }
}

fn detail(page: &PersonPage, which: practice::people::Detail) -> Option<&str> {
    page.details.iter().find(|(one, _)| *one == which).map(|(_, value)| value.is.as_str())
}

fn careful(page: &PersonPage) -> Markup {
    let standing: Vec<Fact> = page
        .alerts
        .iter()
        .filter(|(_, alert)| alert.is.ended.is_none())
        .map(|(_, alert)| {
            fact_of(
                "Alert",
                html! {
                    p .govuk-body dir="auto" { strong { (alert.is.alert) } }
                    @if page.died.is_none() {
                        p .govuk-body .nwd-quiet { "To be looked at again by " (day(alert.is.review_on)) }
                    }
                },
            )
        })
        .collect();
    card_or("Be careful", &standing, "There is no alert now.")
}

fn health(page: &PersonPage) -> Markup {
    let facts: Vec<Fact> = page
        .health
        .iter()
        .map(|(_, health)| fact(words::health_topic(health.is.topic), Some(&health.is.fact)))
        .collect();
    card_or(
        "Health",
        &facts,
        "No allergy, medicine or surgery is recorded. That does not mean there is none.",
    )
}

fn people_around(page: &PersonPage) -> Markup {
    let facts: Vec<Fact> = page
        .family
        .iter()
        .filter(|(_, member)| member.is.parental_responsibility)
        .map(|(_, member)| fact_of(member.is.relation.clone(), name(&member.is.name)))
        .collect();
    html! { @if !facts.is_empty() { (summary_card("Parental responsibility", &facts)) } }
}

fn card_or(title: &str, facts: &[Fact], otherwise: &str) -> Markup {
    html! {
        @if facts.is_empty() {
            h2 .govuk-heading-m { (title) }
            (empty_state(otherwise, html! {}))
        } @else {
            (summary_card(title, facts))
        }
    }
}
