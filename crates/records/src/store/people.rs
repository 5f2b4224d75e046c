//! Reading young people's records: always under the policy, inside the one query.

use super::event_row::{EventRow, event_columns};
use super::people_ask::{push_people, push_prefix, push_term};
use super::views::parse_header;
use super::{Conn, Db, Store, policy};
use crate::Error;
use crate::columns::{At, plain};
use crate::rows::{PeopleAsk, PeopleOrder, PersonLine, PersonRecord, StoryAsk, StoryEntry, Term};
use practice::dates::Instant;
use practice::ids::{ActId, AuthorityId, EventId, PersonId, PostId, StreamId};
use practice::journal::{Actor, Class, Event, Revision};
use practice::people::Header;
use practice::staff::{Policy, Sight, adoption_policy, card_policy, emergency_policy, record_policy};
use practice::story::LEADS_TO_THEM;
use sqlx::QueryBuilder;
use std::collections::BTreeMap;
use uuid::Uuid;

/// How many records that hold the words asked for in an emergency are looked at for the whole name.
const EMERGENCY_MOST: i64 = 20;

/// In the order of the names of their teams; within one by their own.
macro_rules! by_team {
    ($way:literal) => {
        concat!(
            " ORDER BY (SELECT t.name FROM team t WHERE t.id = p.team) ",
            $way,
            "NULLS LAST, p.sort_name, p.id LIMIT "
        )
    };
}

impl Store {
    /// A record the asker may open, with the revisions of some streams from
    /// the same snapshot. Absent where it is not there or not theirs.
    pub(crate) async fn person(
        &self,
        sight: &Sight,
        person: PersonId,
        streams: &[StreamId],
        now: Instant,
    ) -> Result<Option<PersonRecord>, Error> {
        self.person_under(&record_policy(&sight.rights), sight, person, streams, now).await
    }

    /// The same for the safety card.
    pub(crate) async fn card(
        &self,
        sight: &Sight,
        person: PersonId,
        now: Instant,
    ) -> Result<Option<PersonRecord>, Error> {
        self.person_under(&card_policy(&sight.rights), sight, person, &[], now).await
    }

    /// A record that an adoption closed off, for those who may know of it.
    pub(crate) async fn adoption(
        &self,
        sight: &Sight,
        person: PersonId,
        streams: &[StreamId],
        now: Instant,
    ) -> Result<Option<PersonRecord>, Error> {
        self.person_under(&adoption_policy(), sight, person, streams, now).await
    }

    /// Whose adoptions the asker may know of.
    pub(crate) async fn adoptions(&self, sight: &Sight, now: Instant) -> Result<Vec<PersonId>, Error> {
        let mut reader = self.engine.reader().await?;
        let mut query = QueryBuilder::<Db>::new("SELECT p.id FROM person p WHERE ");
        policy::push(&mut query, &adoption_policy(), sight, now);
        query.push(" ORDER BY p.id");
        let people: Vec<Uuid> = query.build_query_scalar().fetch_all(&mut *reader).await?;
        Ok(people.into_iter().map(PersonId).collect())
    }

    async fn person_under(
        &self,
        policy: &Policy,
        sight: &Sight,
        person: PersonId,
        streams: &[StreamId],
        now: Instant,
    ) -> Result<Option<PersonRecord>, Error> {
        let mut snapshot = self.engine.snapshot().await?;
        let mut query = QueryBuilder::<Db>::new("SELECT p.header FROM person p WHERE p.id = ");
        query.push_bind(person.0).push(" AND ");
        policy::push(&mut query, policy, sight, now);
        let header: Option<Vec<u8>> = query.build_query_scalar().fetch_optional(&mut *snapshot).await?;
        let Some(header) = header else { return Ok(None) };
        let header = parse_header(&header)?;
        let revisions = revisions(&mut snapshot, streams).await?;
        Ok(Some(PersonRecord { header, revisions }))
    }

