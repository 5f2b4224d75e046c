//! Ending a post: access ends at once, and their young people go to cover.

use super::post::one;
use crate::pages::drafts::{or_draft, url_of};
use crate::parts::{
    Choice, Form, KEY_FIELD, button_link, field, post, reasons, said, submit_warning, warning_text,
};
use crate::posted::Posted;
use crate::trouble::Trouble;
use crate::visitor::{Answer, Visitor, show, show_again};
use axum::extract::Path;
use jiff::ToSpan;
use maud::{Markup, html};
use practice::Refusal;
use practice::key_working::may_cover;
use practice::staff::lists::LEAVING_REASONS;
use practice::staff::thresholds::COVER_DAYS;
use work::No;
use work::staff::{CoverFor, EndedPost, Ending, StaffLine, StaffList, end_post, key_worked_by};

/// Their team's manager covers.
const MANAGER: &str = "manager";
/// Nobody covers yet.
const NOBODY: &str = "nobody";
/// How many days the form proposes.
const PROPOSED_DAYS: i64 = 28;

/// The form.
pub(super) async fn ask(visitor: Visitor, Path(post): Path<String>) -> Answer {
    let (staff, line) = one(&visitor, &post).await?;
    let until = visitor.desk.now.day().saturating_add(PROPOSED_DAYS.min(longest(&visitor)).days());
    let begun =
        Form::new().with(KEY_FIELD, visitor.form_key()).with("cover", MANAGER).with_day("until", until);
    let (form, saved) = or_draft(&visitor, &path(&line), begun).await?;
    show(page(&visitor, (&staff, &line), &form, saved).await?)
}

/// Ends it, and says how many young people somebody covers for.
pub(super) async fn end(visitor: Visitor, Path(post): Path<String>, posted: Posted) -> Answer {
    let (staff, line) = one(&visitor, &post).await?;
    let mut form = posted.form;
    let cover = cover(&visitor, &line, &mut form).await?;
    if form.is_refused() {
        return show_again(&form, page(&visitor, (&staff, &line), &form, None).await?);
    }
    let reason = said(&form, "reason", &visitor.desk.words.offered(&LEAVING_REASONS));
    let ending = Ending { reason, cover, key: posted.key };
    match end_post(&visitor.desk, line.post, &ending).await {
        Ok(ended) => {
            work::drafts::discard(&visitor.desk, &path(&line)).await?;
            show(ended_page(&visitor, &line, &ended))
        }
        Err(No::Refused(refusals)) => {
            form.refuse_all(refusals);
            show_again(&form, page(&visitor, (&staff, &line), &form, None).await?)
        }
        Err(no) => Err(Trouble::from(no)),
    }
}

fn path(line: &StaffLine) -> String {
    format!("/staff/posts/{}/end", line.post)
}

fn longest(visitor: &Visitor) -> i64 {
    visitor.desk.words.threshold(&COVER_DAYS)
}

/// Who covers, as the form says it; asked only where they are somebody's key worker.
async fn cover(visitor: &Visitor, line: &StaffLine, form: &mut Form) -> Result<Option<CoverFor>, Trouble> {
    if line.ended || key_worked_by(&visitor.desk, line.post).await? == 0 || form.value("cover") == NOBODY {
        return Ok(None);
    }
    let by = match form.value("cover") {
        MANAGER => None,
        post => {
            let Ok(post) = post.parse() else {
                form.refuse(Refusal::of("cover", "Choose who covers."));
                return Ok(None);
            };
            Some(post)
        }
    };
    Ok(form.must_day("until", "the last day").map(|until| CoverFor { by, until }))
}

async fn page(
    visitor: &Visitor,
    (staff, line): (&StaffList, &StaffLine),
    form: &Form,
    saved: Option<String>,
) -> Result<Markup, Trouble> {
    let people = if line.ended { 0 } else { key_worked_by(&visitor.desk, line.post).await? };
    let page = visitor.page("End a post").about(line.name.clone()).form(form);
    Ok(page.back(format!("/staff/posts/{}", line.post), line.name.clone()).show(html! {
        p .govuk-body-l { "This ends the post of " strong { bdi { (line.name) } } "." }
        (warning_text("Their access through this post ends at once. What they wrote stays, under their name."))
        (post(path(line)).key(visitor.key_of(form)).draft(url_of(&path(line)), saved).show(html! {
            (reasons(&field::text("reason", "Anything else about it?").hint("For example: left on 4 June."),
                "reason", "Why does it end?", &visitor.desk.words.offered(&LEAVING_REASONS), form))
            @if people > 0 { (who_covers(visitor, (staff, line), people, form)) }
            (submit_warning("End post"))
        }))
    }))
}

fn who_covers(
    visitor: &Visitor,
    (staff, line): (&StaffList, &StaffLine),
    people: usize,
    form: &Form,
) -> Markup {
    let first = [
        Choice::new(MANAGER, "The manager of each young person’s team"),
        Choice::new(NOBODY, "Nobody yet: their managers decide"),
    ];
    let workers =
        staff.posts.iter().filter(|post| post.live && post.post != line.post && may_cover(&post.roles));
    let workers = workers.map(|post| {
        Choice::new(post.post.to_string(), format!("{}, {}", post.name, visitor.role_labels(&post.roles)))
    });
    let they = if people == 1 { "1 young person".to_owned() } else { format!("{people} young people") };
    html! {
        h2 .govuk-heading-m { "They are the key worker of " (they) }
        p .govuk-body {
            "They stay the key worker until somebody is named anew. Until then somebody covers. Whoever covers already "
            "goes on; their managers can name somebody else for each young person."
        }
        (field::select("cover", "Who covers from today?", first.into_iter().chain(workers)).show(form))
        (field::day("until", "Until when?").hint(format!("At the most {} days.", longest(visitor))).show(form))
    }
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
            @if ended.covered == 0 && waiting == 0 { li { "They were nobody’s key worker." } }
            @if ended.covered > 0 { li { "Somebody covers for " (young_people(ended.covered)) "." } }
            @if waiting > 0 {
                li { "They are the key worker of " (young_people(waiting)) " for whom nobody covers yet. The managers see who." }
            }
        }
        (button_link("/staff", "Back to staff and teams"))
    })
}
