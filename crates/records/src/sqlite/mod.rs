//! The embedded engine: one file, one writer, group commit.

pub(crate) mod shadow;
#[path = "../store/mod.rs"]
pub(crate) mod store;

use crate::Error;
use futures_util::future::BoxFuture;
use sqlx::pool::PoolConnection;
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};
use sqlx::{AssertSqlSafe, Connection, Executor, SqliteConnection, SqlitePool, Transaction};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;
use tokio::sync::{mpsc, oneshot};

pub(crate) type Db = sqlx::Sqlite;
pub(crate) type Conn = SqliteConnection;

/// What differs in the text of queries, for this engine.
pub(crate) mod dialect {
    /// Locks rows that are read to decide; SQLite's one writer needs none.
    pub(crate) const FOR_SHARE: &str = "";
    /// Locks rows that will be changed.
    pub(crate) const FOR_UPDATE: &str = "";
    /// Passes over rows that another worker is just taking; the one writer meets none.
    pub(crate) const SKIP_LOCKED: &str = "";
    /// Whether several write at once, so that rows must be locked: here one writer does.
    pub(crate) const LOCKS_ROWS: bool = false;
    /// Keeps others from writing to the journal until the transaction ends: the one writer does that by itself.
    pub(crate) const LOCK_JOURNAL: Option<&str> = None;
    /// Begins a transaction that writes.
    pub(crate) const BEGIN: &str = "BEGIN IMMEDIATE";
    /// The schema in which views are folded anew: tables of one connection,
    /// found before all others.
    pub(crate) const BESIDE: &str = "temp";
    /// How far behind the head unsealed events are looked for: here events
    /// become visible in the order of arrival.
    pub(crate) const ARRIVAL_WINDOW: i64 = 0;
    /// How the migrations of this engine begin and what they are.
    pub(crate) const MIGRATIONS: &[(i64, &str, &str)] = &[
        (1, "house", include_str!("../../migrations/sqlite/0001_house.sql")),
        (2, "leaving", include_str!("../../migrations/sqlite/0002_leaving.sql")),
        (3, "jobs", include_str!("../../migrations/sqlite/0003_jobs.sql")),
        (4, "folds", include_str!("../../migrations/sqlite/0004_folds.sql")),
        (5, "notices", include_str!("../../migrations/sqlite/0005_notices.sql")),
        (6, "files", include_str!("../../migrations/sqlite/0006_files.sql")),
        (7, "cover", include_str!("../../migrations/sqlite/0007_cover.sql")),
        (8, "closing", include_str!("../../migrations/sqlite/0008_closing.sql")),
        (9, "death", include_str!("../../migrations/sqlite/0009_death.sql")),
        (10, "adoption", include_str!("../../migrations/sqlite/0010_adoption.sql")),
        (11, "invitation", include_str!("../../migrations/sqlite/0011_invitation.sql")),
        (12, "story", include_str!("../../migrations/sqlite/0012_story.sql")),
        (13, "file_says", include_str!("../../migrations/sqlite/0013_file_says.sql")),
        (14, "named", include_str!("../../migrations/sqlite/0014_named.sql")),
        (15, "telephones", include_str!("../../migrations/sqlite/0015_telephones.sql")),
        (16, "closed_team", include_str!("../../migrations/sqlite/0016_closed_team.sql")),
        (17, "drafts", include_str!("../../migrations/sqlite/0017_drafts.sql")),
        (18, "review", include_str!("../../migrations/sqlite/0018_review.sql")),
        (19, "window", include_str!("../../migrations/sqlite/0019_window.sql")),
        (20, "one_key_worker", include_str!("../../migrations/sqlite/0020_one_key_worker.sql")),
        (21, "contact", include_str!("../../migrations/sqlite/0021_contact.sql")),
        (22, "on_call", include_str!("../../migrations/sqlite/0022_on_call.sql")),
        (23, "goodbye", include_str!("../../migrations/sqlite/0023_goodbye.sql")),
        (24, "draft_form", include_str!("../../migrations/sqlite/0024_draft_form.sql")),
        (25, "out_alone", include_str!("../../migrations/sqlite/0025_out_alone.sql")),
    ];
}

/// The schema that views are served from.
pub(crate) fn live_schema(_: &mut Conn) -> std::future::Ready<Result<String, Error>> {
    std::future::ready(Ok("main".into()))
}

