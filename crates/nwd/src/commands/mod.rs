//! The commands.

mod asked;
mod erase;
mod history;
mod import;
mod keys;
mod serve;
mod talk;
mod verify;

use crate::demo;
use crate::settings::{Given, Settings};
use clap::{Parser, Subcommand};
use std::process::ExitCode;

/// The command line.
#[derive(Debug, Parser)]
#[command(name = "nwd", version, about = "No Wrong Door: one record, one team, one door, one story.")]
pub(crate) struct Line {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Serve the real thing.
    Serve {
        #[command(flatten)]
        given: Given,
    },
    /// Make and serve a small synthetic service to look around in.
    Demo {
        #[command(flatten)]
        given: Given,
    },
    /// Bring in a council's files.
    Import {
        #[command(subcommand)]
        what: import::What,
    },
    /// Check seals, order, tombstones and views; exits with an error when anything is wrong.
    Verify {
        #[command(flatten)]
        given: Given,
        /// A sealed head kept elsewhere, as an earlier check printed it: COUNCIL:NUMBER:LINK; or a file of
        /// such lines, or a folder of such files. What is written outside each day is compared anyway.
        #[arg(long, value_name = "HEAD")]
        head: Option<String>,
    },
    /// Make all views anew from the journal.
    Rebuild {
        #[command(flatten)]
        given: Given,
    },
    /// Look after the keys.
    Keys {
        #[command(subcommand)]
        what: keys::What,
    },
    /// Take for good what two people have lawfully decided to erase; that something stood there stays.
    Erase {
        #[command(flatten)]
        given: Given,
        #[command(flatten)]
        order: erase::Order,
    },
    /// Show a record as it was known on a date.
    History {
        #[command(flatten)]
        given: Given,
        /// The reference of the young person.
        reference: String,
        /// The day, like 2026-06-04 or 04/06/2026.
        #[arg(long, value_name = "DATE", value_parser = history::day)]
        on: jiff::civil::Date,
    },
}

/// Runs a command.
pub(crate) async fn run(line: Line) -> Result<ExitCode, String> {
    start_log();
    match line.command {
        Command::Serve { given } => serve::serve(settings(&given, "data/nwd")?).await,
        Command::Demo { given } => demo::demo(settings(&given, "data/demo")?).await,
        Command::Import { what } => import::import(what).await,
        Command::Verify { given, head } => {
            let settings = settings(&given, "data/nwd")?;
            let heads = verify::kept_heads(head.as_deref(), &settings.heads)?;
            here_or_beside(Asked::Verify { heads }, &settings).await
        }
        Command::Keys { what: keys::What::RotateSeal { given } } => {
            keys::rotate_seal(settings(&given, "data/nwd")?).await
        }
        Command::Rebuild { given } => here_or_beside(Asked::Rebuild, &settings(&given, "data/nwd")?).await,
        Command::Erase { given, order } => {
            here_or_beside(Asked::Erase(order), &settings(&given, "data/nwd")?).await
        }
        Command::History { given, reference, on } => {
            here_or_beside(Asked::History { reference, on }, &settings(&given, "data/nwd")?).await
        }
    }
}

pub(crate) use asked::Asked;
pub(crate) use serve::serve_house;
pub(crate) use talk::{Said, Talk, Terminal};

/// Runs a command that has no issues to write down.
async fn here_or_beside(asked: Asked, settings: &Settings) -> Result<ExitCode, String> {
    asked::run(asked, settings, &Terminal { issues: "import-issues.csv".into() }).await
}

fn settings(given: &Given, usual: &str) -> Result<Settings, String> {
    Settings::read(given, usual, |name| std::env::var(name).ok())
}

/// Lines of the log go to standard error and hold no name, no address and no
/// words of anybody; `RUST_LOG` chooses how many.
fn start_log() {
    let filter = tracing_subscriber::EnvFilter::try_from_default_env()
        .unwrap_or_else(|_| tracing_subscriber::EnvFilter::new("warn,nwd=info"));
    tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).with_target(false).init();
}
