//! Every address about a young person, and what each role gets there.
//!
//! **To add a route**, add one line here for its page and one for its form:
//!
//! 1. `page(path, who may use it, which drawing of `grids.rs` says whom they see)`, and
//! 2. `form(path, who, drawing, the fields of a form that is taken)`.
//!
//! Who is refused gets 403; whoever the drawing hides is a 404, as nobody is. A page that is there is
//! a 200, an empty form a 422, a form that is taken a 303. An address about nobody has its line in
//! `addresses.rs`; a new list of young people has one in `lists.rs`. Lines are tried in the order in
//! which they stand, on a young person of their own for each role and relation: what changes whom one
//! may see stands last.

use crate::grids::{ADOPTIONS, CARD, CONFLICTS, DECIDED, Grid, KNOWN_OF, NOBODY_ARRIVES, OPENINGS, RECORD};
use crate::roles::{
    AUDIT, DECIDERS, DESK, EVERYBODY, MANAGERS, ON_CALL, READERS, RECORDERS, REVIEWERS, Roles, SEEKERS,
};
use practice::staff::Role;

/// The fields of a form. In braces stands what differs from one young person to the next.
pub(crate) type Fields = &'static [(&'static str, &'static str)];

/// One address of a young person.
pub(crate) struct Row {
    pub(crate) path: &'static str,
    pub(crate) may: Roles,
    pub(crate) sees: &'static Grid,
    /// Where it is a form: what is filled in.
    pub(crate) form: Option<Fields>,
    /// Whether it is only tried empty.
    pub(crate) empty_only: bool,
    /// Who of them may, once it is seen what it is about: the others are told so there, and nowhere else.
    pub(crate) then: Roles,
}

impl Row {
    /// Whether somebody of a role may use it at all.
    pub(crate) fn is_for(&self, role: Role) -> bool {
        self.may.contains(&role) && self.then.contains(&role)
    }

    /// The route that it is of: an address may lead to entries of several kinds.
    pub(crate) fn route(&self) -> String {
        let path = self.path.split('?').next().unwrap_or_default();
        path.replace("{told}", "{event}").replace("{incident}", "{event}")
    }
}

const fn page(path: &'static str, may: Roles, sees: &'static Grid) -> Row {
    Row { path, may, sees, form: None, empty_only: false, then: may }
}

const fn form(path: &'static str, may: Roles, sees: &'static Grid, fields: Fields) -> Row {
    Row { path, may, sees, form: Some(fields), empty_only: false, then: may }
}

