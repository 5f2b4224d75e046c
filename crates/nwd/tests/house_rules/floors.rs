//! The stairs only go down: which of our crates may use which, and who may name what from outside.

use crate::crates::House;
use crate::source::{File, all_files, lines_where};
use std::collections::BTreeMap;

/// Each floor with those of our crates it may use.
const STAIRS: [(&str, &[&str]); 9] = [
    ("nwd-practice", &[]),
    ("nwd-sign-in", &["nwd-practice"]),
    ("nwd-exchange", &["nwd-practice"]),
    ("nwd-town", &["nwd-practice", "nwd-exchange"]),
    ("nwd-records", &["nwd-practice"]),
    ("nwd-work", &["nwd-practice", "nwd-records", "nwd-sign-in", "nwd-exchange"]),
    ("nwd-web", &["nwd-practice", "nwd-work"]),
    (
        "nwd",
        &["nwd-practice", "nwd-records", "nwd-work", "nwd-web", "nwd-exchange", "nwd-sign-in", "nwd-town"],
    ),
    // Journeys meet the program through the browser, as people do.
    ("nwd-journeys", &[]),
];

/// What tests of any floor above it may use beside the floor's own.
const FOR_TESTS: &str = "nwd-town";

/// Tests of pages lay the ground that the program lays for them: a database
/// and its keys. The pages themselves never name the records.
const GROUND_FOR_TESTS: (&str, &str) = ("nwd-web", "nwd-records");

/// Outside crates with a door of their own: only these floors name them.
const DOORS: [(&str, &[&str]); 6] = [
    ("sqlx", &["nwd-records"]),
    ("axum", &["nwd-web"]),
    ("maud", &["nwd-web"]),
    ("argon2", &["nwd-sign-in"]),
    ("fantoccini", &["nwd-journeys"]),
    ("image", &["nwd-exchange"]),
];

/// The rules of the service do no I/O, wait for nothing and ask neither clock nor chance.
const NOT_IN_PRACTICE: [&str; 10] =
    ["tokio", "futures-util", "mio", "sqlx", "sqlx-core", "axum", "hyper", "rand", "rand_chacha", "reqwest"];

/// Not even as a line of its own, though `uuid` may bring it along.
const NOT_NAMED_IN_PRACTICE: &str = "getrandom";

/// Two versions of these in one program would be two kinds of database, page, date or id.
const ONE_VERSION: [&str; 9] =
    ["sqlx", "sqlx-core", "libsqlite3-sys", "axum", "axum-core", "maud", "jiff", "uuid", "tokio"];

fn wrong_stairs(house: &House) -> Vec<String> {
    let stairs: BTreeMap<&str, &[&str]> = STAIRS.into_iter().collect();
    let mut wrong = Vec::new();
    for floor in house.floors() {
        let Some(allowed) = stairs.get(floor.name.as_str()) else {
            wrong.push(format!("{} has no place in the house: say what it may use", floor.name));
            continue;
        };
        for line in floor.dependencies.iter().filter(|line| stairs.contains_key(line.name.as_str())) {
            let test = line.kind.as_deref() == Some("dev");
            let for_tests = test && line.name == FOR_TESTS && floor.name != "nwd-journeys";
            let ground = test && (floor.name.as_str(), line.name.as_str()) == GROUND_FOR_TESTS;
            if !allowed.contains(&line.name.as_str()) && !for_tests && !ground {
                wrong.push(format!("{} may not use {}", floor.name, line.name));
            }
        }
    }
    wrong
}

fn wrong_doors(house: &House) -> Vec<String> {
    let mut wrong = Vec::new();
    for floor in house.floors() {
        for line in &floor.dependencies {
            for (name, by) in DOORS {
                if line.name == name && !by.contains(&floor.name.as_str()) {
                    wrong.push(format!("{} may not name {name}", floor.name));
                }
            }
        }
    }
    wrong
}

fn impure_practice(house: &House) -> Vec<String> {
    let found = house.runs_with("nwd-practice");
    let mut wrong: Vec<String> = NOT_IN_PRACTICE
        .iter()
        .filter(|name| found.contains(*name))
        .map(|name| format!("nwd-practice runs with {name}"))
        .collect();
    let practice = house.floors().find(|floor| floor.name == "nwd-practice");
    let lines = practice.map(|floor| floor.dependencies.as_slice()).unwrap_or_default();
    if lines.iter().any(|line| line.name == NOT_NAMED_IN_PRACTICE) {
        wrong.push(format!("nwd-practice names {NOT_NAMED_IN_PRACTICE}"));
    }
    wrong
}

