//! An entry with all that was said about it, for the story and its own page.

use super::incident_told;
use super::telling::{Telling, tell, who_disagrees};
use crate::pages::people::words;
use crate::parts::{self, Tone, Weight, details, happened, inset, moment, name, prose, quote};
use maud::{Markup, html};
use practice::journal::{Body, Class};
use work::Words;
use work::people::Directory;
use work::story::Entry;

/// What is said of a row of the council's files that a later one had no more.
pub(crate) fn left_out(file: &str) -> String {
    format!("Left out of {file}")
}

/// Where an entry's own page is.
pub(super) fn entry_url(entry: &Entry, rest: &str) -> String {
    if rest.is_empty() {
        format!("/entries/{}", entry.event)
    } else {
        format!("/entries/{}/{rest}", entry.event)
    }
}

/// The entry as the timeline draws it; on paper nothing is folded.
pub(crate) fn drawn(entry: &Entry, directory: &Directory, on_paper: bool) -> parts::Entry {
    let telling = told(standing(entry), directory);
    parts::Entry {
        id: format!("entry-{}", entry.event),
        when: entry.happened,
        title: telling.title,
        href: Some(entry_url(entry, "")),
        by: by(entry),
        weight: if entry.quiet { Weight::Quiet } else { telling.weight },
        recorded_late: late(entry),
        tags: tags(directory.words(), entry),
        body: html! { (telling.body) (about(entry, directory, on_paper)) },
    }
}

/// The version of an entry that stands: its last correction, or itself.
pub(super) fn standing(entry: &Entry) -> &Entry {
    entry.about.iter().rfind(|said| said.body.takes_the_place()).unwrap_or(entry)
}

/// What a version says.
pub(super) fn told(version: &Entry, directory: &Directory) -> Telling {
    tell(&version.body, version.recorded, directory)
}

pub(super) fn by(entry: &Entry) -> String {
    if entry.role.is_empty() { entry.author.clone() } else { format!("{}, {}", entry.author, entry.role) }
}

/// How late it was written down, where that is worth saying.
pub(super) fn late(entry: &Entry) -> Option<String> {
    let first = entry.happened.first_day().filter(|_| entry.late)?;
    let days = first.until(entry.recorded.day()).ok()?.get_days();
    Some(format!("Recorded {days} days later"))
}

pub(super) fn tags(words: &Words, entry: &Entry) -> Vec<(Tone, String)> {
    let mut tags = Vec::new();
    if entry.about.iter().any(|said| said.body.takes_the_place()) {
        let is_out = matches!(standing(entry).body, Body::FileRemoved(_));
        tags.push((Tone::Blue, if is_out { "Taken out" } else { "Corrected" }.to_owned()));
    }
    let files = entry.about.iter().rev().find_map(|said| match &said.body {
        Body::RowVanished(row) => Some(Some((Tone::Yellow, left_out(&row.file)))),
        Body::RowReturned(_) => Some(None),
        _ => None,
    });
    tags.extend(files.flatten());
    if entry.about.iter().any(|said| matches!(said.body, Body::DeathUndone(_))) {
        tags.push((Tone::Blue, "Recorded by mistake".to_owned()));
    }
    if entry.about.iter().any(|said| matches!(said.body, Body::Disagreement(_))) {
        tags.push((Tone::Yellow, "Seen differently".to_owned()));
    }
    if entry.about.iter().any(|said| matches!(said.body, Body::IncidentAddedTo(_))) {
        tags.push((Tone::Blue, "Added to".to_owned()));
    }
    tags.extend(incident_told::tags(entry));
    if entry.class != Class::Story {
        tags.push((Tone::Purple, format!("For: {}", words::class(words, entry.class).to_lowercase())));
    }
    tags
}

