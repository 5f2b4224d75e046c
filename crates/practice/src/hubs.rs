//! Teams and hubs.

use crate::ids::TeamId;
use serde::{Deserialize, Serialize};

/// `hubs.responsible_team_named`: a young person has one responsible team.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ResponsibleTeamNamed {
    /// The team.
    pub team: TeamId,
    /// Its name on that day.
    pub name: String,
    /// Why; empty where the council's file says none (and in version 1).
    #[serde(default)]
    pub reason: String,
}
