//! The note of a shift: what it hands over, what was written of young people since the one before, and who has read it.

use super::shift_words::{LIST, address, the_shift, titled};
use crate::pages::people::frame::{called, url};
use crate::pages::people::{Asked, id};
use crate::pages::story::{drawn, reason_of};
use crate::parts::{
    Form, button_link_other, buttons, details, field, link, moment, name, notice_banner, post, prose, submit,
    success_banner, tag,
};
use crate::posted::Posted;
use crate::trouble::Trouble;
use crate::visitor::{Answer, Visitor, go, show};
use axum::extract::{Path, Query};
use maud::{Markup, html};
use practice::dates::clock_time;
use practice::hubs::Shift;
use practice::ids::EventId;
use work::hubs::{OfSomebody, ShiftNote, ShiftVersion, read_shift, shift_note};
use work::people::Directory;
use work::story::Entry;

/// The version that its reader has in front of them.
const NOTE: &str = "note";

/// Opens a note.
pub(super) async fn see(visitor: Visitor, Path(shift): Path<String>, Query(asked): Asked) -> Answer {
    let note = shift_note(&visitor.desk, id::<Shift>(&shift)?).await?;
    let banner = match Form::typed(asked).value("done") {
        "written" => success_banner("It is handed over", html! {}),
        "read" => success_banner("It is written down that you have read it", html! {}),
        "overtaken" => overtaken(&note),
        "kept" => success_banner("The note stays as it was", html! {}),
        _ => html! {},
    };
    let page = visitor.page(titled(note.shift)).caption(note.house.clone()).back(LIST, "Shift handovers");
    show(page.banner(banner).show(body(&note)))
}

/// What was read was written again meanwhile: it is not said to be read before it is.
fn overtaken(note: &ShiftNote) -> Markup {
    let Some(stands) = note.versions.last().filter(|_| !note.is_read) else { return html! {} };
    let at = clock_time(stands.recorded);
    let words = format!("You read it as it stood before. It was written again at {at}: read it below.");
    notice_banner(&words, html! {})
}

fn body(note: &ShiftNote) -> Markup {
    html! {
        @if let Some((stands, earlier)) = note.versions.split_last() {
            section aria-labelledby="house" {
                h2 .govuk-heading-m #house { "The house" }
                @if stands.text.is_empty() { p .govuk-body { "Nothing to hand over about the house." } }
                @else { (prose(&stands.text)) }
                (written_by(stands))
                @if !earlier.is_empty() {
                    (details("What it said before", html! {
                        @for version in earlier {
                            @if version.text.is_empty() { p .govuk-body { "Nothing about the house." } }
                            @else { (prose(&version.text)) }
                            (written_by(version))
                        }
                    }))
                }
            }
            @for one in &note.people { (of_somebody(note, one)) }
            (who_has_read(note, stands))
        }
        (buttons(html! {
            @if note.may_write { (button_link_other(&address(note.shift, "/write"), "Add to it, or put it right")) }
            @if let Some(before) = note.before {
                (link(&address(before, ""), &format!("The note before: {}", the_shift(before))))
            }
        }))
        @if note.may_write {
            p .govuk-body .nwd-quiet { "Written again, it is to be read again. What it said before stays to be read." }
        }
    }
}

fn written_by(version: &ShiftVersion) -> Markup {
    html! { p .govuk-body .nwd-quiet { "Written by " (name(&version.by)) ", " (moment(version.recorded)) } }
}

fn of_somebody(note: &ShiftNote, one: &OfSomebody) -> Markup {
    let heading = format!("of-{}", one.who.person);
    html! {
        section aria-labelledby=(heading) {
            h2 .govuk-heading-m #(heading) { a .govuk-link href=(url(one.who.person, "story")) { (name(called(&one.who))) } }
            (handed_over(one, &note.directory))
            @if one.lines.is_empty() && one.since.is_empty() {
                p .govuk-body .nwd-quiet { "Nothing that you may read was handed over or written." }
            }
            @if !one.since.is_empty() {
                h3 .govuk-heading-s { "Written " (since(note)) }
                (written_since(&one.since, &note.directory))
            }
        }
    }
}

/// From when on what was written stands on the page.
pub(super) fn since(note: &ShiftNote) -> String {
    match note.before {
        Some(before) => format!("since the note of {}", the_shift(before)),
        None => "in the day before".to_owned(),
    }
}

/// What was handed over of somebody, each with the way to its own page.
pub(super) fn handed_over(one: &OfSomebody, directory: &Directory) -> Markup {
    html! {
        @for line in one.lines.iter().map(|line| drawn(line, directory, false)) {
            article {
                (line.body)
                p .govuk-body .nwd-quiet {
                    (name(&line.by)) @for (tone, words) in &line.tags { " " (tag(*tone, words)) } ". "
                    @if let Some(href) = &line.href {
                        a .govuk-link href=(href) {
                            "See this entry" span .govuk-visually-hidden { " about " (called(&one.who)) }
                        }
                    }
                }
            }
        }
    }
}

/// What else was written of somebody: when, and the way to it.
pub(super) fn written_since(entries: &[Entry], directory: &Directory) -> Markup {
    html! {
        ul .govuk-list .govuk-list--bullet {
            @for (entry, shown) in entries.iter().map(|entry| (entry, drawn(entry, directory, false))) {
                li {
                    (moment(entry.recorded)) ": "
                    @match &shown.href {
                        Some(href) => { a .govuk-link href=(href) { (name(&shown.title)) } }
                        None => { (name(&shown.title)) }
                    }
                    @if reason_of(&entry.body).is_some_and(|why| !why.is_empty()) { " (put right)" }
                }
            }
        }
    }
}

fn who_has_read(note: &ShiftNote, stands: &ShiftVersion) -> Markup {
    let is_again = note.readers.iter().any(|reader| !reader.is_of_now);
    html! {
        section aria-labelledby="readers" {
            h2 .govuk-heading-m #readers { "Who has read it" }
            @if note.readers.is_empty() { p .govuk-body { "Nobody has said so yet." } } @else {
                ul .govuk-list {
                    @for reader in &note.readers {
                        li {
                            (name(&reader.name)) ", " (moment(reader.at))
                            @if is_again && !reader.is_of_now { " (before it was written again)" }
                        }
                    }
                }
            }
            @if !note.is_read {
                (post(address(note.shift, "/read")).show(html! {
                    (field::hidden(NOTE, &stands.event.to_string()))
                    (submit("I have read this"))
                }))
            }
        }
    }
}

/// Writes down that the visitor has read it.
pub(super) async fn read(visitor: Visitor, Path(shift): Path<String>, posted: Posted) -> Answer {
    let shift = id::<Shift>(&shift)?;
    let version = posted.form.value(NOTE).parse::<EventId>().map_err(|_| Trouble::not_found())?;
    let is_what_stands = read_shift(&visitor.desk, shift, version).await?;
    let done = if is_what_stands { "read" } else { "overtaken" };
    go(format!("{}?done={done}", address(shift, "")))
}
