//! Saying something of a row of the files.

use super::survey::label;
use exchange::{Issue, Module, Reading, RowRef, Severity};
use practice::codes::CollectionYear;
use practice::import::{Claim, Difference, Said, differences};
use practice::numbers::CouncilNumber;
use std::sync::Arc;

/// Collects what is said of rows.
pub(super) struct Says<'r> {
    pub(super) reading: &'r Reading,
    pub(super) issues: Vec<Issue>,
}

impl<'r> Says<'r> {
    pub(super) fn about(reading: &'r Reading) -> Self {
        Self { reading, issues: Vec::new() }
    }

    /// Something found in a row, in one column of it where it is about one.
    pub(super) fn row(
        &mut self,
        at: RowRef,
        column: Option<&'static str>,
        value: &str,
        severity: Severity,
        reason: impl Into<String>,
    ) {
        let file = self.path(at);
        let value = value.chars().take(100).collect();
        self.issues.push(Issue { file, line: Some(at.line), column, value, reason: reason.into(), severity });
    }

    /// That two children seem to stand under a number, on each row that says so.
    pub(super) fn in_doubt(&mut self, number: CouncilNumber) {
        let doubt = self.reading.contested.get(&number);
        self.issues.extend(doubt.iter().flat_map(|doubt| &doubt.in_doubt).cloned());
    }

    /// What the rows of one child differ about, each value where it stands.
    pub(super) fn left_out(&mut self, number: CouncilNumber) {
        let doubt = self.reading.contested.get(&number);
        self.issues.extend(doubt.iter().flat_map(|doubt| &doubt.left_out).cloned());
    }

    /// What a row of an older return says otherwise than a newer one, which stands.
    pub(super) fn overtaken(
        &mut self,
        at: RowRef,
        older: &Claim,
        newer: &Said,
        newer_year: Option<CollectionYear>,
    ) {
        let Some(year) = older.year else { return };
        let newer_year = newer_year.map_or_else(|| "A newer".to_owned(), |year| format!("The {year}"));
        for Difference { column, value } in differences(&older.said, newer, year) {
            let reason = format!("{newer_year} return says otherwise of the same thing, and stands.");
            self.row(at, Some(column), &value, Severity::ValueLeftOut, reason);
        }
    }

    /// Something that is about a kind of file of a year, and not about a line in it. Where there are several of
    /// them the first is named.
    pub(super) fn file(
        &mut self,
        (module, year): (Module, Option<CollectionYear>),
        column: Option<&'static str>,
        value: &str,
        severity: Severity,
        reason: impl Into<String>,
    ) {
        let mut files = self.reading.files.iter();
        let of_kind = files.find(|file| file.module == Some(module) && file.year == year);
        let file = of_kind.map_or_else(|| Arc::from(label(module, year)), |file| Arc::clone(&file.path));
        self.issues.push(Issue {
            file,
            line: None,
            column,
            value: value.into(),
            reason: reason.into(),
            severity,
        });
    }

    fn path(&self, at: RowRef) -> Arc<str> {
        self.reading
            .files
            .get(usize::from(at.file))
            .map_or_else(|| Arc::from(""), |file| Arc::clone(&file.path))
    }
}
