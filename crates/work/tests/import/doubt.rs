//! Names and birth dates of a file that are not the record's: none is guessed at, and none comes in silently.

use crate::files::{Files, files, of_kind, reasons};
use crate::support::{Council, Place, for_both};
use jiff::civil::date;
use practice::people::{Likeness, MatchDecision};
use practice::staff::Role;
use work::Desk;
use work::import::{Options, Outcome, carry_out};
use work::people::{Settling, decide_match, match_cases};

const HEADER: &str = "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\n";

fn people(rows: &str) -> Files {
    files(&[("People.csv", &format!("CHILD,LEGAL_NAME,DOB,SLEEPING_AT\n{rows}"))])
}

fn born(born: &str) -> Files {
    people(&format!("A1,Sam Osei,{born},\n"))
}

fn header(year: &str, born: &str) -> Files {
    files(&[(&format!("{year}/header.csv"), &format!("{HEADER}A1,F,{born},WBRI,UN4,,\n"))])
}

async fn eleri(place: &Place, council: &Council) -> Desk {
    place.desk_of(&place.worker(council, "Eleri Voss", &[Role::MatchingDesk]).await).await
}

/// Decides the case about one number.
async fn decide(place: &Place, council: &Council, desk: &Desk, number: &str, decision: MatchDecision) {
    let person = place.numbers(council).await[number];
    let cases = match_cases(desk).await.unwrap();
    let case = cases.iter().find(|case| case.one.who.person == person).unwrap();
    let settling = Settling { decision, reason: "Asked them.".into(), shown: None, key: None };
    decide_match(desk, case.stream, &settling).await.unwrap();
}

async fn name(place: &Place, council: &Council, number: &str) -> String {
    place.header(council, number).await.name().unwrap().to_owned()
}

async fn birth(place: &Place, council: &Council) -> jiff::civil::Date {
    place.header(council, "A1").await.born().unwrap()
}

/// What is said of the birth dates of an import, with what was done.
fn of_births(outcome: &Outcome) -> Vec<(&str, Option<u32>, &str, &str, &str)> {
    let issues = outcome.issues.iter().filter(|issue| issue.column == Some("DOB"));
    issues
        .map(|one| (&*one.file, one.line, one.value.as_str(), one.severity.in_words(), one.reason.as_str()))
        .collect()
}

const LODGES: &str = "7001,Amber Lodge,04/05/2011,\n7002,Jade Lodge,04/05/2011,\n";
const EXCHANGED: &str =
    "7001,Jade Lodge,04/05/2011,Harbour House\n7002,Amber Lodge,04/05/2011,Harbour House\n";

