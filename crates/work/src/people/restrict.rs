//! Restricting a record to named workers.

use super::unless_sent;
use crate::{Act, Desk, FormKey, No};
use jiff::ToSpan;
use jiff::civil::Date;
use practice::Refusal;
use practice::dates::Happened;
use practice::ids::{PersonId, PostId};
use practice::journal::{Body, Told};
use practice::people::{RestrictedTo, RestrictionLifted};
use practice::staff::Permission;

/// After how many days at the most a restriction is looked at again.
const REVIEW_DAYS: i32 = 90;

/// A restriction on its way.
#[derive(Debug, Clone)]
pub struct Restricting {
    /// Why.
    pub reason: String,
    /// Who may open the record.
    pub posts: Vec<PostId>,
    /// When it is looked at again.
    pub review_on: Date,
    /// The form's key.
    pub key: Option<FormKey>,
}

/// Restricts a record, or changes who may open it.
pub async fn restrict(desk: &Desk, person: PersonId, restricting: &Restricting) -> Result<(), No> {
    desk.must(Permission::RestrictPerson)?;
    let reason = restricting.reason.trim();
    if reason.is_empty() {
        return Err(Refusal::of("reason", "Say why the record is restricted.").into());
    }
    if restricting.posts.is_empty() {
        return Err(Refusal::of("posts", "Name at least one worker who may open the record.").into());
    }
    let today = desk.now.day();
    let latest = today.checked_add(REVIEW_DAYS.days()).unwrap_or(today);
    if restricting.review_on <= today || restricting.review_on > latest {
        let sentence = format!("Choose a day after today and within {REVIEW_DAYS} days.");
        return Err(Refusal::of("review_on", sentence).into());
    }
    let posts = desk.house.records.posts(desk.sight.authority).await?;
    let is_one = |named: &PostId| posts.iter().any(|post| post.id == *named && !post.ended);
    if !restricting.posts.iter().all(is_one) {
        return Err(Refusal::of("posts", "Choose workers from the list.").into());
    }
    let body = Body::Restricted(RestrictedTo {
        reason: reason.into(),
        posts: restricting.posts.clone(),
        review_on: restricting.review_on,
    });
    desk.deciding(|| write(desk, person, body.clone(), restricting.key.clone())).await
}

/// Lifts a restriction.
pub async fn lift_restriction(
    desk: &Desk,
    person: PersonId,
    reason: &str,
    key: Option<FormKey>,
) -> Result<(), No> {
    desk.must(Permission::RestrictPerson)?;
    if reason.trim().is_empty() {
        return Err(Refusal::of("reason", "Say why the restriction is lifted.").into());
    }
    let body = Body::RestrictionLifted(RestrictionLifted { reason: reason.trim().into() });
    desk.deciding(|| write(desk, person, body.clone(), key.clone())).await
}

async fn write(desk: &Desk, person: PersonId, body: Body, key: Option<FormKey>) -> Result<(), No> {
    let streams = Desk::resting_on(person);
    let Some(record) = desk.house.records.person(&desk.sight, person, &streams, desk.now).await? else {
        return desk.not_found(&person.to_string(), "restrict").await;
    };
    let lifts_nothing = matches!(body, Body::RestrictionLifted(_)) && record.header.restriction.is_none();
    let told = Told::about(person, streams[0], Happened::At(desk.now), body);
    let act = Act::new().telling(told, record.revisions[0].number).keyed(key);
    if lifts_nothing {
        return unless_sent(desk, act, streams[0], No::because("This record is not restricted.")).await;
    }
    desk.write(act).await?;
    Ok(())
}
