//! An invitation that is made anew in the very moment in which the earlier one is opened.

use crate::app::sentence;
use crate::invitations::post;
use crate::support::{Council, PASSWORD, Place, for_both, visit};
use practice::ids::PostId;
use practice::staff::{PostForm, Role};
use std::future::{Future, poll_fn};
use std::pin::{Pin, pin};
use std::task::Poll;
use std::time::Duration;
use tokio::sync::Notify;
use work::signing_in::{Invited, accept, invitation, invite};
use work::staff::change_address;
use work::{FormKey, No, staff};

/// How many times an act waits for something, at most.
pub(crate) const WAITS: usize = 400;

/// Lets an act wait some times; what came of it, where it was over by then.
async fn after_waits<F: Future>(mut act: Pin<&mut F>, waits: usize) -> Option<F::Output> {
    let mut left = waits;
    poll_fn(|context| match act.as_mut().poll(context) {
        Poll::Ready(answer) => Poll::Ready(Some(answer)),
        Poll::Pending if left == 0 => Poll::Ready(None),
        Poll::Pending => {
            left -= 1;
            Poll::Pending
        }
    })
    .await
}

/// Does the second act wholly while the first one stands still after some waits; then the rest of the
/// first. Where the second waits for the first, that goes on. None where the first was over before.
pub(crate) async fn amid<A: Future, B: Future>(
    first: A,
    waits: usize,
    second: B,
) -> Option<(A::Output, B::Output)> {
    let mut first = pin!(first);
    if after_waits(first.as_mut(), waits).await.is_some() {
        return None;
    }
    let over = Notify::new();
    let second = async {
        let answer = second.await;
        over.notify_one();
        answer
    };
    let rest = async {
        let _ = tokio::time::timeout(Duration::from_millis(300), over.notified()).await;
        first.await
    };
    Some(tokio::join!(rest, second))
}

/// Somebody was offered a post whose address was mistyped.
struct Mistyped {
    post: PostId,
    wrong: Invited,
    right: String,
}

async fn mistyped(place: &Place, council: &Council, number: usize) -> Mistyped {
    let post = post(place, council, "Kit Lowe").await;
    let wrong = format!("wrong.{number}@northmoor.example");
    let wrong = invite(&place.operator(council), post, &wrong, None).await.unwrap();
    Mistyped { post, wrong, right: format!("right.{number}@northmoor.example") }
}

/// Either the post is the wrong one's, and whoever invites is told so, or it is offered to the right one.
async fn is_one_or_the_other(place: &Place, case: &Mistyped, anew: Result<Invited, No>) {
    let post = place.house.records.post(case.post).await.unwrap().unwrap();
    match anew {
        Ok(right) => {
            assert_eq!(post.account, None, "the post went to whom it was not offered any more");
            assert!(invitation(&place.house, &right.token).await.unwrap().is_some(), "a link was lost");
            assert!(invitation(&place.house, &case.wrong.token).await.unwrap().is_none());
        }
        Err(No::Refused(_)) => {
            assert_eq!(post.account, Some(case.wrong.account));
            let invited = place.house.records.invitations(post.authority, place.house.now()).await.unwrap();
            assert!(!invited.contains_key(&case.post), "a link opens what is taken");
        }
        Err(other) => panic!("{other:?}"),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_opens_a_link_while_it_is_replaced_is_not_given_the_post() {
    for_both(async |place| {
        let council = place.council().await;
        let operator = place.operator(&council);
        let here = visit();
        for waits in 0..WAITS {
            let case = mistyped(&place, &council, waits).await;
            let opening = Box::pin(accept(&place.house, &case.wrong.token, PASSWORD, &here));
            let anew = Box::pin(invite(&operator, case.post, &case.right, None));
            let Some((_, anew)) = amid(opening, waits, anew).await else { return };
            is_one_or_the_other(&place, &case, anew).await;
        }
        panic!("opening a link never ends");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_replaces_a_link_while_it_is_opened_does_not_give_the_post_away() {
    for_both(async |place| {
        let council = place.council().await;
        let operator = place.operator(&council);
        let here = visit();
        for waits in 0..WAITS {
            let case = mistyped(&place, &council, waits).await;
            let opening = Box::pin(accept(&place.house, &case.wrong.token, PASSWORD, &here));
            let anew = Box::pin(invite(&operator, case.post, &case.right, None));
            let Some((anew, _)) = amid(anew, waits, opening).await else { return };
            is_one_or_the_other(&place, &case, anew).await;
        }
        panic!("inviting never ends");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_invitation_that_was_not_written_down_makes_no_link_and_ends_none() {
    for_both(async |place| {
        let council = place.council().await;
        let ada = place.worker(&council, "Ada Min", &[Role::Administrator]).await;
        let desk = place.desk_of(&ada).await;
        let case = mistyped(&place, &council, 0).await;
        let meanwhile = PostForm {
            name: "Ada Minster".into(),
            team: Some(council.hub),
            roles: vec![Role::Administrator],
            from: desk.now.day(),
            to: None,
        };
        staff::change_post(&place.operator(&council), ada.post, &meanwhile, &staff::ChangingPost::default())
            .await
            .unwrap();
        let refused = invite(&desk, case.post, &case.right, None).await;
        assert!(matches!(refused, Err(No::Forbidden(_))));
        let invited = place.house.records.invitations(council.authority, place.house.now()).await.unwrap();
        assert_eq!(invited.get(&case.post).map(|account| account.id), Some(case.wrong.account));
        assert!(invitation(&place.house, &case.wrong.token).await.unwrap().is_some());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_sent_again_after_its_link_is_forgotten_makes_no_new_one() {
    for_both(async |place| {
        let council = place.council().await;
        let post = post(&place, &council, "Kit Lowe").await;
        let form = || Some(FormKey { key: "a-form".into(), body: b"the same".to_vec() });
        let to = "kit.lowe@northmoor.example";
        let first = invite(&place.operator(&council), post, to, form()).await.unwrap().token;
        place.clock.pass(38 * 24 * 60 * 60);
        // Whatever link is made now, the old one is not kept any longer.
        mistyped(&place, &council, 0).await;
        let again = invite(&place.operator(&council), post, to, form()).await;
        assert!(sentence(again).contains("opens nothing any more"));
        assert!(invitation(&place.house, &first).await.unwrap().is_none());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_accounts_that_are_given_one_address_one_is_refused_with_the_usual_sentence() {
    for_both(async |place| {
        let council = place.council().await;
        let amina = place.worker(&council, "Amina Okafor", &[Role::OutreachKeyWorker]).await;
        let bryn = place.worker(&council, "Bryn Hale", &[Role::OutreachKeyWorker]).await;
        let operator = place.operator(&council);
        for waits in 0..WAITS {
            let address = format!("shared.{waits}@northmoor.example");
            let given = |account| Box::pin(change_address(&operator, account, &address, "Moved.", None));
            let Some((one, two)) = amid(given(amina.account), waits, given(bryn.account)).await else {
                return;
            };
            assert!(one.is_ok() != two.is_ok(), "{one:?} {two:?}");
            assert!(sentence(one.and(two)).starts_with("This address cannot be used."));
        }
        panic!("changing an address never ends");
    })
    .await;
}
