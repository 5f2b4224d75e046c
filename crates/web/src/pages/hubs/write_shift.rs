//! Writing the note of a shift: a box for the house, and one for each young person in it.

use super::shift_note::{handed_over, since, written_since};
use super::shift_words::{LIST, address, hours, the_shift, titled};
use crate::pages::drafts::{SHOWN, or_draft_beside_others, url_of};
use crate::pages::people::frame::called;
use crate::pages::people::{id, words::by_whom};
use crate::pages::story::{doubt_addresses, right::folded};
use crate::parts::{Clash, Form, THEIRS, buttons, capitalised, details, field, link, name, post, submit};
use crate::posted::Posted;
use crate::trouble::Trouble;
use crate::visitor::{Answer, Visitor, go, show, show_again, show_overtaken};
use axum::extract::Path;
use maud::{Markup, html};
use practice::hubs::{Shift, ShiftLineWish, ShiftNoteWish, line_field, said_field, shift_note};
use practice::ids::PersonId;
use practice::journal::what_is_typed;
use std::collections::BTreeMap;
use work::No;
use work::hubs::{
    OfSomebody, ShiftNote, ShiftVersion, WritingShift, house_words, shift_to_write, write_shift,
};
use work::story::Wrote;

/// What is about the house.
const TEXT: &str = "text";

/// The empty form, what stands, or its draft.
pub(super) async fn ask(visitor: Visitor, Path(shift): Path<String>) -> Answer {
    let note = shift_to_write(&visitor.desk, id::<Shift>(&shift)?).await?;
    let stands = note.versions.last();
    let begun = Form::new()
        .with(TEXT, stands.map(|stands| stands.text.clone()).unwrap_or_default())
        .with(SHOWN, shown(stands));
    let (mut form, saved) = or_draft_beside_others(&visitor, &address(note.shift, "/write"), begun).await?;
    let is_settling = Clash::is_answered_in(&form, TEXT);
    if is_settling || (saved.is_some() && is_overtaken(&note, &mut form)) {
        return show(both_versions(&visitor, &note, &form, saved));
    }
    show(drawn(&visitor, &note, &form, saved))
}

/// Hands over.
pub(super) async fn sent(visitor: Visitor, Path(shift): Path<String>, posted: Posted) -> Answer {
    let note = shift_to_write(&visitor.desk, id::<Shift>(&shift)?).await?;
    let (here, path) = (address(note.shift, ""), address(note.shift, "/write"));
    let mut form = posted.form;
    let mut text = form.text(TEXT).unwrap_or_default();
    if Clash::is_answered_in(&form, TEXT) {
        let keeps_theirs = form.value(&Clash::choice_field(TEXT)) == THEIRS;
        if keeps_theirs && lines_in(&form).is_empty() {
            work::drafts::let_go(&visitor.desk, &path, form.values()).await?;
            return go(format!("{here}?done=kept"));
        }
        let theirs = note.versions.last().map(|stands| stands.text.clone()).unwrap_or_default();
        let Some(chosen) = Clash::chosen(&mut form, TEXT, &theirs) else {
            return show_overtaken(both_versions(&visitor, &note, &form, None));
        };
        form = Clash::settled(&form, TEXT, &chosen);
        text = chosen;
    }
    let wish = ShiftNoteWish { text, lines: lines_in(&form) };
    form.refuse_all(shift_note(note.shift, &wish, visitor.desk.now).err().unwrap_or_default());
    if note.versions.is_empty() && wish.lines.is_empty() && what_is_typed(&wish.text).is_none() {
        form.doubt(
            TEXT,
            "nothing",
            "Nothing is in it. If there is nothing to hand over, press the button again.",
        );
    }
    doubt_names(&note, &wish, &mut form);
    doubt_postcodes(&visitor, &note, &mut form).await?;
    let answer = if form.goes_back() {
        Err(No::Refused(Vec::new()))
    } else {
        let shown = form.value(SHOWN).parse().ok();
        write_shift(&visitor.desk, note.shift, &WritingShift { wish, shown, key: posted.key }).await
    };
    match answer {
        Ok(()) => {
            work::drafts::sent(&visitor.desk, &path, form.values()).await;
            go(format!("{here}?done=written"))
        }
        Err(No::Refused(refusals)) => {
            form.refuse_all(refusals);
            show_again(&form, drawn(&visitor, &note, &form, None))
        }
        Err(No::Clash { .. }) => {
            let note = shift_to_write(&visitor.desk, note.shift).await?;
            show_overtaken(both_versions(&visitor, &note, &form, None))
        }
        Err(no) => Err(Trouble::from(no)),
    }
}

