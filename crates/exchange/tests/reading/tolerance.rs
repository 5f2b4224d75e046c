//! What real files look like, and what is made of it.

use crate::made::{EPISODES, HEADER, MISSING, OC2, PEOPLE, REVIEWS, file, raw, read, sentences, told};
use exchange::{MissingNow, Module, Severity, UpnEntry, YearBasis, columns, read_folder, to_csv};
use jiff::civil::{date, time};
use practice::dates::PartialDate;

#[test]
fn a_plain_header_row_is_read() {
    let reading = read(HEADER, &["101,F,04/06/2010,WBRI,H801200001001,0,"]);
    let row = &reading.header[0];
    assert_eq!((row.child.as_str(), row.dob), ("101", Some(date(2010, 6, 4))));
    assert_eq!((row.sex.unwrap().label, row.ethnic.unwrap().label), ("Female", "White British"));
    assert!(matches!(row.upn, Some(UpnEntry::Known(upn)) if upn.as_str() == "H801200001001"));
    assert_eq!((row.mother.unwrap().label, row.mc_dob), ("Not a mother", None));
    assert_eq!((row.source.line, reading.path(row.source)), (2, "2025-26/file.csv"));
    assert_eq!(reading.issues, []);
}

#[test]
fn a_byte_order_mark_is_no_part_of_the_first_column() {
    let reading =
        read_folder(vec![raw("2026/h.csv", format!("\u{feff}{HEADER}\n101,F,04/06/2010,WBRI,UN3,,\n"))]);
    assert_eq!((reading.header.len(), reading.issues.len()), (1, 0));
}

#[test]
fn lines_may_end_in_three_ways_in_one_file_and_are_counted_right() {
    let text = format!(
        "{REVIEWS}\r\n1,04/06/2010,01/05/2025,PN1\r2,04/06/2010,01/05/2025,PN1\n3,04/06/2010,bad,PN1\r\n"
    );
    let reading = read_folder(vec![raw("2026/r.csv", text)]);
    let lines: Vec<u32> = reading.reviews.iter().map(|row| row.source.line).collect();
    assert_eq!(lines, [2, 3]);
    assert_eq!(told(&reading), ["4 REVIEW: Row not read"]);
}

#[test]
fn a_last_line_without_an_end_is_read() {
    let reading = read_folder(vec![raw("2026/r.csv", format!("{REVIEWS}\n1,04/06/2010,01/05/2025,PN1"))]);
    assert_eq!(reading.reviews.len(), 1);
}

#[test]
fn blank_trailing_columns_and_blank_rows_are_passed_over() {
    let head = format!("{REVIEWS},,");
    let reading = read(
        &head,
        &["1,04/06/2010,01/05/2025,PN1,,", ",,,,,", "", "   ", "2,04/06/2010,01/05/2025,PN1,,,,"],
    );
    assert_eq!((reading.reviews.len(), reading.files[0].lines), (2, 2));
    assert_eq!(reading.issues, []);
}

#[test]
fn columns_stand_in_any_order_case_and_spacing() {
    let reading = read(" review code ,Review,dob, Child ", &["PN2,01/05/2025,04/06/2010,7"]);
    assert_eq!(reading.reviews[0].review_code.unwrap().code, "PN2");
    assert_eq!(reading.reviews[0].child.as_str(), "7");
}

#[test]
fn spaces_lower_case_and_a_decimal_point_do_not_change_a_code_or_number() {
    let reading = read(OC2, &[" 101.0 ,04/06/2010,12.0,,1.0,0,,1.00, 1 ,0.0,0,0"]);
    let row = &reading.oc2[0];
    assert_eq!((row.child.as_str(), row.sdq_score), ("101", Some(12)));
    assert_eq!(row.convicted.unwrap().label, "Yes");
    assert_eq!(row.substance_misuse.unwrap().label, "No");
    let reading = read(HEADER, &["ab1, f ,04/06/2010,wbri,un3,0.0,\u{a0}"]);
    let row = &reading.header[0];
    assert_eq!((row.child.as_str(), row.sex.unwrap().code, row.ethnic.unwrap().code), ("AB1", "F", "WBRI"));
    assert_eq!(reading.issues, []);
}

