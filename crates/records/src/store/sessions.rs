//! Signed-in browsers.

use super::{Conn, Store};
use crate::Error;
use crate::accounts::{NewSession, SessionId, SessionRow};
use crate::columns::At;
use practice::dates::Instant;
use practice::ids::{AccountId, PostId};
use sqlx::FromRow;
use uuid::Uuid;

#[derive(FromRow)]
struct Row {
    id: Uuid,
    account: Uuid,
    post: Option<Uuid>,
    created_at: At,
    seen_at: At,
    verified_at: At,
    second_step: bool,
    locked_at: Option<At>,
    ended_at: Option<At>,
    ended_why: Option<String>,
    device: String,
}

impl Row {
    fn read(self) -> SessionRow {
        SessionRow {
            id: SessionId(self.id),
            account: AccountId(self.account),
            post: self.post.map(PostId),
            created_at: self.created_at.0,
            seen_at: self.seen_at.0,
            verified_at: self.verified_at.0,
            second_step: self.second_step,
            locked_at: self.locked_at.map(|at| at.0),
            ended: self.ended_at.map(|at| (at.0, self.ended_why.unwrap_or_default())),
            device: self.device,
        }
    }
}

macro_rules! session_columns {
    () => {
        "SELECT id, account, post, created_at, seen_at, verified_at, second_step, locked_at, ended_at, ended_why, \
         device FROM session "
    };
}

impl Store {
    /// The session of a cookie, ended ones too.
    pub(crate) async fn session(&self, digest: [u8; 32]) -> Result<Option<SessionRow>, Error> {
        let mut reader = self.engine.reader().await?;
        let row: Option<Row> = sqlx::query_as(concat!(session_columns!(), "WHERE digest = $1"))
            .bind(digest.as_slice())
            .fetch_optional(&mut *reader)
            .await?;
        Ok(row.map(Row::read))
    }

    /// The sessions of an account that nobody ended and that began after a
    /// moment, newest first.
    pub(crate) async fn sessions_of(
        &self,
        account: AccountId,
        since: Instant,
    ) -> Result<Vec<SessionRow>, Error> {
        let mut reader = self.engine.reader().await?;
        let rows: Vec<Row> = sqlx::query_as(concat!(
            session_columns!(),
            "WHERE account = $1 AND created_at > $2 AND ended_at IS NULL ORDER BY created_at DESC, id DESC"
        ))
        .bind(account.0)
        .bind(At(since))
        .fetch_all(&mut *reader)
        .await?;
        Ok(rows.into_iter().map(Row::read).collect())
    }

    /// Notes that something was done in a session that is neither locked nor ended.
    pub(crate) async fn touch_session(&self, session: SessionId, now: Instant) -> Result<(), Error> {
        self.change_session(
            "UPDATE session SET seen_at = $1 \
             WHERE id = $2 AND seen_at < $1 AND locked_at IS NULL AND ended_at IS NULL",
            session,
            now,
        )
        .await
    }

    /// Locks a session until its person proves again who they are.
    pub(crate) async fn lock_session(&self, session: SessionId, now: Instant) -> Result<(), Error> {
        self.change_session(
            "UPDATE session SET locked_at = $1 WHERE id = $2 AND locked_at IS NULL AND ended_at IS NULL",
            session,
            now,
        )
        .await
    }

    /// Notes that the person proved again who they are, which unlocks the session.
    pub(crate) async fn verify_session(&self, session: SessionId, now: Instant) -> Result<(), Error> {
        self.change_session(
            "UPDATE session SET seen_at = $1, verified_at = $1, locked_at = NULL WHERE id = $2 AND ended_at IS NULL",
            session,
            now,
        )
        .await
    }

    /// Chooses the post a session acts in.
    pub(crate) async fn set_session_post(&self, session: SessionId, post: PostId) -> Result<(), Error> {
        self.engine
            .write(move |conn| {
                Box::pin(async move {
                    sqlx::query("UPDATE session SET post = $1 WHERE id = $2 AND ended_at IS NULL")
                        .bind(post.0)
                        .bind(session.0)
                        .execute(conn)
                        .await?;
                    Ok(())
                })
            })
            .await
    }

    /// Ends one session of an account; false where there is none to end. The first reason stands.
    pub(crate) async fn end_session(
        &self,
        account: AccountId,
        session: SessionId,
        why: &'static str,
        now: Instant,
    ) -> Result<bool, Error> {
        self.engine
            .write(move |conn| {
                Box::pin(async move {
                    let ended = sqlx::query(
                        "UPDATE session SET ended_at = $1, ended_why = $2 \
                         WHERE id = $3 AND account = $4 AND ended_at IS NULL",
                    )
                    .bind(At(now))
                    .bind(why)
                    .bind(session.0)
                    .bind(account.0)
                    .execute(conn)
                    .await?
                    .rows_affected();
                    Ok(ended == 1)
                })
            })
            .await
    }

    /// Ends every session of an account but one; answers how many.
    pub(crate) async fn end_sessions(
        &self,
        account: AccountId,
        but: Option<SessionId>,
        why: &'static str,
        now: Instant,
    ) -> Result<u64, Error> {
        self.engine
            .write(move |conn| Box::pin(async move { end_all(conn, account, but, (why, now)).await }))
            .await
    }

    async fn change_session(&self, sql: &'static str, session: SessionId, now: Instant) -> Result<(), Error> {
        self.engine
            .write(move |conn| {
                Box::pin(async move {
                    sqlx::query(sql).bind(At(now)).bind(session.0).execute(conn).await?;
                    Ok(())
                })
            })
            .await
    }
}

/// Begins a session inside the transaction that lets somebody in.
pub(crate) async fn insert_session(conn: &mut Conn, session: &NewSession) -> Result<(), Error> {
    sqlx::query(
        "INSERT INTO session (id, digest, account, post, created_at, seen_at, verified_at, second_step, device) \
         VALUES ($1, $2, $3, $4, $5, $5, $5, $6, $7)",
    )
    .bind(session.id.0)
    .bind(session.digest.as_slice())
    .bind(session.account.0)
    .bind(session.post.map(|post| post.0))
    .bind(At(session.at))
    .bind(session.second_step)
    .bind(&session.device)
    .execute(conn)
    .await?;
    Ok(())
}

/// Ends every session of an account but one; answers how many.
pub(super) async fn end_all(
    conn: &mut Conn,
    account: AccountId,
    but: Option<SessionId>,
    (why, now): (&'static str, Instant),
) -> Result<u64, Error> {
    let ended = sqlx::query(
        "UPDATE session SET ended_at = $1, ended_why = $2 WHERE account = $3 AND ended_at IS NULL AND id <> $4",
    )
    .bind(At(now))
    .bind(why)
    .bind(account.0)
    .bind(but.map_or(Uuid::nil(), |session| session.0))
    .execute(conn)
    .await?;
    Ok(ended.rows_affected())
}
