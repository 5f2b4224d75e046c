//! Lawful erasure: the content goes, the mark stays.

use super::append::write;
use super::event_row::{EventRow, event_columns};
use super::verify_vault::values_named;
use super::{Conn, Db, Store, files, views};
use crate::{Append, Appended, Error, Keys};
use practice::ids::{AuthorityId, EventId, PersonId, VaultId};
use practice::journal::{Body, Event};
use practice::people::Header;
use sqlx::QueryBuilder;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use uuid::Uuid;

/// How many ids go into one query.
const SOME: usize = 400;

impl Store {
    /// Writes an act with its tombstones and takes the content of every entry
    /// they name, with the values of the vault that no other entry names, in
    /// one transaction.
    pub(crate) async fn erase(&self, act: Append) -> Result<Appended, Error> {
        let act = Arc::new(act);
        let keys = Arc::clone(&self.keys);
        let erased = self
            .write_in_tries(move |conn| {
                let (act, keys) = (Arc::clone(&act), Arc::clone(&keys));
                Box::pin(async move { erase(conn, &keys, &act).await })
            })
            .await?;
        self.engine.empty_log().await;
        Ok(erased)
    }
}

async fn erase(conn: &mut Conn, keys: &Keys, act: &Append) -> Result<Appended, Error> {
    let named = named(act);
    let people = people_of(conn, act.authority, &named).await?;
    let held: BTreeSet<(AuthorityId, PersonId)> =
        people.iter().map(|person| (act.authority, *person)).collect();
    let written = write(conn, std::slice::from_ref(act), &held).await?;
    if let Some(Appended::Now(_)) = written.first() {
        let mut values = BTreeMap::new();
        for person in &people {
            let events = events_around(conn, *person, i64::MAX).await?;
            refuse_opening(&events, *person, &named)?;
            values.insert(*person, values_named(conn, keys, *person, &events).await?);
        }
        empty(conn, act.authority, &named).await?;
        for some in named.chunks(SOME) {
            files::delete(conn, some).await?;
        }
        delete_drafts(conn, act.authority, &named).await?;
        for (person, before) in values {
            let events = events_around(conn, person, i64::MAX).await?;
            let after = values_named(conn, keys, person, &events).await?;
            delete_vault(conn, act.authority, person, before.difference(&after)).await?;
            views::apply_again(conn, person, &events).await?;
        }
    }
    written.first().copied().ok_or(Error::Promise("An erasure is one act."))
}

/// Refuses to erase what keeps others out of a record or an entry: without it
/// more people would see more.
fn refuse_opening(events: &[Event], person: PersonId, named: &[EventId]) -> Result<(), Error> {
    let theirs = || events.iter().filter(|event| event.subject == Some(person));
    let restriction = Header::fold(person, theirs()).restriction;
    if restriction.is_some_and(|restriction| named.contains(&restriction.event)) {
        return Err(Error::Promise(
            "This entry restricts the record, and erasing it would open the record to everybody in reach. Lift the \
             restriction first, or restrict the record anew; then it can be erased.",
        ));
    }
    for event in theirs().filter(|event| named.contains(&event.id)) {
        match &event.body {
            Body::Adopted(_) => {
                return Err(Error::Promise(
                    "This entry closes the record after an adoption. Erasing it would open the record again, so it \
                     stays.",
                ));
            }
            Body::Reclassified(moved) if still_says(events, moved.entry, named) => {
                return Err(Error::Promise(
                    "This entry moved another one to a narrower circle, with what was said about it, and erasing it \
                     would move them back. Erase all of them together.",
                ));
            }
            _ => {}
        }
    }
    Ok(())
}

/// Whether an entry, or a correction or disagreement that moved along with it,
/// has its content and is not erased together with the move.
fn still_says(events: &[Event], entry: EventId, named: &[EventId]) -> bool {
    let says = |event: &&Event| !matches!(event.body, Body::Erased(_)) && !named.contains(&event.id);
    events.iter().filter(says).any(|event| event.id == entry || event.corrects == Some(entry))
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
pub(super) async fn people_of(
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

/// What was typed into a form about an entry holds its words.
async fn delete_drafts(conn: &mut Conn, authority: AuthorityId, named: &[EventId]) -> Result<(), Error> {
    for entry in named {
        sqlx::query("DELETE FROM draft WHERE authority = $1 AND form >= $2 AND form < $3")
            .bind(authority.0)
            .bind(format!("/entries/{entry}/"))
            .bind(format!("/entries/{entry}0"))
            .execute(&mut *conn)
            .await?;
    }
    Ok(())
}

async fn delete_vault(
    conn: &mut Conn,
    authority: AuthorityId,
    person: PersonId,
    values: impl Iterator<Item = &VaultId>,
) -> Result<(), Error> {
    for value in values {
        sqlx::query("DELETE FROM vault WHERE id = $1 AND authority = $2 AND person = $3")
            .bind(value.0)
            .bind(authority.0)
            .bind(person.0)
            .execute(&mut *conn)
            .await?;
    }
    Ok(())
}

/// A person's events, and others of the same streams, as they were written up to an arrival.
pub(super) async fn events_around(
    conn: &mut Conn,
    person: PersonId,
    up_to: i64,
) -> Result<Vec<Event>, Error> {
    let rows: Vec<EventRow> = sqlx::query_as(concat!(
        "SELECT ",
        event_columns!(),
        " FROM event e WHERE (e.subject = $1 OR e.stream IN (SELECT o.stream FROM event o WHERE o.subject = $1)) \
         AND e.arrival <= $2 ORDER BY e.arrival"
    ))
    .bind(person.0)
    .bind(up_to)
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
