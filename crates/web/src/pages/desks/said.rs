//! What a fact says, in words, for comparing two versions of it.

use crate::pages::people::words;
use crate::pages::story;
use crate::parts::{Fact, fact, summary_list};
use maud::{Markup, html};
use practice::dates::{Instant, PartialDate, long_date};
use practice::journal::{Body, CATALOGUE};
use work::people::Directory;

/// What the fact is about.
pub(super) fn title(body: &Body) -> &'static str {
    match body {
        Body::NameRecorded(name) => words::name_use(name.usage),
        Body::BirthRecorded(_) => "Birth date",
        Body::NumberRecorded(number) => words::number_kind(number.kind),
        Body::DetailRecorded(detail) => words::detail(detail.detail),
        Body::CarePeriod(_) => "A period in care",
        Body::MissingRecorded(_) => "A time missing or away",
        Body::ResponsibleTeamNamed(_) => "Responsible team",
        Body::KeyWorkerNamed(_) | Body::KeyWorkingEnded(_) => "Key worker",
        Body::SocialWorkerNamed(_) => "Social worker",
        Body::CohortRecorded(_) => "Where they stand with care",
        Body::SleepingRecorded(_) => "Where they are staying",
        Body::ReviewHeld(_) => "A review",
        Body::YearInCare(_) => "Health and wellbeing in a year",
        Body::AfterCare(_) => "How they were doing after care",
        Body::Unaccompanied(_) => "They sought asylum alone",
        Body::PermanenceBefore(_) => "A permanent home before",
        Body::SocialWorkerSpell(_) => "A time with one social worker",
        _ => "An entry of the return",
    }
}

/// What it says, written down when it was, and what else is known of it. Values of the vault are not shown here: they
/// are asked for apart.
pub(super) fn said(directory: &Directory, body: &Body, recorded: Instant, more: Vec<Fact>) -> Markup {
    let facts: Vec<Fact> = facts_of(directory, body, recorded).into_iter().chain(more).collect();
    if facts.is_empty() {
        let says = CATALOGUE.iter().find(|entry| entry.kind == body.kind()).map_or("", |entry| entry.says);
        return html! { p .govuk-body { (says) } };
    }
    summary_list(&facts)
}

fn facts_of(directory: &Directory, body: &Body, recorded: Instant) -> Vec<Fact> {
    let one = |value: &str| vec![fact(title(body), Some(value))];
    match body {
        Body::NameRecorded(name) => one(&name.name),
        Body::BirthRecorded(birth) => one(&partial(birth.born)),
        Body::NumberRecorded(number) => one(&words::number_value(number.kind, &number.number)),
        Body::DetailRecorded(detail) => one(&words::detail_value(detail.detail, &detail.value)),
        Body::ResponsibleTeamNamed(team) => one(&directory.beside_today(team.team, &team.name)),
        Body::KeyWorkerNamed(worker) => one(&directory.worker(worker.post)),
        Body::KeyWorkingEnded(ended) => vec![fact("Ended", Some(&ended.reason))],
        Body::SocialWorkerNamed(worker) => one(&directory.worker(worker.post)),
        body => story::facts(body, recorded, directory),
    }
}

fn partial(born: PartialDate) -> String {
    match born {
        PartialDate::Day(day) => long_date(day),
        other => other.to_string(),
    }
}
