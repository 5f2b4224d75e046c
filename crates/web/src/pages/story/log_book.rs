//! The log book of a house: one day, and everybody who stays there now.

use super::said::drawn;
use crate::pages::people::Asked;
use crate::pages::people::frame::{called, url};
use crate::parts::{Entry, Form, Weight, button_link_other, buttons, empty_state, happened, link, name, tag};
use crate::visitor::{self, Answer, Visitor};
use axum::extract::Query;
use jiff::ToSpan;
use jiff::civil::Date;
use maud::{Markup, html};
use practice::dates::long_date;
use practice::ids::TeamId;
use practice::staff::Permission;
use work::homes::{LogBook, Resident, log_book};

/// Opens the log book of a house on a day: today's of the reader's own, where the address says nothing else.
pub(super) async fn show(visitor: Visitor, Query(asked): Asked) -> Answer {
    let form = Form::typed(asked);
    let today = visitor.desk.now.day();
    let on = form.value("on").parse().ok().filter(|on: &Date| *on <= today).unwrap_or(today);
    let book = log_book(&visitor.desk, form.value("house").parse().ok(), on).await?;
    let house = book.house.and_then(|house| book.houses.iter().find(|(one, _)| *one == house));
    let body = html! {
        (houses(&book, on))
        (days(book.house, on, today))
        @if on != today {
            p .govuk-body {
                "Here are those who stay here now. Somebody else may have stayed here on that day: what was written of them stands "
                "in their own story."
            }
        }
        @if book.residents.is_empty() {
            (empty_state("Nobody whose record you may open stays here.", html! {}))
        }
        @for resident in &book.residents { (written(&visitor, &book, resident)) }
    };
    let heading = match house {
        Some((_, name)) => format!("Log book of {name}"),
        None => "Log book".to_owned(),
    };
    visitor::show(visitor.page(heading).caption(long_date(on)).show(body))
}

fn address(house: Option<TeamId>, on: Date) -> String {
    match house {
        Some(house) => format!("/log-book?house={house}&on={on}"),
        None => format!("/log-book?on={on}"),
    }
}

/// The other houses.
fn houses(book: &LogBook, on: Date) -> Markup {
    html! {
        @if book.houses.len() > 1 {
            ul .nwd-links {
                @for (house, name) in book.houses.iter().filter(|(house, _)| Some(*house) != book.house) {
                    li { (link(&address(Some(*house), on), &format!("Log book of {name}"))) }
                }
            }
        }
    }
}

/// The day before, and the one after where it has come.
fn days(house: Option<TeamId>, on: Date, today: Date) -> Markup {
    let near = |days: i64| on.saturating_add(days.days());
    html! {
        (buttons(html! {
            (button_link_other(&address(house, near(-1)), &format!("The day before, {}", long_date(near(-1)))))
            @if on < today {
                (button_link_other(&address(house, near(1)), &format!("The day after, {}", long_date(near(1)))))
            }
            @if near(1) < today { (link(&address(house, today), "Today")) }
        }))
    }
}

fn written(visitor: &Visitor, book: &LogBook, resident: &Resident) -> Markup {
    let who = &resident.summary;
    let may_write = visitor.may(Permission::WriteStory);
    let id = format!("of-{}", who.person);
    html! {
        section aria-labelledby=(id) {
            h2 .govuk-heading-m #(id) { a .govuk-link href=(url(who.person, "story")) { (name(called(who))) } }
            @if resident.entries.is_empty() { p .govuk-body .nwd-quiet { "Nothing that you may read is written of this day." } }
            @for entry in &resident.entries { (one(&drawn(entry, &book.directory, false))) }
            @if may_write {
                ul .nwd-links {
                    @for (path, words) in [("days/new", "Daily note"), ("incidents/new", "Record an incident")] {
                        li {
                            a .govuk-link href=(url(who.person, path)) {
                                (words) span .govuk-visually-hidden { " about " (called(who)) }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn one(entry: &Entry) -> Markup {
    html! {
        article {
            h3 .govuk-heading-s {
                @if let Some(href) = &entry.href { a .govuk-link href=(href) { (name(&entry.title)) } }
                @else { (name(&entry.title)) }
            }
            p .govuk-body .nwd-quiet {
                (happened(entry.when)) ", " (name(&entry.by))
                @for (tone, words) in &entry.tags { " " (tag(*tone, words)) }
            }
            @if entry.weight != Weight::Quiet { (entry.body) }
        }
    }
}
