//! Reading councils, teams and posts.

use super::event_row::{EventRow, event_columns};
use super::views::parse_header;
use super::{Conn, Store};
use crate::Error;
use crate::columns::{At, Day};
use crate::rows::{Council, Post, Team, TeamName, Withdrawal};
use practice::dates::Instant;
use practice::ids::{AccountId, AuthorityId, FileId, PersonId, PostId, StreamId, TeamId};
use practice::journal::{Body, Event, Revision};
use practice::people::Header;
use sqlx::FromRow;
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

#[derive(FromRow)]
struct PostRow {
    id: Uuid,
    authority: Uuid,
    name: String,
    account: Option<Uuid>,
    team: Option<Uuid>,
    roles: String,
    from_day: Day,
    to_day: Option<Day>,
    ended: bool,
    closed: bool,
    telephone: String,
    revision: i64,
}

impl PostRow {
    fn read(self) -> Result<Post, Error> {
        let roles = self
            .roles
            .split_whitespace()
            .map(|word| word.parse().map_err(|_| Error::Unreadable("a role".into())))
            .collect::<Result<_, _>>()?;
        Ok(Post {
            id: PostId(self.id),
            authority: AuthorityId(self.authority),
            name: self.name,
            account: self.account.map(AccountId),
            team: self.team.map(TeamId),
            roles,
            from: self.from_day.0,
            to: self.to_day.map(|day| day.0),
            ended: self.ended,
            closed: self.closed,
            telephone: self.telephone,
            revision: Revision { stream: StreamId(self.id), number: self.revision },
        })
    }
}

macro_rules! post_columns {
    () => {
        "SELECT p.id, p.authority, p.name, p.account, p.team, p.roles, p.from_day, p.to_day, p.ended, \
         EXISTS (SELECT 1 FROM post_closed c WHERE c.post = p.id) AS closed, COALESCE(t.telephone, '') AS telephone, \
         COALESCE(s.revision, 0) AS revision FROM post p LEFT JOIN stream s ON s.id = p.id \
         LEFT JOIN post_telephone t ON t.post = p.id "
    };
}

impl Store {
    /// Every council, by name.
    pub(crate) async fn councils(&self) -> Result<Vec<Council>, Error> {
        let mut reader = self.engine.reader().await?;
        let rows: Vec<(Uuid, String, String, String, Option<Uuid>)> = sqlx::query_as(
            "SELECT authority, name, accent, help_line, logo FROM council ORDER BY name, authority",
        )
        .fetch_all(&mut *reader)
        .await?;
        Ok(rows
            .into_iter()
            .map(|(authority, name, accent, help_line, logo)| Council {
                authority: AuthorityId(authority),
                name,
                accent,
                help_line,
                logo: logo.map(FileId),
            })
            .collect())
    }

    /// The teams of a council, closed ones too, by name.
    pub(crate) async fn teams(&self, authority: AuthorityId) -> Result<Vec<Team>, Error> {
        let mut reader = self.engine.reader().await?;
        let rows: Vec<(Uuid, String, bool, bool)> =
            sqlx::query_as("SELECT id, name, hub, closed FROM team WHERE authority = $1 ORDER BY name, id")
                .bind(authority.0)
                .fetch_all(&mut *reader)
                .await?;
        let team = |(id, name, hub, closed)| Team { id: TeamId(id), name, hub, closed };
        Ok(rows.into_iter().map(team).collect())
    }

    /// Every name that a council's teams were given, each team's in the order
    /// in which they were given: read from the teams' own events.
    pub(crate) async fn team_names(&self, authority: AuthorityId) -> Result<Vec<TeamName>, Error> {
        let mut reader = self.engine.reader().await?;
        let rows: Vec<EventRow> = sqlx::query_as(concat!(
            "SELECT ",
            event_columns!(),
            " FROM team t JOIN event e ON e.stream = t.id WHERE t.authority = $1 ORDER BY e.stream, e.revision"
        ))
        .bind(authority.0)
        .fetch_all(&mut *reader)
        .await?;
        let events = rows.iter().map(EventRow::read).collect::<Result<Vec<_>, _>>()?;
        Ok(events.into_iter().filter_map(team_name).collect())
    }

    /// The posts of a council, by name.
    pub(crate) async fn posts(&self, authority: AuthorityId) -> Result<Vec<Post>, Error> {
        let mut reader = self.engine.reader().await?;
        let rows: Vec<PostRow> =
            sqlx::query_as(concat!(post_columns!(), "WHERE p.authority = $1 ORDER BY p.name, p.id"))
                .bind(authority.0)
                .fetch_all(&mut *reader)
                .await?;
        rows.into_iter().map(PostRow::read).collect()
    }

