//! Rows with one key: one of them is read, without what they differ about.

use crate::checks::Says;
use crate::issue::{Issue, Severity, shown};
use crate::module::listed;
use crate::reading::{FileRead, Reading};
use crate::rows::{HeaderRow, Key, PersonRow, Row, RowRef};
use practice::import::NOTHING_IS_TAKEN_IN;
use practice::numbers::CouncilNumber;
use std::collections::{BTreeMap, BTreeSet, HashSet};

/// What is said of each value about which rows with one key differ.
const DIFFER: &str = "The rows of this number say different things; put it right in the file.";

/// A number under which two children seem to stand, as some of its rows differ.
#[derive(Debug, Clone, Default)]
pub struct Contested {
    /// The rows that say so.
    pub rows: Vec<RowRef>,
    /// What is to be said of them as long as nothing under the number is taken in.
    pub in_doubt: Vec<Issue>,
    /// If it is one child after all, the headers of years that have several: each without what they differ about.
    pub header: Vec<HeaderRow>,
    /// In the same way, the row of `People.csv`.
    pub people: Vec<PersonRow>,
    /// Each value that is left out by that, to be said when the number is taken in.
    pub left_out: Vec<Issue>,
}

/// The rows of a number that is one child after all: those that `agreed` holds stand for all with their keys.
pub fn as_one<'r, R: Row + 'r>(
    rows: impl IntoIterator<Item = &'r R>,
    agreed: impl IntoIterator<Item = &'r R>,
) -> Vec<&'r R> {
    let mut one: Vec<&R> = agreed.into_iter().collect();
    let keys: HashSet<Key> = one.iter().map(|row| row.key()).collect();
    one.extend(rows.into_iter().filter(|row| !keys.contains(&row.key())));
    one.sort_by_key(|row| (row.key(), row.source()));
    one
}

/// Leaves one row under each key, but for numbers under which two children seem to stand.
pub(crate) fn settle(reading: &mut Reading) {
    let mut settling = Settling {
        files: &reading.files,
        issues: &mut reading.issues,
        contested: &mut reading.contested,
        disputed: &mut reading.disputed,
    };
    for row in settling.one_row_per_key(&mut reading.header) {
        settling.of_number(row.child).header.push(row);
    }
    for row in settling.one_row_per_key(&mut reading.people) {
        settling.of_number(row.child).people.push(row);
    }
    settling.one_row_per_key(&mut reading.episodes);
    settling.one_row_per_key(&mut reading.reviews);
    settling.one_row_per_key(&mut reading.missing);
    settling.one_row_per_key(&mut reading.oc2);
    settling.one_row_per_key(&mut reading.oc3);
    settling.one_row_per_key(&mut reading.sw_episodes);
    settling.one_row_per_key(&mut reading.uasc);
    settling.one_row_per_key(&mut reading.prev_perm);
}

/// The parts of a reading that settling its rows fills.
struct Settling<'r> {
    files: &'r [FileRead],
    issues: &'r mut Vec<Issue>,
    contested: &'r mut BTreeMap<CouncilNumber, Contested>,
    disputed: &'r mut BTreeMap<RowRef, Vec<&'static str>>,
}

