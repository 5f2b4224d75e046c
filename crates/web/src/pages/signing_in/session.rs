//! Signing out, and the clock's question whether a session still lives.

use super::door::{Door, with_cookies};
use crate::gate::set_cookie;
use crate::visitor::Answer;
use axum::http::{HeaderName, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Redirect};
use work::signing_in::{self, Resumed};

/// Ends the session and clears what the browser kept of its pages. Cookies of
/// others on this host are not ours to clear.
pub(super) async fn sign_out(door: Door) -> Answer {
    signing_in::sign_out(&door.site.house, &door.token).await?;
    let mut response = Redirect::to("/sign-in?done=out").into_response();
    response
        .headers_mut()
        .insert(HeaderName::from_static("clear-site-data"), HeaderValue::from_static("\"cache\""));
    Ok(with_cookies(response, &[set_cookie(&door.site, "")]))
}

/// Counts as activity: the page asks only when its reader did something.
pub(super) async fn ping(door: Door) -> Answer {
    let status = match signing_in::resume(&door.site.house, &door.token).await? {
        Resumed::Live(..) | Resumed::NoPost(_) => StatusCode::NO_CONTENT,
        Resumed::Locked(_) => StatusCode::LOCKED,
        Resumed::SignedOut(..) | Resumed::Nobody => StatusCode::UNAUTHORIZED,
    };
    Ok(status.into_response())
}