#[test]
fn dates_are_read_in_three_forms_and_midnight_is_not_a_time() {
    for text in ["01/05/2025", "1/5/2025", "2025-05-01", "01/05/2025 00:00:00", "2025-05-01T00:00:00"] {
        let reading = read(REVIEWS, &[&format!("1,04/06/2010,{text},PN1")]);
        assert_eq!(reading.reviews[0].review, date(2025, 5, 1), "{text}");
    }
}

#[test]
fn a_date_that_must_be_guessed_refuses_the_row() {
    for text in
        ["01/05/25", "05/13/2025", "31/02/2025", "45778", "1 May 2025", "01/05/2025 14:00", "", "01/05/0025"]
    {
        let reading = read(REVIEWS, &[&format!("1,04/06/2010,{text},PN1")]);
        assert_eq!(reading.reviews, [], "{text}");
        assert_eq!(told(&reading), ["2 REVIEW: Row not read"], "{text}");
    }
}

#[test]
fn only_date_perm_may_be_partial_and_keeps_what_is_known() {
    let head = "CHILD,DOB,PREV_PERM,LA_PERM,DATE_PERM";
    let rows = [
        "1,04/06/2010,P1,815,zz/05/2020",
        "2,04/06/2010,P1,,ZZ/zz/2021",
        "3,04/06/2010,P1,WAL,zz/zz/zzzz",
        "4,04/06/2010,P1,,31/05/2020",
        "5,04/06/2010,P1,,05/zz/2020",
    ];
    let reading = read(head, &rows);
    let dates: Vec<_> = reading.prev_perm.iter().map(|row| row.date_perm).collect();
    let day = PartialDate::Day(date(2020, 5, 31));
    let known = [PartialDate::Month(2020, 5), PartialDate::Year(2021), PartialDate::Unknown, day];
    assert_eq!(dates[..4], known.map(Some));
    assert_eq!((dates[4], told(&reading)), (None, vec![String::from("6 DATE_PERM: Value left out")]));
    assert_eq!(read(REVIEWS, &["1,04/06/2010,zz/05/2025,PN1"]).reviews, []);
}

#[test]
fn an_empty_file_and_one_without_rows_are_named() {
    let files = vec![
        raw("2026/a.csv", ""),
        raw("2026/b.csv", "\u{feff}\r\n,,\r\n"),
        file("2026/c.csv", MISSING, &[]),
        file("2026/d.csv", REVIEWS, &["1,,01/05/2025,PN1"]),
    ];
    let reading = read_folder(files);
    let named: Vec<&str> =
        reading.issues.iter().filter(|issue| issue.line.is_none()).map(|issue| &*issue.file).collect();
    assert_eq!(named, ["2026/a.csv", "2026/b.csv", "2026/c.csv"]);
    assert!(reading.issues.iter().all(|issue| issue.severity == Severity::Note));
}

#[test]
fn utf_16_is_refused_with_a_sentence_with_and_without_its_mark() {
    let wide: Vec<u8> = REVIEWS.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let marked = [vec![0xFF, 0xFE], wide.clone()].concat();
    let other: Vec<u8> = REVIEWS.encode_utf16().flat_map(u16::to_be_bytes).collect();
    for bytes in [wide, marked, other] {
        let reading = read_folder(vec![raw("2026/r.csv", bytes)]);
        assert_eq!(told(&reading), ["file -: File not read"]);
        assert!(sentences(&reading).contains("UTF-16"));
    }
}

#[test]
fn bytes_that_are_not_utf_8_refuse_the_file_and_name_the_line() {
    let mut bytes = format!("{PEOPLE}\r1,Ann Example,,,,,,,,,,\r\n2,").into_bytes();
    bytes.extend(b"Zo\xeb Example,,,,,,,,,,\n");
    let reading = read_folder(vec![raw("People.csv", bytes)]);
    assert_eq!(reading.people, []);
    assert!(sentences(&reading).starts_with("Line 3 holds a character that is not UTF-8"));
}

