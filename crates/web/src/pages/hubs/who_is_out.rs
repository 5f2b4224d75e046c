//! Who is out alone now, and who was overdue lately, for whoever keeps the rota.

use super::out_alone::{by, path};
use super::out_head::ALARMS;
use crate::parts::{Table, Tone, column, empty_state, link, moment, name, tag};
use crate::visitor::{Answer, Visitor, show};
use maud::{Markup, html};
use practice::dates::Instant;
use work::hubs::{OutLine, who_is_out};

/// The list.
pub(super) async fn list(visitor: Visitor) -> Answer {
    let who = who_is_out(&visitor.desk).await?;
    let now = Table {
        caption: "Out alone now".into(),
        columns: vec![column("Who"), column("Back by")],
        rows: who.now.iter().map(|line| is_out(line, visitor.desk.now)).collect(),
        empty: empty_state("Nobody of yours has said that they are out alone.", html! {}),
    };
    let were = Table {
        caption: format!("Overdue in the last {} days, and safe", who.days),
        columns: vec![
            column("Who"),
            column("Was to be back by"),
            column("Safe since"),
            column("Who said so"),
        ],
        rows: who.were_overdue.iter().map(was_overdue).collect(),
        empty: empty_state("Nobody of yours was overdue.", html! {}),
    };
    show(visitor.page("Who is out alone").wide().show(html! {
        p .govuk-body {
            "Where somebody went is shown from the minute they are overdue, and deleted once they are safe. "
            (link(ALARMS, "Is somebody overdue whom I answer for?"))
        }
        (now.show())
        (were.show())
    }))
}

fn who(line: &OutLine) -> Markup {
    html! { a .govuk-link href=(path(line.stream)) { (name(&line.name)) } }
}

fn is_out(line: &OutLine, now: Instant) -> Vec<Markup> {
    vec![
        html! { (who(line)) @if line.is_overdue { " " (tag(Tone::Red, "Overdue")) } },
        html! { (by(line.back_by, now)) },
    ]
}

fn was_overdue(line: &OutLine) -> Vec<Markup> {
    let (at, by) = match &line.ended {
        Some((at, by)) => (moment(*at), by.as_deref()),
        None => (html! {}, None),
    };
    vec![
        who(line),
        moment(line.back_by),
        at,
        html! { @match by { Some(by) => { (name(by)) } None => { "They did" } } },
    ]
}
