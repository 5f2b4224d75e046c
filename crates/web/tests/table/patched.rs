//! The table of a program that lacks one clause.
//!
//! A copy of the workspace is made, and in it each expression of a patch asks
//! which one of them is meant this time, so that the copy is built once for all
//! of them: in the folder where everything is built, so that what others wrote
//! is not built again. The program itself has no such question.

use crate::cells::Cell;
use crate::clauses::{CLAUSES, Clause, Patch};
use crate::trying::{ALONE, CELLS};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

/// By which the copy knows which patch is meant.
const MEANT: &str = "NWD_PATCH";

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
        let question = format!("std::env::var_os(\"{MEANT}\").is_some_and(|one| one == \"{number}\")");
        let asked = format!("if {question} {{ {} }} else ", clause.patch.instead);
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
    if CLAUSES.iter().any(|clause| clause.patch.file == path) {
        bytes = with_patches(path, &String::from_utf8(bytes).unwrap()).into_bytes();
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
    // With all features of the workspace, as everything was built.
    let built = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
        .args(["build", "--workspace", "--test", "table", "--locked", "--offline", "--message-format=json"])
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

/// What the table says of the program that lacks a clause.
fn without(program: &Path, number: usize) -> Vec<Cell> {
    let said = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("cells-without-{number}"));
    let _ = fs::remove_file(&said);
    let ran = Command::new(program)
        .args(["--exact", "trying::every_cell_is_as_written_on_sqlite"])
        .env(MEANT, number.to_string())
        .env(CELLS, &said)
        .output()
        .unwrap();
    let cells = fs::read_to_string(&said)
        .unwrap_or_else(|_| panic!("{}: {}", CLAUSES[number].says, String::from_utf8_lossy(&ran.stdout)));
    cells.lines().map(Cell::read).collect()
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
    let program = built();
    let (next, wrong) = (AtomicUsize::new(0), Mutex::new(Vec::new()));
    let at_once = std::thread::available_parallelism().unwrap().get();
    std::thread::scope(|scope| {
        for _ in 0..at_once {
            scope.spawn(|| {
                loop {
                    let number = next.fetch_add(1, Ordering::Relaxed);
                    let Some(clause) = CLAUSES.get(number) else { break };
                    let otherwise = otherwise(clause, &without(&program, number));
                    if !otherwise.is_empty() {
                        let some: Vec<String> = otherwise.into_iter().take(40).collect();
                        wrong.lock().unwrap().push(format!("{}\n{}", clause.says, some.join("\n")));
                    }
                }
            });
        }
    });
    let wrong = wrong.into_inner().unwrap();
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}
