//! Agreeing how often a young person is met, and what was done of it.

use crate::people::{Directory, Summary, or_sent};
use crate::story::{day_of_death, when_it_was};
use crate::{Act, Desk, FormKey, No};
use jiff::civil::Date;
use practice::Refusal;
use practice::ids::{EventId, PersonId, StreamId};
use practice::journal::{Body, Told};
use practice::key_working::{
    InTouch, Kept, RhythmAgreed, RhythmWish, agreed, kept, rhythm_agreed, told_from,
};
use practice::people::{Dated, Header, Status};
use practice::staff::Permission;

/// A rhythm to be agreed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AgreeingRhythm {
    /// What was agreed.
    pub wish: RhythmWish,
    /// From which day.
    pub since: Date,
    /// What stood when the form was shown.
    pub shown: Option<EventId>,
    /// The form's key.
    pub key: Option<FormKey>,
}

/// The form's young person, and what stands.
#[derive(Debug, Clone)]
pub struct RhythmPage {
    /// Who.
    pub who: Summary,
    /// What was agreed before.
    pub stands: Option<Dated<RhythmAgreed>>,
}

/// What stands, for the form.
pub async fn rhythm_page(desk: &Desk, person: PersonId) -> Result<RhythmPage, No> {
    desk.must(Permission::RecordPerson)?;
    let desk = &desk.to_decide();
    let Some(record) = desk.house.records.person(&desk.sight, person, &[], desk.now).await? else {
        return desk.not_found(&person.to_string(), "agree a rhythm").await;
    };
    desk.saw_record(&record.header, "rhythm").await?;
    let stands = readable(desk, &record.header);
    Ok(RhythmPage { who: Summary::of(desk, &Directory::of(desk).await?, record.header), stands })
}

/// Agrees how often they are met, at least. It takes the place of what stood, which the story keeps.
pub async fn agree_rhythm(desk: &Desk, person: PersonId, agreeing: &AgreeingRhythm) -> Result<(), No> {
    desk.must(Permission::RecordPerson)?;
    let desk = &desk.to_decide();
    desk.deciding(|| async {
        let stream = stream_of(person);
        let streams = [Desk::resting_on(person)[0], stream];
        let Some(record) = desk.house.records.person(&desk.sight, person, &streams, desk.now).await? else {
            return desk.not_found(&person.to_string(), "agree a rhythm").await;
        };
        let answer = judged(desk, &record.header, agreeing);
        let Some(told) = or_sent(desk, (&agreeing.key, stream), answer).await? else { return Ok(()) };
        let act = Act::new().reading([record.revisions[0]]).telling(told, record.revisions[1].number);
        desk.write(act.keyed(agreeing.key.clone())).await?;
        Ok(())
    })
    .await
}

/// What somebody else agreed meanwhile is not changed in silence.
fn judged(desk: &Desk, header: &Header, agreeing: &AgreeingRhythm) -> Result<Told, No> {
    let stands = readable(desk, header);
    if let Some(other) = stands.as_ref().filter(|other| Some(other.event) != agreeing.shown) {
        let days = other.is.every.days();
        let why = format!(
            "Something else was agreed meanwhile: at least once in {days} days. Send it once more if yours is to count."
        );
        return Err(Refusal::of("days", why).into());
    }
    let agreed = rhythm_agreed(&agreeing.wish, stands.map(|stands| stands.event)).map_err(No::Refused);
    let when = when_it_was(desk, (agreeing.since, None), day_of_death(header), None);
    let (agreed, happened) = No::or_both(agreed, when)?;
    Ok(Told::about(header.person, stream_of(header.person), happened, Body::RhythmAgreed(agreed)))
}

/// What stands, where the asker may read it.
fn readable(desk: &Desk, header: &Header) -> Option<Dated<RhythmAgreed>> {
    header.rhythm.clone().filter(|agreed| desk.sight.rights.classes.contains(&agreed.class))
}

fn stream_of(person: PersonId) -> StreamId {
    person.stream("rhythm")
}

/// What was agreed with somebody who is on a journey, and what was done of it, by what the asker may read.
pub(super) async fn rhythm_kept(
    desk: &Desk,
    header: &Header,
    touch: &InTouch,
) -> Result<Option<(Dated<RhythmAgreed>, Kept)>, No> {
    let (Some(stands), Some((every, since))) = (readable(desk, header), agreed(header)) else {
        return Ok(None);
    };
    if header.died.is_some() || header.status() != Status::Open {
        return Ok(None);
    }
    let today = desk.now.day();
    let from = told_from(every, since, today);
    let met = desk.house.records.met_since(&desk.sight, header.person, from, desk.now).await?;
    Ok(Some((stands, kept((every, since), &met, touch.seen, today))))
}
