//! The cards of a record. The same cards show it as it was known on a day.

use super::fact_kind::Kind;
use super::frame::url;
use super::{care, words};
use crate::parts::{
    Fact, Tone, button_link_other, buttons, day, details, empty_state, fact, fact_of, happened, link, name,
    prose, summary_card, tag,
};
use crate::visitor::Visitor;
use jiff::civil::Date;
use maud::{Markup, html};
use practice::dates::Happened;
use practice::ids::EventId;
use practice::people::{Alert, BirthRecorded, Dated, Detail, NameUse, NumberKind};
use practice::staff::Permission;
use practice::words::{KEY_WORKER, RESPONSIBLE_TEAM, SOCIAL_WORKER, STAYING_TONIGHT};
use work::people::PersonPage;

/// What of a record its reader may change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Changes {
    /// It is only read.
    Nothing,
    /// Everything but who they are: it is open to the reader in an emergency alone.
    NotWhoTheyAre,
    /// Every fact.
    Everything,
    /// They died: the day of it, and that it was a mistake.
    OnlyTheDeath,
}

impl Changes {
    /// What a visitor may change of a record that they have open.
    pub(super) fn of(visitor: &Visitor, page: &PersonPage) -> Self {
        let decides = visitor.may_decide(Permission::RecordPerson, page.summary.person);
        match (page.may_record, decides, page.died.is_some()) {
            (false, ..) | (true, false, true) => Self::Nothing,
            (true, false, false) => Self::NotWhoTheyAre,
            (true, true, false) => Self::Everything,
            (true, true, true) => Self::OnlyTheDeath,
        }
    }

    /// Whether what the council's files told is put right: nobody does who has it open in an emergency alone.
    fn puts_right(self) -> bool {
        self == Self::Everything
    }

    /// Whether a fact, by its part of the address, is among it.
    pub(super) fn has(self, which: &str) -> bool {
        let is_who_they_are = || Kind::read(which, None).is_some_and(Kind::is_who_they_are);
        match self {
            Self::Nothing => false,
            Self::NotWhoTheyAre => !is_who_they_are(),
            Self::Everything => true,
            Self::OnlyTheDeath => matches!(which, "died" | "not-died"),
        }
    }
}

/// Who reads the cards.
#[derive(Debug, Clone, Copy)]
pub(super) struct Reader {
    /// Which facts have a link to change them.
    pub(super) changes: Changes,
    /// Whether the reader may add somebody to the family.
    pub(super) may_family: bool,
    /// Whether the reader may ask for addresses and numbers.
    pub(super) may_reach: bool,
    /// The day of reading.
    pub(super) today: Date,
}

/// Every card of a record.
pub(super) fn all(page: &PersonPage, reader: Reader) -> Markup {
    html! {
        (death(page, reader))
        (safe_contact(page, reader))
        (alerts(page, reader))
        (health(page, reader))
        (about(page, reader))
        (family(page, reader))
        (names(page, reader))
        (birth_and_numbers(page, reader))
        (work(page, reader))
        (care::periods(page, reader.changes.puts_right()))
        (care::missing(page, reader.changes.has("back"), reader.changes.puts_right()))
        @if page.died.is_none() && reader.changes.has("died") {
            div .nwd-no-print {
                (details("If they have died", html! {
                    p .govuk-body {
                        "Recording a death stops letters and reminders. It ends no history: everything stays to be read."
                    }
                    (link(&url(page.summary.person, "record/died"), "Record that they have died"))
                }))
            }
        }
    }
}

/// What a worker who is new to somebody reads first; it is changed on the record.
pub(crate) fn for_whoever_comes_next(page: &PersonPage, today: Date) -> Markup {
    let reader = Reader { changes: Changes::Nothing, may_family: false, may_reach: false, today };
    html! {
        (safe_contact(page, reader))
        (alerts(page, reader))
        (health(page, reader))
        (about(page, reader))
        (family(page, reader))
    }
}

/// Their death, with a way to take it back where it was a mistake.
fn death(page: &PersonPage, reader: Reader) -> Markup {
    let Some(died) = &page.died else { return html! {} };
    let mut when = fact_of("They died", happened(died.happened));
    if reader.changes.has("not-died") {
        when = when
            .action(url(page.summary.person, "record/died"), "Put the day right")
            .action(url(page.summary.person, "record/not-died"), "Recorded by mistake");
    }
    summary_card("Their death", &[when, fact("Who told us", Some(&died.is.told_by))])
}

/// A link to change a fact, for who may.
fn changed(fact: Fact, page: &PersonPage, reader: Reader, which: &str, words: &str) -> Fact {
    if !reader.changes.has(which) {
        return fact;
    }
    fact.action(url(page.summary.person, &format!("record/{which}")), words)
}

fn add(page: &PersonPage, reader: Reader, which: &str, words: &str) -> Markup {
    html! {
        @if reader.changes.has(which) {
            (buttons(button_link_other(&url(page.summary.person, &format!("record/{which}")), words)))
        }
    }
}

