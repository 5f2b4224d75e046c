//! Facts of a young person that a header holds, each as it stands.

use super::events::{ContactKind, FamilyMemberRecorded, HealthRecorded};
use super::vault::VaultRef;
use crate::homes::CarePeriod;
use crate::safety::Away;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// A way to reach somebody; the vault holds the value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContactPoint {
    /// What kind.
    pub kind: ContactKind,
    /// Where the vault keeps it.
    pub value: VaultRef,
    /// Shown to named workers only.
    pub shielded: bool,
    /// Why it is no longer right, where it is not.
    pub ended: Option<String>,
}

/// Somebody in the family or network.
pub type FamilyMember = FamilyMemberRecorded;

/// An alert, standing or ended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Alert {
    /// What to be careful about.
    pub alert: String,
    /// When somebody looks at it again.
    pub review_on: Date,
    /// Whether the young person was told.
    pub young_person_told: bool,
    /// Why it ended, where it has.
    pub ended: Option<String>,
}

/// A health fact that a night worker needs.
pub type HealthFact = HealthRecorded;

/// A period in care.
pub type CareSpell = CarePeriod;

/// A time missing or away.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MissingSpell {
    /// Missing or away.
    pub kind: Away,
    /// First day.
    pub from: Date,
    /// The day they were back.
    pub to: Option<Date>,
}
