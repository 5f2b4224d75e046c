//! An act is written whole, at the revisions it rests on, or not at all.

use crate::ground::on_both_engines;
use crate::pen::{POST, Pen, day, everybody, form, note};
use jiff::civil::date;
use practice::dates::{Happened, Instant, PartialDate};
use practice::ids::{EventId, PersonId, StreamId};
use practice::journal::{Actor, Body, Class, Event, Told};
use practice::people::{AlertRaised, BirthBasis, BirthRecorded};
use records::{Append, Error};

/// The events an act asks for, as they must be read back.
fn asked(act: &Append) -> Vec<Event> {
    act.events
        .iter()
        .map(|writing| Event {
            id: writing.id,
            authority: act.authority,
            stream: writing.told.stream,
            revision: writing.after + 1,
            subject: writing.told.subject,
            actor: act.actor,
            role: act.role.clone(),
            on_behalf: act.on_behalf,
            act: act.act,
            happened: writing.told.happened,
            recorded: act.recorded,
            class: writing.told.class,
            corrects: writing.told.corrects,
            words: act.words,
            body: writing.told.body.clone(),
        })
        .collect()
}

async fn told_of(ground: &crate::ground::Ground, person: PersonId) -> Vec<Event> {
    ground.records.events_of_all(&[person]).await.unwrap().remove(&person).unwrap()
}

fn stale(answer: Result<impl std::fmt::Debug, Error>) -> StreamId {
    match answer {
        Err(Error::Stale(stream)) => stream,
        other => panic!("not refused as stale: {other:?}"),
    }
}

