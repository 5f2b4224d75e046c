//! The program as people start it: a server, commands beside it, a kill.

#![expect(clippy::unwrap_used, reason = "in a test a panic is the answer")]

mod ending;
mod ground;
mod unread;

use ground::Ground;
use std::os::unix::fs::PermissionsExt;

#[test]
fn a_command_beside_a_running_server_is_done_by_it_and_writing_goes_on() {
    let ground = Ground::new();
    let server = ground.serve();
    let mode = std::fs::metadata(ground.data().join("nwd.sock")).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
    let mode = std::fs::metadata(ground.data()).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o700, "nobody else on the machine reads the database");
    // Two councils come in at once, and somebody checks meanwhile.
    let (north, south) = (ground.council_files("north", 300), ground.council_files("south", 300));
    let importing = [("Northmoor", &north), ("Southmoor", &south)].map(|(council, folder)| {
        ground.start(&[
            "import",
            "people",
            folder.to_str().unwrap(),
            "--yes",
            "--another",
            "--council",
            council,
        ])
    });
    for _ in 0..2 {
        let checked = ground.run(&["verify"]);
        assert!(checked.well, "{checked:?}");
    }
    for import in importing {
        let done = ground::ended(import);
        assert!(done.well && done.said.contains("What was done:"), "{done:?}");
        assert!(done.said.contains("300 "), "{done:?}");
    }
    let rebuilt = ground.run(&["rebuild"]);
    assert!(rebuilt.well && rebuilt.said.contains("All views were made anew"), "{rebuilt:?}");
    let checked = ground.run(&["verify"]);
    assert!(checked.well && checked.said.contains("Everything is as it was written."), "{checked:?}");
    let absent = practice::ids::Reference::from_random([7; 8]);
    let history = ground.run(&["history", absent.as_str(), "--on", "2026-03-01"]);
    assert!(!history.well && history.complained.starts_with("nwd: "), "{history:?}");
    let (ground_in_law, decided_by) = ("A court's order", "x");
    let erased =
        ["erase", absent.as_str(), "--entry", "x", "--ground", ground_in_law, "--decided-by", decided_by];
    let erased = ground.run(&erased);
    assert!(!erased.well && erased.complained.contains("the last part of the address"), "{erased:?}");
    server.end();
    assert!(!ground.data().join("nwd.sock").exists());
    let log = std::fs::metadata(ground.data().join("nwd.db-wal"));
    assert_eq!(log.map_or(0, |log| log.len()), 0, "all is in the one file");
    // What the server wrote is there for a command that holds the folder itself.
    let checked = ground.run(&["verify"]);
    assert!(checked.well && checked.said.contains("heads kept elsewhere compared"), "{checked:?}");
}

#[test]
fn a_question_comes_back_to_the_command_and_silence_is_no() {
    let ground = Ground::new();
    let server = ground.serve();
    let folder = ground.council_files("north", 3);
    let asked = ground.run(&["import", "people", folder.to_str().unwrap(), "--council", "Northmoor"]);
    assert!(!asked.well && asked.said.contains("What would happen:"), "{asked:?}");
    assert!(asked.said.contains("The council Northmoor is not here yet and would be made."), "{asked:?}");
    assert!(asked.said.contains("Nothing of the files was written, and no council was made."), "{asked:?}");
    let folder = folder.to_str().unwrap();
    let none = ground.run(&["import", "people", folder, "--yes"]);
    assert!(!none.well && none.complained.contains("There is no council yet."), "{none:?}");
    let made = ground.run(&["import", "people", folder, "--yes", "--council", "Northmoor"]);
    assert!(made.well && made.said.contains("The council Northmoor was made."), "{made:?}");
    let asked = ground.run(&["import", "people", folder]);
    assert!(!asked.well && asked.said.contains("Nothing of the files was written."), "{asked:?}");
    // A council whose name was mistyped is not made beside it, and another one only when its files come in.
    let another = ground.run(&["import", "people", folder, "--another", "--council", "Southmoor"]);
    assert!(!another.well && another.said.contains("      3 new people"), "{another:?}");
    let nameless = ground.run(&["import", "people", folder, "--another", "--council", " "]);
    assert!(!nameless.well && !nameless.said.contains("What would happen:"), "{nameless:?}");
    let mistyped = ground.run(&["import", "people", folder, "--yes", "--council", "Nortmoor"]);
    assert!(!mistyped.well && mistyped.complained.contains("no council named Nortmoor here, but: Northmoor"));
    assert!(ground.run(&["import", "people", folder, "--yes"]).said.contains("What was done:"));
    // Nothing personal stands in the server's log.
    let complained = server.end();
    assert!(complained.contains("a command was handed over"), "{complained}");
    assert!(!complained.contains("Sample"), "{complained}");
}

