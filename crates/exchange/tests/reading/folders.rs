//! Listing a folder on disk, and reading a large one in time.

use crate::made::{EPISODES, HEADER, OC2, REVIEWS, raw};
use exchange::{list_folder, read_folder};
use std::fmt::Write;
use std::fs;
use std::path::PathBuf;
use std::time::{Duration, Instant};

fn scratch(name: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    fs::remove_dir_all(&folder).ok();
    fs::create_dir_all(&folder).expect("the scratch folder can be made");
    folder
}

#[test]
fn a_folder_gives_its_csv_files_by_path_and_names_what_it_passes_over() {
    let folder = scratch("2025-26");
    fs::create_dir(folder.join("more")).unwrap();
    fs::write(folder.join("b.CSV"), "x").unwrap();
    fs::write(folder.join("more/a.csv"), "y").unwrap();
    fs::write(folder.join("guide.docx"), "z").unwrap();
    fs::write(folder.join(".hidden.csv"), "z").unwrap();
    let listing = list_folder(&folder).unwrap();
    let paths: Vec<_> = listing.files.iter().map(|file| file.path.as_str()).collect();
    assert_eq!(paths, ["2025-26/b.CSV", "2025-26/more/a.csv"]);
    assert_eq!(listing.issues.len(), 1);
    assert_eq!(&*listing.issues[0].file, "2025-26/guide.docx");
}

#[test]
fn a_folder_that_is_not_there_is_an_error_and_not_an_empty_folder() {
    assert!(list_folder(&scratch("gone").join("nothing")).is_err());
}

#[test]
fn the_folder_itself_may_be_the_year() {
    let folder = scratch("2026");
    fs::write(folder.join("h.csv"), format!("{HEADER}\n1,F,04/06/2010,WBRI,UN3,,\n")).unwrap();
    let reading = read_folder(list_folder(&folder).unwrap().files);
    assert_eq!(reading.header[0].year.ends(), 2026);
}

/// About 110,000 rows of 10,000 children. The release build is given two
/// seconds; the unoptimised one of the tests ten times as long.
#[test]
fn a_hundred_and_ten_thousand_rows_are_read_in_time() {
    let mut files = Vec::new();
    let mut wanted = 0;
    for year in [2025, 2026] {
        let (mut header, mut episodes) = (format!("{HEADER}\n"), format!("{EPISODES}\n"));
        let (mut reviews, mut oc2) = (format!("{REVIEWS}\n"), format!("{OC2}\n"));
        for child in 1..=10_000 {
            let born = format!("{:02}/{:02}/{}", child % 28 + 1, child % 12 + 1, 2005 + child % 15);
            writeln!(header, "{child},F,{born},WBRI,UN3,0,").unwrap();
            writeln!(oc2, "{child},{born},12,,0,,1,1,1,0,0,0").unwrap();
            let before = year - 1;
            writeln!(
                episodes,
                "{child},01/04/{before},S,C2,N1,K2,PR1,01/06/{before},X1,CARPL,YO1 7HH,YO1 7HH,SC123456"
            )
            .unwrap();
            writeln!(
                episodes,
                "{child},01/06/{before},P,C2,N1,U4,PR1,01/03/{year},E4A,,YO1 7HH,YO1 7HH,SC123456"
            )
            .unwrap();
            writeln!(reviews, "{child},{born},01/09/{before},PN1").unwrap();
        }
        wanted += 50_000;
        for (name, text) in [("h", header), ("e", episodes), ("r", reviews), ("o", oc2)] {
            files.push(raw(&format!("{year}/{name}.csv"), text));
        }
    }
    let people = (1..=10_000)
        .fold(String::from("CHILD,LEGAL_NAME\n"), |text, child| format!("{text}{child},Sam Example\n"));
    files.push(raw("People.csv", people));
    let began = Instant::now();
    let reading = read_folder(files);
    let took = began.elapsed();
    assert_eq!(reading.sources().count(), wanted + 10_000);
    assert_eq!(reading.issues.iter().filter(|issue| issue.line.is_some()).count(), 0);
    let allowed = Duration::from_secs(if cfg!(debug_assertions) { 20 } else { 2 });
    assert!(took < allowed, "took {took:?}");
}
