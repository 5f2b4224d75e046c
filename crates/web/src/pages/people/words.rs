//! What kinds of facts are called on pages.

use crate::parts::capitalised;
use practice::codes::{CodeSet, ever};
use practice::dates::{clock_time, long_date};
use practice::files::Media;
use practice::journal::Class;
use practice::people::{
    BirthBasis, ContactKind, Detail, HealthTopic, NameUse, NumberKind, PhotoAsked, SafeContactRecorded,
    Status,
};
use practice::words::{of_class, of_status};
use work::Words;
use work::people::Summary;
use work::story::Wrote;

pub(crate) fn name_use(usage: NameUse) -> &'static str {
    match usage {
        NameUse::Used => "Name they use",
        NameUse::Legal => "Legal name",
    }
}

pub(crate) fn number_kind(kind: NumberKind) -> &'static str {
    match kind {
        NumberKind::Council => "Council’s case number",
        NumberKind::Upn => "Unique pupil number",
        NumberKind::Nhs => "NHS number",
    }
}

pub(crate) fn detail(detail: Detail) -> &'static str {
    match detail {
        Detail::Pronouns => "Pronouns",
        Detail::Communication => "How to talk with them",
        Detail::WhatHelps => "What helps when they are upset",
        Detail::Languages => "Languages and interpreter",
        Detail::Ethnicity => "Ethnicity",
        Detail::Sex => "Sex",
        Detail::Parent => "Is a parent",
    }
}

/// A detail's value in words: what the return keeps as a code gets its label.
pub(crate) fn detail_value(detail: Detail, value: &str) -> String {
    match detail {
        Detail::Sex => label(CodeSet::Sex, value),
        Detail::Ethnicity => label(CodeSet::Ethnicity, value),
        Detail::Parent => {
            let (code, rest) = value.split_once(' ').unwrap_or((value, ""));
            let born =
                rest.parse().map_or_else(|_| rest.to_owned(), |born| format!("since {}", long_date(born)));
            format!("{} {born}", label(CodeSet::Motherhood, code)).trim_end().to_owned()
        }
        _ => value.to_owned(),
    }
}

/// A number as people read it: a reason for having no pupil number is in words.
pub(crate) fn number_value(kind: NumberKind, value: &str) -> String {
    match kind {
        NumberKind::Upn => code(CodeSet::NoUpn, value),
        NumberKind::Council | NumberKind::Nhs => value.to_owned(),
    }
}

pub(crate) fn contact_kind(kind: ContactKind) -> &'static str {
    match kind {
        ContactKind::Address => "Address",
        ContactKind::Phone => "Telephone",
        ContactKind::Email => "E-mail",
    }
}

pub(crate) fn health_topic(topic: HealthTopic) -> &'static str {
    match topic {
        HealthTopic::Allergy => "Allergy",
        HealthTopic::Medicine => "Medicine",
        HealthTopic::Gp => "GP surgery",
        HealthTopic::MayAgree => "Who may agree to what",
        HealthTopic::Other => "Other",
    }
}

pub(crate) fn birth_basis(basis: BirthBasis) -> &'static str {
    match basis {
        BirthBasis::Given => "as somebody said, or as the council’s file has it",
        BirthBasis::Document => "a document was seen",
        BirthBasis::Assessed => "from an age assessment",
        BirthBasis::Disputed => "disputed",
        BirthBasis::Expected => "expected, not born yet",
    }
}

pub(crate) fn photo_asked(asked: PhotoAsked) -> &'static str {
    match asked {
        PhotoAsked::Agreed => "They agreed to it",
        PhotoAsked::NotAsked => "They could not be asked yet",
    }
}

/// How far the service has come with somebody, in the council's words.
pub(crate) fn status(words: &Words, status: Status) -> &str {
    words.say(of_status(status))
}

/// Who may read entries of a class, in the council's words.
pub(crate) fn class(words: &Words, class: Class) -> &str {
    words.say(of_class(class))
}

