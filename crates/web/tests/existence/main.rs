//! What is not there and what is not yours are the same: in every byte, and in
//! what is written down of the asking. In time too: that is measured alone, in `timing`.

#![expect(clippy::unwrap_used, reason = "in a test a panic is the answer")]

#[path = "../asked/asking.rs"]
mod asking;
mod bytes;
#[path = "../asked/routes.rs"]
mod routes;
#[path = "../asked/same.rs"]
mod same;
mod searching;
#[path = "../asked/subjects.rs"]
mod subjects;
#[path = "../../../work/tests/support/mod.rs"]
mod support;
#[path = "../asked/town.rs"]
mod town;
