//! A lawful erasure: decided by two, carried out by whoever operates the program.

use crate::town::{Town, in_town};
use practice::ids::{EventId, PostId, Reference};
use practice::journal::Class;
use practice::staff::Role;
use work::people::open;
use work::staff::declare_own_relative;
use work::story::{
    Correction, Erasing, Note, StoryFilter, correct_note, erase, read, to_be_erased, write_note,
};
use work::{Desk, No};

const SECRET: &str = "Quillfeather";

/// Amina writes a note and puts it right; answers the note.
async fn noted(town: &Town) -> EventId {
    let note =
        Note { title: String::new(), text: SECRET.into(), day: town.amina.now.day(), class: Class::Story };
    write_note(&town.amina, town.sam, &note, None).await.unwrap();
    let told = read(&town.amina, town.sam, &StoryFilter::default()).await.unwrap();
    let entry = told.entries.iter().find(|entry| entry.body.kind() == "story.note_written").unwrap().event;
    let correction = Correction {
        text: format!("{SECRET} again"),
        title: None,
        day: None,
        reason: "A word was wrong".into(),
        shown: entry,
    };
    correct_note(&town.amina, entry, &correction, None).await.unwrap();
    entry
}

async fn erasing(town: &Town, entries: &[EventId], deciders: &[PostId]) -> Erasing {
    let summary = open(&town.amina, town.sam).await.unwrap().summary;
    Erasing {
        reference: Reference::parse(&summary.reference).unwrap(),
        entries: entries.to_vec(),
        ground: "Written in the wrong record: UK GDPR, article 17(1)(d).".into(),
        deciders: deciders.to_vec(),
    }
}

async fn governing(town: &Town) -> Desk {
    let ida = town.place.worker(&town.council, "Ida Gold", &[Role::InformationGovernance]).await;
    town.place.desk_of(&ida).await
}

#[tokio::test(flavor = "multi_thread")]
async fn what_two_people_decided_to_erase_goes_with_its_corrections_and_its_mark_stays() {
    in_town(async |town: &mut Town| {
        let ida = governing(town).await;
        let entry = noted(town).await;
        let decided = [ida.sight.post, town.robin.sight.post];
        let order = erasing(town, &[entry], &decided).await;
        let looked_at = to_be_erased(&town.place.house, &order).await.unwrap();
        assert_eq!((looked_at.pieces(), looked_at.decided_by()), (2, vec!["Ida Gold", "Robin Fell"]));
        erase(looked_at).await.unwrap();
        let told = read(&town.amina, town.sam, &StoryFilter::default()).await.unwrap();
        assert!(!format!("{:?}", told.entries).contains(SECRET));
        let managed = read(&town.robin, town.sam, &StoryFilter::default()).await.unwrap();
        assert!(format!("{:?}", managed.entries).contains("article 17(1)(d)"));
        let again = to_be_erased(&town.place.house, &order).await;
        assert!(matches!(again, Err(No::Refused(_))), "{again:?}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn two_people_decide_one_of_them_in_information_governance_and_no_relative() {
    in_town(async |town: &mut Town| {
        let ida = governing(town).await;
        let entry = noted(town).await;
        let refused = async |deciders: &[PostId]| {
            let order = erasing(town, &[entry], deciders).await;
            matches!(to_be_erased(&town.place.house, &order).await, Err(No::Refused(_)))
        };
        let (governs, manages) = (ida.sight.post, town.robin.sight.post);
        assert!(refused(&[governs]).await && refused(&[governs, governs]).await);
        assert!(refused(&[manages, town.amina.sight.post]).await);
        assert!(refused(&[governs, PostId(uuid::Uuid::from_u128(7))]).await);
        assert!(!refused(&[governs, manages]).await);
        let reference = open(&town.amina, town.sam).await.unwrap().summary.reference;
        declare_own_relative(&ida, &reference, None).await.unwrap();
        assert!(refused(&[governs, manages]).await, "a declared relative decides nothing");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_entry_of_another_record_is_not_erased_with_these() {
    in_town(async |town: &mut Town| {
        let decided = [governing(town).await.sight.post, town.robin.sight.post];
        let entry = noted(town).await;
        let elsewhere = town.like_sam(&town.noor, false).await;
        let theirs = read(&town.noor, elsewhere, &StoryFilter::default()).await.unwrap().entries[0].event;
        for entries in [vec![], vec![entry, theirs]] {
            let order = erasing(town, &entries, &decided).await;
            assert!(to_be_erased(&town.place.house, &order).await.is_err());
        }
    })
    .await;
}
