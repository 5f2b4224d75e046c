//! The program under test, started as a user starts it.

use crate::database::Database;
use crate::prepared;
use crate::trouble::{Outcome, Trouble};
use std::ffi::OsString;
use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};
use tempfile::TempDir;

/// A demo is usable within 10 s on a quiet machine; a debug build beside other builds has taken minutes.
const START: Duration = Duration::from_mins(10);
const STOP: Duration = Duration::from_mins(1);

/// Which database the program keeps its records in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Engine {
    /// `SQLite`, in the data folder.
    Embedded,
    /// A fresh database in the server that `NWD_TEST_POSTGRES` names.
    Postgres,
}

/// A running program; it is killed, and its data removed, when this is dropped.
#[derive(Debug)]
pub struct Program {
    child: Child,
    address: String,
    said: Said,
    data: TempDir,
    _database: Option<Database>,
}

/// Everything the program has printed so far, both streams in the order they came.
#[derive(Debug, Clone, Default)]
struct Said(Arc<Mutex<Vec<String>>>);

impl Program {
    /// Starts `nwd demo` on data of its own and waits for the address it prints. On the embedded
    /// engine the data is a copy of one demonstration that this test run has made.
    pub async fn demo(engine: Engine) -> Outcome<Self> {
        let data = fresh_folder()?;
        if engine == Engine::Embedded {
            prepared::copy_to(data.path()).await?;
        }
        Self::on("demo", engine, data).await
    }

    /// Starts `nwd demo` on an empty data folder, which it fills first.
    pub(crate) async fn new_demo() -> Outcome<Self> {
        Self::on("demo", Engine::Embedded, fresh_folder()?).await
    }

    /// Starts `nwd serve` on an empty data folder; `output` then holds the set-up link.
    pub async fn serve(engine: Engine) -> Outcome<Self> {
        Self::on("serve", engine, fresh_folder()?).await
    }

