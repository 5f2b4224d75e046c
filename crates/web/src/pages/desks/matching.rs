//! The matching desk: two records that may be one person.

use super::side::{beside, head, named, sections};
use crate::pages::drafts::{or_draft, url_of};
use crate::parts::{
    Choice, Form, KEY_FIELD, Table, Tone, column, empty_state, field, inset, moment, name, pagination, post,
    submit, success_banner, tag,
};
use crate::posted::Posted;
use crate::trouble::Trouble;
use crate::visitor::{Answer, Visitor, go, show, show_again};
use axum::extract::{Path, Query};
use maud::{Markup, html};
use practice::ids::StreamId;
use practice::people::MatchDecision;
use serde::Deserialize;
use work::No;
use work::people::{Case, Decided, Summary, decide_match, decided_matches, match_case, match_cases};

/// What was done just before, in a fixed word, and which page of a list.
#[derive(Deserialize)]
pub(super) struct Done {
    #[serde(default)]
    pub(super) done: String,
    #[serde(default)]
    pub(super) page: String,
}

/// Cases that nobody has decided.
pub(super) async fn list(visitor: Visitor, Query(done): Query<Done>) -> Answer {
    let cases = match_cases(&visitor.desk).await?;
    let at = done.page.parse().unwrap_or(1).max(1);
    let (decided, total) = decided_matches(&visitor.desk, i64::try_from(at).unwrap_or(1)).await?;
    let page = visitor.page("Suspected matches").sections(sections(&visitor)).wide();
    let page = match done.done.as_str() {
        "decided" => page.banner(success_banner("Your decision is written down", html! {})),
        _ => page,
    };
    let count = match cases.len() {
        1 => "1 case waits for a decision".to_owned(),
        count => format!("{count} cases wait for a decision"),
    };
    show(page.show(html! {
        p .govuk-body { "Whoever wrote these records does not know of the other one, and is not told." }
        @if cases.is_empty() {
            (empty_state("Records that may be one person would stand here. There are none now.", html! {}))
        } @else {
            p .nwd-count { (count) }
            @for case in &cases { (laid_out(case)) }
        }
        (decisions(&decided).show())
        (pagination(at, u64::try_from(total).unwrap_or_default(), |page| format!("/matching?page={page}")))
    }))
}

/// What was decided, by whom and when.
fn decisions(decided: &[Decided]) -> Table {
    let who = |who: &Summary| html! { (name(named(who))) div .nwd-row-more { (who.reference) } };
    let row = |case: &Decided| {
        let decision = match case.decision {
            MatchDecision::Same => "One person",
            MatchDecision::Different => "Two people",
        };
        vec![
            moment(case.at),
            name(&case.by),
            html! { (who(&case.one)) @if let Some(other) = &case.other { (who(other)) } },
            html! { strong { (decision) } div .nwd-row-more { bdi { (case.reason) } } },
            html! { (case.why) },
        ]
    };
    Table {
        caption: "Decided".into(),
        columns: vec![
            column("When"),
            column("By whom"),
            column("Whose records"),
            column("Decision"),
            column("Why it was suspected"),
        ],
        rows: decided.iter().map(row).collect(),
        empty: empty_state("What is decided stands here, with who decided it and why.", html! {}),
    }
}

/// One case, with the form.
pub(super) async fn ask(visitor: Visitor, Path(case): Path<String>) -> Answer {
    let stream = id_of(&case)?;
    let case = match_case(&visitor.desk, stream).await?;
    let empty = Form::new().with(KEY_FIELD, visitor.form_key());
    let (form, saved) = or_draft(&visitor, &path(stream), empty).await?;
    show(page(&visitor, &case, &form, saved))
}

/// Decides it.
pub(super) async fn decide(visitor: Visitor, Path(case): Path<String>, posted: Posted) -> Answer {
    let stream = id_of(&case)?;
    let mut form = posted.form;
    let decision = form.must_choose("decision", "Choose whether they are one person.", |value| match value {
        "same" => Some(MatchDecision::Same),
        "different" => Some(MatchDecision::Different),
        _ => None,
    });
    let reason = form.must_text("reason", "Say why.");
    let (Some(decision), Some(reason)) = (decision, reason) else {
        return again(&visitor, stream, &form).await;
    };
    match decide_match(&visitor.desk, stream, decision, &reason, posted.key).await {
        Ok(()) => {
            work::drafts::discard(&visitor.desk, &path(stream)).await?;
            go("/matching?done=decided")
        }
        Err(No::Refused(refusals)) => {
            form.refuse_all(refusals);
            again(&visitor, stream, &form).await
        }
        Err(no) => Err(Trouble::from(no)),
    }
}

async fn again(visitor: &Visitor, stream: StreamId, form: &Form) -> Answer {
    let case = match_case(&visitor.desk, stream).await?;
    show_again(form, page(visitor, &case, form, None))
}

fn id_of(case: &str) -> Result<StreamId, Trouble> {
    case.parse().map_err(|_| Trouble::not_found())
}

fn path(stream: StreamId) -> String {
    format!("/matching/{stream}")
}

fn heads(case: &Case) -> Markup {
    let other = match &case.other {
        Some(other) => head("The other record", other),
        None => inset(html! { p .govuk-body { "There is no other record yet." } }),
    };
    beside(head("This record", &case.one), other)
}

fn laid_out(case: &Case) -> Markup {
    html! {
        section .nwd-side {
            h2 .govuk-heading-m {
                bdi { (named(&case.one.who)) } @if case.urgent { " " (tag(Tone::Red, "Somebody is waiting")) }
            }
            p .govuk-body { (case.why) }
            (heads(case))
            a .govuk-button href=(path(case.stream)) role="button" draggable="false" data-module="govuk-button" {
                "Decide" span .govuk-visually-hidden { ": " bdi { (named(&case.one.who)) } }
            }
        }
    }
}

fn page(visitor: &Visitor, case: &Case, form: &Form, saved: Option<String>) -> Markup {
    let page =
        visitor.page("Is this one person?").about(named(&case.one.who)).about("Suspected matches").form(form);
    page.back("/matching", "Suspected matches").wide().show(html! {
        @if case.urgent { p { (tag(Tone::Red, "Somebody is waiting")) } }
        p .govuk-body { (case.why) }
        (heads(case))
        (post(path(case.stream)).key(visitor.key_of(form)).draft(url_of(&path(case.stream)), saved).show(html! {
            (field::radios("decision", "Are they one person?", [
                Choice::new("same", "Yes, one person").hint("The records are to be brought together. Nothing is merged by itself."),
                Choice::new("different", "No, two people").hint("They are not suggested again."),
            ]).show(form))
            (field::area("reason", "Why?").hint("What you compared, and whom you asked.").show(form))
            (submit("Write down the decision"))
        }))
    })
}
