//! The reader takes the clean files without a word, and of the dirty ones
//! says what is wrong and nothing else.

use exchange::{Issue, Reading, Severity, SourceFile, read_folder};
use jiff::civil::date;
use town::{Plan, council_files, dirty, next_year};

fn read(files: Vec<(String, Vec<u8>)>) -> Reading {
    read_folder(files.into_iter().map(|(path, bytes)| SourceFile { path, bytes }).collect())
}

/// Issues that say something is wrong, as sentences.
fn faults(reading: &Reading) -> Vec<String> {
    reading.issues.iter().filter(|issue| issue.severity != Severity::Note).map(said).collect()
}

fn said(issue: &Issue) -> String {
    format!("{} {:?} {:?} {:?} {}", issue.file, issue.line, issue.column, issue.value, issue.reason)
}

#[test]
fn the_demo_is_read_without_an_issue() {
    let reading = read(council_files(next_year(&Plan::demo(date(2026, 11, 23)))));
    assert_eq!(reading.issues.iter().map(said).collect::<Vec<_>>(), Vec::<String>::new());
}

#[test]
fn other_towns_and_other_days_are_read_without_a_fault() {
    let days = [date(2024, 2, 29), date(2026, 4, 1), date(2026, 10, 25), date(2027, 12, 31)];
    for (seed, day) in (0..20).zip(days.into_iter().cycle()) {
        let plan = Plan { seed, ..Plan::demo(day) };
        let reading = read(council_files(next_year(&plan)));
        assert_eq!(faults(&reading), Vec::<String>::new(), "seed {seed}, {day}");
        assert_eq!(reading.people.len(), 58);
        assert!(reading.files.iter().all(|file| file.module.is_some() && file.refused == 0));
    }
}

#[test]
fn a_large_council_is_read_without_an_issue() {
    let reading = read(council_files(Plan::large(3000)));
    let said: Vec<String> = reading.issues.iter().map(said).collect();
    assert_eq!(said, Vec::<String>::new());
    assert!(reading.same_upn.is_empty());
}

#[test]
fn every_fault_of_dirty_files_is_named_and_nothing_else() {
    let dirtied = dirty(council_files(Plan::demo(date(2026, 11, 23))));
    assert!(dirtied.expected.len() >= 12, "{}", dirtied.expected.len());
    let reading = read(dirtied.files);
    let named = |issue: &Issue| {
        dirtied.expected.iter().any(|expected| {
            *issue.file == *expected.file
                && issue.line == expected.line
                && issue.column.unwrap_or("") == expected.column
        })
    };
    for expected in &dirtied.expected {
        let said = reading.issues.iter().any(|issue| {
            *issue.file == *expected.file
                && issue.line == expected.line
                && issue.column.unwrap_or("") == expected.column
                && issue.value.trim() == expected.value
        });
        assert!(said, "{expected:?} in {:#?}", faults(&reading));
    }
    let others: Vec<String> = reading
        .issues
        .iter()
        .filter(|issue| issue.severity != Severity::Note && !named(issue))
        .map(said)
        .collect();
    assert_eq!(others, Vec::<String>::new());
}
