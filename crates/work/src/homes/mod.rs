//! Where young people live and stay: how the days in our houses are, the log book of a house, and who is where tonight.

mod log_book;
mod note_day;
mod tonight;

pub use log_book::{LogBook, Resident, log_book};
pub use note_day::{CorrectingDay, NotingDay, correct_day, note_day};
pub use tonight::{Sheltered, Tonight, tonight, tonight_on_paper};
