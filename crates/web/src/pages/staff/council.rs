//! The council's name, colour and help line.

use super::sections;
use crate::pages::drafts::{or_draft, url_of};
use crate::parts::{
    Accent, Form, KEY_FIELD, button_link_other, buttons, field, post, submit, success_banner,
};
use crate::posted::Posted;
use crate::trouble::Trouble;
use crate::visitor::{Answer, Visitor, go, show, show_again};
use axum::extract::Query;
use maud::{Markup, html};
use serde::Deserialize;
use work::No;
use work::staff::{Description, describe_council};

const HERE: &str = "/staff/council";

/// What was done just before, in a fixed word.
#[derive(Deserialize)]
pub(super) struct Done {
    #[serde(default)]
    done: String,
}

/// The form with what stands.
pub(super) async fn ask(visitor: Visitor, Query(done): Query<Done>) -> Answer {
    let stands = Form::new()
        .with(KEY_FIELD, visitor.form_key())
        .with("name", visitor.council.name.clone())
        .with("accent", visitor.council.accent.hex())
        .with("help_line", visitor.council.help_phone.clone());
    let (form, saved) = or_draft(&visitor, HERE, stands).await?;
    show(page(&visitor, &form, saved, done.done == "1"))
}

/// Describes the council anew. A colour on which words are hard to read is refused.
pub(super) async fn describe(visitor: Visitor, posted: Posted) -> Answer {
    let mut form = posted.form;
    let accent = match Accent::parse(form.value("accent")) {
        Ok(accent) => accent,
        Err(refusal) => {
            form.refuse(refusal);
            return show_again(&form, page(&visitor, &form, None, false));
        }
    };
    let description = Description {
        name: form.value("name").to_owned(),
        accent: accent.hex(),
        help_line: form.value("help_line").to_owned(),
    };
    match describe_council(&visitor.desk, &description, posted.key).await {
        Ok(()) => {
            work::drafts::discard(&visitor.desk, HERE).await?;
            go("/staff/council?done=1")
        }
        Err(No::Refused(refusals)) => {
            form.refuse_all(refusals);
            show_again(&form, page(&visitor, &form, None, false))
        }
        Err(no) => Err(Trouble::from(no)),
    }
}

fn page(visitor: &Visitor, form: &Form, saved: Option<String>, done: bool) -> Markup {
    let page = visitor.page("The council").form(form).sections(sections(visitor));
    let page =
        if done { page.banner(success_banner("Saved. Every page shows it now", html! {})) } else { page };
    page.show(html! {
        (post(HERE).key(form.value(KEY_FIELD)).draft(url_of(HERE), saved).show(html! {
            (field::text("name", "Name of the council").show(form))
            (field::text("accent", "Colour").hint("Like #1d4f60. White words must be easy to read on it.")
                .width(field::Width::Ten).show(form))
            (field::telephone("help_line", "Number to call for help with this service").optional()
                .hint("Shown at the foot of every page.").autocomplete("off").show(form))
            (submit("Save the council’s details"))
        }))
        h2 .govuk-heading-m { "Logo" }
        p .govuk-body {
            @if visitor.council.logo.is_some() { "Every page shows your logo beside the name." }
            @else { "No logo is shown. The name of the council stands at the head of every page." }
        }
        (buttons(button_link_other("/staff/council/logo", "Change the logo")))
    })
}
