//! Checking what is stored: seals, order, tombstones, and views against the journal.

use super::event_row::{EventRow, event_columns};
use super::refold::stale;
use super::verify_vault::{Named, verify_vault};
use super::{Conn, Db, Store};
use crate::columns::{At, Day};
use crate::seal::{chain_next, chain_start, head_message, payload_hash};
use crate::sqlite::shadow::Shadow;
use crate::tables::{Column, Kind, Table, VIEWS};
use crate::verify::{Finding, KeptHeads, KeptLinks, Report, first_difference};
use crate::{Error, Head};
use data_encoding::HEXLOWER;
use futures_util::TryStreamExt;
use futures_util::stream::BoxStream;
use practice::ids::{AuthorityId, EventId};
use practice::journal::{Body, Event};
use sqlx::{AssertSqlSafe, ColumnIndex, FromRow, Row};
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

/// How many rows are read at a time.
pub(super) const BATCH: i64 = 2_000;

#[derive(FromRow)]
struct SealRow {
    number: i64,
    event: Uuid,
    arrival: i64,
    chain: Vec<u8>,
}

impl Store {
    /// Checks the journal and then its views, in one snapshot: others may write meanwhile.
    pub(crate) async fn verify(&self, kept: &KeptHeads, report: &mut Report) -> Result<(), Error> {
        let mut snapshot = self.engine.snapshot().await?;
        self.verify_journal(&mut snapshot, kept, report).await?;
        // Of a journal that cannot be read nobody can say what should be there.
        if report.is_clean() {
            let named = verify_views(&mut snapshot, report).await?;
            verify_vault(&mut snapshot, &self.keys, named, report).await?;
            self.verify_files(&mut snapshot, report).await?;
        }
        Ok(())
    }

    /// Checks the journal itself: every hash, every link, every tombstone.
    async fn verify_journal(
        &self,
        conn: &mut Conn,
        kept: &KeptHeads,
        report: &mut Report,
    ) -> Result<(), Error> {
        let erased = erased_lawfully(conn).await?;
        let councils: Vec<Uuid> = sqlx::query_scalar(
            "SELECT authority FROM seal_head UNION SELECT authority FROM seal UNION SELECT authority FROM event ORDER BY 1",
        )
        .fetch_all(&mut *conn)
        .await?;
        for absent in kept.councils().filter(|council| !councils.contains(&council.0)) {
            report.find(Finding::about("head", format!("council {absent} has no chain")));
        }
        for council in councils.into_iter().map(AuthorityId) {
            self.verify_chain(conn, council, kept.of_council(council), &erased, report).await?;
        }
        verify_streams(conn, report).await
    }

    async fn verify_chain(
        &self,
        conn: &mut Conn,
        authority: AuthorityId,
        kept: &KeptLinks,
        erased: &BTreeSet<(Uuid, EventId)>,
        report: &mut Report,
    ) -> Result<(), Error> {
        let mut chain = chain_start(authority).to_vec();
        let mut number = 0;
        let mut last_arrival = 0;
        loop {
            let seals: Vec<SealRow> = sqlx::query_as(
                "SELECT number, event, arrival, chain FROM seal WHERE authority = $1 AND number > $2 \
                 ORDER BY number LIMIT $3",
            )
            .bind(authority.0)
            .bind(number)
            .bind(BATCH)
            .fetch_all(&mut *conn)
            .await?;
            if seals.is_empty() {
                break;
            }
            let last = seals.last().map_or(number, |seal| seal.number);
            let mut events = sealed_events(conn, authority, number, last, report).await?;
            for seal in seals {
                number += 1;
                if seal.number != number {
                    report.find(Finding::about(
                        "seal",
                        format!("number {number} of council {authority} is missing"),
                    ));
                    number = seal.number;
                }
                match events.remove(&seal.event) {
                    None => report
                        .find(Finding::about("event", format!("{} is sealed and not there", seal.event))),
                    Some(row) => {
                        check_event(&row, &seal, erased, report);
                        chain = chain_next(&chain, number, &row.hash()).to_vec();
                    }
                }
                if chain != seal.chain {
                    report
                        .find(Finding::about("seal", format!("event {} is not what was sealed", seal.event)));
                    chain.clone_from(&seal.chain);
                }
                last_arrival = seal.arrival.max(last_arrival);
                if kept.get(&number).is_some_and(|links| links.iter().any(|link| *link != chain)) {
                    let what = format!("link {number} of {authority} is not the one kept elsewhere");
                    report.find(Finding::about("head", what));
                }
            }
        }
        if let Some((last, _)) = kept.last_key_value().filter(|(last, _)| **last > number) {
            let what = format!("the chain of {authority} ends at {number}, and {last} was kept elsewhere");
            report.find(Finding::about("head", what));
        }
        report.sealed += u64::try_from(number).unwrap_or(0);
        self.verify_head(conn, authority, number, last_arrival, &chain, report).await
    }

