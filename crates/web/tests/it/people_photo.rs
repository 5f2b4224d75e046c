//! `/people/{person}/photo` and below: a photo is kept, shown, replaced and taken out.

use crate::people_world::{Browser, Page, Town, in_town, same_nothing};
use axum::http::StatusCode;
use practice::journal::Body;
use practice::staff::Role;

const FACE: &[u8] = include_bytes!("face.png");
const AGREED: [(&str, &str); 2] = [("asked", "agreed"), ("said", "Fine, <but> no filter")];

async fn send(town: &Town, by: &Browser, fields: &[(&str, &str)], picture: &[u8]) -> Page {
    by.post_file(&town.sam("/photo"), fields, ("photo", "IMG_0001.png", picture)).await
}

async fn kept(town: &Town) -> String {
    let page = send(town, &town.amina, &AGREED, FACE).await;
    assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.text);
    picture_of(town).await
}

/// The address of the photo that is shown.
async fn picture_of(town: &Town) -> String {
    let page = town.amina.sees(&town.sam("")).await;
    let rest = page.text.split_once("nwd-person__photo\" src=\"").expect("a photo at the head").1;
    rest.split('"').next().unwrap().to_owned()
}

fn holds(bytes: &[u8], words: &[u8]) -> bool {
    bytes.windows(words.len()).any(|window| window == words)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_photo_is_kept_made_anew_and_shown_at_the_head_of_every_page_of_theirs() {
    in_town(async |town| {
        assert!(!town.amina.sees(&town.sam("")).await.text.contains("<img"));
        town.amina.sees(&town.sam("")).await.says("Add a photo");
        let picture = kept(&town).await;
        for rest in ["", "/story", "/card", "/team", "/reach"] {
            town.bryn.sees(&town.sam(rest)).await.says(&picture).says("alt=\"Photo of Sam Osei\"");
        }
        let (status, headers, bytes) = town.bryn.opens(&picture).await;
        assert_eq!(status, StatusCode::OK);
        assert!(bytes.starts_with(b"\xff\xd8\xff") && !holds(&bytes, b"SECRET"), "a new JPEG");
        let header = |name: &str| headers.get(name).unwrap().to_str().unwrap().to_owned();
        assert_eq!(header("content-type"), "image/jpeg");
        assert_eq!(header("content-disposition"), "inline; filename=\"photo.jpg\"");
        assert_eq!(header("cache-control"), "no-store");
        assert_eq!(header("x-content-type-options"), "nosniff");
        assert!(header("content-security-policy").contains("sandbox"));
        town.amina.sees(&town.sam("")).await.says("Fine, &lt;but&gt; no filter").says("They agreed to it");
        town.bryn.sees(&town.sam("/story")).await.says("A photo was added");
        for list in ["/people?whose=all", "/"] {
            town.amina.sees(list).await.says("Sam Osei").hides("<img");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_that_was_begun_before_and_is_refused_is_shown_again() {
    in_town(async |town| {
        let draft = format!("/drafts?form={}", town.sam("/photo").replace('/', "%2F"));
        assert_eq!(town.amina.post(&draft, &AGREED).await.status, StatusCode::NO_CONTENT);
        let page = send(&town, &town.amina, &AGREED, b"no picture").await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        page.says("There is a problem").says("Fine, &lt;but&gt; no filter").hides("Page not found");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_may_not_open_the_record_does_not_see_the_photo_either() {
    in_town(async |town| {
        let picture = kept(&town).await;
        let nobodys =
            "/people/00000000-0000-4000-8000-000000000001/photo/00000000-0000-4000-8000-000000000001";
        same_nothing(&town.far, &picture, nobodys).await;
        let board = town.worker("Bo Ard", Role::BoardMember).await;
        assert_eq!(board.get(&picture).await.status, StatusCode::FORBIDDEN);
        town.restricts_sam_to(&[&town.robin]).await;
        same_nothing(&town.amina, &picture, nobodys).await;
        assert_eq!(town.robin.opens(&picture).await.0, StatusCode::OK);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whose_photo_somebody_looked_at_is_written_down() {
    in_town(async |town| {
        let picture = kept(&town).await;
        town.bryn.opens(&picture).await;
        let ig = town.worker("Ig Lee", Role::InformationGovernance).await;
        ig.sees(&town.sam("/looks")).await.says("A photo").says("Bryn Hale");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_wrong_is_said_at_its_field_and_nothing_is_written() {
    in_town(async |town| {
        let before = town.events().await.len();
        let agreed = AGREED.as_slice();
        let cases = [
            (agreed, b"".as_slice(), "Choose a picture."),
            (agreed, b"<svg onload=alert(1)>", "SVG drawing"),
            (agreed, b"GIF89a", "not a picture that can be read"),
            (agreed, &FACE[..60], "damaged or was cut off"),
            (&[], FACE, "Say whether they agreed"),
            (&[("asked", "said_no"), ("said", "No!")], FACE, "They said no"),
            (&[("asked", "not_asked")], FACE, "Say why they could not be asked"),
        ];
        for (fields, picture, sentence) in cases {
            let page = send(&town, &town.amina, fields, picture).await;
            assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{sentence}");
            page.says(sentence).says("There is a problem");
        }
        let page = send(&town, &town.amina, &[("said", "Kept words")], FACE).await;
        page.says("Kept words").says("Choose the picture again");
        let page = send(&town, &town.amina, &AGREED, &vec![0; 10 * 1024 * 1024 + 1]).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        page.says("at most 10 MB");
        assert_eq!(town.events().await.len(), before);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_photo_taken_long_ago_is_asked_about_once_though_it_is_chosen_again() {
    in_town(async |town| {
        let old = [AGREED[0], ("taken-day", "1"), ("taken-month", "3"), ("taken-year", "2024")];
        let page = send(&town, &town.amina, &old, FACE).await;
        page.says("Please check").says("Choose the picture again").says("taken 2024-03-01");
        let sure = [old.as_slice(), &[("asked_about", "taken 2024-03-01")]].concat();
        let page = send(&town, &town.amina, &sure, FACE).await;
        assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.text);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_photo_sent_twice_is_one_and_a_new_one_takes_its_place_with_the_old_one_kept() {
    in_town(async |town| {
        let key = town.amina.sees(&town.sam("/photo")).await.key();
        let fields = [AGREED[0], AGREED[1], ("idempotency_key", key.as_str())];
        for _ in 0..2 {
            assert_eq!(send(&town, &town.amina, &fields, FACE).await.status, StatusCode::SEE_OTHER);
        }
        let photos = async || {
            let events = town.events().await;
            events.into_iter().filter(|event| matches!(event.body, Body::PhotoRecorded(_))).count()
        };
        assert_eq!(photos().await, 1);
        let first = picture_of(&town).await;
        send(&town, &town.bryn, &[("asked", "not_asked"), ("said", "Away this week")], FACE).await;
        let second = picture_of(&town).await;
        assert_ne!(first, second);
        assert_eq!(photos().await, 2);
        town.amina.sees(&town.sam("/photo")).await.says(&first).says(&second).says("Away this week");
        assert_eq!(town.bryn.opens(&first).await.0, StatusCode::OK);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_photo_taken_out_with_a_reason_is_shown_to_nobody() {
    in_town(async |town| {
        let picture = kept(&town).await;
        let remove = format!("{picture}/remove");
        assert_eq!(
            town.amina.post(&remove, &[("reason", " ")]).await.status,
            StatusCode::UNPROCESSABLE_ENTITY
        );
        let key = town.amina.sees(&remove).await.key();
        let form = [("reason", "They asked <us> to"), ("idempotency_key", key.as_str())];
        for _ in 0..2 {
            town.amina.sends(&remove, &form).await;
        }
        town.amina.sees(&town.sam("")).await.hides("<img");
        assert_eq!(town.amina.opens(&picture).await.0, StatusCode::NOT_FOUND);
        town.amina.sees(&town.sam("/photo")).await.says("They asked &lt;us&gt; to").hides("<img");
        town.amina.sees(&town.sam("/story")).await.says("A photo was taken out");
        let again = town.bryn.post(&remove, &[("reason", "Me too")]).await;
        assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
        again.says("Somebody has taken this photo out already.");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_typed_beside_a_photo_on_a_locked_screen_is_kept() {
    in_town(async |town| {
        town.amina.sends("/lock", &[("back", "/")]).await;
        let sent = send(&town, &town.amina, &AGREED, FACE).await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER);
        assert!(sent.location.starts_with("/locked"), "{}", sent.location);
        let amina = town.again(&town.amina).await;
        amina.sees(&town.sam("/photo")).await.says("Fine, &lt;but&gt; no filter");
    })
    .await;
}
