//! Adding a note to a story.

use crate::pages::drafts::{or_draft, url_of};
use crate::pages::people::frame::{self, Section, url};
use crate::pages::people::{person_id, words};
use crate::parts::{Choice, Form, buttons, field, link, post, submit};
use crate::posted::Posted;
use crate::trouble::Trouble;
use crate::visitor::{Answer, Visitor, go, show, show_again};
use axum::extract::Path;
use jiff::civil::Date;
use maud::{Markup, html};
use practice::ids::PersonId;
use practice::journal::Class;
use practice::numbers::Postcode;
use work::No;
use work::people::{self, Summary};
use work::story::{self, Note};

const HEADING: &str = "Add a note";
/// Asked once, before the note is added: whoever may read the note reads the address in it.
const PROTECTED: &str = "There seems to be a postcode in this, and an address of theirs is protected: most people \
    who read the story may not see it. Take the address out, or press the button again if it is another one.";

/// The empty note, about today, or its draft.
pub(super) async fn ask(visitor: Visitor, Path(person): Path<String>) -> Answer {
    let person = person_id(&person)?;
    let who = people::open(&visitor.desk, person).await?.summary;
    let empty = Form::new().with_day("day", visitor.desk.now.day()).with("class", Class::Story.word());
    let (form, saved) = or_draft(&visitor, &url(person, "notes/new"), empty).await?;
    show(drawn(&visitor, &who, &form, saved))
}

/// Writes it into the story.
pub(super) async fn sent(visitor: Visitor, Path(person): Path<String>, posted: Posted) -> Answer {
    let person = person_id(&person)?;
    let mut form = posted.form;
    let note = read(&visitor, &mut form);
    doubt_addresses(&visitor, person, &[("text", "")], &mut form).await?;
    let Some(note) = note.filter(|_| !form.goes_back()) else { return again(&visitor, person, form).await };
    match story::write_note(&visitor.desk, person, &note, posted.key).await {
        Ok(()) => {
            work::drafts::sent(&visitor.desk, &url(person, "notes/new"), form.values()).await;
            go(format!("{}?done=note", url(person, "story")))
        }
        Err(No::Refused(refusals)) => {
            form.refuse_all(refusals);
            again(&visitor, person, form).await
        }
        Err(no) => Err(Trouble::from(no)),
    }
}

/// Who may read it, as the form says.
pub(crate) fn class(form: &mut Form) -> Option<Class> {
    match form.value("class") {
        "" => Some(Class::Story),
        _ => form.must_choose("class", "Choose who may read it.", |word| word.parse().ok()),
    }
}

/// Asks about the day of a note that is long past; one that no note is about is refused.
pub(crate) fn doubt_day(visitor: &Visitor, form: &mut Form, day: Date) -> bool {
    let today = visitor.desk.now.day();
    !story::is_too_long_ago(day, today) && form.doubt_day_gone_by("day", day, today)
}

/// Asks about postcodes in the words of some fields, but for those that stood there before, where an address of
/// the young person is protected.
pub(crate) async fn doubt_addresses(
    visitor: &Visitor,
    person: PersonId,
    fields: &[(&str, &str)],
    form: &mut Form,
) -> Result<(), Trouble> {
    let new = |(field, before): &(&'_ str, &'_ str)| {
        let stood = Postcode::all_in(before);
        let mut new = Postcode::all_in(&form.text(field).unwrap_or_default());
        new.retain(|postcode| !stood.contains(postcode));
        let what: Vec<String> = new.iter().map(Postcode::to_string).collect();
        ((*field).to_owned(), what.join(", "))
    };
    let found: Vec<(String, String)> = fields.iter().map(new).filter(|(_, what)| !what.is_empty()).collect();
    if !found.is_empty() && people::open(&visitor.desk, person).await?.has_shielded_address() {
        for (field, what) in found {
            form.doubt(&field, &what, PROTECTED);
        }
    }
    Ok(())
}

fn read(visitor: &Visitor, form: &mut Form) -> Option<Note> {
    let text = form.must_text("text", "Write what you want to say.");
    let day = form.must_day("day", "the day it is about").filter(|day| !doubt_day(visitor, form, *day));
    let class = class(form);
    let title = form.text("title").unwrap_or_default();
    Some(Note { title, text: text?, day: day?, class: class? })
}

async fn again(visitor: &Visitor, person: PersonId, form: Form) -> Answer {
    let who = people::open(&visitor.desk, person).await?.summary;
    show_again(&form, drawn(visitor, &who, &form, None))
}

fn drawn(visitor: &Visitor, who: &Summary, form: &Form, saved: Option<String>) -> Markup {
    let path = url(who.person, "notes/new");
    let body = html! {
        (post(&*path).key(visitor.key_of(form)).draft(url_of(&path), saved).show(html! {
            (field::area("text", "What happened?")
                .hint("Write as if they will read it at 25; many do. What they said is best in their own words.")
                .tall().show(form))
            (field::text("title", "A short title").optional().show(form))
            (field::day("day", "Which day is it about?").show(form))
            (classes(visitor, form))
            (buttons(html! { (submit("Add to the story")) (link(&url(who.person, "story"), "Cancel")) }))
        }))
    };
    frame::page(visitor, who, Section::Within, HEADING).form(form).show(body)
}

/// Who may read it: only what the author may read too.
pub(crate) fn classes(visitor: &Visitor, form: &Form) -> Markup {
    let mine: Vec<Choice> = Class::ALL
        .into_iter()
        .filter(|class| visitor.desk.sight.rights.classes.contains(class))
        .map(|class| Choice::new(class.word(), words::class(&visitor.desk.words, class)))
        .collect();
    html! {
        @if mine.len() > 1 { (field::radios("class", "Who may read it?", mine).small().show(form)) }
        @else { (field::hidden("class", form.value("class"))) }
    }
}
