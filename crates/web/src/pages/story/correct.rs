//! Correcting a note: both versions stay, and a clash loses no word. What the council's files told is put right at the
//! same address, by answers.

use super::note::{doubt_addresses, doubt_day};
use super::said::{entry_url, reason_of};
use super::{contact, day, put_right, right};
use crate::pages::drafts::{or_draft_beside_others, url_of};
use crate::pages::hubs::shift_line;
use crate::pages::key_working::{goodbye, handover};
use crate::pages::people::frame::{self, Section};
use crate::pages::people::id;
use crate::pages::people::words::by_whom;
use crate::parts::{Clash, Form, THEIRS, buttons, field, happened, link, name, post, submit};
use crate::posted::Posted;
use crate::trouble::Trouble;
use crate::visitor::{Answer, Visitor, go, show, show_again, show_overtaken};
use axum::extract::Path;
use maud::{Markup, html};
use practice::ids::EventId;
use practice::journal::Body;
use practice::story::NoteWritten;
use work::No;
use work::story::{self, Correction, Entry, OneEntry};

const HEADING: &str = "Correct a note";
const TEXT: &str = "text";
const TITLE: &str = "title";
const DAY: &str = "day";
/// The version that the form showed.
const SHOWN: &str = "shown";

/// The note as it stands, to be corrected.
pub(super) async fn ask(visitor: Visitor, Path(event): Path<String>) -> Answer {
    let found = to_correct(&visitor, id(&event)?).await?;
    if put_right::is_asked(&found.entry) {
        return put_right::ask(&visitor, &found).await;
    }
    match found.entry.body {
        Body::ContactLogged(_) => return right::ask(&visitor, &found, &contact::KIND).await,
        Body::DayNoted(_) => return right::ask(&visitor, &found, &day::KIND).await,
        Body::GoodbyeTold(_) => return right::ask(&visitor, &found, &goodbye::KIND).await,
        Body::HandoverWritten(_) => return right::ask(&visitor, &found, &handover::KIND).await,
        Body::ShiftLineWritten(_) => return right::ask(&visitor, &found, &shift_line::KIND).await,
        _ => {}
    }
    let (version, stands) = latest(&found.entry);
    let begun =
        Form::new().with(TEXT, stands.text).with(TITLE, stands.title).with(SHOWN, version.to_string());
    let begun = match found.entry.happened.first_day() {
        Some(day) => begun.with_day(DAY, day),
        None => begun,
    };
    let (form, saved) = or_draft_beside_others(&visitor, &entry_url(&found.entry, "correct"), begun).await?;
    let rests_on = form.value(SHOWN);
    let is_overtaken = saved.is_some() && !rests_on.is_empty() && rests_on != version.to_string();
    if is_overtaken || Clash::is_answered_in(&form, TEXT) {
        return show(both_versions(&visitor, &found, &form).await?);
    }
    show(drawn(&visitor, &found, &form, saved))
}

/// Puts the correction beside what it corrects.
pub(super) async fn sent(visitor: Visitor, Path(event): Path<String>, posted: Posted) -> Answer {
    let found = to_correct(&visitor, id(&event)?).await?;
    if put_right::is_asked(&found.entry) {
        return put_right::sent(&visitor, &found, posted).await;
    }
    match found.entry.body {
        Body::ContactLogged(_) => return contact::sent_correct(&visitor, &found, posted).await,
        Body::DayNoted(_) => return day::sent_correct(&visitor, &found, posted).await,
        Body::GoodbyeTold(_) => return goodbye::sent_correct(&visitor, &found, posted).await,
        Body::HandoverWritten(_) => return handover::sent_correct(&visitor, &found, posted).await,
        Body::ShiftLineWritten(_) => return shift_line::sent_correct(&visitor, &found, posted).await,
        _ => {}
    }
    let path = entry_url(&found.entry, "correct");
    let mut form = posted.form;
    let mut text = form.text(TEXT);
    if Clash::is_answered_in(&form, TEXT) {
        if form.value(&Clash::choice_field(TEXT)) == THEIRS {
            work::drafts::let_go(&visitor.desk, &path, form.values()).await?;
            return go(format!("{}?done=kept", entry_url(&found.entry, "")));
        }
        text = Clash::chosen(&mut form, TEXT, "");
        let Some(chosen) = &text else { return clash(&visitor, &found, form).await };
        form = Clash::settled(&form, TEXT, chosen);
    }
    let correction = read(&visitor, &mut form, text, &found.entry);
    let stood = latest(&found.entry).1.text;
    doubt_addresses(&visitor, found.summary.person, &[(TEXT, &*stood)], &mut form).await?;
    let Some(correction) = correction.filter(|_| !form.goes_back()) else {
        return show_again(&form, drawn(&visitor, &found, &form, None));
    };
    match story::correct_note(&visitor.desk, found.entry.event, &correction, posted.key).await {
        Ok(_) => {
            work::drafts::sent(&visitor.desk, &path, form.values()).await;
            go(format!("{}?done=corrected", entry_url(&found.entry, "")))
        }
        Err(No::Refused(refusals)) => {
            form.refuse_all(refusals);
            show_again(&form, drawn(&visitor, &found, &form, None))
        }
        Err(No::Clash { .. }) => {
            let found = to_correct(&visitor, found.entry.event).await?;
            clash(&visitor, &found, form).await
        }
        Err(no) => Err(Trouble::from(no)),
    }
}

