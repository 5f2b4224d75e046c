//! Hubs and what keeps them running.

mod on_call;
mod out_alone;

pub use on_call::{NamingOnCall, OnCallNights, end_on_call, name_on_call, on_call_from_tonight};
pub use out_alone::{
    Did, Finding, GOING_OUT, GoingOut, LeftBehind, OutLine, Overdue, OwnTimeOut, ReadyToGo, Step, TimeOut,
    Watched, WhoIsOut, back_safe, go_out, looked_for, out_longer, ready_to_go, time_out, watched, who_is_out,
};
