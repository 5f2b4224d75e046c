//! What is kept from whom, who is told of what, and what falls due, on both engines.

#![expect(clippy::unwrap_used, reason = "in a test a panic is the answer")]

#[path = "../support/mod.rs"]
mod support;

mod addresses;
mod adoption;
mod arrival;
mod classes;
mod death;
mod erasing;
mod former;
mod key_workers;
mod letters;
mod likely;
mod notes;
mod numbers;
mod openings;
mod restrictions;
mod town;
