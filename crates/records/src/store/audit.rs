//! Who looked at what, and what was refused.

use super::{Conn, Db, Store, policy};
use crate::Error;
use crate::columns::{At, plain};
use crate::rows::{Glass, RefusedLook, Seen};
use practice::dates::Instant;
use practice::ids::{AccountId, AuthorityId, EventId, PersonId, PostId};
use practice::staff::{Sight, opening_policy};
use sqlx::QueryBuilder;
use uuid::Uuid;

type GlassRow = (Uuid, Uuid, Option<Uuid>, String, At, Option<At>, bool);
type SeenRow = (Uuid, Uuid, Uuid, Uuid, Option<Uuid>, String, At);
type RefusedRow = (Uuid, Uuid, Uuid, Uuid, String, String, At);

impl Store {
    /// Writes down looks; they share the next commit.
    pub(crate) async fn note_seen(&self, looks: Vec<Seen>) -> Result<(), Error> {
        if looks.is_empty() {
            return Ok(());
        }
        self.engine.write(move |conn| Box::pin(async move { insert_seen(conn, &looks).await })).await
    }

    /// Writes down a look that was refused.
    pub(crate) async fn note_refused(&self, look: RefusedLook) -> Result<(), Error> {
        self.engine.write(move |conn| Box::pin(async move { insert_refused(conn, &look).await })).await
    }

    /// Who looked at a record, newest first.
    pub(crate) async fn seen_of(
        &self,
        authority: AuthorityId,
        person: PersonId,
        limit: i64,
    ) -> Result<Vec<Seen>, Error> {
        let mut snapshot = self.engine.snapshot().await?;
        let rows: Vec<SeenRow> = sqlx::query_as(
            "SELECT id, authority, account, post, person, what, at FROM seen \
             WHERE person = $1 AND authority = $2 ORDER BY at DESC, id DESC LIMIT $3",
        )
        .bind(person.0)
        .bind(authority.0)
        .bind(limit)
        .fetch_all(&mut *snapshot)
        .await?;
        Ok(rows.into_iter().map(read_seen).collect())
    }

    /// What a worker looked at, newest first.
    pub(crate) async fn seen_by(
        &self,
        authority: AuthorityId,
        post: PostId,
        limit: i64,
    ) -> Result<Vec<Seen>, Error> {
        let mut snapshot = self.engine.snapshot().await?;
        let rows: Vec<SeenRow> = sqlx::query_as(
            "SELECT id, authority, account, post, person, what, at FROM seen \
             WHERE post = $1 AND authority = $2 ORDER BY at DESC, id DESC LIMIT $3",
        )
        .bind(post.0)
        .bind(authority.0)
        .bind(limit)
        .fetch_all(&mut *snapshot)
        .await?;
        Ok(rows.into_iter().map(read_seen).collect())
    }

    /// What a worker asked for that was not there or not theirs, newest first.
    pub(crate) async fn refused_by(
        &self,
        authority: AuthorityId,
        post: PostId,
        limit: i64,
    ) -> Result<Vec<RefusedLook>, Error> {
        let mut snapshot = self.engine.snapshot().await?;
        let rows: Vec<RefusedRow> = sqlx::query_as(
            "SELECT id, authority, account, post, asked, what, at FROM refused \
             WHERE post = $1 AND authority = $2 ORDER BY at DESC, id DESC LIMIT $3",
        )
        .bind(post.0)
        .bind(authority.0)
        .bind(limit)
        .fetch_all(&mut *snapshot)
        .await?;
        Ok(rows.into_iter().map(read_refused).collect())
    }

    /// Emergency openings since a moment, newest first; never of a declared relative of the asker's.
    pub(crate) async fn glasses(&self, sight: &Sight, since: Instant) -> Result<Vec<Glass>, Error> {
        let mut snapshot = self.engine.snapshot().await?;
        let mut query = QueryBuilder::<Db>::new(
            "SELECT g.event, g.post, g.person, g.reason, g.opened_at, g.until, g.reviewed FROM glass g \
             WHERE g.authority = ",
        );
        query.push_bind(sight.authority.0).push(" AND g.opened_at >= ").push_bind(At(since));
        query.push(" AND (g.person IS NULL OR EXISTS (SELECT 1 FROM person p WHERE p.id = g.person AND ");
        policy::push(&mut query, &opening_policy(), sight, since);
        query.push(")) ORDER BY g.opened_at DESC, g.event DESC");
        let rows: Vec<GlassRow> = query.build_query_as().fetch_all(&mut *snapshot).await?;
        Ok(rows
            .into_iter()
            .map(|(event, post, person, reason, opened_at, until, reviewed)| Glass {
                event: EventId(event),
                post: PostId(post),
                person: person.map(PersonId),
                reason,
                opened_at: opened_at.0,
                until: until.map(|until| until.0),
                reviewed,
            })
            .collect())
    }
}

fn read_seen((id, authority, account, post, person, what, at): SeenRow) -> Seen {
    Seen {
        id,
        authority: AuthorityId(authority),
        account: AccountId(account),
        post: PostId(post),
        person: person.map(PersonId),
        what,
        at: at.0,
    }
}

fn read_refused((id, authority, account, post, asked, what, at): RefusedRow) -> RefusedLook {
    RefusedLook {
        id,
        authority: AuthorityId(authority),
        account: AccountId(account),
        post: PostId(post),
        asked,
        what,
        at: at.0,
    }
}

async fn insert_seen(conn: &mut Conn, looks: &[Seen]) -> Result<(), Error> {
    for some in looks.chunks(400) {
        let mut query =
            QueryBuilder::<Db>::new("INSERT INTO seen (id, authority, account, post, person, what, at) ");
        query.push_values(some, |mut values, look| {
            values
                .push_bind(look.id)
                .push_bind(look.authority.0)
                .push_bind(look.account.0)
                .push_bind(look.post.0)
                .push_bind(look.person.map(|person| person.0))
                .push_bind(look.what.as_str())
                .push_bind(At(look.at));
        });
        query.build().execute(&mut *conn).await?;
    }
    Ok(())
}

async fn insert_refused(conn: &mut Conn, look: &RefusedLook) -> Result<(), Error> {
    sqlx::query(
        "INSERT INTO refused (id, authority, account, post, asked, what, at) VALUES ($1, $2, $3, $4, $5, $6, $7)",
    )
    .bind(look.id)
    .bind(look.authority.0)
    .bind(look.account.0)
    .bind(look.post.0)
    .bind(plain(&look.asked))
    .bind(&look.what)
    .bind(At(look.at))
    .execute(conn)
    .await?;
    Ok(())
}
