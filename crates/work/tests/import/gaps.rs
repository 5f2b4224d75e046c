//! Rows that the next year's file leaves out: known at once, written once, and said for as long as it is so.

use crate::files::{Files, files, of_kind, reasons};
use crate::support::{Council, Place, for_both};
use practice::journal::{Body, Event};
use work::import::Outcome;

const HEADER: &str = "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\n";
const EPISODES: &str =
    "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN\n";
/// Of somebody whose rows are in every file: no file is empty.
const STEADY: &str = "Z9,01/05/2022,S,C2,N1,U1,PR1,,,,,,\n";
const STEADY_AWAY: &str = "Z9,05/05/2011,M,02/05/2022,\n";

fn episode(child: &str, began: &str) -> String {
    format!("{child},{began},S,C2,N1,U1,PR1,,,,,,\n")
}

fn away(child: &str, began: &str) -> String {
    format!("{child},04/05/2011,M,{began},\n")
}

/// The files of one year, with these episodes and times missing.
fn year(ends: i16, episodes: &str, missing: &str) -> Files {
    let one = |child: &str| format!("{child},F,04/05/2011,WBRI,UN4,,\n");
    let header =
        format!("{HEADER}{}{}{}{}Z9,F,05/05/2011,WBRI,UN4,,\n", one("A1"), one("B2"), one("C3"), one("D4"));
    let missing = format!("CHILD,DOB,MISSING,MIS_START,MIS_END\n{STEADY_AWAY}{missing}");
    files(&[
        (&format!("{ends}/header.csv"), &header),
        (&format!("{ends}/episodes.csv"), &format!("{EPISODES}{STEADY}{episodes}")),
        (&format!("{ends}/missing.csv"), &missing),
    ])
}

/// Three years. A1's episode and C3's time missing are open and then gone, B2's episode and D4's time missing
/// are left out in between; what is in the last year alone was told late, and no file has lost it.
fn three_years() -> Vec<Files> {
    let (gone, between) = (episode("A1", "01/06/2022"), episode("B2", "01/07/2022"));
    let (gone_away, between_away) = (away("C3", "01/08/2022"), away("D4", "01/09/2022"));
    let late = (episode("C3", "01/06/2023"), away("A1", "01/06/2023"));
    vec![
        year(2023, &format!("{gone}{between}"), &format!("{gone_away}{between_away}")),
        year(2024, "", ""),
        year(2025, &format!("{between}{}", late.0), &format!("{between_away}{}", late.1)),
    ]
}

fn at_once(years: &[Files]) -> Files {
    years.concat()
}

/// Every mark that the records hold, with whose it is.
async fn marks(place: &Place, council: &Council) -> Vec<(String, String)> {
    let mut marks = Vec::new();
    for child in ["A1", "B2", "C3", "D4", "Z9"] {
        for event in of_kind(&place.events(council, child).await, "people.row_vanished") {
            let Body::RowVanished(row) = &event.body else { panic!() };
            marks.push((child.to_owned(), row.file.clone()));
        }
    }
    marks
}

/// What an issues file says of rows that are gone: file, column, value and reason.
fn gone(outcome: &Outcome) -> Vec<(&str, &str, &str, &str)> {
    let issues = outcome.issues.iter().filter(|issue| issue.reason.contains("an earlier file had"));
    let gone = issues.map(|issue| {
        assert_eq!(issue.severity.in_words(), "Please check");
        (&*issue.file, issue.column.unwrap_or_default(), issue.value.as_str(), issue.reason.as_str())
    });
    gone.collect()
}

