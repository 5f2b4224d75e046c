//! Somebody arriving tonight: whoever is in charge opens the safety page of a
//! record out of reach that may be theirs. Reason first; recorded whether
//! found or not; looked at the next morning by somebody else.

use super::break_glass::OPEN_FOR;
use super::suspected::{born_like, words_of};
use super::{Directory, Summary};
use crate::{Act, Desk, FormKey, No, notices};
use practice::Refusal;
use practice::dates::Happened;
use practice::ids::PersonId;
use practice::journal::{Body, Class, Told};
use practice::notices::{NoticeKind, owners};
use practice::people::{Header, Likeness, SafetyPageOpened};
use practice::staff::Permission;
use std::collections::BTreeSet;

/// How many likely matches are looked at. There are hardly ever two.
const LIKELY: usize = 5;
/// How many are read at most, before those that rest on a name kept back are left out.
const READ: i64 = 50;

/// Somebody arriving tonight, as their page asks about them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Arrival {
    /// Who arrives: the record that was written for them.
    pub who: Summary,
    /// The likely matches whose safety pages the asker has open just now.
    pub open: Vec<Summary>,
}

/// The page of somebody arriving tonight, for whoever may open safety pages.
pub async fn arrival(desk: &Desk, person: PersonId) -> Result<Arrival, No> {
    desk.must(Permission::OpenSafetyPage)?;
    let Some(record) = arriving(desk, person).await? else {
        return desk.not_found(&person.to_string(), "arrival").await;
    };
    desk.saw_record(&record.header, "arrival").await?;
    let directory = Directory::of(desk).await?;
    let mut open = Vec::new();
    for other in desk.house.records.safety_pages_open(&desk.sight, person, desk.now).await? {
        if let Some(card) = desk.house.records.card(&desk.sight, other, desk.now).await? {
            desk.saw_record(&card.header, "arrival").await?;
            open.push(Summary::of(desk, &directory, card.header));
        }
    }
    Ok(Arrival { who: Summary::of(desk, &directory, record.header), open })
}

async fn arriving(desk: &Desk, person: PersonId) -> Result<Option<records::PersonRecord>, No> {
    let streams = Desk::resting_on(person);
    let record = desk.house.records.person(&desk.sight, person, &streams, desk.now).await?;
    let today = desk.now.day();
    Ok(record.filter(|record| record.header.arrives_on(today)))
}

/// Opens the safety pages of the likely matches that the asker may open;
/// answers whose. Nobody suspected and nobody allowed are the same.
pub async fn open_safety_page(
    desk: &Desk,
    person: PersonId,
    reason: &str,
    key: Option<FormKey>,
) -> Result<Vec<PersonId>, No> {
    desk.must(Permission::OpenSafetyPage)?;
    if reason.trim().chars().count() < 10 {
        return Err(Refusal::of("reason", "Say in a sentence why you need the safety page tonight.").into());
    }
    let reason = practice::staff::reason(reason)?;
    desk.deciding(|| open_once(desk, person, &reason, key.clone())).await
}

async fn open_once(
    desk: &Desk,
    person: PersonId,
    reason: &str,
    key: Option<FormKey>,
) -> Result<Vec<PersonId>, No> {
    let Some(record) = arriving(desk, person).await? else {
        return desk.not_found(&person.to_string(), "open a safety page").await;
    };
    let others = allowed(desk, &record.header).await?;
    let mut act = Act::new().reading(record.revisions).keyed(key);
    let opened = |until| {
        let reason = reason.to_owned();
        Body::SafetyPageOpened(SafetyPageOpened { post: desk.sight.post, arriving: person, reason, until })
    };
    for other in &others {
        act = act.reading(desk.house.records.revisions(&Desk::resting_on(*other)).await?);
        let stream = desk.stream();
        let until = Some(desk.now.plus_seconds(OPEN_FOR));
        act = act.beginning(Told::about(*other, stream, Happened::At(desk.now), opened(until)));
        if let Some(header) = desk.house.records.header_for_desk(&desk.sight, *other).await? {
            let told = owners(&header, &notices::colleagues_for(desk, *other).await?, desk.sight.post);
            if let Some(notice) = notices::telling(desk, *other, NoticeKind::EmergencyOpening, stream, told) {
                act = act.beginning(notice);
            }
        }
    }
    if others.is_empty() {
        act = act.beginning(Told::of_service(desk.stream(), Happened::At(desk.now), opened(None)));
    }
    desk.write(act).await?;
    Ok(others)
}

/// The likely matches whose safety page the asker may open: in their council,
/// no relative of theirs, not sealed; restricted ones for the manager on call
/// only; and not by a name that was kept back from the asker, which the page
/// would tell. One question finds them, whether there is somebody or not.
async fn allowed(desk: &Desk, arriving: &Header) -> Result<Vec<PersonId>, No> {
    let by_names = match arriving.born() {
        Some(born) => {
            let classes: Vec<Class> = desk.sight.rights.classes.iter().copied().collect();
            born_like(desk, born, &words_of(arriving), &classes).await?
        }
        None => BTreeSet::new(),
    };
    let may_restricted = desk.sight.may(Permission::BreakGlassRestricted);
    let likely =
        desk.house.records.likely_matches(&desk.sight, arriving.person, may_restricted, READ).await?;
    let known = |(other, why): &(PersonId, Likeness)| !why.rests_on_a_name() || by_names.contains(other);
    Ok(likely.into_iter().filter(known).map(|(other, _)| other).take(LIKELY).collect())
}
