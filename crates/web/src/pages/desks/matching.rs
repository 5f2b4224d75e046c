//! The matching desk: two records that may be one person.

use super::side::{beside, file_says, head, named, sections, settled};
use crate::pages::drafts::{Changing, shown_at, url_of};
use crate::pages::people::about_whom;
use crate::parts::{
    Choice, Form, KEY_FIELD, Table, Tone, column, empty_state, field, moment, name, overtaken, pagination,
    post, submit, success_banner, tag,
};
use crate::posted::Posted;
use crate::trouble::Trouble;
use crate::visitor::{Answer, Visitor, go, show, show_again, show_overtaken};
use axum::extract::{Path, Query};
use maud::{Markup, html};
use practice::ids::StreamId;
use practice::people::MatchDecision;
use serde::Deserialize;
use work::No;
use work::people::{
    Case, Decided, Decision, Settling, Summary, decide_match, decided_matches, match_case, match_cases,
};

/// What was done just before, in a fixed word, and about what, by its id; and which page of a list.
#[derive(Deserialize)]
pub(super) struct Done {
    #[serde(default)]
    pub(super) done: String,
    #[serde(default)]
    pub(super) of: String,
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
        "decided" => {
            let case = decided.iter().find(|case| case.stream.to_string() == done.of);
            let about = about_whom(case.map(|case| named(&case.one)));
            page.banner(success_banner("Your decision is written down", about))
        }
        _ => page,
    };
    let count = match cases.len() {
        1 => "1 case waits for a decision".to_owned(),
        count => format!("{count} cases wait for a decision"),
    };
    show(page.show(html! {
        p .govuk-body { "Whoever wrote one of these records may not know of the other one. Nobody is told of it from here." }
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
        vec![
            html! { a .govuk-link href=(path(case.stream)) { (moment(case.made.at)) } },
            name(&case.made.by),
            html! { (who(&case.one)) @if let Some(other) = &case.other { (who(other)) } },
            html! {
                strong { (in_words(&case.made, case.other.is_none())) }
                div .nwd-row-more { bdi { (case.made.reason) } }
            },
            html! { (case.why.sentence()) },
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

fn in_words(made: &Decision, is_of_a_number: bool) -> &'static str {
    match (made.decision, is_of_a_number) {
        (MatchDecision::Same, false) => "One person",
        (MatchDecision::Different, false) => "Two people",
        (MatchDecision::Same, true) => "One child under the number",
        (MatchDecision::Different, true) => "Another child under the number",
        (MatchDecision::PutRight, _) => "No longer in doubt",
    }
}

/// One case: with the form, or with what was decided.
pub(super) async fn ask(visitor: Visitor, Path(case): Path<String>) -> Answer {
    let stream = id_of(&case)?;
    let case = match_case(&visitor.desk, stream).await?;
    let empty = Form::new().with(KEY_FIELD, visitor.form_key());
    let changing = Changing::begun(&visitor, &path(stream), empty, case.revision).await?;
    show(page(&visitor, &case, &changing))
}

/// Decides it.
pub(super) async fn decide(visitor: Visitor, Path(case): Path<String>, posted: Posted) -> Answer {
    let stream = id_of(&case)?;
    let mut form = posted.form;
    let decision = form.must_choose("decision", "Choose one of the two.", |value| match value {
        "same" => Some(MatchDecision::Same),
        "different" => Some(MatchDecision::Different),
        _ => None,
    });
    let reason = form.must_text("reason", "Say why.");
    let (Some(decision), Some(reason)) = (decision, reason) else {
        return again(&visitor, stream, form, false).await;
    };
    let settling = Settling { decision, reason, shown: shown_at(&form), key: posted.key };
    match decide_match(&visitor.desk, stream, &settling).await {
        Ok(()) => {
            work::drafts::sent(&visitor.desk, &path(stream), form.values()).await;
            go(format!("/matching?done=decided&of={stream}"))
        }
        Err(No::Refused(refusals)) => {
            form.refuse_all(refusals);
            again(&visitor, stream, form, false).await
        }
        Err(No::Moved) => again(&visitor, stream, form, true).await,
        Err(no) => Err(Trouble::from(no)),
    }
}

/// The page for somebody who is to look again: at what is wrong with the form, or at what has moved on.
async fn again(visitor: &Visitor, stream: StreamId, form: Form, moved: bool) -> Answer {
    let case = match_case(&visitor.desk, stream).await?;
    if moved || case.decided.is_some() {
        return show_overtaken(page(visitor, &case, &Changing::overtaken(form, case.revision)));
    }
    let changing = Changing::refused(form);
    show_again(&changing.form, page(visitor, &case, &changing))
}

fn id_of(case: &str) -> Result<StreamId, Trouble> {
    case.parse().map_err(|_| Trouble::not_found())
}

fn path(stream: StreamId) -> String {
    format!("/matching/{stream}")
}

/// A case as the list has it: what the file says is on its own page.
fn laid_out(case: &Case) -> Markup {
    let other = if let Some(other) = &case.other {
        head("The other record", other)
    } else {
        html! {
            h2 .govuk-heading-m { "The council’s file" }
            p .govuk-body { "What it says stands on the page of this case." }
        }
    };
    html! {
        section .nwd-side {
            h2 .govuk-heading-m {
                bdi { (named(&case.one.who)) } @if case.urgent { " " (tag(Tone::Red, "Somebody is waiting")) }
            }
            p .govuk-body { (case.why.sentence()) }
            (beside(head("This record", &case.one), other))
            a .govuk-button href=(path(case.stream)) role="button" draggable="false" data-module="govuk-button" {
                "Decide" span .govuk-visually-hidden { ": " bdi { (named(&case.one.who)) } }
            }
        }
    }
}

/// What is to be compared: two records, or a record and what the file says.
fn compared(case: &Case) -> Markup {
    let other = match &case.other {
        Some(other) => head("The other record", other),
        None => file_says(case.file_says.as_ref(), case.names_left_out),
    };
    beside(head("This record", &case.one), other)
}

fn page(visitor: &Visitor, case: &Case, changing: &Changing) -> Markup {
    let form = &changing.form;
    let heading = if case.other.is_some() { "Is this one person?" } else { "Is this one child?" };
    let page = visitor.page(heading).about(named(&case.one.who)).about("Suspected matches");
    let page = if changing.moved { page } else { page.form(form) };
    page.back("/matching", "Suspected matches").wide().show(html! {
        @if case.urgent && case.decided.is_none() { p { (tag(Tone::Red, "Somebody is waiting")) } }
        p .govuk-body { (case.why.sentence()) }
        @if changing.moved { (overtaken(&compared(case))) } @else { (compared(case)) }
        @match &case.decided {
            Some(made) => {
                (settled(in_words(made, case.other.is_none()), (Some(&made.reason), &made.by, made.at), changing.moved))
            },
            None => (question(visitor, case, changing)),
        }
    })
}

fn question(visitor: &Visitor, case: &Case, changing: &Changing) -> Markup {
    let (form, saved, path) = (&changing.form, changing.saved.clone(), path(case.stream));
    let (asked, same, different) = match case.other {
        Some(_) => (
            "Are they one person?",
            Choice::new("same", "Yes, one person")
                .hint("The records are to be brought together. Nothing is merged by itself."),
            Choice::new("different", "No, two people").hint("They are not suggested again."),
        ),
        None => (
            "Does the record, and all that the file says, belong to one child?",
            Choice::new("same", "Yes, one child").hint(
                "The next import of this file takes in what it says. Where that differs from the record it puts the \
                 record right; what was put right here by hand stays until somebody decides.",
            ),
            Choice::new("different", "No, another child").hint(
                "Nothing under this number is taken in until the council has put the number right in its file.",
            ),
        ),
    };
    post(&*path).key(visitor.key_of(form)).draft(url_of(&path), saved).show(html! {
        (field::radios("decision", asked, [same, different]).show(form))
        (field::area("reason", "Why?").hint("What you compared, and whom you asked.").show(form))
        (changing.shown())
        (submit("Write down the decision"))
    })
}