#[test]
fn workbooks_other_separators_and_unknown_files_are_refused_with_a_sentence() {
    let cases: [(&[u8], &str); 5] = [
        (b"PK\x03\x04rest", "workbook"),
        (b"CHILD;DOB;REVIEW;REVIEW_CODE\n1;2;3;4\n", "not separated by commas"),
        (b"CHILD\tDOB\tREVIEW\tREVIEW_CODE\tMORE\n", "not separated by commas"),
        (b"NAME,COLOUR\nSam,green\n", "not recognised by its columns (NAME and COLOUR)"),
        (
            b"CHILD,DOB\n1,04/06/2010\n",
            "those of People.csv: CHILD, and at least one of LEGAL_NAME, NAME_USED, TEAM,",
        ),
    ];
    for (bytes, sentence) in cases {
        let reading = read_folder(vec![raw("2026/x.csv", bytes)]);
        assert_eq!(told(&reading), ["file -: File not read"]);
        assert!(sentences(&reading).contains(sentence), "{}", sentences(&reading));
    }
}

#[test]
fn missing_and_extra_columns_are_named_and_the_rest_is_read() {
    let reading = read("CHILD,SEX,DOB,ETHNIC,UPN,SHOE SIZE", &["1,F,04/06/2010,WBRI,UN3,39"]);
    assert_eq!(reading.header.len(), 1);
    let said = sentences(&reading);
    assert!(said.contains("lacks MOTHER and MC_DOB"), "{said}");
    assert!(said.contains("SHOE_SIZE of this file are not read"), "{said}");
}

#[test]
fn a_file_whose_end_dates_are_missing_is_refused_because_all_would_look_open() {
    let reading = read("CHILD,DOB,MISSING,MIS_START", &["1,04/06/2010,M,01/05/2025"]);
    assert_eq!((reading.missing.len(), told(&reading)), (0, vec![String::from("file -: File not read")]));
    assert!(sentences(&reading).contains("cannot be read without MIS_END"));
}

#[test]
fn a_column_named_twice_refuses_the_file() {
    let reading = read("CHILD,DOB,REVIEW,Review,REVIEW_CODE", &["1,04/06/2010,01/05/2025,02/05/2025,PN1"]);
    assert!(sentences(&reading).contains("REVIEW stands in this file twice"));
}

#[test]
fn a_cut_off_line_is_refused_and_the_next_is_read() {
    let reading = read(MISSING, &["1,04/06/2010,M,01/05/2025", "2,04/06/2010,M,01/05/2025,"]);
    assert_eq!((reading.missing.len(), told(&reading)), (1, vec![String::from("2 -: Row not read")]));
}

#[test]
fn a_comma_without_quotation_marks_refuses_its_line_only() {
    let reading = read(PEOPLE, &["1,Example, Ann,,,,,,,,,,,", "2,\"Example, Bo\",,,,,,,,,,"]);
    assert_eq!(told(&reading), ["2 -: Row not read"]);
    assert_eq!(reading.people[0].legal_name.as_deref(), Some("Example, Bo"));
}

#[test]
fn a_stray_quotation_mark_costs_its_own_line_and_no_other() {
    let rows = [
        "1,\"Ann,,,,,,,,,,",
        "2,Bo \"B\" Example,,,,,,,,,,",
        "3,\"Cy\" Example,,,,,,,,,,",
        "4,\"Di \"\"D\"\" Example\",,,,,,,,,,",
    ];
    let reading = read(PEOPLE, &rows);
    assert_eq!(told(&reading), ["2 -: Row not read", "4 -: Row not read"]);
    let names: Vec<_> = reading.people.iter().filter_map(|row| row.legal_name.as_deref()).collect();
    assert_eq!(names, ["Bo \"B\" Example", "Di \"D\" Example"]);
}

#[test]
fn a_quoted_value_may_run_over_lines_and_the_lines_after_it_keep_their_numbers() {
    let reading =
        read(PEOPLE, &["1,Ann Example,,,,,,,,,\"A rest,\r\nthen home\",", "2,Bo Example,,bad,,,,,,,,"]);
    assert_eq!(reading.people[0].stay_purpose.as_deref(), Some("A rest, then home"));
    assert_eq!(told(&reading), ["4 DOB: Value left out"]);
}