pub(crate) const ROWS: &[Row] = &[
    // Reading.
    page("/people/{person}", SEEKERS, &RECORD),
    page("/people/{person}/reach", READERS, &RECORD),
    page("/people/{person}/card", READERS, &CARD),
    page("/people/{person}/card/print", READERS, &CARD),
    page("/people/{person}/team", READERS, &RECORD),
    page("/people/{person}/story", READERS, &RECORD),
    page("/people/{person}/story/print", READERS, &RECORD),
    page("/people/{person}/history", RECORDERS, &RECORD),
    page("/people/{person}/history?on=2026-03-02", RECORDERS, &RECORD),
    page("/people/{person}/looks", AUDIT, &KNOWN_OF),
    page("/entries/{event}", READERS, &RECORD),
    // Writing.
    page("/people/{person}/put-off/{task}", RECORDERS, &DECIDED),
    form("/people/{person}/put-off/{task}", RECORDERS, &DECIDED, PUT_OFF),
    page("/people/{person}/goodbye", READERS, &DECIDED),
    form("/people/{person}/goodbye", READERS, &DECIDED, GOODBYE),
    page("/people/{person}/handover", READERS, &RECORD),
    page("/people/{person}/handover/new", READERS, &RECORD),
    form("/people/{person}/handover/new", READERS, &RECORD, HANDOVER),
    page("/people/{person}/rhythm", RECORDERS, &DECIDED),
    form("/people/{person}/rhythm", RECORDERS, &DECIDED, RHYTHM),
    page("/people/{person}/plan-contact", READERS, &RECORD),
    form("/people/{person}/plan-contact", READERS, &RECORD, PLAN),
    page("/people/{person}/planned/{plan}", READERS, &RECORD),
    form("/people/{person}/planned/{plan}", READERS, &RECORD, CHANGED_PLAN),
    page("/people/{person}/notes/new", READERS, &RECORD),
    form("/people/{person}/notes/new", READERS, &RECORD, NOTE),
    page("/people/{person}/contacts/new", READERS, &RECORD),
    form("/people/{person}/contacts/new", READERS, &RECORD, CONTACT),
    // A file: an empty form has none, and one is sent by `succeeding.rs`.
    page("/people/{person}/files/new", READERS, &RECORD),
    Row { empty_only: true, ..form("/people/{person}/files/new", READERS, &RECORD, &[]) },
    page("/entries/{event}/files/new", READERS, &RECORD),
    Row { empty_only: true, ..form("/entries/{event}/files/new", READERS, &RECORD, &[]) },
    page("/people/{person}/files/{added}", READERS, &RECORD),
    page("/people/{person}/files/{added}/picture", READERS, &RECORD),
    page("/people/{person}/files/{added}/remove", READERS, &RECORD),
    form("/people/{person}/files/{added}/remove", READERS, &RECORD, REASON),
    page("/people/{person}/days/new", READERS, &RECORD),
    form("/people/{person}/days/new", READERS, &RECORD, DAY),
    page("/people/{person}/incidents/new", READERS, &RECORD),
    form("/people/{person}/incidents/new", READERS, &RECORD, INCIDENT),
    page("/entries/{incident}/add", READERS, &RECORD),
    form("/entries/{incident}/add", READERS, &RECORD, ADDED),
    page("/entries/{event}/correct", READERS, &RECORD),
    form("/entries/{event}/correct", READERS, &RECORD, CORRECTION),
    // What a file told is put right by whoever records facts; whoever only reads it is told so.
    Row { then: RECORDERS, ..page("/entries/{told}/correct", READERS, &DECIDED) },
    Row { then: RECORDERS, ..form("/entries/{told}/correct", READERS, &DECIDED, PUT_RIGHT) },
    page("/entries/{event}/disagree", READERS, &RECORD),
    form("/entries/{event}/disagree", READERS, &RECORD, DISAGREEMENT),
    // Who they are.
    page("/people/{person}/record/{fact}", RECORDERS, &DECIDED),
    form("/people/{person}/record/{fact}", RECORDERS, &DECIDED, NAME),
    page("/people/{person}/record/{fact}/{stream}", RECORDERS, &RECORD),
    form("/people/{person}/record/{fact}/{stream}", RECORDERS, &RECORD, REASON),
    // A photo: an empty form has no picture, and a picture is sent by `succeeding.rs`.
    page("/people/{person}/photo", RECORDERS, &RECORD),
    Row { empty_only: true, ..form("/people/{person}/photo", RECORDERS, &RECORD, &[]) },
    page("/people/{person}/photo/{photo}", READERS, &CARD),
    page("/people/{person}/photo/{photo}/remove", RECORDERS, &RECORD),
    form("/people/{person}/photo/{photo}/remove", RECORDERS, &RECORD, REASON),
    // The team around them.
    page("/people/{person}/pull-in", ON_CALL, &DECIDED),
    form("/people/{person}/pull-in", ON_CALL, &DECIDED, PULL_IN),
    page("/people/{person}/pull-in/{post}", ON_CALL, &DECIDED),
    form("/people/{person}/pull-in/{post}", ON_CALL, &DECIDED, REASON),
    // Desks.
    page("/matching/{case}", DESK, &KNOWN_OF),
    form("/matching/{case}", DESK, &KNOWN_OF, &[("decision", "different"), ("reason", "We asked.")]),
    page("/conflicts/{conflict}", DECIDERS, &CONFLICTS),
    form("/conflicts/{conflict}", DECIDERS, &CONFLICTS, &[("choice", "keep"), ("reason", "We asked.")]),
    page("/openings/{opening}", REVIEWERS, &OPENINGS),
    form("/openings/{opening}", REVIEWERS, &OPENINGS, &[("finding", "It was right.")]),
    page("/people/{person}/arrival", ON_CALL, &NOBODY_ARRIVES),
    form("/people/{person}/arrival", ON_CALL, &NOBODY_ARRIVES, &[("reason", "They are at our door.")]),
    // An adoption: the form that is filled in closes the record, which `succeeding.rs` tries.
    page("/people/{person}/adopt", MANAGERS, &DECIDED),
    Row { empty_only: true, ..form("/people/{person}/adopt", MANAGERS, &DECIDED, &[]) },
    page("/adoptions/{person}/workers", EVERYBODY, &ADOPTIONS),
    form("/adoptions/{person}/workers", EVERYBODY, &ADOPTIONS, &[("posts", "{me}"), ("reason", "An order")]),
    // What changes who may see it.
    page("/entries/{event}/move", MANAGERS, &DECIDED),
    form("/entries/{event}/move", MANAGERS, &DECIDED, MOVE),
    page("/people/{person}/restrict", MANAGERS, &DECIDED),
    form("/people/{person}/restrict", MANAGERS, &DECIDED, RESTRICTION),
    page("/people/{person}/restrict/review", MANAGERS, &DECIDED),
    form("/people/{person}/restrict/review", MANAGERS, &DECIDED, REVIEW),
    // From here on whoever is named sees them, whoever else works with them.
    page("/people/{person}/cover", MANAGERS, &DECIDED),
    form("/people/{person}/cover", MANAGERS, &DECIDED, COVER),
    page("/people/{person}/cover/{cover}", MANAGERS, &DECIDED),
    form("/people/{person}/cover/{cover}", MANAGERS, &DECIDED, REASON),
    page("/people/{person}/key-worker", MANAGERS, &DECIDED),
    form("/people/{person}/key-worker", MANAGERS, &DECIDED, KEY_WORKER),
    page("/people/{person}/social-worker", MANAGERS, &DECIDED),
    form("/people/{person}/social-worker", MANAGERS, &DECIDED, SOCIAL_WORKER),
    page("/people/{person}/responsible-team", MANAGERS, &DECIDED),
    form("/people/{person}/responsible-team", MANAGERS, &DECIDED, TEAM),
    // And now those alone who see them without being named.
    page("/people/{person}/restrict/lift", MANAGERS, &DECIDED),
    form("/people/{person}/restrict/lift", MANAGERS, &DECIDED, REASON),
];

