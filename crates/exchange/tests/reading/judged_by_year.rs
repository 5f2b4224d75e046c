//! Each value is judged by the code set of its year; what is done with a bad one.

use crate::made::{EPISODES, HEADER, OC2, file, read, sentences, told};
use exchange::{ProviderUrn, Reading, SocialWorker, read_folder};

fn in_year(year: &str, head: &str, row: &str) -> Reading {
    read_folder(vec![file(&format!("{year}/x.csv"), head, &[row])])
}

fn first_calendar_year(year: &str) -> i16 {
    year[..4].parse().expect("a year such as 2025-26")
}

fn place_in(year: &str, place: &str) -> Option<&'static str> {
    let first = first_calendar_year(year);
    let reading = in_year(year, EPISODES, &format!("1,01/05/{first},S,C2,N1,{place},PR1,,,,,,"));
    assert_eq!(reading.episodes.len(), 1, "a bad placement code never costs the row");
    reading.episodes[0].place.map(|code| code.code)
}

#[test]
fn sex_is_a_number_until_2023_24_and_a_letter_from_2024_25() {
    for (year, sex, known) in [
        ("2023-24", "1", true),
        ("2023-24", "M", false),
        ("2024-25", "M", true),
        ("2024-25", "1", false),
        ("2016-17", "2.0", true),
    ] {
        let reading = in_year(year, HEADER, &format!("1,{sex},04/06/2010,WBRI,UN3,,"));
        assert_eq!(reading.header[0].sex.is_some(), known, "{sex} in {year}");
    }
}

#[test]
fn placement_codes_begin_and_end_with_their_years() {
    for (place, last, after) in
        [("Z1", "2024-25", "2025-26"), ("H5", "2023-24", "2024-25"), ("P2", "2024-25", "2025-26")]
    {
        assert_eq!((place_in(last, place), place_in(after, place)), (Some(place), None));
    }
    for (place, before, first) in
        [("Z11", "2024-25", "2025-26"), ("Z14", "2024-25", "2025-26"), ("K3", "2022-23", "2023-24")]
    {
        assert_eq!((place_in(before, place), place_in(first, place)), (None, Some(place)));
    }
}

#[test]
fn a_code_of_another_year_is_told_apart_from_one_that_never_was() {
    let reading = in_year("2025-26", EPISODES, "1,01/05/2025,S,C2,N1,Z1,,,,,,,");
    assert!(sentences(&reading).contains("used only to 2024-25, and this file is of 2025-26"));
    let reading = in_year("2024-25", EPISODES, "1,01/05/2024,S,C2,N1,Z12,,,,,,,");
    assert!(sentences(&reading).contains("used from 2025-26"));
    let reading = in_year("2025-26", EPISODES, "1,01/05/2025,S,C2,N1,Q9,,,,,,,");
    assert!(sentences(&reading).contains("This is not a placement type code."));
}

#[test]
fn special_guardianship_custody_and_apprenticeship_codes_change_with_their_years() {
    let ended = |year: &str, rec: &str| {
        let first = first_calendar_year(year);
        let row = format!("1,01/05/{first},S,C2,N1,U4,PR1,01/06/{first},{rec},,,,");
        in_year(year, EPISODES, &row).episodes[0].rec.is_some()
    };
    assert!(ended("2017-18", "E43") && !ended("2018-19", "E43"));
    let custody = |year: &str| {
        let first = first_calendar_year(year);
        let row = format!("1,01/05/{first},S,C2,N1,U4,PR1,01/06/{first},E8,CUSTOD,,,");
        in_year(year, EPISODES, &row).episodes[0].reason_place_change.is_some()
    };
    assert!(!custody("2017-18") && custody("2018-19"));
    let activity = |year: &str, code: &str| {
        in_year(year, "CHILD,DOB,IN_TOUCH,ACTIV,ACCOM", &format!("1,04/06/2001,YES,{code},B1")).oc3[0]
            .activ
            .is_some()
    };
    assert!(activity("2020-21", "F3") && !activity("2021-22", "F3"));
    assert!(!activity("2020-21", "F4") && activity("2021-22", "F4"));
}

#[test]
fn one_child_has_codes_of_two_years_in_one_reading() {
    let before = file("2023-24/h.csv", HEADER, &["1,2,04/06/2010,WBRI,UN3,,"]);
    let after = file("2024-25/h.csv", HEADER, &["1,F,04/06/2010,WBRI,UN3,,"]);
    let reading = read_folder(vec![after, before]);
    let sexes: Vec<_> = reading.header.iter().filter_map(|row| row.sex).map(|code| code.label).collect();
    assert_eq!((sexes, reading.issues.len()), (vec!["Female", "Female"], 0));
}

#[test]
fn bad_values_are_left_out_one_by_one_and_the_row_stays() {
    let reading = read(EPISODES, &["1,01/05/2025,X,C9,N9,K2,PR9,02/05/2025,E99,NONE,YO1,?,123"]);
    let row = &reading.episodes[0];
    assert_eq!((row.place.unwrap().code, row.rne, row.ls, row.rec, row.urn), ("K2", None, None, None, None));
    assert_eq!(told(&reading).len(), 9);
    assert!(told(&reading).iter().all(|told| told.ends_with("Value left out")));
}

