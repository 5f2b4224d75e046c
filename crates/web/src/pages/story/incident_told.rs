//! What an incident says in the story, what was added to it, and what the law still asks for.

use super::telling::Telling;
use super::telling::{plain, said};
use super::their_words;
use crate::parts::{Tone, day, moment, prose, tag};
use maud::{Markup, html};
use practice::dates::Instant;
use practice::journal::Body;
use practice::key_working::TheirView;
use practice::safety::{
    Duty, Held, Holding, IncidentAddedTo, IncidentKnown, IncidentRecorded, Injuries, Owed, Repair, Talk, owed,
};
use work::story::Entry;

/// An incident as it was recorded.
pub(super) fn recorded(incident: &IncidentRecorded) -> Telling {
    let is_held = matches!(incident.known.held, Held::Somebody(_));
    let title = if is_held { "Incident: they were held" } else { "Incident" };
    let missing = not_known(&incident.known);
    let body = html! {
        (said("Where", &incident.place))
        (prose(&incident.what))
        (known(&incident.known))
        @if !missing.is_empty() {
            p .govuk-body .nwd-quiet { "Not known yet when this was written: " (missing.join(", ")) "." }
        }
    };
    plain(title, body)
}

/// What was added to an incident.
pub(super) fn added(added: &IncidentAddedTo) -> Telling {
    let body = html! {
        (prose(&added.more))
        (known(&added.known))
        @if let Some(talk) = &added.spoke_with_holders { (spoke("Spoke with whoever held", talk)) }
        @if let Some(talk) = &added.spoke_with_them { (spoke("Spoke with them about being held", talk)) }
    };
    plain("Added to an incident", body)
}

fn spoke(about: &str, talk: &Talk) -> Markup {
    html! {
        p .govuk-body { span .nwd-quiet { (about) ": " } (day(talk.on)) @if !talk.words.is_empty() { ". " bdi { (talk.words) } } }
    }
}

/// What nobody had said yet.
fn not_known(known: &IncidentKnown) -> Vec<&'static str> {
    [
        ("whether anybody was hurt", known.injuries == Injuries::NotKnown),
        ("whether they were held", known.held == Held::NotKnown),
        ("their account", known.account == TheirView::NotWritten),
    ]
    .into_iter()
    .filter_map(|(what, is_missing)| is_missing.then_some(what))
    .collect()
}

fn known(known: &IncidentKnown) -> Markup {
    html! {
        (said("What was before", &known.before))
        @match &known.injuries {
            Injuries::NotKnown => {}
            Injuries::Nobody => { p .govuk-body { "Nobody was hurt." } }
            Injuries::Somebody(words) => { (said("Who was hurt", words)) }
        }
        @match &known.held {
            Held::NotKnown => {}
            Held::Nobody => { p .govuk-body { "They were not held." } }
            Held::Somebody(holding) => { p .govuk-body { "They were held." } (held(holding)) }
        }
        (said("What helped afterwards", &known.helped))
        (said("Who was told", &known.told_whom))
        @if known.account == TheirView::NotAsked { p .govuk-body .nwd-quiet { "Their account: not asked yet when this was written." } }
        @else { (their_words::told(&known.account, "Their account")) }
        @match &known.repair {
            Repair::NotYet => {}
            Repair::NotWanted => { p .govuk-body .nwd-quiet { "They did not want a repair conversation." } }
            Repair::Spoke(talk) => { (spoke("A repair conversation", talk)) }
        }
    }
}

fn held(holding: &Holding) -> Markup {
    let minutes = match holding.minutes {
        None => String::new(),
        Some(1) => "1 minute".to_owned(),
        Some(more) => format!("{more} minutes"),
    };
    html! {
        (said("Who held, and who was there", &holding.who)) (said("How", &holding.how))
        (said("How long", &minutes)) (said("What was tried first", &holding.tried_first))
    }
}

/// Whether they were held, by whatever was written of it since, and whether the law still asks for something: in a word
/// or two, wherever the entry stands.
pub(super) fn tags(entry: &Entry) -> Vec<(Tone, String)> {
    let Body::IncidentRecorded(incident) = &entry.body else { return Vec::new() };
    let since = additions(entry);
    let is_held = |known: &IncidentKnown| matches!(known.held, Held::Somebody(_));
    let later = !is_held(&incident.known) && since.iter().any(|added| is_held(&added.known));
    let is_owed = !owed(incident, entry.happened, &since).is_empty();
    let said = [(later, "They were held"), (is_owed, "Something is still to be done")];
    said.into_iter().filter(|(holds, _)| *holds).map(|(_, words)| (Tone::Yellow, words.to_owned())).collect()
}

fn additions(entry: &Entry) -> Vec<&IncidentAddedTo> {
    entry
        .about
        .iter()
        .filter_map(|said| match &said.body {
            Body::IncidentAddedTo(added) => Some(added),
            _ => None,
        })
        .collect()
}

/// What the law still asks of a children's home after they were held, and up to when or since when.
pub(super) fn still_owed(now: Instant, entry: &Entry) -> Markup {
    let Body::IncidentRecorded(incident) = &entry.body else { return html! {} };
    let owed = owed(incident, entry.happened, &additions(entry));
    html! {
        @if !owed.is_empty() {
            section aria-labelledby="owed" {
                h2 #owed .govuk-heading-m { "Still to be done, because they were held" }
                ul .govuk-list .govuk-list--bullet { @for one in &owed { (line(one, now)) } }
                p .govuk-body .nwd-quiet {
                    "The Children’s Homes (England) Regulations 2015 ask this of a children’s home, in regulation 35(3). The "
                    "registered person signs the record too: this program keeps no signature, so sign where your house keeps it."
                }
            }
        }
    }
}

fn line(owed: &Owed, now: Instant) -> Markup {
    let what = match owed.duty {
        Duty::WriteItDown => {
            "Write down who held, how, for how long, what was before, what was tried first, and whether anybody was hurt"
        }
        Duty::SpeakWithHolders => {
            "The registered person, or somebody they authorised, speaks with whoever held"
        }
        Duty::SpeakWithThem => "They speak with the young person about being held",
    };
    html! {
        li {
            (what) ": "
            @if owed.by < now { (tag(Tone::Red, "Overdue")) " since " (moment(owed.by)) } @else { "by " (moment(owed.by)) }
        }
    }
}
