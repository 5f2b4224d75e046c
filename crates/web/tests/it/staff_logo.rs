//! `/staff/council/logo` and `/logo/{file}`.

use crate::people_world::{Browser, Page, in_town};
use crate::support::Jar;
use axum::http::StatusCode;
use practice::dates::Happened;
use practice::journal::{Body, Told};
use practice::staff::{CouncilDescribed, Role};
use work::Act;

const LOGO: &[u8] = include_bytes!("logo.png");
const PATH: &str = "/staff/council/logo";

async fn send(by: &Browser, picture: &[u8]) -> Page {
    by.post_file(PATH, &[], ("logo", "logo.png", picture)).await
}

fn logo_on(page: &str) -> String {
    let rest = page.split_once("nwd-header__logo\" src=\"").expect("a logo at the head").1;
    rest.split('"').next().unwrap().to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_logo_stands_at_the_head_of_every_page_also_before_anybody_is_signed_in() {
    in_town(async |town| {
        let ada = town.worker("Ada Min", Role::Administrator).await;
        town.amina.sees("/account").await.hides("nwd-header__logo");
        assert_eq!(send(&ada, LOGO).await.location, "/staff/council?done=1");
        let logo = logo_on(&town.amina.sees("/account").await.text);
        let door = Jar::new(&town.place).sees("/sign-in").await;
        door.says(&logo).says("Northmoor");
        let (status, headers, bytes) = town.amina.opens(&logo).await;
        assert_eq!((status, &bytes[..4]), (StatusCode::OK, b"\x89PNG".as_slice()));
        assert_eq!(headers["content-type"], "image/png");
        assert!(headers["cache-control"].to_str().unwrap().contains("immutable"));
        assert!(headers["content-security-policy"].to_str().unwrap().contains("sandbox"));
        send(&ada, LOGO).await;
        assert_ne!(logo_on(&ada.sees("/staff/council").await.text), logo);
        assert_eq!(town.amina.get(&logo).await.status, StatusCode::NOT_FOUND);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_logo_is_taken_away_again() {
    in_town(async |town| {
        let ada = town.worker("Ada Min", Role::Administrator).await;
        ada.sees(PATH).await.hides("Show no logo");
        send(&ada, LOGO).await;
        ada.sees(PATH).await.says("Show no logo");
        let away = ada.post_file(PATH, &[("away", "1")], ("logo", "", b"")).await;
        assert_eq!(away.status, StatusCode::SEE_OTHER, "{}", away.text);
        ada.sees("/staff/council").await.hides("nwd-header__logo");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_no_logo_is_refused_with_a_sentence() {
    in_town(async |town| {
        let ada = town.worker("Ada Min", Role::Administrator).await;
        for (picture, sentence) in [
            (b"<svg xmlns='http://www.w3.org/2000/svg'/>".as_slice(), "Save it as a PNG"),
            (b"", "Choose a picture."),
            (b"MZ", "not a picture"),
        ] {
            let page = send(&ada, picture).await;
            assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
            page.says("href=\"#logo\"").says(sentence);
        }
        ada.sees("/staff/council").await.hides("nwd-header__logo");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stored_colour_that_words_cannot_be_read_on_is_named_at_start_and_never_shown() {
    in_town(async |town| {
        let house = &town.place.house;
        assert_eq!(web::wrong_colours(house).await.unwrap(), Vec::<String>::new());
        let desk = town.place.operator(&town.council);
        let council = desk.sight.authority.stream("council");
        let read = house.records.revisions(&[council]).await.unwrap()[0];
        let yellow =
            CouncilDescribed { name: "Northmoor".into(), accent: "#ffdd00".into(), help_line: String::new() };
        let told = Told::of_service(council, Happened::At(desk.now), Body::CouncilDescribed(yellow));
        desk.write(Act::new().telling(told, read.number)).await.unwrap();
        let said = web::wrong_colours(house).await.unwrap();
        assert_eq!(said.len(), 1, "{said:?}");
        assert!(said[0].contains("Northmoor") && said[0].contains("must be at least 4.5"), "{said:?}");
        town.amina.sees("/account").await.hides("ffdd00");
    })
    .await;
}
