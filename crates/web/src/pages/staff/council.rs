//! The council's name, colour and help line.

use super::sections;
use crate::pages::drafts::{Changing, shown_at, url_of};
use crate::parts::{
    Accent, Form, KEY_FIELD, button_link_other, buttons, fact, field, overtaken, post, submit,
    success_banner, summary_list,
};
use crate::posted::Posted;
use crate::trouble::Trouble;
use crate::visitor::{Answer, Visitor, go, show, show_again, show_overtaken};
use axum::extract::Query;
use maud::{Markup, html};
use serde::Deserialize;
use work::No;
use work::staff::{Description, describe_council, description};

const HERE: &str = "/staff/council";

/// What was done just before, in a fixed word.
#[derive(Deserialize)]
pub(super) struct Done {
    #[serde(default)]
    done: String,
}

/// The form with what stands.
pub(super) async fn ask(visitor: Visitor, Query(done): Query<Done>) -> Answer {
    let (council, at) = description(&visitor.desk).await?;
    let stands = Form::new()
        .with(KEY_FIELD, visitor.form_key())
        .with("name", council.name.clone())
        .with("accent", council.accent.clone())
        .with("help_line", council.help_line.clone());
    let begun = Changing::begun(&visitor, HERE, stands, at).await?;
    show(page(&visitor, &council, &begun, done.done == "1"))
}

/// Describes the council anew. A colour on which words are hard to read is refused.
pub(super) async fn describe(visitor: Visitor, posted: Posted) -> Answer {
    let mut form = posted.form;
    let accent = match Accent::parse(form.value("accent")) {
        Ok(accent) => accent,
        Err(refusal) => {
            form.refuse(refusal);
            return refused(&visitor, form).await;
        }
    };
    let described = Description {
        name: form.value("name").to_owned(),
        accent: accent.hex(),
        help_line: form.value("help_line").to_owned(),
    };
    match describe_council(&visitor.desk, &described, shown_at(&form), posted.key).await {
        Ok(()) => {
            work::drafts::sent(&visitor.desk, HERE, form.values()).await;
            go("/staff/council?done=1")
        }
        Err(No::Refused(refusals)) => {
            form.refuse_all(refusals);
            refused(&visitor, form).await
        }
        Err(No::Moved) => {
            let (council, at) = description(&visitor.desk).await?;
            show_overtaken(page(&visitor, &council, &Changing::overtaken(form, at), false))
        }
        Err(no) => Err(Trouble::from(no)),
    }
}

async fn refused(visitor: &Visitor, form: Form) -> Answer {
    let (council, _) = description(&visitor.desk).await?;
    let again = Changing::refused(form);
    show_again(&again.form, page(visitor, &council, &again, false))
}

fn as_it_stands(council: &Description) -> Markup {
    summary_list(&[
        fact("Name of the council", Some(&council.name)),
        fact("Colour", Some(&council.accent)),
        fact("Number to call for help with this service", Some(&council.help_line)),
    ])
}

fn page(visitor: &Visitor, council: &Description, changing: &Changing, done: bool) -> Markup {
    let (form, saved) = (&changing.form, changing.saved.clone());
    let page = visitor.page("The council").form(form).sections(sections(visitor));
    let page =
        if done { page.banner(success_banner("Saved. Every page shows it now", html! {})) } else { page };
    page.show(html! {
        @if changing.moved { (overtaken(&as_it_stands(council))) }
        (post(HERE).key(visitor.key_of(form)).draft(url_of(HERE), saved).show(html! {
            (field::text("name", "Name of the council").show(form))
            (field::text("accent", "Colour").hint("Like #1d4f60. White words must be easy to read on it.")
                .width(field::Width::Ten).show(form))
            (field::telephone("help_line", "Number to call for help with this service").optional()
                .hint("Shown at the foot of every page.").autocomplete("off").show(form))
            (changing.shown())
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
