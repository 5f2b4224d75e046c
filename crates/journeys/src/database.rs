//! A fresh PostgreSQL database for one program.

use crate::trouble::{Outcome, Trouble};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};

static MADE: AtomicU32 = AtomicU32::new(1);

/// An empty database in the server that `NWD_TEST_POSTGRES` names; dropped with this value.
#[derive(Debug)]
pub struct Database {
    server: String,
    name: String,
}

impl Database {
    /// Makes an empty database. A missing server is a failure, never a skipped test.
    pub fn fresh() -> Outcome<Self> {
        let server = std::env::var("NWD_TEST_POSTGRES").map_err(|_| {
            Trouble::Setting("NWD_TEST_POSTGRES is not set: ./check starts a PostgreSQL and sets it".into())
        })?;
        let number = MADE.fetch_add(1, Ordering::Relaxed);
        let database = Self { server, name: format!("nwd_journey_{}_{number}", std::process::id()) };
        database.run("drop database if exists", " with (force)")?;
        database.run("create database", " encoding 'UTF8' template template0")?;
        Ok(database)
    }

    /// The address to give to `--database`.
    pub fn url(&self) -> String {
        on_same_server(&self.server, &self.name)
    }

    fn run(&self, verb: &str, rest: &str) -> Outcome {
        let statement = format!("{verb} {}{rest}", self.name);
        let ran = Command::new("psql")
            .args(["--no-psqlrc", "--quiet", "--set=ON_ERROR_STOP=1", "--command", &statement, &self.server])
            .env("PGOPTIONS", "--client-min-messages=warning")
            .stdin(Stdio::null())
            .output()
            .map_err(|e| Trouble::Setting(format!("psql did not start ({e}). Install postgresql.")))?;
        if ran.status.success() {
            return Ok(());
        }
        Err(Trouble::Setting(format!("{statement}: {}", String::from_utf8_lossy(&ran.stderr))))
    }
}

impl Drop for Database {
    fn drop(&mut self) {
        // The server is a scratch one: a database that stays behind goes with it.
        let _ = self.run("drop database if exists", " with (force)");
    }
}

/// The same address with another database name.
fn on_same_server(server: &str, name: &str) -> String {
    let (address, options) = server.split_once('?').map_or((server, None), |(a, o)| (a, Some(o)));
    let after_scheme = address.find("://").map_or(0, |at| at + 3);
    let host_end = address[after_scheme..].find('/').map_or(address.len(), |at| after_scheme + at);
    let options = options.map(|o| format!("?{o}")).unwrap_or_default();
    format!("{}/{name}{options}", &address[..host_end])
}

#[cfg(test)]
mod tests {
    use super::on_same_server;

    #[test]
    fn only_the_database_name_changes_in_the_address() {
        assert_eq!(
            on_same_server("postgres://nwd@127.0.0.1:5/postgres", "a"),
            "postgres://nwd@127.0.0.1:5/a"
        );
        assert_eq!(on_same_server("postgres://127.0.0.1:5", "a"), "postgres://127.0.0.1:5/a");
        assert_eq!(on_same_server("postgres://h/p?sslmode=disable", "a"), "postgres://h/a?sslmode=disable");
    }
}
