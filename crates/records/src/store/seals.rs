//! Sealing: a second after it was written, every event is a link of a chain.

use super::event_row::{EventRow, envelope_columns};
use super::{Conn, Db, Store, dialect, is_kept};
use crate::columns::At;
use crate::seal::{chain_next, chain_start, head_message};
use crate::{Error, Head, Keys};
use practice::dates::Instant;
use practice::ids::AuthorityId;
use sqlx::{AssertSqlSafe, QueryBuilder};
use std::sync::Arc;
use uuid::Uuid;

/// How many events one transaction seals at the most.
const BATCH: i64 = 5_000;

impl Store {
    /// Seals every visible unsealed event of every council, and answers how many.
    ///
    /// Only one sealer works at a time; `holder` says which it was.
    pub(crate) async fn seal(&self, holder: Uuid, now: Instant, thorough: bool) -> Result<u64, Error> {
        let mut sealed = 0;
        loop {
            // An idle second writes nothing.
            if !self.anything_unsealed(thorough).await? {
                return Ok(sealed);
            }
            let keys = Arc::clone(&self.keys);
            let some = self
                .engine
                .write(move |conn| {
                    Box::pin(async move { seal_some(conn, &keys, holder, now, thorough).await })
                })
                .await?;
            sealed += some;
            if some == 0 {
                return Ok(sealed);
            }
        }
    }

    async fn anything_unsealed(&self, thorough: bool) -> Result<bool, Error> {
        let mut snapshot = self.engine.snapshot().await?;
        let from = sealed_up_to(&mut snapshot).await?;
        let found: Option<i64> = sqlx::query_scalar(
            "SELECT e.arrival FROM event e LEFT JOIN seal s ON s.event = e.id \
             WHERE s.event IS NULL AND e.arrival > $1 LIMIT 1",
        )
        .bind(from.saturating_sub(window(thorough)).max(0))
        .fetch_optional(&mut *snapshot)
        .await?;
        Ok(found.is_some())
    }

    /// Signs every head with the seal key that takes over, and puts it in the
    /// place of the one before; answers how many heads there are.
    pub(crate) async fn change_seal_key(&self, now: Instant) -> Result<u64, Error> {
        let keys = Arc::clone(&self.keys);
        let signed = self
            .engine
            .write(move |conn| Box::pin(async move { sign_again(conn, &keys, now).await }))
            .await?;
        self.keys.take_next_seal()?;
        Ok(signed)
    }

    /// The sealed heads of all councils.
    pub(crate) async fn heads(&self) -> Result<Vec<Head>, Error> {
        let mut reader = self.engine.reader().await?;
        let rows: Vec<(Uuid, i64, Vec<u8>)> =
            sqlx::query_as("SELECT authority, number, chain FROM seal_head ORDER BY authority")
                .fetch_all(&mut *reader)
                .await?;
        Ok(rows
            .into_iter()
            .map(|(authority, number, chain)| Head { authority: AuthorityId(authority), number, chain })
            .collect())
    }
}

/// How far behind the head unsealed events are looked for.
fn window(thorough: bool) -> i64 {
    if thorough { i64::MAX } else { dialect::ARRIVAL_WINDOW }
}

async fn sealed_up_to(conn: &mut Conn) -> Result<i64, Error> {
    Ok(sqlx::query_scalar("SELECT COALESCE(MAX(arrival), 0) FROM seal_head").fetch_one(conn).await?)
}

