//! Who looked at a record, by record and by worker.

use super::Directory;
use crate::{Desk, No};
use practice::Refusal;
use practice::dates::Instant;
use practice::ids::{PersonId, PostId, Reference};
use practice::people::keys;
use practice::staff::Permission;

/// How many looks one page shows.
const SHOWN: i64 = 200;

/// One look.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Look {
    /// Who looked.
    pub worker: String,
    /// Whose record, by reference, where it was about one person.
    pub reference: Option<String>,
    /// What was opened.
    pub what: String,
    /// When.
    pub at: Instant,
}

/// Who looked at one record, newest first.
pub async fn looks_at(desk: &Desk, person: PersonId) -> Result<Vec<Look>, No> {
    desk.must(Permission::ReadAudit)?;
    if desk.house.records.header_for_desk(&desk.sight, person).await?.is_none() {
        return desk.not_found(&person.to_string(), "who looked").await;
    }
    desk.saw(Some(person), "who looked").await?;
    let looks = desk.house.records.seen_of(desk.sight.authority, person, SHOWN).await?;
    in_words(desk, looks).await
}

/// What one worker looked at, newest first.
pub async fn looks_by(desk: &Desk, post: PostId) -> Result<Vec<Look>, No> {
    desk.must(Permission::ReadAudit)?;
    let looks = desk.house.records.seen_by(desk.sight.authority, post, SHOWN).await?;
    in_words(desk, looks).await
}

/// Who looked at the record with this reference, newest first; `None` where
/// there is no such record, or it is a relative's of the asker.
pub async fn looks_at_reference(desk: &Desk, typed: &str) -> Result<Option<(Reference, Vec<Look>)>, No> {
    desk.must(Permission::ReadAudit)?;
    let reference = Reference::parse(typed).ok_or_else(|| {
        Refusal::of("reference", "Enter a reference like BCDF-GHJK-L. Look for a wrong letter.")
    })?;
    let records = &desk.house.records;
    let key = keys::reference_key(&reference);
    let found = records.keys_like(desk.sight.authority, &key).await?;
    for (_, person) in found.into_iter().filter(|(found, _)| *found == key) {
        if records.header_for_desk(&desk.sight, person).await?.is_some() {
            return Ok(Some((reference, looks_at(desk, person).await?)));
        }
    }
    Ok(None)
}

async fn in_words(desk: &Desk, looks: Vec<records::Seen>) -> Result<Vec<Look>, No> {
    let directory = Directory::of(desk).await?;
    let mut lines = Vec::with_capacity(looks.len());
    for look in looks {
        let reference = match look.person {
            Some(person) => desk.house.records.reference_of(person).await?,
            None => None,
        };
        lines.push(Look { worker: directory.worker(look.post), reference, what: look.what, at: look.at });
    }
    Ok(lines)
}
