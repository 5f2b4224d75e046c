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
    let invited = invite(&operator, second, FORM[0].1, None).await.unwrap();
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

/// Somebody with a post in each of two councils, and the posts.
async fn in_two_councils(place: &Place, second: Role) -> (Jar, [String; 2]) {
    let north = place.council().await;
    let worker = place.worker(&north, "Amina Okafor", &[Role::OutreachKeyWorker]).await;
    let south = place.another_council("Southmoor").await;
    let operator = place.operator(&south);
    let form = post_form(&south, "Amina Okafor", &[second], place.house.now().day());
    let post = work::staff::create_post(&operator, &form, None).await.unwrap();
    let invited = invite(&operator, post, FORM[0].1, None).await.unwrap();
    accept(&place.house, &invited.token, PASSWORD, &crate::support::visit()).await.unwrap();
    let mut jar = Jar::new(place);
    jar.sends("/sign-in", &FORM).await;
    (jar, [worker.post.to_string(), post.to_string()])
}

/// The form for a new young person, with a key, as it was opened in a window.
async fn opened(jar: &mut Jar) -> String {
    jar.sees("/people/new").await.between("name=\"idempotency_key\" value=\"", "\"")
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_opened_in_one_post_does_nothing_in_another_and_its_words_wait_where_they_belong() {
    for_both(async |place| {
        opens_in_one_and_sends_in_another(&place, Role::OutreachKeyWorker).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_holds_where_the_other_post_may_not_use_the_form_at_all() {
    for_both(async |place| {
        opens_in_one_and_sends_in_another(&place, Role::BoardMember).await;
    })
    .await;
}

async fn opens_in_one_and_sends_in_another(place: &Place, second: Role) {
    let (mut jar, [north, south]) = in_two_councils(place, second).await;
    jar.sends("/posts", &[("post", &north)]).await;
    let key = opened(&mut jar).await;
    jar.sends("/posts", &[("post", &south)]).await;
    let typed = [("name", "Jo Quist"), ("idempotency_key", key.as_str())];
    let refused = jar.post("/people/new", &typed).await;
    assert_eq!(refused.status, StatusCode::CONFLICT, "{second:?}");
    refused.says("opened in another post of yours").says("href=\"/posts\"").hides("Jo Quist");
    jar.fetch("/drafts?form=%2Fpeople%2Fnew", &typed).await;
    jar.sees("/drafts").await.hides("Jo Quist");
    jar.sends("/posts", &[("post", &north)]).await;
    jar.sees("/people/new").await.says("Jo Quist").says(&key);
}

#[tokio::test(flavor = "multi_thread")]
async fn words_for_another_post_are_given_back_where_another_windows_are_kept_there() {
    for_both(async |place| {
        let (mut jar, [north, south]) = in_two_councils(&place, Role::OutreachKeyWorker).await;
        jar.sends("/posts", &[("post", &north)]).await;
        let window =
            async |jar: &mut Jar| jar.sees("/people/new").await.between("name=\"window\" value=\"", "\"");
        let (one, two) = (window(&mut jar).await, window(&mut jar).await);
        let key = opened(&mut jar).await;
        let other = [("name", "Alex Reed"), ("window", one.as_str()), ("idempotency_key", key.as_str())];
        jar.fetch("/drafts?form=%2Fpeople%2Fnew", &other).await;
        jar.sends("/posts", &[("post", &south)]).await;
        let typed = [("name", "Jo Quist"), ("window", two.as_str()), ("idempotency_key", key.as_str())];
        let refused = jar.post("/people/new", &typed).await;
        assert_eq!(refused.status, StatusCode::CONFLICT);
        refused.says("kept nowhere but on this page").says("Jo Quist").says("href=\"/posts\"");
        jar.sends("/posts", &[("post", &north)]).await;
        jar.sees("/people/new").await.says("Alex Reed").hides("Jo Quist");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn words_sent_before_a_post_is_chosen_are_kept_for_the_post_they_were_typed_in() {
    for_both(async |place| {
        let (mut jar, [north, _]) = in_two_councils(&place, Role::OutreachKeyWorker).await;
        jar.sends("/posts", &[("post", &north)]).await;
        let key = opened(&mut jar).await;
        jar.sends("/sign-out", &[]).await;
        jar.sends("/sign-in", &FORM).await;
        let typed = [("name", "Jo Quist"), ("idempotency_key", key.as_str())];
        assert_eq!(jar.sends("/people/new", &typed).await, "/posts?back=%2Fpeople%2Fnew");
        jar.sends("/posts", &[("post", &north)]).await;
        jar.sees("/people/new").await.says("Jo Quist");
    })
    .await;
}
