//! Comparing rows with one another: keys, birth dates and pupil numbers.

use crate::issue::{Issue, Severity};
use crate::one_key::{self, as_one};
use crate::reading::{FileRead, Reading, SameUpn};
use crate::rows::{RowRef, UpnEntry};
use jiff::civil::Date;
use practice::codes::CollectionYear;
use practice::dates::long_date;
use practice::numbers::{CouncilNumber, Upn};
use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::Arc;

/// Says things about rows.
pub(crate) struct Says<'r> {
    pub(crate) files: &'r [FileRead],
    pub(crate) issues: &'r mut Vec<Issue>,
}

impl Says<'_> {
    pub(crate) fn of_row(
        &mut self,
        at: RowRef,
        column: Option<&'static str>,
        value: impl ToString,
        severity: Severity,
        reason: impl Into<String>,
    ) {
        let file = Arc::clone(&self.files[usize::from(at.file)].path);
        let (value, reason) = (value.to_string(), reason.into());
        self.issues.push(Issue { file, line: Some(at.line), column, value, reason, severity });
    }

    /// "line 7", or "line 7 of that file" when it is another.
    pub(crate) fn place(&self, at: RowRef, seen_from: RowRef) -> String {
        if at.file == seen_from.file {
            return format!("line {}", at.line);
        }
        format!("line {} of {}", at.line, self.files[usize::from(at.file)].path)
    }
}

/// Settles rows under one key, and names what does not fit together.
pub(crate) fn settle(reading: &mut Reading) {
    one_key::settle(reading);
    birth_dates(reading);
    pupil_numbers(reading);
    leading_zeros(reading);
}

/// Birth dates of one child that differ: within a year against Header, over the
/// years against the year before, and in `People.csv` against the latest Header.
/// One that the rows with one key differ about is none.
fn birth_dates(reading: &mut Reading) {
    let says = &mut Says { files: &reading.files, issues: &mut reading.issues };
    let mut known: HashMap<(CouncilNumber, CollectionYear), (Date, RowRef)> = HashMap::new();
    let mut latest: HashMap<CouncilNumber, (Date, RowRef)> = HashMap::new();
    let agreed = || reading.contested.values();
    for row in as_one(&reading.header, agreed().flat_map(|doubt| &doubt.header)) {
        let Some(born) = row.dob else { continue };
        known.insert((row.child, row.year), (born, row.source));
        if let Some((before, at)) = latest.insert(row.child, (born, row.source)) {
            compare(before, at, born, row.source, says);
        }
    }
    let mut against_header = |child, year, born: Option<Date>, at| {
        if let (Some(born), Some((header, header_at))) = (born, known.get(&(child, year))) {
            compare(*header, *header_at, born, at, says);
        }
    };
    reading.reviews.iter().for_each(|row| against_header(row.child, row.year, row.dob, row.source));
    reading.missing.iter().for_each(|row| against_header(row.child, row.year, row.dob, row.source));
    reading.oc2.iter().for_each(|row| against_header(row.child, row.year, row.dob, row.source));
    reading.oc3.iter().for_each(|row| against_header(row.child, row.year, row.dob, row.source));
    reading.sw_episodes.iter().for_each(|row| against_header(row.child, row.year, row.dob, row.source));
    reading.uasc.iter().for_each(|row| against_header(row.child, row.year, row.dob, row.source));
    reading.prev_perm.iter().for_each(|row| against_header(row.child, row.year, row.dob, row.source));
    for row in as_one(&reading.people, agreed().flat_map(|doubt| &doubt.people)) {
        if let (Some(born), Some((header, at))) = (row.dob, latest.get(&row.child)) {
            compare(*header, *at, born, row.source, says);
        }
    }
}

fn compare(before: Date, before_at: RowRef, born: Date, at: RowRef, says: &mut Says<'_>) {
    if before != born {
        let place = says.place(before_at, at);
        let reason = format!("The birth date differs: {place} says {}.", long_date(before));
        says.of_row(at, Some("DOB"), long_date(born), Severity::ToCheck, reason);
    }
}

/// One pupil number under two council numbers (rule 444 asks for it to be unique).
fn pupil_numbers(reading: &mut Reading) {
    let says = &mut Says { files: &reading.files, issues: &mut reading.issues };
    let mut holders: HashMap<Upn, (CouncilNumber, RowRef)> = HashMap::new();
    let mut said: BTreeSet<(CouncilNumber, CouncilNumber)> = BTreeSet::new();
    for row in &reading.header {
        let Some(UpnEntry::Known(upn)) = row.upn else { continue };
        let (first_child, first) = *holders.entry(upn).or_insert((row.child, row.source));
        if first_child == row.child || !said.insert((first_child, row.child)) {
            continue;
        }
        let place = says.place(first, row.source);
        let reason =
            format!("{first_child} on {place} has the same UPN: perhaps one child under two numbers.");
        says.of_row(row.source, Some("UPN"), upn, Severity::ToCheck, reason);
        let (second, second_child) = (row.source, row.child);
        reading.same_upn.push(SameUpn { upn, first, first_child, second, second_child });
    }
}

/// Council numbers that differ only in zeros at their beginning, which spreadsheets drop. Each is named once, and
/// both stay: whether they are one child is not for a reader of files to guess.
fn leading_zeros(reading: &mut Reading) {
    let says = &mut Says { files: &reading.files, issues: &mut reading.issues };
    let mut seen: HashMap<&str, CouncilNumber> = HashMap::new();
    let mut said: HashSet<CouncilNumber> = HashSet::new();
    macro_rules! look {
        ($($rows:ident),*) => {
            $(for row in &reading.$rows {
                let first = *seen.entry(row.child.as_str().trim_start_matches('0')).or_insert(row.child);
                if first != row.child && said.insert(row.child) {
                    say_of_zeros(first, row.child, row.source, says);
                }
            })*
        };
    }
    look!(header, people, episodes, reviews, missing, oc2, oc3, sw_episodes, uasc, prev_perm);
}

fn say_of_zeros(first: CouncilNumber, child: CouncilNumber, at: RowRef, says: &mut Says<'_>) {
    let mut both = [first, child];
    both.sort_by_key(|number| number.as_str().len());
    let [short, long] = both;
    let reason = format!(
        "{short} and {long} differ only in leading zeros: if they are one child, put the number right in one file."
    );
    says.of_row(at, Some("CHILD"), child, Severity::ToCheck, reason);
}
