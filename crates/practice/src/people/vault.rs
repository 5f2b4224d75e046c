//! References into the vault.

use crate::ids::VaultId;
use serde::{Deserialize, Serialize};

/// Where the vault keeps a value that tells where somebody is or how to reach
/// them. The event holds this and never the value.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct VaultRef {
    /// The row of the vault.
    pub id: VaultId,
    /// SHA-256 of the vault row's random salt and the value, in hex: the
    /// journal can prove what was kept without telling it.
    pub digest: String,
}
