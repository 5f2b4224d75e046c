//! Ending a post: access ends at once, and their young people go to cover.

use super::handing::{self, MANAGER, longest, what_they_hold, who_covers, who_follows};
use super::post::one;
use crate::pages::drafts::{or_draft, url_of};
use crate::parts::{Form, KEY_FIELD, button_link, field, post, reasons, said, submit_warning, warning_text};
use crate::posted::Posted;
use crate::trouble::Trouble;
use crate::visitor::{Answer, Visitor, show, show_again};
use axum::extract::Path;
use jiff::ToSpan;
use maud::{Markup, html};
use practice::staff::lists::LEAVING_REASONS;
use work::No;
use work::staff::{EndedPost, Ending, HeldWork, StaffLine, StaffList, end_post, work_held_by};

/// How many days of cover the form proposes.
const PROPOSED_DAYS: i64 = 28;

/// The form.
pub(super) async fn ask(visitor: Visitor, Path(post): Path<String>) -> Answer {
    let (staff, line) = one(&visitor, &post).await?;
    let (form, saved) = or_draft(&visitor, &path(&line), begun(&visitor)).await?;
    show(page(&visitor, (&staff, &line), &form, saved).await?)
}

/// Ends it, and says how many young people somebody covers for.
pub(super) async fn end(visitor: Visitor, Path(post): Path<String>, posted: Posted) -> Answer {
    let (staff, line) = one(&visitor, &post).await?;
    let mut form = posted.form;
    let held = held_by(&visitor, &line).await?;
    let handing = handing::handing(&mut form, &held);
    let reason = said(&form, "reason", &visitor.desk.words.offered(&LEAVING_REASONS));
    if form.goes_back() {
        form.refuse_all(practice::staff::reason(&reason).err());
        return show_again(&form, page(&visitor, (&staff, &line), &form, None).await?);
    }
    let ending = Ending { reason, handing, key: posted.key };
    match end_post(&visitor.desk, line.post, &ending).await {
        Ok(ended) => {
            work::drafts::sent(&visitor.desk, &path(&line), form.values()).await;
            show(ended_page(&visitor, &line, &ended))
        }
        Err(No::Refused(refusals)) => {
            form.refuse_all(refusals);
            show_again(&form, page(&visitor, (&staff, &line), &form, None).await?)
        }
        Err(no) => Err(Trouble::from(no)),
    }
}

/// The form as it is first shown: the managers cover for four weeks.
pub(super) fn begun(visitor: &Visitor) -> Form {
    let until = visitor.desk.now.day().saturating_add(PROPOSED_DAYS.min(longest(visitor)).days());
    Form::new().with(KEY_FIELD, visitor.form_key()).with("cover", MANAGER).with_day("until", until)
}

/// What a post holds; one that has ended has been asked about before.
async fn held_by(visitor: &Visitor, line: &StaffLine) -> Result<HeldWork, Trouble> {
    if line.ended {
        return Ok(HeldWork::default());
    }
    Ok(work_held_by(&visitor.desk, &[line.post]).await?)
}

fn path(line: &StaffLine) -> String {
    format!("/staff/posts/{}/end", line.post)
}

async fn page(
    visitor: &Visitor,
    (staff, line): (&StaffList, &StaffLine),
    form: &Form,
    saved: Option<String>,
) -> Result<Markup, Trouble> {
    let held = held_by(visitor, line).await?;
    let whose = (staff, &[line][..]);
    let page = visitor.page("End a post").about(line.name.clone()).form(form);
    Ok(page.back(format!("/staff/posts/{}", line.post), line.name.clone()).show(html! {
        p .govuk-body-l { "This ends the post of " strong { bdi { (line.name) } } "." }
        (warning_text("Their access through this post ends at once. What they wrote stays, under their name."))
        (post(path(line)).key(visitor.key_of(form)).draft(url_of(&path(line)), saved).show(html! {
            (reasons(&field::text("reason", "Anything else about it?").hint("For example: left on 4 June."),
                "reason", "Why does it end?", &visitor.desk.words.offered(&LEAVING_REASONS), form))
            @if held.is_any() { (what_they_hold(&held)) }
            @if held.key_working > 0 { (who_covers(visitor, whose, "Who covers from today?", form)) }
            (who_follows(visitor, whose, &held, form))
            (submit_warning("End post"))
        }))
    }))
}

fn ended_page(visitor: &Visitor, line: &StaffLine, ended: &EndedPost) -> Markup {
    let young_people = |count: usize| match count {
        1 => "1 young person".to_owned(),
        count => format!("{count} young people"),
    };
    let waiting = ended.need_cover.len();
    let sessions = match ended.sessions_ended {
        0 => "They were not signed in.".to_owned(),
        1 => "1 session was ended.".to_owned(),
        count => format!("{count} sessions were ended."),
    };
    visitor.page("The post has ended").about(line.name.clone()).show(html! {
        p .govuk-body-l { bdi { (line.name) } " can no longer sign in through this post." }
        ul .govuk-list .govuk-list--bullet {
            li { (sessions) }
            @if ended.covered == 0 && waiting == 0 && ended.others_waiting == 0 { li { "Nobody is waiting for somebody in their place." } }
            @if ended.covered > 0 { li { "Somebody covers for " (young_people(ended.covered)) "." } }
            @if waiting > 0 {
                li { "They are the key worker of " (young_people(waiting)) " for whom nobody covers yet. The managers see who." }
            }
            @if ended.others_waiting > 0 {
                li { "For " (young_people(ended.others_waiting)) " nobody is their social worker, or pulled in, instead of them yet. The managers see who." }
            }
        }
        (button_link("/staff", "Back to staff and teams"))
    })
}
