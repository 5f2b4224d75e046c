//! Out alone: going, one time of it, and what others found who looked.

use crate::pages::drafts::{or_draft, url_of};
use crate::pages::people::{Asked, id};
use crate::parts::{
    Choice, Fact, Form, buttons, fact, fact_of, field, link, moment, name, phone, post, prose, submit,
    success_banner, summary_list,
};
use crate::posted::Posted;
use crate::trouble::Trouble;
use crate::visitor::{Answer, Visitor, go, show, show_again};
use axum::extract::{Path, Query};
use maud::{Markup, html};
use practice::dates::{Instant, clock_time, long_date};
use practice::hubs::{LeftWords, MOST_HOURS_OUT, SILENT_FOR_ALL_MINUTES, SILENT_MINUTES};
use practice::ids::StreamId;
use work::No;
use work::hubs::{
    Did, Finding, GOING_OUT, GoingOut, LeftBehind, ReadyToGo, Step, TimeOut, back_safe, go_out, looked_for,
    out_longer, ready_to_go, time_out,
};

const NEW: &str = GOING_OUT;
/// Where whoever is out says that they are safe.
pub(super) const SAFE: &str = "/safe";
/// Where whoever is out says that it gets later.
pub(super) const LONGER: &str = "/later";

/// The page of one time out alone.
pub(super) fn path(stream: StreamId) -> String {
    format!("/out/{stream}")
}

/// A moment as somebody out alone says it: "4:30pm", "1:30am tomorrow".
pub(super) fn by(at: Instant, now: Instant) -> String {
    let (time, today) = (clock_time(at), now.day());
    match at.day() {
        day if day == today => time,
        day if today.tomorrow().is_ok_and(|tomorrow| tomorrow == day) => format!("{time} tomorrow"),
        day => format!("{time} on {}", long_date(day)),
    }
}

/// The form of whoever goes.
pub(super) async fn ask(visitor: Visitor) -> Answer {
    let ready = ready_to_go(&visitor.desk).await?;
    let begun = Form::new().with("telephone", ready.telephone.clone());
    let (form, saved) = or_draft(&visitor, NEW, begun).await?;
    show(page(&visitor, &ready, &form, saved))
}

/// They go.
pub(super) async fn sent(visitor: Visitor, posted: Posted) -> Answer {
    let mut form = posted.form;
    let words = LeftWords {
        place: form.value("place").to_owned(),
        telephone: form.value("telephone").to_owned(),
        other: form.value("other").to_owned(),
    };
    let time = form.must_clock("back_by", "the time by which you will be back");
    let refusals = match time {
        Some(back_by) => match go_out(&visitor.desk, &GoingOut { back_by, words, key: posted.key }).await {
            Ok(()) => {
                work::drafts::sent(&visitor.desk, NEW, form.values()).await;
                return go("/?done=out");
            }
            Err(No::Refused(refusals)) => refusals,
            Err(no) => return Err(Trouble::from(no)),
        },
        None => practice::hubs::left_words(&words).err().unwrap_or_default(),
    };
    form.refuse_all(refusals);
    let ready = ready_to_go(&visitor.desk).await?;
    show_again(&form, page(&visitor, &ready, &form, None))
}

fn page(visitor: &Visitor, ready: &ReadyToGo, form: &Form, saved: Option<String>) -> Markup {
    visitor.page("Going out alone").form(form).back("/", "My day").show(html! {
        p .govuk-body {
            "If you have not said by then that you are safe, this is shown at the head of every page to "
            (listed(&ready.told)) ". Who is on call by then sees it too. It alarms nobody who is not signed in or whose "
            "screen is locked: agree with somebody that they will look."
        }
        p .govuk-body {
            @if !ready.told_then.is_empty() {
                "And after " (SILENT_MINUTES) " minutes in which nobody has written what they found, it is shown to "
                (listed(&ready.told_then)) " as well. "
            }
            "After " (SILENT_FOR_ALL_MINUTES) " such minutes it is shown to everybody here who may read about young "
            "people, and to whoever looks after accounts."
        }
        (post(NEW).key(visitor.key_of(form)).draft(url_of(NEW), saved).show(html! {
            (field::clock("back_by", "By when will you be back?")
                .hint(format!("Like 4:30pm or 16:30; within {MOST_HOURS_OUT} hours. A time after midnight is tomorrow’s.")).show(form))
            (field::area("place", "Where are you going?")
                .hint("So that somebody can find you. Leave out the names of young people. It is kept locked, shown to others only once you are overdue, and deleted when you are safe.").show(form))
            (field::telephone("telephone", "The phone you have with you").optional().show(form))
            (field::area("other", "What else helps to find you?").hint("Your car, the bus, or whom you meet there on your side.").optional().show(form))
            (buttons(html! { (submit("I am going out alone")) (link("/", "Cancel")) }))
        }))
    })
}

