//! Ending a post: access ends at once, and what needs cover is said.

use super::post::one;
use crate::pages::drafts::{or_draft, url_of};
use crate::parts::{Form, KEY_FIELD, button_link, field, post, submit_warning, warning_text};
use crate::posted::Posted;
use crate::trouble::Trouble;
use crate::visitor::{Answer, Visitor, show, show_again};
use axum::extract::Path;
use maud::{Markup, html};
use work::No;
use work::staff::{EndedPost, StaffLine, end_post};

/// The form.
pub(super) async fn ask(visitor: Visitor, Path(post): Path<String>) -> Answer {
    let (_, line) = one(&visitor, &post).await?;
    let empty = Form::new().with(KEY_FIELD, visitor.form_key());
    let (form, saved) = or_draft(&visitor, &path(&line), empty).await?;
    show(page(&visitor, &line, &form, saved))
}

/// Ends it, and says how many young people need somebody else.
pub(super) async fn end(visitor: Visitor, Path(post): Path<String>, posted: Posted) -> Answer {
    let (_, line) = one(&visitor, &post).await?;
    let mut form = posted.form;
    match end_post(&visitor.desk, line.post, form.value("reason"), posted.key).await {
        Ok(ended) => {
            work::drafts::discard(&visitor.desk, &path(&line)).await?;
            show(ended_page(&visitor, &line, &ended))
        }
        Err(No::Refused(refusals)) => {
            form.refuse_all(refusals);
            show_again(&form, page(&visitor, &line, &form, None))
        }
        Err(no) => Err(Trouble::from(no)),
    }
}

fn path(line: &StaffLine) -> String {
    format!("/staff/posts/{}/end", line.post)
}

fn page(visitor: &Visitor, line: &StaffLine, form: &Form, saved: Option<String>) -> Markup {
    let page = visitor.page("End a post").about(line.name.clone()).form(form);
    page.back(format!("/staff/posts/{}", line.post), line.name.clone()).show(html! {
        p .govuk-body-l { "This ends the post of " strong { bdi { (line.name) } } "." }
        (warning_text("Their access through this post ends at once. What they wrote stays, under their name."))
        (post(path(line)).key(form.value(KEY_FIELD)).draft(url_of(&path(line)), saved).show(html! {
            (field::text("reason", "Why does it end?").hint("For example: left on 4 June, or moved to another team.").show(form))
            (submit_warning("End post"))
        }))
    })
}

fn ended_page(visitor: &Visitor, line: &StaffLine, ended: &EndedPost) -> Markup {
    let cover = match ended.need_cover.len() {
        0 => "They were nobody’s key worker.".to_owned(),
        1 => "They are the key worker of 1 young person. Their team’s manager names somebody to cover."
            .to_owned(),
        count => {
            format!(
                "They are the key worker of {count} young people. Their team’s manager names somebody to cover."
            )
        }
    };
    let sessions = match ended.sessions_ended {
        0 => "They were not signed in.".to_owned(),
        1 => "1 session was ended.".to_owned(),
        count => format!("{count} sessions were ended."),
    };
    visitor.page("The post has ended").about(line.name.clone()).show(html! {
        p .govuk-body-l { bdi { (line.name) } " can no longer sign in through this post." }
        ul .govuk-list .govuk-list--bullet { li { (sessions) } li { (cover) } }
        (button_link("/staff", "Back to staff and teams"))
    })
}
