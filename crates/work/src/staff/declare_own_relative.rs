//! Declaring somebody a relative by their reference, whether or not one may
//! open their record.

use super::declare_relative::declaring;
use super::withdraw_relative::stream_of;
use crate::{Act, Desk, FormKey, No};
use practice::Refusal;
use practice::ids::{PersonId, Reference};
use practice::people::keys;

/// Declares whoever has this reference a relative of one's own. The answer is
/// the same whether the reference is somebody's or not, and as much is asked and
/// written for it: it must not tell who is in the service, nor may the time. Of
/// whom one is the key worker, whoever finds another is told at once.
pub async fn declare_own_relative(desk: &Desk, typed: &str, key: Option<FormKey>) -> Result<(), No> {
    let person = whoever_has(desk, typed, "own relative").await?;
    desk.deciding(|| try_declare(desk, person, key.clone())).await
}

/// Whoever has this reference; where that is nobody, an id that nobody has and
/// that the reference always gives, so that all that follows is the same. That
/// it was asked is written down alike.
pub(super) async fn whoever_has(desk: &Desk, typed: &str, what: &str) -> Result<PersonId, No> {
    let reference = Reference::parse(typed).ok_or_else(|| {
        Refusal::of("reference", "Enter the whole reference, like BCDF-GHJK-L. Look for a wrong letter.")
    })?;
    let wanted = keys::reference_key(&reference);
    let found = desk.house.records.keys_like(desk.sight.authority, &wanted).await?;
    let nobody = desk.sight.authority.stream(&format!("whoever has {wanted}"));
    desk.saw(None, what).await?;
    let somebody = found.into_iter().find(|(key, _)| *key == wanted);
    Ok(somebody.map_or(PersonId(nobody.0), |(_, person)| person))
}

async fn try_declare(desk: &Desk, person: PersonId, key: Option<FormKey>) -> Result<(), No> {
    let account = desk.sight.account;
    let stream = stream_of(person, account);
    let [restriction] = Desk::resting_on(person);
    let revisions = desk.house.records.revisions(&[restriction, stream]).await?;
    if desk.house.records.is_relative(account, person).await? {
        return Ok(());
    }
    let act = declaring(desk, Act::new(), (person, account), &revisions).await?;
    desk.write(act.keyed(key)).await?;
    Ok(())
}
