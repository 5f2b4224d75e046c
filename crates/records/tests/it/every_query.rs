//! Every query is tried on both engines: what the compiler does not check.
//!
//! Texts that are fixed are found in the source and prepared. Those put
//! together while running are tried by calling every method that has one.

use crate::ground::{COUNCIL, Ground, on_both_engines};
use crate::pen::{ACCOUNT, MORNING, POST, Pen, TEAM};
use practice::ids::{ActId, EventId};
use practice::staff::Role;
use records::{PeopleAsk, PeopleOrder, StoryAsk, Term};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

fn sources(folder: &str) -> Vec<(PathBuf, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let files = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut sources: Vec<_> = files
        .filter(|path| path.extension().is_some_and(|end| end == "rs"))
        .map(|path| (path.clone(), std::fs::read_to_string(path).unwrap()))
        .collect();
    sources.sort();
    sources
}

/// The texts a macro stands for: for no argument, and for one put in the middle.
struct Words {
    parts: Vec<String>,
    usual: String,
}

/// Reads Rust source as far as texts go.
struct Reader<'s> {
    rest: &'s str,
    words: &'s BTreeMap<String, Words>,
}

impl Reader<'_> {
    /// The fixed statements of a source, in order.
    fn statements(mut self) -> Vec<String> {
        let mut found = Vec::new();
        let mut before = String::new();
        while let Some(next) = self.rest.chars().next() {
            let is_built =
                ["::new(", "push(", "format!("].iter().any(|call| before.trim_end().ends_with(call));
            if let Some(after) = self.rest.strip_prefix("//") {
                self.rest = after.split_once('\n').map_or("", |(_, rest)| rest);
            } else if let Some(after) = self.rest.strip_prefix("concat!(") {
                self.rest = after;
                let text = self.joined();
                found.extend((!is_built).then_some(text));
                before.clear();
            } else if next == '"' {
                let text = self.text();
                found.extend((!is_built).then_some(text));
                before.clear();
            } else {
                before.push(next);
                self.rest = &self.rest[next.len_utf8()..];
            }
        }
        found.retain(|text| {
            let is_statement =
                ["SELECT ", "INSERT ", "UPDATE ", "DELETE "].iter().any(|verb| text.starts_with(verb));
            // The beginning of a list is the beginning of a text put together while running.
            is_statement && !text.ends_with('(')
        });
        found
    }

    /// A text, without its escapes.
    fn text(&mut self) -> String {
        let mut text = String::new();
        let mut letters = self.rest[1..].char_indices();
        while let Some((place, letter)) = letters.next() {
            match letter {
                '"' => {
                    self.rest = &self.rest[1 + place + 1..];
                    return text;
                }
                '\\' => match letters.next() {
                    // A line that goes on leaves out how the next one is set in.
                    Some((place, '\n')) => {
                        let next = self.rest[1 + place..].trim_start();
                        let skipped = self.rest.len() - 1 - place - next.len();
                        letters.by_ref().take(skipped - 1).for_each(drop);
                    }
                    Some((_, other)) => text.push(other),
                    None => {}
                },
                other => text.push(other),
            }
        }
        panic!("a text does not end");
    }

    /// The parts of `concat!`, up to its closing bracket.
    fn joined(&mut self) -> String {
        let mut joined = String::new();
        loop {
            self.rest = self.rest.trim_start_matches([' ', '\n', ',']);
            if self.rest.starts_with('"') {
                joined += &self.text();
            } else if let Some(after) = self.rest.strip_prefix(')') {
                self.rest = after;
                return joined;
            } else if let Some((name, after)) = self.rest.split_once("!(").filter(|(name, _)| is_name(name)) {
                let words = &self.words[name];
                let (argument, after) = after.split_once(')').unwrap();
                let argument = argument.trim_matches('"');
                let middle = if argument.is_empty() { words.usual.as_str() } else { argument };
                joined += &words.parts.join(middle);
                self.rest = after;
            } else {
                // The parts of a macro's own text, which is read where it is used.
                self.rest = self.rest.split_once(')').map_or("", |(_, rest)| rest);
                return String::new();
            }
        }
    }
}

