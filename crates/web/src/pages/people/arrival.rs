//! Somebody arriving tonight: the safety page of a record that may be theirs.

use super::frame::{self, Section, called, url};
use super::person_id;
use crate::pages::drafts::{or_draft, url_of};
use crate::parts::{Form, field, inset, name, phone, post, submit_warning, warning_text};
use crate::posted::Posted;
use crate::trouble::Trouble;
use crate::visitor::{Answer, Visitor, go, show, show_again};
use axum::extract::{Path, Query};
use maud::{Markup, html};
use practice::ids::PersonId;
use work::No;
use work::people::{self, Arrival, arrival, open_safety_page};

const HEADING: &str = "Is there a safety page for them?";

/// The form, the safety pages that are open, and what came of asking.
pub(super) async fn ask(visitor: Visitor, Path(person): Path<String>, Query(asked): super::Asked) -> Answer {
    let person = person_id(&person)?;
    let found = arrival(&visitor.desk, person).await?;
    let nobody = Form::typed(asked).value("done") == "nobody";
    let (form, saved) = or_draft(&visitor, &url(person, "arrival"), Form::new()).await?;
    show(drawn(&visitor, &found, &form, saved, nobody))
}

/// Opens what there is to open, or says that there is nobody.
pub(super) async fn sent(visitor: Visitor, Path(person): Path<String>, posted: Posted) -> Answer {
    let person: PersonId = person_id(&person)?;
    let mut form = posted.form;
    form.must_text("reason", "Say why you need the safety page tonight.");
    let answer = if form.goes_back() {
        Err(No::Refused(Vec::new()))
    } else {
        open_safety_page(&visitor.desk, person, form.value("reason"), posted.key).await
    };
    match answer {
        Ok(opened) => {
            work::drafts::sent(&visitor.desk, &url(person, "arrival"), form.values()).await;
            match opened.as_slice() {
                [] => go(format!("{}?done=nobody", url(person, "arrival"))),
                [one] => go(url(*one, "card")),
                _ => go(url(person, "arrival")),
            }
        }
        Err(No::Refused(refusals)) => {
            form.refuse_all(refusals);
            let found = arrival(&visitor.desk, person).await?;
            show_again(&form, drawn(&visitor, &found, &form, None, false))
        }
        Err(no) => Err(Trouble::from(no)),
    }
}

fn drawn(visitor: &Visitor, found: &Arrival, form: &Form, saved: Option<String>, nobody: bool) -> Markup {
    let path = url(found.who.person, "arrival");
    let body = html! {
        @if nobody { (inset(nobody_there(visitor))) }
        @if !found.open.is_empty() {
            h2 .govuk-heading-m { "Open to you for an hour" }
            ul .govuk-list .govuk-list--bullet {
                @for who in &found.open {
                    li { a .govuk-link href=(url(who.person, "card")) { "Safety page of " (name(called(who))) } }
                }
            }
        }
        p .govuk-body {
            "Somebody may be known here already under a record that you cannot open. If there is one that fits by name "
            "and birth date, you see its safety page: who they are, what to be careful about, health, and whom to call."
        }
        (warning_text("It opens for one hour. Whoever is responsible is told at once, and somebody else looks at it in the morning."))
        (post(&*path).key(visitor.key_of(form)).draft(url_of(&path), saved).show(html! {
            (field::area("reason", "Why do you need it tonight?").hint("Say what is happening, in a sentence or two.").show(form))
            (submit_warning("Look for a safety page"))
        }))
    };
    frame::page(visitor, &found.who, Section::Within, HEADING).form(form).show(body)
}

fn nobody_there(visitor: &Visitor) -> Markup {
    let help = &visitor.council.help_phone;
    html! {
        p .govuk-body { "There is no safety page that fits, or none that you may open. It is written down that you looked, and why." }
        p .govuk-body {
            "The matching desk looks at new records as well. If you are worried now, call your manager on call"
            @if !help.is_empty() { ", or the help line on " (phone(help)) } "."
        }
    }
}

/// Offered on the record of somebody arriving tonight.
pub(super) fn offered(visitor: &Visitor, page: &people::PersonPage) -> Markup {
    html! {
        @if page.arrives_tonight && visitor.may(practice::staff::Permission::OpenSafetyPage) {
            (inset(html! {
                p .govuk-body { "They arrive tonight." }
                a .govuk-link href=(url(page.summary.person, "arrival")) { "See whether there is a safety page for them" }
            }))
        }
    }
}
