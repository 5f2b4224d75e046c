//! Looks, refused looks and what left, as tables.

use crate::pages::people::frame::url;
use crate::parts::{Table, Tone, button_link_other, buttons, column, empty_state, inset, moment, name, tag};
use maud::{Markup, html};
use work::people::{Left, Look, Looked, Tried};

/// What was done with one record.
pub(crate) fn of_record(found: &Looked) -> Markup {
    let here = found.person.map(|person| url(person, "looks")).unwrap_or_default();
    html! {
        (behind(found)) (looks(&found.looks, false)) (tried(&found.tried)) (left(&found.left, false))
        (turning(found, &here))
    }
}

/// What one worker did.
pub(super) fn of_worker(found: &Looked, here: &str) -> Markup {
    html! {
        (behind(found)) (looks(&found.looks, true)) (tried(&found.tried)) (left(&found.left, true))
        (turning(found, here))
    }
}

/// What anybody asked for in vain.
pub(super) fn in_vain(found: &Looked, here: &str) -> Markup {
    html! { (tried(&found.tried)) (turning(found, here)) }
}

/// The way to older and newer lines: nothing that was written down is out of reach.
fn turning(found: &Looked, here: &str) -> Markup {
    html! {
        @if found.older || found.page > 1 {
            p .govuk-body-s { "Page " (found.page) ", with up to 200 lines of each kind" }
            (buttons(html! {
                @if found.page > 1 { (button_link_other(&format!("{here}?page={}", found.page - 1), "Newer")) }
                @if found.older { (button_link_other(&format!("{here}?page={}", found.page + 1), "Older")) }
            }))
        }
    }
}

/// Until the database takes looks again, the newest are missing here.
fn behind(found: &Looked) -> Markup {
    html! {
        @if found.behind > 0 {
            (inset(html! {
                "The database does not take new looks just now. " (found.behind)
                " of them are kept in a file of this computer and will stand here when it does."
            }))
        }
    }
}

fn looks(looks: &[Look], by_worker: bool) -> Markup {
    let rows = looks
        .iter()
        .map(|look| {
            let whose = if by_worker { record(look.reference.as_ref()) } else { name(&look.worker) };
            vec![html! { (moment(look.at)) }, whose, opened(look)]
        })
        .collect();
    Table {
        caption: "Looks, newest first".into(),
        columns: vec![
            column("When"),
            column(if by_worker { "Whose record" } else { "Who" }),
            column("What was opened"),
        ],
        rows,
        empty: empty_state(
            "Each time somebody opens a record, it is written down here. Nobody has.",
            html! {},
        ),
    }
    .show()
}

fn opened(look: &Look) -> Markup {
    html! { (what(&look.what)) @if look.in_an_emergency { " " (tag(Tone::Yellow, "In an emergency")) } }
}

fn record(reference: Option<&String>) -> Markup {
    html! { @match reference { Some(reference) => { (reference) } None => { "No one record" } } }
}

/// What was asked for and refused, and what stands there now.
fn tried(tried: &[Tried]) -> Markup {
    let rows = tried
        .iter()
        .map(|one| {
            vec![
                html! { (moment(one.at)) },
                html! { (name(&one.worker)) },
                html! { (what(&one.what)) },
                html! {
                    @match &one.reference {
                        Some(reference) => { "Record " (reference) }
                        None => { "No record of a young person" }
                    }
                },
            ]
        })
        .collect();
    let columns =
        vec![column("When"), column("Who"), column("What they wanted"), column("What stands there now")];
    let empty = empty_state("Nobody asked for anything that is not there or not theirs.", html! {});
    Table { caption: "Refused, newest first".into(), columns, rows, empty }.show()
}

fn left(left: &[Left], by_worker: bool) -> Markup {
    let rows = left
        .iter()
        .map(|one| {
            let whose = if by_worker { record(one.reference.as_ref()) } else { name(&one.worker) };
            let what = html! {
                (what(&one.what)) ", " (form(&one.form))
                @if let Some(purpose) = &one.purpose { br; bdi { (purpose) } }
            };
            vec![html! { (moment(one.at)) }, whose, what, html! { (one.number) }]
        })
        .collect();
    Table {
        caption: "What left the system, newest first".into(),
        columns: vec![
            column("When"),
            column(if by_worker { "Whose record" } else { "Who" }),
            column("What"),
            column("Its number"),
        ],
        rows,
        empty: empty_state("Nothing was printed or taken out as a file.", html! {}),
    }
    .show()
}

fn form(form: &str) -> &str {
    match form {
        "sheet" => "as a sheet to print",
        "csv" => "as a file",
        "kept" => "as it is kept here",
        "text" => "on the screen of a command",
        other => other,
    }
}

/// What was opened, in words.
fn what(opened: &str) -> String {
    let words = match opened {
        "record" => "The record",
        "story" => "The story",
        "entry" => "One entry of the story",
        "card" => "The safety card",
        "arrival" => "The page of somebody arriving tonight",
        "put off" => "What needs somebody, to be put off",
        "tonight" => "The page of who is where tonight",
        "out alone" => "Where a worker went who was out alone and overdue",
        "photo" => "A photo",
        "file" => "A file of the story",
        "how to reach" => "Addresses and numbers",
        "history" => "The record as it was known on a day",
        "matching desk" => "The matching desk",
        "who looked" => "Who looked",
        "import conflict" => "What the council’s file says otherwise",
        "import issues" => "The issues of an import",
        "search" => "A search",
        "taken address" => "An address that another account signs in with",
        "restrict" => "Who may open the record",
        "own relative" | "relative" => "Somebody’s relative",
        other => return large(other),
    };
    words.to_owned()
}

/// With a capital letter, as a cell of a table begins.
fn large(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
