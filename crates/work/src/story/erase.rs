//! A lawful erasure: what was written goes, and its mark stays.

use crate::people::by_reference;
use crate::{Act, Desk, House, No};
use practice::Refusal;
use practice::dates::Happened;
use practice::ids::{EventId, PersonId, PostId, Reference};
use practice::journal::{Actor, Body, Event, Told, what_is_typed};
use practice::staff::{Permission, Rights, is_live};
use practice::story::ErasedLawfully;
use std::collections::{BTreeMap, BTreeSet};

/// What is to be erased, on which ground, and who decided it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Erasing {
    /// The reference of the young person whose record it stands in.
    pub reference: Reference,
    /// The entries, each by its stable link.
    pub entries: Vec<EventId>,
    /// The ground in law, in words.
    pub ground: String,
    /// The posts of those who decided.
    pub deciders: Vec<PostId>,
}

/// An erasure that was looked at and not carried out yet.
#[derive(Debug)]
pub struct Erasure {
    desk: Desk,
    person: PersonId,
    named: Vec<EventId>,
    /// What goes: the entries, and everything said about them.
    events: Vec<Event>,
    ground: String,
    deciders: Vec<(PostId, String)>,
}

impl Erasure {
    /// How many pieces of writing go: corrections and disagreements count.
    pub fn pieces(&self) -> usize {
        self.events.len()
    }

    /// The names of those who decided.
    pub fn decided_by(&self) -> Vec<&str> {
        self.deciders.iter().map(|(_, name)| name.as_str()).collect()
    }
}

/// Looks at what an erasure would take, for whoever operates the program. Two
/// people who work here have decided it, one of them in information governance,
/// and nobody who declared the young person a relative. Nothing of what was
/// written is shown, so that this may be done of any record.
pub async fn to_be_erased(house: &House, erasing: &Erasing) -> Result<Erasure, No> {
    let ground = what_is_typed(&erasing.ground)
        .ok_or_else(|| No::from(Refusal::of("ground", "Say on which ground in law it is erased.")))?
        .to_owned();
    let (desk, person) = by_reference(house, &erasing.reference).await?;
    let deciders = deciders(&desk, person, &erasing.deciders).await?;
    let named = erasing.entries.clone();
    let events = with_what_was_said(house, person, &named).await?;
    Ok(Erasure { desk, person, named, events, ground, deciders })
}

/// Erases what was looked at: content, salts, and values of the vault that
/// nothing else names. What keeps others out of the record stays, with a sentence.
pub async fn erase(erasure: Erasure) -> Result<(), No> {
    let Erasure { desk, person, named, ground, deciders, .. } = erasure;
    // What was said about it since it was looked at goes, too.
    let events = with_what_was_said(&desk.house, person, &named).await?;
    let posts = deciders.into_iter().map(|(post, _)| post).collect();
    let body = Body::ErasedLawfully(ErasedLawfully::of(&events, ground, posts));
    let told = Told::about(person, desk.stream(), Happened::At(desk.now), body);
    let mut append = desk.prepare(Act::new().beginning(told))?;
    append.actor = Actor::System;
    match desk.house.records.erase(append).await {
        Ok(_) => Ok(()),
        Err(records::Error::Promise(sentence)) => Err(No::because(sentence)),
        Err(error) => Err(error.into()),
    }
}

/// The posts of those who decided, with their names.
async fn deciders(desk: &Desk, person: PersonId, named: &[PostId]) -> Result<Vec<(PostId, String)>, No> {
    let records = &desk.house.records;
    let today = desk.now.day();
    let posts = records.posts(desk.sight.authority).await?;
    let (mut found, mut accounts, mut governs) = (Vec::new(), BTreeSet::new(), false);
    for id in named {
        let post = posts
            .iter()
            .find(|post| post.id == *id && !post.closed && is_live(post.from, post.to, post.ended, today));
        let Some((post, account)) = post.and_then(|post| Some((post, post.account?))) else {
            return Err(No::because("Not everybody who is said to have decided works here today."));
        };
        if records.is_relative(account, person).await? {
            return Err(No::because(format!("{} cannot decide about this record.", post.name)));
        }
        governs |= Rights::of(&post.roles).may(Permission::ReadAudit);
        if accounts.insert(account) {
            found.push((post.id, post.name.clone()));
        }
    }
    if found.len() < 2 || !governs {
        return Err(No::because(
            "Two people decide an erasure, and one of them works in information governance.",
        ));
    }
    Ok(found)
}

/// The named entries with every correction of them, and whatever was said about
/// either; of a correction that is named, the entry that it corrects, too.
async fn with_what_was_said(house: &House, person: PersonId, named: &[EventId]) -> Result<Vec<Event>, No> {
    let events = house.records.events_of_all(&[person]).await?.remove(&person).unwrap_or_default();
    let there: BTreeMap<EventId, &Event> = events.iter().map(|event| (event.id, event)).collect();
    let mut goes = BTreeSet::new();
    for entry in named {
        let mut at = there.get(entry).copied();
        while let Some(corrected) = at.and_then(|event| event.corrects) {
            at = there.get(&corrected).copied();
        }
        goes.insert(
            at.map(|root| root.id)
                .ok_or_else(|| No::because("Not every entry stands in this record. Nothing was erased."))?,
        );
    }
    if goes.is_empty() {
        return Err(No::because("Name the entries that are to go."));
    }
    if goes.iter().any(|entry| matches!(there[entry].body, Body::Erased(_))) {
        return Err(No::because("One of these entries was erased before. Nothing was erased."));
    }
    for event in &events {
        if event.corrects.is_some_and(|about| goes.contains(&about)) {
            goes.insert(event.id);
        }
    }
    Ok(events.into_iter().filter(|event| goes.contains(&event.id)).collect())
}