    /// The people of a list, in the order that is asked for, and how many there are.
    pub(crate) async fn people(
        &self,
        sight: &Sight,
        ask: &PeopleAsk,
        now: Instant,
    ) -> Result<(Vec<PersonLine>, i64), Error> {
        let mut snapshot = self.engine.snapshot().await?;
        let mut count = QueryBuilder::<Db>::new("SELECT COUNT(*) FROM person p WHERE ");
        push_people(&mut count, sight, ask, now);
        let total: i64 = count.build_query_scalar().fetch_one(&mut *snapshot).await?;
        let mut query = QueryBuilder::<Db>::new("SELECT p.id, p.header FROM person p WHERE ");
        push_people(&mut query, sight, ask, now);
        query
            .push(match ask.by {
                PeopleOrder::Name => " ORDER BY p.sort_name, p.id LIMIT ",
                PeopleOrder::NameBackwards => " ORDER BY p.sort_name DESC, p.id DESC LIMIT ",
                PeopleOrder::Team => by_team!(""),
                PeopleOrder::TeamBackwards => by_team!("DESC "),
            })
            .push_bind(ask.limit)
            .push(" OFFSET ")
            .push_bind(ask.skip);
        let rows: Vec<(Uuid, Vec<u8>)> = query.build_query_as().fetch_all(&mut *snapshot).await?;
        let lines = rows
            .into_iter()
            .map(|(id, header)| Ok(PersonLine { person: PersonId(id), header: parse_header(&header)? }))
            .collect::<Result<_, Error>>()?;
        Ok((lines, total))
    }

    /// Entries of a story the asker may open, newest first, each with what
    /// was said about it. Classes the asker does not hold are not there.
    pub(crate) async fn story(
        &self,
        sight: &Sight,
        person: PersonId,
        ask: &StoryAsk,
        now: Instant,
    ) -> Result<Vec<StoryEntry>, Error> {
        let mut snapshot = self.engine.snapshot().await?;
        let mut query = QueryBuilder::<Db>::new(concat!(
            "SELECT ",
            event_columns!("s.class"),
            " FROM story s JOIN person p ON p.id = s.person JOIN event e ON e.id = s.event"
        ));
        push_entries(&mut query, sight, person, now);
        push_story(&mut query, ask);
        push_beginning(&mut query, ask);
        query.push(" ORDER BY s.happened DESC, s.recorded DESC, s.event DESC LIMIT ").push_bind(ask.limit);
        let rows: Vec<EventRow> = query.build_query_as().fetch_all(&mut *snapshot).await?;
        let events: Vec<Event> = rows.iter().map(EventRow::read).collect::<Result<_, _>>()?;
        let mut about = what_was_said(&mut snapshot, sight, (person, ask.open_only), &events).await?;
        Ok(events
            .into_iter()
            .map(|event| {
                let about = about.remove(&event.id).unwrap_or_default();
                StoryEntry { event, about }
            })
            .collect())
    }

    /// The months in which a story has entries, newest first.
    pub(crate) async fn story_months(
        &self,
        sight: &Sight,
        person: PersonId,
        ask: &StoryAsk,
        now: Instant,
    ) -> Result<Vec<String>, Error> {
        let mut reader = self.engine.reader().await?;
        let mut query = QueryBuilder::<Db>::new(
            "SELECT DISTINCT substr(s.happened, 1, 7) FROM story s JOIN person p ON p.id = s.person",
        );
        push_entries(&mut query, sight, person, now);
        push_story(&mut query, ask);
        query.push(" AND length(s.happened) > 6 ORDER BY 1 DESC");
        Ok(query.build_query_scalar().fetch_all(&mut *reader).await?)
    }

    /// The workers who wrote entries of a story that the asker may read.
    pub(crate) async fn story_authors(
        &self,
        sight: &Sight,
        person: PersonId,
        now: Instant,
    ) -> Result<Vec<PostId>, Error> {
        let mut reader = self.engine.reader().await?;
        let mut query =
            QueryBuilder::<Db>::new("SELECT DISTINCT s.actor FROM story s JOIN person p ON p.id = s.person");
        push_entries(&mut query, sight, person, now);
        query.push(" ORDER BY s.actor");
        let actors: Vec<String> = query.build_query_scalar().fetch_all(&mut *reader).await?;
        Ok(actors
            .iter()
            .filter_map(|actor| match actor.parse() {
                Ok(Actor::Post(post)) => Some(post),
                _ => None,
            })
            .collect())
    }

    /// The kinds of the entries of a story that the asker may read.
    pub(crate) async fn story_kinds(
        &self,
        sight: &Sight,
        person: PersonId,
        now: Instant,
    ) -> Result<Vec<String>, Error> {
        let mut reader = self.engine.reader().await?;
        let mut query =
            QueryBuilder::<Db>::new("SELECT DISTINCT s.kind FROM story s JOIN person p ON p.id = s.person");
        push_entries(&mut query, sight, person, now);
        Ok(query.build_query_scalar().fetch_all(&mut *reader).await?)
    }

