//! What leaves goes through one module: no page makes a download or the foot of
//! a sheet by itself, and no command hands out a record unrecorded.

use crate::source::{File, all_files, lines_where};

/// Where pages let things out.
const WAY_OUT: &str = "crates/web/src/leaving.rs";
/// What makes a download of an answer, in small letters.
const DOWNLOAD: [&str; 2] = ["content_disposition", "content-disposition"];
/// What makes the foot of a sheet.
const FOOT: &str = "Sheet {";
/// What makes a file for a spreadsheet.
const FILE: &str = "table_file(";
/// What puts a record, or what a council's file holds, into the hands of a command.
const HANDED_OUT: [&str; 4] = ["issues_csv(", "spreadsheet_csv(", "table_file(", "known_to_operator("];

fn beside_the_way_out(files: &[File]) -> Vec<String> {
    let page = |file: &File| file.path.starts_with("crates/web/src/") && file.path != WAY_OUT;
    let mut wrong = lines_where(files, page, |line| {
        let line = line.to_lowercase();
        DOWNLOAD.iter().any(|word| line.contains(word))
    });
    let drawn = |file: &File| page(file) && !file.path.starts_with("crates/web/src/parts/");
    // A type that only ends so (`FactSheet {`) or is declared is no foot.
    wrong.extend(lines_where(files, page, |line| line.contains(FILE)));
    wrong.extend(lines_where(files, drawn, |line| {
        line.match_indices(FOOT).any(|(at, _)| !line[..at].ends_with(char::is_alphanumeric))
            && !line.contains("struct ")
    }));
    wrong
}

fn handed_out_unrecorded(files: &[File]) -> Vec<String> {
    let commands = files.iter().filter(|file| file.path.starts_with("crates/nwd/src/"));
    commands
        .filter(|file| {
            HANDED_OUT.iter().any(|call| file.text.contains(call)) && !file.text.contains("release(")
        })
        .map(|file| file.path.clone())
        .collect()
}

#[test]
fn what_leaves_through_a_page_leaves_through_one_module() {
    assert_eq!(beside_the_way_out(&all_files()), Vec::<String>::new());
    assert!(all_files().iter().any(|file| file.path == WAY_OUT && file.text.contains("release(")));
}

#[test]
fn a_page_that_makes_its_own_download_or_foot_is_found() {
    for line in [
        "    (CONTENT_DISPOSITION, \"attachment\"),",
        "    headers.insert(\"Content-Disposition\", value);",
        "    page.sheet(Sheet { printed, reference, mark })",
        "    Ok(work::leaving::table_file(rows).into_response())",
    ] {
        assert_eq!(beside_the_way_out(&[File::new("crates/web/src/pages/a.rs", line)]).len(), 1, "{line}");
        assert!(beside_the_way_out(&[File::new(WAY_OUT, line)]).is_empty());
    }
    assert!(
        beside_the_way_out(&[File::new("crates/web/src/pages/a.rs", "fn on_paper(sheet: &Sheet) {}")])
            .is_empty()
    );
}

#[test]
fn no_command_hands_out_a_record_unrecorded() {
    assert_eq!(handed_out_unrecorded(&all_files()), Vec::<String>::new());
}

#[test]
fn a_command_that_hands_out_a_record_unrecorded_is_found() {
    for call in HANDED_OUT {
        let text = format!("let text = {call}&x);");
        assert_eq!(handed_out_unrecorded(&[File::new("crates/nwd/src/commands/a.rs", &text)]).len(), 1);
    }
    let text = "let found = known_to_operator(x); release(desk, leaving, text)";
    assert!(handed_out_unrecorded(&[File::new("crates/nwd/src/commands/a.rs", text)]).is_empty());
}
