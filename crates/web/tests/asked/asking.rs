//! Asking as a browser does, and what comes back.

use crate::support::{Place, Worker};
use axum::Router;
use axum::body::{Body, Bytes};
use axum::http::{HeaderMap, Request, StatusCode};
use http_body_util::BodyExt;
use std::fmt::Write;
use tower::ServiceExt;

/// A signed-in browser at the whole site.
pub(crate) struct Browser {
    pub(crate) app: Router,
    cookie: String,
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
    pub(crate) async fn of(place: &Place, worker: &Worker) -> Self {
        let cookie = work::signing_in::as_post(&place.house, worker.post, "A browser").await.unwrap();
        Self::with(place, cookie)
    }

    /// A browser with a cookie, good or not.
    pub(crate) fn with(place: &Place, cookie: String) -> Self {
        let site = web::Site { house: place.house.clone(), demo: false, https: false, behind_proxy: false };
        Self { app: web::app(site), cookie }
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

fn encoded(text: &str) -> String {
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
