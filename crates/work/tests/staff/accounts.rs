//! Accounts: listed, closed, and open again by invitation. Roles that are not used.

use crate::support::{PASSWORD, Place, for_both, post_form, visit};
use practice::journal::Class;
use practice::staff::{OwnWord, Role};
use work::key_working::cover_list;
use work::people::{self, NewPerson};
use work::signing_in::sign_in::{Attempt, begin};
use work::signing_in::{self, Outcome, Resumed, resume};
use work::staff::{
    ChangingPost, Ending, SignsIn, accounts, change_address, change_post, change_words, close_account,
    create_post, list, own_address,
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
        let wrong =
            change_words(&place.operator(&council), (&key, "perhaps"), "We have none.", None, None).await;
        assert!(matches!(wrong, Err(No::Refused(_))));
        change_words(&place.operator(&council), (&key, "yes"), "We have none.", None, None).await.unwrap();
        let desk = place.desk_of(&ada).await;
        assert!(matches!(create_post(&desk, &coach, None).await, Err(No::Refused(_))));
        change_post(&desk, before, &coach, &ChangingPost::default()).await.unwrap();
        assert!(list(&desk).await.unwrap().posts.iter().any(|post| post.roles == [Role::LifeCoach]));
        let administrator = OwnWord::Unused(Role::Administrator).key();
        let never = change_words(&place.operator(&council), (&administrator, "yes"), "No.", None, None).await;
        assert!(matches!(never, Err(No::Refused(_))));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn another_address_signs_in_from_now_on_with_the_same_password_and_the_one_before_does_not() {
    for_both(async |place| {
        let council = place.council().await;
        let amina = place.worker(&council, "Amina Okafor", &[Role::OutreachKeyWorker]).await;
        let ada = place.desk_of(&place.worker(&council, "Ada Min", &[Role::Administrator]).await).await;
        let Outcome::Signed(cookie) = &amina.outcome else { panic!("{amina:?}") };
        let password_link = signing_in::invite(&ada, amina.post, &amina.email, None).await.unwrap();
        let key = || Some(FormKey { key: "new-address".into(), body: vec![1] });
        let to = |address| change_address(&ada, amina.account, address, "They married.", key());
        to(" Amina.REID@northmoor.example ").await.unwrap();
        to(" Amina.REID@northmoor.example ").await.unwrap();
        assert!(!can_sign_in(&place, &amina.email).await);
        assert!(can_sign_in(&place, "amina.reid@northmoor.example").await);
        assert!(matches!(resume(&place.house, cookie).await.unwrap(), Resumed::SignedOut(..)));
        let accepted = signing_in::accept(&place.house, &password_link.token, PASSWORD, &visit()).await;
        assert!(accepted.is_err(), "what was sent to the address before opens nothing");
        let stream = practice::ids::StreamId(amina.post.0);
        let told = place.house.records.service_events(council.authority, stream).await.unwrap();
        let changes: Vec<_> =
            told.iter().filter(|event| event.body.kind() == "staff.address_changed").collect();
        assert_eq!(changes.len(), 1, "written down once");
        assert!(!String::from_utf8(changes[0].body.payload()).unwrap().contains('@'));
        let signed = Attempt { email: "amina.reid@northmoor.example".into(), password: PASSWORD.into() };
        let Outcome::Signed(cookie) = begin(&place.house, &signed, &visit()).await.unwrap() else { panic!() };
        let Resumed::Live(desk, _) = resume(&place.house, &cookie).await.unwrap() else { panic!() };
        let (address, readdressed) = own_address(&desk).await.unwrap();
        assert_eq!(address, "amina.reid@northmoor.example");
        assert_eq!(readdressed.unwrap().by, Some(ada.sight.post));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_address_is_refused_that_is_none_is_another_accounts_or_is_ones_own_to_change() {
    for_both(async |place| {
        let council = place.council().await;
        let amina = place.worker(&council, "Amina Okafor", &[Role::OutreachKeyWorker]).await;
        let bryn = place.worker(&council, "Bryn Hale", &[Role::OutreachKeyWorker]).await;
        let admin = place.worker(&council, "Ada Min", &[Role::Administrator]).await;
        let ada = place.desk_of(&admin).await;
        let southmoor = place.another_council("Southmoor").await;
        let far = place.worker(&southmoor, "Noor Far", &[Role::HubManager]).await;
        let refused =
            async |account, address: &str, why| match change_address(&ada, account, address, why, None).await
            {
                Err(No::Refused(refusals)) => refusals,
                other => panic!("{other:?}"),
            };
        let both = refused(amina.account, "amina", " ").await;
        assert_eq!(both.len(), 2, "every fault at once: {both:?}");
        let ours = refused(amina.account, &bryn.email, "Moved.").await;
        let theirs = refused(amina.account, &far.email, "Moved.").await;
        assert_eq!(ours, theirs, "whose it is is not told");
        let tried = place.house.records.refused_by(council.authority, admin.post, 10).await.unwrap();
        let of: Vec<_> = tried.iter().map(|look| (look.asked.as_str(), look.what.as_str())).collect();
        let amina_is = amina.account.to_string();
        assert_eq!(
            of,
            [(amina_is.as_str(), "taken address"); 2],
            "each is written down, without the address"
        );
        assert!(refused(amina.account, &amina.email, "Moved.").await[0].sentence.contains("already"));
        assert!(refused(admin.account, "ada@elsewhere.example", "Moved.").await[0].sentence.contains("own"));
        assert!(can_sign_in(&place, &amina.email).await, "nothing was done");
        let stranger = change_address(&ada, far.account, "noor@elsewhere.example", "Moved.", None).await;
        assert!(matches!(stranger, Err(No::NotFound)));
        let robin = place.desk_of(&amina).await;
        let worker = change_address(&robin, bryn.account, "bryn@elsewhere.example", "Moved.", None).await;
        assert!(matches!(worker, Err(No::Forbidden(_))));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_address_that_was_only_ever_typed_can_be_given_and_one_that_is_invited_cannot() {
    for_both(async |place| {
        let council = place.council().await;
        let amina = place.worker(&council, "Amina Okafor", &[Role::OutreachKeyWorker]).await;
        let operator = place.operator(&council);
        let typed = "amina.reid@northmoor.example";
        assert!(
            signing_in::invite(&operator, amina.post, typed, None).await.is_err(),
            "the post has its worker"
        );
        change_address(&operator, amina.account, typed, "They married.", None).await.unwrap();
        assert!(can_sign_in(&place, typed).await);
        let form = post_form(&council, "Jo New", &[Role::ReliefWorker], place.house.now().day());
        let post = create_post(&operator, &form, None).await.unwrap();
        let invited = signing_in::invite(&operator, post, "jo@northmoor.example", None).await.unwrap();
        let taken = change_address(&operator, amina.account, "jo@northmoor.example", "Mistake.", None).await;
        assert!(matches!(taken, Err(No::Refused(_))));
        let not_taken_up =
            change_address(&operator, invited.account, "jo@elsewhere.example", "Moved.", None).await;
        assert!(not_taken_up.is_err(), "they are invited anew instead");
        signing_in::accept(&place.house, &invited.token, PASSWORD, &visit()).await.unwrap();
    })
    .await;
}
