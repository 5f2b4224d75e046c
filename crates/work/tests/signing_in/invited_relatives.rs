//! What is declared of whoever is invited goes with the post, and not with a mistyped address.

use crate::in_one_moment::{WAITS, amid};
use crate::invitations::post;
use crate::support::{Council, PASSWORD, Place, for_both, visit};
use practice::ids::{AccountId, PersonId, PostId};
use practice::staff::Role;
use work::Desk;
use work::people::{self, NewPerson};
use work::signing_in::{accept, invite};
use work::staff::{declare_own_relative, declare_relative};

const WRONG: &str = "kit.love@northmoor.example";
const RIGHT: &str = "kit.lowe@northmoor.example";

struct Hub<'p> {
    place: &'p Place,
    council: Council,
    robin: Desk,
    sam: PersonId,
}

impl<'p> Hub<'p> {
    async fn of(place: &'p Place) -> Self {
        let council = place.council().await;
        let robin = place.worker(&council, "Robin Fell", &[Role::HubManager]).await;
        let robin = place.desk_of(&robin).await;
        let new = NewPerson { name: "Sam Osei".into(), team: Some(council.hub), ..NewPerson::default() };
        let sam = people::create(&robin, &new, None).await.unwrap();
        Self { place, council, robin, sam }
    }

    async fn invited(&self, post: PostId, address: &str) -> AccountId {
        invite(&self.place.operator(&self.council), post, address, None).await.unwrap().account
    }

    async fn is_relative(&self, account: AccountId) -> bool {
        self.place.house.records.is_relative(account, self.sam).await.unwrap()
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_relative_of_whoever_is_invited_stays_one_when_the_address_is_put_right() {
    for_both(async |place| {
        let hub = Hub::of(&place).await;
        let post = post(&place, &hub.council, "Kit Lowe").await;
        let wrong = hub.invited(post, WRONG).await;
        declare_relative(&hub.robin, Some(post), hub.sam, None).await.unwrap();
        let operator = place.operator(&hub.council);
        let right = invite(&operator, post, RIGHT, None).await.unwrap();
        accept(&place.house, &right.token, PASSWORD, &visit()).await.unwrap();
        assert!(hub.is_relative(right.account).await);
        assert!(hub.is_relative(wrong).await, "nobody gets a right back without a second person");
        let stream = hub.sam.stream(&format!("relative/{}", right.account));
        let told = place.house.records.service_events(hub.council.authority, stream).await.unwrap();
        assert_eq!(
            told.iter().map(|event| event.body.kind()).collect::<Vec<_>>(),
            ["staff.relative_declared"]
        );
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn it_goes_along_however_often_and_however_late_the_address_changes() {
    for_both(async |place| {
        let hub = Hub::of(&place).await;
        let post = post(&place, &hub.council, "Kit Lowe").await;
        hub.invited(post, WRONG).await;
        declare_relative(&hub.robin, Some(post), hub.sam, None).await.unwrap();
        place.clock.pass(40 * 24 * 60 * 60);
        let second = hub.invited(post, RIGHT).await;
        let third = hub.invited(post, "kit@northmoor.example").await;
        assert!(hub.is_relative(second).await && hub.is_relative(third).await);
        assert_eq!(hub.invited(post, RIGHT).await, second, "and back again is nothing new");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_somebody_declared_of_themselves_does_not_go_along_with_their_mistyped_address() {
    for_both(async |place| {
        let hub = Hub::of(&place).await;
        let amina = place.worker(&hub.council, "Amina Okafor", &[Role::OutreachKeyWorker]).await;
        let desk = place.desk_of(&amina).await;
        let reference = people::open(&desk, hub.sam).await.unwrap().summary.reference;
        let post = post(&place, &hub.council, "Kit Lowe").await;
        hub.invited(post, &amina.email).await;
        declare_own_relative(&desk, &reference, None).await.unwrap();
        let right = hub.invited(post, RIGHT).await;
        assert!(hub.is_relative(amina.account).await && !hub.is_relative(right).await);
    })
    .await;
}

/// A post that was offered to a wrong address, and the right one.
async fn offered(hub: &Hub<'_>, number: usize) -> (PostId, String) {
    let post = post(hub.place, &hub.council, "Kit Lowe").await;
    hub.invited(post, &format!("wrong.{number}@northmoor.example")).await;
    (post, format!("right.{number}@northmoor.example"))
}

#[tokio::test(flavor = "multi_thread")]
async fn a_relative_who_is_declared_while_the_address_is_put_right_is_not_lost() {
    for_both(async |place| {
        let hub = Hub::of(&place).await;
        let operator = place.operator(&hub.council);
        for waits in 0..WAITS {
            let (post, right) = offered(&hub, waits).await;
            let declaring = Box::pin(declare_relative(&hub.robin, Some(post), hub.sam, None));
            let anew = Box::pin(invite(&operator, post, &right, None));
            let Some((anew, declared)) = amid(anew, waits, declaring).await else { return };
            declared.unwrap();
            assert!(hub.is_relative(anew.unwrap().account).await, "after {waits} waits");
        }
        panic!("inviting never ends");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nor_where_the_address_is_put_right_while_they_are_declared() {
    for_both(async |place| {
        let hub = Hub::of(&place).await;
        let operator = place.operator(&hub.council);
        for waits in 0..WAITS {
            let (post, right) = offered(&hub, waits).await;
            let declaring = Box::pin(declare_relative(&hub.robin, Some(post), hub.sam, None));
            let anew = Box::pin(invite(&operator, post, &right, None));
            let Some((declared, anew)) = amid(declaring, waits, anew).await else { return };
            declared.unwrap();
            assert!(hub.is_relative(anew.unwrap().account).await, "after {waits} waits");
        }
        panic!("declaring never ends");
    })
    .await;
}
