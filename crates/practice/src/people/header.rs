//! What is known of a young person now, or was known on a date: one pure fold.
//!
//! The live view stores the result of [`Header::apply`]; "as known on a date"
//! folds the events recorded by then with the same function.

use super::adoption::Adoption;
pub use super::events::RestrictedTo as Restriction;
use super::events::{BirthRecorded, DeathUndone, Detail, Died, NameUse, NumberKind, SafeContactRecorded};
use super::facts::{Alert, CareSpell, ContactPoint, FamilyMember, HealthFact, MissingSpell};
use super::photo::Photo;
use crate::dates::{Happened, Instant, PartialDate};
use crate::homes::Sleeping;
use crate::ids::{EventId, PersonId, PostId, Reference, StreamId, TeamId};
use crate::journal::{Body, Class, Event};
use crate::key_working::{Cohort, ContactPlanned, Cover, RhythmAgreed, TaskPutOff, covers_now};
use crate::specialists::PulledIn;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A fact with the event that said it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dated<T> {
    /// The fact.
    pub is: T,
    /// When it was so.
    pub happened: Happened,
    /// When it was written down.
    pub recorded: Instant,
    /// The event that says it.
    pub event: EventId,
    /// The event that first said it: corrections name this one, however many there are.
    pub first: EventId,
    /// Who may be shown it.
    pub class: Class,
}

/// How far the service has come with somebody.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// Known, and nobody's young person yet.
    Known,
    /// On a journey with a key worker.
    Open,
    /// Key working has ended, agreed by both.
    SteppedBack,
}

/// Everything known of one young person, folded from their events.
///
/// Each part is decided by the events of one stream, or kept by stream, so
/// that the order of unrelated streams does not matter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Header {
    /// Who.
    pub person: PersonId,
    /// The reference people see and say.
    pub reference: Option<Reference>,
    /// When the service came to know of them.
    pub known_since: Option<Instant>,
    /// Names, oldest first within each use.
    pub names: BTreeMap<NameUse, Vec<Dated<String>>>,
    /// Birth dates with their basis; the last one counts.
    pub births: Vec<Dated<BirthRecorded>>,
    /// Numbers others know them by.
    pub numbers: BTreeMap<NumberKind, Dated<String>>,
    /// What describes them; the last value counts.
    pub details: BTreeMap<Detail, Dated<String>>,
    /// How to reach them safely.
    pub safe_contact: Option<Dated<SafeContactRecorded>>,
    /// Ways to reach them.
    pub contact_points: BTreeMap<StreamId, Dated<ContactPoint>>,
    /// Family and network.
    pub family: BTreeMap<StreamId, Dated<FamilyMember>>,
    /// Photos, oldest first; the last one is shown unless it was taken out.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub photos: Vec<Dated<Photo>>,
    /// Alerts.
    pub alerts: BTreeMap<StreamId, Dated<Alert>>,
    /// Health facts that a night worker needs.
    pub health: BTreeMap<StreamId, Dated<HealthFact>>,
    /// Periods in care.
    pub care: BTreeMap<StreamId, Dated<CareSpell>>,
    /// Which of these and of the times missing a later file left out, with that file, until
    /// that file has it again.
    pub vanished: BTreeMap<StreamId, Dated<String>>,
    /// Times missing or away.
    pub missing: BTreeMap<StreamId, Dated<MissingSpell>>,
    /// The team responsible.
    pub team: Option<Dated<TeamId>>,
    /// The key worker now.
    pub key_worker: Option<Dated<PostId>>,
    /// Key workers before, oldest first.
    pub key_workers_before: Vec<Dated<PostId>>,
    /// Whether key working was ended, agreed by both.
    pub stepped_back: bool,
    /// Who covered for a key worker, covers or will, as it was named. Left out
    /// where there is none, as folds of before it was known are.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub covers: Vec<Dated<Cover>>,
    /// Of which key workers somebody told them that they leave. Left out where there is none, as folds of before it was
    /// known are.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub goodbyes: BTreeMap<StreamId, Dated<PostId>>,
    /// What needed somebody and was put off. Left out where there is nothing, as folds of before it was known are.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub put_off: BTreeMap<StreamId, Dated<TaskPutOff>>,
    /// Visits and calls that are planned, by stream, until they are logged or called off. Left out where there is none.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub planned: BTreeMap<StreamId, Dated<ContactPlanned>>,
    /// How often they are met, as it was agreed. Left out where nothing was, as folds of before it was known are.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rhythm: Option<Dated<RhythmAgreed>>,
    /// The social worker now.
    pub social_worker: Option<Dated<PostId>>,
    /// Workers pulled in to the one team.
    pub pulled_in: BTreeMap<StreamId, Dated<PulledIn>>,
    /// Which group they belong to.
    pub cohort: Option<Dated<Cohort>>,
    /// Where they sleep, and what for.
    pub sleeping: Option<Dated<(Sleeping, String)>>,
    /// The night on which they were expected to arrive.
    #[serde(default)]
    pub arriving: Option<Dated<Date>>,
    /// Restricted to named workers.
    pub restriction: Option<Dated<Restriction>>,
    /// Sealed by an adoption. It closes the record whoever may be told of it.
    pub sealed: bool,
    /// The adoption, while it seals the record: where the story goes on, and who may know.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub adoption: Option<Adoption>,
    /// The day they died, and who told us.
    pub died: Option<Dated<Died>>,
    /// That a death was recorded by mistake, unless one was recorded since.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub alive: Option<Dated<DeathUndone>>,
}

