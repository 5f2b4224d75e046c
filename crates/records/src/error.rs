//! What can stand in the way of reading or writing.

use practice::ids::StreamId;

/// Why the records floor did not do what was asked.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Somebody changed a thing after it was read: read again and decide again.
    #[error("a thing changed after it was read")]
    Stale(StreamId),
    /// The same key came before with something else in it.
    #[error("the same form was sent before with other content")]
    OtherContent,
    /// Somebody's words hold a character that cannot be shown and that not every database keeps.
    #[error("the words hold a control character")]
    ControlCharacter,
    /// Another account has the address.
    #[error("another account has the address")]
    AddressTaken,
    /// A promise kept by the database itself stood in the way.
    #[error("{0}")]
    Promise(&'static str),
    /// The database asks for the transaction to be run again.
    #[error("the database asks to try again")]
    Again,
    /// The database cannot be written or read just now.
    #[error("the database is not available: {0}")]
    Unavailable(String),
    /// A look cannot be written down, neither in the database nor in the reserve.
    #[error("a look cannot be written down")]
    NotWrittenDown,
    /// What stands in the database cannot be understood.
    #[error("what is stored cannot be read: {0}")]
    Unreadable(String),
    /// A key is missing or does not fit.
    #[error("{0}")]
    Key(String),
}

impl From<sqlx::Error> for Error {
    fn from(error: sqlx::Error) -> Self {
        match &error {
            sqlx::Error::Database(database) => match database.code().as_deref() {
                // Deadlock and serialisation failure: PostgreSQL promises that a retry is safe.
                Some("40001" | "40P01") => Self::Again,
                _ => Self::Unavailable(format!("{} {}", database.code().unwrap_or_default(), kind(&error))),
            },
            sqlx::Error::ColumnDecode { index, .. } => Self::Unreadable(format!("column {index}")),
            sqlx::Error::Decode(_) => Self::Unreadable("a column".into()),
            _ => Self::Unavailable(kind(&error)),
        }
    }
}

/// A description that can hold no value of any row: database messages may quote them.
fn kind(error: &sqlx::Error) -> String {
    match error {
        sqlx::Error::Database(database) => format!("{:?}", database.kind()),
        sqlx::Error::Io(io) => format!("{:?}", io.kind()),
        sqlx::Error::PoolTimedOut => "no connection became free in time".into(),
        sqlx::Error::PoolClosed => "the pool is closed".into(),
        sqlx::Error::RowNotFound => "no row".into(),
        sqlx::Error::WorkerCrashed => "the database thread stopped".into(),
        _ => "the driver reports a fault".into(),
    }
}