/// What opens a record again that no other line may find open: tried when all else has been.
pub(crate) const LAST_ROWS: &[Row] = &[
    page("/adoptions/{person}/undo", EVERYBODY, &ADOPTIONS),
    form("/adoptions/{person}/undo", EVERYBODY, &ADOPTIONS, REASON),
];

const NOTE: Fields = &[
    ("title", "A day"),
    ("text", "We walked to the harbour."),
    ("day-day", "1"),
    ("day-month", "3"),
    ("day-year", "2026"),
    ("class", "story"),
];
const PUT_OFF: Fields =
    &[("until-day", "20"), ("until-month", "3"), ("until-year", "2026"), ("reason", "They are by the sea.")];
const GOODBYE: Fields = &[("teller", "themself"), ("day-day", "1"), ("day-month", "3"), ("day-year", "2026")];
const HANDOVER: Fields = &[("know", "Knock twice.")];
const PLAN: Fields = &[
    ("how", "meet"),
    ("day-day", "20"),
    ("day-month", "3"),
    ("day-year", "2026"),
    ("by", "{me}"),
    ("purpose", "School"),
];
const CHANGED_PLAN: Fields = &[
    ("what", "change"),
    ("how", "speak"),
    ("day-day", "21"),
    ("day-month", "3"),
    ("day-year", "2026"),
    ("by", "{me}"),
    ("whose", "young_person"),
    ("reason", "They have a match."),
    ("shown", "{planned}"),
];
const RHYTHM: Fields =
    &[("days", "7"), ("day-day", "1"), ("day-month", "3"), ("day-year", "2026"), ("reason", "They asked.")];
