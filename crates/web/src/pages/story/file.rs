//! Adding a file to a story or to an entry of it, giving it out, and taking it out again.

use super::note::{class, classes, doubt_addresses, doubt_day};
use super::said::{entry_url, standing, told};
use crate::pages::drafts::{or_draft, url_of};
use crate::pages::kept;
use crate::pages::people::frame::{self, Section, url};
use crate::pages::people::{id, person_id};
use crate::parts::{
    Form, button_link, button_link_other, buttons, fact, field, inset, link, post, submit, submit_warning,
    summary_list,
};
use crate::posted::{Parcel, Posted};
use crate::trouble::Trouble;
use crate::visitor::{Answer, Visitor, go, show, show_again};
use axum::extract::Path;
use maud::{Markup, html};
use practice::Refusal;
use practice::ids::{EventId, PersonId};
use practice::journal::{Body, Class};
use practice::staff::Permission;
use practice::story::{FileAdded, FileWish, file_words};
use work::people::{self, Summary};
use work::story::{self, AddingFile, OneEntry};
use work::{LARGEST_FILE, No};

const HEADING: &str = "Add a file";
const HEADING_OF_ENTRY: &str = "Add a file to an entry";
const REMOVING: &str = "Take a file out";
/// The kinds that can be added, for the window in which browsers choose. What a file is, is judged by what is in it.
const ACCEPT: &str = "image/jpeg,image/png,image/webp,application/pdf,text/plain,.docx,.xlsx,.pptx,.odt";
const NOTHING_CHOSEN: &str = "Choose a file that is not empty.";

type OneFile = Path<(String, String)>;

/// Where a file is added: to a story, or to an entry of it.
struct Place {
    who: Summary,
    entry: Option<(EventId, String, Class)>,
}

impl Place {
    async fn story(visitor: &Visitor, person: &str) -> Result<Self, Trouble> {
        let who = people::open(&visitor.desk, person_id(person)?).await?.summary;
        Ok(Self { who, entry: None })
    }

    async fn entry(visitor: &Visitor, event: &str) -> Result<Self, Trouble> {
        let found = story::entry(&visitor.desk, id(event)?).await?;
        let title = told(standing(&found.entry), &found.directory).title;
        Ok(Self { who: found.summary, entry: Some((found.entry.event, title, found.entry.class)) })
    }

    /// The entry or the story, and what stands below its address.
    fn url(&self, rest: &str) -> String {
        match &self.entry {
            Some((entry, ..)) if rest.is_empty() => format!("/entries/{entry}"),
            Some((entry, ..)) => format!("/entries/{entry}/{rest}"),
            None => url(self.who.person, if rest.is_empty() { "story" } else { rest }),
        }
    }

    fn path(&self) -> String {
        self.url("files/new")
    }
}

/// The empty form, about today, or its draft.
pub(super) async fn ask(visitor: Visitor, Path(person): Path<String>) -> Answer {
    let place = Place::story(&visitor, &person).await?;
    ask_at(&visitor, &place).await
}

/// The same for a file that belongs to an entry.
pub(super) async fn ask_for_entry(visitor: Visitor, Path(event): Path<String>) -> Answer {
    let place = Place::entry(&visitor, &event).await?;
    ask_at(&visitor, &place).await
}

async fn ask_at(visitor: &Visitor, place: &Place) -> Answer {
    let class = place.entry.as_ref().map_or(Class::Story, |(_, _, class)| *class);
    let empty = Form::new().with_day("day", visitor.desk.now.day()).with("class", class.word());
    let (form, saved) = or_draft(visitor, &place.path(), empty).await?;
    show(drawn(visitor, place, &form, saved))
}

/// Adds the file that was sent to the story.
pub(super) async fn sent(
    visitor: Visitor,
    Path(person): Path<String>,
    parcel: Parcel<LARGEST_FILE>,
) -> Answer {
    let place = Place::story(&visitor, &person).await?;
    sent_at(&visitor, &place, parcel).await
}

/// Adds it to an entry.
pub(super) async fn sent_for_entry(
    visitor: Visitor,
    Path(event): Path<String>,
    parcel: Parcel<LARGEST_FILE>,
) -> Answer {
    let place = Place::entry(&visitor, &event).await?;
    sent_at(&visitor, &place, parcel).await
}

