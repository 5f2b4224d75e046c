//! What a later file changes of who somebody is, and of who works with them: never without a word.

use super::children::Child;
use super::says::Says;
use exchange::{RowRef, Severity};
use jiff::civil::Date;
use practice::codes::CollectionYear;
use practice::dates::{PartialDate, age_on, long_date};
use practice::import::{Claim, Difference, OLDEST, Standing, Thing, YOUNGEST, differences, leaves_the_ages};
use practice::journal::{Body, Class};
use practice::people::NameUse;

/// A thing that a file says otherwise than an earlier one did.
pub(super) struct Change<'c> {
    pub(super) stands: &'c Standing,
    pub(super) claim: &'c Claim,
    pub(super) child: &'c Child<'c>,
    pub(super) at: RowRef,
    pub(super) column: &'static str,
}

impl Change<'_> {
    /// Names what a file changes; answers whether it is taken in. By a birth date that takes somebody out of the
    /// ages that come in, nothing is changed unless people of all ages do.
    pub(super) fn is_taken_in(&self, day: Date, all_ages: bool, says: &mut Says<'_>) -> bool {
        if let Some((was, born)) = self.births().filter(|_| !all_ages)
            && leaves_the_ages(was, born, day)
        {
            let (before, age, day) = (self.earlier_birth(was), age_on(born, day), long_date(day));
            let reason = format!(
                "An earlier file said {before}. With this one they would be aged {age} on {day}, and only people aged \
                 {YOUNGEST} to {OLDEST} come in, so it is not taken in."
            );
            says.row(self.at, Some(self.column), &long_date(born), Severity::ValueLeftOut, reason);
            return false;
        }
        if let Some(what) = self.what() {
            let reason =
                format!("The record had another {what}. This one is taken in: check that it is right.");
            says.row(self.at, Some(self.column), &self.in_file(), Severity::ToCheck, reason);
        }
        true
    }

    /// Names a birth date that its file repeats, where a file of another kind has said otherwise since.
    pub(super) fn say_stays(&self, says: &mut Says<'_>) {
        let Some((was, born)) = self.births() else { return };
        let reason = format!(
            "Another file has said {} since, which stays. This file says what it said before: put right the one that \
             is wrong.",
            self.earlier_birth(was)
        );
        says.row(self.at, Some(self.column), &long_date(born), Severity::ValueLeftOut, reason);
    }

    /// Names each value of the file that is another one than what stands here.
    pub(super) fn say_disagrees(&self, day: Date, reason: &str, says: &mut Says<'_>) {
        let year = self.claim.year.or(CollectionYear::of(day)).unwrap_or(CollectionYear::FIRST);
        let found = differences(&self.claim.said, &self.stands.said, year);
        if found.is_empty() {
            says.row(self.at, Some(self.column), &self.in_file(), Severity::ToCheck, reason);
        }
        for Difference { column, value } in found {
            says.row(self.at, Some(column), &value, Severity::ToCheck, reason);
        }
    }

    /// What another one of stood. A name or a worker that stood is never told, whoever it is about: it may have
    /// been kept back, and whoever reads the issues must not be able to tell of whom one was.
    fn what(&self) -> Option<String> {
        let what = match (&self.stands.said.body, &self.claim.said.body) {
            (Body::NameRecorded(_), Body::NameRecorded(_)) => "name",
            (Body::ResponsibleTeamNamed(was), Body::ResponsibleTeamNamed(now)) if was.team != now.team => {
                "team"
            }
            (Body::KeyWorkerNamed(was), Body::KeyWorkerNamed(now)) if was.post != now.post => "key worker",
            (Body::SocialWorkerNamed(was), Body::SocialWorkerNamed(now)) if was.post != now.post => {
                "social worker"
            }
            (Body::BirthRecorded(_), Body::BirthRecorded(_)) => return Some(self.what_birth()),
            _ => return None,
        };
        Some(what.to_owned())
    }

    fn what_birth(&self) -> String {
        match self.births() {
            Some((was, _)) if self.stands.class == Class::Story => format!("birth date, {}", long_date(was)),
            _ => "birth date".to_owned(),
        }
    }

    /// The value as its row has it.
    fn in_file(&self) -> String {
        let Some(row) = self.child.people.first() else { return self.birth_in_file() };
        let written = match self.claim.thing {
            Thing::Name(NameUse::Legal) => &row.legal_name,
            Thing::Name(NameUse::Used) => &row.name_used,
            Thing::Team => &row.team,
            Thing::KeyWorker => &row.key_worker,
            Thing::SocialWorker => &row.social_worker,
            Thing::Cohort => &row.cohort,
            _ => return self.birth_in_file(),
        };
        written.as_deref().unwrap_or_default().to_owned()
    }

    fn birth_in_file(&self) -> String {
        born(&self.claim.said.body).map(long_date).unwrap_or_default()
    }

    /// The birth date that stands, and that of the file.
    fn births(&self) -> Option<(Date, Date)> {
        born(&self.stands.said.body).zip(born(&self.claim.said.body))
    }

    /// The birth date that stands, for whoever reads the issues: what was moved to a narrower class is not told.
    fn earlier_birth(&self, was: Date) -> String {
        if self.stands.class == Class::Story { long_date(was) } else { "another day".to_owned() }
    }
}

fn born(body: &Body) -> Option<Date> {
    match body {
        Body::BirthRecorded(birth) => match birth.born {
            PartialDate::Day(day) => Some(day),
            _ => None,
        },
        _ => None,
    }
}