fn is_name(text: &str) -> bool {
    text.chars().all(|letter| letter.is_ascii_lowercase() || letter == '_')
}

/// The macros that stand for texts, by name.
fn words(sources: &[(PathBuf, String)]) -> BTreeMap<String, Words> {
    let nothing = BTreeMap::new();
    let mut words = BTreeMap::new();
    for (_, source) in sources {
        for part in source.split("macro_rules! ").skip(1) {
            let (name, body) = part.split_once(" {").unwrap();
            let body = body.split_once("\n}").unwrap().0;
            let mut reader = Reader { rest: body, words: &nothing };
            let mut texts = Vec::new();
            while let Some(place) = reader.rest.find('"') {
                reader.rest = &reader.rest[place..];
                texts.push(reader.text());
            }
            let usual = if body.contains("$class") { texts.remove(0) } else { String::new() };
            words.insert(name.to_owned(), Words { parts: texts, usual });
        }
    }
    words
}

fn fixed_statements() -> Vec<(PathBuf, String)> {
    let sources = sources("src/store");
    let words = words(&sources);
    sources
        .iter()
        .flat_map(|(file, source)| {
            let statements = Reader { rest: source, words: &words }.statements();
            statements.into_iter().map(|text| (file.clone(), text))
        })
        .collect()
}

/// The methods that `both!` declares.
fn methods() -> Vec<String> {
    let source = include_str!("../../src/lib.rs");
    let (_, list) = source.split_once("\nboth! {").unwrap();
    let (list, _) = list.split_once("\n}").unwrap();
    list.lines()
        .filter_map(|line| line.trim().strip_prefix("fn "))
        .map(|line| line.split_once('(').unwrap().0.to_owned())
        .collect()
}

#[test]
fn the_reader_finds_the_texts_it_is_meant_to_find() {
    let sample = r#"
        // sqlx::query("SELECT nothing") in a comment
        macro_rules! columns { () => { "a.id" }; }
        query("SELECT \"one\" \
               FROM t");
        query(concat!("SELECT ", columns!(), " FROM a"));
        QueryBuilder::new("SELECT half ");
        let other = "not a statement";
    "#;
    let words =
        BTreeMap::from([("columns".to_owned(), Words { parts: vec!["a.id".into()], usual: String::new() })]);
    let found = Reader { rest: sample, words: &words }.statements();
    assert_eq!(found, ["SELECT \"one\" FROM t", "SELECT a.id FROM a"]);
}

#[test]
fn every_method_with_a_text_put_together_while_running_is_called_in_these_tests() {
    let tests: String = sources("tests/it").into_iter().map(|(_, source)| source).collect();
    let store = sources("src/store");
    let methods = methods();
    assert!(methods.len() > 40, "only {} methods were found", methods.len());
    for method in methods {
        let (file, source) =
            store.iter().find(|(_, source)| source.contains(&format!("async fn {method}("))).unwrap();
        let is_fixed = !source.contains("QueryBuilder") && !source.contains("AssertSqlSafe");
        let is_called = tests.contains(&format!(".{method}("));
        assert!(is_fixed || is_called, "{method} of {} is not tried", file.display());
    }
}

fn every_part_of_a_story(pen: &mut Pen) -> StoryAsk {
    let place = records::StoryPlace { happened: "2026".into(), recorded: MORNING, event: EventId(pen.id()) };
    StoryAsk {
        kinds: vec!["people.known".into()],
        actor: Some("system".into()),
        room: Some("people".into()),
        before: Some(place),
        since: Some("2026-01".into()),
        until: Some("2026-03-04".into()),
        open_only: true,
        limit: 3,
    }
}

