//! Bringing in a council's files, on both engines.

#![expect(clippy::unwrap_used, reason = "in a test a panic is the answer")]

#[path = "../support/mod.rs"]
mod support;

mod adopted;
mod ages;
mod anothers;
mod changed;
mod conflicts;
mod desk;
mod doubt;
mod files;
mod for_page;
mod gaps;
mod interrupted;
mod later;
mod meddling;
mod moved;
mod one_child;
mod put_right;
mod several_records;
mod tonight;
mod two_under_one;
mod whole;
mod years;
