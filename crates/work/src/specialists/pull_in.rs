//! Pulling a worker in, and stepping out again.

use crate::people::{could_open_unless_sent, live_post, or_sent, unless_sent};
use crate::{Act, Desk, FormKey, No};
use practice::Refusal;
use practice::dates::Happened;
use practice::ids::{PersonId, PostId, StreamId};
use practice::journal::{Body, Told};
use practice::specialists::{PulledIn, SteppedOut};
use practice::staff::{Permission, few_words};

/// A worker to be pulled in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PullingIn {
    /// The worker's post.
    pub post: PostId,
    /// What for.
    pub purpose: String,
    /// The form's key.
    pub key: Option<FormKey>,
}

/// Pulls a worker in to one young person's team: from now on they see what
/// their role may see of that record, and nothing of others.
pub async fn pull_in(desk: &Desk, person: PersonId, pulling: &PullingIn) -> Result<(), No> {
    desk.must(Permission::PullIn)?;
    let desk = &desk.to_decide();
    let purpose = &few_words("purpose", &pulling.purpose, "Say what they are pulled in for.")?;
    desk.deciding(|| async {
        let stream = stream_of(person, pulling.post);
        let streams = [Desk::resting_on(person)[0], stream];
        let Some(record) = desk.house.records.person(&desk.sight, person, &streams, desk.now).await? else {
            return desk.not_found(&person.to_string(), "pull in").await;
        };
        let sending = (&pulling.key, stream);
        let named = live_post(desk, pulling.post).await;
        let Some(post) = or_sent(desk, sending, named).await? else { return Ok(()) };
        if record.header.pulled_in.contains_key(&stream) {
            let already = No::from(Refusal::of("post", format!("{} is pulled in already.", post.name)));
            return unless_sent(desk, Act::new().keyed(pulling.key.clone()), stream, already).await;
        }
        let Some(could) = could_open_unless_sent(desk, &record.header, &post, sending).await? else {
            return Ok(());
        };
        let body = Body::PulledIn(PulledIn { post: post.id, purpose: purpose.clone() });
        let act = Act::new()
            .reading([record.revisions[0], post.revision])
            .reading(could)
            .telling(Told::about(person, stream, Happened::At(desk.now), body), record.revisions[1].number)
            .keyed(pulling.key.clone());
        desk.write(act).await?;
        Ok(())
    })
    .await
}

/// A worker who was pulled in steps out again.
pub async fn step_out(
    desk: &Desk,
    person: PersonId,
    post: PostId,
    reason: &str,
    key: Option<FormKey>,
) -> Result<(), No> {
    desk.must(Permission::PullIn)?;
    let desk = &desk.to_decide();
    let reason = &few_words("reason", reason, "Say why they are no longer needed.")?;
    desk.deciding(|| async {
        let stream = stream_of(person, post);
        let streams = [Desk::resting_on(person)[0], stream];
        let Some(record) = desk.house.records.person(&desk.sight, person, &streams, desk.now).await? else {
            return desk.not_found(&person.to_string(), "step out").await;
        };
        if !record.header.pulled_in.contains_key(&stream) {
            let already = No::because("They have stepped out already.");
            return unless_sent(desk, Act::new().keyed(key.clone()), stream, already).await;
        }
        let body = Body::SteppedOut(SteppedOut { reason: reason.clone() });
        let told = Told::about(person, stream, Happened::At(desk.now), body);
        let act = Act::new().reading([record.revisions[0]]).telling(told, record.revisions[1].number);
        desk.write(act.keyed(key.clone())).await?;
        Ok(())
    })
    .await
}

/// One stream for each worker and young person.
pub(crate) fn stream_of(person: PersonId, post: PostId) -> StreamId {
    person.stream(&format!("pulled_in/{post}"))
}
