//! Missing, police, exploitation, crises, incidents in a house.

mod incident;
mod owed;
mod talk;

pub use incident::{
    AddingWish, Held, Holding, IncidentAddedTo, IncidentKnown, IncidentRecorded, IncidentWish, Injuries,
    KnownWish, OrNot, Repair, WhatBecame, added_to, incident_recorded,
};
pub use owed::{Duty, Owed, owed};
pub use talk::{Between, Talk, TalkWish};

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// Missing, or away with whereabouts known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Away {
    /// Whereabouts not known (M).
    Missing,
    /// Away from the placement without agreement, whereabouts known (A).
    WithoutAgreement,
}

/// `safety.missing_recorded`: one stream for each time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MissingRecorded {
    /// Missing or away.
    pub kind: Away,
    /// First day.
    pub from: Date,
    /// The day they were back; absent while they are not.
    pub to: Option<Date>,
}
