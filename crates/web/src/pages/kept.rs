//! Kept files as browsers are given them: shown or saved, never run.

use crate::assets;
use crate::leaving::{in_place, to_save};
use crate::visitor::{Answer, Visitor};
use axum::http::header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use practice::files::Media;
use practice::ids::PersonId;
use work::people::Shown;
use work::story::GivenFile;

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

/// A file that is saved and never shown, after that was written down.
pub(super) async fn file(visitor: &Visitor, person: PersonId, given: GivenFile) -> Answer {
    let to_save = to_save(visitor, person, &given).await?;
    let kind = match given.media {
        Media::Text => "text/plain; charset=utf-8",
        media => media.name(),
    };
    let headers =
        [(CONTENT_TYPE, kind.to_owned()), to_save, (CONTENT_SECURITY_POLICY, NOTHING_RUNS.to_owned())];
    Ok((headers, given.bytes).into_response())
}
