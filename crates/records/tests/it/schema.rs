//! The tables of the two engines are alike.

use crate::ground::Ground;
use crate::raw::{Cell, Kind};
use std::collections::BTreeMap;

/// A column: what it holds in words both engines share, whether it may be
/// empty, and its place in the key, from 1.
type Columns = BTreeMap<(String, String), (String, bool, i64)>;

async fn of_sqlite(ground: &Ground) -> Columns {
    let sql = "SELECT CAST(m.name AS BLOB), CAST(c.name AS BLOB), CAST(c.type AS BLOB), c.\"notnull\", c.pk \
               FROM sqlite_schema m JOIN pragma_table_info(m.name) c \
               WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%' AND m.name <> '_sqlx_migrations'";
    read(ground, sql).await
}

async fn of_postgres(ground: &Ground) -> Columns {
    let sql = "SELECT c.table_name::text, c.column_name::text, c.data_type::text, \
               (c.is_nullable = 'NO')::int::bigint, COALESCE(k.ordinal_position, 0)::bigint \
               FROM information_schema.columns c \
               LEFT JOIN information_schema.table_constraints t ON t.table_name = c.table_name \
               AND t.table_schema = c.table_schema AND t.constraint_type = 'PRIMARY KEY' \
               LEFT JOIN information_schema.key_column_usage k ON k.constraint_name = t.constraint_name \
               AND k.table_schema = c.table_schema AND k.column_name = c.column_name \
               WHERE c.table_schema = 'public' AND c.table_name <> '_sqlx_migrations'";
    read(ground, sql).await
}

async fn read(ground: &Ground, sql: &str) -> Columns {
    let kinds = [Kind::Text, Kind::Text, Kind::Text, Kind::Int, Kind::Int];
    let rows = ground.raw.hand().await.ask(sql, &kinds, &[]).await;
    rows.into_iter()
        .map(|row| {
            let text = |place: usize| match &row[place] {
                Cell::Text(text) => String::from_utf8(text.clone()).unwrap(),
                other => panic!("{other:?} is no text"),
            };
            let number = |place: usize| if let Cell::Int(number) = row[place] { number } else { 0 };
            ((text(0), text(1)), (text(2), number(3) == 1, number(4)))
        })
        .collect()
}

/// The type of SQLite's column that holds what PostgreSQL's holds.
fn on_sqlite(of_postgres: &str) -> &'static str {
    match of_postgres {
        "uuid" | "bytea" => "BLOB",
        "bigint" | "timestamp with time zone" | "boolean" => "INTEGER",
        "text" | "date" => "TEXT",
        other => panic!("{other} has no counterpart: say in this test what it is on SQLite"),
    }
}

/// Indexes and constraints that keep a promise, by table and columns.
async fn unique(ground: &Ground) -> Vec<(String, String)> {
    let sql = if ground.raw.is_sqlite() {
        "SELECT CAST(m.name AS BLOB), CAST(group_concat(c.name, ', ') AS BLOB) FROM sqlite_schema m \
         JOIN pragma_index_list(m.name) i JOIN pragma_index_info(i.name) c \
         WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%' AND m.name <> '_sqlx_migrations' AND i.\"unique\" = 1 \
         GROUP BY m.name, i.name"
    } else {
        "SELECT r.relname::text, string_agg(a.attname::text, ', ' ORDER BY array_position(i.indkey::int[], a.attnum::int)) \
         FROM pg_index i JOIN pg_class r ON r.oid = i.indrelid JOIN pg_namespace n ON n.oid = r.relnamespace \
         JOIN pg_attribute a ON a.attrelid = r.oid AND a.attnum = ANY(i.indkey) \
         WHERE i.indisunique AND n.nspname = 'public' AND r.relname <> '_sqlx_migrations' GROUP BY r.relname, i.indexrelid"
    };
    let rows = ground.raw.hand().await.ask(sql, &[Kind::Text, Kind::Text], &[]).await;
    let mut indexes: Vec<(String, String)> = rows
        .into_iter()
        .map(|row| match (&row[0], &row[1]) {
            (Cell::Text(table), Cell::Text(columns)) => {
                (String::from_utf8(table.clone()).unwrap(), String::from_utf8(columns.clone()).unwrap())
            }
            other => panic!("{other:?} is no index"),
        })
        .collect();
    indexes.sort();
    indexes
}

#[tokio::test]
async fn both_engines_have_the_same_tables_and_columns() {
    let (sqlite, postgres) = (Ground::sqlite().await, Ground::postgres().await);
    let (ours, theirs) = (of_sqlite(&sqlite).await, of_postgres(&postgres).await);
    assert!(ours.len() > 100, "only {} columns were found", ours.len());
    assert_eq!(ours.keys().collect::<Vec<_>>(), theirs.keys().collect::<Vec<_>>());
    for (column, (kind, needed, _)) in &theirs {
        let (our_kind, our_needed, our_key) = &ours[column];
        assert_eq!(our_kind, on_sqlite(kind), "{column:?}");
        // SQLite does not say of its one automatic key that it is never empty.
        assert_eq!(*our_needed || *our_key > 0, *needed, "{column:?}");
    }
}

#[tokio::test]
async fn both_engines_keep_the_same_promises() {
    let (sqlite, postgres) = (Ground::sqlite().await, Ground::postgres().await);
    let mut ours = unique(&sqlite).await;
    // An automatic key is unique without an index.
    ours.push(("event".into(), "arrival".into()));
    ours.sort();
    assert_eq!(ours, unique(&postgres).await);
}

#[tokio::test]
async fn opening_a_database_again_changes_nothing_and_keeps_everything() {
    let ground = Ground::postgres().await;
    let folder = tempfile::tempdir().unwrap();
    let keys = std::sync::Arc::clone(ground.records.keys());
    let again =
        records::Records::open_postgres(ground.raw.url(), &folder.path().join("beside"), keys.clone()).await;
    assert!(again.unwrap().verify(None).await.unwrap().is_clean());
    let first = records::Records::open_sqlite(folder.path(), keys.clone()).await.unwrap();
    let refused = records::Records::open_sqlite(folder.path(), keys.clone()).await;
    assert!(matches!(refused, Err(records::Error::Unavailable(why)) if why.contains("another nwd")));
    let mut pen = crate::pen::Pen::new(960);
    let person = pen.person();
    let act = pen.open_person(person, "Sam");
    first.append(act).await.unwrap();
    first.close().await;
    drop(first);
    let second = records::Records::open_sqlite(folder.path(), keys).await.unwrap();
    assert_eq!(second.events_of_all(&[person]).await.unwrap()[&person].len(), 3);
    assert!(second.verify(None).await.unwrap().is_clean());
}
