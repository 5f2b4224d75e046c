//! Rows of one number that say different things, where it is one child: no guess is made between them.

use crate::files::{Files, files, of_kind, reasons};
use crate::support::{Council, Place, for_both};
use exchange::{Issue, Severity};
use jiff::civil::date;
use practice::journal::{Body, Event};
use practice::key_working::Cohort;
use practice::people::{Detail, MatchDecision};
use practice::staff::Role;
use work::import::Outcome;
use work::people::{Settling, decide_match, match_cases};

const HEADER: &str = "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\n";
const UNTIL: &str = "Nothing under it is taken in until";

fn people(rows: &str) -> Files {
    files(&[("People.csv", &format!("CHILD,LEGAL_NAME,NAME_USED,DOB,TEAM,COHORT,SOCIAL_WORKER\n{rows}"))])
}

/// The desk decides the one case that waits: it is one child.
async fn decided_one_child(place: &Place, council: &Council) {
    let desk = place.desk_of(&place.worker(council, "Eleri Voss", &[Role::MatchingDesk]).await).await;
    let cases = match_cases(&desk).await.unwrap();
    assert_eq!(cases.len(), 1);
    let settling = Settling {
        decision: MatchDecision::Same,
        reason: "Their worker knows them.".into(),
        shown: None,
        key: None,
    };
    decide_match(&desk, cases[0].stream, &settling).await.unwrap();
}

/// Brings files in, has the desk decide that it is one child, and brings them in again.
async fn as_one_child(place: &Place, council: &Council, files: Files) -> Outcome {
    let held = place.bring(council, files.clone()).await;
    assert_eq!((held.counts.held_back, held.counts.told), (1, 0));
    assert_eq!(held.issues.iter().filter(|issue| issue.reason.contains(UNTIL)).count(), 3);
    decided_one_child(place, council).await;
    let preview = place.preview(council, files.clone()).await;
    let outcome = place.bring(council, files.clone()).await;
    assert_eq!((preview.counts, preview.issues), (outcome.counts.clone(), outcome.issues.clone()));
    assert_eq!(outcome.counts.held_back, 0);
    assert!(!reasons(&outcome.issues).contains(UNTIL), "{}", reasons(&outcome.issues));
    let again = place.bring(council, files).await;
    assert_eq!((again.events, again.counts.held_back), (0, 0));
    assert_eq!(left_out(&again.issues), left_out(&outcome.issues));
    outcome
}

/// What is said of values that rows differ about.
fn left_out(issues: &[Issue]) -> Vec<String> {
    let differ = |issue: &&Issue| issue.reason.contains("say different things; put it right in the file");
    let mut told: Vec<String> = issues
        .iter()
        .filter(differ)
        .map(|issue| {
            assert_eq!(issue.severity, Severity::ValueLeftOut);
            format!("{}:{} {}={}", issue.file, issue.line.unwrap(), issue.column.unwrap(), issue.value)
        })
        .collect();
    told.sort();
    told
}