#[test]
fn the_years_that_were_inferred_and_who_is_made_are_said_before_anything_is_written() {
    let ground = Ground::new();
    let folder = ground.files_without_a_year();
    let words = ["import", "people", folder.to_str().unwrap(), "--council", "Northmoor"];
    let said_first = |said: &str, then: &str| {
        let first = said.split_once(then).unwrap_or_else(|| panic!("{said}")).0;
        for words in [
            "inferred from the dates: please check",
            "  Team Harbour House",
            "  Ruth Sample, not yet invited",
        ] {
            assert!(first.contains(words), "{words}: {said}");
        }
        assert_eq!(said.matches("who are not here yet").count(), 1, "{said}");
    };
    let asked = ground.run(&words);
    said_first(&asked.said, "What would happen:");
    assert!(asked.said.contains("Nothing of the files was written"), "{asked:?}");
    let done = ground.run(&[words.as_slice(), &["--yes"]].concat());
    said_first(&done.said, "What was done:");
    // The second time they are here.
    let again = ground.run(&[words.as_slice(), &["--yes"]].concat());
    assert!(again.well && !again.said.contains("who are not here yet"), "{again:?}");
}

#[test]
fn after_a_kill_the_next_command_finds_the_folder_free_and_a_server_starts_again() {
    let ground = Ground::new();
    let folder = ground.council_files("north", 20);
    let folder = folder.to_str().unwrap();
    let server = ground.serve();
    assert!(ground.run(&["import", "people", folder, "--yes", "--council", "Northmoor"]).well);
    server.kill();
    assert!(ground.data().join("nwd.sock").exists());
    let checked = ground.run(&["verify"]);
    assert!(checked.well, "{checked:?}");
    ground.serve().end();
    assert!(ground.run(&["verify"]).well);
}

#[test]
fn a_tail_cut_off_behind_a_head_that_was_written_outside_is_found() {
    let ground = Ground::new();
    let folder = ground.council_files("north", 20);
    let folder = folder.to_str().unwrap();
    assert!(ground.run(&["import", "people", folder, "--yes", "--council", "Northmoor"]).well);
    let early = ground.keep_data();
    let folder = ground.council_files("more", 40);
    let folder = folder.to_str().unwrap();
    assert!(ground.run(&["import", "people", folder, "--yes", "--council", "Northmoor"]).well);
    // A server writes the day's heads as soon as it has started.
    let server = ground.serve();
    ground.wait_for_heads();
    server.end();
    assert!(ground.run(&["verify"]).well);
    ground.put_data_back(&early);
    let checked = ground.run(&["verify"]);
    assert!(!checked.well && checked.said.contains("was kept elsewhere"), "{checked:?}");
    // Without what was written outside nobody could tell.
    let nowhere = ground.data().with_file_name("nowhere");
    assert!(ground.run(&["verify", "--heads", nowhere.to_str().unwrap()]).well);
    let given = ground.run(&[
        "verify",
        "--heads",
        nowhere.to_str().unwrap(),
        "--head",
        ground.heads().to_str().unwrap(),
    ]);
    assert!(!given.well, "{given:?}");
}

