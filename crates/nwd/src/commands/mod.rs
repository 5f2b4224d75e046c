//! The commands.

mod history;
mod import;
mod serve;
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
        /// A sealed head kept elsewhere, as an earlier check printed it: COUNCIL:NUMBER:LINK.
        #[arg(long, value_name = "HEAD")]
        head: Option<String>,
    },
    /// Make all views anew from the journal.
    Rebuild {
        #[command(flatten)]
        given: Given,
    },
    /// Show a record as it was known on a date.
    History {
        #[command(flatten)]
        given: Given,
        /// The reference of the young person.
        reference: String,
        /// The day, like 2026-06-04.
        #[arg(long, value_name = "DATE")]
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
        Command::Verify { given, head } => verify::verify(settings(&given, "data/nwd")?, head).await,
        Command::Rebuild { given } => verify::rebuild(settings(&given, "data/nwd")?).await,
        Command::History { given, reference, on } => {
            history::history(settings(&given, "data/nwd")?, &reference, on).await
        }
    }
}

pub(crate) use serve::serve_house;

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
