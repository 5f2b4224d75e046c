//! Asking as a browser does, and what comes back.

use crate::support::{Place, Worker};
use axum::Router;
use axum::body::{Body, Bytes};
use axum::http::{HeaderMap, Request, StatusCode};
use http_body_util::BodyExt;
use std::fmt::Write;
use tower::ServiceExt;

/// The whole site, for every browser: to build it takes as long as twenty requests.
pub(crate) fn site(place: &Place) -> Router {
    web::app(web::Site { house: place.house.clone(), demo: false, https: false, behind_proxy: false })
}

/// A browser at the whole site, signed in or not.
pub(crate) struct Browser {
    pub(crate) app: Router,
    pub(crate) cookie: String,
}

/// One request, as often as it is wanted.
#[derive(Debug, Clone)]
pub(crate) struct Ask {
    pub(crate) method: &'static str,
    pub(crate) path: String,
    pub(crate) body: String,
}

/// What came back, whole.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
}

impl Browser {
    /// Of somebody who has just signed in.
    pub(crate) async fn of(site: &Router, place: &Place, worker: &Worker) -> Self {
        let cookie = work::signing_in::as_post(&place.house, worker.post, "A browser").await.unwrap();
        Self { app: site.clone(), cookie }
    }

    /// The request that a browser would send.
    pub(crate) fn request(&self, ask: &Ask) -> Request<Body> {
        Request::builder()
            .method(ask.method)
            .uri(&ask.path)
            .header("host", "nwd.example")
            .header("cookie", format!("nwd={}", self.cookie))
            .header("content-type", "application/x-www-form-urlencoded")
            .header("sec-fetch-site", "same-origin")
            .body(Body::from(ask.body.clone()))
            .unwrap()
    }

    pub(crate) async fn ask(&self, ask: &Ask) -> Answer {
        let answer = self.app.clone().oneshot(self.request(ask)).await.unwrap();
        let (parts, body) = answer.into_parts();
        let body = body.collect().await.unwrap().to_bytes();
        Answer { status: parts.status, headers: parts.headers, body }
    }
}

impl Ask {
    pub(crate) fn get(path: impl Into<String>) -> Self {
        Self { method: "GET", path: path.into(), body: String::new() }
    }

    pub(crate) fn post(path: impl Into<String>, fields: &[(&str, &str)]) -> Self {
        Self { method: "POST", path: path.into(), body: form(fields) }
    }
}

/// Fields as a browser sends them.
pub(crate) fn form(fields: &[(&str, &str)]) -> String {
    fields.iter().fold(String::new(), |mut body, (name, value)| {
        let _ = write!(body, "{}={}&", encoded(name), encoded(value));
        body
    })
}

/// Every byte as a browser may send it.
pub(crate) fn encoded(text: &str) -> String {
    text.bytes().fold(String::new(), |mut all, byte| {
        let _ = write!(all, "%{byte:02X}");
        all
    })
}

impl Answer {
    /// Where it leads.
    pub(crate) fn location(&self) -> String {
        self.headers.get("location").map(|to| to.to_str().unwrap().to_owned()).unwrap_or_default()
    }
}