fn shown(stands: Option<&ShiftVersion>) -> String {
    stands.map_or_else(String::new, |stands| stands.event.to_string())
}

/// Whether a draft changed words of the house that somebody else changed too. One that did not goes on from what stands.
fn is_overtaken(note: &ShiftNote, form: &mut Form) -> bool {
    let typed = form.text(TEXT).unwrap_or_default();
    let Ok(words) = house_words(&note.versions, form.value(SHOWN).parse().ok(), &typed) else { return true };
    if what_is_typed(&typed).unwrap_or_default() != words {
        form.put(TEXT, words);
    }
    form.put(SHOWN, shown(note.versions.last()));
    false
}

/// What was typed of each young person of whom something was.
fn lines_in(form: &Form) -> Vec<(PersonId, ShiftLineWish)> {
    let mut lines: BTreeMap<PersonId, ShiftLineWish> = BTreeMap::new();
    for (field, value) in form.values() {
        let Some(person) = field.split_once('-').and_then(|(_, of)| of.parse().ok()) else { continue };
        let value = value.replace("\r\n", "\n");
        let text = what_is_typed(&value).unwrap_or_default().to_owned();
        let line = lines.entry(person).or_default();
        if *field == line_field(person) {
            line.text = text;
        } else if *field == said_field(person) {
            line.said = text;
        }
    }
    lines.into_iter().filter(|(_, line)| !line.is_empty()).collect()
}

/// Asks once where the name of a young person stands in words that are not about them: whoever those are about, or the
/// whole house, would read it.
fn doubt_names(note: &ShiftNote, wish: &ShiftNoteWish, form: &mut Form) {
    for one in &note.people {
        let Some(first) = first_name(one) else { continue };
        if says(&wish.text, &first) {
            let sentence = format!(
                "{first} has a box of their own below. What is about them goes there, so that it stands in their story \
                 alone. If this is somebody else, press the button again."
            );
            form.doubt(TEXT, &format!("names {first}"), sentence);
        }
        for (person, line) in wish.lines.iter().filter(|(person, _)| *person != one.who.person) {
            let typed = [(line_field(*person), &line.text), (said_field(*person), &line.said)];
            for (field, _) in typed.into_iter().filter(|(_, words)| says(words, &first)) {
                let sentence = format!(
                    "{first} is named in what is about somebody else, who will read it. Say it without the name, or \
                     press the button again if this is another {first}."
                );
                form.doubt(&field, &format!("names {first}"), sentence);
            }
        }
    }
}

/// The first word of the name of somebody whose name is known.
fn first_name(one: &OfSomebody) -> Option<String> {
    one.who.name.as_deref()?.split_whitespace().next().map(str::to_owned)
}

/// Whether a name stands in a text as a word of its own, or as several where it has a hyphen, in whichever case.
fn says(text: &str, name: &str) -> bool {
    let (text, name) = (text.to_lowercase(), name.to_lowercase());
    let (text, name) = (words_of(&text), words_of(&name));
    !name.is_empty() && text.windows(name.len()).any(|words| words == name)
}

fn words_of(text: &str) -> Vec<&str> {
    text.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()).collect()
}

/// Asks about postcodes: in a line where an address of whoever it is about is protected, and in the words of the house
/// where one of anybody's in it is.
async fn doubt_postcodes(visitor: &Visitor, note: &ShiftNote, form: &mut Form) -> Result<(), Trouble> {
    for one in &note.people {
        let person = one.who.person;
        let fields = [line_field(person), said_field(person)];
        doubt_addresses(visitor, person, &[(&*fields[0], ""), (&*fields[1], "")], form).await?;
    }
    for one in &note.people {
        if form.goes_back() {
            break;
        }
        doubt_addresses(visitor, one.who.person, &[(TEXT, "")], form).await?;
    }
    Ok(())
}

fn drawn(visitor: &Visitor, note: &ShiftNote, form: &Form, saved: Option<String>) -> Markup {
    let path = address(note.shift, "/write");
    let body = html! {
        p .govuk-body { (hours(note.shift.of_day)) ". Where there is nothing to hand over, leave everything empty." }
        @if !note.versions.is_empty() {
            p .govuk-body {
                "It was handed over before, and stands here as it is. Change it, or add to it: whoever read it is told to read it again, and what it said before stays to be read."
            }
        }
        (post(&*path).key(visitor.key_of(form)).draft(url_of(&path), saved).show(html! {
            (field::area(TEXT, "What should the next shift know about the house?").optional().tall()
                .hint("Visitors, repairs, keys, what is left to do. No names of young people here: they have boxes of their own below.")
                .show(form))
            (young_people(note, form))
            (field::hidden(SHOWN, form.value(SHOWN)))
            (buttons(html! { (submit("Hand over")) (link(LIST, "Cancel")) }))
        }))
    };
    page(visitor, note, form, format!("Hand over {}", the_shift(note.shift)), body)
}

