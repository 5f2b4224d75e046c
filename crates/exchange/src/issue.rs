//! What was found wrong, and the file that tells a council about it.

use std::sync::Arc;

/// What an issue means for what is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Nothing of the file was read.
    FileRefused,
    /// The row was not read.
    RowRefused,
    /// The row was read without this value.
    ValueLeftOut,
    /// It was read as it stands; somebody should look at it.
    ToCheck,
    /// Worth knowing; nothing is wrong with what was read.
    Note,
}

impl Severity {
    /// What was done, in words.
    pub fn in_words(self) -> &'static str {
        match self {
            Self::FileRefused => "File not read",
            Self::RowRefused => "Row not read",
            Self::ValueLeftOut => "Value left out",
            Self::ToCheck => "Please check",
            Self::Note => "For information",
        }
    }
}

/// One thing found in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Issue {
    /// The file, as it was named when handed in.
    pub file: Arc<str>,
    /// The line, counted from 1 as editors do; `None` for the whole file.
    pub line: Option<u32>,
    /// The column, when it is about one value.
    pub column: Option<&'static str>,
    /// The value as it stands in the file, cut to 100 characters.
    pub value: String,
    /// Why, in a sentence.
    pub reason: String,
    /// What was done.
    pub severity: Severity,
}

impl Issue {
    /// An issue about a whole file.
    pub(crate) fn of_file(file: &Arc<str>, severity: Severity, reason: impl Into<String>) -> Self {
        let reason = reason.into();
        Self { file: Arc::clone(file), line: None, column: None, value: String::new(), reason, severity }
    }
}

/// A value as an issue shows it.
pub(crate) fn shown(value: &str) -> String {
    value.chars().take(100).collect()
}

/// The issues as a file for a spreadsheet.
pub fn issues_csv<'i>(issues: impl IntoIterator<Item = &'i Issue>) -> Vec<u8> {
    let head = ["FILE", "LINE", "COLUMN", "VALUE", "WHAT_WAS_DONE", "REASON"].map(String::from);
    let rows = issues.into_iter().map(|issue| {
        [
            issue.file.to_string(),
            issue.line.map(|line| line.to_string()).unwrap_or_default(),
            issue.column.unwrap_or_default().to_string(),
            issue.value.clone(),
            issue.severity.in_words().to_string(),
            issue.reason.clone(),
        ]
    });
    crate::spreadsheet_csv(std::iter::once(head).chain(rows))
}
