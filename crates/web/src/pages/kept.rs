//! Kept files as browsers are given them: shown, never run.

use crate::assets;
use crate::leaving::in_place;
use axum::http::header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use work::people::Shown;

/// Nothing in a kept file may load, run or be framed, whatever a browser takes it for.
const NOTHING_RUNS: &str = "default-src 'none'; frame-ancestors 'none'; sandbox";

/// A picture that only who asked may see: no browser keeps it.
pub(super) fn picture(shown: Shown, called: &str) -> Response {
    let headers = [
        (CONTENT_TYPE, shown.media.name().to_owned()),
        in_place(&format!("{called}.{}", shown.media.ending())),
        (CONTENT_SECURITY_POLICY, NOTHING_RUNS.to_owned()),
    ];
    (headers, shown.bytes).into_response()
}

/// A picture for everybody, whose address changes when it does.
pub(super) fn public_picture(shown: Shown, called: &str) -> Response {
    ([(CACHE_CONTROL, assets::CACHE_CONTROL)], picture(shown, called)).into_response()
}
