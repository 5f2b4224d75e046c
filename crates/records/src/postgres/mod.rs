//! The engine for a council or a region that runs PostgreSQL 15 or newer.

#[path = "../store/mod.rs"]
pub(crate) mod store;

use crate::Error;
use futures_util::future::BoxFuture;
use sqlx::pool::PoolConnection;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use sqlx::{AssertSqlSafe, Connection, PgConnection, PgPool, Transaction};
use std::str::FromStr;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

pub(crate) type Db = sqlx::Postgres;
pub(crate) type Conn = PgConnection;

/// What differs in the text of queries, for this engine.
pub(crate) mod dialect {
    /// Locks rows that are read to decide.
    pub(crate) const FOR_SHARE: &str = " FOR SHARE";
    /// Locks rows that will be changed.
    pub(crate) const FOR_UPDATE: &str = " FOR UPDATE";
    /// Passes over rows that another worker is just taking.
    pub(crate) const SKIP_LOCKED: &str = " FOR UPDATE SKIP LOCKED";
    /// Whether several write at once, so that rows must be locked.
    pub(crate) const LOCKS_ROWS: bool = true;
    /// Keeps others from writing to the journal until the transaction ends.
    pub(crate) const LOCK_JOURNAL: Option<&str> = Some("LOCK TABLE event IN EXCLUSIVE MODE");
    /// Begins a transaction that writes.
    pub(crate) const BEGIN: &str = "BEGIN";
    /// The schema in which views are folded anew: tables of one connection,
    /// found before all others.
    pub(crate) const BESIDE: &str = "pg_temp";
    /// How far behind the head unsealed events are looked for: a transaction
    /// may take its arrivals early and commit late.
    pub(crate) const ARRIVAL_WINDOW: i64 = 20_000;
    /// The migrations of this engine.
    pub(crate) const MIGRATIONS: &[(i64, &str, &str)] = &[
        (1, "house", include_str!("../../migrations/postgres/0001_house.sql")),
        (2, "leaving", include_str!("../../migrations/postgres/0002_leaving.sql")),
        (3, "jobs", include_str!("../../migrations/postgres/0003_jobs.sql")),
        (4, "folds", include_str!("../../migrations/postgres/0004_folds.sql")),
        (5, "notices", include_str!("../../migrations/postgres/0005_notices.sql")),
        (6, "files", include_str!("../../migrations/postgres/0006_files.sql")),
        (7, "cover", include_str!("../../migrations/postgres/0007_cover.sql")),
        (8, "closing", include_str!("../../migrations/postgres/0008_closing.sql")),
        (9, "death", include_str!("../../migrations/postgres/0009_death.sql")),
        (10, "adoption", include_str!("../../migrations/postgres/0010_adoption.sql")),
        (11, "invitation", include_str!("../../migrations/postgres/0011_invitation.sql")),
        (12, "story", include_str!("../../migrations/postgres/0012_story.sql")),
        (13, "file_says", include_str!("../../migrations/postgres/0013_file_says.sql")),
        (14, "named", include_str!("../../migrations/postgres/0014_named.sql")),
        (15, "telephones", include_str!("../../migrations/postgres/0015_telephones.sql")),
        (16, "closed_team", include_str!("../../migrations/postgres/0016_closed_team.sql")),
        (17, "drafts", include_str!("../../migrations/postgres/0017_drafts.sql")),
        (18, "review", include_str!("../../migrations/postgres/0018_review.sql")),
        (19, "window", include_str!("../../migrations/postgres/0019_window.sql")),
        (20, "one_key_worker", include_str!("../../migrations/postgres/0020_one_key_worker.sql")),
        (21, "contact", include_str!("../../migrations/postgres/0021_contact.sql")),
        (22, "on_call", include_str!("../../migrations/postgres/0022_on_call.sql")),
        (23, "goodbye", include_str!("../../migrations/postgres/0023_goodbye.sql")),
        (24, "draft_form", include_str!("../../migrations/postgres/0024_draft_form.sql")),
        (25, "out_alone", include_str!("../../migrations/postgres/0025_out_alone.sql")),
    ];
}

/// The schema that views are served from: the first that the connection looks in.
pub(crate) async fn live_schema(conn: &mut Conn) -> Result<String, Error> {
    let schema: Option<String> =
        sqlx::query_scalar("SELECT quote_ident(current_schema())").fetch_one(conn).await?;
    schema.ok_or_else(|| Error::Unavailable("the database user has no schema to look in".into()))
}