/// Names in one line.
fn listed(names: &[String]) -> Markup {
    html! {
        @if names.is_empty() { "nobody, for there is nobody else here" }
        @for (number, one) in names.iter().enumerate() {
            @if number > 0 { @if number + 1 == names.len() { " and " } @else { ", " } }
            (name(one))
        }
    }
}

/// One time out alone.
pub(super) async fn see(visitor: Visitor, Path(stream): Path<String>, Query(asked): Asked) -> Answer {
    let out = time_out(&visitor.desk, id(&stream)?).await?;
    let (form, saved) = or_draft(&visitor, &path(out.stream), Form::new()).await?;
    let done = (Form::typed(asked).value("done") == "tried")
        .then_some("It is written down. The alarm stays until they are safe");
    show(one(&visitor, &out, (&form, saved), done))
}

/// What somebody found who looked for whoever is overdue.
pub(super) async fn found(visitor: Visitor, Path(stream): Path<String>, posted: Posted) -> Answer {
    let mut form = posted.form;
    let stream = id(&stream)?;
    let safe = match form.value("found") {
        "safe" => Some(true),
        "not_yet" => Some(false),
        _ => None,
    };
    let finding = Finding { safe, what: form.value("what").to_owned(), key: posted.key };
    match looked_for(&visitor.desk, stream, &finding).await {
        Ok(()) => {
            work::drafts::sent(&visitor.desk, &path(stream), form.values()).await;
            go(if safe == Some(true) { path(stream) } else { format!("{}?done=tried", path(stream)) })
        }
        Err(No::Refused(refusals)) => {
            form.refuse_all(refusals);
            let out = time_out(&visitor.desk, stream).await?;
            show_again(&form, one(&visitor, &out, (&form, None), None))
        }
        Err(no) => Err(Trouble::from(no)),
    }
}

fn one(
    visitor: &Visitor,
    out: &TimeOut,
    (form, saved): (&Form, Option<String>),
    done: Option<&str>,
) -> Markup {
    let heading = match (out.is_own, out.ended_at.is_some()) {
        (true, false) => "You are out alone".to_owned(),
        (true, true) => "You were out alone".to_owned(),
        (false, true) => format!("{} was out alone", out.name),
        (false, false) if out.is_overdue => format!("{} is overdue", out.name),
        (false, false) => format!("{} is out alone", out.name),
    };
    let page = visitor.page(heading).form(form).back("/", "My day");
    let page = match done {
        Some(words) => page.banner(success_banner(words, html! {})),
        None => page,
    };
    page.show(html! {
        (summary_list(&facts(visitor, out)))
        // Whoever was overtaken still has their words.
        @if out.is_own && out.ended_at.is_none() {
            p .govuk-body { (link(&format!("{}{SAFE}", path(out.stream)), "Say that you are safe")) }
        }
        @if !out.is_own && (out.is_overdue || form.goes_back()) { (question(visitor, out, form, saved)) }
        h2 .govuk-heading-m { "What was said" }
        ul .govuk-list .govuk-list--spaced { @for step in &out.steps { li { (said(visitor, step)) } } }
    })
}

fn facts(visitor: &Visitor, out: &TimeOut) -> Vec<Fact> {
    let back_by = html! { strong { (by(out.back_by, visitor.desk.now)) } };
    let mut facts = vec![fact_of("Back by", back_by)];
    if let Some(at) = out.ended_at {
        facts.push(fact_of("Over since", moment(at)));
    }
    match &out.words {
        LeftBehind::Words(words) => {
            facts.push(fact_of("Where", prose(&words.place)));
            facts.push(match words.telephone.as_str() {
                "" => fact("Phone", None),
                number => fact_of("Phone", phone(number)),
            });
            if !words.other.is_empty() {
                facts.push(fact_of("What else helps", prose(&words.other)));
            }
        }
        LeftBehind::NotReadable => {
            facts.push(fact_of(
                "Where",
                html! { strong { "What they wrote cannot be read." } " Ask whoever they work with." },
            ));
        }
        LeftBehind::NotShown if out.ended_at.is_none() => {
            facts.push(fact_of("Where", html! { "Shown from the minute they are overdue." }));
        }
        LeftBehind::NotShown => facts.push(fact_of("Where", html! { "Deleted when it was over." })),
    }
    if out.ended_at.is_none() {
        facts.push(fact_of("Who is told when it is overdue", listed(&out.told)));
    }
    facts
}