fn page(visitor: &Visitor, note: &ShiftNote, form: &Form, heading: String, body: Markup) -> Markup {
    visitor.page(heading).caption(note.house.clone()).form(form).back(LIST, "Shift handovers").show(body)
}

/// A box for each: those who stay in the house, and under a fold the others for whom its team answers.
fn young_people(note: &ShiftNote, form: &Form) -> Markup {
    let (here, others): (Vec<_>, Vec<_>) = note.people.iter().partition(|one| one.stays_here);
    let fields: Vec<String> =
        others.iter().flat_map(|one| [line_field(one.who.person), said_field(one.who.person)]).collect();
    let fields: Vec<&str> = fields.iter().map(String::as_str).collect();
    html! {
        h2 .govuk-heading-m { "Young people" }
        p .govuk-body {
            "Leave a box empty where there is nothing to hand over. What you write stands in their story, and they can read it."
        }
        @if here.is_empty() { p .govuk-body { "Nobody of whom you may write stays here now." } }
        @for one in here { (boxes(note, form, one)) }
        @if !others.is_empty() {
            (folded(form, "Others your team works with, who stay elsewhere", &fields, html! {
                @for one in &others { (boxes(note, form, one)) }
            }))
        }
        (no_longer_here(note, form))
    }
}

fn boxes(note: &ShiftNote, form: &Form, one: &OfSomebody) -> Markup {
    let (person, first) = (one.who.person, called(&one.who));
    html! {
        h3 .govuk-heading-s { (name(first)) }
        @if !one.since.is_empty() {
            (details(&format!("{} ({})", capitalised(&format!("written {}", since(note))), one.since.len()),
                written_since(&one.since, &note.directory)))
        }
        @if !one.lines.is_empty() {
            p .govuk-body { "Handed over already. It is put right under its own link, and added to here." }
            (handed_over(one, &note.directory))
        }
        (field::area(&line_field(person), format!("What should the next shift know about {first}?")).optional().show(form))
        (field::area(&said_field(person), format!("What does {first} want the next shift to know?")).optional()
            .hint("In their own words. Leave it empty if you did not ask.").show(form))
    }
}

/// What was typed of somebody who is not in the list any more: it goes nowhere, and is not lost.
fn no_longer_here(note: &ShiftNote, form: &Form) -> Markup {
    let is_here = |person: PersonId| note.people.iter().any(|one| one.who.person == person);
    let gone = lines_in(form).into_iter().map(|(person, _)| person).filter(|person| !is_here(*person));
    html! {
        @for person in gone {
            h3 .govuk-heading-s { "Somebody who is not in this list any more" }
            (field::area(&line_field(person), "What you wrote about them").optional().show(form))
            (field::area(&said_field(person), "What they said").optional().show(form))
        }
    }
}

/// Somebody wrote the same note meanwhile: both versions of what is about the house, and a choice. What is about young
/// people stands beside it, and is added to what is there.
fn both_versions(visitor: &Visitor, note: &ShiftNote, form: &Form, saved: Option<String>) -> Markup {
    let path = address(note.shift, "/write");
    let stands = note.versions.last();
    let own = stands.is_some_and(|stands| stands.own);
    let by = stands.map(|stands| Wrote { by: stands.by.clone(), at: stands.recorded, own });
    let clash = Clash {
        name: TEXT.into(),
        label: "The house".into(),
        mine: form.value(TEXT).to_owned(),
        theirs: stands.map(|stands| stands.text.clone()).unwrap_or_default(),
        theirs_by: by_whom(by),
        short: false,
    };
    let body = post(&*path).key(visitor.new_key_of(form)).draft(url_of(&path), saved).show(html! {
        (clash.show(form))
        (young_people(note, form))
        (field::hidden(SHOWN, &shown(stands)))
        (submit("Hand over"))
    });
    let who = if own { "You wrote this note in another window" } else { "Somebody else wrote this note" };
    page(visitor, note, form, format!("{who}: {}", titled(note.shift)), body)
}
