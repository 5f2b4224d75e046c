//! Where young people live and stay, and how their days there are.

mod day;

pub use day::{DayNoted, DayPart, DayWish, day_noted, house_now, stayed_with_us};

use crate::ids::TeamId;
use crate::people::VaultRef;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// `homes.care_period`: one episode of the council's return, under one legal
/// status in one place. Codes are those of the collection year it came from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CarePeriod {
    /// First day (DECOM).
    pub from: Date,
    /// Last day (DEC); absent while it goes on.
    pub to: Option<Date>,
    /// Why it began (RNE).
    pub began: String,
    /// Legal status (LS).
    pub legal_status: String,
    /// Category of need (CIN).
    pub need: String,
    /// Kind of placement (PLACE).
    pub place: String,
    /// Who provides it (`PLACE_PROVIDER`).
    pub provider: Option<String>,
    /// Why it ended (REC).
    pub ended: Option<String>,
    /// Why the placement changed (`REASON_PLACE_CHANGE`).
    pub change: Option<String>,
    /// Postcode of home, in the vault.
    pub home_postcode: Option<VaultRef>,
    /// Postcode of the placement, in the vault.
    pub placement_postcode: Option<VaultRef>,
    /// Ofsted number of the placement, in the vault, because it tells where.
    pub urn: Option<VaultRef>,
    /// The collection year (the year it ends) whose codes these are.
    pub year: i16,
}

/// Where somebody sleeps.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Sleeping {
    /// In one of our own houses, guarded by policy.
    Team(TeamId),
    /// Elsewhere: the vault knows where.
    Elsewhere(VaultRef),
    /// Nobody has said.
    NotKnown,
}

/// `homes.sleeping_recorded`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SleepingRecorded {
    /// Where.
    pub place: Sleeping,
    /// What the stay is for, in a few words; empty where nobody has said.
    pub purpose: String,
}

/// `homes.arrival_expected`: whoever wrote the record said that they come tonight.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ArrivalExpected {
    /// The day whose night it is.
    pub on: Date,
}
