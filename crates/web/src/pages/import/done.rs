//! What an import did.

use super::{id_of, told};
use crate::parts::{button_link, buttons, link, success_banner};
use crate::trouble::Trouble;
use crate::visitor::{Answer, Visitor, show};
use axum::extract::Path;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::IntoResponse;
use maud::html;
use work::import;

pub(super) async fn show_done(visitor: Visitor, Path(id): Path<String>) -> Answer {
    let id = id_of(&id)?;
    let said = import::said(&visitor.desk, id).await?.ok_or_else(Trouble::not_found)?;
    let body = html! {
        (told(&said))
        @if !said.issues.is_empty() {
            p .govuk-body { (link(&format!("/import/{id}/issues.csv"), "Download all issues (CSV)")) }
        }
        (buttons(html! { (button_link("/people", "See the young people")) (link("/import", "Import more files")) }))
    };
    let banner = success_banner("The files were brought in", html! {});
    show(visitor.page("What the import did").wide().banner(banner).show(body))
}

/// Every issue, as a file that a spreadsheet opens safely.
pub(super) async fn issues(visitor: Visitor, Path(id): Path<String>) -> Answer {
    let id = id_of(&id)?;
    let said = import::said(&visitor.desk, id).await?.ok_or_else(Trouble::not_found)?;
    let headers = [
        (CONTENT_TYPE, "text/csv; charset=utf-8"),
        (CONTENT_DISPOSITION, "attachment; filename=\"import-issues.csv\""),
    ];
    Ok((headers, import::issues_file(&said)).into_response())
}
