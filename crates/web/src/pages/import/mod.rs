//! Bringing in a council's files: send, look at what would happen, bring in.

mod done;
mod going;
mod preview;
mod send;

use crate::parts::{
    Fact, Table as Rows, capitalised, column, empty_state, fact, in_thousands, link, numbers, summary_card,
};
use crate::routes::{Access, Table};
use crate::trouble::Trouble;
use maud::{Markup, html};
use practice::staff::Permission;
use std::collections::BTreeMap;
use uuid::Uuid;
use work::import::{Alike, Said};

const IMPORTS: Access = Access::Needs(&[Permission::ImportPeople]);
/// How many issues a page lists; all of them stand in the file.
const LISTED: usize = 100;
/// How many rows or values of issues that are alike a page names.
const NAMED: usize = 5;

pub(super) fn routes(table: Table) -> Table {
    table
        .get("/import", IMPORTS, send::show)
        .post("/import", IMPORTS, send::sent)
        .get("/import/{id}", IMPORTS, preview::show_import)
        .post("/import/{id}", IMPORTS, preview::bring_in)
        .get("/import/{id}/done", IMPORTS, done::show_done)
        .get("/import/{id}/issues.csv", IMPORTS, done::issues)
}

fn id_of(typed: &str) -> Result<Uuid, Trouble> {
    typed.parse().map_err(|_| Trouble::not_found())
}

/// Numbers, years, what is made, and the first issues, with all of them as a file where an import says them.
fn told(said: &Said, import: Option<Uuid>, are_in: bool) -> Markup {
    let counts: Vec<_> = said
        .lines
        .iter()
        .map(|(words, number)| vec![html! { (capitalised(words)) }, html! { (in_thousands(*number)) }])
        .collect();
    let numbers = Rows {
        caption: "In numbers".into(),
        columns: vec![column("What"), numbers("How many")],
        rows: counts,
        empty: html! {},
    };
    let years = years_of(&said.years);
    html! {
        (numbers.show())
        @if !years.is_empty() { (summary_card("Collection years", &years)) }
        @if !said.made.is_empty() {
            h2 .govuk-heading-m {
                @if are_in { "Teams and workers that were added, because the files name them" }
                @else { "Teams and workers the files name who are not here yet" }
            }
            ul .govuk-list .govuk-list--bullet { @for line in &said.made { li { bdi { (line) } } } }
        }
        (issues_table(&said.alike(), said.issues.len()))
        @if let Some(id) = import.filter(|_| !said.issues.is_empty()) {
            p .govuk-body { (link(&format!("/import/{id}/issues.csv"), "Download all issues (CSV)")) }
        }
    }
}

/// Each year once, with the folders that hold its files. A folder that is named as its year, as one is whose
/// year was typed, is not named beside it.
fn years_of(folders: &[(String, String, bool)]) -> Vec<Fact> {
    let mut years: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for (folder, year, inferred) in folders {
        let named = years.entry(year).or_default();
        let name = match folder.as_str() {
            "" if folders.len() == 1 => "All files",
            "" => "Other files",
            folder => folder,
        };
        if *inferred {
            named.push(format!("{name}, inferred from the dates: please check"));
        } else if folder != year && !named.iter().any(|other| other == name) {
            named.push(name.to_owned());
        }
    }
    let in_words = |named: Vec<String>| {
        if named.is_empty() { "As typed, or as its folder says".into() } else { named.join("; ") }
    };
    years.into_iter().map(|(year, named)| fact(year, Some(&in_words(named)))).collect()
}

