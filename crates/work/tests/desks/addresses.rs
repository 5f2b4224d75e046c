//! By which postcodes somebody is found, and by which no more.

use crate::support::{Council, Place, for_both};
use practice::dates::Happened;
use practice::homes::{CarePeriod, Sleeping, SleepingRecorded};
use practice::ids::{PersonId, StreamId};
use practice::journal::{Body, Told};
use practice::people::ContactKind;
use practice::staff::Role;
use work::people::{self, Fact, NewPerson, Recording};
use work::{Act, Desk};

struct Home {
    place: Place,
    council: Council,
    desk: Desk,
    person: PersonId,
}

/// Runs a test about Sam, who came into care from ZZ1 1AA, was placed at
/// ZZ2 2BB and is placed at ZZ3 3CC.
async fn with_sam<T: AsyncFn(&Home)>(test: T) {
    for_both(async |place| {
        let council = place.council().await;
        let worker = place.worker(&council, "Amina Okafor", &[Role::OutreachKeyWorker]).await;
        let desk = place.desk_of(&worker).await;
        let new = NewPerson { name: "Sam Osei".into(), ..NewPerson::default() };
        let person = people::create(&desk, &new, None).await.unwrap();
        let home = Home { place, council, desk, person };
        home.period("2024-01-01", None, "ZZ2 2BB").await;
        home.period("2024-01-01", Some("2025-01-01"), "ZZ2 2BB").await;
        home.period("2025-01-01", None, "ZZ3 3CC").await;
        test(&home).await;
        assert!(home.place.house.records.verify(None).await.unwrap().is_clean());
    })
    .await;
}

impl Home {
    /// A period of care, as the council's return tells it.
    async fn period(&self, from: &str, to: Option<&str>, postcode: &str) {
        let put_away = |value: &str| self.desk.put_away(self.person, value, Some(value)).unwrap();
        let ((home, home_kept), (placement, placement_kept)) = (put_away("ZZ1 1AA"), put_away(postcode));
        let from = from.parse().unwrap();
        let body = Body::CarePeriod(CarePeriod {
            from,
            to: to.map(|to| to.parse().unwrap()),
            began: "S".into(),
            legal_status: "C2".into(),
            need: "N1".into(),
            place: "U1".into(),
            provider: None,
            ended: None,
            change: None,
            home_postcode: Some(home_kept),
            placement_postcode: Some(placement_kept),
            urn: None,
            year: 2025,
        });
        let stream = self.person.stream(&format!("care_period/{from}"));
        let read = self.place.house.records.revisions(&[stream]).await.unwrap()[0];
        let told = Told::about(self.person, stream, Happened::Range(from, None), body);
        let act = Act::new().putting_away(home).putting_away(placement).telling(told, read.number);
        self.desk.write(act).await.unwrap();
    }

    async fn records(&self, fact: Fact) {
        let recording = Recording { fact, shown: None, correction: false, key: None };
        people::record(&self.desk, self.person, &recording).await.unwrap();
    }

    async fn address(&self, address: &str, shielded: bool) -> StreamId {
        self.records(Fact::Contact(ContactKind::Address, address.into(), shielded)).await;
        let events = self.place.house.records.events_of(&self.desk.sight, self.person, self.desk.now).await;
        events.unwrap().unwrap().pop().unwrap().stream
    }

