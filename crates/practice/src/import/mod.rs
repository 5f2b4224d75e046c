//! What the council's files mean against what stands here.
//!
//! A file makes [`Claim`]s; a record is folded into what [`Record::stands`];
//! [`verdict`] says what follows. A blank never unsays anything, an older
//! return never overrules a newer one (and is named where it says otherwise), and what a worker wrote here is never
//! overwritten.

mod claim;
mod differs;
mod names;
mod people;
mod record;
mod said;
mod thing;
mod vanished;
mod verdict;

pub use claim::Claim;
pub use differs::{Difference, differences};
pub use names::{Moved, Named, Words, another_name, hardly_theirs, moved_names, words};
pub use people::{
    NOTHING_IS_TAKEN_IN, OLDEST, YOUNGEST, clearly_different, comes_in, leaves_the_ages, sex_in_letters,
};
pub use record::{Case, LeftOut, Record, Standing, conflict_stream, unread};
pub(crate) use said::range_of;
pub use said::{Guarded, Kept, Place, Said, references};
pub use thing::Thing;
pub use vanished::expected_in;
pub use verdict::{Verdict, verdict};

#[cfg(test)]
mod tests;
