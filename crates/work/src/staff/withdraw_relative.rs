//! Taking back a relative declared by mistake: its declarer asks, and a second
//! person decides. Until then it stands.

use super::declare_own_relative::whoever_has;
use crate::people::{Directory, unless_sent};
use crate::{Act, Desk, FormKey, No};
use practice::dates::{Happened, Instant};
use practice::ids::{AccountId, PersonId, StreamId};
use practice::journal::{Actor, Body, Event, Told};
use practice::staff::{
    Permission, RelativeKept, RelativeWithdrawalAsked, RelativeWithdrawn, reason, second_person,
};
use records::Withdrawal;

/// The stream of a declaration.
pub(crate) fn stream_of(person: PersonId, account: AccountId) -> StreamId {
    person.stream(&format!("relative/{account}"))
}

/// Asks that a relative of one's own, declared by mistake, be taken back. The
/// answer is the same whoever the reference is, and so is the time.
pub async fn ask_to_withdraw(desk: &Desk, typed: &str, why: &str, key: Option<FormKey>) -> Result<(), No> {
    let why = reason(why)?;
    let person = whoever_has(desk, typed, "withdraw a relative").await?;
    desk.deciding(|| try_ask(desk, person, &why, key.clone())).await
}

async fn try_ask(desk: &Desk, person: PersonId, why: &str, key: Option<FormKey>) -> Result<(), No> {
    let account = desk.sight.account;
    let stream = stream_of(person, account);
    let [restriction] = Desk::resting_on(person);
    let revisions = desk.house.records.revisions(&[restriction, stream]).await?;
    if !desk.house.records.is_relative(account, person).await? {
        return Ok(());
    }
    let asked = RelativeWithdrawalAsked { account, person, reason: why.to_owned() };
    let told = Told::of_service(stream, Happened::At(desk.now), Body::RelativeWithdrawalAsked(asked));
    let act = Act::new().reading([revisions[0]]).telling(told, revisions[1].number).keyed(key);
    desk.write(act).await?;
    Ok(())
}

/// A declaration that is to go, for whoever decides.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WithdrawalCase {
    /// Its stream.
    pub stream: StreamId,
    /// Whose relative it is said to be, by the name of their post.
    pub worker: String,
    /// The young person's reference; no name.
    pub reference: String,
    /// Who wrote the declaration down, and when.
    pub declared: Option<(String, Instant)>,
    /// Why it is to go.
    pub reason: String,
    /// When that was asked.
    pub asked_at: Instant,
}

/// Declarations that are to go, oldest first.
pub async fn withdrawals(desk: &Desk) -> Result<Vec<WithdrawalCase>, No> {
    desk.must(Permission::ReadAudit)?;
    let directory = Directory::of(desk).await?;
    let mut cases = Vec::new();
    for withdrawal in desk.house.records.withdrawals(desk.sight.authority).await? {
        cases.push(case(desk, &directory, withdrawal).await?);
    }
    Ok(cases)
}

async fn case(desk: &Desk, directory: &Directory, one: Withdrawal) -> Result<WithdrawalCase, No> {
    let records = &desk.house.records;
    let events = records.service_events(desk.sight.authority, one.stream).await?;
    let declared = declaration(&events).map(|event| (directory.actor(event.actor), event.recorded));
    Ok(WithdrawalCase {
        stream: one.stream,
        worker: directory.name_of_account(one.account),
        reference: records
            .reference_of(one.person)
            .await?
            .unwrap_or_else(|| "A record that is not shown".into()),
        declared,
        reason: one.reason,
        asked_at: one.asked_at,
    })
}

/// The declaration that stands: the last one.
pub(super) fn declaration(events: &[Event]) -> Option<&Event> {
    events.iter().rfind(|event| matches!(event.body, Body::RelativeDeclared(_)))
}

/// Decides: takes the declaration back, or lets it stand. Never by whoever
/// declared it, wrote it down or asked.
pub async fn decide_withdrawal(
    desk: &Desk,
    stream: StreamId,
    take_back: bool,
    why: &str,
    key: Option<FormKey>,
) -> Result<(), No> {
    desk.must(Permission::ReadAudit)?;
    let why = reason(why)?;
    desk.deciding(|| try_decide(desk, stream, take_back, &why, key.clone())).await
}

async fn try_decide(
    desk: &Desk,
    stream: StreamId,
    take_back: bool,
    why: &str,
    key: Option<FormKey>,
) -> Result<(), No> {
    let records = &desk.house.records;
    let authority = desk.sight.authority;
    let read = records.revisions(&[stream]).await?;
    let waiting = records.withdrawals(authority).await?.into_iter().find(|one| one.stream == stream);
    let Some(Withdrawal { account, person, .. }) = waiting else {
        // A second press of the button that decided it is done.
        return match unless_sent(desk, Act::new().keyed(key), stream, No::NotFound).await {
            Err(No::NotFound) => desk.not_found(&stream.to_string(), "decide on a relative").await,
            answer => answer,
        };
    };
    let events = records.service_events(authority, stream).await?;
    let mut involved = vec![account];
    for event in &events {
        if let Actor::Post(post) = event.actor {
            involved.extend(records.post(post).await?.and_then(|post| post.account));
        }
    }
    second_person(desk.sight.account, &involved)?;
    let reason = why.to_owned();
    let body = if take_back {
        Body::RelativeWithdrawn(RelativeWithdrawn { account, person, reason })
    } else {
        Body::RelativeKept(RelativeKept { account, person, reason })
    };
    let resting = records.revisions(&Desk::resting_on(person)).await?;
    let told = Told::of_service(stream, Happened::At(desk.now), body);
    desk.write(Act::new().reading(resting).telling(told, read[0].number).keyed(key)).await?;
    Ok(())
}