#[test]
fn a_blank_that_the_return_asks_for_is_noted_and_the_row_is_read() {
    let reading = read(HEADER, &["1,,,,,,"]);
    assert_eq!(reading.header.len(), 1);
    let columns: Vec<_> = reading.issues.iter().filter_map(|issue| issue.column).collect();
    assert_eq!(columns, ["DOB", "UPN", "SEX", "ETHNIC"]);
    assert!(told(&reading).is_empty());
}

#[test]
fn a_key_that_cannot_be_read_refuses_the_row() {
    let reading = read(
        HEADER,
        &[",F,04/06/2010,WBRI,UN3,,", "12345678901,F,04/06/2010,WBRI,UN3,,", "1 2,F,04/06/2010,WBRI,UN3,,"],
    );
    assert_eq!(told(&reading), ["2 CHILD: Row not read", "3 CHILD: Row not read", "4 CHILD: Row not read"]);
}

#[test]
fn an_end_date_that_cannot_be_read_refuses_the_row_because_it_would_look_open() {
    let reading = read(EPISODES, &["1,01/05/2025,S,C2,N1,K2,PR1,soon,E8,,,,"]);
    assert_eq!((reading.episodes.len(), told(&reading)), (0, vec![String::from("2 DEC: Row not read")]));
}

#[test]
fn an_end_before_the_start_refuses_the_row() {
    let reading = read(EPISODES, &["1,01/05/2025,S,C2,N1,K2,PR1,30/04/2025,E8,,,,"]);
    assert_eq!(told(&reading), ["2 DEC: Row not read"]);
    assert!(sentences(&reading).contains("before it begins, on 1 May 2025"));
}

#[test]
fn an_end_and_its_reason_stand_together_or_not_at_all() {
    let reading = read(
        EPISODES,
        &["1,01/05/2025,S,C2,N1,K2,PR1,,E8,,,,", "2,01/05/2025,S,C2,N1,K2,PR1,02/05/2025,,,,,"],
    );
    assert_eq!(told(&reading), ["2 REC: Row not read", "3 REC: Please check"]);
    assert_eq!(reading.episodes[0].child.as_str(), "2");
}

#[test]
fn a_score_outside_0_to_40_is_left_out() {
    for (score, known) in
        [("0", Some(0)), ("40", Some(40)), ("41", None), ("-1", None), ("12.5", None), ("999", None)]
    {
        let reading = read(OC2, &[&format!("1,04/06/2010,{score},,,,,,,,,")]);
        assert_eq!(reading.oc2[0].sdq_score, known, "{score}");
    }
}

#[test]
fn pupil_numbers_are_checked_and_census_only_reasons_are_left_out() {
    let reading = read(
        HEADER,
        &["1,F,04/06/2010,WBRI,B801200001001,,", "2,F,04/06/2010,WBRI,UN6,,", "3,F,04/06/2010,WBRI,un5,,"],
    );
    assert_eq!(told(&reading), ["2 UPN: Value left out", "3 UPN: Value left out"]);
    assert!(sentences(&reading).contains("children in need census"));
    assert!(reading.header[2].upn.is_some());
    let reading = read(HEADER, &["1,F,04/06/2010,WBRI,UN9,,"]);
    assert!(sentences(&reading).contains("one of UN1 to UN5 in this return."), "{}", sentences(&reading));
}

#[test]
fn providers_and_workers_without_a_number_are_known_as_such() {
    let reading = read(
        EPISODES,
        &["1,01/05/2025,S,C2,N1,K2,PR1,,,,,,xxxxxxx", "2,01/05/2025,S,C2,N1,K2,PR1,,,,,,1234567.0"],
    );
    assert_eq!(reading.episodes[0].urn, Some(ProviderUrn::Unregistered));
    assert!(matches!(reading.episodes[1].urn, Some(ProviderUrn::Registered(_))));
    let reading = read(
        "CHILD,DOB,SW_ID,SW_DECOM,SW_DEC,SW_REASON",
        &["1,04/06/2010,xx,01/05/2025,,MANAGE", "2,04/06/2010,12345,01/05/2025,,MANAGE"],
    );
    assert_eq!(reading.sw_episodes[0].sw_id, Some(SocialWorker::Unregistered));
    assert_eq!(told(&reading), ["3 SW_ID: Value left out"]);
}

#[test]
fn social_worker_files_before_2023_24_are_noted() {
    let reading =
        in_year("2022-23", "CHILD,DOB,SW_ID,SW_DECOM,SW_DEC,SW_REASON", "1,04/06/2010,XX,01/05/2022,,MANAGE");
    assert_eq!(reading.sw_episodes.len(), 1);
    assert!(sentences(&reading).contains("begin in 2023-24"));
}

#[test]
fn dates_after_the_year_or_before_birth_are_to_be_checked() {
    let reading = read(
        "CHILD,DOB,REVIEW,REVIEW_CODE",
        &["1,04/06/2010,01/04/2026,PN1", "2,04/06/2025,01/05/2025,PN0", "3,04/06/2027,01/05/2025,PN0"],
    );
    assert_eq!(told(&reading), ["2 REVIEW: Please check", "3 REVIEW: Please check", "4 DOB: Value left out"]);
}

#[test]
fn asylum_status_whose_end_cannot_be_read_refuses_the_row() {
    let reading =
        read("CHILD,SEX,DOB,DUC", &["1,M,04/06/2008,x", "2,M,04/06/2008,04/06/2026", "3,M,04/06/2009,"]);
    assert_eq!((reading.uasc.len(), told(&reading)), (2, vec![String::from("2 DUC: Row not read")]));
}
