//! Signing in with an e-mail address and a password.

use super::door::{Door, own_path};
use crate::parts::{Form, Page, button_link, field, inset, notice_banner, post, submit, success_banner};
use crate::posted::Posted;
use crate::trouble::Trouble;
use crate::visitor::{Answer, show, show_again};
use axum::response::{IntoResponse, Redirect, Response};
use maud::{Markup, html};
use work::No;
use work::signing_in::sign_in::{Attempt, begin};
use work::signing_in::{Outcome, Resumed, glance, sign_out};

/// The form; whoever is signed in goes on to where they wanted.
pub(super) async fn ask(door: Door) -> Answer {
    let why = match glance(&door.site.house, &door.token).await? {
        Resumed::Live(..) | Resumed::NoPost(_) => return Ok(Redirect::to(&door.back()).into_response()),
        Resumed::Locked(_) => {
            let to = format!("/locked?back={}", crate::posted::encoded(&door.back()));
            return Ok(Redirect::to(&to).into_response());
        }
        Resumed::SignedOut(_, why) => Some(why),
        Resumed::Nobody => None,
    };
    let form = Form::new().with("back", door.back());
    let page = match (door.asked.done.as_str(), why) {
        ("out", _) => page(&door, &form).banner(success_banner("You have signed out", saved_as_typed())),
        ("ended", None) => page(&door, &form).banner(notice_banner("You are signed out", saved_as_typed())),
        (_, Some(why)) => page(&door, &form).banner(notice_banner(&why, saved_as_typed())),
        _ => page(&door, &form),
    };
    show(page.show(body(&door, &form)))
}

/// What became of words that were not sent: nobody here can know whether there were any.
fn saved_as_typed() -> Markup {
    html! {
        p .govuk-body { "Words that were saved as you typed are kept among your drafts." }
        (nothing_without_scripts())
    }
}

/// Said where no script runs, which would have saved what was typed.
pub(super) fn nothing_without_scripts() -> Markup {
    html! {
        noscript {
            p .govuk-body { "This browser runs no scripts, so nothing is saved as you type: what you had not sent is gone." }
        }
    }
}

/// Looks at what was typed.
pub(super) async fn take(door: Door, posted: Posted) -> Answer {
    let mut form = posted.form;
    let email = form.must_text("email", "Enter your e-mail address.");
    if form.value("password").is_empty() {
        form.must_text("password", "Enter your password.");
    }
    let Some(email) = email.filter(|_| !form.goes_back()) else { return again(&door, &form) };
    let attempt = Attempt { email, password: form.value("password").to_owned() };
    match begin(&door.site.house, &attempt, &door.visit).await {
        Ok(outcome) => {
            // Another session of this browser ends, whoever's it was.
            if let Err(error) = sign_out(&door.site.house, &door.token).await {
                tracing::warn!(?error, "the session before could not be ended");
            }
            Ok(onward(&door, outcome, form.value("back")))
        }
        Err(No::Refused(refusals)) => {
            form.refuse_all(refusals);
            again(&door, &form)
        }
        Err(no) => Err(Trouble::from(no)),
    }
}

/// Where somebody goes who has shown who they are.
pub(super) fn onward(door: &Door, outcome: Outcome, back: &str) -> Response {
    match outcome {
        Outcome::Signed(token) => door.let_in(&token, back),
        Outcome::NeedsCode(half_way) => door.half_way_to("/sign-in/code", &half_way, back),
        Outcome::MustSetUpCode(half_way) => door.half_way_to("/sign-in/second-step", &half_way, back),
    }
}

fn again(door: &Door, form: &Form) -> Answer {
    show_again(form, page(door, form).show(body(door, form)))
}

fn page<'a>(door: &'a Door, form: &Form) -> Page<'a> {
    door.page("Sign in").form(form)
}

fn body(door: &Door, form: &Form) -> Markup {
    html! {
        @if door.site.demo {
            (inset(html! {
                p .govuk-body { "This is a demonstration. Everybody in it is made up." }
                (button_link("/demo", "Sign in as anybody with one click"))
            }))
        }
        (post("/sign-in").show(html! {
            (field::hidden("back", &own_path(form.value("back"))))
            (field::email("email", "E-mail address").autocomplete("username").show(form))
            (field::password("password", "Password").show(form))
            (submit("Sign in"))
        }))
        p .govuk-body { "Forgotten your password, or no account yet? Ask whoever looks after accounts in your council for a link." }
    }
}
