//! Who may do what with whom: every route, every role and every relation to a
//! young person, written by hand and tried on both engines.
//!
//! How to add a route: two lines, as the head of `rows.rs` says.

#![expect(clippy::unwrap_used, reason = "in a test a panic is the answer")]

mod addresses;
#[path = "../asked/asking.rs"]
mod asking;
mod cells;
mod clauses;
mod filled;
mod grids;
mod hostile;
mod known;
mod laws;
mod lists;
mod outs;
mod patched;
mod roles;
mod rows;
mod spoils;
#[path = "../asked/subjects.rs"]
mod subjects;
mod succeeding;
#[path = "../../../work/tests/support/mod.rs"]
mod support;
mod town;
mod trying;
mod twice;
