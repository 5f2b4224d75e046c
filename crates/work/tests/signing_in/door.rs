//! An e-mail address and a password.

use crate::app::{enrolled, knock, sentence};
use crate::support::{PASSWORD, for_both, visit};
use practice::staff::Role;
use work::No;
use work::signing_in::sign_in::{self, Attempt};
use work::signing_in::{Outcome, Resumed, as_post, resume};
use work::staff;

#[tokio::test(flavor = "multi_thread")]
async fn the_right_password_signs_in_to_the_only_post() {
    for_both(async |place| {
        let council = place.council().await;
        let worker = place.worker(&council, "Amina Okafor", &[Role::OutreachKeyWorker]).await;
        let Ok(Outcome::Signed(cookie)) = knock(&place, &worker.email, PASSWORD).await else { panic!() };
        let Resumed::Live(desk, session) = resume(&place.house, &cookie).await.unwrap() else { panic!() };
        assert_eq!((desk.sight.post, desk.sight.authority), (worker.post, council.authority));
        assert_eq!(desk.worker.name, "Amina Okafor");
        assert_eq!(session.account, worker.account);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_address_is_found_in_capitals_and_with_spaces_around_it() {
    for_both(async |place| {
        let council = place.council().await;
        let worker = place.worker(&council, "Amina Okafor", &[Role::OutreachKeyWorker]).await;
        let typed = format!("  {} ", worker.email.to_uppercase());
        assert!(matches!(knock(&place, &typed, PASSWORD).await, Ok(Outcome::Signed(_))));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_unknown_address_is_answered_as_a_wrong_password_is() {
    for_both(async |place| {
        let council = place.council().await;
        let worker = place.worker(&council, "Amina Okafor", &[Role::OutreachKeyWorker]).await;
        let known: Vec<String> = answers(&place, &worker.email).await;
        let unknown: Vec<String> = answers(&place, "nobody@northmoor.example").await;
        // Also when the waiting begins, after the same number of tries.
        assert_eq!(known, unknown);
        assert!(known[0].contains("not right") && known[6].contains("too many tries"), "{known:?}");
    })
    .await;
}

async fn answers(place: &crate::support::Place, email: &str) -> Vec<String> {
    let mut answers = Vec::new();
    for _ in 0..7 {
        answers.push(sentence(knock(place, email, "marsh biscuit cello").await));
    }
    answers
}

/// The same work: one look-up and one hash either way, so the times are close.
/// The hash takes tens of milliseconds; skipping it would show as a tenth.
#[tokio::test(flavor = "multi_thread")]
async fn an_unknown_address_takes_as_long_as_a_wrong_password() {
    for_both(async |place| {
        let council = place.council().await;
        let worker = place.worker(&council, "Amina Okafor", &[Role::OutreachKeyWorker]).await;
        let mut least = [std::time::Duration::MAX; 2];
        let alike = |[known, unknown]: [std::time::Duration; 2]| unknown < known * 2 && known < unknown * 2;
        // Whatever else the machine does makes one of them longer, and neither shorter: more tries bring
        // them together, unless one is shorter by itself.
        for _ in 0..10 {
            for _ in 0..5 {
                for (least, email) in
                    least.iter_mut().zip([worker.email.as_str(), "nobody@northmoor.example"])
                {
                    let began = std::time::Instant::now();
                    knock(&place, email, "marsh biscuit cello").await.unwrap_err();
                    *least = began.elapsed().min(*least);
                }
            }
            if alike(least) {
                break;
            }
            // The throttle has forgotten them by then.
            place.clock.pass(2 * 86_400);
        }
        assert!(alike(least), "{least:?}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn somebody_who_was_invited_and_has_no_password_yet_cannot_sign_in() {
    for_both(async |place| {
        let council = place.council().await;
        let operator = place.operator(&council);
        let form = crate::support::post_form(&council, "Kit Lowe", &[Role::SocialWorker], operator.now.day());
        let post = staff::create_post(&operator, &form, None).await.unwrap();
        work::signing_in::invite(&operator, post, "kit@northmoor.example", None).await.unwrap();
        for password in ["", PASSWORD] {
            assert!(sentence(knock(&place, "kit@northmoor.example", password).await).contains("not right"));
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_post_that_has_not_begun_or_is_over_lets_nobody_in() {
    for_both(async |place| {
        let council = place.council().await;
        let worker = place.worker(&council, "Amina Okafor", &[Role::OutreachKeyWorker]).await;
        let operator = place.operator(&council);
        let today = operator.now.day();
        let last = practice::staff::PostForm {
            to: Some(today),
            ..crate::support::post_form(&council, "Amina Okafor", &[Role::OutreachKeyWorker], today)
        };
        staff::change_post(&operator, worker.post, &last, &staff::ChangingPost::default()).await.unwrap();
        assert!(knock(&place, &worker.email, PASSWORD).await.is_ok());
        place.clock.pass(24 * 60 * 60);
        assert!(sentence(knock(&place, &worker.email, PASSWORD).await).contains("no longer have access"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_may_be_read_decides_whether_a_second_step_must_be_set_up() {
    for_both(async |place| {
        let council = place.council().await;
        let expected = [
            (Role::Administrator, true),
            (Role::LifeCoach, true),
            (Role::PoliceRole, true),
            (Role::HubManager, true),
            (Role::OutreachKeyWorker, false),
            (Role::EducationSpecialist, false),
        ];
        for (role, needs) in expected {
            let worker = place.worker(&council, role.label(), &[role]).await;
            assert_eq!(matches!(worker.outcome, Outcome::MustSetUpCode(_)), needs, "{role:?}");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_has_a_second_step_is_asked_for_it_and_not_let_in_before() {
    for_both(async |place| {
        let council = place.council().await;
        let worker = place.worker(&council, "Robin Fell", &[Role::HubManager]).await;
        enrolled(&place, &worker).await;
        let Ok(Outcome::NeedsCode(pending)) = knock(&place, &worker.email, PASSWORD).await else { panic!() };
        assert!(matches!(resume(&place.house, &pending).await.unwrap(), Resumed::Nobody));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_cookie_that_is_nobodys_is_nobody() {
    for_both(async |place| {
        for cookie in ["", "x", "é", &"A".repeat(43), &"A".repeat(100_000)] {
            assert!(matches!(resume(&place.house, cookie).await.unwrap(), Resumed::Nobody));
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn hostile_text_at_the_door_gets_the_ordinary_answer() {
    for_both(async |place| {
        place.council().await;
        for email in ["", "' OR 1=1 --", "\u{0}", &"a".repeat(1_000_000), "a@b.c\r\nBcc: x"] {
            let attempt = Attempt { email: email.into(), password: "p".repeat(1_000_000) };
            let answer = sign_in::begin(&place.house, &attempt, &visit()).await;
            assert!(sentence(answer).contains("not right"));
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn one_click_signs_in_only_in_a_demonstration() {
    for_both(async |place| {
        let council = place.council().await;
        let worker = place.worker(&council, "Robin Fell", &[Role::HubManager]).await;
        for setting in [None, Some("no"), Some("YES"), Some("")] {
            if let Some(setting) = setting {
                place.house.records.set_installation("demo", setting).await.unwrap();
            }
            assert!(matches!(as_post(&place.house, worker.post, "Demo").await, Err(No::NotFound)));
        }
        place.house.records.set_installation("demo", "yes").await.unwrap();
        let cookie = as_post(&place.house, worker.post, "Demo").await.unwrap();
        let Resumed::Live(desk, _) = resume(&place.house, &cookie).await.unwrap() else { panic!() };
        assert_eq!(desk.sight.post, worker.post);
    })
    .await;
}
