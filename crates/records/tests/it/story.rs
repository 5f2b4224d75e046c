//! The story: its order, its pages, and what is not in it.

use crate::ground::{Ground, on_both_engines};
use crate::life::Life;
use crate::pen::{MORNING, POST, Pen, day, everybody, note, sight};
use jiff::civil::date;
use practice::dates::Happened;
use practice::ids::{EventId, PersonId};
use practice::journal::{Actor, Body, Class, Told};
use practice::safety::{Away, MissingRecorded};
use practice::staff::{Role, Sight};
use practice::story::{Disagreement, Reclassified, WhoDisagrees};
use rand::seq::SliceRandom;
use records::{StoryAsk, StoryEntry, StoryPlace};
use std::collections::BTreeSet;

fn all() -> StoryAsk {
    StoryAsk { limit: 1_000, ..StoryAsk::default() }
}

async fn told(ground: &Ground, pen: &mut Pen, told: Told) -> EventId {
    let act = pen.act([told]);
    let event = act.events[0].id;
    ground.records.append(act).await.unwrap();
    event
}

async fn open(ground: &Ground, pen: &mut Pen) -> PersonId {
    let person = pen.person();
    let act = pen.open_person(person, "Sam");
    ground.records.append(act).await.unwrap();
    person
}

async fn story(ground: &Ground, sight: &Sight, person: PersonId, ask: &StoryAsk) -> Vec<StoryEntry> {
    ground.records.story(sight, person, ask, MORNING).await.unwrap()
}

fn ids(entries: &[StoryEntry]) -> Vec<EventId> {
    entries.iter().map(|entry| entry.event.id).collect()
}

fn disagreement(pen: &mut Pen, person: PersonId, with: EventId) -> Told {
    let body =
        Body::Disagreement(Disagreement { who: WhoDisagrees::YoungPerson, text: "It was not so.".into() });
    Told::about(person, pen.stream(), day(5), body).correcting(with)
}

fn moved(person: PersonId, pen: &mut Pen, entry: EventId, to: Class) -> Told {
    let body = Body::Reclassified(Reclassified { entry, to, reason: "by mistake".into() });
    Told::about(person, pen.stream(), day(6), body)
}

