//! Wrong tries, remembered so that a restart does not forget them.

use super::{Conn, Db, Store, dialect};
use crate::Error;
use crate::accounts::{ChangeTries, Tries};
use crate::columns::At;
use practice::dates::Instant;
use sqlx::QueryBuilder;
use std::sync::Arc;

/// How often the transaction is run again when the database asks for it.
const TRIES: usize = 6;

impl Store {
    /// Reads the tries of some subjects and writes what `change` makes of
    /// them, in one transaction; answers what was read. Tries from before
    /// `forgotten` go.
    pub(crate) async fn change_tries(
        &self,
        subjects: &[String],
        forgotten: Instant,
        change: ChangeTries,
    ) -> Result<Vec<Tries>, Error> {
        for _ in 1..TRIES {
            match self.change_tries_once(subjects, forgotten, Arc::clone(&change)).await {
                Err(Error::Again) => {}
                answer => return answer,
            }
        }
        self.change_tries_once(subjects, forgotten, change).await
    }

    async fn change_tries_once(
        &self,
        subjects: &[String],
        forgotten: Instant,
        change: ChangeTries,
    ) -> Result<Vec<Tries>, Error> {
        let subjects = subjects.to_vec();
        self.engine
            .write(move |conn| {
                Box::pin(async move {
                    sqlx::query("DELETE FROM throttle WHERE last_at < $1")
                        .bind(At(forgotten))
                        .execute(&mut *conn)
                        .await?;
                    let mut read = Vec::with_capacity(subjects.len());
                    for subject in &subjects {
                        read.push(locked(conn, subject).await?);
                    }
                    for ((subject, before), after) in subjects.iter().zip(&read).zip(change(&read)) {
                        if after != *before {
                            keep(conn, subject, after).await?;
                        }
                    }
                    Ok(read)
                })
            })
            .await
    }
}

/// The tries of a subject, held until the transaction ends: an absent row is
/// made first, so that absence is held too.
async fn locked(conn: &mut Conn, subject: &str) -> Result<Tries, Error> {
    sqlx::query(
        "INSERT INTO throttle (subject, failures, last_at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING",
    )
    .bind(subject)
    .bind(0_i64)
    .bind(At(Instant(0)))
    .execute(&mut *conn)
    .await?;
    let mut query = QueryBuilder::<Db>::new("SELECT failures, last_at FROM throttle WHERE subject = ");
    query.push_bind(subject).push(dialect::FOR_UPDATE);
    let found: Option<(i64, At)> = query.build_query_as().fetch_optional(conn).await?;
    // Somebody else cleared it away between the two: the transaction begins anew.
    let (failures, last_at) = found.ok_or(Error::Again)?;
    Ok(Tries { failures: u32::try_from(failures).unwrap_or(u32::MAX), last_at: last_at.0.0 })
}

async fn keep(conn: &mut Conn, subject: &str, tries: Tries) -> Result<(), Error> {
    sqlx::query("UPDATE throttle SET failures = $1, last_at = $2 WHERE subject = $3")
        .bind(i64::from(tries.failures))
        .bind(At(Instant(tries.last_at)))
        .bind(subject)
        .execute(conn)
        .await?;
    Ok(())
}
