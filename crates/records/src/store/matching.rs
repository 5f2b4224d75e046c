//! The cases of the matching desk, for those who may decide them.

use super::event_row::{EventRow, event_columns};
use super::{Db, Store, policy};
use crate::Error;
use crate::rows::DecidedCase;
use practice::dates::Instant;
use practice::ids::PersonId;
use practice::staff::{Sight, emergency_policy};
use sqlx::{FromRow, QueryBuilder};
use uuid::Uuid;

impl Store {
    /// How many cases of the matching desk wait that the asker may decide.
    pub(crate) async fn matches_waiting(&self, sight: &Sight, urgent_only: bool) -> Result<i64, Error> {
        let mut reader = self.engine.reader().await?;
        let mut query = QueryBuilder::<Db>::new(
            "SELECT COUNT(*) FROM match_case m JOIN person p ON p.id = m.person WHERE m.decided IS NULL",
        );
        if urgent_only {
            query.push(" AND m.urgent AND NOT p.died");
        }
        push_theirs(&mut query, sight);
        Ok(query.build_query_scalar().fetch_one(&mut *reader).await?)
    }

    /// Cases of the matching desk that were decided, the latest first, and how
    /// many there are: of those that the asker might have decided.
    pub(crate) async fn decided_matches(
        &self,
        sight: &Sight,
        skip: i64,
        limit: i64,
    ) -> Result<(Vec<DecidedCase>, i64), Error> {
        let mut snapshot = self.engine.snapshot().await?;
        let mut query = QueryBuilder::<Db>::new("SELECT COUNT(*)");
        push_decided(&mut query, sight);
        let total = query.build_query_scalar().fetch_one(&mut *snapshot).await?;
        let mut query =
            QueryBuilder::<Db>::new(concat!("SELECT m.person, m.other, m.why, ", event_columns!()));
        push_decided(&mut query, sight);
        query.push(" ORDER BY e.recorded DESC, e.id DESC LIMIT ").push_bind(limit);
        query.push(" OFFSET ").push_bind(skip);
        let rows: Vec<DecidedRow> = query.build_query_as().fetch_all(&mut *snapshot).await?;
        let cases = rows.into_iter().map(|row| {
            Ok(DecidedCase {
                person: PersonId(row.person),
                other: row.other.map(PersonId),
                why: row.why,
                event: row.event.read()?,
            })
        });
        Ok((cases.collect::<Result<_, Error>>()?, total))
    }
}

#[derive(FromRow)]
struct DecidedRow {
    person: Uuid,
    other: Option<Uuid>,
    why: String,
    #[sqlx(flatten)]
    event: EventRow,
}

/// Decided cases that are theirs, with what was decided.
fn push_decided(query: &mut QueryBuilder<Db>, sight: &Sight) {
    query.push(
        " FROM match_case m JOIN person p ON p.id = m.person JOIN event e ON e.stream = m.stream \
         AND e.kind = 'people.match_decided' WHERE m.decided IS NOT NULL",
    );
    push_theirs(query, sight);
}

/// About nobody whom the asker may not compare.
fn push_theirs(query: &mut QueryBuilder<Db>, sight: &Sight) {
    query.push(" AND ");
    policy::push(query, &emergency_policy(true), sight, Instant(0));
    query.push(" AND (m.other IS NULL OR EXISTS (SELECT 1 FROM person p WHERE p.id = m.other AND ");
    policy::push(query, &emergency_policy(true), sight, Instant(0));
    query.push("))");
}
