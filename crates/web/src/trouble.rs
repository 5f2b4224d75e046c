//! One file turns what went wrong into an answer.

use crate::parts::Council;
use crate::parts::{Page, button_link, button_link_beside, button_link_other, buttons, inset, prose};
use axum::http::StatusCode;
use axum::http::header::RETRY_AFTER;
use axum::response::{IntoResponse, Response};
use maud::{Markup, html};
use work::No;

/// The heading where a form was opened in another post.
const OTHER_POST: &str = "You work in another post now";
/// What is said where words were sent to nothing.
const KEPT: &str = "There is nothing at this address, or it is not yours to open. What you typed is kept among your \
    drafts.";
/// What is said where they could not be kept.
const NOT_KEPT: &str = "There is nothing at this address, or it is not yours to open. What you typed is kept nowhere \
    but on this page.";
/// The heading where a look cannot be written down.
const NOT_NOW: &str = "This cannot be opened just now";

/// The heading where the program or its database fails.
const BROKEN: &str = "This does not work just now";
/// What is said then of a form that carries a key.
const LOAD_AGAIN: &str = "Wait a minute and load this page again. Say yes where your browser asks whether to send it \
    again: it is not taken twice.";

/// What went wrong, as far as a visitor is told. The page is drawn by the
/// gate, which knows who is asking.
#[derive(Debug, Clone)]
pub(crate) struct Trouble {
    pub(crate) status: StatusCode,
    pub(crate) heading: &'static str,
    pub(crate) sentence: String,
    given_back: Option<GivenBack>,
}

/// Words that were sent and may be kept nowhere; the way in, where their writer is outside.
#[derive(Debug, Clone)]
struct GivenBack {
    words: Vec<String>,
    way_in: Option<(Outside, String)>,
}

/// Why somebody who sends a form is not let in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Outside {
    /// Their session is over, or there was none.
    SignedOut,
    /// It rests until its person shows who they are.
    Locked,
    /// It is not said in which of their posts they work.
    WithoutPost,
}

impl Outside {
    /// The page that lets them in.
    pub(crate) fn door(self) -> &'static str {
        match self {
            Self::SignedOut => "/sign-in",
            Self::Locked => "/locked",
            Self::WithoutPost => "/posts",
        }
    }

    /// What their browser is told.
    pub(crate) fn status(self) -> StatusCode {
        match self {
            Self::SignedOut => StatusCode::UNAUTHORIZED,
            Self::Locked | Self::WithoutPost => StatusCode::LOCKED,
        }
    }

    fn way_in(self) -> &'static str {
        match self {
            Self::SignedOut => "Sign in",
            Self::Locked => "Open the screen",
            Self::WithoutPost => "Choose a post",
        }
    }
}

impl Trouble {
    pub(crate) fn new(status: StatusCode, heading: &'static str, sentence: impl Into<String>) -> Self {
        Self { status, heading, sentence: sentence.into(), given_back: None }
    }

