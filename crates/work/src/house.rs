//! The house: the records, a clock and chance, shared by all desks.

use practice::dates::Instant;
use records::{Job, Records, Task};
use std::sync::Arc;
use uuid::Uuid;

/// Where the time comes from; a test or a simulation brings its own.
pub trait Clock: Send + Sync {
    /// The moment now.
    fn now(&self) -> Instant;
}

/// Where ids, salts and tokens come from; a test or a simulation seeds its own.
pub trait Chance: Send + Sync {
    /// Fills all of `bytes` with random bytes.
    fn fill(&self, bytes: &mut [u8]);
}

/// Everything a desk needs, cheap to clone.
#[derive(Clone)]
pub struct House {
    /// What is written down.
    pub records: Records,
    /// Where the time comes from.
    pub clock: Arc<dyn Clock>,
    /// Where randomness comes from.
    pub chance: Arc<dyn Chance>,
}

impl std::fmt::Debug for House {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("House").field("records", &self.records).finish_non_exhaustive()
    }
}

/// Whether the house can do its work.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Health {
    /// It can.
    Well,
    /// The database does not answer.
    NoAnswer,
    /// The last write did not reach the disk.
    NotWritten,
}

/// Asks the database for something small, and how its last write went.
pub async fn health(house: &House) -> Health {
    match (house.records.councils().await, house.records.is_well()) {
        (Err(_), _) => Health::NoAnswer,
        (Ok(_), false) => Health::NotWritten,
        (Ok(_), true) => Health::Well,
    }
}

impl House {
    /// The moment now.
    pub fn now(&self) -> Instant {
        self.clock.now()
    }

    /// Random bytes.
    pub fn random<const N: usize>(&self) -> [u8; N] {
        let mut bytes = [0; N];
        self.chance.fill(&mut bytes);
        bytes
    }

    /// A new id that sorts by the moment it was made (UUID v7).
    pub fn id(&self) -> Uuid {
        let millis = u64::try_from(self.now().0 / 1000).unwrap_or(0);
        uuid::Builder::from_unix_timestamp_millis(millis, &self.random()).into_uuid()
    }

    /// A job that is due at once.
    pub fn job(&self, task: Task) -> Job {
        Job { id: self.id(), task, run_after: self.now() }
    }

    /// A new id that tells nothing of when it was made (UUID v4), for what
    /// stands in an address.
    pub fn blind_id(&self) -> Uuid {
        uuid::Builder::from_random_bytes(self.random()).into_uuid()
    }
}
