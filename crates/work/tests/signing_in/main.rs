//! Signing in, on both engines.

#![expect(clippy::unwrap_used, reason = "in a test a panic is the answer")]

#[path = "../support/mod.rs"]
mod support;

mod app;
mod door;
mod drafts;
mod in_one_moment;
mod invitations;
mod invited_relatives;
mod second_step;
mod sessions;
mod set_up;
mod throttle;
