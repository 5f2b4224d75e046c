//! A lawful erasure takes the content and leaves the mark.

use crate::ground::{COUNCIL, Ground, NEIGHBOUR, on_both_engines};
use crate::life::Life;
use crate::pen::{MORNING, Pen, day, everybody, form, named, note};
use crate::raw::VAULT;
use jiff::civil::date;
use practice::homes::{Sleeping, SleepingRecorded};
use practice::ids::{EventId, PersonId};
use practice::journal::{Body, Class, Told};
use practice::people::{
    Adopted, ContactKind, ContactPointRecorded, GlassBroken, ImportConflict, RestrictedTo, RestrictionLifted,
    VaultRef,
};
use practice::staff::{CouncilCreated, PostEnded};
use practice::story::{ErasedLawfully, Reclassified};
use records::{Append, Appended, Error, StoryAsk};
use uuid::Uuid;

const SEALER: Uuid = Uuid::from_u128(1);
const ALL: StoryAsk = StoryAsk {
    kinds: vec![],
    actor: None,
    room: None,
    before: None,
    since: None,
    until: None,
    open_only: false,
    limit: 100,
};

/// The act of an erasure that names these entries.
fn tombstone(pen: &mut Pen, person: PersonId, entries: &[EventId]) -> Append {
    let body = ErasedLawfully {
        events: entries.to_vec(),
        ground: "A court's order".into(),
        deciders: vec![],
        facts: vec![],
    };
    let stream = pen.stream();
    pen.act([Told::about(person, stream, day(9), Body::ErasedLawfully(body))])
}

async fn sealed_and_clean(ground: &Ground, pen: &Pen) {
    ground.records.seal(SEALER, pen.now, true).await.unwrap();
    let report = ground.records.verify(None).await.unwrap();
    assert!(report.is_clean(), "{:?}", report.findings);
}

/// The telling that refers to a value in the vault.
fn phone(pen: &mut Pen, person: PersonId, value: &VaultRef) -> Told {
    let body = ContactPointRecorded { kind: ContactKind::Phone, value: value.clone(), shielded: false };
    Told::about(person, pen.stream(), day(4), Body::ContactPointRecorded(body))
}

/// Whether an entry may be erased by itself: those that keep others out may not.
fn goes_alone(told: &Told) -> bool {
    !matches!(told.body, Body::Restricted(_) | Body::Reclassified(_))
}

async fn nothing_was_written(ground: &Ground, answer: Result<Appended, Error>, before: usize) {
    assert!(matches!(answer, Err(Error::Promise(_))), "{answer:?}");
    let rows = ground.raw.all(crate::raw::EVENT).await;
    assert_eq!(rows.len(), before);
}

