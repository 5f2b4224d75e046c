//! Logging a contact, or a try, and putting one right.

use super::note::{class, classes, doubt_addresses, doubt_day};
use super::right::{self, Kind};
use crate::pages::drafts::{or_draft, rests_on_what_stands, shown_at, shown_in, url_of};
use crate::pages::key_working::when;
use crate::pages::people::frame::{self, Section, called, url};
use crate::pages::people::{Asked, person_id};
use crate::parts::field::Width;
use crate::parts::{Choice, Form, buttons, details, field, inset, link, post, submit};
use crate::posted::Posted;
use crate::trouble::Trouble;
use crate::visitor::{Answer, Visitor, go, show, show_again};
use axum::extract::{Path, Query};
use jiff::civil::{Date, Time};
use maud::{Markup, html};
use practice::Refusal;
use practice::dates::has_been;
use practice::ids::{EventId, PersonId};
use practice::journal::{Body, Class};
use practice::key_working::{ContactPlanned, ContactWish, TheirView, Touch, contact_logged};
use practice::people::Dated;
use std::collections::BTreeSet;
use work::No;
use work::key_working::{
    CorrectingContact, LoggingContact, NOT_FROM_THE_LIST, correct_contact, log_contact, open_plan, who_else,
};
use work::people::{self, PersonPage, Summary};
use work::story::OneEntry;

const HEADING: &str = "Log a visit or call";
/// The answers in words of one's own.
const TEXTS: [&str; 4] = ["place", "purpose", "changed", "said"];
/// What is asked under a fold, because a contact is whole without it.
const FOLDED: [&str; 4] = ["time", "place", "minutes", "purpose"];

/// How somebody was in touch, as it is asked.
pub(super) const TOUCHES: [(Touch, &str); 4] = [
    (Touch::Met, "We met"),
    (Touch::Spoke, "We spoke, by phone or video"),
    (Touch::Message, "They wrote, or answered a message"),
    (Touch::Tried, "I tried, and nobody answered"),
];

/// The version of the plan that the form showed.
const PLAN_SHOWN: &str = "plan_shown";

/// The empty form, about today, or its draft.
pub(super) async fn ask(visitor: Visitor, Path(person): Path<String>, Query(asked): Asked) -> Answer {
    let person = person_id(&person)?;
    let page = people::open(&visitor.desk, person).await?;
    let asked = Form::typed(asked);
    let planned = planned(&visitor, person, &asked).await?;
    let begun = planned.as_ref().map_or_else(|| empty(&visitor), |plan| as_planned(&visitor, plan));
    let (mut form, saved) = or_draft(&visitor, &path(person), begun).await?;
    // Words that were begun about something else are not taken for what became of this plan.
    if let Some(plan) = planned.filter(|_| saved.is_none()) {
        form.put("plan", asked.value("plan"));
        form.put(PLAN_SHOWN, plan.event.to_string());
    }
    show(drawn(&visitor, &page, &form, saved).await?)
}

fn empty(visitor: &Visitor) -> Form {
    Form::new().with_day("day", visitor.desk.now.day()).with("class", Class::Story.word())
}

/// What was planned stands in the form. How they were in touch and at what time is asked: it may have been otherwise.
fn as_planned(visitor: &Visitor, plan: &Dated<ContactPlanned>) -> Form {
    Form::new()
        .with_day("day", plan.is.day.min(visitor.desk.now.day()))
        .with("class", plan.class.word())
        .with("place", &*plan.is.place)
        .with("purpose", &*plan.is.purpose)
}

/// The plan that a form names, where it is not done with.
async fn planned(
    visitor: &Visitor,
    person: PersonId,
    form: &Form,
) -> Result<Option<Dated<ContactPlanned>>, Trouble> {
    match form.value("plan").parse() {
        Ok(plan) => Ok(open_plan(&visitor.desk, person, plan).await?),
        Err(_) => Ok(None),
    }
}

/// Writes it into the story, and into the stories of those who were there too.
pub(super) async fn sent(visitor: Visitor, Path(person): Path<String>, posted: Posted) -> Answer {
    let person = person_id(&person)?;
    let mut form = posted.form;
    let with = with(&mut form);
    let class = class(&mut form);
    let read = read(&visitor, &mut form, None);
    doubt_addresses(&visitor, person, &TEXTS.map(|field| (field, "")), &mut form).await?;
    let answer = match (read.filter(|_| !form.goes_back()), class) {
        (Some(Read { wish, day, time }), Some(class)) => {
            let plan = form.value("plan").parse().ok();
            let plan_shown = form.value(PLAN_SHOWN).parse().ok();
            let logging = LoggingContact { wish, day, time, class, with, plan, plan_shown, key: posted.key };
            log_contact(&visitor.desk, person, &logging).await
        }
        _ => Err(No::Refused(Vec::new())),
    };
    match answer {
        Ok(()) => {
            work::drafts::sent(&visitor.desk, &path(person), form.values()).await;
            go(format!("{}?done=contact", url(person, "story")))
        }
        Err(No::Refused(refusals)) => {
            rests_on_what_stands(&mut form, PLAN_SHOWN, &refusals);
            form.refuse_all(refusals);
            let page = people::open(&visitor.desk, person).await?;
            show_again(&form, drawn(&visitor, &page, &form, None).await?)
        }
        Err(no) => Err(Trouble::from(no)),
    }
}

fn path(person: PersonId) -> String {
    url(person, "contacts/new")
}

/// What a form says, but for who was there.
struct Read {
    wish: ContactWish,
    day: Date,
    time: Option<Time>,
}