#[test]
fn the_seal_key_is_changed_while_no_server_runs_and_an_interrupted_change_is_ended() {
    let ground = Ground::new();
    let folder = ground.council_files("north", 5);
    let folder = folder.to_str().unwrap();
    assert!(ground.run(&["import", "people", folder, "--yes", "--council", "Northmoor"]).well);
    let before = ground.run(&["verify"]);
    let head = before.said.lines().find_map(|line| line.strip_prefix("head ")).unwrap();
    let server = ground.serve();
    let refused = ground.run(&["keys", "rotate-seal"]);
    assert!(!refused.well && refused.complained.contains("another nwd"), "{refused:?}");
    server.end();
    let changed = ground.run(&["keys", "rotate-seal"]);
    assert!(changed.well && changed.said.contains("Public half of the new seal key"), "{changed:?}");
    assert!(ground.run(&["verify", "--head", head]).well);
    // As an interruption leaves it: the next key is made and nothing is signed with it.
    let keys = ground.data().with_file_name("data-keys");
    std::fs::write(keys.join("seal-next.key"), "5".repeat(64)).unwrap();
    let refused = ground.run(&["serve", "--listen", "127.0.0.1:0"]);
    assert!(!refused.well && refused.complained.contains("rotate-seal"), "{refused:?}");
    assert!(ground.run(&["keys", "rotate-seal"]).well);
    ground.serve().end();
    assert!(ground.run(&["verify", "--head", head]).well);
}

#[test]
fn what_is_not_there_is_neither_made_nor_found_in_order() {
    let ground = Ground::new();
    let absent = practice::ids::Reference::from_random([7; 8]);
    let history = ["history", absent.as_str(), "--on", "2026-03-01"];
    let asked: [&[&str]; 4] = [&["verify"], &["rebuild"], &["keys", "rotate-seal"], &history];
    for words in asked {
        let refused = ground.run(words);
        assert!(
            !refused.well && refused.complained.contains("Nothing is kept in the data folder"),
            "{refused:?}"
        );
        assert!(!refused.complained.contains("Recovery kit") && !ground.data().exists(), "{refused:?}");
    }
    // Of a council that was here, a database that is lost is missed, also at a start.
    let folder = ground.council_files("north", 5);
    let folder = folder.to_str().unwrap();
    assert!(ground.run(&["import", "people", folder, "--yes", "--council", "Northmoor"]).well);
    for file in ["nwd.db", "nwd.db-wal", "nwd.db-shm"] {
        let _ = std::fs::remove_file(ground.data().join(file));
    }
    for words in
        [&["verify"][..], &["serve", "--listen", "127.0.0.1:0"], &["import", "people", folder, "--yes"]]
    {
        let refused = ground.run(words);
        assert!(!refused.well && refused.complained.contains("and its records are not there"), "{refused:?}");
        assert!(!ground.data().join("nwd.db").exists(), "{refused:?}");
    }
}

#[test]
fn a_database_that_lost_everything_is_missed_also_where_its_file_is_there() {
    let ground = Ground::new();
    let folder = ground.council_files("north", 5);
    let folder = folder.to_str().unwrap();
    assert!(ground.run(&["import", "people", folder, "--yes", "--council", "Northmoor"]).well);
    for file in ["nwd.db-wal", "nwd.db-shm"] {
        let _ = std::fs::remove_file(ground.data().join(file));
    }
    std::fs::write(ground.data().join("nwd.db"), "").unwrap();
    // Twice, because what the first one finds is a file with tables then.
    for _ in 0..2 {
        for words in [
            &["verify"][..],
            &["serve", "--listen", "127.0.0.1:0"],
            &["import", "people", folder, "--yes", "--council", "Other"],
        ] {
            let refused = ground.run(words);
            assert!(
                !refused.well && refused.complained.contains("and its records are not there"),
                "{refused:?}"
            );
        }
    }
}

#[test]
fn a_demonstration_whose_making_was_interrupted_is_made_anew() {
    let ground = Ground::new();
    let keys = ground.data().with_file_name("data-keys");
    let councils = || {
        let entries = std::fs::read_dir(&keys).into_iter().flatten().flatten();
        entries.filter(|entry| entry.file_name().to_string_lossy().starts_with("vault-")).count()
    };
    // The key of the installation, and one of each council that is begun.
    for begun in [2, 3] {
        let mut making = ground.start(&["demo", "--listen", "127.0.0.1:0"]);
        ground::wait_until(|| councils() == begun);
        making.kill().unwrap();
        making.wait().unwrap();
    }
}

