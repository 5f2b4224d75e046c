//! What is agreed and what was done of it, for the head of a story.

use super::rhythm::rhythm_kept;
use crate::{Desk, No};
use practice::ids::{PersonId, StreamId};
use practice::key_working::{ContactPlanned, InTouch, Kept, RhythmAgreed};
use practice::people::Dated;
use practice::staff::Permission;

/// What is ahead of a young person.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Ahead {
    /// How often they are met, as it was agreed, and what was done of it. Only of somebody who is on a journey.
    pub rhythm: Option<(Dated<RhythmAgreed>, Kept)>,
    /// What is planned and not done with, by its stream, the first day first.
    pub planned: Vec<(StreamId, Dated<ContactPlanned>)>,
}

/// What is ahead of a young person, by what the asker may read; nothing of a record that is not theirs.
pub async fn ahead(desk: &Desk, person: PersonId, touch: &InTouch) -> Result<Ahead, No> {
    desk.must(Permission::ReadStory)?;
    let Some(record) = desk.house.records.person(&desk.sight, person, &[], desk.now).await? else {
        return Ok(Ahead::default());
    };
    let rhythm = rhythm_kept(desk, &record.header, touch).await?;
    let shown = desk.narrowed(record.header);
    if shown.died.is_some() {
        return Ok(Ahead::default());
    }
    let mut planned: Vec<_> = shown.planned.into_iter().collect();
    planned.sort_by_key(|(_, plan)| (plan.is.day, plan.is.time));
    Ok(Ahead { rhythm, planned })
}