/// Calls each method that asks for something, with everything it can be asked.
async fn ask_everything(ground: &Ground, pen: &mut Pen) {
    let records = &ground.records;
    let person = pen.person();
    let term = Term {
        exact: vec!["word a".into(), "word b".into()],
        prefix: Some("word".into()),
        people: Some(vec![person]),
    };
    let ask = PeopleAsk {
        tonight: true,
        mine: true,
        team: Some(TEAM),
        status: Some(practice::people::Status::Open),
        missing: true,
        not_seen_since: Some(jiff::civil::date(2026, 2, 1)),
        in_our_houses: true,
        restricted: true,
        cover: true,
        waiting: true,
        goodbye_by: Some(jiff::civil::date(2026, 2, 1)),
        worker: Some(POST),
        terms: vec![term.clone(), term.clone()],
        by: PeopleOrder::Name,
        skip: 1,
        limit: 2,
    };
    let story = every_part_of_a_story(pen);
    for role in Role::ALL {
        let sight = crate::pen::sight(&[*role]);
        for (by, tonight) in ORDERS.into_iter().zip([true, false].into_iter().cycle()) {
            let ask = PeopleAsk { by, tonight, ..ask.clone() };
            records.people(&sight, &ask, MORNING).await.unwrap();
        }
        records.person(&sight, person, &[person.identity()], MORNING).await.unwrap();
        records.card(&sight, person, MORNING).await.unwrap();
        records.story(&sight, person, &story, MORNING).await.unwrap();
        records.story_months(&sight, person, &story, MORNING).await.unwrap();
        records.decided_matches(&sight, None, 25, 25).await.unwrap();
        records.decided_matches(&sight, Some(person.identity()), 25, 25).await.unwrap();
        records.match_cases(&sight, None).await.unwrap();
        records.match_cases(&sight, Some(person.identity())).await.unwrap();
        records.likely_matches(&sight, person, true, 5).await.unwrap();
        records.story_authors(&sight, person, MORNING).await.unwrap();
        records.story_kinds(&sight, person, MORNING).await.unwrap();
        records.in_touch(&sight, person, MORNING).await.unwrap();
        records.last_met(&sight, &[person], MORNING).await.unwrap();
        records.met_since(&sight, person, jiff::civil::date(2026, 2, 1), MORNING).await.unwrap();
        records.news(&sight, MORNING.plus_seconds(-86_400), MORNING).await.unwrap();
        records.on_call_from(sight.authority, jiff::civil::date(2026, 2, 1)).await.unwrap();
        records.entry(&sight, EventId(pen.id()), MORNING).await.unwrap();
        records.events_of(&sight, person, MORNING).await.unwrap();
        records.header_for_desk(&sight, person).await.unwrap();
        records.notices(&sight, 5, MORNING).await.unwrap();
        records.matches_waiting(&sight, true).await.unwrap();
        let kinds = records::ConflictKinds {
            of_the_desk: &["people.name_recorded"],
            who_works: &["key_working.key_worker_named"],
        };
        records.conflicts_waiting(&sight, &kinds, MORNING).await.unwrap();
        let only = Some(person.identity());
        records.conflicts(&sight, &kinds, only, MORNING).await.unwrap();
        records.notices_waiting(&sight, MORNING).await.unwrap();
        records.restricted_to_none_of(&sight, &[sight.post], MORNING).await.unwrap();
        records.restriction_names(&[sight.post, practice::ids::PostId(pen.id())]).await.unwrap();
        records.safety_pages_open(&sight, person, MORNING).await.unwrap();
        records.open_glasses(&sight, MORNING).await.unwrap();
        records.for_emergency(&sight, std::slice::from_ref(&term), true).await.unwrap();
    }
    records.vault_values(COUNCIL, &[practice::ids::VaultId(pen.id())]).await.unwrap();
    records.drafts_about(COUNCIL, person).await.unwrap();
    records.drafts_of_form(COUNCIL, "/people/new", MORNING).await.unwrap();
    records.people_found_by(COUNCIL, "AB1 2CD").await.unwrap();
    records.keys_like(COUNCIL, "word ").await.unwrap();
    records.names_recorded(COUNCIL).await.unwrap();
    records.events_of_all(&[person]).await.unwrap();
    records.person_of_act(ActId(pen.id())).await.unwrap();
    records.reference_of(person).await.unwrap();
    records.posts_of(ACCOUNT).await.unwrap();
    records.clear_drafts("find/", MORNING).await.unwrap();
    records.discard_draft(ACCOUNT, COUNCIL, "/people/new").await.unwrap();
    records.discard_draft_of_window(ACCOUNT, COUNCIL, "/people/new", None, None).await.unwrap();
    assert_eq!(records.drafts_waiting(ACCOUNT, COUNCIL, "/").await.unwrap(), 0);
    records.withdrawals(COUNCIL).await.unwrap();
    records.last_sign_ins(COUNCIL).await.unwrap();
    records.invitations(COUNCIL, MORNING).await.unwrap();
    records.is_relative(ACCOUNT, person).await.unwrap();
    records.who_fell_out(COUNCIL).await.unwrap();
    records.people_in_team(COUNCIL, TEAM).await.unwrap();
    records.work_of(COUNCIL, POST, MORNING).await.unwrap();
    records.who_works_with(person, MORNING).await.unwrap();
    records.relatives_declared_of(COUNCIL, ACCOUNT).await.unwrap();
    records.post(POST).await.unwrap();
    assert!(!records.read_notice(POST, EventId(pen.id()), MORNING).await.unwrap());
    let names = (0..9).map(|number| number.to_string()).collect::<Vec<_>>();
    records.refused_of(COUNCIL, &names, 10).await.unwrap();
    records.whose(COUNCIL, &[person.0, pen.id()]).await.unwrap();
    let as_they_were: records::ChangeTries = Arc::new(<[records::Tries]>::to_vec);
    records.change_tries(&["a".into(), "b".into()], MORNING, as_they_were).await.unwrap();
    assert!(records.is_well());
}

