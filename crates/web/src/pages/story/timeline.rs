//! The story: what happened, newest first.

use super::filter::Chosen;
use super::said::drawn;
use crate::leaving;
use crate::pages::key_working::{agreed, next};
use crate::pages::people::frame::{self, Section, url};
use crate::pages::people::{Asked, done, person_id, unsent};
use crate::parts::{
    self, Form, button_link, button_link_other, buttons, empty_state, inset, link, month_links,
    sheet_buttons, timeline,
};
use crate::visitor::{self, Answer, Visitor};
use axum::extract::{Path, Query};
use jiff::civil::Date;
use maud::{Markup, html};
use practice::dates::long_date;
use practice::ids::PersonId;
use practice::key_working::InTouch;
use practice::people::Status;
use practice::staff::Permission;
use work::key_working::{ahead, in_touch};
use work::story::{self, Sheet};

/// Said before a sheet for court or a review is printed.
const FOR_OTHERS: &str = "This sheet is for others to read. Left out are what only some may read, numbers, how to get in \
    touch, visits and calls, how often to meet, what is planned, daily notes, incidents, files, what was put off, alerts, health, photos, where they are staying and which team answers for them. Read it before you give it to anybody: somebody may have written \
    such things in a note.";

/// A page of a story.
pub(super) async fn show(visitor: Visitor, Path(person): Path<String>, Query(asked): Asked) -> Answer {
    let person = person_id(&person)?;
    let chosen = Chosen::of(Form::typed(asked));
    let sheet = story::read(&visitor.desk, person, &chosen.asked()).await?;
    let entries: Vec<parts::Entry> =
        sheet.entries.iter().map(|entry| drawn(entry, &sheet.directory, false)).collect();
    let results = results(&visitor, person, &chosen, &sheet, &entries);
    let unsent = unsent::section(&visitor, person).await?;
    let touch = in_touch(&visitor.desk, person).await?;
    let ahead = ahead(&visitor.desk, person, &touch).await?;
    let body = html! {
        (unsent)
        @if sheet.summary.died.is_none() && !chosen.open_only() {
            (last_in_touch(&touch, visitor.desk.now.day()))
            (agreed(&visitor, &sheet.summary, &ahead))
            (next(&visitor, &sheet.summary, &ahead, &sheet.directory))
        }
        @if chosen.open_only() { (for_others()) }
        (chosen.panel(person, &sheet, count(&sheet)).show(results))
    };
    let framed = if chosen.open_only() { frame::page_for_others } else { frame::page };
    let mut page = framed(&visitor, &sheet.summary, Section::Story, "Story").form(chosen.form()).wide();
    if let Some(banner) = done(chosen.form()) {
        page = page.banner(banner);
    }
    visitor::show(page.show(body))
}

/// Everything that was chosen on one sheet for paper, written down as one.
pub(super) async fn print(visitor: Visitor, Path(person): Path<String>, Query(asked): Asked) -> Answer {
    let person = person_id(&person)?;
    let chosen = Chosen::of(Form::typed(asked));
    let found = story::read(&visitor.desk, person, &chosen.asked_whole()).await?;
    let entries: Vec<parts::Entry> =
        found.entries.iter().map(|entry| drawn(entry, &found.directory, true)).collect();
    let body = on_paper(&chosen.in_words(&found.directory), &found, &entries);
    let sheet = leaving::on_paper(&visitor, &found.summary, "story", &body).await?;
    let buttons = sheet_buttons(&chosen.url(person), "Back to the story");
    let page =
        frame::page(&visitor, &found.summary, Section::Story, "Story").about("To print").wide().sheet(sheet);
    if !chosen.open_only() {
        return visitor::show(page.show(html! { (buttons) (body) }));
    }
    let page = page.person(frame::head_for_others(&found.summary));
    visitor::show(page.show(html! { (for_others()) (buttons) (body) }))
}