/// Who was there too, as the form says.
fn with(form: &mut Form) -> BTreeSet<PersonId> {
    let chosen: Vec<Option<PersonId>> = form.chosen("with").iter().map(|other| other.parse().ok()).collect();
    if chosen.contains(&None) {
        form.refuse(Refusal::of("with", NOT_FROM_THE_LIST));
    }
    chosen.into_iter().flatten().collect()
}

/// `stands` is the day of the contact before, which is not asked about again. What is wrong is all said at once.
fn read(visitor: &Visitor, form: &mut Form, stands: Option<Date>) -> Option<Read> {
    let day =
        form.must_day("day", "the day").filter(|day| Some(*day) == stands || !doubt_day(visitor, form, *day));
    let time = form.clock("time", "the time");
    let text = |field: &str| form.text(field).unwrap_or_default();
    let wish = ContactWish {
        how: Touch::read(form.value("how")),
        place: text("place"),
        minutes: text("minutes"),
        purpose: text("purpose"),
        changed: text("changed"),
        said: text("said"),
        not_asked: form.is_chosen("not_asked", "yes"),
    };
    form.refuse_all(contact_logged(&wish).err().unwrap_or_default());
    if let Some(day) = day {
        form.refuse_all(has_been(day, time, visitor.desk.now, None).err());
    }
    day.map(|day| Read { wish, day, time })
}

fn questions(form: &Form) -> Markup {
    let touches = TOUCHES.map(|(touch, words)| Choice::new(touch.word(), words));
    let inner = html! {
        (field::clock("time", "What time?").optional().show(form))
        (field::text("place", "Where?").optional().show(form))
        (field::figures("minutes", "How long, in minutes?").width(Width::Four).optional().show(form))
        (field::text("purpose", "What was it for?").optional().show(form))
    };
    html! {
        (field::radios("how", "How were you in touch?", touches).show(form))
        (field::day("day", "Which day?").show(form))
        (right::folded(form, "What time, where, how long, what for", &FOLDED, inner))
        (field::area("changed", "What changed?").optional().show(form))
        (field::area("said", "How did they see it?").hint("Best in their own words.").optional().show(form))
        (field::checkboxes("not_asked", "If you did not ask them", [("yes", "I did not ask")]).small().show(form))
    }
}

async fn drawn(
    visitor: &Visitor,
    page: &PersonPage,
    form: &Form,
    saved: Option<String>,
) -> Result<Markup, Trouble> {
    let path = path(page.summary.person);
    let others = who_else(&visitor.desk, page).await?;
    let planned = planned(visitor, page.summary.person, form).await?;
    let body = html! {
        @if let Some(plan) = &planned { (inset(html! { "It was planned for " (when(&plan.is)) "." })) }
        (post(&*path).key(visitor.key_of(form)).draft(url_of(&path), saved).show(html! {
            @if let Some(plan) = &planned {
                (field::hidden("plan", form.value("plan")))
                (field::hidden(PLAN_SHOWN, &shown_in(form, PLAN_SHOWN, Some(plan.event))))
            }
            (questions(form))
            (was_there(&others, form))
            (classes(visitor, form))
            (buttons(html! { (submit("Log it")) (link(&url(page.summary.person, "story"), "Cancel")) }))
        }))
    };
    Ok(frame::page(visitor, &page.summary, Section::Within, HEADING).form(form).show(body))
}

/// Who was there too: each has an entry of their own, with nothing in it about another.
fn was_there(others: &[Summary], form: &Form) -> Markup {
    let choices = others.iter().map(|other| Choice::new(other.person.to_string(), called(other)));
    let asked = html! {
        (field::checkboxes("with", "Who else?", choices)
            .hint("Their story says how, when and how long, and no word of what you write here.")
            .small().show(form))
    };
    html! {
        @if !form.chosen("with").is_empty() { (asked) }
        @else if !others.is_empty() { (details("Somebody else too", asked)) }
    }
}

/// Whether an entry is a contact.
pub(super) fn is_asked(found: &OneEntry) -> bool {
    matches!(found.entry.body, Body::ContactLogged(_))
}

/// How a contact is put right.
pub(super) const KIND: Kind = Kind {
    heading: "Correct a visit or call",
    more: " If somebody else was there too, put theirs right in their own story.",
    texts: &TEXTS,
    prefilled,
    questions,
};

fn prefilled(body: &Body) -> Form {
    let Body::ContactLogged(logged) = body else { return Form::new() };
    let form = Form::new()
        .with("how", logged.how.word())
        .with("place", &*logged.place)
        .with("minutes", logged.minutes.map(|minutes| minutes.to_string()).unwrap_or_default())
        .with("purpose", &*logged.purpose)
        .with("changed", &*logged.changed);
    match &logged.their_view {
        TheirView::NotWritten | TheirView::NotWanted => form,
        TheirView::NotAsked => form.with("not_asked", "yes"),
        TheirView::Said(said) => form.with("said", &**said),
    }
}

/// Puts what is right beside what stood.
pub(super) async fn sent_correct(visitor: &Visitor, found: &OneEntry, posted: Posted) -> Answer {
    let mut form = posted.form;
    let read = read(visitor, &mut form, found.entry.happened.first_day());
    right::check(visitor, found, &KIND, &mut form).await?;
    let answer = match read.filter(|_| !form.goes_back()) {
        Some(Read { wish, day, time }) => {
            let reason = form.value("reason").to_owned();
            let shown = shown_at::<EventId>(&form).unwrap_or(found.entry.event);
            let correcting = CorrectingContact { wish, day, time, reason, shown, key: posted.key };
            correct_contact(&visitor.desk, found.entry.event, &correcting).await
        }
        None => Err(No::Refused(Vec::new())),
    };
    right::answered(visitor, found, (&KIND, form), answer).await
}
