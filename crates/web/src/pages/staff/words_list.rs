//! The words, lists and numbers that a council may make its own, in words.

use super::announcement;
use maud::{Markup, html};
use practice::staff::lists::List;
use practice::staff::{Announcement, OwnWord};

/// A part of the page: what it is called, and what belongs to it.
type Part = (&'static str, fn(&OwnWord) -> bool);

/// The parts of the page, in order.
pub(super) const PARTS: [Part; 6] = [
    ("At the head of every page", |one| matches!(one, OwnWord::Announcement)),
    ("Numbers", |one| matches!(one, OwnWord::Number(_))),
    ("Lists that forms offer", |one| matches!(one, OwnWord::List(_))),
    ("What roles are called", |one| matches!(one, OwnWord::Role(_))),
    ("Which roles you use", |one| matches!(one, OwnWord::Unused(_))),
    ("Words on pages", |one| matches!(one, OwnWord::Word(_))),
];

/// What it is, for whoever changes it.
pub(super) fn about(one: &OwnWord) -> String {
    match one {
        OwnWord::Announcement => "What you say to everybody for a while".to_owned(),
        OwnWord::Number(threshold) => threshold.about.to_owned(),
        OwnWord::List(list) => list.about.to_owned(),
        OwnWord::Role(role) => format!("What you call: {}", role.label()),
        OwnWord::Unused(role) => format!("Whether you use: {}", role.label()),
        OwnWord::Word(word) => format!("{}: {}", word.usual, word.about),
    }
}

/// The same under the heading of its part, which says to the eye what of each role it is.
pub(super) fn in_its_part(one: &OwnWord) -> Markup {
    let (before, role) = match one {
        OwnWord::Role(role) => ("What you call: ", role.label()),
        OwnWord::Unused(role) => ("Whether you use: ", role.label()),
        other => return html! { (about(other)) },
    };
    html! { span .govuk-visually-hidden { (before) } (role) }
}

/// A value of it in words; the usual where it is empty.
pub(super) fn in_words(one: &OwnWord, value: &str) -> String {
    match one {
        OwnWord::Announcement => announcement::in_words(value),
        OwnWord::List(list) => offered(list, value).join("; "),
        OwnWord::Unused(_) => if value.is_empty() { "Used" } else { "Not used" }.to_owned(),
        OwnWord::Number(threshold) => {
            let number = if value.is_empty() { threshold.usual.to_string() } else { value.to_owned() };
            let unit = if number == "1" { threshold.unit.trim_end_matches('s') } else { threshold.unit };
            format!("{number} {unit}")
        }
        _ if !value.is_empty() => value.to_owned(),
        OwnWord::Role(role) => role.label().to_owned(),
        OwnWord::Word(word) => word.usual.to_owned(),
    }
}

/// More help for whoever changes it.
pub(super) fn hint(one: &OwnWord) -> String {
    match one {
        OwnWord::Announcement => {
            "Planned maintenance, for example. Everybody who is signed in reads it on every \
             page, so write nothing about a young person. Take the words away to end it early."
                .to_owned()
        }
        OwnWord::Number(one) => {
            format!("Between {} and {} {}. {}", one.least, one.most, one.unit, one.source)
        }
        OwnWord::List(_) => {
            "One to a line, in the order in which they are offered. Take a line away to retire it: it \
             stays readable where it was used."
                .to_owned()
        }
        OwnWord::Role(_) => "Your council’s own name for this role.".to_owned(),
        OwnWord::Unused(_) => {
            "A role that is not used cannot be given anew. Posts that have it keep it.".to_owned()
        }
        OwnWord::Word(word) => format!("{}.", word.about),
    }
}

/// What the form begins with where a value stands: lists stand line by line.
pub(super) fn as_typed(one: &OwnWord, value: &str) -> String {
    match one {
        OwnWord::Announcement => {
            Announcement::of(value).map_or_else(String::new, |said| said.words().to_owned())
        }
        OwnWord::List(list) => offered(list, value).join("\n"),
        _ => value.to_owned(),
    }
}

/// What was once offered and is retired where a value stands.
pub(super) fn retired(one: &OwnWord, value: &str) -> Vec<String> {
    let OwnWord::List(list) = one else { return Vec::new() };
    let items = list.items(own(value)).into_iter();
    items.filter(|item| item.retired).map(|item| item.words).collect()
}

fn offered(list: &List, value: &str) -> Vec<String> {
    list.offered(own(value))
}

/// A value of the council's own; none where it is the usual.
fn own(value: &str) -> Option<&str> {
    Some(value).filter(|value| !value.is_empty())
}
