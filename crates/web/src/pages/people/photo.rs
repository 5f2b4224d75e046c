//! A recent photo: on the record, added, replaced, taken out.

use super::cards::Reader;
use super::frame::{self, Section, called, url};
use super::{id, person_id, words};
use crate::pages::drafts::{or_draft, url_of};
use crate::pages::kept;
use crate::parts::{
    Fact, Form, button_link_other, buttons, day, empty_state, fact, fact_of, field, happened, inset, link,
    post, submit, submit_warning, summary_card,
};
use crate::posted::{Parcel, Posted};
use crate::trouble::Trouble;
use crate::visitor::{Answer, Visitor, go, show, show_again};
use axum::extract::Path;
use maud::{Markup, html};
use practice::ids::{EventId, PersonId};
use practice::people::{AboutPhoto, Dated, Photo, PhotoAnswer, is_old_photo};
use work::people::{self, NewPhoto, PersonPage};
use work::{LARGEST_PICTURE, No};

const HEADING: &str = "A recent photo";
/// What can be answered to whether they agreed.
const ANSWERS: [(&str, PhotoAnswer, &str); 3] = [
    ("agreed", PhotoAnswer::Agreed, "Yes"),
    ("not_asked", PhotoAnswer::NotAsked, "They could not be asked yet"),
    ("said_no", PhotoAnswer::SaidNo, "No"),
];

type OnePhoto = Path<(String, String)>;

fn picture_of(page: &PersonPage, photo: EventId) -> String {
    url(page.summary.person, &format!("photo/{photo}"))
}

fn shown(page: &PersonPage) -> Option<&Dated<Photo>> {
    page.photos.last().filter(|photo| photo.is.removed.is_none())
}

/// The photo's card of the record.
pub(super) fn card(page: &PersonPage, reader: Reader) -> Markup {
    let person = page.summary.person;
    html! {
        @if let Some(photo) = shown(page) {
            (summary_card(HEADING, &about(page, photo, reader)))
        } @else {
            h2 .govuk-heading-m { (HEADING) }
            (empty_state("No photo yet. It helps others to recognise them when they are missing.", html! {}))
        }
        @if reader.changes.has("photo") {
            (buttons(html! {
                (button_link_other(&url(person, "photo"), if shown(page).is_some() { "Change the photo" } else { "Add a photo" }))
            }))
        }
    }
}

fn about(page: &PersonPage, photo: &Dated<Photo>, reader: Reader) -> Vec<Fact> {
    let old = page.died.is_none() && is_old_photo(photo.is.taken, photo.happened, reader.today);
    let taken = html! {
        @match photo.is.taken {
            Some(taken) => { (day(taken)) }
            None => { "Not known; added on " (happened(photo.happened)) }
        }
        @if old { ". That is more than a year ago: a newer one would help." }
    };
    let mut facts = vec![fact_of("Photo", image(page, photo)), fact_of("Taken", taken)];
    facts.extend(said(photo));
    facts
}

fn said(photo: &Dated<Photo>) -> [Fact; 2] {
    let words = Some(photo.is.said.as_str()).filter(|words| !words.is_empty());
    let about = match photo.is.asked {
        practice::people::PhotoAsked::Agreed => "What they said",
        practice::people::PhotoAsked::NotAsked => "Why not",
    };
    [fact("Did they agree?", Some(words::photo_asked(photo.is.asked))), fact(about, words)]
}

fn image(page: &PersonPage, photo: &Dated<Photo>) -> Markup {
    html! {
        img .nwd-photo src=(picture_of(page, photo.event)) alt={ "Photo of " (called(&page.summary)) };
    }
}

/// The form, with the photos before.
pub(super) async fn ask(visitor: Visitor, Path(person): Path<String>) -> Answer {
    let person = person_id(&person)?;
    let page = people::open(&visitor.desk, person).await?;
    let (form, saved) = or_draft(&visitor, &url(person, "photo"), Form::new()).await?;
    show(drawn(&visitor, &page, &form, saved))
}

/// Keeps the photo that was sent.
pub(super) async fn sent(
    visitor: Visitor,
    Path(person): Path<String>,
    mut parcel: Parcel<LARGEST_PICTURE>,
) -> Answer {
    let person = person_id(&person)?;
    let picture = parcel.file("photo");
    let mut form = parcel.form;
    let today = visitor.desk.now.day();
    let taken = form
        .day("taken", "the day it was taken")
        .filter(|taken| !form.doubt_day_gone_by("taken", *taken, today));
    let answer = form.value("asked");
    let asked = ANSWERS.iter().find(|(word, ..)| *word == answer).map(|(_, answer, _)| *answer);
    let about = AboutPhoto { taken, asked, said: form.value("said").to_owned() };
    let was_sent = !picture.is_empty();
    let answer = if form.goes_back() {
        Err(No::Refused(Vec::new()))
    } else {
        people::record_photo(&visitor.desk, person, NewPhoto { picture, about, key: parcel.key }).await
    };
    match answer {
        Ok(()) => {
            work::drafts::sent(&visitor.desk, &url(person, "photo"), form.values()).await;
            go(format!("{}?done=photo", url(person, "")))
        }
        Err(No::Refused(refusals)) => {
            form.refuse_all(refusals);
            if was_sent {
                form.choose_again("photo", "Choose the picture again: browsers do not keep it.");
            }
            let page = people::open(&visitor.desk, person).await?;
            show_again(&form, drawn(&visitor, &page, &form, None))
        }
        Err(no) => Err(Trouble::from(no)),
    }
}

