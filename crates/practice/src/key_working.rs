//! Key working: dated, outliving every placement.

mod contact;
mod continuity;
mod cover;
mod from_when;
mod goodbye;
mod handover;
mod planned;
mod rhythm;
mod task;
mod their_view;

pub(crate) use contact::minutes;
pub use contact::{ContactLogged, ContactWish, InTouch, Touch, contact_logged};
pub use continuity::{Continuity, WithNobody, WithWorker, Workers, continuity};
pub use cover::{Cover, CoverWish, cover_named, covers_now, may_cover};
pub use from_when::from_when;
pub use goodbye::{
    GOODBYE_AHEAD_DAYS, GoodbyeOwed, GoodbyeTold, GoodbyeWish, Teller, ToldBy, goodbye_told, goodbyes_owed,
    owed_by_change,
};
pub use handover::{HandoverWish, HandoverWritten, handover_written};
pub use planned::{
    ContactPlanned, PlanCalledOff, PlanChange, PlanLogged, PlanWish, PlannedTouch, WhoseWish,
    contact_planned, is_asked, plan_change, works_with,
};
pub use rhythm::{Kept, NoRhythm, Rhythm, RhythmAgreed, RhythmWish, kept, meet_by, rhythm_agreed, told_from};
pub use task::{DueTask, MOST_DAYS_OFF, Task, TaskPutOff, agreed, due_tasks, put_off_until};
pub use their_view::{Asked, TheirView, their_view};

use crate::ids::{EventId, PostId};
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
    /// Why; empty where the council's file says none (and in version 1).
    #[serde(default)]
    pub reason: String,
}

/// `key_working.cover_named`: an acting worker, for some days. All cover of one
/// young person is told on one stream, so that two who name it at once meet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CoverNamed {
    /// Who acts.
    pub post: PostId,
    /// The key worker they act for.
    pub covering: PostId,
    /// First day.
    pub from: Date,
    /// Last day.
    pub to: Date,
    /// Why: leave, sickness, a leaver.
    pub reason: String,
}

/// `key_working.cover_ended`: before its last day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CoverEnded {
    /// The event that named it.
    pub cover: EventId,
    /// Why.
    pub reason: String,
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
    /// Close to coming into care.
    EdgingToCare,
    /// Has left care.
    CareLeaver,
}

impl Cohort {
    /// Every group, in the order of lists.
    pub const ALL: [Self; 4] = [Self::LookedAfter, Self::EdgeOfCare, Self::EdgingToCare, Self::CareLeaver];

    /// The group in words.
    pub const fn in_words(self) -> &'static str {
        match self {
            Self::LookedAfter => "In care",
            Self::EdgeOfCare => "At the edge of care",
            Self::EdgingToCare => "Close to coming into care",
            Self::CareLeaver => "Care-experienced",
        }
    }
}

/// `key_working.cohort_recorded`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CohortRecorded {
    /// The group.
    pub cohort: Cohort,
}
