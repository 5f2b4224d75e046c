//! Specialists: pulled in to the one team, never referred on.

use crate::Refusal;
use crate::ids::PostId;
use crate::staff::Role;
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

/// Somebody pulled in is followed by a worker of one of their own roles: what the
/// young person was promised goes on, and nobody of another kind learns of it.
///
/// # Errors
/// A sentence at the field `pull_ins`.
pub fn takes_a_pull_in_over(leaver: &[Role], follows: &[Role]) -> Result<(), Refusal> {
    if follows.iter().any(|role| leaver.contains(role)) {
        return Ok(());
    }
    Err(Refusal::of("pull_ins", "Choose somebody with one of the same roles as the worker who leaves."))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pull_in_is_taken_over_by_a_worker_of_one_of_the_same_roles() {
        let leaver = [Role::LifeCoach, Role::PortfolioLead];
        assert!(takes_a_pull_in_over(&leaver, &[Role::HubManager, Role::LifeCoach]).is_ok());
        let refusal = takes_a_pull_in_over(&leaver, &[Role::HubManager]).unwrap_err();
        assert_eq!(refusal.field.as_deref(), Some("pull_ins"));
    }
}
