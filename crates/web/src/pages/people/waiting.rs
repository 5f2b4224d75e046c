//! Work that nobody holds, and who covers: young people one of whose workers has
//! left or may not work with them any more.

use super::frame::{called, url};
use super::words::young_people;
use super::{Asked, cover, rows};
use crate::parts::{Form, Table, Tone, column, day, empty_state, name, pagination, tag};
use crate::visitor::{Answer, Visitor, show};
use axum::extract::Query;
use maud::{Markup, html};
use practice::key_working::Cover;
use practice::people::Dated;
use practice::staff::Permission;
use practice::words::{KEY_WORKER, SOCIAL_WORKER};
use work::key_working::{Gone, Waiting, cover_list};
use work::people::Summary;

/// The list.
pub(super) async fn list(visitor: Visitor, Query(asked): Asked) -> Answer {
    let page = Form::typed(asked).value("page").parse().unwrap_or(1);
    let list = cover_list(&visitor.desk, page).await?;
    let total = u64::try_from(list.total).unwrap_or_default();
    let table = Table {
        caption: young_people(list.total),
        columns: vec![
            column("Name"),
            column("Who is there"),
            column("Team"),
            column("How it stands"),
            column("What next"),
        ],
        rows: list.people.iter().map(|waiting| row(&visitor, waiting)).collect(),
        empty: empty_state(
            "Nobody is waiting. Young people stand here when one of their workers has left or may not work with them \
             any more, and while somebody covers for their key worker.",
            html! {},
        ),
    };
    let shown = u64::try_from(list.page).unwrap_or(1);
    show(visitor.page("Cover, and work that nobody holds").wide().show(html! {
        p .govuk-body {
            "Somebody who leaves stays the key worker until another is named, so that nobody is without one by "
            "accident. Until then somebody covers, with a last day. A social worker and anybody pulled in stay until "
            "somebody is named instead."
        }
        (table.show())
        (pagination(shown, total, |page| format!("/cover?page={page}")))
    }))
}

fn row(visitor: &Visitor, waiting: &Waiting) -> Vec<Markup> {
    let who = &waiting.who;
    vec![
        rows::person_cell(visitor, who),
        who_is_there(visitor, waiting),
        html! { (name(who.team.as_deref().unwrap_or("None yet"))) },
        state(visitor, waiting),
        what_next(visitor, waiting),
    ]
}

fn who_is_there(visitor: &Visitor, waiting: &Waiting) -> Markup {
    let who = &waiting.who;
    let words = &visitor.desk.words;
    html! {
        @if let Some(key_worker) = &who.key_worker {
            div {
                (words.say(KEY_WORKER)) ": " (name(key_worker))
                @if who.key_worker_left { " (has left)" }
                @else if who.fell_out.key_worker { " (cannot work with them any more)" }
            }
        }
        @if let Some(gone) = &waiting.social_worker {
            div { (words.say(SOCIAL_WORKER)) ": " (is_gone(gone)) }
        }
        @for gone in &waiting.pulled_in { div { "Pulled in: " (is_gone(gone)) } }
    }
}

fn is_gone(gone: &Gone) -> Markup {
    html! {
        (name(&gone.name))
        @if gone.left { " (has left)" } @else { " (cannot work with them any more)" }
    }
}

fn state(visitor: &Visitor, waiting: &Waiting) -> Markup {
    let who = &waiting.who;
    let words = &visitor.desk.words;
    html! {
        @for (acting, cover) in &waiting.covers { div { (covered(visitor, who, acting, cover)) } }
        @if who.waits_for_cover() {
            div {
                (tag(Tone::Red, "Nobody covers"))
                @if who.fell_out.cover { " Whoever was to cover has left, or cannot work with them any more." }
            }
        } @else if who.cover.is_none() && !waiting.covers.is_empty() {
            div { (tag(Tone::Grey, "Cover is to come")) }
        }
        @if let Some(from) = who.fell_out.later {
            div {
                (tag(Tone::Yellow, "Cover falls out")) " From " (day(from))
                " nobody covers: whoever was to will have left, or cannot work with them any more."
            }
        }
        @if waiting.social_worker.is_some() {
            div { (tag(Tone::Red, &format!("No {}", words.say(SOCIAL_WORKER).to_lowercase()))) }
        }
        @if !waiting.pulled_in.is_empty() { div { (tag(Tone::Red, "Nobody pulled in instead")) } }
    }
}

fn covered(visitor: &Visitor, who: &Summary, acting: &str, cover: &Dated<Cover>) -> Markup {
    html! {
        "Covered by " (name(acting))
        @if cover.is.from > visitor.desk.now.day() { " from " (day(cover.is.from)) }
        " until " (day(cover.is.to)) ". "
        (cover::end(who, acting, cover))
    }
}

fn what_next(visitor: &Visitor, waiting: &Waiting) -> Markup {
    let who = &waiting.who;
    let key_working = who.waits_for_cover()
        || who.key_worker_left
        || !waiting.covers.is_empty()
        || who.fell_out.later.is_some();
    let link = |page: &str, words: &str| {
        html! {
            div .nwd-next {
                a .govuk-link href=(url(who.person, page)) {
                    (words) span .govuk-visually-hidden { " for " (name(called(who))) }
                }
            }
        }
    };
    html! {
        @if key_working {
            (link("cover", "Name who covers"))
            (link("key-worker", "Name a key worker"))
        }
        @if waiting.social_worker.is_some() { (link("social-worker", "Name a social worker")) }
        @if visitor.may(Permission::PullIn) {
            @for gone in &waiting.pulled_in {
                (link(&format!("pull-in/{}", gone.post), &format!("{} steps out", gone.name)))
            }
            @if !waiting.pulled_in.is_empty() { (link("pull-in", "Pull somebody in")) }
        }
    }
}
