//! `/import`: a council's files are looked at, and what was looked at is brought in.

use crate::people_world::{Browser, Page, in_town};
use axum::http::StatusCode;
use practice::staff::Role;

const PEOPLE: &[u8] = b"CHILD,LEGAL_NAME,DOB\nL1,Tilda Marsh,03/03/2019\nL2,Corin Vale,03/03/2011\n";

/// The files are sent; answers the address of the preview.
async fn sent(officer: &Browser) -> String {
    let page = officer.post_file("/import", &[("year", "2025-26")], ("files", "People.csv", PEOPLE)).await;
    assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.text);
    page.location
}

fn new_people(page: &Page, number: usize) {
    let row = page.text.split_once("New people").unwrap().1.split_once("</tr>").unwrap().0;
    assert!(row.contains(&format!(">{number}<")), "{row}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reason_for_all_ages_draws_the_preview_anew_and_brings_nobody_in_before_that() {
    in_town(async |town| {
        let officer = town.worker("Priya Numbers", Role::PerformanceOfficer).await;
        let address = sent(&officer).await;
        new_people(&officer.sees(&address).await, 1);
        let reason = [("all_ages", "Their sisters and brothers come too"), ("looked_at", "")];
        let anew = officer.post(&address, &reason).await;
        assert_eq!(anew.status, StatusCode::OK);
        anew.says("You changed who comes in").says("with people of all ages.").says("Bring them in");
        new_people(&anew, 2);
        assert_eq!(officer.get(&format!("{address}/done")).await.status, StatusCode::NOT_FOUND);
        // What was typed and what was looked at go along.
        anew.says("Their sisters and brothers come too</textarea>");
        let looked_at = anew.hidden("looked_at");
        assert_eq!(looked_at, "Their sisters and brothers come too");
        let again = [("all_ages", looked_at.as_str()), ("looked_at", looked_at.as_str())];
        assert_eq!(officer.sends(&address, &again).await, format!("{address}/done"));
        new_people(&officer.sees(&format!("{address}/done")).await, 2);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reason_that_is_taken_out_draws_the_preview_anew_too() {
    in_town(async |town| {
        let officer = town.worker("Priya Numbers", Role::PerformanceOfficer).await;
        let address = sent(&officer).await;
        let without = [("all_ages", " \r\n"), ("looked_at", "Their sisters and brothers come too")];
        let anew = officer.post(&address, &without).await;
        anew.says("You changed who comes in").hides("with people of all ages.");
        new_people(&anew, 1);
        assert_eq!(anew.hidden("looked_at"), "");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_looked_at_is_brought_in_by_one_press() {
    in_town(async |town| {
        let officer = town.worker("Priya Numbers", Role::PerformanceOfficer).await;
        let address = sent(&officer).await;
        let preview = officer.sees(&address).await;
        let form = [("all_ages", ""), ("looked_at", &preview.hidden("looked_at"))];
        assert_eq!(officer.sends(&address, &form).await, format!("{address}/done"));
        new_people(&officer.sees(&format!("{address}/done")).await, 1);
    })
    .await;
}
