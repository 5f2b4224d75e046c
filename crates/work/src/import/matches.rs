//! What the matching desk hears of: one number for two children, or one child
//! under two numbers. Nothing is brought together and nothing is left away.

use super::CHUNK;
use super::survey::Survey;
use crate::{Act, Desk, No};
use exchange::UpnEntry;
use jiff::civil::Date;
use practice::dates::{Happened, PartialDate};
use practice::ids::{PersonId, StreamId};
use practice::journal::{Body, Told};
use practice::people::keys::{birth_key, name_words, number_key};
use practice::people::{FileSays, Header, Likeness, MatchSuspected, NameUse, NumberKind};
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

/// One suspicion, on its way to the desk.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Suspicion {
    stream: StreamId,
    person: PersonId,
    other: Option<PersonId>,
    why: Likeness,
    /// What the file says under a number that is in doubt.
    file_says: Option<FileSays>,
    /// The revision of the case on which this rests: whoever moves it meanwhile is not overruled.
    read_at: i64,
}

impl Suspicion {
    /// The case about the number of one record.
    pub(super) fn number_case(person: PersonId) -> StreamId {
        person.stream("match/number")
    }

    pub(super) fn of_number(person: PersonId, why: Likeness, file_says: FileSays, read_at: i64) -> Self {
        let stream = Self::number_case(person);
        Self { stream, person, other: None, why, file_says: Some(file_says), read_at }
    }

    /// A record that an adoption closed off looks like another one. It is
    /// written down there, where nobody reads it, and names nobody.
    fn of_closed(person: PersonId, why: Likeness) -> Self {
        let stream = person.stream(&format!("match/{}", why.sentence()));
        Self { stream, person, other: None, why, file_says: None, read_at: 0 }
    }

    /// Two records that may be one person: one case, whoever is named first.
    fn of_two(one: PersonId, two: PersonId, why: Likeness) -> Self {
        let (first, second) = (one.min(two), one.max(two));
        let stream = first.stream(&format!("match/{second}"));
        Self { stream, person: first, other: Some(second), why, file_says: None, read_at: 0 }
    }
}

/// Gathers suspicions while people are decided on.
#[derive(Debug, Clone, Default)]
pub(super) struct Suspects {
    found: BTreeSet<Suspicion>,
    named: HashSet<PersonId>,
}

impl Suspects {
    pub(super) fn add(&mut self, suspicions: Vec<Suspicion>, named: Option<PersonId>) {
        self.found.extend(suspicions);
        self.named.extend(named);
    }

    /// Looks for one child under two numbers, and answers what the desk has
    /// not been told yet.
    pub(super) async fn settle(mut self, desk: &Desk, survey: &Survey<'_>) -> Result<Vec<Suspicion>, No> {
        self.same_upn(desk, survey).await?;
        self.same_name(desk, survey).await?;
        // One case for each pair, whatever the reasons.
        let mut cases: BTreeMap<StreamId, Suspicion> = BTreeMap::new();
        for suspicion in self.found {
            cases.entry(suspicion.stream).or_insert(suspicion);
        }
        let streams: Vec<StreamId> = cases.keys().copied().collect();
        let revisions = desk.house.records.revisions(&streams).await?;
        Ok(cases
            .into_values()
            .zip(revisions)
            .filter(|(case, at)| at.number == case.read_at)
            .map(|(case, _)| case)
            .collect())
    }

    async fn same_upn(&mut self, desk: &Desk, survey: &Survey<'_>) -> Result<(), No> {
        let prefix = number_key(NumberKind::Upn, "");
        let mut holders: HashMap<String, BTreeSet<PersonId>> = HashMap::new();
        for (key, person) in desk.house.records.keys_like(desk.sight.authority, &prefix).await? {
            holders.entry(key).or_default().insert(person);
        }
        let mut asked = BTreeSet::new();
        for (whom, child) in survey.of_files() {
            for row in &child.header {
                if let Some(UpnEntry::Known(upn)) = row.upn {
                    let key = number_key(NumberKind::Upn, upn.as_str());
                    holders.entry(key.clone()).or_default().insert(whom.person);
                    asked.insert(key);
                }
            }
        }
        for key in asked {
            let people: Vec<PersonId> = holders.get(&key).into_iter().flatten().copied().collect();
            self.pairs(&people, &Likeness::PupilNumber, survey);
        }
        Ok(())
    }