on_both_engines! {
    async fn what_was_erased_is_gone_from_journal_header_and_search_and_its_mark_stays(ground) {
        let mut pen = Pen::new(400);
        let person = pen.person();
        let act = pen.open_person(person, "Before");
        ground.records.append(act).await.unwrap();
        let wrong = pen.act([named(person, "Quillfeather")]);
        let erased = wrong.events[0].id;
        ground.records.append(wrong).await.unwrap();
        ground.records.seal(SEALER, pen.now, false).await.unwrap();
        assert_eq!(ground.records.keys_like(COUNCIL, "word quill").await.unwrap().len(), 1);

        let act = tombstone(&mut pen, person, &[erased]);
        assert_eq!(ground.records.erase(act.clone()).await.unwrap(), Appended::Now(act.act));

        let record = ground.records.person(&everybody(), person, &[], pen.now).await.unwrap().unwrap();
        assert_eq!(record.header.name(), Some("Before"));
        assert!(!format!("{:?}", record.header).contains("Quill"));
        assert!(ground.records.keys_like(COUNCIL, "word quill").await.unwrap().is_empty());
        let entry = ground.records.entry(&everybody(), erased, pen.now).await.unwrap().unwrap();
        assert_eq!(entry.event.body, Body::Erased("people.name_recorded".into()));
        let story = ground.records.story(&everybody(), person, &ALL, pen.now).await.unwrap();
        assert_eq!(story.len(), 5);
        let rows = ground.raw.all(crate::raw::EVENT).await;
        assert!(rows.iter().all(|row| !format!("{row:?}").contains("Quill")));
        sealed_and_clean(ground, &pen).await;
    }

    async fn contents_that_are_gone_are_believed_only_once_the_tombstone_is_sealed(ground) {
        let mut pen = Pen::new(401);
        let person = pen.person();
        let act = pen.open_person(person, "Sam");
        let erased = act.events[1].id;
        ground.records.append(act).await.unwrap();
        ground.records.seal(SEALER, pen.now, false).await.unwrap();
        let act = tombstone(&mut pen, person, &[erased]);
        ground.records.erase(act).await.unwrap();
        assert!(!ground.records.verify(None).await.unwrap().is_clean());
        sealed_and_clean(ground, &pen).await;
    }

    async fn views_made_anew_after_an_erasure_are_the_same(ground) {
        let mut pen = Pen::new(402);
        for _ in 0..4 {
            let (mut life, begun) = Life::begin(&mut pen);
            ground.records.append(begun).await.unwrap();
            for _ in 0..15 {
                let act = life.next(&mut pen);
                ground.records.append(act).await.unwrap();
            }
            let some = life.told.iter().skip(1).step_by(5).filter(|(_, told)| goes_alone(told));
            let some: Vec<EventId> = some.map(|(entry, _)| *entry).collect();
            assert!(some.len() > 2);
            for entry in some {
                let act = tombstone(&mut pen, life.person, &[entry]);
                ground.records.erase(act).await.unwrap();
                let act = life.next(&mut pen);
                ground.records.append(act).await.unwrap();
            }
            sealed_and_clean(ground, &pen).await;
        }
        ground.records.rebuild().await.unwrap();
        sealed_and_clean(ground, &pen).await;
    }

    async fn one_erasure_may_name_entries_about_several_people(ground) {
        let mut pen = Pen::new(403);
        let (a, b) = (pen.person(), pen.person());
        let (first, second) = (pen.open_person(a, "Ann"), pen.open_person(b, "Ben"));
        let entries = [first.events[1].id, second.events[1].id];
        ground.records.append_all(vec![first, second]).await.unwrap();
        let act = tombstone(&mut pen, a, &entries);
        ground.records.erase(act).await.unwrap();
        for person in [a, b] {
            let record = ground.records.person(&everybody(), person, &[], pen.now).await.unwrap().unwrap();
            assert_eq!(record.header.name(), None);
        }
        sealed_and_clean(ground, &pen).await;
    }

    async fn values_that_no_other_entry_names_go_with_their_entry(ground) {
        let mut pen = Pen::new(404);
        let (person, other) = (pen.person(), pen.person());
        let act = pen.open_person(person, "Sam");
        ground.records.append(act).await.unwrap();
        let (gone, kept, theirs) =
            (pen.put_away(person, "07700 900123"), pen.put_away(person, "07700 900456"), pen.put_away(other, "07700 900789"));
        let points = [(person, &gone), (person, &kept), (other, &theirs), (person, &kept)];
        let told: Vec<Told> = points.map(|(whose, value)| phone(&mut pen, whose, value)).into();
        let act = pen.act(told);
        let entries = [act.events[0].id, act.events[1].id];
        ground.records.append(act).await.unwrap();
        let act = tombstone(&mut pen, person, &entries);
        ground.records.erase(act).await.unwrap();
        let value = async |held: &VaultRef| ground.records.vault_value(COUNCIL, held.id).await.unwrap();
        assert_eq!(value(&gone).await, None);
        // Another entry still names it, and was not erased.
        assert_eq!(value(&kept).await.as_deref(), Some("07700 900456"));
        assert_eq!(value(&theirs).await.as_deref(), Some("07700 900789"));
        sealed_and_clean(ground, &pen).await;
    }

    async fn what_a_file_said_goes_with_the_values_it_names(ground) {
        let mut pen = Pen::new(411);
        let (person, stream) = (pen.person(), pen.stream());
        let act = pen.open_person(person, "Sam");
        let stands = act.events[1].id;
        ground.records.append(act).await.unwrap();
        let place = pen.put_away(person, "With an aunt");
        let said = Body::SleepingRecorded(SleepingRecorded { place: Sleeping::Elsewhere(place), purpose: String::new() });
        let file_says = pen.put_away(person, &String::from_utf8(said.payload()).unwrap());
        let conflict = ImportConflict { stands, kind: said.kind().into(), file_says };
        let act = pen.act([Told::about(person, stream, day(4), Body::ImportConflict(conflict))]);
        let entry = act.events[0].id;
        ground.records.append(act).await.unwrap();
        sealed_and_clean(ground, &pen).await;
        assert_eq!(ground.raw.all(VAULT).await.len(), 2);
        let act = tombstone(&mut pen, person, &[entry]);
        ground.records.erase(act).await.unwrap();
        assert!(ground.raw.all(VAULT).await.is_empty());
        sealed_and_clean(ground, &pen).await;
    }

    async fn what_keeps_others_out_of_a_record_is_not_erased_while_it_does(ground) {
        let mut pen = Pen::new(412);
        let person = pen.person();
        let act = pen.open_person(person, "Sam");
        ground.records.append(act).await.unwrap();
        let stream = person.stream("restriction");
        let restricted = |posts| RestrictedTo { reason: "A court's order".into(), posts, review_on: date(2026, 9, 1) };
        let mut entries = Vec::new();
        for posts in [vec![crate::pen::POST], vec![]] {
            let act = pen.act([Told::about(person, stream, day(3), Body::Restricted(restricted(posts)))]);
            entries.push(act.events[0].id);
            ground.records.append(act).await.unwrap();
        }
        let before = ground.raw.all(crate::raw::EVENT).await.len();
        let act = tombstone(&mut pen, person, &[entries[1]]);
        let answer = ground.records.erase(act).await;
        nothing_was_written(ground, answer, before).await;
        // One that was replaced keeps nobody out any more.
        let act = tombstone(&mut pen, person, &[entries[0]]);
        ground.records.erase(act).await.unwrap();
        let lifted = Body::RestrictionLifted(RestrictionLifted { reason: "No danger".into() });
        let act = pen.act([Told::about(person, stream, day(4), lifted)]);
        ground.records.append(act).await.unwrap();
        let act = tombstone(&mut pen, person, &[entries[1]]);
        ground.records.erase(act).await.unwrap();
        sealed_and_clean(ground, &pen).await;
    }

    async fn what_closed_a_record_or_narrowed_an_entry_is_not_erased_alone(ground) {
        let mut pen = Pen::new(413);
        let (person, stream) = (pen.person(), pen.stream());
        let act = pen.open_person(person, "Sam");
        ground.records.append(act).await.unwrap();
        let act = pen.act([note(person, stream, "for psychologists")]);
        let entry = act.events[0].id;
        ground.records.append(act).await.unwrap();
        let moved = Body::Reclassified(Reclassified { entry, to: Class::Clinical, reason: "by mistake".into() });
        let adopted = Body::Adopted(Adopted { link: None });
        let act = pen.act([
            Told::about(person, stream, day(4), moved),
            Told::about(person, person.identity(), day(5), adopted),
        ]);
        let [moved, adopted] = [act.events[0].id, act.events[1].id];
        ground.records.append(act).await.unwrap();
        let before = ground.raw.all(crate::raw::EVENT).await.len();
        for refused in [moved, adopted] {
            let act = tombstone(&mut pen, person, &[refused]);
            let answer = ground.records.erase(act).await;
            nothing_was_written(ground, answer, before).await;
        }
        let act = tombstone(&mut pen, person, &[entry, moved]);
        ground.records.erase(act).await.unwrap();
        sealed_and_clean(ground, &pen).await;
    }

    async fn what_narrowed_an_entry_stays_while_what_was_said_about_that_entry_has_its_words(ground) {
        let mut pen = Pen::new(414);
        let (person, stream) = (pen.person(), pen.stream());
        let act = pen.open_person(person, "Sam");
        ground.records.append(act).await.unwrap();
        let act = pen.act([note(person, stream, "for psychologists")]);
        let entry = act.events[0].id;
        ground.records.append(act).await.unwrap();
        let act = pen.act([note(person, stream, "corrected").correcting(entry)]);
        let said = act.events[0].id;
        ground.records.append(act).await.unwrap();
        let body = Body::Reclassified(Reclassified { entry, to: Class::Clinical, reason: "by mistake".into() });
        let elsewhere = pen.stream();
        let act = pen.act([Told::about(person, elsewhere, day(4), body)]);
        let moved = act.events[0].id;
        ground.records.append(act).await.unwrap();
        let before = ground.raw.all(crate::raw::EVENT).await.len();
        let act = tombstone(&mut pen, person, &[entry, moved]);
        let answer = ground.records.erase(act).await;
        nothing_was_written(ground, answer, before).await;
        let class = ground.records.entry(&everybody(), said, pen.now).await.unwrap().unwrap().event.class;
        assert_eq!(class, Class::Clinical);
        let act = tombstone(&mut pen, person, &[entry, said, moved]);
        ground.records.erase(act).await.unwrap();
        sealed_and_clean(ground, &pen).await;
    }

    async fn the_files_of_the_embedded_database_hold_nothing_of_what_was_erased(ground) {
        if !ground.raw.is_sqlite() {
            // What a server's files hold until it has vacuumed is for those who run it.
            return;
        }
        let mut pen = Pen::new(415);
        let (person, stream) = (pen.person(), pen.stream());
        let act = pen.open_person(person, "Quillfeather");
        let name = act.events[1].id;
        ground.records.append(act).await.unwrap();
        // Long enough to leave its page, and a view that is written over again and again.
        let words = "Thistledown ".repeat(2_000);
        let act = pen.act([note(person, stream, &words)]);
        let long = act.events[0].id;
        ground.records.append(act).await.unwrap();
        for number in 0..30 {
            let stream = pen.stream();
            let act = pen.act([note(person, stream, &format!("note {number}")), named(person, &format!("Sam {number}"))]);
            ground.records.append(act).await.unwrap();
        }
        let holds = |text: &str| {
            let files = std::fs::read_dir(ground.folder()).unwrap().map(|file| std::fs::read(file.unwrap().path()).unwrap());
            files.filter(|bytes| bytes.windows(text.len()).any(|some| some == text.as_bytes())).count()
        };
        assert!(holds("Quillfeather") > 0 && holds("Thistledown") > 0);
        let act = tombstone(&mut pen, person, &[name, long]);
        ground.records.erase(act).await.unwrap();
        for gone in ["Quillfeather", "quillfeather", "Thistledown"] {
            assert_eq!(holds(gone), 0, "{gone}");
        }
    }

    async fn the_form_that_brought_it_is_known_without_its_words(ground) {
        let mut pen = Pen::new(405);
        let (person, stream) = (pen.person(), pen.stream());
        let act = pen.open_person(person, "Sam");
        ground.records.append(act).await.unwrap();
        let mut act = pen.act([note(person, stream, "to be erased")]);
        act.key = Some(form("form-1", 1));
        ground.records.append(act.clone()).await.unwrap();
        let erasure = tombstone(&mut pen, person, &[act.events[0].id]);
        ground.records.erase(erasure).await.unwrap();
        let mut again = pen.act([note(person, stream, "anything")]);
        again.key = Some(form("form-1", 2));
        assert_eq!(ground.records.append(again).await.unwrap(), Appended::Before(act.act));
        assert_eq!(ground.raw.run("DELETE FROM request_key WHERE digest = $1", &[crate::raw::Cell::Bytes(vec![])]).await, 1);
    }

    async fn an_erasure_sent_twice_is_one_act(ground) {
        let mut pen = Pen::new(406);
        let person = pen.person();
        let act = pen.open_person(person, "Sam");
        let entry = act.events[1].id;
        ground.records.append(act).await.unwrap();
        let mut act = tombstone(&mut pen, person, &[entry]);
        act.key = Some(form("form-1", 1));
        ground.records.erase(act.clone()).await.unwrap();
        assert_eq!(ground.records.erase(act.clone()).await.unwrap(), Appended::Before(act.act));
        sealed_and_clean(ground, &pen).await;
    }

    async fn what_is_not_there_or_not_of_a_young_person_is_not_erased(ground) {
        let mut pen = Pen::new(407);
        let person = pen.person();
        let act = pen.open_person(person, "Sam");
        let entry = act.events[1].id;
        ground.records.append(act).await.unwrap();
        let council = Body::CouncilCreated(CouncilCreated { name: "Sampleshire".into() });
        let ended = Body::PostEnded(PostEnded { reason: "left".into() });
        let posts = pen.stream();
        let act = pen.act([
            Told::of_service(COUNCIL.stream("council"), day(1), council),
            Told::about(person, posts, day(1), ended),
        ]);
        let [service, staff] = [act.events[0].id, act.events[1].id];
        ground.records.append(act).await.unwrap();
        let erasure = tombstone(&mut pen, person, &[entry]);
        let mark = erasure.events[0].id;
        ground.records.erase(erasure).await.unwrap();
        let absent = EventId(pen.id());
        let before = ground.raw.all(crate::raw::EVENT).await.len();
        for refused in [&[][..], &[absent], &[entry, absent], &[service], &[staff], &[mark]] {
            let act = tombstone(&mut pen, person, refused);
            let answer = ground.records.erase(act).await;
            nothing_was_written(ground, answer, before).await;
        }
        pen.authority = NEIGHBOUR;
        let foreign = tombstone(&mut pen, person, &[entry]);
        let answer = ground.records.erase(foreign).await;
        nothing_was_written(ground, answer, before).await;
    }

    async fn an_erasure_that_rests_on_something_stale_erases_nothing(ground) {
        let mut pen = Pen::new(408);
        let person = pen.person();
        let act = pen.open_person(person, "Sam");
        let entry = act.events[1].id;
        ground.records.append(act).await.unwrap();
        let mut act = tombstone(&mut pen, person, &[entry]);
        act.read = vec![practice::journal::Revision { stream: person.identity(), number: 1 }];
        assert!(matches!(ground.records.erase(act).await, Err(Error::Stale(_))));
        let record = ground.records.person(&everybody(), person, &[], pen.now).await.unwrap().unwrap();
        assert_eq!(record.header.name(), Some("Sam"));
    }

    async fn an_erased_emergency_opening_is_gone_from_the_list_of_openings(ground) {
        let mut pen = Pen::new(409);
        let person = pen.person();
        let act = pen.open_person(person, "Sam");
        ground.records.append(act).await.unwrap();
        let streams = [pen.stream(), pen.stream()];
        let openings = streams.map(|stream| {
            let glass = GlassBroken { post: crate::pen::POST, reason: "At the door".into(), until: None };
            Told::about(person, stream, day(3), Body::GlassBroken(glass))
        });
        let act = pen.act(openings);
        let (gone, kept) = (act.events[0].id, act.events[1].id);
        ground.records.append(act).await.unwrap();
        let act = tombstone(&mut pen, person, &[gone]);
        ground.records.erase(act).await.unwrap();
        let glasses = ground.records.glasses(&everybody(), MORNING, None).await.unwrap();
        assert_eq!(glasses.iter().map(|glass| glass.event).collect::<Vec<_>>(), [kept]);
        sealed_and_clean(ground, &pen).await;
    }

    async fn an_entry_moved_to_another_class_stays_there_when_another_is_erased(ground) {
        let mut pen = Pen::new(410);
        let person = pen.person();
        let act = pen.open_person(person, "Sam");
        let entry = act.events[1].id;
        ground.records.append(act).await.unwrap();
        let stream = pen.stream();
        let act = pen.act([note(person, stream, "for psychologists")]);
        let moved = act.events[0].id;
        ground.records.append(act).await.unwrap();
        let body = Body::Reclassified(Reclassified { entry: moved, to: Class::Clinical, reason: "by mistake".into() });
        let act = pen.act([Told::about(person, stream, day(4), body)]);
        ground.records.append(act).await.unwrap();
        let act = tombstone(&mut pen, person, &[entry]);
        ground.records.erase(act).await.unwrap();
        let entry = ground.records.entry(&everybody(), moved, pen.now).await.unwrap().unwrap();
        assert_eq!(entry.class(), Class::Clinical);
    }
}
