//! A worker is related to a young person: every right over that record goes.

use super::carried_over::guard_of;
use super::holder::holder_of;
use super::withdraw_relative::stream_of;
use crate::key_working::falling_out;
use crate::{Act, Desk, FormKey, No};
use practice::dates::Happened;
use practice::ids::{AccountId, PersonId, PostId};
use practice::journal::{Body, Revision, Told};
use practice::staff::{Permission, RelativeDeclared};

/// Declares a young person within reach a relative: one's own, or, for those
/// who may restrict records, another worker's. It holds for every post of that
/// worker from the next request on, administrators and emergencies included. Of
/// whom they are the key worker, whoever finds another is told at once.
pub async fn declare_relative(
    desk: &Desk,
    whose: Option<PostId>,
    person: PersonId,
    key: Option<FormKey>,
) -> Result<(), No> {
    if whose.is_some() {
        desk.must(Permission::RestrictPerson)?;
    }
    // It takes somebody else's rights away: what was opened in an emergency decides nothing of that.
    let desk = &if whose.is_some() { desk.to_decide() } else { desk.clone() };
    desk.deciding(|| try_declare(desk, whose, person, key.clone())).await
}

async fn try_declare(
    desk: &Desk,
    whose: Option<PostId>,
    person: PersonId,
    key: Option<FormKey>,
) -> Result<(), No> {
    let (account, begun) = account_of(desk, whose).await?;
    let stream = stream_of(person, account);
    let [restriction] = Desk::resting_on(person);
    let read = [restriction, stream];
    let Some(record) = desk.house.records.person(&desk.sight, person, &read, desk.now).await? else {
        return desk.not_found(&person.to_string(), "relative").await;
    };
    if desk.house.records.is_relative(account, person).await? {
        return Ok(());
    }
    let act = declaring(desk, begun, (person, account), &record.revisions).await?;
    desk.write(act.keyed(key)).await?;
    Ok(())
}

/// Adds to an act that a young person is declared a relative, and that it rests
/// on what was read: the restriction, and the stream of the declaration.
pub(super) async fn declaring(
    desk: &Desk,
    act: Act,
    (person, account): (PersonId, AccountId),
    read: &[Revision],
) -> Result<Act, No> {
    // Not about the young person: their story does not hold who is whose aunt.
    let body = Body::RelativeDeclared(RelativeDeclared { account, person });
    let told = Told::of_service(stream_of(person, account), Happened::At(desk.now), body);
    // Boxed: what it holds while it waits would make every caller's future as large.
    let act = Box::pin(falling_out(desk, act, person, account)).await?;
    Ok(act.reading([read[0]]).telling(told, read[1].number))
}

/// Whose relative it is, and the beginning of the act: another address may be
/// invited to their post in this very moment.
async fn account_of(desk: &Desk, whose: Option<PostId>) -> Result<(AccountId, Act), No> {
    let Some(post) = whose else { return Ok((desk.sight.account, Act::new())) };
    let guard = guard_of(desk, post).await?;
    let found = desk.house.records.post(post).await?;
    let Some(post) = found.filter(|post| post.authority == desk.sight.authority) else {
        return desk.not_found(&post.to_string(), "post").await;
    };
    let account = holder_of(desk, &post)
        .await?
        .ok_or_else(|| No::because("Nobody signs in to this post yet. Declare it once they were invited."))?;
    let act = Act::new().reading([post.revision]);
    Ok((account, if post.account.is_none() { act.guarding(guard) } else { act }))
}
