//! Restrictions are looked at again, and stay until somebody has looked.

use crate::support::Council;
use crate::town::{Town, in_town};
use jiff::ToSpan;
use practice::staff::Role;
use work::people::{
    Restricting, lift_restriction, open, restrict, restricted_to_nobody, restrictions, review_restriction,
};
use work::staff::{Ending, declare_own_relative, end_post};
use work::{Desk, FormKey, No};

#[tokio::test(flavor = "multi_thread")]
async fn a_restriction_falls_due_and_stays_until_somebody_has_looked() {
    in_town(async |town: &mut Town| {
        assert!(restrictions(&town.robin).await.unwrap().is_empty());
        town.restrict_sam(&town.robin, &[&town.robin], 30).await;
        let listed = restrictions(&town.robin).await.unwrap();
        assert_eq!((listed[0].who.person, listed[0].overdue), (town.sam, false));
        assert_eq!(listed[0].review_on, "2026-04-01".parse().ok());
        town.pass_days(31);
        assert!(restrictions(&town.robin).await.unwrap()[0].overdue);
        assert!(matches!(open(&town.amina, town.sam).await, Err(No::NotFound)), "it stays, however late");
        let in_90 = town.robin.now.day().checked_add(90.days()).unwrap();
        review_restriction(&town.robin, town.sam, "They still live next door", in_90, None, None)
            .await
            .unwrap();
        let listed = restrictions(&town.robin).await.unwrap();
        assert_eq!((listed[0].review_on, listed[0].overdue), (Some(in_90), false));
        assert_eq!(listed[0].reason, "A worker's neighbour", "why it was made stands");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn it_is_kept_for_ninety_days_at_the_most_and_with_a_finding() {
    in_town(async |town: &mut Town| {
        town.restrict_sam(&town.robin, &[&town.robin], 30).await;
        let today = town.robin.now.day();
        for (finding, days) in [("", 30), ("So", 0), ("So", 91), ("So", -1)] {
            let on = today.checked_add(days.days()).unwrap();
            let answer = review_restriction(&town.robin, town.sam, finding, on, None, None).await;
            assert!(matches!(answer, Err(No::Refused(_))), "{finding} {days}");
        }
        assert_eq!(restrictions(&town.robin).await.unwrap()[0].review_on, "2026-04-01".parse().ok());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_not_restricted_is_not_looked_at_again_and_what_is_not_theirs_is_not_there() {
    in_town(async |town: &mut Town| {
        let on = town.robin.now.day().checked_add(30.days()).unwrap();
        let none = review_restriction(&town.robin, town.sam, "So", on, None, None).await;
        assert!(matches!(none, Err(No::Refused(_))));
        let theirs = review_restriction(&town.mel, town.sam, "So", on, None, None).await;
        assert!(matches!(theirs, Err(No::NotFound)));
        let role = review_restriction(&town.amina, town.sam, "So", on, None, None).await;
        assert!(matches!(role, Err(No::Forbidden(_))));
        town.restrict_sam(&town.robin, &[&town.amina, &town.mel], 30).await;
        assert!(restrictions(&town.robin).await.unwrap().is_empty(), "who is not named is told of none");
    })
    .await;
}

/// The same wish as a form sends it.
fn to(town: &Town, posts: &[&Desk], key: &str) -> Restricting {
    Restricting {
        reason: "A worker's neighbour".into(),
        posts: posts.iter().map(|desk| desk.sight.post).collect(),
        without_key_worker: Some(town.amina.sight.post),
        review_on: town.robin.now.day().checked_add(30.days()).unwrap(),
        shown: None,
        key: Some(FormKey { key: key.into(), body: key.into() }),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_restriction_names_somebody_who_may_look_at_it_again_and_nobody_who_has_left() {
    in_town(async |town: &mut Town| {
        let nobody = restrict(&town.robin, town.sam, &to(town, &[&town.amina], "one")).await;
        let Err(No::Refused(refusals)) = nobody else { panic!("{nobody:?}") };
        assert!(refusals[0].sentence.contains("Hub manager"), "{refusals:?}");
        let operator = town.place.operator(&town.council);
        end_post(&operator, town.mel.sight.post, &Ending::because("Moved away.")).await.unwrap();
        let left = restrict(&town.robin, town.sam, &to(town, &[&town.robin, &town.mel], "two")).await;
        assert!(matches!(left, Err(No::Refused(_))));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_key_worker_is_shut_out_only_where_it_is_meant_and_of_a_relative_nothing_is_asked() {
    in_town(async |town: &mut Town| {
        let unmeant = |key| Restricting { without_key_worker: None, ..to(town, &[&town.robin], key) };
        let asked = restrict(&town.robin, town.sam, &unmeant("one")).await;
        let Err(No::Refused(refusals)) = asked else { panic!("{asked:?}") };
        assert!(refusals[0].sentence.starts_with("Amina Okafor, their key worker, could not open"));
        let meant = to(town, &[&town.robin], "two");
        restrict(&town.robin, town.sam, &meant).await.unwrap();
        // It was decided: whoever changes who may open it is not asked again.
        restrict(&town.robin, town.sam, &unmeant("three")).await.unwrap();
        lift_restriction(&town.robin, town.sam, "Over", None, None).await.unwrap();
        // Pressed twice, what was done stays done.
        restrict(&town.robin, town.sam, &meant).await.unwrap();
        let reference = town.place.house.records.reference_of(town.sam).await.unwrap().unwrap();
        declare_own_relative(&town.amina, &reference, None).await.unwrap();
        restrict(&town.robin, town.sam, &unmeant("four")).await.unwrap();
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_declared_relative_is_not_the_only_one_who_may_look_at_it_again() {
    in_town(async |town: &mut Town| {
        let reference = town.place.house.records.reference_of(town.sam).await.unwrap().unwrap();
        let wish = to(town, &[&town.mel, &town.amina], "only-mel");
        declare_own_relative(&town.mel, &reference, None).await.unwrap();
        let answer = restrict(&town.robin, town.sam, &wish).await;
        let Err(No::Refused(refusals)) = answer else { panic!("{answer:?}") };
        assert_eq!(refusals[0].field.as_deref(), Some("posts"));
        assert!(refusals[0].sentence.starts_with("None of those you named could look at this again."));
        let hill = town.mel.sight.team.unwrap();
        let hill = Council { hub: hill, ..town.council };
        let away = town.place.worker(&hill, "Max Away", &[Role::HubManager]).await;
        let away = town.place.desk_of(&away).await;
        let hidden = restrict(&away, town.sam, &wish).await;
        assert!(matches!(hidden, Err(No::NotFound)), "out of reach nothing is said of Mel: {hidden:?}");
        let head = town.place.worker(&town.council, "Hetty Boss", &[Role::HeadOfService]).await;
        let head = town.place.desk_of(&head).await;
        let both = to(town, &[&town.mel, &head], "mel-and-hetty");
        restrict(&town.robin, town.sam, &both).await.unwrap();
        restrict(&town.robin, town.sam, &both).await.unwrap();
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_restriction_names_nobody_who_could_not_open_the_record() {
    in_town(async |town: &mut Town| {
        for role in [Role::Administrator, Role::BoardMember, Role::MatchingDesk] {
            let name = format!("Pat {}", role.word());
            let named = town.place.worker(&town.council, &name, &[role]).await;
            let named = town.place.desk_of(&named).await;
            let answer =
                restrict(&town.robin, town.sam, &to(town, &[&town.robin, &named], role.word())).await;
            let Err(No::Refused(refusals)) = answer else { panic!("{role:?}: {answer:?}") };
            assert_eq!(refusals[0].field.as_deref(), Some("posts"));
            assert_eq!(
                refusals[0].sentence,
                format!("{name} could not open it: no role of theirs opens records.")
            );
        }
        assert!(restrictions(&town.robin).await.unwrap().is_empty());
        let both = [Role::BoardMember, Role::LifeCoach];
        let coach = town.place.worker(&town.council, "Cleo Both", &both).await;
        let coach = town.place.desk_of(&coach).await;
        restrict(&town.robin, town.sam, &to(town, &[&town.robin, &coach], "both")).await.unwrap();
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_does_not_name_themselves_is_not_told_off_for_pressing_twice() {
    in_town(async |town: &mut Town| {
        let wish = to(town, &[&town.mel], "pressed-twice");
        restrict(&town.robin, town.sam, &wish).await.unwrap();
        restrict(&town.robin, town.sam, &wish).await.unwrap();
        let other = restrict(&town.robin, town.sam, &to(town, &[&town.robin], "another")).await;
        assert!(matches!(other, Err(No::NotFound)));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn where_nobody_named_may_look_again_any_more_the_head_of_service_is_told_too() {
    in_town(async |town: &mut Town| {
        let head = town.place.worker(&town.council, "Hetty Boss", &[Role::HeadOfService]).await;
        let head = town.place.desk_of(&head).await;
        town.restrict_sam(&town.robin, &[&town.mel, &town.amina], 30).await;
        assert!(restricted_to_nobody(&head).await.unwrap().is_empty());
        let reference = town.place.house.records.reference_of(town.sam).await.unwrap().unwrap();
        declare_own_relative(&town.mel, &reference, None).await.unwrap();
        assert_eq!(restricted_to_nobody(&head).await.unwrap(), [reference], "Amina may not look again");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_restriction_is_not_refused_to_its_second_press_because_of_who_has_left_since() {
    in_town(async |town: &mut Town| {
        let wish = to(town, &[&town.robin, &town.mel], "with-mel");
        restrict(&town.robin, town.sam, &wish).await.unwrap();
        let operator = town.place.operator(&town.council);
        end_post(&operator, town.mel.sight.post, &Ending::because("Moved away.")).await.unwrap();
        restrict(&town.robin, town.sam, &wish).await.unwrap();
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn where_everybody_named_has_left_the_head_of_service_is_told_the_reference_and_nothing_else() {
    in_town(async |town: &mut Town| {
        let head = town.place.worker(&town.council, "Hetty Boss", &[Role::HeadOfService]).await;
        let head = town.place.desk_of(&head).await;
        town.restrict_sam(&town.robin, &[&town.mel], 30).await;
        assert!(restricted_to_nobody(&head).await.unwrap().is_empty());
        let operator = town.place.operator(&town.council);
        end_post(&operator, town.mel.sight.post, &Ending::because("Moved away.")).await.unwrap();
        let reference = town.place.house.records.reference_of(town.sam).await.unwrap().unwrap();
        assert_eq!(restricted_to_nobody(&head).await.unwrap(), std::slice::from_ref(&reference));
        assert!(restricted_to_nobody(&town.robin).await.unwrap().is_empty(), "a team is not the council");
        declare_own_relative(&head, &reference, None).await.unwrap();
        assert!(restricted_to_nobody(&head).await.unwrap().is_empty());
    })
    .await;
}
