//! Appending: the whole act, or nothing.

use super::event_row::{self, EventRow};
use super::{Conn, Db, Store, accounts, dialect, files, is_kept, jobs, out_alone, views};
use crate::{Append, Appended, Error, VaultValue};
use futures_util::future::BoxFuture;
use practice::ids::{ActId, AuthorityId, PersonId, StreamId};
use practice::journal::{Event, Revision, payload_holds_control_characters};
use sqlx::QueryBuilder;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;
use uuid::Uuid;

/// How often a transaction is run again when the database asks for it.
const TRIES: usize = 6;

impl Store {
    /// Applies one act whole, or refuses it. Answers after it is on disk.
    pub(crate) async fn append(&self, append: Append) -> Result<Appended, Error> {
        self.append_all(vec![append]).await.map(|acts| acts[0])
    }

    /// Applies several acts in one transaction: all of them, or none.
    pub(crate) async fn append_all(&self, acts: Vec<Append>) -> Result<Vec<Appended>, Error> {
        let acts = Arc::new(acts);
        self.write_in_tries(move |conn| {
            let acts = Arc::clone(&acts);
            Box::pin(async move { write(conn, &acts, &BTreeSet::new()).await })
        })
        .await
    }

    /// Runs a write, and again where the database asks for that.
    pub(super) async fn write_in_tries<T, W>(&self, work: W) -> Result<T, Error>
    where
        T: Send + 'static,
        W: for<'c> Fn(&'c mut Conn) -> BoxFuture<'c, Result<T, Error>> + Clone + Send + 'static,
    {
        for _ in 1..TRIES {
            match self.engine.write(work.clone()).await {
                Err(Error::Again) => {}
                answer => return answer,
            }
        }
        self.engine.write(work).await
    }
}

/// Writes acts. Nobody else folds a view of the people they are about
/// meanwhile, nor of some `others` of the council.
pub(super) async fn write(
    conn: &mut Conn,
    acts: &[Append],
    others: &BTreeSet<(AuthorityId, PersonId)>,
) -> Result<Vec<Appended>, Error> {
    let mut answers = Vec::with_capacity(acts.len());
    let mut events: Vec<Event> = Vec::new();
    let mut rows: Vec<EventRow> = Vec::new();
    let mut vault = Vec::new();
    let mut queued = Vec::new();
    let mut written = Vec::with_capacity(acts.len());
    let mut streams = Streams::default();
    for act in acts {
        if let Some(before) = sent_before(conn, act).await? {
            answers.push(Appended::Before(before));
            continue;
        }
        streams.take_in(act)?;
        for (event, salt) in act.events() {
            let row = EventRow::of(&event, salt);
            if row.payload.as_deref().is_some_and(payload_holds_control_characters) {
                return Err(Error::ControlCharacter);
            }
            rows.push(row);
            events.push(event);
        }
        vault.extend(act.vault.iter().map(|value| (act.authority, value)));
        queued.extend(act.jobs.iter().map(|job| (act.authority, job)));
        written.push(act);
        answers.push(Appended::Now(act.act));
    }
    for (authority, person) in others {
        streams.hold(*authority, [*person]);
    }
    streams.check_and_move(conn).await?;
    write_vault(conn, &vault).await?;
    event_row::insert(conn, &rows).await?;
    for act in written {
        files::insert(conn, act).await?;
        out_alone::change_words(conn, act).await?;
        if let Some(link) = &act.link {
            accounts::insert_link(conn, link, true, act.recorded).await?;
        }
        for change in &act.sign_in {
            accounts::change_sign_in(conn, change, act.recorded).await?;
        }
    }
    views::apply(conn, &events).await?;
    jobs::queue(conn, &queued).await?;
    Ok(answers)
}

