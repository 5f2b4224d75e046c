//! A locked screen: the session rests until its person shows who they are.

use super::door::{Door, own_path};
use super::sign_in::nothing_without_scripts;
use crate::gate::AtTheDoor;
use crate::parts::{Form, Page, field, name, post, submit};
use crate::posted::{Posted, encoded};
use crate::trouble::Trouble;
use crate::visitor::{Answer, Visitor, show, show_again};
use axum::Extension;
use axum::response::{IntoResponse, Redirect, Response};
use maud::{Markup, html};
use work::No;
use work::signing_in::{self, Resumed};

/// The form that opens the screen again.
pub(super) async fn ask(
    door: Door,
    visitor: Option<Extension<Visitor>>,
    inside: Option<Extension<AtTheDoor>>,
) -> Answer {
    let form = Form::new().with("back", door.back());
    match inside {
        Some(Extension(inside)) if inside.locked => show(page(&door, &form, &who(&inside))),
        None if visitor.is_none() => signed_out(&door, &door.back()).await,
        _ => Ok(Redirect::to(&door.back()).into_response()),
    }
}

/// Locks the screen.
pub(super) async fn lock(door: Door, posted: Posted) -> Answer {
    signing_in::lock(&door.site.house, &door.token).await?;
    Ok(to("/locked?back=", &own_path(posted.form.value("back"))))
}

/// Opens it with the password.
pub(super) async fn unlock(
    door: Door,
    visitor: Option<Extension<Visitor>>,
    inside: Option<Extension<AtTheDoor>>,
    posted: Posted,
) -> Answer {
    let mut form = posted.form;
    let back = own_path(form.value("back"));
    if visitor.is_some() {
        return Ok(Redirect::to(&back).into_response());
    }
    let Some(Extension(inside)) = inside else { return signed_out(&door, &back).await };
    let who = who(&inside);
    if form.value("password").is_empty() {
        form.must_text("password", "Enter your password.");
        return show_again(&form, page(&door, &form, &who));
    }
    let house = &door.site.house;
    match signing_in::unlock(house, &door.token, form.value("password"), &door.visit).await {
        Ok(()) => Ok(Redirect::to(&back).into_response()),
        Err(No::Refused(refusals)) => {
            // The session may have ended while the password was typed.
            if !matches!(signing_in::glance(house, &door.token).await?, Resumed::Locked(_)) {
                return signed_out(&door, &back).await;
            }
            form.refuse_all(refusals);
            show_again(&form, page(&door, &form, &who))
        }
        Err(no) => Err(Trouble::from(no)),
    }
}

/// To the door, which says why; where the cookie is gone, too, they signed out in another window.
async fn signed_out(door: &Door, back: &str) -> Answer {
    let why_is_known = !matches!(signing_in::glance(&door.site.house, &door.token).await?, Resumed::Nobody);
    Ok(to(if why_is_known { "/sign-in?back=" } else { "/sign-in?done=ended&back=" }, back))
}

fn to(page: &str, back: &str) -> Response {
    Redirect::to(&format!("{page}{}", encoded(back))).into_response()
}

fn who(inside: &AtTheDoor) -> String {
    let session = &inside.session;
    let post = session.posts.iter().find(|post| Some(post.post) == session.post).or(session.posts.first());
    post.map(|post| post.name.clone()).unwrap_or_default()
}

fn page(door: &Door, form: &Form, who: &str) -> Markup {
    let page: Page<'_> = door.page("Your screen is locked").form(form);
    page.show(html! {
        p .govuk-body { "Signed in: " strong { (name(who)) } "." }
        p .govuk-body {
            "Words that were saved as you typed are kept among your drafts, and so is what you send while the screen "
            "is locked. If other words of the same form are kept already, its page says so."
        }
        (nothing_without_scripts())
        (post("/unlock").show(html! {
            (field::hidden("back", &own_path(form.value("back"))))
            (field::password("password", "Your password").show(form))
            (submit("Unlock"))
        }))
        h2 .govuk-heading-s { "Not you?" }
        (post("/sign-out").show(html! { (crate::parts::submit_other("act", "Sign out")) }))
    })
}
