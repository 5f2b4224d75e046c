//! Every list, search and form that tells whether there is somebody, and who
//! is told of whom.

use crate::grids::{ADOPTIONS, CARD, CONFLICTS, DECIDED, EMERGENCY, Grid, KNOWN_OF, NAMED, OPENINGS, RECORD};
use crate::roles::{
    AUDIT, DECIDERS, DESK, EVERYBODY, MANAGERS, ON_CALL, READERS, RECORDERS, REVIEWERS, Roles, SEEKERS,
};
use crate::trying::NOBODYS;

/// A list that is looked through from its first page to its last.
pub(crate) struct List {
    pub(crate) path: &'static str,
    /// The link that somebody's line has.
    pub(crate) line: &'static str,
    pub(crate) may: Roles,
    pub(crate) sees: &'static Grid,
}

/// A form that asks for somebody.
pub(crate) struct Search {
    pub(crate) path: &'static str,
    /// What is typed, and the fields it is typed into.
    pub(crate) by: &'static str,
    pub(crate) fields: &'static [(&'static str, &'static str)],
    /// What stands in the answer, or in the address it leads to, where somebody was found.
    pub(crate) found: &'static str,
    pub(crate) may: Roles,
    pub(crate) sees: &'static Grid,
}

pub(crate) const LISTS: &[List] = &[
    List { path: "/people?whose=all", line: "/people/{person}", may: SEEKERS, sees: &RECORD },
    List { path: "/tonight", line: "/people/{person}/card", may: READERS, sees: &CARD },
    List { path: "/caseloads", line: "/people/{person}", may: MANAGERS, sees: &DECIDED },
    List { path: "/cover", line: "/people/{person}", may: MANAGERS, sees: &DECIDED },
    List { path: "/matching", line: "/matching/{case}", may: DESK, sees: &KNOWN_OF },
    List { path: "/conflicts", line: "/conflicts/{conflict}", may: DECIDERS, sees: &CONFLICTS },
    List { path: "/restrictions", line: "/people/{person}/restrict/review", may: MANAGERS, sees: &NAMED },
    List { path: "/openings", line: "/openings/{opening}", may: REVIEWERS, sees: &OPENINGS },
    List { path: "/adoptions", line: "/adoptions/{person}/undo", may: EVERYBODY, sees: &ADOPTIONS },
];

/// Where somebody only known has nothing: no key worker to cover for or to say goodbye to, nothing that is due, and no
/// place in the night.
pub(crate) const NOTHING_OF_THE_ONLY_KNOWN: &[&str] =
    &["GET /cover", "GET /caseloads", "/cover/{cover}", "GET /tonight", "/put-off/", "/goodbye"];

/// Before somebody new is written down, whoever is there already is shown.
///
/// Where a number or a home is looked for, the team is one that never was: a record with the same
/// number would come of it wherever nobody was found, and no emergency opens two.
const fn looked_for(by: &'static str, fields: &'static [(&'static str, &'static str)]) -> Search {
    Search { path: "/people/new", by, fields, found: "/people/{person}", may: RECORDERS, sees: &RECORD }
}

const fn find(by: &'static str, fields: &'static [(&'static str, &'static str)]) -> Search {
    Search { path: "/find", by, fields, found: "/people/{person}", may: SEEKERS, sees: &RECORD }
}

pub(crate) const SEARCHES: &[Search] = &[
    find("a name", &[("sought", "{name}")]),
    find("a birth date", &[("sought", "{born}")]),
    find("a number", &[("sought", "{number}")]),
    find("a reference", &[("sought", "{reference}")]),
    find("a postcode", &[("sought", "{postcode}")]),
    looked_for("a name and a birth date", BORN),
    looked_for(
        "a council number",
        &[("name", "Nobody Yet"), ("council_number", "{number}"), ("team", NOBODYS)],
    ),
    looked_for(
        "a postcode",
        &[("name", "Nobody Yet"), ("lives", "1 The Street, {postcode}"), ("team", NOBODYS)],
    ),
    Search {
        path: "/looks",
        by: "a reference",
        fields: &[("by", "record"), ("reference", "{reference}")],
        found: "Who looked at {reference}",
        may: AUDIT,
        sees: &KNOWN_OF,
    },
];

/// An emergency, which opens the record for an hour: tried last of what shows somebody.
pub(crate) const EMERGENCIES: Search = Search {
    path: "/emergency",
    by: "a number",
    fields: &[("reason", WHY_OPENED), ("number", "{number}")],
    found: "/people/{person}",
    may: ON_CALL,
    sees: &EMERGENCY,
};

/// Why somebody opens a record in an emergency: for each of them in other words.
pub(crate) const WHY_OPENED: &str = "{number} is out in the cold.";

/// Somebody with the same name and birth date.
pub(crate) const BORN: &[(&str, &str)] = &[
    ("name", "{name}"),
    ("born-day", "{born day}"),
    ("born-month", "{born month}"),
    ("born-year", "{born year}"),
    ("team", "{team}"),
];

/// Who writes down somebody new; whoever it may be, in reach or out of it, that is done at once.
pub(crate) const WRITE_DOWN: Roles = RECORDERS;

/// Whom the matching desk is told of when somebody with the same name and birth date is written down:
/// everybody of the council, but nobody whose record is sealed by an adoption.
pub(crate) const TOLD: &[&str] = &[
    "own", "team", "other", "restrict", "named", "relative", "known", "opened", "closed", "kin", "sleeps",
    "covers", "arriving", "shut",
];
