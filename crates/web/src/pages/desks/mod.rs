//! The desks: suspected matches, import conflicts, emergencies, who looked.

mod conflicts;
mod emergency;
pub(crate) mod looked;
pub(crate) mod looks;
mod matching;
mod openings;
mod relatives;
mod restrictions;
mod said;
mod side;

use crate::routes::{Access, Table};
use practice::staff::Permission;

pub(super) fn routes(table: Table) -> Table {
    let matches = Access::Needs(&[Permission::DecideMatches]);
    let conflicts = Access::Needs(&[Permission::RecordPerson, Permission::DecideMatches]);
    let review = Access::Needs(&[Permission::ReviewGlass]);
    let emergency = Access::Needs(&[Permission::BreakGlass]);
    let restrict = Access::Needs(&[Permission::RestrictPerson]);
    let audit = Access::Needs(&[Permission::ReadAudit]);
    table
        .get("/matching", matches, matching::list)
        .get("/matching/{case}", matches, matching::ask)
        .post("/matching/{case}", matches, matching::decide)
        .get("/conflicts", conflicts, conflicts::list)
        .get("/conflicts/{conflict}", conflicts, conflicts::ask)
        .post("/conflicts/{conflict}", conflicts, conflicts::decide)
        .get("/openings", review, openings::list)
        .get("/openings/{opening}", review, openings::ask)
        .post("/openings/{opening}", review, openings::review)
        .get("/restrictions", restrict, restrictions::list)
        .get("/emergency", emergency, emergency::ask)
        .post("/emergency", emergency, emergency::open)
        .get("/emergency/nobody", emergency, emergency::nobody)
        .get("/relatives", audit, relatives::list)
        .get("/relatives/{withdrawal}", audit, relatives::ask)
        .post("/relatives/{withdrawal}", audit, relatives::decide)
        .get("/looks", audit, looks::ask)
        .post("/looks", audit, looks::find)
        .get("/looks/refused", audit, looks::refused)
        .get("/looks/workers/{post}", audit, looks::by_worker)
}