    /// The posts one account may act in.
    pub(crate) async fn posts_of(&self, account: AccountId) -> Result<Vec<Post>, Error> {
        let mut reader = self.engine.reader().await?;
        let rows: Vec<PostRow> =
            sqlx::query_as(concat!(post_columns!(), "WHERE p.account = $1 ORDER BY p.name, p.id"))
                .bind(account.0)
                .fetch_all(&mut *reader)
                .await?;
        rows.into_iter().map(PostRow::read).collect()
    }

    /// One post.
    pub(crate) async fn post(&self, post: PostId) -> Result<Option<Post>, Error> {
        let mut reader = self.engine.reader().await?;
        let row: Option<PostRow> = sqlx::query_as(concat!(post_columns!(), "WHERE p.id = $1"))
            .bind(post.0)
            .fetch_optional(&mut *reader)
            .await?;
        row.map(PostRow::read).transpose()
    }

    /// The council's own words, lists and thresholds, and the revision they are at.
    pub(crate) async fn words(
        &self,
        authority: AuthorityId,
    ) -> Result<(BTreeMap<String, String>, Revision), Error> {
        let mut snapshot = self.engine.snapshot().await?;
        let rows: Vec<(String, String)> =
            sqlx::query_as("SELECT key, value FROM words WHERE authority = $1 ORDER BY key")
                .bind(authority.0)
                .fetch_all(&mut *snapshot)
                .await?;
        let stream = authority.stream("words");
        let number = revision(&mut snapshot, stream).await?;
        Ok((rows.into_iter().collect(), Revision { stream, number }))
    }

    /// Every event of one of the council's own streams, oldest first; none
    /// where the stream is about a young person.
    pub(crate) async fn service_events(
        &self,
        authority: AuthorityId,
        stream: StreamId,
    ) -> Result<Vec<Event>, Error> {
        let mut reader = self.engine.reader().await?;
        let rows: Vec<EventRow> = sqlx::query_as(concat!(
            "SELECT ",
            event_columns!(),
            " FROM event e WHERE e.authority = $1 AND e.stream = $2 AND e.subject IS NULL ORDER BY e.revision"
        ))
        .bind(authority.0)
        .bind(stream.0)
        .fetch_all(&mut *reader)
        .await?;
        rows.iter().map(EventRow::read).collect()
    }

    /// The records of everybody open in a council, without order that tells
    /// of names: for counting, never for showing. Restricted ones are there;
    /// ones sealed by an adoption are not, nor is anybody who has died.
    pub(crate) async fn headers_to_count(&self, authority: AuthorityId) -> Result<Vec<Header>, Error> {
        let mut reader = self.engine.reader().await?;
        let rows: Vec<Vec<u8>> = sqlx::query_scalar(
            "SELECT header FROM person WHERE authority = $1 AND status = 'open' AND NOT sealed AND NOT died \
             ORDER BY id",
        )
        .bind(authority.0)
        .fetch_all(&mut *reader)
        .await?;
        rows.iter().map(|stored| parse_header(stored)).collect()
    }

    /// Declarations of relatives that are to go, oldest first.
    pub(crate) async fn withdrawals(&self, authority: AuthorityId) -> Result<Vec<Withdrawal>, Error> {
        let mut reader = self.engine.reader().await?;
        let rows: Vec<(Uuid, Uuid, Uuid, String, At)> = sqlx::query_as(
            "SELECT stream, account, person, reason, asked_at FROM withdrawal WHERE authority = $1 \
             ORDER BY asked_at, stream",
        )
        .bind(authority.0)
        .fetch_all(&mut *reader)
        .await?;
        Ok(rows
            .into_iter()
            .map(|(stream, account, person, reason, asked_at)| Withdrawal {
                stream: StreamId(stream),
                account: AccountId(account),
                person: PersonId(person),
                reason,
                asked_at: asked_at.0,
            })
            .collect())
    }

    /// Whether an account has declared a young person a relative, and it stands.
    pub(crate) async fn is_relative(&self, account: AccountId, person: PersonId) -> Result<bool, Error> {
        let mut reader = self.engine.reader().await?;
        let found: Option<Uuid> =
            sqlx::query_scalar("SELECT person FROM relative WHERE account = $1 AND person = $2")
                .bind(account.0)
                .bind(person.0)
                .fetch_optional(&mut *reader)
                .await?;
        Ok(found.is_some())
    }

