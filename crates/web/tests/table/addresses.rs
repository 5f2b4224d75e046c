//! Every address about nobody: of the service, of a list, or of whoever asks,
//! and what each role gets there. By hand, as all of this table.

use crate::roles::{
    ADMINISTRATION, AUDIT, DECIDERS, DESK, EVERYBODY, IMPORT, MANAGERS, NUMBERS, ON_CALL, READERS, RECORDERS,
    REVIEWERS, ROTA, Roles, SEEKERS,
};

/// What some roles get.
type Gets = (Roles, u16);

/// One address: whoever is not named gets 403, somebody not signed in is led
/// to the door.
pub(crate) struct Row {
    pub(crate) method: &'static str,
    pub(crate) path: &'static str,
    pub(crate) gets: &'static [Gets],
    /// What somebody gets who is not signed in.
    pub(crate) nobody: u16,
}

const fn row(method: &'static str, path: &'static str, gets: &'static [Gets]) -> Row {
    Row { method, path, gets, nobody: 303 }
}

const fn open(method: &'static str, path: &'static str, status: u16) -> Row {
    let gets: &'static [Gets] = match status {
        200 => &[(EVERYBODY, 200)],
        204 => &[(EVERYBODY, 204)],
        303 => &[(EVERYBODY, 303)],
        404 => &[(EVERYBODY, 404)],
        _ => &[(EVERYBODY, 422)],
    };
    Row { method, path, gets, nobody: status }
}

