//! Looking again at a restriction: it is kept until another day, or lifted.

use super::frame::{self, Section, url};
use super::person_id;
use super::restrict::restricted_now;
use crate::pages::drafts::{Changing, holds_words, kept_without_form, shown_at, url_of, words_without_form};
use crate::parts::{Form, buttons, field, link, overtaken, post, submit};
use crate::posted::Posted;
use crate::trouble::Trouble;
use crate::visitor::{Answer, Visitor, go, show, show_again, show_overtaken};
use axum::extract::Path;
use jiff::ToSpan;
use maud::{Markup, html};
use practice::staff::thresholds::RESTRICTION_REVIEW_DAYS;
use work::No;
use work::people::{self, Directory, PersonPage};

const HEADING: &str = "Look again at the restriction";
const ADDRESS: &str = "restrict/review";

/// The form, with why and until when it is restricted.
pub(super) async fn ask(visitor: Visitor, Path(person): Path<String>) -> Answer {
    let person = person_id(&person)?;
    let page = people::to_restrict(&visitor.desk, person).await?;
    let today = visitor.desk.now.day();
    let within = visitor.desk.words.threshold(&RESTRICTION_REVIEW_DAYS);
    let latest = today.checked_add(within.days()).unwrap_or(today);
    let (stands, at) = (Form::new().with_day("review_on", latest), page.stands_at.restriction);
    let begun = Changing::begun(&visitor, &url(person, ADDRESS), stands, at).await?;
    show(drawn(&visitor, &page, &begun).await?)
}

/// Keeps the restriction until the day chosen.
pub(super) async fn sent(visitor: Visitor, Path(person): Path<String>, posted: Posted) -> Answer {
    let person = person_id(&person)?;
    let mut form = posted.form;
    let finding = form.must_text("finding", "Say what you found, and why it stays restricted.");
    let review_on = form.must_day("review_on", "the day on which somebody looks at it again");
    let answer = match (finding, review_on) {
        (Some(finding), Some(review_on)) => {
            let shown = shown_at(&form);
            people::review_restriction(&visitor.desk, person, &finding, review_on, shown, posted.key).await
        }
        _ => Err(No::Refused(Vec::new())),
    };
    match answer {
        Ok(()) => {
            work::drafts::sent(&visitor.desk, &url(person, ADDRESS), form.values()).await;
            go(format!("/restrictions?done=kept&of={person}"))
        }
        Err(No::Refused(refusals)) => {
            form.refuse_all(refusals);
            let page = people::to_restrict(&visitor.desk, person).await?;
            let mut again = Changing::refused(form);
            keep_if_over(&visitor, &page, &mut again).await?;
            show_again(&again.form, drawn(&visitor, &page, &again).await?)
        }
        Err(No::Moved) => {
            let page = people::to_restrict(&visitor.desk, person).await?;
            let mut overtaken = Changing::overtaken(form, page.stands_at.restriction);
            keep_if_over(&visitor, &page, &mut overtaken).await?;
            show_overtaken(drawn(&visitor, &page, &overtaken).await?)
        }
        Err(no) => Err(Trouble::from(no)),
    }
}

/// Without a restriction there is no form any more, and its page keeps nothing.
async fn keep_if_over(visitor: &Visitor, page: &PersonPage, changing: &mut Changing) -> Result<(), Trouble> {
    if page.restriction.is_none() && holds_words(changing.form.values()) {
        let path = url(page.summary.person, ADDRESS);
        changing.saved = kept_without_form(visitor, &path, &changing.form).await?;
    }
    Ok(())
}

async fn drawn(visitor: &Visitor, page: &PersonPage, changing: &Changing) -> Result<Markup, Trouble> {
    let (form, saved) = (&changing.form, changing.saved.clone());
    let directory = Directory::of(&visitor.desk).await?;
    let path = url(page.summary.person, ADDRESS);
    let within = visitor.desk.words.threshold(&RESTRICTION_REVIEW_DAYS);
    let body = html! {
        @match &page.restriction {
            None => {
                p .govuk-body { "This record is not restricted, so there is nothing to look at again." }
                @if holds_words(form.values()) { (words_without_form(form, saved.is_some())) }
            }
            Some(now) => {
                @let stands = restricted_now(&now.is, &directory);
                @if changing.moved { (overtaken(&stands)) } @else { (stands) }
                (post(&*path).key(visitor.key_of(form)).draft(url_of(&path), saved).show(html! {
                    (field::area("finding", "What did you find, and why does it stay restricted?")
                        .hint("Those it names can read this.").show(form))
                    (field::day("review_on", "When does somebody look at this again?")
                        .hint(format!("Within {within} days. For example, 4 6 2026 or 4 June 2026")).show(form))
                    (changing.shown())
                    (buttons(html! {
                        (submit("Keep it restricted"))
                        (link(&url(page.summary.person, "restrict/lift"), "Lift the restriction instead"))
                    }))
                }))
            }
        }
    };
    Ok(frame::page(visitor, &page.summary, Section::Restriction, HEADING).form(form).show(body))
}
