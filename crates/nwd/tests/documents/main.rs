//! Documents that are made from the program, and would be wrong tomorrow if
//! they were written by hand. `NWD_WRITE_DOCS=1` writes them anew.

use practice::evidence::{DEFINITIONS, SMALLEST};
use practice::journal::CATALOGUE;
use practice::staff::{Permission, Reach, Rights, Role};
use std::fmt::Write;
use std::path::Path;
use web::{Access, ROUTES};

/// Compares a document with what it should say, or writes it.
fn holds(name: &str, should: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs").join(name);
    if std::env::var("NWD_WRITE_DOCS").is_ok_and(|wanted| wanted == "1") {
        std::fs::write(&path, should).expect("the docs folder can be written");
    }
    let stands = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        stands == should,
        "docs/{name} is out of date: NWD_WRITE_DOCS=1 cargo test -p nwd --test documents"
    );
}

#[test]
fn the_event_catalogue_is_up_to_date() {
    let mut text = String::from(
        "# Events\n\nEvery kind of event that the journal holds, made from `practice::journal::CATALOGUE`.\n\n\
         | Event | Version | Class | Story | What it says |\n|---|---|---|---|---|\n",
    );
    for entry in CATALOGUE {
        let quiet = if entry.quiet { "folded away" } else { "told" };
        let _ = writeln!(
            text,
            "| `{}` | {} | {} | {quiet} | {} |",
            entry.kind,
            entry.version,
            entry.class.word(),
            entry.says
        );
    }
    holds("events.md", &text);
}

#[test]
fn the_table_of_rights_is_up_to_date() {
    let mut text = String::from(
        "# Roles and rights\n\nWhat each role adds up to, made from `practice::staff::Rights`. Several roles add up to \
         the widest reach, all permissions and all classes. Whether one record is theirs is for the policy \
         (ADR 0008).\n\n| Role | Reach | Classes | Second step | May |\n|---|---|---|---|---|\n",
    );
    for role in Role::ALL {
        let rights = Rights::of(&[*role]);
        let classes: Vec<&str> = rights.classes.iter().map(|class| class.word()).collect();
        let may: Vec<String> =
            rights.permissions.iter().map(|permission| permission.label().to_lowercase()).collect();
        let second = if rights.needs_second_step() { "required" } else { "" };
        let _ = writeln!(
            text,
            "| {} | {} | {} | {second} | {} |",
            role.label(),
            reach(rights.reach),
            classes.join(", "),
            may.join(", ")
        );
    }
    holds("rights.md", &text);
}

fn reach(reach: Reach) -> &'static str {
    match reach {
        Reach::None => "no record",
        Reach::DeIdentified => "numbers only",
        Reach::Mine => "mine",
        Reach::Team => "my team",
        Reach::Authority => "my council",
    }
}

#[test]
fn the_table_of_routes_is_up_to_date() {
    let mut text = String::from(
        "# Routes\n\nEvery address of the site and who may use it, made from `web::ROUTES`.\n\n\
         | Method | Address | Who |\n|---|---|---|\n",
    );
    for line in ROUTES.iter() {
        let _ = writeln!(text, "| {} | `{}` | {} |", line.method, line.path, access(line.access));
    }
    holds("routes.md", &text);
}

#[test]
fn the_definitions_of_numbers_are_up_to_date() {
    let mut text = format!(
        "# Numbers\n\nWhat each number on the page /numbers counts, made from `practice::evidence::DEFINITIONS`. Numbers \
         from 1 to {} are kept back, and so is whatever would give them away (ADR 0022).\n\n\
         | Number | Called | Counts |\n|---|---|---|\n",
        SMALLEST - 1
    );
    for one in DEFINITIONS {
        let _ = writeln!(text, "| `{}` | {} | {} |", one.key, one.title, one.counts);
    }
    holds("numbers.md", &text);
}

fn access(access: Access) -> String {
    match access {
        Access::Open => "anybody".into(),
        Access::Demo => "a demonstration's start page".into(),
        Access::Session => "anybody signed in, even at a locked screen".into(),
        Access::AtTheLock => "anybody signed in, even at a locked screen; others are led to the door".into(),
        Access::SignedIn => "whoever is signed in".into(),
        Access::Needs(permissions) => {
            let labels: Vec<String> =
                permissions.iter().map(|permission: &Permission| permission.label().to_lowercase()).collect();
            labels.join(" or ")
        }
    }
}
