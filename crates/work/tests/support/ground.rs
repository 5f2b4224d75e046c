//! Where a test's data lie: a folder, and for `PostgreSQL` a database.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use tempfile::TempDir;

/// Ground that is cleared when dropped.
pub(crate) struct Ground {
    folder: TempDir,
    database: Option<Database>,
}

impl Ground {
    /// For the embedded engine.
    pub(crate) fn embedded() -> Self {
        Self { folder: TempDir::new().unwrap(), database: None }
    }

    /// For the embedded engine, with a copy of what lies on another.
    pub(crate) fn copied(from: &Self) -> Self {
        let ground = Self::embedded();
        for (from, to) in [(from.data(), ground.data()), (from.keys(), ground.keys())] {
            copy(&from, &to);
        }
        ground
    }

    /// For a server. A missing one is a failure, never a skipped test.
    pub(crate) fn server() -> Self {
        Self { folder: TempDir::new().unwrap(), database: Some(Database::fresh()) }
    }

    pub(crate) fn engine(&self) -> &'static str {
        if self.database.is_some() { "PostgreSQL" } else { "SQLite" }
    }

    pub(crate) fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    pub(crate) fn keys(&self) -> PathBuf {
        self.folder.path().join("keys")
    }

    pub(crate) fn heads(&self) -> PathBuf {
        self.folder.path().join("heads")
    }

    pub(crate) fn url(&self) -> Option<String> {
        self.database.as_ref().map(Database::url)
    }

    /// Sends the server a statement; false where there is none.
    pub(crate) fn say(&self, statement: &str) -> bool {
        let Some(database) = &self.database else { return false };
        send(&database.url(), statement).unwrap();
        true
    }
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    fs::set_permissions(to, fs::metadata(from).unwrap().permissions()).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let (from, to) = (entry.as_ref().unwrap().path(), to.join(entry.unwrap().file_name()));
        if from.is_dir() {
            copy(&from, &to);
        } else {
            fs::copy(&from, &to).unwrap();
        }
    }
}

struct Database {
    server: String,
    name: String,
}

impl Database {
    fn fresh() -> Self {
        static MADE: AtomicU32 = AtomicU32::new(1);
        let server = std::env::var("NWD_TEST_POSTGRES")
            .expect("NWD_TEST_POSTGRES must name a PostgreSQL server: ./check starts one and sets it");
        let number = MADE.fetch_add(1, Ordering::Relaxed);
        let database = Self { server, name: format!("nwd_test_work_{}_{number}", std::process::id()) };
        database.run("drop database if exists", " with (force)").unwrap();
        database.run("create database", " encoding 'UTF8' template template0").unwrap();
        database
    }

    fn url(&self) -> String {
        let (address, _) = self.server.rsplit_once('/').expect("the address ends with a database's name");
        format!("{address}/{}", self.name)
    }

    fn run(&self, verb: &str, rest: &str) -> Result<(), String> {
        send(&self.server, &format!("{verb} {}{rest}", self.name))
    }
}

fn send(address: &str, statement: &str) -> Result<(), String> {
    let ran = Command::new("psql")
        .args(["--no-psqlrc", "--quiet", "--set=ON_ERROR_STOP=1", "--command", statement, address])
        .env("PGOPTIONS", "--client-min-messages=warning")
        .stdin(Stdio::null())
        .output()
        .map_err(|error| format!("psql did not start ({error}). Install postgresql."))?;
    if ran.status.success() { Ok(()) } else { Err(String::from_utf8_lossy(&ran.stderr).into_owned()) }
}

impl Drop for Database {
    fn drop(&mut self) {
        // A database that stays behind goes with the scratch server.
        let _ = self.run("drop database if exists", " with (force)");
    }
}