async fn seal_some(
    conn: &mut Conn,
    keys: &Keys,
    holder: Uuid,
    now: Instant,
    thorough: bool,
) -> Result<u64, Error> {
    // Holding this row until the commit makes sealers take turns, on however
    // many servers; it ends with the transaction, whatever the clock does.
    sqlx::query(
        "INSERT INTO lease (name, holder) VALUES ('sealer', $1) ON CONFLICT (name) DO UPDATE SET holder = excluded.holder",
    )
    .bind(holder)
    .execute(&mut *conn)
    .await?;
    let from = sealed_up_to(conn).await?;
    let rows: Vec<EventRow> = sqlx::query_as(AssertSqlSafe(concat!(
        "SELECT ",
        envelope_columns!(),
        " FROM event e LEFT JOIN seal s ON s.event = e.id WHERE s.event IS NULL AND e.arrival > $1 \
         ORDER BY e.arrival LIMIT $2"
    )))
    .bind(from.saturating_sub(window(thorough)).max(0))
    .bind(BATCH)
    .fetch_all(&mut *conn)
    .await?;
    let mut authorities: Vec<Uuid> = rows.iter().map(|row| row.authority).collect();
    authorities.sort_unstable();
    authorities.dedup();
    for authority in authorities {
        let mine: Vec<&EventRow> = rows.iter().filter(|row| row.authority == authority).collect();
        seal_council(conn, keys, AuthorityId(authority), &mine, now).await?;
    }
    Ok(rows.len() as u64)
}

/// A head that nobody signed who may is not signed again: it would look as if
/// it had always been in order.
async fn sign_again(conn: &mut Conn, keys: &Keys, now: Instant) -> Result<u64, Error> {
    let next = keys.next_seal_key()?;
    let heads: Vec<(Uuid, i64, Vec<u8>, Vec<u8>)> =
        sqlx::query_as("SELECT authority, number, chain, signature FROM seal_head ORDER BY authority")
            .fetch_all(&mut *conn)
            .await?;
    for (authority, number, chain, signature) in &heads {
        let message = head_message(AuthorityId(*authority), *number, chain);
        if !keys.signed(&message, signature) && !crate::keys::signed(&next, &message, signature) {
            return Err(Error::Promise(
                "A head is not signed with the seal key that stands, so none was signed anew. Run 'nwd verify'.",
            ));
        }
        sqlx::query("UPDATE seal_head SET signature = $1, signed_at = $2 WHERE authority = $3")
            .bind(crate::keys::sign(&next, &message))
            .bind(At(now))
            .bind(*authority)
            .execute(&mut *conn)
            .await?;
    }
    Ok(heads.len() as u64)
}

/// How many links go in one INSERT.
const LINKS: usize = 1_000;

async fn seal_council(
    conn: &mut Conn,
    keys: &Keys,
    authority: AuthorityId,
    rows: &[&EventRow],
    now: Instant,
) -> Result<(), Error> {
    let head: Option<(i64, i64, Vec<u8>)> =
        sqlx::query_as("SELECT number, arrival, chain FROM seal_head WHERE authority = $1")
            .bind(authority.0)
            .fetch_optional(&mut *conn)
            .await?;
    let (mut number, mut arrival, mut chain) =
        head.unwrap_or_else(|| (0, 0, chain_start(authority).to_vec()));
    let mut links = Vec::with_capacity(rows.len());
    for row in rows {
        number += 1;
        arrival = arrival.max(row.arrival);
        chain = chain_next(&chain, number, &row.hash()).to_vec();
        links.push((number, row.id, row.arrival, chain.clone()));
    }
    for some in links.chunks(LINKS) {
        let mut query =
            QueryBuilder::<Db>::new("INSERT INTO seal (authority, number, event, arrival, chain) ");
        query.push_values(some, |mut values, (number, event, arrival, chain)| {
            values
                .push_bind(authority.0)
                .push_bind(*number)
                .push_bind(*event)
                .push_bind(*arrival)
                .push_bind(chain.as_slice());
        });
        query.build().persistent(is_kept(some.len(), LINKS)).execute(&mut *conn).await?;
    }
    let signature = keys.sign(&head_message(authority, number, &chain));
    sqlx::query(
        "INSERT INTO seal_head (authority, number, arrival, chain, signature, signed_at) \
         VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (authority) DO UPDATE SET number = excluded.number, \
         arrival = excluded.arrival, chain = excluded.chain, signature = excluded.signature, \
         signed_at = excluded.signed_at",
    )
    .bind(authority.0)
    .bind(number)
    .bind(arrival)
    .bind(chain)
    .bind(signature)
    .bind(At(now))
    .execute(&mut *conn)
    .await?;
    Ok(())
}
