//! Files to bring in, and looking at what came of them.

use crate::support::{Council, Place};
use exchange::{Reading, SourceFile, read_folder};
use practice::ids::PersonId;
use practice::journal::{Actor, Body, Event};
use practice::people::{Header, NumberKind};
use std::collections::BTreeMap;
use work::import::{Options, Outcome, Preview, carry_out, preview};

/// Path and bytes.
pub(crate) type Files = Vec<(String, Vec<u8>)>;

/// Files written by hand: each a path and its text.
pub(crate) fn files(written: &[(&str, &str)]) -> Files {
    written.iter().map(|(path, text)| ((*path).to_owned(), text.as_bytes().to_vec())).collect()
}

/// The town's council, two years of it.
pub(crate) fn town() -> town::Plan {
    town::Plan::demo(jiff::civil::date(2026, 3, 2))
}

pub(crate) fn read(files: Files) -> Reading {
    read_folder(files.into_iter().map(|(path, bytes)| SourceFile { path, bytes }).collect())
}

impl Place {
    /// Brings files in, as the operator does.
    pub(crate) async fn bring(&self, council: &Council, files: Files) -> Outcome {
        let desk = self.operator(council);
        carry_out(&desk, &read(files), &Options::default(), &|_| {}).await.unwrap()
    }

    pub(crate) async fn preview(&self, council: &Council, files: Files) -> Preview {
        preview(&self.operator(council), &read(files), &Options::default()).await.unwrap()
    }

    /// Every record of the council by its number in the files.
    pub(crate) async fn numbers(&self, council: &Council) -> BTreeMap<String, PersonId> {
        let keys = self.house.records.keys_like(council.authority, "number council ").await.unwrap();
        keys.into_iter().map(|(key, person)| (key["number council ".len()..].to_owned(), person)).collect()
    }

    /// Everything that was written about somebody, oldest first.
    pub(crate) async fn events(&self, council: &Council, number: &str) -> Vec<Event> {
        let person = self.numbers(council).await[number];
        self.house.records.events_of_all(&[person]).await.unwrap().remove(&person).unwrap()
    }

    /// How somebody's record stands.
    pub(crate) async fn header(&self, council: &Council, number: &str) -> Header {
        let events = self.events(council, number).await;
        Header::fold(events[0].subject.unwrap(), &events)
    }

    /// Everything about everybody, oldest first for each.
    pub(crate) async fn everything(&self, council: &Council) -> Vec<Event> {
        let people: Vec<PersonId> = self.numbers(council).await.into_values().collect();
        let all = self.house.records.events_of_all(&people).await.unwrap();
        all.into_values().flatten().collect()
    }

    pub(crate) async fn is_clean(&self) {
        let report = self.house.records.verify(None).await.unwrap();
        assert!(report.is_clean(), "{:?}", report.findings);
        assert_eq!(report.unsealed, 0);
    }
}

/// The events of one kind.
pub(crate) fn of_kind<'e>(events: &'e [Event], kind: &str) -> Vec<&'e Event> {
    events.iter().filter(|event| event.body.kind() == kind).collect()
}

pub(crate) fn by_file(event: &Event) -> bool {
    matches!(event.actor, Actor::Import(_))
}

/// What an issue's reasons say, for looking for words in them.
pub(crate) fn reasons(issues: &[exchange::Issue]) -> String {
    let one = |issue: &exchange::Issue| {
        format!("{}:{:?}:{:?} {} {}", issue.file, issue.line, issue.column, issue.reason, issue.value)
    };
    issues.iter().map(one).collect::<Vec<_>>().join("\n")
}

/// The council number a record has.
pub(crate) fn number(header: &Header) -> &str {
    &header.numbers[&NumberKind::Council].is
}

/// What is told of a care period, however often it was told.
pub(crate) fn periods(events: &[Event]) -> Vec<&practice::homes::CarePeriod> {
    events
        .iter()
        .filter_map(|event| match &event.body {
            Body::CarePeriod(period) => Some(period),
            _ => None,
        })
        .collect()
}
