//! Young people: who they are, how to reach them, who may know.

mod adoption;
mod by_hand;
pub mod called;
mod clocks;
mod conflict;
mod events;
mod facts;
mod header;
mod key_dates;
pub mod keys;
mod matching;
mod name_fit;
mod photo;
mod vault;

pub use adoption::{
    Adopted, Adoption, AdoptionForm, AdoptionUndone, AdoptionWorkersNamed, adoption_named, adoption_reason,
};
pub use by_hand::{alert_looked_at, born_by_hand, died_by_hand};
pub use clocks::opening_due;
pub use conflict::{Choice, FileConflict, class_now, conflict_on, decide_conflict};
pub use events::*;
pub use facts::{Alert, CareSpell, ContactPoint, FamilyMember, HealthFact, MissingSpell};
pub use header::{Dated, Header, Restriction, Status};
pub use key_dates::{AgeThatMatters, ComingAge, KeyDate, KeyMatter};
pub use matching::{
    ChildOfFile, FileSays, Likeness, MatchDecided, MatchDecision, MatchSuspected, MatchSuspectedInWords,
};
pub use name_fit::{NameFit, name_fit};
pub use photo::{
    AboutPhoto, Photo, PhotoAnswer, PhotoAsked, PhotoRecorded, PhotoRemoved, about_photo, is_old_photo,
    photo_removed,
};
pub use vault::{VaultRef, references_in};