/// What the answers say, with the words that were chosen. What a form does not
/// ask for stays as it is.
fn read(visitor: &Visitor, form: &mut Form, text: Option<String>, entry: &Entry) -> Option<Correction> {
    let reason = form.must_text("reason", "Say what was wrong.");
    if text.is_none() {
        form.must_text(TEXT, "Write what the note should say.");
    }
    let asks = |form: &Form, field: &str| form.values().iter().any(|(name, _)| name == field);
    let title = asks(form, TITLE).then(|| form.text(TITLE).unwrap_or_default());
    let day = if asks(form, "day-day") { form.must_day(DAY, "the day it is about") } else { None };
    let moved = day.filter(|day| Some(*day) != entry.happened.first_day());
    if let Some(day) = moved {
        doubt_day(visitor, form, day);
    }
    let shown = form.value(SHOWN).parse().unwrap_or(entry.event);
    (!form.goes_back()).then_some(Correction { text: text?, title, day, reason: reason?, shown })
}

/// The entry of an address: a note, a contact, a daily note, or what a file told. Everything else is corrected where it was recorded.
async fn to_correct(visitor: &Visitor, event: EventId) -> Result<OneEntry, Trouble> {
    let found = story::entry_to_correct(&visitor.desk, event).await?;
    if reason_of(&found.entry.body).is_some() || put_right::is_asked(&found.entry) {
        return Ok(found);
    }
    if matches!(found.entry.body, Body::IncidentRecorded(_)) {
        return Err(Trouble::from(No::because(
            "An incident is not typed over. Open it and add what is known now.",
        )));
    }
    Err(Trouble::from(No::because(story::HAS_A_FORM_OF_ITS_OWN)))
}

/// The version that stands, and what it says.
fn latest(entry: &Entry) -> (EventId, NoteWritten) {
    let is_version = |said: &&Entry| matches!(said.body, Body::NoteWritten(_));
    let version = entry.about.iter().rfind(is_version).unwrap_or(entry);
    let note = match &version.body {
        Body::NoteWritten(note) => note.clone(),
        _ => NoteWritten { title: String::new(), text: String::new(), correction: String::new() },
    };
    (version.event, note)
}

/// The questions beside the words.
fn beside_the_words(form: &Form) -> Markup {
    html! {
        (field::text(TITLE, "A short title").optional().show(form))
        (field::day(DAY, "Which day is it about?").show(form))
        (field::text("reason", "What was wrong?").show(form))
    }
}

fn drawn(visitor: &Visitor, found: &OneEntry, form: &Form, saved: Option<String>) -> Markup {
    let path = entry_url(&found.entry, "correct");
    let body = html! {
        p .govuk-body { "The story shows your correction. What it said before stays to be read beside it." }
        (post(&*path).key(visitor.key_of(form)).draft(url_of(&path), saved).show(html! {
            (field::area(TEXT, "What should the note say?").tall().show(form))
            (beside_the_words(form))
            (field::hidden(SHOWN, form.value(SHOWN)))
            (buttons(html! { (submit("Correct the note")) (link(&entry_url(&found.entry, ""), "Cancel")) }))
        }))
    };
    frame::page(visitor, &found.summary, Section::Within, HEADING).form(form).show(body)
}

/// Somebody corrected the same note meanwhile: both versions, and a choice.
async fn clash(visitor: &Visitor, found: &OneEntry, form: Form) -> Answer {
    show_overtaken(both_versions(visitor, found, &form).await?)
}

async fn both_versions(visitor: &Visitor, found: &OneEntry, form: &Form) -> Result<Markup, Trouble> {
    let (version, theirs) = latest(&found.entry);
    let by = story::who_wrote(&visitor.desk, version).await?;
    let own = by.as_ref().is_some_and(|wrote| wrote.own);
    let parts = Clash {
        name: TEXT.into(),
        label: "The note".into(),
        mine: form.value(TEXT).to_owned(),
        theirs: theirs.text.clone(),
        theirs_by: by_whom(by),
        short: false,
    };
    let path = entry_url(&found.entry, "correct");
    let title = if theirs.title.is_empty() { "none" } else { &theirs.title };
    let body = post(&*path).key(visitor.new_key_of(form)).show(html! {
        (parts.show(form))
        p .govuk-body {
            "In the record now the title is " strong { (name(title)) } " and the day is " (happened(found.entry.happened)) "."
        }
        (beside_the_words(form))
        (field::hidden(SHOWN, &version.to_string()))
        (submit("Correct the note"))
    });
    let heading =
        if own { "You corrected this note in another window" } else { "Somebody else corrected this note" };
    let page = frame::page(visitor, &found.summary, Section::Within, heading).form(form).wide();
    Ok(page.show(body))
}
