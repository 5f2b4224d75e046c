//! Recording an incident, and adding to one later.

use super::incident_told::still_owed;
use super::note::{class, classes, doubt_addresses, doubt_day};
use super::right::folded;
use super::said::{about, entry_url, standing, told};
use super::their_words;
use crate::pages::drafts::{or_draft, url_of};
use crate::pages::people::frame::{self, Section, url};
use crate::pages::people::{id, person_id};
use crate::parts::field::Width;
use crate::parts::{Choice, Form, buttons, details, field, link, post, submit};
use crate::posted::Posted;
use crate::trouble::Trouble;
use crate::visitor::{Answer, Visitor, go, show, show_again};
use axum::extract::Path;
use jiff::civil::{Date, Time};
use maud::{Markup, html};
use practice::dates::has_been;
use practice::ids::{EventId, PersonId};
use practice::journal::{Body, Class};
use practice::safety::{
    AddingWish, Between, IncidentWish, KnownWish, OrNot, TalkWish, WhatBecame, added_to, incident_recorded,
};
use work::No;
use work::people::{self, Summary};
use work::safety::{AddingToIncident, RecordingIncident, add_to_incident, record_incident};
use work::story::{self, OneEntry};

const HEADING: &str = "Record an incident";
const ADDING: &str = "Add to an incident";
/// What is known of an incident in words of one's own.
const KNOWN: [&str; 9] = [
    "before",
    "helped",
    "injuries",
    "told_whom",
    "held_by",
    "held_how",
    "tried_first",
    "said",
    "repair_on_words",
];
const RECORDED: [&str; 2] = ["place", "what"];
const ADDED: [&str; 3] = ["more", "holders_on_words", "them_on_words"];

/// The empty form, about today, or its draft.
pub(super) async fn ask(visitor: Visitor, Path(person): Path<String>) -> Answer {
    let person = person_id(&person)?;
    let who = people::open(&visitor.desk, person).await?.summary;
    let empty = Form::new().with_day("day", visitor.desk.now.day()).with("class", Class::Story.word());
    let (form, saved) = or_draft(&visitor, &path(person), empty).await?;
    show(drawn(&visitor, &who, &form, saved))
}

/// Writes it into the story.
pub(super) async fn sent(visitor: Visitor, Path(person): Path<String>, posted: Posted) -> Answer {
    let person = person_id(&person)?;
    let mut form = posted.form;
    let read = read(&visitor, &mut form);
    let class = class(&mut form);
    doubt_all(&visitor, person, &RECORDED, &mut form).await?;
    let answer = match (read.filter(|_| !form.goes_back()), class) {
        (Some((wish, day, time)), Some(class)) => {
            let recording = RecordingIncident { wish, day, time, class, key: posted.key };
            record_incident(&visitor.desk, person, &recording).await
        }
        _ => Err(No::Refused(Vec::new())),
    };
    match answer {
        Ok(()) => {
            work::drafts::sent(&visitor.desk, &path(person), form.values()).await;
            go(format!("{}?done=incident", url(person, "story")))
        }
        Err(No::Refused(refusals)) => {
            form.refuse_all(refusals);
            let who = people::open(&visitor.desk, person).await?.summary;
            show_again(&form, drawn(&visitor, &who, &form, None))
        }
        Err(no) => Err(Trouble::from(no)),
    }
}

fn path(person: PersonId) -> String {
    url(person, "incidents/new")
}

async fn doubt_all(
    visitor: &Visitor,
    person: PersonId,
    own: &[&str],
    form: &mut Form,
) -> Result<(), Trouble> {
    let fields: Vec<(&str, &str)> = own.iter().chain(&KNOWN).map(|field| (*field, "")).collect();
    doubt_addresses(visitor, person, &fields, form).await
}

fn read(visitor: &Visitor, form: &mut Form) -> Option<(IncidentWish, Date, Option<Time>)> {
    let day = form.must_day("day", "the day").filter(|day| !doubt_day(visitor, form, *day));
    let time = form.clock("time", "the time");
    let repaired = talk(form, "repair_on");
    let known = known(form, repaired);
    let text = |field: &str| form.text(field).unwrap_or_default();
    let wish = IncidentWish { place: text("place"), what: text("what"), known };
    let between = Between { happened: day, today: visitor.desk.now.day() };
    form.refuse_all(incident_recorded(&wish, between).err().unwrap_or_default());
    if let Some(day) = day {
        form.refuse_all(has_been(day, time, visitor.desk.now, None).err());
    }
    day.map(|day| (wish, day, time))
}

