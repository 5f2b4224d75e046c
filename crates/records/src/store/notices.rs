//! Who has been told of what, and has not read it yet.

use super::policy;
use super::views::parse_header;
use super::{Db, Store};
use crate::Error;
use crate::columns::At;
use crate::rows::Notice;
use practice::dates::Instant;
use practice::ids::{EventId, PostId, StreamId};
use practice::notices::NoticeKind;
use practice::staff::{Permission, Policy, Sight, emergency_policy, record_policy};
use sqlx::QueryBuilder;
use uuid::Uuid;

type NoticeRow = (Uuid, String, Uuid, At, Vec<u8>, Option<Uuid>, Option<String>, Option<Uuid>);

impl Store {
    /// What the asker has been told of and not read, newest first. A notice
    /// about a record that is not theirs any more is not there.
    pub(crate) async fn notices(
        &self,
        sight: &Sight,
        limit: i64,
        now: Instant,
    ) -> Result<Vec<Notice>, Error> {
        let mut reader = self.engine.reader().await?;
        let mut query = QueryBuilder::<Db>::new(
            "SELECT n.event, n.kind, n.about, n.given_at, p.header, g.post, COALESCE(g.reason, m.why), g.arriving \
             FROM notice n JOIN person p ON p.id = n.person LEFT JOIN glass g ON g.stream = n.about \
             LEFT JOIN match_case m ON m.stream = n.about WHERE ",
        );
        push_unread(&mut query, sight, now);
        query.push(" ORDER BY n.given_at DESC, n.event DESC LIMIT ").push_bind(limit);
        let rows: Vec<NoticeRow> = query.build_query_as().fetch_all(&mut *reader).await?;
        rows.into_iter().map(read).collect()
    }

    /// How many those are.
    pub(crate) async fn notices_waiting(&self, sight: &Sight, now: Instant) -> Result<i64, Error> {
        let mut reader = self.engine.reader().await?;
        let mut query =
            QueryBuilder::<Db>::new("SELECT COUNT(*) FROM notice n JOIN person p ON p.id = n.person WHERE ");
        push_unread(&mut query, sight, now);
        Ok(query.build_query_scalar().fetch_one(&mut *reader).await?)
    }

    /// Keeps that a worker has read a notice; false where they were not told of any such thing.
    pub(crate) async fn read_notice(
        &self,
        post: PostId,
        notice: EventId,
        now: Instant,
    ) -> Result<bool, Error> {
        self.engine
            .write(move |conn| {
                Box::pin(async move {
                    let told: Option<i32> =
                        sqlx::query_scalar("SELECT 1 FROM notice WHERE event = $1 AND post = $2")
                            .bind(notice.0)
                            .bind(post.0)
                            .fetch_optional(&mut *conn)
                            .await?;
                    if told.is_none() {
                        return Ok(false);
                    }
                    sqlx::query(
                        "INSERT INTO notice_read (post, event, at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING",
                    )
                    .bind(post.0)
                    .bind(notice.0)
                    .bind(At(now))
                    .execute(&mut *conn)
                    .await?;
                    Ok(true)
                })
            })
            .await
    }
}

/// Unread, about a record the asker may open; a match that was decided, or is
/// about somebody who has died, has nobody waiting any more.
fn push_unread(query: &mut QueryBuilder<Db>, sight: &Sight, now: Instant) {
    let desk =
        if sight.may(Permission::DecideMatches) { emergency_policy(true) } else { Policy::Fixed(false) };
    let matches = NoticeKind::UrgentMatch.word();
    query.push("n.post = ").push_bind(sight.post.0);
    query.push(" AND NOT EXISTS (SELECT 1 FROM notice_read r WHERE r.post = n.post AND r.event = n.event)");
    query.push(
        " AND NOT EXISTS (SELECT 1 FROM match_case d WHERE d.stream = n.about AND d.decided IS NOT NULL)",
    );
    // Of a restriction that was changed several times only what it is now is told.
    query.push(
        " AND NOT EXISTS (SELECT 1 FROM notice l WHERE l.post = n.post AND l.about = n.about AND l.kind = n.kind \
         AND (l.given_at, l.event) > (n.given_at, n.event) AND n.kind = ",
    );
    query.push_bind(NoticeKind::RestrictionChanged.word());
    query.push(") AND ((n.kind <> ").push_bind(matches).push(" AND ");
    policy::push(query, &record_policy(&sight.rights), sight, now);
    query.push(") OR (n.kind = ").push_bind(matches).push(" AND NOT p.died AND ");
    policy::push(query, &desk, sight, now);
    query.push("))");
}

fn read((event, kind, about, at, header, by, words, arriving): NoticeRow) -> Result<Notice, Error> {
    Ok(Notice {
        event: EventId(event),
        kind: NoticeKind::of(&kind).ok_or_else(|| Error::Unreadable("a kind of notice".into()))?,
        about: StreamId(about),
        given_at: at.0,
        header: parse_header(&header)?,
        by: by.map(PostId),
        words: words.unwrap_or_default(),
        card_only: arriving.is_some(),
    })
}
