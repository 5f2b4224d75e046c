//! Who looked at what, and what was refused.

use super::{Conn, Db, Store, is_kept, policy};
use crate::Error;
use crate::columns::{At, plain};
use crate::rows::{Glass, Look, OpenGlass, RefusedLook, Seen};
use practice::dates::Instant;
use practice::ids::{AccountId, AuthorityId, EventId, PersonId, PostId};
use practice::staff::{Sight, opening_policy, record_policy};
use sqlx::QueryBuilder;
use std::collections::HashMap;
use uuid::Uuid;

/// How many looks one statement writes at the most.
const LOOKS: usize = 400;

type GlassRow = (
    Uuid,
    Uuid,
    Option<Uuid>,
    String,
    At,
    Option<At>,
    bool,
    Option<Uuid>,
    bool,
    Option<Uuid>,
    Option<String>,
);
type SeenRow = (Uuid, Uuid, Uuid, Uuid, Option<Uuid>, String, At);
type RefusedRow = (Uuid, Uuid, Uuid, Uuid, String, String, At);

impl Store {
    /// Writes down looks in one commit. One that is there already is left as it is.
    pub(crate) async fn note_looks(&self, looks: Vec<Look>) -> Result<(), Error> {
        self.engine.write(move |conn| Box::pin(async move { insert_looks(conn, &looks).await })).await
    }

    /// Who looked at a record, newest first.
    pub(crate) async fn seen_of(
        &self,
        authority: AuthorityId,
        person: PersonId,
        limit: i64,
    ) -> Result<Vec<Seen>, Error> {
        let mut reader = self.engine.reader().await?;
        let rows: Vec<SeenRow> = sqlx::query_as(
            "SELECT id, authority, account, post, person, what, at FROM seen \
             WHERE person = $1 AND authority = $2 ORDER BY at DESC, id DESC LIMIT $3",
        )
        .bind(person.0)
        .bind(authority.0)
        .bind(limit)
        .fetch_all(&mut *reader)
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
        let mut reader = self.engine.reader().await?;
        let rows: Vec<SeenRow> = sqlx::query_as(
            "SELECT id, authority, account, post, person, what, at FROM seen \
             WHERE post = $1 AND authority = $2 ORDER BY at DESC, id DESC LIMIT $3",
        )
        .bind(post.0)
        .bind(authority.0)
        .bind(limit)
        .fetch_all(&mut *reader)
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
        let mut reader = self.engine.reader().await?;
        let rows: Vec<RefusedRow> = sqlx::query_as(
            "SELECT id, authority, account, post, asked, what, at FROM refused \
             WHERE post = $1 AND authority = $2 ORDER BY at DESC, id DESC LIMIT $3",
        )
        .bind(post.0)
        .bind(authority.0)
        .bind(limit)
        .fetch_all(&mut *reader)
        .await?;
        Ok(rows.into_iter().map(read_refused).collect())
    }

    /// What anybody asked for in vain, newest first.
    pub(crate) async fn refused_in(
        &self,
        authority: AuthorityId,
        limit: i64,
    ) -> Result<Vec<RefusedLook>, Error> {
        let mut reader = self.engine.reader().await?;
        let rows: Vec<RefusedRow> = sqlx::query_as(
            "SELECT id, authority, account, post, asked, what, at FROM refused \
             WHERE authority = $1 ORDER BY at DESC, id DESC LIMIT $2",
        )
        .bind(authority.0)
        .bind(limit)
        .fetch_all(&mut *reader)
        .await?;
        Ok(rows.into_iter().map(read_refused).collect())
    }