    async fn same_name(&mut self, desk: &Desk, survey: &Survey<'_>) -> Result<(), No> {
        let mut bearers: BTreeMap<(Date, String), BTreeSet<PersonId>> = BTreeMap::new();
        let mut in_files = HashSet::new();
        let mut new_days: BTreeSet<Date> = BTreeSet::new();
        in_files.extend(survey.people.iter().filter(|whom| whom.number.is_some()).map(|whom| whom.person));
        for (whom, child) in survey.of_files() {
            let (Some(born), Some(row)) = (child.born(), child.people.first()) else { continue };
            if self.named.contains(&whom.person) {
                new_days.insert(born);
            }
            for name in [&row.legal_name, &row.name_used].into_iter().flatten() {
                bearers.entry((born, name_words(name).join(" "))).or_default().insert(whom.person);
            }
        }
        let elsewhere = born_on(desk, &new_days, &in_files).await?;
        for some in elsewhere.chunks(CHUNK) {
            for (person, events) in desk.house.records.events_of_all(some).await? {
                let header = Header::fold(person, &events);
                let names =
                    header.names.iter().filter(|(usage, _)| matches!(usage, NameUse::Legal | NameUse::Used));
                let Some(born) = header.born() else { continue };
                for name in names.flat_map(|(_, names)| names) {
                    bearers.entry((born, name_words(&name.is).join(" "))).or_default().insert(person);
                }
            }
        }
        for people in bearers.into_values().filter(|people| people.len() > 1) {
            let people: Vec<PersonId> = people.into_iter().collect();
            self.pairs(&people, &Likeness::NameAndBirth, survey);
        }
        Ok(())
    }

    fn pairs(&mut self, people: &[PersonId], why: &Likeness, survey: &Survey<'_>) {
        for (place, one) in people.iter().enumerate() {
            // Of records with one number the desk is asked by that.
            for other in people[place + 1..].iter().filter(|other| !survey.have_one_number(*one, **other)) {
                let closed = [one, other].into_iter().find(|person| survey.closed.contains(person));
                self.found.insert(match closed {
                    Some(closed) => Suspicion::of_closed(*closed, why.clone()),
                    None => Suspicion::of_two(*one, *other, why.clone()),
                });
            }
        }
    }
}

/// Records that the files do not name, of people born on one of some days.
async fn born_on(desk: &Desk, days: &BTreeSet<Date>, not: &HashSet<PersonId>) -> Result<Vec<PersonId>, No> {
    if days.is_empty() {
        return Ok(Vec::new());
    }
    let wanted: HashSet<String> = days.iter().map(|day| birth_key(*day)).collect();
    let keys = desk.house.records.keys_like(desk.sight.authority, "born ").await?;
    Ok(keys
        .into_iter()
        .filter(|(key, person)| wanted.contains(key) && !not.contains(person))
        .map(|(_, person)| person)
        .collect())
}

/// How many suspicions are told of: of a number one, however many records have it.
pub(super) fn how_many(suspicions: &[Suspicion]) -> usize {
    let of_numbers: BTreeSet<&FileSays> =
        suspicions.iter().filter_map(|one| one.file_says.as_ref()).collect();
    of_numbers.len() + suspicions.iter().filter(|one| one.file_says.is_none()).count()
}

/// The acts that tell the desk.
pub(super) fn acts(desk: &Desk, suspicions: Vec<Suspicion>) -> Result<Vec<Act>, No> {
    let today = Happened::On(PartialDate::Day(desk.now.day()));
    suspicions
        .into_iter()
        .map(|suspicion| {
            let Suspicion { stream, person, other, why, file_says, read_at } = suspicion;
            let mut act = Act::new();
            let file_says = match file_says {
                None => None,
                Some(says) => {
                    let (row, reference) = desk.put_away(person, &says.kept(), None)?;
                    act = act.putting_away(row);
                    Some(reference)
                }
            };
            let body = Body::MatchSuspected(MatchSuspected { other, why, urgent: false, file_says });
            Ok(act.telling(Told::about(person, stream, today, body), read_at))
        })
        .collect()
}
