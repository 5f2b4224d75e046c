//! Key working: dated, outliving every placement.

use crate::ids::PostId;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// `key_working.key_worker_named`: opens the journey when it is the first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeyWorkerNamed {
    /// The worker's post.
    pub post: PostId,
    /// Why this worker; empty where the council's file says none.
    pub reason: String,
    /// What the young person said about it; empty where nobody asked.
    pub young_person_said: String,
}

/// `key_working.key_working_ended`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeyWorkingEnded {
    /// Why, agreed by both.
    pub reason: String,
}

/// `key_working.social_worker_named`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SocialWorkerNamed {
    /// The social worker's post.
    pub post: PostId,
}

/// `key_working.social_worker_spell`: a row of SWEpisodes. The return knows
/// social workers by number; a key worker is never one of them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SocialWorkerSpell {
    /// Social Work England number, or XX where there is none.
    pub number: String,
    /// First day.
    pub from: Date,
    /// Last day; absent while it goes on.
    pub to: Option<Date>,
    /// Why it changed (`SW_REASON`).
    pub reason: Option<String>,
}

/// Which group a young person belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Cohort {
    /// Looked after.
    LookedAfter,
    /// At the edge of care.
    EdgeOfCare,
    /// Moving towards the edge of care.
    EdgingToCare,
    /// Has left care.
    CareLeaver,
}

/// `key_working.cohort_recorded`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CohortRecorded {
    /// The group.
    pub cohort: Cohort,
}
