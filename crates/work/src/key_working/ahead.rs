//! What is agreed and what was done of it, for the head of a story.

use super::rhythm::rhythm_kept;
use crate::{Desk, No};
use practice::ids::PersonId;
use practice::key_working::{InTouch, Kept, RhythmAgreed};
use practice::people::Dated;
use practice::staff::Permission;

/// What is ahead of a young person.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Ahead {
    /// How often they are met, as it was agreed, and what was done of it. Only of somebody who is on a journey.
    pub rhythm: Option<(Dated<RhythmAgreed>, Kept)>,
}

/// What is ahead of a young person, by what the asker may read; nothing of a record that is not theirs.
pub async fn ahead(desk: &Desk, person: PersonId, touch: &InTouch) -> Result<Ahead, No> {
    desk.must(Permission::ReadStory)?;
    let Some(record) = desk.house.records.person(&desk.sight, person, &[], desk.now).await? else {
        return Ok(Ahead::default());
    };
    Ok(Ahead { rhythm: rhythm_kept(desk, &record.header, touch).await? })
}
