//! What each address answers to each role, written by hand from the roles of
//! the service (architecture, section 3) and never derived from the program.
//!
//! Everybody is in the hub that is responsible for Sam, except for those whose
//! work is the whole council's. Nobody but Sam's key worker, who is none of
//! them, works with Sam by name.

use practice::staff::Role;
use practice::staff::Role::{
    Administrator, CommunicationSupport, Deputy, EducationSpecialist, FamilySpecialist, HeadOfService,
    HousingSpecialist, HubManager, InformationGovernance, LifeCoach, MatchingDesk, OutreachKeyWorker,
    PerformanceOfficer, PoliceRole, PortfolioLead, ReliefWorker, ResidentialKeyWorker, ReviewingOfficer,
    SocialWorker,
};

/// What some roles get.
type Gets = (&'static [Role], u16);

/// One address: whoever is not named gets 403, somebody not signed in is led
/// to the door.
pub(crate) struct Row {
    pub(crate) method: &'static str,
    pub(crate) path: &'static str,
    pub(crate) gets: &'static [Gets],
    /// What somebody gets who is not signed in.
    pub(crate) nobody: u16,
}

const EVERYBODY: &[Role] = Role::ALL;
const ADMINISTRATION: &[Role] = &[Administrator];
const AUDIT: &[Role] = &[InformationGovernance];
const DESK: &[Role] = &[MatchingDesk];
const IMPORT: &[Role] = &[PerformanceOfficer];
/// They restrict, allocate and review.
const MANAGERS: &[Role] = &[HeadOfService, HubManager];
/// They may be called at night.
const ON_CALL: &[Role] = &[HeadOfService, HubManager, Deputy, ResidentialKeyWorker, OutreachKeyWorker];
/// They see every young person of their team, and record.
const TEAM: &[Role] =
    &[HeadOfService, HubManager, Deputy, ResidentialKeyWorker, OutreachKeyWorker, PortfolioLead];
/// They see every young person of their team: a shift worker records nobody.
const TEAM_AND_SHIFT: &[Role] = &[
    HeadOfService,
    HubManager,
    Deputy,
    ResidentialKeyWorker,
    OutreachKeyWorker,
    PortfolioLead,
    ReliefWorker,
];
/// They see those they are pulled in to, whose case they hold or whose reviews they chair.
const BY_NAME: &[Role] = &[
    LifeCoach,
    CommunicationSupport,
    PoliceRole,
    FamilySpecialist,
    EducationSpecialist,
    HousingSpecialist,
    SocialWorker,
    ReviewingOfficer,
];

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

/// Lists and searches: who sees nobody finds an empty one.
const LISTS: &[Gets] = &[(TEAM_AND_SHIFT, 200), (BY_NAME, 200), (IMPORT, 200)];
/// Reading of Sam.
const READING: &[Gets] = &[(TEAM_AND_SHIFT, 200), (BY_NAME, 404)];
/// Forms that add to Sam's story.
const WRITING: &[Gets] = &[(TEAM_AND_SHIFT, 200), (BY_NAME, 404)];
const WRITING_NOTHING: &[Gets] = &[(TEAM_AND_SHIFT, 422), (BY_NAME, 404)];
/// Forms that record who Sam is.
const RECORDING: &[Gets] = &[(TEAM, 200), (BY_NAME, 404)];
const RECORDING_NOTHING: &[Gets] = &[(TEAM, 422), (BY_NAME, 404)];
/// What is asked for is not there, for whoever might.
const NOT_THERE_TO_RECORD: &[Gets] = &[(TEAM, 404), (BY_NAME, 404)];

pub(crate) const TABLE: &[Row] = &[
    // Before anybody is signed in.
    open("GET", "/health/live", 200),
    open("GET", "/health/ready", 200),
    open("GET", "/accessibility", 200),
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
    row("GET", "/account/relatives", &[(EVERYBODY, 200)]),
    row("POST", "/account/relatives", &[(EVERYBODY, 422)]),
    row("GET", "/drafts", &[(EVERYBODY, 200)]),
    row("POST", "/drafts", &[(EVERYBODY, 400)]),
    row("POST", "/drafts/discard", &[(EVERYBODY, 303)]),
    // Young people.
    row("GET", "/people", LISTS),
    row("GET", "/find", LISTS),
    row("POST", "/find", &[(TEAM_AND_SHIFT, 422), (BY_NAME, 422), (IMPORT, 422)]),
    row("GET", "/find/{search}", &[(TEAM_AND_SHIFT, 404), (BY_NAME, 404), (IMPORT, 404)]),
    row("GET", "/people/new", &[(TEAM, 200), (BY_NAME, 200)]),
    row("POST", "/people/new", &[(TEAM, 422), (BY_NAME, 422)]),
    row("GET", "/people/{person}", &[(TEAM_AND_SHIFT, 200), (BY_NAME, 404), (IMPORT, 404)]),
    row("GET", "/people/{person}/record/{fact}", RECORDING),
    row("POST", "/people/{person}/record/{fact}", RECORDING_NOTHING),
    row("GET", "/people/{person}/record/{fact}/{stream}", NOT_THERE_TO_RECORD),
    row("POST", "/people/{person}/record/{fact}/{stream}", NOT_THERE_TO_RECORD),
    row("GET", "/people/{person}/reach", READING),
    row("GET", "/people/{person}/card", READING),
    row("GET", "/people/{person}/team", READING),
    row("GET", "/people/{person}/history", RECORDING),
    row("GET", "/people/{person}/key-worker", &[(MANAGERS, 200)]),
    row("POST", "/people/{person}/key-worker", &[(MANAGERS, 422)]),
    row("GET", "/people/{person}/pull-in", &[(ON_CALL, 200)]),
    row("POST", "/people/{person}/pull-in", &[(ON_CALL, 422)]),
    row("GET", "/people/{person}/pull-in/{post}", &[(ON_CALL, 404)]),
    row("POST", "/people/{person}/pull-in/{post}", &[(ON_CALL, 404)]),
    row("GET", "/people/{person}/restrict", &[(MANAGERS, 200)]),
    row("POST", "/people/{person}/restrict", &[(MANAGERS, 422)]),
    row("GET", "/people/{person}/restrict/lift", &[(MANAGERS, 200)]),
    row("POST", "/people/{person}/restrict/lift", &[(MANAGERS, 422)]),
    row("GET", "/people/{person}/looks", &[(AUDIT, 200)]),
    // The story.
    row("GET", "/people/{person}/story", READING),
    row("GET", "/people/{person}/notes/new", WRITING),
    row("POST", "/people/{person}/notes/new", WRITING_NOTHING),
    row("GET", "/entries/{event}", READING),
    row("GET", "/entries/{event}/correct", WRITING),
    row("POST", "/entries/{event}/correct", WRITING_NOTHING),
    row("GET", "/entries/{event}/disagree", WRITING),
    row("POST", "/entries/{event}/disagree", WRITING_NOTHING),
    row("GET", "/entries/{event}/move", &[(MANAGERS, 200)]),
    row("POST", "/entries/{event}/move", &[(MANAGERS, 422)]),
    // Desks.
    row("GET", "/matching", &[(DESK, 200)]),
    row("GET", "/matching/{case}", &[(DESK, 200)]),
    row("POST", "/matching/{case}", &[(DESK, 422)]),
    row("GET", "/conflicts", &[(TEAM, 200), (BY_NAME, 200), (DESK, 200)]),
    row("GET", "/conflicts/{conflict}", &[(TEAM, 200), (BY_NAME, 404), (DESK, 200)]),
    row("POST", "/conflicts/{conflict}", &[(TEAM, 422), (BY_NAME, 404), (DESK, 422)]),
    row("GET", "/emergency", &[(ON_CALL, 200)]),
    row("POST", "/emergency", &[(ON_CALL, 422)]),
    row("GET", "/emergency/nobody", &[(ON_CALL, 200)]),
    row("GET", "/openings", &[(MANAGERS, 200), (AUDIT, 200)]),
    row("GET", "/openings/{opening}", &[(MANAGERS, 200), (AUDIT, 200)]),
    row("POST", "/openings/{opening}", &[(MANAGERS, 422), (AUDIT, 422)]),
    row("GET", "/looks", &[(AUDIT, 200)]),
    row("POST", "/looks", &[(AUDIT, 422)]),
    row("GET", "/looks/workers/{post}", &[(AUDIT, 200)]),
    // The council's files.
    row("GET", "/import", &[(IMPORT, 200)]),
    row("POST", "/import", &[(IMPORT, 400)]),
    row("GET", "/import/{id}", &[(IMPORT, 404)]),
    row("POST", "/import/{id}", &[(IMPORT, 404)]),
    row("GET", "/import/{id}/done", &[(IMPORT, 404)]),
    row("GET", "/import/{id}/issues.csv", &[(IMPORT, 404)]),
    // Administration.
    row("GET", "/staff", &[(ADMINISTRATION, 200)]),
    row("GET", "/staff/teams/new", &[(ADMINISTRATION, 200)]),
    row("POST", "/staff/teams/new", &[(ADMINISTRATION, 422)]),
    row("GET", "/staff/teams/{team}", &[(ADMINISTRATION, 200)]),
    row("POST", "/staff/teams/{team}", &[(ADMINISTRATION, 422)]),
    row("GET", "/staff/posts/new", &[(ADMINISTRATION, 200)]),
    row("POST", "/staff/posts/new", &[(ADMINISTRATION, 422)]),
    row("GET", "/staff/posts/{post}", &[(ADMINISTRATION, 200)]),
    row("GET", "/staff/posts/{post}/change", &[(ADMINISTRATION, 200)]),
    row("POST", "/staff/posts/{post}/change", &[(ADMINISTRATION, 422)]),
    row("GET", "/staff/posts/{post}/end", &[(ADMINISTRATION, 200)]),
    row("POST", "/staff/posts/{post}/end", &[(ADMINISTRATION, 422)]),
    row("GET", "/staff/posts/{post}/invite", &[(ADMINISTRATION, 200)]),
    row("POST", "/staff/posts/{post}/invite", &[(ADMINISTRATION, 422)]),
    row("POST", "/staff/posts/{post}/sessions", &[(ADMINISTRATION, 303)]),
    row("GET", "/staff/posts/{post}/second-step", &[(ADMINISTRATION, 200)]),
    row("POST", "/staff/posts/{post}/second-step", &[(ADMINISTRATION, 303)]),
    row("GET", "/staff/council", &[(ADMINISTRATION, 200)]),
    row("POST", "/staff/council", &[(ADMINISTRATION, 422)]),
    row("GET", "/words", &[(ADMINISTRATION, 200)]),
    row("GET", "/words/{word}", &[(ADMINISTRATION, 200)]),
    row("POST", "/words/{word}", &[(ADMINISTRATION, 422)]),
];
