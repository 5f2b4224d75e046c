//! One entry on a page of its own, under a link that stays.

use super::file;
use super::filter::Chosen;
use super::incident_told::still_owed;
use super::put_right;
use super::said::{about, by, entry_url, late, reason_of, standing, tags, told};
use crate::pages::people::frame::{self, Section, url};
use crate::pages::people::{Asked, done, id, words};
use crate::parts::{
    Form, Tone, button_link, button_link_other, buttons, fact, fact_of, happened, link, moment, summary_list,
    tag,
};
use crate::visitor::{self, Answer, Visitor};
use axum::extract::{Path, Query};
use maud::{Markup, html};
use practice::ids::PersonId;
use practice::journal::Body;
use practice::staff::Permission;
use work::story::{self, Entry, OneEntry};

/// An entry with all that was said about it.
pub(super) async fn show(visitor: Visitor, Path(event): Path<String>, Query(asked): Asked) -> Answer {
    let found = story::entry(&visitor.desk, id(&event)?).await?;
    let person = found.summary.person;
    let entry = &found.entry;
    let telling = told(standing(entry), &found.directory);
    let file = file::on_its_page(&visitor, &found).await?;
    let body = html! {
        p { @for (tone, words) in tags(&visitor.desk.words, entry) { (tag(tone, &words)) " " } }
        (telling.body)
        (about(entry, &found.directory, false))
        (file)
        (still_owed(visitor.desk.now, entry))
        (facts(&visitor, entry))
        (actions(&visitor, &found))
        p .govuk-body { (link(&in_its_story(person, entry), "Go to the story")) }
    };
    let mut page =
        frame::page(&visitor, &found.summary, Section::Within, &telling.title).caption("From the story");
    if let Some(banner) = done(&Form::typed(asked)) {
        page = page.banner(banner);
    }
    visitor::show(page.show(body))
}

/// The page of the story on which it stands, at its place.
fn in_its_story(person: PersonId, entry: &Entry) -> String {
    let month = entry.happened.first_day().map_or_else(String::new, |day| day.strftime("%Y-%m").to_string());
    let chosen = Chosen::of(Form::new().with("quiet", if entry.quiet { "yes" } else { "" }));
    format!("{}#entry-{}", chosen.url_with(person, "month", &month), entry.event)
}

fn facts(visitor: &Visitor, entry: &Entry) -> Markup {
    let recorded = html! {
        (moment(entry.recorded))
        @if let Some(words) = late(entry) { " " (tag(Tone::Grey, &words)) }
    };
    summary_list(&[
        fact_of("Happened", happened(entry.happened)),
        fact_of("Written down", recorded),
        fact("By", Some(&by(entry))),
        fact("Who may read it", Some(words::class(&visitor.desk.words, entry.class))),
    ])
}

fn actions(visitor: &Visitor, found: &OneEntry) -> Markup {
    let (person, entry) = (found.summary.person, &found.entry);
    let may_write = visitor.may(Permission::WriteStory);
    let is_incident = matches!(entry.body, Body::IncidentRecorded(_));
    buttons(html! {
        @if may_write && is_incident { (button_link(&entry_url(entry, "add"), "Add to it")) }
        @if may_write && reason_of(&entry.body).is_some() { (button_link_other(&entry_url(entry, "correct"), "Correct it")) }
        @if put_right::may(visitor, found) { (button_link_other(&entry_url(entry, "correct"), "Put it right")) }
        @if put_right::is_on_record(visitor, found) { (button_link_other(&url(person, ""), "Change it on their record")) }
        @if may_write { (button_link_other(&entry_url(entry, "disagree"), "Somebody sees it differently")) }
        @if visitor.may_decide(Permission::RestrictPerson, person) { (link(&entry_url(entry, "move"), "Change who may read it")) }
    })
}
