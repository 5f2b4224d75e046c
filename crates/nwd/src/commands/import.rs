//! `nwd import people DIR`.

use super::asked::{self, Asked};
use super::talk::{Said, Talk, Terminal};
use crate::settings::{Given, Settings};
use clap::{Args, Subcommand};
use data_encoding::BASE64;
use exchange::{Issue, Severity, SourceFile};
use practice::ids::AuthorityId;
use serde::{Deserialize, Serialize};
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;
use work::import::{self, Counts, Options, Step};
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
    /// Make the council also beside others that are there.
    #[arg(long, requires = "council")]
    another: bool,
    /// Bring in people of all ages, and why.
    #[arg(long, value_name = "REASON")]
    all_ages: Option<String>,
    /// Where the issues are written.
    #[arg(long, value_name = "FILE", default_value = "import-issues.csv")]
    issues: PathBuf,
}

/// What is to be brought in, with the files themselves: a server beside which
/// this runs may not be able to read them.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Order {
    council: Option<String>,
    another: bool,
    all_ages: Option<String>,
    yes: bool,
    files: Vec<Sent>,
    /// Files that are none of an import's, each with why.
    passed_over: Vec<(String, String)>,
}

/// One file on its way.
#[derive(Debug, Serialize, Deserialize)]
struct Sent {
    path: String,
    /// Its bytes in base64.
    bytes: String,
}

/// Reads the folder here; the rest runs where the data folder is held.
pub(crate) async fn import(What::People(people): What) -> Result<ExitCode, String> {
    let settings = Settings::read(&people.given, "data/nwd", |name| std::env::var(name).ok())?;
    let listing = exchange::list_folder(&people.folder).map_err(|error| {
        format!("The folder {} cannot be read: {}.", people.folder.display(), error.kind())
    })?;
    let order = Order {
        council: people.council,
        another: people.another,
        all_ages: people.all_ages,
        yes: people.yes,
        files: listing
            .files
            .into_iter()
            .map(|file| Sent { path: file.path, bytes: BASE64.encode(&file.bytes) })
            .collect(),
        passed_over: listing.issues.into_iter().map(|issue| (issue.file.to_string(), issue.reason)).collect(),
    };
    asked::run(Asked::Import(order), &settings, &Terminal { issues: people.issues }).await
}

/// Previews, asks, and brings in.
pub(crate) async fn bring_in(house: &House, order: Order, talk: &Talk) -> Result<bool, String> {
    let said = |no: work::No| no.to_string();
    let council = council(house, &order).await?;
    let desk = house.operator_desk(council.authority());
    let issues = order.passed_over.into_iter().map(passed_over).collect();
    let listing = import::Listing { files: files(order.files)?, issues };
    let reading = import::read(listing).await.map_err(said)?;
    let options = Options { all_ages: order.all_ages };
    show_years(&reading, talk);
    // What goes past the preview needs none made: an import decides again anyway, and says whom it
    // makes before it makes them.
    if !order.yes {
        let preview = import::preview(&desk, &reading, &options).await.map_err(said)?;
        if let Council::ToBe(_, name) = &council {
            talk.line(format!("The council {name} is not here yet and would be made."));
        }
        show_made(&import::made(&preview.new_teams, &preview.new_workers), talk);
        talk.line("What would happen:");
        show(&preview.counts, talk);
        talk.line(format!("  {} issues", preview.issues.len()));
        tell_issues(&desk, &preview.issues, talk).await?;
        if !talk.agreed("Bring them in?").await {
            talk.line(match council {
                Council::Here(_) => "Nothing of the files was written.",
                Council::ToBe(..) => "Nothing of the files was written, and no council was made.",
            });
            return Ok(false);
        }
    }
    if let Council::ToBe(foreseen, name) = council {
        staff::make_council(house, foreseen).await.map_err(said)?;
        talk.line(format!("The council {name} was made."));
    }
    let progress = |step: Step| match step {
        Step::Makes(made) if order.yes => show_made(&made, talk),
        Step::Makes(_) => {}
        Step::Done(done, of) => talk.say(Said::Progress(done, of)),
    };
    let outcome = import::carry_out(&desk, &reading, &options, &progress).await.map_err(said)?;
    talk.line("What was done:");
    show(&outcome.counts, talk);
    tell_issues(&desk, &outcome.issues, talk).await?;
    Ok(true)
}

