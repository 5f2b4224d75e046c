//! The story: reading it, adding to it, and each entry's own page.

mod answers;
mod contact;
mod correct;
mod day;
mod disagree;
mod entry;
mod file;
mod filter;
mod incident;
mod incident_told;
mod log_book;
mod note;
mod put_right;
mod reclassify;
pub(crate) mod right;
mod said;
mod telling;
pub(crate) mod their_words;
mod timeline;
mod words;

pub(crate) use answers::facts;
pub(crate) use note::{class, classes, doubt_addresses, doubt_day};
pub(crate) use said::{drawn, left_out, reason_of};
pub(crate) use telling::tell;
pub(crate) use timeline::last_in_touch;

use crate::routes::{Access, Table};
use practice::staff::Permission;

pub(super) fn routes(table: Table) -> Table {
    let read = Access::Needs(&[Permission::ReadStory]);
    let write = Access::Needs(&[Permission::WriteStory]);
    let restrict = Access::Needs(&[Permission::RestrictPerson]);
    table
        .get("/log-book", read, log_book::show)
        .get("/people/{person}/story", read, timeline::show)
        .get("/people/{person}/story/print", read, timeline::print)
        .get("/people/{person}/contacts/new", write, contact::ask)
        .post("/people/{person}/contacts/new", write, contact::sent)
        .get("/people/{person}/days/new", write, day::ask)
        .post("/people/{person}/days/new", write, day::sent)
        .get("/people/{person}/incidents/new", write, incident::ask)
        .post("/people/{person}/incidents/new", write, incident::sent)
        .get("/people/{person}/notes/new", write, note::ask)
        .post("/people/{person}/notes/new", write, note::sent)
        .get("/entries/{event}", read, entry::show)
        .get("/entries/{event}/add", write, incident::ask_more)
        .post("/entries/{event}/add", write, incident::sent_more)
        .get("/entries/{event}/correct", write, correct::ask)
        .post("/entries/{event}/correct", write, correct::sent)
        .get("/people/{person}/files/new", write, file::ask)
        .post("/people/{person}/files/new", write, file::sent)
        .get("/people/{person}/files/{added}", read, file::give)
        .get("/people/{person}/files/{added}/picture", read, file::picture)
        .get("/people/{person}/files/{added}/remove", write, file::ask_remove)
        .post("/people/{person}/files/{added}/remove", write, file::removed)
        .get("/entries/{event}/files/new", write, file::ask_for_entry)
        .post("/entries/{event}/files/new", write, file::sent_for_entry)
        .get("/entries/{event}/disagree", write, disagree::ask)
        .post("/entries/{event}/disagree", write, disagree::sent)
        .get("/entries/{event}/move", restrict, reclassify::ask)
        .post("/entries/{event}/move", restrict, reclassify::sent)
}
