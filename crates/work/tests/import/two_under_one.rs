//! Two children under one number: nothing of theirs is mixed, and the matching
//! desk sees what it has to compare.

use crate::files::{Files, files, of_kind, read, reasons, town};
use crate::meddling::meddled;
use crate::support::{Council, Place, for_both};
use jiff::civil::date;
use practice::dates::Happened;
use practice::journal::{Body, Event, Told};
use practice::people::{ChildOfFile, Likeness, MatchDecision, MatchSuspected};
use practice::staff::Role;
use practice::story::ErasedLawfully;
use records::MatchCase;
use town::{corrected, council_files};
use work::import::{Options, Step, carry_out};
use work::people::{Case, Settling, decide_match, match_case, match_cases};
use work::{Act, Desk, No};

const HEADER: &str = "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\n";

async fn eleri(place: &Place, council: &Council) -> Desk {
    place.desk_of(&place.worker(council, "Eleri Voss", &[Role::MatchingDesk]).await).await
}

async fn waiting(place: &Place, council: &Council) -> Vec<MatchCase> {
    place.house.records.match_cases(&place.operator(council).sight, None).await.unwrap()
}

fn answer(decision: MatchDecision) -> Settling {
    Settling { decision, reason: "The certificate says so.".into(), shown: None, key: None }
}

async fn born_on(place: &Place, council: &Council, born: &str) -> work::import::Outcome {
    let text = format!("{HEADER}A1,F,{born},WBRI,UN4,,\n");
    place.bring(council, files(&[("2025/header.csv", &text)])).await
}

/// Sam under A1, as the files first have it.
fn sam() -> Files {
    sam_of("2025/header.csv")
}

/// The same, with the header of some year.
fn sam_of(file: &str) -> Files {
    let people = "CHILD,LEGAL_NAME,DOB,SOCIAL_WORKER\nA1,Sam Osei,04/05/2011,Wren Hale\n";
    let header = format!("{HEADER}A1,F,04/05/2011,WBRI,UN4,,\n");
    files(&[("People.csv", people), (file, &header)])
}

/// Another child under A1.
fn kit() -> Files {
    let people = "CHILD,LEGAL_NAME,DOB,SOCIAL_WORKER\nA1,Kit Vale,17/11/2009,Ada Finch\n";
    let header = format!("{HEADER}A1,M,17/11/2009,WIRI,UN4,,\n");
    files(&[("People.csv", people), ("2026/header.csv", &header)])
}

/// The one case that waits, as its page shows it.
async fn shown(desk: &Desk) -> Case {
    let cases = match_cases(desk).await.unwrap();
    assert_eq!(cases.len(), 1);
    assert_eq!(cases[0].file_says, None, "the list does not open the vault");
    match_case(desk, cases[0].stream).await.unwrap()
}

fn said(case: &Case) -> Vec<ChildOfFile> {
    case.file_says.as_ref().map(|says| says.children().to_vec()).unwrap_or_default()
}

