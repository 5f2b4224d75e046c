//! What is not there and what is not yours are the same: in every byte, in
//! what is written down of the asking, and in time.

#![expect(clippy::unwrap_used, reason = "in a test a panic is the answer")]
#![expect(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    clippy::similar_names,
    reason = "statistics of a few thousand measured times"
)]

#[path = "../asked/asking.rs"]
mod asking;
mod bytes;
mod clocked;
mod routes;
mod same;
mod searching;
#[path = "../asked/subjects.rs"]
mod subjects;
#[path = "../../../work/tests/support/mod.rs"]
mod support;
mod timing;
mod town;
