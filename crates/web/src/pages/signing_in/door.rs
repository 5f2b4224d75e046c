//! Who stands at the door: a browser before anybody is signed in.

use crate::Site;
use crate::gate::{half_way_token, session_token, set_cookie, set_half_way};
use crate::headers::Nonce;
use crate::parts::{Council, Page};
use crate::posted::encoded;
use crate::trouble::Trouble;
use crate::visitor::council_of;
use axum::extract::{ConnectInfo, FromRequestParts, Query};
use axum::http::header::{HeaderName, SET_COOKIE, USER_AGENT};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue};
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use work::council_face;
use work::signing_in::Visit;

/// What the addresses at the door may carry.
#[derive(Debug, Clone, Default, Deserialize)]
pub(super) struct Asked {
    /// Where to go afterwards: a path of our own.
    #[serde(default)]
    back: String,
    /// What was done just before, in a fixed word.
    #[serde(default)]
    pub(super) done: String,
}

/// A browser at the door.
#[derive(Debug, Clone)]
pub(super) struct Door {
    pub(super) site: Site,
    pub(super) council: Council,
    pub(super) visit: Visit,
    /// The secret of its session; empty where it has none.
    pub(super) token: String,
    /// The secret of a sign-in that is half-way; empty where there is none.
    pub(super) half_way: String,
    pub(super) asked: Asked,
    nonce: String,
}

impl FromRequestParts<Site> for Door {
    type Rejection = Trouble;

    async fn from_request_parts(parts: &mut Parts, site: &Site) -> Result<Self, Trouble> {
        let face = council_face(&site.house, None).await?;
        let asked = Query::<Asked>::try_from_uri(&parts.uri).map(|query| query.0).unwrap_or_default();
        Ok(Self {
            council: face.map_or_else(|| Council::new("", ""), |face| council_of(&face)),
            visit: visit_of(site, parts),
            token: session_token(site, &parts.headers).unwrap_or_default(),
            half_way: half_way_token(site, &parts.headers).unwrap_or_default(),
            nonce: parts.extensions.get::<Nonce>().map(|nonce| nonce.0.clone()).unwrap_or_default(),
            site: site.clone(),
            asked,
        })
    }
}

impl Door {
    /// A page at the door: nobody's name and no navigation.
    pub(super) fn page(&self, heading: &str) -> Page<'_> {
        Page::new(&self.council, &self.nonce, heading)
    }

    /// Where to go afterwards, from the address; the start page where none is given.
    pub(super) fn back(&self) -> String {
        own_path(&self.asked.back)
    }

    /// Signs the browser in, and on to where it wanted.
    pub(super) fn let_in(&self, token: &str, back: &str) -> Response {
        let cookies = [set_cookie(&self.site, token), set_half_way(&self.site, "")];
        with_cookies(Redirect::to(&own_path(back)).into_response(), &cookies)
    }

    /// On to the next page of signing in.
    pub(super) fn half_way_to(&self, page: &str, half_way: &str, back: &str) -> Response {
        let to = format!("{page}?back={}", encoded(&own_path(back)));
        with_cookies(Redirect::to(&to).into_response(), &[set_half_way(&self.site, half_way)])
    }
}

/// A path of this site that may be gone back to; anything else, another site's
/// address above all, leads to the start page.
pub(super) fn own_path(back: &str) -> String {
    let plain = back.starts_with('/')
        && !back.starts_with("//")
        && back.len() <= 2_000
        && back.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'\\');
    let path = back.split('?').next().unwrap_or_default();
    let door = ["/sign-in", "/sign-out", "/lock", "/locked", "/unlock", "/ping", "/drafts", "/posts"];
    if plain && !door.contains(&path) && !path.starts_with("/sign-in/") {
        back.to_owned()
    } else {
        "/".to_owned()
    }
}

/// An answer with cookies to keep.
pub(super) fn with_cookies(mut response: Response, cookies: &[String]) -> Response {
    for cookie in cookies {
        if let Ok(line) = HeaderValue::from_str(cookie) {
            response.headers_mut().append(SET_COOKIE, line);
        }
    }
    response
}

fn visit_of(site: &Site, parts: &Parts) -> Visit {
    let connected = parts.extensions.get::<ConnectInfo<SocketAddr>>().map(|address| address.0.ip());
    let forwarded = if site.behind_proxy { forwarded_for(&parts.headers) } else { None };
    let address = forwarded.or(connected).unwrap_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED));
    let agent = parts.headers.get(USER_AGENT).and_then(|agent| agent.to_str().ok()).unwrap_or_default();
    Visit { address, device: device_of(agent) }
}

/// The last address of the line: the one our own proxy wrote.
fn forwarded_for(headers: &HeaderMap) -> Option<IpAddr> {
    let name = HeaderName::from_static("x-forwarded-for");
    let line = headers.get_all(name).iter().next_back()?.to_str().ok()?;
    line.rsplit(',').next()?.trim().parse().ok()
}

/// A browser and a device, as far as the browser tells, in words.
fn device_of(agent: &str) -> String {
    let first = |known: &[(&str, &'static str)]| {
        known.iter().find(|(mark, _)| agent.contains(mark)).map(|(_, words)| *words)
    };
    // Each of these names itself and those after it.
    let browser = first(&[
        ("Edg", "Edge"),
        ("SamsungBrowser", "Samsung Internet"),
        ("Firefox", "Firefox"),
        ("FxiOS", "Firefox"),
        ("CriOS", "Chrome"),
        ("Chrome", "Chrome"),
        ("Safari", "Safari"),
    ]);
    let device = first(&[
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Android", "Android"),
        ("Windows", "Windows"),
        ("CrOS", "Chromebook"),
        ("Macintosh", "Mac"),
        ("Linux", "Linux"),
    ]);
    match (browser, device) {
        (Some(browser), Some(device)) => format!("{browser} on {device}"),
        (Some(one), None) | (None, Some(one)) => one.to_owned(),
        (None, None) => "A device that does not say what it is".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_goes_back_to_a_path_of_our_own_and_nowhere_else() {
        assert_eq!(own_path("/people?team=1&page=2"), "/people?team=1&page=2");
        for elsewhere in [
            "",
            "people",
            "https://evil.example/",
            "//evil.example",
            "/\\evil.example",
            "/a\r\nSet-Cookie: x",
            "/sign-in?back=/",
            "/sign-in/code",
            "/locked",
        ] {
            assert_eq!(own_path(elsewhere), "/", "{elsewhere}");
        }
    }

    #[test]
    fn a_device_is_named_as_people_know_it() {
        let phone =
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Mobile/15E148 Safari/604.1";
        assert_eq!(device_of(phone), "Safari on iPhone");
        let edge = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/130.0 Safari/537.36 Edg/130.0";
        assert_eq!(device_of(edge), "Edge on Windows");
        assert_eq!(device_of(""), "A device that does not say what it is");
    }

    #[test]
    fn the_address_our_own_proxy_wrote_counts_and_not_what_the_caller_wrote_before_it() {
        let mut headers = HeaderMap::new();
        headers.insert("x-forwarded-for", HeaderValue::from_static("198.51.100.9, 203.0.113.7"));
        assert_eq!(forwarded_for(&headers), Some("203.0.113.7".parse().unwrap()));
    }
}
