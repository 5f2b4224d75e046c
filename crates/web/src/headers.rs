//! What every answer carries, and which requests go no further.

use crate::Site;
use axum::extract::{Request, State};
use axum::http::header::{
    CACHE_CONTROL, CONNECTION, CONTENT_SECURITY_POLICY, CONTENT_TYPE, HOST, ORIGIN, REFERRER_POLICY,
    RETRY_AFTER, STRICT_TRANSPORT_SECURITY, X_CONTENT_TYPE_OPTIONS, X_FRAME_OPTIONS,
};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use data_encoding::HEXLOWER;
use std::sync::Arc;

/// The nonce of this answer's scripts.
#[derive(Debug, Clone)]
pub(crate) struct Nonce(pub(crate) String);

/// Refuses requests that another site made a browser send, and puts the
/// security headers on whatever comes back.
pub(crate) async fn around(State(site): State<Site>, mut request: Request, next: Next) -> Response {
    let nonce = HEXLOWER.encode(&site.house.random::<16>());
    request.extensions_mut().insert(Nonce(nonce.clone()));
    let mut response = if is_from_elsewhere(request.method(), request.headers()) {
        (StatusCode::FORBIDDEN, "This form was sent from another site, so nothing was done.\n")
            .into_response()
    } else {
        in_time(next.run(request).await)
    };
    put_on(response.headers_mut(), &nonce, site.https);
    response
}

/// A request that was cut off has an answer of no words: it says why.
fn in_time(response: Response) -> Response {
    if response.status() != StatusCode::REQUEST_TIMEOUT || response.headers().contains_key(CONTENT_TYPE) {
        return response;
    }
    let sentence = "This took too long to wait for. Wait a minute and load this page again. If you sent something, \
                    look whether it was done before you send it again.\n";
    (StatusCode::REQUEST_TIMEOUT, sentence).into_response()
}

/// The answer to whoever comes when no more can be served.
pub(crate) fn too_many(https: bool) -> Response {
    let sentence = "Too many people are asking at once. Wait half a minute and load this page again. \
                    If you sent something, nothing of it was done: say yes where your browser asks whether to send it \
                    again.\n";
    let after = [(RETRY_AFTER, "30"), (CONNECTION, "close")];
    let mut response = (StatusCode::SERVICE_UNAVAILABLE, after, sentence).into_response();
    // It has no script, so nothing needs to be let run.
    put_on(response.headers_mut(), "none", https);
    response
}

/// The same headers as lines, for what is refused before it is a request.
pub(crate) fn of_a_refusal(https: bool) -> Arc<[u8]> {
    let mut headers = HeaderMap::new();
    put_on(&mut headers, "none", https);
    let line = |(name, value): (&HeaderName, &HeaderValue)| {
        [name.as_str().as_bytes(), b": ", value.as_bytes(), b"\r\n"].concat()
    };
    headers.iter().flat_map(line).collect()
}

/// Whether a request that changes something comes from another site. Every
/// browser that can show these pages says where it comes from.
fn is_from_elsewhere(method: &Method, headers: &HeaderMap) -> bool {
    if matches!(*method, Method::GET | Method::HEAD | Method::OPTIONS) {
        return false;
    }
    if let Some(site) = headers.get("sec-fetch-site") {
        return site != "same-origin" && site != "none";
    }
    let origin = headers.get(ORIGIN).and_then(|origin| origin.to_str().ok());
    let host = headers.get(HOST).and_then(|host| host.to_str().ok());
    match (origin.and_then(|origin| origin.split_once("://")), host) {
        (Some((_, origin)), Some(host)) => origin != host,
        _ => true,
    }
}

fn put_on(headers: &mut HeaderMap, nonce: &str, https: bool) {
    let policy = format!(
        "default-src 'none'; script-src 'nonce-{nonce}' 'strict-dynamic'; style-src 'self'; img-src 'self'; \
         connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
    );
    let policy = HeaderValue::from_str(&policy).expect("a hexadecimal nonce is a valid header value");
    // A kept file has a stricter one of its own.
    headers.entry(CONTENT_SECURITY_POLICY).or_insert(policy);
    let fixed: [(HeaderName, &str); 6] = [
        (X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (X_FRAME_OPTIONS, "DENY"),
        (REFERRER_POLICY, "no-referrer"),
        (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
        (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
        (
            HeaderName::from_static("permissions-policy"),
            "camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()",
        ),
    ];
    for (name, value) in fixed {
        headers.insert(name, HeaderValue::from_static(value));
    }
    if https {
        headers.insert(
            STRICT_TRANSPORT_SECURITY,
            HeaderValue::from_static("max-age=63072000; includeSubDomains"),
        );
    }
    // Records must not stay in a shared computer's cache.
    headers.entry(CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(method: &Method, headers: &[(&'static str, &'static str)]) -> bool {
        let headers = headers
            .iter()
            .map(|(name, value)| (HeaderName::from_static(name), HeaderValue::from_static(value)));
        is_from_elsewhere(method, &headers.collect())
    }

    #[test]
    fn another_site_cannot_make_a_browser_change_anything() {
        assert!(asked(&Method::POST, &[("sec-fetch-site", "cross-site")]));
        assert!(asked(&Method::POST, &[("sec-fetch-site", "same-site")]));
        assert!(asked(&Method::POST, &[("origin", "https://evil.example"), ("host", "nwd.example")]));
        assert!(asked(&Method::DELETE, &[("host", "nwd.example")]));
    }

    #[test]
    fn our_own_pages_can() {
        assert!(!asked(&Method::POST, &[("sec-fetch-site", "same-origin")]));
        assert!(!asked(&Method::POST, &[("origin", "https://nwd.example"), ("host", "nwd.example")]));
        assert!(!asked(&Method::GET, &[("sec-fetch-site", "cross-site")]));
    }
}
