//! Measures and outcomes.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// `outcomes.year_in_care` (OC2 of the return), one for each collection year.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct YearInCare {
    /// The collection year (the year it ends).
    pub year: i16,
    /// Total difficulties score of the carer's SDQ, 0 to 40.
    pub sdq_score: Option<u8>,
    /// Why there is no score (`SDQ_REASON`).
    pub sdq_reason: Option<String>,
    /// The yes and no answers by their column name; absent where blank.
    pub answers: BTreeMap<String, bool>,
}

/// `outcomes.after_care` (OC3 of the return), one for each collection year.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AfterCare {
    /// The collection year (the year it ends).
    pub year: i16,
    /// Whether the council was in touch (`IN_TOUCH`).
    pub in_touch: String,
    /// What they did (ACTIV).
    pub activity: String,
    /// Where they lived (ACCOM).
    pub accommodation: String,
}

/// `outcomes.unaccompanied` (UASC of the return).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unaccompanied {
    /// When that status ceased (DUC).
    pub ceased: Option<Date>,
}
