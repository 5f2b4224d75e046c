//! A browser that keeps its cookies, for the pages before anybody is signed in.

use super::Place;
use axum::Router;
use axum::body::Body;
use axum::http::{HeaderMap, Request, StatusCode};
use data_encoding::BASE32_NOPAD;
use http_body_util::BodyExt;
use std::collections::BTreeMap;
use std::fmt::Write;
use totp_rs::{Algorithm, Builder, Secret};
use tower::ServiceExt;

/// A browser.
pub(crate) struct Jar {
    app: Router,
    cookies: BTreeMap<String, String>,
}

/// What came back.
#[derive(Debug)]
pub(crate) struct Seen {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) text: String,
}

impl Jar {
    /// A browser that has been nowhere yet.
    pub(crate) fn new(place: &Place) -> Self {
        Self::at(place, false)
    }

    /// A browser at a demonstration.
    pub(crate) fn at_demo(place: &Place) -> Self {
        Self::at(place, true)
    }

    fn at(place: &Place, demo: bool) -> Self {
        let site = web::Site { house: place.house.clone(), demo, https: false, behind_proxy: false };
        Self { app: web::app(site), cookies: BTreeMap::new() }
    }

    /// The value of a cookie.
    pub(crate) fn cookie(&self, name: &str) -> Option<&str> {
        self.cookies.get(name).map(String::as_str)
    }

    /// Puts a cookie in.
    pub(crate) fn keep(&mut self, name: &str, value: &str) {
        self.cookies.insert(name.into(), value.into());
    }

    /// Opens a page.
    pub(crate) async fn get(&mut self, path: &str) -> Seen {
        self.ask(Request::get(path), Body::empty()).await
    }

    /// A page asks for itself again, without the person doing anything.
    pub(crate) async fn asked_by_itself(&mut self, path: &str) -> Seen {
        self.ask(Request::get(path).header("nwd-by-itself", "yes"), Body::empty()).await
    }

    /// Opens a page that must be there.
    pub(crate) async fn sees(&mut self, path: &str) -> Seen {
        let seen = self.get(path).await;
        assert_eq!(seen.status, StatusCode::OK, "{path}: {seen:?}");
        seen
    }

    /// Sends a form.
    pub(crate) async fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Seen {
        self.send(path, fields, "navigate").await
    }

    /// Sends what a script sends.
    pub(crate) async fn fetch(&mut self, path: &str, fields: &[(&str, &str)]) -> Seen {
        self.send(path, fields, "cors").await
    }

    /// Sends a form that must be taken; answers where it leads.
    pub(crate) async fn sends(&mut self, path: &str, fields: &[(&str, &str)]) -> String {
        let seen = self.post(path, fields).await;
        assert_eq!(seen.status, StatusCode::SEE_OTHER, "{path}: {seen:?}");
        seen.location()
    }

    /// Sends a form as a page of another site would.
    pub(crate) async fn post_from_elsewhere(&mut self, path: &str) -> Seen {
        let request = Request::post(path)
            .header("content-type", "application/x-www-form-urlencoded")
            .header("sec-fetch-site", "cross-site");
        self.ask(request, Body::empty()).await
    }

    async fn send(&mut self, path: &str, fields: &[(&str, &str)], mode: &str) -> Seen {
        let body = fields.iter().fold(String::new(), |mut body, (name, value)| {
            let _ = write!(body, "{}={}&", encoded(name), encoded(value));
            body
        });
        let request = Request::post(path)
            .header("content-type", "application/x-www-form-urlencoded")
            .header("sec-fetch-site", "same-origin")
            .header("sec-fetch-mode", mode);
        self.ask(request, Body::from(body)).await
    }

    async fn ask(&mut self, request: axum::http::request::Builder, body: Body) -> Seen {
        let cookies: Vec<String> =
            self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let request =
            request.header("cookie", cookies.join("; ")).header("host", "nwd.example").body(body).unwrap();
        let answer = self.app.clone().oneshot(request).await.unwrap();
        let (status, headers) = (answer.status(), answer.headers().clone());
        for line in headers.get_all("set-cookie") {
            let (name, rest) = line.to_str().unwrap().split_once('=').unwrap();
            let value = rest.split(';').next().unwrap();
            if value.is_empty() {
                self.cookies.remove(name);
            } else {
                self.cookies.insert(name.into(), value.into());
            }
        }
        let bytes = answer.into_body().collect().await.unwrap().to_bytes();
        Seen { status, headers, text: String::from_utf8(bytes.to_vec()).unwrap() }
    }
}

impl Seen {
    /// Where it leads.
    pub(crate) fn location(&self) -> String {
        self.headers.get("location").map(|to| to.to_str().unwrap().to_owned()).unwrap_or_default()
    }

    /// The page shows these words.
    #[track_caller]
    pub(crate) fn says(&self, words: &str) -> &Self {
        assert!(self.text.contains(words), "not on the page: {words}\n{}", self.text);
        self
    }

    /// The page does not hold these words anywhere.
    #[track_caller]
    pub(crate) fn hides(&self, words: &str) -> &Self {
        assert!(!self.text.contains(words), "on the page: {words}\n{}", self.text);
        self
    }

    /// What stands between two pieces of the page.
    #[track_caller]
    pub(crate) fn between(&self, start: &str, end: &str) -> String {
        let rest = self.text.split_once(start).unwrap_or_else(|| panic!("no {start}\n{}", self.text)).1;
        rest.split_once(end).unwrap_or_else(|| panic!("no {end}\n{}", self.text)).0.to_owned()
    }

    /// The page without what differs from one answer to the next.
    pub(crate) fn without_nonce(&self) -> String {
        let nonce = self.between("nonce=\"", "\"");
        self.text.replace(&nonce, "")
    }
}

/// An authenticator app that holds one key.
pub(crate) struct App(Vec<u8>);

impl App {
    /// Types the key in.
    pub(crate) fn with_key(typed_key: &str) -> Self {
        Self(BASE32_NOPAD.decode(typed_key.replace(' ', "").as_bytes()).unwrap())
    }

    /// The code it shows now.
    pub(crate) fn code(&self, place: &Place) -> String {
        let secret: [u8; 20] = self.0.clone().try_into().unwrap();
        let app = Builder::new()
            .with_algorithm(Algorithm::SHA1)
            .with_secret(Secret::new_stack(secret))
            .build()
            .unwrap();
        app.generate(u64::try_from(place.house.now().0 / 1_000_000).unwrap()).to_string()
    }
}

/// Every byte as a browser may send it.
fn encoded(text: &str) -> String {
    text.bytes().fold(String::new(), |mut all, byte| {
        let _ = write!(all, "%{byte:02X}");
        all
    })
}
