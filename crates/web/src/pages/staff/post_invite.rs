//! Inviting a worker: a link that is shown once and opens once.

use super::list::has_password;
use super::post::one;
use crate::parts::{
    Form, KEY_FIELD, button_link, buttons, field, moment, post, print_button, submit, warning_text,
};
use crate::posted::Posted;
use crate::trouble::Trouble;
use crate::visitor::{Answer, Visitor, show, show_again};
use axum::extract::Path;
use axum::http::HeaderMap;
use axum::http::header::HOST;
use maud::{Markup, html};
use work::No;
use work::signing_in::{Invited, invite};
use work::staff::StaffLine;

/// The form.
pub(super) async fn ask(visitor: Visitor, Path(post): Path<String>) -> Answer {
    let (_, line) = one(&visitor, &post).await?;
    let form =
        Form::new().with(KEY_FIELD, visitor.form_key()).with("email", line.email.clone().unwrap_or_default());
    show(page(&visitor, &line, &form))
}

/// Makes the link and shows it on this answer alone. A second press is answered
/// with the same link.
pub(super) async fn invite_worker(
    visitor: Visitor,
    Path(post): Path<String>,
    headers: HeaderMap,
    posted: Posted,
) -> Answer {
    let (_, line) = one(&visitor, &post).await?;
    let mut form = posted.form;
    match invite(&visitor.desk, line.post, form.value("email"), posted.key).await {
        Ok(invited) => {
            let host = headers.get(HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
            show(invited_page(&visitor, &line, &invited, host))
        }
        Err(No::Refused(refusals)) => {
            form.refuse_all(refusals);
            show_again(&form, page(&visitor, &line, &form))
        }
        Err(no) => Err(Trouble::from(no)),
    }
}

fn page(visitor: &Visitor, line: &StaffLine, form: &Form) -> Markup {
    let heading = if has_password(line) { "Make a link for a new password" } else { "Invite to sign in" };
    let page = visitor.page(heading).about(line.name.clone()).form(form);
    page.back(format!("/staff/posts/{}", line.post), line.name.clone()).show(html! {
        @if has_password(line) {
            p .govuk-body { "Make sure that it is really them who asks. With this link they choose a new password." }
        }
        p .govuk-body { "The link is shown to you on the next page, and sent by nobody: give it to them yourself." }
        (post(format!("/staff/posts/{}/invite", line.post)).key(visitor.key_of(form)).show(html! {
            (field::text("email", "Their e-mail address").autocomplete("off").show(form))
            (submit("Make the link"))
        }))
    })
}

fn invited_page(visitor: &Visitor, line: &StaffLine, invited: &Invited, host: &str) -> Markup {
    let scheme = if visitor.site.https { "https" } else { "http" };
    let address = format!("{scheme}://{host}/join/{}", invited.token);
    visitor.page("Give them this link").about(line.name.clone()).show(html! {
        p .govuk-body-l { "Send it to " bdi { (line.name) } " yourself, in a way that only they read." }
        p .govuk-body .nwd-secret { strong translate="no" { (address) } }
        (warning_text("This is the only time it is shown. It opens once, until the time below."))
        @if !has_password(line) {
            p .govuk-body { "The post is theirs once they have opened the link and given their password, and not before." }
        }
        p .govuk-body { "It works until " (moment(invited.until)) ". Any link made before opens nothing any more." }
        (buttons(html! {
            (button_link(&format!("/staff/posts/{}", line.post), "I have sent it")) (print_button())
        }))
    })
}
