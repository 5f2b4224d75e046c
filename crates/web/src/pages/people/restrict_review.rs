//! Looking again at a restriction: it is kept until another day, or lifted.

use super::frame::{self, Section, url};
use super::{person_id, refuse};
use crate::pages::drafts::{or_draft, url_of};
use crate::parts::{Form, buttons, day, fact, fact_of, field, link, post, submit, summary_card};
use crate::posted::Posted;
use crate::trouble::Trouble;
use crate::visitor::{Answer, Visitor, go, show, show_again};
use axum::extract::Path;
use jiff::ToSpan;
use maud::{Markup, html};
use practice::staff::thresholds::RESTRICTION_REVIEW_DAYS;
use work::No;
use work::people::{self, PersonPage};

const HEADING: &str = "Look again at the restriction";
const ADDRESS: &str = "restrict/review";

/// The form, with why and until when it is restricted.
pub(super) async fn ask(visitor: Visitor, Path(person): Path<String>) -> Answer {
    let person = person_id(&person)?;
    let page = people::open(&visitor.desk, person).await?;
    let today = visitor.desk.now.day();
    let within = visitor.desk.words.threshold(&RESTRICTION_REVIEW_DAYS);
    let latest = today.checked_add(within.days()).unwrap_or(today);
    let (form, saved) =
        or_draft(&visitor, &url(person, ADDRESS), Form::new().with_day("review_on", latest)).await?;
    show(drawn(&visitor, &page, &form, saved))
}

/// Keeps the restriction until the day chosen.
pub(super) async fn sent(visitor: Visitor, Path(person): Path<String>, posted: Posted) -> Answer {
    let person = person_id(&person)?;
    let mut form = posted.form;
    let finding = form.must_text("finding", "Say what you found, and why it stays restricted.");
    let review_on = form.must_day("review_on", "the day on which somebody looks at it again");
    let answer = match (finding, review_on) {
        (Some(finding), Some(review_on)) => {
            people::review_restriction(&visitor.desk, person, &finding, review_on, posted.key).await
        }
        _ => Err(No::Refused(Vec::new())),
    };
    match answer {
        Ok(()) => {
            work::drafts::discard(&visitor.desk, &url(person, ADDRESS)).await?;
            go(format!("/restrictions?done=kept&of={person}"))
        }
        Err(No::Refused(refusals)) => {
            refuse(&mut form, refusals);
            let page = people::open(&visitor.desk, person).await?;
            // Without a restriction there is no form any more, and its page keeps nothing.
            if page.restriction.is_none() {
                work::drafts::keep(&visitor.desk, &url(person, ADDRESS), form.values()).await?;
            }
            show_again(&form, drawn(&visitor, &page, &form, None))
        }
        Err(no) => Err(Trouble::from(no)),
    }
}

fn drawn(visitor: &Visitor, page: &PersonPage, form: &Form, saved: Option<String>) -> Markup {
    let path = url(page.summary.person, ADDRESS);
    let within = visitor.desk.words.threshold(&RESTRICTION_REVIEW_DAYS);
    let body = html! {
        @match &page.restriction {
            None => { p .govuk-body { "This record is not restricted, so there is nothing to look at again." } }
            Some(now) => {
                (summary_card("Restricted now", &[
                    fact("Why", Some(&now.is.reason)),
                    fact_of("Since", crate::parts::happened(now.happened)),
                    fact_of("Look again by", day(now.is.review_on)),
                ]))
                (post(&*path).key(visitor.key_of(form)).draft(url_of(&path), saved).show(html! {
                    (field::area("finding", "What did you find, and why does it stay restricted?")
                        .hint("Those it names can read this.").show(form))
                    (field::day("review_on", "When does somebody look at this again?")
                        .hint(format!("Within {within} days. For example, 4 6 2026 or 4 June 2026")).show(form))
                    (buttons(html! {
                        (submit("Keep it restricted"))
                        (link(&url(page.summary.person, "restrict/lift"), "Lift the restriction instead"))
                    }))
                }))
            }
        }
    };
    frame::page(visitor, &page.summary, Section::Restriction, HEADING).form(form).show(body)
}