/// How often the log is tried to be emptied after an erasure, and how long
/// between: whoever reads an old moment needs it a little longer.
const EMPTYING: usize = 25;
const EMPTY_AGAIN: Duration = Duration::from_millis(200);
/// How many waiting writes share one commit at the most.
const GROUP: usize = 256;

type Work = Box<dyn for<'c> FnOnce(&'c mut Conn) -> BoxFuture<'c, Result<(), Error>> + Send>;

struct Ask {
    work: Work,
    done: oneshot::Sender<Result<(), Error>>,
    /// Whether it is a write of the writer's, or work on another connection
    /// during which the writer does nothing.
    writes: bool,
}

/// An open database.
#[derive(Clone)]
pub(crate) struct Engine {
    readers: SqlitePool,
    options: SqliteConnectOptions,
    writer: mpsc::Sender<Ask>,
    well: Arc<AtomicBool>,
    /// Holds the data folder's lock for as long as the engine lives.
    _lock: Arc<std::fs::File>,
}

impl Engine {
    /// Opens the database in a data folder, makes it where there is none, and
    /// brings its tables up to date.
    pub(crate) async fn open(folder: &Path) -> Result<Self, Error> {
        let lock = lock(folder)?;
        let options = options(&folder.join("nwd.db"));
        let mut connection = SqliteConnection::connect_with(&options).await?;
        store::migrate(&mut connection).await?;
        store::refold::settle(&mut connection).await?;
        let readers = SqlitePoolOptions::new()
            .max_connections(8)
            .acquire_timeout(Duration::from_secs(5))
            // There is no server that could have gone away.
            .test_before_acquire(false)
            // Each write empties every reader's own pages: those of the system are read in place instead of copied.
            .connect_with(
                options.clone().read_only(true).pragma("cache_size", "-8000").pragma("mmap_size", "16777216"),
            )
            .await?;
        let (writer, asks) = mpsc::channel(4096);
        let well = Arc::new(AtomicBool::new(true));
        tokio::spawn(write_in_groups(connection, options.clone(), asks, Arc::clone(&well)));
        Ok(Self { readers, options, writer, well, _lock: Arc::new(lock) })
    }

    /// Whether the last write was taken by the disk, and there is a writer for the next.
    pub(crate) fn is_well(&self) -> bool {
        self.well.load(Ordering::Relaxed) && !self.writer.is_closed()
    }

    /// Takes out of the log what it still holds of pages as they were before
    /// an erasure: the log is written into the file and cut to nothing.
    pub(crate) async fn empty_log(&self) {
        if !self.cuts_log().await {
            tracing::warn!(
                "the log still holds what was erased: somebody reads a moment before; it goes at the next end of the program"
            );
        }
    }

    async fn cuts_log(&self) -> bool {
        let options = self.options.clone().busy_timeout(Duration::ZERO);
        let Ok(mut conn) = SqliteConnection::connect_with(&options).await else { return false };
        for _ in 0..EMPTYING {
            let is_busy = sqlx::query_scalar::<_, i64>("PRAGMA wal_checkpoint(TRUNCATE)");
            if matches!(is_busy.fetch_one(&mut conn).await, Ok(0)) {
                return true;
            }
            tokio::time::sleep(EMPTY_AGAIN).await;
        }
        false
    }

    /// A connection for one read, which is a consistent view by itself.
    pub(crate) async fn reader(&self) -> Result<PoolConnection<Db>, Error> {
        Ok(self.readers.acquire().await?)
    }

