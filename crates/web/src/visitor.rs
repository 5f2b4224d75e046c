//! Who is asking, for pages.

use crate::headers::Nonce;
use crate::pages::hubs::out_head;
use crate::parts::{
    Accent, Carried, Council, DRAFT_ATTRIBUTE, Form, KEY_FIELD, NavItem, Page, SignedIn, nav_item,
};
use crate::trouble::Trouble;
use crate::{Site, leaving};
use axum::extract::{FromRequestParts, OriginalUri};
use axum::http::StatusCode;
use axum::http::request::Parts;
use axum::response::{Html, IntoResponse, Redirect, Response};
use maud::Markup;
use practice::ids::PersonId;
use practice::staff::{Permission, Role};
use practice::words::{
    PAGE_COVER, PAGE_FIND, PAGE_HOME, PAGE_IMPORT, PAGE_LOOKS, PAGE_MATCHING, PAGE_NUMBERS, PAGE_OPENINGS,
    PAGE_PEOPLE, PAGE_RELATIVES, PAGE_STAFF, PAGE_TONIGHT, PAGE_WORDS, Word,
};
use work::hubs::Watched;
use work::people::OpenGlass;
use work::signing_in::SessionInfo;
use work::{Desk, Window, post_of_key};

/// What every page answers with.
pub(crate) type Answer = Result<Response, Trouble>;

/// Somebody signed in, with all that a page of theirs needs.
#[derive(Debug, Clone)]
pub(crate) struct Visitor {
    pub(crate) site: Site,
    pub(crate) desk: Desk,
    pub(crate) session: SessionInfo,
    pub(crate) council: Council,
    pub(crate) signed_in: SignedIn,
    pub(crate) nonce: String,
    /// The path and query of this page.
    pub(crate) here: String,
    /// How many notices they have not read.
    pub(crate) told: u32,
    /// That they are out alone, and who is overdue; absent where that could not be looked for.
    pub(crate) watched: Option<Watched>,
    /// What they have open in an emergency, on pages of records.
    pub(crate) opened: Vec<OpenGlass>,
}

impl FromRequestParts<Site> for Visitor {
    type Rejection = Trouble;

    async fn from_request_parts(parts: &mut Parts, _site: &Site) -> Result<Self, Trouble> {
        // The gate has put the visitor there; a route without a gate has none.
        parts.extensions.get::<Self>().cloned().ok_or_else(Trouble::not_found)
    }
}

impl Visitor {
    /// A page of theirs, with its navigation.
    pub(crate) fn page(&self, heading: impl Into<String>) -> Page<'_> {
        Page::new(&self.council, &self.nonce, heading)
            .signed_in(&self.signed_in)
            .here(self.here.clone())
            .nav(self.navigation())
            .announced(self.desk.words.announced(self.desk.now))
            .watched(out_head::head(self))
            .sheet(leaving::from_screen(self, None))
    }

    /// Whether the visitor's roles hold a permission.
    pub(crate) fn may(&self, permission: Permission) -> bool {
        self.desk.sight.may(permission)
    }

    /// Whether the visitor may do what decides who opens a record or who works with somebody: not where it
    /// is open to them in an emergency alone.
    pub(crate) fn may_decide(&self, permission: Permission, person: PersonId) -> bool {
        self.may(permission) && self.opened.iter().all(|open| open.decides || open.person != person)
    }

    /// Whether the visitor may decide who opens a record.
    pub(crate) fn may_restrict(&self, person: PersonId) -> bool {
        self.may(Permission::RestrictPerson)
            && self.opened.iter().all(|open| open.restricts || open.person != person)
    }

    /// What the council calls a role.
    pub(crate) fn role_label(&self, role: Role) -> String {
        self.desk.words.role(role).to_owned()
    }

    /// What the council calls some roles.
    pub(crate) fn role_labels(&self, roles: &[Role]) -> String {
        self.desk.words.roles(roles).join(", ")
    }

    /// A key for a new form.
    pub(crate) fn form_key(&self) -> String {
        work::new_form_key(&self.site.house, self.desk.sight.post)
    }

    /// The key of a form: the one it was shown with before, else a new one. A
    /// draft of another post is a new form in this one.
    pub(crate) fn key_of(&self, form: &Form) -> Carried {
        let key = form.value(KEY_FIELD);
        let elsewhere = post_of_key(key).is_some_and(|post| post != self.desk.sight.post);
        if key.is_empty() || elsewhere {
            return self.new_key_of(form);
        }
        self.carried(form, key.to_owned())
    }

    /// A new key for a form that stays in its window.
    pub(crate) fn new_key_of(&self, form: &Form) -> Carried {
        self.carried(form, self.form_key())
    }

    fn carried(&self, form: &Form, key: String) -> Carried {
        Carried { key, window: Some(self.window_of(form)), beside: form.writing_beside().to_vec() }
    }

    fn window_of(&self, form: &Form) -> String {
        let known = Window::of(form.values());
        known.unwrap_or_else(|| Window::new(&self.site.house, None)).to_string()
    }

    fn navigation(&self) -> Vec<NavItem> {
        let places: [(&str, Word, &[Permission]); 12] = [
            ("/people", PAGE_PEOPLE, &[Permission::ReadStory, Permission::ImportPeople]),
            ("/find", PAGE_FIND, &[Permission::ReadStory, Permission::ImportPeople]),
            ("/tonight", PAGE_TONIGHT, &[Permission::ReadStory]),
            ("/cover", PAGE_COVER, &[Permission::AllocateKeyWorker]),
            ("/import", PAGE_IMPORT, &[Permission::ImportPeople]),
            ("/matching", PAGE_MATCHING, &[Permission::DecideMatches]),
            ("/staff", PAGE_STAFF, &[Permission::ManageStaff]),
            ("/words", PAGE_WORDS, &[Permission::ManageWords]),
            ("/looks", PAGE_LOOKS, &[Permission::ReadAudit]),
            ("/relatives", PAGE_RELATIVES, &[Permission::ReadAudit]),
            ("/openings", PAGE_OPENINGS, &[Permission::ReviewGlass]),
            ("/numbers", PAGE_NUMBERS, &[Permission::ReadNumbers]),
        ];
        let path = self.here.split('?').next().unwrap_or_default();
        let home = nav_item("/", self.desk.words.say(PAGE_HOME), path == "/");
        let home = if self.told > 0 { home.count(self.told) } else { home };
        let mine =
            places.into_iter().filter(|(_, _, needs)| needs.iter().any(|permission| self.may(*permission)));
        let mine = mine.map(|(href, words, _)| {
            let inside = path == href || path.strip_prefix(href).is_some_and(|rest| rest.starts_with('/'));
            nav_item(href, self.desk.words.say(words), inside)
        });
        std::iter::once(home).chain(mine).collect()
    }
}