fn expected() -> Vec<(String, String)> {
    [("A1", "Episodes"), ("B2", "Episodes"), ("C3", "Missing"), ("D4", "Missing")]
        .map(|(child, kind)| (child.to_owned(), format!("{kind} 2023-24")))
        .to_vec()
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_next_year_of_one_folder_leaves_out_is_marked_at_once_and_the_same_again_writes_nothing() {
    for_both(async |place| {
        let council = place.council().await;
        let both = || at_once(&three_years()[..2]);
        let seen = place.preview(&council, both()).await;
        let first = place.bring(&council, both()).await;
        assert_eq!((&seen.counts, &seen.issues), (&first.counts, &first.issues));
        assert_eq!((first.counts.flagged, marks(&place, &council).await), (4, expected()));
        place.is_clean().await;
        let header = place.header(&council, "A1").await;
        let [(row, file)] = &header.vanished.iter().collect::<Vec<_>>()[..] else { panic!() };
        assert_eq!(
            (file.is.as_str(), header.care[*row].is.from),
            ("Episodes 2023-24", jiff::civil::date(2022, 6, 1))
        );
        for _ in 0..2 {
            let again = place.bring(&council, both()).await;
            assert_eq!((again.events, again.counts.flagged), (0, 0), "{}", reasons(&again.issues));
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn three_years_at_once_and_one_after_the_other_end_in_the_same_marks_and_the_same_again_writes_nothing()
{
    for_both(async |place| {
        let one_by_one = place.council().await;
        for year in three_years() {
            place.bring(&one_by_one, year).await;
        }
        assert_eq!(marks(&place, &one_by_one).await, expected());
        let together = place.another_council("Southmoor").await;
        place.bring(&together, at_once(&three_years())).await;
        assert_eq!(marks(&place, &together).await, expected());
        for council in [&one_by_one, &together] {
            let again = place.bring(council, at_once(&three_years())).await;
            assert_eq!((again.events, again.counts.flagged), (0, 0), "{}", reasons(&again.issues));
        }
        place.is_clean().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn two_more_years_of_somebody_who_is_here_mark_at_once_what_the_later_leaves_out_and_not_what_the_earlier_ends()
 {
    for_both(async |place| {
        let council = place.council().await;
        place.bring(&council, year(2023, &episode("B2", "01/07/2022"), "")).await;
        let ended = episode("B2", "01/07/2022").replace("PR1,,,", "PR1,05/07/2023,E4A,");
        let more = || {
            at_once(&[year(2024, &format!("{}{ended}", episode("A1", "01/06/2023")), ""), year(2025, "", "")])
        };
        let first = place.bring(&council, more()).await;
        let marked = [("A1".to_owned(), "Episodes 2024-25".to_owned())];
        assert_eq!(marks(&place, &council).await, marked, "{}", reasons(&first.issues));
        assert_eq!(place.bring(&council, more()).await.events, 0);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mark_counts_as_something_written_about_somebody_who_was_here() {
    for_both(async |place| {
        let council = place.council().await;
        let [first, second, _] = &three_years()[..] else { panic!() };
        place.bring(&council, first.clone()).await;
        let seen = place.preview(&council, second.clone()).await;
        let done = place.bring(&council, second.clone()).await;
        assert_eq!((seen.counts.changed, done.counts.changed, done.counts.flagged), (4, 4, 4));
        let of_import: Vec<Event> = place
            .house
            .records
            .service_events(council.authority, council.authority.stream("imports"))
            .await
            .unwrap();
        let Body::ImportCarriedOut(said) = &of_import[1].body else { panic!() };
        assert_eq!((said.created, said.changed), (0, 4));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_row_that_is_gone_is_said_at_every_import_of_the_file_with_its_path_and_the_column_of_its_key() {
    for_both(async |place| {
        let council = place.council().await;
        let [first, second, _] = &three_years()[..] else { panic!() };
        place.bring(&council, first.clone()).await;
        let told = "A row that an earlier file had is no longer in this one.";
        let known =
            "A row that an earlier file had is no longer in this one. It is marked so in the record already.";
        let said = |reason: &'static str| {
            vec![
                ("2024/episodes.csv", "DECOM", "A1, 1 June 2022", reason),
                ("2024/episodes.csv", "DECOM", "B2, 1 July 2022", reason),
                ("2024/missing.csv", "MIS_START", "C3, 1 August 2022", reason),
                ("2024/missing.csv", "MIS_START", "D4, 1 September 2022", reason),
            ]
        };
        assert_eq!(gone(&place.bring(&council, second.clone()).await), said(told));
        for files in [second.clone(), second.clone(), at_once(&[first.clone(), second.clone()])] {
            let again = place.bring(&council, files).await;
            assert_eq!((again.events, gone(&again)), (0, said(known)));
        }
        assert!(gone(&place.bring(&council, first.clone()).await).is_empty(), "that file has the rows");
        // With the rows again in the file there is nothing more to say.
        let whole = year(
            2024,
            &format!("{}{}", episode("A1", "01/06/2022"), episode("B2", "01/07/2022")),
            &format!("{}{}", away("C3", "01/08/2022"), away("D4", "01/09/2022")),
        );
        let back = place.bring(&council, whole.clone()).await;
        let returned: Vec<_> =
            back.issues.iter().filter(|issue| issue.reason.contains("is in it again")).collect();
        assert_eq!(returned.len(), 4);
        assert_eq!((&*returned[0].file, returned[0].column), ("2024/episodes.csv", Some("DECOM")));
        assert_eq!(returned[0].value, "A1, 1 June 2022");
        let quiet = place.bring(&council, whole).await;
        assert_eq!((quiet.events, gone(&quiet).len()), (0, 0));
    })
    .await;
}
