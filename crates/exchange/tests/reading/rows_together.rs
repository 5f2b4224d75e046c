//! Rows compared with one another, within a file and over the years.

use crate::made::{EPISODES, HEADER, MISSING, PEOPLE, REVIEWS, file, read, sentences, told};
use exchange::{across_years, issues_csv, read_folder};
use jiff::civil::date;

#[test]
fn two_birth_dates_under_one_number_are_two_children_and_both_rows_stay() {
    let reading = read(
        HEADER,
        &["1,F,04/06/2010,WBRI,UN3,,", "1,M,05/07/2012,WBRI,UN3,,", "2,F,04/06/2010,WBRI,UN3,,"],
    );
    let contested: Vec<_> =
        reading.contested.iter().map(|(child, rows)| (child.as_str(), rows.rows.len())).collect();
    assert_eq!((reading.header.len(), contested), (3, vec![("1", 2)]));
    assert_eq!(told(&reading), [""; 0], "it is said as long as nothing is taken in, by whoever takes it in");
    let doubt: Vec<_> = reading.contested.values().flat_map(|doubt| &doubt.in_doubt).collect();
    assert_eq!(doubt.iter().map(|issue| issue.line).collect::<Vec<_>>(), [Some(2), Some(3)]);
    assert!(doubt[0].reason.contains("Two children seem to stand under this number: line 3"));
}

#[test]
fn two_names_under_one_number_in_people_csv_are_two_children() {
    let reading = read(
        PEOPLE,
        &[
            "1,Ann Example,,,,,,,,,,",
            "1,Bo Example,,,,,,,,,,",
            "2,Cy Example,,,,,,,,,,",
            "2,CY EXAMPLE,,,,,,,,,,",
        ],
    );
    assert_eq!(reading.contested.len(), 1);
    assert_eq!(reading.people.len(), 3);
}

#[test]
fn one_pupil_number_under_two_numbers_is_perhaps_one_child() {
    let reading =
        read(HEADER, &["1,F,04/06/2010,WBRI,H801200001001,,", "2,F,04/06/2010,WBRI,H801200001001,,"]);
    let same = reading.same_upn[0];
    assert_eq!((same.first_child.as_str(), same.second_child.as_str()), ("1", "2"));
    assert_eq!(told(&reading), ["3 UPN: Please check"]);
}

#[test]
fn a_row_repeated_is_read_once_and_said() {
    let reading = read(REVIEWS, &["1,04/06/2010,01/05/2025,PN1", "1,04/06/2010,01/05/2025,PN1"]);
    assert_eq!((reading.reviews.len(), told(&reading)), (1, vec![String::from("3 CHILD: Row not read")]));
    assert!(sentences(&reading).contains("repeats line 2"));
}

#[test]
fn rows_with_one_key_that_differ_lose_what_they_differ_about() {
    let reading = read(REVIEWS, &["1,04/06/2010,01/05/2025,PN1", "1,04/06/2010,01/05/2025,PN2"]);
    assert_eq!((reading.reviews.len(), reading.reviews[0].review_code), (1, None));
    assert_eq!(
        told(&reading),
        ["2 REVIEW_CODE: Value left out", "3 CHILD: Row not read", "3 REVIEW_CODE: Value left out"]
    );
}

#[test]
fn rows_that_differ_about_an_end_are_both_refused() {
    let reading = read(MISSING, &["1,04/06/2010,M,01/05/2025,", "1,04/06/2010,M,01/05/2025,02/05/2025"]);
    assert_eq!(reading.missing.len(), 0);
    assert_eq!(told(&reading), ["2 CHILD: Row not read", "3 CHILD: Row not read"]);
    assert_eq!((reading.files[0].lines, reading.files[0].rows, reading.files[0].refused), (2, 0, 2));
}

#[test]
fn birth_dates_that_differ_between_files_and_years_are_to_be_checked() {
    let reading = read_folder(vec![
        file("2025/h.csv", HEADER, &["1,F,04/06/2010,WBRI,UN3,,"]),
        file("2026/h.csv", HEADER, &["1,F,05/06/2010,WBRI,UN3,,"]),
        file("2026/r.csv", REVIEWS, &["1,06/06/2010,01/05/2025,PN1"]),
        file("People.csv", PEOPLE, &["1,Ann Example,,07/06/2010,,,,,,,,"]),
    ]);
    let files: Vec<_> = reading.issues.iter().map(|issue| (&*issue.file, issue.column)).collect();
    assert_eq!(
        files,
        [("2026/h.csv", Some("DOB")), ("2026/r.csv", Some("DOB")), ("People.csv", Some("DOB"))]
    );
    assert!(sentences(&reading).contains("line 2 of 2025/h.csv says 4 June 2010"));
}

#[test]
fn an_episode_that_goes_on_into_the_next_year_is_one_episode() {
    let reading = read_folder(vec![
        file(
            "2026/e.csv",
            EPISODES,
            &["1,01/02/2025,S,C2,N1,K2,PR1,01/06/2025,X1,CARPL,,,", "1,01/06/2025,P,C2,N1,U4,PR1,,,,,,"],
        ),
        file("2025/e.csv", EPISODES, &["1,01/02/2025,S,C2,N1,K2,PR1,,,,,,"]),
    ]);
    assert_eq!(told(&reading), [""; 0]);
    let history = across_years(&reading.episodes);
    assert_eq!(history.len(), 2);
    assert_eq!((history[0].latest.dec, history[0].earlier[0].dec), (Some(date(2025, 6, 1)), None));
    assert_eq!(history[0].earlier[0].year.ends(), 2025);
}

