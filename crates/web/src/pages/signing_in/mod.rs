//! Coming in and going out: signing in, the second step, locking, posts.

mod account;
mod code;
mod demo;
mod door;
mod invitation;
mod locked;
mod password;
mod posts;
mod recovery;
mod relatives;
mod second_step;
mod session;
mod set_up;
mod sign_in;
mod statement;
mod telephone;

use crate::routes::{Access, Table};

pub(super) fn routes(table: Table) -> Table {
    use Access::{AtTheLock, Demo, Open, Session, SignedIn};
    table
        .get("/sign-in", Open, sign_in::ask)
        .post("/sign-in", Open, sign_in::take)
        .get("/sign-in/code", Open, code::ask)
        .post("/sign-in/code", Open, code::take)
        .get("/sign-in/second-step", Open, second_step::ask)
        .post("/sign-in/second-step", Open, second_step::take)
        .get("/set-up/{token}", Open, set_up::ask)
        .post("/set-up/{token}", Open, set_up::take)
        .get("/join/{token}", Open, invitation::ask)
        .post("/join/{token}", Open, invitation::take)
        .post("/sign-out", Open, session::sign_out)
        .post("/ping", Open, session::ping)
        .get("/locked", AtTheLock, locked::ask)
        .post("/lock", AtTheLock, locked::lock)
        .post("/unlock", AtTheLock, locked::unlock)
        .get("/posts", Session, posts::ask)
        .post("/posts", Session, posts::choose)
        .get("/account", SignedIn, account::show_account)
        .post("/account/sessions", SignedIn, account::end_sessions)
        .get("/account/password", SignedIn, password::ask)
        .post("/account/password", SignedIn, password::take)
        .get("/account/second-step", SignedIn, recovery::ask_second_step)
        .post("/account/second-step", SignedIn, recovery::renew_second_step)
        .get("/account/recovery-codes", SignedIn, recovery::ask_codes)
        .post("/account/recovery-codes", SignedIn, recovery::new_codes)
        .get("/account/telephone", SignedIn, telephone::ask)
        .post("/account/telephone", SignedIn, telephone::take)
        .get("/account/relatives", SignedIn, relatives::ask)
        .post("/account/relatives", SignedIn, relatives::declare)
        .get("/account/relatives/withdraw", SignedIn, relatives::ask_withdraw)
        .post("/account/relatives/withdraw", SignedIn, relatives::withdraw)
        .get("/demo", Demo, demo::ask)
        .post("/demo", Demo, demo::take)
        .get("/accessibility", Open, statement::show_statement)
}
