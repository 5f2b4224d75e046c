//! Rows with one key that say different things: none of them is believed, and each value is named.

use crate::made::{EPISODES, HEADER, MISSING, OC2, PEOPLE, REVIEWS, file, read, sentences};
use exchange::{Issue, Reading, Severity, read_folder};

const OC3: &str = "CHILD,DOB,IN_TOUCH,ACTIV,ACCOM";
const SW_EPISODES: &str = "CHILD,DOB,SW_ID,SW_DECOM,SW_DEC,SW_REASON";
const UASC: &str = "CHILD,SEX,DOB,DUC";
const PREV_PERM: &str = "CHILD,DOB,PREV_PERM,LA_PERM,DATE_PERM";

/// The values that are left out, as "line COLUMN=value".
fn left_out<'i>(issues: impl IntoIterator<Item = &'i Issue>) -> Vec<String> {
    let issues = issues.into_iter().filter(|issue| issue.severity == Severity::ValueLeftOut);
    let mut told: Vec<String> = issues
        .map(|issue| {
            assert!(issue.reason.contains("say different things; put it right in the file"), "{issue:?}");
            format!("{} {}={}", issue.line.unwrap_or_default(), issue.column.unwrap_or_default(), issue.value)
        })
        .collect();
    told.sort();
    told
}

fn differing(head: &str, one: &str, other: &str) -> (Reading, Vec<String>) {
    let reading = read(head, &[one, other]);
    let told = left_out(&reading.issues);
    (reading, told)
}

#[test]
fn each_value_about_which_the_rows_of_a_file_differ_is_named_on_its_own_row() {
    for (head, one, other, named) in [
        (
            HEADER,
            "1,F,04/06/2010,WBRI,H801200001001,1,01/02/2025",
            "1,M,04/06/2010,WIRI,UN4,0,",
            "2 ETHNIC=WBRI,2 MC_DOB=01/02/2025,2 MOTHER=1,2 SEX=F,2 UPN=H801200001001,3 ETHNIC=WIRI,3 MOTHER=0,3 SEX=M,3 UPN=UN4",
        ),
        (
            REVIEWS,
            "1,04/06/2010,01/05/2025,PN1",
            "1,05/06/2010,01/05/2025,PN2",
            "2 DOB=04/06/2010,2 REVIEW_CODE=PN1,3 DOB=05/06/2010,3 REVIEW_CODE=PN2",
        ),
        (
            MISSING,
            "1,04/06/2010,M,01/05/2025,02/05/2025",
            "1,04/06/2010,A,01/05/2025,02/05/2025",
            "2 MISSING=M,3 MISSING=A",
        ),
        (
            OC2,
            "1,04/06/2010,12,,0,,1,1,1,0,,",
            "1,04/06/2010,14,,1,,1,1,1,0,,",
            "2 CONVICTED=0,2 SDQ_SCORE=12,3 CONVICTED=1,3 SDQ_SCORE=14",
        ),
        (
            OC3,
            "1,04/06/2006,YES,F1,B1",
            "1,04/06/2006,DIED,F2,B1",
            "2 ACTIV=F1,2 IN_TOUCH=YES,3 ACTIV=F2,3 IN_TOUCH=DIED",
        ),
        (
            SW_EPISODES,
            "1,04/06/2010,SW123,01/05/2025,,MANAGE",
            "1,04/06/2010,XX,01/05/2025,,",
            "2 SW_ID=SW123,2 SW_REASON=MANAGE,3 SW_ID=XX",
        ),
        (UASC, "1,F,04/06/2010,", "1,M,04/06/2010,", "2 SEX=F,3 SEX=M"),
        (
            PREV_PERM,
            "1,04/06/2010,P1,341,zz/05/2020",
            "1,04/06/2010,P2,WAL,06/05/2020",
            "2 DATE_PERM=zz/05/2020,2 LA_PERM=341,2 PREV_PERM=P1,3 DATE_PERM=06/05/2020,3 LA_PERM=WAL,3 PREV_PERM=P2",
        ),
        (
            EPISODES,
            "1,01/05/2025,S,C2,N1,U4,PR1,,,,ZZ1 1AA,ZZ1 1AB,XXXXXXX",
            "1,01/05/2025,S,C1,N1,U4,PR1,,,,ZZ1 1AC,ZZ1 1AB,1234567",
            "2 HOME_POST=ZZ1 1AA,2 LS=C2,2 URN=XXXXXXX,3 HOME_POST=ZZ1 1AC,3 LS=C1,3 URN=1234567",
        ),
        (
            PEOPLE,
            "1,Ann Alder,Annie,,Oak House,Wren Hale,Ada Finch,01/02/2026,looked after,Oak House,respite,03/03/2026 21:30",
            "1,Ann Alder,Ann,,Elm House,,,,edge of care,Elm House,,yes",
            "2 COHORT=looked after,2 KEY_WORKER=Ada Finch,2 KEY_WORKER_SINCE=01/02/2026,2 MISSING_SINCE=03/03/2026 21:30,2 NAME_USED=Annie,2 SLEEPING_AT=Oak House,2 SOCIAL_WORKER=Wren Hale,2 STAY_PURPOSE=respite,2 TEAM=Oak House,3 COHORT=edge of care,3 MISSING_SINCE=yes,3 NAME_USED=Ann,3 SLEEPING_AT=Elm House,3 TEAM=Elm House",
        ),
    ] {
        let (reading, told) = differing(head, one, other);
        assert_eq!(told.join(","), named);
        assert_eq!(reading.sources().count(), 1, "{head}");
        assert!(sentences(&reading).contains("has the same key as line 2 and differs in"), "{head}");
    }
    let (reading, _) = differing(PEOPLE, "1,Ann Alder,,,,,,,,,,yes", "1,Ann Alder,,,,,,,,,,");
    assert!(sentences(&reading).contains("Please find out today whether this young person is missing."));
}

