//! Declaring a young person a relative.

use crate::parts::{Form, KEY_FIELD, field, post, submit, warning_text};
use crate::posted::Posted;
use crate::trouble::Trouble;
use crate::visitor::{Answer, Visitor, go, show, show_again};
use maud::{Markup, html};
use work::No;
use work::staff::declare_own_relative;

const HERE: &str = "/account/relatives";

/// The form.
pub(super) async fn ask(visitor: Visitor) -> Answer {
    let form = Form::new().with(KEY_FIELD, visitor.form_key());
    show(page(&visitor, &form))
}

/// Writes it down. The answer is the same whoever the reference is.
pub(super) async fn declare(visitor: Visitor, posted: Posted) -> Answer {
    let mut form = posted.form;
    let Some(reference) = form.must_text("reference", "Enter their reference.") else {
        return show_again(&form, page(&visitor, &form));
    };
    match declare_own_relative(&visitor.desk, &reference, posted.key).await {
        Ok(()) => go("/account?done=relative"),
        Err(No::Refused(refusals)) => {
            form.refuse_all(refusals);
            show_again(&form, page(&visitor, &form))
        }
        Err(no) => Err(Trouble::from(no)),
    }
}

fn page(visitor: &Visitor, form: &Form) -> Markup {
    visitor.page("Declare a relative").about("Your account").form(form).back("/account", "Your account").show(html! {
        p .govuk-body {
            "Relative means anybody in your family, your partner’s family or your home. Ask the young person’s "
            "worker for the reference; they need not say more."
        }
        (warning_text("From then on you cannot open this record, not even in an emergency. You cannot take it back yourself."))
        (post(HERE).key(form.value(KEY_FIELD)).show(html! {
            (field::text("reference", "Their reference").hint("Nine letters, like BCDF-GHJK-L")
                .width(field::Width::Twenty).show(form))
            (submit("Declare a relative"))
        }))
    })
}
