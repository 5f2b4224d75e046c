//! Our houses: how the days there are for those who stay in them, and the log book of a house.

mod log_book;
mod note_day;

pub use log_book::{LogBook, Resident, log_book};
pub use note_day::{CorrectingDay, NotingDay, correct_day, note_day};
