//! Styles and scripts, and each council's colour.

use crate::assets;
use crate::parts::{Accent, theme_css};
use crate::trouble::Trouble;
use crate::visitor::Answer;
use axum::extract::Path;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::IntoResponse;

/// One file of the program, or the stylesheet of a colour.
pub(crate) async fn file(Path(file): Path<String>) -> Answer {
    let path = format!("/assets/{file}");
    if let Some(asset) = assets::find(&path) {
        return Ok((
            [(CONTENT_TYPE, asset.content_type), (CACHE_CONTROL, assets::CACHE_CONTROL)],
            asset.bytes,
        )
            .into_response());
    }
    let accent = Accent::of_css_path(&path).ok_or_else(Trouble::not_found)?;
    let headers = [(CONTENT_TYPE, "text/css; charset=utf-8"), (CACHE_CONTROL, assets::CACHE_CONTROL)];
    Ok((headers, theme_css(accent)).into_response())
}
