//! Who is on call on which nights.

use super::{Conn, Store};
use crate::Error;
use crate::columns::Day;
use crate::rows::OnCall;
use jiff::civil::Date;
use practice::hubs::{OnCallEnded, OnCallNamed};
use practice::ids::{AuthorityId, EventId, PostId, TeamId};
use practice::journal::Event;
use uuid::Uuid;

/// Takes somebody who was put down into the view.
pub(super) async fn named(conn: &mut Conn, event: &Event, named: &OnCallNamed) -> Result<(), Error> {
    sqlx::query(
        "INSERT INTO on_call (event, authority, post, team, from_day, to_day, ended) VALUES ($1, $2, $3, $4, $5, $6, $7)",
    )
    .bind(event.id.0)
    .bind(event.authority.0)
    .bind(named.post.0)
    .bind(named.team.map(|team| team.0))
    .bind(Day(named.from))
    .bind(Day(named.to))
    .bind(false)
    .execute(conn)
    .await?;
    Ok(())
}

/// They are not on call any more.
pub(super) async fn ended(conn: &mut Conn, ended: &OnCallEnded) -> Result<(), Error> {
    sqlx::query("UPDATE on_call SET ended = $1 WHERE event = $2")
        .bind(true)
        .bind(ended.named.0)
        .execute(conn)
        .await?;
    Ok(())
}

type Row = (Uuid, Uuid, Option<Uuid>, Day, Day);

impl Store {
    /// Who is on call in a council on a night or later, first night first.
    pub(crate) async fn on_call_from(
        &self,
        authority: AuthorityId,
        night: Date,
    ) -> Result<Vec<OnCall>, Error> {
        let mut reader = self.engine.reader().await?;
        let rows: Vec<Row> = sqlx::query_as(
            "SELECT event, post, team, from_day, to_day FROM on_call \
             WHERE authority = $1 AND to_day >= $2 AND NOT ended ORDER BY from_day, to_day, event",
        )
        .bind(authority.0)
        .bind(Day(night))
        .fetch_all(&mut *reader)
        .await?;
        let read = |(event, post, team, from, to): Row| OnCall {
            event: EventId(event),
            post: PostId(post),
            team: team.map(TeamId),
            from: from.0,
            to: to.0,
        };
        Ok(rows.into_iter().map(read).collect())
    }
}
