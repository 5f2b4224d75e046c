//! The one place that reads the vault.

use super::{Conn, Db, Store, is_kept};
use crate::vault::{Opened, open};
use crate::{Error, Keys};
use futures_util::TryStreamExt;
use practice::ids::{AuthorityId, PersonId, VaultId};
use sqlx::QueryBuilder;
use std::collections::HashMap;
use uuid::Uuid;

/// How many values are asked for at a time.
const VALUES: usize = 500;

impl Store {
    /// The value behind a reference; absent where it was lawfully erased.
    pub(crate) async fn vault_value(
        &self,
        authority: AuthorityId,
        id: VaultId,
    ) -> Result<Option<String>, Error> {
        let mut reader = self.engine.reader().await?;
        let row: Option<(Uuid, Vec<u8>)> =
            sqlx::query_as("SELECT person, sealed FROM vault WHERE id = $1 AND authority = $2")
                .bind(id.0)
                .bind(authority.0)
                .fetch_optional(&mut *reader)
                .await?;
        row.map(|(person, sealed)| Ok(open(&self.keys, authority, PersonId(person), id, &sealed)?.value))
            .transpose()
    }

    /// The values behind several references: `None` where one was lawfully erased.
    pub(crate) async fn vault_values(
        &self,
        authority: AuthorityId,
        ids: &[VaultId],
    ) -> Result<HashMap<VaultId, Option<String>>, Error> {
        let mut values: HashMap<VaultId, Option<String>> = ids.iter().map(|id| (*id, None)).collect();
        let mut snapshot = self.engine.snapshot().await?;
        for some in ids.chunks(VALUES) {
            let mut query =
                QueryBuilder::<Db>::new("SELECT id, person, sealed FROM vault WHERE authority = ");
            query.push_bind(authority.0).push(" AND id IN (");
            let mut list = query.separated(", ");
            for id in some {
                list.push_bind(id.0);
            }
            query.push(")");
            let rows: Vec<(Uuid, Uuid, Vec<u8>)> = query
                .build_query_as()
                .persistent(is_kept(some.len(), VALUES))
                .fetch_all(&mut *snapshot)
                .await?;
            for (id, person, sealed) in rows {
                let id = VaultId(id);
                let opened = open(&self.keys, authority, PersonId(person), id, &sealed)?;
                values.insert(id, Some(opened.value));
            }
        }
        Ok(values)
    }

    /// Whose values have this keyed index: shielded ones have none and are never found.
    pub(crate) async fn vault_lookup(
        &self,
        authority: AuthorityId,
        lookup: [u8; 32],
    ) -> Result<Vec<Uuid>, Error> {
        let mut reader = self.engine.reader().await?;
        Ok(sqlx::query_scalar(
            "SELECT DISTINCT person FROM vault WHERE authority = $1 AND lookup = $2 ORDER BY person",
        )
        .bind(authority.0)
        .bind(lookup.as_slice())
        .fetch_all(&mut *reader)
        .await?)
    }
}

/// Whose a value is.
#[derive(Debug, Clone, Copy)]
pub(super) struct Whose {
    pub(super) id: VaultId,
    pub(super) authority: AuthorityId,
    pub(super) person: PersonId,
}

type VaultRow = (Uuid, Uuid, Uuid, Vec<u8>);

/// Opens every value, for the check of the whole vault, which shows none.
pub(super) async fn open_all(
    conn: &mut Conn,
    keys: &Keys,
    mut take: impl FnMut(Whose, Result<Opened, Error>),
) -> Result<(), Error> {
    let mut rows =
        sqlx::query_as::<Db, VaultRow>("SELECT id, authority, person, sealed FROM vault ORDER BY id")
            .fetch(conn);
    while let Some(row) = rows.try_next().await? {
        let (whose, opened) = open_row(keys, row);
        take(whose, opened);
    }
    Ok(())
}

/// Opens some values, for an erasure, which shows none.
pub(super) async fn open_some(
    conn: &mut Conn,
    keys: &Keys,
    ids: &[VaultId],
    mut take: impl FnMut(Whose, Result<Opened, Error>),
) -> Result<(), Error> {
    for some in ids.chunks(VALUES) {
        let mut query =
            QueryBuilder::<Db>::new("SELECT id, authority, person, sealed FROM vault WHERE id IN (");
        let mut list = query.separated(", ");
        for id in some {
            list.push_bind(id.0);
        }
        query.push(")");
        let rows: Vec<VaultRow> =
            query.build_query_as().persistent(is_kept(some.len(), VALUES)).fetch_all(&mut *conn).await?;
        for row in rows {
            let (whose, opened) = open_row(keys, row);
            take(whose, opened);
        }
    }
    Ok(())
}

fn open_row(keys: &Keys, (id, authority, person, sealed): VaultRow) -> (Whose, Result<Opened, Error>) {
    let whose = Whose { id: VaultId(id), authority: AuthorityId(authority), person: PersonId(person) };
    (whose, open(keys, whose.authority, whose.person, whose.id, &sealed))
}
