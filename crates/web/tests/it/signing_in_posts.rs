//! `/posts`: somebody with several posts chooses one.

use crate::support::{Jar, PASSWORD, Place, for_both, post_form};
use axum::http::StatusCode;
use practice::ids::PostId;
use practice::staff::Role;
use work::signing_in::{accept, invite};

const FORM: [(&str, &str); 3] =
    [("email", "amina.okafor@northmoor.example"), ("password", PASSWORD), ("back", "/account")];

/// Somebody who works in two posts; answers the second.
async fn in_two_posts(place: &Place) -> PostId {
    let council = place.council().await;
    place.worker(&council, "Amina Okafor", &[Role::OutreachKeyWorker]).await;
    let operator = place.operator(&council);
    let form = post_form(&council, "Amina Okafor", &[Role::ReliefWorker], place.house.now().day());
    let second = work::staff::create_post(&operator, &form, None).await.unwrap();
    let invited = invite(&operator, second, FORM[0].1).await.unwrap();
    accept(&place.house, &invited.token, PASSWORD, &crate::support::visit()).await.unwrap();
    second
}

#[tokio::test(flavor = "multi_thread")]
async fn somebody_with_two_posts_chooses_one_and_goes_on_to_where_they_wanted() {
    for_both(async |place| {
        let second = in_two_posts(&place).await;
        let mut jar = Jar::new(&place);
        jar.sends("/sign-in", &FORM).await;
        let to = jar.get("/account").await.location();
        assert_eq!(to, "/posts?back=%2Faccount");
        jar.sees(&to).await.says("Key worker (outreach)").says("Relief worker").says("Sign out");
        let none = jar.post("/posts", &[("back", "/account")]).await;
        assert_eq!(none.status, StatusCode::UNPROCESSABLE_ENTITY);
        none.says("Choose the post you are working in now.");
        let chosen = second.to_string();
        assert_eq!(jar.sends("/posts", &[("back", "/account"), ("post", &chosen)]).await, "/account");
        jar.sees("/account").await.says("Relief worker").says("Change post");
        jar.sees("/posts").await.says("checked");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_post_of_somebody_else_cannot_be_chosen() {
    for_both(async |place| {
        in_two_posts(&place).await;
        let other = place.another_council("Southmoor").await;
        let stranger = place.worker(&other, "Noor Far", &[Role::ReliefWorker]).await;
        let mut jar = Jar::new(&place);
        jar.sends("/sign-in", &FORM).await;
        let post = stranger.post.to_string();
        assert_eq!(jar.post("/posts", &[("post", &post)]).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_locked_screen_is_unlocked_before_a_post_is_chosen() {
    for_both(async |place| {
        in_two_posts(&place).await;
        let mut jar = Jar::new(&place);
        jar.sends("/sign-in", &FORM).await;
        jar.sends("/lock", &[]).await;
        assert_eq!(jar.get("/posts").await.location(), "/locked?back=%2Fposts");
        assert_eq!(jar.post("/posts", &[]).await.location(), "/locked?back=%2Fposts");
    })
    .await;
}
