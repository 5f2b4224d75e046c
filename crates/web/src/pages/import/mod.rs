//! Bringing in a council's files: send, look at what would happen, bring in.

mod done;
mod going;
mod preview;
mod send;

use crate::parts::{Table as Rows, capitalised, column, empty_state, fact, link, numbers, summary_card};
use crate::routes::{Access, Table};
use crate::trouble::Trouble;
use maud::{Markup, html};
use practice::staff::Permission;
use uuid::Uuid;
use work::import::{Said, SaidIssue};

const IMPORTS: Access = Access::Needs(&[Permission::ImportPeople]);
/// How many issues a page lists; all of them stand in the file.
const LISTED: usize = 100;

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
fn told(said: &Said, import: Option<Uuid>) -> Markup {
    let counts: Vec<_> = said
        .lines
        .iter()
        .map(|(words, number)| vec![html! { (capitalised(words)) }, html! { (number) }])
        .collect();
    let numbers = Rows {
        caption: "In numbers".into(),
        columns: vec![column("What"), numbers("How many")],
        rows: counts,
        empty: html! {},
    };
    let years: Vec<_> = said
        .years
        .iter()
        .map(|(folder, year, inferred)| {
            let words = if *inferred {
                format!("{year}, inferred from the dates: please check")
            } else {
                year.clone()
            };
            let folder = match folder.as_str() {
                "" if said.years.len() == 1 => "All files",
                "" => "Other files",
                folder => folder,
            };
            fact(folder, Some(&words))
        })
        .collect();
    html! {
        (numbers.show())
        @if !years.is_empty() { (summary_card("Collection years", &years)) }
        @if !said.made.is_empty() {
            h2 .govuk-heading-m { "Teams and workers the files name who are not here yet" }
            ul .govuk-list .govuk-list--bullet { @for line in &said.made { li { bdi { (line) } } } }
        }
        (issues_table(&said.weightiest_first()))
        @if let Some(id) = import.filter(|_| !said.issues.is_empty()) {
            p .govuk-body { (link(&format!("/import/{id}/issues.csv"), "Download all issues (CSV)")) }
        }
    }
}

fn issues_table(issues: &[&SaidIssue]) -> Markup {
    let rows = issues.iter().take(LISTED).map(|issue| {
        let place = match issue.line {
            Some(line) => format!("{}, line {line}", issue.file),
            None if issue.file.is_empty() => "All files".to_owned(),
            None => issue.file.clone(),
        };
        vec![
            html! { bdi { (place) } },
            html! { (issue.column) },
            html! { bdi { (issue.value) } },
            html! { strong { (issue.done) } ". " (issue.reason) },
        ]
    });
    let caption = match issues.len() {
        0 => "Issues".to_owned(),
        number if number > LISTED => format!("The first {LISTED} of {number} issues"),
        1 => "1 issue".to_owned(),
        number => format!("{number} issues"),
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