impl Header {
    /// Nothing known yet.
    pub fn new(person: PersonId) -> Self {
        Self {
            person,
            reference: None,
            known_since: None,
            names: BTreeMap::new(),
            births: Vec::new(),
            numbers: BTreeMap::new(),
            details: BTreeMap::new(),
            safe_contact: None,
            contact_points: BTreeMap::new(),
            family: BTreeMap::new(),
            photos: Vec::new(),
            alerts: BTreeMap::new(),
            health: BTreeMap::new(),
            care: BTreeMap::new(),
            vanished: BTreeMap::new(),
            missing: BTreeMap::new(),
            team: None,
            key_worker: None,
            key_workers_before: Vec::new(),
            stepped_back: false,
            covers: Vec::new(),
            goodbyes: BTreeMap::new(),
            put_off: BTreeMap::new(),
            planned: BTreeMap::new(),
            rhythm: None,
            social_worker: None,
            pulled_in: BTreeMap::new(),
            cohort: None,
            sleeping: None,
            arriving: None,
            restriction: None,
            sealed: false,
            adoption: None,
            died: None,
            alive: None,
        }
    }

    /// Folds events of one person, in the order in which they were written.
    pub fn fold<'e>(person: PersonId, events: impl IntoIterator<Item = &'e Event>) -> Self {
        let mut header = Self::new(person);
        for event in events {
            header.apply(event);
        }
        header
    }

    /// Takes in one event. Events of other rooms that say nothing about who
    /// somebody is leave the header as it was.
    pub fn apply(&mut self, event: &Event) {
        let stream = event.stream;
        match &event.body {
            Body::Known(known) => {
                self.reference = Some(known.reference.clone());
                self.known_since = Some(event.recorded);
            }
            Body::NameRecorded(named) => {
                take_in(self.names.entry(named.usage).or_default(), event, named.name.clone());
            }
            Body::BirthRecorded(birth) => take_in(&mut self.births, event, birth.clone()),
            Body::NumberRecorded(number) => {
                newer_in(&mut self.numbers, number.kind, event, number.number.clone());
            }
            Body::DetailRecorded(detail) => {
                newer_in(&mut self.details, detail.detail, event, detail.value.clone());
            }
            Body::SafeContactRecorded(safe) => newer(&mut self.safe_contact, event, safe.clone()),
            Body::ContactPointRecorded(point) => {
                let point = ContactPoint {
                    kind: point.kind,
                    value: point.value.clone(),
                    shielded: point.shielded,
                    ended: None,
                };
                put(&mut self.contact_points, event, point);
            }
            Body::ContactPointEnded(ended) => {
                if let Some(point) = self.contact_points.get_mut(&stream) {
                    point.is.ended = Some(ended.reason.clone());
                }
            }
            Body::FamilyMemberRecorded(member) => put(&mut self.family, event, member.clone()),
            Body::HealthRecorded(fact) => put(&mut self.health, event, fact.clone()),
            Body::RowVanished(row) => self.has_vanished(event, &row.file),
            Body::RowReturned(row) => self.vanished.retain(|at, mark| *at != stream || mark.is != row.file),
            Body::CarePeriod(period) => put(&mut self.care, event, period.clone()),
            Body::MissingRecorded(away) => {
                let spell = MissingSpell { kind: away.kind, from: away.from, to: away.to };
                put(&mut self.missing, event, spell);
            }
            Body::AlertRaised(raised) => {
                let alert = Alert {
                    alert: raised.alert.clone(),
                    review_on: raised.review_on,
                    young_person_told: raised.young_person_told,
                    ended: None,
                };
                put(&mut self.alerts, event, alert);
            }
            Body::AlertEnded(ended) => {
                if let Some(alert) = self.alerts.get_mut(&stream) {
                    alert.is.ended = Some(ended.reason.clone());
                }
            }
            Body::PhotoRecorded(photo) => self.photos.push(dated(event, photo.clone().into())),
            Body::PhotoRemoved(removed) => {
                let photo = self.photos.iter_mut().find(|photo| photo.event == removed.photo);
                if let Some(photo) = photo {
                    photo.is.removed = Some(removed.reason.clone());
                }
            }
            Body::Died(died) => {
                self.died = Some(following(self.died.as_ref(), event, died.clone()));
                self.alive = None;
            }
            Body::DeathUndone(undone) => {
                self.died = None;
                self.alive = Some(dated(event, undone.clone()));
            }
            Body::Adopted(adopted) => {
                self.sealed = true;
                self.adoption = Some(Adoption::of(adopted, event.happened));
            }
            Body::AdoptionWorkersNamed(named) => {
                if let Some(adoption) = &mut self.adoption {
                    adoption.posts.clone_from(&named.posts);
                    adoption.reason.clone_from(&named.reason);
                }
            }
            Body::AdoptionUndone(_) => {
                self.sealed = false;
                self.adoption = None;
            }
            Body::Restricted(to) => {
                self.restriction = Some(dated(event, to.clone()));
            }
            Body::RestrictionReviewed(review) => {
                if let Some(restriction) = &mut self.restriction {
                    restriction.is.review_on = review.review_on;
                }
            }
            Body::RestrictionLifted(_) => self.restriction = None,
            Body::Reclassified(moved) => self.reclassify(moved.entry, moved.to),
            _ => self.apply_work(event),
        }
    }

    /// The part of the fold that is about the work rather than the person.
    fn apply_work(&mut self, event: &Event) {
        match &event.body {
            Body::ResponsibleTeamNamed(team) => newer(&mut self.team, event, team.team),
            Body::KeyWorkerNamed(named) => self.name_key_worker(event, named.post),
            Body::KeyWorkingEnded(_) => {
                self.key_workers_before.extend(self.key_worker.take());
                self.stepped_back = true;
            }
            Body::CoverNamed(named) => take_in(&mut self.covers, event, Cover::of(named)),
            Body::CoverEnded(ended) => {
                let cover = self.covers.iter_mut().find(|cover| cover.is_said_by(ended.cover));
                if let Some(cover) = cover {
                    cover.is.ended = Some(ended.reason.clone());
                }
            }
            Body::GoodbyeTold(told) => put(&mut self.goodbyes, event, told.worker),
            Body::TaskPutOff(off) => {
                self.put_off.insert(event.stream, dated(event, off.clone()));
            }
            Body::ContactPlanned(planned) => {
                self.planned.insert(event.stream, dated(event, planned.clone()));
            }
            Body::PlanCalledOff(_) | Body::PlanLogged(_) => {
                self.planned.remove(&event.stream);
            }
            // What was agreed last counts, also where it counts from an earlier day.
            Body::RhythmAgreed(agreed) => self.rhythm = Some(dated(event, agreed.clone())),
            Body::SocialWorkerNamed(named) => newer(&mut self.social_worker, event, named.post),
            Body::PulledIn(pulled) => {
                self.pulled_in.insert(event.stream, dated(event, pulled.clone()));
            }
            Body::SteppedOut(_) => {
                self.pulled_in.remove(&event.stream);
            }
            Body::CohortRecorded(cohort) => newer(&mut self.cohort, event, cohort.cohort),
            Body::ArrivalExpected(expected) => newer(&mut self.arriving, event, expected.on),
            Body::SleepingRecorded(sleeping) => {
                newer(&mut self.sleeping, event, (sleeping.place.clone(), sleeping.purpose.clone()));
            }
            _ => {}
        }
    }

    /// Marks a home or a time missing; moved with it to other readers, the mark goes along.
    fn has_vanished(&mut self, event: &Event, file: &str) {
        let care = self.care.get(&event.stream).map(|period| period.first);
        let first = care.or_else(|| self.missing.get(&event.stream).map(|spell| spell.first));
        let mark = first.map(|first| dated_from(event, file.to_owned(), first));
        self.vanished.extend(mark.map(|mark| (event.stream, mark)));
    }

    /// A correction takes the place of what it corrects, now or before; a
    /// naming told late takes its place among those before.
    fn name_key_worker(&mut self, event: &Event, post: PostId) {
        let corrected = self
            .key_workers_before
            .iter_mut()
            .chain(&mut self.key_worker)
            .find(|naming| naming.is_corrected_by(event));
        if let Some(naming) = corrected {
            *naming = dated_from(event, post, naming.first);
            return;
        }
        self.key_workers_before.extend(self.key_worker.take());
        self.key_workers_before.push(dated(event, post));
        self.key_workers_before.sort_by_key(|naming| naming.happened.sort_key());
        self.key_worker = self.key_workers_before.pop();
        self.stepped_back = false;
    }

    /// An entry moved to another privacy class takes its fact along.
    fn reclassify(&mut self, entry: EventId, to: Class) {
        fn each<'f, T: 'f>(facts: impl IntoIterator<Item = &'f mut Dated<T>>, entry: EventId, to: Class) {
            facts
                .into_iter()
                .filter(|fact| fact.event == entry || fact.first == entry)
                .for_each(|fact| fact.class = to);
        }
        each(self.names.values_mut().flatten(), entry, to);
        each(&mut self.births, entry, to);
        each(self.numbers.values_mut(), entry, to);
        each(self.details.values_mut(), entry, to);
        each(&mut self.safe_contact, entry, to);
        each(self.contact_points.values_mut(), entry, to);
        each(self.family.values_mut(), entry, to);
        each(&mut self.photos, entry, to);
        each(self.alerts.values_mut(), entry, to);
        each(self.health.values_mut(), entry, to);
        each(self.care.values_mut(), entry, to);
        each(self.missing.values_mut(), entry, to);
        each(self.vanished.values_mut(), entry, to);
        each(&mut self.team, entry, to);
        each(&mut self.key_worker, entry, to);
        each(&mut self.key_workers_before, entry, to);
        each(&mut self.covers, entry, to);
        each(self.goodbyes.values_mut(), entry, to);
        each(self.put_off.values_mut(), entry, to);
        each(self.planned.values_mut(), entry, to);
        each(&mut self.rhythm, entry, to);
        each(&mut self.social_worker, entry, to);
        each(self.pulled_in.values_mut(), entry, to);
        each(&mut self.cohort, entry, to);
        each(&mut self.sleeping, entry, to);
        each(&mut self.arriving, entry, to);
        each(&mut self.restriction, entry, to);
        each(&mut self.died, entry, to);
        each(&mut self.alive, entry, to);
    }

    /// How far the service has come with them.
    pub fn status(&self) -> Status {
        match (&self.key_worker, self.stepped_back) {
            (Some(_), _) => Status::Open,
            (None, true) => Status::SteppedBack,
            (None, false) => Status::Known,
        }
    }

    /// The name they use, else their legal name.
    pub fn name(&self) -> Option<&str> {
        self.current_name(NameUse::Used).or_else(|| self.current_name(NameUse::Legal))
    }

    /// The name of one use now: the one most lately so.
    pub fn current_name(&self, usage: NameUse) -> Option<&str> {
        self.latest_name(usage).map(|name| name.is.as_str())
    }

    /// The same, with when it was so and which event says it.
    pub fn latest_name(&self, usage: NameUse) -> Option<&Dated<String>> {
        latest(self.names.get(&usage)?)
    }

    /// The birth date that counts now.
    pub fn birth(&self) -> Option<&Dated<BirthRecorded>> {
        latest(&self.births)
    }

    /// The full birth date, where it is known to the day.
    pub fn born(&self) -> Option<Date> {
        match self.birth()?.is.born {
            PartialDate::Day(day) => Some(day),
            _ => None,
        }
    }

    /// A detail's current value; absent where it is empty.
    pub fn detail(&self, detail: Detail) -> Option<&str> {
        self.details.get(&detail).map(|dated| dated.is.as_str()).filter(|value| !value.is_empty())
    }

    /// The photo that is shown: the last one, unless it was taken out.
    pub fn photo(&self) -> Option<&Dated<Photo>> {
        self.photos.last().filter(|photo| photo.is.removed.is_none())
    }

    /// Alerts that stand.
    pub fn standing_alerts(&self) -> impl Iterator<Item = (&StreamId, &Dated<Alert>)> {
        self.alerts.iter().filter(|(_, alert)| alert.is.ended.is_none())
    }

    /// The cover that runs on a day for the key worker of now, where one does.
    pub fn cover_on(&self, day: Date) -> Option<&Dated<Cover>> {
        let key_worker = self.key_worker.as_ref()?.is;
        self.covers.iter().rfind(|cover| covers_now(&cover.is, key_worker) && cover.is.runs_on(day))
    }

    /// Cover for the key worker of now that runs on a day or later.
    pub fn covers_from(&self, day: Date) -> impl Iterator<Item = &Dated<Cover>> {
        let key_worker = self.key_worker.as_ref().map(|worker| worker.is);
        let stands = move |cover: &Cover| {
            key_worker.is_some_and(|now| covers_now(cover, now)) && !cover.is_over_on(day)
        };
        self.covers.iter().filter(move |cover| stands(&cover.is))
    }

    /// The same without what the reader's privacy classes do not hold, and
    /// without where an adoption leads, which no class holds.
    #[must_use]
    pub fn shown_to(mut self, holds: impl Fn(Class) -> bool) -> Self {
        fn keep<K: Ord, T>(map: &mut BTreeMap<K, Dated<T>>, holds: &impl Fn(Class) -> bool) {
            map.retain(|_, fact| holds(fact.class));
        }
        self.names.values_mut().for_each(|names| names.retain(|name| holds(name.class)));
        self.births.retain(|birth| holds(birth.class));
        self.photos.retain(|photo| holds(photo.class));
        keep(&mut self.numbers, &holds);
        keep(&mut self.details, &holds);
        keep(&mut self.contact_points, &holds);
        keep(&mut self.family, &holds);
        keep(&mut self.alerts, &holds);
        keep(&mut self.health, &holds);
        keep(&mut self.care, &holds);
        keep(&mut self.vanished, &holds);
        keep(&mut self.missing, &holds);
        keep(&mut self.pulled_in, &holds);
        self.safe_contact = self.safe_contact.filter(|fact| holds(fact.class));
        self.team = self.team.filter(|fact| holds(fact.class));
        self.key_worker = self.key_worker.filter(|fact| holds(fact.class));
        self.key_workers_before.retain(|fact| holds(fact.class));
        self.covers.retain(|fact| holds(fact.class));
        keep(&mut self.goodbyes, &holds);
        keep(&mut self.put_off, &holds);
        keep(&mut self.planned, &holds);
        self.rhythm = self.rhythm.filter(|fact| holds(fact.class));
        self.social_worker = self.social_worker.filter(|fact| holds(fact.class));
        self.cohort = self.cohort.filter(|fact| holds(fact.class));
        self.sleeping = self.sleeping.filter(|fact| holds(fact.class));
        self.arriving = self.arriving.filter(|fact| holds(fact.class));
        self.restriction = self.restriction.filter(|fact| holds(fact.class));
        self.died = self.died.filter(|fact| holds(fact.class));
        self.alive = self.alive.filter(|fact| holds(fact.class));
        self.adoption = None;
        self
    }
}