impl Settling<'_> {
    /// Orders rows by key and leaves one under each.
    ///
    /// Rows that say the same become one. Where they differ, what they differ about
    /// is left out: which of them is right is not for a reader of files to guess.
    /// Where they can hardly be about one child all stay; answered is then the row
    /// that they would become.
    fn one_row_per_key<R: Row>(&mut self, rows: &mut Vec<R>) -> Vec<R> {
        rows.sort_by_key(|row| (row.key(), row.source()));
        let (mut refused, mut agreed) = (BTreeSet::new(), Vec::new());
        for same in rows.chunk_by_mut(|one, other| one.key() == other.key()) {
            let Some((first, others)) = same.split_first() else { continue };
            if others.is_empty() {
                continue;
            }
            if others.iter().any(|other| first.contests(other)) {
                agreed.push(self.contest(same));
            } else if others.iter().any(|other| first.ends() != other.ends()) {
                refused.extend(self.refuse(same));
            } else {
                refused.extend(self.merge(same));
            }
        }
        rows.retain(|row| !refused.contains(&row.source()));
        agreed
    }

    fn of_number(&mut self, child: CouncilNumber) -> &mut Contested {
        self.contested.entry(child).or_default()
    }

    /// Keeps all rows, and answers the one that they are if it is one child.
    fn contest<R: Row>(&mut self, same: &[R]) -> R {
        let (mut one, lines) = (same[0].clone(), same.iter().map(Row::source).collect::<Vec<_>>());
        let child = one.key().child;
        let differ = one.agree_with(&same[1..]);
        self.disputed.insert(one.source(), differ.clone());
        let contested = self.contested.entry(child).or_default();
        let mut says = Says { files: self.files, issues: &mut contested.in_doubt };
        for at in &lines {
            let other = lines.iter().find(|other| *other != at).copied().unwrap_or(*at);
            let reason = format!(
                "Two children seem to stand under this number: {} has another birth date or name. \
                 {NOTHING_IS_TAKEN_IN}",
                says.place(other, *at)
            );
            says.of_row(*at, Some("CHILD"), child, Severity::ToCheck, reason);
        }
        name_what_differs(same, &differ, &mut Says { files: self.files, issues: &mut contested.left_out });
        contested.rows.extend(lines);
        one
    }

    /// Rows that differ about an end, without which something would look open: none of them is read.
    fn refuse<R: Row>(&mut self, same: &[R]) -> Vec<RowRef> {
        let says = &mut Says { files: self.files, issues: self.issues };
        for row in same {
            let (at, ends) = (row.source(), row.ends());
            let other = same.iter().find(|other| other.ends() != ends).map_or(at, Row::source);
            let reason = format!(
                "This row and {} have the same key and differ about when it ended, so neither is read.",
                says.place(other, at)
            );
            says.of_row(at, Some("CHILD"), row.key().child, Severity::RowRefused, reason);
        }
        same.iter().map(Row::source).collect()
    }

    /// Makes the first row the one that is read; answers the others.
    fn merge<R: Row>(&mut self, same: &mut [R]) -> Vec<RowRef> {
        let mut one = same[0].clone();
        let differ = one.agree_with(&same[1..]);
        let says = &mut Says { files: self.files, issues: self.issues };
        let (first, others) = (&same[0], &same[1..]);
        for other in others {
            let (at, place) = (other.source(), says.place(first.source(), other.source()));
            let otherwise: Vec<&str> = differ
                .iter()
                .filter(|column| other.written(column) != first.written(column))
                .copied()
                .collect();
            let reason = if otherwise.is_empty() {
                format!("This row repeats {place}, which was read.")
            } else {
                let listed = listed(&otherwise);
                format!(
                    "This row has the same key as {place} and differs in {listed}; neither value is taken."
                )
            };
            says.of_row(at, Some("CHILD"), other.key().child, Severity::RowRefused, reason);
        }
        name_what_differs(same, &differ, says);
        if !differ.is_empty() {
            self.disputed.insert(one.source(), differ);
        }
        same[0] = one;
        same[1..].iter().map(Row::source).collect()
    }
}

/// Names each value about which rows differ, each where it stands.
fn name_what_differs<R: Row>(same: &[R], differ: &[&'static str], says: &mut Says<'_>) {
    for row in same {
        for column in differ {
            let Some(value) = row.written(column) else { continue };
            // As of any such value that is left out: somebody may be missing tonight.
            let urgent = if *column == "MISSING_SINCE" {
                " Please find out today whether this young person is missing."
            } else {
                ""
            };
            let reason = format!("{DIFFER}{urgent}");
            says.of_row(row.source(), Some(column), shown(&value), Severity::ValueLeftOut, reason);
        }
    }
}
