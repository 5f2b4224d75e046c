//! What changed since somebody last looked.

use super::event_row::{EventRow, event_columns};
use super::people::push_classes;
use super::{Db, Store, policy};
use crate::Error;
use crate::columns::At;
use crate::rows::News;
use practice::dates::Instant;
use practice::ids::PersonId;
use practice::journal::{Actor, CATALOGUE, Event};
use practice::staff::{Sight, record_policy};
use sqlx::QueryBuilder;
use uuid::Uuid;

impl Store {
    /// What others wrote of those whom the asker works with since the asker last read the story, and not before a
    /// moment, by what the asker may read; the newest first. Entries that the story folds away are no news.
    pub(crate) async fn news(&self, sight: &Sight, since: Instant, now: Instant) -> Result<Vec<News>, Error> {
        let mut reader = self.engine.reader().await?;
        let mut query = QueryBuilder::<Db>::new(
            "SELECT s.person, COUNT(*), MAX(s.recorded) FROM person p JOIN story s ON s.person = p.id WHERE ",
        );
        policy::push(&mut query, &record_policy(&sight.rights), sight, now);
        query.push(" AND ");
        policy::push_mine(&mut query, sight, now);
        push_classes(&mut query, sight);
        push_told(&mut query);
        query.push(" AND s.actor <> ").push_bind(Actor::Post(sight.post).to_string());
        query.push(" AND s.recorded > ").push_bind(At(since));
        query
            .push(" AND NOT EXISTS (SELECT 1 FROM seen v WHERE v.person = s.person AND v.at >= s.recorded AND v.at > ")
            .push_bind(At(since));
        query.push(" AND v.account = ").push_bind(sight.account.0).push(" AND v.what = 'story')");
        query.push(" GROUP BY s.person ORDER BY 3 DESC, s.person");
        let rows: Vec<(Uuid, i64, At)> = query.build_query_as().fetch_all(&mut *reader).await?;
        let read = |(person, entries, newest): (Uuid, i64, At)| News {
            person: PersonId(person),
            entries,
            newest: newest.0,
        };
        Ok(rows.into_iter().map(read).collect())
    }
}

/// How many entries are read of one spell of some young people at the most: no house writes as many in a week.
const MOST_TOLD: i64 = 2_000;

impl Store {
    /// What was written down of some young people after one moment and up to another, what was said about entries among
    /// it, by what the asker may read, in the order of writing; nothing of a record that is not theirs. Entries that
    /// the story folds away are not there.
    pub(crate) async fn told_between(
        &self,
        sight: &Sight,
        people: &[PersonId],
        (since, until): (Instant, Instant),
        now: Instant,
    ) -> Result<Vec<Event>, Error> {
        let mut reader = self.engine.reader().await?;
        let mut query = QueryBuilder::<Db>::new(concat!(
            "SELECT ",
            event_columns!("s.class"),
            " FROM story s JOIN person p ON p.id = s.person JOIN event e ON e.id = s.event WHERE "
        ));
        policy::push(&mut query, &record_policy(&sight.rights), sight, now);
        push_classes(&mut query, sight);
        push_told(&mut query);
        query.push(" AND s.recorded > ").push_bind(At(since));
        query.push(" AND s.recorded <= ").push_bind(At(until));
        query.push(" AND s.person IN (");
        let mut ids = query.separated(", ");
        for id in people.iter().map(|person| person.0).chain([Uuid::nil()]) {
            ids.push_bind(id);
        }
        query.push(") ORDER BY s.recorded, s.event LIMIT ").push_bind(MOST_TOLD);
        let rows: Vec<EventRow> = query.build_query_as().fetch_all(&mut *reader).await?;
        rows.iter().map(EventRow::read).collect()
    }
}

/// What the story does not fold away.
fn push_told(query: &mut QueryBuilder<Db>) {
    query.push(" AND s.kind IN (''");
    for told in CATALOGUE.iter().filter(|entry| !entry.quiet) {
        query.push(", ").push_bind(told.kind);
    }
    query.push(")");
}
