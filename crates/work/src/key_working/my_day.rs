//! A worker's day: what needs them about the young people they work with, and what others wrote since they looked.

use super::contact::last_met;
use super::goodbye::goodbyes_of;
use crate::people::{Directory, Summary};
use crate::{Desk, No};
use jiff::ToSpan;
use jiff::civil::Date;
use practice::dates::Instant;
use practice::ids::{EventId, StreamId};
use practice::key_working::{
    ContactPlanned, DueTask, GOODBYE_AHEAD_DAYS, GoodbyeOwed, Rhythm, Task, TaskPutOff, due_tasks, is_asked,
};
use practice::people::Header;
use practice::staff::Permission;
use practice::staff::thresholds::NOT_SEEN_DAYS;
use records::PeopleAsk;
use std::collections::BTreeMap;

/// How many young people somebody works with at the most, as far as their day is worked out.
const MOST: i64 = 500;
/// For how long back something is news, in seconds: two weeks.
const NEWS_FOR: i64 = 14 * 86_400;

/// What needs a worker, and what changed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct MyDay {
    /// What needs them, the longest due first.
    pub due: Vec<PersonTask>,
    /// What was planned for today or before and is not logged, the first day first.
    pub planned: Vec<PersonPlan>,
    /// What was put off, the first that is back first.
    pub put_off: Vec<PersonTask>,
    /// Of whom others wrote since they last read the story, the newest first.
    pub news: Vec<PersonNews>,
}

/// A task about a young person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonTask {
    /// Who.
    pub who: Summary,
    /// What.
    pub task: Task,
    /// Of an alert, what it says; of a goodbye, the name of whoever leaves.
    pub about: Option<String>,
    /// By which day.
    pub by: Option<Date>,
    /// Of a meeting: how often they are to be met, where that was agreed.
    pub rhythm: Option<Rhythm>,
    /// On which day somebody last met them.
    pub met: Option<Date>,
    /// How it was put off, and the event that says so.
    pub put_off: Option<(EventId, TaskPutOff)>,
}

/// A visit or a call that was planned.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonPlan {
    /// With whom.
    pub who: Summary,
    /// The stream of the plan.
    pub plan: StreamId,
    /// What was planned.
    pub is: ContactPlanned,
}

/// What others wrote of a young person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonNews {
    /// Who.
    pub who: Summary,
    /// How many entries.
    pub entries: i64,
    /// When the newest was written down.
    pub newest: Instant,
}

/// The day of the asker; empty for whoever reads no story.
pub async fn my_day(desk: &Desk) -> Result<MyDay, No> {
    if !desk.sight.may(Permission::ReadStory) {
        return Ok(MyDay::default());
    }
    let ask = PeopleAsk { mine: true, limit: MOST, ..PeopleAsk::default() };
    let (lines, _) = desk.house.records.people(&desk.sight, &ask, desk.now).await?;
    let people: Vec<_> = lines.iter().map(|line| line.person).collect();
    let met = last_met(desk, &people).await?;
    let directory = Directory::of(desk).await?;
    let mut day = MyDay::default();
    let mut whose = BTreeMap::new();
    for line in lines {
        let header = desk.narrowed(line.header.clone());
        let who = Summary::of(desk, &directory, line.header.clone());
        let met = met.get(&line.person).copied();
        for due in due_of(desk, &header, met) {
            let task = in_words(due, (&header, &who), met);
            if task.put_off.is_none() { day.due.push(task) } else { day.put_off.push(task) }
        }
        day.planned.extend(planned_of(desk, &header, &who));
        day.due.extend(goodbyes(desk, &directory, &line.header, &who));
        whose.insert(line.person, who);
    }
    for task in goodbyes_to_see_to(desk, &directory).await? {
        if day.due.iter().all(|due| (due.who.person, due.task) != (task.who.person, task.task)) {
            day.due.push(task);
        }
    }
    day.due.sort_by_key(|task| (task.by.is_none(), task.by));
    day.planned.sort_by_key(|plan| (plan.is.day, plan.is.time));
    day.put_off.sort_by_key(|task| task.put_off.as_ref().map(|(_, off)| off.until));
    let news = desk.house.records.news(&desk.sight, desk.now.plus_seconds(-NEWS_FOR), desk.now).await?;
    day.news = news
        .into_iter()
        .filter_map(|news| {
            let who = whose.get(&news.person)?.clone();
            Some(PersonNews { who, entries: news.entries, newest: news.newest })
        })
        .collect();
    Ok(day)
}

/// For whoever names key workers: the goodbyes that are owed to young people within their reach.
async fn goodbyes_to_see_to(desk: &Desk, directory: &Directory) -> Result<Vec<PersonTask>, No> {
    if !desk.sight.may(Permission::AllocateKeyWorker) {
        return Ok(Vec::new());
    }
    let desk = &desk.to_decide();
    let soon = desk.now.day().saturating_add(GOODBYE_AHEAD_DAYS.days());
    let ask = PeopleAsk { goodbye_by: Some(soon), limit: MOST, ..PeopleAsk::default() };
    let (lines, _) = desk.house.records.people(&desk.sight, &ask, desk.now).await?;
    let tasks = lines.into_iter().flat_map(|line| {
        let who = Summary::of(desk, directory, line.header.clone());
        goodbyes(desk, directory, &line.header, &who)
    });
    Ok(tasks.collect())
}

/// The goodbyes owed to one young person, as tasks.
fn goodbyes(desk: &Desk, directory: &Directory, header: &Header, who: &Summary) -> Vec<PersonTask> {
    let task = |owed: GoodbyeOwed| PersonTask {
        who: who.clone(),
        task: Task::SayGoodbye(owed.worker),
        about: Some(directory.worker(owed.worker)),
        by: Some(owed.by),
        put_off: None,
        met: None,
        rhythm: None,
    };
    goodbyes_of(desk, directory, header).into_iter().map(task).collect()
}

/// What needs somebody about one young person, of a record that is narrowed to what the asker may read.
pub(super) fn due_of(desk: &Desk, header: &Header, last_met: Option<Date>) -> Vec<DueTask> {
    due_tasks(header, last_met, (desk.words.threshold(&NOT_SEEN_DAYS), desk.now.day()))
}

/// What was planned for today or before with one young person, and stands in the asker's day.
fn planned_of(desk: &Desk, header: &Header, who: &Summary) -> Vec<PersonPlan> {
    let today = desk.now.day();
    if header.died.is_some() {
        return Vec::new();
    }
    let due = header.planned.iter().filter(|(_, plan)| {
        plan.is.day <= today && is_asked(header, &plan.is, today) == Some(desk.sight.post)
    });
    due.map(|(plan, stands)| PersonPlan { who: who.clone(), plan: *plan, is: stands.is.clone() }).collect()
}

pub(super) fn in_words(due: DueTask, (header, who): (&Header, &Summary), met: Option<Date>) -> PersonTask {
    let about = match due.task {
        Task::LookAtAlert(alert) => header.alerts.get(&alert).map(|alert| alert.is.alert.clone()),
        Task::Meet | Task::SayGoodbye(_) => None,
    };
    PersonTask {
        who: who.clone(),
        task: due.task,
        about,
        by: due.by,
        rhythm: due.rhythm,
        met,
        put_off: due.put_off.map(|off| (off.event, off.is)),
    }
}
