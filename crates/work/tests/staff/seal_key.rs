//! The key that signs the heads of the chains.

use crate::support::{Place, for_both};
use practice::ids::AuthorityId;
use work::staff;

async fn seal(place: &Place) {
    let house = &place.house;
    house.records.seal(house.blind_id(), house.now(), true).await.unwrap();
}

async fn is_clean(place: &Place, heads: &[records::Head]) {
    let report = place.house.records.verify(heads).await.unwrap();
    assert!(report.is_clean(), "{:?}", report.findings);
}

#[tokio::test(flavor = "multi_thread")]
async fn after_a_change_every_head_is_signed_anew_and_heads_kept_before_still_fit() {
    for_both(async |place| {
        place.council().await;
        place.another_council("Southmoor").await;
        seal(&place).await;
        let kept = place.house.records.heads().await.unwrap();
        assert_eq!(kept.len(), 2);
        let first = place.house.records.keys().public_key();
        let second = staff::change_seal_key(&place.house).await.unwrap();
        assert_ne!(first, second);
        assert_eq!(place.house.records.keys().public_key(), second);
        is_clean(&place, &kept).await;
        let third = staff::change_seal_key(&place.house).await.unwrap();
        place.another_council("Eastmoor").await;
        seal(&place).await;
        // What the program reads at its next start is the new key.
        let place = place.restart().await;
        assert_eq!(place.house.records.keys().public_key(), third);
        is_clean(&place, &kept).await;
        // Each public half stays in the journal.
        let stream = AuthorityId::INSTALLATION.stream("seal_key");
        let told = place.house.records.service_events(AuthorityId::INSTALLATION, stream).await.unwrap();
        let told: Vec<String> =
            told.iter().map(|event| String::from_utf8(event.body.payload()).unwrap()).collect();
        assert_eq!(told.len(), 3);
        for (told, key) in told.iter().zip([first, second, third]) {
            assert!(told.contains(&key));
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_change_that_was_interrupted_is_ended_by_the_next() {
    for_both(async |place| {
        place.council().await;
        seal(&place).await;
        let next = place.house.records.keys().next_seal(place.house.random()).unwrap();
        assert!(place.house.records.keys().is_changing_seal());
        assert_eq!(staff::change_seal_key(&place.house).await.unwrap(), next);
        assert!(!place.house.records.keys().is_changing_seal());
        is_clean(&place, &[]).await;
    })
    .await;
}
