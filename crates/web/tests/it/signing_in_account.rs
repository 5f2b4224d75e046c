//! `/account` and what belongs to it.

use crate::people_world::in_town;
use crate::support::{Jar, PASSWORD, Place, for_both};
use axum::http::StatusCode;
use practice::people::keys;
use practice::staff::Role;

const FORM: [(&str, &str); 2] = [("email", "amina.okafor@northmoor.example"), ("password", PASSWORD)];

async fn signed_in_twice(place: &Place) -> (Jar, Jar) {
    let council = place.council().await;
    // Taking up the invitation has begun a session already.
    place.worker(&council, "Amina Okafor", &[Role::OutreachKeyWorker]).await;
    let (mut one, mut other) = (Jar::new(place), Jar::new(place));
    one.sends("/sign-in", &FORM).await;
    other.sends("/sign-in", &FORM).await;
    (one, other)
}

#[tokio::test(flavor = "multi_thread")]
async fn sessions_are_listed_and_one_is_ended() {
    for_both(async |place| {
        let (mut one, mut other) = signed_in_twice(&place).await;
        let page = one.sees("/account").await;
        page.says("This session");
        let sessions: Vec<String> = page
            .text
            .split("name=\"session\" value=\"")
            .skip(1)
            .map(|rest| rest.split('"').next().unwrap().to_owned())
            .collect();
        assert_eq!(sessions.len(), 2, "one's own cannot be ended here by mistake");
        for session in &sessions {
            one.sends("/account/sessions", &[("session", session)]).await;
        }
        assert_eq!(other.get("/account").await.status, StatusCode::SEE_OTHER);
        other.sees("/sign-in").await.says("You ended this session from another one.");
        one.sees("/account?done=session").await.says("That session has ended");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn all_other_sessions_end_with_one_press_and_ones_own_stays() {
    for_both(async |place| {
        let (mut one, mut other) = signed_in_twice(&place).await;
        assert_eq!(one.sends("/account/sessions", &[("others", "1")]).await, "/account?done=sessions");
        one.sees("/account").await.hides("End this session");
        assert_eq!(other.get("/account").await.status, StatusCode::SEE_OTHER);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_session_of_somebody_else_cannot_be_ended() {
    for_both(async |place| {
        let (mut one, _) = signed_in_twice(&place).await;
        let council = place.another_council("Southmoor").await;
        let stranger = place.worker(&council, "Noor Far", &[Role::ReliefWorker]).await;
        let session =
            work::signing_in::sessions(&place.desk_of(&stranger).await).await.unwrap()[0].id.0.to_string();
        one.sends("/account/sessions", &[("session", &session)]).await;
        assert_eq!(work::signing_in::sessions(&place.desk_of(&stranger).await).await.unwrap().len(), 1);
        assert_eq!(one.post("/account/sessions", &[("session", "x")]).await.status, StatusCode::NOT_FOUND);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_password_needs_the_old_one_and_ends_all_other_sessions() {
    for_both(async |place| {
        let (mut one, mut other) = signed_in_twice(&place).await;
        one.sees("/account/password").await.says("Change your password");
        let new = "walnut harbour ladder";
        let wrong = one.post("/account/password", &[("old", "not my password"), ("password", new)]).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        wrong.says("href=\"#old\"").hides(new);
        let weak = one.post("/account/password", &[("old", PASSWORD), ("password", "short")]).await;
        assert_eq!(weak.status, StatusCode::UNPROCESSABLE_ENTITY);
        weak.says("href=\"#password\"");
        let empty = one.post("/account/password", &[]).await;
        empty.says("href=\"#old\"").says("href=\"#password\"");
        let to = one.sends("/account/password", &[("old", PASSWORD), ("password", new)]).await;
        one.sees(&to).await.says("Your password is changed");
        assert_eq!(other.get("/account").await.status, StatusCode::SEE_OTHER);
        other.sends("/sign-in", &[FORM[0], ("password", new)]).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_relative_is_declared_by_reference_and_the_answer_is_the_same_whoever_it_is() {
    in_town(async |town| {
        let page = town.bryn.sees("/account/relatives").await;
        page.says("Declare a relative");
        let record = town.place.house.records.reference_of(town.sam).await.unwrap().unwrap();
        let nobodys = practice::ids::Reference::from_random([7, 7, 7, 1, 2, 3, 4, 5]);
        assert_ne!(record, nobodys.as_str());
        for reference in [nobodys.as_str(), &record.to_lowercase(), &record] {
            let to = town.bryn.sends("/account/relatives", &[("reference", reference)]).await;
            assert_eq!(to, "/account?done=relative");
        }
        assert_eq!(town.bryn.get(&town.sam("")).await.status, StatusCode::NOT_FOUND);
        town.amina.sees(&town.sam("")).await;
        let key = keys::reference_key(&nobodys);
        let found = town.place.house.records.keys_like(town.council.authority, &key).await.unwrap();
        assert!(found.is_empty());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reference_out_of_reach_can_be_declared_and_a_misspelt_one_goes_back() {
    in_town(async |town| {
        let record = town.place.house.records.reference_of(town.sam).await.unwrap().unwrap();
        town.far.sends("/account/relatives", &[("reference", &record)]).await;
        let wrong = town.far.post("/account/relatives", &[("reference", "BCDF-GHJK-B")]).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        wrong.says("Look for a wrong letter").says("value=\"BCDF-GHJK-B\"");
        assert_eq!(town.far.post("/account/relatives", &[]).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    })
    .await;
}