#[test]
fn a_keys_folder_that_holds_something_else_is_refused_and_left_as_it_is() {
    let ground = Ground::new();
    let folder = ground.data().with_file_name("photographs");
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join("album.txt"), "not keys").unwrap();
    std::fs::set_permissions(&folder, std::fs::Permissions::from_mode(0o755)).unwrap();
    let refused = ground.run(&["serve", "--listen", "127.0.0.1:0", "--keys", folder.to_str().unwrap()]);
    assert!(!refused.well && refused.complained.contains("holds other files and no seal key"), "{refused:?}");
    assert_eq!(std::fs::read_dir(&folder).unwrap().count(), 1);
    assert_eq!(std::fs::metadata(&folder).unwrap().permissions().mode() & 0o777, 0o755);
}

#[test]
fn keys_made_for_a_database_that_does_not_open_are_taken_back_and_the_folder_stays() {
    let ground = Ground::new();
    let folder = ground.data().with_file_name("empty");
    std::fs::create_dir_all(&folder).unwrap();
    let words =
        ["serve", "--listen", "127.0.0.1:0", "--database", "postgres://nobody@127.0.0.1:1/none", "--keys"];
    let refused = ground.run(&[words.as_slice(), &[folder.to_str().unwrap()]].concat());
    assert!(!refused.well && refused.complained.contains("cannot be opened"), "{refused:?}");
    assert!(!refused.complained.contains("Recovery kit"), "{refused:?}");
    assert_eq!(std::fs::read_dir(&folder).unwrap().count(), 0);
}

#[test]
fn a_demonstration_takes_no_folder_that_is_not_its_own_and_is_served_to_this_machine_alone() {
    let ground = Ground::new();
    let settings = ground.data().with_file_name("proxy.toml");
    std::fs::write(&settings, "https = true\n").unwrap();
    let settings = settings.to_str().unwrap();
    let elsewhere = ground.run(&["demo", "--listen", "0.0.0.0:0", "--settings", settings]);
    assert!(!elsewhere.well && elsewhere.complained.contains("served on 127.0.0.1 only"), "{elsewhere:?}");
    let folder = ground.council_files("north", 3);
    let folder = folder.to_str().unwrap();
    assert!(ground.run(&["import", "people", folder, "--yes", "--council", "Northmoor"]).well);
    let before = ground.run(&["verify"]);
    let refused = ground.run(&["demo", "--listen", "127.0.0.1:0"]);
    assert!(!refused.well && refused.complained.contains("is not a demonstration's"), "{refused:?}");
    assert_eq!(ground.run(&["verify"]).said, before.said, "nothing was written");
}

#[test]
fn an_import_without_issues_leaves_none_of_an_earlier_one_to_be_read_as_its_own() {
    let ground = Ground::new();
    let folder = ground.council_files("north", 1);
    let words = ["import", "people", folder.to_str().unwrap(), "--yes", "--council", "Northmoor"];
    let listed = || std::fs::read_to_string(ground.data().with_file_name("import-issues.csv")).unwrap();
    let some = ground.run(&words);
    assert!(some.said.contains("issues are listed in import-issues.csv"), "{some:?}");
    assert!(listed().lines().count() > 1);
    let columns = "CHILD,LEGAL_NAME,NAME_USED,DOB,TEAM,SOCIAL_WORKER,KEY_WORKER,KEY_WORKER_SINCE,COHORT,\
                   SLEEPING_AT,STAY_PURPOSE,MISSING_SINCE";
    let row = "north0,Sample north 0,,01/03/2011,,,,,looked after,,,";
    std::fs::write(folder.join("People.csv"), format!("{columns}\n{row}\n")).unwrap();
    let none = ground.run(&words);
    assert!(none.well && none.said.contains("No issues"), "{none:?}");
    assert_eq!(listed().trim_end(), "\u{feff}FILE,LINE,COLUMN,VALUE,WHAT_WAS_DONE,REASON");
}
