//! A fresh database of either engine, gone when the test ends.

use crate::raw::{Cell, Raw, VIEWS};
use practice::ids::AuthorityId;
use records::{Keys, Records};
use sqlx::postgres::PgConnectOptions;
use sqlx::{ConnectOptions, Connection, Executor};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, LazyLock};
use uuid::Uuid;

/// The council of these tests.
pub(crate) const COUNCIL: AuthorityId = AuthorityId(Uuid::from_u128(0xC0));
/// Another council in the same database.
pub(crate) const NEIGHBOUR: AuthorityId = AuthorityId(Uuid::from_u128(0xC1));

static MADE: AtomicU32 = AtomicU32::new(1);

/// An open, empty database.
pub(crate) struct Ground {
    pub(crate) records: Records,
    /// Where it stands, for looking at and meddling with rows behind its back.
    pub(crate) raw: Raw,
    stands_in: Place,
}

/// What goes when the test ends.
enum Place {
    Folder(tempfile::TempDir),
    #[expect(dead_code, reason = "the database is held only so that it is dropped at the end")]
    Server(Database, tempfile::TempDir),
}

impl Ground {
    pub(crate) async fn sqlite() -> Self {
        Self::sqlite_with(keys()).await
    }

    pub(crate) async fn postgres() -> Self {
        Self::postgres_with(keys()).await
    }

    async fn sqlite_with(keys: Arc<Keys>) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let records = Records::open_sqlite(folder.path(), keys).await.unwrap();
        let raw = Raw::Sqlite(folder.path().join("nwd.db"));
        Self { records, raw, stands_in: Place::Folder(folder) }
    }

    async fn postgres_with(keys: Arc<Keys>) -> Self {
        let database = Database::fresh().await;
        let folder = tempfile::tempdir().unwrap();
        let records = Records::open_postgres(&database.url(), folder.path(), keys).await.unwrap();
        Self { records, raw: Raw::Postgres(database.url()), stands_in: Place::Server(database, folder) }
    }

    /// The data folder.
    pub(crate) fn folder(&self) -> &std::path::Path {
        match &self.stands_in {
            Place::Folder(folder) | Place::Server(_, folder) => folder.path(),
        }
    }

    /// Everything in the views, row by row in the order of their keys.
    pub(crate) async fn views(&self) -> Vec<(&'static str, Vec<Vec<Cell>>)> {
        let mut hand = self.raw.hand().await;
        let mut views = Vec::new();
        for (view, columns) in VIEWS {
            let mut rows = hand.all((view, columns)).await;
            rows.sort();
            views.push((*view, rows));
        }
        views
    }

    /// The same database, opened with other keys; on SQLite a copy, as one process holds the folder.
    pub(crate) async fn with_keys(&self, keys: Keys) -> Records {
        match &self.raw {
            Raw::Postgres(url) => {
                let beside = self.folder().join("beside");
                Records::open_postgres(url, &beside, Arc::new(keys)).await.unwrap()
            }
            Raw::Sqlite(file) => {
                let copy = file.with_file_name("copy");
                std::fs::create_dir(&copy).unwrap();
                let mut hand = self.raw.hand().await;
                hand.run(&format!("VACUUM INTO '{}'", copy.join("nwd.db").display()), &[]).await;
                Records::open_sqlite(&copy, Arc::new(keys)).await.unwrap()
            }
        }
    }

    /// An empty database of the other engine that shares the keys.
    pub(crate) async fn on_the_other_engine(&self) -> Self {
        let keys = Arc::clone(self.records.keys());
        match self.raw {
            Raw::Sqlite(_) => Self::postgres_with(keys).await,
            Raw::Postgres(_) => Self::sqlite_with(keys).await,
        }
    }
}

/// The keys of every ground; read once, so that their folder may go.
pub(crate) fn keys() -> Arc<Keys> {
    static KEYS: LazyLock<Arc<Keys>> = LazyLock::new(|| {
        let folder = tempfile::tempdir().unwrap();
        let (keys, _) = Keys::open(&folder.path().join("keys"), [7; 32]).unwrap();
        keys.add_council(COUNCIL, [1; 32]).unwrap();
        keys.add_council(NEIGHBOUR, [2; 32]).unwrap();
        Arc::new(keys)
    });
    Arc::clone(&KEYS)
}

/// A database in the server that `NWD_TEST_POSTGRES` names; dropped with this value.
struct Database {
    server: PgConnectOptions,
    name: String,
}

impl Database {
    async fn fresh() -> Self {
        let server = std::env::var("NWD_TEST_POSTGRES")
            .expect("NWD_TEST_POSTGRES is not set: ./check starts a PostgreSQL and sets it");
        let number = MADE.fetch_add(1, Ordering::Relaxed);
        let name = format!("nwd_test_records_{}_{number}", std::process::id());
        let database = Self { server: server.parse().unwrap(), name };
        run(&database.server, format!("DROP DATABASE IF EXISTS {} WITH (FORCE)", database.name)).await;
        run(&database.server, format!("CREATE DATABASE {} TEMPLATE template0", database.name)).await;
        database
    }

    fn url(&self) -> String {
        self.server.clone().database(&self.name).to_url_lossy().into()
    }
}

impl Drop for Database {
    fn drop(&mut self) {
        let server = self.server.clone();
        let drop = format!("DROP DATABASE IF EXISTS {} WITH (FORCE)", self.name);
        // A test that breaks must tidy up too, and a runtime may not wait inside itself.
        let tidying = std::thread::spawn(move || {
            tokio::runtime::Builder::new_current_thread()
                .enable_all()
                .build()
                .unwrap()
                .block_on(run(&server, drop));
        });
        let _ = tidying.join();
    }
}

async fn run(server: &PgConnectOptions, statement: String) {
    let mut connection = sqlx::PgConnection::connect_with(server).await.unwrap();
    connection.execute(sqlx::AssertSqlSafe(statement)).await.unwrap();
    connection.close().await.unwrap();
}

/// Writes each rule once and tries it on both engines.
macro_rules! on_both_engines {
    ($($(#[$doc:meta])* async fn $name:ident($ground:ident) $rule:block)*) => {$(
        $(#[$doc])*
        async fn $name($ground: &$crate::ground::Ground) $rule

        mod $name {
            use crate::ground::Ground;

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn on_sqlite() {
                super::$name(&Ground::sqlite().await).await;
            }

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn on_postgres() {
                super::$name(&Ground::postgres().await).await;
            }
        }
    )*};
}
pub(crate) use on_both_engines;