on_both_engines! {
    async fn events_are_read_back_as_they_were_written(ground) {
        let mut pen = Pen::new(1);
        let person = pen.person();
        let mut act = pen.open_person(person, "Zoë “Zed” O'Neill\n\u{1F600}");
        act.role = "Deputy manager – on call".into();
        act.on_behalf = Some(Actor::Person(person));
        act.words = 17;
        ground.records.append(act.clone()).await.unwrap();
        assert_eq!(told_of(ground, person).await, asked(&act));
    }

    async fn every_way_of_saying_when_is_read_back(ground) {
        let mut pen = Pen::new(2);
        let person = pen.person();
        let whens = [
            Happened::At(Instant(1_780_000_000_123_456)),
            Happened::At(Instant(-1)),
            day(4),
            Happened::On(PartialDate::Month(2025, 12)),
            Happened::On(PartialDate::Year(1999)),
            Happened::On(PartialDate::Unknown),
            Happened::Range(date(2024, 2, 29), None),
            Happened::Range(date(2024, 2, 29), Some(date(2025, 1, 1))),
        ];
        let notes: Vec<Told> =
            whens.into_iter().map(|happened| Told { happened, ..note(person, pen.stream(), "so") }).collect();
        let act = pen.act(notes);
        ground.records.append(act.clone()).await.unwrap();
        assert_eq!(told_of(ground, person).await, asked(&act));
    }

    async fn every_class_corrections_and_days_at_the_ends_are_read_back(ground) {
        let mut pen = Pen::new(3);
        let person = pen.person();
        let mut told: Vec<Told> =
            Class::ALL.into_iter().map(|class| note(person, pen.stream(), "so").in_class(class)).collect();
        let alert = AlertRaised { alert: String::new(), review_on: date(9999, 12, 31), young_person_told: true };
        told.push(Told::about(person, pen.stream(), day(1), Body::AlertRaised(alert)).correcting(EventId(pen.id())));
        let born = BirthRecorded { born: PartialDate::Day(date(1, 1, 1)), basis: BirthBasis::Given };
        told.push(Told::about(person, person.identity(), day(1), Body::BirthRecorded(born)));
        let act = pen.act(told);
        ground.records.append(act.clone()).await.unwrap();
        assert_eq!(told_of(ground, person).await, asked(&act));
        let record = ground.records.person(&everybody(), person, &[], pen.now).await.unwrap().unwrap();
        assert_eq!(record.header.born(), Some(date(1, 1, 1)));
    }

    async fn an_act_with_one_stale_stream_leaves_nothing_behind(ground) {
        let mut pen = Pen::new(4);
        let person = pen.person();
        let taken = pen.stream();
        let first = pen.act([note(person, taken, "first")]);
        ground.records.append(first).await.unwrap();
        let (before, after) = (pen.stream(), pen.stream());
        let mut act = pen.act([note(person, before, "a"), note(person, taken, "b"), note(person, after, "c")]);
        act.events[1].after = 0;
        act.key = Some(form("key", 1));
        act.guards = vec![pen.at(person.stream("whereabouts"))];
        assert_eq!(stale(ground.records.append(act.clone()).await), taken);
        assert_eq!(told_of(ground, person).await.len(), 1);
        let revisions = ground.records.revisions(&[before, taken, after, act.guards[0].stream]).await.unwrap();
        assert_eq!(revisions.iter().map(|at| at.number).collect::<Vec<_>>(), [0, 1, 0, 0]);
        // The key was not used up either.
        act.events[1].after = 1;
        ground.records.append(act).await.unwrap();
        assert_eq!(told_of(ground, person).await.len(), 4);
    }

    async fn a_revision_that_was_only_read_refuses_the_act_when_it_is_stale(ground) {
        let mut pen = Pen::new(5);
        let person = pen.person();
        let read = pen.stream();
        let absent = pen.at(read);
        let first = pen.act([note(person, read, "read")]);
        ground.records.append(first).await.unwrap();
        let present = pen.at(read);
        for (at, is_stale) in [(absent, true), (present, false), (absent, true)] {
            let mut act = pen.act([note(person, person.stream("kept"), "on it rests")]);
            act.events[0].after = 0;
            act.read = vec![at];
            let answer = ground.records.append(act).await;
            assert_eq!(matches!(answer, Err(Error::Stale(stream)) if stream == read), is_stale, "{answer:?}");
        }
    }

    async fn what_was_read_as_absent_and_still_is_does_not_stand_in_the_way_of_beginning_it(ground) {
        let mut pen = Pen::new(6);
        let person = pen.person();
        let later = pen.stream();
        let other = pen.stream();
        let mut first = pen.act([note(person, other, "first")]);
        first.read = vec![pen.at(later)];
        ground.records.append(first).await.unwrap();
        let begin = pen.act([note(person, later, "now it begins")]);
        ground.records.append(begin).await.unwrap();
        assert_eq!(ground.records.revisions(&[later]).await.unwrap()[0].number, 1);
        assert!(ground.records.verify(None).await.unwrap().is_clean());
    }

    async fn a_guard_refuses_the_second_of_two_acts_that_rest_on_one_absence(ground) {
        let mut pen = Pen::new(8);
        let person = pen.person();
        let guard = pen.at(person.stream("whereabouts"));
        let (a, b) = (pen.stream(), pen.stream());
        let mut first = pen.act([note(person, a, "one bed")]);
        first.guards = vec![guard];
        let mut second = pen.act([note(person, b, "another bed")]);
        second.guards = vec![guard];
        ground.records.append(first).await.unwrap();
        assert_eq!(stale(ground.records.append(second.clone()).await), guard.stream);
        second.guards[0].number = 1;
        ground.records.append(second).await.unwrap();
        assert_eq!(ground.records.revisions(&[guard.stream]).await.unwrap()[0].number, 2);
    }

    async fn of_several_acts_in_one_transaction_all_are_written_or_none(ground) {
        let mut pen = Pen::new(9);
        let person = pen.person();
        let (a, b) = (pen.stream(), pen.stream());
        let good = pen.act([note(person, a, "a")]);
        let mut bad = pen.act([note(person, b, "b")]);
        bad.events[0].after = 3;
        assert_eq!(stale(ground.records.append_all(vec![good.clone(), bad.clone()]).await), b);
        assert!(told_of(ground, person).await.is_empty());
        bad.events[0].after = 0;
        ground.records.append_all(vec![good, bad]).await.unwrap();
        assert_eq!(told_of(ground, person).await.len(), 2);
    }

    async fn acts_in_one_transaction_may_follow_each_other_on_one_stream(ground) {
        let mut pen = Pen::new(10);
        let person = pen.person();
        let stream = pen.stream();
        let first = pen.act([note(person, stream, "first"), note(person, stream, "second")]);
        let mut later = pen.act([note(person, stream, "third")]);
        later.read = vec![pen.at(person.identity())];
        ground.records.append_all(vec![first, later]).await.unwrap();
        let revisions: Vec<i64> = told_of(ground, person).await.iter().map(|event| event.revision).collect();
        assert_eq!(revisions, [1, 2, 3]);
    }

    async fn two_acts_of_one_transaction_on_one_revision_are_refused_as_stale(ground) {
        let mut pen = Pen::new(11);
        let person = pen.person();
        let stream = pen.stream();
        let first = pen.act([note(person, stream, "first")]);
        let mut second = pen.act([note(person, stream, "second")]);
        second.events[0].after = 0;
        assert_eq!(stale(ground.records.append_all(vec![first, second]).await), stream);
        let guard = pen.at(person.stream("whereabouts"));
        let (a, b) = (pen.stream(), pen.stream());
        let mut acts = vec![pen.act([note(person, a, "a")]), pen.act([note(person, b, "b")])];
        for act in &mut acts {
            act.guards = vec![guard];
        }
        assert_eq!(stale(ground.records.append_all(acts).await), guard.stream);
        assert!(told_of(ground, person).await.is_empty());
    }

    async fn an_act_says_who_did_it_for_whom(ground) {
        let mut pen = Pen::new(12);
        let person = pen.person();
        let actors = [
            Actor::Post(POST),
            Actor::Person(person),
            Actor::Family(StreamId(pen.id())),
            Actor::Import(Some(POST)),
            Actor::Import(None),
            Actor::SetUp,
            Actor::System,
        ];
        for actor in actors {
            let stream = pen.stream();
            let mut act = pen.act([note(person, stream, "so")]);
            (act.actor, act.on_behalf) = (actor, Some(actor));
            ground.records.append(act).await.unwrap();
            let last = told_of(ground, person).await.pop().unwrap();
            assert_eq!((last.actor, last.on_behalf), (actor, Some(actor)));
        }
    }
}