async fn sent_at(visitor: &Visitor, place: &Place, mut parcel: Parcel<LARGEST_FILE>) -> Answer {
    let person = place.who.person;
    let file = parcel.sent("file");
    let was_sent = file.is_some();
    let mut form = parcel.form;
    let day = form.must_day("day", "the day it is about").filter(|day| !doubt_day(visitor, &mut form, *day));
    let class = class(&mut form);
    let text = |field: &str| form.text(field).unwrap_or_default();
    let wish =
        FileWish { about: text("about"), said: text("said"), not_asked: form.is_chosen("not_asked", "yes") };
    doubt_addresses(visitor, person, &[("about", ""), ("said", "")], &mut form).await?;
    let answer = match (day, class) {
        (Some(day), Some(class)) if !form.goes_back() => {
            let (name, bytes) = file.map(|file| (file.name, file.bytes)).unwrap_or_default();
            let entry = place.entry.as_ref().map(|(entry, ..)| *entry);
            let adding = AddingFile { name, bytes, wish, day, class, entry, key: parcel.key };
            story::add_file(&visitor.desk, person, adding).await
        }
        _ => {
            let nothing = (!was_sent).then(|| Refusal::of("file", NOTHING_CHOSEN));
            Err(No::Refused(
                nothing.into_iter().chain(file_words(&wish).err().into_iter().flatten()).collect(),
            ))
        }
    };
    match answer {
        Ok(()) => {
            work::drafts::sent(&visitor.desk, &place.path(), form.values()).await;
            go(format!("{}?done=file", place.url("")))
        }
        Err(No::Refused(refusals)) => {
            form.refuse_all(refusals);
            if was_sent {
                form.choose_again("file", "Choose the file again: browsers do not keep it.");
            }
            show_again(&form, drawn(visitor, place, &form, None))
        }
        Err(no) => Err(Trouble::from(no)),
    }
}

fn drawn(visitor: &Visitor, place: &Place, form: &Form, saved: Option<String>) -> Markup {
    let path = place.path();
    let body = html! {
        @if let Some((_, title, _)) = &place.entry {
            p .govuk-body { "It will belong to this entry: " (link(&place.url(""), title)) }
        }
        (inset(html! {
            "A picture is drawn anew, and what the camera wrote into it, such as the place, is thrown away. Any other "
            "file is kept as it is, with the names of those who wrote it. It is not looked at for viruses."
        }))
        (post(&*path).key(visitor.key_of(form)).draft(url_of(&path), saved).files().show(html! {
            (field::file("file", "File", ACCEPT)
                .hint("A JPEG, PNG or WebP picture, a PDF, a docx, xlsx, pptx or odt file without macros, or plain \
                    text; 10 MB at the most.").show(form))
            (field::text("about", "What is it?").hint("Such as: school report, summer. It is found by this.").show(form))
            (field::area("said", "What do they say about it?").hint("Best in their own words.").optional().show(form))
            (field::checkboxes("not_asked", "If you did not ask them", [("yes", "I did not ask")]).small().show(form))
            (field::day("day", "Which day is it about?").show(form))
            (classes(visitor, form))
            (buttons(html! { (submit("Add this file")) (link(&place.url(""), "Cancel")) }))
        }))
    };
    let heading = if place.entry.is_some() { HEADING_OF_ENTRY } else { HEADING };
    frame::page(visitor, &place.who, Section::Within, heading).form(form).show(body)
}

/// The file itself, to be saved.
pub(super) async fn give(visitor: Visitor, Path((person, file)): OneFile) -> Answer {
    let person = person_id(&person)?;
    let given = story::file(&visitor.desk, person, id(&file)?).await?;
    kept::file(&visitor, person, given).await
}

/// The picture, for the page of its entry.
pub(super) async fn picture(visitor: Visitor, Path((person, file)): OneFile) -> Answer {
    let shown = story::picture(&visitor.desk, person_id(&person)?, id(&file)?).await?;
    Ok(kept::picture(shown, "picture"))
}

/// The file of an entry that is given out.
fn given_out(found: &OneEntry) -> Option<&FileAdded> {
    match (&found.entry.body, &standing(&found.entry).body) {
        (Body::FileAdded(added), Body::FileAdded(_)) => Some(added),
        _ => None,
    }
}

