//! The table of a program that lacks one clause.
//!
//! A copy of the workspace is made, and in it each expression of a patch asks
//! which one of them is meant this time, so that the copy is built once for all
//! of them: in the folder where everything is built, so that what others wrote
//! is not built again. The program itself has no such question.
//!
//! The town is founded once, too, and copied for each clause; only where the
//! clause decides what comes of founding it is it founded without the clause.
//! And the whole table is tried once, to learn which clauses each request asks
//! about: where a clause is not asked about, what comes of it is known.

use crate::cells::Cell;
use crate::clauses::{CLAUSES, Clause, Patch};
use crate::known::Known;
use crate::support::{Place, on_embedded};
use crate::town::Town;
use crate::trying::{ALONE, tried};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use tokio::sync::Mutex;

/// Which patch is meant, and which were asked about: there is such a thing in the copy alone, where this
/// names it.
static LACKING: Option<(&AtomicUsize, &AtomicU64)> = None;
/// As it stands here, as it stands in the copy, and where that is made.
const NOTHING_LACKS: &str = concat!("static LACKING: Option<(&AtomicUsize, &AtomicU64)> =", " None;");
const ONE_LACKS: &str = "static LACKING: Option<(&AtomicUsize, &AtomicU64)> = \
    Some((&practice::lacking::CLAUSE, &practice::lacking::ASKED));";
const LACKS: &str = "\n/// Which clause is missing, and which of them were asked about, a bit for each.\n\
    pub mod lacking {\n\
    use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};\n\
    pub static CLAUSE: AtomicUsize = AtomicUsize::new(usize::MAX);\n\
    pub static ASKED: AtomicU64 = AtomicU64::new(0);\n\
    pub fn is(clause: usize) -> bool {\n\
    ASKED.fetch_or(1 << clause, Ordering::Relaxed);\n\
    CLAUSE.load(Ordering::Relaxed) == clause\n\
    }\n}\n";
const THIS: &str = "crates/web/tests/table/patched.rs";
const LOWEST: &str = "crates/practice/src/lib.rs";

/// By which a run in the copy knows its share of the clauses, such as `0/2`,
/// and into which folder it writes the cells.
const SHARE: &str = "NWD_CLAUSES";
const CELLS: &str = "NWD_TABLE_CELLS";

/// Where the workspace is.
fn workspace() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2).unwrap().to_owned()
}

/// Where everything is built.
fn target() -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).parent().unwrap().to_owned()
}

/// Where in a text a patch fits; it must be at one place.
fn place(text: &str, patch: &Patch) -> (usize, usize) {
    let whole = format!("{}{}{}", patch.before, patch.stands, patch.after);
    let found: Vec<usize> = text.match_indices(&whole).map(|(at, _)| at).collect();
    assert_eq!(found.len(), 1, "in {} stands {} times: {whole}", patch.file, found.len());
    let from = found[0] + patch.before.len();
    (from, from + patch.stands.len())
}

/// A text with every patch of its file, each where it is meant.
fn with_patches(file: &str, text: &str) -> String {
    let mut places: BTreeMap<(usize, usize), String> = BTreeMap::new();
    for (number, clause) in CLAUSES.iter().enumerate().filter(|(_, clause)| clause.patch.file == file) {
        let at = place(text, &clause.patch);
        let lowest = if file.starts_with("crates/practice/") { "crate" } else { "practice" };
        let asked = format!("if {lowest}::lacking::is({number}) {{ {} }} else ", clause.patch.instead);
        places.entry(at).or_default().push_str(&asked);
    }
    let mut patched = text.to_owned();
    for ((from, to), asked) in places.into_iter().rev() {
        patched.replace_range(from..to, &format!("({asked}{{ {} }})", &text[from..to]));
    }
    patched
}

