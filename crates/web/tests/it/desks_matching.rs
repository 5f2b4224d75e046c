//! `/matching`: two records that may be one person.

use crate::people_world::{Town, born, in_town};
use axum::http::StatusCode;
use practice::dates::Happened;
use practice::journal::{Body, Told};
use practice::people::{ChildOfFile, FileSays, Likeness, MatchSuspected};
use practice::staff::Role;
use work::Act;

/// Writes Sam down a second time, in another team; answers the address of the case.
async fn suspected(town: &Town) -> String {
    born(&town.place, &town.far, "Sam Oseye", "2010-06-04").await;
    let sight = town.place.operator(&town.council).sight;
    let cases = town.place.house.records.match_cases(&sight, None).await.unwrap();
    assert_eq!(cases.len(), 1);
    format!("/matching/{}", cases[0].stream)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_case_is_decided_with_a_reason_and_leaves_the_desk() {
    in_town(async |town| {
        let eleri = town.worker_of_no_team("Eleri Voss", Role::MatchingDesk).await;
        eleri.sees("/matching").await.says("There are none now");
        let case = suspected(&town).await;
        let list = eleri.sees("/matching").await;
        list.says("Sam Osei").says("Sam Oseye").says("1 case waits").says("4 June 2010").says(&case);
        let page = eleri.sees(&case).await;
        page.says("Is this one person?").says("Harbour House").says("Hill House");
        page.says("NHS number").says("Names before").says("Known since");
        let empty = eleri.post(&case, &[("idempotency_key", &page.key())]).await;
        assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
        empty.says("href=\"#decision\"").says("href=\"#reason\"");
        let why = [
            ("decision", "different"),
            ("reason", "Two <birth> certificates."),
            ("idempotency_key", &page.key()),
        ];
        let to = eleri.sends(&case, &why).await;
        let desk = eleri.sees(&to).await;
        desk.says("Your decision is written down").says("There are none now");
        desk.says("<caption").says("Two people").says("Two &lt;birth&gt; certificates.").says("Eleri Voss");
        desk.says("Sam Oseye").says("2 March 2026");
        desk.says(&format!("href=\"{case}\""));
        let decided = eleri.sees(&case).await;
        decided
            .says("Two people")
            .says("Two &lt;birth&gt; certificates.")
            .says("Hill House")
            .hides("<textarea");
        let again = eleri.post(&case, &[("decision", "same"), ("reason", "I changed my mind.")]).await;
        assert_eq!(again.status, StatusCode::CONFLICT);
        again.says("Two &lt;birth&gt; certificates.").says("href=\"/drafts\"").hides("<textarea");
        eleri.sees("/drafts").await.says("I changed my mind.");
    })
    .await;
}

/// The council's file speaks of another child under Sam's number; answers the address of the case.
async fn another_child_in_the_file(town: &Town, name: &str) -> String {
    let row = |name: &str| ChildOfFile {
        rows: vec![("2026/People.csv".into(), 7)],
        number: "A1".into(),
        legal_name: Some(name.into()),
        name_used: None,
        born: Some(jiff::civil::date(2009, 11, 17)),
        sex: Some("M".into()),
        ethnicity: Some("WIRI".into()),
        upn: Some("UN4".into()),
        team: Some("Hill House".into()),
        social_worker: None,
    };
    let desk = town.place.operator(&town.council);
    let stream = town.sam.stream("match/number");
    let (value, kept) = desk.put_away(town.sam, &FileSays::of([row(name)]).kept(), None).unwrap();
    let why = Likeness::TwoChildren;
    let suspected = MatchSuspected { other: None, why, urgent: false, file_says: Some(kept) };
    let told = Told::about(town.sam, stream, Happened::At(desk.now), Body::MatchSuspected(suspected));
    let read_at = desk.house.records.revisions(&[stream]).await.unwrap()[0].number;
    desk.write(Act::new().telling(told, read_at).putting_away(value)).await.unwrap();
    format!("/matching/{stream}")
}

#[tokio::test(flavor = "multi_thread")]
async fn a_number_of_two_children_is_decided_from_what_the_record_and_the_file_say() {
    in_town(async |town| {
        let eleri = town.worker_of_no_team("Eleri Voss", Role::MatchingDesk).await;
        let case = another_child_in_the_file(&town, "Kit <Vale>").await;
        eleri
            .sees("/matching")
            .await
            .says("Two children seem to stand under one council number")
            .hides("Kit");
        let page = eleri.sees(&case).await;
        page.says("Is this one child?").says("Sam Osei").says("4 June 2010");
        page.says("Kit &lt;Vale&gt;").says("17 November 2009").says("2026/People.csv").says(", line 7");
        page.says("Irish").says("Male").says("A1").says("No, another child");
        let (shown, key) = (page.hidden("shown"), page.key());
        let answer = [
            ("decision", "different"),
            ("reason", "I rang both schools."),
            ("shown", shown.as_str()),
            ("idempotency_key", key.as_str()),
        ];
        // The file says something else before it is sent: nothing is decided, and no word is lost.
        another_child_in_the_file(&town, "Jo Vale").await;
        let overtaken = eleri.post(&case, &answer).await;
        assert_eq!(overtaken.status, StatusCode::CONFLICT);
        overtaken.says("Jo Vale").says("I rang both schools.").hides("Kit");
        let page = eleri.sees(&case).await;
        let to = eleri.sends(&case, &[answer[0], answer[1], ("idempotency_key", &page.key())]).await;
        eleri.sees(&to).await.says("Another child under the number");
        eleri.sees(&case).await.says("Jo Vale").says("I rang both schools.").says("Decided");
        let robin = &town.robin;
        assert_eq!(robin.get(&case).await.status, StatusCode::FORBIDDEN);
        let reference = town.place.house.records.reference_of(town.sam).await.unwrap().unwrap();
        eleri.sends("/account/relatives", &[("reference", &reference)]).await;
        assert_eq!(eleri.get(&case).await.status, StatusCode::NOT_FOUND);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn where_a_name_is_kept_back_the_names_of_the_file_are_for_those_who_may_read_it() {
    in_town(async |town| {
        let case = another_child_in_the_file(&town, "Kit Vale").await;
        let eleri = town.worker_of_no_team("Eleri Voss", Role::MatchingDesk).await;
        eleri.sees(&case).await.says("Kit Vale").hides("may read restricted entries");
        let used = town.events().await.into_iter().find(|event| matches!(event.body, Body::NameRecorded(_)));
        let moved = [("class", "restricted"), ("reason", "A name from before.")];
        town.robin.sends(&format!("/entries/{}/move", used.unwrap().id), &moved).await;
        let page = eleri.sees(&case).await;
        page.hides("Kit").says("The names that it has are for those who may read restricted entries.");
        page.says("17 November 2009").says("2026/People.csv").says("No, another child");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_wrote_the_records_does_not_see_the_desk() {
    in_town(async |town| {
        let case = suspected(&town).await;
        for worker in [&town.amina, &town.far, &town.robin] {
            assert_eq!(worker.get("/matching").await.status, StatusCode::FORBIDDEN);
            assert_eq!(worker.get(&case).await.status, StatusCode::FORBIDDEN);
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_case_about_a_relative_is_somebody_elses() {
    in_town(async |town| {
        let case = suspected(&town).await;
        let eleri = town.worker_of_no_team("Eleri Voss", Role::MatchingDesk).await;
        let reference = town.place.house.records.reference_of(town.sam).await.unwrap().unwrap();
        eleri.sends("/account/relatives", &[("reference", &reference)]).await;
        eleri.sees("/matching").await.hides("Sam Osei");
        assert_eq!(eleri.get(&case).await.status, StatusCode::NOT_FOUND);
        let sent = eleri.post(&case, &[("decision", "same"), ("reason", "I know them.")]).await;
        assert_eq!(sent.status, StatusCode::NOT_FOUND);
        let other = town.worker_of_no_team("Ravi Lunn", Role::MatchingDesk).await;
        other.sees(&case).await.says("Sam Oseye");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_case_of_nobody_is_not_there() {
    in_town(async |town| {
        let eleri = town.worker_of_no_team("Eleri Voss", Role::MatchingDesk).await;
        for case in ["x", "00000000-0000-4000-8000-000000000000"] {
            assert_eq!(eleri.get(&format!("/matching/{case}")).await.status, StatusCode::NOT_FOUND);
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_decided_is_listed_to_those_alone_who_might_have_decided_it() {
    in_town(async |town| {
        let case = suspected(&town).await;
        let eleri = town.worker_of_no_team("Eleri Voss", Role::MatchingDesk).await;
        eleri.sends(&case, &[("decision", "same"), ("reason", "The same school.")]).await;
        let ravi = town.worker_of_no_team("Ravi Lunn", Role::MatchingDesk).await;
        ravi.sees("/matching").await.says("One person").says("The same school.").says("Eleri Voss");
        ravi.sees("/matching?page=9").await.hides("The same school.");
        ravi.sees("/matching?page=x").await.says("The same school.");
        let reference = town.place.house.records.reference_of(town.sam).await.unwrap().unwrap();
        ravi.sends("/account/relatives", &[("reference", &reference)]).await;
        ravi.sees("/matching").await.hides("The same school.").hides("Sam Oseye");
    })
    .await;
}
