//! Young people: lists, finding somebody, the record and all that is in it.

mod adopt;
mod adoptions;
mod around;
mod arrival;
mod card;
pub(crate) mod cards;
mod care;
mod cover;
mod fact;
mod fact_fields;
mod fact_kind;
mod find;
pub(crate) mod frame;
mod history;
mod key_dates;
mod list;
mod looks;
mod new;
mod photo;
mod reach;
mod record;
mod responsible;
mod restrict;
mod restrict_review;
pub(crate) mod rows;
pub(crate) mod unsent;
mod waiting;
pub(crate) mod words;

pub(crate) use around::offered;
pub use history::known_in_words;
pub(crate) use reach::SHIELDED;

use crate::parts::{Choice, Form, name, success_banner};
use crate::routes::{Access, Table};
use crate::trouble::Trouble;
use crate::visitor::Visitor;
use axum::extract::Query;
use maud::{Markup, html};
use practice::ids::PersonId;
use practice::staff::Permission;
use std::str::FromStr;
use work::people::{self, Directory, Post};

/// The values of an address after its question mark; none of them personal.
pub(crate) type Asked = Query<Vec<(String, String)>>;

pub(super) fn routes(table: Table) -> Table {
    let see = Access::Needs(&[Permission::ReadStory, Permission::ImportPeople]);
    let read = Access::Needs(&[Permission::ReadStory]);
    let create = Access::Needs(&[Permission::CreatePerson]);
    let record = Access::Needs(&[Permission::RecordPerson]);
    let restrict = Access::Needs(&[Permission::RestrictPerson]);
    let arrival = Access::Needs(&[Permission::OpenSafetyPage]);
    let allocate = Access::Needs(&[Permission::AllocateKeyWorker]);
    let pull_in = Access::Needs(&[Permission::PullIn]);
    table
        .get("/people", see, list::list)
        .get("/find", see, find::ask)
        .post("/find", see, find::seek)
        .get("/find/{search}", see, find::found)
        .get("/people/new", create, new::ask)
        .post("/people/new", create, new::sent)
        .get("/people/{person}", see, record::show)
        .get("/people/{person}/record/{fact}", record, fact::ask)
        .post("/people/{person}/record/{fact}", record, fact::sent)
        .get("/people/{person}/record/{fact}/{stream}", record, fact::ask_one)
        .post("/people/{person}/record/{fact}/{stream}", record, fact::sent_one)
        .get("/people/{person}/photo", record, photo::ask)
        .post("/people/{person}/photo", record, photo::sent)
        .get("/people/{person}/photo/{photo}", read, photo::picture)
        .get("/people/{person}/photo/{photo}/remove", record, photo::ask_remove)
        .post("/people/{person}/photo/{photo}/remove", record, photo::removed)
        .get("/people/{person}/reach", read, reach::show)
        .get("/people/{person}/card", read, card::show)
        .get("/people/{person}/card/print", read, card::print)
        .get("/people/{person}/team", read, around::team)
        .get("/people/{person}/key-worker", allocate, around::ask_key_worker)
        .post("/people/{person}/key-worker", allocate, around::sent_key_worker)
        .get("/people/{person}/cover", allocate, cover::ask)
        .post("/people/{person}/cover", allocate, cover::sent)
        .get("/people/{person}/cover/{cover}", allocate, cover::ask_end)
        .post("/people/{person}/cover/{cover}", allocate, cover::sent_end)
        .get("/people/{person}/responsible-team", allocate, responsible::ask_team)
        .post("/people/{person}/responsible-team", allocate, responsible::sent_team)
        .get("/people/{person}/social-worker", allocate, responsible::ask_social_worker)
        .post("/people/{person}/social-worker", allocate, responsible::sent_social_worker)
        .get("/cover", allocate, waiting::list)
        .get("/people/{person}/pull-in", pull_in, around::ask_pull_in)
        .post("/people/{person}/pull-in", pull_in, around::sent_pull_in)
        .get("/people/{person}/pull-in/{post}", pull_in, around::ask_step_out)
        .post("/people/{person}/pull-in/{post}", pull_in, around::sent_step_out)
        .get("/people/{person}/history", Access::Needs(&[Permission::ReadHistory]), history::show)
        .get("/people/{person}/restrict", restrict, restrict::ask)
        .post("/people/{person}/restrict", restrict, restrict::sent)
        .get("/people/{person}/restrict/lift", restrict, restrict::ask_lift)
        .post("/people/{person}/restrict/lift", restrict, restrict::sent_lift)
        .get("/people/{person}/restrict/review", restrict, restrict_review::ask)
        .post("/people/{person}/restrict/review", restrict, restrict_review::sent)
        .get("/people/{person}/adopt", restrict, adopt::ask)
        .post("/people/{person}/adopt", restrict, adopt::sent)
        .get("/adoptions", Access::SignedIn, adoptions::list)
        .get("/adoptions/{person}/workers", Access::SignedIn, adoptions::ask_workers)
        .post("/adoptions/{person}/workers", Access::SignedIn, adoptions::sent_workers)
        .get("/adoptions/{person}/undo", Access::SignedIn, adoptions::ask_undo)
        .post("/adoptions/{person}/undo", Access::SignedIn, adoptions::undone)
        .get("/people/{person}/arrival", arrival, arrival::ask)
        .post("/people/{person}/arrival", arrival, arrival::sent)
        .get("/people/{person}/looks", Access::Needs(&[Permission::ReadAudit]), looks::show)
}

