//! Rows of the journal, as they are stored and as the house speaks of them.

use super::{Conn, Db, is_kept};
use crate::Error;
use crate::columns::At;
use crate::seal::{Envelope, payload_hash};
use practice::dates::Instant;
use practice::ids::{ActId, AuthorityId, EventId, PersonId, StreamId};
use practice::journal::{Body, Event};
use sqlx::{FromRow, QueryBuilder};
use uuid::Uuid;

/// The columns of [`EventRow`], for use after SELECT.
///
/// The class is the journal's own, or that of the view, where entries may
/// have been moved since.
macro_rules! event_columns {
    () => {
        event_columns!("e.class")
    };
    ($class:literal) => {
        concat!(
        "e.arrival, e.id, e.authority, e.stream, e.revision, e.subject, e.kind, e.version, e.actor, e.role, \
         e.on_behalf, e.act, e.happened, e.recorded, ",
            $class,
            " AS class, e.corrects, e.words, e.payload_hash, e.payload, e.salt"
        )
    };
}
pub(crate) use event_columns;

/// The same without what is said, which a seal has no need of: the hash of an
/// event is over the hash of its content.
macro_rules! envelope_columns {
    () => {
        "e.arrival, e.id, e.authority, e.stream, e.revision, e.subject, e.kind, e.version, e.actor, e.role, \
         e.on_behalf, e.act, e.happened, e.recorded, e.class, e.corrects, e.words, e.payload_hash, \
         NULL AS payload, NULL AS salt"
    };
}
pub(crate) use envelope_columns;

/// One row of the journal, exactly as stored.
#[derive(Debug, Clone, FromRow)]
pub(crate) struct EventRow {
    pub(crate) arrival: i64,
    pub(crate) id: Uuid,
    pub(crate) authority: Uuid,
    pub(crate) stream: Uuid,
    pub(crate) revision: i64,
    pub(crate) subject: Option<Uuid>,
    pub(crate) kind: String,
    pub(crate) version: i64,
    pub(crate) actor: String,
    pub(crate) role: String,
    pub(crate) on_behalf: Option<String>,
    pub(crate) act: Uuid,
    pub(crate) happened: String,
    pub(crate) recorded: At,
    pub(crate) class: String,
    pub(crate) corrects: Option<Uuid>,
    pub(crate) words: i64,
    pub(crate) payload_hash: Vec<u8>,
    pub(crate) payload: Option<Vec<u8>>,
    pub(crate) salt: Option<Vec<u8>>,
}

impl EventRow {
    /// The row of an event about to be written; the engine gives the arrival.
    pub(crate) fn of(event: &Event, salt: [u8; 16]) -> Self {
        let payload = event.body.payload();
        Self {
            arrival: 0,
            id: event.id.0,
            authority: event.authority.0,
            stream: event.stream.0,
            revision: event.revision,
            subject: event.subject.map(|person| person.0),
            kind: event.body.kind().to_owned(),
            version: event.body.version(),
            actor: event.actor.to_string(),
            role: event.role.clone(),
            on_behalf: event.on_behalf.map(|actor| actor.to_string()),
            act: event.act.0,
            happened: event.happened.to_string(),
            recorded: At(event.recorded),
            class: event.class.word().to_owned(),
            corrects: event.corrects.map(|event| event.0),
            words: event.words,
            payload_hash: payload_hash(&salt, &payload).to_vec(),
            payload: Some(payload),
            salt: Some(salt.to_vec()),
        }
    }

    /// The event it holds; erased content reads as [`Body::Erased`].
    pub(crate) fn read(&self) -> Result<Event, Error> {
        let unreadable = |what: &str| Error::Unreadable(format!("{what} of event {}", self.id));
        let body = match &self.payload {
            None => Body::Erased(self.kind.clone()),
            Some(payload) => Body::read(&self.kind, self.version, payload)
                .map_err(|error| Error::Unreadable(error.to_string()))?,
        };
        Ok(Event {
            id: EventId(self.id),
            authority: AuthorityId(self.authority),
            stream: StreamId(self.stream),
            revision: self.revision,
            subject: self.subject.map(PersonId),
            actor: self.actor.parse().map_err(|_| unreadable("the actor"))?,
            role: self.role.clone(),
            on_behalf: self
                .on_behalf
                .as_deref()
                .map(|actor| actor.parse().map_err(|_| unreadable("the one acted for")))
                .transpose()?,
            act: ActId(self.act),
            happened: self.happened.parse().map_err(|_| unreadable("the date"))?,
            recorded: Instant(self.recorded.0.0),
            class: self.class.parse().map_err(|_| unreadable("the class"))?,
            corrects: self.corrects.map(EventId),
            words: self.words,
            body,
        })
    }

    /// The event's hash, computed from what is stored.
    pub(crate) fn hash(&self) -> [u8; 32] {
        Envelope {
            id: self.id,
            authority: self.authority,
            stream: self.stream,
            revision: self.revision,
            subject: self.subject,
            kind: &self.kind,
            version: self.version,
            actor: &self.actor,
            role: &self.role,
            on_behalf: self.on_behalf.as_deref(),
            act: self.act,
            happened: &self.happened,
            recorded: self.recorded.0.0,
            class: &self.class,
            corrects: self.corrects,
            words: self.words,
            payload_hash: &self.payload_hash,
        }
        .hash()
    }
}

/// How many rows go in one INSERT: below SQLite's limit of bound values.
const ROWS: usize = 400;

/// Writes rows of the journal.
pub(crate) async fn insert(conn: &mut Conn, rows: &[EventRow]) -> Result<(), Error> {
    for some in rows.chunks(ROWS) {
        let mut query = QueryBuilder::<Db>::new(
            "INSERT INTO event (id, authority, stream, revision, subject, kind, version, actor, role, on_behalf, act, \
             happened, recorded, class, corrects, words, payload_hash, payload, salt) ",
        );
        query.push_values(some, |mut values, row| {
            values
                .push_bind(row.id)
                .push_bind(row.authority)
                .push_bind(row.stream)
                .push_bind(row.revision)
                .push_bind(row.subject)
                .push_bind(row.kind.as_str())
                .push_bind(row.version)
                .push_bind(row.actor.as_str())
                .push_bind(row.role.as_str())
                .push_bind(row.on_behalf.as_deref())
                .push_bind(row.act)
                .push_bind(row.happened.as_str())
                .push_bind(row.recorded)
                .push_bind(row.class.as_str())
                .push_bind(row.corrects)
                .push_bind(row.words)
                .push_bind(row.payload_hash.as_slice())
                .push_bind(row.payload.as_deref())
                .push_bind(row.salt.as_deref());
        });
        query.build().persistent(is_kept(some.len(), ROWS)).execute(&mut *conn).await?;
    }
    Ok(())
}