#[test]
fn a_number_shortened_by_a_spreadsheet_is_refused() {
    let reading = read(REVIEWS, &["1.23E+09,04/06/2010,01/05/2025,PN1", "1E2,04/06/2010,01/05/2025,PN1"]);
    assert_eq!(told(&reading), ["2 CHILD: Row not read"]);
    assert_eq!(reading.reviews[0].child.as_str(), "1E2");
}

#[test]
fn the_year_comes_from_the_folder_or_the_nearest_folder_around_it() {
    let row = ["1,04/06/2010,01/05/2025,PN1"];
    for folder in ["2026", "2025-26", "SSDA903 2025_26", "council/2025-26", "council/2026/part one"] {
        let reading = read_folder(vec![file(&format!("{folder}/r.csv"), REVIEWS, &row)]);
        assert_eq!(reading.years[0].basis, YearBasis::Named, "{folder}");
        assert_eq!(reading.reviews[0].year.to_string(), "2025-26", "{folder}");
    }
}

#[test]
fn without_a_named_folder_the_year_is_inferred_and_said() {
    let reviews =
        file("export/r.csv", REVIEWS, &["1,04/06/2010,01/05/2025,PN1", "1,04/06/2010,01/11/2025,PN1"]);
    let header = file("export/h.csv", HEADER, &["1,F,04/06/2010,WBRI,UN3,,"]);
    let reading = read_folder(vec![header, reviews]);
    assert_eq!((reading.years[0].basis, reading.header[0].year.ends()), (YearBasis::Inferred, 2026));
    assert!(sentences(&reading).contains("its dates say 2025-26"));
}

#[test]
fn one_wrong_date_does_not_decide_the_year() {
    let rows = [
        "1,04/06/2010,M,01/05/2025,02/05/2025",
        "1,04/06/2010,M,03/06/2025,04/06/2025",
        "1,04/06/2010,M,03/06/2052,04/06/2052",
    ];
    let reading = read_folder(vec![file("export/m.csv", MISSING, &rows)]);
    assert_eq!(reading.years[0].year.ends(), 2026);
}

#[test]
fn a_folder_named_otherwise_than_its_dates_is_to_be_checked() {
    let reading = read_folder(vec![file("2024-25/r.csv", REVIEWS, &["1,04/06/2010,01/05/2025,PN1"])]);
    assert!(sentences(&reading).contains("named 2024-25, but most of its dates fall in 2025-26"));
    assert_eq!(reading.reviews[0].year.ends(), 2025);
}

#[test]
fn a_header_alone_without_a_year_is_refused_not_guessed() {
    let reading = read_folder(vec![file("export/h.csv", HEADER, &["1,F,04/06/2010,WBRI,UN3,,"])]);
    assert_eq!((reading.header.len(), told(&reading)), (0, vec![String::from("file -: File not read")]));
}

#[test]
fn adoption_and_deprivation_of_liberty_files_are_recognised_and_not_imported_yet() {
    for module in [Module::Ad1, Module::PlacedAdoption, Module::DoLo] {
        let reading = read(&columns(module).join(","), &["1,,,,,,,"]);
        assert_eq!(reading.files[0].module, Some(module));
        assert!(sentences(&reading).contains("not imported yet"));
    }
}

#[test]
fn people_csv_needs_no_year_and_may_lack_columns() {
    let rows = ["P1,Zoë O\u{2019}Example-Ångström,Zo,Harbour House,Kim Example,01/02/2025,yes"];
    let reading = read_folder(vec![file(
        "People.csv",
        "CHILD,LEGAL_NAME,NAME_USED,TEAM,KEY_WORKER,KEY_WORKER_SINCE,MISSING_SINCE",
        &rows,
    )]);
    let row = &reading.people[0];
    assert_eq!(row.legal_name.as_deref(), Some("Zoë O\u{2019}Example-Ångström"));
    assert_eq!((row.dob, row.key_worker_since), (None, Some(date(2025, 2, 1))));
    assert_eq!(row.missing, Some(MissingNow::SinceUnknown));
    assert_eq!(told(&reading), ["2 MISSING_SINCE: Please check"]);
}