/// An id in an address. One that is none leads nowhere, as one that is nobody's does.
pub(crate) fn id<T: FromStr>(text: &str) -> Result<T, Trouble> {
    text.parse().map_err(|_| Trouble::not_found())
}

/// The person of an address.
pub(crate) fn person_id(text: &str) -> Result<PersonId, Trouble> {
    id(text)
}

/// The heading of the form of one fact, by its path.
pub(crate) fn heading_of_fact(path: &str) -> Option<&'static str> {
    let rest = path.strip_prefix("/people/")?.split_once("/record/")?.1;
    let (fact, stream) = rest.split_once('/').map_or((rest, None), |(fact, stream)| (fact, Some(stream)));
    fact_kind::Kind::read(fact, stream).map(fact_kind::Kind::heading)
}

/// The workers of the council, each to be ticked, with what they are there for.
fn workers_to_choose(visitor: &Visitor, directory: &Directory) -> Vec<Choice> {
    directory.posts().into_iter().map(|post| worker_to_choose(visitor, post)).collect()
}

fn worker_to_choose(visitor: &Visitor, post: &Post) -> Choice {
    Choice::new(post.id.to_string(), post.name.clone()).hint(visitor.role_labels(&post.roles))
}

/// Said of everybody who is added, so that it tells nothing of a record out of reach.
const SETTLED_ELSEWHERE: &str = "If a record that is here already may be about the same young person, or has one of \
    these numbers, the matching desk looks at both. Nothing waits for that, and there is nothing for you to do.";

/// What was done on the page before, as the address says it: fixed words only.
pub(crate) fn done(asked: &Form) -> Option<Markup> {
    done_about(asked, None)
}

/// The same on a page that is not theirs, with the name of whom it was about.
fn done_about(asked: &Form, whom: Option<&str>) -> Option<Markup> {
    done_with(asked, about_whom(whom))
}

/// The same with more to say of it.
fn done_with(asked: &Form, more: Markup) -> Option<Markup> {
    let words = match asked.value("done") {
        "note" => "Your note is in the story",
        "contact" => "It is in the story",
        "planned" => "It is planned",
        "plan-changed" => "The plan is changed",
        "plan-off" => "It is called off",
        "rhythm" => "It is agreed. What needs somebody each day goes by it",
        "day" => "Your daily note is in the story",
        "incident" => "The incident is in the story. Open it to add what comes to be known",
        "added" => "It stands under the incident",
        "recorded" => "It is recorded",
        "file" => "The file is in the story",
        "file-out" => "The file was taken out. Nobody is given it any more",
        "photo" => "The photo is there. Whoever may open this record sees it",
        "photo-out" => "The photo was taken out. Nobody is shown it any more",
        "kept" => "Nothing was changed: what stood in the record was kept",
        "created" => "The record is there, and you are their key worker until somebody else is named",
        "restricted" => "The record is restricted",
        "restricted-away" => {
            "The record is restricted. You cannot open it any more: only those you named can"
        }
        "named" => "The key worker is named",
        "goodbye" => "The goodbye is in the story",
        "handover" => "It is in the story, and on this page for whoever comes next",
        "covered" => "Who covers is written down",
        "cover-ended" => "The cover has ended",
        "team" => "Another team is responsible now",
        "handed-over" => "Another team is responsible now, and the record has gone to them",
        "social-worker" => "Another social worker holds the case now",
        "pulled-in" => "They are part of the team now",
        "stepped-out" => "They have stepped out",
        "lifted" => "The record is no longer restricted",
        "adopted" => "The record is closed off, and a new one has begun",
        "adoption-undone" => "The old record is open again",
        "corrected" => "The correction stands in the story",
        "disagreed" => "It stands beside the entry, everywhere",
        "moved" => "The entry was moved",
        _ => return None,
    };
    let more = match asked.value("done") {
        "created" => html! { p .govuk-body { (SETTLED_ELSEWHERE) } },
        _ => more,
    };
    Some(success_banner(words, more))
}

/// Under the words that something was done: whom it was about, as far as the
/// reader may know it. An address holds an id, and the name is looked up.
pub(crate) fn about_whom(whom: Option<&str>) -> Markup {
    html! { @if let Some(whom) = whom { p .govuk-body { "It is about " (name(whom)) "." } } }
}

/// The name of whom something was about, by the id in the address of a list.
pub(crate) async fn whom(visitor: &Visitor, id: &str) -> Result<Option<String>, Trouble> {
    match id.parse() {
        Ok(person) => Ok(people::name_of(&visitor.desk, person).await?),
        Err(_) => Ok(None),
    }
}
