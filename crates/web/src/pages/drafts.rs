//! Drafts: what the browser sends 2 seconds after typing stops.

use crate::parts::{Form, button_link, buttons, empty_state, moment, post, submit_other};
use crate::posted::Posted;
use crate::routes::{Access, Table};
use crate::trouble::Trouble;
use crate::visitor::{Answer, Visitor, go, show};
use axum::extract::Query;
use axum::http::StatusCode;
use axum::response::IntoResponse;
use maud::html;
use serde::Deserialize;
use work::drafts;

pub(super) fn routes(table: Table) -> Table {
    table.post("/drafts", Access::SignedIn, keep).get("/drafts", Access::SignedIn, list).post(
        "/drafts/discard",
        Access::SignedIn,
        discard,
    )
}

/// Which form a draft is of.
#[derive(Deserialize)]
pub(crate) struct Which {
    /// The path of the form.
    pub(crate) form: String,
}

/// Whether this can be the path of a form of ours.
pub(crate) fn is_form_path(form: &str) -> bool {
    form.len() <= 200 && form.starts_with('/')
}

/// Where the drafts of a form are sent.
pub(crate) fn url_of(form: &str) -> String {
    format!("/drafts?form={}", crate::posted::encoded(form))
}

/// A form with its draft, where one was kept, and when that was.
pub(crate) async fn or_draft(
    visitor: &Visitor,
    form: &str,
    empty: Form,
) -> Result<(Form, Option<String>), Trouble> {
    let draft = drafts::of(&visitor.desk, form).await?;
    Ok(match draft {
        Some(draft) => {
            let saved = practice::dates::clock_time(draft.saved_at);
            (Form::typed(draft.values), Some(saved))
        }
        None => (empty, None),
    })
}

async fn keep(visitor: Visitor, Query(which): Query<Which>, posted: Posted) -> Answer {
    if !is_form_path(&which.form) {
        return Err(Trouble::bad_request("This draft belongs to no form."));
    }
    drafts::keep(&visitor.desk, &which.form, posted.form.values()).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// The visitor's own drafts.
async fn list(visitor: Visitor) -> Answer {
    let drafts = drafts::all(&visitor.desk).await?;
    let nobody = empty_state("Words you have typed and not sent would stand here.", html! {});
    let body = html! {
        @if drafts.is_empty() { (nobody) }
        ul .govuk-list {
            @for draft in &drafts {
                li {
                    p .govuk-body { "Saved " (moment(draft.saved_at)) }
                    (buttons(html! {
                        (button_link(&draft.form, "Go on writing"))
                        (post("/drafts/discard").show(html! {
                            input type="hidden" name="form" value=(draft.form);
                            (submit_other("act", "Throw away"))
                        }))
                    }))
                }
            }
        }
    };
    show(visitor.page("My drafts").show(body))
}

async fn discard(visitor: Visitor, posted: Posted) -> Answer {
    drafts::discard(&visitor.desk, posted.form.value("form")).await?;
    go("/drafts")
}
