//! How source files look: not too long, no empty names, nothing unfinished, no rule silently off.

use crate::crates::top;
use std::path::Path;

const MOST_LINES: usize = 600;
const EMPTY_NAMES: [&str; 10] =
    ["utils", "util", "helpers", "helper", "common", "manager", "managers", "service", "services", "misc"];
/// Written apart so that this file does not break the rule it keeps.
const UNFINISHED: [&str; 4] =
    [concat!("TO", "DO"), concat!("FIX", "ME"), concat!("XX", "X"), concat!("HA", "CK")];
const SILENCED: [&str; 2] = [concat!("#[al", "low("), concat!("#![al", "low(")];
/// What the rules of the service never touch.
const NOT_IN_PRACTICE: [&str; 6] =
    ["std::fs", "std::net", "std::process", "std::env", "async fn", "Instant::now"];

/// A text file of ours: its path from the top of the project, and what it says.
pub(crate) struct File {
    pub(crate) path: String,
    pub(crate) text: String,
}

impl File {
    pub(crate) fn new(path: &str, text: &str) -> Self {
        Self { path: path.into(), text: text.into() }
    }

    fn is(&self, kind: &str) -> bool {
        Path::new(&self.path).extension().is_some_and(|own| own == kind)
    }
}

/// Every file of ours that a rule speaks about. Files made by others are left out.
pub(crate) fn all_files() -> Vec<File> {
    let mut files = Vec::new();
    for folder in ["crates", "tools", ".ci"] {
        gather(&top().join(folder), folder, &mut files);
    }
    for name in ["check", "demo"] {
        files.push(File { path: name.into(), text: text_of(&top().join(name)) });
    }
    files
}

fn gather(folder: &Path, path: &str, files: &mut Vec<File>) {
    let entries = std::fs::read_dir(folder).expect("the project's folders can be read");
    for entry in entries.map_while(Result::ok) {
        let name = entry.file_name().to_string_lossy().into_owned();
        let path = format!("{path}/{name}");
        if entry.path().is_dir() {
            gather(&entry.path(), &path, files);
            continue;
        }
        let kind = Path::new(&name).extension().and_then(|kind| kind.to_str()).unwrap_or_default();
        let ours = ["rs", "sql", "js", "css", "sh"].contains(&kind) && !name.contains(".min.");
        if ours || path == ".ci/run" {
            files.push(File { path, text: text_of(&entry.path()) });
        }
    }
}

fn text_of(path: &Path) -> String {
    std::fs::read_to_string(path).expect("the project's files are UTF-8 text")
}

fn too_long(files: &[File]) -> Vec<String> {
    let long = files.iter().filter(|file| file.is("rs")).map(|file| (file, file.text.lines().count()));
    long.filter(|(_, lines)| *lines > MOST_LINES)
        .map(|(file, lines)| format!("{}: {lines} lines", file.path))
        .collect()
}

fn emptily_named(files: &[File]) -> Vec<String> {
    let mut wrong = Vec::new();
    for file in files.iter().filter(|file| file.is("rs")) {
        let own = file.path.trim_end_matches(".rs").split('/');
        let inside = file.text.lines().filter_map(module_named);
        let empty = own.chain(inside).filter(|name| EMPTY_NAMES.contains(name));
        wrong.extend(empty.map(|name| format!("{}: \"{name}\" says nothing", file.path)));
    }
    wrong.dedup();
    wrong
}

/// The name after `mod` on a line that declares a module.
fn module_named(line: &str) -> Option<&str> {
    let (before, after) = line.split_once("mod ")?;
    let declares = before.trim().is_empty() || before.trim_start().starts_with("pub");
    declares.then(|| after.trim_end_matches([';', '{', '}', ' ']).trim())
}

fn unfinished(files: &[File]) -> Vec<String> {
    let marked = |line: &str| {
        let mut words = line.split(|c: char| !c.is_ascii_alphanumeric() && c != '_');
        words.any(|word| UNFINISHED.contains(&word))
    };
    lines_where(files, |_| true, marked)
}

fn silenced(files: &[File]) -> Vec<String> {
    lines_where(files, |file| file.is("rs"), |line| SILENCED.iter().any(|mark| line.contains(mark)))
}

fn impure(files: &[File]) -> Vec<String> {
    let practice = |file: &File| file.path.starts_with("crates/practice/src/");
    lines_where(files, practice, |line| NOT_IN_PRACTICE.iter().any(|name| line.contains(name)))
}

/// Migrations that no engine carries out.
fn not_carried_out(files: &[File]) -> Vec<String> {
    let engines: String = files
        .iter()
        .filter(|file| file.path.starts_with("crates/records/src/"))
        .map(|file| &*file.text)
        .collect();
    let migrations = files.iter().filter(|file| file.path.starts_with("crates/records/migrations/"));
    let named = |file: &&File| engines.contains(file.path.trim_start_matches("crates/records/"));
    migrations.filter(|file| !named(file)).map(|file| file.path.clone()).collect()
}

