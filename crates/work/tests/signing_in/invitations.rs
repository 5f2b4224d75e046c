//! Invitations, and choosing a password.

use crate::app::{knock, sentence};
use crate::support::{Council, PASSWORD, Place, Worker, for_both, post_form, visit};
use practice::ids::PostId;
use practice::staff::Role;
use work::signing_in::{Outcome, Resumed, accept, invitation, invite, resume};
use work::staff::SignsIn;
use work::{FormKey, No, staff};

const ADDRESS: &str = "kit.lowe@northmoor.example";
const WEEK: i64 = 7 * 24 * 60 * 60;

pub(crate) async fn post(place: &Place, council: &Council, name: &str) -> PostId {
    let operator = place.operator(council);
    let form = post_form(council, name, &[Role::EducationSpecialist], operator.now.day());
    staff::create_post(&operator, &form, None).await.unwrap()
}

/// A further post of somebody who has one already.
pub(crate) struct Further {
    pub(crate) council: Council,
    pub(crate) post: PostId,
    token: String,
}

/// Somebody who works for two councils.
pub(crate) async fn works_for_two(place: &Place) -> (Worker, Further) {
    let (worker, further) = invited_by_two(place).await;
    accept(&place.house, &further.token, PASSWORD, &visit()).await.unwrap();
    (worker, further)
}

/// Somebody who works for one council and was invited by another.
async fn invited_by_two(place: &Place) -> (Worker, Further) {
    let northmoor = place.council().await;
    let worker = place.worker(&northmoor, "Amina Okafor", &[Role::OutreachKeyWorker]).await;
    let council = place.another_council("Southmoor").await;
    let post = post(place, &council, "Amina Okafor").await;
    let token = invite(&place.operator(&council), post, &worker.email, None).await.unwrap().token;
    (worker, Further { council, post, token })
}