    async fn is_found_by(&self, postcode: &str) -> bool {
        let found = self.place.house.records.people_found_by(self.council.authority, postcode).await.unwrap();
        found.contains(&self.person)
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn somebody_is_found_where_they_live_and_come_from_and_not_where_a_placement_ended() {
    with_sam(async |sam| {
        assert!(sam.is_found_by("ZZ1 1AA").await && sam.is_found_by("ZZ3 3CC").await);
        assert!(!sam.is_found_by("ZZ2 2BB").await);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_address_that_has_ended_is_not_found_any_more() {
    with_sam(async |sam| {
        let stream = sam.address("4 Sample Row, Northmoor ZZ4 4DD", false).await;
        assert!(sam.is_found_by("ZZ4 4DD").await);
        sam.records(Fact::EndContact(stream, "They moved".into())).await;
        assert!(!sam.is_found_by("ZZ4 4DD").await && sam.is_found_by("ZZ3 3CC").await);
        // The value itself is kept: only the way to find it is gone.
        let events = sam.place.house.records.events_of(&sam.desk.sight, sam.person, sam.desk.now).await;
        let kept = events.unwrap().unwrap().into_iter().find_map(|event| match event.body {
            Body::ContactPointRecorded(point) => Some(point.value.id),
            _ => None,
        });
        let value = sam.place.house.records.vault_value(sam.council.authority, kept.unwrap()).await;
        assert_eq!(value.unwrap().as_deref(), Some("4 Sample Row, Northmoor ZZ4 4DD"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn somebody_with_a_shielded_address_is_found_by_no_postcode_not_even_of_a_later_return() {
    with_sam(async |sam| {
        sam.address("4 Sample Row, Northmoor ZZ4 4DD", false).await;
        let shielded = sam.address("4 Sample Row, Northmoor ZZ3 3CC", true).await;
        sam.period("2026-01-01", None, "ZZ3 3CC").await;
        sam.address("5 Sample Row, Northmoor ZZ5 5EE", false).await;
        for postcode in ["ZZ1 1AA", "ZZ2 2BB", "ZZ3 3CC", "ZZ4 4DD", "ZZ5 5EE"] {
            assert!(!sam.is_found_by(postcode).await, "{postcode}");
        }
        // What was emptied is not given back; what comes later is found again.
        sam.records(Fact::EndContact(shielded, "They are safe now".into())).await;
        assert!(!sam.is_found_by("ZZ3 3CC").await);
        sam.address("6 Sample Row, Northmoor ZZ6 6FF", false).await;
        assert!(sam.is_found_by("ZZ6 6FF").await);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn making_the_views_anew_gives_no_look_up_back_and_takes_none() {
    with_sam(async |sam| {
        sam.address("4 Sample Row, Northmoor ZZ4 4DD", false).await;
        sam.place.house.records.rebuild().await.unwrap();
        for (postcode, found) in [("ZZ1 1AA", true), ("ZZ2 2BB", false), ("ZZ3 3CC", true), ("ZZ4 4DD", true)]
        {
            assert_eq!(sam.is_found_by(postcode).await, found, "{postcode}");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn where_they_stay_is_shown_as_protected_while_an_address_is() {
    with_sam(async |sam| {
        let (row, kept) = sam.desk.put_away(sam.person, "4 Sample Row, Northmoor", None).unwrap();
        let body = SleepingRecorded { place: Sleeping::Elsewhere(kept), purpose: String::new() };
        let stream = sam.person.stream("whereabouts");
        let told = Told::about(sam.person, stream, Happened::At(sam.desk.now), Body::SleepingRecorded(body));
        sam.desk.write(Act::new().putting_away(row).beginning(told)).await.unwrap();
        let manager = sam.place.worker(&sam.council, "Robin Fell", &[Role::HubManager]).await;
        let manager = sam.place.desk_of(&manager).await;
        let staying = async |desk: &Desk| {
            let (_, values) = people::contact_values(desk, sam.person).await.unwrap();
            let staying = values.into_iter().find(|reach| reach.stream.is_none()).unwrap();
            (staying.value, staying.shielded)
        };
        let value = Some("4 Sample Row, Northmoor".to_owned());
        assert_eq!(staying(&sam.desk).await, (value.clone(), false));
        sam.address("4 Sample Row, Northmoor", true).await;
        assert_eq!(staying(&sam.desk).await, (None, true));
        assert_eq!(staying(&manager).await, (value, true));
    })
    .await;
}
