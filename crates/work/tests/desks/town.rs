//! A council with two hubs and everybody who may be told of something.

use crate::support::{Council, Place, for_both};
use practice::ids::PersonId;
use practice::staff::Role;
use work::Desk;
use work::people::{self, Emergency, NewPerson, Opened, Restricting};
use work::staff::{NewTeam, create_team};

pub(crate) struct Town {
    pub(crate) place: Place,
    pub(crate) council: Council,
    /// Sam's key worker, in the hub.
    pub(crate) amina: Desk,
    /// The manager of the hub.
    pub(crate) robin: Desk,
    /// A key worker of another hub.
    pub(crate) noor: Desk,
    /// The manager of that hub.
    pub(crate) mel: Desk,
    /// At the matching desk, in no team that is responsible for anybody.
    pub(crate) eleri: Desk,
    pub(crate) sam: PersonId,
}

pub(crate) async fn in_town<T: AsyncFn(&mut Town)>(test: T) {
    for_both(async |place| {
        let council = place.council().await;
        let operator = place.operator(&council);
        let hill = NewTeam { name: "Hill House".into(), hub: true };
        let elsewhere = Council { hub: create_team(&operator, &hill, None).await.unwrap(), ..council };
        let desk = async |council: &Council, name: &str, role: Role| {
            place.desk_of(&place.worker(council, name, &[role]).await).await
        };
        let amina = desk(&council, "Amina Okafor", Role::OutreachKeyWorker).await;
        let robin = desk(&council, "Robin Fell", Role::HubManager).await;
        let noor = desk(&elsewhere, "Noor Far", Role::OutreachKeyWorker).await;
        let mel = desk(&elsewhere, "Mel Away", Role::HubManager).await;
        let eleri = desk(&elsewhere, "Eleri Voss", Role::MatchingDesk).await;
        let sam = NewPerson {
            name: "Sam Osei".into(),
            born: Some("2010-06-04".parse().unwrap()),
            ..NewPerson::default()
        };
        let sam = people::create(&amina, &sam, None).await.unwrap();
        let mut town = Town { place, council, amina, robin, noor, mel, eleri, sam };
        // Boxed: what a test holds while it waits would make this future as large.
        Box::pin(test(&mut town)).await;
        let report = town.place.house.records.verify(None).await.unwrap();
        assert!(report.is_clean(), "{:?}", report.findings);
    })
    .await;
}

impl Town {
    /// Lets days pass; every desk goes on in the new day.
    pub(crate) fn pass_days(&mut self, days: i64) {
        self.place.clock.pass(days * 86_400);
        let now = self.place.house.now();
        for desk in [&mut self.amina, &mut self.robin, &mut self.noor, &mut self.mel, &mut self.eleri] {
            desk.now = now;
        }
    }

    /// One more worker, in the hub.
    pub(crate) async fn one_more(&self, name: &str, role: Role) -> Desk {
        let worker = Box::pin(self.place.worker(&self.council, name, &[role])).await;
        Box::pin(self.place.desk_of(&worker)).await
    }

    /// Opens Sam's record in an emergency.
    pub(crate) async fn open_sam(&self, desk: &Desk) -> Opened {
        let emergency = Emergency {
            reason: "Sam is at our door and hurt.".into(),
            name: "Sam Osei".into(),
            born: Some("2010-06-04".parse().unwrap()),
            number: String::new(),
        };
        people::break_glass(desk, &emergency, None).await.unwrap()
    }

    /// Restricts Sam's record to some workers.
    pub(crate) async fn restrict_sam(&self, by: &Desk, to: &[&Desk], days: i32) {
        let review_on = jiff::ToSpan::days(days);
        let restricting = Restricting {
            reason: "A worker's neighbour".into(),
            posts: to.iter().map(|desk| desk.sight.post).collect(),
            without_key_worker: Some(self.amina.sight.post),
            review_on: by.now.day().checked_add(review_on).unwrap(),
            shown: None,
            key: None,
        };
        people::restrict(by, self.sam, &restricting).await.unwrap();
    }

    /// Somebody new like Sam, written down by a worker of the other hub.
    pub(crate) async fn like_sam(&self, by: &Desk, tonight: bool) -> PersonId {
        let new = NewPerson {
            name: "Sam Oseye".into(),
            born: Some("2010-06-04".parse().unwrap()),
            tonight,
            ..NewPerson::default()
        };
        people::create(by, &new, None).await.unwrap()
    }
}
