//! What the sweep of hostile input fills into each form before it spoils a field,
//! and what is known of forms that take more, or less, than others.

use crate::rows::Fields;
use crate::support::PASSWORD;

/// Each fact that a record can hold, by the end of the address of its form.
pub(crate) const FACTS: &[&str] = &[
    "name-used",
    "name-legal",
    "birth",
    "number-nhs",
    "number-upn",
    "number-council",
    "pronouns",
    "communication",
    "what-helps",
    "languages",
    "ethnicity",
    "sex",
    "safe-contact",
    "address",
    "phone",
    "email",
    "family",
    "health",
    "alert",
    "died",
    "not-died",
    "family/{family}",
    "health/{health}",
    "end-contact/{contact}",
];

/// What is filled in where neither the table nor the page says it.
pub(crate) const FILLED: &[(&str, Fields)] = &[
    ("/sign-in", &[("email", "bryn.hale@northmoor.example"), ("password", "not the right one")]),
    ("/sign-in/code", &[("code", "123456")]),
    ("/sign-in/second-step", &[("code", "123456")]),
    ("/join/{token}", &[("password", PASSWORD)]),
    (
        "/set-up/{token}",
        &[("council", "Eastmoor"), ("team", "A team"), ("name", "Ada"), ("password", PASSWORD)],
    ),
    ("/unlock", &[("password", PASSWORD)]),
    ("/shifts/{shift}/write", &[("text", "The boiler man comes at 10.")]),
    ("/lock", &[("back", "/")]),
    ("/posts", &[("post", "{me}")]),
    ("/notices/{notice}", &[("back", "/")]),
    ("/drafts", &[("name", "Words of theirs")]),
    ("/account/password", &[("old", PASSWORD), ("password", "a tide of copper lanterns")]),
    ("/account/telephone", &[("telephone", "01632 960004")]),
    ("/account/relatives", &[("reference", "{reference}")]),
    ("/account/relatives/withdraw", &[("reference", "{reference}"), ("reason", "It was a mistake.")]),
    (
        "/people/new",
        &[("name", "{name}"), ("nhs_number", ""), ("upn", ""), ("council_number", ""), ("lives", "")],
    ),
    ("/find", &[("sought", "{name}")]),
    ("/looks", &[("by", "record"), ("reference", "{reference}")]),
    ("/emergency", &[("reason", "They are out in the cold."), ("number", "{number}"), ("name", "")]),
    ("/relatives/{withdrawal}", &[("decision", "back"), ("reason", "We asked.")]),
    ("/staff/teams/new", &[("name", "{name}"), ("kind", "hub")]),
    ("/staff/posts/{post}/sessions", &[("reason", "A lost telephone")]),
    ("/staff/posts/{post}/invite", &[("email", "{address}")]),
    ("/staff/accounts/{account}/address", &[("email", "moved.{account}@northmoor.example")]),
    ("/staff/posts/new", WITHOUT_A_LAST_DAY),
    ("/staff/posts/{post}/change", WITHOUT_A_LAST_DAY),
    ("/staff/council", &[("name", "Northmoor"), ("accent", "#1d70b8"), ("help_line", "01632 960001")]),
    ("/people/{person}/record/birth", &[("born-day", "4"), ("born-month", "6"), ("born-year", "2010")]),
    (
        "/people/{person}/contacts/new",
        &[
            ("how", "met"),
            ("day-day", "1"),
            ("day-month", "3"),
            ("day-year", "2026"),
            ("time", ""),
            ("minutes", "45"),
            ("not_asked", ""),
        ],
    ),
    (
        "/people/{person}/goodbye",
        &[("teller", "other"), ("asked", "told"), ("day-day", "1"), ("day-month", "3"), ("day-year", "2026")],
    ),
    (
        "/people/{person}/handover/new",
        &[("asked", "told"), ("introduced-day", "1"), ("introduced-month", "3"), ("introduced-year", "2026")],
    ),
    (
        "/people/{person}/days/new",
        &[
            ("text", "They cooked for everybody."),
            ("part", "evening"),
            ("asked", "told"),
            ("day-day", "1"),
            ("day-month", "3"),
            ("day-year", "2026"),
            ("asked_about", "day not with us 2026-03-01"),
        ],
    ),
    (
        "/out/new",
        &[("back_by", "{soon}"), ("place", "The flat over the baker’s"), ("telephone", ""), ("other", "")],
    ),
    ("/out/{out}", &[("found", "not_yet"), ("what", "Rang twice, no answer.")]),
    ("/out/{out}/later", &[("back_by", "{soon}")]),
    ("/people/{person}/rhythm", &[("days", "7"), ("asked", "told")]),
    ("/people/{person}/plan-contact", PLAN),
    (
        "/people/{person}/planned/{plan}",
        &[("what", "change"), ("how", "speak"), ("by", "{me}"), ("whose", "young_person"), ("time", "")],
    ),
    ("/people/{person}/incidents/new", INCIDENT),
    ("/entries/{incident}/add", ADDED),
    ("/people/{person}/record/number-nhs", &[("number", "943 476 5919")]),
    ("/people/{person}/record/number-upn", &[("number", "R100000000001")]),
    ("/people/{person}/record/number-council", &[("number", "N-{number}")]),
    ("/people/{person}/record/address", &[("value", "12 High Street, York YO1 7HH")]),
    ("/people/{person}/record/phone", &[("value", "01632 960002")]),
    ("/people/{person}/record/email", &[("value", "sam@example.org")]),
    ("/words/{word}", &[("value", "45"), ("reason", "The nights are short.")]),
    (
        "/people/{person}/record/alert",
        &[("review_on-day", "20"), ("review_on-month", "3"), ("review_on-year", "2026")],
    ),
    ("/people/{person}/record/died", &[("day-day", "1"), ("day-month", "3"), ("day-year", "2026")]),
    (
        "/people/{person}/adopt",
        &[
            ("made-day", "1"),
            ("made-month", "3"),
            ("made-year", "2026"),
            ("reason", "Order 7"),
            ("posts", "{me}"),
            ("name", "Kim Lo"),
            ("legal_name", ""),
            ("born-day", "4"),
            ("born-month", "6"),
            ("born-year", "2010"),
            ("team", "{team}"),
            ("sure", "yes"),
        ],
    ),
];