fn file_url(person: PersonId, file: EventId, rest: &str) -> String {
    let rest = if rest.is_empty() { String::new() } else { format!("/{rest}") };
    url(person, &format!("files/{file}{rest}"))
}

/// On the page of an entry: its file with the ways to it, or the files that belong to it.
pub(super) async fn on_its_page(visitor: &Visitor, found: &OneEntry) -> Result<Markup, Trouble> {
    let (person, event) = (found.summary.person, found.entry.event);
    let may_write = visitor.may(Permission::WriteStory);
    let Some(added) = given_out(found) else {
        let files = story::files_of_entry(&visitor.desk, person, event).await?;
        let may_hold = !matches!(found.entry.body, Body::FileAdded(_) | Body::Erased(_));
        return Ok(html! {
            @if !files.is_empty() {
                h2 .govuk-heading-m { "Files" }
                ul .govuk-list { @for (file, added) in &files { li { (link(&format!("/entries/{file}"), &added.about)) } } }
            }
            @if may_write && may_hold {
                p .govuk-body { (link(&entry_url(&found.entry, "files/new"), "Add a file to this")) }
            }
        });
    };
    let belongs = story::entry_of_file(&visitor.desk, added).await?;
    Ok(html! {
        @if added.file.media.is_picture() {
            p { img .nwd-photo src=(file_url(person, event, "picture")) alt=(added.about); }
        }
        @if let Some(entry) = &belongs {
            p .govuk-body {
                "It belongs to: " (link(&entry_url(entry, ""), &told(standing(entry), &found.directory).title))
            }
        }
        (buttons(html! {
            (button_link(&file_url(person, event, ""), "Download this file"))
            @if may_write { (button_link_other(&file_url(person, event, "remove"), "Take this file out")) }
        }))
    })
}

/// Asks why it is taken out.
pub(super) async fn ask_remove(visitor: Visitor, Path((person, file)): OneFile) -> Answer {
    let found = to_remove(&visitor, &person, &file).await?;
    let (form, saved) = or_draft(&visitor, &remove_path(&found), Form::new()).await?;
    show(removing(&visitor, &found, &form, saved))
}

/// Takes it out.
pub(super) async fn removed(visitor: Visitor, Path((person, file)): OneFile, posted: Posted) -> Answer {
    let which: (PersonId, EventId) = (person_id(&person)?, id(&file)?);
    let mut form = posted.form;
    match story::remove_file(&visitor.desk, which, form.value("reason"), posted.key).await {
        Ok(()) => {
            let path = file_url(which.0, which.1, "remove");
            work::drafts::sent(&visitor.desk, &path, form.values()).await;
            go(format!("/entries/{}?done=file-out", which.1))
        }
        Err(No::Refused(refusals)) => {
            form.refuse_all(refusals);
            let found = story::entry(&visitor.desk, which.1).await?;
            show_again(&form, removing(&visitor, &found, &form, None))
        }
        Err(no) => Err(Trouble::from(no)),
    }
}

async fn to_remove(visitor: &Visitor, person: &str, file: &str) -> Result<OneEntry, Trouble> {
    let person = person_id(person)?;
    let found = story::entry(&visitor.desk, id(file)?).await?;
    let is_there = found.summary.person == person && given_out(&found).is_some();
    if is_there { Ok(found) } else { Err(Trouble::not_found()) }
}

fn remove_path(found: &OneEntry) -> String {
    file_url(found.summary.person, found.entry.event, "remove")
}

fn removing(visitor: &Visitor, found: &OneEntry, form: &Form, saved: Option<String>) -> Markup {
    let path = remove_path(found);
    let body = html! {
        @if let Body::FileAdded(added) = &found.entry.body {
            (summary_list(&[fact("What it is", Some(&added.about)), fact("File", Some(&added.name))]))
        }
        p .govuk-body {
            "Nobody is given it any more. That it was here, and why it was taken out, stays in the story."
        }
        (post(&*path).key(visitor.key_of(form)).draft(url_of(&path), saved).show(html! {
            (field::area("reason", "Why is it taken out?").show(form))
            (buttons(html! {
                (submit_warning("Take this file out")) (link(&entry_url(&found.entry, ""), "Cancel"))
            }))
        }))
    };
    frame::page(visitor, &found.summary, Section::Within, REMOVING).form(form).show(body)
}
