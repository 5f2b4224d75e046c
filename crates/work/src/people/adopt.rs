//! An adoption: the old record is closed off, a new one begins. Two acts in
//! one transaction that have nothing in common, so that the journal never says
//! that the two are one person. The link is a value of the vault.

use super::create::{NewPerson, begun};
use super::{Directory, PersonPage, open_to_decide, unless_sent};
use crate::staff::relative_stream;
use crate::{Act, Desk, FormKey, No};
use practice::Refusal;
use practice::dates::{Happened, PartialDate};
use practice::ids::{PersonId, StreamId};
use practice::journal::{Body, Told};
use practice::people::{
    Adopted, AdoptionForm, AdoptionWorkersNamed, Header, RestrictedTo, Restriction, adoption_named,
};
use practice::staff::{Permission, RelativeDeclared};
use uuid::Uuid;

/// An adoption as a form has it, with who the young person is from now on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Adopting {
    /// The order, and who may know.
    pub adoption: AdoptionForm,
    /// Who they are from now on, as it is typed: nothing comes from the old record.
    pub new: NewPerson,
    /// The form's key.
    pub key: Option<FormKey>,
}

/// All of an adoption is told on one stream of the old record.
pub(super) fn stream_of(person: PersonId) -> StreamId {
    person.stream("adoption")
}

/// The record that an adoption would close off, for whoever may do so.
pub async fn to_be_adopted(desk: &Desk, person: PersonId) -> Result<PersonPage, No> {
    desk.must(Permission::RestrictPerson)?;
    open_to_decide(desk, person).await
}

/// Closes a record off after an adoption, and begins a new one. Whoever does
/// so is led to neither: those named find the link under their adoptions.
pub async fn adopt(desk: &Desk, person: PersonId, adopting: &Adopting) -> Result<(), No> {
    desk.must(Permission::RestrictPerson)?;
    desk.must(Permission::CreatePerson)?;
    let desk = &desk.to_decide();
    desk.deciding(|| adopt_once(desk, person, adopting)).await
}

async fn adopt_once(desk: &Desk, person: PersonId, adopting: &Adopting) -> Result<(), No> {
    let streams = [Desk::resting_on(person)[0], stream_of(person)];
    let Some(record) = desk.house.records.person(&desk.sight, person, &streams, desk.now).await? else {
        // Its own first sending closed the record off.
        let act = Act::new().keyed(adopting.key.clone());
        return match unless_sent(desk, act, streams[1], No::NotFound).await {
            Err(No::NotFound) => desk.not_found(&person.to_string(), "restrict").await,
            answer => answer,
        };
    };
    let (made, named) = judged(desk, &record.header, adopting).await?;
    let (new, begin) = begun(desk, &adopting.new, Some(person)).await?;
    let begin = guarded_like(desk, begin, &record.header, new).await?;
    let (row, link) = desk.put_away(person, &new.to_string(), None)?;
    let made = Happened::On(PartialDate::Day(made));
    let told = |body| Told::about(person, streams[1], made, body);
    let read_at = record.revisions[1].number;
    let close = Act::new()
        .reading([record.revisions[0]])
        .telling(told(Body::Adopted(Adopted { link: Some(link) })), read_at)
        .telling(told(Body::AdoptionWorkersNamed(named)), read_at)
        .putting_away(row)
        .keyed(adopting.key.clone());
    let key = adopting.key.as_ref().map(|key| key_of_its_own(desk, key)).transpose()?;
    desk.write_both([close, begin.keyed(key)]).await
}

/// What the form says, judged; and every field that is wrong at once.
async fn judged(
    desk: &Desk,
    header: &Header,
    adopting: &Adopting,
) -> Result<(jiff::civil::Date, AdoptionWorkersNamed), No> {
    let today = desk.now.day();
    let directory = Directory::of(desk).await?;
    let judged =
        adoption_named(&adopting.adoption, header.born(), today, |post| directory.works_on(post, today));
    let mut refusals = judged.as_ref().err().cloned().unwrap_or_default();
    if header.died.is_some() {
        refusals
            .push(Refusal::of("made", "A death is recorded here. Take it back first if it was a mistake."));
    }
    if adopting.new.name.trim().is_empty() {
        refusals.push(Refusal::of("name", "Enter the name they use from now on."));
    }
    match judged {
        Ok(named) if refusals.is_empty() => Ok(named),
        _ => Err(No::Refused(refusals)),
    }
}

/// Whoever was kept out of the old record is kept out of the new one: declared
/// relatives, and everybody but those a restriction names.
async fn guarded_like(desk: &Desk, act: Act, old: &Header, new: PersonId) -> Result<Act, No> {
    let now = Happened::At(desk.now);
    let relatives = desk.house.records.relatives_of(old.person).await?;
    let declared = relatives.into_iter().map(|account| {
        let body = Body::RelativeDeclared(RelativeDeclared { account, person: new });
        Told::of_service(relative_stream(new, account), now, body)
    });
    let restricted = old.restriction.as_ref().map(|restriction| {
        let Restriction { posts, review_on, .. } = restriction.is.clone();
        let reason = "Restricted from the day on which the record was written.".into();
        let body = Body::Restricted(RestrictedTo { reason, posts, review_on });
        Told::about(new, Desk::resting_on(new)[0], now, body)
    });
    Ok(declared.chain(restricted).fold(act, Act::beginning))
}

/// The key of the second act: made from the form's, and not to be joined with
/// it without the council's key.
fn key_of_its_own(desk: &Desk, key: &FormKey) -> Result<FormKey, No> {
    let keys = desk.house.records.keys();
    let digest = keys.keyed_digest(desk.sight.authority, "second act", key.key.as_bytes())?;
    let body = [b"second act".as_slice(), &key.body].concat();
    let mut half = [0; 16];
    half.copy_from_slice(&digest[..16]);
    Ok(FormKey { key: Uuid::from_bytes(half).to_string(), body })
}
