//! What stands around every page about one young person.

use super::{key_dates, words};
use crate::leaving;
use crate::parts::{
    Alert, HeaderWords, KeyWorker, NavItem, Page, PersonHeader, Tone, button_link, button_link_other, link,
    nav_item,
};
use crate::visitor::Visitor;
use jiff::civil::Date;
use maud::{Markup, html};
use practice::dates::{clock_time, long_date};
use practice::ids::PersonId;
use practice::people::{BirthBasis, Status};
use practice::staff::Permission;
use practice::words::{
    ALERT, KEY_WORKER, SECTION_CARD, SECTION_HISTORY, SECTION_LOOKS, SECTION_REACH, SECTION_RECORD,
    SECTION_RESTRICT, SECTION_STORY, SECTION_TEAM, STAYING_TONIGHT, Word,
};
use work::people::Summary;

/// The pages about one young person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Section {
    /// What happened.
    Story,
    /// Who they are.
    Record,
    /// Addresses and numbers.
    Reach,
    /// What a night worker needs, on one sheet.
    Card,
    /// Who works with them.
    Around,
    /// The record as it was known on a day.
    History,
    /// Who may open the record.
    Restriction,
    /// Who opened it.
    Looks,
    /// A form or entry that belongs to none of them.
    Within,
}

impl Section {
    const SHOWN: [(Self, &'static str, Word, Permission); 8] = [
        (Self::Story, "story", SECTION_STORY, Permission::ReadStory),
        (Self::Record, "", SECTION_RECORD, Permission::ReadStory),
        (Self::Reach, "reach", SECTION_REACH, Permission::ReadStory),
        (Self::Around, "team", SECTION_TEAM, Permission::ReadStory),
        (Self::Card, "card", SECTION_CARD, Permission::ReadStory),
        (Self::History, "history", SECTION_HISTORY, Permission::ReadHistory),
        (Self::Restriction, "restrict", SECTION_RESTRICT, Permission::RestrictPerson),
        (Self::Looks, "looks", SECTION_LOOKS, Permission::ReadAudit),
    ];
}

/// Where a page about somebody is; `rest` is empty for their record.
pub(crate) fn url(person: PersonId, rest: &str) -> String {
    if rest.is_empty() { format!("/people/{person}") } else { format!("/people/{person}/{rest}") }
}

/// What to call somebody.
pub(crate) fn called(who: &Summary) -> &str {
    who.name.as_deref().unwrap_or("Name not recorded")
}

/// A page about somebody, with who they are at its head.
pub(crate) fn page<'v>(visitor: &'v Visitor, who: &Summary, section: Section, heading: &str) -> Page<'v> {
    headed(visitor, who, section, heading).sections(sections(visitor, who.person, section))
}

/// The same, with a head on paper that others may read ([`head_for_others`]).
pub(crate) fn page_for_others<'v>(
    visitor: &'v Visitor,
    who: &Summary,
    section: Section,
    heading: &str,
) -> Page<'v> {
    let head = header(visitor, who, section);
    page(visitor, who, section, heading).person(html! {
        div .nwd-no-print { (head) }
        div .nwd-on-paper { (head_for_others(who)) }
    })
}

/// A form has a button of its own, and no second thing to press.
fn writing(visitor: &Visitor, who: &Summary, section: Section) -> Option<Markup> {
    let may_write = visitor.may(Permission::WriteStory) && who.status != Status::Known;
    (may_write && section != Section::Within).then(|| {
        html! {
            @if who.died.is_none() { (button_link(&url(who.person, "contacts/new"), "Log a visit or call")) }
            @if who.house.is_some() { (button_link_other(&url(who.person, "days/new"), "Daily note")) }
            (button_link_other(&url(who.person, "notes/new"), "Add a note"))
            @if who.died.is_none() { (button_link_other(&url(who.person, "incidents/new"), "Incident")) }
            @if section == Section::Story { (link(&url(who.person, "files/new"), "Add a file")) }
        }
    })
}

/// The same without links to other pages of theirs: for a reader of the
/// safety card who may not open the record.
pub(crate) fn alone<'v>(visitor: &'v Visitor, who: &Summary, heading: &str) -> Page<'v> {
    headed(visitor, who, Section::Within, heading)
}

fn headed<'v>(visitor: &'v Visitor, who: &Summary, section: Section, heading: &str) -> Page<'v> {
    visitor
        .page(heading)
        .about(called(who))
        .person(header(visitor, who, section))
        .sheet(leaving::from_screen(visitor, Some(mark(who))))
}