#[tokio::test(flavor = "multi_thread")]
async fn two_names_that_a_file_exchanges_are_two_cases_and_nothing_is_taken_in() {
    for_both(async |place| {
        let council = place.council().await;
        place.bring(&council, people(LODGES)).await;
        let preview = place.preview(&council, people(EXCHANGED)).await;
        let outcome = place.bring(&council, people(EXCHANGED)).await;
        assert_eq!(preview.counts, outcome.counts);
        let counts = &outcome.counts;
        assert_eq!((counts.held_back, counts.suspected, counts.corrected, counts.told), (2, 2, 0, 0));
        for number in ["7001", "7002"] {
            assert!(outcome.issues.iter().any(|issue| issue.value == number), "{number}");
            assert!(place.header(&council, number).await.sleeping.is_none());
        }
        assert_eq!(name(&place, &council, "7001").await, "Amber Lodge");
        let cases = match_cases(&eleri(&place, &council).await).await.unwrap();
        assert!(cases.len() == 2 && cases.iter().all(|case| case.why == Likeness::TwoChildren));
        let again = place.bring(&council, people(EXCHANGED)).await;
        assert_eq!((again.events, again.counts.held_back), (0, 2));
        // The file is put right: nobody needs to decide before it is read again.
        assert_eq!(place.bring(&council, people(LODGES)).await.counts.held_back, 0);
        place.is_clean().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn of_exchanged_names_the_one_that_is_decided_does_not_let_the_other_in() {
    for_both(async |place| {
        let council = place.council().await;
        place.bring(&council, people(LODGES)).await;
        place.bring(&council, people(EXCHANGED)).await;
        let eleri = eleri(&place, &council).await;
        decide(&place, &council, &eleri, "7002", MatchDecision::Same).await;
        let one = place.bring(&council, people(EXCHANGED)).await;
        assert_eq!((one.counts.held_back, one.counts.corrected), (1, 1), "{}", reasons(&one.issues));
        let again = place.bring(&council, people(EXCHANGED)).await;
        assert_eq!((again.counts.held_back, again.events), (1, 0), "the other still waits");
        decide(&place, &council, &eleri, "7001", MatchDecision::Different).await;
        let last = place.bring(&council, people(EXCHANGED)).await;
        assert_eq!((last.counts.held_back, last.events), (1, 0));
        assert!(reasons(&last.issues).contains("until the number is put right"));
        let names = (name(&place, &council, "7001").await, name(&place, &council, "7002").await);
        assert_eq!(names, ("Amber Lodge".to_owned(), "Amber Lodge".to_owned()));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_name_without_a_word_of_the_records_goes_to_the_desk_and_a_third_one_is_asked_about_anew() {
    for_both(async |place| {
        let council = place.council().await;
        let of = |name: &str| people(&format!("4002,{name},04/05/2011,\n"));
        place.bring(&council, of("Bob Two")).await;
        let outcome = place.bring(&council, of("Zed Nine")).await;
        assert_eq!((outcome.counts.held_back, outcome.counts.suspected, outcome.counts.corrected), (1, 1, 0));
        assert!(reasons(&outcome.issues).contains("until it is one child with one record"));
        let eleri = eleri(&place, &council).await;
        decide(&place, &council, &eleri, "4002", MatchDecision::Same).await;
        assert_eq!(place.bring(&council, of("Zed Nine")).await.counts.corrected, 1);
        assert_eq!(name(&place, &council, "4002").await, "Zed Nine");
        let again = place.bring(&council, of("Zed Nine")).await;
        assert_eq!((again.events, again.counts.held_back), (0, 0));
        let third = place.bring(&council, of("Kit Vale")).await;
        assert_eq!((third.counts.held_back, third.counts.suspected), (1, 1));
        // A surname that changes is a correction, and a name from before is theirs.
        for theirs in ["Zed Vale", "Bob Two"] {
            let outcome = place.bring(&council, of(theirs)).await;
            assert_eq!((outcome.counts.held_back, outcome.counts.corrected), (0, 1), "{theirs}");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_birth_date_that_changes_is_named_with_both_and_an_unchanged_file_does_not_turn_it_back() {
    for_both(async |place| {
        let council = place.council().await;
        place.bring(&council, born("04/05/2011")).await;
        let changed = place.bring(&council, header("2025", "04/05/2010")).await;
        let said = "The record had another birth date, 4 May 2011. This one is taken in: check that it is right.";
        let of_row = |file, value, done, said| (file, Some(2), value, done, said);
        assert_eq!(of_births(&changed), [of_row("2025/header.csv", "4 May 2010", "Please check", said)]);
        let unchanged = place.bring(&council, born("04/05/2011")).await;
        let said = "Another file has said 4 May 2010 since, which stays. This file says what it said before: put \
                    right the one that is wrong.";
        assert_eq!(of_births(&unchanged), [of_row("People.csv", "4 May 2011", "Value left out", said)]);
        assert_eq!((unchanged.counts.corrected, birth(&place, &council).await), (0, date(2010, 5, 4)));
        // A file that is put right counts, and the return that is not does not turn that back either.
        assert_eq!(place.bring(&council, born("05/05/2010")).await.counts.corrected, 1);
        for year in ["2025", "2024"] {
            let outcome = place.bring(&council, header(year, "04/05/2010")).await;
            assert_eq!((outcome.counts.corrected, of_births(&outcome).len()), (0, 1), "{year}");
        }
        assert_eq!(birth(&place, &council).await, date(2010, 5, 5));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_return_and_people_csv_that_contradict_each_other_in_one_import_are_named_and_stay_as_they_came() {
    for_both(async |place| {
        let council = place.council().await;
        let both = || [born("04/05/2011"), header("2025", "04/05/2010")].concat();
        let first = place.bring(&council, both()).await;
        assert!(reasons(&first.issues).contains("The birth date differs"), "{}", reasons(&first.issues));
        assert_eq!(place.bring(&council, both()).await.events, 0);
        assert_eq!(birth(&place, &council).await, date(2010, 5, 4));
        let alone = place.bring(&council, born("04/05/2011")).await;
        assert_eq!(of_births(&alone).len(), 1, "it is taken in, and said");
        let turned = place.bring(&council, both()).await;
        assert_eq!(turned.events, 0, "{}", reasons(&turned.issues));
        assert!(reasons(&turned.issues).contains("says what it said before"), "{}", reasons(&turned.issues));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_birth_date_by_which_somebody_would_leave_the_ages_is_named_and_not_taken_in() {
    for_both(async |place| {
        let council = place.council().await;
        place.bring(&council, born("04/05/2010")).await;
        let outcome = place.bring(&council, header("2025", "04/05/1999")).await;
        let said = "An earlier file said 4 May 2010. With this one they would be aged 26 on 2 March 2026, and only \
                    people aged 10 to 25 come in, so it is not taken in.";
        assert_eq!(
            of_births(&outcome),
            [("2025/header.csv", Some(2), "4 May 1999", "Value left out", said)]
        );
        assert_eq!((outcome.counts.corrected, birth(&place, &council).await), (0, date(2010, 5, 4)));
        let again = place.bring(&council, header("2025", "04/05/1999")).await;
        assert_eq!((again.events, of_births(&again).len()), (0, 1));
        let options = Options { all_ages: Some("Those who left us too.".into()) };
        let reading = crate::files::read(header("2025", "04/05/1999"));
        let all = carry_out(&place.operator(&council), &reading, &options, &|_| {}).await.unwrap();
        assert_eq!((all.counts.corrected, birth(&place, &council).await), (1, date(1999, 5, 4)));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_birth_date_in_the_future_is_said_to_be_and_left_out() {
    for_both(async |place| {
        let council = place.council().await;
        let new = place.bring(&council, born("04/05/2030")).await;
        assert_eq!((new.counts.created, new.counts.outside_ages), (0, 1));
        assert!(of_births(&new)[0].4.starts_with("This birth date is in the future. Only people aged 10"));
        place.bring(&council, born("04/05/2011")).await;
        let later = place.bring(&council, born("04/05/2030")).await;
        let said = "This birth date is in the future, so it is left out.";
        assert_eq!(of_births(&later), [("People.csv", Some(2), "4 May 2030", "Value left out", said)]);
        assert_eq!((later.events, birth(&place, &council).await), (0, date(2011, 5, 4)));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn missing_since_a_day_that_is_yet_to_come_is_not_taken_in_and_named() {
    for_both(async |place| {
        let council = place.council().await;
        let since = |day: &str| {
            files(&[("People.csv", &format!("CHILD,LEGAL_NAME,MISSING_SINCE\nA1,Sam Osei,{day}\n"))])
        };
        let outcome = place.bring(&council, since("31/12/2026 21:30")).await;
        let issue = outcome.issues.iter().find(|issue| issue.column == Some("MISSING_SINCE")).unwrap();
        assert_eq!(
            (&*issue.file, issue.line, issue.value.as_str()),
            ("People.csv", Some(2), "31 December 2026")
        );
        assert!(issue.reason.contains("is yet to come"), "{}", issue.reason);
        assert_eq!(issue.severity.in_words(), "Value left out");
        assert!(of_kind(&place.events(&council, "A1").await, "safety.missing_recorded").is_empty());
        let today = place.bring(&council, since("02/03/2026")).await;
        assert!(today.issues.iter().all(|issue| issue.column != Some("MISSING_SINCE")));
        assert!(place.header(&council, "A1").await.missing_now().is_some());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn numbers_that_differ_only_in_leading_zeros_are_two_children_and_are_said() {
    for_both(async |place| {
        let council = place.council().await;
        let two = people("7107,Sam Osei,04/05/2011,\n0007107,Sam Osei,04/05/2011,\n");
        for created in [2, 0] {
            let outcome = place.bring(&council, two.clone()).await;
            assert_eq!((outcome.counts.created, outcome.counts.held_back), (created, 0));
            let said = reasons(&outcome.issues);
            assert_eq!(said.matches("7107 and 0007107 differ only in leading zeros").count(), 1, "{said}");
        }
    })
    .await;
}
