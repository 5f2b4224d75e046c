//! Who is out alone, until when, and the words that they left behind.

use super::{Conn, Store};
use crate::append::OutWords;
use crate::columns::At;
use crate::rows::OutAlone;
use crate::{Append, Error};
use practice::dates::Instant;
use practice::hubs::WentOutAlone;
use practice::ids::{AccountId, AuthorityId, PostId, StreamId};
use practice::journal::{Actor, Body, Event};
use sqlx::FromRow;
use uuid::Uuid;

/// Takes what is told of somebody who is out alone into the view.
pub(super) async fn apply(conn: &mut Conn, event: &Event) -> Result<(), Error> {
    match &event.body {
        Body::WentOutAlone(went) => began(conn, event, went).await,
        Body::OutLonger(longer) => {
            sqlx::query(
                "UPDATE out_alone SET late_from = COALESCE(late_from, CASE WHEN back_by <= $1 THEN back_by END), \
                 back_by = $2 WHERE stream = $3",
            )
            .bind(At(event.recorded))
            .bind(At(longer.back_by))
            .bind(event.stream.0)
            .execute(conn)
            .await?;
            Ok(())
        }
        Body::BackSafe(_) => ended(conn, event).await,
        _ => Ok(()),
    }
}

async fn began(conn: &mut Conn, event: &Event, went: &WentOutAlone) -> Result<(), Error> {
    sqlx::query(
        "INSERT INTO out_alone (stream, authority, post, went_at, back_by, late_from, ended_at, ended_by) \
         VALUES ($1, $2, $3, $4, $5, NULL, NULL, NULL)",
    )
    .bind(event.stream.0)
    .bind(event.authority.0)
    .bind(went.post.0)
    .bind(At(event.recorded))
    .bind(At(went.back_by))
    .execute(conn)
    .await?;
    Ok(())
}

async fn ended(conn: &mut Conn, event: &Event) -> Result<(), Error> {
    let by = match event.actor {
        Actor::Post(post) => Some(post.0),
        _ => None,
    };
    sqlx::query(
        "UPDATE out_alone SET late_from = COALESCE(late_from, CASE WHEN back_by <= $1 THEN back_by END), \
         ended_at = $1, ended_by = $2 WHERE stream = $3",
    )
    .bind(At(event.recorded))
    .bind(by)
    .bind(event.stream.0)
    .execute(conn)
    .await?;
    Ok(())
}

/// Keeps or deletes, with an act, what somebody left behind.
pub(super) async fn change_words(conn: &mut Conn, act: &Append) -> Result<(), Error> {
    match &act.out_words {
        None => {}
        Some(OutWords::Left(stream, sealed)) => {
            sqlx::query("INSERT INTO out_words (stream, authority, sealed) VALUES ($1, $2, $3)")
                .bind(stream.0)
                .bind(act.authority.0)
                .bind(sealed.as_slice())
                .execute(conn)
                .await?;
        }
        Some(OutWords::Deleted(stream)) => {
            sqlx::query("DELETE FROM out_words WHERE stream = $1").bind(stream.0).execute(conn).await?;
        }
    }
    Ok(())
}

#[derive(FromRow)]
struct Row {
    stream: Uuid,
    post: Uuid,
    account: Option<Uuid>,
    went_at: At,
    back_by: At,
    late_from: Option<At>,
    ended_at: Option<At>,
    ended_by: Option<Uuid>,
}

impl Row {
    fn read(self) -> OutAlone {
        OutAlone {
            stream: StreamId(self.stream),
            post: PostId(self.post),
            account: self.account.map(AccountId),
            went_at: self.went_at.0,
            back_by: self.back_by.0,
            late_from: self.late_from.map(|at| at.0),
            ended_at: self.ended_at.map(|at| at.0),
            ended_by: self.ended_by.map(PostId),
        }
    }
}

macro_rules! out_columns {
    () => {
        "SELECT o.stream, o.post, p.account, o.went_at, o.back_by, o.late_from, o.ended_at, o.ended_by \
         FROM out_alone o LEFT JOIN post p ON p.id = o.post WHERE o.authority = $1 "
    };
}

impl Store {
    /// Whoever of a council is out alone and overdue at a moment, and whoever is out alone with an account; the one
    /// to be back first stands first.
    pub(crate) async fn out_to_watch(
        &self,
        authority: AuthorityId,
        account: AccountId,
        now: Instant,
    ) -> Result<Vec<OutAlone>, Error> {
        let mut reader = self.engine.reader().await?;
        let rows: Vec<Row> = sqlx::query_as(concat!(
            out_columns!(),
            "AND o.ended_at IS NULL AND (o.back_by <= $2 OR p.account = $3) ORDER BY o.back_by, o.stream"
        ))
        .bind(authority.0)
        .bind(At(now))
        .bind(account.0)
        .fetch_all(&mut *reader)
        .await?;
        Ok(rows.into_iter().map(Row::read).collect())
    }

    /// Whoever of a council is out alone, and whoever was overdue since a moment; the latest first.
    pub(crate) async fn out_alone_since(
        &self,
        authority: AuthorityId,
        since: Instant,
    ) -> Result<Vec<OutAlone>, Error> {
        let mut reader = self.engine.reader().await?;
        let rows: Vec<Row> = sqlx::query_as(concat!(
            out_columns!(),
            "AND (o.ended_at IS NULL OR o.late_from >= $2) ORDER BY o.back_by DESC, o.stream"
        ))
        .bind(authority.0)
        .bind(At(since))
        .fetch_all(&mut *reader)
        .await?;
        Ok(rows.into_iter().map(Row::read).collect())
    }

    /// One time that somebody of a council went out alone.
    pub(crate) async fn out_alone(
        &self,
        authority: AuthorityId,
        stream: StreamId,
    ) -> Result<Option<OutAlone>, Error> {
        let mut reader = self.engine.reader().await?;
        let row: Option<Row> = sqlx::query_as(concat!(out_columns!(), "AND o.stream = $2"))
            .bind(authority.0)
            .bind(stream.0)
            .fetch_optional(&mut *reader)
            .await?;
        Ok(row.map(Row::read))
    }

    /// The encrypted words that somebody left behind who is not back yet.
    pub(crate) async fn out_words(
        &self,
        authority: AuthorityId,
        stream: StreamId,
    ) -> Result<Option<Vec<u8>>, Error> {
        let mut reader = self.engine.reader().await?;
        let sealed = sqlx::query_scalar("SELECT sealed FROM out_words WHERE authority = $1 AND stream = $2")
            .bind(authority.0)
            .bind(stream.0)
            .fetch_optional(&mut *reader)
            .await?;
        Ok(sealed)
    }
}
