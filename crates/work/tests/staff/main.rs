//! Teams, posts and the council's own words, on both engines.

#![expect(clippy::unwrap_used, reason = "in a test a panic is the answer")]

#[path = "../support/mod.rs"]
mod support;

mod accounts;
mod council;
mod cover;
mod leaving;
mod posts;
mod relatives;
mod responsible;
mod seal_key;
mod teams;