    async fn verify_head(
        &self,
        conn: &mut Conn,
        authority: AuthorityId,
        number: i64,
        arrival: i64,
        chain: &[u8],
        report: &mut Report,
    ) -> Result<(), Error> {
        let head: Option<(i64, i64, Vec<u8>, Vec<u8>)> =
            sqlx::query_as("SELECT number, arrival, chain, signature FROM seal_head WHERE authority = $1")
                .bind(authority.0)
                .fetch_optional(&mut *conn)
                .await?;
        match head {
            None if number == 0 => {}
            None => report.find(Finding::about("head", format!("council {authority} has seals and no head"))),
            Some((at, arrived, link, signature)) => {
                let signed = self.keys.signed(&head_message(authority, at, &link), &signature);
                if (at, arrived, link.as_slice()) != (number, arrival, chain) || !signed {
                    report.find(Finding::about(
                        "head",
                        format!("the head of council {authority} is not the last seal"),
                    ));
                }
                report.heads.push(Head { authority, number: at, chain: link });
            }
        }
        let unsealed: i64 = sqlx::query_scalar(
            "SELECT COUNT(*) FROM event e LEFT JOIN seal s ON s.event = e.id WHERE s.event IS NULL AND e.authority = $1",
        )
        .bind(authority.0)
        .fetch_one(&mut *conn)
        .await?;
        report.unsealed += u64::try_from(unsealed).unwrap_or(0);
        Ok(())
    }
}

/// Folds the journal again beside the live views and compares; answers which
/// values of the vault the journal names.
async fn verify_views(conn: &mut Conn, report: &mut Report) -> Result<Named, Error> {
    let mut shadow = Shadow::new().await?;
    let mut named = Named::default();
    let mut from = 0;
    loop {
        let (events, last) = events_after(conn, from).await?;
        if events.is_empty() {
            break;
        }
        for event in &events {
            named.take_in(event);
        }
        shadow.take_in(&events).await?;
        from = last;
    }
    // Until a changed fold is folded anew its view stands as the earlier release left it.
    let behind: BTreeSet<&str> = stale(conn).await?.into_iter().map(|view| view.name).collect();
    for view in VIEWS {
        if behind.contains(view.name) {
            report.behind.push(view.name);
            continue;
        }
        let rebuilt = crate::sqlite::store::verify::dump(&mut shadow.conn, view);
        if let Some(finding) = first_difference(view, dump(conn, view), rebuilt).await? {
            report.find(finding);
        }
    }
    Ok(named)
}

pub(super) async fn events_after(conn: &mut Conn, arrival: i64) -> Result<(Vec<Event>, i64), Error> {
    let rows: Vec<EventRow> = sqlx::query_as(concat!(
        "SELECT ",
        event_columns!(),
        " FROM event e WHERE e.arrival > $1 ORDER BY e.arrival LIMIT $2"
    ))
    .bind(arrival)
    .bind(BATCH)
    .fetch_all(conn)
    .await?;
    let last = rows.last().map_or(arrival, |row| row.arrival);
    Ok((rows.iter().map(EventRow::read).collect::<Result<_, _>>()?, last))
}

async fn sealed_events(
    conn: &mut Conn,
    authority: AuthorityId,
    after: i64,
    to: i64,
    report: &mut Report,
) -> Result<BTreeMap<Uuid, EventRow>, Error> {
    let mut events = BTreeMap::new();
    let mut rows = sqlx::query(concat!(
        "SELECT ",
        event_columns!(),
        " FROM seal s JOIN event e ON e.id = s.event WHERE s.authority = $1 AND s.number > $2 AND s.number <= $3"
    ))
    .bind(authority.0)
    .bind(after)
    .bind(to)
    .fetch(conn);
    while let Some(row) = rows.try_next().await? {
        match EventRow::from_row(&row) {
            Ok(row) => {
                events.insert(row.id, row);
            }
            Err(error) => {
                report.find(Finding::about("event", format!("a row cannot be read: {}", Error::from(error))));
            }
        }
    }
    Ok(events)
}

