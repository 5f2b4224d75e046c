//! Sessions over time.

use crate::app::{knock, sentence};
use crate::support::{Council, PASSWORD, Place, Worker, for_both, visit};
use practice::journal::Body;
use practice::staff::{PostForm, Role};
use work::signing_in::{
    ChangingPassword, Outcome, Resumed, change_password, end_session, end_sessions_of, glance, lock, resume,
    sessions, sessions_of, sign_out, switch_post, unlock,
};
use work::{Act, Desk, No, staff};

async fn signed_in(place: &Place) -> (Council, Worker, String) {
    let council = place.council().await;
    let worker = place.worker(&council, "Amina Okafor", &[Role::OutreachKeyWorker]).await;
    let Outcome::Signed(cookie) = worker.outcome.clone() else { panic!() };
    (council, worker, cookie)
}

async fn desk(place: &Place, cookie: &str) -> Desk {
    match resume(&place.house, cookie).await.unwrap() {
        Resumed::Live(desk, _) => *desk,
        other => panic!("{other:?}"),
    }
}

async fn why_out(place: &Place, cookie: &str) -> String {
    match resume(&place.house, cookie).await.unwrap() {
        Resumed::SignedOut(_, why) => why,
        other => panic!("{other:?}"),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_screen_locks_after_ten_idle_minutes_and_the_password_opens_it() {
    for_both(async |place| {
        let (_, _, cookie) = signed_in(&place).await;
        place.clock.pass(9 * 60 + 59);
        desk(&place, &cookie).await;
        place.clock.pass(10 * 60);
        assert!(matches!(resume(&place.house, &cookie).await.unwrap(), Resumed::Locked(_)));
        let wrong = unlock(&place.house, &cookie, "walnut scooter fog", &visit()).await;
        assert!(sentence(wrong).contains("not right"));
        assert!(matches!(resume(&place.house, &cookie).await.unwrap(), Resumed::Locked(_)));
        unlock(&place.house, &cookie, PASSWORD, &visit()).await.unwrap();
        desk(&place, &cookie).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn guessing_at_a_locked_screen_is_slowed_down() {
    for_both(async |place| {
        let (_, _, cookie) = signed_in(&place).await;
        lock(&place.house, &cookie).await.unwrap();
        for _ in 0..5 {
            unlock(&place.house, &cookie, "walnut scooter fog", &visit()).await.unwrap_err();
        }
        let refused = unlock(&place.house, &cookie, PASSWORD, &visit()).await;
        assert!(sentence(refused).contains("too many tries"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_screen_is_locked_by_hand_and_stays_locked() {
    for_both(async |place| {
        let (_, _, cookie) = signed_in(&place).await;
        lock(&place.house, &cookie).await.unwrap();
        for _ in 0..2 {
            assert!(matches!(resume(&place.house, &cookie).await.unwrap(), Resumed::Locked(_)));
        }
        unlock(&place.house, &cookie, PASSWORD, &visit()).await.unwrap();
        desk(&place, &cookie).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn somebody_is_signed_out_after_sixty_idle_minutes_and_stays_out() {
    for_both(async |place| {
        let (council, _, cookie) = signed_in(&place).await;
        place.clock.pass(60 * 60);
        assert!(why_out(&place, &cookie).await.contains("60 minutes without activity"));
        assert!(unlock(&place.house, &cookie, PASSWORD, &visit()).await.is_err());
        let longer = ("sign_out_minutes", "120");
        staff::change_words(&place.operator(&council), longer, "Long visits.", None, None).await.unwrap();
        assert!(matches!(resume(&place.house, &cookie).await.unwrap(), Resumed::SignedOut(..)));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_council_sets_after_how_long_people_are_signed_out() {
    for_both(async |place| {
        let (council, _, cookie) = signed_in(&place).await;
        let operator = place.operator(&council);
        for wrong in ["14", "121", "soon", "-1"] {
            let answer =
                staff::change_words(&operator, ("sign_out_minutes", wrong), "Short visits.", None, None)
                    .await;
            assert!(sentence(answer).contains("between 15 and 120"), "{wrong}");
        }
        staff::change_words(&operator, ("sign_out_minutes", "20"), "A shared office.", None, None)
            .await
            .unwrap();
        place.clock.pass(20 * 60);
        assert!(why_out(&place, &cookie).await.contains("20 minutes without activity"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_stays_signed_in_for_more_than_twelve_hours() {
    for_both(async |place| {
        let (_, _, cookie) = signed_in(&place).await;
        for _ in 0..(12 * 60 / 8 - 1) {
            place.clock.pass(8 * 60);
            desk(&place, &cookie).await;
        }
        place.clock.pass(8 * 60);
        assert!(why_out(&place, &cookie).await.contains("12 hours ago"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn pages_are_told_when_to_warn_and_when_the_screen_locks() {
    for_both(async |place| {
        let (_, _, cookie) = signed_in(&place).await;
        place.clock.pass(60);
        let Resumed::Live(_, session) = resume(&place.house, &cookie).await.unwrap() else { panic!() };
        assert_eq!((session.warn_in_seconds, session.lock_in_seconds), (300, 600));
        // And when it ends, however busy somebody is.
        assert_eq!((session.ends_at, session.ends_in_seconds), (session.began.plus_seconds(43_200), 43_140));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_page_asks_by_itself_keeps_nobody_signed_in() {
    for_both(async |place| {
        let (_, _, cookie) = signed_in(&place).await;
        for _ in 0..9 {
            place.clock.pass(60);
            assert!(matches!(glance(&place.house, &cookie).await.unwrap(), Resumed::Live(..)));
        }
        place.clock.pass(60);
        assert!(matches!(glance(&place.house, &cookie).await.unwrap(), Resumed::Locked(_)));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_session_outlives_a_restart() {
    for_both(async |place| {
        let (_, _, cookie) = signed_in(&place).await;
        let place = place.restart().await;
        desk(&place, &cookie).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn signing_out_ends_this_session_and_no_other() {
    for_both(async |place| {
        let (_, worker, cookie) = signed_in(&place).await;
        let Ok(Outcome::Signed(other)) = knock(&place, &worker.email, PASSWORD).await else { panic!() };
        sign_out(&place.house, &cookie).await.unwrap();
        assert_eq!(why_out(&place, &cookie).await, "You have signed out.");
        desk(&place, &other).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn one_sees_ones_sessions_and_ends_one_from_another() {
    for_both(async |place| {
        let (council, worker, first) = signed_in(&place).await;
        place.clock.pass(60);
        let Ok(Outcome::Signed(second)) = knock(&place, &worker.email, PASSWORD).await else { panic!() };
        let here = desk(&place, &second).await;
        let listed = sessions(&here).await.unwrap();
        assert_eq!(listed.len(), 2);
        assert!(listed[0].began > listed[1].began && listed[0].device == "A browser");
        end_session(&here, listed[1].id).await.unwrap();
        assert!(why_out(&place, &first).await.contains("from another one"));
        assert_eq!(sessions(&here).await.unwrap().len(), 1);
        let other = place.worker(&council, "Kit Lowe", &[Role::EducationSpecialist]).await;
        let not_theirs = end_session(&place.desk_of(&other).await, listed[0].id).await;
        assert!(matches!(not_theirs, Err(No::NotFound)));
        desk(&place, &second).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_administrator_sees_and_ends_somebodys_sessions() {
    for_both(async |place| {
        let (council, worker, cookie) = signed_in(&place).await;
        let operator = place.operator(&council);
        assert_eq!(sessions_of(&operator, worker.account).await.unwrap().len(), 1);
        let why = "A telephone was stolen.";
        assert!(matches!(end_sessions_of(&operator, worker.account, " ", None).await, Err(No::Refused(_))));
        let key = Some(work::FormKey { key: "sessions-1".into(), body: vec![1] });
        assert_eq!(end_sessions_of(&operator, worker.account, why, key.clone()).await.unwrap(), 1);
        assert!(why_out(&place, &cookie).await.contains("An administrator ended this session"));
        // The same press over again ends nothing that began since.
        let Outcome::Signed(anew) = knock(&place, &worker.email, PASSWORD).await.unwrap() else { panic!() };
        assert_eq!(end_sessions_of(&operator, worker.account, why, key).await.unwrap(), 0);
        desk(&place, &anew).await;
        let stream = practice::ids::StreamId(worker.post.0);
        let events = place.house.records.service_events(council.authority, stream).await.unwrap();
        let told = |event: &&practice::journal::Event| matches!(&event.body, Body::SessionsEnded(ended) if ended.reason == why);
        assert_eq!(events.iter().filter(told).count(), 1);
        let other = place.operator(&place.another_council("Southmoor").await);
        assert!(matches!(end_sessions_of(&other, worker.account, why, None).await, Err(No::NotFound)));
        assert!(matches!(sessions_of(&other, worker.account).await, Err(No::NotFound)));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn ending_other_peoples_sessions_is_for_those_who_manage_staff() {
    for_both(async |place| {
        let (_, worker, cookie) = signed_in(&place).await;
        let here = desk(&place, &cookie).await;
        assert!(matches!(end_sessions_of(&here, worker.account, "So.", None).await, Err(No::Forbidden(_))));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_leaver_is_out_with_the_next_request_and_writes_nothing_more() {
    for_both(async |place| {
        let (council, worker, cookie) = signed_in(&place).await;
        let here = desk(&place, &cookie).await;
        let ended =
            staff::end_post(&place.operator(&council), worker.post, &staff::Ending::because("Moved away."))
                .await
                .unwrap();
        assert_eq!(ended.sessions_ended, 1);
        assert!(why_out(&place, &cookie).await.contains("no longer have access"));
        assert!(sentence(knock(&place, &worker.email, PASSWORD).await).contains("no longer have access"));
        // A request that was under way when the post ended writes nothing either.
        assert!(matches!(here.write(Act::new()).await, Err(No::Forbidden(_))));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_last_day_bites_at_midnight_in_london() {
    for_both(async |place| {
        let (council, worker, _) = signed_in(&place).await;
        let operator = place.operator(&council);
        let today = operator.now.day();
        let form = crate::support::post_form(&council, "Amina Okafor", &[Role::OutreachKeyWorker], today);
        staff::change_post(
            &operator,
            worker.post,
            &PostForm { to: Some(today), ..form },
            &staff::ChangingPost::default(),
        )
        .await
        .unwrap();
        // The clock began at nine in the morning; in March London is on UTC.
        place.clock.pass(15 * 60 * 60 - 1);
        let Ok(Outcome::Signed(cookie)) = knock(&place, &worker.email, PASSWORD).await else { panic!() };
        desk(&place, &cookie).await;
        place.clock.pass(1);
        assert!(why_out(&place, &cookie).await.contains("no longer have access"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn somebody_with_several_posts_chooses_one_and_may_switch() {
    for_both(async |place| {
        let (worker, further) = crate::invitations::works_for_two(&place).await;
        let Ok(Outcome::Signed(cookie)) = knock(&place, &worker.email, PASSWORD).await else { panic!() };
        let Resumed::NoPost(session) = resume(&place.house, &cookie).await.unwrap() else { panic!() };
        let councils: Vec<&str> = session.posts.iter().map(|place| place.council.as_str()).collect();
        assert!(councils.contains(&"Northmoor") && councils.contains(&"Southmoor"));
        for post in [further.post, worker.post] {
            switch_post(&place.house, &cookie, post).await.unwrap();
            assert_eq!(desk(&place, &cookie).await.sight.post, post);
        }
        let stranger = place.worker(&further.council, "Kit Lowe", &[Role::EducationSpecialist]).await;
        assert!(matches!(switch_post(&place.house, &cookie, stranger.post).await, Err(No::NotFound)));
        // When the chosen post ends, the other one is left.
        let operator = place.house.operator_desk(session.posts[0].authority);
        let (ends, stays) = if session.posts[0].post == worker.post {
            (worker.post, further.post)
        } else {
            (further.post, worker.post)
        };
        switch_post(&place.house, &cookie, ends).await.unwrap();
        staff::end_post(&operator, ends, &staff::Ending::because("Hours were cut.")).await.unwrap();
        assert_eq!(desk(&place, &cookie).await.sight.post, stays);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_post_that_grows_to_need_a_second_step_ends_a_session_without_one() {
    for_both(async |place| {
        let (council, worker, cookie) = signed_in(&place).await;
        let operator = place.operator(&council);
        let form =
            crate::support::post_form(&council, "Amina Okafor", &[Role::HubManager], operator.now.day());
        staff::change_post(&operator, worker.post, &form, &staff::ChangingPost::default()).await.unwrap();
        assert!(why_out(&place, &cookie).await.contains("second step"));
        assert!(matches!(knock(&place, &worker.email, PASSWORD).await, Ok(Outcome::MustSetUpCode(_))));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn changing_ones_password_needs_the_old_one_and_ends_every_other_session() {
    for_both(async |place| {
        let (_, worker, other) = signed_in(&place).await;
        let Ok(Outcome::Signed(cookie)) = knock(&place, &worker.email, PASSWORD).await else { panic!() };
        let Resumed::Live(here, session) = resume(&place.house, &cookie).await.unwrap() else { panic!() };
        let changing =
            |old: &str, new: &str| ChangingPassword { old: old.into(), new: new.into(), here: session.id };
        let wrong = changing("marsh biscuit cello", "walnut scooter fog");
        assert!(change_password(&here, &wrong, &visit()).await.is_err());
        let weak = changing(PASSWORD, "okafor okafor");
        assert!(change_password(&here, &weak, &visit()).await.is_err());
        change_password(&here, &changing(PASSWORD, "walnut scooter fog"), &visit()).await.unwrap();
        desk(&place, &cookie).await;
        assert!(matches!(resume(&place.house, &other).await.unwrap(), Resumed::SignedOut(..)));
        assert!(knock(&place, &worker.email, PASSWORD).await.is_err());
        assert!(knock(&place, &worker.email, "walnut scooter fog").await.is_ok());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn when_somebody_last_proved_who_they_are_is_remembered() {
    for_both(async |place| {
        let (_, _, cookie) = signed_in(&place).await;
        let began = place.house.now();
        place.clock.pass(9 * 60);
        let Resumed::Live(_, session) = resume(&place.house, &cookie).await.unwrap() else { panic!() };
        assert_eq!(session.verified_at, began);
        unlock(&place.house, &cookie, PASSWORD, &visit()).await.unwrap();
        let Resumed::Live(_, session) = resume(&place.house, &cookie).await.unwrap() else { panic!() };
        assert_eq!(session.verified_at, place.house.now());
    })
    .await;
}
