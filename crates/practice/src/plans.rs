//! Plans and reviews.

use crate::dates::PartialDate;
use serde::{Deserialize, Serialize};

/// `plans.review_held`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReviewHeld {
    /// How the young person took part (`REVIEW_CODE`, PN0 to PN7).
    pub took_part: String,
}

/// `plans.permanence_before` (PrevPerm of the return).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PermanenceBefore {
    /// How it had ended (`PREV_PERM`).
    pub option: String,
    /// The authority of that time (`LA_PERM`).
    pub authority: Option<String>,
    /// When, as far as known (`DATE_PERM`).
    pub on: Option<PartialDate>,
}