#[test]
fn of_many_rows_with_one_key_a_value_is_read_only_where_all_say_it() {
    let rows = ["1,04/06/2010,01/05/2025,PN1", "1,04/06/2010,01/05/2025,PN2", "1,04/06/2010,01/05/2025,PN1"];
    let reading = read(REVIEWS, &rows);
    assert_eq!((reading.reviews[0].review_code, reading.reviews[0].dob.is_some()), (None, true));
    assert_eq!(left_out(&reading.issues), ["2 REVIEW_CODE=PN1", "3 REVIEW_CODE=PN2", "4 REVIEW_CODE=PN1"]);
    let source = reading.reviews[0].source;
    assert!(reading.is_disputed(source, "REVIEW_CODE") && !reading.is_disputed(source, "DOB"));
}

#[test]
fn of_rows_that_differ_about_an_end_none_is_said_to_be_read() {
    let rows = [
        "1,04/06/2010,M,01/05/2025,02/05/2025",
        "1,04/06/2010,M,01/05/2025,",
        "1,04/06/2010,M,01/05/2025,02/05/2025",
    ];
    let reading = read(MISSING, &rows);
    assert_eq!((reading.missing.len(), reading.files[0].refused), (0, 3));
    assert!(!sentences(&reading).contains("which was read"), "{}", sentences(&reading));
}

#[test]
fn what_two_rows_of_a_number_in_doubt_agree_on_is_kept_for_when_it_is_one_child() {
    let reading = read_folder(vec![
        file("2025/h.csv", HEADER, &["1,F,15/08/2011,WBRI,UN3,,", "1,F,03/03/2012,AIND,UN3,,"]),
        file("2026/h.csv", HEADER, &["1,F,15/08/2011,WBRI,UN3,,"]),
        file(
            "People.csv",
            PEOPLE,
            &["1,Ann Alder,Annie,16/08/2011,Oak House,,,,,,,", "1,Bea Bramble,Annie,16/08/2011,,,,,,,,"],
        ),
    ]);
    let (number, doubt) = reading.contested.iter().next().unwrap();
    assert_eq!((number.as_str(), doubt.rows.len(), doubt.in_doubt.len()), ("1", 4, 4));
    let header = &doubt.header[0];
    assert_eq!((header.dob, header.ethnic, header.sex.map(|code| code.code)), (None, None, Some("F")));
    let person = &doubt.people[0];
    assert_eq!((&person.legal_name, person.name_used.as_deref()), (&None, Some("Annie")));
    assert_eq!(
        left_out(&doubt.left_out),
        [
            "2 DOB=15/08/2011",
            "2 ETHNIC=WBRI",
            "2 LEGAL_NAME=Ann Alder",
            "2 TEAM=Oak House",
            "3 DOB=03/03/2012",
            "3 ETHNIC=AIND",
            "3 LEGAL_NAME=Bea Bramble"
        ]
    );
    assert!(!sentences(&reading).contains("Nothing under it is taken in"), "whoever holds it back says so");
    assert!(sentences(&reading).contains("The birth date differs: line 2 of 2026/h.csv says 15 August 2011"));
    let headers = exchange::as_one(&reading.header, &doubt.header);
    assert_eq!(headers.iter().map(|row| row.dob.is_some()).collect::<Vec<_>>(), [false, true]);
}