fn doubles(house: &House) -> Vec<String> {
    let mut wrong = Vec::new();
    for name in ONE_VERSION {
        let versions: Vec<&str> =
            house.guests().filter(|guest| guest.name == name).map(|guest| guest.version.as_str()).collect();
        if versions.len() > 1 {
            wrong.push(format!("{name} is here in versions {}", versions.join(" and ")));
        }
    }
    wrong
}

#[test]
fn the_stairs_only_go_down() {
    assert_eq!(wrong_stairs(&House::as_it_stands()), Vec::<String>::new());
}

#[test]
fn pages_that_name_the_records_are_found_and_only_their_tests_may() {
    let house = House::as_it_stands();
    let told = ["nwd-web may not use nwd-records"];
    assert_eq!(wrong_stairs(&house.clone().with_line("nwd-web", "nwd-records", None)), told);
    assert!(wrong_stairs(&house.clone().with_line("nwd-web", "nwd-records", Some("dev"))).is_empty());
    let told = ["nwd-sign-in may not use nwd-records"];
    assert_eq!(wrong_stairs(&house.with_line("nwd-sign-in", "nwd-records", Some("dev"))), told);
}

#[test]
fn a_stair_going_up_is_found() {
    let house = House::as_it_stands().with_line("nwd-practice", "nwd-records", None);
    assert_eq!(wrong_stairs(&house), ["nwd-practice may not use nwd-records"]);
}

#[test]
fn the_synthetic_service_is_for_tests_and_the_program_alone() {
    let house = House::as_it_stands();
    assert!(wrong_stairs(&house.clone().with_line("nwd-work", "nwd-town", Some("dev"))).is_empty());
    let told = wrong_stairs(&house.with_line("nwd-work", "nwd-town", None));
    assert_eq!(told, ["nwd-work may not use nwd-town"]);
}

#[test]
fn the_program_cannot_come_to_need_the_journeys() {
    let house = House::as_it_stands().with_line("nwd", "nwd-journeys", None);
    assert_eq!(wrong_stairs(&house), ["nwd may not use nwd-journeys"]);
}

#[test]
fn only_the_floor_with_the_door_names_what_is_behind_it() {
    assert_eq!(wrong_doors(&House::as_it_stands()), Vec::<String>::new());
}

#[test]
fn another_floor_at_a_door_is_found() {
    for (name, _) in DOORS {
        let house = House::as_it_stands().with_line("nwd-work", name, None);
        assert_eq!(wrong_doors(&house), [format!("nwd-work may not name {name}")]);
    }
}

#[test]
fn practice_is_pure() {
    assert_eq!(impure_practice(&House::as_it_stands()), Vec::<String>::new());
}

#[test]
fn a_database_behind_a_harmless_crate_of_practice_is_found() {
    let house = House::as_it_stands().with_edge("jiff", "tokio");
    assert!(impure_practice(&house).contains(&"nwd-practice runs with tokio".to_string()));
}

#[test]
fn chance_named_in_practice_is_found() {
    let house = House::as_it_stands().with_line("nwd-practice", "getrandom", None);
    assert_eq!(impure_practice(&house), ["nwd-practice names getrandom"]);
}

#[test]
fn what_must_be_here_once_is_here_once() {
    assert_eq!(doubles(&House::as_it_stands()), Vec::<String>::new());
}

#[test]
fn a_second_version_of_the_database_layer_is_found() {
    let house = House::as_it_stands().with_guest("sqlx", "0.8.0", Some("MIT"));
    let told = doubles(&house);
    assert!(told.len() == 1 && told[0].starts_with("sqlx is here in versions "), "{told:?}");
}

/// Pages hold a house, whose records are there for the program and for verbs.
fn reaching_through(files: &[File]) -> Vec<String> {
    lines_where(files, |file| file.path.starts_with("crates/web/src/"), |line| line.contains(".records"))
}

#[test]
fn no_page_reaches_through_the_house_to_the_records() {
    assert_eq!(reaching_through(&all_files()), Vec::<String>::new());
}

#[test]
fn a_page_that_reaches_through_the_house_to_the_records_is_found() {
    let line = "    let posts = visitor.site.house.records.posts(authority).await?;";
    assert_eq!(reaching_through(&[File::new("crates/web/src/pages/a.rs", line)]).len(), 1);
    assert!(reaching_through(&[File::new("crates/work/src/a.rs", line)]).is_empty());
}
