//! Relatives declared of whoever is invited to a post, when another address is
//! invited to it: they go with the post and not with the address.

use super::declare_relative::declaring;
use super::withdraw_relative::{declaration, stream_of};
use crate::{Act, Desk, No};
use practice::dates::Instant;
use practice::ids::{AccountId, PersonId, PostId, StreamId};
use practice::journal::{Actor, Body, Event, Revision};
use records::Post;

/// The guard of all that is declared of whoever is invited to a post.
pub(super) async fn guard_of(desk: &Desk, post: PostId) -> Result<Revision, No> {
    let guard = desk.sight.authority.stream(&format!("relatives_of_invited/{post}"));
    Ok(desk.house.records.revisions(&[guard]).await?[0])
}

/// Adds to an invitation what others declared of whoever was invited to the post
/// until now: whom the post is for has not changed, only how they are reached.
/// What stood of the earlier account stays, for nobody gets a right back without
/// a second person; what that account's own worker declared is theirs alone.
pub(crate) async fn carried_over(desk: &Desk, act: Act, post: &Post, to: AccountId) -> Result<Act, No> {
    if post.account.is_some() {
        return Ok(act);
    }
    let act = act.reading([guard_of(desk, post.id).await?]);
    let told = desk.house.records.service_events(post.authority, StreamId(post.id.0)).await?;
    let Some((before, since)) = invited_last(&told) else { return Ok(act) };
    if before == to {
        return Ok(act);
    }
    let mut act = act;
    for person in declared_by_others(desk, before, since).await? {
        let [restriction] = Desk::resting_on(person);
        let revisions = desk.house.records.revisions(&[restriction, stream_of(person, to)]).await?;
        if desk.house.records.is_relative(to, person).await? {
            continue;
        }
        act = declaring(desk, act, (person, to), &revisions).await?;
    }
    Ok(act)
}

/// The account that was invited last, and since when it is the one.
fn invited_last(told: &[Event]) -> Option<(AccountId, Instant)> {
    let invitations = told.iter().filter_map(|event| match &event.body {
        Body::AccountInvited(invited) => Some((invited.account, event.recorded)),
        _ => None,
    });
    invitations.fold(None, |last, (account, at)| match last {
        Some((same, since)) if same == account => Some((same, since)),
        _ => Some((account, at)),
    })
}

/// Whom others declared relatives of an account since a moment, as far as it stands.
async fn declared_by_others(desk: &Desk, account: AccountId, since: Instant) -> Result<Vec<PersonId>, No> {
    let records = &desk.house.records;
    let authority = desk.sight.authority;
    let own: Vec<Actor> = records.posts_of(account).await?.iter().map(|post| Actor::Post(post.id)).collect();
    let mut people = Vec::new();
    for person in records.relatives_declared_of(authority, account).await? {
        let told = records.service_events(authority, stream_of(person, account)).await?;
        let is_of_the_post = |event: &Event| event.recorded >= since && !own.contains(&event.actor);
        people.extend(declaration(&told).is_some_and(is_of_the_post).then_some(person));
    }
    Ok(people)
}
