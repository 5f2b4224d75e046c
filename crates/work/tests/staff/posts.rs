//! Posts: made, changed, ended; relatives.

use crate::support::{Council, Place, for_both, post_form};
use practice::ids::TeamId;
use practice::staff::{PostForm, Role};
use work::people::{self, NewPerson};
use work::staff::{
    ChangingPost, Ending, SignsIn, change_post, create_post, declare_relative, end_post, list,
};
use work::{FormKey, No};

fn sentence<T>(answer: Result<T, No>) -> String {
    match answer {
        Err(No::Refused(refusals)) => refusals[0].sentence.clone(),
        Err(other) => panic!("{other:?}"),
        Ok(_) => panic!("it was done"),
    }
}

fn form(place: &Place, council: &Council, roles: &[Role]) -> PostForm {
    post_form(council, "Kit Lowe", roles, place.house.now().day())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_post_is_created_changed_and_ended() {
    for_both(async |place| {
        let council = place.council().await;
        let desk = place.operator(&council);
        let post = create_post(&desk, &form(&place, &council, &[Role::SocialWorker]), None).await.unwrap();
        let changed = PostForm { name: "Kit Lowe-Fell".into(), ..form(&place, &council, &[Role::Deputy]) };
        change_post(&desk, post, &changed, &ChangingPost::default()).await.unwrap();
        let line = list(&desk).await.unwrap().posts.remove(0);
        assert_eq!((line.name.as_str(), line.live, line.signs_in), ("Kit Lowe-Fell", true, SignsIn::NotYet));
        assert_eq!(line.roles, [Role::Deputy]);
        end_post(&desk, post, &Ending::because("Moved to another council.")).await.unwrap();
        let line = list(&desk).await.unwrap().posts.remove(0);
        assert!(line.ended && !line.live);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_post_needs_a_role_and_a_team_of_the_council_and_dates_in_order() {
    for_both(async |place| {
        let council = place.council().await;
        let desk = place.operator(&council);
        let good = form(&place, &council, &[Role::SocialWorker]);
        let yesterday = good.from.yesterday().unwrap();
        let southmoor = place.another_council("Southmoor").await;
        let wrong = [
            PostForm { roles: Vec::new(), ..good.clone() },
            PostForm { to: Some(yesterday), ..good.clone() },
            PostForm { team: Some(southmoor.hub), ..good.clone() },
            PostForm { team: Some(TeamId(place.house.blind_id())), ..good.clone() },
            PostForm { name: String::new(), ..good.clone() },
        ];
        let post = create_post(&desk, &good, None).await.unwrap();
        for form in wrong {
            assert!(matches!(create_post(&desk, &form, None).await, Err(No::Refused(_))), "{form:?}");
            assert!(
                matches!(
                    change_post(&desk, post, &form, &ChangingPost::default()).await,
                    Err(No::Refused(_))
                ),
                "{form:?}"
            );
        }
        assert_eq!(list(&desk).await.unwrap().posts.len(), 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_form_sent_twice_makes_one_post() {
    for_both(async |place| {
        let council = place.council().await;
        let desk = place.operator(&council);
        let form = form(&place, &council, &[Role::SocialWorker]);
        let key = || Some(FormKey { key: "a-form".into(), body: b"the same".to_vec() });
        let one = create_post(&desk, &form, key()).await.unwrap();
        assert_eq!(create_post(&desk, &form, key()).await.unwrap(), one);
        assert_eq!(list(&desk).await.unwrap().posts.len(), 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_last_administrator_neither_leaves_nor_stops_being_one() {
    for_both(async |place| {
        let council = place.council().await;
        let first = place.worker(&council, "Robin Fell", &[Role::Administrator]).await;
        let desk = place.desk_of(&first).await;
        let same = post_form(&council, "Robin Fell", &[Role::Administrator], desk.now.day());
        let ends = PostForm { to: Some(desk.now.day()), ..same.clone() };
        let no_longer = PostForm { roles: vec![Role::SocialWorker], ..same.clone() };
        assert!(
            sentence(end_post(&desk, first.post, &Ending::because("Leaving.")).await)
                .contains("nobody to look after")
        );
        let operator = place.operator(&council);
        for form in [ends, no_longer.clone()] {
            assert!(
                sentence(change_post(&operator, first.post, &form, &ChangingPost::default()).await)
                    .contains("nobody to look after")
            );
        }
        // Somebody who was only invited does not count.
        let invited =
            create_post(&desk, &form(&place, &council, &[Role::Administrator]), None).await.unwrap();
        work::signing_in::invite(&desk, invited, "kit@northmoor.example", None).await.unwrap();
        assert!(end_post(&desk, first.post, &Ending::because("Leaving.")).await.is_err());
        let sasha = place.worker(&council, "Sasha Reed", &[Role::Administrator]).await;
        let sasha = place.desk_of(&sasha).await;
        change_post(&sasha, first.post, &no_longer, &ChangingPost::default()).await.unwrap();
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_administrator_changes_the_name_of_their_own_post_and_nothing_that_gives_rights() {
    for_both(async |place| {
        let council = place.council().await;
        let robin = place.worker(&council, "Robin Fell", &[Role::Administrator]).await;
        let desk = place.desk_of(&robin).await;
        let stands = post_form(&council, "Robin Fell", &[Role::Administrator], desk.now.day());
        let more = PostForm { roles: vec![Role::Administrator, Role::HeadOfService], ..stands.clone() };
        let wider = PostForm { team: None, ..stands.clone() };
        let shorter = PostForm { to: Some(desk.now.day()), ..stands.clone() };
        for form in [&more, &wider, &shorter] {
            let told = sentence(change_post(&desk, robin.post, form, &ChangingPost::default()).await);
            assert!(told.contains("Somebody else who looks after accounts can"), "{told}");
        }
        let renamed = PostForm { name: "Robin Fell-Hart".into(), ..stands };
        change_post(&desk, robin.post, &renamed, &ChangingPost::default()).await.unwrap();
        let sasha = place.worker(&council, "Sasha Reed", &[Role::Administrator]).await;
        let sasha = place.desk_of(&sasha).await;
        change_post(&sasha, robin.post, &more, &ChangingPost::default()).await.unwrap();
        // Nor a post that somebody else invited them to, before they take it up.
        let further =
            create_post(&sasha, &form(&place, &council, &[Role::ReliefWorker]), None).await.unwrap();
        work::signing_in::invite(&sasha, further, &robin.email, None).await.unwrap();
        let desk = place.desk_of(&robin).await;
        let other = form(&place, &council, &[Role::HeadOfService]);
        assert!(
            sentence(change_post(&desk, further, &other, &ChangingPost::default()).await)
                .contains("your own post")
        );
        change_post(&sasha, further, &other, &ChangingPost::default()).await.unwrap();
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn two_administrators_who_end_each_other_at_once_do_not_both_succeed() {
    for_both(async |place| {
        let council = place.council().await;
        let one = place.worker(&council, "Robin Fell", &[Role::Administrator]).await;
        let two = place.worker(&council, "Sasha Reed", &[Role::Administrator]).await;
        let (desk_one, desk_two) = (place.desk_of(&one).await, place.desk_of(&two).await);
        let ending = Ending::because("Leaving.");
        let (first, second) =
            tokio::join!(end_post(&desk_one, two.post, &ending), end_post(&desk_two, one.post, &ending));
        assert!(first.is_ok() != second.is_ok());
        let left =
            list(&place.operator(&council)).await.unwrap().posts.into_iter().filter(|post| post.live).count();
        assert_eq!(left, 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_post_that_has_ended_is_not_changed_and_ending_it_again_does_nothing() {
    for_both(async |place| {
        let council = place.council().await;
        let desk = place.operator(&council);
        let form = form(&place, &council, &[Role::SocialWorker]);
        let post = create_post(&desk, &form, None).await.unwrap();
        end_post(&desk, post, &Ending::because("Left.")).await.unwrap();
        end_post(&desk, post, &Ending::because("Left.")).await.unwrap();
        assert!(
            sentence(change_post(&desk, post, &form, &ChangingPost::default()).await).contains("has ended")
        );
        let revision = place.house.records.post(post).await.unwrap().unwrap().revision.number;
        assert_eq!(revision, 2);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn ending_a_post_needs_a_reason() {
    for_both(async |place| {
        let council = place.council().await;
        let desk = place.operator(&council);
        let post = create_post(&desk, &form(&place, &council, &[Role::SocialWorker]), None).await.unwrap();
        assert!(sentence(end_post(&desk, post, &Ending::because("  ")).await).contains("Say why"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_young_people_of_a_leaver_are_listed_for_cover() {
    for_both(async |place| {
        let council = place.council().await;
        let worker = place.worker(&council, "Amina Okafor", &[Role::OutreachKeyWorker]).await;
        let new = NewPerson { name: "Sam".into(), team: Some(council.hub), ..NewPerson::default() };
        let sam = people::create(&place.desk_of(&worker).await, &new, None).await.unwrap();
        let ended =
            end_post(&place.operator(&council), worker.post, &Ending::because("Left.")).await.unwrap();
        assert_eq!(ended.need_cover, [sam]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn posts_of_another_council_are_not_there() {
    for_both(async |place| {
        let council = place.council().await;
        let post =
            create_post(&place.operator(&council), &form(&place, &council, &[Role::SocialWorker]), None)
                .await
                .unwrap();
        let southmoor = place.another_council("Southmoor").await;
        let stranger = place.operator(&southmoor);
        let theirs = form(&place, &southmoor, &[Role::SocialWorker]);
        assert!(matches!(
            change_post(&stranger, post, &theirs, &ChangingPost::default()).await,
            Err(No::NotFound)
        ));
        assert!(matches!(end_post(&stranger, post, &Ending::because("Left.")).await, Err(No::NotFound)));
        assert!(list(&stranger).await.unwrap().posts.is_empty());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn posts_are_for_those_who_manage_staff() {
    for_both(async |place| {
        let council = place.council().await;
        let worker = place.worker(&council, "Amina Okafor", &[Role::OutreachKeyWorker]).await;
        let desk = place.desk_of(&worker).await;
        let own = form(&place, &council, &[Role::HeadOfService]);
        assert!(matches!(create_post(&desk, &own, None).await, Err(No::Forbidden(_))));
        assert!(matches!(
            change_post(&desk, worker.post, &own, &ChangingPost::default()).await,
            Err(No::Forbidden(_))
        ));
        assert!(matches!(
            end_post(&desk, worker.post, &Ending::because("Left.")).await,
            Err(No::Forbidden(_))
        ));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_declared_relative_is_not_there_for_that_worker_any_more() {
    for_both(async |place| {
        let council = place.council().await;
        let worker = place.worker(&council, "Amina Okafor", &[Role::OutreachKeyWorker]).await;
        let desk = place.desk_of(&worker).await;
        let new = NewPerson { name: "Sam".into(), team: Some(council.hub), ..NewPerson::default() };
        let sam = people::create(&desk, &new, None).await.unwrap();
        declare_relative(&desk, None, sam, None).await.unwrap();
        assert!(matches!(people::open(&desk, sam).await, Err(No::NotFound)));
        assert!(matches!(declare_relative(&desk, None, sam, None).await, Err(No::NotFound)));
        let other = place.worker(&council, "Kit Lowe", &[Role::OutreachKeyWorker]).await;
        assert!(people::open(&place.desk_of(&other).await, sam).await.is_ok());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_manager_declares_for_a_worker_and_nobody_else_does() {
    for_both(async |place| {
        let council = place.council().await;
        let worker = place.worker(&council, "Amina Okafor", &[Role::OutreachKeyWorker]).await;
        let manager = place.worker(&council, "Robin Fell", &[Role::HubManager]).await;
        let desk = place.desk_of(&worker).await;
        let new = NewPerson { name: "Sam".into(), team: Some(council.hub), ..NewPerson::default() };
        let sam = people::create(&desk, &new, None).await.unwrap();
        let not_theirs = declare_relative(&desk, Some(manager.post), sam, None).await;
        assert!(matches!(not_theirs, Err(No::Forbidden(_))));
        let manager = place.desk_of(&manager).await;
        declare_relative(&manager, Some(worker.post), sam, None).await.unwrap();
        declare_relative(&manager, Some(worker.post), sam, None).await.unwrap();
        assert!(matches!(people::open(&desk, sam).await, Err(No::NotFound)));
        assert!(people::open(&manager, sam).await.is_ok());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn somebody_out_of_reach_cannot_be_declared_and_is_not_shown_to_exist() {
    for_both(async |place| {
        let council = place.council().await;
        let worker = place.worker(&council, "Amina Okafor", &[Role::OutreachKeyWorker]).await;
        let new = NewPerson { name: "Sam".into(), team: Some(council.hub), ..NewPerson::default() };
        let sam = people::create(&place.desk_of(&worker).await, &new, None).await.unwrap();
        let coach = place.worker(&council, "Lee Marsh", &[Role::EducationSpecialist]).await;
        let desk = place.desk_of(&coach).await;
        let nobody = practice::ids::PersonId(place.house.blind_id());
        for person in [sam, nobody] {
            assert!(matches!(declare_relative(&desk, None, person, None).await, Err(No::NotFound)));
        }
    })
    .await;
}
