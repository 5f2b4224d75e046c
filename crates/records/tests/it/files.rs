//! Files beside the journal: encrypted, bound to their place, gone with their erasure.

use crate::ground::{COUNCIL, Ground, NEIGHBOUR, on_both_engines};
use crate::pen::{Pen, day};
use crate::raw::{Cell, Kind};
use practice::files::{FileRef, Media};
use practice::ids::{EventId, FileId, PersonId};
use practice::journal::{Body, Told};
use practice::key_working::TheirView;
use practice::people::{PhotoAsked, PhotoRecorded};
use practice::staff::{CouncilCreated, LogoChanged};
use practice::story::{ErasedLawfully, FileAdded};
use records::{Append, Error, FileRandom, pack};
use uuid::Uuid;

const SEALER: Uuid = Uuid::from_u128(1);

/// More than two chunks, no two alike.
fn picture() -> Vec<u8> {
    (0_u32..150_000).flat_map(u32::to_be_bytes).collect()
}

fn packed(
    ground: &Ground,
    pen: &mut Pen,
    person: Option<PersonId>,
    bytes: &[u8],
) -> (records::FileParts, FileRef) {
    let id = FileId(pen.id());
    let mut nonce = [0; 20];
    nonce[..16].copy_from_slice(id.0.as_bytes());
    let random = FileRandom { salt: [5; 16], nonce };
    pack(ground.records.keys(), COUNCIL, person, id, random, Media::Jpeg, bytes).unwrap()
}

/// An act that brings a photo of somebody.
fn photo(ground: &Ground, pen: &mut Pen, person: PersonId, bytes: &[u8]) -> (Append, EventId, FileRef) {
    let (parts, file) = packed(ground, pen, Some(person), bytes);
    let body =
        PhotoRecorded { file: file.clone(), taken: None, asked: PhotoAsked::Agreed, said: String::new() };
    let mut act = pen.act([Told::about(person, person.stream("photo"), day(4), Body::PhotoRecorded(body))]);
    act.files = vec![parts];
    let event = act.events[0].id;
    (act, event, file)
}

async fn kept(ground: &Ground, pen: &mut Pen, bytes: &[u8]) -> (PersonId, EventId, FileRef) {
    let person = pen.person();
    let act = pen.open_person(person, "Sam");
    ground.records.append(act).await.unwrap();
    let (act, event, file) = photo(ground, pen, person, bytes);
    ground.records.append(act).await.unwrap();
    ground.records.seal(SEALER, pen.now, true).await.unwrap();
    (person, event, file)
}

/// A file of somebody's story.
async fn in_a_story(ground: &Ground, pen: &mut Pen) -> (PersonId, EventId, FileRef) {
    let person = pen.person();
    let act = pen.open_person(person, "Sam");
    ground.records.append(act).await.unwrap();
    let (parts, file) = packed(ground, pen, Some(person), &picture());
    let body = FileAdded {
        file: file.clone(),
        name: "report.pdf".into(),
        about: "School report".into(),
        their_view: TheirView::NotWritten,
        entry: None,
    };
    let stream = pen.stream();
    let mut act = pen.act([Told::about(person, stream, day(4), Body::FileAdded(body))]);
    act.files = vec![parts];
    let event = act.events[0].id;
    ground.records.append(act).await.unwrap();
    ground.records.seal(SEALER, pen.now, true).await.unwrap();
    (person, event, file)
}

async fn findings(ground: &Ground) -> Vec<String> {
    let report = ground.records.verify(None).await.unwrap();
    report.findings.into_iter().map(|finding| format!("{}: {}", finding.place, finding.what)).collect()
}

