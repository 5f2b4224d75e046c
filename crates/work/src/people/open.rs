//! Opening one young person's record.

use super::{Directory, Summary};
use crate::key_working::goodbyes_of;
use crate::{Desk, No};
use practice::homes::{CarePeriod, Sleeping};
use practice::ids::{EventId, PersonId, PostId, StreamId};
use practice::key_working::{Cohort, Continuity, Cover, GoodbyeOwed, continuity, works_with};
use practice::people::{
    BirthRecorded, ContactKind, ContactPoint, Dated, DeathUndone, Detail, Died, FamilyMember, Header,
    HealthFact, MissingSpell, NameUse, NumberKind, Photo, Restriction, Status,
};
use practice::specialists::PulledIn;
use practice::staff::Permission;
use std::collections::BTreeMap;

/// Everything about who somebody is, as their page shows it: narrowed to the reader.
#[derive(Debug, Clone)]
pub struct PersonPage {
    /// The head of the page.
    pub summary: Summary,
    /// Names with their history, by use.
    pub names: Vec<(NameUse, Vec<Dated<String>>)>,
    /// Birth dates with their basis, oldest first.
    pub births: Vec<Dated<BirthRecorded>>,
    /// Numbers.
    pub numbers: Vec<(NumberKind, Dated<String>)>,
    /// What describes them.
    pub details: Vec<(Detail, Dated<String>)>,
    /// Ways to reach them, without the values: those are asked for apart.
    pub contact_points: Vec<(StreamId, Dated<ContactPoint>)>,
    /// Family and network.
    pub family: Vec<(StreamId, Dated<FamilyMember>)>,
    /// Photos, oldest first, those taken out too.
    pub photos: Vec<Dated<Photo>>,
    /// Alerts, standing ones first.
    pub alerts: Vec<(StreamId, Dated<practice::people::Alert>)>,
    /// Health facts a night worker needs.
    pub health: Vec<(StreamId, Dated<HealthFact>)>,
    /// Periods in care, newest first.
    pub care: Vec<Dated<CarePeriod>>,
    /// Times missing, newest first.
    pub missing: Vec<(StreamId, Dated<MissingSpell>)>,
    /// Which homes and times missing a later file of the council's left out, by their events, with
    /// that file.
    pub vanished: BTreeMap<EventId, String>,
    /// Key workers before, oldest first.
    pub key_workers_before: Vec<(String, Dated<practice::ids::PostId>)>,
    /// Cover for the key worker that runs or will, first day first, with the acting worker's name.
    pub covers: Vec<(String, Dated<Cover>)>,
    /// Workers pulled in, with their names.
    pub pulled_in: Vec<(String, Dated<PulledIn>)>,
    /// Who works with them today: key worker, cover, social worker, and those pulled in.
    pub works_with: Vec<PostId>,
    /// How long who was their key worker.
    pub continuity: Continuity,
    /// Goodbyes that are owed to them, with the name of the worker who leaves.
    pub goodbyes: Vec<(String, GoodbyeOwed)>,
    /// The key worker's post, and since when.
    pub key_worker: Option<Dated<PostId>>,
    /// Which group they belong to.
    pub cohort: Option<Dated<Cohort>>,
    /// What the stay is for.
    pub stay_purpose: String,
    /// The entry that first said where they are staying, for putting it right.
    pub sleeping_entry: Option<EventId>,
    /// Whether the reader may add and correct.
    pub may_record: bool,
    /// Whether the reader may open the whole record, and not the safety card alone.
    pub within_reach: bool,
    /// To whom the record is restricted, for those who may know that.
    pub restriction: Option<Dated<Restriction>>,
    /// Whether they were expected to arrive on the night that it is.
    pub arrives_tonight: bool,
    /// Whom a restriction names, whether or not the reader may know of it: for
    /// choosing among workers, and never shown.
    pub(super) restricted_to: Option<Vec<PostId>>,
    /// Their death, and who told us.
    pub died: Option<Dated<Died>>,
    /// That a death was recorded by mistake, for forms that rest on it.
    pub alive: Option<Dated<DeathUndone>>,
    /// At which revisions the restriction and the key working stand, for forms
    /// that change them.
    pub stands_at: StandsAt,
    /// The safe-contact event that stands, for corrections.
    pub safe_contact_event: Option<EventId>,
}

impl PersonPage {
    /// Whether an address of theirs is protected, as far as the reader may know.
    pub fn has_shielded_address(&self) -> bool {
        let mut points = self.contact_points.iter().map(|(_, point)| &point.is);
        points.any(|point| point.shielded && point.kind == ContactKind::Address)
    }
}

