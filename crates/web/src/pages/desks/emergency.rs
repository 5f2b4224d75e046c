//! Opening one record in an emergency: the reason first, then exactly who.

use crate::pages::drafts::{or_draft, url_of};
use crate::parts::{
    Form, KEY_FIELD, begun_before, button_link, button_link_other, buttons, details, field, phone, post,
    submit_warning, warning_text,
};
use crate::posted::Posted;
use crate::trouble::Trouble;
use crate::visitor::{Answer, Visitor, go, show, show_again};
use axum::extract::Query;
use maud::{Markup, html};
use practice::Refusal;
use serde::Deserialize;
use work::No;
use work::people::{Emergency, Opened, break_glass, forget_tried, keep_tried, tried};

const HERE: &str = "/emergency";

/// Whether somebody tries again whom the last try did not find.
#[derive(Deserialize)]
pub(super) struct Again {
    #[serde(default)]
    again: String,
}

/// The form. Nothing is saved while it is typed: only what was sent from a screen that had locked is here
/// again, and what found nobody for whoever tries again.
pub(super) async fn ask(visitor: Visitor, Query(asked): Query<Again>) -> Answer {
    let tried = if asked.again == "yes" { tried(&visitor.desk).await? } else { None };
    let empty = Form::typed(tried.unwrap_or_default()).with(KEY_FIELD, visitor.form_key());
    let (form, saved) = or_draft(&visitor, HERE, empty).await?;
    show(page(&visitor, &form, saved.as_deref()))
}

/// Opens the record, or says that nobody fits. Either way it is written down.
pub(super) async fn open(visitor: Visitor, posted: Posted) -> Answer {
    let mut form = posted.form;
    form.must_text("reason", "Say why this cannot wait.");
    let born = form.day("born", "the birth date");
    let emergency = Emergency {
        reason: form.value("reason").to_owned(),
        name: form.value("name").to_owned(),
        born,
        number: form.value("number").to_owned(),
    };
    let number = form.text("number").is_some();
    if form.text("name").is_some() && born.is_none() && !number && !form.goes_back() {
        form.refuse(Refusal::of("born", "Enter the birth date too: a name alone may be somebody else’s."));
    }
    if form.goes_back() {
        return show_again(&form, page(&visitor, &form, None));
    }
    match break_glass(&visitor.desk, &emergency, posted.key).await {
        Ok(Opened::Record(person)) => {
            work::drafts::sent(&visitor.desk, HERE, form.values()).await;
            forget_tried(&visitor.desk).await;
            go(format!("/people/{person}"))
        }
        Ok(Opened::Nobody) => {
            work::drafts::sent(&visitor.desk, HERE, form.values()).await;
            // What they try next is another asking: it gets a key of its own.
            let typed: Vec<_> =
                form.values().iter().filter(|(field, _)| field != KEY_FIELD).cloned().collect();
            keep_tried(&visitor.desk, &typed).await;
            go("/emergency/nobody")
        }
        Err(No::Refused(refusals)) => {
            form.refuse_all(refusals);
            show_again(&form, page(&visitor, &form, None))
        }
        Err(no) => Err(Trouble::from(no)),
    }
}

/// Nobody fits exactly, or nobody the visitor may open: the two are the same.
pub(super) async fn nobody(visitor: Visitor) -> Answer {
    let help = visitor.council.help_phone.clone();
    show(visitor.page("Nobody was opened").about("Emergency").show(html! {
        p .govuk-body-l { "Nobody fits exactly, or nobody you may open." }
        p .govuk-body { "It is written down that you looked, and why. Check the spelling, the birth date or the number, and try again. A number can stand in two records: the whole name and the birth date may find them then." }
        p .govuk-body {
            "If somebody is in danger, call 999. Otherwise call your manager on call"
            @if !help.is_empty() { ", or the help line on " (phone(&help)) } "."
        }
        (buttons(html! {
            (button_link("/emergency?again=yes", "Try again")) (button_link_other("/", "Stop"))
        }))
    }))
}

fn page(visitor: &Visitor, form: &Form, saved: Option<&str>) -> Markup {
    visitor.page("Open a record in an emergency").form(form).show(html! {
        p .govuk-body-l { "For when a young person may come to harm and you cannot wait for somebody who may open their record." }
        (warning_text("You open one record for one hour. Whoever is responsible for it is told at once, and somebody else looks at it on the next working day."))
        @if let Some(saved) = saved { (begun_before(&url_of(HERE), saved)) }
        (post(HERE).key(visitor.key_of(form)).show(html! {
            (field::area("reason", "Why can this not wait?").hint("Say what is happening, in a sentence or two.").show(form))
            h2 .govuk-heading-m { "Who is it?" }
            p .govuk-body { "Enter the whole name and the birth date, or an exact number or reference." }
            (field::text("name", "Whole name").hint("All their names, with middle names, as they would be written down").show(form))
            (field::day("born", "Birth date").show(form))
            (field::text("number", "Or a number").hint("Council number, NHS number, pupil number or reference")
                .width(field::Width::Twenty).show(form))
            (submit_warning("Open the record"))
        }))
        (details("What it does not open", html! {
            p .govuk-body {
                "Never the record of a relative you have declared, and never one sealed by an adoption. A record "
                "restricted to named people is opened by a manager on call."
            }
        }))
    })
}