fn safe_contact(page: &PersonPage, reader: Reader) -> Markup {
    let safe = page.summary.safe_contact.as_ref();
    let how =
        changed(fact("How", safe.map(|safe| safe.channel.as_str())), page, reader, "safe-contact", "Change");
    let mut facts = vec![
        how,
        fact("When", safe.map(|safe| safe.hours.as_str())),
        fact("Voicemail", safe.map(|safe| words::voicemail(safe.voicemail))),
    ];
    if reader.may_reach {
        let number = page.contact_points.len();
        let known = match number {
            0 => "None is known yet".into(),
            1 => "1 way to reach them is known".into(),
            _ => format!("{number} ways to reach them are known"),
        };
        let known = fact("Addresses and numbers", Some(&known));
        facts.push(known.action(url(page.summary.person, "reach"), "Show"));
    }
    summary_card("Getting in touch safely", &facts)
}

fn alerts(page: &PersonPage, reader: Reader) -> Markup {
    let facts: Vec<Fact> = page
        .alerts
        .iter()
        .map(|(stream, alert)| {
            let stands = alert.is.ended.is_none();
            let key = if stands { "Stands" } else { "Has ended" };
            let fact = fact_of(key, alert_in_words(alert, page, reader));
            if stands { changed(fact, page, reader, &format!("end-alert/{stream}"), "End") } else { fact }
        })
        .collect();
    html! {
        @if facts.is_empty() {
            h2 .govuk-heading-m { "Alerts" }
            (empty_state("There is no alert now.", html! {}))
        } @else {
            (summary_card("Alerts", &facts))
        }
        (add(page, reader, "alert", "Add an alert"))
    }
}

fn alert_in_words(alert: &Dated<Alert>, page: &PersonPage, reader: Reader) -> Markup {
    let told = if alert.is.young_person_told {
        "They know that it stands here."
    } else {
        "They have not been told yet."
    };
    html! {
        p .govuk-body dir="auto" { (alert.is.alert) }
        p .govuk-body .nwd-quiet {
            @match &alert.is.ended {
                Some(why) => { "Ended: " bdi { (why) } }
                None => {
                    "Since " (happened(alert.happened)) ". "
                    @if page.died.is_none() { "To be looked at again by " (day(alert.is.review_on)) ". " }
                    (told)
                    @if page.died.is_none() && alert.is.review_on < reader.today { " " (tag(Tone::Red, "Overdue")) }
                }
            }
        }
    }
}

fn health(page: &PersonPage, reader: Reader) -> Markup {
    let facts: Vec<Fact> = page
        .health
        .iter()
        .map(|(stream, health)| {
            let shown = html! { span dir="auto" { (health.is.fact) } };
            let which = format!("health/{stream}");
            changed(fact_of(words::health_topic(health.is.topic), shown), page, reader, &which, "Change")
        })
        .collect();
    html! {
        @if facts.is_empty() {
            h2 .govuk-heading-m { "Health" }
            (empty_state("Allergies, medicines, the surgery, and who may agree to what would stand here.", html! {}))
        } @else {
            (summary_card("Health", &facts))
        }
        (add(page, reader, "health", "Add a health fact"))
    }
}

fn about(page: &PersonPage, reader: Reader) -> Markup {
    let facts: Vec<Fact> = Detail::ALL
        .into_iter()
        .filter_map(|detail| {
            let stands = page.details.iter().find(|(one, _)| *one == detail).map(|(_, value)| &value.is);
            let shown = stands.map(|value| prose(&words::detail_value(detail, value))).unwrap_or_default();
            let shown = fact_of(words::detail(detail), shown);
            match which(detail) {
                Some(which) => Some(changed(shown, page, reader, which, "Change")),
                None => stands.is_some().then_some(shown),
            }
        })
        .collect();
    summary_card("About them", &facts)
}

/// The form on which a detail is changed; some come from the return alone.
fn which(detail: Detail) -> Option<&'static str> {
    match detail {
        Detail::Pronouns => Some("pronouns"),
        Detail::Communication => Some("communication"),
        Detail::WhatHelps => Some("what-helps"),
        Detail::Languages => Some("languages"),
        Detail::Ethnicity => Some("ethnicity"),
        Detail::Sex => Some("sex"),
        Detail::Parent => None,
    }
}

fn family(page: &PersonPage, reader: Reader) -> Markup {
    let facts: Vec<Fact> = page
        .family
        .iter()
        .map(|(stream, member)| {
            let member = &member.is;
            let who =
                if member.name.is_empty() { "Another young person of this service" } else { &member.name };
            let shown = html! {
                p .govuk-body {
                    (name(who))
                    @if member.parental_responsibility { " " (tag(Tone::Blue, "Parental responsibility")) }
                    @if member.network { " " (tag(Tone::Grey, "Network")) }
                }
                (prose(&member.note))
            };
            let changes = if reader.may_family { reader.changes } else { Changes::Nothing };
            let reader = Reader { changes, ..reader };
            changed(
                fact_of(member.relation.clone(), shown),
                page,
                reader,
                &format!("family/{stream}"),
                "Change",
            )
        })
        .collect();
    html! {
        @if facts.is_empty() {
            @if reader.may_family {
                h2 .govuk-heading-m { "Family and network" }
                (empty_state("Family, and others who matter to them, would stand here.", html! {}))
            }
        } @else {
            (summary_card("Family and network", &facts))
        }
        @if reader.may_family { (add(page, reader, "family", "Add somebody")) }
    }
}

