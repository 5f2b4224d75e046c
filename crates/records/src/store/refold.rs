//! Folding views anew while reading and writing go on.
//!
//! One connection makes tables of the same names that it alone sees, folds the
//! journal into them in small steps, catches up, and at last, in one
//! transaction in which nobody writes, folds the few events that are left and
//! replaces the rows that came out otherwise. Whoever reads meanwhile reads
//! the rows of before or of after. If it ends in between, nothing has changed.

use super::erase::{events_around, people_of};
use super::event_row::{EventRow, event_columns};
use super::verify::{BATCH, events_after};
use super::{Conn, Store, dialect, live_schema, set_up_beside, views};
use crate::Error;
use crate::tables::{Table, VIEWS};
use practice::journal::{Body, Event};
use sqlx::{AssertSqlSafe, Connection, Executor};
use std::collections::BTreeMap;

/// How far behind the journal the last transaction may begin, in events.
const NEAR: i64 = 500;
/// How often it is caught up before it is ended anyway: others may write faster.
const ROUNDS: usize = 8;
/// How often it is begun again where the database asks for that.
const STARTS: usize = 5;

impl Store {
    /// The views whose fold is another than the one they stand at.
    pub(crate) async fn stale_views(&self) -> Result<Vec<&'static str>, Error> {
        let mut snapshot = self.engine.snapshot().await?;
        Ok(stale(&mut snapshot).await?.into_iter().map(|view| view.name).collect())
    }

    /// Folds the views anew whose fold was changed; answers how many events were read.
    pub(crate) async fn fold_anew(&self) -> Result<u64, Error> {
        let mut snapshot = self.engine.snapshot().await?;
        let views = stale(&mut snapshot).await?;
        drop(snapshot);
        if views.is_empty() { Ok(0) } else { self.refold(&views).await }
    }

    /// Folds all views anew.
    pub(crate) async fn rebuild(&self) -> Result<u64, Error> {
        let views: Vec<&'static Table> = VIEWS.iter().collect();
        self.refold(&views).await
    }

    async fn refold(&self, views: &[&'static Table]) -> Result<u64, Error> {
        for _ in 0..STARTS {
            match self.fold_beside(views.to_vec()).await {
                Err(Error::Again) => {}
                answer => return answer,
            }
        }
        Err(Error::Again)
    }

    /// Folds beside the live views and replaces them.
    async fn fold_beside(&self, views: Vec<&'static Table>) -> Result<u64, Error> {
        let mut conn = self.engine.apart().await?;
        for view in VIEWS {
            set_up_beside(&mut conn, view.name).await?;
        }
        copy_lookups(&mut conn).await?;
        let begun = whole_up_to(&mut conn).await?;
        let mut fold = Beside { conn, begun, from: 0, count: 0 };
        fold.take_in_up_to(begun).await?;
        for _ in 0..ROUNDS {
            let to = whole_up_to(&mut fold.conn).await?;
            let is_near = to - fold.from < NEAR;
            fold.take_in_up_to(to).await?;
            if is_near {
                break;
            }
        }
        self.engine.undisturbed(fold.take_over(views)).await
    }
}

/// Views that are being folded beside the live ones.
struct Beside {
    conn: Conn,
    /// The last arrival when it began: what was erased later may have been folded before.
    begun: i64,
    /// The last arrival folded.
    from: i64,
    count: u64,
}

impl Beside {
    /// Folds what arrived up to here, in small steps.
    async fn take_in_up_to(&mut self, to: i64) -> Result<(), Error> {
        while self.from < to {
            let (events, last) = events_between(&mut self.conn, self.from, to).await?;
            // Arrivals have gaps: what is left up to here may be none.
            let last = if events.is_empty() { to } else { last };
            let mut transaction = self.conn.begin().await?;
            fold(&mut transaction, &events, last, self.begun).await?;
            transaction.commit().await?;
            self.count += events.len() as u64;
            self.from = last;
        }
        Ok(())
    }

    /// Folds what is left and replaces what came out otherwise, in one
    /// transaction. Nobody writes to the journal meanwhile.
    async fn take_over(mut self, views: Vec<&'static Table>) -> Result<u64, Error> {
        let outcome = self.replace(&views).await;
        match outcome {
            Ok(()) => self.conn.execute("COMMIT").await.map(drop)?,
            // The connection goes, and what was not committed with it.
            Err(error) => return Err(error),
        }
        let _ = self.conn.close().await;
        Ok(self.count)
    }

