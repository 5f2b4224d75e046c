//! Whose code we may ship: licences, crates that are not wanted, and the list in `docs/licences.md`.

use crate::crates::{House, Package, top};
use std::collections::BTreeMap;
use std::fmt::Write;

/// Licences that ask for no more than their notice. `docs/licences.md` says so to its readers.
const ALLOWED: [&str; 14] = [
    "0BSD",
    "Apache-2.0",
    "Apache-2.0 WITH LLVM-exception",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "BSL-1.0",
    "CC0-1.0",
    "CDLA-Permissive-2.0",
    "ISC",
    "MIT",
    "MIT-0",
    "Unicode-3.0",
    "Unlicense",
    "Zlib",
];

/// Licences that bind the files themselves: each crate is named here, after somebody thought about it.
const ALLOWED_BY_CRATE: [(&str, &str); 1] = [("webdriver", "MPL-2.0")];

/// Crates that are not wanted anywhere, and why.
const BANNED: [(&str, &str); 4] = [
    ("openssl-sys", "TLS is rustls with ring: nothing to install, one thing to patch"),
    ("native-tls", "TLS is rustls with ring: nothing to install, one thing to patch"),
    ("aws-lc-sys", "a large C build; ask for ring instead"),
    ("chrono", "dates are jiff's"),
];

fn unwelcome(house: &House) -> Vec<String> {
    let judged = house.guests().filter(|guest| !welcome(guest));
    judged.map(|guest| format!("{} is under {}", guest.name, licence_of(guest))).collect()
}

fn banned(house: &House) -> Vec<String> {
    let reason = |name: &str| BANNED.iter().find(|(banned, _)| *banned == name).map(|(_, why)| *why);
    house
        .guests()
        .filter_map(|guest| reason(&guest.name).map(|why| format!("{}: {why}", guest.name)))
        .collect()
}

fn licence_of(guest: &Package) -> String {
    // The slash is an old way to write OR.
    let text = guest.license.as_deref().unwrap_or("no licence");
    text.split('/').map(str::trim).collect::<Vec<_>>().join(" OR ")
}

fn welcome(guest: &Package) -> bool {
    let here = |licence: &str| {
        ALLOWED.contains(&licence) || ALLOWED_BY_CRATE.contains(&(guest.name.as_str(), licence))
    };
    satisfied(&licence_of(guest), &here)
}

/// Whether a licence expression can be met: one side of an OR is enough, an AND needs both. OR binds
/// least, as in SPDX; parentheses group.
fn satisfied(expression: &str, allowed: &dyn Fn(&str) -> bool) -> bool {
    let sides = apart(expression, " OR ");
    if sides.len() > 1 {
        return sides.iter().any(|side| satisfied(side, allowed));
    }
    let parts = apart(expression, " AND ");
    if parts.len() > 1 {
        return parts.iter().all(|part| satisfied(part, allowed));
    }
    let one = expression.trim();
    match one.strip_prefix('(').and_then(|inner| inner.strip_suffix(')')) {
        Some(inner) => satisfied(inner, allowed),
        None => allowed(one),
    }
}

/// Splits at a word that stands outside all parentheses.
fn apart<'a>(expression: &'a str, word: &str) -> Vec<&'a str> {
    let mut depth = 0;
    let mut from = 0;
    let mut parts = Vec::new();
    for (at, letter) in expression.char_indices() {
        match letter {
            '(' => depth += 1,
            ')' => depth -= 1,
            ' ' if depth == 0 && at >= from && expression[at..].starts_with(word) => {
                parts.push(&expression[from..at]);
                from = at + word.len();
            }
            _ => {}
        }
    }
    parts.push(&expression[from..]);
    parts
}