pub(crate) const ADDRESSES: &[Row] = &[
    // Before anybody is signed in.
    open("GET", "/health/live", 200),
    open("GET", "/health/ready", 200),
    open("GET", "/accessibility", 200),
    open("GET", "/logo/{file}", 404),
    Row { method: "GET", path: "/sign-in", gets: &[(EVERYBODY, 303)], nobody: 200 },
    open("POST", "/sign-in", 422),
    open("GET", "/sign-in/code", 303),
    open("POST", "/sign-in/code", 422),
    open("GET", "/sign-in/second-step", 303),
    open("POST", "/sign-in/second-step", 303),
    open("GET", "/set-up/{token}", 404),
    open("POST", "/set-up/{token}", 404),
    open("GET", "/join/{token}", 404),
    open("POST", "/join/{token}", 404),
    open("GET", "/demo", 404),
    open("POST", "/demo", 404),
    open("POST", "/sign-out", 303),
    Row { method: "POST", path: "/ping", gets: &[(EVERYBODY, 204)], nobody: 401 },
    // Everybody's own.
    row("GET", "/", &[(EVERYBODY, 200)]),
    row("GET", "/locked", &[(EVERYBODY, 303)]),
    row("POST", "/lock", &[(EVERYBODY, 303)]),
    row("POST", "/unlock", &[(EVERYBODY, 303)]),
    row("GET", "/posts", &[(EVERYBODY, 200)]),
    row("POST", "/posts", &[(EVERYBODY, 422)]),
    row("GET", "/account", &[(EVERYBODY, 200)]),
    row("POST", "/account/sessions", &[(EVERYBODY, 404)]),
    row("GET", "/account/password", &[(EVERYBODY, 200)]),
    row("POST", "/account/password", &[(EVERYBODY, 422)]),
    row("GET", "/account/second-step", &[(EVERYBODY, 200)]),
    row("POST", "/account/second-step", &[(EVERYBODY, 422)]),
    row("GET", "/account/recovery-codes", &[(EVERYBODY, 200)]),
    row("POST", "/account/recovery-codes", &[(EVERYBODY, 422)]),
    row("GET", "/account/telephone", &[(EVERYBODY, 200)]),
    row("POST", "/account/telephone", &[(EVERYBODY, 303)]),
    row("GET", "/account/relatives", &[(EVERYBODY, 200)]),
    row("POST", "/account/relatives", &[(EVERYBODY, 422)]),
    row("GET", "/account/relatives/withdraw", &[(EVERYBODY, 200)]),
    row("POST", "/account/relatives/withdraw", &[(EVERYBODY, 422)]),
    row("GET", "/drafts", &[(EVERYBODY, 200)]),
    row("POST", "/drafts", &[(EVERYBODY, 400)]),
    row("POST", "/drafts/discard", &[(EVERYBODY, 303)]),
    // Young people.
    row("GET", "/people", &[(SEEKERS, 200)]),
    row("GET", "/find", &[(SEEKERS, 200)]),
    row("POST", "/find", &[(SEEKERS, 422)]),
    row("GET", "/find/{search}", &[(SEEKERS, 404)]),
    row("GET", "/people/new", &[(RECORDERS, 200)]),
    row("POST", "/people/new", &[(RECORDERS, 422)]),
    row("GET", "/log-book", &[(READERS, 200)]),
    row("GET", "/cover", &[(MANAGERS, 200)]),
    row("GET", "/caseloads", &[(MANAGERS, 200)]),
    row("GET", "/tonight", &[(READERS, 200)]),
    row("GET", "/tonight/print", &[(READERS, 200)]),
    row("GET", "/on-call", &[(READERS, 200)]),
    row("GET", "/on-call/new", &[(ROTA, 200)]),
    row("POST", "/on-call/new", &[(ROTA, 422)]),
    row("GET", "/on-call/{nights}/end", &[(ROTA, 404)]),
    row("POST", "/on-call/{nights}/end", &[(ROTA, 404)]),
    // Everybody who asks is of the house; nobody has handed anything over yet.
    row("GET", "/shifts", &[(READERS, 200)]),
    row("GET", "/shifts/{shift}", &[(READERS, 404)]),
    row("POST", "/shifts/{shift}/read", &[(READERS, 404)]),
    row("GET", "/shifts/{shift}/write", &[(READERS, 200)]),
    row("POST", "/shifts/{shift}/write", &[(READERS, 200)]),
    row("GET", "/adoptions", &[(EVERYBODY, 200)]),
    // Desks.
    row("GET", "/relatives", &[(AUDIT, 200)]),
    row("GET", "/relatives/{withdrawal}", &[(AUDIT, 404)]),
    row("POST", "/relatives/{withdrawal}", &[(AUDIT, 404)]),
    row("GET", "/matching", &[(DESK, 200)]),
    row("GET", "/conflicts", &[(DECIDERS, 200)]),
    row("GET", "/restrictions", &[(MANAGERS, 200)]),
    row("GET", "/emergency", &[(ON_CALL, 200)]),
    row("POST", "/emergency", &[(ON_CALL, 422)]),
    row("GET", "/emergency/nobody", &[(ON_CALL, 200)]),
    row("GET", "/openings", &[(REVIEWERS, 200)]),
    row("GET", "/looks", &[(AUDIT, 200)]),
    row("POST", "/looks", &[(AUDIT, 422)]),
    row("GET", "/looks/refused", &[(AUDIT, 200)]),
    row("GET", "/looks/workers/{post}", &[(AUDIT, 200)]),
    row("POST", "/notices/{notice}", &[(EVERYBODY, 404)]),
    row("GET", "/numbers", &[(NUMBERS, 200)]),
    // The council's files.
    row("GET", "/import", &[(IMPORT, 200)]),
    row("POST", "/import", &[(IMPORT, 422)]),
    row("GET", "/import/{id}", &[(IMPORT, 404)]),
    row("POST", "/import/{id}", &[(IMPORT, 404)]),
    row("GET", "/import/{id}/done", &[(IMPORT, 404)]),
    row("GET", "/import/{id}/issues.csv", &[(IMPORT, 404)]),
    // Administration.
    row("GET", "/staff", &[(ADMINISTRATION, 200)]),
    row("GET", "/staff/accounts", &[(ADMINISTRATION, 200)]),
    row("GET", "/staff/accounts/{account}/close", &[(ADMINISTRATION, 200)]),
    row("POST", "/staff/accounts/{account}/close", &[(ADMINISTRATION, 422)]),
    row("GET", "/staff/accounts/{account}/address", &[(ADMINISTRATION, 200)]),
    row("POST", "/staff/accounts/{account}/address", &[(ADMINISTRATION, 422)]),
    row("GET", "/staff/teams/new", &[(ADMINISTRATION, 200)]),
    row("POST", "/staff/teams/new", &[(ADMINISTRATION, 422)]),
    row("GET", "/staff/teams/{team}", &[(ADMINISTRATION, 200)]),
    row("POST", "/staff/teams/{team}", &[(ADMINISTRATION, 422)]),
    row("GET", "/staff/teams/{team}/close", &[(ADMINISTRATION, 200)]),
    row("POST", "/staff/teams/{team}/close", &[(ADMINISTRATION, 422)]),
    row("GET", "/staff/posts/new", &[(ADMINISTRATION, 200)]),
    row("POST", "/staff/posts/new", &[(ADMINISTRATION, 422)]),
    row("GET", "/staff/posts/{post}", &[(ADMINISTRATION, 200)]),
    row("GET", "/staff/posts/{post}/change", &[(ADMINISTRATION, 200)]),
    row("POST", "/staff/posts/{post}/change", &[(ADMINISTRATION, 422)]),
    row("GET", "/staff/posts/{post}/end", &[(ADMINISTRATION, 200)]),
    row("POST", "/staff/posts/{post}/end", &[(ADMINISTRATION, 422)]),
    row("GET", "/staff/posts/{post}/invite", &[(ADMINISTRATION, 200)]),
    row("POST", "/staff/posts/{post}/invite", &[(ADMINISTRATION, 422)]),
    row("GET", "/staff/posts/{post}/sessions", &[(ADMINISTRATION, 200)]),
    row("POST", "/staff/posts/{post}/sessions", &[(ADMINISTRATION, 422)]),
    row("GET", "/staff/posts/{post}/second-step", &[(ADMINISTRATION, 200)]),
    row("POST", "/staff/posts/{post}/second-step", &[(ADMINISTRATION, 422)]),
    row("GET", "/staff/council", &[(ADMINISTRATION, 200)]),
    row("POST", "/staff/council", &[(ADMINISTRATION, 422)]),
    row("GET", "/staff/council/logo", &[(ADMINISTRATION, 200)]),
    row("POST", "/staff/council/logo", &[(ADMINISTRATION, 422)]),
    row("GET", "/words", &[(ADMINISTRATION, 200)]),
    row("GET", "/words/{word}", &[(ADMINISTRATION, 200)]),
    row("POST", "/words/{word}", &[(ADMINISTRATION, 422)]),
];
