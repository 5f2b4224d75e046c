//! Giving an account another address to sign in with.

use super::accounts::{email, one};
use crate::parts::{Form, KEY_FIELD, field, post, submit, warning_text};
use crate::posted::Posted;
use crate::trouble::Trouble;
use crate::visitor::{Answer, Visitor, go, show, show_again};
use axum::extract::Path;
use maud::{Markup, html};
use work::No;
use work::staff::{AccountLine, change_address};

/// The form. It keeps no draft: an address is nothing to leave lying about.
pub(super) async fn ask(visitor: Visitor, Path(account): Path<String>) -> Answer {
    let line = one(&visitor, &account).await?;
    let form = Form::new().with(KEY_FIELD, visitor.form_key()).with("email", line.email.clone());
    show(page(&visitor, &line, &form))
}

/// Changes it.
pub(super) async fn change(visitor: Visitor, Path(account): Path<String>, posted: Posted) -> Answer {
    let line = one(&visitor, &account).await?;
    let mut form = posted.form;
    let (address, why) = (form.value("email").to_owned(), form.value("reason").to_owned());
    match change_address(&visitor.desk, line.account, &address, &why, posted.key).await {
        Ok(()) => go(format!("/staff/accounts?done=address&of={}", line.account)),
        Err(No::Refused(refusals)) => {
            form.refuse_all(refusals);
            show_again(&form, page(&visitor, &line, &form))
        }
        Err(no) => Err(Trouble::from(no)),
    }
}

fn page(visitor: &Visitor, line: &AccountLine, form: &Form) -> Markup {
    let path = format!("/staff/accounts/{}/address", line.account);
    let page = visitor.page("Change an address").about(line.email.clone()).form(form);
    page.back("/staff/accounts", "Accounts").show(html! {
        p .govuk-body-l { "They sign in with " strong { bdi { (email(&line.email)) } } " now." }
        p .govuk-body { "Make sure that it is really them who asks: see them, or call them on a number you know." }
        (warning_text("They are signed out everywhere, and the old address no longer signs in. Their password and second step stay."))
        p .govuk-body { "Tell them yourself, at the new address and at the one before: no message is sent from here. They also find it on the page about their account." }
        (post(&*path).key(visitor.key_of(form)).show(html! {
            (field::text("email", "Their new e-mail address").autocomplete("off").show(form))
            (field::text("reason", "Why does it change?").hint("For example: they have a new name.").show(form))
            (submit("Change address"))
        }))
    })
}
