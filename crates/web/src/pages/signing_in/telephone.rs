//! At which number one is called.

use crate::pages::drafts::{or_draft, url_of};
use crate::parts::{Form, field, post, submit};
use crate::posted::Posted;
use crate::trouble::Trouble;
use crate::visitor::{Answer, Visitor, go, show, show_again};
use maud::{Markup, html};
use work::No;
use work::staff::{own_telephone, record_telephone};

const HERE: &str = "/account/telephone";

/// The form, with the number that stands.
pub(super) async fn ask(visitor: Visitor) -> Answer {
    let stands = Form::new().with("telephone", own_telephone(&visitor.desk).await?);
    let (form, saved) = or_draft(&visitor, HERE, stands).await?;
    show(page(&visitor, &form, saved))
}

/// Writes it down.
pub(super) async fn take(visitor: Visitor, posted: Posted) -> Answer {
    let mut form = posted.form;
    match record_telephone(&visitor.desk, form.value("telephone"), posted.key).await {
        Ok(()) => {
            work::drafts::sent(&visitor.desk, HERE, form.values()).await;
            go("/account?done=telephone")
        }
        Err(No::Refused(refusals)) => {
            form.refuse_all(refusals);
            show_again(&form, page(&visitor, &form, None))
        }
        Err(no) => Err(Trouble::from(no)),
    }
}

fn page(visitor: &Visitor, form: &Form, saved: Option<String>) -> Markup {
    visitor.page("Your telephone at work").about("Your account").form(form).back("/account", "Your account").show(html! {
        p .govuk-body {
            "It stands beside your name on every page of the young people whose key worker you are, or for whose "
            "key worker you cover, for everybody who may open their record. Leave it empty if you are not to be called."
        }
        (post(HERE).key(visitor.key_of(form)).draft(url_of(HERE), saved).show(html! {
            (field::telephone("telephone", "Telephone number").optional().show(form))
            (submit("Save"))
        }))
    })
}
