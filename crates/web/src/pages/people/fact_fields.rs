//! The questions of each fact's form, and what the answers say.

use super::fact_kind::Kind;
use super::words;
use crate::parts::{Choice, Form, field, inset, warning_text};
use jiff::civil::Date;
use maud::{Markup, html};
use practice::codes::{CodeSet, CollectionYear};
use practice::dates::PartialDate;
use practice::people::{
    BirthBasis, ContactKind, Detail, FamilyMemberRecorded, HealthTopic, NumberKind, SafeContactRecorded,
};
use work::people::{Fact, PersonPage};

const BASES: [(&str, BirthBasis); 5] = [
    ("given", BirthBasis::Given),
    ("document", BirthBasis::Document),
    ("assessed", BirthBasis::Assessed),
    ("disputed", BirthBasis::Disputed),
    ("expected", BirthBasis::Expected),
];
const TOPICS: [(&str, HealthTopic); 5] = [
    ("allergy", HealthTopic::Allergy),
    ("medicine", HealthTopic::Medicine),
    ("gp", HealthTopic::Gp),
    ("may_agree", HealthTopic::MayAgree),
    ("other", HealthTopic::Other),
];
/// What a ticked box says.
const YES: &str = "yes";

fn word_of<T: PartialEq + Copy>(words: &[(&'static str, T)], value: T) -> &'static str {
    words.iter().find(|(_, one)| *one == value).map_or("", |(word, _)| word)
}

fn read_word<T: Copy>(words: &[(&str, T)], typed: &str) -> Option<T> {
    words.iter().find(|(word, _)| *word == typed).map(|(_, value)| *value)
}

/// The form as it opens: with what stands in the record.
pub(super) fn prefilled(kind: Kind, page: &PersonPage) -> Form {
    let form = Form::new();
    let Some(standing) = kind.standing(page) else { return form };
    let form = form.with("shown", standing.event.to_string());
    match kind {
        Kind::Name(_) => form.with("name", standing.words),
        Kind::Number(_) => form.with("number", standing.words),
        Kind::Detail(detail) => {
            let value =
                page.details.iter().find(|(one, _)| *one == detail).map(|(_, value)| value.is.clone());
            form.with("value", value.unwrap_or_default())
        }
        Kind::Birth => {
            let now = page.births.iter().max_by_key(|birth| birth.happened.sort_key());
            now.map_or(form.clone(), |now| {
                let form = form.with("basis", word_of(&BASES, now.is.basis));
                if let PartialDate::Day(day) = now.is.born { form.with_day("born", day) } else { form }
            })
        }
        Kind::SafeContact => page.summary.safe_contact.as_ref().map_or(form.clone(), |safe| {
            let voicemail = if safe.voicemail { "yes" } else { "no" };
            form.with("channel", &*safe.channel).with("hours", &*safe.hours).with("voicemail", voicemail)
        }),
        Kind::Family(Some(stream)) => {
            let member = page.family.iter().find(|(one, _)| *one == stream).map(|(_, member)| &member.is);
            member.map_or(form.clone(), |member| {
                let ticked = |yes: bool| if yes { YES } else { "" };
                form.with("name", &*member.name)
                    .with("relation", &*member.relation)
                    .with("responsibility", ticked(member.parental_responsibility))
                    .with("network", ticked(member.network))
                    .with("note", &*member.note)
            })
        }
        Kind::Died => page.died.as_ref().map_or(form.clone(), |died| {
            let form = form.with("told_by", &*died.is.told_by);
            died.happened.first_day().map_or(form.clone(), |day| form.with_day("day", day))
        }),
        Kind::Health(Some(stream)) => {
            let fact = page.health.iter().find(|(one, _)| *one == stream).map(|(_, fact)| &fact.is);
            fact.map_or(form.clone(), |fact| {
                form.with("topic", word_of(&TOPICS, fact.topic)).with("fact", &*fact.fact)
            })
        }
        _ => form,
    }
}

/// The questions.
pub(super) fn questions(kind: Kind, page: &PersonPage, form: &Form, today: Date) -> Markup {
    match kind {
        Kind::Name(_) => field::text("name", "The whole name").show(form),
        Kind::Birth => birth(form),
        Kind::Number(kind) => number(kind, form),
        Kind::Detail(detail) => detail_question(detail, page, form, today),
        Kind::SafeContact => safe_contact(form),
        Kind::Contact(kind) => contact(kind, form),
        Kind::EndContact(_) => html! {
            p .govuk-body { "It is no longer shown as a way to reach them. It stays in the history." }
            (field::text("reason", "Why is it no longer right?").show(form))
        },
        Kind::Family(_) => family(form),
        Kind::Alert => alert(form),
        Kind::EndAlert(_) => field::area("reason", "Why is it no longer needed?").show(form),
        Kind::Back(_) => html! {
            (field::day("day", "Since which day are they back?").show(form))
            p .govuk-body { "What they said, and how they are, belongs in a note." }
        },
        Kind::Health(stream) => html! {
            (field::radios("topic", "What is it about?", TOPICS.map(|(word, topic)| (word, words::health_topic(topic))))
                .show(form))
            (field::area("fact", "What must somebody on a night shift know?")
                .hint(if stream.is_some() { "In a sentence. Leave this empty if it is no longer so." } else { "In a sentence." })
                .show(form))
        },
        Kind::NotDied => html! {
            p .govuk-body {
                "Both stay in the story: that a death was recorded, and that it was a mistake. Age, alerts and "
                "everything else that counts time goes on from today."
            }
            (field::area("reason", "How do we know that they are alive?").show(form))
        },
        Kind::Died => html! {
            @if page.died.is_none() {
                (warning_text("Check with a manager before you record this. Letters and reminders stop."))
            }
            (field::day("day", "On which day did they die?").show(form))
            (field::text("told_by", "Who told us?").show(form))
        },
    }
}

fn birth(form: &Form) -> Markup {
    let bases = [
        Choice::new("given", "Somebody said so"),
        Choice::new("document", "A document was seen"),
        Choice::new("assessed", "An age assessment"),
        Choice::new("disputed", "It is disputed"),
        Choice::new("expected", "They are not born yet"),
    ];
    html! {
        (field::day("born", "Birth date").show(form))
        (field::radios("basis", "What does it rest on?", bases).show(form))
    }
}

fn number(kind: NumberKind, form: &Form) -> Markup {
    numbered("number", kind).show(form)
}

/// The question for a number of theirs.
pub(super) fn numbered(name: &'static str, kind: NumberKind) -> field::Field {
    let (label, hint) = match kind {
        NumberKind::Nhs => ("NHS number", "10 figures, with or without spaces"),
        NumberKind::Upn => {
            ("Unique pupil number", "13 letters and figures, or the reason why there is none: UN1 to UN5")
        }
        NumberKind::Council => ("Case number", "As the council’s own system has it"),
    };
    field::text(name, label).hint(hint).width(field::Width::Twenty)
}

fn detail_question(detail: Detail, page: &PersonPage, form: &Form, today: Date) -> Markup {
    let empty = "Leave this empty if it is no longer so.";
    match detail {
        Detail::Sex => coded("Sex", CodeSet::Sex, page, form, today),
        Detail::Ethnicity => coded("Ethnicity, as they describe it", CodeSet::Ethnicity, page, form, today),
        Detail::Pronouns => field::text("value", "Pronouns, in their own words").hint(empty).show(form),
        Detail::Languages => {
            field::text("value", "Which languages do they speak, and is an interpreter needed?")
                .hint(empty)
                .show(form)
        }
        Detail::Communication => field::area("value", "What helps when somebody talks with them?")
            .hint(format!("For example: short sentences, time to answer, drawing it. {empty}"))
            .show(form),
        Detail::WhatHelps => {
            field::area("value", "What helps when they are upset, in their own words?").hint(empty).show(form)
        }
        Detail::Parent => field::text("value", "Are they a parent?").hint(empty).show(form),
    }
}

/// A choice of the codes of this year's return. A code of other years stays
/// shown as what stands, and cannot be chosen again.
fn coded(label: &str, set: CodeSet, page: &PersonPage, form: &Form, today: Date) -> Markup {
    let codes: Vec<Choice> = CollectionYear::of(today)
        .map(|year| set.codes_in(year).map(|code| Choice::new(code.code, code.label)).collect())
        .unwrap_or_default();
    let stands = page.details.iter().find(|(detail, _)| {
        matches!((detail, set), (Detail::Sex, CodeSet::Sex) | (Detail::Ethnicity, CodeSet::Ethnicity))
    });
    html! {
        @if let Some((detail, value)) = stands {
            p .govuk-body { "In the record now: " (words::detail_value(*detail, &value.is)) }
        }
        (field::select("value", label, codes).nothing_chosen("Not recorded").show(form))
    }
}

fn safe_contact(form: &Form) -> Markup {
    html! {
        (inset(html! { "This is shown on every page of theirs, before any number. Ask them." }))
        (field::text("channel", "How may we get in touch?").hint("For example: text first, then ring").show(form))
        (field::text("hours", "When?").hint("For example: after 4pm, not on Sundays").optional().show(form))
        (field::radios("voicemail", "May we leave a voicemail?", [("yes", "Yes"), ("no", "No")]).inline().show(form))
    }
}

fn contact(kind: ContactKind, form: &Form) -> Markup {
    let value = match kind {
        ContactKind::Address => field::area("value", "Address, with the postcode last"),
        ContactKind::Phone => field::telephone("value", "Telephone number"),
        ContactKind::Email => field::email("value", "E-mail address").autocomplete("off"),
    };
    html! {
        (value.show(form))
        (shielding(form))
    }
}

/// Whether an address or number is shielded.
pub(super) fn shielding(form: &Form) -> Markup {
    let shielded = Choice::new(YES, "Shield it")
        .hint("Only managers and workers the record names see it, and nobody finds the record by it. You may not see it again yourself.");
    field::checkboxes("shielded", "Would it be dangerous if the wrong person saw it?", [shielded])
        .small()
        .show(form)
}

fn family(form: &Form) -> Markup {
    let responsibility = Choice::new(YES, "They have parental responsibility");
    let network = Choice::new(YES, "They are not family, and matter to the young person");
    html! {
        (field::text("name", "Their name").show(form))
        (field::text("relation", "What are they to the young person?")
            .hint("In the young person’s words: Nan, my uncle, my friend’s mum").show(form))
        (field::checkboxes("responsibility", "Parental responsibility", [responsibility]).show(form))
        (field::checkboxes("network", "Network", [network]).show(form))
        (field::area("note", "What do workers need to know?").optional().show(form))
    }
}

fn alert(form: &Form) -> Markup {
    let told = Choice::new(YES, "The young person knows that this stands here");
    html! {
        (field::area("alert", "What is there to be careful about?")
            .hint("One sentence, kind and exact. It is shown on every page of theirs.").show(form))
        (field::day("review_on", "When does somebody look at it again?").show(form))
        (field::checkboxes("told", "Have you told them?", [told]).show(form))
    }
}

/// What the answers say; refusals are in the form where they say nothing.
pub(super) fn read(kind: Kind, page: &PersonPage, form: &mut Form, today: Date) -> Option<Fact> {
    let text = |form: &Form, name: &str| form.text(name).unwrap_or_default();
    let ticked = |form: &Form, name: &str| form.is_chosen(name, YES);
    match kind {
        Kind::Name(usage) => Some(Fact::Name(usage, text(form, "name"))),
        Kind::Birth => {
            let born = form.must_day("born", "the birth date");
            if let Some(born) = born.filter(|born| *born <= today && page.summary.born != Some(*born)) {
                form.doubt_small_child("born", born, today);
            }
            let basis =
                form.must_choose("basis", "Choose what the date rests on.", |word| read_word(&BASES, word));
            Some(Fact::Birth(born?, basis?))
        }
        Kind::Number(kind) => {
            let number = form.must_text("number", "Enter the number.");
            Some(Fact::Number(kind, number?))
        }
        Kind::Detail(detail) => Some(Fact::Detail(detail, text(form, "value"))),
        Kind::SafeContact => {
            let voicemail = form.must_choose("voicemail", "Say whether we may leave a voicemail.", |word| {
                read_word(&[("yes", true), ("no", false)], word)
            });
            let (channel, hours) = (text(form, "channel"), text(form, "hours"));
            Some(Fact::SafeContact(SafeContactRecorded { channel, hours, voicemail: voicemail? }))
        }
        Kind::Contact(kind) => Some(Fact::Contact(kind, text(form, "value"), ticked(form, "shielded"))),
        Kind::EndContact(stream) => Some(Fact::EndContact(stream, text(form, "reason"))),
        Kind::Family(stream) => Some(Fact::Family(stream, member(stream, page, form))),
        Kind::Alert => {
            let review_on = form.must_day("review_on", "the day on which somebody looks at it again");
            Some(Fact::Alert(text(form, "alert"), review_on?, ticked(form, "told")))
        }
        Kind::EndAlert(stream) => Some(Fact::EndAlert(stream, text(form, "reason"))),
        Kind::Back(stream) => {
            let day = form
                .must_day("day", "the day since when they are back")
                .filter(|day| !form.doubt_day_gone_by("day", *day, today));
            Some(Fact::Back(stream, day?))
        }
        Kind::Health(stream) => {
            let topic =
                form.must_choose("topic", "Choose what it is about.", |word| read_word(&TOPICS, word));
            if stream.is_none() {
                form.must_text("fact", "Write what somebody must know.");
            }
            Some(Fact::Health(stream, topic?, text(form, "fact")))
        }
        Kind::NotDied => Some(Fact::NotDied(text(form, "reason"))),
        Kind::Died => {
            let day = form.must_day("day", "the day on which they died");
            let stands = page.died.as_ref().and_then(|died| died.happened.first_day());
            if let Some(day) = day.filter(|day| Some(*day) != stands) {
                form.doubt_day_gone_by("day", day, today);
            }
            let told_by = form.must_text("told_by", "Say who told us.");
            Some(Fact::Died(day?, told_by?))
        }
    }
}

fn member(stream: Option<practice::ids::StreamId>, page: &PersonPage, form: &Form) -> FamilyMemberRecorded {
    let stands = page.family.iter().find(|(one, _)| Some(*one) == stream);
    FamilyMemberRecorded {
        person: stands.and_then(|(_, member)| member.is.person),
        name: form.text("name").unwrap_or_default(),
        relation: form.text("relation").unwrap_or_default(),
        parental_responsibility: form.is_chosen("responsibility", YES),
        network: form.is_chosen("network", YES),
        note: form.text("note").unwrap_or_default(),
    }
}