fn issues_table(alike: &[Alike<'_>], all: usize) -> Markup {
    let rows = alike.iter().take(LISTED).map(|one| {
        vec![
            html! { bdi { (place_of(one)) } },
            html! { (one.first.column) },
            html! { bdi { (values_of(one)) } },
            html! { strong { (one.first.done) } ". " (one.first.reason) },
        ]
    });
    let caption = match (all, alike.len()) {
        (0, _) => "Issues".to_owned(),
        (1, _) => "1 issue".to_owned(),
        (_, kinds) if kinds > LISTED => {
            format!("{} issues of {} kinds: the first {LISTED}", in_thousands(all), in_thousands(kinds))
        }
        (_, 1) => format!("{} issues of one kind", in_thousands(all)),
        (_, kinds) if kinds < all => format!("{} issues of {kinds} kinds", in_thousands(all)),
        _ => format!("{} issues", in_thousands(all)),
    };
    Rows {
        caption,
        columns: vec![
            column("Where"),
            column("Column"),
            column("What stands there"),
            column("What was done, and why"),
        ],
        rows: rows.collect(),
        empty: empty_state("Every row and value could be read.", html! {}),
    }
    .show()
}

fn place_of(alike: &Alike<'_>) -> String {
    let file = if alike.first.file.is_empty() { "All files" } else { &alike.first.file };
    let lines: Vec<String> =
        alike.all().filter_map(|issue| issue.line).map(|line| line.to_string()).collect();
    match lines.as_slice() {
        [] if alike.more.is_empty() => file.to_owned(),
        [] => format!("{file}, {} rows", in_thousands(alike.more.len() + 1)),
        [line] => format!("{file}, line {line}"),
        several => {
            format!("{file}, {} rows: lines {}", in_thousands(several.len()), the_first(several, ", "))
        }
    }
}

fn values_of(alike: &Alike<'_>) -> String {
    let mut values: Vec<String> = Vec::new();
    for issue in alike.all() {
        if !values.contains(&issue.value) {
            values.push(issue.value.clone());
        }
        if values.len() > NAMED {
            break;
        }
    }
    the_first(&values, "; ")
}

/// The first few, and that there are more.
fn the_first(all: &[String], between: &str) -> String {
    let some = all[..all.len().min(NAMED)].join(between);
    if all.len() > NAMED { format!("{some} and others") } else { some }
}

#[cfg(test)]
mod tests {
    use super::*;
    use work::import::SaidIssue;

    fn issue(line: u32, value: &str, reason: &str) -> SaidIssue {
        SaidIssue {
            file: "Episodes.csv".into(),
            line: Some(line),
            column: "LS".into(),
            value: value.into(),
            done: "Value left out".into(),
            reason: reason.into(),
        }
    }

    fn shown(issues: Vec<SaidIssue>) -> String {
        let said = Said { lines: Vec::new(), years: Vec::new(), made: Vec::new(), issues };
        told(&said, None, false).into_string()
    }

    #[test]
    fn issues_that_are_alike_stand_on_one_line_with_their_rows_and_values() {
        let mut issues: Vec<SaidIssue> = (2..9).map(|line| issue(line, "X9", "No such code.")).collect();
        issues.push(issue(9, "X8", "No such code."));
        issues.push(issue(4, "", "It is empty."));
        let page = shown(issues);
        assert!(page.contains("9 issues of 2 kinds"), "{page}");
        assert!(page.contains("Episodes.csv, 8 rows: lines 2, 3, 4, 5, 6 and others"), "{page}");
        assert!(page.contains("X9; X8"), "{page}");
        assert!(page.contains("Episodes.csv, line 4<"), "{page}");
    }

    #[test]
    fn each_collection_year_stands_once_with_its_folders() {
        let folder = |folder: &str, inferred| (folder.to_owned(), "2025-26".to_owned(), inferred);
        let shown = |folders: &[_]| summary_card("Collection years", &years_of(folders)).into_string();
        let typed = shown(&[folder("2025-26", false)]);
        assert_eq!(typed.matches("2025-26").count(), 1, "{typed}");
        let several =
            shown(&[folder("2025-26", false), folder("903/2025-26", false), folder("903/2025-26", false)]);
        assert_eq!(several.matches(">2025-26<").count(), 1, "{several}");
        assert_eq!(several.matches("903/2025-26").count(), 1, "{several}");
        let inferred = shown(&[folder("", true)]);
        assert!(inferred.contains("All files, inferred from the dates: please check"), "{inferred}");
    }

    #[test]
    fn what_differs_is_told_one_by_one() {
        let page = shown(vec![issue(2, "X9", "No such code."), issue(3, "X9", "It is empty.")]);
        assert!(page.contains("2 issues<"), "{page}");
        assert!(page.contains("Episodes.csv, line 3<"), "{page}");
    }
}
