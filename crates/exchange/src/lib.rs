//! Files in and out: the SSDA903 return and `People.csv`, read and judged;
//! pictures, made anew so that nothing comes in with them; and other files,
//! judged by what is in them.
//!
//! Everything but [`list_folder`] is pure. [`read_folder`] takes the bytes of
//! the files of a folder and gives typed rows and issues: every line that holds
//! anything is a row or is named by an issue, and no value is ever guessed.
//! Matching rows to people already known is not done here.
//!
//! The columns, and what is done with a bad value of each, are described for
//! councils in `docs/importing.md`.

mod across;
mod archive;
mod cells;
mod checks;
mod dates;
mod episodes;
mod folder_year;
mod issue;
mod module;
mod one_key;
mod people;
mod picture;
mod reading;
mod records;
mod returns;
mod rows;
mod source;
mod taken_in;
mod text;
mod write;
mod written;

pub use across::{AcrossYears, across_years};
pub use archive::NotOffice;
pub use issue::{Issue, Severity, issues_csv};
pub use module::{Module, PEOPLE_COLUMNS, columns};
pub use one_key::{Contested, as_one};
pub use picture::{Kept, Picture, Unfit, painted, remade};
pub use reading::{FileRead, FolderYear, Reading, SameUpn, YearBasis, modules_and_years, read_folder};
pub use rows::{
    EpisodeRow, HeaderRow, Key, MissingNow, MissingRow, Oc2Row, Oc3Row, PermanenceIn, PersonRow, PrevPermRow,
    ProviderUrn, ReviewRow, Row, RowRef, SocialWorker, SwEpisodeRow, UascRow, UpnEntry,
};
pub use source::{Listing, SourceFile, list_folder};
pub use taken_in::{NotTaken, taken_in};
pub use write::{WrongWidth, spreadsheet_csv, to_csv};