/// Takes the request key, or finds the act that took it before.
async fn sent_before(conn: &mut Conn, act: &Append) -> Result<Option<ActId>, Error> {
    let Some(key) = &act.key else { return Ok(None) };
    let actor = act.actor.to_string();
    let taken = sqlx::query(
        "INSERT INTO request_key (actor, key, act, digest) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING",
    )
    .bind(&actor)
    .bind(&key.key)
    .bind(act.act.0)
    .bind(key.digest.as_slice())
    .execute(&mut *conn)
    .await?
    .rows_affected();
    if taken == 1 {
        return Ok(None);
    }
    let (before, digest): (Uuid, Vec<u8>) =
        sqlx::query_as("SELECT act, digest FROM request_key WHERE actor = $1 AND key = $2")
            .bind(&actor)
            .bind(&key.key)
            .fetch_one(&mut *conn)
            .await?;
    let is_erased = digest.is_empty();
    if is_erased || digest == key.digest { Ok(Some(ActId(before))) } else { Err(Error::OtherContent) }
}

/// How many values go in one INSERT.
const VALUES: usize = 400;
/// How many streams begin in one.
const STREAMS: usize = 400;

async fn write_vault(conn: &mut Conn, values: &[(AuthorityId, &VaultValue)]) -> Result<(), Error> {
    for some in values.chunks(VALUES) {
        let mut query = QueryBuilder::<Db>::new("INSERT INTO vault (id, authority, person, sealed, lookup) ");
        query.push_values(some, |mut values, (authority, value)| {
            values
                .push_bind(value.id.0)
                .push_bind(authority.0)
                .push_bind(value.person.0)
                .push_bind(value.sealed.as_slice())
                .push_bind(value.lookup.as_deref());
        });
        query.build().persistent(is_kept(some.len(), VALUES)).execute(&mut *conn).await?;
    }
    Ok(())
}

/// The revisions that several acts rest on and move, taken together.
#[derive(Default)]
struct Streams {
    /// For each stream the revision it must be at, in id order so that
    /// PostgreSQL locks in one order and deadlocks are rare.
    expected: BTreeMap<StreamId, i64>,
    /// How many events are added to each.
    added: HashMap<StreamId, i64>,
    authorities: HashMap<StreamId, Uuid>,
    /// The identity streams of everybody whose view is folded. They are held
    /// before arrivals are taken, so that two acts on one person fold in the
    /// order of their arrivals; one writer needs none of it.
    folded: BTreeSet<StreamId>,
}

impl Streams {
    fn take_in(&mut self, act: &Append) -> Result<(), Error> {
        for read in &act.read {
            self.rest_on(*read)?;
            self.authorities.entry(read.stream).or_insert(act.authority.0);
        }
        for guard in &act.guards {
            self.move_on(guard.stream, guard.number)?;
            self.authorities.insert(guard.stream, act.authority.0);
        }
        for writing in &act.events {
            self.move_on(writing.told.stream, writing.after)?;
            self.authorities.insert(writing.told.stream, act.authority.0);
        }
        self.hold(act.authority, act.events.iter().filter_map(|writing| writing.told.subject));
        Ok(())
    }

    fn hold(&mut self, authority: AuthorityId, people: impl IntoIterator<Item = PersonId>) {
        if !dialect::LOCKS_ROWS {
            return;
        }
        for person in people {
            self.folded.insert(person.identity());
            self.authorities.entry(person.identity()).or_insert(authority.0);
        }
    }

    /// What was only read may have been read before this transaction's own events.
    fn rest_on(&mut self, at: Revision) -> Result<(), Error> {
        let own = self.added.get(&at.stream).copied().unwrap_or(0);
        let expected = *self.expected.entry(at.stream).or_insert(at.number - own);
        if expected == at.number - own || expected == at.number {
            Ok(())
        } else {
            Err(Error::Stale(at.stream))
        }
    }

    /// What is moved was read after this transaction's own events: of two acts
    /// that rest on one revision of it, only one may be written.
    fn move_on(&mut self, stream: StreamId, number: i64) -> Result<(), Error> {
        let own = self.added.entry(stream).or_default();
        let expected = *self.expected.entry(stream).or_insert(number - *own);
        if expected != number - *own {
            return Err(Error::Stale(stream));
        }
        *own += 1;
        Ok(())
    }

    fn is_moved(&self, stream: StreamId) -> bool {
        self.added.contains_key(&stream)
    }

