//! Handing over: what whoever comes next should know, on one page, and what the one who goes writes.

use super::goodbye;
use crate::pages::drafts::{or_draft, shown_at, url_of};
use crate::pages::people::frame::{self, Section, called, url};
use crate::pages::people::{cards, done, person_id};
use crate::pages::story::right::{self, Kind};
use crate::pages::story::{doubt_addresses, last_in_touch, their_words};
use crate::parts::{
    Fact, Form, button_link_other, buttons, day, empty_state, fact, fact_of, field, inset, link, moment,
    name, post, prose, submit, summary_card,
};
use crate::posted::Posted;
use crate::trouble::Trouble;
use crate::visitor::{Answer, Visitor, go, show, show_again};
use axum::extract::{Path, Query};
use maud::{Markup, html};
use practice::dates::long_date;
use practice::ids::{EventId, PersonId};
use practice::journal::Body;
use practice::key_working::{HandoverWish, handover_written};
use practice::staff::Permission;
use work::No;
use work::key_working::{
    CorrectingHandover, HandingOver, Handover, Written, correct_handover, hand_over, handover,
};
use work::people::{self, Summary};
use work::story::OneEntry;

const TEXTS: [&str; 3] = ["know", "promised", "said"];

/// How a handover is put right.
pub(crate) const KIND: Kind = Kind {
    heading: "Correct a handover",
    more: " Say here too when something promised is done, or when both workers have met them.",
    texts: &TEXTS,
    prefilled,
    questions,
};

/// What whoever comes next should know.
pub(super) async fn see(
    visitor: Visitor,
    Path(person): Path<String>,
    Query(asked): crate::pages::people::Asked,
) -> Answer {
    let found = handover(&visitor.desk, person_id(&person)?).await?;
    let page = frame::page(&visitor, &found.page.summary, Section::Within, "Handover");
    let page = match done(&Form::typed(asked)) {
        Some(banner) => page.banner(banner),
        None => page,
    };
    show(page.show(body(&visitor, &found)))
}

fn body(visitor: &Visitor, found: &Handover) -> Markup {
    let (page, who) = (&found.page, &found.page.summary);
    let may_write = visitor.may(Permission::WriteStory) && who.died.is_none();
    html! {
        p .govuk-body {
            "What whoever comes next should know about " (name(called(who))) ", so that nobody has to tell the story again."
        }
        @if found.written.is_empty() {
            (empty_state("Nothing was handed over in writing yet.", html! {}))
        }
        @for written in &found.written { (one(written)) }
        @for (worker, is) in &page.goodbyes { (inset(goodbye::owed(visitor, worker, *is))) }
        @if may_write {
            (buttons(html! {
                (button_link_other(&url(who.person, "handover/new"), "Write a handover"))
                @if !page.goodbyes.is_empty() && visitor.may_decide(Permission::WriteStory, who.person) {
                    (button_link_other(&url(who.person, "goodbye"), "Write down a goodbye"))
                }
            }))
        }
        (last_in_touch(&found.in_touch, visitor.desk.now.day()))
        (cards::for_whoever_comes_next(page, visitor.desk.now.day()))
        p .govuk-body {
            (link(&url(who.person, "card"), "Safety card")) ". "
            (link(&url(who.person, "team"), "Who works with them, and who did")) ". "
            (link(&url(who.person, "story"), "The whole story")) "."
        }
    }
}

fn one(written: &Written) -> Markup {
    let what = &written.what;
    let mut facts: Vec<Fact> = Vec::new();
    if !what.know.is_empty() {
        facts.push(fact_of("To know first", prose(&what.know)));
    }
    if !what.promised.is_empty() {
        facts.push(fact_of("Promised, and not done when this was written", prose(&what.promised)));
    }
    let introduced = what.introduced.map(|on| html! { "They met together on " (day(on)) });
    facts.push(match introduced {
        Some(introduced) => fact_of("Introduced", introduced),
        None => fact("Introduced", Some("Not when this was written")),
    });
    let view = their_words::told(&what.their_view, "How they see it");
    if !view.0.is_empty() {
        facts.push(fact_of("The young person", view));
    }
    let entry = link(&format!("/entries/{}", written.event), "See this entry");
    facts.push(fact_of(
        "Written by",
        html! { (name(&written.by)) ", " (moment(written.recorded)) ". " (entry) },
    ));
    summary_card(&format!("Handed over on {}", long_date(written.recorded.day())), &facts)
}