/// At which revisions something stands that is changed as a whole.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct StandsAt {
    /// Who may open the record.
    pub restriction: i64,
    /// Who the key worker is.
    pub key_working: i64,
}

/// How a way to reach somebody reads, once asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reach {
    /// What is ended when it is no longer right; absent for where they sleep.
    pub stream: Option<StreamId>,
    /// What kind.
    pub kind: ContactKind,
    /// The value; absent where it is shielded from the reader.
    pub value: Option<String>,
    /// Whether it is shielded.
    pub shielded: bool,
}

/// Opens a record the asker may open; the look is written down.
pub async fn open(desk: &Desk, person: PersonId) -> Result<PersonPage, No> {
    let streams = [Desk::resting_on(person)[0], person.stream("key_working")];
    let Some(record) = desk.house.records.person(&desk.sight, person, &streams, desk.now).await? else {
        return desk.not_found(&person.to_string(), "record").await;
    };
    desk.saw_record(&record.header, "record").await?;
    let directory = Directory::of(desk).await?;
    let [restriction, key_working] = [0, 1].map(|place| record.revisions[place].number);
    let stands_at = StandsAt { restriction, key_working };
    Ok(PersonPage { stands_at, ..page_of(desk, &directory, record.header) })
}

/// The same, for whoever may decide who works with them.
pub async fn open_to_decide(desk: &Desk, person: PersonId) -> Result<PersonPage, No> {
    open(&desk.to_decide(), person).await
}

/// Opens the safety card: for the team in whose house they sleep too.
pub async fn open_card(desk: &Desk, person: PersonId) -> Result<PersonPage, No> {
    desk.must(Permission::ReadStory)?;
    let Some(record) = desk.house.records.card(&desk.sight, person, desk.now).await? else {
        return desk.not_found(&person.to_string(), "card").await;
    };
    desk.saw_record(&record.header, "card").await?;
    let directory = Directory::of(desk).await?;
    let within_reach = desk.house.records.person(&desk.sight, person, &[], desk.now).await?.is_some();
    Ok(PersonPage { within_reach, ..page_of(desk, &directory, record.header) })
}

pub(super) fn page_of(desk: &Desk, directory: &Directory, header: Header) -> PersonPage {
    let summary = Summary::of(desk, directory, header.clone());
    let restricted_to = header.restriction.as_ref().map(|restriction| restriction.is.posts.clone());
    let goodbyes = goodbyes_of(desk, directory, &header);
    let header = desk.narrowed(header);
    let arrives_tonight = header.arrives_on(desk.now.day());
    let works_with = works_with(&header, desk.now.day());
    let covers = header.covers_from(desk.now.day()).cloned();
    let covers = covers.map(|cover| (directory.worker(cover.is.post), cover)).collect();
    let vanished = vanished(&header);
    let continuity = continuity(&header, directory, desk.now.day());
    let goodbyes = goodbyes.into_iter().map(|owed| (directory.worker(owed.worker), owed)).collect();
    let mut care: Vec<_> = header.care.into_values().collect();
    care.sort_by_key(|period| std::cmp::Reverse((period.is.from, period.recorded)));
    let mut missing: Vec<_> = header.missing.into_iter().collect();
    missing.sort_by_key(|(_, spell)| std::cmp::Reverse(spell.is.from));
    let mut alerts: Vec<_> = header.alerts.into_iter().collect();
    alerts.sort_by_key(|(_, alert)| (alert.is.ended.is_some(), alert.is.review_on));
    let mut health: Vec<_> = header.health.into_iter().filter(|(_, fact)| !fact.is.fact.is_empty()).collect();
    health.sort_by_key(|(_, fact)| (fact.is.topic, fact.recorded));
    PersonPage {
        may_record: desk.sight.may(Permission::RecordPerson) && summary.status != Status::Known,
        within_reach: true,
        restriction: header.restriction,
        restricted_to,
        summary,
        names: header.names.into_iter().collect(),
        births: header.births,
        numbers: header.numbers.into_iter().collect(),
        details: header.details.into_iter().filter(|(_, detail)| !detail.is.is_empty()).collect(),
        contact_points: header
            .contact_points
            .into_iter()
            .filter(|(_, point)| point.is.ended.is_none())
            .collect(),
        family: header.family.into_iter().collect(),
        photos: header.photos,
        alerts,
        health,
        care,
        missing,
        vanished,
        key_workers_before: header
            .key_workers_before
            .into_iter()
            .map(|worker| (directory.worker(worker.is), worker))
            .collect(),
        covers,
        pulled_in: header
            .pulled_in
            .into_values()
            .map(|pulled| (directory.worker(pulled.is.post), pulled))
            .collect(),
        works_with,
        arrives_tonight,
        died: header.died,
        alive: header.alive,
        continuity,
        goodbyes,
        key_worker: header.key_worker,
        cohort: header.cohort,
        sleeping_entry: header.sleeping.as_ref().map(|sleeping| sleeping.first),
        stay_purpose: header.sleeping.map(|sleeping| sleeping.is.1).unwrap_or_default(),
        stands_at: StandsAt::default(),
        safe_contact_event: header.safe_contact.map(|safe| safe.event),
    }
}