    /// One entry of a story, with what was said about it.
    pub(crate) async fn entry(
        &self,
        sight: &Sight,
        event: EventId,
        now: Instant,
    ) -> Result<Option<StoryEntry>, Error> {
        let mut snapshot = self.engine.snapshot().await?;
        let mut query = QueryBuilder::<Db>::new(concat!(
            "SELECT ",
            event_columns!("s.class"),
            " FROM person p CROSS JOIN story s CROSS JOIN event e WHERE p.id = COALESCE(("
        ));
        // Whose it is comes first, from an index, and is nobody where there is no such entry; the entry is
        // read only after the policy let it through. So an entry out of reach takes hardly longer than one
        // that never was.
        query
            .push("SELECT whose.person FROM story whose WHERE whose.event = ")
            .push_bind(event.0)
            .push("), ");
        query.push_bind(Uuid::nil()).push(") AND s.person = p.id AND s.event = ").push_bind(event.0);
        query.push(" AND e.id = s.event AND ");
        policy::push(&mut query, &record_policy(&sight.rights), sight, now);
        push_classes(&mut query, sight);
        let row: Option<EventRow> = query.build_query_as().fetch_optional(&mut *snapshot).await?;
        let Some(event) = row.map(|row| row.read()).transpose()? else { return Ok(None) };
        let Some(person) = event.subject else { return Ok(None) };
        let mut about =
            what_was_said(&mut snapshot, sight, (person, false), std::slice::from_ref(&event)).await?;
        let about = about.remove(&event.id).unwrap_or_default();
        Ok(Some(StoryEntry { event, about }))
    }

    /// Every event of a record the asker may open, in the order in which they
    /// were written. Classes are not narrowed: a fold needs them all.
    pub(crate) async fn events_of(
        &self,
        sight: &Sight,
        person: PersonId,
        now: Instant,
    ) -> Result<Option<Vec<Event>>, Error> {
        let mut snapshot = self.engine.snapshot().await?;
        let mut may = QueryBuilder::<Db>::new("SELECT 1 FROM person p WHERE p.id = ");
        may.push_bind(person.0).push(" AND ");
        policy::push(&mut may, &record_policy(&sight.rights), sight, now);
        let found: Option<i32> = may.build_query_scalar().fetch_optional(&mut *snapshot).await?;
        if found.is_none() {
            return Ok(None);
        }
        events_of(&mut snapshot, person).await.map(Some)
    }

    /// The events of several people, for the importer: by council, not by reach.
    pub(crate) async fn events_of_all(
        &self,
        people: &[PersonId],
    ) -> Result<BTreeMap<PersonId, Vec<Event>>, Error> {
        let mut snapshot = self.engine.snapshot().await?;
        let mut all = BTreeMap::new();
        for person in people {
            all.insert(*person, events_of(&mut snapshot, *person).await?);
        }
        Ok(all)
    }

    /// Whose record has which key, for the importer and the matching desk: by
    /// council, not by reach. `prefix` is the beginning of the key.
    pub(crate) async fn keys_like(
        &self,
        authority: AuthorityId,
        prefix: &str,
    ) -> Result<Vec<(String, PersonId)>, Error> {
        let mut reader = self.engine.reader().await?;
        let mut query = QueryBuilder::<Db>::new("SELECT key, person FROM person_key WHERE authority = ");
        query.push_bind(authority.0).push(" AND ");
        push_prefix(&mut query, prefix);
        query.push(" ORDER BY key, person");
        let rows: Vec<(String, Uuid)> = query.build_query_as().fetch_all(&mut *reader).await?;
        Ok(rows.into_iter().map(|(key, person)| (key, PersonId(person))).collect())
    }

    /// Whom an act was about, for a form that was sent twice.
    pub(crate) async fn person_of_act(&self, act: ActId) -> Result<Option<PersonId>, Error> {
        let mut reader = self.engine.reader().await?;
        let person: Option<Option<Uuid>> =
            sqlx::query_scalar("SELECT subject FROM event WHERE act = $1 ORDER BY arrival LIMIT 1")
                .bind(act.0)
                .fetch_optional(&mut *reader)
                .await?;
        Ok(person.flatten().map(PersonId))
    }

    /// The reference of a record, for lists of those who look after who looks;
    /// none of one that an adoption closed off.
    pub(crate) async fn reference_of(&self, person: PersonId) -> Result<Option<String>, Error> {
        let mut reader = self.engine.reader().await?;
        Ok(sqlx::query_scalar("SELECT reference FROM person WHERE id = $1 AND NOT sealed")
            .bind(person.0)
            .fetch_optional(&mut *reader)
            .await?)
    }

