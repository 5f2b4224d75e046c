//! Specialists: pulled in to the one team and the one plan; nobody is referred on.

mod pull_in;

pub(crate) use pull_in::stream_of;
pub use pull_in::{PullingIn, pull_in, step_out};
