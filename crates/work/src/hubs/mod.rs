//! Hubs and what keeps them running.

mod on_call;
mod out_alone;
mod shift;
mod shift_note;
mod write_shift;

pub use on_call::{NamingOnCall, OnCallNights, end_on_call, name_on_call, on_call_from_tonight};
pub use out_alone::{
    Did, Finding, GOING_OUT, GoingOut, LeftBehind, OutLine, Overdue, OwnTimeOut, ReadyToGo, Step, TimeOut,
    Watched, WhoIsOut, back_safe, go_out, looked_for, out_longer, ready_to_go, time_out, watched, who_is_out,
};
pub(crate) use shift::writes;
pub use shift::{
    DAYS_OF_SHIFTS, NoteLine, ShiftLine, ShiftReader, ShiftUnread, ShiftVersion, Shifts, shifts,
    shifts_unread,
};
pub use shift_note::{OfSomebody, ShiftNote, shift_note, shift_to_write};
pub use write_shift::{CorrectingLine, WritingShift, correct_line, house_words, read_shift, write_shift};
