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
        let (bar, mut shown) = (ProgressBar::hidden(), Shown::default());
        while let Some(said) = listener.said.recv().await {
            match said {
                Said::Line(line) => bar.suspend(|| shown.line(&line)),
                Said::Progress(done, of) => progress(&bar, done, of)?,
                Said::Issues(count, text) => shown.line(&self.keep_issues(count, &text)?),
                Said::Question(question) => {
                    let answer = shown.asks(&question) && answered().await?;
                    let _ = listener.answers.send(answer);
                }
                Said::End(well) => {
                    bar.finish_and_clear();
                    return shown.ended(well);
                }
                Said::Wrong(sentence) => return Err(sentence),
            }
        }
        Err("The server ended before this was done. What is in is not written twice: start it again.".into())
    }

    /// Writes the issues down; answers what to say of it.
    fn keep_issues(&self, count: usize, text: &str) -> Result<String, String> {
        let path = self.issues.display();
        private(&self.issues)
            .and_then(|mut file| file.write_all(text.as_bytes()))
            .map_err(|error| format!("The issues file {path} cannot be written: {}.", error.kind()))?;
        Ok(match count {
            0 => "  No issues".to_owned(),
            _ => format!("  {count} issues are listed in {path}"),
        })
    }
}

/// Standard output. Whoever read it may stop, as `head` does: what is under way is done to its end
/// all the same, and nothing more is shown.
#[derive(Debug, Default)]
pub(crate) struct Shown {
    lost: Option<std::io::Error>,
}

impl Shown {
    /// Shows a line.
    pub(crate) fn line(&mut self, line: &str) {
        self.write(&format!("{line}\n"));
    }

    fn write(&mut self, text: &str) {
        if self.lost.is_none() {
            let mut output = std::io::stdout();
            self.lost = output.write_all(text.as_bytes()).and_then(|()| output.flush()).err();
        }
    }

    /// Asks on a terminal; without one, or where nobody reads the question, nobody can agree.
    fn asks(&mut self, question: &str) -> bool {
        if !std::io::stdin().is_terminal() {
            self.line("Add --yes to go on without being asked.");
            return false;
        }
        self.write(&format!("{question} Type yes: "));
        self.lost.is_none()
    }

    /// How a command ends that was done well or not: quietly, where its reader had enough, and never as if
    /// all of it had been shown.
    pub(crate) fn ended(self, well: bool) -> Result<ExitCode, String> {
        match self.lost {
            None if well => Ok(ExitCode::SUCCESS),
            Some(why) if why.kind() != std::io::ErrorKind::BrokenPipe => {
                Err(format!("Not all of this could be shown: {}.", why.kind()))
            }
            _ => Ok(ExitCode::FAILURE),
        }
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

/// Waits for what is typed, and whether it is yes.
async fn answered() -> Result<bool, String> {
    let typed = tokio::task::spawn_blocking(|| {
        let mut answer = String::new();
        std::io::stdin().lock().read_line(&mut answer).map(|_| answer)
    });
    let answer = typed.await.map_err(|_| "Nobody could be asked.".to_owned())?;
    Ok(answer.map_err(|error| error.to_string())?.trim().eq_ignore_ascii_case("yes"))
}

/// A file that nobody but its owner may read: it names young people.
fn private(path: &Path) -> std::io::Result<std::fs::File> {
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}
