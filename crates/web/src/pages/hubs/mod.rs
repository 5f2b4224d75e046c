//! Hubs and what keeps them running.

pub(super) mod on_call;

use crate::routes::{Access, Table};
use practice::staff::Permission;

pub(super) fn routes(table: Table) -> Table {
    let keep = Access::Needs(&[Permission::KeepRota]);
    table
        .get("/on-call", Access::Needs(&[Permission::ReadStory]), on_call::list)
        .get("/on-call/new", keep, on_call::ask)
        .post("/on-call/new", keep, on_call::sent)
        .get("/on-call/{nights}/end", keep, on_call::ask_end)
        .post("/on-call/{nights}/end", keep, on_call::sent_end)
}
