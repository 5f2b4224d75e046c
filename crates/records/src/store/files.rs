//! The rows of files: written with the event that brings one, read whole,
//! gone with its erasure.

use super::event_row::{EventRow, event_columns};
use super::{Conn, Db, Store};
use crate::files::unpack;
use crate::verify::{Finding, Report};
use crate::{Append, Error, FileParts};
use practice::ids::{AuthorityId, EventId, FileId, PersonId};
use sqlx::{FromRow, QueryBuilder};
use uuid::Uuid;

/// The kinds of events that bring files ([`practice::journal::Body::file`]), as a list of SQL.
macro_rules! bringing_kinds {
    () => {
        "('people.photo_recorded', 'staff.logo_changed', 'story.file_added')"
    };
}

/// Writes the files of an act. Each is named by an event of the act: one that
/// no event names could be neither checked nor erased.
pub(super) async fn insert(conn: &mut Conn, act: &Append) -> Result<(), Error> {
    for file in &act.files {
        let names = |told: &practice::journal::Body| told.file().is_some_and(|named| named.id == file.id);
        let event = act
            .events
            .iter()
            .find(|writing| names(&writing.told.body))
            .ok_or(Error::Promise("A file is written with the event that names it."))?;
        sqlx::query("INSERT INTO file (id, authority, person, event, head) VALUES ($1, $2, $3, $4, $5)")
            .bind(file.id.0)
            .bind(act.authority.0)
            .bind(file.person.map(|person| person.0))
            .bind(event.id.0)
            .bind(file.head.as_slice())
            .execute(&mut *conn)
            .await?;
        for (place, chunk) in (1_i64..).zip(&file.chunks) {
            sqlx::query("INSERT INTO file_chunk (file, place, sealed) VALUES ($1, $2, $3)")
                .bind(file.id.0)
                .bind(place)
                .bind(chunk.as_slice())
                .execute(&mut *conn)
                .await?;
        }
    }
    Ok(())
}

/// Takes away the files that some erased events had brought.
pub(super) async fn delete(conn: &mut Conn, events: &[EventId]) -> Result<(), Error> {
    for sql in [
        "DELETE FROM file_chunk WHERE file IN (SELECT id FROM file WHERE event IN (",
        "DELETE FROM file WHERE id IN (SELECT id FROM file WHERE event IN (",
    ] {
        let mut query = QueryBuilder::<Db>::new(sql);
        let mut list = query.separated(", ");
        for event in events {
            list.push_bind(event.0);
        }
        query.push("))");
        query.build().execute(&mut *conn).await?;
    }
    Ok(())
}

impl Store {
    /// The bytes of a file; absent where it was lawfully erased.
    pub(crate) async fn file(&self, authority: AuthorityId, id: FileId) -> Result<Option<Vec<u8>>, Error> {
        let mut snapshot = self.engine.snapshot().await?;
        let Some((parts, _)) = read(&mut snapshot, authority, id).await? else { return Ok(None) };
        Ok(Some(unpack(&self.keys, authority, &parts)?.0))
    }

    /// Opens every file and compares it with the digest its event holds.
    pub(super) async fn verify_files(&self, conn: &mut Conn, report: &mut Report) -> Result<(), Error> {
        for event in bringing_files(conn).await? {
            // The check of the chain reports an event that cannot be read.
            let Ok(event) = event.read() else { continue };
            let Some(named) = event.body.file() else { continue };
            let place = || format!("{} of event {}", named.id, event.id);
            match read(conn, event.authority, named.id).await? {
                None => report.find(Finding::about("file", format!("{} is not there", place()))),
                Some((_, by)) if by != event.id => {
                    report.find(Finding::about("file", format!("{} stands under another event", place())));
                }
                Some((parts, _)) => match unpack(&self.keys, event.authority, &parts) {
                    Ok((_, digest)) if digest == named.digest => {}
                    Ok(_) => {
                        report.find(Finding::about("file", format!("{} is not what was written", place())));
                    }
                    Err(error) => report.find(Finding::about("file", format!("{}: {error}", place()))),
                },
            }
        }
        for id in named_by_nobody(conn).await? {
            report.find(Finding::about("file", format!("{id} is named by no event")));
        }
        Ok(())
    }
}

#[derive(FromRow)]
struct HeadRow {
    person: Option<Uuid>,
    event: Uuid,
    head: Vec<u8>,
}

/// The parts of a file as they stand, and the event that brought it.
async fn read(
    conn: &mut Conn,
    authority: AuthorityId,
    id: FileId,
) -> Result<Option<(FileParts, EventId)>, Error> {
    let row: Option<HeadRow> =
        sqlx::query_as("SELECT person, event, head FROM file WHERE id = $1 AND authority = $2")
            .bind(id.0)
            .bind(authority.0)
            .fetch_optional(&mut *conn)
            .await?;
    let Some(HeadRow { person, event, head }) = row else { return Ok(None) };
    let chunks: Vec<Vec<u8>> =
        sqlx::query_scalar("SELECT sealed FROM file_chunk WHERE file = $1 ORDER BY place")
            .bind(id.0)
            .fetch_all(&mut *conn)
            .await?;
    Ok(Some((FileParts { id, person: person.map(PersonId), head, chunks }, EventId(event))))
}

/// The events of kinds that bring files, whose content still stands.
async fn bringing_files(conn: &mut Conn) -> Result<Vec<EventRow>, Error> {
    Ok(sqlx::query_as(concat!(
        "SELECT ",
        event_columns!(),
        " FROM event e WHERE e.kind IN ",
        bringing_kinds!(),
        " AND e.payload IS NOT NULL ORDER BY e.arrival"
    ))
    .fetch_all(conn)
    .await?)
}

/// Files without an event whose content stands, and chunks without a file.
async fn named_by_nobody(conn: &mut Conn) -> Result<Vec<Uuid>, Error> {
    Ok(sqlx::query_scalar(concat!(
        "SELECT f.id FROM file f LEFT JOIN event e ON e.id = f.event AND e.payload IS NOT NULL AND e.kind IN ",
        bringing_kinds!(),
        " WHERE e.id IS NULL \
         UNION SELECT c.file FROM file_chunk c LEFT JOIN file f ON f.id = c.file WHERE f.id IS NULL ORDER BY 1",
    ))
    .fetch_all(conn)
    .await?)
}
