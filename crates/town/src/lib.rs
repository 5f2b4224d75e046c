//! The synthetic service: council files for demonstrations and tests.
//!
//! Everybody here is invented. A [`Plan`] and nothing else decides what comes
//! out: the same plan gives the same bytes on every machine. Each life is
//! drawn whole, by the child's place in the list, and the files are views of
//! it; so a later year repeats what earlier years said.

mod chance;
mod corrected;
mod dirt;
mod files;
mod known;
mod life;
mod names;
mod notes;
mod person;
mod places;
mod plan;
mod portrait;
mod staff;
mod table;

pub use corrected::{Corrected, corrected};
pub use dirt::{Dirtied, ExpectedIssue, dirty};
pub use files::council_files;
pub use known::{Known, PhotoTaken, known};
pub use notes::{DatedNote, Note, notes, notes_between};
pub use person::{Person, Sex, people};
pub use places::{HUBS, Hub};
pub use plan::{Plan, next_year};
pub use portrait::portrait;
pub use staff::{Worker, staff};

/// The invented council whose files these are.
pub const COUNCIL: &str = "Fellmoor Council";