/// Whether an address that is right is shielded, whoever may be told of it.
fn has_shielded_address(header: &Header) -> bool {
    let mut points = header.contact_points.values().map(|point| &point.is);
    points.any(|point| point.shielded && point.ended.is_none() && point.kind == ContactKind::Address)
}

/// Whether a shielded address or number of somebody is for the asker's eyes: managers, and whoever is named for a
/// restricted record.
fn may_see_shielded(desk: &Desk, header: &Header) -> bool {
    let is_named =
        || header.restriction.iter().any(|restriction| restriction.is.posts.contains(&desk.sight.post));
    desk.sight.may(Permission::RestrictPerson) || is_named()
}

/// Whether the asker may read where somebody stays or stayed, which may be the address that is kept from others.
pub(super) fn may_see_where(desk: &Desk, header: &Header) -> bool {
    may_see_shielded(desk, header) || !has_shielded_address(header)
}

/// What to call somebody whose record the asker may open: for a line that says
/// whom something was about.
pub async fn name_of(desk: &Desk, person: PersonId) -> Result<Option<String>, No> {
    let Some(record) = desk.house.records.person(&desk.sight, person, &[], desk.now).await? else {
        return Ok(None);
    };
    let header = desk.narrowed(record.header);
    Ok(header.name().map(str::to_owned))
}

/// How to reach somebody and where they are staying, read from the vault: a
/// look of its own, waiting until it is written down. Shielded values only
/// for those who may restrict, and for workers the record names.
pub async fn contact_values(desk: &Desk, person: PersonId) -> Result<(Summary, Vec<Reach>), No> {
    desk.must(Permission::ReadStory)?;
    let Some(record) = desk.house.records.person(&desk.sight, person, &[], desk.now).await? else {
        return desk.not_found(&person.to_string(), "how to reach").await;
    };
    desk.saw_first(Some(person), "how to reach").await?;
    let directory = Directory::of(desk).await?;
    let header = desk.narrowed(record.header.clone());
    let may_shielded = may_see_shielded(desk, &record.header);
    let mut values = Vec::new();
    for (stream, point) in header.contact_points.iter().filter(|(_, point)| point.is.ended.is_none()) {
        let mut reach =
            Reach { stream: Some(*stream), kind: point.is.kind, value: None, shielded: point.is.shielded };
        if may_shielded || !point.is.shielded {
            reach.value = desk.house.records.vault_value(desk.sight.authority, point.is.value.id).await?;
            // A value that was lawfully erased is no way to reach anybody.
            if reach.value.is_none() {
                continue;
            }
        }
        values.push(reach);
    }
    let stays = header.sleeping.as_ref().filter(|_| header.died.is_none());
    if let Some(Sleeping::Elsewhere(place)) = stays.map(|sleeping| &sleeping.is.0) {
        let shielded = has_shielded_address(&record.header);
        let staying = Reach { stream: None, kind: ContactKind::Address, value: None, shielded };
        if may_see_where(desk, &record.header) {
            let value = desk.house.records.vault_value(desk.sight.authority, place.id).await?;
            values.extend(value.map(|value| Reach { value: Some(value), ..staying }));
        } else {
            values.push(staying);
        }
    }
    Ok((Summary::of(desk, &directory, record.header), values))
}

fn vanished(header: &Header) -> BTreeMap<EventId, String> {
    let care = header.care.iter().map(|(stream, period)| (stream, period.event));
    let missing = header.missing.iter().map(|(stream, spell)| (stream, spell.event));
    let marked = |(stream, event)| Some((event, header.vanished.get(stream)?.is.clone()));
    care.chain(missing).filter_map(marked).collect()
}
