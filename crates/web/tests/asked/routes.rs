//! Every route about one young person, turned into requests.

use crate::asking::{Ask, form};
use crate::subjects::Subject;
use crate::town::Relation;
use web::{Access, ROUTES, RouteLine};

/// Parts of an address that name a young person or something of theirs.
const THEIRS: [&str; 8] =
    ["{person}", "{cover}", "{event}", "{photo}", "{added}", "{case}", "{conflict}", "{opening}"];
/// Parts of an address that name something else: of the service, or of the visitor.
const OTHERS: &[&str] = &[
    "{account}",
    "{withdrawal}",
    "{search}",
    "{notice}",
    "{id}",
    "{token}",
    "{team}",
    "{post}",
    "{word}",
    "{fact}",
    "{stream}",
    "{form}",
    "{file}",
    "{nights}",
    "{shift}",
    "{task}",
    "{plan}",
    "{out}",
];

/// A post that was never given to anybody.
const POST: &str = "0195539c-8280-4000-8000-000000000002";

/// Facts of each kind that have a form of their own.
const FACTS: [&str; 9] =
    ["name-used", "birth", "number-nhs", "languages", "address", "family", "alert", "died", "not-died"];

/// A form with every field that any of these routes reads, so that the verb
/// behind it is reached.
const FILLED: &[(&str, &str)] = &[
    ("idempotency_key", "a-key-of-a-form"),
    ("how", "met"),
    ("days", "7"),
    ("by", POST),
    ("whose", "young_person"),
    ("about", "A letter"),
    ("part", "evening"),
    ("teller", "themself"),
    ("know", "Knock twice."),
    ("what", "A door was broken."),
    ("more", "It was the back door."),
    ("asked_about", "day not with us 2026-03-01"),
    ("text", "Well."),
    ("title", "A day"),
    ("day-day", "1"),
    ("day-month", "3"),
    ("day-year", "2026"),
    ("class", "story"),
    ("reason", "It was asked for."),
    ("review_on-day", "20"),
    ("review_on-month", "3"),
    ("review_on-year", "2026"),
    ("without_me", "yes"),
    ("who", "family"),
    ("shown", "0195539c-8280-7000-8000-000000000001"),
    ("why", "changed"),
    ("decision", "different"),
    ("choice", "keep"),
    ("finding", "It was right."),
    ("name", "Sam Osei"),
    ("number", "123456"),
    ("value", "12 High Street, York YO1 7AB"),
    ("born-day", "4"),
    ("born-month", "6"),
    ("born-year", "2010"),
    ("born", "2010-06-04"),
    ("basis", "given"),
    ("channel", "Text first"),
    ("hours", "After school"),
    ("voicemail", "yes"),
    ("shielded", "no"),
    ("relation", "Aunt"),
    ("note", "Lives near."),
    ("alert", "Ring first."),
    ("told", "yes"),
    ("topic", "allergy"),
    ("fact", "Nuts"),
    ("died-day", "1"),
    ("died-month", "3"),
    ("died-year", "2026"),
    ("told_by", "The hospital"),
    ("posts", POST),
    ("post", POST),
    ("team", "0195539c-8280-4000-8000-000000000003"),
    ("purpose", "School"),
    ("said", "They want this."),
    ("young_person_said", "They want this."),
    ("place", "not_known"),
    ("on-day", "1"),
    ("on-month", "3"),
    ("on-year", "2026"),
    ("from-day", "1"),
    ("from-month", "3"),
    ("from-year", "2026"),
    ("to-day", "20"),
    ("to-month", "3"),
    ("to-year", "2026"),
    ("made-day", "2"),
    ("made-month", "3"),
    ("made-year", "2026"),
    ("sure", "yes"),
    ("until-day", "20"),
    ("until-month", "3"),
    ("until-year", "2026"),
];

/// A request that can be made about anybody.
#[derive(Debug, Clone)]
pub(crate) struct Way {
    pub(crate) line: RouteLine,
    /// The address, with the fact in it where it has one.
    pub(crate) path: String,
    body: String,
}

