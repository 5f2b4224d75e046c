//! Cover for a key worker: naming it, and ending it.

use super::around::{finished, offered, only_the_named};
use super::frame::{self, Section, called, url};
use super::{id, person_id};
use crate::pages::drafts::{or_draft, url_of};
use crate::parts::{Form, buttons, day, field, link, name, post, reasons, said, submit};
use crate::posted::Posted;
use crate::trouble::Trouble;
use crate::visitor::{Answer, Visitor, show, show_again};
use axum::extract::Path;
use maud::{Markup, html};
use practice::ids::{EventId, PostId};
use practice::key_working::{Cover, may_cover};
use practice::people::Dated;
use practice::staff::lists::COVER_REASONS;
use practice::staff::thresholds::COVER_DAYS;
use work::No;
use work::key_working::{NamingCover, end_cover, name_cover};
use work::people::{self, PersonPage, Summary};

/// The form for cover.
pub(super) async fn ask(visitor: Visitor, Path(person): Path<String>) -> Answer {
    let person = person_id(&person)?;
    let page = people::open_to_decide(&visitor.desk, person).await?;
    let today = Form::new().with_day("from", visitor.desk.now.day());
    let (form, saved) = or_draft(&visitor, &url(person, "cover"), today).await?;
    show(cover_form(&visitor, &page, &form, saved).await?)
}

/// Names who covers.
pub(super) async fn sent(visitor: Visitor, Path(person): Path<String>, posted: Posted) -> Answer {
    let person = person_id(&person)?;
    let mut form = posted.form;
    let chosen = form.must_choose("post", "Choose a worker.", |post| post.parse::<PostId>().ok());
    let from = form
        .must_day("from", "the first day")
        .filter(|from| !form.doubt_day_to_come("from", *from, visitor.desk.now.day()));
    let to = form.must_day("to", "the last day");
    let reason = said(&form, "reason", &visitor.desk.words.offered(&COVER_REASONS));
    let answer = match (chosen, from, to) {
        (Some(post), Some(from), Some(to)) => {
            let naming = NamingCover { post, from, to, reason, key: posted.key };
            name_cover(&visitor.desk, person, &naming).await
        }
        _ => Err(No::Refused(practice::staff::reason(&reason).err().into_iter().collect())),
    };
    match answer {
        Ok(()) => finished(&visitor, (person, "cover"), &form, "covered").await,
        Err(No::Refused(refusals)) => {
            form.refuse_all(refusals);
            let page = people::open_to_decide(&visitor.desk, person).await?;
            show_again(&form, cover_form(&visitor, &page, &form, None).await?)
        }
        Err(no) => Err(Trouble::from(no)),
    }
}

async fn cover_form(
    visitor: &Visitor,
    page: &PersonPage,
    form: &Form,
    saved: Option<String>,
) -> Result<Markup, Trouble> {
    let path = url(page.summary.person, "cover");
    let workers = people::who_can_cover(&visitor.desk, page).await?;
    let workers = offered(visitor, workers, |role| may_cover(&[*role]));
    let longest = visitor.desk.words.threshold(&COVER_DAYS);
    let body = html! {
        p .govuk-body {
            "For leave, sickness, or while somebody new is found. The key worker stays the key worker; whoever covers "
            "opens the record until the last day. Tell the young person who it is before it begins."
        }
        (post(&*path).key(visitor.key_of(form)).draft(url_of(&path), saved).show(html! {
            (only_the_named(visitor, page))
            (field::select("post", "Who covers?", workers).nothing_chosen("Choose a worker").show(form))
            (field::day("from", "First day").show(form))
            (field::day("to", "Last day").hint(format!("At the most {longest} days. It ends by itself.")).show(form))
            (reasons(&field::text("reason", "Anything else about it?").hint("Others read this."), "reason", "Why?",
                &visitor.desk.words.offered(&COVER_REASONS), form))
            (buttons(html! { (submit("Name cover")) (link(&url(page.summary.person, "team"), "Cancel")) }))
        }))
    };
    Ok(frame::page(visitor, &page.summary, Section::Around, "Name who covers").form(form).show(body))
}

/// Asks why cover ends early.
pub(super) async fn ask_end(visitor: Visitor, Path((person, cover)): Path<(String, String)>) -> Answer {
    let person = person_id(&person)?;
    let page = people::open_to_decide(&visitor.desk, person).await?;
    let cover = id::<EventId>(&cover)?;
    let path = url(person, &format!("cover/{cover}"));
    let (form, saved) = or_draft(&visitor, &path, Form::new()).await?;
    show(end_form(&visitor, &page, cover, (&form, saved))?)
}

/// Ends it.
pub(super) async fn sent_end(
    visitor: Visitor,
    Path((person, cover)): Path<(String, String)>,
    posted: Posted,
) -> Answer {
    let person = person_id(&person)?;
    let cover = id::<EventId>(&cover)?;
    let mut form = posted.form;
    match end_cover(&visitor.desk, person, cover, form.value("reason"), posted.key).await {
        Ok(()) => finished(&visitor, (person, &format!("cover/{cover}")), &form, "cover-ended").await,
        Err(No::Refused(refusals)) => {
            form.refuse_all(refusals);
            let page = people::open_to_decide(&visitor.desk, person).await?;
            show_again(&form, end_form(&visitor, &page, cover, (&form, None))?)
        }
        Err(no) => Err(Trouble::from(no)),
    }
}

fn end_form(
    visitor: &Visitor,
    page: &PersonPage,
    cover: EventId,
    (form, saved): (&Form, Option<String>),
) -> Result<Markup, Trouble> {
    let found = page.covers.iter().find(|(_, one)| one.is_said_by(cover));
    let (acting, standing) = found.ok_or_else(Trouble::not_found)?;
    let path = url(page.summary.person, &format!("cover/{cover}"));
    let body = html! {
        p .govuk-body {
            (name(acting)) " was to cover until " (day(standing.is.to)) ". From now on they no longer do, and the "
            "record closes to them unless they work with " (name(called(&page.summary))) " in another way."
        }
        (post(&*path).key(visitor.key_of(form)).draft(url_of(&path), saved).show(html! {
            (field::text("reason", "Why does it end?").show(form))
            (buttons(html! { (submit("End cover")) (link(&url(page.summary.person, "team"), "Cancel")) }))
        }))
    };
    Ok(frame::page(visitor, &page.summary, Section::Around, "End cover").form(form).show(body))
}

/// Where a cover is ended.
pub(super) fn end(who: &Summary, acting: &str, cover: &Dated<Cover>) -> Markup {
    html! {
        a .govuk-link href=(url(who.person, &format!("cover/{}", cover.first))) {
            "End this cover" span .govuk-visually-hidden { " of " (name(called(who))) " by " (name(acting)) }
        }
    }
}

/// What stands on the page about the team around somebody.
pub(super) fn standing(page: &PersonPage, may_change: bool) -> Markup {
    html! {
        @for (acting, cover) in &page.covers {
            @if cover.is.ended.is_none() {
                p .govuk-body {
                    (name(acting)) " covers from " (day(cover.is.from)) " to " (day(cover.is.to)) ": "
                    bdi { (cover.is.reason) } " "
                    @if may_change { (end(&page.summary, acting, cover)) }
                }
            }
        }
    }
}