    async fn check_and_move(&self, conn: &mut Conn) -> Result<(), Error> {
        self.make_lockable(conn).await?;
        let mut fresh = Vec::new();
        let streams: BTreeSet<StreamId> = self.expected.keys().chain(&self.folded).copied().collect();
        for stream in streams {
            let expected = self.expected.get(&stream).copied();
            match (expected, self.added.get(&stream)) {
                (Some(0), Some(added)) => fresh.push((stream, *added)),
                (Some(expected), Some(added)) => advance(conn, stream, expected, *added).await?,
                _ if self.folded.contains(&stream) => {
                    check(conn, stream, expected, dialect::FOR_UPDATE).await?;
                }
                _ => check(conn, stream, expected, dialect::FOR_SHARE).await?,
            }
        }
        self.begin(conn, &fresh).await
    }

    /// Absence has no row to lock: what was read as absent, and the identity
    /// of somebody not written down yet, gets a row at revision 0.
    async fn make_lockable(&self, conn: &mut Conn) -> Result<(), Error> {
        if !dialect::LOCKS_ROWS {
            return Ok(());
        }
        let absent = self.expected.iter().filter(|(_, expected)| **expected == 0).map(|(stream, _)| stream);
        let unmoved: BTreeSet<StreamId> =
            absent.chain(&self.folded).copied().filter(|stream| !self.is_moved(*stream)).collect();
        for some in unmoved.into_iter().collect::<Vec<_>>().chunks(400) {
            let mut query = QueryBuilder::<Db>::new("INSERT INTO stream (id, authority, revision) ");
            query.push_values(some, |mut values, stream| {
                values.push_bind(stream.0).push_bind(self.authority(*stream)).push_bind(0_i64);
            });
            query.push(" ON CONFLICT DO NOTHING");
            query.build().execute(&mut *conn).await?;
        }
        Ok(())
    }

    /// Begins streams that had no event: a row that is not at revision 0 is not taken.
    async fn begin(&self, conn: &mut Conn, fresh: &[(StreamId, i64)]) -> Result<(), Error> {
        for some in fresh.chunks(STREAMS) {
            let mut query = QueryBuilder::<Db>::new("INSERT INTO stream (id, authority, revision) ");
            query.push_values(some, |mut values, (stream, added)| {
                values.push_bind(stream.0).push_bind(self.authority(*stream)).push_bind(*added);
            });
            query.push(
                " ON CONFLICT (id) DO UPDATE SET authority = excluded.authority, revision = excluded.revision \
                 WHERE stream.revision = 0 RETURNING id",
            );
            let begun: Vec<Uuid> = query
                .build_query_scalar()
                .persistent(is_kept(some.len(), STREAMS))
                .fetch_all(&mut *conn)
                .await?;
            if begun.len() != some.len() {
                let begun: BTreeSet<Uuid> = begun.into_iter().collect();
                let taken = some.iter().find(|(stream, _)| !begun.contains(&stream.0)).unwrap_or(&some[0]);
                return Err(Error::Stale(taken.0));
            }
        }
        Ok(())
    }

    fn authority(&self, stream: StreamId) -> Uuid {
        self.authorities.get(&stream).copied().unwrap_or_default()
    }
}

/// Locks a stream, and refuses where it is not at the revision that was read.
async fn check(
    conn: &mut Conn,
    stream: StreamId,
    expected: Option<i64>,
    lock: &'static str,
) -> Result<(), Error> {
    let mut query = QueryBuilder::<Db>::new("SELECT revision FROM stream WHERE id = ");
    query.push_bind(stream.0).push(lock);
    let now: Option<i64> = query.build_query_scalar().fetch_optional(&mut *conn).await?;
    if expected.is_none_or(|expected| expected == now.unwrap_or(0)) {
        Ok(())
    } else {
        Err(Error::Stale(stream))
    }
}

async fn advance(conn: &mut Conn, stream: StreamId, expected: i64, added: i64) -> Result<(), Error> {
    let moved = sqlx::query("UPDATE stream SET revision = revision + $1 WHERE id = $2 AND revision = $3")
        .bind(added)
        .bind(stream.0)
        .bind(expected)
        .execute(&mut *conn)
        .await?
        .rows_affected();
    if moved == 1 { Ok(()) } else { Err(Error::Stale(stream)) }
}