/// Makes an empty copy of a view that this connection alone sees, under the same name.
pub(crate) async fn set_up_beside(conn: &mut Conn, view: &str) -> Result<(), Error> {
    let schema = live_schema(conn).await?;
    let sql = format!("CREATE TEMPORARY TABLE {view} (LIKE {schema}.{view} INCLUDING ALL)");
    sqlx::query(AssertSqlSafe(sql)).execute(conn).await?;
    Ok(())
}

/// An open database.
#[derive(Clone)]
pub(crate) struct Engine {
    pool: PgPool,
    well: Arc<AtomicBool>,
}

impl Engine {
    /// Connects, and brings the tables up to date.
    pub(crate) async fn open(url: &str) -> Result<Self, Error> {
        let options = PgConnectOptions::from_str(url)
            .map_err(|_| Error::Unavailable("the database address cannot be read".into()))?
            .application_name("nwd");
        let pool = PgPoolOptions::new()
            .max_connections(16)
            .acquire_timeout(std::time::Duration::from_secs(5))
            .connect_with(options)
            .await?;
        let mut connection = pool.acquire().await?;
        store::migrate(&mut connection).await?;
        store::refold::settle(&mut connection).await?;
        drop(connection);
        Ok(Self { pool, well: Arc::new(AtomicBool::new(true)) })
    }

    /// Whether the server took the last write that it did not refuse.
    pub(crate) fn is_well(&self) -> bool {
        self.well.load(Ordering::Relaxed) && !self.pool.is_closed()
    }

    /// Nothing to do here: the server's own log and dead rows are for those who run it.
    #[expect(clippy::unused_self, reason = "the store asks both engines alike")]
    pub(crate) fn empty_log(&self) -> std::future::Ready<()> {
        std::future::ready(())
    }

    /// A connection for one read, which is a consistent view by itself.
    pub(crate) async fn reader(&self) -> Result<PoolConnection<Db>, Error> {
        Ok(self.pool.acquire().await?)
    }

    /// A consistent view for several reads.
    pub(crate) async fn snapshot(&self) -> Result<Transaction<'static, Db>, Error> {
        self.begun("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY").await
    }

    /// A transaction that has begun. In a task of its own, so that a caller who
    /// goes away meanwhile does not leave it open in the pool for the next one:
    /// the driver takes back only what it knows has begun
    /// (<https://github.com/transact-rs/sqlx/issues/4393>).
    async fn begun(&self, begin: &'static str) -> Result<Transaction<'static, Db>, Error> {
        let pool = self.pool.clone();
        let beginning = tokio::spawn(async move { pool.begin_with(begin).await });
        Ok(beginning
            .await
            .map_err(|_| Error::Unavailable("the task that begins a transaction stopped".into()))??)
    }

    /// Runs one write, whole or not at all; answers after the server has committed.
    pub(crate) async fn write<T, F>(&self, work: F) -> Result<T, Error>
    where
        T: Send + 'static,
        F: for<'c> FnOnce(&'c mut Conn) -> BoxFuture<'c, Result<T, Error>> + Send + 'static,
    {
        let answer = self.committed(work).await;
        match &answer {
            Ok(_) => self.well.store(true, Ordering::Relaxed),
            Err(Error::Unavailable(_)) => self.well.store(false, Ordering::Relaxed),
            Err(_) => {}
        }
        answer
    }

    async fn committed<T, F>(&self, work: F) -> Result<T, Error>
    where
        F: for<'c> FnOnce(&'c mut Conn) -> BoxFuture<'c, Result<T, Error>>,
    {
        let mut transaction = self.begun(dialect::BEGIN).await?;
        let answer = work(&mut transaction).await?;
        transaction.commit().await?;
        Ok(answer)
    }

    /// A connection of its own, for views that are folded anew beside the live ones.
    pub(crate) async fn apart(&self) -> Result<Conn, Error> {
        Ok(PgConnection::connect_with(&self.pool.connect_options()).await?)
    }

    /// Does some work in which nobody else writes to the journal; here the
    /// work's own lock sees to that.
    pub(crate) async fn undisturbed<T, F>(&self, work: F) -> Result<T, Error>
    where
        T: Send + 'static,
        F: Future<Output = Result<T, Error>> + Send + 'static,
    {
        work.await
    }

    /// Closes the pool.
    pub(crate) async fn close(&self) {
        self.pool.close().await;
    }
}
