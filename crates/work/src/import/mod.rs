//! Bringing in a council's files: first a preview, then the import.
//!
//! Both look at the files and the records in the same way, person by person:
//! what a file says is a claim, `practice::import` decides what follows. The
//! import writes a few hundred people in each transaction. Every one of them
//! is decided on what stands at that moment, so an import that was stopped is
//! simply started again, and one that is repeated writes nothing.

mod changed;
mod children;
mod chunks;
mod claims;
mod counts;
mod decide;
mod for_page;
mod header;
mod held;
mod held_back;
mod matches;
mod moved;
mod people;
mod rests_on;
mod rows;
mod says;
mod staff;
mod survey;
mod vanished;

pub use counts::{Counts, NewTeam, NewWorker, Outcome, Preview};
pub use exchange::{Listing, PEOPLE_COLUMNS, SourceFile};
pub use for_page::{Far, Stands, begin, last_asked_for, stands};
pub use held::{Alike, Said, SaidIssue, held, hold, issues_file, made, said};
pub use rests_on::{rests_on, same_files};

pub(crate) use for_page::bring_in;
pub(crate) use held::forget_held;

use crate::{Act, Desk, No};
use exchange::{Issue, Reading, Severity};
use practice::dates::Happened;
use practice::journal::{Actor, Body, Revision, Told};
use practice::people::ImportCarriedOut;
use practice::staff::Permission;
use std::sync::Arc;
use survey::Survey;

/// How many people one transaction holds.
const CHUNK: usize = 500;

/// What the asker chooses.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Options {
    /// Why people of all ages come in, where they do; only those aged 10 to 25
    /// come in otherwise.
    pub all_ages: Option<String>,
}

/// Where an import stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// Before anything is written: the teams and workers that it makes, each in a line.
    Makes(Vec<String>),
    /// How many people are done, and of how many.
    Done(usize, usize),
}

/// Told of each step of an import.
pub type Progress<'p> = &'p (dyn Fn(Step) + Send + Sync);

/// Reads the files of a folder, away from the threads that answer requests.
pub async fn read(listing: Listing) -> Result<Reading, No> {
    let Listing { files, mut issues } = listing;
    let reading = tokio::task::spawn_blocking(move || exchange::read_folder(files)).await;
    let mut reading =
        reading.map_err(|_| No::because("The files could not be read. Nothing was written."))?;
    reading.issues.append(&mut issues);
    Ok(reading)
}

/// What an import of these files would do. Nothing is written.
pub async fn preview(desk: &Desk, reading: &Reading, options: &Options) -> Result<Preview, No> {
    let desk = at_the_import_desk(desk, options)?;
    let mut survey = Survey::of(&desk, reading, options).await?;
    let mut suspects = matches::Suspects::default();
    let mut counts = survey.counts();
    let mut issues = first_issues(reading, options, &mut survey);
    for people in survey.some_at_a_time() {
        let plans = chunks::decide(&desk, &survey, people).await?;
        for (_, plan, _) in plans {
            counts.add(&plan.counts);
            issues.extend(plan.issues);
            suspects.add(plan.suspicions, plan.named);
        }
    }
    let suspicions = suspects.settle(&desk, &survey).await?;
    counts.suspected += matches::how_many(&suspicions);
    issues.sort_by(in_order);
    let (new_teams, new_workers) = survey.staff.created();
    Ok(Preview { counts, years: reading.years.clone(), new_teams, new_workers, issues })
}

/// Carries an import out, and seals what it wrote.
pub async fn carry_out(
    desk: &Desk,
    reading: &Reading,
    options: &Options,
    progress: Progress<'_>,
) -> Result<Outcome, No> {
    let guard = chunks::guard(desk).await?;
    carry_out_from(desk, reading, options, guard, progress).await.map_err(|no| match no {
        No::Moved => chunks::another_import(),
        no => no,
    })
}

/// The same, from where the guard of the council's imports stood: [`No::Moved`] where
/// another one wrote something since, and this one nothing.
async fn carry_out_from(
    desk: &Desk,
    reading: &Reading,
    options: &Options,
    guard: Revision,
    progress: Progress<'_>,
) -> Result<Outcome, No> {
    let desk = at_the_import_desk(desk, options)?;
    let mut survey = Survey::of(&desk, reading, options).await?;
    let mut outcome = Outcome {
        counts: survey.counts(),
        issues: first_issues(reading, options, &mut survey),
        ..Outcome::default()
    };
    outcome.years.clone_from(&reading.years);
    (outcome.new_teams, outcome.new_workers) = survey.staff.created();
    progress(Step::Makes(made(&outcome.new_teams, &outcome.new_workers)));
    chunks::carry_out(&desk, &survey, guard, progress, &mut outcome).await?;
    if outcome.events > 0 {
        say_carried_out(&desk, options, &outcome).await?;
    }
    outcome.issues.sort_by(in_order);
    let holder = desk.house.id();
    outcome.sealed = desk.house.records.seal(holder, desk.house.now(), false).await?;
    outcome.sealed += desk.house.records.seal(holder, desk.house.now(), true).await?;
    Ok(outcome)
}

/// Writes down that files were brought in, by whom, and why those of all ages were.
async fn say_carried_out(desk: &Desk, options: &Options, outcome: &Outcome) -> Result<(), No> {
    let mut years: Vec<i16> = outcome.years.iter().map(|year| year.year.ends()).collect();
    years.sort_unstable();
    years.dedup();
    let counts = &outcome.counts;
    let body = Body::ImportCarriedOut(ImportCarriedOut {
        all_ages: options.all_ages.as_ref().map(|reason| reason.trim().to_owned()),
        years,
        created: counts.created as u64,
        changed: counts.changed as u64,
        held_back: counts.held_back as u64,
        refused: counts.refused as u64,
    });
    let stream = desk.sight.authority.stream("imports");
    desk.deciding(|| async {
        let read_at = desk.house.records.revisions(&[stream]).await?.first().map_or(0, |at| at.number);
        let told = Told::of_service(stream, Happened::At(desk.now), body.clone());
        desk.write(Act::new().telling(told, read_at)).await.map(drop)
    })
    .await
}

/// Whether the asker may, and the same desk with the file as the actor.
fn at_the_import_desk(desk: &Desk, options: &Options) -> Result<Desk, No> {
    desk.must(Permission::ImportPeople)?;
    if options.all_ages.as_ref().is_some_and(|reason| reason.trim().is_empty()) {
        return Err(No::because("Say why people of all ages come in."));
    }
    let actor = match desk.actor {
        Actor::Post(post) => Actor::Import(Some(post)),
        Actor::Import(post) => Actor::Import(post),
        _ => Actor::Import(None),
    };
    Ok(Desk { actor, ..desk.clone() })
}

/// What was found in the files, and in looking at who is who.
fn first_issues(reading: &Reading, options: &Options, survey: &mut Survey<'_>) -> Vec<Issue> {
    let mut issues = reading.issues.clone();
    issues.append(&mut survey.issues);
    if let Some(reason) = &options.all_ages {
        issues.push(Issue {
            file: Arc::from(""),
            line: None,
            column: None,
            value: String::new(),
            reason: format!("People of all ages come in. The reason given: {}", reason.trim()),
            severity: Severity::Note,
        });
    }
    issues
}

fn in_order(one: &Issue, other: &Issue) -> std::cmp::Ordering {
    (&one.file, one.line, one.severity).cmp(&(&other.file, other.line, other.severity))
}
