//! The same bytes, and the same written down of the asking.

use crate::asking::{Answer, Ask};
use crate::routes::{Way, ways};
use crate::subjects::Subject;
use crate::support::Place;
use crate::town::{Reader, Relation, Town, in_town};
use axum::http::StatusCode;
use practice::dates::Instant;
use practice::ids::{EventId, StreamId};
use practice::staff::Role;
use std::collections::BTreeMap;

/// More than any of these tests writes down.
const ALL: i64 = 100_000;

/// What is written down of somebody's asking.
#[derive(Debug, Default, PartialEq, Eq)]
struct WrittenDown {
    /// Looks that found something.
    seen: usize,
    /// Looks that found nothing: how often each id was asked for, and as what.
    refused: BTreeMap<(String, String), usize>,
}

impl WrittenDown {
    async fn of(town: &Town, reader: &Reader) -> Self {
        let records = &town.place.house.records;
        let (authority, post) = (town.authority(), reader.worker.post);
        let seen = records.seen_by(authority, post, ALL).await.unwrap().len();
        let mut refused = BTreeMap::new();
        for look in records.refused_by(authority, post, ALL).await.unwrap() {
            *refused.entry((look.asked, look.what)).or_default() += 1;
        }
        Self { seen, refused }
    }

    /// What was written down since for these ids, as what, whichever of the ids it was.
    fn since(&self, before: &Self, sent: &[String]) -> Vec<(String, usize)> {
        let of = |at: &Self, key: &(String, String)| at.refused.get(key).copied().unwrap_or_default();
        let mut as_what: BTreeMap<String, usize> = BTreeMap::new();
        for key in self.refused.keys().filter(|(asked, _)| sent.contains(asked)) {
            let more = of(self, key) - of(before, key);
            if more > 0 {
                *as_what.entry(key.1.clone()).or_default() += more;
            }
        }
        as_what.into_iter().collect()
    }
}

/// How many events nobody has sealed yet, which are those written since the last time.
async fn newly_written(place: &Place) -> u64 {
    place.house.records.seal(place.house.blind_id(), place.house.now(), true).await.unwrap()
}

/// Asks about everybody who is hidden from a reader and about somebody who
/// never was, and compares.
async fn same_for_all(town: &Town, reader: &Reader, way: &Way, nobody: &Subject) {
    let may = way.is_for(|permission| practice::staff::Rights::of(&[reader.role]).may(permission));
    let which = format!("{} {} as {:?}", way.line.method, way.path, reader.role);
    let mut before = WrittenDown::of(town, reader).await;
    let (absent, absent_down) = asked(town, reader, way, nobody, &mut before).await;
    let status = if may { StatusCode::NOT_FOUND } else { StatusCode::FORBIDDEN };
    assert_eq!(absent.status, status, "{which}: {absent:?}");
    assert_eq!(absent_down.iter().map(|(_, times)| times).sum::<usize>(), 1, "{which}: {absent_down:?}");
    let hidden_by = reader.hides.iter().filter(|relation| way.is_hidden_by(**relation));
    // Who may not use the address is refused before anybody is looked for: one stands for all.
    for relation in hidden_by.take(if may { usize::MAX } else { 1 }) {
        let subject = town.hidden_as(*relation);
        let (hidden, down) = asked(town, reader, way, subject, &mut before).await;
        compare(&which, *relation, (&absent, &way.sent(nobody)), (&hidden, &way.sent(subject)));
        assert_eq!(down, absent_down, "{which}: what is written down of {relation:?}");
    }
}

/// Asks once; answers what came back and what was written down of it.
async fn asked(
    town: &Town,
    reader: &Reader,
    way: &Way,
    subject: &Subject,
    before: &mut WrittenDown,
) -> (Answer, Vec<(String, usize)>) {
    let answer = reader.browser.ask(&way.about(subject)).await;
    let after = WrittenDown::of(town, reader).await;
    assert_eq!(after.seen, before.seen, "{} was seen, though it is not theirs", way.path);
    let down = after.since(before, &way.sent(subject));
    *before = after;
    (answer, down)
}

#[track_caller]
fn compare(
    which: &str,
    relation: impl std::fmt::Debug,
    absent: (&Answer, &[String]),
    hidden: (&Answer, &[String]),
) {
    let plain = |(answer, sent): (&Answer, &[String])| {
        answer.without(&sent.iter().map(String::as_str).collect::<Vec<_>>())
    };
    assert_eq!(
        plain(hidden),
        plain(absent),
        "{which}: {relation:?} answers otherwise than somebody who never was"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_is_hidden_answers_as_somebody_who_never_was() {
    in_town(async |town| {
        newly_written(&town.place).await;
        for way in ways() {
            for reader in &town.readers {
                same_for_all(&town, reader, &way, &town.nobody[0]).await;
            }
        }
        assert_eq!(
            newly_written(&town.place).await,
            0,
            "a request that found nothing wrote into the journal"
        );
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_entry_whose_class_one_does_not_hold_answers_as_one_that_never_was() {
    in_town(async |town| {
        let reader = town.reader(Role::OutreachKeyWorker);
        let of_the_service = an_event_of_no_story(&town).await;
        for way in ways().into_iter().filter(|way| way.path.contains("{event}")) {
            for hidden in [town.clinical, of_the_service] {
                let subject = Subject { entry: hidden, ..town.nobody[1].clone() };
                let mut before = WrittenDown::of(&town, reader).await;
                let (absent, absent_down) = asked(&town, reader, &way, &town.nobody[0], &mut before).await;
                let (found, down) = asked(&town, reader, &way, &subject, &mut before).await;
                compare(
                    &way.path,
                    hidden,
                    (&absent, &way.sent(&town.nobody[0])),
                    (&found, &way.sent(&subject)),
                );
                assert_eq!(down, absent_down, "{}", way.path);
            }
        }
    })
    .await;
}

/// An event that is in nobody's story: what a post is.
async fn an_event_of_no_story(town: &Town) -> EventId {
    let stream = StreamId(town.reader(Role::OutreachKeyWorker).worker.post.0);
    town.place.house.records.service_events(town.authority(), stream).await.unwrap()[0].id
}

#[tokio::test(flavor = "multi_thread")]
async fn a_record_within_reach_answers_otherwise_so_these_tests_can_fail() {
    in_town(async |town| {
        let head = town.reader(Role::HeadOfService);
        let ask = |person| Ask::get(format!("/people/{person}"));
        let there = town.hidden_as(Relation::OtherTeam);
        let (found, absent) =
            (head.browser.ask(&ask(there.person)).await, head.browser.ask(&ask(town.nobody[0].person)).await);
        assert_eq!((found.status, absent.status), (StatusCode::OK, StatusCode::NOT_FOUND));
        let down = WrittenDown::of(&town, head).await;
        assert_eq!((down.seen, down.refused.len()), (1, 1));
        let since: Instant = town.place.house.now();
        let looks =
            town.place.house.records.refused_by(town.authority(), head.worker.post, ALL).await.unwrap();
        assert_eq!((looks[0].asked.clone(), looks[0].at), (town.nobody[0].person.to_string(), since));
    })
    .await;
}