    /// A consistent view for several reads.
    pub(crate) async fn snapshot(&self) -> Result<Transaction<'static, Db>, Error> {
        Ok(self.readers.begin().await?)
    }

    /// Runs one write, whole or not at all; answers after it is on disk.
    pub(crate) async fn write<T, F>(&self, work: F) -> Result<T, Error>
    where
        T: Send + 'static,
        F: for<'c> FnOnce(&'c mut Conn) -> BoxFuture<'c, Result<T, Error>> + Send + 'static,
    {
        self.ask(true, work).await
    }

    /// Does some work on another connection, in which nobody writes here.
    pub(crate) async fn undisturbed<T, F>(&self, work: F) -> Result<T, Error>
    where
        T: Send + 'static,
        F: Future<Output = Result<T, Error>> + Send + 'static,
    {
        self.ask(false, move |_| Box::pin(work)).await
    }

    /// A connection of its own, for views that are folded anew beside the live ones.
    pub(crate) async fn apart(&self) -> Result<Conn, Error> {
        Ok(SqliteConnection::connect_with(&self.options).await?)
    }

    async fn ask<T, F>(&self, writes: bool, work: F) -> Result<T, Error>
    where
        T: Send + 'static,
        F: for<'c> FnOnce(&'c mut Conn) -> BoxFuture<'c, Result<T, Error>> + Send + 'static,
    {
        let (slot, answer) = oneshot::channel();
        let work: Work = Box::new(move |connection| {
            let running = work(connection);
            Box::pin(async move {
                // A caller that went away does not undo a write that is whole.
                let _ = slot.send(running.await?);
                Ok(())
            })
        });
        let (done, committed) = oneshot::channel();
        let gone = || Error::Unavailable("the writer has stopped".into());
        self.writer.send(Ask { work, done, writes }).await.map_err(|_| gone())?;
        committed.await.map_err(|_| gone())??;
        answer.await.map_err(|_| gone())
    }

    /// Waits for writes under way, closes the readers and leaves all that was
    /// written in the one file, for whoever copies it. The writer's file is
    /// closed once nobody can ask for a write any more.
    pub(crate) async fn close(&self) {
        let _ = self.ask(false, |_| Box::pin(std::future::ready(Ok(())))).await;
        self.readers.close().await;
        self.cuts_log().await;
    }
}

fn options(file: &Path) -> SqliteConnectOptions {
    SqliteConnectOptions::new()
        .filename(file)
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        .foreign_keys(true)
        .busy_timeout(Duration::from_secs(5))
        // What is deleted or written over is zeroed in the file: a lawful erasure
        // must also take what earlier versions of a row left in free space.
        .pragma("secure_delete", "on")
        .pragma("temp_store", "memory")
        // The writer keeps the pages of a whole import; readers find them with the system.
        .pragma("cache_size", "-64000")
        // A checkpoint writes each page once however often it changed: fewer
        // of them when a whole history comes in. 64 MB at the most wait in it.
        .pragma("wal_autocheckpoint", "16000")
        .statement_cache_capacity(512)
}

/// One process holds a data folder. The lock goes with the process, so the
/// next start after a crash needs no hand.
fn lock(folder: &Path) -> Result<std::fs::File, Error> {
    let cannot = |error: std::io::Error| {
        Error::Unavailable(format!("the data folder {} cannot be used: {}", folder.display(), error.kind()))
    };
    std::fs::create_dir_all(folder).map_err(cannot)?;
    if !folder.join("nwd.db").exists() {
        // Everything that will lie in it is for its owner alone. Later the operator's word counts.
        crate::keys::keep_private(folder, 0o700).map_err(cannot)?;
    }
    let file = std::fs::File::create(folder.join("lock")).map_err(cannot)?;
    file.try_lock().map_err(|_| {
        Error::Unavailable(format!("another nwd is using the data folder {}", folder.display()))
    })?;
    Ok(file)
}

/// Makes an empty copy of a view that this connection alone sees, under the same name.
pub(crate) async fn set_up_beside(conn: &mut Conn, view: &str) -> Result<(), Error> {
    let statements: Vec<String> = sqlx::query_scalar(
        "SELECT sql FROM main.sqlite_schema WHERE tbl_name = $1 AND sql IS NOT NULL ORDER BY type DESC, rootpage",
    )
    .bind(view)
    .fetch_all(&mut *conn)
    .await?;
    for made in statements {
        let made = ["CREATE TABLE ", "CREATE INDEX ", "CREATE UNIQUE INDEX "]
            .iter()
            .find_map(|make| Some(format!("{make}temp.{}", made.strip_prefix(make)?)))
            .ok_or_else(|| Error::Unreadable(format!("how the view {view} was made")))?;
        sqlx::query(AssertSqlSafe(made)).execute(&mut *conn).await?;
    }
    Ok(())
}