fn question(visitor: &Visitor, out: &TimeOut, form: &Form, saved: Option<String>) -> Markup {
    let path = path(out.stream);
    post(&*path).key(visitor.key_of(form)).draft(url_of(&path), saved).show(html! {
        (field::radios("found", "What did you find?", [
            Choice::new("safe", "They are safe").hint("The alarm ends, and where they went is deleted."),
            Choice::new("not_yet", "Not found yet").hint("The alarm stays, with what you tried."),
        ]).show(form))
        (field::area("what", "What did you do, and what came of it?")
            .hint("Like “Rang at 4:40pm, no answer” or “Rang the police at 4:50pm, reference 123”. It stays: no address, and no name of a young person.").show(form))
        (submit("Write it down"))
    })
}

fn said(visitor: &Visitor, step: &Step) -> Markup {
    html! {
        (moment(step.at)) ": " (name(&step.by))
        @match &step.did {
            Did::Went(back_by) => { " goes out alone, back by " (by(*back_by, visitor.desk.now)) "." }
            Did::Later(back_by) => { " is back later, by " (by(*back_by, visitor.desk.now)) "." }
            Did::Tried(what) => { " looked for them and has not found them yet." (prose(what)) }
            Did::Safe(what) if what.is_empty() => { " is safe." }
            Did::Safe(what) => { " found that they are safe." (prose(what)) }
            Did::Erased => { ": these words were lawfully erased." }
        }
    }
}

/// Where somebody stands whose screen was locked when they pressed the button.
pub(super) async fn ask_safe(visitor: Visitor, Path(stream): Path<String>) -> Answer {
    let out = mine(&visitor, &stream).await?;
    if out.ended_at.is_some() {
        return go(path(out.stream));
    }
    show(visitor.page("Are you safe?").about("Out alone").back("/", "My day").show(html! {
        p .govuk-body {
            "You said you would be back by " (by(out.back_by, visitor.desk.now)) ". Nobody knows yet that you are safe."
        }
        (post(format!("{}{SAFE}", path(out.stream))).key(&*visitor.form_key()).show(submit("Yes, I am safe")))
    }))
}

/// Whoever is out says that they are safe.
pub(super) async fn safe(visitor: Visitor, Path(stream): Path<String>, posted: Posted) -> Answer {
    let stream = id(&stream)?;
    back_safe(&visitor.desk, stream, posted.key).await?;
    // The button holds no words: what was kept of it from a locked screen is of no use any more.
    work::drafts::sent(&visitor.desk, &format!("{}{SAFE}", path(stream)), posted.form.values()).await;
    go("/?done=safe")
}

/// Asks by when whoever is out is back instead.
pub(super) async fn ask_later(visitor: Visitor, Path(stream): Path<String>) -> Answer {
    let out = mine(&visitor, &stream).await?;
    if out.ended_at.is_some() {
        return go(path(out.stream));
    }
    let (form, saved) = or_draft(&visitor, &later_path(out.stream), Form::new()).await?;
    show(later_page(&visitor, &out, &form, saved))
}

/// It gets later.
pub(super) async fn sent_later(visitor: Visitor, Path(stream): Path<String>, posted: Posted) -> Answer {
    let mut form = posted.form;
    let out = mine(&visitor, &stream).await?;
    let answer = match form.must_clock("back_by", "the time by which you will be back") {
        Some(time) => out_longer(&visitor.desk, out.stream, time, posted.key).await,
        None => Err(No::Refused(Vec::new())),
    };
    match answer {
        Ok(()) => {
            work::drafts::sent(&visitor.desk, &later_path(out.stream), form.values()).await;
            go("/?done=later")
        }
        Err(No::Refused(refusals)) => {
            form.refuse_all(refusals);
            show_again(&form, later_page(&visitor, &out, &form, None))
        }
        Err(no) => Err(Trouble::from(no)),
    }
}

async fn mine(visitor: &Visitor, stream: &str) -> Result<TimeOut, Trouble> {
    let out = time_out(&visitor.desk, id(stream)?).await?;
    if out.is_own { Ok(out) } else { Err(Trouble::not_found()) }
}

fn later_path(stream: StreamId) -> String {
    format!("{}{LONGER}", path(stream))
}

fn later_page(visitor: &Visitor, out: &TimeOut, form: &Form, saved: Option<String>) -> Markup {
    let path = later_path(out.stream);
    visitor.page("It gets later").about("Out alone").form(form).back("/", "My day").show(html! {
        p .govuk-body { "You said you would be back by " (by(out.back_by, visitor.desk.now)) "." }
        (post(&*path).key(visitor.key_of(form)).draft(url_of(&path), saved).show(html! {
            (field::clock("back_by", "By when will you be back now?")
                .hint(format!("Like 6:30pm or 18:30; within {MOST_HOURS_OUT} hours.")).show(form))
            (buttons(html! { (submit("Say so")) (link("/", "Cancel")) }))
        }))
        p .govuk-body { (link(&format!("{}{SAFE}", self::path(out.stream)), "Say that you are safe")) }
    })
}
