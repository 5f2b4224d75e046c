//! The work that somebody holds, and work that nobody holds any more.

use super::{Db, Store};
use crate::Error;
use crate::columns::Day;
use crate::rows::{Held, How};
use jiff::civil::Date;
use practice::dates::Instant;
use practice::ids::{AuthorityId, PersonId, PostId, TeamId};
use sqlx::QueryBuilder;
use uuid::Uuid;

impl Store {
    /// The young people of a council whom a post works with, each with how, by
    /// name; nobody who has died, whose record an adoption closed off, or, but
    /// for a key worker, with whom the service has stepped back.
    pub(crate) async fn work_of(
        &self,
        authority: AuthorityId,
        post: PostId,
        now: Instant,
    ) -> Result<Vec<Held>, Error> {
        let mut reader = self.engine.reader().await?;
        let rows: Vec<(Uuid, String, String)> = sqlx::query_as(
            "SELECT p.id, w.how, p.sort_name FROM person_worker w JOIN person p ON p.id = w.person \
             WHERE w.post = $2 AND p.authority = $1 AND NOT p.died AND NOT p.sealed \
             AND (w.how = 'key_worker' OR p.status <> 'stepped_back') \
             UNION SELECT p.id, 'cover', p.sort_name FROM person_cover c JOIN person p ON p.id = c.person \
             WHERE c.post = $2 AND p.authority = $1 AND NOT p.died AND NOT p.sealed AND c.to_day >= $3 \
             ORDER BY 3, 1, 2",
        )
        .bind(authority.0)
        .bind(post.0)
        .bind(Day(now.day()))
        .fetch_all(&mut *reader)
        .await?;
        rows.into_iter()
            .map(|(person, how, _)| {
                let how = How::of(&how).ok_or_else(|| Error::Unreadable("how somebody works".into()))?;
                Ok(Held { person: PersonId(person), how })
            })
            .collect()
    }

    /// How many young people on a journey a team answers for, or sleep there.
    pub(crate) async fn people_in_team(&self, authority: AuthorityId, team: TeamId) -> Result<i64, Error> {
        let mut reader = self.engine.reader().await?;
        Ok(sqlx::query_scalar(
            "SELECT COUNT(*) FROM person WHERE authority = $1 AND (team = $2 OR sleeping_team = $2) \
             AND status = 'open' AND NOT died AND NOT sealed",
        )
        .bind(authority.0)
        .bind(team.0)
        .fetch_one(&mut *reader)
        .await?)
    }
}

/// Those a post works with, or covers for today or later.
pub(super) fn push_worked_with(query: &mut QueryBuilder<Db>, post: PostId, now: Instant) {
    query.push(" AND (EXISTS (SELECT 1 FROM person_worker w WHERE w.person = p.id AND w.post = ");
    query.push_bind(post.0);
    query.push(") OR EXISTS (SELECT 1 FROM person_cover c WHERE c.person = p.id AND c.post = ");
    query.push_bind(post.0).push(" AND c.to_day >= ").push_bind(Day(now.day())).push("))");
}

/// Those of whose workers one has left, or has declared them a relative, and
/// those somebody covers for today or will.
pub(super) fn push_covered_for(query: &mut QueryBuilder<Db>, now: Instant) {
    query.push(" AND NOT p.died AND (");
    push_key_worker_gone(query, now);
    query.push(" OR ");
    push_other_gone(query, now);
    query.push(" OR EXISTS (SELECT 1 FROM person_cover c WHERE c.person = p.id AND c.to_day >= ");
    query.push_bind(Day(now.day())).push("))");
}

/// Those for whom somebody is to be found today: what a worker did who has left
/// is done by nobody.
pub(super) fn push_waiting(query: &mut QueryBuilder<Db>, now: Instant) {
    query.push(" AND NOT p.died AND (");
    push_other_gone(query, now);
    query.push(" OR ((");
    push_key_worker_gone(query, now);
    query.push(" OR ");
    push_covered_today(query, "", now);
    query.push(") AND NOT ");
    push_covered_today(query, "NOT ", now);
    query.push("))");
}

/// Those to whom a goodbye may be owed: whether somebody told them that the key worker of now leaves is in their fold.
pub(super) fn push_goodbye(query: &mut QueryBuilder<Db>, day: Date) {
    query.push(
        " AND NOT p.died AND (EXISTS (SELECT 1 FROM goodbye g WHERE g.person = p.id) \
         OR EXISTS (SELECT 1 FROM post k WHERE k.id = p.key_worker AND (k.ended \
         OR (k.to_day IS NOT NULL AND k.to_day <= ",
    );
    query.push_bind(Day(day));
    query.push(") OR EXISTS (SELECT 1 FROM post_closed x WHERE x.post = k.id))))");
}

fn push_key_worker_gone(query: &mut QueryBuilder<Db>, now: Instant) {
    query.push("EXISTS (SELECT 1 FROM post k WHERE k.id = p.key_worker AND (");
    push_gone(query, now);
    query.push(SHUT_OUT).push("))");
}

fn push_other_gone(query: &mut QueryBuilder<Db>, now: Instant) {
    query.push(
        "(p.status <> 'stepped_back' AND EXISTS (SELECT 1 FROM person_worker w JOIN post k ON k.id = w.post \
         WHERE w.person = p.id AND w.how <> 'key_worker' AND ",
    );
    push_gone(query, now);
    query.push("))");
}

/// Or the restriction of the row `p` of `person` does not name the post `k`: whoever is there for somebody
/// every day has to open their record.
const SHUT_OUT: &str = " OR (p.restricted AND NOT EXISTS \
                        (SELECT 1 FROM person_named n WHERE n.person = p.id AND n.post = k.id))";

/// Somebody was to cover today, and has left; or, with a NOT, does cover.
fn push_covered_today(query: &mut QueryBuilder<Db>, not: &'static str, now: Instant) {
    let today = Day(now.day());
    query.push("EXISTS (SELECT 1 FROM person_cover c JOIN post k ON k.id = c.post WHERE c.person = p.id AND c.from_day <= ");
    query.push_bind(today).push(" AND c.to_day >= ").push_bind(today).push(" AND ").push(not).push("(");
    push_gone(query, now);
    query.push(SHUT_OUT).push("))");
}

/// Whoever is in the post `k` has left, or may not work with the row `p` of
/// `person` any more. Never NULL, so that a NOT before it is its opposite.
fn push_gone(query: &mut QueryBuilder<Db>, now: Instant) {
    let today = Day(now.day());
    query.push("(k.ended OR k.from_day > ").push_bind(today);
    query.push(" OR (k.to_day IS NOT NULL AND k.to_day < ").push_bind(today);
    query.push(
        ") OR EXISTS (SELECT 1 FROM post_closed x WHERE x.post = k.id) \
         OR EXISTS (SELECT 1 FROM relative r WHERE r.account = k.account AND r.person = p.id))",
    );
}
