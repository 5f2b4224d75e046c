//! Comparing rows with one another: keys, birth dates and pupil numbers.

use crate::issue::{Issue, Severity};
use crate::module::listed;
use crate::reading::{FileRead, Reading, SameUpn};
use crate::rows::{Row, RowRef, UpnEntry};
use jiff::civil::Date;
use practice::codes::CollectionYear;
use practice::dates::long_date;
use practice::import::NOTHING_IS_TAKEN_IN;
use practice::numbers::{CouncilNumber, Upn};
use std::collections::{BTreeMap, BTreeSet, HashMap};
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

type Contested = BTreeMap<CouncilNumber, Vec<RowRef>>;

/// Settles rows under one key, and names what does not fit together.
pub(crate) fn settle(reading: &mut Reading) {
    let says = &mut Says { files: &reading.files, issues: &mut reading.issues };
    let contested = &mut reading.contested;
    one_row_per_key(&mut reading.header, says, contested);
    one_row_per_key(&mut reading.people, says, contested);
    one_row_per_key(&mut reading.episodes, says, contested);
    one_row_per_key(&mut reading.reviews, says, contested);
    one_row_per_key(&mut reading.missing, says, contested);
    one_row_per_key(&mut reading.oc2, says, contested);
    one_row_per_key(&mut reading.oc3, says, contested);
    one_row_per_key(&mut reading.sw_episodes, says, contested);
    one_row_per_key(&mut reading.uasc, says, contested);
    one_row_per_key(&mut reading.prev_perm, says, contested);
    birth_dates(reading);
    pupil_numbers(reading);
}

/// Orders rows by key and leaves one under each.
///
/// Rows that say the same become one. Where they differ, what they differ about
/// is left out: which of them is right is not for a reader of files to guess.
fn one_row_per_key<R: Row>(rows: &mut Vec<R>, says: &mut Says<'_>, contested: &mut Contested) {
    rows.sort_by_key(|row| (row.key(), row.source()));
    let mut refused: BTreeSet<RowRef> = BTreeSet::new();
    for same in rows.chunk_by_mut(|one, other| one.key() == other.key()) {
        let Some((first, others)) = same.split_first_mut() else { continue };
        if others.is_empty() {
            continue;
        }
        if others.iter().any(|other| first.contests(other)) {
            contest(first, others, says, contested);
        } else {
            merge(first, others, says, &mut refused);
        }
    }
    rows.retain(|row| !refused.contains(&row.source()));
}

fn contest<R: Row>(first: &R, others: &[R], says: &mut Says<'_>, contested: &mut Contested) {
    let child = first.key().child;
    let lines: Vec<RowRef> = std::iter::once(first).chain(others).map(Row::source).collect();
    for at in &lines {
        let other = lines.iter().find(|other| *other != at).copied().unwrap_or(*at);
        let reason = format!(
            "Two children seem to stand under this number: {} has another birth date or name. {NOTHING_IS_TAKEN_IN}",
            says.place(other, *at)
        );
        says.of_row(*at, Some("CHILD"), child, Severity::ToCheck, reason);
    }
    contested.entry(child).or_default().extend(lines);
}

fn merge<R: Row>(first: &mut R, others: &[R], says: &mut Says<'_>, refused: &mut BTreeSet<RowRef>) {
    let (at, child) = (first.source(), first.key().child);
    for other in others {
        let there = other.source();
        let Some(differ) = first.agree_with(other) else {
            let reason = |place: String| {
                format!(
                    "This row and {place} have the same key and differ about when it ended, so neither is read."
                )
            };
            let (here, elsewhere) = (reason(says.place(there, at)), reason(says.place(at, there)));
            if refused.insert(at) {
                says.of_row(at, Some("CHILD"), child, Severity::RowRefused, here);
            }
            refused.insert(there);
            says.of_row(there, Some("CHILD"), child, Severity::RowRefused, elsewhere);
            continue;
        };
        refused.insert(there);
        let place = says.place(at, there);
        let reason = if differ.is_empty() {
            format!("This row repeats {place}, which was read.")
        } else {
            format!(
                "This row has the same key as {place} and differs in {}; neither value is taken.",
                listed(&differ)
            )
        };
        says.of_row(there, Some("CHILD"), child, Severity::RowRefused, reason);
        for column in differ {
            let reason = format!("Left out, because {} says otherwise.", says.place(there, at));
            says.of_row(at, Some(column), "", Severity::ValueLeftOut, reason);
        }
    }
}

/// Birth dates of one child that differ: within a year against Header, over the
/// years against the year before, and in `People.csv` against the latest Header.
fn birth_dates(reading: &mut Reading) {
    let says = &mut Says { files: &reading.files, issues: &mut reading.issues };
    let mut known: HashMap<(CouncilNumber, CollectionYear), (Date, RowRef)> = HashMap::new();
    let mut latest: HashMap<CouncilNumber, (Date, RowRef)> = HashMap::new();
    for row in reading.header.iter().filter(|row| !reading.contested.contains_key(&row.child)) {
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
    for row in &reading.people {
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