/// The same, of our own crates in another version: what is built of the copy
/// must never be taken for the program.
fn of_another_version(text: &str) -> String {
    let version = format!("version = \"{}\"", env!("CARGO_PKG_VERSION"));
    let other = format!("version = \"{}-without-a-clause\"", env!("CARGO_PKG_VERSION"));
    let mut before = "";
    let lines = text.lines().map(|line| {
        let ours = before == "[workspace.package]" || before.starts_with("name = \"nwd");
        before = line;
        if ours && line == version { other.clone() } else { line.to_owned() }
    });
    lines.collect::<Vec<_>>().join("\n") + "\n"
}

/// Copies what is built of the workspace, with the patches. A file that is
/// there already as it should be is left alone, so that it is not built again.
fn copy(from: &Path, to: &Path, path: &str) {
    if from.is_dir() {
        fs::create_dir_all(to).unwrap();
        let mut names = Vec::new();
        for entry in fs::read_dir(from).unwrap() {
            let name = entry.unwrap().file_name().into_string().unwrap();
            copy(&from.join(&name), &to.join(&name), &format!("{path}/{name}"));
            names.push(name);
        }
        for entry in fs::read_dir(to).unwrap() {
            let entry = entry.unwrap();
            if !names.contains(&entry.file_name().into_string().unwrap()) {
                let gone = entry.path();
                if gone.is_dir() { fs::remove_dir_all(gone).unwrap() } else { fs::remove_file(gone).unwrap() }
            }
        }
        return;
    }
    let mut bytes = fs::read(from).unwrap();
    if path.starts_with("Cargo.") {
        bytes = of_another_version(&String::from_utf8(bytes).unwrap()).into_bytes();
    }
    if path == THIS || path == LOWEST || CLAUSES.iter().any(|clause| clause.patch.file == path) {
        let mut text = with_patches(path, &String::from_utf8(bytes).unwrap());
        if path == THIS {
            text = text.replacen(NOTHING_LACKS, ONE_LACKS, 1);
        }
        if path == LOWEST {
            text.push_str(LACKS);
        }
        bytes = text.into_bytes();
    }
    if fs::read(to).ok().as_ref() != Some(&bytes) {
        fs::write(to, bytes).unwrap();
    }
}

/// The table's own program, built of the patched copy.
fn built() -> PathBuf {
    let copied = Path::new(env!("CARGO_TARGET_TMPDIR")).join("patched");
    fs::create_dir_all(&copied).unwrap();
    for part in [".cargo", "Cargo.toml", "Cargo.lock", "crates"] {
        copy(&workspace().join(part), &copied.join(part), part);
    }
    // With all features of the workspace, as everything was built. Optimised: to try the table without each
    // clause takes a third of the time then, and only the copy is built for it.
    let built = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
        .args(["build", "--workspace", "--test", "table", "--locked", "--offline", "--message-format=json"])
        .args(["--config", "profile.dev.opt-level=1"])
        .current_dir(&copied)
        .env("CARGO_TARGET_DIR", target())
        .env("CARGO_INCREMENTAL", "1")
        .output()
        .unwrap();
    assert!(built.status.success(), "{}", String::from_utf8_lossy(&built.stderr));
    let said = String::from_utf8(built.stdout).unwrap();
    let lines = said.lines().map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap());
    let made = lines
        .filter(|line| line["target"]["name"] == "table")
        .find_map(|line| line["executable"].as_str().map(PathBuf::from));
    made.unwrap_or_else(|| panic!("no program of the table was made: {said}"))
}

/// Some of the clauses, tried in a run of the copy.
pub(crate) struct Share {
    number: usize,
    of: usize,
    folder: PathBuf,
}

/// The share of this run, in a copy that lacks clauses.
pub(crate) fn share() -> Option<Share> {
    let (meant, folder) = (std::env::var(SHARE).ok()?, PathBuf::from(std::env::var_os(CELLS)?));
    let (number, of) = meant.split_once('/')?;
    Some(Share { number: number.parse().ok()?, of: of.parse().ok()?, folder })
}