/// When somebody last saw them, heard from them and tried, apart; nothing where nothing was logged.
pub(crate) fn last_in_touch(touch: &InTouch, today: Date) -> Markup {
    let on = |words: &str, on: Option<Date>| on.map(|on| (words.to_owned(), days_since(on, today)));
    let tries = match touch.tries {
        0 => None,
        1 => on("Tried since", touch.tried).map(|(words, when)| (words, format!("once, {when}"))),
        more => {
            on("Tried since", touch.tried).map(|(words, when)| (words, format!("{more} times, last {when}")))
        }
    };
    let lines = [on("Last seen", touch.seen), on("Last heard from", touch.heard), tries];
    html! {
        @if touch.tried.is_some() || touch.heard.is_some() {
            ul .nwd-links .nwd-touch .nwd-no-print {
                @if touch.seen.is_none() { li { span .nwd-quiet { "Last seen" } " " strong { "No meeting stands here" } } }
                @for (about, when) in lines.iter().flatten() { li { span .nwd-quiet { (about) } " " strong { (when) } } }
            }
        }
    }
}

/// "Today", "yesterday", or the day with how long ago it was.
fn days_since(day: Date, today: Date) -> String {
    match day.until(today).map_or(0, |span| span.get_days()) {
        0 => "today".to_owned(),
        1 => "yesterday".to_owned(),
        days => format!("{}, {days} days ago", long_date(day)),
    }
}

fn for_others() -> Markup {
    html! { div .nwd-no-print { (inset(html! { (FOR_OTHERS) })) } }
}

fn count(sheet: &Sheet) -> String {
    match (sheet.entries.len(), &sheet.more) {
        (1, None) => "1 entry".to_owned(),
        (number, None) => format!("{number} entries"),
        (number, Some(_)) => format!("{number} entries, and older ones"),
    }
}

fn results(
    visitor: &Visitor,
    person: PersonId,
    chosen: &Chosen,
    sheet: &Sheet,
    entries: &[parts::Entry],
) -> Markup {
    let months: Vec<String> = sheet.months.iter().filter(|month| chosen.holds(month)).cloned().collect();
    html! {
        @if entries.is_empty() {
            (nothing(visitor, person, chosen, sheet.summary.status))
        } @else {
            (month_links(entries, &months, |month| chosen.url_with(person, "month", month)))
            (timeline(entries, sheet.gaps.as_ref(), chosen.quiet()))
        }
        (buttons(html! {
            @if let Some(place) = &sheet.more { (button_link_other(&chosen.older(person, place), "Older entries")) }
            (link(&chosen.print_url(person), "All on one page, to print"))
        }))
    }
}

fn nothing(visitor: &Visitor, person: PersonId, chosen: &Chosen, status: Status) -> Markup {
    let next = html! {
        @if chosen.narrows() {
            p .govuk-body { (link(&url(person, "story"), "Show the whole story")) }
        }
        @if visitor.may(Permission::WriteStory) && status != Status::Known {
            (buttons(button_link(&url(person, "notes/new"), "Add a note")))
        }
    };
    let words = if chosen.narrows() {
        "No entry fits what is chosen."
    } else {
        "What happens, and what they say about it, would stand here."
    };
    empty_state(words, next)
}

/// Everything that was chosen, with quiet entries unfolded and no panel.
fn on_paper(chosen: &[String], sheet: &Sheet, entries: &[parts::Entry]) -> Markup {
    html! {
        @if !chosen.is_empty() {
            p .govuk-body { strong { "This sheet holds only what was chosen from the story. " } bdi { (chosen.join("; ")) } "." }
        }
        @if sheet.more.is_some() {
            p .govuk-body { strong { "This sheet holds the newest " (entries.len()) " entries. Choose a month to print older ones." } }
        }
        @if entries.is_empty() { p .govuk-body { "There is nothing to print." } }
        @if sheet.gaps.is_some() && !entries.is_empty() {
            p .govuk-body .nwd-quiet { "Days without an entry here have none on this sheet. That does not say that nothing happened." }
        }
        (timeline(entries, sheet.gaps.as_ref(), true))
    }
}