/// Corrections, additions and disagreements, beside the entry wherever it stands.
pub(super) fn about(entry: &Entry, directory: &Directory, on_paper: bool) -> Markup {
    html! {
        @for said in &entry.about {
            @match &said.body {
                Body::Disagreement(other) => {
                    (quote(&other.text, &format!("{}. Written down by {}", who_disagrees(other), by(said))))
                }
                Body::DeathUndone(undone) => {
                    (quote(&undone.reason, &format!("They had not died: it was recorded by mistake. Written down by {}, {}",
                        by(said), practice::dates::long_date(said.recorded.day()))))
                }
                Body::FileRemoved(_) => {
                    p .govuk-body .nwd-quiet { "Taken out by " (name(&by(said))) ", " (moment(said.recorded)) }
                }
                Body::IncidentAddedTo(_) => { (added(said, directory)) }
                body @ (Body::NoteWritten(_)
                | Body::ContactLogged(_)
                | Body::DayNoted(_)
                | Body::GoodbyeTold(_)
                | Body::HandoverWritten(_)
                | Body::ShiftLineWritten(_)) => {
                    (corrected(said, reason_of(body).unwrap_or_default()))
                }
                Body::RowVanished(row) => {
                    p .govuk-body .nwd-quiet {
                        "The council’s file left this out: " bdi { (row.file) } ", " (moment(said.recorded))
                    }
                }
                Body::RowReturned(row) => {
                    p .govuk-body .nwd-quiet {
                        "It is in the council’s file again: " bdi { (row.file) } ", " (moment(said.recorded))
                    }
                }
                _ => { p .govuk-body .nwd-quiet { "Corrected by " (name(&by(said))) ", " (moment(said.recorded)) } }
            }
        }
        (before(entry, directory, on_paper))
    }
}

/// Why a version took the place of the one before, where its kind is corrected in a form of its own; empty in a first
/// version.
pub(crate) fn reason_of(body: &Body) -> Option<&str> {
    match body {
        Body::NoteWritten(note) => Some(&note.correction),
        Body::ContactLogged(contact) => Some(&contact.correction),
        Body::DayNoted(noted) => Some(&noted.correction),
        Body::GoodbyeTold(told) => Some(&told.correction),
        Body::HandoverWritten(written) => Some(&written.correction),
        Body::ShiftLineWritten(line) => Some(&line.correction),
        _ => None,
    }
}

fn added(said: &Entry, directory: &Directory) -> Markup {
    inset(html! {
        p .govuk-body { strong { "Added later" } }
        (told(said, directory).body)
        p .govuk-body .nwd-quiet { "By " (name(&by(said))) ", " (moment(said.recorded)) }
    })
}

fn corrected(said: &Entry, why: &str) -> Markup {
    html! {
        p .govuk-body .nwd-quiet {
            "Corrected by " (name(&by(said))) ", " (moment(said.recorded)) ": " bdi { (why) }
        }
    }
}

/// When an earlier version said it happened, where that is not when the entry says it did.
fn happened_before(version: &Entry, entry: &Entry) -> Markup {
    html! {
        @if version.said_to_have_happened != entry.happened {
            p .govuk-body .nwd-quiet { "About " (happened(version.said_to_have_happened)) }
        }
    }
}

/// What an earlier version was called, where the entry is called otherwise now.
fn earlier_telling(earlier: &Telling, now: &str) -> Markup {
    html! { @if earlier.title != now { p .govuk-body { strong { (name(&earlier.title)) } } } }
}

/// What stood before it was corrected, oldest first.
fn before(entry: &Entry, directory: &Directory, on_paper: bool) -> Markup {
    let versions: Vec<&Entry> =
        std::iter::once(entry).chain(entry.about.iter().filter(|said| said.body.takes_the_place())).collect();
    let Some((_, earlier)) = versions.split_last().filter(|(_, earlier)| !earlier.is_empty()) else {
        return html! {};
    };
    let title = "What it said before";
    let now = told(standing(entry), directory).title;
    let versions = html! {
        @for version in earlier {
            @match &version.body {
                Body::NoteWritten(note) => {
                    @if !note.title.is_empty() { p .govuk-body { strong { (name(&note.title)) } } }
                    (happened_before(version, entry))
                    (prose(&note.text))
                }
                _ => {
                    @let telling = told(version, directory);
                    (earlier_telling(&telling, &now)) (happened_before(version, entry)) (telling.body)
                }
            }
            p .govuk-body .nwd-quiet { "By " (name(&by(version))) ", " (moment(version.recorded)) }
        }
    };
    if on_paper {
        inset(html! { h4 .govuk-heading-s { (title) } (versions) })
    } else {
        details(title, versions)
    }
}
