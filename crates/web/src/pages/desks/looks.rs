//! Who looked at what: by worker, and by record.

use super::looked;
use super::side::{nowhere, sections};
use crate::parts::{Form, field, link, post, submit};
use crate::posted::Posted;
use crate::trouble::Trouble;
use crate::visitor::{Answer, Visitor, show, show_again};
use axum::extract::{Path, Query};
use axum::response::{IntoResponse, Redirect};
use maud::{Markup, html};
use practice::Refusal;
use practice::ids::PostId;
use serde::Deserialize;
use work::No;
use work::people::{Directory, looks_at_reference, looks_by, refused_looks};

/// The two ways to ask.
pub(super) async fn ask(visitor: Visitor) -> Answer {
    let directory = Directory::of(&visitor.desk).await?;
    show(page(&visitor, &directory, &Form::new()))
}

/// By worker goes on to a page of its own. By record the answer stands on the
/// page that was asked: a reference is never in an address.
pub(super) async fn find(visitor: Visitor, posted: Posted) -> Answer {
    let mut form = posted.form;
    let directory = Directory::of(&visitor.desk).await?;
    if form.value("by") == "worker" {
        let post = form.must_choose("post", "Choose a worker.", |value| value.parse::<PostId>().ok());
        return match post {
            Some(post) => Ok(Redirect::to(&format!("/looks/workers/{post}")).into_response()),
            None => show_again(&form, page(&visitor, &directory, &form)),
        };
    }
    let Some(reference) = form.must_text("reference", "Enter a reference.") else {
        return show_again(&form, page(&visitor, &directory, &form));
    };
    match looks_at_reference(&visitor.desk, &reference).await {
        Ok(Some((reference, found))) => {
            let title = format!("Who looked at {}", reference.as_str());
            show(
                visitor
                    .page(title)
                    .about("Who looked")
                    .back("/looks", "Who looked")
                    .wide()
                    .show(looked::of_record(&found)),
            )
        }
        Ok(None) => {
            form.refuse(Refusal::of(
                "reference",
                "No record that you may ask about has this reference. Look for a wrong letter.",
            ));
            show_again(&form, page(&visitor, &directory, &form))
        }
        Err(No::Refused(refusals)) => {
            form.refuse_all(refusals);
            show_again(&form, page(&visitor, &directory, &form))
        }
        Err(no) => Err(Trouble::from(no)),
    }
}

/// Which page of a long list is asked for.
#[derive(Deserialize)]
pub(crate) struct Turned {
    #[serde(default)]
    page: String,
}

impl Turned {
    /// The page; what is none is the first.
    pub(crate) fn page(&self) -> i64 {
        self.page.parse().unwrap_or(1)
    }
}

/// What one worker looked at.
pub(super) async fn by_worker(
    visitor: Visitor,
    Path(post): Path<String>,
    Query(turned): Query<Turned>,
) -> Answer {
    let post: PostId = post.parse().map_err(|_| Trouble::not_found())?;
    let directory = Directory::of(&visitor.desk).await?;
    if !directory.has_worker(post) {
        return Err(nowhere(&visitor, &post.to_string(), "who looked").await);
    }
    let found = looks_by(&visitor.desk, post, turned.page()).await?;
    let title = format!("What {} looked at", directory.worker(post));
    let page = visitor.page(title).about("Who looked").back("/looks", "Who looked").wide();
    show(page.show(looked::of_worker(&found, &format!("/looks/workers/{post}"))))
}

/// What anybody asked for and was refused.
pub(super) async fn refused(visitor: Visitor, Query(turned): Query<Turned>) -> Answer {
    let found = refused_looks(&visitor.desk, turned.page()).await?;
    let page =
        visitor.page("Looks that were refused").about("Who looked").back("/looks", "Who looked").wide();
    show(page.show(html! {
        p .govuk-body {
            "Each time somebody asked for what is not there or not theirs, newest first. "
            "Whether there is such a record is looked up now: nobody looked when it was refused."
        }
        (looked::in_vain(&found, "/looks/refused"))
    }))
}

fn page(visitor: &Visitor, directory: &Directory, form: &Form) -> Markup {
    let workers = directory.everybody().into_iter().map(|post| (post.id.to_string(), post.name.clone()));
    visitor.page("Who looked").form(form).sections(sections(visitor)).show(html! {
        h2 .govuk-heading-m { "By record" }
        (post("/looks").show(html! {
            (field::hidden("by", "record"))
            (field::text("reference", "Reference of the young person").hint("Nine letters, like BCDF-GHJK-L")
                .width(field::Width::Twenty).show(form))
            (submit("Show who looked at this record"))
        }))
        h2 .govuk-heading-m { "By worker" }
        (post("/looks").show(html! {
            (field::hidden("by", "worker"))
            (field::select("post", "Worker", workers).nothing_chosen("Choose a worker").show(form))
            (submit("Show what this worker looked at"))
        }))
        h2 .govuk-heading-m { "Refused" }
        p .govuk-body { (link("/looks/refused", "Who asked for what is not there or not theirs")) }
    })
}