fn names(page: &PersonPage, reader: Reader) -> Markup {
    let shown = |usage: NameUse, which: &str| {
        let all =
            page.names.iter().find(|(one, _)| *one == usage).map_or(&[][..], |(_, names)| names.as_slice());
        let now = all.iter().max_by_key(|name| name.happened.sort_key());
        let value = now.map(|now| {
            html! {
                (name(&now.is))
                @if all.len() > 1 { (earlier(all.iter().filter(|one| one.event != now.event))) }
            }
        });
        changed(fact_of(words::name_use(usage), value.unwrap_or_default()), page, reader, which, "Change")
    };
    summary_card("Names", &[shown(NameUse::Used, "name-used"), shown(NameUse::Legal, "name-legal")])
}

fn earlier<'f>(before: impl Iterator<Item = &'f Dated<String>>) -> Markup {
    html! {
        ul .govuk-list .nwd-quiet {
            @for one in before { li { "Before: " (name(&one.is)) ", from " (happened(one.happened)) } }
        }
    }
}

fn birth_and_numbers(page: &PersonPage, reader: Reader) -> Markup {
    let now = page.births.iter().max_by_key(|birth| birth.happened.sort_key());
    let born = now.map(|now| {
        html! {
            (happened(Happened::On(now.is.born))) " " span .nwd-quiet { (words::birth_basis(now.is.basis)) }
            @if page.births.len() > 1 { (births(page.births.iter().filter(|one| one.event != now.event))) }
        }
    });
    let mut facts = vec![changed(fact_of("Born", born.unwrap_or_default()), page, reader, "birth", "Change")];
    let kinds = [
        (NumberKind::Council, "number-council"),
        (NumberKind::Nhs, "number-nhs"),
        (NumberKind::Upn, "number-upn"),
    ];
    for (kind, which) in kinds {
        let number = page.numbers.iter().find(|(one, _)| *one == kind);
        let shown = number.map(|(_, number)| words::number_value(kind, &number.is));
        facts.push(changed(fact(words::number_kind(kind), shown.as_deref()), page, reader, which, "Change"));
    }
    facts.push(fact("Our reference", Some(&page.summary.reference)));
    summary_card("Birth and numbers", &facts)
}

fn births<'f>(before: impl Iterator<Item = &'f Dated<BirthRecorded>>) -> Markup {
    html! {
        ul .govuk-list .nwd-quiet {
            @for one in before {
                li { "Before: " (happened(Happened::On(one.is.born))) ", " (words::birth_basis(one.is.basis)) }
            }
        }
    }
}

/// Who is there as key worker today, and since when the key worker is who they are:
/// whoever covers has a last day, and no such date.
pub(super) fn key_worker(page: &PersonPage) -> Markup {
    let who = &page.summary;
    let today = words::key_worker_today(who);
    let since = page.key_worker.as_ref().map(|worker| happened(worker.happened));
    html! {
        @if let Some(today) = &today { (name(today)) }
        @if let (Some(worker), Some(since)) = (&who.key_worker, since) {
            @if today.as_ref() == Some(worker) { ", since " (since) }
            @else {
                div .nwd-quiet {
                    (name(worker)) " has been their " (who.words.say(KEY_WORKER).to_lowercase()) " since " (since)
                }
            }
        }
    }
}

fn work(page: &PersonPage, reader: Reader) -> Markup {
    let who = &page.summary;
    let before = page.key_workers_before.iter().map(|(worker, since)| {
        html! { li { (name(worker)) ", from " (happened(since.happened)) } }
    });
    let mut facts = vec![
        fact("Status", Some(words::status(&who.words, who.status))),
        fact(who.words.say(RESPONSIBLE_TEAM), who.team.as_deref()),
        fact_of(who.words.say(KEY_WORKER), key_worker(page)),
    ];
    if !page.key_workers_before.is_empty() {
        facts.push(fact_of("Key workers before", html! { ul .govuk-list { @for one in before { (one) } } }));
    }
    facts.push(fact(who.words.say(SOCIAL_WORKER), who.social_worker.as_deref()));
    let right = |fact: Fact, entry: Option<EventId>| match entry.filter(|_| reader.changes.puts_right()) {
        Some(entry) => fact.action(format!("/entries/{entry}/correct"), "Put right"),
        None => fact,
    };
    if let Some(cohort) = &page.cohort {
        let stands = fact("Where they stand with care", Some(cohort.is.in_words()));
        facts.push(right(stands, Some(cohort.first)));
    }
    let tonight = if page.died.is_some() { "Has died" } else { &who.sleeping };
    facts.push(right(fact(who.words.say(STAYING_TONIGHT), Some(tonight)), page.sleeping_entry));
    if !page.stay_purpose.is_empty() {
        facts.push(fact("What the stay is for", Some(&page.stay_purpose)));
    }
    summary_card("Who works with them", &facts)
}