/// The list for people: no versions, so that it changes only when something comes or goes.
fn list(house: &House) -> String {
    let shipped = house.runs_with("nwd");
    let mut text = String::from(INTRODUCTION);
    let mut guests: BTreeMap<(bool, &str), String> = BTreeMap::new();
    for guest in house.guests() {
        guests.insert((!shipped.contains(guest.name.as_str()), &guest.name), licence_of(guest));
    }
    for (building, heading) in [(false, "In the program"), (true, "Only to build and to test")] {
        let _ = write!(text, "\n## {heading}\n\n| Crate | Licence |\n|---|---|\n");
        for ((_, name), licence) in guests.iter().filter(|((only, _), _)| *only == building) {
            let _ = writeln!(text, "| {name} | {licence} |");
        }
    }
    text
}

const INTRODUCTION: &str = "# Licences

No Wrong Door is under the MIT licence or the Apache licence 2.0, whichever you prefer: `LICENSE-MIT` and
`LICENSE-APACHE` at the top of the project.

It uses the work of others, listed here. A test reads this list from the build and fails when it is out of
date; `NWD_WRITE_DOCS=1 cargo test -p nwd --test house_rules` writes it anew. A crate under a licence that is
not on the test's list does not get in unnoticed.

## Files that are part of the project

| What | Licence | Where it is used |
|---|---|---|
| GOV.UK Frontend, without its fonts and crown | MIT | the pages; see `crates/web/assets/VENDORED.md` |
| axe-core | MPL-2.0 | the browser tests alone, unchanged; see `crates/journeys/assets/VENDORED.md` |
";

#[test]
fn every_crate_is_under_a_licence_we_may_ship() {
    assert_eq!(unwelcome(&House::as_it_stands()), Vec::<String>::new());
}

#[test]
fn a_crate_under_another_licence_or_none_is_found() {
    let house = House::as_it_stands()
        .with_guest("planted-copyleft", "1.0.0", Some("GPL-3.0-only"))
        .with_guest("planted-file-copyleft", "1.0.0", Some("MPL-2.0"))
        .with_guest("planted-nothing", "1.0.0", None);
    assert_eq!(
        unwelcome(&house),
        [
            "planted-copyleft is under GPL-3.0-only",
            "planted-file-copyleft is under MPL-2.0",
            "planted-nothing is under no licence",
        ]
    );
}

#[test]
fn one_side_of_an_or_is_enough_and_an_and_needs_both() {
    let mit = |licence: &str| licence == "MIT";
    assert!(satisfied("MIT OR GPL-3.0-only", &mit));
    assert!(satisfied("GPL-3.0-only OR (MIT)", &mit));
    assert!(!satisfied("MIT AND GPL-3.0-only", &mit));
    assert!(!satisfied("(MIT OR Apache-2.0) AND GPL-3.0-only", &mit));
    assert!(satisfied("(MIT OR Apache-2.0) AND MIT", &mit));
    assert!(satisfied("GPL-3.0-only AND Zlib OR MIT", &mit));
    assert!(!satisfied("Apache-2.0 WITH LLVM-exception", &mit));
}

#[test]
fn no_crate_is_here_that_is_not_wanted() {
    assert_eq!(banned(&House::as_it_stands()), Vec::<String>::new());
}

#[test]
fn each_unwanted_crate_is_found() {
    for (name, why) in BANNED {
        let house = House::as_it_stands().with_guest(name, "1.0.0", Some("MIT"));
        assert_eq!(banned(&house), [format!("{name}: {why}")]);
    }
}

#[test]
fn the_list_of_licences_is_as_the_build_has_it() {
    let path = top().join("docs/licences.md");
    let wanted = list(&House::as_it_stands());
    if std::env::var("NWD_WRITE_DOCS").is_ok_and(|asked| asked == "1") {
        std::fs::write(&path, &wanted).unwrap();
    }
    let stands = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        stands == wanted,
        "docs/licences.md is out of date: NWD_WRITE_DOCS=1 cargo test -p nwd --test house_rules"
    );
}

#[test]
fn a_new_crate_changes_the_list() {
    let house = House::as_it_stands();
    let before = list(&house);
    let after = list(&house.with_guest("planted-new", "1.0.0", Some("MIT")));
    assert!(!before.contains("planted-new") && after.contains("| planted-new | MIT |"));
}
