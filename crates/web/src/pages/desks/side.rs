//! What several desks share: two things side by side, and the sections.

use crate::pages::people::words::{self, key_worker_today};
use crate::parts::{Fact, NavItem, fact, fact_of, link, moment, name, nav_item, summary_list};
use crate::trouble::Trouble;
use crate::visitor::Visitor;
use maud::{Markup, html};
use practice::dates::{Instant, long_date};
use practice::people::{ChildOfFile, Detail, FileSays, NumberKind};
use practice::staff::Permission;
use practice::words::{KEY_WORKER, SOCIAL_WORKER};
use work::people::{Side, Summary};

/// The desks that the visitor may open, as sections of one place.
pub(super) fn sections(visitor: &Visitor) -> Vec<NavItem> {
    let desks: [(&str, &str, &[Permission]); 6] = [
        ("/matching", "Suspected matches", &[Permission::DecideMatches]),
        ("/conflicts", "File and record disagree", &[Permission::DecideMatches, Permission::RecordPerson]),
        ("/looks", "Who looked", &[Permission::ReadAudit]),
        ("/relatives", "Relatives declared by mistake", &[Permission::ReadAudit]),
        ("/openings", "Emergency openings", &[Permission::ReviewGlass]),
        ("/restrictions", "Restricted records", &[Permission::RestrictPerson]),
    ];
    let path = visitor.here.split('?').next().unwrap_or_default();
    let shown: Vec<NavItem> = desks
        .into_iter()
        .filter(|(_, _, needs)| needs.iter().any(|permission| visitor.may(*permission)))
        .map(|(href, words, _)| nav_item(href, words, path.starts_with(href)))
        .collect();
    if shown.len() > 1 { shown } else { Vec::new() }
}

/// Two things to compare, beside each other on a desk and below each other on a phone.
pub(super) fn beside(one: Markup, other: Markup) -> Markup {
    html! { div .nwd-clash__sides { div .nwd-clash__side { (one) } div .nwd-clash__side { (other) } } }
}

/// What was decided, why, by whom and when; and where words of the reader's own came too late, that they are kept.
pub(super) fn settled(
    decision: &str,
    (reason, by, at): (Option<&str>, &str, Instant),
    came_too_late: bool,
) -> Markup {
    let facts = [
        fact("Decision", Some(decision)),
        fact("Why", reason.or(Some("Only some may read why"))),
        fact("By whom", Some(by)),
        fact_of("When", moment(at)),
    ];
    html! {
        h2 .govuk-heading-m { "Decided" }
        (summary_list(&facts))
        @if came_too_late { p .govuk-body { "What you typed is kept among your " (link("/drafts", "drafts")) "." } }
    }
}

/// Who somebody is, for comparing.
pub(super) fn head(title: &str, side: &Side) -> Markup {
    html! { h2 .govuk-heading-m { (title) } (summary_list(&facts_of(side))) }
}

fn facts_of(side: &Side) -> Vec<Fact> {
    let who = &side.who;
    let born = who.born.map(long_date);
    let before = html! { @for before in &side.names_before { div { (name(before)) } } };
    let mut facts = vec![
        fact("Name used", who.name.as_deref().or(Some("Name not recorded"))),
        fact("Legal name", who.legal_name.as_deref().or(who.name.as_deref())),
        fact_of("Names before", before),
        fact("Born", born.as_deref()),
        fact_of(
            "Birth date rests on",
            html! { @if let Some(doubt) = who.birth_doubt { (words::birth_basis(doubt)) } @else { "What was said or seen" } },
        ),
        fact("Reference", Some(&who.reference)),
    ];
    for kind in [NumberKind::Council, NumberKind::Nhs, NumberKind::Upn] {
        let number = side.numbers.iter().find(|(one, _)| *one == kind);
        let shown = number.map(|(_, number)| words::number_value(kind, number));
        facts.push(fact(words::number_kind(kind), shown.as_deref()));
    }
    for (detail, value) in &side.details {
        facts.push(fact(words::detail(*detail), Some(&words::detail_value(*detail, value))));
    }
    facts.extend([
        fact_of("Status", html! { (words::status(&who.words, who.status)) }),
        fact("Team", who.team.as_deref()),
        fact(who.words.say(KEY_WORKER), key_worker_today(who).as_deref()),
        fact(who.words.say(SOCIAL_WORKER), who.social_worker.as_deref()),
        fact_of("Known since", html! { @if let Some(since) = side.known_since { (moment(since)) } }),
    ]);
    facts
}

/// What the council's file says of who stands under a number, row by row.
pub(super) fn file_says(says: Option<&FileSays>, names_left_out: bool) -> Markup {
    let children = says.map(FileSays::children).unwrap_or_default();
    html! {
        h2 .govuk-heading-m { "The council’s file" }
        @if children.is_empty() {
            p .govuk-body {
                "What the file said is not kept. If it was not taken out by law, it stands here once the file has been \
                 imported again."
            }
        }
        @if names_left_out {
            p .govuk-body { "The names that it has are for those who may read restricted entries." }
        }
        @for child in children {
            h3 .govuk-heading-s { (rows(child)) }
            (summary_list(&facts_of_file(child)))
        }
    }
}

/// Where in the files it stands, for whoever opens them.
fn rows(child: &ChildOfFile) -> Markup {
    html! {
        @for (place, (file, line)) in child.rows.iter().enumerate() {
            @if place > 0 { "; " } bdi { (file) } ", line " (line)
        }
    }
}

/// What a row gives: its kind of file has no column for the rest.
fn facts_of_file(child: &ChildOfFile) -> Vec<Fact> {
    let coded = |detail, code: &Option<String>| {
        (words::detail(detail), code.as_ref().map(|code| words::detail_value(detail, code)))
    };
    let upn = child.upn.as_ref().map(|upn| words::number_value(NumberKind::Upn, upn));
    let given = [
        ("Legal name", child.legal_name.clone()),
        ("Name used", child.name_used.clone()),
        ("Born", child.born.map(long_date)),
        (words::number_kind(NumberKind::Council), Some(child.number.clone())),
        (words::number_kind(NumberKind::Upn), upn),
        coded(Detail::Sex, &child.sex),
        coded(Detail::Ethnicity, &child.ethnicity),
        ("Team", child.team.clone()),
        ("Social worker", child.social_worker.clone()),
    ];
    given.into_iter().filter_map(|(what, value)| Some(fact(what, Some(&value?)))).collect()
}

/// A name for a heading or a link: never empty.
pub(super) fn named(who: &Summary) -> &str {
    who.name.as_deref().unwrap_or("Name not recorded")
}

/// Writes down that something was asked for that is not there, and says so.
pub(super) async fn nowhere(visitor: &Visitor, asked: &str, what: &str) -> Trouble {
    match visitor.desk.not_found::<()>(asked, what).await {
        Err(no) => Trouble::from(no),
        Ok(()) => Trouble::not_found(),
    }
}