    /// The first line it printed that holds a text, waiting for it a little.
    pub async fn prints(&self, wanted: &str) -> Outcome<String> {
        let began = Instant::now();
        loop {
            if let Some(line) = self.said.lines().into_iter().find(|line| line.contains(wanted)) {
                return Ok(line);
            }
            if began.elapsed() > STOP {
                let told = format!("the program never printed \"{wanted}\". {}", self.last_words());
                return Err(Trouble::Setting(told));
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }

    async fn on(command: &str, engine: Engine, data: TempDir) -> Outcome<Self> {
        let database = match engine {
            Engine::Embedded => None,
            Engine::Postgres => Some(Database::fresh()?),
        };
        let mut line = Command::new(binary_from(std::env::var_os("NWD_BIN"))?);
        // A folder inside, because the program puts its keys beside the data folder.
        line.arg(command).arg("--data").arg(data.path().join("data")).args(["--listen", "127.0.0.1:0"]);
        if let Some(database) = &database {
            line.args(["--database", &database.url()]);
        }
        Self::start(line, data, database).await
    }

    /// Starts a command line and waits until it prints where it listens.
    pub async fn start(mut line: Command, data: TempDir, database: Option<Database>) -> Outcome<Self> {
        line.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = line.spawn().map_err(|e| Trouble::Setting(format!("{line:?} did not start: {e}")))?;
        let said = Said::default();
        said.listen_to(child.stdout.take());
        said.listen_to(child.stderr.take());
        let mut program = Self { child, address: String::new(), said, data, _database: database };
        program.address = program.address_printed().await?;
        Ok(program)
    }

    /// Where it serves: `http://127.0.0.1:PORT`.
    pub fn address(&self) -> &str {
        &self.address
    }

    /// Where its data, and the keys beside it, are.
    pub fn data(&self) -> &Path {
        self.data.path()
    }

    /// Every line it printed so far.
    pub fn output(&self) -> Vec<String> {
        self.said.lines()
    }

    /// Its process number, for a test that signals it.
    pub fn process(&self) -> u32 {
        self.child.id()
    }

    /// Asks it to stop (SIGTERM) and waits until it has, a minute at most.
    pub async fn stops(&mut self) -> Outcome<ExitStatus> {
        // The shell's own kill: a bare Debian has no other.
        let asked = Command::new("sh").args(["-c", &format!("kill -TERM {}", self.child.id())]).status()?;
        let began = Instant::now();
        while asked.success() && began.elapsed() < STOP {
            if let Some(status) = self.child.try_wait()? {
                return Ok(status);
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        Err(Trouble::Setting(format!("the program did not stop when asked. {}", self.last_words())))
    }

    async fn address_printed(&mut self) -> Outcome<String> {
        let began = Instant::now();
        while began.elapsed() < START {
            if let Some(address) = self.said.lines().iter().find_map(|line| address_in(line)) {
                return Ok(address);
            }
            if let Some(status) = self.child.try_wait()? {
                // Its last lines may still be on their way through the pipe.
                tokio::time::sleep(Duration::from_millis(200)).await;
                return Err(Trouble::Setting(format!("the program ended ({status}). {}", self.last_words())));
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        Err(Trouble::Setting(format!("the program printed no address. {}", self.last_words())))
    }

    fn last_words(&self) -> String {
        let lines = self.said.lines();
        let last = &lines[lines.len().saturating_sub(20)..];
        format!("Its last words:\n{}", last.join("\n"))
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        // Already gone is as good as ended.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Said {
    fn listen_to(&self, stream: Option<impl Read + Send + 'static>) {
        let said = self.clone();
        let Some(stream) = stream else { return };
        std::thread::spawn(move || {
            for line in BufReader::new(stream).lines().map_while(Result::ok) {
                // Shown with a test that fails, and with no other.
                if line.contains("ERROR") {
                    println!("the program says: {line}");
                }
                said.0.lock().unwrap_or_else(PoisonError::into_inner).push(line);
            }
        });
    }

    fn lines(&self) -> Vec<String> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

fn fresh_folder() -> Outcome<TempDir> {
    Ok(tempfile::Builder::new().prefix("nwd-data-").tempdir()?)
}

/// The program to test. There is no guess at a default: a stale build would pass for the new one.
fn binary_from(named: Option<OsString>) -> Outcome<PathBuf> {
    let Some(path) = named.map(PathBuf::from) else {
        return Err(Trouble::Setting(
            "NWD_BIN is not set: it names the nwd program to test. ./check builds it and sets it; \
             by hand: cargo build -p nwd && NWD_BIN=$PWD/target/debug/nwd cargo test -p nwd-journeys"
                .into(),
        ));
    };
    if path.is_file() {
        return Ok(path);
    }
    Err(Trouble::Setting(format!("NWD_BIN names {}, which is not there", path.display())))
}

/// The first loopback address with a port in a line of output.
fn address_in(line: &str) -> Option<String> {
    let start = line.find("http://")?;
    let host = &line[start + "http://".len()..];
    let end = host.find(|c: char| !(c.is_ascii_alphanumeric() || ".:[]-".contains(c))).unwrap_or(host.len());
    let host = host[..end].trim_end_matches('.');
    let port = host.rsplit_once(':')?.1;
    port.parse::<u16>().is_ok_and(|port| port != 0).then(|| format!("http://{host}"))
}

#[cfg(test)]
mod tests {
    use super::{address_in, binary_from};

    #[test]
    fn the_address_is_found_in_a_friendly_sentence() {
        let line = "No Wrong Door is ready at http://127.0.0.1:41873/. Press Ctrl+C to stop.";
        assert_eq!(address_in(line).as_deref(), Some("http://127.0.0.1:41873"));
        assert_eq!(address_in("Ready at http://127.0.0.1:41873.").as_deref(), Some("http://127.0.0.1:41873"));
    }

    #[test]
    fn a_line_without_a_real_port_is_not_the_address() {
        assert_eq!(address_in("listening on 127.0.0.1:0"), None);
        assert_eq!(address_in("settings: listen = http://127.0.0.1:0"), None);
        assert_eq!(address_in("see http://example.org/help"), None);
    }

    #[test]
    fn a_journey_without_a_program_to_test_fails_and_says_what_to_do() {
        let said = binary_from(None).unwrap_err().to_string();
        assert!(said.contains("NWD_BIN is not set"), "{said}");
    }

    #[test]
    fn a_program_that_is_not_there_is_named() {
        let said = binary_from(Some("/nowhere/nwd".into())).unwrap_err().to_string();
        assert!(said.contains("/nowhere/nwd"), "{said}");
    }
}