const PLAN: Fields = &[
    ("how", "meet"),
    ("day-day", "20"),
    ("day-month", "3"),
    ("day-year", "2026"),
    ("time", ""),
    ("by", "{me}"),
];
const INCIDENT: Fields = &[
    ("day-day", "1"),
    ("day-month", "3"),
    ("day-year", "2026"),
    ("time", ""),
    ("hurt", "somebody"),
    ("held", "somebody"),
    ("held_minutes", "4"),
    ("asked", "told"),
    ("repair", "spoke"),
    ("repair_on-day", "2"),
    ("repair_on-month", "3"),
    ("repair_on-year", "2026"),
];
const ADDED: Fields = &[
    ("hurt", "somebody"),
    ("held", "somebody"),
    ("held_minutes", "4"),
    ("asked", "told"),
    ("repair", "spoke"),
    ("repair_on-day", "2"),
    ("repair_on-month", "3"),
    ("repair_on-year", "2026"),
    ("holders_on-day", "2"),
    ("holders_on-month", "3"),
    ("holders_on-year", "2026"),
    ("them_on-day", "2"),
    ("them_on-month", "3"),
    ("them_on-year", "2026"),
];
const WITHOUT_A_LAST_DAY: Fields = &[("to-day", ""), ("to-month", ""), ("to-year", "")];

/// Where the form of an address stands, when it has no page of its own.
pub(crate) const ELSEWHERE: [(&str, &str); 3] = [
    ("/account/sessions", "/account"),
    ("/staff/posts/{post}/sessions", "/staff/posts/{post}"),
    ("/unlock", "/locked"),
];

/// They do one thing whatever is in their form.
pub(crate) const FORMLESS: [&str; 4] = ["/sign-out", "/ping", "/notices/{notice}", "/out/{out}/safe"];

/// Without a word in them they still say something: that a text is empty now, or just that the button
/// was pressed.
pub(crate) const EMPTIED: &[&str] = &[
    "/account/telephone",
    "/people/{person}/record/communication",
    "/people/{person}/record/what-helps",
    "/people/{person}/record/pronouns",
    "/people/{person}/record/languages",
    "/people/{person}/record/ethnicity",
    "/people/{person}/record/sex",
    "/sign-in/second-step",
    "/lock",
    "/unlock",
    "/drafts",
    "/drafts/discard",
    "/sign-out",
];

/// Fields in which what is not offered is as if nothing was chosen: a session that is over already, and
/// a reason beside one's own words.
pub(crate) const LEAVE: [(&str, &str); 7] = [
    ("/account/sessions", "session"),
    ("/staff/posts/{post}/end", "reason_chosen"),
    ("/people/{person}/pull-in", "purpose_chosen"),
    ("/people/{person}/cover", "reason_chosen"),
    ("/people/{person}/key-worker", "reason_chosen"),
    ("/people/{person}/social-worker", "reason_chosen"),
    ("/people/{person}/responsible-team", "reason_chosen"),
];

/// Refused, and yet written down: whatever is asked for in an emergency is.
pub(crate) const KEPT: &str = "POST /emergency, name=";

/// What is refused as it is filled in here: a picture or a file is wanted, nobody has died, half of a
/// sign-in is missing or its password is wrong on purpose, or there is no such thing. Their fields are spoilt all the same.
pub(crate) const NOT_TAKEN: &[&str] = &[
    "/people/{person}/files/new",
    "/entries/{event}/files/new",
    "/people/{person}/photo",
    "/people/{person}/record/not-died",
    "/sign-in",
    "/sign-in/code",
    "/set-up/{token}",
    "/demo",
    "/account/second-step",
    "/account/recovery-codes",
    "/on-call/{nights}/end",
    "/shifts/{shift}/read",
    "/notices/{notice}",
    "/import",
    "/import/{id}",
    "/staff/council/logo",
];
