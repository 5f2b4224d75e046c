//! The one place that reads the vault.

use super::{Db, Store, is_kept};
use crate::Error;
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
        let mut snapshot = self.engine.snapshot().await?;
        let row: Option<(Uuid, Vec<u8>)> =
            sqlx::query_as("SELECT person, sealed FROM vault WHERE id = $1 AND authority = $2")
                .bind(id.0)
                .bind(authority.0)
                .fetch_optional(&mut *snapshot)
                .await?;
        row.map(|(person, sealed)| crate::vault::open(&self.keys, authority, PersonId(person), id, &sealed))
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
                let value = crate::vault::open(&self.keys, authority, PersonId(person), id, &sealed)?;
                values.insert(id, Some(value));
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
        let mut snapshot = self.engine.snapshot().await?;
        Ok(sqlx::query_scalar(
            "SELECT DISTINCT person FROM vault WHERE authority = $1 AND lookup = $2 ORDER BY person",
        )
        .bind(authority.0)
        .bind(lookup.as_slice())
        .fetch_all(&mut *snapshot)
        .await?)
    }
}
