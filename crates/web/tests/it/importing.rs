//! `/import`: a council's files are looked at, and what was looked at is brought in.

use crate::people_world::{Browser, Page, in_town};
use crate::support::post_form;
use axum::http::StatusCode;
use practice::staff::Role;
use work::import::{Listing, Options, PEOPLE_COLUMNS, SourceFile, carry_out, read};
use work::staff;

const PEOPLE: &[u8] = b"CHILD,LEGAL_NAME,DOB\nL1,Tilda Marsh,03/03/2019\nL2,Corin Vale,03/03/2011\n";

/// The files are sent; answers the address of the preview.
async fn sent(officer: &Browser) -> String {
    let page = officer.post_file("/import", &[("year", "2025-26")], ("files", "People.csv", PEOPLE)).await;
    assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.text);
    page.location
}

/// What the preview of these files rests on, as its form carries it.
async fn rests_on(officer: &Browser, address: &str) -> String {
    officer.sees(address).await.hidden("files")
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
        let (reason, files) = (looked_at.as_str(), anew.hidden("files"));
        let again = [("all_ages", reason), ("looked_at", reason), ("files", &files)];
        assert_eq!(officer.sends(&address, &again).await, address);
        assert_eq!(town.place.drain().await, 1);
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
        let (looked_at, files) = (preview.hidden("looked_at"), preview.hidden("files"));
        let form = [("all_ages", ""), ("looked_at", &looked_at), ("files", &files)];
        assert_eq!(officer.sends(&address, &form).await, address);
        assert_eq!(officer.sends(&address, &form).await, address, "pressed twice");
        officer.sees(&address).await.says("The files are being brought in").says("No person is done yet.");
        officer.sees("/import").await.says("The files you sent last are being brought in.");
        assert_eq!(town.place.drain().await, 1);
        assert_eq!(officer.get(&address).await.location, format!("{address}/done"));
        new_people(&officer.sees(&format!("{address}/done")).await, 1);
        let done = format!("href=\"{address}/done\"");
        officer.sees("/import").await.says("The files you sent last were brought in.").says(&done);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_colleague_sees_nothing_of_an_import_and_begins_none_beside_it_nor_after_it_unseen() {
    in_town(async |town| {
        let officer = town.worker("Priya Numbers", Role::PerformanceOfficer).await;
        let other = town.worker("Ravi Figures", Role::PerformanceOfficer).await;
        let (theirs, own) = (sent(&officer).await, sent(&other).await);
        let (of_theirs, of_own) = (rests_on(&officer, &theirs).await, rests_on(&other, &own).await);
        let form = [("all_ages", ""), ("looked_at", ""), ("files", &of_theirs)];
        assert_eq!(officer.sends(&theirs, &form).await, theirs);
        assert_eq!(other.get(&theirs).await.status, StatusCode::NOT_FOUND);
        assert_eq!(other.post(&theirs, &form).await.status, StatusCode::NOT_FOUND);
        let form = [("all_ages", ""), ("looked_at", ""), ("files", &of_own)];
        let refused = other.post(&own, &form).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        refused.says("Another import is running for this council.").says("Bring them in");
        other.sees("/import").await.hides("The files you sent last");
        assert_eq!(town.place.drain().await, 1);
        let anew = other.post(&own, &form).await;
        assert_eq!(anew.status, StatusCode::OK);
        anew.says("Another import has changed things since you looked")
            .says("Nothing has been brought in yet.");
        new_people(&anew, 0);
        assert_eq!(town.place.drain().await, 0, "nothing was begun");
        let files = anew.hidden("files");
        assert_eq!(other.sends(&own, &[("all_ages", ""), ("looked_at", ""), ("files", &files)]).await, own);
        assert_eq!(town.place.drain().await, 1);
        new_people(&other.sees(&format!("{own}/done")).await, 0);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_that_does_not_say_what_it_rests_on_brings_nothing_in() {
    in_town(async |town| {
        let officer = town.worker("Priya Numbers", Role::PerformanceOfficer).await;
        let address = sent(&officer).await;
        let page = officer.post(&address, &[("all_ages", ""), ("looked_at", "")]).await;
        assert_eq!(page.status, StatusCode::OK);
        page.says("Nothing has been written yet.").says("Bring them in");
        assert_eq!(town.place.drain().await, 0);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn one_that_another_import_came_before_is_shown_anew() {
    in_town(async |town| {
        let officer = town.worker("Priya Numbers", Role::PerformanceOfficer).await;
        let address = sent(&officer).await;
        let files = rests_on(&officer, &address).await;
        officer.sends(&address, &[("all_ages", ""), ("looked_at", ""), ("files", &files)]).await;
        let operator = town.place.operator(&town.council);
        let theirs = SourceFile { path: "People.csv".into(), bytes: PEOPLE.to_vec() };
        let reading = read(Listing::of([theirs])).await.unwrap();
        carry_out(&operator, &reading, &Options::default(), &|_| {}).await.unwrap();
        assert_eq!(town.place.drain().await, 1);
        officer.sees("/import").await.says("Another import has changed things since you looked at the files");
        let anew = officer.sees(&address).await;
        anew.says("Another import has changed things since you looked")
            .says("Nothing has been brought in yet.");
        new_people(&anew, 0);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_page_names_the_columns_of_people_csv_and_what_each_holds() {
    in_town(async |town| {
        let officer = town.worker("Priya Numbers", Role::PerformanceOfficer).await;
        let page = officer.sees("/import").await;
        page.says("The columns of People.csv");
        for (column, holds) in PEOPLE_COLUMNS {
            page.says(column).says(holds);
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_import_that_was_stopped_says_why_and_goes_on_when_asked() {
    in_town(async |town| {
        let officer = town.worker("Priya Numbers", Role::PerformanceOfficer).await;
        let address = sent(&officer).await;
        let (reason, files) = ("Everybody\r\ncomes", rests_on(&officer, &address).await);
        let form = [("all_ages", reason), ("looked_at", reason), ("files", &files)];
        officer.sends(&address, &form).await;
        let (post, today) = (officer.worker.post, town.place.house.now().day());
        let operator = town.place.operator(&town.council);
        for role in [Role::HubManager, Role::PerformanceOfficer] {
            let post_form = post_form(&town.council, "Priya Numbers", &[role], today);
            staff::change_post(&operator, post, &post_form, &staff::ChangingPost::default()).await.unwrap();
            town.place.drain().await;
        }
        let stopped = officer.sees(&address).await;
        stopped.says("The import was stopped").says("In your role you may not import");
        let reason = stopped.hidden("all_ages");
        let again = [("all_ages", reason.as_str()), ("looked_at", &stopped.hidden("looked_at"))];
        assert_eq!(officer.sends(&address, &again).await, address);
        assert_eq!(town.place.drain().await, 1);
        new_people(&officer.sees(&format!("{address}/done")).await, 2);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn years_are_sent_as_a_folder_or_one_after_the_other() {
    in_town(async |town| {
        let officer = town.worker("Priya Numbers", Role::PerformanceOfficer).await;
        let header: &[u8] = b"CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\nL2,1,03/03/2011,WBRI,UN1,,\n";
        let reviews: &[u8] = b"CHILD,DOB,REVIEW,REVIEW_CODE\nL2,03/03/2011,05/06/2023,PN1\n";
        let folder = [
            ("folder", "903/2024-25/Header.csv", header),
            ("folder", "903/2025-26/Header.csv", header),
            ("folder", "903/notes.txt", b"x".as_slice()),
            ("folder", "903/.DS_Store", b"x".as_slice()),
        ];
        let address = officer.post_files("/import", &[("year", "")], &folder).await.location;
        let page = officer.sees(&address).await;
        page.says("903/2024-25").says("903/2025-26").hides("inferred");
        page.says("903/notes.txt").says("This is not a CSV file").hides("DS_Store");
        page.says("Add the files of another year");
        let with = page.hidden("with");
        let more = [("with", with.as_str()), ("year", "")];
        let added = officer.post_files("/import", &more, &[("files", "Reviews.csv", reviews)]).await;
        assert_eq!(added.location, address);
        let page = officer.sees(&address).await;
        page.says("903/2024-25").says(">2023-24<").says("Other files, inferred from the dates: please check");
        officer.post_files("/import", &more, &[("files", "Reviews.csv", reviews)]).await;
        officer.sees(&address).await.says("Files 2").hides("Other files");
        let wrong = [("with", with.as_str()), ("year", "soon")];
        let refused = officer.post_files("/import", &wrong, &[("files", "Reviews.csv", reviews)]).await;
        assert_eq!(
            (refused.status, refused.hidden("with")),
            (StatusCode::UNPROCESSABLE_ENTITY, with.clone())
        );
        let none = officer.post_files("/import", &more, &[("folder", "a/b.txt", b"x")]).await;
        none.says("None of these is a CSV file");
        let elsewhere = [("with", "951a9be5-37fb-4de4-9fcc-f9a263249c43")];
        let nowhere = officer.post_files("/import", &elsewhere, &[("files", "Reviews.csv", reviews)]).await;
        assert_eq!(nowhere.status, StatusCode::NOT_FOUND);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_older_tab_brings_in_no_files_that_were_added_since() {
    in_town(async |town| {
        let officer = town.worker("Priya Numbers", Role::PerformanceOfficer).await;
        let address = sent(&officer).await;
        let older = officer.sees(&address).await;
        let form = |page: &Page| {
            [("all_ages", String::new()), ("looked_at", String::new()), ("files", page.hidden("files"))]
        };
        let press = async |page: &Page| {
            let form = form(page);
            let form: Vec<(&str, &str)> = form.iter().map(|(name, value)| (*name, value.as_str())).collect();
            officer.post(&address, &form).await
        };
        let header: &[u8] = b"CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\nL3,1,03/03/2011,WBRI,UN1,,\n";
        let more = [("with", older.hidden("with")), ("year", "2024-25".to_owned())];
        let more: Vec<(&str, &str)> = more.iter().map(|(name, value)| (*name, value.as_str())).collect();
        officer.post_files("/import", &more, &[("files", "Header.csv", header)]).await;
        let anew = press(&older).await;
        assert_eq!(anew.status, StatusCode::OK);
        anew.says("Files were added after you opened this page").says("Nothing has been brought in yet.");
        anew.says("2024-25");
        new_people(&anew, 2);
        assert_eq!(officer.get(&format!("{address}/done")).await.status, StatusCode::NOT_FOUND);
        assert_eq!(town.place.drain().await, 0, "nothing was begun");
        assert_ne!(anew.hidden("files"), older.hidden("files"));
        assert_eq!(press(&anew).await.location, address);
        assert_eq!(press(&older).await.location, address, "pressed late, it is under way");
        assert_eq!(town.place.drain().await, 1);
        new_people(&officer.sees(&format!("{address}/done")).await, 2);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_not_read_stands_first_and_all_of_it_is_a_file_before_anything_is_written() {
    in_town(async |town| {
        let officer = town.worker("Priya Numbers", Role::PerformanceOfficer).await;
        let files =
            b"CHILD,LEGAL_NAME,DOB,PRONOUNS_OF_NOBODY\nL1,Tilda Marsh,03/03/2011,\nL2,Corin Vale,someday,\n";
        let sent = officer.post_file("/import", &[("year", "2025-26")], ("files", "People.csv", files)).await;
        let preview = officer.sees(&sent.location).await;
        let issues = preview.text.split("<tbody").last().unwrap().split("</table>").next().unwrap();
        let (left_out, information) = (issues.find("Value left out"), issues.find("For information"));
        assert!(left_out.unwrap() < information.unwrap(), "{issues}");
        preview.says("Download all issues (CSV)");
        let file = officer.get(&format!("{}/issues.csv", sent.location)).await;
        assert_eq!(file.status, StatusCode::OK);
        file.says("someday").says("Value left out");
    })
    .await;
}
