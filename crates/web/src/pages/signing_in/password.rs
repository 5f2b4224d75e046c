//! Changing one's password.

use super::account::form_page;
use super::door::Door;
use crate::parts::{Form, field};
use crate::posted::Posted;
use crate::trouble::Trouble;
use crate::visitor::{Answer, Visitor, go, show, show_again};
use maud::{Markup, html};
use work::No;
use work::signing_in::{ChangingPassword, change_password};

const HERE: &str = "/account/password";

/// The form.
pub(super) async fn ask(visitor: Visitor) -> Answer {
    let form = Form::new();
    show(page(&visitor, &form))
}

/// Changes it.
pub(super) async fn take(visitor: Visitor, door: Door, posted: Posted) -> Answer {
    let mut form = posted.form;
    for (name, sentence) in
        [("old", "Enter the password you have now."), ("password", "Enter a new password.")]
    {
        if form.value(name).is_empty() {
            form.must_text(name, sentence);
        }
    }
    if form.goes_back() {
        return show_again(&form, page(&visitor, &form));
    }
    let changing = ChangingPassword {
        old: form.value("old").to_owned(),
        new: form.value("password").to_owned(),
        here: visitor.session.id,
    };
    match change_password(&visitor.desk, &changing, &door.visit).await {
        Ok(()) => go("/account?done=password"),
        Err(No::Refused(refusals)) => {
            form.refuse_all(refusals);
            show_again(&form, page(&visitor, &form))
        }
        Err(no) => Err(Trouble::from(no)),
    }
}

fn page(visitor: &Visitor, form: &Form) -> Markup {
    let before = html! {
        p .govuk-body { "There is no need to change it from time to time. Change it when somebody else may know it." }
    };
    let fields = html! {
        (field::password("old", "Password you have now").show(form))
        (field::new_password("password", "New password")
            .hint("At least 12 characters. Three random words work well.").show(form))
    };
    form_page(visitor, "Change your password", form, before, fields, HERE)
}
