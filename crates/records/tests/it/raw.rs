//! Rows as they stand, read and changed behind the floor's back.

use sqlx::{AssertSqlSafe, Connection, Executor, Row, SqlSafeStr};
use std::path::PathBuf;
use uuid::Uuid;

/// Where a database stands.
#[derive(Debug, Clone)]
pub(crate) enum Raw {
    Sqlite(PathBuf),
    Postgres(String),
}

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Kind {
    Id,
    Int,
    Text,
    Bytes,
    At,
    Day,
    Is,
}

/// What stands in one cell. A moment is whole microseconds on both engines.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Cell {
    Nothing(Kind),
    Id(Uuid),
    Int(i64),
    Text(Vec<u8>),
    Bytes(Vec<u8>),
    At(i64),
}

/// A table with the kinds of its columns.
pub(crate) type Table = (&'static str, &'static [(&'static str, Kind)]);

pub(crate) const VAULT: Table = (
    "vault",
    &[
        ("id", Kind::Id),
        ("authority", Kind::Id),
        ("person", Kind::Id),
        ("sealed", Kind::Bytes),
        ("lookup", Kind::Bytes),
    ],
);

pub(crate) const EVENT: Table = (
    "event",
    &[
        ("arrival", Kind::Int),
        ("id", Kind::Id),
        ("authority", Kind::Id),
        ("stream", Kind::Id),
        ("revision", Kind::Int),
        ("subject", Kind::Id),
        ("kind", Kind::Text),
        ("version", Kind::Int),
        ("actor", Kind::Text),
        ("role", Kind::Text),
        ("on_behalf", Kind::Text),
        ("act", Kind::Id),
        ("happened", Kind::Text),
        ("recorded", Kind::At),
        ("class", Kind::Text),
        ("corrects", Kind::Id),
        ("words", Kind::Int),
        ("payload_hash", Kind::Bytes),
        ("payload", Kind::Bytes),
        ("salt", Kind::Bytes),
    ],
);
pub(crate) const SEAL: Table = (
    "seal",
    &[
        ("authority", Kind::Id),
        ("number", Kind::Int),
        ("event", Kind::Id),
        ("arrival", Kind::Int),
        ("chain", Kind::Bytes),
    ],
);
pub(crate) const SEAL_HEAD: Table = (
    "seal_head",
    &[
        ("authority", Kind::Id),
        ("number", Kind::Int),
        ("arrival", Kind::Int),
        ("chain", Kind::Bytes),
        ("signature", Kind::Bytes),
        ("signed_at", Kind::At),
    ],
);

macro_rules! tables {
    ($($table:ident { $($column:ident $kind:ident,)* })*) => {
        &[$((stringify!($table), &[$((stringify!($column), Kind::$kind),)*]),)*]
    };
}

/// The views; days are compared as text, and what is or is not as a number.
pub(crate) const VIEWS: &[Table] = tables! {
    council { authority Id, name Text, accent Text, help_line Text, logo Id, }
    team { id Id, authority Id, name Text, hub Is, }
    post {
        id Id, authority Id, name Text, account Id, team Id, roles Text, from_day Day, to_day Day, ended Is,
    }
    post_closed { post Id, }
    words { authority Id, key Text, value Text, }
    person {
        id Id, authority Id, reference Text, status Text, team Id, key_worker Id, sleeping_team Id,
        restricted Is, sealed Is, sort_name Text, born Day, missing_since Day, died Is,
        header Bytes,
    }
    person_key { authority Id, key Text, person Id, }
    person_named { person Id, post Id, }
    person_worker { person Id, post Id, how Text, }
    goodbye { person Id, post Id, day Day, }
    person_cover { person Id, post Id, from_day Day, to_day Day, }
    adoption_worker { person Id, post Id, }
    relative { account Id, person Id, }
    withdrawal { stream Id, authority Id, account Id, person Id, reason Text, asked_at At, }
    glass {
        event Id, authority Id, post Id, person Id, reason Text, opened_at At, until At, reviewed Is, stream Id,
        arriving Id, review Id,
    }
    match_case { stream Id, authority Id, person Id, other Id, why Text, urgent Is, decided Text, }
    conflict { stream Id, authority Id, person Id, stands Id, kind Text, file_says Id, decided Is, }
    notice { event Id, post Id, authority Id, person Id, kind Text, about Id, given_at At, }
    story {
        person Id, happened Text, recorded At, event Id, kind Text, class Text, actor Text, corrects Id,
    }
};

/// An open connection of its own.
pub(crate) enum Hand {
    Sqlite(sqlx::SqliteConnection),
    Postgres(sqlx::PgConnection),
}

impl Raw {
    pub(crate) async fn hand(&self) -> Hand {
        match self {
            Self::Sqlite(file) => {
                let options = sqlx::sqlite::SqliteConnectOptions::new().filename(file);
                Hand::Sqlite(sqlx::SqliteConnection::connect_with(&options).await.unwrap())
            }
            Self::Postgres(url) => Hand::Postgres(sqlx::PgConnection::connect(url).await.unwrap()),
        }
    }

    /// Runs one statement in a connection of its own.
    pub(crate) async fn run(&self, sql: &str, cells: &[Cell]) -> u64 {
        self.hand().await.run(sql, cells).await
    }

    /// All rows of a table, in the order of its first columns.
    pub(crate) async fn all(&self, table: Table) -> Vec<Vec<Cell>> {
        self.hand().await.all(table).await
    }

    /// The address of a database in a server.
    pub(crate) fn url(&self) -> &str {
        match self {
            Self::Sqlite(file) => panic!("{} is a file", file.display()),
            Self::Postgres(url) => url,
        }
    }

    pub(crate) fn is_sqlite(&self) -> bool {
        matches!(self, Self::Sqlite(_))
    }
}

macro_rules! bound {
    ($sql:expr, $cells:expr, $text:expr) => {{
        let mut query = sqlx::query(AssertSqlSafe($sql));
        for cell in $cells {
            query = match cell.clone() {
                Cell::Nothing(Kind::Id) => query.bind(None::<Uuid>),
                Cell::Nothing(Kind::Int | Kind::At | Kind::Is) => query.bind(None::<i64>),
                Cell::Nothing(Kind::Text | Kind::Day) => query.bind(None::<String>),
                Cell::Nothing(Kind::Bytes) => query.bind(None::<Vec<u8>>),
                Cell::Id(id) => query.bind(id),
                Cell::Int(number) | Cell::At(number) => query.bind(number),
                Cell::Text(text) => query.bind($text(text)),
                Cell::Bytes(bytes) => query.bind(bytes),
            };
        }
        query
    }};
}

macro_rules! read {
    ($rows:expr, $kinds:expr, $text:ty) => {
        $rows
            .iter()
            .map(|row| {
                $kinds
                    .iter()
                    .enumerate()
                    .map(|(place, kind)| match kind {
                        Kind::Id => row.get::<Option<Uuid>, _>(place).map(Cell::Id),
                        Kind::Int | Kind::Is => row.get::<Option<i64>, _>(place).map(Cell::Int),
                        Kind::At => row.get::<Option<i64>, _>(place).map(Cell::At),
                        Kind::Text | Kind::Day => {
                            row.get::<Option<$text>, _>(place).map(|text| Cell::Text(text.into()))
                        }
                        Kind::Bytes => row.get::<Option<Vec<u8>>, _>(place).map(Cell::Bytes),
                    })
                    .zip($kinds)
                    .map(|(cell, kind)| cell.unwrap_or(Cell::Nothing(*kind)))
                    .collect()
            })
            .collect()
    };
}

impl Hand {
    /// Runs one statement; answers how many rows it changed.
    pub(crate) async fn run(&mut self, sql: &str, cells: &[Cell]) -> u64 {
        let sql = sql.to_owned();
        match self {
            // SQLite takes any bytes as text where they are bound so; a cast keeps them as they are.
            Self::Sqlite(connection) => {
                bound!(sql, cells, |text: Vec<u8>| text).execute(connection).await.unwrap().rows_affected()
            }
            Self::Postgres(connection) => bound!(sql, cells, |text| String::from_utf8(text).unwrap())
                .execute(connection)
                .await
                .unwrap()
                .rows_affected(),
        }
    }

    /// Whether a statement is understood.
    pub(crate) async fn prepare(&mut self, sql: &str) -> Result<(), sqlx::Error> {
        let sql = AssertSqlSafe(sql.to_owned()).into_sql_str();
        match self {
            Self::Sqlite(connection) => connection.prepare(sql).await.map(drop),
            Self::Postgres(connection) => connection.prepare(sql).await.map(drop),
        }
    }

    /// Asks for columns of these kinds.
    pub(crate) async fn ask(&mut self, sql: &str, kinds: &[Kind], cells: &[Cell]) -> Vec<Vec<Cell>> {
        let sql = sql.to_owned();
        match self {
            Self::Sqlite(connection) => {
                let rows = bound!(sql, cells, |text: Vec<u8>| text).fetch_all(connection).await.unwrap();
                read!(rows, kinds, Vec<u8>)
            }
            Self::Postgres(connection) => {
                let query = bound!(sql, cells, |text| String::from_utf8(text).unwrap());
                let rows = query.fetch_all(connection).await.unwrap();
                read!(rows, kinds, String)
            }
        }
    }

    pub(crate) async fn all(&mut self, (table, columns): Table) -> Vec<Vec<Cell>> {
        let listed: Vec<String> = columns.iter().map(|(name, kind)| self.out_of(name, *kind)).collect();
        let kinds: Vec<Kind> = columns.iter().map(|(_, kind)| *kind).collect();
        let order: Vec<&str> = columns.iter().take(2).map(|(name, _)| *name).collect();
        let sql = format!("SELECT {} FROM {table} ORDER BY {}", listed.join(", "), order.join(", "));
        self.ask(&sql, &kinds, &[]).await
    }

    /// Puts a row in.
    pub(crate) async fn put(&mut self, (table, columns): Table, row: &[Cell]) {
        let names: Vec<&str> = columns.iter().map(|(name, _)| *name).collect();
        let places: Vec<String> =
            columns.iter().enumerate().map(|(place, (_, kind))| self.bound_at(place + 1, *kind)).collect();
        let sql = format!("INSERT INTO {table} ({}) VALUES ({})", names.join(", "), places.join(", "));
        assert_eq!(self.run(&sql, row).await, 1);
    }

    /// Changes one cell of the row that `at` finds by the column `by`.
    pub(crate) async fn set(&mut self, table: &str, by: (&str, &Cell), column: &str, to: &Cell, kind: Kind) {
        let place = self.bound_at(1, kind);
        let sql = format!("UPDATE {table} SET {column} = {place} WHERE {} = $2", by.0);
        assert_eq!(self.run(&sql, &[to.clone(), by.1.clone()]).await, 1);
    }

    fn out_of(&self, column: &str, kind: Kind) -> String {
        match (self, kind) {
            (Self::Postgres(_), Kind::At) => format!("(EXTRACT(EPOCH FROM {column}) * 1000000)::bigint"),
            (Self::Postgres(_), Kind::Day) => format!("{column}::text"),
            (Self::Postgres(_), Kind::Is) => format!("{column}::int::bigint"),
            (Self::Sqlite(_), Kind::Text | Kind::Day) => format!("CAST({column} AS BLOB)"),
            _ => column.into(),
        }
    }

    fn bound_at(&self, place: usize, kind: Kind) -> String {
        match (self, kind) {
            (Self::Postgres(_), Kind::At) => {
                format!("'1970-01-01 00:00:00+00'::timestamptz + ${place}::bigint * interval '1 microsecond'")
            }
            (Self::Sqlite(_), Kind::Text) => format!("CAST(${place} AS TEXT)"),
            _ => format!("${place}"),
        }
    }
}
