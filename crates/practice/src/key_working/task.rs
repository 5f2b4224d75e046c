//! What needs whoever works with a young person: worked out from days and events, never typed in, and put off with a
//! reason.

use super::rhythm::{Rhythm, meet_by};
use crate::Refusal;
use crate::dates::long_date;
use crate::ids::{PostId, StreamId};
use crate::journal::UnknownWord;
use crate::people::{Dated, Header, Status};
use jiff::ToSpan;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// For how many days ahead something counts as needing somebody. Chosen for this service: a week.
const AHEAD_DAYS: i64 = 7;
/// For how many days something may be put off at once. Chosen for this service: four weeks, so that it is looked at
/// again within a month.
pub const MOST_DAYS_OFF: i64 = 28;

/// Something to be done about a young person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Task {
    /// To look again at an alert, by its stream.
    LookAtAlert(StreamId),
    /// To meet them.
    Meet,
    /// To tell them that a key worker leaves. It is not put off.
    SayGoodbye(PostId),
}

/// `key_working.task_put_off`: each task of a young person on a stream of its own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TaskPutOff {
    /// What.
    pub task: Task,
    /// The day on which it is back.
    pub until: Date,
    /// Why.
    pub reason: String,
}

/// A task that needs somebody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DueTask {
    /// What.
    pub task: Task,
    /// By which day; absent where there is none to reckon from.
    pub by: Option<Date>,
    /// Of a meeting: how often they are to be met, where that was agreed.
    pub rhythm: Option<Rhythm>,
    /// How it was put off, where it is not back yet.
    pub put_off: Option<Dated<TaskPutOff>>,
}

impl fmt::Display for Task {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::LookAtAlert(alert) => write!(to, "alert-{alert}"),
            Self::Meet => write!(to, "meet"),
            Self::SayGoodbye(worker) => write!(to, "goodbye-{worker}"),
        }
    }
}

impl FromStr for Task {
    type Err = UnknownWord;

    fn from_str(word: &str) -> Result<Self, UnknownWord> {
        let unknown = || UnknownWord(word.into());
        match word.split_once('-') {
            Some(("alert", alert)) => alert.parse().map(Self::LookAtAlert).map_err(|_| unknown()),
            Some(("goodbye", worker)) => worker.parse().map(Self::SayGoodbye).map_err(|_| unknown()),
            None if word == "meet" => Ok(Self::Meet),
            _ => Err(unknown()),
        }
    }
}

/// What needs somebody about a young person, the longest due first: their alerts that are to be looked at again within
/// a week, and meeting them by the rhythm that was agreed, else where nobody has for as many days as the council lets
/// pass (`longest`). Nothing of somebody who has died, and no meeting of somebody who is on no journey.
pub fn due_tasks(header: &Header, last_met: Option<Date>, (longest, today): (i64, Date)) -> Vec<DueTask> {
    if header.died.is_some() {
        return Vec::new();
    }
    let soon = today.saturating_add(AHEAD_DAYS.days());
    let alerts = header
        .standing_alerts()
        .map(|(stream, alert)| (Task::LookAtAlert(*stream), Some(alert.is.review_on)));
    let agreed = agreed(header);
    let by = match agreed {
        Some(agreed) => Some(meet_by(agreed, last_met)),
        None => last_met.map(|met| met.saturating_add(longest.days())),
    };
    let meet =
        (header.status() == Status::Open && by.is_none_or(|by| by <= today)).then_some((Task::Meet, by));
    let due = alerts.filter(|(_, by)| by.is_some_and(|by| by <= soon)).chain(meet);
    let rhythm = |task| agreed.filter(|_| task == Task::Meet).map(|(every, _)| every);
    let mut due: Vec<DueTask> = due
        .map(|(task, by)| {
            let put_off = put_off(header, (task, last_met), today);
            DueTask { task, by, rhythm: rhythm(task), put_off }
        })
        .collect();
    due.sort_by_key(|due| (due.by.is_none(), due.by, due.task));
    due
}

/// How often somebody is to be met and since when, where that was agreed.
pub fn agreed(header: &Header) -> Option<(Rhythm, Date)> {
    let agreed = header.rhythm.as_ref()?;
    Some((agreed.is.every, agreed.happened.first_day()?))
}

