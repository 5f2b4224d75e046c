//! One post: who works in it, as what, and how they sign in.

use super::list::{has_password, state, team_name};
use crate::pages::drafts::{or_draft, url_of};
use crate::parts::{
    Fact, Form, Table, Tone, button_link, button_link_other, buttons, column, details, empty_state, fact,
    fact_of, field, moment, post, submit_warning, success_banner, summary_list, tag,
};
use crate::posted::Posted;
use crate::trouble::Trouble;
use crate::visitor::{Answer, Visitor, go, show, show_again};
use axum::extract::{Path, Query};
use maud::{Markup, html};
use practice::dates::long_date;
use practice::ids::PostId;
use serde::Deserialize;
use work::No;
use work::signing_in::{SessionLine, end_sessions_of, sessions_of};
use work::staff::{SignsIn, StaffLine, StaffList, clear_second_step, list};

/// What was done just before, in a fixed word.
#[derive(Deserialize)]
pub(super) struct Done {
    #[serde(default)]
    done: String,
}

/// The page.
pub(super) async fn show_post(
    visitor: Visitor,
    Path(post): Path<String>,
    Query(done): Query<Done>,
) -> Answer {
    let (staff, line) = one(&visitor, &post).await?;
    let sessions = match line.account {
        Some(account) => sessions_of(&visitor.desk, account).await?,
        None => Vec::new(),
    };
    let page = visitor
        .page(line.name.clone())
        .about("Post")
        .about("Staff and teams")
        .back("/staff", "Staff and teams");
    let page = match said(&done.done) {
        Some(words) => page.banner(success_banner(words, html! {})),
        None => page,
    };
    show(page.show(html! {
        (summary_list(&facts(&visitor, &staff, &line)))
        (what_to_do(&line))
        @if line.account.is_some() { (list_of(&line, &sessions)) }
    }))
}

/// Asks before every session is ended.
pub(super) async fn ask_sessions(visitor: Visitor, Path(post): Path<String>) -> Answer {
    let (_, line) = one(&visitor, &post).await?;
    let (form, saved) = or_draft(&visitor, &sessions_path(&line), Form::new()).await?;
    show(sessions_page(&visitor, &line, &form, saved))
}

/// Ends every session of whoever signs in to the post.
pub(super) async fn end_sessions(visitor: Visitor, Path(post): Path<String>, posted: Posted) -> Answer {
    let (_, line) = one(&visitor, &post).await?;
    let account = line.account.ok_or_else(Trouble::not_found)?;
    let mut form = posted.form;
    match end_sessions_of(&visitor.desk, account, form.value("reason"), posted.key).await {
        Ok(_) => {
            work::drafts::sent(&visitor.desk, &sessions_path(&line), form.values()).await;
            go(format!("/staff/posts/{}?done=sessions", line.post))
        }
        Err(No::Refused(refusals)) => {
            form.refuse_all(refusals);
            show_again(&form, sessions_page(&visitor, &line, &form, None))
        }
        Err(no) => Err(Trouble::from(no)),
    }
}

/// Asks before a second step is taken away.
pub(super) async fn ask_second_step(visitor: Visitor, Path(post): Path<String>) -> Answer {
    let (_, line) = one(&visitor, &post).await?;
    let (form, saved) = or_draft(&visitor, &second_step_of(&line), Form::new()).await?;
    show(second_step_page(&visitor, &line, &form, saved))
}

/// Takes the second step of a worker away who lost phone and codes.
pub(super) async fn clear_step(visitor: Visitor, Path(post): Path<String>, posted: Posted) -> Answer {
    let (_, line) = one(&visitor, &post).await?;
    let account = line.account.ok_or_else(Trouble::not_found)?;
    let mut form = posted.form;
    match clear_second_step(&visitor.desk, account, form.value("reason"), posted.key).await {
        Ok(()) => {
            work::drafts::sent(&visitor.desk, &second_step_of(&line), form.values()).await;
            go(format!("/staff/posts/{}?done=step", line.post))
        }
        Err(No::Refused(refusals)) => {
            form.refuse_all(refusals);
            show_again(&form, second_step_page(&visitor, &line, &form, None))
        }
        Err(no) => Err(Trouble::from(no)),
    }
}

/// A post of the council with everybody else, by the id in an address.
pub(super) async fn one(visitor: &Visitor, post: &str) -> Result<(StaffList, StaffLine), Trouble> {
    let id: PostId = post.parse().map_err(|_| Trouble::not_found())?;
    let staff = list(&visitor.desk).await?;
    let line = staff.posts.iter().find(|line| line.post == id).cloned().ok_or_else(Trouble::not_found)?;
    Ok((staff, line))
}