    /// Who asked in vain for something by one of these identifiers, newest first.
    pub(crate) async fn refused_of(
        &self,
        authority: AuthorityId,
        asked: &[String],
        limit: i64,
    ) -> Result<Vec<RefusedLook>, Error> {
        let mut snapshot = self.engine.snapshot().await?;
        let mut looks = Vec::new();
        for some in asked.chunks(LOOKS) {
            let mut query = QueryBuilder::<Db>::new(
                "SELECT id, authority, account, post, asked, what, at FROM refused WHERE authority = ",
            );
            query.push_bind(authority.0).push(" AND asked IN (");
            let mut list = query.separated(", ");
            for one in some {
                list.push_bind(one.as_str());
            }
            query.push(") ORDER BY at DESC, id DESC LIMIT ").push_bind(limit);
            let query = query.build_query_as::<RefusedRow>().persistent(is_kept(some.len(), LOOKS));
            looks.extend(query.fetch_all(&mut *snapshot).await?.into_iter().map(read_refused));
        }
        looks.sort_by_key(|look| std::cmp::Reverse((look.at, look.id)));
        looks.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
        Ok(looks)
    }

    /// Whose the events and streams with these ids are.
    pub(crate) async fn whose(
        &self,
        authority: AuthorityId,
        ids: &[Uuid],
    ) -> Result<HashMap<Uuid, PersonId>, Error> {
        let mut snapshot = self.engine.snapshot().await?;
        let mut whose = HashMap::new();
        for some in ids.chunks(LOOKS) {
            for column in ["id", "stream"] {
                let mut query = QueryBuilder::<Db>::new("SELECT DISTINCT ");
                query.push(column).push(", subject FROM event WHERE authority = ").push_bind(authority.0);
                query.push(" AND subject IS NOT NULL AND ").push(column).push(" IN (");
                let mut list = query.separated(", ");
                for one in some {
                    list.push_bind(one);
                }
                query.push(")");
                let query = query.build_query_as::<(Uuid, Uuid)>().persistent(is_kept(some.len(), LOOKS));
                let rows = query.fetch_all(&mut *snapshot).await?;
                whose.extend(rows.into_iter().map(|(id, person)| (id, PersonId(person))));
            }
        }
        Ok(whose)
    }

    /// Emergency openings since a moment, and earlier ones that nobody has
    /// looked at, newest first; or one alone, whenever it was. Never of a declared relative of the asker's.
    pub(crate) async fn glasses(
        &self,
        sight: &Sight,
        since: Instant,
        only: Option<EventId>,
    ) -> Result<Vec<Glass>, Error> {
        let mut reader = self.engine.reader().await?;
        let mut query = QueryBuilder::<Db>::new(
            "SELECT g.event, g.post, g.person, g.reason, g.opened_at, g.until, g.reviewed, g.arriving, \
             COALESCE(d.died, FALSE), g.review, CASE WHEN NOT d.sealed THEN d.reference END \
             FROM glass g LEFT JOIN person d ON d.id = g.person WHERE g.authority = ",
        );
        query.push_bind(sight.authority.0);
        match only {
            Some(opening) => query.push(" AND g.event = ").push_bind(opening.0),
            None => query.push(" AND (g.opened_at >= ").push_bind(At(since)).push(" OR NOT g.reviewed)"),
        };
        query.push(" AND (g.person IS NULL OR EXISTS (SELECT 1 FROM person p WHERE p.id = g.person AND ");
        policy::push(&mut query, &opening_policy(&sight.rights), sight, since);
        query.push(")) ORDER BY g.opened_at DESC, g.event DESC");
        let rows: Vec<GlassRow> = query.build_query_as().fetch_all(&mut *reader).await?;
        Ok(rows
            .into_iter()
            .map(|row| Glass {
                event: EventId(row.0),
                post: PostId(row.1),
                person: row.2.map(PersonId),
                reason: row.3,
                opened_at: row.4.0,
                until: row.5.map(|until| until.0),
                reviewed: row.6,
                arriving: row.7.map(PersonId),
                has_died: row.8,
                review: row.9.map(EventId),
                reference: row.10,
            })
            .collect())
    }

