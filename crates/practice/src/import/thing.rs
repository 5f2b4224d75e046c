//! The things that a file can say of a young person.

use crate::journal::Body;
use crate::people::{Detail, NameUse, NumberKind};

/// One thing that a file can say. A record holds each once, or once for each
/// of its streams.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Thing {
    /// A name of one use.
    Name(NameUse),
    /// The birth date.
    Birth,
    /// A number of one kind.
    Number(NumberKind),
    /// One detail.
    Detail(Detail),
    /// An episode of the return.
    CarePeriod,
    /// A time missing or away.
    Missing,
    /// A review.
    Review,
    /// Permanence before a period of care.
    Permanence,
    /// The yearly health answers.
    YearInCare,
    /// How a care leaver was doing.
    AfterCare,
    /// Sought asylum alone.
    Unaccompanied,
    /// A period with one social worker.
    SocialWorkerSpell,
    /// The responsible team.
    Team,
    /// The key worker.
    KeyWorker,
    /// The social worker.
    SocialWorker,
    /// The group.
    Cohort,
    /// Where they sleep.
    Sleeping,
}

impl Thing {
    /// What an event is about, when a file could say it too.
    pub fn of(body: &Body) -> Option<Self> {
        Some(match body {
            Body::NameRecorded(name) => Self::Name(name.usage),
            Body::BirthRecorded(_) => Self::Birth,
            Body::NumberRecorded(number) => Self::Number(number.kind),
            Body::DetailRecorded(detail) => Self::Detail(detail.detail),
            Body::CarePeriod(_) => Self::CarePeriod,
            Body::MissingRecorded(_) => Self::Missing,
            Body::ReviewHeld(_) => Self::Review,
            Body::PermanenceBefore(_) => Self::Permanence,
            Body::YearInCare(_) => Self::YearInCare,
            Body::AfterCare(_) => Self::AfterCare,
            Body::Unaccompanied(_) => Self::Unaccompanied,
            Body::SocialWorkerSpell(_) => Self::SocialWorkerSpell,
            Body::ResponsibleTeamNamed(_) => Self::Team,
            Body::KeyWorkerNamed(_) | Body::KeyWorkingEnded(_) => Self::KeyWorker,
            Body::SocialWorkerNamed(_) => Self::SocialWorker,
            Body::CohortRecorded(_) => Self::Cohort,
            Body::SleepingRecorded(_) => Self::Sleeping,
            _ => return None,
        })
    }

    /// The kind of event that says it.
    pub fn kind(self) -> &'static str {
        match self {
            Self::Name(_) => "people.name_recorded",
            Self::Birth => "people.birth_recorded",
            Self::Number(_) => "people.number_recorded",
            Self::Detail(_) => "people.detail_recorded",
            Self::CarePeriod => "homes.care_period",
            Self::Missing => "safety.missing_recorded",
            Self::Review => "plans.review_held",
            Self::Permanence => "plans.permanence_before",
            Self::YearInCare => "outcomes.year_in_care",
            Self::AfterCare => "outcomes.after_care",
            Self::Unaccompanied => "outcomes.unaccompanied",
            Self::SocialWorkerSpell => "key_working.social_worker_spell",
            Self::Team => "hubs.responsible_team_named",
            Self::KeyWorker => "key_working.key_worker_named",
            Self::SocialWorker => "key_working.social_worker_named",
            Self::Cohort => "key_working.cohort_recorded",
            Self::Sleeping => "homes.sleeping_recorded",
        }
    }

    /// A stable word for one of several facts that one kind of event says; none
    /// where the kind says it.
    pub fn fact(self) -> Option<&'static str> {
        Some(match self {
            Self::Name(NameUse::Legal) => "legal name",
            Self::Name(NameUse::Used) => "name used",
            Self::Number(NumberKind::Council) => "council number",
            Self::Number(NumberKind::Upn) => "upn",
            Self::Number(NumberKind::Nhs) => "nhs number",
            Self::Detail(Detail::Pronouns) => "pronouns",
            Self::Detail(Detail::Sex) => "sex",
            Self::Detail(Detail::Ethnicity) => "ethnicity",
            Self::Detail(Detail::Languages) => "languages",
            Self::Detail(Detail::Communication) => "communication",
            Self::Detail(Detail::WhatHelps) => "what helps",
            Self::Detail(Detail::Parent) => "parent",
            _ => return None,
        })
    }

    /// A stable word for the stream of a conflict.
    pub(super) fn word(self) -> String {
        let part = match self {
            Self::Name(NameUse::Legal) | Self::Number(NumberKind::Council) => " 1",
            Self::Name(NameUse::Used) | Self::Number(NumberKind::Upn) => " 2",
            Self::Number(NumberKind::Nhs) => " 3",
            Self::Detail(Detail::Sex) => " sex",
            Self::Detail(Detail::Ethnicity) => " ethnicity",
            Self::Detail(Detail::Parent) => " parent",
            Self::Detail(_) => " other",
            _ => "",
        };
        format!("{}{part}", self.kind())
    }

    /// Whether a file that says otherwise on a later day tells of a change,
    /// rather than of an error: it speaks of the day it was written.
    pub(crate) fn is_of_the_day(self) -> bool {
        matches!(self, Self::Team | Self::SocialWorker | Self::Cohort | Self::Sleeping)
    }

    /// Whether one stream may hold several that were so one after another.
    pub(super) fn follows_another(self) -> bool {
        self.is_of_the_day()
            || matches!(
                self,
                Self::KeyWorker | Self::Name(_) | Self::Birth | Self::Number(_) | Self::Detail(_)
            )
    }
}
