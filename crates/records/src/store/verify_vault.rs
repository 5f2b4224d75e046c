//! The vault against the journal: every value is the one that was written,
//! every row is named by an event, and none is missing that still is.

use super::Conn;
use super::vault::{open_all, open_some};
use crate::verify::{Finding, Report};
use crate::{Error, Keys};
use practice::ids::{AuthorityId, EventId, PersonId, VaultId};
use practice::journal::Event;
use practice::people::references_in;
use std::collections::{BTreeMap, BTreeSet};

/// Which values of the vault the journal names, and what they must be.
#[derive(Default)]
pub(super) struct Named(BTreeMap<VaultId, BTreeSet<Reference>>);

/// One naming of a value.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Reference {
    authority: AuthorityId,
    person: Option<PersonId>,
    digest: String,
    /// The event that names it; a value kept for a conflict may name further
    /// ones, and they are that event's too.
    event: EventId,
}

impl Named {
    /// Takes in what an event names; an erased one names nothing any more.
    pub(super) fn take_in(&mut self, event: &Event) {
        for reference in references_in(&event.body.payload()) {
            let named = Reference {
                authority: event.authority,
                person: event.subject,
                digest: reference.digest,
                event: event.id,
            };
            self.0.entry(reference.id).or_default().insert(named);
        }
    }

    /// Takes in what a value names that is itself the payload of an event not
    /// written: what a file says against what stands.
    fn take_in_from(&mut self, host: VaultId, value: &str) {
        for reference in references_in(value.as_bytes()) {
            let by: Vec<Reference> = self.0.get(&host).into_iter().flatten().cloned().collect();
            let named = by.into_iter().map(|by| Reference { digest: reference.digest.clone(), ..by });
            self.0.entry(reference.id).or_default().extend(named);
        }
    }
}

/// A row as it was found to be.
struct Found {
    authority: AuthorityId,
    person: PersonId,
    /// Absent where it does not open.
    digest: Option<String>,
}

/// Opens every value and compares it with what the journal says of it.
pub(super) async fn verify_vault(
    conn: &mut Conn,
    keys: &Keys,
    mut named: Named,
    report: &mut Report,
) -> Result<(), Error> {
    let mut found: BTreeMap<VaultId, Found> = BTreeMap::new();
    let mut hosts = Vec::new();
    open_all(conn, keys, |row, opened| {
        if let Ok(opened) = &opened
            && !references_in(opened.value.as_bytes()).is_empty()
        {
            hosts.push((row.id, opened.value.clone()));
        }
        let digest = opened.ok().map(|opened| opened.digest);
        found.insert(row.id, Found { authority: row.authority, person: row.person, digest });
    })
    .await?;
    for (host, value) in hosts {
        named.take_in_from(host, &value);
    }
    compare(&named, &found, report);
    Ok(())
}

fn compare(named: &Named, found: &BTreeMap<VaultId, Found>, report: &mut Report) {
    for (id, _) in found.iter().filter(|(_, value)| value.digest.is_none()) {
        report.find(Finding::about("vault", format!("value {id} cannot be opened")));
    }
    for (id, references) in &named.0 {
        for reference in references {
            let event = reference.event;
            match found.get(id) {
                None => {
                    let what =
                        format!("value {id} is gone, and event {event}, which names it, was not erased");
                    report.find(Finding::about("vault", what));
                }
                Some(value) if value.digest.is_some() && !is_the_one(value, reference) => {
                    let what = format!("value {id} is not the one that event {event} was written with");
                    report.find(Finding::about("vault", what));
                }
                Some(_) => {}
            }
        }
    }
    for id in found.keys().filter(|id| !named.0.contains_key(id)) {
        report.find(Finding::about("vault", format!("value {id} is named by no event")));
    }
}

fn is_the_one(value: &Found, reference: &Reference) -> bool {
    value.digest.as_ref() == Some(&reference.digest)
        && value.authority == reference.authority
        && reference.person.is_none_or(|person| person == value.person)
}

/// The values of one person that these events name, those included that a
/// value names in its turn.
pub(super) async fn values_named(
    conn: &mut Conn,
    keys: &Keys,
    person: PersonId,
    events: &[Event],
) -> Result<BTreeSet<VaultId>, Error> {
    let mut values: BTreeSet<VaultId> = events
        .iter()
        .filter(|event| event.subject == Some(person))
        .flat_map(|event| references_in(&event.body.payload()))
        .map(|reference| reference.id)
        .collect();
    let ids: Vec<VaultId> = values.iter().copied().collect();
    open_some(conn, keys, &ids, |_, opened| {
        // One that does not open names nothing that could be found.
        let further = opened.map(|opened| references_in(opened.value.as_bytes())).unwrap_or_default();
        values.extend(further.into_iter().map(|reference| reference.id));
    })
    .await?;
    Ok(values)
}
