//! Council numbers from which a spreadsheet may have dropped the zeros.

use crate::made::{HEADER, PEOPLE, REVIEWS, file, read};
use exchange::{Reading, Severity, read_folder};

/// What is said of numbers that differ only in leading zeros, as "file line: sentence".
fn of_zeros(reading: &Reading) -> Vec<String> {
    let of_zeros = reading.issues.iter().filter(|issue| issue.reason.contains("leading zeros"));
    of_zeros
        .map(|issue| {
            assert_eq!((issue.severity, issue.column), (Severity::ToCheck, Some("CHILD")));
            format!("{} {}: {} {}", issue.file, issue.line.unwrap_or_default(), issue.value, issue.reason)
        })
        .collect()
}

#[test]
fn numbers_that_differ_only_in_leading_zeros_are_to_be_checked_and_stay_two() {
    let reading = read_folder(vec![
        file("2026/h.csv", HEADER, &["7107,F,04/06/2010,WBRI,UN3,,", "88,F,04/06/2010,WBRI,UN3,,"]),
        file(
            "2026/r.csv",
            REVIEWS,
            &["0007107,04/06/2010,01/05/2025,PN1", "0007107,04/06/2010,02/05/2025,PN1"],
        ),
        file(
            "People.csv",
            PEOPLE,
            &[
                "0007107,Ann Alder,,,,,,,,,,",
                "7107,Ann Alder,,,,,,,,,,",
                "A07,Bo,,,,,,,,,,",
                "A7,Cy,,,,,,,,,,",
            ],
        ),
    ]);
    let sentence = "7107 and 0007107 differ only in leading zeros: if they are one child, put the number right in one \
                    file";
    assert_eq!(of_zeros(&reading), [format!("People.csv 2: 0007107 {sentence}.")]);
    assert_eq!((reading.header.len(), reading.reviews.len(), reading.people.len()), (2, 2, 4));
}

#[test]
fn of_three_such_numbers_each_is_named_once_with_another() {
    let reading = read(
        PEOPLE,
        &["7,Ann,,,,,,,,,,", "07,Ann,,,,,,,,,,", "007,Ann,,,,,,,,,,", "0,Bo,,,,,,,,,,", "00,Bo,,,,,,,,,,"],
    );
    let told: Vec<_> =
        of_zeros(&reading).iter().map(|told| told.split(" differ").next().unwrap().to_owned()).collect();
    assert_eq!(told.len(), 3, "{told:?}");
    assert!(told.iter().all(|told| told.matches(" and ").count() == 1), "{told:?}");
}