fn drawn(visitor: &Visitor, page: &PersonPage, form: &Form, saved: Option<String>) -> Markup {
    let path = url(page.summary.person, "photo");
    let name = called(&page.summary);
    let choices = ANSWERS.map(|(word, _, label)| (word, label));
    let body = html! {
        (inset(html! {
            "Ask them first. The photo is made smaller, and what the camera wrote into it, such as the place, is thrown "
            "away. Whoever may open this record sees it at its head; it is in no list."
        }))
        (post(&*path).key(visitor.key_of(form)).draft(url_of(&path), saved).files().show(html! {
            (field::file("photo", "Photo", "image/jpeg,image/png,image/webp")
                .hint("Their face, seen clearly. A JPEG, PNG or WebP picture of at most 10 MB.").show(form))
            (field::day("taken", "When was it taken?").optional().show(form))
            (field::radios("asked", format!("Did {name} agree to this photo?"), choices).show(form))
            (field::area("said", "What they said about it").hint("In their own words; or why they could not be asked.").show(form))
            (buttons(html! { (submit("Keep this photo")) (link(&url(page.summary.person, ""), "Cancel")) }))
        }))
        (before(page))
    };
    frame::page(visitor, &page.summary, Section::Within, HEADING).form(form).show(body)
}

fn is_shown(page: &PersonPage, photo: &Dated<Photo>) -> bool {
    shown(page).is_some_and(|now| now.event == photo.event)
}

/// Every photo, the newest first; of those taken out only the words.
fn before(page: &PersonPage) -> Markup {
    html! {
        @if !page.photos.is_empty() { h2 .govuk-heading-m { "Photos until now" } }
        @for photo in page.photos.iter().rev() {
            @match &photo.is.removed {
                Some(reason) => {
                    (summary_card("Taken out", &[
                        fact_of("Added", happened(photo.happened)), fact("Taken out because", Some(reason)),
                    ]))
                }
                None => {
                    (summary_card(if is_shown(page, photo) { "Shown now" } else { "Before" }, &[&[
                        fact_of("Photo", image(page, photo)),
                        fact_of("Added", happened(photo.happened)),
                    ], said(photo).as_slice()].concat()))
                    (buttons(button_link_other(
                        &format!("{}/remove", picture_of(page, photo.event)), "Take this photo out",
                    )))
                }
            }
        }
    }
}

/// The picture itself.
pub(super) async fn picture(visitor: Visitor, Path((person, photo)): OnePhoto) -> Answer {
    let shown = people::photo(&visitor.desk, person_id(&person)?, id(&photo)?).await?;
    Ok(kept::picture(shown, "photo"))
}

/// Asks why it is taken out.
pub(super) async fn ask_remove(visitor: Visitor, Path((person, photo)): OnePhoto) -> Answer {
    let (person, photo): (PersonId, EventId) = (person_id(&person)?, id(&photo)?);
    let page = people::open(&visitor.desk, person).await?;
    if !page.photos.iter().any(|one| one.event == photo && one.is.removed.is_none()) {
        return Err(Trouble::not_found());
    }
    let (form, saved) = or_draft(&visitor, &remove_path(person, photo), Form::new()).await?;
    show(removing(&visitor, &page, photo, &form, saved))
}

/// Takes it out.
pub(super) async fn removed(visitor: Visitor, Path((person, photo)): OnePhoto, posted: Posted) -> Answer {
    let (person, photo): (PersonId, EventId) = (person_id(&person)?, id(&photo)?);
    let mut form = posted.form;
    match people::remove_photo(&visitor.desk, person, photo, form.value("reason"), posted.key).await {
        Ok(()) => {
            work::drafts::sent(&visitor.desk, &remove_path(person, photo), form.values()).await;
            go(format!("{}?done=photo-out", url(person, "")))
        }
        Err(No::Refused(refusals)) => {
            form.refuse_all(refusals);
            let page = people::open(&visitor.desk, person).await?;
            show_again(&form, removing(&visitor, &page, photo, &form, None))
        }
        Err(no) => Err(Trouble::from(no)),
    }
}

fn remove_path(person: PersonId, photo: EventId) -> String {
    url(person, &format!("photo/{photo}/remove"))
}

fn removing(
    visitor: &Visitor,
    page: &PersonPage,
    photo: EventId,
    form: &Form,
    saved: Option<String>,
) -> Markup {
    let path = remove_path(page.summary.person, photo);
    let body = html! {
        p .govuk-body {
            "Nobody is shown it any more. That it was here, and why it was taken out, stays in the story."
        }
        (post(&*path).key(visitor.key_of(form)).draft(url_of(&path), saved).show(html! {
            (field::area("reason", "Why is it taken out?").show(form))
            (buttons(html! {
                (submit_warning("Take this photo out")) (link(&url(page.summary.person, "photo"), "Cancel"))
            }))
        }))
    };
    frame::page(visitor, &page.summary, Section::Within, "Take a photo out").form(form).show(body)
}
