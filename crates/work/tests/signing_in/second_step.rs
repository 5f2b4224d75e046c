//! The second step.

use crate::app::{App, enrolled, knock, sentence};
use crate::support::{PASSWORD, Place, Worker, for_both, visit};
use jiff::ToSpan;
use practice::staff::Role;
use work::people::{NewPerson, Restricting, create, lift_restriction, restrict};
use work::signing_in::{Outcome, Resumed, resume, second_step, sign_in};
use work::{No, staff};

async fn manager(place: &Place) -> Worker {
    let council = place.council().await;
    place.worker(&council, "Robin Fell", &[Role::HubManager]).await
}

async fn asked_for_code(place: &Place, worker: &Worker) -> String {
    match knock(place, &worker.email, PASSWORD).await {
        Ok(Outcome::NeedsCode(pending)) => pending,
        other => panic!("{other:?}"),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_code_of_the_app_signs_in() {
    for_both(async |place| {
        let worker = manager(&place).await;
        let (app, _, first) = enrolled(&place, &worker).await;
        assert!(matches!(resume(&place.house, &first).await.unwrap(), Resumed::Live(..)));
        place.clock.pass(60);
        let pending = asked_for_code(&place, &worker).await;
        let cookie = sign_in::code(&place.house, &pending, &app.code(&place), &visit()).await.unwrap();
        let Resumed::Live(_, session) = resume(&place.house, &cookie).await.unwrap() else { panic!() };
        assert!(session.second_step);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_code_works_once() {
    for_both(async |place| {
        let worker = manager(&place).await;
        let (app, ..) = enrolled(&place, &worker).await;
        // Not even the code that confirmed the app.
        let pending = asked_for_code(&place, &worker).await;
        let replayed = sign_in::code(&place.house, &pending, &app.code(&place), &visit()).await;
        assert!(sentence(replayed).contains("has been used"));
        place.clock.pass(60);
        let code = app.code(&place);
        let one = asked_for_code(&place, &worker).await;
        let two = asked_for_code(&place, &worker).await;
        sign_in::code(&place.house, &one, &code, &visit()).await.unwrap();
        assert!(sign_in::code(&place.house, &two, &code, &visit()).await.is_err());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_who_send_one_code_at_once_only_one_is_let_in() {
    for_both(async |place| {
        let worker = manager(&place).await;
        let (app, ..) = enrolled(&place, &worker).await;
        for _ in 0..5 {
            place.clock.pass(60);
            let code = app.code(&place);
            let one = asked_for_code(&place, &worker).await;
            let two = asked_for_code(&place, &worker).await;
            let here = visit();
            let (one, two) = tokio::join!(
                sign_in::code(&place.house, &one, &code, &here),
                sign_in::code(&place.house, &two, &code, &here)
            );
            assert!(one.is_ok() != two.is_ok());
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_half_finished_sign_in_is_used_up_and_is_too_old_after_ten_minutes() {
    for_both(async |place| {
        let worker = manager(&place).await;
        let (app, ..) = enrolled(&place, &worker).await;
        place.clock.pass(60);
        let pending = asked_for_code(&place, &worker).await;
        sign_in::code(&place.house, &pending, &app.code(&place), &visit()).await.unwrap();
        place.clock.pass(60);
        let again = sign_in::code(&place.house, &pending, &app.code(&place), &visit()).await;
        assert!(sentence(again).contains("signed out"));
        let pending = asked_for_code(&place, &worker).await;
        place.clock.pass(10 * 60);
        let late = sign_in::code(&place.house, &pending, &app.code(&place), &visit()).await;
        assert!(sentence(late).contains("signed out"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn guessing_codes_with_a_known_password_is_slowed_down() {
    for_both(async |place| {
        let worker = manager(&place).await;
        enrolled(&place, &worker).await;
        place.clock.pass(60);
        let mut answers = Vec::new();
        for number in 0..7 {
            match knock(&place, &worker.email, PASSWORD).await {
                Ok(Outcome::NeedsCode(pending)) => {
                    let guess = format!("{number:06}");
                    answers.push(sentence(sign_in::code(&place.house, &pending, &guess, &visit()).await));
                }
                refused => answers.push(sentence(refused)),
            }
        }
        assert!(answers[..5].iter().all(|answer| answer.contains("not right")), "{answers:?}");
        assert!(answers[5..].iter().all(|answer| answer.contains("too many tries")), "{answers:?}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn each_recovery_code_signs_in_once() {
    for_both(async |place| {
        let worker = manager(&place).await;
        let (_, recovery, _) = enrolled(&place, &worker).await;
        assert_eq!(recovery.len(), 10);
        let typed = recovery[3].to_lowercase().replace('-', " ");
        let pending = asked_for_code(&place, &worker).await;
        let cookie = sign_in::code(&place.house, &pending, &typed, &visit()).await.unwrap();
        let Resumed::Live(desk, _) = resume(&place.house, &cookie).await.unwrap() else { panic!() };
        assert_eq!(second_step::standing(&desk).await.unwrap(), Some(9));
        let pending = asked_for_code(&place, &worker).await;
        let again = sign_in::code(&place.house, &pending, &typed, &visit()).await;
        assert!(sentence(again).contains("recovery code is not right"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_key_stays_the_same_while_the_page_is_open_and_nothing_counts_before_a_right_code() {
    for_both(async |place| {
        let worker = manager(&place).await;
        let Ok(Outcome::MustSetUpCode(pending)) = knock(&place, &worker.email, PASSWORD).await else {
            panic!()
        };
        let first = second_step::begin(&place.house, &pending).await.unwrap();
        let wrong = second_step::confirm(&place.house, &pending, "000000", &visit()).await;
        assert!(wrong.is_err());
        let again = second_step::begin(&place.house, &pending).await.unwrap();
        assert!(first == again && first.uri.contains("No%20Wrong%20Door"));
        // The page of another sign-in shows another key: whoever left one open knows nothing of it.
        let Ok(Outcome::MustSetUpCode(other)) = knock(&place, &worker.email, PASSWORD).await else {
            panic!()
        };
        assert!(second_step::begin(&place.house, &other).await.unwrap() != first);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_second_step_that_stands_is_not_replaced_by_a_page_left_open_before() {
    for_both(async |place| {
        let worker = manager(&place).await;
        let Ok(Outcome::MustSetUpCode(left_open)) = knock(&place, &worker.email, PASSWORD).await else {
            panic!()
        };
        let key = second_step::begin(&place.house, &left_open).await.unwrap().typed_key;
        enrolled(&place, &worker).await;
        let code = App::with_key(&key).code(&place);
        assert!(second_step::confirm(&place.house, &left_open, &code, &visit()).await.is_err());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn another_phone_needs_the_password_and_old_codes_end_with_the_new_key() {
    for_both(async |place| {
        let worker = manager(&place).await;
        let (old, recovery, cookie) = enrolled(&place, &worker).await;
        let Resumed::Live(desk, _) = resume(&place.house, &cookie).await.unwrap() else { panic!() };
        assert!(second_step::renew(&desk, "marsh biscuit cello", &visit()).await.is_err());
        let pending = second_step::renew(&desk, PASSWORD, &visit()).await.unwrap();
        let key = second_step::begin(&place.house, &pending).await.unwrap().typed_key;
        let new = App::with_key(&key);
        let confirmed =
            second_step::confirm(&place.house, &pending, &new.code(&place), &visit()).await.unwrap();
        assert!(confirmed.token.is_none() && confirmed.recovery.len() == 10);
        place.clock.pass(60);
        for gone in [old.code(&place), recovery[0].clone()] {
            let pending = asked_for_code(&place, &worker).await;
            assert!(sign_in::code(&place.house, &pending, &gone, &visit()).await.is_err());
        }
        let pending = asked_for_code(&place, &worker).await;
        assert!(sign_in::code(&place.house, &pending, &new.code(&place), &visit()).await.is_ok());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_administrator_takes_a_lost_second_step_away_and_it_is_set_up_again() {
    for_both(async |place| {
        let council = place.council().await;
        let worker = place.worker(&council, "Robin Fell", &[Role::HubManager]).await;
        let (_, _, cookie) = enrolled(&place, &worker).await;
        let silent = staff::clear_second_step(&place.operator(&council), worker.account, "", None).await;
        assert!(matches!(silent, Err(No::Refused(_))));
        staff::clear_second_step(&place.operator(&council), worker.account, "Lost both.", None)
            .await
            .unwrap();
        assert!(matches!(resume(&place.house, &cookie).await.unwrap(), Resumed::SignedOut(..)));
        assert!(matches!(knock(&place, &worker.email, PASSWORD).await, Ok(Outcome::MustSetUpCode(_))));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn another_councils_administrator_cannot_weaken_the_door_of_somebody_who_works_for_both() {
    for_both(async |place| {
        let (one, two) = crate::invitations::works_for_two(&place).await;
        let operator = place.operator(&two.council);
        let refused = staff::clear_second_step(&operator, one.account, "Lost both.", None).await;
        assert!(sentence(refused).contains("another council"));
        let elsewhere = place.another_council("Eastmoor").await;
        let not_theirs =
            staff::clear_second_step(&place.operator(&elsewhere), one.account, "Lost both.", None).await;
        assert!(matches!(not_theirs, Err(No::NotFound)));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_is_named_for_a_restricted_record_takes_a_second_step_until_it_is_lifted() {
    for_both(async |place| {
        let council = place.council().await;
        let robin = place.worker(&council, "Robin Fell", &[Role::HubManager]).await;
        let amina = place.worker(&council, "Amina Shah", &[Role::OutreachKeyWorker]).await;
        let Ok(Outcome::Signed(cookie)) = knock(&place, &amina.email, PASSWORD).await else { panic!() };
        assert!(matches!(resume(&place.house, &cookie).await.unwrap(), Resumed::Live(..)));
        let desk = place.desk_of(&robin).await;
        let sam =
            create(&desk, &NewPerson { name: "Sam".into(), ..NewPerson::default() }, None).await.unwrap();
        let restricting = Restricting {
            reason: "Somebody looks for them.".into(),
            posts: vec![amina.post, robin.post],
            without_key_worker: None,
            review_on: desk.now.day().saturating_add(30.days()),
            shown: None,
            key: None,
        };
        restrict(&desk, sam, &restricting).await.unwrap();
        // At once, in the session that stands.
        let Resumed::SignedOut(_, why) = resume(&place.house, &cookie).await.unwrap() else { panic!() };
        assert!(why.contains("asks for a second step"), "{why}");
        assert!(matches!(knock(&place, &amina.email, PASSWORD).await, Ok(Outcome::MustSetUpCode(_))));
        lift_restriction(&desk, sam, "Nobody does any more.", None, None).await.unwrap();
        assert!(matches!(knock(&place, &amina.email, PASSWORD).await, Ok(Outcome::Signed(_))));
    })
    .await;
}