fn files(sent: Vec<Sent>) -> Result<Vec<SourceFile>, String> {
    sent.into_iter()
        .map(|file| {
            let bytes = BASE64.decode(file.bytes.as_bytes());
            let bytes = bytes.map_err(|_| "A file did not arrive whole. Nothing was written.".to_owned())?;
            Ok(SourceFile { path: file.path, bytes })
        })
        .collect()
}

fn passed_over((file, reason): (String, String)) -> Issue {
    let severity = Severity::Note;
    Issue { file: Arc::from(file), line: None, column: None, value: String::new(), reason, severity }
}

/// The council to bring people into.
enum Council {
    Here(AuthorityId),
    /// It is made once it is agreed to.
    ToBe(staff::CouncilToBe, String),
}

impl Council {
    fn authority(&self) -> AuthorityId {
        match self {
            Self::Here(authority) => *authority,
            Self::ToBe(foreseen, _) => foreseen.authority,
        }
    }
}

/// The council named, which is to be made where there is none yet or another is
/// asked for; or the only one.
async fn council(house: &House, order: &Order) -> Result<Council, String> {
    let councils = house.records.councils().await.map_err(|error| error.to_string())?;
    let names = || councils.iter().map(|council| council.name.as_str()).collect::<Vec<_>>().join(", ");
    let Some(wanted) = order.council.as_deref().map(str::trim) else {
        return match councils.as_slice() {
            [only] => Ok(Council::Here(only.authority)),
            [] => Err("There is no council yet. Name it with --council, and it is made.".into()),
            _ => Err(format!("There are several councils: {}. Say which with --council.", names())),
        };
    };
    if let Some(found) = councils.iter().find(|council| council.name.to_lowercase() == wanted.to_lowercase())
    {
        return Ok(Council::Here(found.authority));
    }
    if !councils.is_empty() && !order.another {
        // A slip of a letter must not make a second council and put every child there.
        return Err(format!(
            "There is no council named {wanted} here, but: {}. Nothing was written. To make {wanted} beside \
             what is here, say --another as well.",
            names()
        ));
    }
    let foreseen = staff::council_to_be(house, wanted).await.map_err(|no| no.to_string())?;
    Ok(Council::ToBe(foreseen, wanted.to_owned()))
}

fn show_years(reading: &exchange::Reading, talk: &Talk) {
    for year in &reading.years {
        let basis = match year.basis {
            exchange::YearBasis::Named => "from the folder's name",
            exchange::YearBasis::Inferred => "inferred from the dates: please check",
        };
        let folder = if year.folder.is_empty() { "All files" } else { &year.folder };
        talk.line(format!("  {folder}: {}, {basis}", year.year));
    }
}

fn show_made(made: &[String], talk: &Talk) {
    if !made.is_empty() {
        talk.line("Teams and workers the files name who are not here yet:");
        for line in made {
            talk.line(format!("  {line}"));
        }
    }
}

fn show(counts: &Counts, talk: &Talk) {
    for (words, number) in counts.lines() {
        talk.line(format!("  {number:>7} {words}"));
    }
}

/// Hands the issues file over, once it is written down that it leaves.
async fn tell_issues(desk: &Desk, issues: &[Issue], talk: &Talk) -> Result<(), String> {
    let table = exchange::issues_csv(issues);
    if issues.is_empty() {
        // Of an earlier import nothing may stay to be read as this one's; a line of columns tells of nobody.
        talk.say(Said::Issues(0, String::from_utf8_lossy(&table).into_owned()));
        return Ok(());
    }
    let leaving = Leaving {
        what: "import issues",
        person: None,
        form: Form::Csv,
        recipient: Recipient::File,
        purpose: None,
    };
    release(desk, leaving, &table).await.map_err(|no| no.to_string())?;
    talk.say(Said::Issues(issues.len(), String::from_utf8_lossy(&table).into_owned()));
    Ok(())
}