pub(crate) fn lines_where(
    files: &[File],
    which: impl Fn(&File) -> bool,
    wrong: impl Fn(&str) -> bool,
) -> Vec<String> {
    let mut found = Vec::new();
    for file in files.iter().filter(|file| which(file)) {
        let lines = file.text.lines().enumerate().filter(|(_, line)| wrong(line));
        found.extend(lines.map(|(number, line)| format!("{}:{}: {}", file.path, number + 1, line.trim())));
    }
    found
}

#[test]
fn all_files_are_looked_at_and_those_of_others_are_not() {
    let files = all_files();
    let has = |path: &str| files.iter().any(|file| file.path == path);
    assert!(has("check") && has("demo") && has(".ci/run") && has("tools/postgres-scratch.sh"));
    assert!(has("crates/practice/src/lib.rs") && has("crates/nwd/tests/house_rules/source.rs"));
    assert!(!has("crates/journeys/assets/axe.min.js"));
}

#[test]
fn no_file_is_too_long_to_hold_in_mind() {
    assert_eq!(too_long(&all_files()), Vec::<String>::new());
}

#[test]
fn a_file_one_line_too_long_is_found() {
    let text = "\n".repeat(MOST_LINES + 1);
    assert_eq!(too_long(&[File::new("crates/a/src/b.rs", &text)]), ["crates/a/src/b.rs: 601 lines"]);
    assert!(too_long(&[File::new("crates/a/src/b.rs", &text[1..])]).is_empty());
}

#[test]
fn every_module_has_a_name_that_says_something() {
    assert_eq!(emptily_named(&all_files()), Vec::<String>::new());
}

#[test]
fn an_empty_name_is_found_on_a_file_a_folder_and_inside_a_file() {
    for (path, text) in [
        ("crates/a/src/utils.rs", ""),
        ("crates/a/src/common/b.rs", ""),
        ("crates/a/src/b.rs", "pub(crate) mod helpers;"),
        ("crates/a/src/b.rs", "    mod manager {"),
    ] {
        assert_eq!(emptily_named(&[File::new(path, text)]).len(), 1, "{path} {text}");
    }
    assert!(
        emptily_named(&[File::new("crates/a/src/b.rs", "// the mod common to both\nlet service = 1;")])
            .is_empty()
    );
}

#[test]
fn every_migration_is_carried_out() {
    assert_eq!(not_carried_out(&all_files()), Vec::<String>::new());
}

#[test]
fn a_migration_that_no_engine_names_is_found() {
    let [lost, named] = ["migrations/sqlite/0002_b.sql", "migrations/sqlite/0001_a.sql"];
    let engine = File::new("crates/records/src/sqlite/mod.rs", &format!("include_str!(\"../../{named}\")"));
    let [lost, named] = [lost, named].map(|path| File::new(&format!("crates/records/{path}"), ""));
    assert_eq!(not_carried_out(&[engine, lost, named]), ["crates/records/migrations/sqlite/0002_b.sql"]);
}

#[test]
fn nothing_is_marked_as_unfinished() {
    assert_eq!(unfinished(&all_files()), Vec::<String>::new());
}

#[test]
fn each_mark_of_unfinished_work_is_found() {
    for mark in UNFINISHED {
        let files = [File::new("crates/a/src/b.sql", &format!("-- one\n-- {mark}: later"))];
        assert_eq!(unfinished(&files), [format!("crates/a/src/b.sql:2: -- {mark}: later")]);
    }
}

#[test]
fn a_rule_is_switched_off_only_where_it_is_expected_to_speak() {
    assert_eq!(silenced(&all_files()), Vec::<String>::new());
}

#[test]
fn a_silenced_rule_is_found() {
    for mark in SILENCED {
        let files = [File::new("crates/a/src/b.rs", &format!("{mark}dead_code)]"))];
        assert_eq!(silenced(&files).len(), 1);
    }
    assert!(silenced(&[File::new("crates/a/src/b.rs", "#[expect(dead_code)]")]).is_empty());
}

#[test]
fn the_rules_of_the_service_touch_nothing_outside_themselves() {
    assert_eq!(impure(&all_files()), Vec::<String>::new());
}

#[test]
fn a_rule_that_reads_a_file_is_found() {
    let line = "let text = std::fs::read(path);";
    assert_eq!(impure(&[File::new("crates/practice/src/b.rs", line)]).len(), 1);
    assert!(impure(&[File::new("crates/records/src/b.rs", line)]).is_empty());
}
