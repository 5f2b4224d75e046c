//! What the head of every page says: that the reader is out alone, and who is overdue.

use super::out_alone::{LONGER, SAFE, by, path};
use crate::parts::{link, name, post, submit};
use crate::visitor::{Answer, Visitor, show};
use maud::{Markup, html};
use work::hubs::{Overdue, OwnTimeOut};

/// Where a page that is open already looks whether there is an alarm.
pub(super) const ALARMS: &str = "/out/overdue";

/// What was done, for whoever comes back to their first page: only what is so when they read it, which may be days later.
pub(crate) fn done(visitor: &Visitor, what: &str) -> Option<String> {
    let own = &visitor.watched.as_ref()?.own;
    let by = own.first().map(|own| by(own.back_by, visitor.desk.now));
    match (what, by) {
        ("out", Some(by)) => {
            Some(format!("It is written down: back by {by}. Say that you are safe at the head of any page"))
        }
        ("later", Some(by)) => Some(format!("It is written down by when you are back now: {by}")),
        ("safe", None) => Some("You are safe. What you wrote about where you went is deleted".to_owned()),
        _ => None,
    }
}

/// What concerns the reader of a page. That it could not be looked for is said, and takes no page down.
pub(crate) fn head(visitor: &Visitor) -> Markup {
    html! {
        @if let Some(watched) = &visitor.watched {
            @for own in &watched.own { (bar(visitor, own)) }
        }
        div aria-live="assertive" data-overdue=(ALARMS) { (alarms(visitor)) }
    }
}

/// A page with nothing on it but its head, for whoever wants to know now and for a page that is open already.
pub(super) async fn overdue(visitor: Visitor) -> Answer {
    let nobody = others(&visitor).is_some_and(<[Overdue]>::is_empty);
    show(visitor.page("Who is overdue").show(html! {
        p .govuk-body {
            @if nobody { "Nobody whom you answer for is overdue." }
            @else { "It stands at the head of this page, as of every page of yours until it is over." }
        }
    }))
}

fn alarms(visitor: &Visitor) -> Markup {
    html! {
        @match others(visitor) {
            None => { (strip(true, html! { p { "Could not look whether somebody is overdue who is out alone." } })) }
            Some(overdue) => { @for one in overdue { (alarm(visitor, one)) } }
        }
    }
}

/// Who is overdue for whom the reader answers, where that could be looked for.
fn others(visitor: &Visitor) -> Option<&[Overdue]> {
    visitor.watched.as_ref()?.overdue.as_deref()
}

fn alarm(visitor: &Visitor, overdue: &Overdue) -> Markup {
    strip(
        true,
        html! {
            p {
                strong { (name(&overdue.name)) }
                " is out alone, said they would be back by " strong { (by(overdue.back_by, visitor.desk.now)) }
                ", and has not said that they are safe."
            }
            (link(&path(overdue.stream), "See where they went, and write what you found"))
        },
    )
}

fn bar(visitor: &Visitor, own: &OwnTimeOut) -> Markup {
    let path = path(own.stream);
    strip(
        own.is_overdue,
        html! {
            p {
                "You said you would be back by " strong { (by(own.back_by, visitor.desk.now)) } "."
                @if own.is_overdue { " Others are told that you are overdue." }
            }
            (post(format!("{path}{SAFE}")).key(&*visitor.form_key()).show(submit("I am safe")))
            (link(&format!("{path}{LONGER}"), "It gets later"))
            (link(&path, "What you wrote"))
        },
    )
}

fn strip(is_overdue: bool, inner: Markup) -> Markup {
    html! {
        div .nwd-out .nwd-out--overdue[is_overdue] {
            div .govuk-width-container .nwd-out__row { (inner) }
        }
    }
}