    /// Something malformed: the browser's doing, not the person's.
    pub(crate) fn bad_request(sentence: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, "This could not be read", sentence)
    }

    /// More than a form may hold.
    pub(crate) fn too_large() -> Self {
        let sentence = "This is more than one form can hold. Send less at a time.";
        Self::new(StatusCode::PAYLOAD_TOO_LARGE, "This is too large", sentence)
    }

    /// Absent, or not the asker's to know: word for word the same.
    pub(crate) fn not_found() -> Self {
        Self::new(
            StatusCode::NOT_FOUND,
            "Page not found",
            "There is nothing at this address, or it is not yours to open.",
        )
    }

    /// The same where words were sent: they are kept, whatever is at the address.
    pub(crate) fn not_found_and_kept() -> Self {
        Self { sentence: KEPT.into(), ..Self::not_found() }
    }

    /// The same where the words could not be kept.
    pub(crate) fn not_found_and_not_kept(words: Vec<String>) -> Self {
        Self { sentence: NOT_KEPT.into(), ..Self::not_found() }.giving_back(words, false)
    }

    /// A form that was opened in another post of the sender's.
    pub(crate) fn other_post() -> Self {
        Self::new(
            StatusCode::CONFLICT,
            OTHER_POST,
            "This form was opened in another post of yours, so nothing was done. What you typed is kept there as a \
             draft: change to that post and open the form again.",
        )
    }

    /// The same where other words of theirs are the draft there.
    pub(crate) fn other_post_and_not_kept(words: Vec<String>) -> Self {
        let sentence = "This form was opened in another post of yours, so nothing was done. Other words of yours are \
             kept there, so what you typed now is kept nowhere but on this page: copy it, change to that post and open \
             the form again.";
        Self { sentence: sentence.into(), ..Self::other_post() }.giving_back(words, false)
    }

    /// Of a form sent from outside, whose words are kept nowhere: with them, and the way in.
    pub(crate) fn outside(outside: Outside, words: Vec<String>, way_in: String) -> Self {
        let (heading, first) = match outside {
            Outside::SignedOut => ("You are signed out", "sign in"),
            Outside::Locked => ("Your screen is locked", "open the screen again"),
            Outside::WithoutPost => ("You have not chosen a post", "choose the post you work in"),
        };
        let sentence = if words.is_empty() {
            format!("What you sent was not taken, and it is not kept: {first}, and fill it in again.")
        } else {
            format!(
                "What you sent was not taken, and it is kept nowhere but on this page. Copy it, {first}, and send it \
                 again."
            )
        };
        let trouble = Self::new(outside.status(), heading, sentence);
        Self { given_back: Some(GivenBack { words, way_in: Some((outside, way_in)) }), ..trouble }
    }

    pub(crate) fn broken() -> Self {
        Self::new(
            StatusCode::SERVICE_UNAVAILABLE,
            BROKEN,
            "Wait a minute and load this page again. If you sent something, look whether it was done before you send it \
             again.",
        )
    }

    /// Of a form that was sent: with its words, and where it carried a key with what sends
    /// it again without harm, for nobody knows whether it was taken.
    pub(crate) fn giving_back(mut self, words: Vec<String>, is_keyed: bool) -> Self {
        if is_keyed && self.heading == BROKEN {
            self.sentence = LOAD_AGAIN.into();
        }
        self.given_back = (!words.is_empty()).then_some(GivenBack { words, way_in: None });
        self
    }

    /// A form that was opened in a post that is not the sender's: somebody else's, or one of before.
    pub(crate) fn nobodys_form(words: Vec<String>) -> Self {
        let trouble = Self::new(
            StatusCode::CONFLICT,
            "This form was opened by somebody else",
            "It was opened in a post that is not yours, so nothing was done. What was typed is kept nowhere but on this \
             page.",
        );
        trouble.giving_back(words, false)
    }

    /// A fault of the program ended the request before its answer.
    pub(crate) fn stopped() -> Self {
        Self::new(
            StatusCode::INTERNAL_SERVER_ERROR,
            "Something went wrong here",
            "It is our fault, and it is written down where. What you sent may have been taken or not: look before \
             you send it again.",
        )
    }

    /// Every look is written down. Where it cannot be, only what keeps somebody
    /// safe tonight is shown.
    fn not_written_down() -> Self {
        Self::new(
            StatusCode::SERVICE_UNAVAILABLE,
            NOT_NOW,
            "Each look at a record is written down, and just now that is not possible: the database takes nothing. \
             Safety cards, and how to reach somebody, can still be opened. Tell whoever looks after the computers.",
        )
    }

    /// The page that says so.
    pub(crate) fn draw(&self, council: &Council, nonce: &str) -> Markup {
        Page::new(council, nonce, self.heading).show(self.body(""))
    }

    /// What is said at an address. Where a record cannot be opened, the way to
    /// what of it can be stands there, whether or not there is such a record.
    pub(crate) fn body(&self, here: &str) -> Markup {
        let instead = (self.heading == NOT_NOW).then(|| record_of(here)).flatten();
        html! {
            p .govuk-body-l { (self.sentence) }
            @if let Some(given_back) = &self.given_back {
                @if !given_back.words.is_empty() { h2 .govuk-heading-m { "What you typed" } }
                @for words in &given_back.words { (inset(prose(words))) }
            }
            (buttons(html! {
                @if let Some((outside, way_in)) = self.given_back.as_ref().and_then(|back| back.way_in.as_ref()) {
                    (button_link_beside(way_in, &format!("{} (opens in a new tab)", outside.way_in())))
                }
                @else if let Some(record) = instead {
                    (button_link(&format!("{record}/card"), "Open the safety card"))
                    (button_link_other(&format!("{record}/reach"), "How to reach them"))
                }
                @else if self.heading == OTHER_POST { (button_link("/posts", "Change post")) }
                @else if self.sentence == KEPT { (button_link("/drafts", "My drafts")) }
                @else { (button_link("/", "Go to the first page")) }
            }))
        }
    }
}

impl From<No> for Trouble {
    fn from(no: No) -> Self {
        match no {
            No::NotFound => Self::not_found(),
            No::Forbidden(sentence) => {
                Self::new(StatusCode::FORBIDDEN, "Your role does not include this", sentence)
            }
            No::Refused(refusals) => {
                let sentences: Vec<&str> = refusals.iter().map(|refusal| refusal.sentence.as_str()).collect();
                Self::new(StatusCode::UNPROCESSABLE_ENTITY, "This could not be done", sentences.join(" "))
            }
            No::Clash { .. } | No::Moved => Self::new(
                StatusCode::CONFLICT,
                "Somebody else changed this",
                "Go back, open it again, and put in what you want to say. Your words are still on the page before.",
            ),
            No::NotWrittenDown => Self::not_written_down(),
            No::Broken(error) => {
                // Logged once, here; the error's own words hold no content of any row.
                tracing::error!(%error, "a request could not be served");
                Self::broken()
            }
        }
    }
}

/// The address of the record that a page is about.
fn record_of(here: &str) -> Option<String> {
    let person = here.strip_prefix("/people/")?.split(['/', '?']).next()?;
    person.parse::<practice::ids::PersonId>().ok().map(|person| format!("/people/{person}"))
}

impl IntoResponse for Trouble {
    fn into_response(self) -> Response {
        let mut response = self.status.into_response();
        if self.status == StatusCode::SERVICE_UNAVAILABLE {
            response.headers_mut().insert(RETRY_AFTER, axum::http::HeaderValue::from_static("30"));
        }
        response.extensions_mut().insert(self);
        response
    }
}
