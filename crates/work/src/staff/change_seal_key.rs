//! Changing the key that signs the heads of the chains.

use crate::{Act, House, No};
use practice::dates::Happened;
use practice::ids::AuthorityId;
use practice::journal::{Actor, Body, Told};
use practice::staff::SealKeyChanged;

/// Changes the seal key: its public half is written down, every head is signed
/// again, and the key of before is gone. Answers the new public half. Begun
/// again after an interruption, it ends what was begun.
///
/// For whoever runs the program, with every server stopped: one that is
/// running signs with the key it was started with.
pub async fn change_seal_key(house: &House) -> Result<String, No> {
    let (records, keys) = (&house.records, house.records.keys());
    let before = keys.public_key();
    let next = keys.next_seal(house.random())?;
    let desk = house.desk_as(AuthorityId::INSTALLATION, Actor::System);
    let stream = AuthorityId::INSTALLATION.stream("seal_key");
    let told = records.service_events(AuthorityId::INSTALLATION, stream).await?;
    let is_told = |key: &String| {
        told.iter().any(|event| matches!(&event.body, Body::SealKeyChanged(told) if told.public_key == *key))
    };
    // The first change tells of the first key too.
    let new: Vec<String> = [before, next.clone()].into_iter().filter(|key| !is_told(key)).collect();
    let read_at = i64::try_from(told.len()).unwrap_or(i64::MAX);
    if !new.is_empty() {
        let act = new.into_iter().fold(Act::new(), |act, public_key| {
            let body = Body::SealKeyChanged(SealKeyChanged { public_key });
            act.telling(Told::of_service(stream, Happened::At(desk.now), body), read_at)
        });
        desk.write(act).await?;
    }
    records.seal(house.blind_id(), desk.now, true).await?;
    records.change_seal_key(desk.now).await?;
    Ok(next)
}