    /// A record for the matching desk and for those who look after who looks: by
    /// council, not by reach; never a declared relative's and never a sealed one.
    pub(crate) async fn header_for_desk(
        &self,
        sight: &Sight,
        person: PersonId,
    ) -> Result<Option<Header>, Error> {
        let mut reader = self.engine.reader().await?;
        let mut query = QueryBuilder::<Db>::new("SELECT p.header FROM person p WHERE p.id = ");
        query.push_bind(person.0).push(" AND ");
        policy::push(&mut query, &emergency_policy(true), sight, Instant(0));
        let stored: Option<Vec<u8>> = query.build_query_scalar().fetch_optional(&mut *reader).await?;
        stored.map(|bytes| parse_header(&bytes)).transpose()
    }

    /// Whose restricted records name none of some posts, with their references, a declared relative's
    /// aside, of those that an emergency might open.
    pub(crate) async fn restricted_to_none_of(
        &self,
        sight: &Sight,
        posts: &[PostId],
        now: Instant,
    ) -> Result<Vec<(PersonId, String)>, Error> {
        let mut reader = self.engine.reader().await?;
        let mut query =
            QueryBuilder::<Db>::new("SELECT p.id, p.reference FROM person p WHERE p.restricted AND ");
        policy::push(&mut query, &emergency_policy(true), sight, now);
        query.push(
            " AND NOT EXISTS (SELECT 1 FROM person_named n JOIN post k ON k.id = n.post \
             WHERE n.person = p.id AND NOT EXISTS \
             (SELECT 1 FROM relative r WHERE r.person = p.id AND r.account = k.account) AND (1 = 0",
        );
        for post in posts {
            query.push(" OR n.post = ").push_bind(post.0);
        }
        query.push(")) AND p.reference IS NOT NULL ORDER BY p.reference");
        let found: Vec<(Uuid, String)> = query.build_query_as().fetch_all(&mut *reader).await?;
        Ok(found.into_iter().map(|(person, reference)| (PersonId(person), reference)).collect())
    }

    /// Whether a restricted record is open to one of these posts by name.
    pub(crate) async fn restriction_names(&self, posts: &[PostId]) -> Result<bool, Error> {
        let mut reader = self.engine.reader().await?;
        let mut query = QueryBuilder::<Db>::new(
            "SELECT EXISTS (SELECT 1 FROM person_named n JOIN person p ON p.id = n.person \
             WHERE p.restricted AND (1 = 0",
        );
        for post in posts {
            query.push(" OR n.post = ").push_bind(post.0);
        }
        query.push("))");
        Ok(query.build_query_scalar().fetch_one(&mut *reader).await?)
    }

    /// Whom an emergency may open: all terms fit, in the asker's council, no
    /// declared relative, not sealed, restricted only where the asker may.
    pub(crate) async fn for_emergency(
        &self,
        sight: &Sight,
        terms: &[Term],
        may_restricted: bool,
    ) -> Result<Vec<PersonId>, Error> {
        if terms.is_empty() {
            return Ok(Vec::new());
        }
        let policy = emergency_policy(may_restricted);
        let mut snapshot = self.engine.snapshot().await?;
        let mut query = QueryBuilder::<Db>::new("SELECT p.id FROM person p WHERE ");
        policy::push(&mut query, &policy, sight, Instant(0));
        for term in terms {
            push_term(&mut query, term);
        }
        query.push(" ORDER BY p.id LIMIT ").push_bind(EMERGENCY_MOST);
        let people: Vec<Uuid> = query.build_query_scalar().fetch_all(&mut *snapshot).await?;
        Ok(people.into_iter().map(PersonId).collect())
    }

    /// The revisions of some streams; 0 where there is no event yet.
    pub(crate) async fn revisions(&self, streams: &[StreamId]) -> Result<Vec<Revision>, Error> {
        let mut snapshot = self.engine.snapshot().await?;
        revisions(&mut snapshot, streams).await
    }
}

async fn events_of(conn: &mut Conn, person: PersonId) -> Result<Vec<Event>, Error> {
    let rows: Vec<EventRow> = sqlx::query_as(concat!(
        "SELECT ",
        event_columns!(),
        " FROM event e WHERE e.subject = $1 ORDER BY e.arrival"
    ))
    .bind(person.0)
    .fetch_all(&mut *conn)
    .await?;
    rows.iter().map(EventRow::read).collect()
}

async fn revisions(conn: &mut Conn, streams: &[StreamId]) -> Result<Vec<Revision>, Error> {
    let mut found = Vec::with_capacity(streams.len());
    for stream in streams {
        let number: Option<i64> = sqlx::query_scalar("SELECT revision FROM stream WHERE id = $1")
            .bind(stream.0)
            .fetch_optional(&mut *conn)
            .await?;
        found.push(Revision { stream: *stream, number: number.unwrap_or(0) });
    }
    Ok(found)
}