/// Every order in which a list of people can stand.
const ORDERS: [PeopleOrder; 4] =
    [PeopleOrder::Name, PeopleOrder::NameBackwards, PeopleOrder::Team, PeopleOrder::TeamBackwards];

on_both_engines! {
    async fn every_fixed_statement_is_understood(ground) {
        let statements = fixed_statements();
        assert!(statements.len() > 80, "only {} statements were found", statements.len());
        let mut hand = ground.raw.hand().await;
        for (file, statement) in statements {
            let answer = hand.prepare(&statement).await;
            assert!(answer.is_ok(), "{}: {statement}: {answer:?}", file.display());
        }
        assert!(hand.prepare("SELECT nothing FROM nowhere").await.is_err());
    }

    async fn readiness_tells_of_the_last_write_that_the_database_did_not_take(ground) {
        let records = &ground.records;
        let clear = async || records.clear_drafts("/", MORNING).await;
        clear().await.unwrap();
        assert!(records.is_well());
        ground.raw.run("ALTER TABLE draft RENAME TO draft_away", &[]).await;
        assert!(clear().await.is_err() && !records.is_well());
        ground.raw.run("ALTER TABLE draft_away RENAME TO draft", &[]).await;
        clear().await.unwrap();
        assert!(records.is_well());
    }

    async fn every_question_is_answered_in_an_empty_and_in_a_filled_database(ground) {
        let mut pen = Pen::new(980);
        ask_everything(ground, &mut pen).await;
        let (mut life, begun) = crate::life::Life::begin(&mut pen);
        ground.records.append(begun).await.unwrap();
        for _ in 0..20 {
            let act = life.next(&mut pen);
            ground.records.append(act).await.unwrap();
        }
        ask_everything(ground, &mut pen).await;
    }
}
