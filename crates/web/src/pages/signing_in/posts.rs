//! Choosing the post one acts in.

use super::door::{Door, own_path};
use crate::gate::AtTheDoor;
use crate::parts::{Choice, Form, field, post, submit, submit_other};
use crate::posted::{Posted, encoded};
use crate::trouble::Trouble;
use crate::visitor::{Answer, Visitor, show, show_again};
use axum::Extension;
use axum::response::{IntoResponse, Redirect};
use maud::{Markup, html};
use practice::ids::PostId;
use std::sync::Arc;
use work::No;
use work::signing_in::{SessionInfo, switch_post};

/// The posts to choose from.
pub(super) async fn ask(
    door: Door,
    visitor: Option<Extension<Visitor>>,
    inside: Option<Extension<AtTheDoor>>,
) -> Answer {
    let Some(session) = session_of(visitor.as_deref(), inside.as_deref()) else { return Ok(to_locked()) };
    let chosen = session.post.map(|post| post.to_string()).unwrap_or_default();
    let form = Form::new().with("back", door.back()).with("post", chosen);
    show(page(&door, visitor.as_deref(), session, &form))
}

/// Acts in the chosen post from now on.
pub(super) async fn choose(
    door: Door,
    visitor: Option<Extension<Visitor>>,
    inside: Option<Extension<AtTheDoor>>,
    posted: Posted,
) -> Answer {
    let Some(session) = session_of(visitor.as_deref(), inside.as_deref()) else { return Ok(to_locked()) };
    let mut form = posted.form;
    let known = |text: &str| {
        let post: PostId = text.parse().ok()?;
        session.posts.iter().any(|one| one.post == post).then_some(post)
    };
    let Some(post) = form.must_choose("post", "Choose the post you are working in now.", known) else {
        return show_again(&form, page(&door, visitor.as_deref(), session, &form));
    };
    match switch_post(&door.site.house, &door.token, post).await {
        Ok(()) => Ok(Redirect::to(&own_path(form.value("back"))).into_response()),
        Err(No::Refused(_)) => Ok(Redirect::to("/sign-in").into_response()),
        Err(no) => Err(Trouble::from(no)),
    }
}

fn to_locked() -> axum::response::Response {
    Redirect::to(&format!("/locked?back={}", encoded("/posts"))).into_response()
}

/// Whoever is signed in, unless their screen is locked.
fn session_of<'a>(visitor: Option<&'a Visitor>, inside: Option<&'a AtTheDoor>) -> Option<&'a SessionInfo> {
    match (visitor, inside) {
        (Some(visitor), _) => Some(&visitor.session),
        (None, Some(inside)) if !inside.locked => Some(&inside.session),
        _ => None,
    }
}

fn page(door: &Door, visitor: Option<&Visitor>, session: &SessionInfo, form: &Form) -> Markup {
    let words = visitor.map(|visitor| Arc::clone(&visitor.desk.words)).unwrap_or_default();
    let choices = session.posts.iter().map(|place| {
        let roles = words.roles(&place.roles).join(", ");
        Choice::new(place.post.to_string(), roles).hint(format!("{}, {}", place.name, place.council))
    });
    let body = html! {
        (post("/posts").show(html! {
            (field::hidden("back", &own_path(form.value("back"))))
            (field::radios("post", "Which post are you working in now?", choices)
                .hint("You see and do what belongs to this post. You can change it at any time.").show(form))
            (submit("Work in this post"))
        }))
        @if visitor.is_none() {
            (post("/sign-out").show(html! { (submit_other("act", "Sign out")) }))
        }
    };
    match visitor {
        Some(visitor) => visitor.page("Choose your post").form(form).show(body),
        None => door.page("Choose your post").form(form).show(body),
    }
}
