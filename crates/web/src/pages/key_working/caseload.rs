//! Who works with whom, worker by worker and team by team.

use crate::pages::people::frame::{called, url};
use crate::pages::people::words::young_people;
use crate::parts::{Table, Tone, column, day, details, empty_state, name, numbers, tag};
use crate::visitor::{Answer, Visitor, show};
use maud::{Markup, html};
use practice::staff::thresholds::NOT_SEEN_DAYS;
use work::key_working::{OneOfThem, TeamCaseload, WorkerCaseload, caseloads};

/// The page.
pub(super) async fn show_all(visitor: Visitor) -> Answer {
    let found = caseloads(&visitor.desk).await?;
    let days = visitor.desk.words.threshold(&NOT_SEEN_DAYS);
    show(visitor.page("Caseloads").wide().show(html! {
        p .govuk-body {
            "Whose key worker each is, of the young people you may see. Cover is not counted: it has a last day. "
            "“Not met” is how many have no meeting in their story for " (days) " days, of what you may read."
        }
        @if found.more { p .govuk-body { "There are more young people than this page counts." } }
        @if found.teams.is_empty() {
            (empty_state("Once somebody is the key worker of a young person, they stand here.", html! {}))
        }
        @for team in &found.teams { (of_team(team)) }
    }))
}

fn of_team(team: &TeamCaseload) -> Markup {
    let held: usize = team.workers.iter().map(|worker| worker.people.len()).sum();
    let named = team.team.as_deref().unwrap_or("In no team");
    Table {
        caption: format!("{named}: {}", young_people(i64::try_from(held).unwrap_or(i64::MAX))),
        columns: vec![
            column("Worker"),
            numbers("Young people"),
            numbers("Not met"),
            numbers("Owed a goodbye"),
            column("Who"),
        ],
        rows: team.workers.iter().map(row).collect(),
        empty: html! {},
    }
    .show()
}

fn row(worker: &WorkerCaseload) -> Vec<Markup> {
    let count = |of: fn(&&OneOfThem) -> bool| worker.people.iter().filter(of).count();
    vec![
        html! { (name(&worker.name)) @if worker.left { " " (tag(Tone::Red, "Has left")) } },
        html! { (worker.people.len()) },
        html! { (count(|one| one.too_long_ago)) },
        html! { (count(|one| one.goodbye_owed)) },
        html! {
            @if worker.people.is_empty() { "Nobody whom you may see" }
            @else { (details(&format!("Who {} works with", worker.name), who(&worker.people))) }
        },
    ]
}

fn who(people: &[OneOfThem]) -> Markup {
    html! {
        ul .govuk-list {
            @for one in people {
                li {
                    a .govuk-link href=(url(one.who.person, "")) { (name(called(&one.who))) } ": "
                    @match one.last_met {
                        Some(on) => { "last met on " (day(on)) }
                        None => { "no meeting in the story yet" }
                    }
                    @if one.too_long_ago { " " (tag(Tone::Yellow, "Not met")) }
                    @if one.goodbye_owed {
                        ". " a .govuk-link href=(url(one.who.person, "goodbye")) {
                            "A goodbye is owed" span .govuk-visually-hidden { " to " (called(&one.who)) }
                        }
                    }
                }
            }
        }
    }
}