#[test]
fn people_csv_takes_the_words_people_use_for_its_columns() {
    let head = "Council number,Legal name,Name used,Date of birth,Key worker,Since when,Sleeping where,Purpose of the stay,Missing now";
    let reading = read(
        head,
        &["9,Ann Example,Annie,04/06/2010,Kim Example,2025-02-01,Moor View,A rest,20/11/2026 21:30"],
    );
    let row = &reading.people[0];
    assert_eq!(
        (row.sleeping_at.as_deref(), row.stay_purpose.as_deref()),
        (Some("Moor View"), Some("A rest"))
    );
    assert_eq!(row.missing, Some(MissingNow::Since(date(2026, 11, 20), Some(time(21, 30, 0, 0)))));
}

#[test]
fn a_missing_since_that_cannot_be_read_is_said_with_urgency() {
    let reading = read(PEOPLE, &["1,Ann Example,,,,,,,,,,last night"]);
    assert_eq!(
        (reading.people[0].missing, told(&reading)),
        (None, vec![String::from("2 MISSING_SINCE: Value left out")])
    );
    assert!(sentences(&reading).contains("find out today"));
}

#[test]
fn a_key_worker_date_without_a_key_worker_is_left_out() {
    let reading = read(PEOPLE, &["1,Ann Example,,,,,,01/02/2025,,,,"]);
    assert_eq!(
        (reading.people[0].key_worker_since, told(&reading)),
        (None, vec![String::from("2 KEY_WORKER_SINCE: Value left out")])
    );
}

#[test]
fn a_replacement_character_in_a_name_is_not_taken_for_the_name() {
    let reading = read(PEOPLE, &["1,Zo\u{fffd} Example,Zo,,,,,,,,,"]);
    assert_eq!(
        (reading.people[0].legal_name.as_deref(), reading.people[0].name_used.as_deref()),
        (None, Some("Zo"))
    );
}

#[test]
fn what_is_written_is_read_again() {
    let cells =
        ["1", "Ann \"A\" Example, the first", "", "04/06/2010", "", "", "", "", "", "", "line\nbreak", ""];
    let bytes = to_csv(Module::People, [cells]).unwrap();
    let reading = read_folder(vec![raw("People.csv", bytes)]);
    assert_eq!(reading.people[0].legal_name.as_deref(), Some("Ann \"A\" Example, the first"));
    assert!(to_csv(Module::People, [["1", "too few"]]).is_err());
}

#[test]
fn every_kind_of_file_that_is_written_is_recognised_as_itself() {
    for module in Module::ALL {
        let bytes = to_csv(module, Vec::<Vec<String>>::new()).unwrap();
        assert_eq!(read_folder(vec![raw("2027/x.csv", bytes)]).files[0].module, Some(module));
    }
}

#[test]
fn an_episodes_row_without_a_year_of_its_own_takes_the_folders() {
    let reading = read(EPISODES, &["1,01/05/2025,S,V2,N1,K2,PR1,,,,YO1 7HH,yo17hh,SC123456"]);
    let row = &reading.episodes[0];
    assert_eq!((row.home_post, row.home_post.unwrap().as_str()), (row.pl_post, "YO1 7HH"));
    assert_eq!(row.year.to_string(), "2025-26");
}

#[test]
fn a_value_under_no_column_name_refuses_its_line() {
    let head = format!("{REVIEWS},,");
    let reading = read(
        &head,
        &[
            "1,04/06/2010,01/05/2025,PN1,,x",
            "2,04/06/2010,01/05/2025,PN1,,",
            "3,04/06/2010,01/05/2025,PN1,,,x",
        ],
    );
    assert_eq!(told(&reading), ["2 -: Row not read", "4 -: Row not read"]);
}

#[test]
fn a_letter_that_only_folds_to_a_code_is_not_the_code() {
    let reading = read(EPISODES, &["1,01/05/2025,\u{17f},C2,N1,K2,PR1,,,,,,"]);
    assert_eq!(
        (reading.episodes[0].rne, told(&reading)),
        (None, vec![String::from("2 RNE: Value left out")])
    );
}
