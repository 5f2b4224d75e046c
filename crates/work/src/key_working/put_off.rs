//! Putting something off that needs somebody, with a reason.

use super::my_day::{PersonTask, due_of, in_words};
use crate::people::{Directory, Summary, or_sent};
use crate::{Act, Desk, FormKey, No};
use jiff::civil::Date;
use practice::Refusal;
use practice::dates::Happened;
use practice::ids::PersonId;
use practice::journal::{Body, Told};
use practice::key_working::{Task, TaskPutOff, put_off_until};
use practice::staff::{Permission, reason};
use records::PersonRecord;

/// The task as its form shows it; nothing where it needs nobody now.
pub async fn task_of(desk: &Desk, person: PersonId, task: Task) -> Result<PersonTask, No> {
    desk.must(Permission::WriteStory)?;
    let Some((record, found)) = due(desk, person, task).await? else {
        return desk.not_found(&person.to_string(), "put off").await;
    };
    desk.saw_record(&record.header, "put off").await?;
    Ok(found)
}

/// Puts it off until a day. Whoever else works with the young person finds it put off too, with the reason.
pub async fn put_off(
    desk: &Desk,
    person: PersonId,
    task: Task,
    (until, why): (Date, &str),
    key: Option<FormKey>,
) -> Result<(), No> {
    desk.must(Permission::WriteStory)?;
    desk.deciding(|| async {
        let Some((record, _)) = due(desk, person, task).await? else {
            return desk.not_found(&person.to_string(), "put off").await;
        };
        let [restriction, stream] = [record.revisions[0], record.revisions[1]];
        let judged = match (put_off_until(until, desk.now.day()), reason(why)) {
            (Ok(until), Ok(reason)) => Ok(TaskPutOff { task, until, reason }),
            (until, reason) => {
                Err(No::Refused([until.err(), reason.err()].into_iter().flatten().collect::<Vec<Refusal>>()))
            }
        };
        let Some(off) = or_sent(desk, (&key, stream.stream), judged).await? else { return Ok(()) };
        let told = Told::about(person, stream.stream, Happened::At(desk.now), Body::TaskPutOff(off));
        desk.write(Act::new().reading([restriction]).telling(told, stream.number).keyed(key.clone())).await?;
        Ok(())
    })
    .await
}

async fn due(desk: &Desk, person: PersonId, task: Task) -> Result<Option<(PersonRecord, PersonTask)>, No> {
    let streams = [Desk::resting_on(person)[0], person.stream(&format!("put_off/{task}"))];
    let Some(record) = desk.house.records.person(&desk.sight, person, &streams, desk.now).await? else {
        return Ok(None);
    };
    let met = desk.house.records.in_touch(&desk.sight, person, desk.now).await?.seen;
    let header = record.header.clone().shown_to(|class| desk.sight.rights.classes.contains(&class));
    let who = Summary::of(desk, &Directory::of(desk).await?, record.header.clone());
    let found = due_of(desk, &header, met).into_iter().find(|due| due.task == task);
    Ok(found.map(|due| in_words(due, &header, &who)).map(|task| (record, task)))
}
