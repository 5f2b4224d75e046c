//! Moving an entry to other readers, with a reason.

use super::contact;
use super::said::{entry_url, standing, told};
use crate::pages::drafts::{Changing, shown_at, url_of};
use crate::pages::people::frame::{self, Section, url};
use crate::pages::people::{id, words};
use crate::parts::{Choice, Form, buttons, fact, field, inset, link, overtaken, post, submit, summary_list};
use crate::posted::Posted;
use crate::trouble::Trouble;
use crate::visitor::{Answer, Visitor, go, show, show_again, show_overtaken};
use axum::extract::Path;
use maud::{Markup, html};
use practice::Refusal;
use practice::ids::EventId;
use practice::journal::Class;
use work::No;
use work::story::{self, OneEntry};

const HEADING: &str = "Change who may read this entry";

/// The form, with the entry above it.
pub(super) async fn ask(visitor: Visitor, Path(event): Path<String>) -> Answer {
    let found = story::entry_to_move(&visitor.desk, id(&event)?).await?;
    let begun = Form::new().with("class", found.entry.class.word());
    let begun = Changing::begun(&visitor, &entry_url(&found.entry, "move"), begun, found.moves).await?;
    show(drawn(&visitor, &found, &begun))
}

/// Moves the entry, and all that was said about it.
pub(super) async fn sent(visitor: Visitor, Path(event): Path<String>, posted: Posted) -> Answer {
    let event: EventId = id(&event)?;
    let mut form = posted.form;
    let class: Option<Class> = form.must_choose("class", "Choose who may read it.", |word| word.parse().ok());
    let reason = form.must_text("reason", "Say why it is moved.");
    if class.is_some_and(|class| !is_read_by(&visitor, class)) && !form.is_chosen("without_me", "yes") {
        let sentence = "You could not read this entry any more afterwards. Choose readers you are among, or say \
            below that you mean it.";
        form.refuse(Refusal::of("class", sentence));
    }
    let answer = match (class, reason) {
        (Some(class), Some(reason)) if !form.goes_back() => {
            story::reclassify(&visitor.desk, event, class, &reason, shown_at(&form), posted.key).await
        }
        _ => Err(No::Refused(Vec::new())),
    };
    match answer {
        Ok(person) => {
            work::drafts::sent(&visitor.desk, &format!("/entries/{event}/move"), form.values()).await;
            // Not to the entry: it may have moved out of the reader's own sight.
            go(format!("{}?done=moved", url(person, "story")))
        }
        Err(No::Refused(refusals)) => {
            let found = story::entry_to_move(&visitor.desk, event).await?;
            form.refuse_all(refusals);
            let again = Changing::refused(form);
            show_again(&again.form, drawn(&visitor, &found, &again))
        }
        Err(No::Moved) => {
            let found = story::entry_to_move(&visitor.desk, event).await?;
            show_overtaken(drawn(&visitor, &found, &Changing::overtaken(form, found.moves)))
        }
        Err(no) => Err(Trouble::from(no)),
    }
}

/// Whether the visitor would still read an entry of this class.
fn is_read_by(visitor: &Visitor, class: Class) -> bool {
    visitor.desk.sight.rights.classes.contains(&class)
}

fn drawn(visitor: &Visitor, found: &OneEntry, changing: &Changing) -> Markup {
    let (form, saved) = (&changing.form, changing.saved.clone());
    let path = entry_url(&found.entry, "move");
    let telling = told(standing(&found.entry), &found.directory);
    let said = |class| words::class(&visitor.desk.words, class);
    let choice = |class: Class| {
        let choice = Choice::new(class.word(), said(class));
        if is_read_by(visitor, class) { choice } else { choice.hint("You are not among these readers.") }
    };
    let classes: Vec<Choice> = Class::ALL.into_iter().map(choice).collect();
    let without_me = Choice::new("yes", "I know that I cannot read it afterwards");
    let now = said(found.entry.class);
    let body = html! {
        @if changing.moved { (overtaken(&summary_list(&[fact("Who may read it", Some(now))]))) }
        p .govuk-body {
            "Everything said about the entry moves with it, but for its files: each is an entry of its own, and is moved by itself. "
            "The move itself is written down."
            @if contact::is_asked(found) { " If somebody else was there too, their entry stays where it is." }
        }
        (inset(html! { h2 .govuk-heading-s { bdi { (telling.title) } } (telling.body) }))
        (post(&*path).key(visitor.key_of(form)).draft(url_of(&path), saved).show(html! {
            (field::radios("class", "Who may read it from now on?", classes).show(form))
            (field::checkboxes("without_me", "If you are not among its readers", [without_me]).small().show(form))
            (field::text("reason", "Why?").show(form))
            (changing.shown())
            (buttons(html! { (submit("Move the entry")) (link(&entry_url(&found.entry, ""), "Cancel")) }))
        }))
    };
    frame::page(visitor, &found.summary, Section::Within, HEADING).form(form).show(body)
}
