//! What a command says and asks, wherever it runs: in this process, or in a
//! server that already holds the data folder.

use indicatif::{ProgressBar, ProgressStyle};
use serde::{Deserialize, Serialize};
use std::io::{BufRead, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use tokio::sync::Mutex;
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};

/// One thing a command says. Over a socket it is a line of JSON.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Said {
    /// A line to be shown.
    Line(String),
    /// How many people are done, and of how many.
    Progress(usize, usize),
    /// The issues file of an import, and how many issues it lists.
    Issues(usize, String),
    /// A question that wants a yes.
    Question(String),
    /// It has ended; whether all was well.
    End(bool),
    /// It could not be done, and why.
    Wrong(String),
}

/// The command's end: it says things and hears answers.
#[derive(Debug)]
pub(crate) struct Talk {
    said: UnboundedSender<Said>,
    answers: Mutex<UnboundedReceiver<bool>>,
}

/// The end of whoever started it.
#[derive(Debug)]
pub(crate) struct Listener {
    pub(crate) said: UnboundedReceiver<Said>,
    pub(crate) answers: UnboundedSender<bool>,
}

impl Talk {
    /// Both ends.
    pub(crate) fn new() -> (Self, Listener) {
        let (said, heard) = unbounded_channel();
        let (answers, answered) = unbounded_channel();
        (Self { said, answers: Mutex::new(answered) }, Listener { said: heard, answers })
    }

    /// The end that says what is said elsewhere, with the answers that go there.
    pub(crate) fn afar() -> (Self, Listener, UnboundedReceiver<bool>) {
        let (said, heard) = unbounded_channel();
        let (answers, answered) = unbounded_channel();
        let (_, nobody) = unbounded_channel();
        (Self { said, answers: Mutex::new(nobody) }, Listener { said: heard, answers }, answered)
    }

    /// Says something. Whoever started the command may have gone away.
    pub(crate) fn say(&self, said: Said) {
        let _ = self.said.send(said);
    }

    /// Shows a line.
    pub(crate) fn line(&self, text: impl Into<String>) {
        self.say(Said::Line(text.into()));
    }

    /// Asks; silence is no.
    pub(crate) async fn agreed(&self, question: &str) -> bool {
        self.say(Said::Question(question.into()));
        self.answers.lock().await.recv().await.unwrap_or(false)
    }
}

/// The terminal a command was started on.
#[derive(Debug)]
pub(crate) struct Terminal {
    /// Where the issues of an import are written.
    pub(crate) issues: PathBuf,
}

impl Terminal {
    /// Shows what is said until it ends.
    pub(crate) async fn show(&self, mut listener: Listener) -> Result<ExitCode, String> {
        let bar = ProgressBar::hidden();
        while let Some(said) = listener.said.recv().await {
            match said {
                Said::Line(line) => bar.suspend(|| println!("{line}")),
                Said::Progress(done, of) => progress(&bar, done, of)?,
                Said::Issues(count, text) => self.keep_issues(count, &text)?,
                Said::Question(question) => {
                    let answer = tokio::task::spawn_blocking(move || agreed(&question)).await;
                    let answer = answer.map_err(|_| "Nobody could be asked.".to_owned())??;
                    let _ = listener.answers.send(answer);
                }
                Said::End(well) => {
                    bar.finish_and_clear();
                    return Ok(if well { ExitCode::SUCCESS } else { ExitCode::FAILURE });
                }
                Said::Wrong(sentence) => return Err(sentence),
            }
        }
        Err("The server ended before this was done. What is in is not written twice: start it again.".into())
    }

    fn keep_issues(&self, count: usize, text: &str) -> Result<(), String> {
        let path = self.issues.display();
        private(&self.issues)
            .and_then(|mut file| file.write_all(text.as_bytes()))
            .map_err(|error| format!("The issues file {path} cannot be written: {}.", error.kind()))?;
        match count {
            0 => println!("  No issues"),
            _ => println!("  {count} issues are listed in {path}"),
        }
        Ok(())
    }
}

fn progress(bar: &ProgressBar, done: usize, of: usize) -> Result<(), String> {
    if bar.is_hidden() && std::io::stderr().is_terminal() {
        let style = ProgressStyle::with_template("{bar:40} {pos} of {len} people");
        bar.set_style(style.map_err(|error| error.to_string())?);
        bar.set_draw_target(indicatif::ProgressDrawTarget::stderr());
    }
    bar.set_length(of as u64);
    bar.set_position(done as u64);
    if done == of {
        bar.finish_and_clear();
    }
    Ok(())
}

/// Asks on a terminal; without one nobody can agree.
fn agreed(question: &str) -> Result<bool, String> {
    if !std::io::stdin().is_terminal() {
        println!("Add --yes to go on without being asked.");
        return Ok(false);
    }
    print!("{question} Type yes: ");
    std::io::stdout().flush().map_err(|error| error.to_string())?;
    let mut answer = String::new();
    std::io::stdin().lock().read_line(&mut answer).map_err(|error| error.to_string())?;
    Ok(answer.trim().eq_ignore_ascii_case("yes"))
}

/// A file that nobody but its owner may read: it names young people.
fn private(path: &Path) -> std::io::Result<std::fs::File> {
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}
