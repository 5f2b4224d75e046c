//! People.csv: the names, and where the hubs stand tonight.

use super::returns::day;
use crate::life::Life;
use crate::person::{Person, outreach_social_worker};
use crate::places::{HUBS, Kind};
use crate::plan::Plan;
use crate::table::Table;
use exchange::{Module, columns};
use jiff::civil::Date;
use practice::dates::age_on;

/// Why somebody has a planned bed: what the stay is for, and the way out.
const PURPOSES: [&str; 6] = [
    "Time to settle while we find a foster family near school",
    "A steady few weeks to get back into college",
    "Getting ready to go home: weekends with mum first",
    "Getting to know the hub community family before moving in",
    "Learning to run a home before supported accommodation",
    "A fresh start with the same key worker after the last move",
];

pub(super) fn people_csv(plan: &Plan, people: &[Person], lives: &[Life]) -> Vec<u8> {
    let mut table = Table::new(columns(Module::People));
    for (person, life) in people.iter().zip(lives).filter(|(person, _)| person.named) {
        table.row(&row(plan, person, life));
    }
    table.bytes()
}

fn row(plan: &Plan, person: &Person, life: &Life) -> [String; 12] {
    let now = life.on(plan.as_of).map(|episode| &episode.place);
    let worker = life
        .workers
        .iter()
        .rev()
        .find(|worker| worker.from <= plan.as_of && worker.until.is_none_or(|until| until > plan.as_of))
        .map(|worker| worker.name)
        .or_else(|| if now.is_none() { outreach_social_worker(plan, person) } else { None });
    let key_worker = person.key_worker.filter(|(_, since)| *since <= plan.as_of);
    let away = life
        .spells
        .iter()
        .find(|spell| spell.from <= plan.as_of && plan.as_of < spell.until)
        .map(|spell| spell.from);
    [
        person.number.clone(),
        person.legal.clone(),
        person.used.clone(),
        day(person.born),
        person.team.unwrap_or_default().into(),
        worker.unwrap_or_default().into(),
        key_worker.map(|(name, _)| name.into()).unwrap_or_default(),
        key_worker.map(|(_, since)| day(since)).unwrap_or_default(),
        cohort(person, life, plan.as_of).into(),
        now.map_or(if age_on(person.born, plan.as_of) < 18 { "At home" } else { "Own home" }, |place| {
            place.words()
        })
        .into(),
        now.map(|place| purpose(person, place.kind)).unwrap_or_default().into(),
        away.map(day).unwrap_or_default(),
    ]
}

fn cohort(person: &Person, life: &Life, today: Date) -> &'static str {
    if life.on(today).is_some() {
        "Looked after"
    } else if age_on(person.born, today) >= 18 && !life.episodes.is_empty() {
        "Care leaver"
    } else {
        "Edge of care"
    }
}

/// Only a stay in a hub has a purpose of its own.
fn purpose(person: &Person, kind: Kind) -> &'static str {
    match kind {
        Kind::HubBed(_) => PURPOSES[(person.place + HUBS.len()) % PURPOSES.len()],
        Kind::HubEmergency(_) => "A safe place for a few nights while things calm down",
        _ => "",
    }
}
