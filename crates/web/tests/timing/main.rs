//! What is not there and what is not yours take the same time. A program of its
//! own, so that nothing else runs while times are taken.

#![expect(clippy::unwrap_used, reason = "in a test a panic is the answer")]
#![expect(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    clippy::similar_names,
    reason = "statistics of a few thousand measured times"
)]
#![expect(dead_code, reason = "the tests of bytes use the rest of the town")]

#[path = "../asked/asking.rs"]
mod asking;
mod clocked;
mod pairs;
#[path = "../asked/routes.rs"]
mod routes;
#[path = "../asked/same.rs"]
mod same;
#[path = "../asked/subjects.rs"]
mod subjects;
#[path = "../../../work/tests/support/mod.rs"]
mod support;
#[path = "../asked/town.rs"]
mod town;
