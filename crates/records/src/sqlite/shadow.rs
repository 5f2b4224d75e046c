//! A private copy of the views, rebuilt from the journal to compare with the live ones.

use super::{Conn, store};
use crate::Error;
use practice::journal::Event;
use sqlx::Connection;
use sqlx::sqlite::SqliteConnectOptions;

/// Views that stand in a temporary database, gone when it is closed.
pub(crate) struct Shadow {
    pub(crate) conn: Conn,
}

impl Shadow {
    pub(crate) async fn new() -> Result<Self, Error> {
        let options = SqliteConnectOptions::new().in_memory(true).statement_cache_capacity(256);
        let mut conn = Conn::connect_with(&options).await?;
        store::migrate(&mut conn).await?;
        Ok(Self { conn })
    }

    pub(crate) async fn take_in(&mut self, events: &[Event]) -> Result<(), Error> {
        let mut transaction = self.conn.begin().await?;
        store::views::apply(&mut transaction, events).await?;
        Ok(transaction.commit().await?)
    }
}
