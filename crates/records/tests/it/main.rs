//! The contract of the records floor, held on both engines.
//!
//! Every rule is one test that runs twice. Without PostgreSQL these tests
//! fail: they never skip.
#![expect(clippy::unwrap_used, reason = "in a test a panic is the answer")]

mod appending;
mod beside;
mod contacts;
mod copying;
mod disturbed;
mod drafts;
mod erasing;
mod every_query;
mod files;
mod folding;
mod ground;
mod idempotency;
mod jobs;
mod life;
mod listing;
mod looks;
mod out_alone;
mod pen;
mod policy;
mod raw;
mod refolding;
mod schema;
mod seals;
mod story;
mod together;
mod told;
mod vault;
