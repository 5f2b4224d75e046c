//! Which fact a form is about: what stands in its address, and what stands in
//! the record where it would go.

use super::frame::url;
use super::words;
use practice::dates::{PartialDate, long_date};
use practice::ids::{EventId, PersonId, StreamId};
use practice::people::{ContactKind, Dated, Detail, NameUse, NumberKind};
use work::people::PersonPage;

/// The fact of a form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Name(NameUse),
    Birth,
    Number(NumberKind),
    Detail(Detail),
    SafeContact,
    Contact(ContactKind),
    EndContact(StreamId),
    Family(Option<StreamId>),
    Alert,
    EndAlert(StreamId),
    Back(StreamId),
    Health(Option<StreamId>),
    Died,
    NotDied,
}

/// Facts that there is one of, by their part of the address.
const SINGLE: [(&str, Kind); 16] = [
    ("name-used", Kind::Name(NameUse::Used)),
    ("name-legal", Kind::Name(NameUse::Legal)),
    ("birth", Kind::Birth),
    ("number-nhs", Kind::Number(NumberKind::Nhs)),
    ("number-upn", Kind::Number(NumberKind::Upn)),
    ("number-council", Kind::Number(NumberKind::Council)),
    ("pronouns", Kind::Detail(Detail::Pronouns)),
    ("communication", Kind::Detail(Detail::Communication)),
    ("what-helps", Kind::Detail(Detail::WhatHelps)),
    ("languages", Kind::Detail(Detail::Languages)),
    ("ethnicity", Kind::Detail(Detail::Ethnicity)),
    ("sex", Kind::Detail(Detail::Sex)),
    ("safe-contact", Kind::SafeContact),
    ("address", Kind::Contact(ContactKind::Address)),
    ("phone", Kind::Contact(ContactKind::Phone)),
    ("email", Kind::Contact(ContactKind::Email)),
];
/// Facts of which there may be several: a new one.
const NEW: [(&str, Kind); 5] = [
    ("family", Kind::Family(None)),
    ("health", Kind::Health(None)),
    ("alert", Kind::Alert),
    ("died", Kind::Died),
    ("not-died", Kind::NotDied),
];

/// What stands in the record where a fact would go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Standing {
    /// The event that says it.
    pub(super) event: EventId,
    /// In words.
    pub(super) words: String,
}

impl Kind {
    /// Reads the end of an address.
    pub(super) fn read(fact: &str, stream: Option<&str>) -> Option<Self> {
        let Some(stream) = stream else {
            return SINGLE.iter().chain(&NEW).find(|(word, _)| *word == fact).map(|(_, kind)| *kind);
        };
        let stream = stream.parse().ok()?;
        match fact {
            "family" => Some(Self::Family(Some(stream))),
            "health" => Some(Self::Health(Some(stream))),
            "end-alert" => Some(Self::EndAlert(stream)),
            "end-contact" => Some(Self::EndContact(stream)),
            "back" => Some(Self::Back(stream)),
            _ => None,
        }
    }

    /// Whether it says who somebody is, or whether they live: that is not for an hour in an emergency.
    pub(super) fn is_who_they_are(self) -> bool {
        match self {
            Self::Name(_) | Self::Birth | Self::Number(_) | Self::Died | Self::NotDied => true,
            Self::Detail(detail) => detail.is_of_the_return(),
            _ => false,
        }
    }

    /// Whether it says that they died, or that they had not.
    pub(super) fn is_of_a_death(self) -> bool {
        matches!(self, Self::Died | Self::NotDied)
    }

    /// The address of its form, which is also the name of its draft.
    pub(super) fn path(self, person: PersonId) -> String {
        let rest = match self {
            Self::Family(Some(stream)) => format!("family/{stream}"),
            Self::Health(Some(stream)) => format!("health/{stream}"),
            Self::EndAlert(stream) => format!("end-alert/{stream}"),
            Self::EndContact(stream) => format!("end-contact/{stream}"),
            Self::Back(stream) => format!("back/{stream}"),
            single => SINGLE
                .iter()
                .chain(&NEW)
                .find(|(_, kind)| *kind == single)
                .map_or_else(String::new, |(word, _)| (*word).to_owned()),
        };
        url(person, &format!("record/{rest}"))
    }

    /// Where to go when it is done: the page that shows it.
    pub(super) fn shown_on(self, person: PersonId) -> String {
        match self {
            Self::Contact(_) | Self::EndContact(_) => url(person, "reach"),
            _ => url(person, ""),
        }
    }

