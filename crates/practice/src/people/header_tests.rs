//! Corrections, and entries moved to another class.

use super::*;
use crate::ids::{ActId, AuthorityId};
use crate::journal::{Actor, Told};
use crate::people::{AlertRaised, DetailRecorded, NameRecorded, RowReturned, RowVanished};
use crate::safety::{Away, MissingRecorded};
use crate::story::Reclassified;
use jiff::civil::date;
use uuid::Uuid;

const PERSON: PersonId = PersonId(Uuid::from_u128(1));

/// The events of some tellings, with ids from 1.
fn written(told: impl IntoIterator<Item = Told>) -> Vec<Event> {
    (1..)
        .zip(told)
        .map(|(number, told)| Event {
            id: EventId(Uuid::from_u128(number)),
            authority: AuthorityId(Uuid::nil()),
            stream: told.stream,
            revision: 1,
            subject: told.subject,
            actor: Actor::System,
            role: String::new(),
            on_behalf: None,
            act: ActId(Uuid::nil()),
            happened: told.happened,
            recorded: Instant(0),
            class: told.class,
            corrects: told.corrects,
            words: 0,
            body: told.body,
        })
        .collect()
}

fn nth(number: u128) -> EventId {
    EventId(Uuid::from_u128(number))
}

fn on(body: Body) -> Told {
    Told::about(PERSON, PERSON.identity(), Happened::On(PartialDate::Day(date(2026, 3, 2))), body)
}

fn named(name: &str) -> Told {
    on(Body::NameRecorded(NameRecorded { usage: NameUse::Used, name: name.into() }))
}

fn says(value: &str) -> Told {
    on(Body::DetailRecorded(DetailRecorded { detail: Detail::Pronouns, value: value.into() }))
}

fn moved(entry: EventId) -> Told {
    on(Body::Reclassified(Reclassified { entry, to: Class::Restricted, reason: "Asked for".into() }))
}

fn seen_by_most(told: impl IntoIterator<Item = Told>) -> Header {
    Header::fold(PERSON, &written(told)).shown_to(|class| class == Class::Story)
}

#[test]
fn moving_an_entry_moves_the_fact_that_corrected_it() {
    let corrected = [named("Sma"), named("Sam").correcting(nth(1)), moved(nth(1))];
    assert_eq!(seen_by_most(corrected).name(), None);
    let corrected = [says("he"), says("they").correcting(nth(1)), moved(nth(1))];
    assert_eq!(seen_by_most(corrected).detail(Detail::Pronouns), None);
}

#[test]
fn a_correction_of_a_correction_still_goes_back_to_what_was_first_said() {
    let twice = [says("he"), says("she").correcting(nth(1)), says("they").correcting(nth(2))];
    let header = Header::fold(PERSON, &written(twice.clone()));
    assert_eq!(header.details[&Detail::Pronouns].first, nth(1));
    let moved = twice.into_iter().chain([moved(nth(1))]);
    assert_eq!(seen_by_most(moved).detail(Detail::Pronouns), None);
}

#[test]
fn what_stands_on_a_stream_of_its_own_goes_back_to_what_was_first_said() {
    let alert = |words: &str| {
        let review_on = date(2026, 6, 1);
        on(Body::AlertRaised(AlertRaised { alert: words.into(), review_on, young_person_told: true }))
    };
    let twice =
        [alert("Dog"), alert("Dogs").correcting(nth(1)), alert("Two dogs").correcting(nth(2)), moved(nth(1))];
    assert_eq!(seen_by_most(twice).alerts.len(), 0);
}

#[test]
fn a_row_that_a_later_file_left_out_stays_and_is_marked_and_the_mark_moves_with_it() {
    let away = |to: i8| {
        let to = Some(date(2026, 2, to));
        on(Body::MissingRecorded(MissingRecorded { kind: Away::Missing, from: date(2026, 2, 1), to }))
    };
    let gone = || on(Body::RowVanished(RowVanished { stands: nth(2), file: "Missing 2025-26".into() }));
    let told = || [away(3), away(4).correcting(nth(1)), gone().in_class(Class::Story)];
    let header = seen_by_most(told());
    assert_eq!(header.missing.keys().collect::<Vec<_>>(), header.vanished.keys().collect::<Vec<_>>());
    let back = |file: &str| on(Body::RowReturned(RowReturned { file: file.into() })).in_class(Class::Story);
    let after = |back: Told| seen_by_most(told().into_iter().chain([back])).vanished.len();
    assert_eq!((after(back("Missing 2024-25")), after(back("Missing 2025-26"))), (1, 0));
    let header = seen_by_most(told().into_iter().chain([moved(nth(1))]));
    assert_eq!((header.missing.len(), header.vanished.len()), (0, 0));
}

#[test]
fn a_death_moved_to_another_class_is_shown_to_those_who_hold_it() {
    let died = on(Body::Died(Died { told_by: "The hospital".into() }));
    let header = Header::fold(PERSON, &written([died.clone(), moved(nth(1))]));
    assert!(header.died.is_some() && header.clone().shown_to(|class| class == Class::Story).died.is_none());
    assert!(header.shown_to(|class| class == Class::Restricted).died.is_some());
    assert!(seen_by_most([died]).died.is_some());
}

#[test]
fn an_adoption_closes_the_record_whoever_may_be_told_of_it() {
    let adopted = on(Body::Adopted(crate::people::Adopted { link: None }));
    assert!(seen_by_most([adopted]).sealed);
}