/// The one writer: takes all waiting writes into one commit, a savepoint
/// each, and answers after the disk has it.
async fn write_in_groups(
    mut connection: SqliteConnection,
    options: SqliteConnectOptions,
    mut asks: mpsc::Receiver<Ask>,
    well: Arc<AtomicBool>,
) {
    let mut waiting: Option<Ask> = None;
    loop {
        let first = match waiting.take() {
            Some(ask) => ask,
            None => match asks.recv().await {
                Some(ask) => ask,
                None => return,
            },
        };
        if !first.writes {
            let outcome = (first.work)(&mut connection).await;
            let _ = first.done.send(outcome);
            continue;
        }
        let mut group = vec![first];
        while group.len() < GROUP
            && let Ok(next) = asks.try_recv()
        {
            if !next.writes {
                waiting = Some(next);
                break;
            }
            group.push(next);
        }
        match run_group(&mut connection, group, &well).await {
            Ok(()) => {}
            Err(error) => {
                well.store(false, Ordering::Relaxed);
                tracing::error!(%error, "a commit failed; the database is opened again");
                let fresh = open_again(&options, &mut asks).await;
                let old = std::mem::replace(&mut connection, fresh);
                let _ = old.close_hard().await;
            }
        }
    }
}

/// A failed fsync is final for its connection: what the disk holds is only
/// known after opening again. Until that succeeds every write fails at once.
async fn open_again(options: &SqliteConnectOptions, asks: &mut mpsc::Receiver<Ask>) -> SqliteConnection {
    loop {
        if let Ok(fresh) = SqliteConnection::connect_with(options).await {
            return fresh;
        }
        while let Ok(ask) = asks.try_recv() {
            let _ = ask.done.send(Err(Error::Unavailable("the database cannot be opened again yet".into())));
        }
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
}

/// Whether the database could not take a write, rather than refused it.
fn is_ill(outcome: &Result<(), Error>) -> bool {
    matches!(outcome, Err(Error::Unavailable(_)))
}

/// Writes a group in one commit. Whether the database took all of it that was
/// not refused is told to `well` before anybody is answered.
async fn run_group(
    connection: &mut SqliteConnection,
    mut group: Vec<Ask>,
    well: &AtomicBool,
) -> Result<(), Error> {
    if group.len() == 1
        && let Some(ask) = group.pop()
    {
        return run_alone(connection, ask, well).await;
    }
    let mut answers = Vec::with_capacity(group.len());
    let whole: Result<(), Error> = async {
        connection.execute("BEGIN IMMEDIATE").await?;
        for Ask { work, done, .. } in group {
            connection.execute("SAVEPOINT act").await?;
            let outcome = work(connection).await;
            if outcome.is_err() {
                connection.execute("ROLLBACK TO act").await?;
            }
            connection.execute("RELEASE act").await?;
            answers.push((done, outcome));
        }
        connection.execute("COMMIT").await?;
        Ok(())
    }
    .await;
    if let Err(error) = &whole {
        let _ = connection.execute("ROLLBACK").await;
        for (done, _) in answers {
            let _ = done.send(Err(Error::Unavailable(error.to_string())));
        }
        well.store(false, Ordering::Relaxed);
        return whole;
    }
    well.store(!answers.iter().any(|(_, outcome)| is_ill(outcome)), Ordering::Relaxed);
    for (done, outcome) in answers {
        let _ = done.send(outcome);
    }
    Ok(())
}

/// One write that nobody shares a commit with needs no savepoint: without one
/// a large write does not copy every page it touches.
async fn run_alone(
    connection: &mut SqliteConnection,
    Ask { work, done, .. }: Ask,
    well: &AtomicBool,
) -> Result<(), Error> {
    let begun = connection.execute("BEGIN IMMEDIATE").await;
    if let Err(error) = begun {
        let error = Error::from(error);
        let _ = done.send(Err(Error::Unavailable(error.to_string())));
        return Err(error);
    }
    let outcome = work(connection).await;
    let ended = connection.execute(if outcome.is_ok() { "COMMIT" } else { "ROLLBACK" }).await;
    match ended {
        Ok(_) => {
            well.store(!is_ill(&outcome), Ordering::Relaxed);
            let _ = done.send(outcome);
            Ok(())
        }
        Err(error) => {
            let _ = connection.execute("ROLLBACK").await;
            let error = Error::from(error);
            let _ = done.send(Err(Error::Unavailable(error.to_string())));
            Err(error)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn without_its_writer_a_database_is_not_well() {
        let folder = tempfile::tempdir().unwrap();
        let engine = Engine::open(folder.path()).await.unwrap();
        assert!(engine.is_well());
        let answer = engine.write::<(), _>(|_| panic!("as a fault in the program would")).await;
        assert!(matches!(answer, Err(Error::Unavailable(_))));
        assert!(!engine.is_well());
    }
}