fn sections(visitor: &Visitor, person: PersonId, current: Section) -> Vec<NavItem> {
    Section::SHOWN
        .into_iter()
        .filter(|(section, _, _, needs)| {
            let decides = *section != Section::Restriction || visitor.may_restrict(person);
            let imports = *section == Section::Record && visitor.may(Permission::ImportPeople);
            imports || (visitor.may(*needs) && decides)
        })
        .map(|(section, rest, words, _)| {
            nav_item(url(person, rest), visitor.desk.words.say(words), section == current)
        })
        .collect()
}

fn header(visitor: &Visitor, who: &Summary, section: Section) -> Markup {
    let today = visitor.desk.now.day();
    // Days ahead are pinned where somebody is read about; where something is written they are in the way.
    let read_about = matches!(section, Section::Story | Section::Record);
    let looked_at = |review: Date| {
        let due = if review < today { "Was to be looked at again by" } else { "To be looked at again by" };
        format!("{due} {}", long_date(review))
    };
    let alerts = who
        .alerts
        .iter()
        .map(|(words, review)| Alert { words: words.clone(), review: review.map(looked_at) });
    PersonHeader {
        opened: opened(visitor, who),
        name: called(who).to_owned(),
        legal_name: who.legal_name.clone(),
        href: url(who.person, ""),
        photo: who.photo.map(|photo| url(who.person, &format!("photo/{photo}"))),
        pronouns: who.pronouns.clone(),
        age: who.age,
        died: who.died,
        called: HeaderWords {
            key_worker: who.words.say(KEY_WORKER).to_owned(),
            tonight: who.words.say(STAYING_TONIGHT).to_owned(),
            alert: who.words.say(ALERT).to_owned(),
        },
        key_worker: words::key_worker_today(who).map(|name| KeyWorker {
            name,
            phone: who.call.clone(),
            note: None,
        }),
        tonight: Some(who.sleeping.clone()),
        missing: who.missing_since.map(long_date),
        alerts: alerts.collect(),
        dates: if read_about { key_dates::ahead_of(who, today) } else { Vec::new() },
        communication: who.communication.clone(),
        safe_contact: who.safe_contact.as_ref().map(words::safe_contact),
        tags: tags(who),
        actions: writing(visitor, who, section),
        for_others: false,
    }
    .show()
}

/// Whose record it is, for a sheet that goes to others, such as a court. It goes to
/// everybody in the case: no number, nothing of getting in touch, no alert, and not
/// where they are staying.
pub(crate) fn head_for_others(who: &Summary) -> Markup {
    PersonHeader {
        name: called(who).to_owned(),
        legal_name: who.legal_name.clone(),
        href: url(who.person, ""),
        pronouns: who.pronouns.clone(),
        age: who.age,
        died: who.died,
        called: HeaderWords { key_worker: who.words.say(KEY_WORKER).to_owned(), ..HeaderWords::default() },
        key_worker: words::key_worker_today(who).map(|name| KeyWorker { name, phone: None, note: None }),
        for_others: true,
        ..PersonHeader::default()
    }
    .show()
}

/// Until when the reader has the record open in an emergency, on every page of it.
fn opened(visitor: &Visitor, who: &Summary) -> Option<String> {
    let open = || visitor.opened.iter().rev().filter(|open| open.person == who.person);
    let open = open().find(|open| !open.card_only).or_else(|| open().next())?;
    let why =
        if open.card_only { "Safety page opened for somebody arriving" } else { "Opened in an emergency" };
    let until = clock_time(open.until);
    let whose = if open.card_only || open.decides {
        ""
    } else {
        " Who they are, who may open it and who works with them is decided by others."
    };
    Some(format!("{why}, until {until}. Who opened it and why is recorded.{whose}"))
}

/// What is said of somebody in a word or two, wherever their name stands.
pub(crate) fn tags(who: &Summary) -> Vec<(Tone, String)> {
    let mut tags = Vec::new();
    let mut say = |holds: bool, tone, words: &str| {
        if holds {
            tags.push((tone, words.to_owned()));
        }
    };
    say(who.died.is_some(), Tone::Grey, "Died");
    say(who.restricted, Tone::Purple, "Restricted");
    say(who.birth_doubt == Some(BirthBasis::Disputed), Tone::Yellow, "Age disputed");
    say(who.birth_doubt == Some(BirthBasis::Assessed), Tone::Yellow, "Age assessed");
    say(who.birth_doubt == Some(BirthBasis::Expected), Tone::Blue, "Not born yet");
    say(who.status != Status::Open, Tone::Grey, words::status(&who.words, who.status));
    tags
}

/// Whose record it is, for the foot of a sheet of paper, which may be left
/// lying about.
pub(crate) fn mark(who: &Summary) -> String {
    let initials: String =
        called(who).split_whitespace().filter_map(|word| word.chars().next()).take(3).collect();
    format!("{initials}, {}", who.reference)
}
