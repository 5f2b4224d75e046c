//! What was typed about somebody and not sent, on the pages of their record.

use crate::pages::drafts::what;
use crate::parts::{inset, link, moment, name};
use crate::trouble::Trouble;
use crate::visitor::Visitor;
use maud::{Markup, html};
use practice::ids::PersonId;
use work::drafts::{self, Unsent, Writer};

/// The visitor's own words, a press away; of a colleague's, for a manager, that they are there.
pub(crate) async fn section(visitor: &Visitor, person: PersonId) -> Result<Markup, Trouble> {
    let unsent = drafts::unsent_about(&visitor.desk, person).await?;
    Ok(if unsent.is_empty() {
        html! {}
    } else {
        drawn(&unsent)
    })
}

fn drawn(unsent: &[Unsent]) -> Markup {
    html! { div .nwd-no-print { (inset(html! {
        p .govuk-body { strong { "Typed and not sent" } }
        ul .govuk-list {
            @for one in unsent {
                li {
                    @match &one.by {
                        Writer::Oneself(form) => { "You: " (link(form, what(form))) }
                        Writer::Another(by) => { (name(by)) " has typed something" }
                    }
                    ", saved " (moment(one.saved_at))
                }
            }
        }
    })) } }
}
