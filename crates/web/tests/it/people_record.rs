//! `/people/{person}`: the record.

use crate::people_world::{in_town, same_nothing};
use axum::http::StatusCode;
use jiff::civil::date;
use practice::dates::Happened;
use practice::journal::{Body, Class, Told};
use practice::people::RowVanished;
use practice::safety::{Away, MissingRecorded};
use practice::staff::Role;
use work::Act;

const NOBODY: &str = "/people/00000000-0000-0000-0000-000000000001";

#[tokio::test(flavor = "multi_thread")]
async fn the_record_opens_for_their_key_worker_their_team_and_their_manager() {
    in_town(async |town| {
        for reader in [&town.amina, &town.bryn, &town.robin] {
            let page = reader.sees(&town.sam("")).await;
            page.says("<title>Record - Sam Osei - No Wrong Door</title>")
                .says("15 years old")
                .says("4 June 2010");
            page.says("Not recorded: ask before you call").says(&town.sam("/record/name-used"));
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_record_of_another_team_and_one_that_is_not_there_are_the_same_page() {
    in_town(async |town| {
        same_nothing(&town.far, &town.sam(""), NOBODY).await;
        same_nothing(&town.far, &town.sam(""), "/people/not-an-id").await;
        let education = town.worker("Edi Cation", Role::EducationSpecialist).await;
        same_nothing(&education, &town.sam(""), NOBODY).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn roles_that_open_no_record_are_told_so_whoever_it_is() {
    in_town(async |town| {
        let board = town.worker_of_no_team("Bo Board", Role::BoardMember).await;
        for address in [&*town.sam(""), NOBODY] {
            assert_eq!(board.get(address).await.status, StatusCode::FORBIDDEN, "{address}");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_links_are_those_that_the_reader_may_follow() {
    in_town(async |town| {
        let manager = town.robin.sees(&town.sam("")).await;
        manager.says("Who may open it").hides(&town.sam("/looks"));
        let relief = town.worker("Rae Lief", Role::ReliefWorker).await;
        let page = relief.sees(&town.sam("")).await;
        page.says("Safety card")
            .says("Add a note")
            .hides("Who may open it")
            .hides(">History<")
            .hides("/record/");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn every_section_opens_for_whom_it_is_linked() {
    in_town(async |town| {
        for rest in ["", "/story", "/reach", "/card", "/history", "/restrict", "/notes/new"] {
            town.robin.sees(&town.sam(rest)).await.says("Sam Osei");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn hostile_words_are_shown_as_text_on_every_page_of_theirs() {
    in_town(async |town| {
        let hostile = "<img src=x onerror=alert(1)>\"'&";
        let facts = [
            ("name-used", "name"),
            ("communication", "value"),
            ("what-helps", "value"),
            ("pronouns", "value"),
            ("languages", "value"),
        ];
        for (fact, field) in facts {
            let path = town.sam(&format!("/record/{fact}"));
            let shown = if fact == "name-used" {
                town.amina.sees(&path).await.hidden("shown")
            } else {
                String::new()
            };
            town.amina.sends(&path, &[(field, hostile), ("shown", &shown), ("why", "changed")]).await;
        }
        let alert = [
            ("alert", hostile),
            ("review_on-day", "1"),
            ("review_on-month", "5"),
            ("review_on-year", "2026"),
        ];
        town.amina.sends(&town.sam("/record/alert"), &alert).await;
        town.amina.sends(&town.sam("/record/health"), &[("topic", "other"), ("fact", hostile)]).await;
        town.amina
            .sends(
                &town.sam("/record/family"),
                &[("name", hostile), ("relation", hostile), ("note", hostile)],
            )
            .await;
        town.amina.sends(&town.sam("/record/phone"), &[("value", &format!("01632 960001 {hostile}"))]).await;
        let note = [
            ("text", hostile),
            ("title", hostile),
            ("day", ""),
            ("day-day", "1"),
            ("day-month", "3"),
            ("day-year", "2026"),
            ("class", "story"),
        ];
        town.amina.sends(&town.sam("/notes/new"), &note).await;
        for rest in [
            "",
            "/story?quiet=yes",
            "/story/print",
            "/reach",
            "/card",
            "/history?on=2026-03-02",
            "/record/name-used",
        ] {
            town.amina.sees(&town.sam(rest)).await.hides("<img").says("&lt;img");
        }
        town.amina.sees("/people").await.hides("<img").says("&lt;img");
        town.amina.sees("/").await.hides("<img").says("&lt;img");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_key_worker_s_number_is_a_press_away_on_every_page_of_theirs() {
    in_town(async |town| {
        let account = town.amina.sends("/account/telephone", &[("telephone", "01632 960 101")]).await;
        town.amina.sees(&account).await.says("01632 960 101");
        for page in ["", "/story", "/team"] {
            town.robin.sees(&town.sam(page)).await.says("href=\"tel:01632960101\"");
        }
        let wrong = town.amina.post("/account/telephone", &[("telephone", "<b>ring</b>")]).await;
        wrong.says("Enter a telephone number").says("&lt;b&gt;ring&lt;/b&gt;").says("href=\"#telephone\"");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_later_file_left_out_stays_on_the_record_and_is_marked() {
    in_town(async |town| {
        let desk = town.place.operator(&town.council);
        let (stream, at) = (desk.stream(), Happened::At(desk.now));
        let spell =
            MissingRecorded { kind: Away::Missing, from: date(2026, 1, 3), to: Some(date(2026, 1, 5)) };
        let told = Told::about(town.sam, stream, at, Body::MissingRecorded(spell));
        let first = desk.prepare(Act::new().beginning(told)).unwrap();
        let stands = first.events[0].id;
        town.place.house.records.append_all(vec![first]).await.unwrap();
        town.amina.sees(&town.sam("")).await.says("3 January 2026").hides("Left out of");
        let gone = Body::RowVanished(RowVanished { stands, file: "Missing 2025-26".into() });
        let told = Told::about(town.sam, stream, at, gone).in_class(Class::Story).correcting(stands);
        let second = desk.prepare(Act::new().telling(told, 1)).unwrap();
        town.place.house.records.append_all(vec![second]).await.unwrap();
        town.amina.sees(&town.sam("")).await.says("3 January 2026");
        for path in [town.sam(""), town.sam("/story")] {
            town.amina.sees(&path).await.says("Left out of Missing 2025-26");
        }
    })
    .await;
}
