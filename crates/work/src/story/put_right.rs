//! Putting right what the council's files told: one mechanism for every kind without a form of its own.

use super::root::{Rooted, ToPutRight, to_put_right};
use crate::people::{contact_value, unless_sent};
use crate::staff::open_team;
use crate::{Act, Desk, FormKey, No};
use practice::Refusal;
use practice::ids::{EventId, PersonId, TeamId};
use practice::journal::{Told, what_is_typed};
use practice::people::{ContactKind, VaultRef};
use practice::staff::Permission;
use practice::story::{Answers, ELSEWHERE, answers, put_right as right, questions};

/// The answer that says where somebody sleeps.
const PLACE: &str = "place";
/// The field of an address outside our houses.
pub const ADDRESS: &str = "address";

/// Answers on their way.
#[derive(Debug, Clone)]
pub struct PuttingRight {
    /// The answers. What is not among them stays.
    pub answers: Answers,
    /// Where somebody sleeps outside our houses, where it is another address than the one that stands.
    pub address: Option<String>,
    /// The version that the form had shown: a newer one is not overwritten.
    pub shown: EventId,
}

/// Puts an entry right: the story shows what is right, and beside it what stood before. It decides about the
/// council's history, so an hour in an emergency is not enough.
pub async fn put_right(
    desk: &Desk,
    entry: EventId,
    putting: &PuttingRight,
    key: Option<FormKey>,
) -> Result<PersonId, No> {
    desk.must(Permission::WriteStory)?;
    desk.must(Permission::RecordPerson)?;
    let desk = &desk.to_decide();
    desk.deciding(|| put_right_once(desk, entry, putting, key.clone())).await
}

async fn put_right_once(
    desk: &Desk,
    entry: EventId,
    putting: &PuttingRight,
    key: Option<FormKey>,
) -> Result<PersonId, No> {
    let what = "put an entry right";
    let ToPutRight { rooted: Rooted { found, header, revisions }, read_at } =
        to_put_right(desk, entry, what).await?;
    if questions(&found.event.body).is_empty() {
        return Err(No::because(HAS_A_FORM_OF_ITS_OWN));
    }
    let (person, stream, version) = (header.person, found.event.stream, found.version());
    if version.id != putting.shown {
        unless_sent(desk, Act::new().keyed(key), stream, No::Moved).await?;
        return Ok(person);
    }
    let mut act = Act::new().reading(revisions).keyed(key);
    if let Some(house) = another_house(&answers(&version.body), &putting.answers) {
        let (team, open) = open_team(desk, house).await.map_err(|no| of_the_field(no, PLACE))?;
        // Whoever works where somebody sleeps sees their safety card.
        if !team.hub {
            return Err(Refusal::of(PLACE, "Choose one of our houses.").into());
        }
        act = act.reading([open]);
    }
    let elsewhere = match address(putting)? {
        Some(address) => {
            let (row, kept) = desk.put_away(person, &address, None)?;
            act = act.putting_away(row);
            Some(kept)
        }
        None => None::<VaultRef>,
    };
    let now = right(&version.body, found.happened(), &putting.answers, elsewhere, desk.now.day())
        .map_err(No::Refused)?;
    let told = Told::about(person, stream, now.happened, now.body)
        .in_class(found.event.class)
        .correcting(found.event.id);
    desk.write(act.telling(told, read_at)).await?;
    Ok(person)
}

/// What is answered about an entry that nobody puts right here.
pub const HAS_A_FORM_OF_ITS_OWN: &str =
    "Only notes are corrected in words. Record the right fact on their record instead.";

/// A house that somebody is said to sleep in, where that is not the one that stands.
fn another_house(stands: &Answers, given: &Answers) -> Option<TeamId> {
    let place = given.get(PLACE).filter(|place| stands.get(PLACE) != Some(*place))?;
    place.parse().ok()
}

/// The address that was typed, where somebody sleeps outside our houses.
fn address(putting: &PuttingRight) -> Result<Option<String>, No> {
    let Some(typed) = putting.address.as_deref().and_then(what_is_typed) else { return Ok(None) };
    if putting.answers.get(PLACE).is_none_or(|place| place != ELSEWHERE) {
        let sentence = "Leave the address out, or choose that they stay outside our houses.";
        return Err(Refusal::of(ADDRESS, sentence).into());
    }
    let value = contact_value(ContactKind::Address, typed);
    value.map(Some).map_err(|no| Refusal::of(ADDRESS, no.sentence).into())
}

fn of_the_field(no: No, field: &str) -> No {
    match no {
        No::Refused(refusals) => {
            No::Refused(refusals.into_iter().map(|one| Refusal::of(field, one.sentence)).collect())
        }
        no => no,
    }
}