    async fn replace(&mut self, views: &[&'static Table]) -> Result<(), Error> {
        self.conn.execute(dialect::BEGIN).await?;
        if let Some(lock) = dialect::LOCK_JOURNAL {
            self.conn.execute(lock).await?;
        }
        loop {
            let (events, last) = events_after(&mut self.conn, self.from).await?;
            if events.is_empty() {
                break;
            }
            fold(&mut self.conn, &events, last, self.begun).await?;
            self.count += events.len() as u64;
            self.from = last;
        }
        for view in views {
            replace(&mut self.conn, view).await?;
            stands_at(&mut self.conn, view).await?;
        }
        take_lookups(&mut self.conn).await
    }
}

/// A fold also takes the look-up from values of the vault by which somebody is
/// not found any more: here from a copy that holds nothing else.
async fn copy_lookups(conn: &mut Conn) -> Result<(), Error> {
    set_up_beside(conn, "vault").await?;
    let copy = format!(
        "INSERT INTO {}.vault (id, authority, person, sealed, lookup) \
         SELECT id, authority, person, lookup, lookup FROM {}.vault WHERE lookup IS NOT NULL",
        dialect::BESIDE,
        live_schema(conn).await?
    );
    sqlx::query(AssertSqlSafe(copy)).execute(conn).await?;
    Ok(())
}

/// Takes the look-ups that the changed fold takes and the one before did not.
async fn take_lookups(conn: &mut Conn) -> Result<(), Error> {
    let take = format!(
        "UPDATE {}.vault SET lookup = NULL WHERE lookup IS NOT NULL AND id IN \
         (SELECT id FROM {}.vault WHERE lookup IS NULL)",
        live_schema(conn).await?,
        dialect::BESIDE
    );
    sqlx::query(AssertSqlSafe(take)).execute(conn).await?;
    Ok(())
}

/// Folds some events, up to an arrival. What an erasure emptied after all this
/// `begun` may have been folded with its content before: whoever it was about
/// is folded again.
async fn fold(conn: &mut Conn, events: &[Event], up_to: i64, begun: i64) -> Result<(), Error> {
    views::apply(conn, events).await?;
    if up_to <= begun {
        return Ok(());
    }
    for event in events {
        if let Body::ErasedLawfully(mark) = &event.body {
            for person in people_of(conn, event.authority, &mark.events).await? {
                let theirs = events_around(conn, person, up_to).await?;
                views::apply_again(conn, person, &theirs).await?;
            }
        }
    }
    Ok(())
}

/// The last arrival up to which no event is still on its way.
async fn whole_up_to(conn: &mut Conn) -> Result<i64, Error> {
    let mut transaction = conn.begin().await?;
    if let Some(lock) = dialect::LOCK_JOURNAL {
        (&mut *transaction).execute(lock).await?;
    }
    let last: i64 = sqlx::query_scalar("SELECT COALESCE(MAX(arrival), 0) FROM event")
        .fetch_one(&mut *transaction)
        .await?;
    transaction.commit().await?;
    Ok(last)
}

async fn events_between(conn: &mut Conn, from: i64, to: i64) -> Result<(Vec<Event>, i64), Error> {
    let rows: Vec<EventRow> = sqlx::query_as(concat!(
        "SELECT ",
        event_columns!(),
        " FROM event e WHERE e.arrival > $1 AND e.arrival <= $2 ORDER BY e.arrival LIMIT $3"
    ))
    .bind(from)
    .bind(to)
    .bind(BATCH)
    .fetch_all(conn)
    .await?;
    let last = rows.last().map_or(from, |row| row.arrival);
    Ok((rows.iter().map(EventRow::read).collect::<Result<_, _>>()?, last))
}

/// Replaces the rows of a view that came out otherwise, and leaves the others alone.
async fn replace(conn: &mut Conn, view: &Table) -> Result<(), Error> {
    let Table { name, key, .. } = view;
    let columns = view.columns.iter().map(|column| column.name).collect::<Vec<_>>().join(", ");
    let schema = live_schema(conn).await?;
    let live = format!("SELECT {columns} FROM {schema}.{name}");
    let beside = format!("SELECT {columns} FROM {}.{name}", dialect::BESIDE);
    let stale = format!(
        "DELETE FROM {schema}.{name} WHERE ({key}) IN (SELECT {key} FROM ({live} EXCEPT {beside}) AS otherwise)"
    );
    let fresh = format!("INSERT INTO {schema}.{name} ({columns}) {beside} EXCEPT {live}");
    for sql in [stale, fresh] {
        sqlx::query(AssertSqlSafe(sql)).persistent(false).execute(&mut *conn).await?;
    }
    Ok(())
}

async fn stands_at(conn: &mut Conn, view: &Table) -> Result<(), Error> {
    sqlx::query(
        "INSERT INTO fold (name, version) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET version = excluded.version",
    )
    .bind(view.name)
    .bind(view.version)
    .execute(conn)
    .await?;
    Ok(())
}

/// The views that do not stand at today's fold.
pub(super) async fn stale(conn: &mut Conn) -> Result<Vec<&'static Table>, Error> {
    let rows: Vec<(String, i64)> = sqlx::query_as("SELECT name, version FROM fold").fetch_all(conn).await?;
    let stands: BTreeMap<String, i64> = rows.into_iter().collect();
    Ok(VIEWS.iter().filter(|view| stands.get(view.name) != Some(&view.version)).collect())
}

/// At start: the views of an empty journal stand at today's folds. Nothing else is waited for.
pub(crate) async fn settle(conn: &mut Conn) -> Result<(), Error> {
    forget_newer(conn).await?;
    let first: Option<i64> =
        sqlx::query_scalar("SELECT arrival FROM event LIMIT 1").fetch_optional(&mut *conn).await?;
    if first.is_none() {
        for view in stale(conn).await? {
            stands_at(conn, view).await?;
        }
    }
    Ok(())
}

/// What this program writes is not folded into views that only a newer one
/// knows, nor as a newer one folds it: once that one is back, these folds are
/// not at any version, and it folds them anew.
async fn forget_newer(conn: &mut Conn) -> Result<(), Error> {
    let rows: Vec<(String, i64)> =
        sqlx::query_as("SELECT name, version FROM fold").fetch_all(&mut *conn).await?;
    let known: BTreeMap<&str, i64> = VIEWS.iter().map(|view| (view.name, view.version)).collect();
    for (name, version) in rows {
        if known.get(name.as_str()).is_none_or(|today| *today < version) {
            sqlx::query("DELETE FROM fold WHERE name = $1").bind(name).execute(&mut *conn).await?;
        }
    }
    Ok(())
}
