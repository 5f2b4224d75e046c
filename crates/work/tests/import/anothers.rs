//! Names and birth dates of a file that seem to be another child's: the number goes to the matching desk.

use crate::files::{Files, files, of_kind, reasons};
use crate::support::{Council, Place, for_both};
use jiff::civil::date;
use practice::ids::StreamId;
use practice::journal::Class;
use practice::people::{Likeness, MatchDecision};
use practice::staff::Role;
use work::Desk;
use work::people::{Case, Settling, decide_match, match_case, match_cases};
use work::story::reclassify;

fn people(rows: &str) -> Files {
    files(&[("People.csv", &format!("CHILD,LEGAL_NAME,NAME_USED,DOB\n{rows}"))])
}

async fn eleri(place: &Place, council: &Council, roles: &[Role]) -> Desk {
    place.desk_of(&place.worker(council, "Eleri Voss", roles).await).await
}

async fn names(place: &Place, council: &Council, number: &str) -> Vec<String> {
    let header = place.header(council, number).await;
    header.names.into_values().filter_map(|names| Some(names.last()?.is.clone())).collect()
}

/// The one case that waits.
async fn case(desk: &Desk) -> StreamId {
    let cases = match_cases(desk).await.unwrap();
    assert!(cases.len() == 1 && cases[0].why == Likeness::TwoChildren, "{cases:?}");
    cases[0].stream
}

async fn decide(desk: &Desk, case: StreamId, decision: MatchDecision) {
    let settling = Settling { decision, reason: "Asked them.".into(), shown: None, key: None };
    decide_match(desk, case, &settling).await.unwrap();
}

const LODGES: &str = "7001,Amber Lodge,,04/05/2011\n7002,Jade Lodge,,06/07/2012\n";

