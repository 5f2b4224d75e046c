//! Key working: a worker's day, what is put off, what is planned, and how often somebody is met.

mod caseload;
pub(crate) mod goodbye;
pub(crate) mod handover;
mod planned;
mod put_off;
mod rhythm;

use super::needed;
use crate::pages::people::frame::{called, url};
use crate::parts::{State, Task, capitalised, details, moment, name};
use crate::routes::{Access, Table};
use crate::visitor::Visitor;
use maud::{Markup, html};
use practice::dates::long_date;
use practice::key_working;
use practice::staff::Permission;
use work::key_working::{PersonNews, PersonTask};

pub(super) use planned::task as planned_task;
pub(crate) use planned::{next, told, when};
pub(crate) use rhythm::{agreed, often};

/// Of how many the first page tells what changed.
const NEWS: usize = 10;

pub(super) fn routes(table: Table) -> Table {
    let read = Access::Needs(&[Permission::ReadStory]);
    let write = Access::Needs(&[Permission::WriteStory]);
    let record = Access::Needs(&[Permission::RecordPerson]);
    table
        .get("/caseloads", Access::Needs(&[Permission::AllocateKeyWorker]), caseload::show_all)
        .get("/people/{person}/put-off/{task}", record, put_off::ask)
        .post("/people/{person}/put-off/{task}", record, put_off::sent)
        .get("/people/{person}/goodbye", write, goodbye::ask)
        .post("/people/{person}/goodbye", write, goodbye::sent)
        .get("/people/{person}/handover", read, handover::see)
        .get("/people/{person}/handover/new", write, handover::ask)
        .post("/people/{person}/handover/new", write, handover::sent)
        .get("/people/{person}/plan-contact", write, planned::ask)
        .post("/people/{person}/plan-contact", write, planned::sent)
        .get("/people/{person}/planned/{plan}", write, planned::ask_change)
        .post("/people/{person}/planned/{plan}", write, planned::sent_change)
        .get("/people/{person}/rhythm", record, rhythm::ask)
        .post("/people/{person}/rhythm", record, rhythm::sent)
}

/// What a task is called: "meet Sam", "look again at an alert about Sam".
fn title(task: &PersonTask) -> String {
    let whom = called(&task.who);
    match task.task {
        key_working::Task::Meet => format!("meet {whom}"),
        key_working::Task::LookAtAlert(_) => format!("look again at an alert about {whom}"),
        key_working::Task::SayGoodbye(_) => {
            let worker = task.about.as_deref().unwrap_or("a worker");
            format!("see that {whom} hears it from somebody they know, and can say goodbye to {worker}")
        }
    }
}

/// Where it is done.
fn done_at(visitor: &Visitor, task: &PersonTask) -> String {
    match task.task {
        key_working::Task::Meet if visitor.may(Permission::WriteStory) => {
            url(task.who.person, "contacts/new")
        }
        key_working::Task::Meet => url(task.who.person, "story"),
        key_working::Task::LookAtAlert(_) => url(task.who.person, ""),
        key_working::Task::SayGoodbye(_) if visitor.may_decide(Permission::WriteStory, task.who.person) => {
            url(task.who.person, "goodbye")
        }
        key_working::Task::SayGoodbye(_) => url(task.who.person, "team"),
    }
}

/// A task about a young person, for the list of what needs somebody. What an alert says stands on the pages that write
/// down who read it.
pub(super) fn task(visitor: &Visitor, task: &PersonTask) -> Task {
    let met = match task.met {
        Some(met) => format!("Last met on {}", long_date(met)),
        None => "No meeting in the story yet".to_owned(),
    };
    let hint = match (task.task, task.rhythm) {
        (key_working::Task::LookAtAlert(_) | key_working::Task::SayGoodbye(_), _) => None,
        (key_working::Task::Meet, None) => Some(met),
        (key_working::Task::Meet, Some(every)) => Some(format!("{met}. Agreed: {}", often(every))),
    };
    Task {
        title: capitalised(&title(task)),
        href: Some(done_at(visitor, task)),
        hint,
        beside: html! {
            @if may_put_off(visitor, task) {
                a .govuk-link href=(put_off_at(task)) { "Put off" span .govuk-visually-hidden { ": " (title(task)) } }
            }
        },
        state: task.by.map_or(State::ToDo, |by| needed::by(visitor, by)),
    }
}

/// A goodbye stays until it is said.
fn may_put_off(visitor: &Visitor, task: &PersonTask) -> bool {
    !matches!(task.task, key_working::Task::SayGoodbye(_))
        && visitor.may_decide(Permission::RecordPerson, task.who.person)
}

fn put_off_at(task: &PersonTask) -> String {
    url(task.who.person, &format!("put-off/{}", task.task))
}

/// What was put off, folded away; the reason stands where it can be changed.
pub(super) fn put_off_already(visitor: &Visitor, tasks: &[PersonTask]) -> Markup {
    html! {
        @if !tasks.is_empty() {
            (details(&format!("Put off ({})", tasks.len()), html! {
                ul .govuk-list {
                    @for task in tasks {
                        @if let Some((_, off)) = &task.put_off {
                            li {
                                bdi { (capitalised(&title(task))) } ": until " (long_date(off.until)) " "
                                @if visitor.may_decide(Permission::RecordPerson, task.who.person) {
                                    a .govuk-link href=(put_off_at(task)) {
                                        "Why, and change" span .govuk-visually-hidden { ": " (title(task)) }
                                    }
                                }
                            }
                        }
                    }
                }
            }))
        }
    }
}

/// Of whom others wrote since the reader last read the story.
pub(super) fn news(news: &[PersonNews]) -> Markup {
    html! {
        @if !news.is_empty() {
            section aria-labelledby="news" {
                h2 .govuk-heading-m #news { "New since you looked" }
                ul .govuk-list {
                    @for one in news.iter().take(NEWS) {
                        li {
                            a .govuk-link href=(url(one.who.person, "story")) { (name(called(&one.who))) }
                            @if one.entries == 1 { ": 1 entry, " } @else { ": " (one.entries) " entries, the last " }
                            (moment(one.newest))
                        }
                    }
                }
                @if news.len() > NEWS { p .govuk-body { "And of " (news.len() - NEWS) " more." } }
            }
        }
    }
}
