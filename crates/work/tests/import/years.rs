//! The files of several years that do not agree with each other.

use crate::files::{Files, files, periods, reasons};
use crate::support::for_both;
use practice::people::Detail;

const HEADER: &str = "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\nA1,F,04/05/2011,WBRI,UN4,,\n";

/// One open episode of A1, as the file of a year has it.
fn year(ends: &str, legal_status: &str, place: &str) -> Files {
    let episodes = format!(
        "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN\n\
         A1,01/06/2023,S,{legal_status},N1,{place},PR1,,,,,,\n"
    );
    files(&[(&format!("{ends}/header.csv"), HEADER), (&format!("{ends}/episodes.csv"), &episodes)])
}

fn together(years: [Files; 2]) -> Files {
    years.into_iter().flatten().collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn where_two_years_of_one_import_contradict_each_other_the_later_counts_and_it_is_said() {
    for_both(async |place| {
        let council = place.council().await;
        let both = || together([year("2024", "C1", "U1"), year("2025", "C2", "U1")]);
        let preview = place.preview(&council, both()).await;
        let said = "2024/episodes.csv:Some(2):Some(\"LS\") The 2024-25 return says otherwise";
        assert!(reasons(&preview.issues).contains(said), "{}", reasons(&preview.issues));
        let outcome = place.bring(&council, both()).await;
        let issue = outcome.issues.iter().find(|issue| issue.column == Some("LS")).unwrap();
        assert_eq!((issue.value.as_str(), issue.line), ("C1", Some(2)));
        assert_eq!(outcome.issues.iter().filter(|issue| issue.column == Some("LS")).count(), 1);
        let events = place.events(&council, "A1").await;
        let told = periods(&events);
        assert_eq!((told.len(), told[0].legal_status.as_str()), (1, "C2"));
        assert_eq!(place.bring(&council, both()).await.events, 0);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn years_that_agree_are_not_said_to_differ() {
    for_both(async |place| {
        let council = place.council().await;
        let outcome =
            place.bring(&council, together([year("2024", "C2", "U1"), year("2025", "C2", "U1")])).await;
        assert!(!reasons(&outcome.issues).contains("says otherwise"), "{}", reasons(&outcome.issues));
        let again = place.bring(&council, year("2024", "C2", "U1")).await;
        assert!(!reasons(&again.issues).contains("says otherwise"), "{}", reasons(&again.issues));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_older_file_that_was_put_right_later_is_named_and_what_the_newer_one_says_stands() {
    for_both(async |place| {
        let council = place.council().await;
        place.bring(&council, year("2024", "C1", "U1")).await;
        place.bring(&council, year("2025", "C2", "U1")).await;
        let corrected = year("2024", "C2", "K2");
        let outcome = place.bring(&council, corrected).await;
        assert_eq!(outcome.events, 0);
        assert!(!reasons(&outcome.issues).contains("Some(\"LS\")"), "{}", reasons(&outcome.issues));
        let said = "2024/episodes.csv:Some(2):Some(\"PLACE\") The 2024-25 return says otherwise of the same thing, and stands.";
        assert!(reasons(&outcome.issues).contains(said), "{}", reasons(&outcome.issues));
        let events = place.events(&council, "A1").await;
        assert_eq!(periods(&events).last().unwrap().place, "U1");
    })
    .await;
}

/// The header of A1 as the file of a year has it.
fn header(ends: &str, sex: &str, ethnicity: &str, upn: &str) -> Files {
    let text = HEADER.replace(",F,", &format!(",{sex},")).replace("WBRI,UN4", &format!("{ethnicity},{upn}"));
    files(&[(&format!("{ends}/header.csv"), &text)])
}

#[tokio::test(flavor = "multi_thread")]
async fn where_the_headers_of_two_years_contradict_each_other_the_later_counts_and_each_column_is_said() {
    for_both(async |place| {
        let council = place.council().await;
        let both = || {
            together([
                header("2024", "1", "WBRI", "H801200001001"),
                header("2025", "F", "MOTH", "X801200001002"),
            ])
        };
        let outcome = place.bring(&council, both()).await;
        let named: Vec<_> = outcome
            .issues
            .iter()
            .filter(|issue| {
                issue.reason == "The 2024-25 return says otherwise of the same thing, and stands."
            })
            .map(|issue| (&*issue.file, issue.line, issue.column, issue.value.as_str()))
            .collect();
        let of = |column, value| ("2024/header.csv", Some(2), Some(column), value);
        assert_eq!(named, [of("UPN", "H801200001001"), of("SEX", "1"), of("ETHNIC", "WBRI")]);
        let header = place.header(&council, "A1").await;
        assert_eq!((header.detail(Detail::Sex), header.detail(Detail::Ethnicity)), (Some("F"), Some("MOTH")));
        assert_eq!(place.bring(&council, both()).await.events, 0);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn headers_that_agree_or_are_blank_or_say_first_why_there_is_no_number_contradict_nothing() {
    for_both(async |place| {
        let council = place.council().await;
        let both = together([header("2024", "1", "WBRI", "UN4"), header("2025", "M", "", "H801200001001")]);
        let outcome = place.bring(&council, both).await;
        assert!(!reasons(&outcome.issues).contains("says otherwise"), "{}", reasons(&outcome.issues));
        assert_eq!(place.header(&council, "A1").await.detail(Detail::Ethnicity), Some("WBRI"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_older_file_that_was_put_right_corrects_what_the_newer_year_had_only_repeated() {
    for_both(async |place| {
        let council = place.council().await;
        place.bring(&council, year("2025", "C1", "U1")).await;
        assert_eq!(place.bring(&council, year("2026", "C1", "U1")).await.events, 0, "it only repeats");
        let outcome = place.bring(&council, year("2025", "C2", "U1")).await;
        assert_eq!(outcome.counts.corrected, 1, "{}", reasons(&outcome.issues));
        let stands =
            async || periods(&place.events(&council, "A1").await).last().unwrap().legal_status.clone();
        assert_eq!(stands().await, "C2");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_newer_file_that_was_not_put_right_says_the_old_thing_again_when_it_is_brought_in_again() {
    for_both(async |place| {
        let council = place.council().await;
        let newer = || year("2026", "C1", "U1");
        place.bring(&council, year("2025", "C1", "U1")).await;
        place.bring(&council, newer()).await;
        place.bring(&council, year("2025", "C2", "U1")).await;
        assert_eq!(place.bring(&council, newer()).await.counts.corrected, 1);
        let outcome = place.bring(&council, year("2025", "C2", "U1")).await;
        assert_eq!(outcome.events, 0, "from then on the newer one has changed something, and stands");
        let said = "2025/episodes.csv:Some(2):Some(\"LS\") The 2025-26 return says otherwise";
        assert!(reasons(&outcome.issues).contains(said), "{}", reasons(&outcome.issues));
    })
    .await;
}
