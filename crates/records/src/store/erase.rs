//! Lawful erasure: the content goes, the mark stays.

use super::append::write;
use super::event_row::{EventRow, event_columns};
use super::{Conn, Db, Store, views};
use crate::{Append, Appended, Error};
use practice::ids::{AuthorityId, EventId, PersonId, VaultId};
use practice::journal::{Body, Event};
use sqlx::QueryBuilder;
use std::collections::BTreeSet;
use std::sync::Arc;
use uuid::Uuid;

/// How many ids go into one query.
const SOME: usize = 400;

impl Store {
    /// Writes an act with its tombstones and takes the content of every entry
    /// they name, in one transaction.
    pub(crate) async fn erase(&self, act: Append, vault: Vec<VaultId>) -> Result<Appended, Error> {
        let erasure = Arc::new((act, vault));
        self.write_in_tries(move |conn| {
            let erasure = Arc::clone(&erasure);
            Box::pin(async move { erase(conn, &erasure.0, &erasure.1).await })
        })
        .await
    }
}

async fn erase(conn: &mut Conn, act: &Append, vault: &[VaultId]) -> Result<Appended, Error> {
    let named = named(act);
    let people = people_of(conn, act.authority, &named).await?;
    let held: BTreeSet<(AuthorityId, PersonId)> =
        people.iter().map(|person| (act.authority, *person)).collect();
    let written = write(conn, std::slice::from_ref(act), &held).await?;
    if let Some(Appended::Now(_)) = written.first() {
        empty(conn, act.authority, &named).await?;
        for person in &people {
            delete_vault(conn, act.authority, *person, vault).await?;
            let events = events_around(conn, *person).await?;
            views::apply_again(conn, *person, &events).await?;
        }
    }
    written.first().copied().ok_or(Error::Promise("An erasure is one act."))
}

/// The entries the act's tombstones name.
fn named(act: &Append) -> Vec<EventId> {
    let entries: BTreeSet<EventId> = act
        .events
        .iter()
        .filter_map(|writing| match &writing.told.body {
            Body::ErasedLawfully(tombstone) => Some(&tombstone.events),
            _ => None,
        })
        .flatten()
        .copied()
        .collect();
    entries.into_iter().collect()
}

/// Whom the entries are about. Refuses what may not be erased: an entry that
/// is not there, one about the service itself, and the mark of an erasure.
async fn people_of(
    conn: &mut Conn,
    authority: AuthorityId,
    named: &[EventId],
) -> Result<BTreeSet<PersonId>, Error> {
    let mut found: Vec<(Option<Uuid>, String)> = Vec::with_capacity(named.len());
    for some in named.chunks(SOME) {
        let mut query = QueryBuilder::<Db>::new("SELECT subject, kind FROM event WHERE authority = ");
        query.push_bind(authority.0).push(" AND id IN (");
        push_ids(&mut query, some);
        found.extend(query.build_query_as::<(Option<Uuid>, String)>().fetch_all(&mut *conn).await?);
    }
    if named.is_empty() || found.len() != named.len() {
        return Err(Error::Promise("An erasure names entries that are there."));
    }
    found
        .into_iter()
        .map(|(subject, kind)| match subject {
            Some(person) if kind != "story.erased" && !kind.starts_with("staff.") => Ok(PersonId(person)),
            _ => Err(Error::Promise("Only what was written about a young person can be erased.")),
        })
        .collect()
}

/// Takes content and salt, and the digests of the forms that brought them.
async fn empty(conn: &mut Conn, authority: AuthorityId, named: &[EventId]) -> Result<(), Error> {
    for some in named.chunks(SOME) {
        let mut query =
            QueryBuilder::<Db>::new("UPDATE event SET payload = NULL, salt = NULL WHERE authority = ");
        query.push_bind(authority.0).push(" AND id IN (");
        push_ids(&mut query, some);
        query.build().execute(&mut *conn).await?;
        let mut query = QueryBuilder::<Db>::new("UPDATE request_key SET digest = ");
        query.push_bind(Vec::<u8>::new()).push(" WHERE act IN (SELECT act FROM event WHERE id IN (");
        push_ids(&mut query, some);
        query.push(")").build().execute(&mut *conn).await?;
    }
    Ok(())
}

async fn delete_vault(
    conn: &mut Conn,
    authority: AuthorityId,
    person: PersonId,
    vault: &[VaultId],
) -> Result<(), Error> {
    for value in vault {
        sqlx::query("DELETE FROM vault WHERE id = $1 AND authority = $2 AND person = $3")
            .bind(value.0)
            .bind(authority.0)
            .bind(person.0)
            .execute(&mut *conn)
            .await?;
    }
    Ok(())
}

/// A person's events, and others of the same streams, as they were written.
async fn events_around(conn: &mut Conn, person: PersonId) -> Result<Vec<Event>, Error> {
    let rows: Vec<EventRow> = sqlx::query_as(concat!(
        "SELECT ",
        event_columns!(),
        " FROM event e WHERE e.subject = $1 OR e.stream IN (SELECT o.stream FROM event o WHERE o.subject = $1) \
         ORDER BY e.arrival"
    ))
    .bind(person.0)
    .fetch_all(conn)
    .await?;
    rows.iter().map(EventRow::read).collect()
}

/// The ids of a list, and the bracket that ends it.
fn push_ids(query: &mut QueryBuilder<Db>, events: &[EventId]) {
    let mut ids = query.separated(", ");
    for event in events {
        ids.push_bind(event.0);
    }
    ids.push_unseparated(")");
}
