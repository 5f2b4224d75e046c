//! Young people as rows of a table.

use super::frame::{called, tags, url};
use super::words;
use crate::parts::{Table, Tone, column, day, name, numbers, tag};
use crate::visitor::Visitor;
use jiff::civil::Date;
use maud::{Markup, html};
use practice::dates::long_date;
use practice::ids::PersonId;
use practice::staff::Permission;
use practice::words::{KEY_WORKER, STAYING_TONIGHT};
use std::collections::BTreeMap;
use work::people::Summary;

/// What stands where there is nothing to say, on the page and in a file.
const NOT_KNOWN: &str = "Not known";
const NOT_NAMED: &str = "Not named yet";
const NO_TEAM: &str = "None yet";
const HAS_DIED: &str = "Has died";
const NOT_IN_THE_STORY: &str = "Not in the story";

/// A table of people; the name leads to their story, or to their record where
/// that is all the reader may open.
pub(crate) fn table(visitor: &Visitor, caption: &str, people: &[Summary], empty: Markup) -> Table {
    Table {
        caption: caption.to_owned(),
        columns: vec![
            column("Name"),
            numbers("Age"),
            column(visitor.desk.words.say(KEY_WORKER)),
            column(visitor.desk.words.say(STAYING_TONIGHT)),
            column("Team"),
        ],
        rows: people.iter().map(|who| row(visitor, who)).collect(),
        empty,
    }
}

/// Adds when each of them was last met, as far as that is in the story.
pub(super) fn with_last_seen(table: &mut Table, people: &[Summary], met: &BTreeMap<PersonId, Date>) {
    table.columns.push(column("Last seen"));
    for (row, who) in table.rows.iter_mut().zip(people) {
        let not_there = || html! { span .nwd-quiet { (NOT_IN_THE_STORY) } };
        row.push(met.get(&who.person).map_or_else(not_there, |met| day(*met)));
    }
}

/// The same people for a spreadsheet, the heads first; what stands together on the page has a column each. When each was
/// last met is for those who read their stories.
pub(super) fn for_file(
    visitor: &Visitor,
    people: &[Summary],
    met: Option<&BTreeMap<PersonId, Date>>,
) -> Vec<Vec<String>> {
    let words = &visitor.desk.words;
    let heads = [
        "Name",
        "Reference",
        "Age",
        "Missing since",
        words.say(KEY_WORKER),
        words.say(STAYING_TONIGHT),
        "Team",
        "To know",
    ];
    let mut rows = vec![heads.map(str::to_owned).to_vec()];
    rows.extend(people.iter().map(file_row));
    if let Some(met) = met {
        let last = |who: &Summary| met.get(&who.person).map_or_else(String::new, ToString::to_string);
        let seen = std::iter::once("Last seen".to_owned()).chain(people.iter().map(last));
        rows.iter_mut().zip(seen).for_each(|(row, seen)| row.push(seen));
    }
    rows
}

fn file_row(who: &Summary) -> Vec<String> {
    let tags: Vec<String> = tags(who).into_iter().map(|(_, words)| words).collect();
    let said = |words: Option<String>, otherwise: &str| words.unwrap_or_else(|| otherwise.to_owned());
    let sleeping = if who.died.is_none() { who.sleeping.clone() } else { HAS_DIED.to_owned() };
    vec![
        called(who).to_owned(),
        who.reference.clone(),
        said(who.age.map(|age| age.to_string()), NOT_KNOWN),
        who.missing_since.map(long_date).unwrap_or_default(),
        said(words::key_worker_today(who), NOT_NAMED),
        sleeping,
        said(who.team.clone(), NO_TEAM),
        tags.join(", "),
    ]
}

fn row(visitor: &Visitor, who: &Summary) -> Vec<Markup> {
    let quiet = |words: &str| html! { span .nwd-quiet { (words) } };
    let said = |words: Option<&String>, otherwise: &str| match words {
        Some(words) => name(words),
        None => quiet(otherwise),
    };
    vec![
        person_cell(visitor, who),
        who.age.map_or_else(|| quiet(NOT_KNOWN), |age| html! { (age) }),
        said(words::key_worker_today(who).as_ref(), NOT_NAMED),
        sleeping_cell(who),
        said(who.team.as_ref(), NO_TEAM),
    ]
}

/// Where somebody stays tonight, which is not asked of somebody who has died.
pub(crate) fn sleeping_cell(who: &Summary) -> Markup {
    html! { @if who.died.is_none() { (name(&who.sleeping)) } @else { span .nwd-quiet { (HAS_DIED) } } }
}

/// Somebody's name as a link, with their reference and what must be seen at once.
pub(crate) fn person_cell(visitor: &Visitor, who: &Summary) -> Markup {
    html! {
        (person_link(visitor, who))
        div .nwd-person__line {
            span .nwd-quiet { (who.reference) }
            @if let Some(since) = who.missing_since {
                (tag(Tone::Red, &format!("Missing since {}", long_date(since))))
            }
            @for (tone, words) in tags(who) { (tag(tone, &words)) }
        }
    }
}

/// Somebody's name as a link to the page of theirs that the reader opens first.
pub(crate) fn person_link(visitor: &Visitor, who: &Summary) -> Markup {
    let first = if visitor.may(Permission::ReadStory) { "story" } else { "" };
    html! { a .govuk-link href=(url(who.person, first)) { (name(called(who))) } }
}
