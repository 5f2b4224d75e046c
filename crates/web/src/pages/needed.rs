//! What needs somebody: the desks of theirs at which something waits, in the
//! order in which it should be done.

use crate::parts::{State, Task, task_list};
use crate::trouble::Trouble;
use crate::visitor::Visitor;
use jiff::ToSpan;
use maud::{Markup, html};
use practice::dates::long_date;
use practice::staff::Permission;
use practice::staff::thresholds::NOT_SEEN_DAYS;
use work::key_working::people_waiting;
use work::people::{
    Filter, LastSeen, conflicts_waiting, list, matches_waiting, openings, restricted_to_nobody_waiting,
    restrictions,
};
use work::staff::withdrawals;

/// For how many days ahead a restriction counts as due.
const AHEAD: i64 = 14;

/// What waits for the visitor, most pressing first.
pub(super) async fn of(visitor: &Visitor) -> Result<Vec<Task>, Trouble> {
    let mut tasks = Vec::new();
    if visitor.may(Permission::DecideMatches) {
        tasks.extend(matches(matches_waiting(&visitor.desk).await?));
    }
    if visitor.may(Permission::DecideMatches) || visitor.may(Permission::RecordPerson) {
        tasks.extend(conflicts(conflicts_waiting(&visitor.desk).await?));
    }
    if visitor.may(Permission::ReviewGlass) {
        tasks.extend(unreviewed(visitor).await?);
    }
    if visitor.may(Permission::ReadAudit) {
        tasks.extend(declared_by_mistake(withdrawals(&visitor.desk).await?.len()));
    }
    if visitor.may(Permission::AllocateKeyWorker) {
        tasks.extend(without_somebody(people_waiting(&visitor.desk).await?));
        tasks.extend(not_met(visitor).await?);
    }
    if visitor.may(Permission::RestrictPerson) {
        tasks.extend(due(visitor).await?);
        tasks.extend(named_by_nobody(restricted_to_nobody_waiting(&visitor.desk).await?));
    }
    tasks.extend(begun(work::drafts::waiting(&visitor.desk).await?));
    Ok(tasks)
}

/// The list; a sentence where nothing waits.
pub(super) fn section(tasks: &[Task], put_off: &Markup) -> Markup {
    html! {
        section aria-labelledby="needed" {
            h2 .govuk-heading-m #needed { "What needs you" }
            @if tasks.is_empty() { p .govuk-body { "Nothing is waiting for you." } }
            @else { (task_list("needed", tasks)) }
            (put_off)
        }
    }
}

fn task(title: String, href: &str, state: State) -> Task {
    Task { title, href: Some(href.to_owned()), hint: None, beside: html! {}, state }
}

/// "1 case", "2 cases".
fn counted(count: i64, one: &str, several: &str) -> String {
    if count == 1 { format!("1 {one}") } else { format!("{count} {several}") }
}

fn matches((all, urgent): (i64, i64)) -> Option<Task> {
    let title = format!("Decide {}", counted(all, "suspected match", "suspected matches"));
    let state = if urgent > 0 { State::Late("Somebody is waiting".into()) } else { State::ToDo };
    (all > 0).then(|| task(title, "/matching", state))
}

fn conflicts(count: i64) -> Option<Task> {
    let fact = counted(count, "fact where", "facts where");
    let title = format!("Decide {fact} the council’s file says otherwise");
    (count > 0).then(|| task(title, "/conflicts", State::ToDo))
}

async fn unreviewed(visitor: &Visitor) -> Result<Option<Task>, Trouble> {
    let waiting: Vec<_> = openings(&visitor.desk)
        .await?
        .into_iter()
        .filter(|opening| !opening.own && !opening.reviewed)
        .collect();
    if waiting.is_empty() {
        return Ok(None);
    }
    let count = i64::try_from(waiting.len()).unwrap_or(i64::MAX);
    let title = format!("Look at {}", counted(count, "emergency opening", "emergency openings"));
    let first = waiting.iter().filter_map(|opening| opening.due).min();
    Ok(Some(task(title, "/openings", first.map_or(State::ToDo, |first| by(visitor, first)))))
}

async fn due(visitor: &Visitor) -> Result<Option<Task>, Trouble> {
    let today = visitor.desk.now.day();
    let soon = today.checked_add(AHEAD.days()).unwrap_or(today);
    let restrictions = restrictions(&visitor.desk).await?;
    let due: Vec<_> =
        restrictions.iter().filter_map(|record| record.review_on).filter(|day| *day <= soon).collect();
    let Some(first) = due.first().copied() else { return Ok(None) };
    let count = i64::try_from(due.len()).unwrap_or(i64::MAX);
    let title = format!("Look again at {}", counted(count, "restriction", "restrictions"));
    Ok(Some(task(title, "/restrictions", by(visitor, first))))
}

fn named_by_nobody(records: usize) -> Option<Task> {
    let count = i64::try_from(records).unwrap_or(i64::MAX);
    let whose = counted(count, "restricted record", "restricted records");
    let title = format!("Name somebody for {whose} that nobody can look at again");
    (records > 0).then(|| task(title, "/restrictions", State::ToDo))
}

fn without_somebody(count: i64) -> Option<Task> {
    let whom = counted(count, "young person", "young people");
    let title =
        format!("Find who takes over: a worker of {whom} has left, or cannot work with them any more");
    (count > 0).then(|| task(title, "/cover", State::ToDo))
}

/// For whoever names key workers: how many within their reach nobody has met for long.
async fn not_met(visitor: &Visitor) -> Result<Option<Task>, Trouble> {
    let filter = Filter { seen: LastSeen::TooLongAgo, ..Filter::default() };
    let count = list(&visitor.desk, &filter).await?.total;
    let whom = counted(count, "young person", "young people");
    let days = visitor.desk.words.threshold(&NOT_SEEN_DAYS);
    let title = format!("See why no meeting stands in the story of {whom} for {days} days");
    Ok((count > 0).then(|| task(title, "/people?whose=all&seen=no", State::ToDo)))
}

pub(super) fn by(visitor: &Visitor, day: jiff::civil::Date) -> State {
    if day < visitor.desk.now.day() {
        State::Late(format!("Overdue since {}", long_date(day)))
    } else {
        State::By(format!("By {}", long_date(day)))
    }
}

fn declared_by_mistake(cases: usize) -> Option<Task> {
    let count = i64::try_from(cases).unwrap_or(i64::MAX);
    let title = format!("Decide about {}", counted(count, "relative declared", "relatives declared"));
    (cases > 0).then(|| task(format!("{title} by mistake"), "/relatives", State::ToDo))
}

fn begun(count: i64) -> Option<Task> {
    let title = format!("Go on with {} you have begun and not sent", counted(count, "form", "forms"));
    (count > 0).then(|| task(title, "/drafts", State::ToDo))
}