#[test]
fn an_open_episode_that_vanishes_from_the_next_year_is_said() {
    let reading = read_folder(vec![
        file("2025/e.csv", EPISODES, &["1,01/02/2025,S,C2,N1,K2,PR1,,,,,,"]),
        file("2026/e.csv", EPISODES, &["2,01/06/2025,S,C2,N1,K2,PR1,,,,,,"]),
    ]);
    assert_eq!(told(&reading), ["2 DECOM: Please check"]);
    assert!(sentences(&reading).contains("open on 31 March 2025, but the 2025-26 file has no row"));
}

#[test]
fn an_episode_that_had_ended_and_ends_otherwise_later_is_said() {
    let reading = read_folder(vec![
        file("2025/e.csv", EPISODES, &["1,01/02/2025,S,C2,N1,K2,PR1,01/03/2025,E8,,,,"]),
        file("2026/e.csv", EPISODES, &["1,01/02/2025,S,C2,N1,K2,PR1,,,,,,"]),
    ]);
    assert!(sentences(&reading).contains("ends this episode on 1 March 2025"));
}

#[test]
fn episodes_that_overlap_are_said_and_read() {
    let rows = ["1,01/05/2025,S,C2,N1,K2,PR1,01/07/2025,X1,CARPL,,,", "1,01/06/2025,P,C2,N1,U4,PR1,,,,,,"];
    let reading = read(EPISODES, &rows);
    assert_eq!((reading.episodes.len(), told(&reading)), (2, vec![String::from("3 DECOM: Please check")]));
    let open = read(EPISODES, &["1,01/05/2025,S,C2,N1,K2,PR1,,,,,,", "1,01/06/2025,P,C2,N1,U4,PR1,,,,,,"]);
    assert!(sentences(&open).contains("begins while the one on line 2 has not ended"));
}

#[test]
fn x1_means_that_another_episode_begins_that_day() {
    let gap = read(
        EPISODES,
        &["1,01/05/2025,S,C2,N1,K2,PR1,01/06/2025,X1,CARPL,,,", "1,05/06/2025,P,C2,N1,U4,PR1,,,,,,"],
    );
    assert!(sentences(&gap).contains("should begin that day"));
    let alone = read(EPISODES, &["1,01/05/2025,S,C2,N1,K2,PR1,01/06/2025,X1,CARPL,,,"]);
    assert_eq!(told(&alone), ["2 REC: Please check"]);
    let left = read(
        EPISODES,
        &["1,01/05/2025,S,C2,N1,K2,PR1,01/06/2025,E4A,,,,", "1,01/06/2025,S,C2,N1,U4,PR1,,,,,,"],
    );
    assert!(sentences(&left).contains("ends being looked after on the day this one begins"));
    let back = read(
        EPISODES,
        &["1,01/05/2025,S,C2,N1,K2,PR1,01/06/2025,E4A,,,,", "1,01/09/2025,S,C2,N1,U4,PR1,,,,,,"],
    );
    assert_eq!(told(&back), [""; 0]);
}

#[test]
fn rows_are_ordered_by_year_child_and_day_whatever_the_order_of_files() {
    let later = file(
        "2026/e.csv",
        EPISODES,
        &["2,01/06/2025,S,C2,N1,K2,PR1,,,,,,", "1,01/06/2025,S,C2,N1,K2,PR1,,,,,,"],
    );
    let earlier = file("2025/e.csv", EPISODES, &["3,01/06/2024,S,C2,N1,K2,PR1,01/07/2024,E8,,,,"]);
    let reading = read_folder(vec![later, earlier]);
    let order: Vec<_> = reading.episodes.iter().map(|row| row.child.as_str().to_string()).collect();
    assert_eq!(order, ["3", "1", "2"]);
}

#[test]
fn the_issues_file_cannot_run_as_a_formula_and_keeps_every_issue() {
    let reading = read(
        "CHILD,DOB,REVIEW,REVIEW_CODE",
        &["1,04/06/2010,01/05/2025,\"=HYPERLINK(\"\"x\"\",1)\"", "@1,+4,-1,PN1"],
    );
    let text = String::from_utf8(issues_csv(&reading.issues)).unwrap();
    assert!(text.starts_with("\u{feff}FILE,LINE,COLUMN,VALUE,WHAT_WAS_DONE,REASON\r\n"));
    assert!(
        text.contains("2,REVIEW_CODE,\"'=HYPERLINK(\"\"X\"\",1)\"")
            || text.contains("\"'=HYPERLINK(\"\"x\"\",1)\"")
    );
    assert!(text.contains("'+4") && text.contains("'-1"));
    assert_eq!(text.lines().count(), reading.issues.len() + 1);
    assert!(!text.contains(",=") && !text.contains(",+") && !text.contains(",-") && !text.contains(",@"));
}
