//! Hubs and what keeps them running.

mod on_call;

pub use on_call::{NamingOnCall, OnCallNights, end_on_call, name_on_call, on_call_from_tonight};
