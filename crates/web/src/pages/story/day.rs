//! The daily note of a house, and putting one right.

use super::note::{class, classes, doubt_addresses, doubt_day};
use super::right::{self, Kind};
use super::their_words;
use crate::pages::drafts::{or_draft, shown_at, url_of};
use crate::pages::people::frame::{self, Section, url};
use crate::pages::people::person_id;
use crate::parts::{Choice, Form, buttons, field, link, post, submit};
use crate::posted::Posted;
use crate::trouble::Trouble;
use crate::visitor::{Answer, Visitor, go, show, show_again};
use axum::extract::Path;
use jiff::civil::Date;
use maud::{Markup, html};
use practice::dates::has_been;
use practice::homes::{DayPart, DayWish, day_noted, stayed_with_us};
use practice::ids::{EventId, PersonId};
use practice::journal::{Body, Class};
use work::No;
use work::homes::{CorrectingDay, NotingDay, correct_day, note_day};
use work::people::{self, Summary};
use work::story::OneEntry;

const HEADING: &str = "Daily note";
const TEXTS: [&str; 2] = ["text", "said"];
/// Asked once: a house writes of who stays in it, and where somebody stays is often written down last.
const NOT_WITH_US: &str = "Nothing here says that they stayed in one of our houses on that day. If they did, press the \
    button again. If they did not, add a note instead.";

/// The parts of a day, as they are asked.
pub(super) const PARTS: [(DayPart, &str); 5] = [
    (DayPart::Morning, "The morning"),
    (DayPart::Afternoon, "The afternoon"),
    (DayPart::Evening, "The evening"),
    (DayPart::Night, "The night that began on that day"),
    (DayPart::WholeDay, "The whole day"),
];

/// How a daily note is put right.
pub(super) const KIND: Kind =
    Kind { heading: "Correct a daily note", more: "", texts: &TEXTS, prefilled, questions };

/// The empty form, about today, or its draft.
pub(super) async fn ask(visitor: Visitor, Path(person): Path<String>) -> Answer {
    let person = person_id(&person)?;
    let who = people::open(&visitor.desk, person).await?.summary;
    let empty = Form::new()
        .with_day("day", visitor.desk.now.day())
        .with("part", DayPart::WholeDay.word())
        .with("class", Class::Story.word());
    let (form, saved) = or_draft(&visitor, &path(person), empty).await?;
    show(drawn(&visitor, &who, &form, saved))
}

/// Writes it into the story.
pub(super) async fn sent(visitor: Visitor, Path(person): Path<String>, posted: Posted) -> Answer {
    let person = person_id(&person)?;
    let who = people::open(&visitor.desk, person).await?.summary;
    let mut form = posted.form;
    let read = read(&visitor, &mut form, None);
    let class = class(&mut form);
    if let Some((_, day)) = read.as_ref().filter(|(_, day)| !stayed_with_us(who.house, *day)) {
        form.doubt("day", &format!("not with us {day}"), NOT_WITH_US);
    }
    doubt_addresses(&visitor, person, &TEXTS.map(|field| (field, "")), &mut form).await?;
    let answer = match (read.filter(|_| !form.goes_back()), class) {
        (Some((wish, day)), Some(class)) => {
            let noting = NotingDay { wish, day, class, key: posted.key };
            note_day(&visitor.desk, person, &noting).await
        }
        _ => Err(No::Refused(Vec::new())),
    };
    match answer {
        Ok(()) => {
            work::drafts::sent(&visitor.desk, &path(person), form.values()).await;
            go(format!("{}?done=day", url(person, "story")))
        }
        Err(No::Refused(refusals)) => {
            form.refuse_all(refusals);
            show_again(&form, drawn(&visitor, &who, &form, None))
        }
        Err(no) => Err(Trouble::from(no)),
    }
}

fn path(person: PersonId) -> String {
    url(person, "days/new")
}

/// `stands` is the day of the note before, which is not asked about again. What is wrong is all said at once.
fn read(visitor: &Visitor, form: &mut Form, stands: Option<Date>) -> Option<(DayWish, Date)> {
    let day =
        form.must_day("day", "the day").filter(|day| Some(*day) == stands || !doubt_day(visitor, form, *day));
    let asked = their_words::asked(form);
    let text = |field: &str| form.text(field).unwrap_or_default();
    let wish =
        DayWish { part: DayPart::read(form.value("part")), text: text("text"), said: text("said"), asked };
    form.refuse_all(day_noted(&wish).err().unwrap_or_default());
    if let Some(day) = day {
        form.refuse_all(has_been(day, None, visitor.desk.now, None).err());
    }
    day.map(|day| (wish, day))
}

fn questions(form: &Form) -> Markup {
    let parts = PARTS.map(|(part, words)| Choice::new(part.word(), words));
    html! {
        (field::area("text", "How was it?")
            .hint("Write as if they will read it at 25; many do. Say what went well too.")
            .tall().show(form))
        (their_words::questions(form, "How did they see it?", "I did not ask"))
        (field::day("day", "Which day?").show(form))
        (field::radios("part", "Which part of it?", parts).small().show(form))
    }
}

fn drawn(visitor: &Visitor, who: &Summary, form: &Form, saved: Option<String>) -> Markup {
    let path = path(who.person);
    let body = html! {
        (post(&*path).key(visitor.key_of(form)).draft(url_of(&path), saved).show(html! {
            (questions(form))
            (classes(visitor, form))
            (buttons(html! { (submit("Add to the story")) (link(&url(who.person, "story"), "Cancel")) }))
        }))
    };
    frame::page(visitor, who, Section::Within, HEADING).form(form).show(body)
}

fn prefilled(body: &Body) -> Form {
    let Body::DayNoted(noted) = body else { return Form::new() };
    let form = Form::new().with("part", noted.part.word()).with("text", &*noted.text);
    their_words::prefilled(form, &noted.their_view)
}

/// Puts what is right beside what stood.
pub(super) async fn sent_correct(visitor: &Visitor, found: &OneEntry, posted: Posted) -> Answer {
    let mut form = posted.form;
    let read = read(visitor, &mut form, found.entry.happened.first_day());
    right::check(visitor, found, &KIND, &mut form).await?;
    let answer = match read.filter(|_| !form.goes_back()) {
        Some((wish, day)) => {
            let reason = form.value("reason").to_owned();
            let shown = shown_at::<EventId>(&form).unwrap_or(found.entry.event);
            let correcting = CorrectingDay { wish, day, reason, shown, key: posted.key };
            correct_day(&visitor.desk, found.entry.event, &correcting).await
        }
        None => Err(No::Refused(Vec::new())),
    };
    right::answered(visitor, found, (&KIND, form), answer).await
}
