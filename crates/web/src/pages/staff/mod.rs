//! The people who work here: posts, teams, the council and its own words.

mod accounts;
mod address;
mod announcement;
mod council;
mod handing;
mod list;
mod logo;
mod post;
mod post_end;
mod post_form;
mod post_invite;
mod teams;
mod words;
mod words_list;

use crate::parts::{NavItem, nav_item};
use crate::routes::{Access, Table};
use crate::visitor::Visitor;
pub(crate) use logo::logo_url;
use practice::staff::Permission;

pub(super) fn routes(table: Table) -> Table {
    let staff = Access::Needs(&[Permission::ManageStaff]);
    let words = Access::Needs(&[Permission::ManageWords]);
    table
        .get("/staff", staff, list::show_list)
        .get("/staff/accounts", staff, accounts::show_list)
        .get("/staff/accounts/{account}/close", staff, accounts::ask_close)
        .post("/staff/accounts/{account}/close", staff, accounts::close)
        .get("/staff/accounts/{account}/address", staff, address::ask)
        .post("/staff/accounts/{account}/address", staff, address::change)
        .get("/staff/teams/new", staff, teams::ask_new)
        .post("/staff/teams/new", staff, teams::create)
        .get("/staff/teams/{team}", staff, teams::ask_name)
        .post("/staff/teams/{team}", staff, teams::rename)
        .get("/staff/teams/{team}/close", staff, teams::ask_close)
        .post("/staff/teams/{team}/close", staff, teams::close)
        .get("/staff/posts/new", staff, post_form::ask_new)
        .post("/staff/posts/new", staff, post_form::create)
        .get("/staff/posts/{post}", staff, post::show_post)
        .get("/staff/posts/{post}/change", staff, post_form::ask_change)
        .post("/staff/posts/{post}/change", staff, post_form::change)
        .get("/staff/posts/{post}/end", staff, post_end::ask)
        .post("/staff/posts/{post}/end", staff, post_end::end)
        .get("/staff/posts/{post}/invite", staff, post_invite::ask)
        .post("/staff/posts/{post}/invite", staff, post_invite::invite_worker)
        .get("/staff/posts/{post}/sessions", staff, post::ask_sessions)
        .post("/staff/posts/{post}/sessions", staff, post::end_sessions)
        .get("/staff/posts/{post}/second-step", staff, post::ask_second_step)
        .post("/staff/posts/{post}/second-step", staff, post::clear_step)
        .get("/staff/council", words, council::ask)
        .post("/staff/council", words, council::describe)
        .get("/staff/council/logo", words, logo::ask)
        .post("/staff/council/logo", words, logo::change)
        .get("/logo/{file}", Access::Open, logo::show_logo)
        .get("/words", words, words::list)
        .get("/words/{word}", words, words::ask)
        .post("/words/{word}", words, words::change)
}

/// The pages of administration, as sections.
fn sections(visitor: &Visitor) -> Vec<NavItem> {
    let places = [
        ("/staff", "Posts and teams", Permission::ManageStaff),
        ("/staff/accounts", "Accounts", Permission::ManageStaff),
        ("/staff/council", "The council", Permission::ManageWords),
        ("/words", "Words and lists", Permission::ManageWords),
    ];
    let path = visitor.here.split('?').next().unwrap_or_default();
    places
        .into_iter()
        .filter(|(_, _, needs)| visitor.may(*needs))
        .map(|(href, words, _)| nav_item(href, words, path == href))
        .collect()
}
