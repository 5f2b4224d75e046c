//! Telling something new in a story, and putting such an entry right: what every kind with a form of its own shares.

use super::note::{class_refused, is_too_long_ago};
use super::root::{Rooted, ToPutRight, to_put_right};
use crate::people::{or_sent, unless_sent};
use crate::{Act, Desk, FormKey, No};
use jiff::civil::{Date, Time};
use practice::Refusal;
use practice::dates::{Happened, has_been};
use practice::ids::{EventId, PersonId};
use practice::journal::{Body, Class, Told};
use practice::people::Header;
use practice::staff::{Permission, reason};

/// What is told, but for its words.
pub(crate) struct Telling<'t> {
    /// What is written down where there is no such record.
    pub(crate) what: &'t str,
    /// Who may be shown it.
    pub(crate) class: Class,
    /// The form's key.
    pub(crate) key: &'t Option<FormKey>,
}

/// Tells something new in somebody's story.
pub(crate) async fn tell(
    desk: &Desk,
    person: PersonId,
    telling: &Telling<'_>,
    judged: impl Fn(&Header) -> Result<(Body, Happened), No>,
) -> Result<(), No> {
    desk.must(Permission::WriteStory)?;
    desk.deciding(|| async {
        let streams = Desk::resting_on(person);
        let Some(record) = desk.house.records.person(&desk.sight, person, &streams, desk.now).await? else {
            return desk.not_found(&person.to_string(), telling.what).await;
        };
        let answer = No::or_both(judged(&record.header), may_read(desk, telling.class));
        let Some(((body, happened), ())) = or_sent(desk, (telling.key, streams[0]), answer).await? else {
            return Ok(());
        };
        let told = Told::about(person, desk.stream(), happened, body).in_class(telling.class);
        let act = Act::new().reading(record.revisions).beginning(told);
        desk.write(act.keyed(telling.key.clone())).await?;
        Ok(())
    })
    .await
}

/// Nobody writes what they may not read.
pub(crate) fn may_read(desk: &Desk, class: Class) -> Result<(), No> {
    class_refused(desk, class).map_or(Ok(()), |why| Err(why.into()))
}

/// How an entry is put right.
pub(crate) struct Righting<'r> {
    /// What is written down where there is no such entry.
    pub(crate) what: &'r str,
    /// Whether an entry is of the kind.
    pub(crate) is_one: fn(&Body) -> bool,
    /// The version that the form had shown.
    pub(crate) shown: EventId,
    /// What was wrong.
    pub(crate) reason: &'r str,
    /// The form's key.
    pub(crate) key: &'r Option<FormKey>,
}

/// Puts an entry right: the story shows what is right, and beside it what stood. What is judged is given the entry and
/// the reason.
pub(crate) async fn right(
    desk: &Desk,
    entry: EventId,
    righting: &Righting<'_>,
    judged: impl Fn(&Rooted, String) -> Result<(Body, Happened), No>,
) -> Result<PersonId, No> {
    desk.must(Permission::WriteStory)?;
    desk.deciding(|| async {
        let ToPutRight { rooted, read_at } = to_put_right(desk, entry, righting.what).await?;
        let (person, first, version) = (rooted.header.person, &rooted.found.event, rooted.found.version());
        if !(righting.is_one)(&version.body) {
            return Err(No::NotFound);
        }
        if version.id != righting.shown {
            let act = Act::new().keyed(righting.key.clone());
            unless_sent(desk, act, first.stream, No::Moved).await?;
            return Ok(person);
        }
        let why = reason(righting.reason).map_err(No::from);
        let right = judged(&rooted, why.as_ref().map_or_else(|_| String::new(), Clone::clone));
        let ((body, happened), _) = No::or_both(right, why)?;
        let told =
            Told::about(person, first.stream, happened, body).in_class(first.class).correcting(first.id);
        let act = Act::new().reading(rooted.revisions).telling(told, read_at);
        desk.write(act.keyed(righting.key.clone())).await?;
        Ok(person)
    })
    .await
}

/// When something was that was done with or for a young person. `stands` is the day of the version before, which a
/// correction may leave as it is whatever has come to be known.
pub(crate) fn when_it_was(
    desk: &Desk,
    (day, time): (Date, Option<Time>),
    died: Option<Date>,
    stands: Option<Date>,
) -> Result<Happened, No> {
    let is_as_it_stood = stands == Some(day);
    if !is_as_it_stood && is_too_long_ago(day, desk.now.day()) {
        return Err(Refusal::of("day", "Look at the year: nobody here is as old as that.").into());
    }
    Ok(has_been(day, time, desk.now, died.filter(|_| !is_as_it_stood))?)
}

/// The day on which somebody died, where it is known.
pub(crate) fn day_of_death(header: &Header) -> Option<Date> {
    header.died.as_ref().and_then(|died| died.happened.first_day())
}
