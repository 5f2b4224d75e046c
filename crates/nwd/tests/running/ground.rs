//! Folders of one installation, and the program started on them.

use std::fmt::Write;
use std::io::{BufRead, BufReader, Read};
use std::os::unix::net::UnixStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;
use tempfile::TempDir;

/// Where one installation stands; gone when the test ends.
pub(crate) struct Ground {
    folder: TempDir,
}

/// What became of a command.
#[derive(Debug)]
pub(crate) struct Ended {
    pub(crate) well: bool,
    pub(crate) said: String,
    pub(crate) complained: String,
}

/// A server under way; killed when it is dropped.
pub(crate) struct Server {
    child: Child,
    /// Where it is, such as `127.0.0.1:4000`.
    pub(crate) address: String,
}

impl Ground {
    pub(crate) fn new() -> Self {
        Self { folder: TempDir::new().unwrap() }
    }

    pub(crate) fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    pub(crate) fn heads(&self) -> PathBuf {
        self.folder.path().join("data-heads")
    }

    fn command(&self, words: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_nwd"));
        command.args(words).current_dir(self.folder.path()).stdin(Stdio::null());
        for name in
            ["NWD_DATABASE", "NWD_DATA", "NWD_KEYS", "NWD_HEADS", "NWD_SETTINGS", "NWD_LISTEN", "RUST_LOG"]
        {
            command.env_remove(name);
        }
        command.env("NWD_DATA", self.data()).stdout(Stdio::piped()).stderr(Stdio::piped());
        command
    }

    /// Starts a command.
    pub(crate) fn start(&self, words: &[&str]) -> Child {
        self.command(words).spawn().unwrap()
    }

    /// Runs a command to its end.
    pub(crate) fn run(&self, words: &[&str]) -> Ended {
        ended(self.start(words))
    }

    /// Serves on a free port, once it says so.
    pub(crate) fn serve(&self) -> Server {
        let mut child = self.command(&["serve", "--listen", "127.0.0.1:0"]).spawn().unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let first = lines.next().and_then(Result::ok);
        let Some(first) = first.filter(|line| line.contains("No Wrong Door is at")) else {
            let mut complained = String::new();
            child.stderr.take().unwrap().read_to_string(&mut complained).unwrap();
            panic!("the server did not start: {complained}");
        };
        let address = first.split_once("http://").unwrap().1.trim_end_matches('/').to_owned();
        assert!(address.starts_with("127.0.0.1:"));
        // What it prints after that is of no interest, and must not fill the pipe.
        std::thread::spawn(move || lines.for_each(drop));
        let server = Server { child, address };
        // A socket that a killed server left behind answers nobody.
        wait_until(|| UnixStream::connect(self.data().join("nwd.sock")).is_ok());
        server
    }

    /// A folder with a People.csv of so many invented young people.
    pub(crate) fn council_files(&self, name: &str, people: usize) -> PathBuf {
        let folder = self.folder.path().join(name);
        std::fs::create_dir_all(&folder).unwrap();
        let mut text = String::from("CHILD,LEGAL_NAME,DOB,COHORT\n");
        for number in 0..people {
            let day = number % 28 + 1;
            writeln!(text, "{name}{number},Sample {name} {number},{day:02}/03/2011,looked after").unwrap();
        }
        std::fs::write(folder.join("People.csv"), text).unwrap();
        folder
    }

    /// A folder of one young person's files that say neither their year nor a team that is here.
    pub(crate) fn files_without_a_year(&self) -> PathBuf {
        let folder = self.folder.path().join("council");
        std::fs::create_dir_all(&folder).unwrap();
        for (name, text) in [
            ("Header.csv", "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\nW1,2,04/06/2011,WBRI,UN1,,\n"),
            (
                "Episodes.csv",
                "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN\n\
                 W1,02/05/2025,S,C2,N1,U6,PR1,,,,,,\n",
            ),
            (
                "People.csv",
                "CHILD,LEGAL_NAME,DOB,TEAM,SOCIAL_WORKER\nW1,Wren Sample,04/06/2011,Harbour House,Ruth Sample\n",
            ),
        ] {
            std::fs::write(folder.join(name), text).unwrap();
        }
        folder
    }

    /// A copy of the data folder as it is now.
    pub(crate) fn keep_data(&self) -> PathBuf {
        let copy = self.folder.path().join("copy");
        copy_folder(&self.data(), &copy);
        copy
    }

    /// Puts an earlier copy in the data folder's place.
    pub(crate) fn put_data_back(&self, copy: &Path) {
        std::fs::remove_dir_all(self.data()).unwrap();
        copy_folder(copy, &self.data());
    }

    /// Waits until a day's heads are written.
    pub(crate) fn wait_for_heads(&self) {
        wait_until(|| {
            std::fs::read_dir(self.heads()).is_ok_and(|entries| {
                entries.flatten().any(|entry| entry.metadata().is_ok_and(|file| file.len() > 0))
            })
        });
    }
}

impl Server {
    /// Asks it to end.
    pub(crate) fn ask_to_end(&self) {
        let asked =
            Command::new("sh").args(["-c", &format!("kill -TERM {}", self.child.id())]).status().unwrap();
        assert!(asked.success());
    }

    /// Asks it to end, and waits until it has; answers what it wrote to standard error.
    pub(crate) fn end(self) -> String {
        self.ask_to_end();
        self.ended()
    }

    /// Waits until it has ended well; answers what it wrote to standard error.
    pub(crate) fn ended(mut self) -> String {
        let mut complained = String::new();
        self.child.stderr.take().unwrap().read_to_string(&mut complained).unwrap();
        assert!(self.child.wait().unwrap().success(), "{complained}");
        complained
    }

    /// Takes it away at once, as a power cut would.
    pub(crate) fn kill(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Waits for a command's end.
pub(crate) fn ended(child: Child) -> Ended {
    let output = child.wait_with_output().unwrap();
    Ended {
        well: output.status.success(),
        said: String::from_utf8_lossy(&output.stdout).into_owned(),
        complained: String::from_utf8_lossy(&output.stderr).into_owned(),
    }
}

fn copy_folder(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        if path.is_file() {
            std::fs::copy(&path, to.join(path.file_name().unwrap())).unwrap();
        }
    }
}

pub(crate) fn wait_until(holds: impl Fn() -> bool) {
    for _ in 0..1_200 {
        if holds() {
            return;
        }
        std::thread::sleep(Duration::from_millis(50));
    }
    panic!("it did not happen within a minute");
}
