//! Import conflicts: what stands here, what the council's file says.

use super::matching::Done;
use super::said::{said, title};
use super::side::{beside, named, sections, settled};
use crate::pages::drafts::{Changing, shown_at, url_of};
use crate::pages::people::SHIELDED;
use crate::parts::{
    Choice, Fact, Form, KEY_FIELD, Table, column, empty_state, fact, fact_of, field, happened, moment, name,
    post, submit, success_banner, warning_text,
};
use crate::posted::Posted;
use crate::trouble::Trouble;
use crate::visitor::{Answer, Visitor, go, show, show_again, show_overtaken};
use axum::extract::{Path, Query};
use maud::{Markup, html};
use practice::dates::Happened;
use practice::ids::StreamId;
use practice::import::Place;
use work::No;
use work::people::{ConflictCase, Directory, KeptValue, conflict, conflicts, decide_conflict};

/// Conflicts that the visitor may decide.
pub(super) async fn list(visitor: Visitor, Query(done): Query<Done>) -> Answer {
    let cases = conflicts(&visitor.desk).await?;
    let page = visitor.page("File and record disagree").sections(sections(&visitor));
    let page = match done.done.as_str() {
        "decided" => page.banner(success_banner("Your decision is written down", html! {})),
        _ => page,
    };
    let rows = cases.iter().map(row).collect();
    let table = Table {
        caption: "To decide".into(),
        columns: vec![column("Who"), column("What"), column("File brought in")],
        rows,
        empty: empty_state(
            "When the council’s file says something else than what was put right here, it waits here for somebody who knows.",
            html! {},
        ),
    };
    show(page.show(html! {
        p .govuk-body { "What was put right here stays until somebody decides. Nothing is overwritten by a file." }
        (table.show())
    }))
}

/// One conflict, with the form.
pub(super) async fn ask(visitor: Visitor, Path(case): Path<String>) -> Answer {
    let stream = id_of(&case)?;
    let (case, directory) = conflict(&visitor.desk, stream).await?;
    let empty = Form::new().with(KEY_FIELD, visitor.form_key());
    let changing = Changing::begun(&visitor, &path(stream), empty, &case.shown).await?;
    show(page(&visitor, &directory, &case, &changing))
}

/// Decides it.
pub(super) async fn decide(visitor: Visitor, Path(case): Path<String>, posted: Posted) -> Answer {
    let stream = id_of(&case)?;
    let mut form = posted.form;
    let take = form.must_choose("choice", "Choose which one is right.", |value| match value {
        "file" => Some(true),
        "keep" => Some(false),
        _ => None,
    });
    let reason = form.must_text("reason", "Say why.");
    let (Some(take), Some(reason)) = (take, reason) else {
        return again(&visitor, stream, form, false).await;
    };
    let shown: Option<String> = shown_at(&form);
    match decide_conflict(&visitor.desk, stream, (take, &reason), shown.as_deref(), posted.key).await {
        Ok(()) => {
            work::drafts::sent(&visitor.desk, &path(stream), form.values()).await;
            go("/conflicts?done=decided")
        }
        Err(No::Refused(refusals)) => {
            form.refuse_all(refusals);
            again(&visitor, stream, form, false).await
        }
        Err(No::Moved) => again(&visitor, stream, form, true).await,
        Err(no) => Err(Trouble::from(no)),
    }
}

/// The page for somebody who is to look again: at what is wrong with the form, or at what has moved on.
async fn again(visitor: &Visitor, stream: StreamId, form: Form, moved: bool) -> Answer {
    let (case, directory) = conflict(&visitor.desk, stream).await?;
    if moved || case.decided.is_some() {
        let overtaken = Changing::overtaken(form, &case.shown);
        return show_overtaken(page(visitor, &directory, &case, &overtaken));
    }
    let changing = Changing::refused(form);
    show_again(&changing.form, page(visitor, &directory, &case, &changing))
}

fn id_of(case: &str) -> Result<StreamId, Trouble> {
    case.parse().map_err(|_| Trouble::not_found())
}

fn path(stream: StreamId) -> String {
    format!("/conflicts/{stream}")
}

fn row(case: &ConflictCase) -> Vec<Markup> {
    vec![
        html! { a .govuk-link href=(path(case.stream)) { (name(named(&case.who))) } },
        html! { (title(&case.stands)) },
        html! { (moment(case.recorded)) },
    ]
}

fn page(visitor: &Visitor, directory: &Directory, case: &ConflictCase, changing: &Changing) -> Markup {
    let form = &changing.form;
    let what = title(&case.stands);
    let here = html! {
        h2 .govuk-heading-m { "Here" }
        (said(directory, &case.stands, case.written, more(&case.kept_here, case.days.map(|(here, _)| here))))
        p .govuk-hint { "Written by " bdi { (case.by) } }
    };
    let file = html! {
        h2 .govuk-heading-m { "The council’s file" }
        @match &case.file_says {
            Some(body) => { (said(directory, body, case.recorded, more(&case.kept_of_file, case.days.map(|(_, file)| file)))) }
            None => { p .govuk-body { "What the file said is no longer kept." } }
        }
        p .govuk-hint { "Brought in on " (moment(case.recorded)) }
    };
    visitor.page(format!("Which one is right? {what}")).about(named(&case.who)).about("File and record disagree")
        .form(form).back("/conflicts", "File and record disagree").wide().show(html! {
        p .govuk-body-l { (name(named(&case.who))) ", reference " (case.who.reference) }
        @if changing.moved && case.decided.is_none() {
            (warning_text("The record or the file has changed since you opened this page. What they say now stands \
                below, and nothing is decided yet."))
        }
        (beside(here, file))
        @match &case.decided {
            Some(made) => {
                @let decision = if made.file_taken { "What the file says was taken" } else { "What stood here was kept" };
                (settled(decision, (made.reason.as_deref(), &made.by, made.at), changing.moved))
            },
            None => (question(visitor, case, changing)),
        }
    })
}

/// What the vault holds of one version and not of the other, and since when it is so, of what is so from a day on.
fn more(kept: &[KeptValue], since: Option<Happened>) -> Vec<Fact> {
    let kept =
        kept.iter().map(|(place, value)| fact(where_in(*place), Some(value.as_deref().unwrap_or(SHIELDED))));
    kept.chain(since.map(|day| fact_of("Since", happened(day)))).collect()
}

fn where_in(place: Place) -> &'static str {
    match place {
        Place::Home => "Postcode of home",
        Place::Placement => "Postcode of the placement",
        Place::Urn => "The home’s number at Ofsted",
        Place::Whereabouts => "Address",
    }
}

fn question(visitor: &Visitor, case: &ConflictCase, changing: &Changing) -> Markup {
    let (form, saved, path) = (&changing.form, changing.saved.clone(), path(case.stream));
    let mut choices = vec![Choice::new("keep", "Keep what stands here")];
    if case.file_says.is_some() {
        let hint = if case.stands_beside {
            "It is written down with its own day; what stands here stays for its own time."
        } else {
            "It corrects the record; the history keeps both."
        };
        choices.push(Choice::new("file", "Take what the file says").hint(hint));
    }
    post(&*path).key(visitor.key_of(form)).draft(url_of(&path), saved).show(html! {
        (field::radios("choice", "Which one is right?", choices).show(form))
        (field::area("reason", "Why?").hint("Say how you know.").show(form))
        (changing.shown())
        (submit("Write down the decision"))
    })
}
