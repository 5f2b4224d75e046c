//! Logging a contact, or a try, and putting one right.

use super::note::{class, classes, doubt_addresses, doubt_day};
use super::said::{by, entry_url, standing, told};
use crate::pages::drafts::{Changing, or_draft, shown_at, url_of};
use crate::pages::people::frame::{self, Section, called, url};
use crate::pages::people::person_id;
use crate::parts::field::Width;
use crate::parts::{Choice, Form, buttons, details, field, happened, link, name, overtaken, post, submit};
use crate::posted::Posted;
use crate::trouble::Trouble;
use crate::visitor::{Answer, Visitor, go, show, show_again, show_overtaken};
use axum::extract::Path;
use jiff::civil::{Date, Time};
use maud::{Markup, html};
use practice::Refusal;
use practice::dates::Happened;
use practice::ids::{EventId, PersonId};
use practice::journal::{Body, Class};
use practice::key_working::{ContactLogged, ContactWish, TheirView, Touch, contact_happened, contact_logged};
use std::collections::BTreeSet;
use work::No;
use work::key_working::{
    CorrectingContact, LoggingContact, NOT_FROM_THE_LIST, correct_contact, log_contact, who_else,
};
use work::people::{self, PersonPage, Summary};
use work::story::{self, OneEntry};

const HEADING: &str = "Log a visit or call";
const CORRECTING: &str = "Correct a visit or call";
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

/// The empty form, about today, or its draft.
pub(super) async fn ask(visitor: Visitor, Path(person): Path<String>) -> Answer {
    let person = person_id(&person)?;
    let page = people::open(&visitor.desk, person).await?;
    let empty = Form::new().with_day("day", visitor.desk.now.day()).with("class", Class::Story.word());
    let (form, saved) = or_draft(&visitor, &path(person), empty).await?;
    show(drawn(&visitor, &page, &form, saved).await?)
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
            let logging = LoggingContact { wish, day, time, class, with, key: posted.key };
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
        form.refuse_all(contact_happened(day, time, visitor.desk.now, None).err());
    }
    day.map(|day| Read { wish, day, time })
}

fn questions(form: &Form) -> Markup {
    let touches = TOUCHES.map(|(touch, words)| Choice::new(touch.word(), words));
    let folded = html! {
        (field::clock("time", "What time?").optional().show(form))
        (field::text("place", "Where?").optional().show(form))
        (field::figures("minutes", "How long, in minutes?").width(Width::Four).optional().show(form))
        (field::text("purpose", "What was it for?").optional().show(form))
    };
    let is_folded = !form.goes_back() && FOLDED.iter().all(|field| form.value(field).is_empty());
    html! {
        (field::radios("how", "How were you in touch?", touches).show(form))
        (field::day("day", "Which day?").show(form))
        @if is_folded { (details("What time, where, how long, what for", folded)) } @else { (folded) }
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
    let body = html! {
        (post(&*path).key(visitor.key_of(form)).draft(url_of(&path), saved).show(html! {
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

fn as_it_stands(found: &OneEntry) -> Form {
    let version = standing(&found.entry);
    let mut form = match &version.body {
        Body::ContactLogged(logged) => prefilled(logged),
        _ => Form::new(),
    };
    if let Some(day) = found.entry.happened.first_day() {
        form = form.with_day("day", day);
    }
    match found.entry.happened {
        Happened::At(at) => form.with("time", at.time().strftime("%H:%M").to_string()),
        _ => form,
    }
}

fn prefilled(logged: &ContactLogged) -> Form {
    let form = Form::new()
        .with("how", logged.how.word())
        .with("place", &*logged.place)
        .with("minutes", logged.minutes.map(|minutes| minutes.to_string()).unwrap_or_default())
        .with("purpose", &*logged.purpose)
        .with("changed", &*logged.changed);
    match &logged.their_view {
        TheirView::NotWritten => form,
        TheirView::NotAsked => form.with("not_asked", "yes"),
        TheirView::Said(said) => form.with("said", &**said),
    }
}

/// The contact as it stands, to be put right.
pub(super) async fn ask_correct(visitor: &Visitor, found: &OneEntry) -> Answer {
    let version = standing(&found.entry).event;
    let begun =
        Changing::begun(visitor, &entry_url(&found.entry, "correct"), as_it_stands(found), version).await?;
    show(correcting(visitor, found, &begun))
}

/// Puts what is right beside what stood.
pub(super) async fn sent_correct(visitor: &Visitor, found: &OneEntry, posted: Posted) -> Answer {
    let (entry, path) = (found.entry.event, entry_url(&found.entry, "correct"));
    let mut form = posted.form;
    let read = read(visitor, &mut form, found.entry.happened.first_day());
    let stood = as_it_stands(found);
    form.must_text("reason", "Say why, in a few words.");
    let before = TEXTS.map(|field| (field, stood.value(field)));
    doubt_addresses(visitor, found.summary.person, &before, &mut form).await?;
    let answer = match read.filter(|_| !form.goes_back()) {
        Some(Read { wish, day, time }) => {
            let reason = form.value("reason").to_owned();
            let shown = shown_at::<EventId>(&form).unwrap_or(entry);
            let correcting = CorrectingContact { wish, day, time, reason, shown, key: posted.key };
            correct_contact(&visitor.desk, entry, &correcting).await
        }
        None => Err(No::Refused(Vec::new())),
    };
    match answer {
        Ok(_) => {
            work::drafts::sent(&visitor.desk, &path, form.values()).await;
            go(format!("{}?done=corrected", entry_url(&found.entry, "")))
        }
        Err(No::Refused(refusals)) => {
            form.refuse_all(refusals);
            let again = Changing::refused(form);
            show_again(&again.form, correcting(visitor, found, &again))
        }
        Err(No::Moved) => {
            let found = story::entry_to_correct(&visitor.desk, entry).await?;
            let overtaken = Changing::overtaken(form, standing(&found.entry).event);
            show_overtaken(correcting(visitor, &found, &overtaken))
        }
        Err(no) => Err(Trouble::from(no)),
    }
}

/// The version that stands, whole: what, when, by whom and why.
fn as_told(found: &OneEntry) -> Markup {
    let stands = standing(&found.entry);
    let telling = told(stands, &found.directory);
    let why = match &stands.body {
        Body::ContactLogged(contact) => &*contact.correction,
        _ => "",
    };
    html! {
        p .govuk-body { strong { (telling.title) } ", " (happened(stands.said_to_have_happened)) }
        (telling.body)
        p .govuk-body .nwd-quiet { (name(&by(stands))) @if !why.is_empty() { ": " bdi { (why) } } }
    }
}

fn correcting(visitor: &Visitor, found: &OneEntry, changing: &Changing) -> Markup {
    let path = entry_url(&found.entry, "correct");
    let form = &changing.form;
    let body = html! {
        @if changing.moved { (overtaken(&as_told(found))) }
        p .govuk-body {
            "The story shows what is right. What it said before stays to be read beside it. If somebody else was "
            "there too, put theirs right in their own story."
        }
        (post(&*path).key(visitor.key_of(form)).draft(url_of(&path), changing.saved.clone()).show(html! {
            (questions(form))
            (field::text("reason", "What was wrong?").show(form))
            (changing.shown())
            (buttons(html! { (submit("Correct it")) (link(&entry_url(&found.entry, ""), "Cancel")) }))
        }))
    };
    frame::page(visitor, &found.summary, Section::Within, CORRECTING).form(form).show(body)
}
