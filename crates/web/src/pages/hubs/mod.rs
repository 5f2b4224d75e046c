//! Hubs and what keeps them running.

pub(super) mod on_call;
mod out_alone;
pub(crate) mod out_head;
pub(crate) mod shift_line;
mod shift_note;
mod shift_words;
mod shifts;
mod who_is_out;
mod write_shift;

pub(crate) use shift_words::{line as shift_line_told, task as shift_task};

use crate::routes::{Access, Table};
use practice::staff::Permission;

pub(super) fn routes(table: Table) -> Table {
    let keep = Access::Needs(&[Permission::KeepRota]);
    let read = Access::Needs(&[Permission::ReadStory]);
    let write = Access::Needs(&[Permission::WriteStory]);
    table
        .get("/on-call", read, on_call::list)
        .get("/on-call/new", keep, on_call::ask)
        .post("/on-call/new", keep, on_call::sent)
        .get("/on-call/{nights}/end", keep, on_call::ask_end)
        .post("/on-call/{nights}/end", keep, on_call::sent_end)
        .get("/shifts", read, shifts::list)
        .get("/shifts/{shift}", read, shift_note::see)
        .post("/shifts/{shift}/read", read, shift_note::read)
        .get("/shifts/{shift}/write", write, write_shift::ask)
        .post("/shifts/{shift}/write", write, write_shift::sent)
        .get("/out", keep, who_is_out::list)
        .get(out_head::ALARMS, Access::SignedIn, out_head::overdue)
        .get("/out/new", read, out_alone::ask)
        .post("/out/new", read, out_alone::sent)
        .get("/out/{out}", Access::SignedIn, out_alone::see)
        .post("/out/{out}", Access::SignedIn, out_alone::found)
        .get("/out/{out}/safe", Access::SignedIn, out_alone::ask_safe)
        .post("/out/{out}/safe", Access::SignedIn, out_alone::safe)
        .get("/out/{out}/later", Access::SignedIn, out_alone::ask_later)
        .post("/out/{out}/later", Access::SignedIn, out_alone::sent_later)
}