impl<T> Dated<T> {
    /// Whether an event corrects this fact, by its first or its latest telling.
    fn is_corrected_by(&self, event: &Event) -> bool {
        event.corrects.is_some_and(|corrected| self.is_said_by(corrected))
    }

    /// Whether an event says this fact, or said it first.
    pub fn is_said_by(&self, event: EventId) -> bool {
        event == self.event || event == self.first
    }
}

fn dated<T>(event: &Event, is: T) -> Dated<T> {
    dated_from(event, is, event.corrects.unwrap_or(event.id))
}

fn dated_from<T>(event: &Event, is: T, first: EventId) -> Dated<T> {
    Dated {
        is,
        happened: event.happened,
        recorded: event.recorded,
        event: event.id,
        first,
        class: event.class,
    }
}

/// A correction takes the place of what it corrects; anything else is added.
fn take_in<T>(facts: &mut Vec<Dated<T>>, event: &Event, is: T) {
    match facts.iter_mut().find(|fact| fact.is_corrected_by(event)) {
        Some(fact) => *fact = dated_from(event, is, fact.first),
        None => facts.push(dated(event, is)),
    }
}

/// A fact told late, that was so before what is known, does not push it aside.
fn newer<T>(stands: &mut Option<Dated<T>>, event: &Event, is: T) {
    let late = stands.as_ref().is_some_and(|fact| {
        !fact.is_corrected_by(event) && event.happened.sort_key() < fact.happened.sort_key()
    });
    if !late {
        *stands = Some(following(stands.as_ref(), event, is));
    }
}

/// A fact that takes the place of another. Where it corrects that one it goes
/// on from what was first said, so that moving or erasing finds it by that.
fn following<T>(stands: Option<&Dated<T>>, event: &Event, is: T) -> Dated<T> {
    match stands.filter(|fact| fact.is_corrected_by(event)) {
        Some(fact) => dated_from(event, is, fact.first),
        None => dated(event, is),
    }
}

/// What stands on a stream of its own.
fn put<T>(facts: &mut BTreeMap<StreamId, Dated<T>>, event: &Event, is: T) {
    let fact = following(facts.get(&event.stream), event, is);
    facts.insert(event.stream, fact);
}

fn newer_in<K: Ord, T>(facts: &mut BTreeMap<K, Dated<T>>, key: K, event: &Event, is: T) {
    let mut stands = facts.remove(&key);
    newer(&mut stands, event, is);
    facts.extend(stands.map(|fact| (key, fact)));
}

/// The fact that was so most lately; of two from one day, the one written later.
fn latest<T>(facts: &[Dated<T>]) -> Option<&Dated<T>> {
    facts.iter().max_by_key(|fact| fact.happened.sort_key())
}

#[cfg(test)]
#[path = "header_tests.rs"]
mod tests;
