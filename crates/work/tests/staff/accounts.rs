//! Accounts: listed, closed, and open again by invitation. Roles that are not used.

use crate::support::{PASSWORD, Place, for_both, post_form, visit};
use practice::journal::Class;
use practice::staff::{OwnWord, Role};
use work::key_working::cover_list;
use work::people::{self, NewPerson};
use work::signing_in::sign_in::{Attempt, begin};
use work::signing_in::{self, Outcome, Resumed, resume};
use work::staff::{
    ChangingPost, Ending, SignsIn, accounts, change_post, change_words, close_account, create_post, list,
};
use work::story::{Note, write_note};
use work::{FormKey, No};

async fn can_sign_in(place: &Place, email: &str) -> bool {
    let attempt = Attempt { email: email.into(), password: PASSWORD.into() };
    begin(&place.house, &attempt, &visit()).await.is_ok()
}

#[tokio::test(flavor = "multi_thread")]
async fn accounts_are_listed_with_their_posts_and_when_they_last_signed_in() {
    for_both(async |place| {
        let council = place.council().await;
        let amina = place.worker(&council, "Amina Okafor", &[Role::OutreachKeyWorker]).await;
        let second = create_post(
            &place.operator(&council),
            &post_form(&council, "Amina Okafor", &[Role::ReliefWorker], place.house.now().day()),
            None,
        )
        .await
        .unwrap();
        let invited =
            signing_in::invite(&place.operator(&council), second, &amina.email, None).await.unwrap();
        signing_in::accept(&place.house, &invited.token, PASSWORD, &visit()).await.unwrap();
        let southmoor = place.another_council("Southmoor").await;
        place.worker(&southmoor, "Noor Far", &[Role::HubManager]).await;
        let lines = accounts(&place.operator(&council)).await.unwrap();
        assert_eq!(lines.len(), 1, "nobody of another council");
        assert_eq!((lines[0].email.as_str(), lines[0].posts.len()), (amina.email.as_str(), 2));
        assert_eq!(lines[0].signs_in, SignsIn::WithPassword);
        assert_eq!(lines[0].last_sign_in, Some(place.house.now()));
        assert!(!lines[0].closed && !lines[0].needs_second_step);
        let desk = place.desk_of(&amina).await;
        assert!(matches!(accounts(&desk).await, Err(No::Forbidden(_))));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_closed_account_is_out_everywhere_at_once_and_writes_nothing_more() {
    for_both(async |place| {
        let council = place.council().await;
        let amina = place.worker(&council, "Amina Okafor", &[Role::OutreachKeyWorker]).await;
        let robin = place.worker(&council, "Robin Fell", &[Role::HubManager]).await;
        let robin = place.desk_of(&robin).await;
        let Outcome::Signed(cookie) = &amina.outcome else { panic!("{amina:?}") };
        let desk = place.desk_of(&amina).await;
        let new = NewPerson { name: "Sam".into(), team: Some(council.hub), ..NewPerson::default() };
        let sam = people::create(&desk, &new, None).await.unwrap();
        let operator = place.operator(&council);
        assert!(matches!(
            close_account(&operator, amina.account, &Ending::because(" ")).await,
            Err(No::Refused(_))
        ));
        let key = Some(FormKey { key: "closing-amina".into(), body: vec![1] });
        let ending = Ending { key, ..Ending::because("Password known to others.") };
        close_account(&operator, amina.account, &ending).await.unwrap();
        close_account(&operator, amina.account, &ending).await.unwrap();
        assert!(matches!(resume(&place.house, cookie).await.unwrap(), Resumed::SignedOut(..)));
        assert!(!can_sign_in(&place, &amina.email).await);
        let note =
            Note { title: String::new(), text: "Late.".into(), day: desk.now.day(), class: Class::Story };
        assert!(write_note(&desk, sam, &note, None).await.is_err(), "what was under way is refused");
        let line = accounts(&operator)
            .await
            .unwrap()
            .into_iter()
            .find(|line| line.account == amina.account)
            .unwrap();
        assert!(line.closed && line.signs_in == SignsIn::Invited);
        let waiting = cover_list(&robin, 1).await.unwrap();
        assert!(waiting.people[0].waits(), "their young people wait for cover");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_invitation_opens_a_closed_account_anew_with_a_new_password() {
    for_both(async |place| {
        let council = place.council().await;
        let amina = place.worker(&council, "Amina Okafor", &[Role::OutreachKeyWorker]).await;
        let operator = place.operator(&council);
        close_account(&operator, amina.account, &Ending::because("Lost laptop.")).await.unwrap();
        let invited = signing_in::invite(&operator, amina.post, &amina.email, None).await.unwrap();
        assert!(!can_sign_in(&place, &amina.email).await, "not before the link is taken up");
        let outcome = signing_in::accept(&place.house, &invited.token, PASSWORD, &visit()).await.unwrap();
        assert!(matches!(outcome, Outcome::Signed(_)));
        assert!(can_sign_in(&place, &amina.email).await);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_last_administrators_account_and_one_of_another_council_are_not_closed() {
    for_both(async |place| {
        let council = place.council().await;
        let ada = place.worker(&council, "Ada Min", &[Role::Administrator]).await;
        let operator = place.operator(&council);
        assert!(matches!(
            close_account(&operator, ada.account, &Ending::because("Gone.")).await,
            Err(No::Refused(_))
        ));
        let southmoor = place.another_council("Southmoor").await;
        let far = place.worker(&southmoor, "Noor Far", &[Role::HubManager]).await;
        assert!(matches!(
            close_account(&operator, far.account, &Ending::because("Gone.")).await,
            Err(No::NotFound)
        ));
        let here = post_form(&council, "Noor Far", &[Role::ReliefWorker], place.house.now().day());
        let here = create_post(&operator, &here, None).await.unwrap();
        let invited = signing_in::invite(&operator, here, &far.email, None).await.unwrap();
        signing_in::accept(&place.house, &invited.token, PASSWORD, &visit()).await.unwrap();
        assert!(matches!(
            close_account(&operator, far.account, &Ending::because("Gone.")).await,
            Err(No::Refused(_))
        ));
        assert!(can_sign_in(&place, &far.email).await);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_role_that_the_council_does_not_use_is_not_given_anew() {
    for_both(async |place| {
        let council = place.council().await;
        let today = place.house.now().day();
        let coach = post_form(&council, "Lou Coach", &[Role::LifeCoach], today);
        let before = create_post(&place.operator(&council), &coach, None).await.unwrap();
        let key = OwnWord::Unused(Role::LifeCoach).key();
        let ada = place.worker(&council, "Ada Min", &[Role::Administrator]).await;
        let wrong = change_words(&place.operator(&council), (&key, "perhaps"), "We have none.", None).await;
        assert!(matches!(wrong, Err(No::Refused(_))));
        change_words(&place.operator(&council), (&key, "yes"), "We have none.", None).await.unwrap();
        let desk = place.desk_of(&ada).await;
        assert!(matches!(create_post(&desk, &coach, None).await, Err(No::Refused(_))));
        change_post(&desk, before, &coach, &ChangingPost::default()).await.unwrap();
        assert!(list(&desk).await.unwrap().posts.iter().any(|post| post.roles == [Role::LifeCoach]));
        let administrator = OwnWord::Unused(Role::Administrator).key();
        let never = change_words(&place.operator(&council), (&administrator, "yes"), "No.", None).await;
        assert!(matches!(never, Err(No::Refused(_))));
    })
    .await;
}
