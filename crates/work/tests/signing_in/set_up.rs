//! The first start.

use crate::app::{App, sentence};
use crate::support::{PASSWORD, Place, for_both, visit};
use practice::staff::Role;
use work::No;
use work::signing_in::set_up::{self, SetUp};
use work::signing_in::{Outcome, Resumed, resume, second_step};
use work::staff;

const DAY: i64 = 24 * 60 * 60;

fn form() -> SetUp {
    SetUp {
        council: "Northmoor".into(),
        team: "Harbour House".into(),
        name: "Robin Fell".into(),
        email: "Robin.Fell@northmoor.example".into(),
        password: PASSWORD.into(),
    }
}

async fn link(place: &Place) -> String {
    set_up::begin(&place.house).await.unwrap().unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_link_makes_the_council_its_first_hub_and_its_first_administrator() {
    for_both(async |place| {
        let link = link(&place).await;
        let outcome = set_up::complete(&place.house, &link, &form(), &visit()).await.unwrap();
        let Outcome::MustSetUpCode(pending) = outcome else { panic!("{outcome:?}") };
        let app = App::with_key(&second_step::begin(&place.house, &pending).await.unwrap().typed_key);
        let confirmed =
            second_step::confirm(&place.house, &pending, &app.code(&place), &visit()).await.unwrap();
        let cookie = confirmed.token.unwrap();
        let Resumed::Live(desk, _) = resume(&place.house, &cookie).await.unwrap() else { panic!() };
        let staff = staff::list(&desk).await.unwrap();
        assert_eq!((staff.teams[0].name.as_str(), staff.teams[0].hub), ("Harbour House", true));
        assert_eq!(staff.posts[0].roles, [Role::Administrator]);
        assert_eq!(staff.posts[0].signs_in, staff::SignsIn::WithSecondStep);
        assert_eq!(staff.posts[0].email.as_deref(), Some("robin.fell@northmoor.example"));
        assert_eq!(place.house.records.councils().await.unwrap()[0].name, "Northmoor");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_link_opens_once_and_no_further_one_is_made() {
    for_both(async |place| {
        let link = link(&place).await;
        set_up::complete(&place.house, &link, &form(), &visit()).await.unwrap();
        let again = set_up::complete(&place.house, &link, &form(), &visit()).await;
        assert!(sentence(again).contains("link does not work"));
        assert!(set_up::begin(&place.house).await.unwrap().is_none());
        let place = place.restart().await;
        assert!(set_up::begin(&place.house).await.unwrap().is_none());
        assert_eq!(place.house.records.councils().await.unwrap().len(), 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_who_send_the_page_at_once_one_makes_the_council() {
    for_both(async |place| {
        let link = link(&place).await;
        let (one, two, here) = (form(), SetUp { council: "Eastmoor".into(), ..form() }, visit());
        let (one, two) = tokio::join!(
            set_up::complete(&place.house, &link, &one, &here),
            set_up::complete(&place.house, &link, &two, &here)
        );
        assert!(one.is_ok() != two.is_ok());
        assert_eq!(place.house.records.councils().await.unwrap().len(), 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn each_start_replaces_a_link_that_was_not_used() {
    for_both(async |place| {
        let first = link(&place).await;
        let place = place.restart().await;
        let second = link(&place).await;
        assert!(set_up::open(&place.house, &first).await.unwrap().is_none());
        assert!(set_up::open(&place.house, &second).await.unwrap().is_some());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_link_opens_for_a_day() {
    for_both(async |place| {
        let link = link(&place).await;
        place.clock.pass(DAY - 1);
        assert!(set_up::open(&place.house, &link).await.unwrap().is_some());
        place.clock.pass(1);
        assert!(set_up::open(&place.house, &link).await.unwrap().is_none());
        assert!(set_up::complete(&place.house, &link, &form(), &visit()).await.is_err());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn every_fault_is_answered_at_its_field_and_the_link_stays_good() {
    for_both(async |place| {
        let link = link(&place).await;
        let empty = SetUp::default();
        let Err(No::Refused(refusals)) = set_up::complete(&place.house, &link, &empty, &visit()).await else {
            panic!()
        };
        let fields: Vec<_> = refusals.iter().filter_map(|refusal| refusal.field.as_deref()).collect();
        assert_eq!(fields, ["council", "team", "name", "email", "password"]);
        let weak = SetUp { password: "northmoor northmoor".into(), ..form() };
        let Err(No::Refused(refusals)) = set_up::complete(&place.house, &link, &weak, &visit()).await else {
            panic!()
        };
        assert_eq!(refusals[0].field.as_deref(), Some("password"));
        assert!(set_up::complete(&place.house, &link, &form(), &visit()).await.is_ok());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_council_that_an_import_made_is_taken_over_and_not_made_twice() {
    for_both(async |place| {
        let council = place.council().await;
        let link = link(&place).await;
        let here = set_up::open(&place.house, &link).await.unwrap().unwrap();
        assert_eq!(here.as_deref(), Some("Northmoor"));
        let other = SetUp { council: "Northmoor Council".into(), ..form() };
        let refused = set_up::complete(&place.house, &link, &other, &visit()).await;
        assert!(sentence(refused).contains("A council is here already: Northmoor"));
        let same = SetUp { council: "NORTHMOOR".into(), team: "harbour house".into(), ..form() };
        set_up::complete(&place.house, &link, &same, &visit()).await.unwrap();
        assert_eq!(place.house.records.councils().await.unwrap().len(), 1);
        assert_eq!(place.house.records.teams(council.authority).await.unwrap().len(), 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn council_hub_and_post_are_one_act_of_three_sealed_events() {
    for_both(async |place| {
        let link = link(&place).await;
        set_up::complete(&place.house, &link, &form(), &visit()).await.unwrap();
        let (holder, now) = (place.house.id(), place.house.now());
        assert_eq!(place.house.records.seal(holder, now, true).await.unwrap(), 3);
    })
    .await;
}
