//! Specialists: pulled in to the one team, never referred on.

use crate::ids::PostId;
use serde::{Deserialize, Serialize};

/// `specialists.pulled_in`: one stream for each worker and young person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PulledIn {
    /// The worker's post.
    pub post: PostId,
    /// What they are pulled in for, in a sentence.
    pub purpose: String,
}

/// `specialists.stepped_out`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SteppedOut {
    /// Why they are no longer needed.
    pub reason: String,
}