on_both_engines! {
    async fn entries_come_newest_first_by_when_they_happened_then_by_when_they_were_written(ground) {
        let mut pen = Pen::new(700);
        let person = pen.person();
        let mut whens: Vec<Happened> = [
            "2026-03-05",
            "2026-03-04T23:30:00.000000Z",
            "2026-03-04T09:32:00.000000Z",
            "2026-03-04",
            "2026-03-04/2026-04-01",
            "2026-03",
            "2026",
            "2025-12-31",
            "unknown",
        ]
        .iter()
        .map(|text| text.parse().unwrap())
        .collect();
        whens.extend(whens.clone());
        whens.shuffle(&mut pen.chance);
        let mut written = Vec::new();
        for happened in whens {
            let stream = pen.stream();
            let event = told(ground, &mut pen, Told { happened, ..note(person, stream, "so") }).await;
            written.push((happened.sort_key(), pen.now, event));
        }
        written.sort();
        written.reverse();
        let expected: Vec<EventId> = written.into_iter().map(|(_, _, event)| event).collect();
        let worker = everybody();
        assert_eq!(ids(&story(ground, &worker, person, &all()).await), expected);
    }

    async fn paging_loses_no_entry_and_repeats_none(ground) {
        let mut pen = Pen::new(701);
        let person = pen.person();
        // Many at one moment of one day: their ids alone put them in order.
        for size in [1, 7, 40, 2] {
            let notes: Vec<Told> = (0..size).map(|_| note(person, pen.stream(), "so")).collect();
            let act = pen.act(notes);
            ground.records.append(act).await.unwrap();
        }
        let whole = ids(&story(ground, &everybody(), person, &all()).await);
        assert_eq!(whole.len(), 50);
        for size in [1, 3, 7, 50, 60] {
            let mut ask = StoryAsk { limit: size, ..StoryAsk::default() };
            let mut paged = Vec::new();
            loop {
                let page = story(ground, &everybody(), person, &ask).await;
                let Some(last) = page.last() else { break };
                assert!(i64::try_from(page.len()).unwrap() <= size);
                ask.before = Some(last.place());
                paged.extend(ids(&page));
            }
            assert_eq!(paged, whole, "{size} at a time");
        }
    }

    async fn entries_of_a_class_the_reader_does_not_hold_are_not_there(ground) {
        let mut pen = Pen::new(702);
        let person = open(ground, &mut pen).await;
        for class in Class::ALL {
            let stream = pen.stream();
            told(ground, &mut pen, note(person, stream, "so").in_class(class)).await;
        }
        for role in Role::ALL {
            let reader = sight(&[*role]);
            let may = ground.records.person(&reader, person, &[], MORNING).await.unwrap().is_some();
            let shown: BTreeSet<Class> = story(ground, &reader, person, &all())
                .await
                .iter()
                .filter(|entry| entry.event.body.kind() == "story.note_written")
                .map(StoryEntry::class)
                .collect();
            let expected = if may { reader.rights.classes.clone() } else { BTreeSet::new() };
            assert_eq!(shown, expected, "{role:?}");
        }
    }

    async fn a_page_is_full_although_entries_between_are_of_other_classes(ground) {
        let mut pen = Pen::new(703);
        let person = open(ground, &mut pen).await;
        for number in 0..20 {
            let class = if number % 2 == 0 { Class::Story } else { Class::Police };
            let stream = pen.stream();
            told(ground, &mut pen, note(person, stream, "so").in_class(class)).await;
        }
        let page = story(ground, &sight(&[Role::LifeCoach]), person, &StoryAsk { limit: 5, ..StoryAsk::default() }).await;
        assert_eq!(page.len(), 5);
        assert!(page.iter().all(|entry| entry.class() == Class::Story));
    }

    async fn corrections_and_disagreements_stand_under_what_they_are_about_oldest_first(ground) {
        let mut pen = Pen::new(704);
        let person = open(ground, &mut pen).await;
        let stream = pen.stream();
        let entry = told(ground, &mut pen, note(person, stream, "first")).await;
        let correction = told(ground, &mut pen, note(person, stream, "put right").correcting(entry)).await;
        let sees_it_differently = disagreement(&mut pen, person, entry);
        let disagreed = told(ground, &mut pen, sees_it_differently).await;
        let entries = story(ground, &everybody(), person, &all()).await;
        assert!(!ids(&entries).contains(&correction) && !ids(&entries).contains(&disagreed));
        let shown = entries.iter().find(|one| one.event.id == entry).unwrap();
        assert_eq!(shown.about.iter().map(|event| event.id).collect::<Vec<_>>(), [correction, disagreed]);
        assert_eq!(ground.records.entry(&everybody(), entry, MORNING).await.unwrap().as_ref(), Some(shown));
    }

    async fn a_correction_that_is_corrected_or_disagreed_with_loses_nothing(ground) {
        let mut pen = Pen::new(705);
        let person = open(ground, &mut pen).await;
        let stream = pen.stream();
        let mut last = told(ground, &mut pen, note(person, stream, "first")).await;
        let entry = last;
        let mut chain = Vec::new();
        for text in ["second", "third", "fourth"] {
            last = told(ground, &mut pen, note(person, stream, text).correcting(last)).await;
            chain.push(last);
        }
        let sees_it_differently = disagreement(&mut pen, person, chain[1]);
        chain.push(told(ground, &mut pen, sees_it_differently).await);
        let shown = ground.records.entry(&everybody(), entry, MORNING).await.unwrap().unwrap();
        assert_eq!(shown.about.iter().map(|event| event.id).collect::<Vec<_>>(), chain);
    }

    async fn a_correction_of_a_class_the_reader_does_not_hold_is_not_shown(ground) {
        let mut pen = Pen::new(706);
        let person = open(ground, &mut pen).await;
        let stream = pen.stream();
        let entry = told(ground, &mut pen, note(person, stream, "first")).await;
        told(ground, &mut pen, note(person, stream, "second").correcting(entry).in_class(Class::Police)).await;
        let about = async |role| {
            let reader = Sight { team: None, ..sight(&[role]) };
            ground.records.entry(&reader, entry, MORNING).await.unwrap().unwrap().about.len()
        };
        assert_eq!((about(Role::HeadOfService).await, about(Role::LifeCoach).await), (1, 0));
    }

    async fn no_entry_of_a_life_is_lost_from_its_story(ground) {
        let mut pen = Pen::new(707);
        let (mut life, begun) = Life::begin(&mut pen);
        ground.records.append(begun).await.unwrap();
        for _ in 0..60 {
            let act = life.next(&mut pen);
            ground.records.append(act).await.unwrap();
        }
        let reader = sight(&[Role::HeadOfService, Role::LifeCoach, Role::PerformanceOfficer]);
        assert_eq!(reader.rights.classes.len(), Class::ALL.len());
        let entries = story(ground, &reader, life.person, &all()).await;
        let shown: Vec<EventId> =
            entries.iter().flat_map(|entry| std::iter::once(&entry.event).chain(&entry.about)).map(|event| event.id).collect();
        // What the matching desk is told, and what is said about it, is no part of a story.
        let desk: BTreeSet<EventId> =
            life.told.iter().filter(|(_, told)| !told.body.is_told_in_story()).map(|(event, _)| *event).collect();
        let told: BTreeSet<EventId> = life
            .told
            .iter()
            .filter(|(event, told)| !desk.contains(event) && told.corrects.is_none_or(|first| !desk.contains(&first)))
            .map(|(event, _)| *event)
            .collect();
        assert!(!desk.is_empty() && told.len() > 100);
        assert_eq!(shown.len(), told.len());
        assert_eq!(shown.into_iter().collect::<BTreeSet<_>>(), told);
    }

    async fn an_entry_moved_to_another_class_goes_with_what_was_said_about_it(ground) {
        let mut pen = Pen::new(708);
        let person = open(ground, &mut pen).await;
        let stream = pen.stream();
        let entry = told(ground, &mut pen, note(person, stream, "first")).await;
        let correction = told(ground, &mut pen, note(person, stream, "second").correcting(entry)).await;
        let moving = moved(person, &mut pen, entry, Class::Clinical);
        told(ground, &mut pen, moving).await;
        let (coach, head) = (sight(&[Role::LifeCoach]), sight(&[Role::HeadOfService]));
        for event in [entry, correction] {
            assert!(ground.records.entry(&head, event, MORNING).await.unwrap().is_none());
            let shown = ground.records.entry(&coach, event, MORNING).await.unwrap().unwrap();
            assert_eq!(shown.class(), Class::Clinical);
        }
    }

    /// A file said another day later: the entry stands, and is asked for, where that says.
    async fn what_a_file_put_right_stands_where_it_happened(ground) {
        let mut pen = Pen::new(711);
        let person = open(ground, &mut pen).await;
        let stream = pen.stream();
        let from = date(2026, 3, 1);
        let away = |to: Option<jiff::civil::Date>, happened: Happened| {
            let body = Body::MissingRecorded(MissingRecorded { kind: Away::Missing, from, to });
            Told::about(person, stream, happened, body)
        };
        let entry = told(ground, &mut pen, away(None, Happened::Range(from, None))).await;
        let back = date(2026, 3, 5);
        let corrected = away(Some(back), Happened::Range(from, Some(back)));
        told(ground, &mut pen, corrected.clone().correcting(entry)).await;
        let shown = story(ground, &everybody(), person, &all()).await;
        let found = shown.iter().find(|one| one.event.id == entry).unwrap();
        assert_eq!(found.happened(), corrected.happened);
        assert_eq!(found.place().happened, corrected.happened.sort_key());
        assert!(ground.records.verify(None).await.unwrap().is_clean());
    }

    /// Told later, in its own class; made anew, the views must say the same.
    async fn what_is_said_after_an_entry_was_moved_keeps_its_own_class_also_when_made_anew(ground) {
        let mut pen = Pen::new(709);
        let person = open(ground, &mut pen).await;
        let stream = pen.stream();
        let entry = told(ground, &mut pen, note(person, stream, "first")).await;
        let moving = moved(person, &mut pen, entry, Class::Clinical);
        told(ground, &mut pen, moving).await;
        let later = told(ground, &mut pen, note(person, stream, "second").correcting(entry)).await;
        for _ in 0..2 {
            let shown = ground.records.entry(&everybody(), later, MORNING).await.unwrap().unwrap();
            assert_eq!(shown.class(), Class::Story);
            ground.records.rebuild().await.unwrap();
        }
        assert!(ground.records.verify(None).await.unwrap().is_clean());
    }

    async fn a_story_is_narrowed_by_kind_room_actor_loudness_and_month(ground) {
        let mut pen = Pen::new(710);
        let person = open(ground, &mut pen).await;
        let stream = pen.stream();
        let mut act = pen.act([Told { happened: "2026-04-01".parse().unwrap(), ..note(person, stream, "from a file") }]);
        act.actor = Actor::Import(None);
        let imported = act.events[0].id;
        ground.records.append(act).await.unwrap();
        let kinds = async |ask: StoryAsk| -> Vec<String> {
            let mut kinds: Vec<String> = story(ground, &everybody(), person, &StoryAsk { limit: 100, ..ask })
                .await
                .iter()
                .map(|entry| entry.event.body.kind().to_owned())
                .collect();
            kinds.sort();
            kinds
        };
        let (known, name) = ("people.known", "people.name_recorded");
        let (worker, noted) = ("key_working.key_worker_named", "story.note_written");
        let none = StoryAsk::default();
        assert_eq!(kinds(none.clone()).await, [worker, known, name, noted]);
        assert_eq!(kinds(StoryAsk { kinds: vec![known.into(), noted.into()], ..none.clone() }).await, [known, noted]);
        assert_eq!(kinds(StoryAsk { room: Some("people".into()), ..none.clone() }).await, [known, name]);
        assert_eq!(kinds(StoryAsk { room: Some("peopl".into()), ..none.clone() }).await, [""; 0]);
        assert_eq!(kinds(StoryAsk { until: Some("2026-03".into()), ..none.clone() }).await, [worker, known, name]);
        assert_eq!(kinds(StoryAsk { since: Some("2026-04".into()), ..none.clone() }).await, [noted]);
        let imports = StoryAsk { actor: Some(Actor::Import(None).to_string()), limit: 9, ..none.clone() };
        assert_eq!(ids(&story(ground, &everybody(), person, &imports).await), [imported]);
        let ours = StoryAsk { actor: Some(Actor::Post(POST).to_string()), ..none };
        assert_eq!(kinds(ours).await.len(), 3);
    }

    async fn the_months_of_a_story_are_those_of_the_entries_that_the_reader_finds_in_it(ground) {
        let mut pen = Pen::new(713);
        let person = open(ground, &mut pen).await;
        for (when, class) in [("2025-11-02", Class::Story), ("2025-11", Class::Story), ("2025", Class::Story),
            ("unknown", Class::Story), ("2024-02-01", Class::Clinical)] {
            let stream = pen.stream();
            let entry = Told { happened: when.parse().unwrap(), ..note(person, stream, when) };
            told(ground, &mut pen, entry.in_class(class)).await;
        }
        let months = async |role, ask: StoryAsk| {
            ground.records.story_months(&sight(&[role]), person, &ask, MORNING).await.unwrap()
        };
        let begun = StoryAsk { until: Some("2020-01".into()), limit: 1, ..all() };
        assert_eq!(months(Role::HeadOfService, begun).await, ["2026-03", "2025-11"]);
        assert_eq!(months(Role::HeadOfService, StoryAsk { room: Some("story".into()), ..all() }).await, ["2025-11"]);
        assert!(months(Role::BoardMember, all()).await.is_empty());
    }

    async fn the_kinds_of_a_story_are_those_of_the_entries_that_the_reader_finds_in_it(ground) {
        let mut pen = Pen::new(714);
        let person = open(ground, &mut pen).await;
        let stream = pen.stream();
        let entry = told(ground, &mut pen, note(person, stream, "for few").in_class(Class::Clinical)).await;
        told(ground, &mut pen, note(person, stream, "put right").correcting(entry).in_class(Class::Clinical)).await;
        let kinds = async |role| {
            let mut kinds = ground.records.story_kinds(&sight(&[role]), person, MORNING).await.unwrap();
            kinds.sort();
            kinds
        };
        let (known, name) = ("people.known", "people.name_recorded");
        let (worker, noted) = ("key_working.key_worker_named", "story.note_written");
        assert_eq!(kinds(Role::HeadOfService).await, [worker, known, name]);
        assert_eq!(kinds(Role::LifeCoach).await, [worker, known, name, noted]);
        assert!(kinds(Role::BoardMember).await.is_empty());
    }

    async fn hostile_words_narrow_a_story_to_nothing_and_break_nothing(ground) {
        let mut pen = Pen::new(711);
        let person = open(ground, &mut pen).await;
        for words in ["", "'", "\0", "%", "' OR '1'='1", "\u{10FFFF}", "story.note_written'; DROP TABLE story; --"] {
            let words = Some(words.to_owned());
            let place = StoryPlace {
                happened: words.clone().unwrap_or_default(),
                recorded: MORNING,
                event: EventId(pen.id()),
            };
            for ask in [
                StoryAsk { actor: words.clone(), ..all() },
                StoryAsk { room: words.clone(), ..all() },
                StoryAsk { kinds: words.clone().into_iter().collect(), ..all() },
            ] {
                assert!(story(ground, &everybody(), person, &ask).await.is_empty(), "{ask:?}");
            }
            let ask = StoryAsk { before: Some(place.clone()), until: words.clone(), ..all() };
            ground.records.story_months(&everybody(), person, &ask, MORNING).await.unwrap();
            story(ground, &everybody(), person, &StoryAsk { before: Some(place), until: words, ..all() }).await;
        }
        assert_eq!(story(ground, &everybody(), person, &all()).await.len(), 3);
    }
}
