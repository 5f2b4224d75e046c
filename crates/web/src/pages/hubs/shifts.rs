//! The shifts of a house, newest first: whose note there is, who has read it, and where there is none.

use super::shift_words::{LIST, address, hours, the_shift, titled};
use crate::pages::people::Asked;
use crate::parts::{
    Form, Table, Tone, button_link, button_link_other, buttons, column, empty_state, link, moment, name, tag,
};
use crate::visitor::{Answer, Visitor, show};
use axum::extract::Query;
use jiff::ToSpan;
use jiff::civil::Date;
use maud::{Markup, html};
use practice::dates::long_date;
use practice::ids::TeamId;
use work::hubs::{DAYS_OF_SHIFTS, NoteLine, ShiftLine, Shifts, shifts};

/// A week of shifts in a house: the last one of the visitor's own, where the address says nothing else.
pub(super) async fn list(visitor: Visitor, Query(asked): Asked) -> Answer {
    let form = Form::typed(asked);
    let found =
        shifts(&visitor.desk, form.value("house").parse().ok(), form.value("until").parse().ok()).await?;
    let Some((house, called)) = &found.house else {
        return show(visitor.page("Shift handovers").show(empty_state(
            "Whoever works in a house writes here what the next shift should know. You work in none.",
            html! {},
        )));
    };
    let body = html! {
        p .govuk-body {
            "What each shift hands over to the next. What is about a young person stands in their own story too, and they can read it."
        }
        (houses(&found, *house))
        (to_hand_over(&visitor, &found))
        (table(&found))
        (weeks(&visitor, &found, *house))
    };
    show(visitor.page("Shift handovers").caption(called.clone()).wide().show(body))
}

/// The shift that ended last, where it handed nothing over, and then the one that is on: whoever goes writes a few
/// minutes late.
fn to_hand_over(visitor: &Visitor, found: &Shifts) -> Markup {
    let newest = found.shifts.iter().filter(|_| found.until == visitor.desk.now.day()).take(2);
    let waiting = newest.filter(|line| line.may_write && line.note.is_none());
    let (over, on): (Vec<_>, Vec<_>) = waiting.partition(|line| line.is_over);
    html! {
        @if !over.is_empty() || !on.is_empty() {
            (buttons(html! {
                @for (place, line) in over.into_iter().chain(on).enumerate() {
                    @let (href, words) = (address(line.shift, "/write"), format!("Hand over {}", the_shift(line.shift)));
                    @if place == 0 { (button_link(&href, &words)) } @else { (button_link_other(&href, &words)) }
                }
            }))
        }
    }
}

fn table(found: &Shifts) -> Markup {
    Table {
        caption: format!("Up to {}", long_date(found.until)),
        columns: vec![column("Shift"), column("Note"), column("Read by")],
        rows: found.shifts.iter().map(row).collect(),
        empty: empty_state("The house had not begun then.", html! {}),
    }
    .show()
}

fn row(line: &ShiftLine) -> Vec<Markup> {
    let title = titled(line.shift);
    let hours = html! { br; span .nwd-quiet { (hours(line.shift.of_day)) } };
    match &line.note {
        Some(note) => vec![
            html! {
                a .govuk-link href=(address(line.shift, "")) { (title) }
                @if !note.is_read { " " (tag(Tone::Yellow, "Not read by you")) }
                (hours)
            },
            html! { (name(&note.stands.by)) ", " (moment(note.stands.recorded)) },
            readers(note),
        ],
        None => vec![html! { (title) (hours) }, no_note(line), html! {}],
    }
}

fn readers(note: &NoteLine) -> Markup {
    html! {
        @if note.read_by.is_empty() { span .nwd-quiet { "Nobody yet" } }
        @for (number, reader) in note.read_by.iter().enumerate() { @if number > 0 { ", " } (name(reader)) }
    }
}

fn no_note(line: &ShiftLine) -> Markup {
    html! {
        @if line.is_over { "No note" } @else { span .nwd-quiet { "It is on now" } }
        @if line.may_write {
            " "
            a .govuk-link href=(address(line.shift, "/write")) {
                "Write it" span .govuk-visually-hidden { ": " (the_shift(line.shift)) }
            }
        }
    }
}

fn week(house: TeamId, until: Date) -> String {
    format!("{LIST}?house={house}&until={until}")
}

/// The other houses, for whoever sees several.
fn houses(found: &Shifts, house: TeamId) -> Markup {
    html! {
        @if found.houses.len() > 1 {
            ul .nwd-links {
                @for (other, called) in found.houses.iter().filter(|(other, _)| *other != house) {
                    li { (link(&week(*other, found.until), called)) }
                }
            }
        }
    }
}

/// The week before, and the one after where it has come.
fn weeks(visitor: &Visitor, found: &Shifts, house: TeamId) -> Markup {
    let today = visitor.desk.now.day();
    let before = found.until.saturating_sub(DAYS_OF_SHIFTS.days());
    let after = found.until.saturating_add(DAYS_OF_SHIFTS.days()).min(today);
    html! {
        (buttons(html! {
            (button_link_other(&week(house, before), &format!("The week before, up to {}", long_date(before))))
            @if found.until < today {
                (button_link_other(&week(house, after), &format!("The week after, up to {}", long_date(after))))
            }
        }))
    }
}
