//! Putting something off that needs somebody, with a reason.

use super::my_day::{PersonTask, due_of, in_words};
use crate::people::{Directory, Summary, or_sent, unless_sent};
use crate::{Act, Desk, FormKey, No};
use jiff::civil::Date;
use practice::Refusal;
use practice::dates::{Happened, long_date};
use practice::ids::{EventId, PersonId};
use practice::journal::{Body, Class, Revision, Told};
use practice::key_working::{DueTask, Task, TaskPutOff, put_off_until};
use practice::people::Header;
use practice::staff::{Permission, reason};

/// Something to be put off.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PuttingOff {
    /// The day on which it is back.
    pub until: Date,
    /// Why.
    pub reason: String,
    /// How it was put off already when the form was shown.
    pub shown: Option<EventId>,
    /// The form's key.
    pub key: Option<FormKey>,
}

/// A task that needs somebody, with what an act about it rests on.
struct Found {
    due: DueTask,
    met: Option<Date>,
    /// The record, narrowed to what the asker may read.
    header: Header,
    restriction: Revision,
    stream: Revision,
}

/// The task as its form shows it; nothing where it needs nobody now.
pub async fn task_of(desk: &Desk, person: PersonId, task: Task) -> Result<PersonTask, No> {
    desk.must(Permission::RecordPerson)?;
    let desk = &desk.to_decide();
    let Some(found) = due(desk, person, task).await? else { return Err(No::NotFound) };
    desk.saw_record(&found.header, "put off").await?;
    let who = Summary::of(desk, &Directory::of(desk).await?, found.header.clone());
    Ok(in_words(found.due, (&found.header, &who), found.met))
}

/// Puts it off until a day. Whoever else works with the young person finds it put off too. Who may read the reason is
/// who may read what is put off.
pub async fn put_off(desk: &Desk, person: PersonId, task: Task, putting: &PuttingOff) -> Result<(), No> {
    desk.must(Permission::RecordPerson)?;
    let desk = &desk.to_decide();
    desk.deciding(|| async {
        let Some(found) = due(desk, person, task).await? else {
            let stream = person.stream(&format!("put_off/{task}"));
            return unless_sent(desk, Act::new().keyed(putting.key.clone()), stream, No::NotFound).await;
        };
        let stream = found.stream;
        let Some(off) = or_sent(desk, (&putting.key, stream.stream), judged(desk, &found, putting)).await?
        else {
            return Ok(());
        };
        let class = match task {
            Task::LookAtAlert(alert) => {
                found.header.alerts.get(&alert).map_or(Class::Story, |alert| alert.class)
            }
            Task::Meet | Task::SayGoodbye(_) => Class::Story,
        };
        let told =
            Told::about(person, stream.stream, Happened::At(desk.now), Body::TaskPutOff(off)).in_class(class);
        let act = Act::new().reading([found.restriction]).telling(told, stream.number);
        desk.write(act.keyed(putting.key.clone())).await?;
        Ok(())
    })
    .await
}

/// What somebody else put off meanwhile is not put off anew in silence.
fn judged(desk: &Desk, found: &Found, putting: &PuttingOff) -> Result<TaskPutOff, No> {
    if let Some(other) = found.due.put_off.as_ref().filter(|off| Some(off.event) != putting.shown) {
        let until = long_date(other.is.until);
        let why = format!(
            "This was put off meanwhile until {until}: {}. Send it once more if yours is to count.",
            other.is.reason
        );
        return Err(Refusal::of("until", why).into());
    }
    match (put_off_until(putting.until, desk.now.day()), reason(&putting.reason)) {
        (Ok(until), Ok(reason)) => Ok(TaskPutOff { task: found.due.task, until, reason }),
        (until, reason) => Err(No::Refused([until.err(), reason.err()].into_iter().flatten().collect())),
    }
}

async fn due(desk: &Desk, person: PersonId, task: Task) -> Result<Option<Found>, No> {
    let streams = [Desk::resting_on(person)[0], person.stream(&format!("put_off/{task}"))];
    let Some(record) = desk.house.records.person(&desk.sight, person, &streams, desk.now).await? else {
        return desk.not_found(&person.to_string(), "put off").await;
    };
    let met = desk.house.records.in_touch(&desk.sight, person, desk.now).await?.seen;
    let header = desk.narrowed(record.header);
    let found = due_of(desk, &header, met).into_iter().find(|due| due.task == task);
    let [restriction, stream] = [record.revisions[0], record.revisions[1]];
    Ok(found.map(|due| Found { due, met, header, restriction, stream }))
}
