//! `nwd import people DIR`.

use crate::house;
use crate::settings::{Given, Settings};
use clap::{Args, Subcommand};
use indicatif::{ProgressBar, ProgressStyle};
use practice::ids::AuthorityId;
use std::io::{BufRead, IsTerminal, Write};
use std::path::PathBuf;
use std::process::ExitCode;
use work::import::{self, Counts, Options};
use work::leaving::{Form, Leaving, Recipient, release};
use work::{Desk, House, staff};

/// What is brought in.
#[derive(Debug, Subcommand)]
pub(crate) enum What {
    /// Young people and their history: the files of the SSDA903 return and People.csv.
    People(People),
}

/// `nwd import people`.
#[derive(Debug, Args)]
pub(crate) struct People {
    /// The folder: one collection year, or a sub-folder for each.
    folder: PathBuf,
    #[command(flatten)]
    given: Given,
    /// Go past the preview without asking.
    #[arg(long)]
    yes: bool,
    /// The council; it is made where the data folder is new.
    #[arg(long, value_name = "NAME")]
    council: Option<String>,
    /// Bring in people of all ages, and why.
    #[arg(long, value_name = "REASON")]
    all_ages: Option<String>,
    /// Where the issues are written.
    #[arg(long, value_name = "FILE", default_value = "import-issues.csv")]
    issues: PathBuf,
}

/// Previews, asks, and brings in.
pub(crate) async fn import(What::People(people): What) -> Result<ExitCode, String> {
    let settings = Settings::read(&people.given, "data/nwd", |name| std::env::var(name).ok())?;
    let listing = exchange::list_folder(&people.folder).map_err(|error| {
        format!("The folder {} cannot be read: {}.", people.folder.display(), error.kind())
    })?;
    let house = house::open(&settings).await?;
    let outcome = bring_in(&house, &people, listing).await;
    house.records.close().await;
    outcome
}

async fn bring_in(house: &House, people: &People, listing: exchange::Listing) -> Result<ExitCode, String> {
    let said = |no: work::No| no.to_string();
    let authority = council(house, people.council.as_deref()).await?;
    let desk = house.operator_desk(authority);
    let mut reading = import::read(listing.files).await.map_err(said)?;
    reading.issues.extend(listing.issues);
    let options = Options { all_ages: people.all_ages.clone() };
    // What goes past the preview needs none made: an import decides again anyway.
    if !people.yes {
        let preview = import::preview(&desk, &reading, &options).await.map_err(said)?;
        show_years(&reading);
        println!("What would happen:");
        show(&preview.counts);
        println!("  {} issues", preview.issues.len());
        write_issues(&desk, people, &preview.issues).await?;
        if !agreed()? {
            println!("Nothing was written.");
            return Ok(ExitCode::FAILURE);
        }
    }
    let bar = ProgressBar::new(0).with_style(
        ProgressStyle::with_template("{bar:40} {pos} of {len} people").map_err(|error| error.to_string())?,
    );
    let progress = |done: usize, of: usize| {
        bar.set_length(of as u64);
        bar.set_position(done as u64);
    };
    let outcome = import::carry_out(&desk, &reading, &options, &progress).await.map_err(said)?;
    bar.finish_and_clear();
    println!("What was done:");
    show(&outcome.counts);
    write_issues(&desk, people, &outcome.issues).await?;
    Ok(ExitCode::SUCCESS)
}

/// The council to bring people into: the one named, made where it is not
/// there; or the only one.
async fn council(house: &House, named: Option<&str>) -> Result<AuthorityId, String> {
    let councils = house.records.councils().await.map_err(|error| error.to_string())?;
    if let Some(name) = named {
        let found = councils.iter().find(|council| council.name.to_lowercase() == name.trim().to_lowercase());
        return match found {
            Some(council) => Ok(council.authority),
            None => staff::create_council(house, name).await.map_err(|no| no.to_string()),
        };
    }
    match councils.as_slice() {
        [only] => Ok(only.authority),
        [] => Err("There is no council yet. Name it with --council, and it is made.".into()),
        _ => Err("There are several councils. Say which with --council.".into()),
    }
}

fn show_years(reading: &exchange::Reading) {
    for year in &reading.years {
        let basis = match year.basis {
            exchange::YearBasis::Named => "from the folder's name",
            exchange::YearBasis::Inferred => "inferred from the dates: please check",
        };
        println!("  {}: {}, {basis}", year.folder, year.year);
    }
}

fn show(counts: &Counts) {
    for (words, number) in counts.lines() {
        println!("  {number:>7} {words}");
    }
}

async fn write_issues(desk: &Desk, people: &People, issues: &[exchange::Issue]) -> Result<(), String> {
    if issues.is_empty() {
        return Ok(());
    }
    let table = exchange::issues_csv(issues);
    let leaving = Leaving {
        what: "import issues",
        person: None,
        form: Form::Csv,
        recipient: Recipient::File,
        purpose: None,
    };
    release(desk, leaving, &table).await.map_err(|no| no.to_string())?;
    std::fs::write(&people.issues, table).map_err(|error| {
        format!("The issues file {} cannot be written: {}.", people.issues.display(), error.kind())
    })?;
    println!("  {} issues are listed in {}", issues.len(), people.issues.display());
    Ok(())
}

/// Asks on a terminal; without one nobody can agree.
fn agreed() -> Result<bool, String> {
    if !std::io::stdin().is_terminal() {
        println!("Add --yes to go on without being asked.");
        return Ok(false);
    }
    print!("Bring them in? Type yes: ");
    std::io::stdout().flush().map_err(|error| error.to_string())?;
    let mut answer = String::new();
    std::io::stdin().lock().read_line(&mut answer).map_err(|error| error.to_string())?;
    Ok(answer.trim().eq_ignore_ascii_case("yes"))
}
