//! The page behind the one-time link of a first start.

use super::door::Door;
use super::sign_in::onward;
use crate::parts::{Form, Page, field, inset, post, submit};
use crate::posted::Posted;
use crate::trouble::Trouble;
use crate::visitor::{Answer, show, show_again};
use axum::extract::Path;
use axum::http::StatusCode;
use maud::html;
use work::No;
use work::signing_in::set_up::{SetUp, complete, open};

/// The form.
pub(super) async fn ask(door: Door, Path(token): Path<String>) -> Answer {
    let standing = open(&door.site.house, &token).await?.ok_or_else(spent)?;
    let form = standing.iter().fold(Form::new(), |form, council| form.with("council", council.clone()));
    show(page(&door, &token, standing.as_deref(), &form))
}

/// Makes the council, its first hub and its first administrator.
pub(super) async fn take(door: Door, Path(token): Path<String>, posted: Posted) -> Answer {
    let mut form = posted.form;
    let standing = open(&door.site.house, &token).await?.ok_or_else(spent)?;
    let typed = |name: &str| form.value(name).to_owned();
    let asked = SetUp {
        council: typed("council"),
        team: typed("team"),
        name: typed("name"),
        email: typed("email"),
        password: typed("password"),
    };
    match complete(&door.site.house, &token, &asked, &door.visit).await {
        Ok(outcome) => Ok(onward(&door, outcome, "/staff")),
        Err(No::Refused(refusals)) => {
            form.refuse_all(refusals);
            show_again(&form, page(&door, &token, standing.as_deref(), &form))
        }
        Err(no) => Err(Trouble::from(no)),
    }
}

/// What is said about a link that opens nothing.
pub(super) fn spent() -> Trouble {
    Trouble::new(
        StatusCode::NOT_FOUND,
        "This link does not work",
        "It may be incomplete, used already or too old. Ask for a new one.",
    )
}

fn page(door: &Door, token: &str, standing: Option<&str>, form: &Form) -> maud::Markup {
    let page: Page<'_> = door.page("Set up No Wrong Door").form(form);
    page.show(html! {
        p .govuk-body-l { "This makes your council, its first hub and your own account. It takes about two minutes." }
        @if let Some(council) = standing {
            (inset(html! { p .govuk-body { "Records of " strong { bdi { (council) } } " are here already. You join them." } }))
        }
        (post(format!("/set-up/{token}")).show(html! {
            h2 .govuk-heading-m { "Your council" }
            (field::text("council", "Name of the council").show(form))
            (field::text("team", "Name of your first hub")
                .hint("A hub is a team that may have beds. More teams can be added later.").show(form))
            h2 .govuk-heading-m { "You, the first administrator" }
            (field::text("name", "Your name").autocomplete("name").show(form))
            (field::email("email", "Your e-mail address").autocomplete("username").show(form))
            (field::new_password("password", "Choose a password")
                .hint("At least 12 characters. Three random words work well.").show(form))
            p .govuk-body { "Next you set up a second step with your phone. Administrators always have one." }
            (submit("Set up the service"))
        }))
    })
}
