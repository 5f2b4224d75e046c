//! Setting the second step up anew, and new recovery codes.

use super::account::form_page;
use super::door::Door;
use super::second_step::recovery_codes;
use crate::parts::{Form, button_link, buttons, field, print_button};
use crate::posted::Posted;
use crate::trouble::Trouble;
use crate::visitor::{Answer, Visitor, show, show_again};
use maud::{Markup, html};
use work::No;
use work::signing_in::new_codes as draw_codes;
use work::signing_in::second_step::renew;

/// The form that begins it.
pub(super) async fn ask_second_step(visitor: Visitor) -> Answer {
    let form = Form::new();
    show(second_step_page(&visitor, &form))
}

/// Goes on to the page with the key.
pub(super) async fn renew_second_step(visitor: Visitor, door: Door, posted: Posted) -> Answer {
    let mut form = posted.form;
    let Some(password) = password_of(&mut form) else {
        return show_again(&form, second_step_page(&visitor, &form));
    };
    match renew(&visitor.desk, &password, &door.visit).await {
        Ok(half_way) => Ok(door.half_way_to("/sign-in/second-step", &half_way, "/account")),
        Err(No::Refused(refusals)) => {
            form.refuse_all(refusals);
            show_again(&form, second_step_page(&visitor, &form))
        }
        Err(no) => Err(Trouble::from(no)),
    }
}

/// The form for new recovery codes.
pub(super) async fn ask_codes(visitor: Visitor) -> Answer {
    let form = Form::new();
    show(codes_page(&visitor, &form))
}

/// Shows new codes, once; the old ones work no more.
pub(super) async fn new_codes(visitor: Visitor, door: Door, posted: Posted) -> Answer {
    let mut form = posted.form;
    let Some(password) = password_of(&mut form) else {
        return show_again(&form, codes_page(&visitor, &form));
    };
    match draw_codes(&visitor.desk, &password, &door.visit).await {
        Ok(codes) => show(visitor.page("Keep these recovery codes").about("Your account").show(html! {
            (recovery_codes(&codes))
            (buttons(html! { (button_link("/account", "I have kept them, go on")) (print_button()) }))
        })),
        Err(No::Refused(refusals)) => {
            form.refuse_all(refusals);
            show_again(&form, codes_page(&visitor, &form))
        }
        Err(no) => Err(Trouble::from(no)),
    }
}

fn password_of(form: &mut Form) -> Option<String> {
    if form.value("password").is_empty() {
        form.must_text("password", "Enter your password.");
        return None;
    }
    Some(form.value("password").to_owned())
}

fn second_step_page(visitor: &Visitor, form: &Form) -> Markup {
    let before = html! {
        p .govuk-body {
            "You put a key into the app on your phone, and get new recovery codes. What you had until now stops "
            "working when the new one works."
        }
    };
    let fields = field::password("password", "Your password").show(form);
    form_page(visitor, "Set up your second step", form, before, fields, "/account/second-step")
}

fn codes_page(visitor: &Visitor, form: &Form) -> Markup {
    let before = html! { p .govuk-body { "The codes you have now stop working." } };
    let fields = field::password("password", "Your password").show(form);
    form_page(visitor, "Get new recovery codes", form, before, fields, "/account/recovery-codes")
}