/// Who is there for somebody today as their key worker: "Priya Shah (covering
/// for Sam Ferry until 4 June 2026)". Absent while nobody is named.
pub(crate) fn key_worker_today(who: &Summary) -> Option<String> {
    let key_worker = who.key_worker.as_ref()?;
    Some(match &who.cover {
        Some((acting, until)) => format!("{acting} (covering for {key_worker} until {})", long_date(*until)),
        None if who.waits_for_cover() => format!("{key_worker} ({}, and nobody covers)", why_not_there(who)),
        None => key_worker.clone(),
    })
}

fn why_not_there(who: &Summary) -> &'static str {
    if who.key_worker_left {
        "has left"
    } else {
        // Why is for those who find somebody else: it may tell of a relative.
        "is not there for them now"
    }
}

/// Who wrote what stands, and when: "you on 4 June 2026 at 9:32am" where it was
/// the reader, from another window.
pub(crate) fn by_whom(wrote: Option<Wrote>) -> String {
    wrote.map_or_else(
        || "somebody else".to_owned(),
        |Wrote { by, at, own }| {
            let who = if own { "you" } else { &*by };
            format!("{who} on {} at {}", long_date(at.day()), clock_time(at))
        },
    )
}

/// How to reach somebody safely, in one line.
pub(crate) fn safe_contact(safe: &SafeContactRecorded) -> String {
    let hours = if safe.hours.is_empty() { String::new() } else { format!(" {}", sentence(&safe.hours)) };
    format!("{}{hours} {}.", sentence(&safe.channel), voicemail(safe.voicemail))
}

pub(crate) fn voicemail(may: bool) -> &'static str {
    if may { "A voicemail is fine" } else { "Leave no voicemail" }
}

fn sentence(words: &str) -> String {
    let words = capitalised(words.trim());
    if words.ends_with(['.', '!', '?']) { words } else { format!("{words}.") }
}

/// The label of a code alone, where the code tells nobody anything.
pub(crate) fn label(set: CodeSet, value: &str) -> String {
    ever(set, value).map_or_else(|| value.to_owned(), |code| code.label.to_owned())
}

/// The label of a code with the code itself, as those who make the return know it.
pub(crate) fn code(set: CodeSet, value: &str) -> String {
    ever(set, value).map_or_else(|| value.to_owned(), |code| format!("{} ({value})", code.label))
}

/// What kind of file it is.
pub(crate) fn media(media: Media) -> &'static str {
    match media {
        Media::Jpeg | Media::Png => "a picture",
        Media::Pdf => "a PDF",
        Media::Text => "plain text",
        Media::Word => "a Word document",
        Media::Excel => "an Excel workbook",
        Media::PowerPoint => "PowerPoint slides",
        Media::OpenText => "an OpenDocument text",
    }
}

/// How large a file is, from its bytes: "240 KB", "1.2 MB".
pub(crate) fn size(bytes: u64) -> String {
    let kilobytes = bytes.div_ceil(1024);
    if kilobytes < 1024 {
        return format!("{kilobytes} KB");
    }
    let tenths = kilobytes * 10 / 1024;
    format!("{}.{} MB", tenths / 10, tenths % 10)
}

/// "1 young person", "12 young people".
pub(crate) fn young_people(number: i64) -> String {
    if number == 1 { "1 young person".to_owned() } else { format!("{number} young people") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_shown_with_its_label_and_what_is_no_code_as_it_stands() {
        assert_eq!(code(CodeSet::LegalStatus, "C1"), "Interim care order (C1)");
        assert_eq!(code(CodeSet::LegalStatus, "??"), "??");
        assert_eq!(detail_value(Detail::Sex, "F"), "Female");
        assert_eq!(detail_value(Detail::Parent, "1 2025-03-04"), "Mother since 4 March 2025");
    }

    #[test]
    fn a_size_is_said_as_people_say_it() {
        for (bytes, said) in [(0, "0 KB"), (1, "1 KB"), (240 * 1024, "240 KB"), (1_300_000, "1.2 MB")] {
            assert_eq!(size(bytes), said);
        }
    }

    #[test]
    fn how_to_reach_somebody_safely_is_whole_sentences() {
        let safe = SafeContactRecorded {
            channel: "Text first".into(),
            hours: "after 4pm.".into(),
            voicemail: false,
        };
        assert_eq!(safe_contact(&safe), "Text first. After 4pm. Leave no voicemail.");
    }
}