const CONTACT: Fields =
    &[("how", "met"), ("day-day", "1"), ("day-month", "3"), ("day-year", "2026"), ("purpose", "School")];
/// Nothing says that they stay in one of our houses, and their writer was asked about it.
const DAY: Fields = &[
    ("text", "They cooked for everybody."),
    ("part", "evening"),
    ("day-day", "1"),
    ("day-month", "3"),
    ("day-year", "2026"),
    ("asked_about", "day not with us 2026-03-01"),
];
const INCIDENT: Fields =
    &[("what", "A door was broken."), ("day-day", "1"), ("day-month", "3"), ("day-year", "2026")];
const ADDED: Fields = &[("more", "It was the back door.")];
const CORRECTION: Fields =
    &[("text", "We walked to the lake."), ("reason", "It was the lake."), ("shown", "{event}")];
const PUT_RIGHT: Fields = &[("cohort", "care_leaver"), ("shown", "{told}")];
const DISAGREEMENT: Fields = &[("who", "young_person"), ("text", "We did not walk.")];
const MOVE: Fields = &[("class", "{another class}"), ("reason", "It is about the service.")];
const NAME: Fields = &[("name", "{name}"), ("shown", "{named}"), ("why", "changed")];
const REASON: Fields = &[("reason", "It is no longer so.")];
const KEY_WORKER: Fields =
    &[("post", "{colleague}"), ("reason", "They know each other."), ("said", "I like Bryn.")];
const COVER: Fields = &[
    ("post", "{colleague}"),
    ("from-day", "3"),
    ("from-month", "3"),
    ("from-year", "2026"),
    ("to-day", "6"),
    ("to-month", "3"),
    ("to-year", "2026"),
    ("reason", "Leave"),
];
const SOCIAL_WORKER: Fields = &[
    ("post", "{social worker}"),
    ("from-day", "2"),
    ("from-month", "3"),
    ("from-year", "2026"),
    ("reason", "They took the case over."),
];
const TEAM: Fields = &[
    ("team", "{another team}"),
    ("from-day", "2"),
    ("from-month", "3"),
    ("from-year", "2026"),
    ("reason", "They moved to the coast."),
];
const PULL_IN: Fields = &[("post", "{specialist}"), ("purpose", "School")];
const REVIEW: Fields = &[
    ("finding", "They still look for them."),
    ("review_on-day", "21"),
    ("review_on-month", "3"),
    ("review_on-year", "2026"),
];
const RESTRICTION: Fields = &[
    ("posts", "{me}"),
    ("posts", "{colleague}"),
    ("posts", "{social worker}"),
    ("without_key_worker", "{key worker}"),
    ("reason", "Somebody looks for them."),
    ("review_on-day", "20"),
    ("review_on-month", "3"),
    ("review_on-year", "2026"),
];
/// The day on which it would be looked at again is one too late.
pub(crate) const RESTRICTION_OF_91_DAYS: Fields = &[
    ("posts", "{me}"),
    ("posts", "{colleague}"),
    ("posts", "{social worker}"),
    ("without_key_worker", "{key worker}"),
    ("reason", "Somebody looks for them."),
    ("review_on-day", "1"),
    ("review_on-month", "6"),
    ("review_on-year", "2026"),
];
