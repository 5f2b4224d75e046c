//! Each clause of section 3 of the architecture, the patch of the source that
//! takes it away, and the cells that must then come out otherwise: just those.
//! By hand, as the drawings are.

use crate::cells::Cell;
use crate::lists::NOTHING_OF_THE_ONLY_KNOWN;
use crate::roles::{
    AUDIT, BY_DAY_IN_TEAM, BY_NAME, DESK, DESK_AND_AUDIT, EVERYBODY, HEAD, IMPORT, MANAGERS, ON_CALL,
    ON_CALL_IN_TEAM, ON_CALL_NO_MANAGER, READERS, RECORDERS, REVIEWERS, Roles, SEEKERS, TEAM,
};

/// A clause, and what is left of the program without it.
pub(crate) struct Clause {
    pub(crate) says: &'static str,
    pub(crate) patch: Patch,
    turns: &'static [Turns],
}

/// An expression of the source that stands there exactly once, between what
/// is before and what is after it, and what stands there instead.
pub(crate) struct Patch {
    pub(crate) file: &'static str,
    pub(crate) before: &'static str,
    pub(crate) stands: &'static str,
    pub(crate) after: &'static str,
    pub(crate) instead: &'static str,
    /// Whether it decides what comes of founding the town.
    pub(crate) at_founding: bool,
}

impl Patch {
    const fn at_founding(self) -> Self {
        Self { at_founding: true, ..self }
    }
}

/// Some cells.
struct Turns {
    /// By which drawings they are judged.
    drawings: &'static [&'static str],
    roles: Roles,
    /// Which relations or privacy classes; every one where this is empty.
    about: &'static [&'static str],
    /// Which ways to ask; every one where this is empty.
    only: &'static [&'static str],
    /// And which not.
    but: &'static [&'static str],
    which: Which,
}

/// What a cell comes to as long as the clause stands.
#[derive(PartialEq, Eq)]
enum Which {
    /// The role may not ask at all.
    Refused,
    /// The role may ask, whatever comes of it.
    MayAsk,
    /// The role may ask, and whoever is asked about is not there for them.
    Hidden,
    /// The role may ask, and something opens.
    Opened,
}

impl Clause {
    /// Whether a cell belongs to the clause.
    pub(crate) fn turns(&self, cell: &Cell) -> bool {
        self.turns.iter().any(|turns| turns.has(cell))
    }
}

impl Turns {
    fn has(&self, cell: &Cell) -> bool {
        let asked = |parts: &[&str]| parts.iter().any(|part| cell.what.contains(part));
        let hidden = cell.wanted == "404" || cell.wanted.starts_with("not ");
        let fits = match self.which {
            Which::Refused => cell.wanted == "403",
            Which::MayAsk => cell.wanted != "403",
            Which::Hidden => hidden,
            Which::Opened => cell.wanted == "opened",
        };
        fits && (self.drawings.is_empty() || self.drawings.contains(&cell.drawing.as_str()))
            && cell.role.is_some_and(|role| self.roles.contains(&role))
            && (self.about.is_empty() || self.about.contains(&cell.about.as_str()))
            && (self.only.is_empty() || asked(self.only))
            && !asked(self.but)
    }

    const fn only(self, only: &'static [&'static str]) -> Self {
        Self { only, ..self }
    }

    /// All but these ways to ask.
    const fn but(self, but: &'static [&'static str]) -> Self {
        Self { but, ..self }
    }

    const fn opened(self) -> Self {
        Self { which: Which::Opened, ..self }
    }

    const fn hidden(self) -> Self {
        Self { which: Which::Hidden, ..self }
    }
}

const fn turns(drawings: &'static [&'static str], roles: Roles, about: &'static [&'static str]) -> Turns {
    Turns { drawings, roles, about, only: &[], but: &[], which: Which::MayAsk }
}