/// How a task is put off. What came to be known since, another day of the alert, a meeting or another rhythm, ends it:
/// what was put off then was something else.
fn put_off(header: &Header, (task, met): (Task, Option<Date>), today: Date) -> Option<Dated<TaskPutOff>> {
    let stands = |off: &&Dated<TaskPutOff>| match task {
        Task::LookAtAlert(alert) => {
            header.alerts.get(&alert).is_some_and(|alert| alert.recorded < off.recorded)
        }
        Task::Meet => {
            let is_agreed_since = header.rhythm.as_ref().is_some_and(|agreed| agreed.recorded > off.recorded);
            met.is_none_or(|met| met <= off.recorded.day()) && !is_agreed_since
        }
        Task::SayGoodbye(_) => false,
    };
    header.put_off.values().find(|off| off.is.task == task && off.is.until > today).filter(stands).cloned()
}

/// Until when something is put off: a later day, and not for ever.
///
/// # Errors
/// A sentence with the limits.
pub fn put_off_until(until: Date, today: Date) -> Result<Date, Refusal> {
    let last = today.saturating_add(MOST_DAYS_OFF.days());
    if today < until && until <= last {
        return Ok(until);
    }
    Err(Refusal::of("until", format!("Choose a day from tomorrow to {}.", long_date(last))))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dates::{Happened, Instant};
    use crate::ids::{EventId, PersonId, PostId};
    use crate::journal::Class;
    use crate::people::Alert;
    use jiff::civil::date;
    use uuid::Uuid;

    const TODAY: Date = date(2026, 6, 15);

    fn dated<T>(is: T) -> Dated<T> {
        let event = EventId(Uuid::from_u128(9));
        Dated {
            is,
            happened: Happened::At(Instant(0)),
            recorded: Instant(0),
            event,
            first: event,
            class: Class::Story,
        }
    }

    fn sam() -> Header {
        let mut header = Header::new(PersonId(Uuid::from_u128(1)));
        header.key_worker = Some(dated(PostId(Uuid::from_u128(2))));
        header
    }

    fn with_alert(review_on: Date) -> Header {
        let mut header = sam();
        let alert = Alert { alert: "Ring first".into(), review_on, young_person_told: true, ended: None };
        header.alerts.insert(StreamId(Uuid::from_u128(3)), dated(alert));
        header
    }

    fn due(header: &Header, last_met: Option<Date>) -> Vec<(Task, Option<Date>)> {
        due_tasks(header, last_met, (14, TODAY)).into_iter().map(|due| (due.task, due.by)).collect()
    }

    #[test]
    fn an_alert_needs_somebody_from_a_week_before_it_is_to_be_looked_at_again() {
        let soon = date(2026, 6, 22);
        let alert = Task::LookAtAlert(StreamId(Uuid::from_u128(3)));
        assert_eq!(due(&with_alert(soon), Some(TODAY)), [(alert, Some(soon))]);
        assert_eq!(due(&with_alert(soon.tomorrow().unwrap()), Some(TODAY)), []);
    }

    #[test]
    fn an_alert_that_ended_needs_nobody() {
        let mut header = with_alert(TODAY);
        header.alerts.values_mut().for_each(|alert| alert.is.ended = Some("Moved".into()));
        assert_eq!(due(&header, Some(TODAY)), []);
    }

    #[test]
    fn somebody_whom_nobody_met_for_as_many_days_as_may_pass_is_to_be_met() {
        assert_eq!(due(&sam(), Some(date(2026, 6, 1))), [(Task::Meet, Some(TODAY))]);
        assert_eq!(due(&sam(), Some(date(2026, 6, 2))), []);
    }

    #[test]
    fn somebody_of_whom_no_meeting_is_written_down_is_to_be_met_by_no_day() {
        assert_eq!(due(&sam(), None), [(Task::Meet, None)]);
    }

    #[test]
    fn nobody_is_to_be_met_who_is_on_no_journey_or_has_died() {
        let mut header = sam();
        header.key_worker = None;
        assert_eq!(due(&header, None), []);
        let mut header = with_alert(TODAY);
        header.died = Some(dated(crate::people::Died { told_by: String::new() }));
        assert_eq!(due(&header, None), []);
    }

    fn agreed_on(day: Date) -> Dated<crate::key_working::RhythmAgreed> {
        let wish = crate::key_working::RhythmWish { days: "7".into(), ..Default::default() };
        let agreed = crate::key_working::rhythm_agreed(&wish, None).unwrap();
        Dated { happened: Happened::On(crate::dates::PartialDate::Day(day)), ..dated(agreed) }
    }

    #[test]
    fn where_a_rhythm_is_agreed_it_counts_in_place_of_the_days_that_the_council_lets_pass() {
        let mut header = sam();
        header.rhythm = Some(agreed_on(date(2026, 6, 1)));
        assert_eq!(due(&header, Some(date(2026, 6, 8))), [(Task::Meet, Some(TODAY))]);
        assert_eq!(due(&header, Some(date(2026, 6, 9))), []);
        assert_eq!(due(&header, None), [(Task::Meet, Some(date(2026, 6, 8)))]);
        let found = due_tasks(&header, None, (14, TODAY)).remove(0);
        assert_eq!(found.rhythm.map(Rhythm::days), Some(7));
    }

    #[test]
    fn what_was_put_off_is_back_once_another_rhythm_is_agreed() {
        let mut header = sam();
        let off = TaskPutOff { task: Task::Meet, until: date(2026, 6, 30), reason: "On holiday".into() };
        header.put_off.insert(StreamId(Uuid::from_u128(4)), dated(off));
        let is_off = |header: &Header| due_tasks(header, None, (14, TODAY)).remove(0).put_off.is_some();
        header.rhythm = Some(agreed_on(date(2026, 6, 1)));
        assert!(is_off(&header));
        header.rhythm.as_mut().unwrap().recorded = Instant(1);
        assert!(!is_off(&header));
    }

    #[test]
    fn what_was_put_off_says_so_until_it_is_back() {
        let off = |until| {
            let mut header = sam();
            let off = TaskPutOff { task: Task::Meet, until, reason: "On holiday".into() };
            header.put_off.insert(StreamId(Uuid::from_u128(4)), dated(off));
            due_tasks(&header, None, (14, TODAY)).remove(0).put_off
        };
        assert_eq!(off(date(2026, 6, 16)).unwrap().is.reason, "On holiday");
        assert!(off(TODAY).is_none());
    }

    #[test]
    fn what_was_put_off_is_back_once_something_newer_is_known() {
        let off = |task| {
            let off = dated(TaskPutOff { task, until: date(2026, 6, 30), reason: "On holiday".into() });
            Dated {
                recorded: "2026-06-01T09:00:00Z".parse::<jiff::Timestamp>().map(Instant::from_jiff).unwrap(),
                ..off
            }
        };
        let alert = Task::LookAtAlert(StreamId(Uuid::from_u128(3)));
        let mut header = with_alert(TODAY);
        header.put_off.insert(StreamId(Uuid::from_u128(4)), off(Task::Meet));
        header.put_off.insert(StreamId(Uuid::from_u128(5)), off(alert));
        let is_off = |header: &Header, met| {
            due_tasks(header, met, (7, TODAY))
                .into_iter()
                .map(|due| (due.task, due.put_off.is_some()))
                .collect::<Vec<_>>()
        };
        assert_eq!(is_off(&header, Some(date(2026, 6, 1))), [(Task::Meet, true), (alert, true)]);
        assert_eq!(is_off(&header, Some(date(2026, 6, 2))), [(Task::Meet, false), (alert, true)]);
        header
            .alerts
            .values_mut()
            .for_each(|standing| standing.recorded = off(Task::Meet).recorded.plus_seconds(1));
        assert_eq!(is_off(&header, Some(date(2026, 6, 1))), [(Task::Meet, true), (alert, false)]);
    }

    #[test]
    fn nothing_is_put_off_to_a_day_gone_by_or_for_longer_than_four_weeks() {
        assert!(put_off_until(date(2026, 6, 16), TODAY).is_ok());
        assert!(put_off_until(date(2026, 7, 13), TODAY).is_ok());
        for wrong in [TODAY, date(2026, 7, 14)] {
            assert_eq!(
                put_off_until(wrong, TODAY).unwrap_err().sentence,
                "Choose a day from tomorrow to 13 July 2026."
            );
        }
    }

    #[test]
    fn a_task_has_a_word_for_its_address() {
        for task in [
            Task::Meet,
            Task::LookAtAlert(StreamId(Uuid::from_u128(3))),
            Task::SayGoodbye(PostId(Uuid::from_u128(4))),
        ] {
            assert_eq!(task.to_string().parse::<Task>().unwrap(), task);
        }
        assert!("alert-x".parse::<Task>().is_err() && "sleep".parse::<Task>().is_err());
    }
}
