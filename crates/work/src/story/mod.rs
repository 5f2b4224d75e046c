//! The story: reading it and adding to it.

mod disagree;
mod erase;
mod file;
mod note;
mod put_right;
mod read;
mod reclassify;
mod root;
mod tell;

pub use disagree::disagree;
pub use erase::{Erasing, Erasure, erase, to_be_erased};
pub use file::{AddingFile, GivenFile, add_file, entry_of_file, file, files_of_entry, picture, remove_file};
pub use note::{Correction, Note, correct_note, is_too_long_ago, write_note};
pub use put_right::{ADDRESS, HAS_A_FORM_OF_ITS_OWN, PuttingRight, put_right};
pub(crate) use read::shown;
pub use read::{
    Entry, OneEntry, Sheet, StoryFilter, Wrote, entry, entry_to_correct, entry_to_move, read, who_wrote,
};
pub use reclassify::reclassify;
pub use records::StoryPlace;
pub(crate) use root::{Rooted, moves_of, rooted};
pub(crate) use tell::{Righting, Telling, day_of_death, may_read, right, tell, when_it_was};