fn mean(number: usize) {
    let (clause, _) = LACKING.expect("only a copy lacks clauses");
    clause.store(number, Ordering::Relaxed);
}

impl Share {
    /// Tries the table without each clause of the share, and writes down what came of it.
    pub(crate) async fn tried(&self, place: Place) {
        let town = Town::founded(place, true).await;
        town.place.house.records.close().await;
        let (_, asked) = LACKING.expect("only a copy lacks clauses");
        let learnt = Arc::new(Mutex::default());
        tried(town.copied(Known::Learning(Arc::clone(&learnt), asked)).await).await;
        for (number, clause) in CLAUSES.iter().enumerate().skip(self.number).step_by(self.of) {
            mean(number);
            if clause.patch.at_founding {
                let found = async |place| self.write(number, &tried(Town::founded(place, true).await).await);
                on_embedded(&found).await;
            } else {
                let known = Known::But(number, Arc::clone(&learnt));
                self.write(number, &tried(town.copied(known).await).await);
            }
            mean(usize::MAX);
        }
    }

    fn write(&self, number: usize, cells: &[Cell]) {
        let lines: Vec<String> = cells.iter().map(Cell::line).collect();
        fs::write(cells_of(&self.folder, number), lines.join("\n")).unwrap();
    }
}

fn cells_of(folder: &Path, number: usize) -> PathBuf {
    folder.join(format!("cells-without-{number}"))
}

/// Runs the copy for a share of the clauses.
fn begun(program: &Path, folder: &Path, share: &str) -> Child {
    Command::new(program)
        .args(["--exact", "trying::every_cell_is_as_written_on_sqlite"])
        .env(SHARE, share)
        .env(CELLS, folder)
        .stdout(Stdio::piped())
        .spawn()
        .unwrap()
}

/// What is otherwise than the clause says: cells that should have turned, and cells that should not.
fn otherwise(clause: &Clause, cells: &[Cell]) -> Vec<String> {
    let mut otherwise = Vec::new();
    let mut turned = 0;
    for cell in cells {
        let belongs = clause.turns(cell);
        turned += usize::from(belongs);
        match (belongs, cell.is_as_wanted()) {
            (true, true) => otherwise.push(format!("did not turn: {}, still {}", cell.key(), cell.got)),
            (false, false) => otherwise.push(format!("turned as well: {cell}")),
            _ => {}
        }
    }
    if turned == 0 {
        otherwise.push("no cell belongs to it".into());
    }
    eprintln!("{}: {turned} cells turn, {} otherwise", clause.says, otherwise.len());
    otherwise
}

#[test]
fn every_patch_fits_the_source_at_one_place() {
    for clause in CLAUSES {
        let text = fs::read_to_string(workspace().join(clause.patch.file)).unwrap();
        assert!(with_patches(clause.patch.file, &text).contains(clause.patch.instead));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_clause_just_its_cells_come_out_otherwise() {
    let _alone = ALONE.write().await;
    let (program, folder) = (built(), tempfile::TempDir::new().unwrap());
    // Two at once: each waits for its disk while the other works.
    let runs: Vec<Child> = ["0/2", "1/2"].iter().map(|share| begun(&program, folder.path(), share)).collect();
    let said: Vec<String> = runs
        .into_iter()
        .map(|run| String::from_utf8_lossy(&run.wait_with_output().unwrap().stdout).into_owned())
        .collect();
    let mut wrong = Vec::new();
    for (number, clause) in CLAUSES.iter().enumerate() {
        let cells = fs::read_to_string(cells_of(folder.path(), number))
            .unwrap_or_else(|_| panic!("{}: {}", clause.says, said.join("\n")));
        let cells: Vec<Cell> = cells.lines().map(Cell::read).collect();
        let otherwise = otherwise(clause, &cells);
        if !otherwise.is_empty() {
            let some: Vec<String> = otherwise.into_iter().take(40).collect();
            wrong.push(format!("{}\n{}", clause.says, some.join("\n")));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}