pub(super) fn push_classes(query: &mut QueryBuilder<Db>, sight: &Sight) {
    query.push(" AND s.class IN (''");
    for class in &sight.rights.classes {
        query.push(", ").push_bind(class.word());
    }
    query.push(")");
}

/// The entries of somebody's story that the asker may read, without what was said about each.
fn push_entries(query: &mut QueryBuilder<Db>, sight: &Sight, person: PersonId, now: Instant) {
    query.push(" WHERE s.person = ").push_bind(person.0).push(" AND s.corrects IS NULL AND ");
    policy::push(query, &record_policy(&sight.rights), sight, now);
    push_classes(query, sight);
}

fn push_story(query: &mut QueryBuilder<Db>, ask: &StoryAsk) {
    if !ask.kinds.is_empty() {
        query.push(" AND s.kind IN (''");
        for kind in &ask.kinds {
            query.push(", ").push_bind(plain(kind));
        }
        query.push(")");
    }
    if let Some(actor) = &ask.actor {
        query.push(" AND s.actor = ").push_bind(plain(actor));
    }
    if let Some(room) = &ask.room {
        query.push(" AND s.kind >= ").push_bind(plain(&format!("{room}.")));
        query.push(" AND s.kind < ").push_bind(plain(&format!("{room}/")));
    }
    if let Some(since) = &ask.since {
        query.push(" AND s.happened >= ").push_bind(plain(since));
    }
    push_open_only(query, ask.open_only);
}

/// For others: what everybody reads who reads the record, and nothing by which somebody is found.
fn push_open_only(query: &mut QueryBuilder<Db>, open_only: bool) {
    if !open_only {
        return;
    }
    query.push(" AND s.class = ").push_bind(Class::Story.word()).push(" AND s.kind NOT IN (''");
    for kind in LEADS_TO_THEM.iter().copied() {
        query.push(", ").push_bind(kind);
    }
    query.push(")");
}

/// From where on a page of a story begins.
fn push_beginning(query: &mut QueryBuilder<Db>, ask: &StoryAsk) {
    if let Some(until) = &ask.until {
        query.push(" AND s.happened < ").push_bind(plain(&format!("{until}~")));
    }
    if let Some(place) = &ask.before {
        query.push(" AND (s.happened, s.recorded, s.event) < (").push_bind(plain(&place.happened));
        query.push(", ").push_bind(At(place.recorded)).push(", ").push_bind(place.event.0).push(")");
    }
}

/// Corrections and disagreements about some entries, oldest first. One that is
/// corrected in turn brings along what was said about it.
async fn what_was_said(
    conn: &mut Conn,
    sight: &Sight,
    (person, open_only): (PersonId, bool),
    entries: &[Event],
) -> Result<BTreeMap<EventId, Vec<Event>>, Error> {
    let mut said: BTreeMap<EventId, Vec<Event>> = BTreeMap::new();
    let mut about: BTreeMap<EventId, EventId> = entries.iter().map(|entry| (entry.id, entry.id)).collect();
    let mut asked: Vec<EventId> = about.keys().copied().collect();
    while !asked.is_empty() {
        let answers = said_about(conn, sight, (person, open_only), &asked).await?;
        asked.clear();
        for event in answers {
            let Some(entry) = event.corrects.and_then(|one| about.get(&one)).copied() else { continue };
            about.insert(event.id, entry);
            asked.push(event.id);
            said.entry(entry).or_default().push(event);
        }
    }
    for events in said.values_mut() {
        events.sort_by_key(|event| (event.recorded, event.id));
    }
    Ok(said)
}

async fn said_about(
    conn: &mut Conn,
    sight: &Sight,
    (person, open_only): (PersonId, bool),
    events: &[EventId],
) -> Result<Vec<Event>, Error> {
    let mut query = QueryBuilder::<Db>::new(concat!(
        "SELECT ",
        event_columns!("s.class"),
        " FROM story s JOIN event e ON e.id = s.event WHERE s.person = "
    ));
    query.push_bind(person.0).push(" AND s.corrects IN (");
    let mut ids = query.separated(", ");
    for event in events {
        ids.push_bind(event.0);
    }
    query.push(")");
    push_classes(&mut query, sight);
    push_open_only(&mut query, open_only);
    let rows: Vec<EventRow> = query.build_query_as().fetch_all(&mut *conn).await?;
    rows.iter().map(EventRow::read).collect()
}
