//! A command whose output nobody reads to its end, as in `nwd verify | head`.

use crate::ground::{Ended, Ground, ended};

/// Runs a command and closes what it says at once.
fn unread(ground: &Ground, words: &[&str]) -> Ended {
    let mut child = ground.start(words);
    drop(child.stdout.take());
    ended(child)
}

fn is_quiet(ended: &Ended) {
    assert!(!ended.well && !ended.complained.contains("nwd: "), "{ended:?}");
}

#[test]
fn what_nobody_reads_ends_quietly_and_not_well_and_an_import_brings_everybody_in_all_the_same() {
    let ground = Ground::new();
    let folders = ["north", "south"].map(|name| ground.council_files(name, 700));
    let import = |folder: &std::path::Path, unheard: bool| {
        let words = ["import", "people", folder.to_str().unwrap(), "--yes", "--council", "Northmoor"];
        if unheard { unread(&ground, &words) } else { ground.run(&words) }
    };
    let issues = ground.data().with_file_name("import-issues.csv");
    is_quiet(&import(&folders[0], true));
    assert!(issues.exists(), "the issues are kept all the same");
    let again = import(&folders[0], false);
    assert!(again.well && again.said.contains("      0 new people"), "{again:?}");
    is_quiet(&unread(&ground, &["verify"]));
    is_quiet(&unread(&ground, &["rebuild"]));
    // A question that nobody can read is answered with no.
    is_quiet(&unread(&ground, &["import", "people", folders[1].to_str().unwrap()]));
    let server = ground.serve();
    is_quiet(&import(&folders[1], true));
    is_quiet(&unread(&ground, &["verify"]));
    let again = import(&folders[1], false);
    assert!(again.well && again.said.contains("      0 new people"), "{again:?}");
    server.end();
    assert!(ground.run(&["verify"]).well);
}

#[test]
fn why_something_could_not_be_done_may_go_unread_too() {
    let ground = Ground::new();
    let absent = practice::ids::Reference::from_random([7; 8]);
    let mut child = ground.start(&["history", absent.as_str(), "--on", "2026-03-01"]);
    drop((child.stdout.take(), child.stderr.take()));
    assert_eq!(child.wait().unwrap().code(), Some(1));
}
