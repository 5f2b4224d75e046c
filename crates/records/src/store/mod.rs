//! The store, written once and compiled for each engine.
//!
//! `super` is the engine: its `Db`, `Conn`, `Engine` and `dialect`. Queries
//! are plain text with `$n`, the same for both; what differs is in `dialect`.

mod accounts;
mod append;
mod audit;
mod conflicts;
mod contacts;
mod council;
mod drafts;
mod erase;
mod event_row;
mod files;
mod held;
mod jobs;
mod leaving;
mod matching;
mod news;
mod notices;
mod on_call;
mod out_alone;
mod people;
mod people_ask;
mod person_views;
mod policy;
pub(crate) mod refold;
mod seals;
mod sessions;
mod throttle;
mod vault;
pub(crate) mod verify;
mod verify_vault;
pub(crate) mod views;

pub(crate) use super::{Conn, Db, Engine, dialect, live_schema, set_up_beside};

use crate::{Error, Keys};
use sqlx::SqlStr;
use sqlx::migrate::{Migration, MigrationType, Migrator};
use std::sync::Arc;

/// An open database with its keys.
#[derive(Clone)]
pub(crate) struct Store {
    pub(crate) engine: Engine,
    pub(crate) keys: Arc<Keys>,
}

/// Brings the tables up to date.
pub(crate) async fn migrate(connection: &mut Conn) -> Result<(), Error> {
    let migrations = dialect::MIGRATIONS
        .iter()
        .map(|(number, name, sql)| {
            Migration::new(*number, (*name).into(), MigrationType::Simple, SqlStr::from_static(sql), false)
        })
        .collect();
    // Tables that a newer program has made since are left alone.
    Migrator::with_migrations(migrations)
        .set_ignore_missing(true)
        .run_direct(None, connection, false)
        .await
        .map_err(|error| Error::Unavailable(format!("the tables cannot be brought up to date: {error}")))
}

/// Whether a statement over several rows is kept prepared: of one length for
/// few rows, and of the full length. One of every length between would fill
/// memory with statements that never come again.
pub(crate) fn is_kept(rows: usize, most: usize) -> bool {
    rows <= 8 || rows == most
}
