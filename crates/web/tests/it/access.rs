//! Every route as every role: the answer is what the table by hand says.

use crate::access_table::{Row, TABLE};
use crate::desks_conflicts::disagreeing;
use crate::people_world::{Browser, Town, born, in_town};
use crate::support::{Jar, Worker};
use practice::journal::Body;
use practice::staff::Role;
use std::collections::{BTreeMap, BTreeSet};
use work::signing_in::as_post;

const NOBODYS: &str = "00000000-0000-4000-8000-000000000000";

/// After these a session is locked or over.
const ENDING: [&str; 2] = ["/lock", "/sign-out"];

/// What stands in the braces of the addresses.
type Filled = BTreeMap<&'static str, String>;

#[test]
fn the_table_names_every_route_once_and_no_other() {
    let mut named = BTreeSet::new();
    for row in TABLE {
        assert!(named.insert((row.method, row.path)), "twice in the table: {} {}", row.method, row.path);
    }
    let there: BTreeSet<(&str, &str)> = web::ROUTES.iter().map(|line| (line.method, line.path)).collect();
    let missing: Vec<_> = there.difference(&named).collect();
    let gone: Vec<_> = named.difference(&there).collect();
    assert!(
        missing.is_empty() && gone.is_empty(),
        "not in the table: {missing:?}; in the table only: {gone:?}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn every_route_answers_every_role_as_the_table_by_hand_says() {
    in_town(async |town| {
        let filled = filled(&town).await;
        let mut wrong = Vec::new();
        for role in Role::ALL {
            let worker = of_role(&town, *role).await;
            let mut jar = signed_in(&town, &worker).await;
            for row in TABLE {
                let got = ask(&mut jar, row, &filled).await;
                let wanted = wanted(row, *role);
                if got != wanted {
                    wrong.push(format!(
                        "{} {} as {}: {got}, not {wanted}",
                        row.method,
                        row.path,
                        role.word()
                    ));
                }
                if ENDING.contains(&row.path) {
                    jar = signed_in(&town, &worker).await;
                }
            }
        }
        for row in TABLE {
            let got = ask(&mut Jar::new(&town.place), row, &filled).await;
            if got != row.nobody {
                wrong.push(format!("{} {} as nobody: {got}, not {}", row.method, row.path, row.nobody));
            }
        }
        assert!(wrong.is_empty(), "{} cells differ:\n{}", wrong.len(), wrong.join("\n"));
    })
    .await;
}

async fn signed_in(town: &Town, worker: &Worker) -> Jar {
    let cookie = as_post(&town.place.house, worker.post, "A browser").await.unwrap();
    let mut jar = Jar::new(&town.place);
    jar.keep("nwd", &cookie);
    jar
}

fn wanted(row: &Row, role: Role) -> u16 {
    row.gets.iter().find(|(roles, _)| roles.contains(&role)).map_or(403, |(_, status)| *status)
}

/// The page as it is asked for, or its form with nothing in it.
async fn ask(jar: &mut Jar, row: &Row, filled: &Filled) -> u16 {
    let path =
        filled.iter().fold(row.path.to_owned(), |path, (name, id)| path.replace(&format!("{{{name}}}"), id));
    let seen = if row.method == "GET" { jar.get(&path).await } else { jar.post(&path, &[]).await };
    seen.status.as_u16()
}

/// Somebody of a role: in the hub, unless the role is the whole council's.
async fn of_role(town: &Town, role: Role) -> Worker {
    let name = format!("Wren {}", role.word().replace('_', " "));
    let of_council = [
        Role::Administrator,
        Role::InformationGovernance,
        Role::HeadOfService,
        Role::PerformanceOfficer,
        Role::MatchingDesk,
        Role::BoardMember,
    ];
    let browser: Browser = if of_council.contains(&role) {
        town.worker_of_no_team(&name, role).await
    } else {
        town.worker(&name, role).await
    };
    browser.worker
}

async fn filled(town: &Town) -> Filled {
    let (_, conflict) = disagreeing(town).await;
    // Somebody who may be Sam, so that a case is at the matching desk.
    born(&town.place, &town.far, "Sam Oseye", "2010-06-04").await;
    let case = town.place.house.records.match_cases(town.council.authority, false).await.unwrap()[0].stream;
    let note =
        [("title", "Walk"), ("text", "We walked to the harbour."), ("idempotency_key", "a-key-for-a-note")];
    let days = [("day-day", "1"), ("day-month", "3"), ("day-year", "2026"), ("class", "story")];
    let fields: Vec<(&str, &str)> = note.into_iter().chain(days).collect();
    town.amina.sends(&town.sam("/notes/new"), &fields).await;
    let events = town.events().await;
    let entry = events.iter().find(|event| matches!(&event.body, Body::NoteWritten(_))).unwrap().id;
    let looked = [("reason", "Hurt, and nobody else is here."), ("number", "7777777")];
    town.amina.sends("/emergency", &looked).await;
    let since = practice::dates::Instant(0);
    let opening = town.place.house.records.glasses(town.council.authority, since).await.unwrap()[0].event;
    [
        ("person", town.sam.to_string()),
        ("event", entry.to_string()),
        ("case", case.to_string()),
        ("conflict", conflict.trim_start_matches("/conflicts/").to_owned()),
        ("opening", opening.to_string()),
        ("post", town.bryn.worker.post.to_string()),
        ("team", town.council.hub.to_string()),
        ("word", "sign_out_minutes".into()),
        ("fact", "name-used".into()),
        ("stream", NOBODYS.into()),
        ("search", NOBODYS.into()),
        ("id", NOBODYS.into()),
        ("token", "x".into()),
    ]
    .into()
}
