//! Who was in touch with whom: the view, and when somebody was last seen.

use super::people::push_classes;
use super::{Conn, Db, Store, policy};
use crate::Error;
use crate::columns::Day;
use jiff::civil::Date;
use practice::dates::Instant;
use practice::ids::PersonId;
use practice::journal::Event;
use practice::key_working::{ContactLogged, InTouch, Touch};
use practice::staff::{Sight, record_policy};
use sqlx::QueryBuilder;
use std::collections::BTreeMap;
use uuid::Uuid;

/// Takes a contact into the view; a correction takes the place of what it corrects.
pub(super) async fn apply(conn: &mut Conn, event: &Event, contact: &ContactLogged) -> Result<(), Error> {
    let (Some(person), Some(day)) = (event.subject, event.happened.first_day()) else { return Ok(()) };
    let first = event.corrects.unwrap_or(event.id);
    sqlx::query(
        "INSERT INTO contact (event, authority, person, day, how, class) VALUES ($1, $2, $3, $4, $5, $6) \
         ON CONFLICT (event) DO UPDATE SET day = excluded.day, how = excluded.how",
    )
    .bind(first.0)
    .bind(event.authority.0)
    .bind(person.0)
    .bind(Day(day))
    .bind(contact.how.word())
    .bind(event.class.word())
    .execute(conn)
    .await?;
    Ok(())
}

impl Store {
    /// When somebody was last in touch with a young person, by what the asker may read; nothing of a record that
    /// is not theirs.
    pub(crate) async fn in_touch(
        &self,
        sight: &Sight,
        person: PersonId,
        now: Instant,
    ) -> Result<InTouch, Error> {
        let mut snapshot = self.engine.snapshot().await?;
        let mut query = QueryBuilder::<Db>::new("SELECT s.how, MAX(s.day) FROM contact s");
        push_readable(&mut query, sight, person, now);
        query.push(" GROUP BY s.how");
        let last: Vec<(String, Day)> = query.build_query_as().fetch_all(&mut *snapshot).await?;
        let of = |touch: Touch| last.iter().find(|(how, _)| how == touch.word()).map(|(_, day)| day.0);
        let heard = Touch::HEARD.into_iter().filter_map(of).max();
        let mut count = QueryBuilder::<Db>::new("SELECT COUNT(*) FROM contact s");
        push_readable(&mut count, sight, person, now);
        count.push(" AND s.how = ").push_bind(Touch::Tried.word());
        if let Some(heard) = heard {
            count.push(" AND s.day > ").push_bind(Day(heard));
        }
        let tries: i64 = count.build_query_scalar().fetch_one(&mut *snapshot).await?;
        Ok(InTouch { seen: of(Touch::Met), heard, tried: of(Touch::Tried), tries })
    }
}

impl Store {
    /// The days since one on which somebody met a young person, in order, by what the asker may read; none of a record
    /// that is not theirs.
    pub(crate) async fn met_since(
        &self,
        sight: &Sight,
        person: PersonId,
        since: Date,
        now: Instant,
    ) -> Result<Vec<Date>, Error> {
        let mut reader = self.engine.reader().await?;
        let mut query = QueryBuilder::<Db>::new("SELECT DISTINCT s.day FROM contact s");
        push_readable(&mut query, sight, person, now);
        query.push(" AND s.how = ").push_bind(Touch::Met.word());
        query.push(" AND s.day >= ").push_bind(Day(since)).push(" ORDER BY s.day");
        let met: Vec<(Day,)> = query.build_query_as().fetch_all(&mut *reader).await?;
        Ok(met.into_iter().map(|(day,)| day.0).collect())
    }

    /// When each of some young people was last met, by what the asker may read; nothing of a record that is not theirs.
    pub(crate) async fn last_met(
        &self,
        sight: &Sight,
        people: &[PersonId],
        now: Instant,
    ) -> Result<BTreeMap<PersonId, Date>, Error> {
        let mut reader = self.engine.reader().await?;
        let mut query = QueryBuilder::<Db>::new(
            "SELECT s.person, MAX(s.day) FROM contact s JOIN person p ON p.id = s.person WHERE ",
        );
        policy::push(&mut query, &record_policy(&sight.rights), sight, now);
        query.push(" AND s.how = ").push_bind(Touch::Met.word());
        push_classes(&mut query, sight);
        query.push(" AND s.person IN (");
        let mut ids = query.separated(", ");
        for id in people.iter().map(|person| person.0).chain([Uuid::nil()]) {
            ids.push_bind(id);
        }
        query.push(") GROUP BY s.person");
        let met: Vec<(Uuid, Day)> = query.build_query_as().fetch_all(&mut *reader).await?;
        Ok(met.into_iter().map(|(person, day)| (PersonId(person), day.0)).collect())
    }
}

fn push_readable(query: &mut QueryBuilder<Db>, sight: &Sight, person: PersonId, now: Instant) {
    query.push(" JOIN person p ON p.id = s.person WHERE s.person = ").push_bind(person.0).push(" AND ");
    policy::push(query, &record_policy(&sight.rights), sight, now);
    push_classes(query, sight);
}

/// Where a day is asked for: those whom, by what the asker may read, nobody has met on it or since.
pub(super) fn push_not_seen(query: &mut QueryBuilder<Db>, sight: &Sight, since: Option<Date>) {
    let Some(since) = since else { return };
    query.push(
        " AND p.status = 'open' AND NOT p.died AND NOT EXISTS \
         (SELECT 1 FROM contact s WHERE s.person = p.id AND s.how = ",
    );
    query.push_bind(Touch::Met.word()).push(" AND s.day >= ").push_bind(Day(since));
    push_classes(query, sight);
    query.push(")");
}
