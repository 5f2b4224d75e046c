//! Work that follows from an act and is done afterwards.

use jiff::civil::Date;
use practice::dates::Instant;
use practice::ids::{AuthorityId, PostId};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// What is to be done. It is kept and read by whoever looks after the
/// program: ids and days only, never a name, an address or anybody's words.
///
/// Queued twice with the same contents it is one job, so a task that comes
/// again says which time it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "task", rename_all = "snake_case")]
pub enum Task {
    /// Write the sealed heads of all councils outside the data folder.
    WriteHeads {
        /// For this day: once on each.
        day: Date,
    },
    /// Fold the views anew whose fold this release changed.
    FoldAnew {
        /// When that was found.
        found: Instant,
    },
    /// Bring in the files that a worker sent through a page and looked at.
    BringIn {
        /// Under what they are kept.
        import: Uuid,
        /// Who asked for it.
        post: PostId,
        /// Which asking: one that was stopped may be asked for again.
        asked: Uuid,
    },
}

impl Task {
    /// What it is called in the log.
    pub fn name(&self) -> &'static str {
        match self {
            Self::WriteHeads { .. } => "write heads",
            Self::FoldAnew { .. } => "fold anew",
            Self::BringIn { .. } => "bring in files",
        }
    }
}

/// A task to be queued.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Job {
    /// Its id.
    pub id: Uuid,
    /// What is to be done.
    pub task: Task,
    /// Not before.
    pub run_after: Instant,
}

/// A job somebody has taken and holds until they are done or late.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TakenJob {
    /// Its id.
    pub id: Uuid,
    /// The council it is about; the installation's own has the nil one.
    pub authority: AuthorityId,
    /// What is to be done; absent where this release does not know it.
    pub task: Option<Task>,
    /// How often it was begun, this time included.
    pub tries: i64,
}

/// A job that is not done yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WaitingJob {
    /// Its id.
    pub id: Uuid,
    /// The council it is about; the installation's own has the nil one.
    pub authority: AuthorityId,
    /// What is to be done; absent where this release does not know it.
    pub task: Option<Task>,
    /// Not before.
    pub run_after: Instant,
    /// How often it was begun.
    pub tries: i64,
    /// What stood in the way last, in a sentence without anybody's data.
    pub trouble: Option<String>,
}
