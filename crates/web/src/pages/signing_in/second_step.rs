//! Setting up the second step: a key for the app, a first code, and recovery
//! codes that are shown once.

use super::door::{Door, own_path, with_cookies};
use crate::gate::{set_cookie, set_half_way};
use crate::parts::{Form, button_link, details, field, post, print_button, qr, submit, warning_text};
use crate::posted::{Posted, encoded};
use crate::trouble::Trouble;
use crate::visitor::{Answer, show, show_again};
use axum::response::{Html, IntoResponse, Redirect};
use maud::{Markup, html};
use work::No;
use work::signing_in::second_step::{Enrolment, begin, confirm};

/// The key, and the form for a first code.
pub(super) async fn ask(door: Door) -> Answer {
    let form = Form::new().with("back", door.back());
    match begin(&door.site.house, &door.half_way).await {
        Ok(enrolment) => show(page(&door, &form, &enrolment)),
        Err(No::Refused(_)) => Ok(to_sign_in(&door.back())),
        Err(no) => Err(Trouble::from(no)),
    }
}

/// Keeps the key once a code shows that the app has it, and shows the recovery
/// codes. This page is the answer to a form on purpose: opened again it is gone.
pub(super) async fn take(door: Door, posted: Posted) -> Answer {
    let mut form = posted.form;
    let back = own_path(form.value("back"));
    let house = &door.site.house;
    let enrolment = match begin(house, &door.half_way).await {
        Ok(enrolment) => enrolment,
        Err(No::Refused(_)) => return Ok(to_sign_in(&back)),
        Err(no) => return Err(Trouble::from(no)),
    };
    let Some(code) = form.must_text("code", "Enter the code that your app shows.") else {
        return show_again(&form, page(&door, &form, &enrolment));
    };
    match confirm(house, &door.half_way, &code, &door.visit).await {
        Ok(confirmed) => {
            let shown = Html(codes_page(&door, &confirmed.recovery, &back).into_string()).into_response();
            let mut cookies = vec![set_half_way(&door.site, "")];
            cookies.extend(confirmed.token.map(|token| set_cookie(&door.site, &token)));
            Ok(with_cookies(shown, &cookies))
        }
        Err(No::Refused(refusals)) => {
            form.refuse_all(refusals);
            show_again(&form, page(&door, &form, &enrolment))
        }
        Err(no) => Err(Trouble::from(no)),
    }
}

fn to_sign_in(back: &str) -> axum::response::Response {
    Redirect::to(&format!("/sign-in?back={}", encoded(back))).into_response()
}

fn page(door: &Door, form: &Form, enrolment: &Enrolment) -> Markup {
    door.page("Set up your second step").about("Sign in").form(form).show(html! {
        p .govuk-body-l { "A second step keeps young people’s records safe if somebody learns your password." }
        ol .govuk-list .govuk-list--number {
            li { "Open an authenticator app on your phone. Most phones have one; any will do." }
            li {
                "Add an account: point the app’s camera at this picture."
                (qr(&enrolment.uri, "The key as a picture for the app’s camera. The same key stands below in letters."))
                p .govuk-body {
                    "No camera? " a .govuk-link href=(enrolment.uri) { "Open the app on this device" }
                    ", or type this key into the app:"
                }
                p .govuk-body-l .nwd-secret { strong translate="no" { (enrolment.typed_key) } }
            }
            li { "Enter the six digits that the app shows." }
        }
        (post("/sign-in/second-step").show(html! {
            (field::hidden("back", &own_path(form.value("back"))))
            (field::figures("code", "Code from the app").autocomplete("one-time-code").show(form))
            (submit("Set up second step"))
        }))
        (details("I have no phone for work", html! {
            p .govuk-body {
                "An authenticator app on a computer or a password manager works too. Ask your manager if you have neither."
            }
        }))
    })
}

fn codes_page(door: &Door, codes: &[String], back: &str) -> Markup {
    door.page("Keep these recovery codes").about("Sign in").show(html! {
        (recovery_codes(codes))
        (crate::parts::buttons(html! { (button_link(back, "I have kept them, go on")) (print_button()) }))
    })
}

/// Recovery codes, as they are shown once.
pub(super) fn recovery_codes(codes: &[String]) -> Markup {
    html! {
        p .govuk-body-l { "Your second step is set up. These codes let you in on the day you do not have your phone. Each works once." }
        (warning_text("This is the only time they are shown. Print them or write them down, and keep them where only you can read them."))
        ol .govuk-list .govuk-list--number .nwd-secret { @for code in codes { li { strong translate="no" { (code) } } } }
    }
}