    /// The young people of a council with each of their relatives' posts that works with them, or has been
    /// named to cover; and with each key worker, and whoever covers, whom a restriction does not name.
    /// Every page asks: a cross join keeps the embedded engine from beginning with everybody.
    pub(crate) async fn who_fell_out(
        &self,
        authority: AuthorityId,
    ) -> Result<BTreeSet<(PersonId, PostId)>, Error> {
        let mut reader = self.engine.reader().await?;
        let rows: Vec<(Uuid, Uuid)> = sqlx::query_as(
            "SELECT p.id, k.id FROM relative r JOIN person p ON p.id = r.person \
             JOIN post k ON k.account = r.account WHERE p.authority = $1 \
             AND (EXISTS (SELECT 1 FROM person_worker w WHERE w.person = p.id AND w.post = k.id) \
             OR EXISTS (SELECT 1 FROM person_cover c WHERE c.person = p.id AND c.post = k.id)) \
             UNION SELECT p.id, w.post FROM (SELECT DISTINCT person FROM person_named) r \
             CROSS JOIN person p JOIN person_worker w ON w.person = p.id \
             WHERE p.id = r.person AND p.authority = $1 AND p.restricted AND w.how = 'key_worker' \
             AND NOT EXISTS (SELECT 1 FROM person_named n WHERE n.person = p.id AND n.post = w.post) \
             UNION SELECT p.id, c.post FROM (SELECT DISTINCT person FROM person_named) r \
             CROSS JOIN person p JOIN person_cover c ON c.person = p.id \
             WHERE p.id = r.person AND p.authority = $1 AND p.restricted AND NOT EXISTS \
             (SELECT 1 FROM person_named n WHERE n.person = p.id AND n.post = c.post)",
        )
        .bind(authority.0)
        .fetch_all(&mut *reader)
        .await?;
        Ok(rows.into_iter().map(|(person, post)| (PersonId(person), PostId(post))).collect())
    }

    /// The posts of a young person's key worker and of whoever covers, today or later.
    pub(crate) async fn who_works_with(&self, person: PersonId, now: Instant) -> Result<Vec<PostId>, Error> {
        let mut reader = self.engine.reader().await?;
        let posts: Vec<Uuid> = sqlx::query_scalar(
            "SELECT post FROM person_worker WHERE person = $1 AND how = 'key_worker' \
             UNION SELECT post FROM person_cover WHERE person = $1 AND to_day >= $2",
        )
        .bind(person.0)
        .bind(Day(now.day()))
        .fetch_all(&mut *reader)
        .await?;
        Ok(posts.into_iter().map(PostId).collect())
    }

    /// The young people of a council who are declared relatives of an account.
    pub(crate) async fn relatives_declared_of(
        &self,
        authority: AuthorityId,
        account: AccountId,
    ) -> Result<Vec<PersonId>, Error> {
        let mut reader = self.engine.reader().await?;
        let people: Vec<Uuid> = sqlx::query_scalar(
            "SELECT r.person FROM relative r JOIN person p ON p.id = r.person \
             WHERE r.account = $1 AND p.authority = $2 ORDER BY r.person",
        )
        .bind(account.0)
        .bind(authority.0)
        .fetch_all(&mut *reader)
        .await?;
        Ok(people.into_iter().map(PersonId).collect())
    }

    /// The accounts that have declared a young person a relative.
    pub(crate) async fn relatives_of(&self, person: PersonId) -> Result<Vec<AccountId>, Error> {
        let mut reader = self.engine.reader().await?;
        let accounts: Vec<Uuid> =
            sqlx::query_scalar("SELECT account FROM relative WHERE person = $1 ORDER BY account")
                .bind(person.0)
                .fetch_all(&mut *reader)
                .await?;
        Ok(accounts.into_iter().map(AccountId).collect())
    }
}

/// The name that an event gave a team.
fn team_name(event: Event) -> Option<TeamName> {
    let name = match event.body {
        Body::TeamCreated(created) => created.name,
        Body::TeamRenamed(renamed) => renamed.name,
        _ => return None,
    };
    Some(TeamName { team: TeamId(event.stream.0), since: event.recorded, name })
}

async fn revision(conn: &mut Conn, stream: StreamId) -> Result<i64, Error> {
    let number: Option<i64> = sqlx::query_scalar("SELECT revision FROM stream WHERE id = $1")
        .bind(stream.0)
        .fetch_optional(conn)
        .await?;
    Ok(number.unwrap_or(0))
}