#[tokio::test(flavor = "multi_thread")]
async fn a_link_lets_one_person_in_once() {
    for_both(async |place| {
        let council = place.council().await;
        let post = post(&place, &council, "Kit Lowe").await;
        let invited = invite(&place.operator(&council), post, ADDRESS, None).await.unwrap();
        let shown = invitation(&place.house, &invited.token).await.unwrap().unwrap();
        assert_eq!((shown.email.as_str(), shown.choosing), (ADDRESS, true));
        let Ok(Outcome::Signed(cookie)) = accept(&place.house, &invited.token, PASSWORD, &visit()).await
        else {
            panic!()
        };
        let Resumed::Live(desk, _) = resume(&place.house, &cookie).await.unwrap() else { panic!() };
        assert_eq!(desk.sight.post, post);
        let again = accept(&place.house, &invited.token, "another lantern fog", &visit()).await;
        assert!(sentence(again).contains("link does not work"));
        assert!(invitation(&place.house, &invited.token).await.unwrap().is_none());
        assert!(knock(&place, ADDRESS, PASSWORD).await.is_ok());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_who_use_a_link_at_once_one_is_let_in() {
    for_both(async |place| {
        let council = place.council().await;
        let post = post(&place, &council, "Kit Lowe").await;
        let token = invite(&place.operator(&council), post, ADDRESS, None).await.unwrap().token;
        let here = visit();
        let (one, two) = tokio::join!(
            accept(&place.house, &token, "copper lantern tide", &here),
            accept(&place.house, &token, "walnut scooter fog", &here)
        );
        assert!(one.is_ok() != two.is_ok());
        let kept = if one.is_ok() { "copper lantern tide" } else { "walnut scooter fog" };
        assert!(knock(&place, ADDRESS, kept).await.is_ok());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_link_opens_for_seven_days() {
    for_both(async |place| {
        let council = place.council().await;
        let post = post(&place, &council, "Kit Lowe").await;
        let token = invite(&place.operator(&council), post, ADDRESS, None).await.unwrap().token;
        place.clock.pass(WEEK - 1);
        assert!(invitation(&place.house, &token).await.unwrap().is_some());
        place.clock.pass(1);
        assert!(invitation(&place.house, &token).await.unwrap().is_none());
        assert!(accept(&place.house, &token, PASSWORD, &visit()).await.is_err());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn inviting_again_makes_the_link_of_before_useless() {
    for_both(async |place| {
        let council = place.council().await;
        let post = post(&place, &council, "Kit Lowe").await;
        let operator = place.operator(&council);
        let first = invite(&operator, post, ADDRESS, None).await.unwrap().token;
        let second = invite(&operator, post, ADDRESS, None).await.unwrap().token;
        assert!(accept(&place.house, &first, PASSWORD, &visit()).await.is_err());
        assert!(accept(&place.house, &second, PASSWORD, &visit()).await.is_ok());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_password_that_is_refused_leaves_the_link_good() {
    for_both(async |place| {
        let council = place.council().await;
        let post = post(&place, &council, "Kit Lowe").await;
        let token = invite(&place.operator(&council), post, ADDRESS, None).await.unwrap().token;
        for refused in
            ["short", "Password1234", "kit.lowe is my name", "lowe lantern northmoor", "aaaaaaaaaaaaaa"]
        {
            let Err(No::Refused(refusals)) = accept(&place.house, &token, refused, &visit()).await else {
                panic!("{refused}")
            };
            assert_eq!(refusals[0].field.as_deref(), Some("password"), "{refused}");
        }
        assert!(accept(&place.house, &token, PASSWORD, &visit()).await.is_ok());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_invitation_is_written_into_the_posts_history() {
    for_both(async |place| {
        let council = place.council().await;
        let post = post(&place, &council, "Kit Lowe").await;
        let token = invite(&place.operator(&council), post, ADDRESS, None).await.unwrap().token;
        let stream = [practice::ids::StreamId(post.0)];
        let at = async || place.house.records.revisions(&stream).await.unwrap()[0].number;
        assert_eq!(at().await, 2, "the post was created, and somebody invited");
        accept(&place.house, &token, PASSWORD, &visit()).await.unwrap();
        assert_eq!(at().await, 3, "they took it up");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_no_address_is_refused_at_its_field() {
    for_both(async |place| {
        let council = place.council().await;
        let post = post(&place, &council, "Kit Lowe").await;
        let Err(No::Refused(refusals)) = invite(&place.operator(&council), post, "kit", None).await else {
            panic!()
        };
        assert_eq!(refusals[0].field.as_deref(), Some("email"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn only_those_who_manage_staff_invite_and_only_to_posts_of_their_council() {
    for_both(async |place| {
        let council = place.council().await;
        let worker = place.worker(&council, "Amina Okafor", &[Role::OutreachKeyWorker]).await;
        let desk = place.desk_of(&worker).await;
        assert!(matches!(invite(&desk, worker.post, ADDRESS, None).await, Err(No::Forbidden(_))));
        let other = place.another_council("Southmoor").await;
        assert!(matches!(
            invite(&place.operator(&other), worker.post, ADDRESS, None).await,
            Err(No::NotFound)
        ));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_post_that_somebody_signs_in_to_is_not_handed_to_another() {
    for_both(async |place| {
        let council = place.council().await;
        let worker = place.worker(&council, "Amina Okafor", &[Role::OutreachKeyWorker]).await;
        let refused = invite(&place.operator(&council), worker.post, ADDRESS, None).await;
        assert!(sentence(refused).contains("Somebody else signs in"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_forgotten_password_is_chosen_anew_and_the_old_sessions_end() {
    for_both(async |place| {
        let council = place.council().await;
        let worker = place.worker(&council, "Amina Okafor", &[Role::OutreachKeyWorker]).await;
        let Outcome::Signed(before) = &worker.outcome else { panic!() };
        let token = invite(&place.operator(&council), worker.post, &worker.email, None).await.unwrap().token;
        assert!(invitation(&place.house, &token).await.unwrap().unwrap().choosing);
        accept(&place.house, &token, "walnut scooter fog", &visit()).await.unwrap();
        assert!(matches!(resume(&place.house, before).await.unwrap(), Resumed::SignedOut(..)));
        assert!(knock(&place, &worker.email, PASSWORD).await.is_err());
        assert!(knock(&place, &worker.email, "walnut scooter fog").await.is_ok());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_further_post_never_changes_the_password_of_somebody_who_has_one() {
    for_both(async |place| {
        let (worker, further) = invited_by_two(&place).await;
        assert!(!invitation(&place.house, &further.token).await.unwrap().unwrap().choosing);
        let wrong = accept(&place.house, &further.token, "walnut scooter fog", &visit()).await;
        assert!(sentence(wrong).contains("not right"));
        assert!(accept(&place.house, &further.token, PASSWORD, &visit()).await.is_ok());
        assert!(knock(&place, &worker.email, PASSWORD).await.is_ok());
        // Nor does inviting again from there.
        let again = invite(&place.operator(&further.council), further.post, &worker.email, None).await;
        assert!(again.is_err());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_link_opened_before_the_first_day_says_so_and_opens_on_that_day() {
    for_both(async |place| {
        let council = place.council().await;
        let operator = place.operator(&council);
        let tomorrow = operator.now.day().tomorrow().unwrap();
        let form = post_form(&council, "Kit Lowe", &[Role::EducationSpecialist], tomorrow);
        let post = staff::create_post(&operator, &form, None).await.unwrap();
        let invited = invite(&operator, post, ADDRESS, None).await.unwrap();
        let early = sentence(accept(&place.house, &invited.token, PASSWORD, &visit()).await);
        assert!(early.contains(&practice::dates::long_date(tomorrow)), "{early}");
        place.clock.pass(24 * 60 * 60);
        assert!(matches!(
            accept(&place.house, &invited.token, PASSWORD, &visit()).await,
            Ok(Outcome::Signed(_))
        ));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_post_is_nobodys_until_its_worker_takes_the_invitation_up() {
    for_both(async |place| {
        let (worker, further) = invited_by_two(&place).await;
        let posts = async || place.house.records.posts_of(worker.account).await.unwrap().len();
        let Ok(Outcome::Signed(cookie)) = knock(&place, &worker.email, PASSWORD).await else { panic!() };
        let Resumed::Live(desk, _) = resume(&place.house, &cookie).await.unwrap() else { panic!() };
        assert_eq!((posts().await, desk.sight.post), (1, worker.post), "there is nothing to choose from");
        let operator = place.operator(&further.council);
        let line = staff::list(&operator).await.unwrap().posts.remove(0);
        assert_eq!((line.signs_in, line.account), (SignsIn::Invited, None));
        assert_eq!(line.email.as_deref(), Some(worker.email.as_str()));
        assert!(staff::accounts(&operator).await.unwrap().is_empty(), "nor is it an account of theirs yet");
        accept(&place.house, &further.token, "walnut scooter fog", &visit()).await.unwrap_err();
        assert_eq!(posts().await, 1, "a wrong password takes nothing up");
        accept(&place.house, &further.token, PASSWORD, &visit()).await.unwrap();
        assert_eq!(posts().await, 2);
        assert_eq!(staff::list(&operator).await.unwrap().posts[0].account, Some(worker.account));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn pressed_twice_an_invitation_makes_one_link() {
    for_both(async |place| {
        let council = place.council().await;
        let post = post(&place, &council, "Kit Lowe").await;
        let operator = place.operator(&council);
        let key = |key: &str| Some(FormKey { key: key.into(), body: b"the same".to_vec() });
        let (one, two) = tokio::join!(
            invite(&operator, post, ADDRESS, key("a-form")),
            invite(&operator, post, ADDRESS, key("a-form"))
        );
        let token = one.unwrap().token;
        assert!(token == two.unwrap().token);
        let stream = [practice::ids::StreamId(post.0)];
        assert_eq!(place.house.records.revisions(&stream).await.unwrap()[0].number, 2, "one event");
        let newer = invite(&operator, post, ADDRESS, key("another-form")).await.unwrap().token;
        assert!(invitation(&place.house, &token).await.unwrap().is_none());
        let stale = invite(&operator, post, ADDRESS, key("a-form")).await;
        assert!(sentence(stale).contains("opens nothing any more"));
        accept(&place.house, &newer, PASSWORD, &visit()).await.unwrap();
        let used = invite(&operator, post, ADDRESS, key("another-form")).await;
        assert!(sentence(used).contains("opens nothing any more"));
        assert!(knock(&place, ADDRESS, PASSWORD).await.is_ok(), "and nothing was taken away");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_invitation_to_a_wrong_address_is_made_anew_for_the_right_one() {
    for_both(async |place| {
        let council = place.council().await;
        let post = post(&place, &council, "Kit Lowe").await;
        let operator = place.operator(&council);
        let wrong = invite(&operator, post, "kit.love@northmoor.example", None).await.unwrap().token;
        let right = invite(&operator, post, ADDRESS, None).await.unwrap();
        assert!(accept(&place.house, &wrong, PASSWORD, &visit()).await.is_err());
        accept(&place.house, &right.token, PASSWORD, &visit()).await.unwrap();
        let holder = place.house.records.post(post).await.unwrap().unwrap().account;
        assert_eq!(holder, Some(right.account));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_invites_somebody_lets_them_into_no_post_of_another_council() {
    for_both(async |place| {
        let northmoor = place.council().await;
        let theirs = post(&place, &northmoor, "Kit Lowe").await;
        let link = invite(&place.operator(&northmoor), theirs, ADDRESS, None).await.unwrap().token;
        let southmoor = place.another_council("Southmoor").await;
        let ours = post(&place, &southmoor, "Kit Lowe").await;
        let other = invite(&place.operator(&southmoor), ours, ADDRESS, None).await.unwrap();
        accept(&place.house, &other.token, PASSWORD, &visit()).await.unwrap();
        let posts = place.house.records.posts_of(other.account).await.unwrap();
        assert_eq!(posts.iter().map(|post| post.id).collect::<Vec<_>>(), [ours]);
        assert!(invitation(&place.house, &link).await.unwrap().is_some(), "nor is the other link spent");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_else_opens_the_account_of_somebody_who_is_invited_back() {
    for_both(async |place| {
        let northmoor = place.council().await;
        let amina = place.worker(&northmoor, "Amina Okafor", &[Role::OutreachKeyWorker]).await;
        let operator = place.operator(&northmoor);
        staff::close_account(&operator, amina.account, &staff::Ending::because("Password known to others."))
            .await
            .unwrap();
        let own = invite(&operator, amina.post, &amina.email, None).await.unwrap().token;
        let southmoor = place.another_council("Southmoor").await;
        let further = post(&place, &southmoor, "Amina Okafor").await;
        let other = invite(&place.operator(&southmoor), further, &amina.email, None).await.unwrap().token;
        let taken = accept(&place.house, &other, "another lantern fog", &visit()).await;
        assert!(sentence(taken).contains("link does not work"));
        assert!(place.house.records.post(further).await.unwrap().unwrap().account.is_none());
        accept(&place.house, &own, PASSWORD, &visit()).await.unwrap();
        accept(&place.house, &other, PASSWORD, &visit()).await.unwrap();
        assert_eq!(place.house.records.posts_of(amina.account).await.unwrap().len(), 2);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_invitation_to_a_post_that_ended_meanwhile_lets_nobody_in() {
    for_both(async |place| {
        let council = place.council().await;
        let post = post(&place, &council, "Kit Lowe").await;
        let operator = place.operator(&council);
        let token = invite(&operator, post, ADDRESS, None).await.unwrap().token;
        staff::end_post(&operator, post, &staff::Ending::because("Never came.")).await.unwrap();
        let late = accept(&place.house, &token, PASSWORD, &visit()).await;
        assert!(sentence(late).contains("no longer have access"));
        assert!(place.house.records.post(post).await.unwrap().unwrap().account.is_none());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_invites_themselves_to_a_post_or_sends_themselves_a_link() {
    for_both(async |place| {
        let council = place.council().await;
        let ada = place.worker(&council, "Ada Min", &[Role::Administrator]).await;
        let desk = place.desk_of(&ada).await;
        let further = post(&place, &council, "Ada Min").await;
        for (to, address) in [(further, ada.email.to_uppercase()), (ada.post, ada.email.clone())] {
            let Err(No::Refused(refusals)) = invite(&desk, to, &address, None).await else { panic!() };
            assert_eq!(refusals[0].field.as_deref(), Some("email"));
            assert!(refusals[0].sentence.contains("Somebody else who looks after accounts"));
        }
        assert_eq!(place.house.records.posts_of(ada.account).await.unwrap().len(), 1);
    })
    .await;
}