fn cohort(events: &[Event]) -> Option<Cohort> {
    events.iter().find_map(|event| match &event.body {
        Body::CohortRecorded(cohort) => Some(cohort.cohort),
        _ => None,
    })
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_rows_of_one_child_in_people_csv_only_what_both_say_is_taken_in() {
    for_both(async |place| {
        let council = place.council().await;
        let ann = "1020,Ann Alder,Annie,05/05/2012,Oak House,looked after,Wren Hale\n";
        let bea = "1020,Bea Bramble,Bea,05/05/2012,Elm House,edge of care,Wren Hale\n";
        let outcome = as_one_child(&place, &council, people(&format!("{ann}{bea}"))).await;
        let named = [
            "2 COHORT=looked after",
            "2 LEGAL_NAME=Ann Alder",
            "2 NAME_USED=Annie",
            "2 TEAM=Oak House",
            "3 COHORT=edge of care",
            "3 LEGAL_NAME=Bea Bramble",
            "3 NAME_USED=Bea",
            "3 TEAM=Elm House",
        ];
        assert_eq!(left_out(&outcome.issues), named.map(|one| format!("People.csv:{one}")));
        let header = place.header(&council, "1020").await;
        assert_eq!((header.name(), header.born()), (None, Some(date(2012, 5, 5))));
        let events = place.events(&council, "1020").await;
        assert_eq!(cohort(&events), None);
        assert!(of_kind(&events, "hubs.responsible_team_named").is_empty());
        let worker = events.iter().filter(|event| matches!(event.body, Body::SocialWorkerNamed(_)));
        assert_eq!((worker.count(), outcome.new_workers.len()), (1, 1), "a worker whom both rows name");
        assert!(outcome.new_teams.is_empty(), "{:?}", outcome.new_teams);

        let later = place.bring(&council, people(ann)).await;
        assert_eq!((later.counts.held_back, left_out(&later.issues).len()), (0, 0));
        assert_eq!(place.header(&council, "1020").await.name(), Some("Annie"));
        assert_eq!(cohort(&place.events(&council, "1020").await), Some(Cohort::LookedAfter));
        assert_eq!(later.new_teams.len(), 1);
        place.is_clean().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_headers_of_one_child_in_one_year_another_file_gives_what_they_differ_about() {
    for_both(async |place| {
        let council = place.council().await;
        let header = |rows: &str| ("2025/header.csv".to_owned(), format!("{HEADER}{rows}").into_bytes());
        let one = "1007,F,15/08/2011,WBRI,UN4,,\n";
        let mut both = people("1007,Ann Alder,,15/08/2011,,,\n");
        both.push(header(&format!("{one}1007,F,03/03/2012,AIND,UN4,,\n")));
        let outcome = as_one_child(&place, &council, both).await;
        let named = ["2 DOB=15/08/2011", "2 ETHNIC=WBRI", "3 DOB=03/03/2012", "3 ETHNIC=AIND"];
        assert_eq!(left_out(&outcome.issues), named.map(|one| format!("2025/header.csv:{one}")));
        assert!(!reasons(&outcome.issues).contains("return says otherwise"));
        let stands = place.header(&council, "1007").await;
        assert_eq!((stands.born(), stands.name()), (Some(date(2011, 8, 15)), Some("Ann Alder")));
        assert_eq!(stands.details[&Detail::Sex].is, "F", "what both say is taken in");
        assert!(!stands.details.contains_key(&Detail::Ethnicity));

        let later = place.bring(&council, vec![header(one)]).await;
        assert_eq!((later.counts.held_back, left_out(&later.issues).len()), (0, 0));
        assert_eq!(place.header(&council, "1007").await.details[&Detail::Ethnicity].is, "WBRI");
        place.is_clean().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn another_years_header_gives_what_the_rows_of_one_year_differ_about() {
    for_both(async |place| {
        let council = place.council().await;
        let two = format!("{HEADER}1007,F,15/08/2011,WBRI,UN4,,\n1007,F,03/03/2012,AIND,UN4,,\n");
        let before = format!("{HEADER}1007,F,15/08/2011,WBRI,UN4,,\n");
        let both = files(&[("2025/header.csv", &before), ("2026/header.csv", &two)]);
        let outcome = as_one_child(&place, &council, both).await;
        assert_eq!(left_out(&outcome.issues).len(), 4);
        let stands = place.header(&council, "1007").await;
        assert_eq!(stands.born(), Some(date(2011, 8, 15)));
        assert_eq!(stands.details[&Detail::Ethnicity].is, "WBRI");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_birth_date_that_all_rows_give_it_is_said_that_nobody_checked_the_age() {
    for_both(async |place| {
        let council = place.council().await;
        let two = format!("{HEADER}1007,F,15/08/2011,WBRI,UN4,,\n1007,F,03/03/2012,WBRI,UN4,,\n");
        let outcome = as_one_child(&place, &council, files(&[("2025/header.csv", &two)])).await;
        assert_eq!(place.header(&council, "1007").await.born(), None);
        assert!(reasons(&outcome.issues).contains("nobody checked that they are 10 to 25"));
    })
    .await;
}

/// Of every other file: rows that differ, and one row that is blank in what they differ about.
const DIFFERING: [(&str, &str, [&str; 2], &str); 8] = [
    (
        "Episodes",
        "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN",
        ["01/05/2025,S,C2,N1,U4,PR1,,,,ZZ1 1AA,,XXXXXXX", "01/05/2025,S,C1,N1,U4,PR1,,,,ZZ1 1AC,,1234567"],
        "01/05/2025,S,,N1,U4,PR1,,,,,,",
    ),
    (
        "Reviews",
        "CHILD,DOB,REVIEW,REVIEW_CODE",
        ["04/06/2010,01/06/2025,PN1", "04/06/2010,01/06/2025,PN2"],
        "04/06/2010,01/06/2025,",
    ),
    (
        "Missing",
        "CHILD,DOB,MISSING,MIS_START,MIS_END",
        ["04/06/2010,M,01/07/2025,02/07/2025", "04/06/2010,A,01/07/2025,02/07/2025"],
        "04/06/2010,,01/07/2025,02/07/2025",
    ),
    (
        "OC2",
        "CHILD,DOB,SDQ_SCORE,SDQ_REASON,CONVICTED,HEALTH_CHECK,IMMUNISATIONS,TEETH_CHECK,HEALTH_ASSESSMENT,\
         SUBSTANCE_MISUSE,INTERVENTION_RECEIVED,INTERVENTION_OFFERED",
        ["04/06/2010,12,,0,,1,1,1,0,,", "04/06/2010,14,,1,,1,1,1,1,,"],
        "04/06/2010,,,,,1,1,1,,,",
    ),
    (
        "OC3",
        "CHILD,DOB,IN_TOUCH,ACTIV,ACCOM",
        ["04/06/2006,YES,F1,B1", "04/06/2006,YES,F2,B1"],
        "04/06/2006,YES,,B1",
    ),
    (
        "SWEpisodes",
        "CHILD,DOB,SW_ID,SW_DECOM,SW_DEC,SW_REASON",
        ["04/06/2010,SW123,01/05/2025,,MANAGE", "04/06/2010,XX,01/05/2025,,MANAGE"],
        "04/06/2010,,01/05/2025,,MANAGE",
    ),
    ("UASC", "CHILD,SEX,DOB,DUC", ["F,04/06/2010,", "M,04/06/2010,"], ",04/06/2010,"),
    (
        "PrevPerm",
        "CHILD,DOB,PREV_PERM,LA_PERM,DATE_PERM",
        ["04/06/2010,P1,341,01/02/2020", "04/06/2010,P1,WAL,02/02/2020"],
        "04/06/2010,P1,,",
    ),
];

#[tokio::test(flavor = "multi_thread")]
async fn rows_of_any_other_file_that_differ_come_in_as_one_that_is_blank_there() {
    for_both(async |place| {
        let council = place.council().await;
        let mut written: Files = Vec::new();
        for (name, columns, [one, other], blank) in DIFFERING {
            let text = format!("{columns}\nA1,{one}\nA1,{other}\nB2,{blank}\n");
            written.push((format!("2026/{name}.csv"), text.into_bytes()));
        }
        let outcome = place.bring(&council, written.clone()).await;
        assert!(left_out(&outcome.issues).len() >= 2 * DIFFERING.len(), "{}", reasons(&outcome.issues));
        let told = async |number: &str| {
            let events = place.events(&council, number).await;
            let of_files =
                events.iter().filter(|event| !matches!(event.body, Body::Known(_) | Body::NumberRecorded(_)));
            let mut told: Vec<_> = of_files
                .map(|event| (event.body.kind().to_owned(), event.happened, event.body.payload()))
                .collect();
            told.sort_by(|one, other| (&one.0, &one.2).cmp(&(&other.0, &other.2)));
            told
        };
        let differing = told("A1").await;
        assert_eq!(differing, told("B2").await);
        assert!(differing.len() >= 7, "{differing:?}");
        assert_eq!(place.bring(&council, written).await.events, 0);
    })
    .await;
}

const TONIGHT: &str = "CHILD,LEGAL_NAME,DOB,SLEEPING_AT,STAY_PURPOSE,MISSING_SINCE\n";

fn tonight(rows: &str) -> Files {
    files(&[("People.csv", &format!("{TONIGHT}{rows}"))])
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_stay_is_for_is_not_moved_to_another_place_where_rows_differ_about_the_place() {
    for_both(async |place| {
        let council = place.council().await;
        place.bring(&council, tonight("A1,Ann Alder,04/05/2011,Ash House,home,\n")).await;
        let two = tonight(
            "A1,Ann Alder,04/05/2011,Oak House,respite,\nA1,Ann Alder,04/05/2011,Elm House,respite,\n",
        );
        let outcome = place.bring(&council, two).await;
        assert_eq!(outcome.events, 0, "{}", reasons(&outcome.issues));
        let purpose = outcome.issues.iter().find(|issue| issue.column == Some("STAY_PURPOSE")).unwrap();
        assert_eq!((purpose.value.as_str(), purpose.severity), ("respite", Severity::ValueLeftOut));
        assert_eq!(left_out(&outcome.issues).len(), 2);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_whose_rows_differ_about_who_is_missing_does_not_say_that_they_are_back() {
    for_both(async |place| {
        let council = place.council().await;
        let day = place.operator(&council).now.day();
        let missing = format!("A1,Ann Alder,04/05/2011,,,{day}\n");
        place.bring(&council, tonight(&missing)).await;
        // The row that does not say so stands first: a name of two rows is that of neither.
        let two = tonight(&format!("A1,Ann Vale,04/05/2011,,,\n{missing}"));
        assert_eq!(place.bring(&council, two.clone()).await.counts.held_back, 1);
        decided_one_child(&place, &council).await;
        let outcome = place.bring(&council, two).await;
        assert_eq!((outcome.events, outcome.counts.flagged), (0, 0), "{}", reasons(&outcome.issues));
        assert!(!reasons(&outcome.issues).contains("no longer says"));
        assert!(reasons(&outcome.issues).contains("Please find out today"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_birth_of_a_mothers_child_stays_where_rows_differ_about_it() {
    for_both(async |place| {
        let council = place.council().await;
        let header = |rows: &str| files(&[("2025/header.csv", &format!("{HEADER}{rows}"))]);
        let (one, other) =
            ("1007,F,15/08/2007,WBRI,UN4,1,01/02/2025\n", "1007,F,15/08/2007,WBRI,UN4,1,02/02/2025\n");
        place.bring(&council, header(one)).await;
        let outcome = place.bring(&council, header(&format!("{one}{other}"))).await;
        assert_eq!((outcome.events, left_out(&outcome.issues).len()), (0, 2));
        assert_eq!(place.header(&council, "1007").await.details[&Detail::Parent].is, "1 2025-02-01");
    })
    .await;
}
