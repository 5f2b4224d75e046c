//! The queue of jobs: written with the act they follow from, taken by one
//! worker at a time.

use super::{Conn, Db, Store, dialect};
use crate::columns::At;
use crate::{Error, Job, TakenJob, Task, WaitingJob};
use practice::dates::Instant;
use practice::ids::AuthorityId;
use sqlx::QueryBuilder;
use uuid::Uuid;

/// Queues jobs in the transaction of the act they follow from; answers how many are new.
pub(super) async fn queue(conn: &mut Conn, jobs: &[(AuthorityId, &Job)]) -> Result<u64, Error> {
    let mut new = 0;
    for (authority, job) in jobs {
        let unwritable = |_| Error::Unreadable("a new job".into());
        new += sqlx::query(
            "INSERT INTO job (id, authority, task, run_after, tries, holder, held_until, trouble, done_at) \
             VALUES ($1, $2, $3, $4, 0, NULL, NULL, NULL, NULL) ON CONFLICT DO NOTHING",
        )
        .bind(job.id)
        .bind(authority.0)
        .bind(serde_json::to_string(&job.task).map_err(unwritable)?)
        .bind(At(job.run_after))
        .execute(&mut *conn)
        .await?
        .rows_affected();
    }
    Ok(new)
}

impl Store {
    /// Queues jobs that follow from no act; answers how many are new.
    pub(crate) async fn queue(&self, authority: AuthorityId, jobs: Vec<Job>) -> Result<u64, Error> {
        self.engine
            .write(move |conn| {
                Box::pin(async move {
                    let jobs: Vec<_> = jobs.iter().map(|job| (authority, job)).collect();
                    queue(conn, &jobs).await
                })
            })
            .await
    }

    /// Takes the job that has been due longest, for `holder` until a moment.
    pub(crate) async fn take_job(
        &self,
        holder: Uuid,
        now: Instant,
        until: Instant,
    ) -> Result<Option<TakenJob>, Error> {
        // A second in which nothing is due writes nothing.
        if !self.anything_due(now).await? {
            return Ok(None);
        }
        self.engine.write(move |conn| Box::pin(async move { take(conn, holder, now, until).await })).await
    }

    async fn anything_due(&self, now: Instant) -> Result<bool, Error> {
        let mut reader = self.engine.reader().await?;
        let found: Option<Uuid> = sqlx::query_scalar(
            "SELECT id FROM job WHERE done_at IS NULL AND run_after <= $1 \
             AND (held_until IS NULL OR held_until <= $1) LIMIT 1",
        )
        .bind(At(now))
        .fetch_optional(&mut *reader)
        .await?;
        Ok(found.is_some())
    }

    /// Holds a job longer; false where somebody else has taken it since.
    pub(crate) async fn hold_job(&self, job: Uuid, holder: Uuid, until: Instant) -> Result<bool, Error> {
        self.engine
            .write(move |conn| {
                Box::pin(async move {
                    let held = sqlx::query(
                        "UPDATE job SET held_until = $1 WHERE id = $2 AND holder = $3 AND done_at IS NULL",
                    )
                    .bind(At(until))
                    .bind(job)
                    .bind(holder)
                    .execute(conn)
                    .await?
                    .rows_affected();
                    Ok(held == 1)
                })
            })
            .await
    }

    /// Notes that a job is done; false where somebody else has taken it since.
    pub(crate) async fn finish_job(&self, job: Uuid, holder: Uuid, now: Instant) -> Result<bool, Error> {
        self.engine
            .write(move |conn| {
                Box::pin(async move {
                    let done = sqlx::query(
                        "UPDATE job SET done_at = $1, holder = NULL, held_until = NULL, trouble = NULL \
                         WHERE id = $2 AND holder = $3 AND done_at IS NULL",
                    )
                    .bind(At(now))
                    .bind(job)
                    .bind(holder)
                    .execute(conn)
                    .await?
                    .rows_affected();
                    Ok(done == 1)
                })
            })
            .await
    }

    /// Puts a job back until a moment, with what stood in the way where
    /// something did; false where somebody else has taken it since.
    pub(crate) async fn put_job_off(
        &self,
        job: Uuid,
        holder: Uuid,
        until: Instant,
        trouble: Option<String>,
    ) -> Result<bool, Error> {
        self.engine
            .write(move |conn| {
                Box::pin(async move {
                    let put_off = sqlx::query(
                        "UPDATE job SET run_after = $1, holder = NULL, held_until = NULL, trouble = $2 \
                         WHERE id = $3 AND holder = $4 AND done_at IS NULL",
                    )
                    .bind(At(until))
                    .bind(trouble)
                    .bind(job)
                    .bind(holder)
                    .execute(conn)
                    .await?
                    .rows_affected();
                    Ok(put_off == 1)
                })
            })
            .await
    }

    /// The jobs that are not done, the one due longest first.
    pub(crate) async fn jobs_waiting(&self) -> Result<Vec<WaitingJob>, Error> {
        let mut reader = self.engine.reader().await?;
        let rows: Vec<(Uuid, Uuid, String, At, i64, Option<String>)> = sqlx::query_as(
            "SELECT id, authority, task, run_after, tries, trouble FROM job WHERE done_at IS NULL ORDER BY run_after, id",
        )
        .fetch_all(&mut *reader)
        .await?;
        Ok(rows
            .into_iter()
            .map(|(id, authority, task, run_after, tries, trouble)| WaitingJob {
                id,
                authority: AuthorityId(authority),
                task: read(&task),
                run_after: run_after.0,
                tries,
                trouble,
            })
            .collect())
    }

    /// Forgets jobs done before a moment; answers how many.
    pub(crate) async fn forget_jobs(&self, before: Instant) -> Result<u64, Error> {
        self.engine
            .write(move |conn| {
                Box::pin(async move {
                    let forgotten = sqlx::query("DELETE FROM job WHERE done_at < $1")
                        .bind(At(before))
                        .execute(conn)
                        .await?;
                    Ok(forgotten.rows_affected())
                })
            })
            .await
    }
}

async fn take(
    conn: &mut Conn,
    holder: Uuid,
    now: Instant,
    until: Instant,
) -> Result<Option<TakenJob>, Error> {
    // Counted when it is begun: a job that ends the program is counted too.
    let mut query = QueryBuilder::<Db>::new("UPDATE job SET tries = tries + 1, holder = ");
    query.push_bind(holder).push(", held_until = ").push_bind(At(until));
    query.push(" WHERE id = (SELECT id FROM job WHERE done_at IS NULL AND run_after <= ").push_bind(At(now));
    query.push(" AND (held_until IS NULL OR held_until <= ").push_bind(At(now));
    query.push(") ORDER BY run_after, id LIMIT 1").push(dialect::SKIP_LOCKED);
    query.push(") RETURNING id, authority, task, tries");
    let taken: Option<(Uuid, Uuid, String, i64)> = query.build_query_as().fetch_optional(conn).await?;
    Ok(taken.map(|(id, authority, task, tries)| TakenJob {
        id,
        authority: AuthorityId(authority),
        task: read(&task),
        tries,
    }))
}

/// A task as it was queued; a newer release may queue what this one does not know.
fn read(task: &str) -> Option<Task> {
    serde_json::from_str(task).ok()
}