/// A talk with its day, which may be missing.
fn talk(form: &mut Form, field: &str) -> TalkWish {
    let on = form.day(field, "the day on which you spoke");
    TalkWish { on, words: form.text(&format!("{field}_words")).unwrap_or_default() }
}

fn known(form: &mut Form, repaired: TalkWish) -> KnownWish {
    let asked = their_words::asked(form);
    let [hurt, held] = ["hurt", "held"].map(|name| form.choose(name, OrNot::read));
    let repair = form.choose("repair", WhatBecame::read);
    let text = |field: &str| form.text(field).unwrap_or_default();
    KnownWish {
        before: text("before"),
        helped: text("helped"),
        hurt,
        injuries: text("injuries"),
        told_whom: text("told_whom"),
        held,
        held_by: text("held_by"),
        held_how: text("held_how"),
        held_minutes: text("held_minutes"),
        tried_first: text("tried_first"),
        said: text("said"),
        asked,
        repair,
        repaired,
    }
}

/// Nobody, somebody, or not known yet.
fn or_not(name: &str, asks: &str, [nobody, somebody]: [&'static str; 2], form: &Form) -> Markup {
    let choices = OrNot::ALL.map(|choice| {
        let words = match choice {
            OrNot::Nobody => nobody,
            OrNot::Somebody => somebody,
            OrNot::NotKnown => "Not yet known",
        };
        Choice::new(choice.word(), words)
    });
    field::radios(name, asks, choices).optional().small().show(form)
}

/// What is known beside what happened: all of it may come later.
fn known_questions(form: &Form) -> Markup {
    let around = html! {
        (field::area("before", "What was before it?").optional().show(form))
        (field::area("helped", "What helped afterwards?").optional().show(form))
        (field::area("told_whom", "Who was told, and when?").optional().show(form))
    };
    let holding = html! {
        (field::area("held_by", "Who held, and who else was there?").optional().show(form))
        (field::area("held_how", "How?").optional().show(form))
        (field::figures("held_minutes", "For how long, in minutes?").width(Width::Four).optional().show(form))
        (field::area("tried_first", "What was tried first?").optional().show(form))
    };
    let after = html! {
        (their_words::questions(form, "Their account", "Not asked yet"))
        (repair_questions(form))
    };
    html! {
        (or_not("hurt", "Was anybody hurt?", ["Nobody was hurt", "Somebody was hurt"], form))
        (field::area("injuries", "Who was hurt and how, and what was done?").optional().show(form))
        p .govuk-body { "The next question is about this young person alone. Another who was held has a record of their own." }
        (or_not("held", "Were they held?", ["They were not held", "They were held"], form))
        (folded(form, "If they were held", &["held_by", "held_how", "held_minutes", "tried_first"], holding))
        (folded(form, "What was before, what helped, who was told", &["before", "helped", "told_whom"], around))
        (folded(
            form,
            "Their account, and the repair conversation",
            &["asked", "said", "repair", "repair_on-day", "repair_on_words"],
            after,
        ))
    }
}

fn repair_questions(form: &Form) -> Markup {
    let choices = WhatBecame::ALL.map(|became| {
        let words = match became {
            WhatBecame::NotYet => "Not yet",
            WhatBecame::Spoke => "We spoke",
            WhatBecame::NotWanted => "They did not want one",
        };
        Choice::new(became.word(), words)
    });
    html! {
        (field::radios("repair", "A repair conversation", choices).optional().small().show(form))
        (field::day("repair_on", "If you spoke, on which day?").optional().show(form))
        (field::area("repair_on_words", "What came of it?").optional().show(form))
    }
}

fn drawn(visitor: &Visitor, who: &Summary, form: &Form, saved: Option<String>) -> Markup {
    let path = path(who.person);
    let body = html! {
        p .govuk-body {
            "Say when it was and what happened. Whatever you do not know yet is added later, under this; what you "
            "write now stays as it is. Name no other young person here: write “another young person”."
        }
        (post(&*path).key(visitor.key_of(form)).draft(url_of(&path), saved).show(html! {
            (field::day("day", "Which day?").show(form))
            (field::clock("time", "What time?").hint("About when is enough.").optional().show(form))
            (field::area("what", "What happened?")
                .hint("What you saw and heard, as they could read it at 25.").tall().show(form))
            (field::text("place", "Where?").optional().show(form))
            (known_questions(form))
            (classes(visitor, form))
            (buttons(html! { (submit("Record it")) (link(&url(who.person, "story"), "Cancel")) }))
        }))
    };
    frame::page(visitor, who, Section::Within, HEADING).form(form).show(body)
}

/// The empty form of an addition, or its draft, with the incident above it.
pub(super) async fn ask_more(visitor: Visitor, Path(event): Path<String>) -> Answer {
    let found = incident(&visitor, id(&event)?).await?;
    let (form, saved) = or_draft(&visitor, &entry_url(&found.entry, "add"), Form::new()).await?;
    show(adding(&visitor, &found, &form, saved))
}

/// Puts it under the incident.
pub(super) async fn sent_more(visitor: Visitor, Path(event): Path<String>, posted: Posted) -> Answer {
    let found = incident(&visitor, id(&event)?).await?;
    let (entry, person) = (found.entry.event, found.summary.person);
    let mut form = posted.form;
    let repaired = talk(&mut form, "repair_on");
    let (with_holders, with_them) = (talk(&mut form, "holders_on"), talk(&mut form, "them_on"));
    let more = form.text("more").unwrap_or_default();
    let wish = AddingWish { more, known: known(&mut form, repaired), with_holders, with_them };
    if !form.goes_back() {
        let between = Between { happened: found.entry.happened.first_day(), today: visitor.desk.now.day() };
        form.refuse_all(added_to(&wish, between).err().unwrap_or_default());
    }
    doubt_all(&visitor, person, &ADDED, &mut form).await?;
    let answer = if form.goes_back() {
        Err(No::Refused(Vec::new()))
    } else {
        let adding = AddingToIncident { wish, key: posted.key };
        add_to_incident(&visitor.desk, entry, &adding).await
    };
    match answer {
        Ok(_) => {
            work::drafts::sent(&visitor.desk, &entry_url(&found.entry, "add"), form.values()).await;
            go(format!("{}?done=added", entry_url(&found.entry, "")))
        }
        Err(No::Refused(refusals)) => {
            form.refuse_all(refusals);
            show_again(&form, adding(&visitor, &found, &form, None))
        }
        Err(no) => Err(Trouble::from(no)),
    }
}

/// The incident of an address.
async fn incident(visitor: &Visitor, event: EventId) -> Result<OneEntry, Trouble> {
    let found = story::entry(&visitor.desk, event).await?;
    if matches!(found.entry.body, Body::IncidentRecorded(_)) { Ok(found) } else { Err(Trouble::not_found()) }
}

fn adding(visitor: &Visitor, found: &OneEntry, form: &Form, saved: Option<String>) -> Markup {
    let path = entry_url(&found.entry, "add");
    let recorded = html! {
        (told(standing(&found.entry), &found.directory).body)
        (about(&found.entry, &found.directory, false))
    };
    let spoken = html! {
        (field::day("holders_on", "On which day did the registered person, or somebody they authorised, speak with whoever held?")
            .optional().show(form))
        (field::area("holders_on_words", "Who spoke with whoever held, and what came of it?").optional().show(form))
        (field::day("them_on", "On which day did they speak with the young person about being held?")
            .optional().show(form))
        (field::area("them_on_words", "Who spoke with the young person, and what came of it?").optional().show(form))
    };
    let talks = ["holders_on-day", "holders_on_words", "them_on-day", "them_on_words"];
    let body = html! {
        (still_owed(visitor.desk.now, &found.entry))
        (details("What is recorded", recorded))
        p .govuk-body { "It stands under the incident, with your name and the time. What was recorded stays as it was." }
        (post(&*path).key(visitor.key_of(form)).draft(url_of(&path), saved).show(html! {
            (field::area("more", "What else is to be said?")
                .hint("What came to be known since, or what is not right in the record.").optional().show(form))
            (folded(form, "That somebody spoke about the holding", &talks, spoken))
            (known_questions(form))
            (buttons(html! { (submit("Add it")) (link(&entry_url(&found.entry, ""), "Cancel")) }))
        }))
    };
    frame::page(visitor, &found.summary, Section::Within, ADDING).form(form).show(body)
}