#[tokio::test(flavor = "multi_thread")]
async fn the_name_of_a_child_who_keeps_it_is_in_doubt_under_another_number_alone() {
    for_both(async |place| {
        let council = place.council().await;
        place.bring(&council, people(LODGES)).await;
        let both = || people("7001,Jade Lodge,,04/05/2011\n7002,Jade Lodge,,07/07/2012\n");
        let preview = place.preview(&council, both()).await;
        let outcome = place.bring(&council, both()).await;
        assert_eq!(preview.counts, outcome.counts);
        let counts = &outcome.counts;
        assert_eq!((counts.held_back, counts.suspected, counts.corrected), (1, 1, 1));
        assert_eq!(names(&place, &council, "7001").await, ["Amber Lodge"]);
        assert_eq!(place.header(&council, "7002").await.born(), Some(date(2012, 7, 7)));
        let eleri = eleri(&place, &council, &[Role::MatchingDesk]).await;
        decide(&eleri, case(&eleri).await, MatchDecision::Same).await;
        assert_eq!(place.bring(&council, both()).await.counts.corrected, 1);
        assert_eq!(names(&place, &council, "7001").await, ["Jade Lodge"]);
        let again = place.bring(&council, both()).await;
        assert_eq!((again.events, again.counts.held_back), (0, 0), "two cousins may have one name");
        place.is_clean().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_name_that_another_had_before_is_in_doubt_and_so_is_one_that_is_given_as_the_name_used() {
    for_both(async |place| {
        let council = place.council().await;
        place.bring(&council, people(LODGES)).await;
        place.bring(&council, people("7002,Jade Hart,,06/07/2012\n")).await;
        for row in ["7001,Jade Lodge,,04/05/2011\n", "7001,Amber Lodge,Jade Ann Lodge,04/05/2011\n"] {
            let outcome = place.bring(&council, people(row)).await;
            let counts = &outcome.counts;
            assert_eq!((counts.held_back, counts.suspected, counts.told), (1, 1, 0), "{row}");
        }
        let eleri = eleri(&place, &council, &[Role::MatchingDesk]).await;
        decide(&eleri, case(&eleri).await, MatchDecision::Same).await;
        // The desk was not shown this name.
        let outcome = place.bring(&council, people("7001,Amber Lodge,Jade Hart,04/05/2011\n")).await;
        assert_eq!((outcome.counts.held_back, outcome.counts.suspected), (1, 1));
        let own = place.bring(&council, people("7001,Amber Lodge,Amber,04/05/2011\n")).await;
        assert_eq!((own.counts.held_back, own.counts.told), (0, 1), "{}", reasons(&own.issues));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_namesake_who_is_new_comes_in_and_may_get_a_word_more() {
    for_both(async |place| {
        let council = place.council().await;
        place.bring(&council, people(LODGES)).await;
        let of = |name: &str| people(&format!("{LODGES}7003,{name},,08/09/2013\n"));
        let outcome = place.bring(&council, of("Jade Lodge")).await;
        assert_eq!((outcome.counts.created, outcome.counts.held_back, outcome.counts.suspected), (1, 0, 0));
        let outcome = place.bring(&council, of("Jade Lodge Hart")).await;
        assert_eq!((outcome.counts.corrected, outcome.counts.held_back), (1, 0));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_legal_name_that_is_wholly_other_is_in_doubt_and_a_name_used_that_is_chosen_is_to_be_checked() {
    for_both(async |place| {
        let council = place.council().await;
        place.bring(&council, people("A1,Sam Osei,Sam,04/05/2011\n")).await;
        let legal = place.bring(&council, people("A1,Kit Vale,Sam,04/05/2011\n")).await;
        assert_eq!((legal.counts.held_back, legal.counts.suspected, legal.counts.corrected), (1, 1, 0));
        let chosen = place.bring(&council, people("A1,Sam Osei,Rex,04/05/2011\n")).await;
        assert_eq!((chosen.counts.held_back, chosen.counts.corrected), (0, 1));
        assert_eq!(names(&place, &council, "A1").await, ["Sam Osei", "Rex"]);
        let issue = chosen.issues.iter().find(|issue| issue.column == Some("NAME_USED")).unwrap();
        assert_eq!((issue.value.as_str(), issue.severity.in_words()), ("Rex", "Please check"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_birth_date_of_which_two_parts_change_is_in_doubt_and_one_with_a_slip_is_to_be_checked() {
    for_both(async |place| {
        let council = place.council().await;
        let of = |born: &str| people(&format!("A1,Sam Osei,,{born}\n"));
        place.bring(&council, of("04/05/2011")).await;
        for another in ["04/06/2010", "14/06/2011", "14/05/2010"] {
            let outcome = place.bring(&council, of(another)).await;
            assert_eq!((outcome.counts.held_back, outcome.counts.corrected), (1, 0), "{another}");
        }
        for slip in ["05/04/2011", "06/04/2011", "06/04/2012"] {
            let outcome = place.bring(&council, of(slip)).await;
            assert_eq!((outcome.counts.held_back, outcome.counts.corrected), (0, 1), "{slip}");
            assert!(reasons(&outcome.issues).contains("The record had another birth date"), "{slip}");
        }
        assert_eq!(place.header(&council, "A1").await.born(), Some(date(2012, 4, 6)));
    })
    .await;
}

/// What the file says of names in a case.
fn named(case: &Case) -> Vec<Option<String>> {
    let says = case.file_says.as_ref().unwrap();
    says.children().iter().map(|child| child.legal_name.clone()).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn where_a_name_is_kept_back_the_desk_sees_the_names_of_the_file_only_with_that_class() {
    for_both(async |place| {
        let council = place.council().await;
        let manager =
            place.worker(&council, "Robin Fell", &[Role::HubManager, Role::OutreachKeyWorker]).await;
        let manager = place.desk_of(&manager).await;
        let of = |name: &str| {
            let head = "CHILD,LEGAL_NAME,DOB,TEAM,KEY_WORKER,KEY_WORKER_SINCE";
            let row = format!("A1,{name},04/05/2011,Harbour House,Robin Fell,01/02/2026");
            files(&[("People.csv", &format!("{head}\n{row}\n"))])
        };
        place.bring(&council, of("Sam Osei")).await;
        let events = place.events(&council, "A1").await;
        let name = of_kind(&events, "people.name_recorded")[0].id;
        reclassify(&manager, name, Class::Restricted, "Asked for by Sam", None, None).await.unwrap();
        assert_eq!(place.bring(&council, of("Kit Vale")).await.counts.held_back, 1);
        let desk = eleri(&place, &council, &[Role::MatchingDesk]).await;
        let shown = match_case(&desk, case(&desk).await).await.unwrap();
        assert_eq!((named(&shown), shown.names_left_out), (vec![None], true));
        let desk = place.worker(&council, "Ada Finch", &[Role::MatchingDesk, Role::HubManager]).await;
        let desk = place.desk_of(&desk).await;
        let shown = match_case(&desk, case(&desk).await).await.unwrap();
        assert_eq!((named(&shown), shown.names_left_out), (vec![Some("Kit Vale".to_owned())], false));
    })
    .await;
}
