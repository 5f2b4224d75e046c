//! Taking up an invitation.

use super::door::Door;
use super::set_up::spent;
use super::sign_in::onward;
use crate::parts::{Form, field, post, submit};
use crate::posted::Posted;
use crate::trouble::Trouble;
use crate::visitor::{Answer, show, show_again};
use axum::extract::Path;
use maud::{Markup, html};
use work::No;
use work::signing_in::{Invitation, accept, invitation};

/// The form.
pub(super) async fn ask(door: Door, Path(token): Path<String>) -> Answer {
    let invited = invitation(&door.site.house, &token).await?.ok_or_else(spent)?;
    show(page(&door, &token, &invited, &Form::new()))
}

/// Takes it up.
pub(super) async fn take(door: Door, Path(token): Path<String>, posted: Posted) -> Answer {
    let mut form = posted.form;
    let house = &door.site.house;
    let invited = invitation(house, &token).await?.ok_or_else(spent)?;
    if form.value("password").is_empty() {
        form.must_text("password", "Enter a password.");
        return show_again(&form, page(&door, &token, &invited, &form));
    }
    match accept(house, &token, form.value("password"), &door.visit).await {
        Ok(outcome) => Ok(onward(&door, outcome, "/")),
        Err(No::Refused(refusals)) => {
            form.refuse_all(refusals);
            show_again(&form, page(&door, &token, &invited, &form))
        }
        Err(no) => Err(Trouble::from(no)),
    }
}

fn page(door: &Door, token: &str, invited: &Invitation, form: &Form) -> Markup {
    let password = if invited.choosing {
        field::new_password("password", "Choose a password")
            .hint("At least 12 characters. Three random words work well.")
    } else {
        field::password("password", "Your password").hint("The one you already sign in with.")
    };
    door.page("Welcome to No Wrong Door").form(form).show(html! {
        p .govuk-body { "You will sign in as " strong { bdi { (invited.email) } } "." }
        (post(format!("/join/{token}")).show(html! {
            // Password managers keep the password under this name.
            input type="hidden" name="username" value=(invited.email) autocomplete="username";
            (password.show(form))
            (submit("Start"))
        }))
    })
}