fn check_event(row: &EventRow, seal: &SealRow, erased: &BTreeSet<(Uuid, EventId)>, report: &mut Report) {
    if row.arrival != seal.arrival {
        report.find(Finding::about("event", format!("{} arrived elsewhere than it was sealed", row.id)));
    }
    match (&row.payload, &row.salt) {
        (Some(payload), Some(salt)) => {
            if payload_hash(salt, payload).as_slice() != row.payload_hash {
                report.find(Finding::about("event", format!("{} does not hold what was written", row.id)));
                return;
            }
        }
        (None, None) if erased.contains(&(row.authority, EventId(row.id))) => {}
        _ => report.find(Finding::about("event", format!("{} is empty and no erasure names it", row.id))),
    }
    if let Err(error) = row.read() {
        report.find(Finding::about("event", format!("{}: {error}", row.id)));
    }
}

/// The events that sealed erasures name, each with the council that erased it.
/// A row that cannot be read names nothing; the check of the chain reports it.
async fn erased_lawfully(conn: &mut Conn) -> Result<BTreeSet<(Uuid, EventId)>, Error> {
    let mut rows = sqlx::query(concat!(
        "SELECT ",
        event_columns!(),
        " FROM event e JOIN seal s ON s.event = e.id WHERE e.kind = 'story.erased' ORDER BY e.arrival"
    ))
    .fetch(conn);
    let mut erased = BTreeSet::new();
    while let Some(row) = rows.try_next().await? {
        let event = EventRow::from_row(&row).map_err(Error::from).and_then(|row| row.read());
        if let Ok(Event { authority, body: Body::ErasedLawfully(tombstone), .. }) = event {
            erased.extend(tombstone.events.into_iter().map(|event| (authority.0, event)));
        }
    }
    Ok(erased)
}

/// Every stream counts its events without gaps.
async fn verify_streams(conn: &mut Conn, report: &mut Report) -> Result<(), Error> {
    let wrong: Vec<Uuid> = sqlx::query_scalar(
        "SELECT e.stream FROM event e LEFT JOIN stream s ON s.id = e.stream GROUP BY e.stream, s.revision \
         HAVING MAX(e.revision) <> COUNT(*) OR MIN(e.revision) <> 1 OR s.revision IS NULL OR s.revision <> COUNT(*) \
         ORDER BY e.stream LIMIT 20",
    )
    .fetch_all(conn)
    .await?;
    for stream in wrong {
        report.find(Finding::about("stream", format!("{stream} does not count its events without gaps")));
    }
    Ok(())
}

/// The rows of a view in the order of its key, each cell as text.
pub(crate) fn dump<'c>(
    conn: &'c mut Conn,
    table: &'static Table,
) -> BoxStream<'c, Result<Vec<String>, Error>> {
    let columns: Vec<&str> = table.columns.iter().map(|column| column.name).collect();
    let sql = format!("SELECT {} FROM {} ORDER BY {}", columns.join(", "), table.name, table.key);
    Box::pin(sqlx::query(AssertSqlSafe(sql)).fetch(conn).map_err(Error::from).and_then(move |row| {
        let cells =
            table.columns.iter().enumerate().map(|(place, column)| cell(&row, place, column)).collect();
        std::future::ready(cells)
    }))
}

fn cell(row: &<Db as sqlx::Database>::Row, place: usize, column: &Column) -> Result<String, Error>
where
    usize: ColumnIndex<<Db as sqlx::Database>::Row>,
{
    let text = match column.kind {
        Kind::Id => row.try_get::<Option<Uuid>, _>(place)?.map(|id| id.to_string()),
        Kind::Text => row.try_get::<Option<String>, _>(place)?,
        Kind::Bytes => row.try_get::<Option<Vec<u8>>, _>(place)?.map(|bytes| HEXLOWER.encode(&bytes)),
        Kind::At => row.try_get::<Option<At>, _>(place)?.map(|at| at.0.to_string()),
        Kind::Day => row.try_get::<Option<Day>, _>(place)?.map(|day| day.0.to_string()),
        Kind::Bool => row.try_get::<Option<bool>, _>(place)?.map(|is| is.to_string()),
    };
    Ok(text.unwrap_or_else(|| "NULL".into()))
}
