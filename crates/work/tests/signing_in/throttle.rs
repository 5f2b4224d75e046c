//! Too many tries.

use crate::app::{knock, sentence};
use crate::support::{PASSWORD, Place, for_both, visit};
use practice::staff::Role;
use work::signing_in::sign_in::{self, Attempt};
use work::signing_in::{Outcome, Visit, lock, unlock};

const WRONG: &str = "marsh biscuit cello";

async fn five_wrong(place: &Place, email: &str) {
    for _ in 0..5 {
        knock(place, email, WRONG).await.unwrap_err();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn after_five_wrong_tries_even_the_right_password_waits_a_minute() {
    for_both(async |place| {
        let council = place.council().await;
        let worker = place.worker(&council, "Amina Okafor", &[Role::OutreachKeyWorker]).await;
        five_wrong(&place, &worker.email).await;
        let refused = sentence(knock(&place, &worker.email, PASSWORD).await);
        assert_eq!(refused, "There have been too many tries. Wait 1 minute, then try again.");
        place.clock.pass(60);
        assert!(matches!(knock(&place, &worker.email, PASSWORD).await, Ok(Outcome::Signed(_))));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_tries_are_remembered_over_a_restart() {
    for_both(async |place| {
        let council = place.council().await;
        let email = place.worker(&council, "Amina Okafor", &[Role::OutreachKeyWorker]).await.email;
        five_wrong(&place, &email).await;
        let place = place.restart().await;
        assert!(sentence(knock(&place, &email, PASSWORD).await).contains("too many tries"));
        place.clock.pass(60);
        assert!(knock(&place, &email, PASSWORD).await.is_ok());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_hundred_tries_at_once_are_no_more_than_five() {
    for_both(async |place| {
        let council = place.council().await;
        let worker = place.worker(&council, "Amina Okafor", &[Role::OutreachKeyWorker]).await;
        let tries = (0..100).map(|_| {
            let (house, email) = (place.house.clone(), worker.email.clone());
            tokio::spawn(async move {
                let attempt = Attempt { email, password: WRONG.into() };
                sentence(sign_in::begin(&house, &attempt, &visit()).await)
            })
        });
        let mut looked_at = 0;
        for one in tries.collect::<Vec<_>>() {
            looked_at += usize::from(one.await.unwrap().contains("not right"));
        }
        assert_eq!(looked_at, 5);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn signing_in_forgives_the_wrong_tries_of_the_account() {
    for_both(async |place| {
        let council = place.council().await;
        let worker = place.worker(&council, "Amina Okafor", &[Role::OutreachKeyWorker]).await;
        for _ in 0..3 {
            for _ in 0..4 {
                knock(&place, &worker.email, WRONG).await.unwrap_err();
            }
            assert!(knock(&place, &worker.email, PASSWORD).await.is_ok());
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn one_address_that_tries_many_accounts_waits_too() {
    for_both(async |place| {
        let council = place.council().await;
        let worker = place.worker(&council, "Amina Okafor", &[Role::OutreachKeyWorker]).await;
        for number in 0..50 {
            let answer = knock(&place, &format!("guess{number}@northmoor.example"), "x").await;
            assert!(sentence(answer).contains("not right"), "{number}");
        }
        assert!(sentence(knock(&place, &worker.email, PASSWORD).await).contains("too many tries"));
        let elsewhere = Visit { address: "198.51.100.9".parse().unwrap(), device: "Phone".into() };
        let attempt = Attempt { email: worker.email.clone(), password: PASSWORD.into() };
        assert!(sign_in::begin(&place.house, &attempt, &elsewhere).await.is_ok());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_busy_day_of_right_passwords_never_makes_a_council_wait() {
    for_both(async |place| {
        let council = place.council().await;
        let worker = place.worker(&council, "Amina Okafor", &[Role::OutreachKeyWorker]).await;
        for round in 0..60 {
            assert!(knock(&place, &worker.email, PASSWORD).await.is_ok(), "{round}");
            place.clock.pass(30);
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_guesses_at_the_door_keeps_nobody_from_unlocking_their_screen() {
    for_both(async |place| {
        let council = place.council().await;
        let worker = place.worker(&council, "Amina Okafor", &[Role::OutreachKeyWorker]).await;
        let Ok(Outcome::Signed(cookie)) = knock(&place, &worker.email, PASSWORD).await else { panic!() };
        lock(&place.house, &cookie).await.unwrap();
        five_wrong(&place, &worker.email).await;
        assert!(sentence(knock(&place, &worker.email, PASSWORD).await).contains("too many tries"));
        unlock(&place.house, &cookie, PASSWORD, &visit()).await.unwrap();
        // Whoever holds the locked screen has five tries of their own.
        lock(&place.house, &cookie).await.unwrap();
        for _ in 0..5 {
            unlock(&place.house, &cookie, WRONG, &visit()).await.unwrap_err();
        }
        assert!(sentence(unlock(&place.house, &cookie, PASSWORD, &visit()).await).contains("too many tries"));
    })
    .await;
}
