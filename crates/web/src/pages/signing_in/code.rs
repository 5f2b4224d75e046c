//! The second step of signing in: a code, or a recovery code.

use super::door::{Door, own_path};
use crate::parts::{Form, details, field, link, post, submit};
use crate::posted::Posted;
use crate::trouble::Trouble;
use crate::visitor::{Answer, show, show_again};
use axum::response::{IntoResponse, Redirect};
use maud::{Markup, html};
use work::No;
use work::signing_in::sign_in::code;

/// The form.
pub(super) async fn ask(door: Door) -> Answer {
    if door.half_way.is_empty() {
        return Ok(Redirect::to("/sign-in").into_response());
    }
    let form = Form::new().with("back", door.back());
    show(page(&door, &form))
}

/// Looks at the code.
pub(super) async fn take(door: Door, posted: Posted) -> Answer {
    let mut form = posted.form;
    let Some(typed) = form.must_text("code", "Enter the code.") else {
        return show_again(&form, page(&door, &form));
    };
    match code(&door.site.house, &door.half_way, &typed, &door.visit).await {
        Ok(token) => Ok(door.let_in(&token, form.value("back"))),
        Err(No::Refused(refusals)) => {
            form.refuse_all(refusals);
            show_again(&form, page(&door, &form))
        }
        Err(no) => Err(Trouble::from(no)),
    }
}

fn page(door: &Door, form: &Form) -> Markup {
    door.page("Enter your code").about("Sign in").form(form).back("/sign-in", "Back to sign in").show(html! {
        (post("/sign-in/code").show(html! {
            (field::hidden("back", &own_path(form.value("back"))))
            (field::text("code", "Code")
                .hint("Six digits from your authenticator app. A recovery code works here too.")
                .width(field::Width::Twenty).autocomplete("one-time-code").show(form))
            (submit("Sign in"))
        }))
        (details("I cannot get a code", html! {
            p .govuk-body {
                "Use one of the recovery codes you were given when you set this up. Each works once. "
                "If you have none left, ask whoever looks after accounts in your council to take your second step "
                "away. You then set it up again."
            }
            p .govuk-body { "If you waited more than ten minutes, " (link("/sign-in", "sign in again")) "." }
        }))
    })
}
