//! Handing somebody over to their next key worker: the page that says what matters, and what the one who goes writes.

use super::contact::in_touch;
use crate::people::{Directory, PersonPage, open};
use crate::story::{Righting, Telling, right, tell};
use crate::{Desk, FormKey, No};
use practice::Refusal;
use practice::dates::{Happened, Instant};
use practice::ids::{EventId, PersonId};
use practice::journal::{Body, Class};
use practice::key_working::{HandoverWish, HandoverWritten, InTouch, handover_written};
use practice::staff::Permission;
use records::StoryAsk;

/// How many handovers the page shows.
const SHOWN: i64 = 5;

/// What whoever comes next should know.
#[derive(Debug, Clone)]
pub struct Handover {
    /// Their record.
    pub page: PersonPage,
    /// When they were last in touch.
    pub in_touch: InTouch,
    /// What was handed over, newest first.
    pub written: Vec<Written>,
}

/// What one worker handed over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// The entry.
    pub event: EventId,
    /// When it was written down.
    pub recorded: Instant,
    /// By whom.
    pub by: String,
    /// What they wrote.
    pub what: HandoverWritten,
}

/// A handover to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HandingOver {
    /// What is handed over.
    pub wish: HandoverWish,
    /// The form's key.
    pub key: Option<FormKey>,
}

/// What takes the place of a handover.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CorrectingHandover {
    /// What is right.
    pub wish: HandoverWish,
    /// What was wrong.
    pub reason: String,
    /// The version that the form had shown.
    pub shown: EventId,
    /// The form's key.
    pub key: Option<FormKey>,
}

/// Reads what whoever comes next should know.
pub async fn handover(desk: &Desk, person: PersonId) -> Result<Handover, No> {
    desk.must(Permission::ReadStory)?;
    let page = open(desk, person).await?;
    let kinds = vec!["key_working.handover_written".to_owned()];
    let ask = StoryAsk { kinds, limit: SHOWN, ..StoryAsk::default() };
    let found = desk.house.records.story(&desk.sight, person, &ask, desk.now).await?;
    let directory = Directory::of(desk).await?;
    let written = found.into_iter().filter_map(|entry| match entry.version().body.clone() {
        Body::HandoverWritten(what) => Some(Written {
            event: entry.event.id,
            recorded: entry.event.recorded,
            by: directory.actor(entry.event.actor),
            what,
        }),
        _ => None,
    });
    let written = written.collect();
    Ok(Handover { in_touch: in_touch(desk, person).await?, page, written })
}

/// Writes down what is handed over. Nothing of somebody who has died is.
pub async fn hand_over(desk: &Desk, person: PersonId, handing: &HandingOver) -> Result<(), No> {
    let shared = Telling { what: "hand over", class: Class::Story, key: &handing.key };
    tell(desk, person, &shared, |header| {
        if header.died.is_some() {
            return Err(Refusal::because("They have died, so that nobody comes next.").into());
        }
        let written = handover_written(&handing.wish, desk.now.day()).map_err(No::Refused)?;
        Ok((Body::HandoverWritten(written), Happened::At(desk.now)))
    })
    .await
}

/// Puts a handover right, such as that what was promised is done: the story shows what is right, and beside it what
/// stood.
pub async fn correct_handover(
    desk: &Desk,
    entry: EventId,
    correcting: &CorrectingHandover,
) -> Result<PersonId, No> {
    let righting = Righting {
        what: "correct a handover",
        is_one: |body| matches!(body, Body::HandoverWritten(_)),
        shown: correcting.shown,
        reason: &correcting.reason,
        key: &correcting.key,
    };
    right(desk, entry, &righting, |rooted, correction| {
        let written = handover_written(&correcting.wish, desk.now.day()).map_err(No::Refused)?;
        Ok((Body::HandoverWritten(HandoverWritten { correction, ..written }), rooted.found.happened()))
    })
    .await
}
