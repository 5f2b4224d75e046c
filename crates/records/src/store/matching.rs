//! The cases of the matching desk, for those who may decide them, and the names that imports compare.

use super::event_row::{EventRow, event_columns};
use super::{Db, Store, policy};
use crate::Error;
use crate::rows::{DecidedCase, MatchCase};
use practice::dates::Instant;
use practice::ids::{AuthorityId, PersonId, StreamId, VaultId};
use practice::journal::Event;
use practice::people::Likeness;
use practice::staff::{Sight, emergency_policy};
use sqlx::{FromRow, QueryBuilder};
use uuid::Uuid;

type CaseRow = (Uuid, Uuid, Option<Uuid>, String, bool, bool, Option<Uuid>);

impl Store {
    /// The undecided cases that the asker may decide, urgent ones first; or the
    /// one with this stream, decided or not, if it is theirs.
    pub(crate) async fn match_cases(
        &self,
        sight: &Sight,
        only: Option<StreamId>,
    ) -> Result<Vec<MatchCase>, Error> {
        let mut reader = self.engine.reader().await?;
        let mut query = QueryBuilder::<Db>::new(
            "SELECT m.stream, m.person, m.other, m.why, (m.urgent AND NOT p.died), (m.decided IS NOT NULL), \
             m.file_says FROM match_case m JOIN person p ON p.id = m.person WHERE ",
        );
        match only {
            Some(stream) => query.push("m.stream = ").push_bind(stream.0),
            None => query.push("m.decided IS NULL"),
        };
        push_theirs(&mut query, sight);
        query.push(" ORDER BY 5 DESC, m.stream");
        let rows: Vec<CaseRow> = query.build_query_as().fetch_all(&mut *reader).await?;
        let cases =
            rows.into_iter().map(|(stream, person, other, why, urgent, decided, file_says)| MatchCase {
                stream: StreamId(stream),
                person: PersonId(person),
                other: other.map(PersonId),
                why: Likeness::of_word(&why),
                urgent,
                decided,
                file_says: file_says.map(VaultId),
            });
        Ok(cases.collect())
    }

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

    /// The undecided likely matches of a record that an emergency might open
    /// for the asker, at most so many, each with why it is likely.
    pub(crate) async fn likely_matches(
        &self,
        sight: &Sight,
        person: PersonId,
        may_restricted: bool,
        most: i64,
    ) -> Result<Vec<(PersonId, Likeness)>, Error> {
        let mut reader = self.engine.reader().await?;
        let mut query = QueryBuilder::<Db>::new(
            "SELECT m.other, m.why FROM match_case m JOIN person p ON p.id = m.other WHERE m.authority = ",
        );
        query.push_bind(sight.authority.0).push(" AND m.decided IS NULL AND m.person = ");
        query.push_bind(person.0).push(" AND ");
        policy::push(&mut query, &emergency_policy(may_restricted), sight, Instant(0));
        query.push(" ORDER BY m.stream LIMIT ").push_bind(most);
        let rows: Vec<(Uuid, String)> = query.build_query_as().fetch_all(&mut *reader).await?;
        Ok(rows.into_iter().map(|(other, why)| (PersonId(other), Likeness::of_word(&why))).collect())
    }

    /// Every name that was recorded of anybody of a council, corrected ones
    /// too, for the importer: by council, not by reach. What was erased is gone.
    pub(crate) async fn names_recorded(&self, authority: AuthorityId) -> Result<Vec<Event>, Error> {
        let mut reader = self.engine.reader().await?;
        let rows: Vec<EventRow> = sqlx::query_as(concat!(
            "SELECT ",
            event_columns!(),
            " FROM event e WHERE e.authority = $1 AND e.kind = 'people.name_recorded' AND e.payload IS NOT NULL \
             ORDER BY e.arrival"
        ))
        .bind(authority.0)
        .fetch_all(&mut *reader)
        .await?;
        rows.iter().map(EventRow::read).collect()
    }

    /// Cases of the matching desk that were decided, the latest first, and how
    /// many there are: of those that the asker might have decided, or of the
    /// one with this stream. A case that is asked about again stays among them.
    pub(crate) async fn decided_matches(
        &self,
        sight: &Sight,
        only: Option<StreamId>,
        skip: i64,
        limit: i64,
    ) -> Result<(Vec<DecidedCase>, i64), Error> {
        let mut snapshot = self.engine.snapshot().await?;
        let mut query = QueryBuilder::<Db>::new("SELECT COUNT(*)");
        push_decided(&mut query, sight, only);
        let total = query.build_query_scalar().fetch_one(&mut *snapshot).await?;
        let mut query =
            QueryBuilder::<Db>::new(concat!("SELECT m.person, m.other, m.why, ", event_columns!()));
        push_decided(&mut query, sight, only);
        query.push(" ORDER BY e.recorded DESC, e.id DESC LIMIT ").push_bind(limit);
        query.push(" OFFSET ").push_bind(skip);
        let rows: Vec<DecidedRow> = query.build_query_as().fetch_all(&mut *snapshot).await?;
        let cases = rows.into_iter().map(|row| {
            let event = row.event.read()?;
            Ok(DecidedCase {
                stream: event.stream,
                person: PersonId(row.person),
                other: row.other.map(PersonId),
                why: Likeness::of_word(&row.why),
                event,
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

/// What was decided on cases that are theirs.
fn push_decided(query: &mut QueryBuilder<Db>, sight: &Sight, only: Option<StreamId>) {
    query.push(
        " FROM match_case m JOIN person p ON p.id = m.person JOIN event e ON e.stream = m.stream \
         AND e.kind = 'people.match_decided' WHERE e.payload IS NOT NULL",
    );
    if let Some(stream) = only {
        query.push(" AND m.stream = ").push_bind(stream.0);
    }
    push_theirs(query, sight);
}

/// Of their council, and about nobody whom the asker may not compare.
fn push_theirs(query: &mut QueryBuilder<Db>, sight: &Sight) {
    query.push(" AND m.authority = ").push_bind(sight.authority.0).push(" AND ");
    policy::push(query, &emergency_policy(true), sight, Instant(0));
    query.push(" AND (m.other IS NULL OR EXISTS (SELECT 1 FROM person p WHERE p.id = m.other AND ");
    policy::push(query, &emergency_policy(true), sight, Instant(0));
    query.push("))");
}
