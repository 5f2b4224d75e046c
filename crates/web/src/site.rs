//! The site: what all requests share.

use crate::trouble::Trouble;
use crate::{carried, gate, headers, routes};
use axum::Router;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use std::any::Any;
use std::time::Duration;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::timeout::TimeoutLayer;
use work::House;

/// For how long a whole request may take, its body included.
const WHOLE_REQUEST: Duration = Duration::from_mins(1);

/// What all requests share, cheap to clone.
#[derive(Debug, Clone)]
pub struct Site {
    /// The house.
    pub house: House,
    /// Whether this is a demonstration's data folder, served on loopback: only
    /// then does its start page exist.
    pub demo: bool,
    /// Whether browsers reach it over https, directly or through a proxy.
    pub https: bool,
    /// Whether the address of the caller is in `X-Forwarded-For`, set by a proxy of ours.
    pub behind_proxy: bool,
}

/// The whole site: every route, and around them what no answer may miss.
pub fn app(site: Site) -> Router {
    app_within(site, WHOLE_REQUEST)
}

/// The same with another limit for a whole request.
pub fn app_within(site: Site, whole_request: Duration) -> Router {
    let router = routes::router(&site);
    router
        .fallback(gate::nothing_here)
        .method_not_allowed_fallback(gate::not_that_way)
        .layer(CatchPanicLayer::custom(stopped))
        .layer(axum::middleware::from_fn(carried::to_its_end))
        .layer(axum::middleware::from_fn_with_state(site.clone(), gate::draw_trouble))
        .layer(tower_http::compression::CompressionLayer::new())
        .layer(TimeoutLayer::with_status_code(StatusCode::REQUEST_TIMEOUT, whole_request))
        .layer(axum::middleware::from_fn_with_state(site.clone(), headers::around))
        .layer(axum::extract::DefaultBodyLimit::max(routes::LARGEST_BODY))
        .with_state(site)
}

/// The answer of a request that a fault of the program ended. What the fault
/// says may hold somebody's words, so nobody is told of it.
fn stopped(_: Box<dyn Any + Send + 'static>) -> Response {
    Trouble::stopped().into_response()
}