    /// What the asker has open in an emergency, the longest last.
    pub(crate) async fn open_glasses(&self, sight: &Sight, now: Instant) -> Result<Vec<OpenGlass>, Error> {
        let mut reader = self.engine.reader().await?;
        let mut query = QueryBuilder::<Db>::new(
            "SELECT g.person, g.until, g.arriving IS NOT NULL, \
             EXISTS (SELECT 1 FROM person p WHERE p.id = g.person AND ",
        );
        policy::push(&mut query, &record_policy(&sight.to_decide().rights), sight, now);
        query.push(") FROM glass g WHERE g.post = ").push_bind(sight.post.0);
        query.push(" AND g.until > ").push_bind(At(now));
        query.push(" AND g.person IS NOT NULL ORDER BY g.until, g.event");
        let rows: Vec<(Uuid, At, bool, bool)> = query.build_query_as().fetch_all(&mut *reader).await?;
        let open = |(person, until, card_only, decides): (Uuid, At, bool, bool)| OpenGlass {
            person: PersonId(person),
            until: until.0,
            card_only,
            decides,
            restricts: decides,
        };
        Ok(rows.into_iter().map(open).collect())
    }

    /// Whose safety pages the asker has open for somebody arriving tonight.
    pub(crate) async fn safety_pages_open(
        &self,
        sight: &Sight,
        arriving: PersonId,
        now: Instant,
    ) -> Result<Vec<PersonId>, Error> {
        let mut reader = self.engine.reader().await?;
        let people: Vec<Uuid> = sqlx::query_scalar(
            "SELECT DISTINCT person FROM glass WHERE post = $1 AND arriving = $2 AND until > $3 \
             AND person IS NOT NULL ORDER BY person",
        )
        .bind(sight.post.0)
        .bind(arriving.0)
        .bind(At(now))
        .fetch_all(&mut *reader)
        .await?;
        Ok(people.into_iter().map(PersonId).collect())
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

async fn insert_looks(conn: &mut Conn, looks: &[Look]) -> Result<(), Error> {
    let seen: Vec<&Seen> =
        looks.iter().filter_map(|look| if let Look::Seen(seen) = look { Some(seen) } else { None }).collect();
    for some in seen.chunks(LOOKS) {
        insert_seen(conn, some).await?;
    }
    let refused: Vec<&RefusedLook> = looks
        .iter()
        .filter_map(|look| if let Look::Refused(refused) = look { Some(refused) } else { None })
        .collect();
    for some in refused.chunks(LOOKS) {
        insert_refused(conn, some).await?;
    }
    Ok(())
}

async fn insert_seen(conn: &mut Conn, looks: &[&Seen]) -> Result<(), Error> {
    let mut query =
        QueryBuilder::<Db>::new("INSERT INTO seen (id, authority, account, post, person, what, at) ");
    query.push_values(looks, |mut values, look| {
        values
            .push_bind(look.id)
            .push_bind(look.authority.0)
            .push_bind(look.account.0)
            .push_bind(look.post.0)
            .push_bind(look.person.map(|person| person.0))
            .push_bind(look.what.as_str())
            .push_bind(At(look.at));
    });
    query.push(" ON CONFLICT (id) DO NOTHING");
    query.build().persistent(is_kept(looks.len(), LOOKS)).execute(conn).await?;
    Ok(())
}

async fn insert_refused(conn: &mut Conn, looks: &[&RefusedLook]) -> Result<(), Error> {
    let mut query =
        QueryBuilder::<Db>::new("INSERT INTO refused (id, authority, account, post, asked, what, at) ");
    query.push_values(looks, |mut values, look| {
        values
            .push_bind(look.id)
            .push_bind(look.authority.0)
            .push_bind(look.account.0)
            .push_bind(look.post.0)
            .push_bind(plain(&look.asked))
            .push_bind(look.what.as_str())
            .push_bind(At(look.at));
    });
    query.push(" ON CONFLICT (id) DO NOTHING");
    query.build().persistent(is_kept(looks.len(), LOOKS)).execute(conn).await?;
    Ok(())
}
