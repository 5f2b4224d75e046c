//! Conflicts of imports, for those who may decide them.

use super::people::push_classes;
use super::policy;
use super::{Db, Store};
use crate::Error;
use crate::columns::plain;
use crate::rows::{Conflict, ConflictKinds};
use practice::dates::Instant;
use practice::ids::{EventId, PersonId, StreamId, VaultId};
use practice::journal::Class;
use practice::staff::{Permission, Sight, emergency_policy, record_policy};
use sqlx::QueryBuilder;
use uuid::Uuid;

/// Leaves out what is of a kind of which something is kept back: it may be what stands by now.
const KEPT_BACK: &str = " AND NOT EXISTS (SELECT 1 FROM story k WHERE k.person = c.person AND k.kind = c.kind \
                         AND k.class = 'restricted')";

impl Store {
    /// The undecided conflicts that the asker may decide; or the one with this stream, which they may decide or
    /// might have decided.
    pub(crate) async fn conflicts(
        &self,
        sight: &Sight,
        kinds: &ConflictKinds,
        only: Option<StreamId>,
        now: Instant,
    ) -> Result<Vec<Conflict>, Error> {
        let mut reader = self.engine.reader().await?;
        let mut query = QueryBuilder::<Db>::new("SELECT c.stream, c.person, c.stands, c.kind, c.file_says");
        push_theirs(&mut query, sight, kinds, now);
        match only {
            Some(stream) => query.push(" AND c.stream = ").push_bind(stream.0),
            None => query.push(" AND NOT c.decided"),
        };
        query.push(" ORDER BY c.stream");
        let rows: Vec<(Uuid, Uuid, Uuid, String, Uuid)> =
            query.build_query_as().fetch_all(&mut *reader).await?;
        let conflicts = rows.into_iter().map(|(stream, person, stands, kind, file_says)| Conflict {
            stream: StreamId(stream),
            person: PersonId(person),
            stands: EventId(stands),
            kind,
            file_says: VaultId(file_says),
        });
        Ok(conflicts.collect())
    }

    /// How many those are.
    pub(crate) async fn conflicts_waiting(
        &self,
        sight: &Sight,
        kinds: &ConflictKinds,
        now: Instant,
    ) -> Result<i64, Error> {
        let mut reader = self.engine.reader().await?;
        let mut query = QueryBuilder::<Db>::new("SELECT COUNT(*)");
        push_theirs(&mut query, sight, kinds, now);
        query.push(" AND NOT c.decided");
        Ok(query.build_query_scalar().fetch_one(&mut *reader).await?)
    }
}

/// Of whoever records facts about somebody, but never for an emergency: what is taken from a file stays. Who
/// works with them is decided by those who may name them. What kind it is comes first, and the reach is asked
/// once: whoever is hidden costs as little as it can.
fn push_within_reach(query: &mut QueryBuilder<Db>, sight: &Sight, kinds: &ConflictKinds, now: Instant) {
    let (facts, who_works) = (sight.may(Permission::RecordPerson), sight.may(Permission::AllocateKeyWorker));
    if !facts && !who_works {
        query.push("1 = 0");
        return;
    }
    if !(facts && who_works) {
        query.push("c.kind ").push(if facts { "NOT IN (''" } else { "IN (''" });
        for kind in kinds.who_works {
            query.push(", ").push_bind(plain(kind));
        }
        query.push(") AND ");
    }
    policy::push(query, &record_policy(&sight.to_decide().rights), sight, now);
}

/// On records within reach and in classes of theirs, and for the matching desk those of some kinds of
/// records that are not restricted. Where something is kept back, what a file says of its kind may be that: it
/// is for those who may read it.
fn push_theirs(query: &mut QueryBuilder<Db>, sight: &Sight, kinds: &ConflictKinds, now: Instant) {
    // What stands is read of those alone whom the policy lets through: of anybody else as little as of nobody.
    let stands = " AND EXISTS (SELECT 1 FROM story s WHERE s.person = c.person AND s.event = c.stands";
    query.push(" FROM conflict c JOIN person p ON p.id = c.person WHERE c.authority = ");
    query.push_bind(sight.authority.0).push(" AND ((");
    push_within_reach(query, sight, kinds, now);
    query.push(stands);
    push_classes(query, sight);
    query.push(")");
    if !sight.rights.classes.contains(&Class::Restricted) {
        query.push(KEPT_BACK);
    }
    if !sight.may(Permission::DecideMatches) {
        query.push("))");
        return;
    }
    query.push(") OR (c.kind IN (''");
    for kind in kinds.of_the_desk {
        query.push(", ").push_bind(plain(kind));
    }
    query.push(") AND ");
    policy::push(query, &emergency_policy(false), sight, now);
    query.push(stands).push(" AND s.class = ").push_bind(Class::Story.word());
    query.push(")").push(KEPT_BACK).push("))");
}
