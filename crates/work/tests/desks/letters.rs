//! Characters that no page shows are refused in a sentence, alike on both engines.

use crate::support::{Place, for_both};
use practice::ids::PersonId;
use practice::journal::Class;
use practice::people::{ContactKind, Detail, NameUse};
use practice::staff::Role;
use work::people::{self, Emergency, Fact, NewPerson, Recording};
use work::story::{self, Note};
use work::{Desk, No};

/// NUL, a bell, a form feed, delete, a control of the second set, and two that turn reading.
const UNKEPT: [char; 7] = ['\0', '\u{7}', '\u{c}', '\u{7f}', '\u{85}', '\u{202e}', '\u{2066}'];

async fn anybody(place: &Place) -> (Desk, PersonId) {
    let council = place.council().await;
    let worker = place.worker(&council, "Amina Okafor", &[Role::OutreachKeyWorker]).await;
    let desk = place.desk_of(&worker).await;
    let new = NewPerson { name: "Sam Osei".into(), ..NewPerson::default() };
    let person = people::create(&desk, &new, None).await.unwrap();
    (desk, person)
}

fn recording(fact: Fact) -> Recording {
    Recording { fact, shown: None, correction: false, key: None }
}

fn is_said<T: std::fmt::Debug>(answer: Result<T, No>) {
    match answer {
        Err(No::Refused(refusals)) => {
            let sentence = &refusals[0].sentence;
            assert!(sentence.contains("cannot be shown"), "{sentence}");
        }
        other => panic!("{other:?}"),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn names_reasons_and_notes_with_them_are_refused_in_a_sentence() {
    for_both(async |place| {
        let (desk, person) = anybody(&place).await;
        let before = place.house.records.events_of(&desk.sight, person, desk.now).await.unwrap();
        for letter in UNKEPT {
            let words = format!("Sam{letter}Osei of Northmoor");
            let new = NewPerson { name: words.clone(), ..NewPerson::default() };
            is_said(people::create(&desk, &new, None).await);
            for fact in [
                Fact::Name(NameUse::Legal, words.clone()),
                Fact::Detail(Detail::WhatHelps, words.clone()),
                Fact::Contact(ContactKind::Address, words.clone(), true),
            ] {
                is_said(people::record(&desk, person, &recording(fact)).await);
            }
            let note =
                Note { title: String::new(), text: words.clone(), day: desk.now.day(), class: Class::Story };
            is_said(story::write_note(&desk, person, &note, None).await);
            let emergency = Emergency {
                reason: words.clone(),
                name: String::new(),
                born: None,
                number: "BCDF-GHJK-L".into(),
            };
            is_said(people::break_glass(&desk, &emergency, None).await);
        }
        let after = place.house.records.events_of(&desk.sight, person, desk.now).await.unwrap();
        assert_eq!(after, before);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn line_ends_tabs_and_every_script_are_kept() {
    for_both(async |place| {
        let (desk, person) = anybody(&place).await;
        let text = "Zoë said:\r\n\t“مرحبا” 🌙 \\u0000".to_owned();
        let note = Note { title: String::new(), text, day: desk.now.day(), class: Class::Story };
        story::write_note(&desk, person, &note, None).await.unwrap();
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn words_of_which_nothing_can_be_seen_are_no_words() {
    for_both(async |place| {
        let (desk, person) = anybody(&place).await;
        let unseen = || " \u{200b}\u{2060} ".to_owned();
        let new = NewPerson { name: unseen(), ..NewPerson::default() };
        assert!(matches!(people::create(&desk, &new, None).await, Err(No::Refused(_))));
        let note = Note { title: unseen(), text: unseen(), day: desk.now.day(), class: Class::Story };
        assert!(matches!(story::write_note(&desk, person, &note, None).await, Err(No::Refused(_))));
        let name = recording(Fact::Name(NameUse::Legal, unseen()));
        assert!(matches!(people::record(&desk, person, &name).await, Err(No::Refused(_))));
    })
    .await;
}
