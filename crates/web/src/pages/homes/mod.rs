//! Where young people live and stay.

mod tonight;

use crate::routes::{Access, Table};
use practice::staff::Permission;

pub(super) fn routes(table: Table) -> Table {
    let read = Access::Needs(&[Permission::ReadStory]);
    table.get("/tonight", read, tonight::show).get("/tonight/print", read, tonight::print)
}