fn said(done: &str) -> Option<&'static str> {
    match done {
        "added" => Some("The post is added. Next, invite the worker to sign in"),
        "changed" => Some("The post is changed, from now on"),
        "sessions" => Some("Every session of this worker has ended"),
        "step" => Some("The second step is taken away. They set it up anew when they sign in"),
        _ => None,
    }
}

pub(super) fn facts(visitor: &Visitor, staff: &StaffList, line: &StaffLine) -> Vec<Fact> {
    let to = match line.to {
        Some(day) => long_date(day),
        None if line.ended => "Ended before a last day was set".to_owned(),
        None => "No last day".to_owned(),
    };
    vec![
        fact("Worker", Some(&line.name)),
        fact_of("Roles", html! { (visitor.role_labels(&line.roles)) }),
        fact("Team", Some(team_name(staff, line.team).unwrap_or("Whole council"))),
        fact("First day", Some(&long_date(line.from))),
        fact("Last day", Some(&to)),
        fact_of("Signing in", state(line)),
        fact("E-mail address", line.email.as_deref()),
        fact(
            "Second step",
            Some(if line.signs_in == SignsIn::WithSecondStep { "Set up" } else { "Not set up" }),
        ),
    ]
}

fn what_to_do(line: &StaffLine) -> Markup {
    let here = |page: &str| format!("/staff/posts/{}/{page}", line.post);
    let invite = if has_password(line) { "Make a link for a new password" } else { "Invite to sign in" };
    html! {
        @if line.ended {
            p .govuk-body { "This post has ended. Add a new post for somebody who comes back." }
        } @else {
            (buttons(html! {
                (button_link(&here("invite"), invite))
                (button_link_other(&here("change"), "Change the post"))
                (button_link_other(&here("end"), "End the post"))
            }))
            @if line.signs_in == SignsIn::WithSecondStep {
                (details("They lost their phone and their recovery codes", html! {
                    p .govuk-body { a .govuk-link href=(here("second-step")) { "Take their second step away" } }
                }))
            }
        }
    }
}

fn list_of(line: &StaffLine, sessions: &[SessionLine]) -> Markup {
    let rows = sessions
        .iter()
        .map(|session| {
            vec![
                html! { (session.device) @if session.locked { " " (tag(Tone::Grey, "Locked")) } },
                html! { (moment(session.began)) },
                html! { (moment(session.seen)) },
            ]
        })
        .collect();
    let table = Table {
        caption: "Where they are signed in".into(),
        columns: vec![column("Device"), column("Signed in"), column("Last used")],
        rows,
        empty: empty_state("They are not signed in anywhere.", html! {}),
    };
    html! {
        (table.show())
        @if !sessions.is_empty() {
            (buttons(html! { (button_link_other(&sessions_path(line), "End all their sessions")) }))
        }
    }
}

fn sessions_path(line: &StaffLine) -> String {
    format!("/staff/posts/{}/sessions", line.post)
}

fn sessions_page(visitor: &Visitor, line: &StaffLine, form: &Form, saved: Option<String>) -> Markup {
    let (back, here) = (format!("/staff/posts/{}", line.post), sessions_path(line));
    let page = visitor.page("End all their sessions").about(line.name.clone()).form(form);
    page.back(back, line.name.clone()).show(html! {
        p .govuk-body { "They are signed out on every device at once, and nothing that is sent from one of them is kept." }
        (post(&*here).key(visitor.key_of(form)).draft(url_of(&here), saved).show(html! {
            (field::text("reason", "Why do you end all their sessions?")
                .hint("For example: their telephone was stolen.").show(form))
            (submit_warning("End all their sessions"))
        }))
    })
}

fn second_step_of(line: &StaffLine) -> String {
    format!("/staff/posts/{}/second-step", line.post)
}

fn second_step_page(visitor: &Visitor, line: &StaffLine, form: &Form, saved: Option<String>) -> Markup {
    let (back, here) = (format!("/staff/posts/{}", line.post), second_step_of(line));
    let page = visitor.page("Take their second step away").about(line.name.clone()).form(form);
    page.back(back.clone(), line.name.clone()).show(html! {
        p .govuk-body { "Make sure that it is really them who asks: see them, or call them on a number you know." }
        p .govuk-body { "All their sessions end. They set up a second step anew when they next sign in." }
        (post(&*here).key(visitor.key_of(form)).draft(url_of(&here), saved).show(html! {
            (field::text("reason", "Why is it taken away?")
                .hint("For example: lost the telephone and the recovery codes.").show(form))
            (submit_warning("Take second step away"))
        }))
    })
}
