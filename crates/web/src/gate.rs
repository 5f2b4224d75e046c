//! The gate: who is asking, whether they may, and what becomes of trouble.

use crate::pages::drafts::{Which, is_form_path};
use crate::parts::{Council, SignedIn};
use crate::posted::{Parcel, encoded};
use crate::routes::{Access, ROUTES};
use crate::trouble::{Outside, Trouble};
use crate::visitor::{Visitor, council_of, here_of, nonce_of};
use crate::{Site, posted, unheard};
use axum::extract::{MatchedPath, Query, Request, State};
use axum::http::header::{CONTENT_TYPE, COOKIE};
use axum::http::{HeaderMap, Method, StatusCode};
use axum::middleware::Next;
use axum::response::{Html, IntoResponse, Redirect, Response};
use practice::dates::clock_time;
use work::signing_in::{self, Resumed, SessionInfo};
use work::{council_face, drafts};

/// Marks what a page asks by itself, which is not the person doing something
/// and keeps no session alive.
const BY_ITSELF: &str = "nwd-by-itself";

/// What stands before one route.
#[derive(Debug, Clone)]
pub(crate) struct Guard {
    pub(crate) site: Site,
    pub(crate) access: Access,
}

/// Somebody signed in whose screen is locked, or who has no post yet.
#[derive(Debug, Clone)]
pub(crate) struct AtTheDoor {
    pub(crate) session: SessionInfo,
    pub(crate) locked: bool,
}

/// Lets a request through to its page, or answers in its place.
pub(crate) async fn guard(State(guard): State<Guard>, mut request: Request, next: Next) -> Response {
    let site = &guard.site;
    match guard.access {
        Access::Open => return next.run(request).await,
        Access::Demo if site.demo => return next.run(request).await,
        Access::Demo => return Trouble::not_found().into_response(),
        Access::Session | Access::AtTheLock | Access::SignedIn | Access::Needs(_) => {}
    }
    let token = session_token(site, request.headers()).unwrap_or_default();
    let resumed = if request.headers().contains_key(BY_ITSELF) {
        signing_in::glance(&site.house, &token).await
    } else {
        signing_in::resume(&site.house, &token).await
    };
    let resumed = match resumed {
        Ok(resumed) => resumed,
        Err(no) => return given_back(Trouble::from(no), site, request).await,
    };
    match resumed {
        Resumed::Live(desk, session) => {
            let (nonce, here) = (nonce_of(request.extensions()), here_of(&request));
            let visitor = match visitor(site, *desk, session, nonce, here).await {
                Ok(visitor) => visitor,
                Err(trouble) => return given_back(trouble, site, request).await,
            };
            if let Access::Needs(permissions) = guard.access
                && !permissions.iter().any(|permission| visitor.may(*permission))
            {
                return match posted::in_its_own_post(&visitor, request).await {
                    Ok(()) => refuse(&visitor, permissions[0]).await,
                    Err(trouble) => draw_for(&visitor, trouble.into_response()),
                };
            }
            answered(visitor, request, next).await
        }
        Resumed::Locked(session) if guard.access.is_without_post() => {
            request.extensions_mut().insert(AtTheDoor { session, locked: true });
            next.run(request).await
        }
        Resumed::NoPost(session) if guard.access.is_without_post() => {
            request.extensions_mut().insert(AtTheDoor { session, locked: false });
            next.run(request).await
        }
        Resumed::NoPost(session) => keep_words(site, Some(&session), request, Outside::WithoutPost).await,
        Resumed::Locked(session) => keep_words(site, Some(&session), request, Outside::Locked).await,
        Resumed::SignedOut(..) | Resumed::Nobody if guard.access == Access::AtTheLock => {
            next.run(request).await
        }
        Resumed::SignedOut(session, _) => keep_words(site, Some(&session), request, Outside::SignedOut).await,
        Resumed::Nobody => keep_words(site, None, request, Outside::SignedOut).await,
    }
}

/// The page's answer, drawn as the visitor's own. Words that it has no place for are kept.
async fn answered(visitor: Visitor, request: Request, next: Next) -> Response {
    let (mut request, sent) = match unheard::copied(request).await {
        Ok(copied) => copied,
        Err(trouble) => return draw_for(&visitor, trouble.into_response()),
    };
    request.extensions_mut().insert(visitor.clone());
    let response = unheard::kept(&visitor, sent, next.run(request).await).await;
    draw_for(&visitor, response)
}

/// Trouble of whoever could not even be let in, with the words that they sent.
async fn given_back(trouble: Trouble, site: &Site, request: Request) -> Response {
    if form_of(&request).is_none() {
        return trouble.into_response();
    }
    match Parcel::<0>::read_request(request, site).await {
        Ok(sent) => trouble.giving_back(unheard::words_in(&sent.form), sent.key.is_some()).into_response(),
        Err(_) => trouble.into_response(),
    }
}

