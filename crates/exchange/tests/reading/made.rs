//! Files made for the tests. All people in them are invented.

use exchange::{Issue, Reading, Severity, SourceFile, read_folder};

pub(crate) const EPISODES: &str =
    "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN";
pub(crate) const HEADER: &str = "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB";
pub(crate) const MISSING: &str = "CHILD,DOB,MISSING,MIS_START,MIS_END";
pub(crate) const REVIEWS: &str = "CHILD,DOB,REVIEW,REVIEW_CODE";
pub(crate) const OC2: &str = "CHILD,DOB,SDQ_SCORE,SDQ_REASON,CONVICTED,HEALTH_CHECK,IMMUNISATIONS,TEETH_CHECK,\
                       HEALTH_ASSESSMENT,SUBSTANCE_MISUSE,INTERVENTION_RECEIVED,INTERVENTION_OFFERED";
pub(crate) const PEOPLE: &str = "CHILD,LEGAL_NAME,NAME_USED,DOB,TEAM,SOCIAL_WORKER,KEY_WORKER,KEY_WORKER_SINCE,COHORT,\
                          SLEEPING_AT,STAY_PURPOSE,MISSING_SINCE";

/// A file with a first line and rows, ended by LF.
pub(crate) fn file(path: &str, head: &str, rows: &[&str]) -> SourceFile {
    let text = std::iter::once(head).chain(rows.iter().copied()).collect::<Vec<_>>().join("\n");
    SourceFile { path: path.to_string(), bytes: format!("{text}\n").into_bytes() }
}

/// A file of exactly these bytes.
pub(crate) fn raw(path: &str, bytes: impl Into<Vec<u8>>) -> SourceFile {
    SourceFile { path: path.to_string(), bytes: bytes.into() }
}

/// Reads one file of 2025-26.
pub(crate) fn read(head: &str, rows: &[&str]) -> Reading {
    read_folder(vec![file("2025-26/file.csv", head, rows)])
}

/// The issues that change what was read, as "line column: what was done".
pub(crate) fn told(reading: &Reading) -> Vec<String> {
    let changes = |issue: &&Issue| issue.severity != Severity::Note;
    let told = |issue: &Issue| {
        let line = issue.line.map_or_else(|| String::from("file"), |line| line.to_string());
        format!("{line} {}: {}", issue.column.unwrap_or("-"), issue.severity.in_words())
    };
    reading.issues.iter().filter(changes).map(told).collect()
}

/// The sentences of all issues, one per line.
pub(crate) fn sentences(reading: &Reading) -> String {
    reading.issues.iter().map(|issue| issue.reason.clone()).collect::<Vec<_>>().join("\n")
}