/// Whatever opens a record, in whole or its card.
const OPENS: &[&str] = &["record", "card", "known of"];
/// And whatever decides who does, or who works with them.
const OPENS_OR_DECIDES: &[&str] = &["record", "card", "known of", "conflicts", "decided"];
const DECIDES: &[&str] = &["decided", "conflicts"];
const CONFLICTS: &[&str] = &["conflicts"];
const POLICY: &str = "crates/practice/src/staff/policy.rs";
const IN_SQL: &str = "crates/records/src/store/policy.rs";
const READING: &str = "crates/records/src/store/people.rs";
const LISTING: &str = "crates/records/src/store/people_ask.rs";
const BREAK_GLASS: &str = "crates/work/src/people/break_glass.rs";
const OPENINGS: &str = "crates/practice/src/people/events.rs";
const ARRIVAL: &str = "crates/work/src/people/arrival.rs";
const CREATING: &str = "crates/work/src/people/create.rs";

const fn patch(file: &'static str, stands: [&'static str; 3], instead: &'static str) -> Patch {
    let [before, stands, after] = stands;
    Patch { file, before, stands, after, instead, at_founding: false }
}

pub(crate) const CLAUSES: &[Clause] = &[
    Clause {
        says: "Roles are lists of named permissions; default is no",
        patch: patch(POLICY, ["", "self.rights.may(permission)", ""], "{ let _ = permission; true }")
            .at_founding(),
        turns: &[
            Turns { which: Which::Refused, ..turns(&[], EVERYBODY, &[]) },
            // With every permission everybody is at the matching desk, and on call, for restricted records too.
            turns(CONFLICTS, HEAD, &["known"]),
            turns(CONFLICTS, ON_CALL_IN_TEAM, &["other", "known", "opened", "closed", "sleeps", "arriving"]),
            turns(CONFLICTS, BY_DAY_IN_TEAM, &["other", "known", "opened", "closed", "sleeps", "arriving"]),
            turns(CONFLICTS, BY_NAME, &["team", "other", "known", "opened", "closed", "sleeps", "arriving"]),
            turns(&["emergency", "arrival"], ON_CALL_NO_MANAGER, &["restrict", "shut"]),
            turns(OPENS, BY_NAME, &["opened"]),
            turns(OPENS, BY_DAY_IN_TEAM, &["opened"]),
            turns(OPENS, IMPORT, &["opened"]),
            turns(&["shielded"], READERS, &["own"]).hidden(),
            // They had named another key worker, who was told instead.
            turns(&["owner"], ON_CALL_NO_MANAGER, &["own"]),
        ],
    },
    Clause {
        says: "Reach: mine",
        patch: patch(POLICY, ["Reach::Mine => ", "Is(Clause::Mine)", ","], "Fixed(true)"),
        turns: &[turns(
            OPENS_OR_DECIDES,
            BY_NAME,
            &["team", "other", "opened", "closed", "sleeps", "arriving"],
        )],
    },
    Clause {
        says: "Reach: my team",
        patch: patch(
            POLICY,
            ["Reach::Team => ", "Any(vec![Is(Clause::Team), Is(Clause::Mine)])", ","],
            "Fixed(true)",
        ),
        turns: &[
            turns(&["record", "known of"], ON_CALL_IN_TEAM, &["other", "closed", "sleeps", "arriving"]),
            turns(
                &["record", "known of", "decided", "conflicts"],
                BY_DAY_IN_TEAM,
                &["other", "opened", "closed", "sleeps", "arriving"],
            ),
            turns(DECIDES, ON_CALL_IN_TEAM, &["other", "opened", "closed", "sleeps", "arriving"]),
        ],
    },
    Clause {
        says: "Reach: my authority",
        patch: patch(POLICY, ["Reach::Authority => ", "Fixed(true)", ","], "Is(Clause::Mine)"),
        turns: &[
            turns(OPENS, HEAD, &["team", "other", "closed", "sleeps"]),
            // The safety page that they opened still shows the card.
            turns(&["record", "known of"], HEAD, &["arriving"]),
            turns(DECIDES, HEAD, &["team", "other", "opened", "closed", "sleeps", "arriving"]),
        ],
    },
    Clause {
        says: "Reach: de-identified only, or none",
        patch: patch(POLICY, ["Reach::DeIdentified | Reach::None => ", "Fixed(false)", ","], "Fixed(true)"),
        turns: &[turns(
            &["record"],
            IMPORT,
            &["own", "team", "other", "opened", "closed", "sleeps", "covers", "arriving"],
        )],
    },
    Clause {
        says: "No query crosses the council",
        patch: patch(
            IN_SQL,
            ["", "query.push(\"p.authority = \").push_bind(sight.authority.0)", ""],
            "query.push(\"1 = 1\")",
        ),
        turns: &[
            // What is kept apart by council before any policy is asked stays so: postcodes, files, desks, openings.
            turns(&["record", "card", "decided"], READERS, &["council"]).but(&[
                "a postcode",
                "GET /people/{person}/photo/",
                "GET /people/{person}/files/{added}",
            ]),
            turns(&["record"], READERS, &["council"]).only(&["GET /people/{person}/files/{added}/remove"]),
            turns(&["known of"], AUDIT, &["council"]).only(&["GET /people/{person}/looks"]),
            turns(&["emergency"], ON_CALL, &["council"]),
        ],
    },
    Clause {
        says: "A declared relative subtracts rights",
        patch: patch(
            POLICY,
            [
                "emergencies included.\n    All(vec![\n        Is(Clause::SameAuthority),\n        ",
                "not(Clause::Relative)",
                ",",
            ],
            "Fixed(true)",
        ),
        turns: &[
            turns(OPENS_OR_DECIDES, READERS, &["relative"]),
            turns(OPENS, ON_CALL, &["kin"]),
            turns(DECIDES, HEAD, &["kin"]),
        ],
    },
    Clause {
        says: "A declared relative subtracts what an emergency had opened",
        patch: patch(
            POLICY,
            [
                "emergencies included.\n    All(vec![\n        Is(Clause::SameAuthority),\n        ",
                "not(Clause::Relative)",
                ",",
            ],
            "Any(vec![Is(Clause::Glass), not(Clause::Relative)])",
        ),
        turns: &[turns(OPENS, ON_CALL, &["kin"]), turns(DECIDES, HEAD, &["kin"])],
    },
    Clause {
        says: "An emergency, a desk or an audit never opens a declared relative",
        patch: patch(
            POLICY,
            [
                "        Is(Clause::SameAuthority),\n        ",
                "not(Clause::Relative)",
                ",\n        not(Clause::Sealed),\n        may_open_restricted(may_restricted)",
            ],
            "Policy::Fixed(true)",
        ),
        turns: &[
            turns(&["emergency", "arrival"], ON_CALL, &["relative", "kin"]),
            turns(&["known of", "conflicts"], DESK_AND_AUDIT, &["relative", "kin"]),
        ],
    },
    Clause {
        says: "A declared relative's emergency opening is for somebody else to look at",
        patch: patch(
            POLICY,
            [
                "",
                "not(Clause::Relative)",
                ",\n        Any(vec![\n            All(vec![not(Clause::Restricted), not(Clause::Sealed)])",
            ],
            "Fixed(true)",
        ),
        turns: &[turns(&["openings"], REVIEWERS, &["relative", "kin"])],
    },
    Clause {
        says: "An opening of a restricted or sealed record is looked at by those named and for the council",
        patch: patch(POLICY, ["", "Fixed(of_the_council)", ""], "{ let _ = of_the_council; Fixed(true) }"),
        turns: &[turns(
            &["openings"],
            &[practice::staff::Role::HubManager],
            &["restrict", "sealed", "shut", "adoption"],
        )],
    },
    Clause {
        says: "Adoption seals the old record",
        patch: patch(
            POLICY,
            ["        ", "not(Clause::Sealed)", ",\n        Any(vec![opened"],
            "Fixed(true)",
        ),
        // A search does not find it either way: a closed record has no key to be found by.
        turns: &[turns(OPENS_OR_DECIDES, READERS, &["sealed", "adoption"]).but(&[" by a "])],
    },
    Clause {
        says: "An emergency, a desk or an audit never opens a sealed record",
        patch: patch(
            POLICY,
            ["        ", "not(Clause::Sealed)", ",\n        may_open_restricted(may_restricted)"],
            "Policy::Fixed(true)",
        ),
        // An emergency and a new record do not find it either way.
        turns: &[turns(&["known of", "conflicts"], DESK_AND_AUDIT, &["sealed", "adoption"]).but(&[" by a "])],
    },
    Clause {
        says: "Adoption: the link is for named people alone",
        patch: patch(
            POLICY,
            ["[Clause::SameAuthority, Clause::Sealed, ", "Clause::AdoptionWorker", "].map(Is)"],
            "Clause::Sealed",
        ),
        turns: &[turns(&["adoptions"], EVERYBODY, &["sealed"])],
    },
    Clause {
        says: "Restricted people name who may",
        patch: patch(POLICY, ["All(vec![Is(Clause::Restricted), ", "Is(Clause::Named)", "])"], "Fixed(true)"),
        // What a manager on call opened stays open to them either way.
        turns: &[
            turns(OPENS_OR_DECIDES, SEEKERS, &["restrict"]),
            turns(OPENS_OR_DECIDES, SEEKERS, &["shut"]).hidden(),
        ],
    },
    Clause {
        says: "In an emergency a manager on call opens a restricted record, and nobody else",
        patch: patch(POLICY, ["", "Fixed(may_restricted)", ""], "Fixed(true)"),
        turns: &[
            turns(&["emergency", "arrival"], ON_CALL_NO_MANAGER, &["restrict", "shut"]),
            // And what they had opened before the restriction closes.
            turns(OPENS, ON_CALL_NO_MANAGER, &["shut"]),
            turns(CONFLICTS, DESK, &["restrict", "shut"]),
        ],
    },
    Clause {
        says: "An emergency opens one person for one hour",
        patch: patch(
            BREAK_GLASS,
            ["", "desk.now.plus_seconds(OPEN_FOR)", ""],
            "desk.now.plus_seconds(2 * OPEN_FOR)",
        )
        .at_founding(),
        turns: &[turns(OPENS, ON_CALL_IN_TEAM, &["closed"])],
    },
    Clause {
        says: "What was opened in an emergency decides nothing about who opens a record or works with them",
        patch: patch(POLICY, ["", "Fixed(rights.by_opening)", ""], "Fixed(true)"),
        turns: &[turns(DECIDES, ON_CALL_IN_TEAM, &["opened"]), turns(DECIDES, MANAGERS, &["shut"])],
    },
    Clause {
        says: "Somebody only known is seen by whoever imports and by the matching desk",
        patch: patch(POLICY, ["All(vec![Is(Clause::OnlyKnown), ", "Fixed(sees_known)", "])"], "Fixed(true)"),
        turns: &[turns(OPENS_OR_DECIDES, READERS, &["known"]).but(NOTHING_OF_THE_ONLY_KNOWN)],
    },
    Clause {
        says: "The team where they sleep sees the safety card",
        patch: patch(POLICY, ["Is(Clause::Team), ", "Is(Clause::SleepsHere)", ", "], "Fixed(false)"),
        turns: &[turns(&["card"], TEAM, &["sleeps"])],
    },
    Clause {
        says: "A safety page opened for somebody arriving shows the card",
        patch: patch(POLICY, ["All(vec![Fixed(card), ", "Is(Clause::SafetyPage)", "])"], "Fixed(false)"),
        turns: &[turns(&["card"], ON_CALL_IN_TEAM, &["arriving"])],
    },
    Clause {
        says: "A safety page shows the card alone",
        patch: patch(POLICY, ["All(vec![", "Fixed(card)", ", Is(Clause::SafetyPage)])"], "Fixed(true)"),
        turns: &[turns(&["record", "known of"], ON_CALL_IN_TEAM, &["arriving"])],
    },
    Clause {
        says: "Whoever covers for the key worker works with them by name",
        patch: patch(
            IN_SQL,
            [
                "query.push(",
                "\") OR EXISTS (SELECT 1 FROM person_cover c WHERE c.person = p.id AND c.post = \"",
                ");\n    query.push_bind(sight.post.0).push(\" AND c.from_day",
            ],
            "\") OR EXISTS (SELECT 1 FROM person_cover c WHERE 1 = 0 AND c.person = p.id AND c.post = \"",
        ),
        turns: &[
            turns(OPENS_OR_DECIDES, BY_NAME, &["covers"]),
            turns(OPENS_OR_DECIDES, BY_DAY_IN_TEAM, &["covers"]),
            turns(OPENS_OR_DECIDES, ON_CALL_IN_TEAM, &["covers"]),
        ],
    },
    Clause {
        says: "Privacy classes decide per entry",
        patch: patch(READING, ["", "\" AND s.class IN (''\"", ""], "\" AND s.class IN (s.class\""),
        turns: &[turns(&["classes"], READERS, &[]).only(&["/entries/", "/story"]).hidden()],
    },
    Clause {
        says: "Privacy classes decide per fact of the record",
        patch: patch(
            "crates/practice/src/people/header.rs",
            ["map.retain(|_, fact| ", "holds(fact.class)", ")"],
            "{ let _ = (holds, fact); true }",
        ),
        turns: &[turns(&["classes"], SEEKERS, &[]).but(&["/entries/", "/story"]).hidden()],
    },
    Clause {
        says: "The predicate stands inside the query of lists and searches",
        patch: patch(
            LISTING,
            [
                "",
                "policy::push(query, &record_policy(&sight.rights), sight, now)",
                ";\n    }\n    if ask.mine",
            ],
            "{ query.push(\"1 = 1\"); let _ = now; }",
        ),
        turns: &[
            turns(
                &["record"],
                SEEKERS,
                &[
                    "own", "team", "other", "restrict", "named", "relative", "known", "opened", "closed",
                    "kin", "sleeps", "covers", "arriving", "shut",
                ],
            )
            .only(LOOKING)
            .hidden(),
            // A search does not find a closed record either way: it has no key to be found by.
            turns(&["record"], SEEKERS, &["sealed", "adoption"]).only(&["the list GET /people"]).hidden(),
            turns(
                DECIDES,
                MANAGERS,
                &[
                    "other", "restrict", "relative", "council", "sealed", "opened", "closed", "kin",
                    "sleeps", "arriving", "shut", "adoption",
                ],
            )
            .only(&["the list GET /cover", "the list GET /caseloads"])
            .hidden(),
            turns(&["record"], SEEKERS, &["council"]).only(LOOKING).but(&["a postcode"]).hidden(),
        ],
    },
    Clause {
        says: "The predicate stands inside the query of who is where tonight",
        patch: patch(
            LISTING,
            ["", "policy::push(query, &card_policy(&sight.rights), sight, now)", ";\n    query.push("],
            "{ query.push(\"1 = 1\"); let _ = (sight, now); }",
        ),
        turns: &[turns(
            &["card"],
            READERS,
            &[
                "team", "other", "restrict", "relative", "council", "sealed", "opened", "closed", "kin",
                "sleeps", "arriving", "shut", "adoption",
            ],
        )
        .only(&["the list GET /tonight"])
        .hidden()],
    },
    Clause {
        says: "Creating never fails because of a person out of reach",
        patch: patch(
            CREATING,
            ["for suspected in ", "suspected_of(desk, new, &numbers, but).await?", " {"],
            "{ let found = suspected_of(desk, new, &numbers, but).await?; \
             if !found.is_empty() { return Err(No::because(\"Somebody like this is here.\")); } found }",
        ),
        turns: &[
            // Nobody arrives who was not written down.
            turns(&["looked at"], ON_CALL, &["a safety page"]),
            // Those nobody knew were written down already by looking for them.
            turns(&["written down"], RECORDERS, &[]),
            turns(&["told"], RECORDERS, crate::lists::TOLD),
            turns(&["arrival"], ON_CALL, &[]).opened(),
        ],
    },
    Clause {
        says: "A match goes, unseen by the author, to the matching desk",
        patch: patch(
            CREATING,
            ["for suspected in ", "suspected_of(desk, new, &numbers, but).await?", " {"],
            "{ suspected_of(desk, new, &numbers, but).await?; Vec::new() }",
        ),
        turns: &[
            turns(&["told"], RECORDERS, crate::lists::TOLD),
            // Nothing says then that whoever arrives is like them.
            turns(&["arrival"], ON_CALL, &[]).opened(),
        ],
    },
    Clause {
        says: "Shielded values are for those who may restrict and for workers whom the record names",
        patch: patch(
            "crates/work/src/people/open.rs",
            ["    ", "desk.sight.may(Permission::RestrictPerson) || is_named()", "\n"],
            "{ let _ = is_named; true }",
        ),
        turns: &[turns(&["shielded"], READERS, &["own"]).hidden()],
    },
    Clause {
        says: "What was asked for in an emergency is recorded whether found or not",
        patch: patch(
            BREAK_GLASS,
            ["let person = match ", "desk.write(act).await?", " {"],
            "match person { None => return Ok(Opened::Nobody), Some(_) => desk.write(act).await? }",
        ),
        turns: &[
            turns(&["kept"], ON_CALL, &["relative", "council", "absent", "sealed", "kin", "adoption"]),
            turns(&["kept"], ON_CALL_NO_MANAGER, &["restrict", "shut"]),
        ],
    },
    Clause {
        says: "Whoever is responsible is told at once of what was opened in an emergency",
        patch: patch(
            BREAK_GLASS,
            ["act = ", "notice.into_iter().fold(act, Act::beginning)", ";"],
            "{ drop(notice); act }",
        ),
        turns: &[turns(&["owner"], &crate::laws::TELLING, &[])],
    },
    Clause {
        says: "An emergency opens by the full name, and not by a part of it",
        patch: patch(
            BREAK_GLASS,
            ["|name| ", "same_words(&name.is, &emergency.name)", ")"],
            "{ let _ = name; true }",
        ),
        turns: &[turns(&["half a name"], ON_CALL, &[])],
    },
    Clause {
        says: "A look-up by postcode has no shielded rows",
        patch: patch(
            "crates/practice/src/people/keys.rs",
            ["    if ", "points(ContactKind::Address).any(|point| point.is.shielded)", " {"],
            "false",
        ),
        turns: &[turns(&["hidden address"], MANAGERS, &[])],
    },
    Clause {
        says: "What was opened in an emergency is looked at on the next working day",
        patch: patch(OPENINGS, ["} else { ", "next_working_day(opened)", " }"], "opened"),
        turns: &[turns(&["looked at"], ON_CALL, &["a record"])],
    },
    Clause {
        says: "A safety page that was opened is looked at the next morning",
        patch: patch(OPENINGS, ["if card_only { ", "opened.tomorrow().unwrap_or(opened)", " }"], "opened"),
        turns: &[turns(&["looked at"], ON_CALL, &["a safety page"])],
    },
    Clause {
        says: "Somebody else looks at what was opened in an emergency",
        patch: patch(
            BREAK_GLASS,
            ["", "post == desk.sight.post || directory.is_of(post, desk.sight.account)", ""],
            "{ let _ = (desk, directory, post); false }",
        ),
        turns: &[turns(&["own opening"], MANAGERS, &[])],
    },
    Clause {
        says: "A restriction is looked at again within 90 days",
        patch: patch(
            "crates/work/src/people/restrict.rs",
            ["review_on > today && ", "review_on <= latest", ""],
            "{ let _ = latest; true }",
        ),
        turns: &[turns(&["90 days"], MANAGERS, &[])],
    },
    Clause {
        says: "A safety page is for somebody who arrives tonight",
        patch: patch(
            ARRIVAL,
            ["record.filter(|record| ", "record.header.arrives_on(today)", ")"],
            "{ let _ = (record, today); true }",
        ),
        turns: &[
            turns(
                &["arrivals"],
                HEAD,
                &[
                    "own", "team", "other", "named", "opened", "closed", "sleeps", "covers", "arriving",
                    "shut",
                ],
            ),
            turns(
                &["arrivals"],
                &[practice::staff::Role::HubManager],
                &["own", "team", "named", "opened", "covers", "shut"],
            ),
            turns(&["arrivals"], ON_CALL_NO_MANAGER, &["own", "team", "named", "opened", "covers"]),
        ],
    },
    Clause {
        says: "For somebody arriving the safety page of a restricted record is opened by a manager on call",
        patch: patch(
            ARRIVAL,
            ["let may_restricted = ", "desk.sight.may(Permission::BreakGlassRestricted)", ";"],
            "true",
        ),
        // It is opened and its key worker is told, but it shows its card to a manager alone.
        turns: &[turns(&["arrival"], ON_CALL_NO_MANAGER, &["restrict", "shut"])],
    },
];

/// What looks for people.
const LOOKING: &[&str] = &["the list GET /people", "POST /find", "POST /people/new"];