impl Way {
    /// The request about this one.
    pub(crate) fn about(&self, subject: &Subject) -> Ask {
        let path = self
            .path
            .replace("{person}", &subject.person.to_string())
            .replace("{event}", &subject.entry.to_string())
            .replace("{incident}", &subject.incident.to_string())
            .replace("{told}", &subject.told.to_string())
            .replace("{opening}", &subject.opening.to_string())
            .replace("{case}", &subject.case.to_string())
            .replace("{conflict}", &subject.conflict.to_string())
            .replace("{photo}", &subject.photo.to_string())
            .replace("{added}", &subject.added.to_string())
            .replace("{stream}", &self.stream_of(subject))
            .replace("{post}", POST)
            .replace("{task}", "meet")
            .replace("{plan}", &subject.plan().to_string())
            .replace("{cover}", &subject.cover.to_string());
        Ask { method: self.line.method, path, body: self.body.clone() }
    }

    fn stream_of(&self, subject: &Subject) -> String {
        let stream = match self.path.rsplit('/').nth(1) {
            Some("family") => subject.family,
            Some("health") => subject.health,
            Some("end-alert") => subject.alert,
            _ => subject.contact,
        };
        stream.to_string()
    }

    /// The ids that the asker sends with the request.
    pub(crate) fn sent(&self, subject: &Subject) -> Vec<String> {
        let mut ids = vec![
            subject.person.to_string(),
            subject.entry.to_string(),
            subject.incident.to_string(),
            subject.told.to_string(),
            subject.opening.to_string(),
            subject.plan().to_string(),
        ];
        ids.extend([subject.case, subject.conflict].map(|stream| stream.to_string()));
        ids.extend([
            subject.photo.to_string(),
            subject.added.to_string(),
            subject.cover.to_string(),
            self.stream_of(subject),
        ]);
        ids
    }

    /// Whether a hidden record hides this too. Openings are looked at by those
    /// who look after who looks, of the whole council; never a relative's. The
    /// team in whose house somebody sleeps sees their card, with its photo.
    pub(crate) fn is_hidden_by(&self, relation: Relation) -> bool {
        match relation {
            Relation::OtherCouncil | Relation::Relative | Relation::Kin => true,
            Relation::Sleeps | Relation::Arriving
                if self.path.contains("/card") || self.path.ends_with("/{photo}") =>
            {
                false
            }
            _ => !self.path.contains("{opening}"),
        }
    }

    /// Whether whoever has these roles may use it at all.
    pub(crate) fn is_for(&self, may: impl Fn(practice::staff::Permission) -> bool) -> bool {
        match self.line.access {
            Access::Needs(permissions) => permissions.iter().any(|permission| may(*permission)),
            Access::SignedIn => true,
            other => panic!("{} is about somebody and is {other:?}", self.path),
        }
    }
}

/// Every way to ask about somebody that the site has.
pub(crate) fn ways() -> Vec<Way> {
    let mut ways = Vec::new();
    for line in ROUTES.iter().filter(|line| THEIRS.iter().any(|part| line.path.contains(part))) {
        for path in paths(line.path) {
            ways.push(Way { line: *line, path: path.clone(), body: String::new() });
            if line.method == "POST" {
                ways.push(Way { line: *line, path, body: form(FILLED) });
            }
        }
    }
    ways
}

fn paths(path: &str) -> Vec<String> {
    let facts: &[&str] = match path {
        _ if path.contains("{fact}/{stream}") => &["family", "health", "end-alert", "end-contact"],
        _ if path.contains("{fact}") => &FACTS,
        // A note is corrected in words, and what a file told by answers.
        "/entries/{event}/correct" => return vec![path.to_owned(), path.replace("{event}", "{told}")],
        "/entries/{event}/add" => return vec![path.replace("{event}", "{incident}")],
        _ => return vec![path.to_owned()],
    };
    facts.iter().map(|fact| path.replace("{fact}", fact)).collect()
}

#[test]
fn every_part_of_every_address_is_known_to_name_somebody_or_something_else() {
    for line in ROUTES.iter() {
        for part in line.path.split('/').filter(|part| part.starts_with('{')) {
            let known = THEIRS.contains(&part) || OTHERS.contains(&part);
            assert!(known, "{}: say in this file whether {part} names a young person", line.path);
        }
    }
}

#[test]
fn the_ways_to_ask_are_many_and_of_both_kinds() {
    let ways = ways();
    assert!(ways.iter().filter(|way| way.line.method == "GET").count() > 25);
    assert!(ways.iter().filter(|way| way.line.method == "POST").count() > 40);
    for part in THEIRS {
        assert!(ways.iter().any(|way| way.path.contains(part)), "{part}");
    }
}
