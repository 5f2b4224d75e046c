//! The rules of the service.
//!
//! Everything here is pure: no I/O, no clock, no randomness. A rule takes the
//! facts and the date it is asked about, and answers with a value or with a
//! [`Refusal`]: a sentence a person can read.

pub mod codes;
pub mod dates;
pub mod drafts;
pub mod evidence;
pub mod files;
pub mod homes;
pub mod hubs;
pub mod ids;
pub mod import;
pub mod journal;
pub mod key_working;
pub mod notices;
pub mod numbers;
pub mod outcomes;
pub mod people;
pub mod plans;
mod refusal;
pub mod safety;
pub mod specialists;
pub mod staff;
pub mod story;
pub mod words;
pub mod working_days;

pub use refusal::Refusal;