async fn refuse(visitor: &Visitor, permission: practice::staff::Permission) -> Response {
    let no = visitor.desk.must(permission).err().unwrap_or(work::No::NotFound);
    let path = visitor.here.split('?').next().unwrap_or_default();
    // What the address names is what was asked for; one that names nothing is kept whole.
    let named = path.split('/').find(|part| part.parse::<uuid::Uuid>().is_ok());
    let noted = visitor.desk.was_refused(named.unwrap_or(path), permission.label()).await;
    let no = noted.err().unwrap_or(no);
    draw_for(visitor, Trouble::from(no).into_response())
}

async fn visitor(
    site: &Site,
    desk: work::Desk,
    session: SessionInfo,
    nonce: String,
    here: String,
) -> Result<Visitor, Trouble> {
    let face = council_face(&site.house, Some(desk.sight.authority)).await?.ok_or_else(Trouble::broken)?;
    let signed_in = SignedIn {
        name: desk.worker.name.clone(),
        roles: desk.words.roles(&desk.worker.roles),
        warn_at: session.warn_in_seconds,
        lock_at: session.lock_in_seconds,
        ends_in: session.ends_in_seconds,
        ends_at: clock_time(session.ends_at),
        ping_url: "/ping".into(),
        lock_url: "/lock".into(),
        sign_in_url: "/sign-in".into(),
        sign_out_url: "/sign-out".into(),
    };
    let told = work::notices::count(&desk).await?;
    let watched = watched(&desk).await;
    let of_a_record = ["/people/", "/entries/"].iter().any(|beginning| here.starts_with(beginning));
    let opened = if of_a_record { work::people::open_now(&desk).await? } else { Vec::new() };
    Ok(Visitor {
        site: site.clone(),
        desk,
        session,
        council: council_of(&face),
        signed_in,
        nonce,
        here,
        told,
        watched,
        opened,
    })
}

/// Who is overdue. No page is kept from anybody because that cannot be read.
async fn watched(desk: &work::Desk) -> Option<work::hubs::Watched> {
    let watched = work::hubs::watched(desk).await;
    watched.inspect_err(|error| tracing::error!(?error, "who is overdue could not be looked for")).ok()
}

/// Sends somebody to the door and back. What they had typed is kept as a
/// draft of the form it was typed into, else it is given back to them, so that
/// signing in loses no word.
async fn keep_words(
    site: &Site,
    session: Option<&SessionInfo>,
    request: Request,
    outside: Outside,
) -> Response {
    let from_script = request.headers().get("sec-fetch-mode").is_some_and(|mode| mode == "cors");
    let back = if has_page(&request) { here_of(&request) } else { "/".to_owned() };
    let lost = match form_of(&request) {
        Some(form) => words_not_kept(site, session, &form, request).await,
        None => None,
    };
    let to = format!("{}?back={}", outside.door(), encoded(&back));
    if from_script {
        return outside.status().into_response();
    }
    match lost {
        None => Redirect::to(&to).into_response(),
        Some(words) => Trouble::outside(outside, words, to).into_response(),
    }
}

/// Keeps the words of a form; where that could not be, answers those that its writer typed: a session that
/// somebody ended writes nothing any more, and without one nobody knows whose they are.
async fn words_not_kept(
    site: &Site,
    session: Option<&SessionInfo>,
    form: &str,
    request: Request,
) -> Option<Vec<String>> {
    let sent = Parcel::<0>::read_request(request, site).await.ok()?;
    let words = unheard::words_in(&sent.form);
    let Some(session) = session else { return (!words.is_empty()).then_some(words) };
    let is_kept = drafts::keep_for(&site.house, session, form, sent.form.values()).await.unwrap_or(false);
    (!is_kept).then_some(words)
}

/// Whether the address can be opened, and not only sent to.
fn has_page(request: &Request) -> bool {
    let path = request.extensions().get::<MatchedPath>().map(MatchedPath::as_str).unwrap_or_default();
    ROUTES.iter().any(|line| line.method == "GET" && line.path == path)
}

/// The forms of one's account that keep a draft: no secret is typed into them.
const OF_ACCOUNT: [&str; 3] = ["/account/relatives", "/account/relatives/withdraw", "/account/telephone"];

/// The form whose words a request holds: the one it was sent by, or the one
/// whose draft it is. Forms of one's account hold passwords and keep none, but for a few.
pub(crate) fn form_of(request: &Request) -> Option<String> {
    if request.method() != Method::POST {
        return None;
    }
    let path = here_of(request).split('?').next().unwrap_or_default().to_owned();
    if path == "/drafts" {
        let query: Query<Which> = Query::try_from_uri(request.uri()).ok()?;
        return Some(query.0.form).filter(|form| is_form_path(form));
    }
    let keeps = has_page(request) && (!path.starts_with("/account/") || OF_ACCOUNT.contains(&&*path));
    keeps.then_some(path)
}