/// The empty form, or its draft.
pub(super) async fn ask(visitor: Visitor, Path(person): Path<String>) -> Answer {
    let person = person_id(&person)?;
    let who = people::open(&visitor.desk, person).await?.summary;
    let (form, saved) = or_draft(&visitor, &path(person), Form::new()).await?;
    show(drawn(&visitor, &who, &form, saved))
}

/// Writes it down.
pub(super) async fn sent(visitor: Visitor, Path(person): Path<String>, posted: Posted) -> Answer {
    let person = person_id(&person)?;
    let who = people::open(&visitor.desk, person).await?.summary;
    let mut form = posted.form;
    let wish = read(&visitor, &mut form);
    doubt_addresses(&visitor, person, &TEXTS.map(|field| (field, "")), &mut form).await?;
    let answer = if form.goes_back() {
        Err(No::Refused(Vec::new()))
    } else {
        hand_over(&visitor.desk, person, &HandingOver { wish, key: posted.key }).await
    };
    match answer {
        Ok(()) => {
            work::drafts::sent(&visitor.desk, &path(person), form.values()).await;
            go(format!("{}?done=handover", url(person, "handover")))
        }
        Err(No::Refused(refusals)) => {
            form.refuse_all(refusals);
            show_again(&form, drawn(&visitor, &who, &form, None))
        }
        Err(no) => Err(Trouble::from(no)),
    }
}

/// The answers; what is wrong is all said at once.
fn read(visitor: &Visitor, form: &mut Form) -> HandoverWish {
    let introduced = form.day("introduced", "the day");
    let asked = their_words::asked(form);
    let text = |field: &str| form.text(field).unwrap_or_default();
    let (know, promised, said) = (text("know"), text("promised"), text("said"));
    let wish = HandoverWish { know, promised, introduced, said, asked };
    form.refuse_all(handover_written(&wish, visitor.desk.now.day()).err().unwrap_or_default());
    wish
}

fn questions(form: &Form) -> Markup {
    html! {
        (field::area("know", "What should whoever comes next know first?").optional()
            .hint("What makes a good day, what to leave alone, who matters most just now.").tall().show(form))
        (field::area("promised", "What was promised, and is not done yet?").optional()
            .hint("A promise goes with the work, not with the worker.").show(form))
        (field::day("introduced", "When did both workers see them together?").optional().show(form))
        (their_words::questions(form, "What do they want the next worker to know?", "I did not ask"))
    }
}

fn prefilled(body: &Body) -> Form {
    let Body::HandoverWritten(written) = body else { return Form::new() };
    let form = Form::new().with("know", &*written.know).with("promised", &*written.promised);
    let form = match written.introduced {
        Some(day) => form.with_day("introduced", day),
        None => form,
    };
    their_words::prefilled(form, &written.their_view)
}

/// Puts what is right beside what stood.
pub(crate) async fn sent_correct(visitor: &Visitor, found: &OneEntry, posted: Posted) -> Answer {
    let mut form = posted.form;
    let wish = read(visitor, &mut form);
    right::check(visitor, found, &KIND, &mut form).await?;
    let answer = if form.goes_back() {
        Err(No::Refused(Vec::new()))
    } else {
        let reason = form.value("reason").to_owned();
        let shown = shown_at::<EventId>(&form).unwrap_or(found.entry.event);
        let correcting = CorrectingHandover { wish, reason, shown, key: posted.key };
        correct_handover(&visitor.desk, found.entry.event, &correcting).await
    };
    right::answered(visitor, found, (&KIND, form), answer).await
}

fn path(person: PersonId) -> String {
    url(person, "handover/new")
}

fn drawn(visitor: &Visitor, who: &Summary, form: &Form, saved: Option<String>) -> Markup {
    let path = path(who.person);
    let body = html! {
        p .govuk-body {
            "For whoever is there next: at least what to know, or what was promised. " (name(called(who))) " may read it one day, so write it with them if you can. What "
            "stands in the record already need not be written again: it is on the same page."
        }
        (post(&*path).key(visitor.key_of(form)).draft(url_of(&path), saved).show(html! {
            (questions(form))
            (buttons(html! { (submit("Hand over")) (link(&url(who.person, "handover"), "Cancel")) }))
        }))
    };
    frame::page(visitor, who, Section::Within, "Write a handover").form(form).show(body)
}