#[tokio::test(flavor = "multi_thread")]
async fn two_children_under_one_number_go_to_the_matching_desk_and_nothing_is_mixed() {
    for_both(async |place| {
        let council = place.council().await;
        place.bring(&council, council_files(town())).await;
        let later = corrected(council_files(town())).unwrap();
        let before = place.events(&council, &later.two_under_one).await;
        let outcome = place.bring(&council, later.files.clone()).await;
        assert_eq!(outcome.counts.held_back, 1);
        let after = place.events(&council, &later.two_under_one).await;
        let new: Vec<_> = after.iter().filter(|event| !before.contains(event)).collect();
        assert_eq!(new.len(), 1);
        assert_eq!(new[0].body.kind(), "people.match_suspected");
        let cases = waiting(&place, &council).await;
        assert!(cases.iter().any(|case| Some(case.person) == before[0].subject && case.other.is_none()));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_children_under_one_number_in_one_file_a_record_is_kept_with_nothing_but_the_number() {
    for_both(async |place| {
        let council = place.council().await;
        let text = format!(
            "{HEADER}A1,F,04/05/2011,WBRI,UN4,,\nA1,M,17/11/2009,WIRI,UN4,,\nB2,F,01/02/2010,WBRI,UN4,,\n"
        );
        let both = files(&[("2025/header.csv", &text)]);
        let outcome = place.bring(&council, both.clone()).await;
        assert_eq!((outcome.counts.created, outcome.counts.held_back, outcome.counts.suspected), (2, 1, 1));
        assert!(reasons(&outcome.issues).contains("until it is one child with one record"));
        let events = place.events(&council, "A1").await;
        let kinds: Vec<&str> = events.iter().map(|event| event.body.kind()).collect();
        assert_eq!(kinds, ["people.known", "people.number_recorded", "people.match_suspected"]);
        assert_eq!(place.header(&council, "B2").await.born(), Some(jiff::civil::date(2010, 2, 1)));
        assert_eq!(place.bring(&council, both).await.events, 0);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_birth_date_that_can_hardly_be_the_same_childs_is_held_back_until_the_desk_says_same() {
    for_both(async |place| {
        let council = place.council().await;
        born_on(&place, &council, "04/05/2011").await;
        let another = born_on(&place, &council, "17/11/2009").await;
        assert_eq!((another.counts.held_back, another.counts.suspected, another.counts.corrected), (1, 1, 0));
        assert_eq!(place.header(&council, "A1").await.born(), Some(jiff::civil::date(2011, 5, 4)));
        let again = born_on(&place, &council, "17/11/2009").await;
        assert_eq!((again.events, again.counts.held_back), (0, 1));
        let eleri = eleri(&place, &council).await;
        let case = waiting(&place, &council).await[0].stream;
        decide_match(&eleri, case, &answer(MatchDecision::Same)).await.unwrap();
        let settled = born_on(&place, &council, "17/11/2009").await;
        assert_eq!((settled.counts.held_back, settled.counts.corrected), (0, 1));
        assert_eq!(place.header(&council, "A1").await.born(), Some(jiff::civil::date(2009, 11, 17)));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn files_that_clash_with_each_other_are_held_back_until_the_desk_says_same() {
    for_both(async |place| {
        let council = place.council().await;
        let header = |number: &str, born: &str| format!("{HEADER}{number},F,{born},WBRI,UN4,,\n");
        let clash = |number: &str| {
            let (first, second) = (header(number, "04/05/2011"), header(number, "17/11/2009"));
            files(&[("2024/header.csv", &first), ("2025/header.csv", &second)])
        };
        let eleri = eleri(&place, &council).await;
        for (number, decision) in [("A1", MatchDecision::Same), ("B2", MatchDecision::Different)] {
            assert_eq!(place.bring(&council, clash(number)).await.counts.held_back, 1);
            let case = waiting(&place, &council).await[0].stream;
            decide_match(&eleri, case, &answer(decision)).await.unwrap();
        }
        assert_eq!(place.bring(&council, clash("A1")).await.counts.held_back, 0);
        assert_eq!(place.header(&council, "A1").await.born(), Some(jiff::civil::date(2009, 11, 17)));
        let held = place.bring(&council, clash("B2")).await;
        assert_eq!(held.counts.held_back, 1);
        assert!(reasons(&held.issues).contains("until the number is put right"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_slip_of_one_digit_in_a_birth_date_is_a_correction() {
    for_both(async |place| {
        let council = place.council().await;
        born_on(&place, &council, "04/05/2011").await;
        let outcome = born_on(&place, &council, "14/05/2011").await;
        assert_eq!((outcome.counts.held_back, outcome.counts.corrected), (0, 1));
        assert_eq!(place.header(&council, "A1").await.births.len(), 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_desk_sees_what_the_file_says_beside_what_the_record_says() {
    for_both(async |place| {
        let council = place.council().await;
        place.bring(&council, sam()).await;
        assert_eq!(place.bring(&council, kit()).await.counts.suspected, 1);
        let case = shown(&eleri(&place, &council).await).await;
        assert_eq!(case.why, Likeness::TwoChildren);
        assert_eq!(
            (case.one.who.name.as_deref(), case.one.who.born),
            (Some("Sam Osei"), Some(date(2011, 5, 4)))
        );
        let [header, people] = &said(&case)[..] else { panic!("{:?}", case.file_says) };
        assert_eq!(header.rows, [("2026/header.csv".to_owned(), 2)]);
        assert_eq!((header.sex.as_deref(), header.ethnicity.as_deref()), (Some("M"), Some("WIRI")));
        assert_eq!((people.legal_name.as_deref(), people.born), (Some("Kit Vale"), Some(date(2009, 11, 17))));
        assert_eq!((people.number.as_str(), people.social_worker.as_deref()), ("A1", Some("Ada Finch")));
        assert_eq!(place.bring(&council, kit()).await.events, 0, "the same file says nothing new");
        place.is_clean().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_file_says_is_in_the_vault_alone_and_each_look_at_it_is_written_down() {
    for_both(async |place| {
        let council = place.council().await;
        place.bring(&council, sam()).await;
        place.bring(&council, kit()).await;
        for event in place.everything(&council).await {
            let payload = String::from_utf8(event.body.payload()).unwrap();
            assert!(!payload.contains("Kit") && !payload.contains("2009"), "{payload}");
        }
        let eleri = eleri(&place, &council).await;
        let case = shown(&eleri).await;
        let seen = place.house.records.seen_of(council.authority, case.one.who.person, 10).await.unwrap();
        let looks = seen.iter().filter(|look| look.what == "matching desk" && look.post == eleri.sight.post);
        assert_eq!(looks.count(), 2, "the list and the case");
        let robin = place.desk_of(&place.worker(&council, "Robin Fell", &[Role::HubManager]).await).await;
        assert!(matches!(match_case(&robin, case.stream).await, Err(No::Forbidden(_))));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_decided_case_still_shows_what_was_compared() {
    for_both(async |place| {
        let council = place.council().await;
        place.bring(&council, sam()).await;
        place.bring(&council, kit()).await;
        let eleri = eleri(&place, &council).await;
        let case = shown(&eleri).await;
        decide_match(&eleri, case.stream, &answer(MatchDecision::Different)).await.unwrap();
        assert!(match_cases(&eleri).await.unwrap().is_empty());
        let after = match_case(&eleri, case.stream).await.unwrap();
        assert_eq!(after.file_says, case.file_says);
        let made = after.decided.unwrap();
        assert_eq!((made.decision, made.by.as_str()), (MatchDecision::Different, "Eleri Voss"));
        let again = place.bring(&council, kit()).await;
        assert_eq!((again.events, again.counts.held_back), (0, 1));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_decides_on_what_a_file_has_said_since_they_compared() {
    for_both(async |place| {
        let council = place.council().await;
        place.bring(&council, sam()).await;
        place.bring(&council, kit()).await;
        let eleri = eleri(&place, &council).await;
        let before = shown(&eleri).await;
        let text = format!("{HEADER}A1,M,18/11/2009,WIRI,UN4,,\n");
        assert_eq!(place.bring(&council, files(&[("2026/header.csv", &text)])).await.counts.suspected, 1);
        let settling = Settling { shown: Some(before.revision), ..answer(MatchDecision::Same) };
        assert!(matches!(decide_match(&eleri, before.stream, &settling).await, Err(No::Moved)));
        let now = shown(&eleri).await;
        assert_eq!(said(&now).iter().map(|child| child.born).collect::<Vec<_>>(), [Some(date(2009, 11, 18))]);
        let settling = Settling { shown: Some(now.revision), ..settling };
        place.is_clean().await;
        decide_match(&eleri, now.stream, &settling).await.unwrap();
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_decision_is_about_those_whom_the_desk_saw_and_about_no_third_child() {
    for_both(async |place| {
        let council = place.council().await;
        place.bring(&council, sam()).await;
        place.bring(&council, kit()).await;
        let eleri = eleri(&place, &council).await;
        for (born, decision) in
            [("30/01/2014", MatchDecision::Same), ("02/12/2005", MatchDecision::Different)]
        {
            let case = shown(&eleri).await;
            decide_match(&eleri, case.stream, &answer(decision)).await.unwrap();
            let third = born_on(&place, &council, born).await;
            assert_eq!((third.counts.held_back, third.counts.suspected), (1, 1), "{born}");
            assert_eq!(born_on(&place, &council, born).await.events, 0, "{born}");
        }
        assert_eq!(place.header(&council, "A1").await.born(), Some(date(2011, 5, 4)));
        place.is_clean().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_erasure_takes_what_the_file_said_and_no_import_brings_it_back() {
    for_both(async |place| {
        let council = place.council().await;
        place.bring(&council, sam()).await;
        place.bring(&council, kit()).await;
        let kept = waiting(&place, &council).await[0].file_says.unwrap();
        let events = place.events(&council, "A1").await;
        let told: Vec<Event> = of_kind(&events, "people.match_suspected").into_iter().cloned().collect();
        let desk = place.operator(&council);
        let mark = ErasedLawfully::of(&told, "Article 17".into(), Vec::new());
        let person = told[0].subject.unwrap();
        let told = Told::about(person, desk.stream(), Happened::At(desk.now), Body::ErasedLawfully(mark));
        place.house.records.erase(desk.prepare(Act::new().beginning(told)).unwrap()).await.unwrap();
        place.house.records.seal(place.house.blind_id(), place.house.now(), true).await.unwrap();
        assert_eq!(place.house.records.vault_value(council.authority, kept).await.unwrap(), None);
        place.is_clean().await;
        assert_eq!(place.bring(&council, kit()).await.events, 0);
        assert!(waiting(&place, &council).await.is_empty());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_case_of_before_whose_file_was_not_kept_is_filled_in_by_the_next_import() {
    for_both(async |place| {
        let council = place.council().await;
        place.bring(&council, sam()).await;
        let person = place.numbers(&council).await["A1"];
        let suspected =
            MatchSuspected { other: None, why: Likeness::TwoChildren, urgent: false, file_says: None };
        let desk = place.operator(&council);
        let stream = person.stream("match/number");
        let told = Told::about(person, stream, Happened::At(desk.now), Body::MatchSuspected(suspected));
        desk.write(Act::new().beginning(told)).await.unwrap();
        let eleri = eleri(&place, &council).await;
        assert_eq!(shown(&eleri).await.file_says, None);
        assert_eq!(place.bring(&council, kit()).await.counts.suspected, 1);
        assert_eq!(said(&shown(&eleri).await).len(), 2);
        assert_eq!(place.bring(&council, kit()).await.events, 0);
        place.is_clean().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_that_is_put_right_takes_the_question_from_the_desk_until_it_is_wrong_again() {
    for_both(async |place| {
        let council = place.council().await;
        place.bring(&council, sam()).await;
        assert_eq!(place.bring(&council, kit()).await.counts.suspected, 1);
        let eleri = eleri(&place, &council).await;
        let asked = shown(&eleri).await.stream;
        // What other files say is no answer: those in question still say the other child.
        for other in [place.bring(&council, sam()).await, born_on(&place, &council, "04/05/2011").await] {
            assert_eq!(other.events, 0);
            assert_eq!(waiting(&place, &council).await.len(), 1);
        }
        let put_right = || sam_of("2026/header.csv");
        let right = place.bring(&council, put_right()).await;
        assert_eq!((right.counts.held_back, right.events), (0, 1));
        assert!(waiting(&place, &council).await.is_empty());
        let settled = match_case(&eleri, asked).await.unwrap().decided.unwrap();
        assert_eq!(settled.decision, MatchDecision::PutRight);
        assert_eq!(place.bring(&council, put_right()).await.events, 0);
        assert_eq!(place.bring(&council, kit()).await.counts.suspected, 1);
        assert_eq!(waiting(&place, &council).await.len(), 1);
        place.is_clean().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_case_that_the_desk_decides_while_an_import_ends_stays_decided_and_the_import_is_done() {
    for_both(async |place| {
        let council = place.council().await;
        born_on(&place, &council, "04/05/2011").await;
        born_on(&place, &council, "17/11/2009").await;
        let case = waiting(&place, &council).await[0].stream;
        let eleri = eleri(&place, &council).await;
        let (house, meddling) = meddled(&place, async move {
            decide_match(&eleri, case, &answer(MatchDecision::Different)).await.unwrap();
        });
        let text = format!("{HEADER}A1,F,01/02/2008,WBRI,UN4,,\n");
        let reading = read(files(&[("2025/header.csv", &text)]));
        // Everybody is written; what is asked for next is for what the desk is told.
        let progress = |step: Step| match step {
            Step::Done(done, of) if done == of => meddling.begins(1),
            _ => {}
        };
        let desk = house.operator_desk(council.authority);
        let outcome = carry_out(&desk, &reading, &Options::default(), &progress).await.unwrap();
        assert!(meddling.is_done());
        assert_eq!(outcome.counts.suspected, 0, "what was decided meanwhile is not overruled");
        let events = place.events(&council, "A1").await;
        let decided = of_kind(&events, "people.match_decided");
        assert_eq!((decided.len(), of_kind(&events, "people.match_suspected").len()), (1, 1));
        // The desk has not seen this child: the next import asks.
        assert_eq!(born_on(&place, &council, "01/02/2008").await.counts.suspected, 1);
    })
    .await;
}
