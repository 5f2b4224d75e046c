//! What an import did.

use super::{id_of, preview, told};
use crate::leaving::csv_file;
use crate::parts::{button_link, buttons, link, success_banner};
use crate::trouble::Trouble;
use crate::visitor::{Answer, Visitor, show};
use axum::extract::Path;
use maud::html;
use work::import;

pub(super) async fn show_done(visitor: Visitor, Path(id): Path<String>) -> Answer {
    let id = id_of(&id)?;
    let said = import::said(&visitor.desk, id).await?.ok_or_else(Trouble::not_found)?;
    let body = html! {
        (told(&said, Some(id), true))
        (buttons(html! { (button_link("/people", "See the young people")) (link("/import", "Import more files")) }))
    };
    let banner = success_banner("The files were brought in", html! {});
    show(visitor.page("What the import did").wide().banner(banner).show(body))
}

/// Every issue, as a file that a spreadsheet opens safely; before the files are brought in, too.
pub(super) async fn issues(visitor: Visitor, Path(id): Path<String>) -> Answer {
    let id = id_of(&id)?;
    let said = match import::said(&visitor.desk, id).await? {
        Some(said) => said,
        None => preview::said_before(&visitor, id).await?,
    };
    csv_file(&visitor, "import issues", "import-issues", import::issues_file(&said)).await
}