on_both_engines! {
    async fn a_file_is_read_back_whole_by_its_council_alone(ground) {
        let mut pen = Pen::new(900);
        let (_, _, file) = kept(ground, &mut pen, &picture()).await;
        assert_eq!(ground.records.file(COUNCIL, file.id).await.unwrap(), Some(picture()));
        assert_eq!(ground.records.file(NEIGHBOUR, file.id).await.unwrap(), None);
        assert_eq!(ground.records.file(COUNCIL, FileId(pen.id())).await.unwrap(), None);
        assert_eq!(findings(ground).await, Vec::<String>::new());
    }

    async fn a_small_and_an_empty_file_are_read_back_too(ground) {
        let mut pen = Pen::new(901);
        for bytes in [b"x".as_slice(), b""] {
            let (_, _, file) = kept(ground, &mut pen, bytes).await;
            assert_eq!(ground.records.file(COUNCIL, file.id).await.unwrap().as_deref(), Some(bytes));
        }
        assert_eq!(findings(ground).await, Vec::<String>::new());
    }

    async fn no_byte_of_a_file_stands_in_the_clear(ground) {
        let mut pen = Pen::new(902);
        kept(ground, &mut pen, &b"SECRETPICTURE".repeat(100)).await;
        let mut hand = ground.raw.hand().await;
        for sql in ["SELECT sealed FROM file_chunk", "SELECT head FROM file"] {
            for row in hand.ask(sql, &[Kind::Bytes], &[]).await {
                let Cell::Bytes(bytes) = &row[0] else { panic!("sealed bytes are bytes") };
                assert!(!bytes.windows(6).any(|window| window == b"SECRET"));
            }
        }
    }

    async fn a_file_without_an_event_that_names_it_is_not_written(ground) {
        let mut pen = Pen::new(903);
        let person = pen.person();
        let (parts, _) = packed(ground, &mut pen, Some(person), b"picture");
        let mut act = pen.open_person(person, "Sam");
        act.files = vec![parts];
        assert!(matches!(ground.records.append(act).await, Err(Error::Promise(_))));
        assert!(ground.raw.all(crate::raw::EVENT).await.is_empty());
    }

    async fn chunks_that_are_moved_swapped_or_missing_do_not_open(ground) {
        let mut pen = Pen::new(904);
        let (_, _, file) = kept(ground, &mut pen, &picture()).await;
        let (_, _, other) = kept(ground, &mut pen, &picture()).await;
        let id = Cell::Id(file.id.0);
        let broken = async || ground.records.file(COUNCIL, file.id).await;
        for (there, back) in [(2, 9), (1, 2), (9, 1)] {
            let moved = [id.clone(), Cell::Int(back), Cell::Int(there)];
            ground.raw.run("UPDATE file_chunk SET place = $2 WHERE file = $1 AND place = $3", &moved).await;
        }
        assert!(matches!(broken().await, Err(Error::Unreadable(_))), "swapped or moved");
        ground.raw.run("DELETE FROM file_chunk WHERE file = $1 AND place > 2", std::slice::from_ref(&id)).await;
        assert!(matches!(broken().await, Err(Error::Unreadable(_))), "missing");
        ground.raw.run("DELETE FROM file_chunk WHERE file = $1", std::slice::from_ref(&id)).await;
        let theirs = [id.clone(), Cell::Id(other.id.0)];
        ground.raw.run("UPDATE file_chunk SET file = $1 WHERE file = $2", &theirs).await;
        assert!(matches!(broken().await, Err(Error::Unreadable(_))), "another file's");
    }

    async fn a_file_given_to_another_person_does_not_open(ground) {
        let mut pen = Pen::new(905);
        let (_, _, file) = kept(ground, &mut pen, b"picture").await;
        let moved = [Cell::Id(pen.person().0), Cell::Id(file.id.0)];
        ground.raw.run("UPDATE file SET person = $1 WHERE id = $2", &moved).await;
        assert!(matches!(ground.records.file(COUNCIL, file.id).await, Err(Error::Unreadable(_))));
    }

    async fn verify_finds_a_file_that_is_gone_changed_or_named_by_no_event(ground) {
        let mut pen = Pen::new(906);
        let (_, _, gone) = kept(ground, &mut pen, b"gone").await;
        let (_, _, changed) = kept(ground, &mut pen, b"changed").await;
        let (_, stray, _) = kept(ground, &mut pen, b"stray").await;
        ground.raw.run("DELETE FROM file_chunk WHERE file = $1", &[Cell::Id(gone.id.0)]).await;
        ground.raw.run("DELETE FROM file WHERE id = $1", &[Cell::Id(gone.id.0)]).await;
        let other = packed(ground, &mut pen, None, b"other").0;
        let head = [Cell::Bytes(other.head), Cell::Id(changed.id.0)];
        ground.raw.run("UPDATE file SET head = $1 WHERE id = $2", &head).await;
        let nobody = [Cell::Id(pen.id()), Cell::Id(stray.0)];
        ground.raw.run("UPDATE file SET event = $1 WHERE event = $2", &nobody).await;
        let found = findings(ground).await;
        for words in ["is not there", "cannot be read", "stands under another event", "is named by no event"] {
            assert!(found.iter().any(|finding| finding.contains(words)), "{words}: {found:?}");
        }
        assert_eq!(found.len(), 4, "{found:?}");
    }

    async fn an_erased_photo_takes_its_bytes_along_and_verify_is_clean(ground) {
        let mut pen = Pen::new(907);
        let (person, event, file) = kept(ground, &mut pen, &picture()).await;
        let body = ErasedLawfully { events: vec![event], ground: "Asked for".into(), deciders: vec![], facts: vec![] };
        let stream = pen.stream();
        let act = pen.act([Told::about(person, stream, day(9), Body::ErasedLawfully(body))]);
        ground.records.erase(act).await.unwrap();
        ground.records.seal(SEALER, pen.now, true).await.unwrap();
        assert_eq!(ground.records.file(COUNCIL, file.id).await.unwrap(), None);
        let mut hand = ground.raw.hand().await;
        assert!(hand.ask("SELECT file FROM file_chunk", &[Kind::Id], &[]).await.is_empty());
        let record = ground.records.person(&crate::pen::everybody(), person, &[], pen.now).await.unwrap().unwrap();
        assert!(record.header.photos.is_empty());
        assert_eq!(findings(ground).await, Vec::<String>::new());
    }

    async fn an_erased_file_of_a_story_takes_its_bytes_along_and_verify_opens_each(ground) {
        let mut pen = Pen::new(909);
        let (person, event, file) = in_a_story(ground, &mut pen).await;
        assert_eq!(findings(ground).await, Vec::<String>::new());
        assert_eq!(ground.records.file(COUNCIL, file.id).await.unwrap(), Some(picture()));
        let body = ErasedLawfully { events: vec![event], ground: "Asked for".into(), deciders: vec![], facts: vec![] };
        let stream = pen.stream();
        let act = pen.act([Told::about(person, stream, day(9), Body::ErasedLawfully(body))]);
        ground.records.erase(act).await.unwrap();
        ground.records.seal(SEALER, pen.now, true).await.unwrap();
        assert_eq!(ground.records.file(COUNCIL, file.id).await.unwrap(), None);
        let mut hand = ground.raw.hand().await;
        assert!(hand.ask("SELECT file FROM file_chunk", &[Kind::Id], &[]).await.is_empty());
        assert_eq!(findings(ground).await, Vec::<String>::new());
    }

    async fn verify_finds_a_file_of_a_story_that_is_gone(ground) {
        let mut pen = Pen::new(910);
        let (_, _, file) = in_a_story(ground, &mut pen).await;
        ground.raw.run("DELETE FROM file_chunk WHERE file = $1", &[Cell::Id(file.id.0)]).await;
        ground.raw.run("DELETE FROM file WHERE id = $1", &[Cell::Id(file.id.0)]).await;
        let found = findings(ground).await;
        assert!(found.len() == 1 && found[0].contains("is not there"), "{found:?}");
    }

    async fn a_council_shows_the_logo_it_chose_last_and_none_after_it_is_taken_away(ground) {
        let mut pen = Pen::new(908);
        let created = Body::CouncilCreated(CouncilCreated { name: "Northmoor".into() });
        let council = COUNCIL.stream("council");
        let act = pen.act([Told::of_service(council, day(1), created)]);
        ground.records.append(act).await.unwrap();
        let (parts, file) = packed(ground, &mut pen, None, b"logo");
        let changed = Body::LogoChanged(LogoChanged { file: Some(file.clone()) });
        let mut act = pen.act([Told::of_service(COUNCIL.stream("logo"), day(2), changed)]);
        act.files = vec![parts];
        ground.records.append(act).await.unwrap();
        let shown = async || ground.records.councils().await.unwrap()[0].logo;
        assert_eq!(shown().await, Some(file.id));
        assert_eq!(ground.records.file(COUNCIL, file.id).await.unwrap().as_deref(), Some(b"logo".as_slice()));
        let away = Body::LogoChanged(LogoChanged { file: None });
        let act = pen.act([Told::of_service(COUNCIL.stream("logo"), day(3), away)]);
        ground.records.append(act).await.unwrap();
        assert_eq!(shown().await, None);
        ground.records.seal(SEALER, pen.now, true).await.unwrap();
        assert_eq!(findings(ground).await, Vec::<String>::new());
    }
}