    /// The heading of its form.
    pub(super) fn heading(self) -> &'static str {
        match self {
            Self::Name(usage) => words::name_use(usage),
            Self::Birth => "When they were born",
            Self::Number(kind) => words::number_kind(kind),
            Self::Detail(detail) => words::detail(detail),
            Self::SafeContact => "Getting in touch safely",
            Self::Contact(ContactKind::Address) => "Add an address",
            Self::Contact(ContactKind::Phone) => "Add a telephone number",
            Self::Contact(ContactKind::Email) => "Add an e-mail address",
            Self::EndContact(_) => "No longer right",
            Self::Family(None) => "Add somebody to family and network",
            Self::Family(Some(_)) => "Family and network",
            Self::Alert => "Add an alert",
            Self::EndAlert(_) => "End an alert",
            Self::Back(_) => "They are back",
            Self::Health(None) => "Add a health fact",
            Self::Health(Some(_)) => "Health",
            Self::Died => "They have died",
            Self::NotDied => "They have not died",
        }
    }

    /// The one field of words that two people may change at once, where the
    /// fact is no more than that.
    pub(super) fn text_field(self) -> Option<&'static str> {
        match self {
            Self::Name(_) => Some("name"),
            Self::Number(_) => Some("number"),
            Self::Detail(Detail::Sex | Detail::Ethnicity) => None,
            Self::Detail(_) => Some("value"),
            Self::Health(Some(_)) => Some("fact"),
            _ => None,
        }
    }

    /// Whether that field is one line, such as a name: two of those make no third.
    pub(super) fn is_short(self) -> bool {
        matches!(self, Self::Name(_) | Self::Number(_) | Self::Detail(Detail::Pronouns | Detail::Languages))
    }

    /// What stands where the fact would go.
    pub(super) fn standing(self, page: &PersonPage) -> Option<Standing> {
        match self {
            Self::Name(usage) => {
                let (_, names) = page.names.iter().find(|(one, _)| *one == usage)?;
                let now = names.iter().max_by_key(|name| name.happened.sort_key())?;
                Some(says(now, now.is.clone()))
            }
            Self::Birth => {
                let now = page.births.iter().max_by_key(|birth| birth.happened.sort_key())?;
                let born = match now.is.born {
                    PartialDate::Day(day) => long_date(day),
                    other => other.to_string(),
                };
                Some(says(now, format!("{born}, {}", words::birth_basis(now.is.basis))))
            }
            Self::Number(kind) => {
                let (_, now) = page.numbers.iter().find(|(one, _)| *one == kind)?;
                Some(says(now, now.is.clone()))
            }
            Self::Detail(detail) => {
                let (_, now) = page.details.iter().find(|(one, _)| *one == detail)?;
                Some(says(now, words::detail_value(detail, &now.is)))
            }
            Self::SafeContact => {
                let words = page.summary.safe_contact.as_ref().map(words::safe_contact)?;
                Some(Standing { event: page.safe_contact_event?, words })
            }
            Self::Family(Some(stream)) => {
                let (_, now) = page.family.iter().find(|(one, _)| *one == stream)?;
                let rights =
                    if now.is.parental_responsibility { ", with parental responsibility" } else { "" };
                let words = format!("{}, {}{rights}. {}", now.is.name, now.is.relation, now.is.note);
                Some(says(now, words))
            }
            Self::Health(Some(stream)) => {
                let (_, now) = page.health.iter().find(|(one, _)| *one == stream)?;
                Some(says(now, now.is.fact.clone()))
            }
            Self::Died | Self::NotDied => match (&page.died, &page.alive) {
                (Some(died), _) => {
                    let day = died.happened.first_day().map(long_date).unwrap_or_default();
                    Some(says(died, format!("They died on {day}, as {} told us", died.is.told_by)))
                }
                (None, Some(alive)) => {
                    Some(says(alive, format!("They had not died. How we know: {}", alive.is.reason)))
                }
                (None, None) => None,
            },
            _ => None,
        }
    }
}

fn says<T>(now: &Dated<T>, words: String) -> Standing {
    Standing { event: now.event, words }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_address_of_a_form_leads_back_to_its_fact() {
        let person = PersonId(uuid::Uuid::from_u128(1));
        let stream = StreamId(uuid::Uuid::from_u128(2));
        let several = [
            Kind::Family(Some(stream)),
            Kind::Health(Some(stream)),
            Kind::EndAlert(stream),
            Kind::EndContact(stream),
            Kind::Back(stream),
        ];
        let all = SINGLE.iter().chain(&NEW).map(|(_, kind)| *kind).chain(several);
        for kind in all {
            let path = kind.path(person);
            let mut parts = path.split('/').skip(4);
            assert_eq!(Kind::read(parts.next().unwrap(), parts.next()), Some(kind), "{path}");
        }
    }

    #[test]
    fn an_address_that_names_no_fact_leads_nowhere() {
        for (fact, stream) in
            [("x", None), ("family", Some("x")), ("name-used", Some("x")), ("end-alert", None)]
        {
            assert_eq!(Kind::read(fact, stream), None, "{fact} {stream:?}");
        }
    }
}
