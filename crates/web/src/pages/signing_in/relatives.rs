//! Declaring a young person a relative.

use crate::pages::drafts::{or_draft, url_of};
use crate::parts::{Form, field, post, submit, warning_text};
use crate::posted::Posted;
use crate::trouble::Trouble;
use crate::visitor::{Answer, Visitor, go, show, show_again};
use maud::{Markup, html};
use work::No;
use work::staff::{ask_to_withdraw, declare_own_relative};

const HERE: &str = "/account/relatives";
const WITHDRAW: &str = "/account/relatives/withdraw";

/// The form.
pub(super) async fn ask(visitor: Visitor) -> Answer {
    let (form, saved) = or_draft(&visitor, HERE, Form::new()).await?;
    show(page(&visitor, &form, saved))
}

/// Writes it down. The answer is the same whoever the reference is.
pub(super) async fn declare(visitor: Visitor, posted: Posted) -> Answer {
    let mut form = posted.form;
    let Some(reference) = form.must_text("reference", "Enter their reference.") else {
        return show_again(&form, page(&visitor, &form, None));
    };
    match declare_own_relative(&visitor.desk, &reference, posted.key).await {
        Ok(()) => {
            work::drafts::sent(&visitor.desk, HERE, form.values()).await;
            go("/account?done=relative")
        }
        Err(No::Refused(refusals)) => {
            form.refuse_all(refusals);
            show_again(&form, page(&visitor, &form, None))
        }
        Err(no) => Err(Trouble::from(no)),
    }
}

fn page(visitor: &Visitor, form: &Form, saved: Option<String>) -> Markup {
    visitor.page("Declare a relative").about("Your account").form(form).back("/account", "Your account").show(html! {
        p .govuk-body {
            "Relative means anybody in your family, your partner’s family or your home. Ask the young person’s "
            "worker for the reference; they need not say more."
        }
        (warning_text("From then on you cannot open this record, not even in an emergency. You cannot take it back yourself."))
        (post(HERE).key(visitor.key_of(form)).draft(url_of(HERE), saved).show(html! {
            (field::text("reference", "Their reference").hint("Nine letters, like BCDF-GHJK-L")
                .width(field::Width::Twenty).show(form))
            (submit("Declare a relative"))
        }))
        p .govuk-body { a .govuk-link href=(WITHDRAW) { "I declared somebody by mistake" } }
    })
}

/// The form for a mistake.
pub(super) async fn ask_withdraw(visitor: Visitor) -> Answer {
    let (form, saved) = or_draft(&visitor, WITHDRAW, Form::new()).await?;
    show(withdraw_page(&visitor, &form, saved))
}

/// Asks for it. The answer is the same whoever the reference is.
pub(super) async fn withdraw(visitor: Visitor, posted: Posted) -> Answer {
    let mut form = posted.form;
    let Some(reference) = form.must_text("reference", "Enter their reference.") else {
        return show_again(&form, withdraw_page(&visitor, &form, None));
    };
    match ask_to_withdraw(&visitor.desk, &reference, form.value("reason"), posted.key).await {
        Ok(()) => {
            work::drafts::sent(&visitor.desk, WITHDRAW, form.values()).await;
            go("/account?done=withdrawal")
        }
        Err(No::Refused(refusals)) => {
            form.refuse_all(refusals);
            show_again(&form, withdraw_page(&visitor, &form, None))
        }
        Err(no) => Err(Trouble::from(no)),
    }
}

fn withdraw_page(visitor: &Visitor, form: &Form, saved: Option<String>) -> Markup {
    visitor.page("A relative declared by mistake").about("Your account").form(form).back(HERE, "Declare a relative").show(html! {
        p .govuk-body {
            "Somebody in information governance looks at it and decides. Until then the record stays closed to you."
        }
        (post(WITHDRAW).key(visitor.key_of(form)).draft(url_of(WITHDRAW), saved).show(html! {
            (field::text("reference", "Their reference").hint("Nine letters, like BCDF-GHJK-L")
                .width(field::Width::Twenty).show(form))
            (field::area("reason", "How did the mistake come about?").hint("Name nobody here.").show(form))
            (submit("Ask for it to be taken back"))
        }))
    })
}
