//! Saying that one sees an entry differently: it stands beside the entry, everywhere.

use super::root::{Rooted, rooted};
use crate::{Act, Desk, FormKey, No};
use practice::Refusal;
use practice::dates::Happened;
use practice::ids::{EventId, PersonId};
use practice::journal::{Body, Told};
use practice::staff::Permission;
use practice::story::{Disagreement, WhoDisagrees};

/// The longest text, in letters.
const LONGEST: usize = 10_000;

/// Writes down that somebody sees an entry differently, in their words.
pub async fn disagree(
    desk: &Desk,
    entry: EventId,
    who: WhoDisagrees,
    text: &str,
    key: Option<FormKey>,
) -> Result<PersonId, No> {
    desk.must(Permission::WriteStory)?;
    let text = text.trim();
    if text.is_empty() {
        return Err(Refusal::of("text", "Write how they see it, in their words.").into());
    }
    if text.chars().count() > LONGEST {
        return Err(Refusal::of("text", format!("Use {LONGEST} letters or fewer.")).into());
    }
    desk.deciding(|| async {
        let Rooted { found, header, revisions } = rooted(desk, entry, "disagree").await?;
        let person = header.person;
        let body = Body::Disagreement(Disagreement { who, text: text.into() });
        let told = Told::about(person, desk.stream(), Happened::At(desk.now), body)
            .in_class(found.event.class)
            .correcting(found.event.id);
        desk.write(Act::new().reading(revisions).beginning(told).keyed(key.clone())).await?;
        Ok(person)
    })
    .await
}
