//! Relatives declared by mistake: a second person takes them back, or lets them stand.

use super::matching::Done;
use super::side::sections;
use crate::pages::drafts::{or_draft, url_of};
use crate::parts::{
    Choice, Form, KEY_FIELD, empty_state, fact, fact_of, field, moment, name, post, submit, success_banner,
    summary_list,
};
use crate::posted::Posted;
use crate::trouble::Trouble;
use crate::visitor::{Answer, Visitor, go, show, show_again};
use axum::extract::{Path, Query};
use maud::{Markup, html};
use practice::ids::StreamId;
use work::No;
use work::staff::{WithdrawalCase, decide_withdrawal, withdrawals};

/// Those that wait.
pub(super) async fn list(visitor: Visitor, Query(done): Query<Done>) -> Answer {
    let cases = withdrawals(&visitor.desk).await?;
    let page = visitor.page("Relatives declared by mistake").sections(sections(&visitor));
    let page = match done.done.as_str() {
        "decided" => page.banner(success_banner("Your decision is written down", html! {})),
        _ => page,
    };
    show(page.show(html! {
        p .govuk-body {
            "A declared relative cannot open the record, whatever their role. Whoever declared it by mistake asks here, "
            "and never decides alone. Until you decide it stands."
        }
        @if cases.is_empty() {
            (empty_state("What workers ask to have taken back would stand here. Nothing waits now.", html! {}))
        }
        @for case in &cases {
            section .nwd-side {
                (facts(case))
                a .govuk-button href=(path(case.stream)) role="button" draggable="false" data-module="govuk-button" {
                    "Decide about it" span .govuk-visually-hidden { ": " bdi { (case.worker) } ", " (case.reference) }
                }
            }
        }
    }))
}

fn facts(case: &WithdrawalCase) -> Markup {
    let declared = case.declared.as_ref().map(|(by, at)| html! { (name(by)) ", " (moment(*at)) });
    summary_list(&[
        fact("Worker", Some(&case.worker)),
        fact("Young person", Some(&case.reference)),
        fact_of("Declared by", declared.unwrap_or_default()),
        fact_of("Asked", moment(case.asked_at)),
        fact("What they say", Some(&case.reason)),
    ])
}

fn path(stream: StreamId) -> String {
    format!("/relatives/{stream}")
}

async fn one(visitor: &Visitor, stream: &str) -> Result<WithdrawalCase, Trouble> {
    let stream: StreamId = stream.parse().map_err(|_| Trouble::not_found())?;
    let cases = withdrawals(&visitor.desk).await?;
    cases.into_iter().find(|case| case.stream == stream).ok_or_else(Trouble::not_found)
}

/// One of them, with the form.
pub(super) async fn ask(visitor: Visitor, Path(stream): Path<String>) -> Answer {
    let case = one(&visitor, &stream).await?;
    let empty = Form::new().with(KEY_FIELD, visitor.form_key());
    let (form, saved) = or_draft(&visitor, &path(case.stream), empty).await?;
    show(page(&visitor, &case, &form, saved))
}

/// Decides it.
pub(super) async fn decide(visitor: Visitor, Path(stream): Path<String>, posted: Posted) -> Answer {
    let id: StreamId = stream.parse().map_err(|_| Trouble::not_found())?;
    let mut form = posted.form;
    let decision = form.must_choose("decision", "Choose what is right.", |value| match value {
        "back" => Some(true),
        "stands" => Some(false),
        _ => None,
    });
    let answer = match decision {
        Some(back) => decide_withdrawal(&visitor.desk, id, back, form.value("reason"), posted.key).await,
        None => Err(No::Refused(Vec::new())),
    };
    match answer {
        Ok(()) => {
            work::drafts::sent(&visitor.desk, &path(id), form.values()).await;
            go("/relatives?done=decided")
        }
        Err(No::Refused(refusals)) => {
            form.refuse_all(refusals);
            let case = one(&visitor, &stream).await?;
            show_again(&form, page(&visitor, &case, &form, None))
        }
        Err(no) => Err(Trouble::from(no)),
    }
}

fn page(visitor: &Visitor, case: &WithdrawalCase, form: &Form, saved: Option<String>) -> Markup {
    let page = visitor.page("Declared by mistake?").about(case.worker.clone()).form(form);
    page.back("/relatives", "Relatives declared by mistake").show(html! {
        (facts(case))
        p .govuk-body { "Ask the worker, and somebody who knows the young person’s family. Do not rely on one of them alone." }
        (post(path(case.stream)).key(visitor.key_of(form)).draft(url_of(&path(case.stream)), saved).show(html! {
            (field::radios("decision", "What is right?", [
                Choice::new("back", "It was a mistake: take it back").hint("The record opens to them again as their post allows."),
                Choice::new("stands", "It stands").hint("The record stays closed to them."),
            ]).show(form))
            (field::area("reason", "Why?").hint("What you asked, and whom.").show(form))
            (submit("Write down the decision"))
        }))
    })
}
