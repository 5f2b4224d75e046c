//! Who somebody is: what the header of the return and People.csv say.

use crate::chance::{Chance, Purpose, plus};
use crate::names::{BOYS, Born, CAST, Cast, ETHNIC, GIRLS, Road, SURNAMES, UNNAMED};
use crate::places::{HUBS, postcode};
use crate::plan::Plan;
use crate::staff::{key_workers, social_workers};
use jiff::ToSpan;
use jiff::civil::{Date, date};

/// Sex as the return records it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sex {
    /// Female.
    F,
    /// Male.
    M,
}

/// A synthetic child or young person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// The council's number, CHILD in every file.
    pub number: String,
    /// The legal name in full.
    pub legal: String,
    /// The name they use; empty when the council holds none.
    pub used: String,
    /// Day of birth.
    pub born: Date,
    /// Sex as the return records it.
    pub sex: Sex,
    /// Ethnicity code of the return.
    pub ethnic: &'static str,
    /// The hub that works with them, when one does.
    pub team: Option<&'static str>,
    /// The key worker and since when, when they have one.
    pub key_worker: Option<(&'static str, Date)>,
    /// Whether People.csv has a row for them.
    pub named: bool,
    pub(crate) place: usize,
    pub(crate) family: usize,
    pub(crate) road: Road,
    pub(crate) hub: usize,
}

/// Everybody in the plan, in the order of their place in it.
pub fn people(plan: &Plan) -> Vec<Person> {
    (0..plan.children).map(|place| person(plan, place)).collect()
}

fn person(plan: &Plan, place: usize) -> Person {
    match CAST.get(place) {
        Some(cast) => from_cast(plan, place, cast),
        None => drawn(plan, place),
    }
}

fn from_cast(plan: &Plan, place: usize, cast: &Cast) -> Person {
    let born = birth(plan, place, cast.born);
    let mut chance = Chance::of(plan.seed, place, Purpose::Working, 0);
    let residential = matches!(cast.road, Road::HubStay | Road::SteppedDown);
    let workers = key_workers(cast.hub, residential);
    let since = chance.day(plan.opened, -760..=-30).max(plus(born, 11 * 366));
    Person {
        number: number(place),
        legal: cast.legal.into(),
        used: cast.used.into(),
        born,
        sex: cast.sex,
        ethnic: cast.ethnic,
        team: Some(HUBS[cast.hub].name),
        key_worker: Some((chance.pick(&workers), since)),
        named: !UNNAMED.contains(&place),
        place,
        family: cast.family.unwrap_or(place),
        road: cast.road,
        hub: cast.hub,
    }
}

/// Somebody beyond the cast; one in five is a sibling of the one before.
fn drawn(plan: &Plan, place: usize) -> Person {
    let family = if place % 5 == 4 { place - 1 } else { place };
    let mut chance = Chance::of(plan.seed, place, Purpose::Identity, 0);
    let surname = Chance::of(plan.seed, family, Purpose::Family, 1).pick(&SURNAMES);
    let sex = if chance.percent(52) { Sex::M } else { Sex::F };
    let names = if sex == Sex::F { &GIRLS } else { &BOYS };
    let (first, middle) = (chance.pick(names), chance.pick(names));
    let age = chance.number(0..=20);
    let born = chance.day(plan.opened, -(age * 365 + 364)..=-(age * 365));
    let used = if chance.percent(60) { format!("{first} {surname}") } else { String::new() };
    Person {
        number: number(place),
        legal: format!("{first} {middle} {surname}"),
        used,
        born,
        sex,
        ethnic: chance.pick(&ETHNIC),
        team: None,
        key_worker: None,
        named: true,
        place,
        family,
        road: road(age, &mut chance),
        hub: place % HUBS.len(),
    }
}

fn road(age: i32, chance: &mut Chance) -> Road {
    let roads: &[Road] = match age {
        0..=11 => &[Road::LongFoster, Road::LongFoster, Road::Kinship, Road::WithParents, Road::HomeAgain],
        12..=15 => &[Road::LongFoster, Road::LongFoster, Road::Kinship, Road::Elsewhere, Road::HomeAgain],
        16 | 17 => {
            &[Road::LongFoster, Road::Supported, Road::Unaccompanied, Road::Elsewhere, Road::HomeAgain]
        }
        _ => &[Road::CareLeaver],
    };
    chance.pick(roads)
}

fn birth(plan: &Plan, place: usize, born: Born) -> Date {
    match born {
        Born::Aged(youngest, oldest) => {
            let mut chance = Chance::of(plan.seed, place, Purpose::Identity, 0);
            let years = chance.number(youngest..=oldest);
            plus(plan.opened.saturating_sub(years.years()), -chance.number(20..=340))
        }
        Born::LeapDay => {
            let latest = plan.opened.year() - 14;
            date(latest - latest.rem_euclid(4), 2, 29)
        }
        Born::EighteenIn(days) => plus(plan.opened, days).saturating_sub(18.years()),
        Born::TwinOf(other) => birth(plan, other, CAST[other].born),
    }
}

/// A council number that tells nothing of the order people came in: the
/// multiplier shares no factor with the modulus, so no two are alike.
pub(crate) fn number(place: usize) -> String {
    (100_000 + (place * 7919 + 4217) % 900_000).to_string()
}

/// The family home's postcode.
pub(crate) fn home(plan: &Plan, person: &Person) -> String {
    postcode(&mut Chance::of(plan.seed, person.family, Purpose::Family, 2))
}

/// The social worker of somebody who is not in care, where there is one.
pub(crate) fn outreach_social_worker(plan: &Plan, person: &Person) -> Option<&'static str> {
    let mut chance = Chance::of(plan.seed, person.family, Purpose::Family, 3);
    chance.percent(80).then(|| chance.pick(&social_workers()).0)
}

/// The unique pupil number in a collection year, or why there is none: those
/// under 5 have not needed one, those who came alone mostly never had one.
pub(crate) fn pupil_number(person: &Person, year: i16) -> String {
    let started = person.born.year() + 5;
    if started >= year {
        return "UN1".into();
    }
    if person.road == Road::Unaccompanied {
        return "UN2".into();
    }
    let digits = format!(
        "998{:04}{:02}{:03}",
        1000 + person.place / 1000,
        started.rem_euclid(100),
        person.place % 1000
    );
    format!("{}{digits}", check_letter(&digits))
}

/// The check letter of a pupil number: places 2 to 13 times their place,
/// modulo 23, without I, O and S.
fn check_letter(digits: &str) -> char {
    const LETTERS: &[u8; 23] = b"ABCDEFGHJKLMNPQRTUVWXYZ";
    let sum: usize = digits.bytes().zip(2..).map(|(digit, weight)| usize::from(digit - b'0') * weight).sum();
    char::from(LETTERS[sum % LETTERS.len()])
}

/// The day somebody turns an age: 1 March for those born on 29 February.
pub(crate) fn turns(born: Date, age: i16) -> Date {
    practice::dates::attains(born, age).unwrap_or(Date::MAX)
}