/// The session's secret, from its cookie.
pub(crate) fn session_token(site: &Site, headers: &HeaderMap) -> Option<String> {
    cookie(headers, cookie_name(site))
}

/// The secret of a sign-in that is half-way, from its cookie.
pub(crate) fn half_way_token(site: &Site, headers: &HeaderMap) -> Option<String> {
    cookie(headers, half_way_name(site))
}

fn cookie(headers: &HeaderMap, name: &str) -> Option<String> {
    headers
        .get_all(COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(found, _)| *found == name)
        .map(|(_, token)| token.to_owned())
}

/// `__Host-` binds a cookie to this host and to https; a demonstration on
/// loopback has no https.
fn cookie_name(site: &Site) -> &'static str {
    if site.https { "__Host-nwd" } else { "nwd" }
}

fn half_way_name(site: &Site) -> &'static str {
    if site.https { "__Host-nwd-step" } else { "nwd-step" }
}

/// The `Set-Cookie` that begins a session, or ends one where the token is empty.
pub(crate) fn set_cookie(site: &Site, token: &str) -> String {
    let age = if token.is_empty() { "; Max-Age=0" } else { "" };
    cookie_line(site, cookie_name(site), token, age)
}

/// The `Set-Cookie` of a sign-in that is half-way, for ten minutes, or of one that is done.
pub(crate) fn set_half_way(site: &Site, token: &str) -> String {
    let age = if token.is_empty() { "; Max-Age=0" } else { "; Max-Age=600" };
    cookie_line(site, half_way_name(site), token, age)
}

fn cookie_line(site: &Site, name: &str, token: &str, age: &str) -> String {
    let secure = if site.https { "; Secure" } else { "" };
    format!("{name}={token}; Path=/; HttpOnly; SameSite=Lax{secure}{age}")
}

/// What went wrong, if anything did. An address that cannot be read is refused
/// before its page is asked, in words for programmers.
fn trouble_of(response: &Response) -> Option<Trouble> {
    let known = response.extensions().get::<Trouble>().cloned();
    let is_page = |response: &Response| {
        response.headers().get(CONTENT_TYPE).is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"))
    };
    let sentence = "This address cannot be read. Go back and use the links of the page.";
    let is_unreadable = response.status() == StatusCode::BAD_REQUEST && !is_page(response);
    known.or_else(|| is_unreadable.then(|| Trouble::bad_request(sentence)))
}

/// Trouble drawn as a page of the visitor's own, with their navigation.
fn draw_for(visitor: &Visitor, response: Response) -> Response {
    let Some(trouble) = trouble_of(&response) else { return response };
    let page = visitor.page(trouble.heading).show(trouble.body(&visitor.here));
    drawn(response, page)
}

/// Trouble drawn for somebody who is not signed in.
pub(crate) async fn draw_trouble(State(site): State<Site>, request: Request, next: Next) -> Response {
    let nonce = nonce_of(request.extensions());
    let response = next.run(request).await;
    let Some(trouble) = trouble_of(&response) else { return response };
    let face = council_face(&site.house, None).await.ok().flatten();
    let council = face.map_or_else(|| Council::new("", ""), |face| council_of(&face));
    drawn(response, trouble.draw(&council, &nonce))
}

fn drawn(mut response: Response, page: maud::Markup) -> Response {
    response.extensions_mut().remove::<Trouble>();
    let (parts, _) = response.into_parts();
    let mut answer = Html(page.into_string()).into_response();
    *answer.status_mut() = parts.status;
    for (name, value) in &parts.headers {
        answer.headers_mut().entry(name).or_insert(value.clone());
    }
    answer
}

/// An address that leads nowhere. Whoever is signed in keeps their navigation.
pub(crate) async fn nothing_here(State(site): State<Site>, request: Request) -> Response {
    let nothing = Trouble::not_found().into_response();
    let token = session_token(&site, request.headers()).unwrap_or_default();
    // A browser may ask by itself for what is not there.
    let Ok(Resumed::Live(desk, session)) = signing_in::glance(&site.house, &token).await else {
        return nothing;
    };
    let (nonce, here) = (nonce_of(request.extensions()), here_of(&request));
    match visitor(&site, *desk, session, nonce, here).await {
        Ok(visitor) => draw_for(&visitor, nothing),
        Err(trouble) => trouble.into_response(),
    }
}

/// An address that is there, used in a way it is not for.
pub(crate) async fn not_that_way() -> Trouble {
    Trouble::new(
        StatusCode::METHOD_NOT_ALLOWED,
        "This address is not used that way",
        "Nothing was done. Go back and use the buttons of the page.",
    )
}
