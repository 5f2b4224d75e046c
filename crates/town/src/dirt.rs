//! What real files look like.
//!
//! Some of it a reader should take without a word: a byte-order mark, mixed
//! line ends, blank trailing columns and rows, `1.0` for `1`, spaces and
//! small letters. Some of it is wrong and should be said: that is listed.

use crate::table::{bytes_of, rows_of};

/// Something a reader should say about the dirtied files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExpectedIssue {
    /// Path of the file.
    pub file: String,
    /// Line in the file, the heading being 1; nothing for the whole file.
    pub line: Option<u32>,
    /// The column, empty for the whole file.
    pub column: &'static str,
    /// The value as the file has it, spaces aside.
    pub value: &'static str,
}

/// Files as they come from a real system, and what is wrong in them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dirtied {
    /// Path and bytes.
    pub files: Vec<(String, Vec<u8>)>,
    /// Every fault put in, in no particular order. Nothing else is at fault.
    pub expected: Vec<ExpectedIssue>,
}

/// A fault: in files named so, in the row at this place, this column becomes
/// this value.
struct Fault(&'static str, usize, &'static str, &'static str);

/// Each in a row of its own, and none on a key another row rests on.
const FAULTS: [Fault; 13] = [
    Fault("header.csv", 2, "SEX", "X"),
    Fault("header.csv", 4, "ETHNIC", "WBRT"),
    Fault("header.csv", 6, "DOB", "31/02/2010"),
    Fault("header.csv", 8, "UPN", "A99810001100Q"),
    Fault("episodes.csv", 3, "PLACE", "QQ9"),
    Fault("episodes.csv", 5, "LS", "Z9"),
    Fault("reviews.csv", 4, "REVIEW_CODE", "PN9"),
    Fault("reviews.csv", 7, "REVIEW", "2025-13-01"),
    Fault("missing.csv", 2, "MISSING", "Q"),
    Fault("missing.csv", 4, "MIS_START", "soon"),
    Fault("oc2.csv", 3, "SDQ_SCORE", "55"),
    Fault("oc3.csv", 2, "ACCOM", "Q7"),
    Fault("People.csv", 5, "KEY_WORKER_SINCE", "last summer"),
];

/// Columns in which systems write a number with a decimal point.
const NUMBERS: [&str; 10] = [
    "MOTHER",
    "SDQ_SCORE",
    "CONVICTED",
    "HEALTH_CHECK",
    "IMMUNISATIONS",
    "TEETH_CHECK",
    "HEALTH_ASSESSMENT",
    "SUBSTANCE_MISUSE",
    "INTERVENTION_RECEIVED",
    "INTERVENTION_OFFERED",
];

/// The same files as a real system would send them. Faults go into the last
/// year's folder and into People.csv; the dirt that means nothing goes
/// everywhere. One more file, of no bytes, joins the last year.
pub fn dirty(files: Vec<(String, Vec<u8>)>) -> Dirtied {
    let last = files.iter().filter_map(|(path, _)| path.split_once('/')).map(|(folder, _)| folder).max();
    let last = last.map(String::from);
    let mut expected = Vec::new();
    let mut dirtied = Vec::with_capacity(files.len() + 1);
    for (path, bytes) in files {
        let mut rows = rows_of(&bytes);
        let (folder, name) = path.split_once('/').map_or((None, path.as_str()), |(f, n)| (Some(f), n));
        let name = name.to_owned();
        muddy_cells(&name, &mut rows);
        if folder.is_none() || folder == last.as_deref() {
            expected.extend(spoil(&path, &name, &mut rows));
        }
        dirtied.push((path, muddy_bytes(&name, bytes_of(&rows))));
    }
    if let Some(folder) = last {
        let file = format!("{folder}/ad1.csv");
        expected.push(ExpectedIssue { file: file.clone(), line: None, column: "", value: "" });
        dirtied.push((file, Vec::new()));
    }
    Dirtied { files: dirtied, expected }
}

/// Puts the faults of a file in, as far as it has the rows.
fn spoil(path: &str, name: &str, rows: &mut [Vec<String>]) -> Vec<ExpectedIssue> {
    let mut expected = Vec::new();
    for Fault(_, row, column, value) in FAULTS.iter().filter(|fault| fault.0 == name) {
        let at = rows.first().and_then(|heading| heading.iter().position(|cell| cell == column));
        if let (Some(at), Some(cells)) = (at, rows.get_mut(*row)) {
            (*value).clone_into(&mut cells[at]);
            let line = u32::try_from(row + 1).ok();
            expected.push(ExpectedIssue { file: path.into(), line, column, value });
        }
    }
    expected
}

/// Dirt in the cells that means nothing, of a kind for each file.
fn muddy_cells(name: &str, rows: &mut [Vec<String>]) {
    match name {
        "header.csv" | "oc2.csv" => with_points(rows),
        "reviews.csv" => with_spaces(rows, "REVIEW_CODE"),
        "missing.csv" => with_spaces(rows, "MISSING"),
        "episodes.csv" => rows.iter_mut().for_each(|row| row.extend([String::new(), String::new()])),
        _ => {}
    }
}

/// Dirt around the rows that means nothing, of a kind for each file.
fn muddy_bytes(name: &str, clean: Vec<u8>) -> Vec<u8> {
    match name {
        "header.csv" | "People.csv" => [b"\xEF\xBB\xBF".as_slice(), &clean].concat(),
        "episodes.csv" => mixed_ends(&clean),
        "reviews.csv" => [clean.as_slice(), b",,,\n,,,\n\n"].concat(),
        _ => clean,
    }
}

fn with_points(rows: &mut [Vec<String>]) {
    let Some((heading, rest)) = rows.split_first_mut() else { return };
    for at in (0..heading.len()).filter(|at| NUMBERS.contains(&heading[*at].as_str())) {
        for row in rest.iter_mut().filter(|row| !row[at].is_empty()) {
            row[at].push_str(".0");
        }
    }
}

fn with_spaces(rows: &mut [Vec<String>], column: &str) {
    let Some((heading, rest)) = rows.split_first_mut() else { return };
    let Some(at) = heading.iter().position(|cell| cell == column) else { return };
    for row in rest {
        row[at] = format!(" {} ", row[at].to_lowercase());
    }
}

/// Every second line ends as on Windows.
fn mixed_ends(clean: &[u8]) -> Vec<u8> {
    let mut mixed = Vec::with_capacity(clean.len() + clean.len() / 60);
    for (number, line) in clean.split_inclusive(|byte| *byte == b'\n').enumerate() {
        match line.strip_suffix(b"\n") {
            Some(text) if number % 2 == 1 => {
                mixed.extend_from_slice(text);
                mixed.extend_from_slice(b"\r\n");
            }
            _ => mixed.extend_from_slice(line),
        }
    }
    mixed
}