/// What a start says of councils' colours that words cannot be read on. Such
/// a colour is never shown: the usual one stands in its place.
pub async fn wrong_colours(house: &work::House) -> Result<Vec<String>, work::No> {
    let wrong = |council: work::CouncilFace| {
        let refusal = Accent::parse(&council.accent).err()?;
        Some(format!(
            "The colour of {} is not used, and the usual one is shown instead. {}",
            council.name, refusal.sentence
        ))
    };
    Ok(work::council_faces(house).await?.into_iter().filter_map(wrong).collect())
}

/// The council as pages show it.
pub(crate) fn council_of(council: &work::CouncilFace) -> Council {
    let mut shown = Council::new(council.name.clone(), council.help_line.clone());
    // What cannot be read on is not shown; the start has said so.
    shown.accent = Accent::parse(&council.accent).unwrap_or_default();
    shown.logo = council.logo.map(crate::pages::staff::logo_url);
    shown
}

/// A page, whole.
#[expect(clippy::unnecessary_wraps, reason = "it is the last line of a page, which may end in trouble")]
pub(crate) fn show(page: Markup) -> Answer {
    Ok(Html(page.into_string()).into_response())
}

/// A form shown again with what is, or may be, wrong with it; what was typed becomes its draft.
#[expect(clippy::unnecessary_wraps, reason = "it is the last line of a page, which may end in trouble")]
pub(crate) fn show_again(form: &Form, page: Markup) -> Answer {
    if !form.goes_back() {
        return Ok(Html(page.into_string()).into_response());
    }
    let page = page.into_string();
    let keeps = page.contains(DRAFT_ATTRIBUTE).then(|| KeepsDraft::Shown(form.values().to_vec()));
    let status = if form.only_asks() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    Ok(with_words(status, page, keeps))
}

/// A form of somebody who was overtaken, with what stands beside it.
#[expect(clippy::unnecessary_wraps, reason = "it is the last line of a page, which may end in trouble")]
pub(crate) fn show_overtaken(page: Markup) -> Answer {
    Ok(with_words(StatusCode::CONFLICT, page.into_string(), Some(KeepsDraft::AsSent)))
}

/// What becomes the draft of a form that was not taken: its page shows it again, and its writer may go away.
#[derive(Debug, Clone)]
pub(crate) enum KeepsDraft {
    /// What the page shows.
    Shown(Vec<(String, String)>),
    /// What was sent, which rests on what its writer had seen.
    AsSent,
}

fn with_words(status: StatusCode, page: String, words: Option<KeepsDraft>) -> Response {
    let mut response = (status, Html(page)).into_response();
    if let Some(words) = words {
        response.extensions_mut().insert(words);
    }
    response
}

/// On to another page after something was done.
#[expect(clippy::unnecessary_wraps, reason = "it is the last line of a page, which may end in trouble")]
pub(crate) fn go(to: impl AsRef<str>) -> Answer {
    Ok(Redirect::to(to.as_ref()).into_response())
}

/// The nonce of the answer under way.
pub(crate) fn nonce_of(parts: &axum::http::Extensions) -> String {
    parts.get::<Nonce>().map(|nonce| nonce.0.clone()).unwrap_or_default()
}

/// The path and query asked for.
pub(crate) fn here_of(request: &axum::extract::Request) -> String {
    let uri =
        request.extensions().get::<OriginalUri>().map_or_else(|| request.uri().clone(), |uri| uri.0.clone());
    uri.path_and_query().map_or_else(|| "/".into(), std::string::ToString::to_string)
}
