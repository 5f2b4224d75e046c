//! What the return asks about the people in care: reviews, social workers,
//! health, and how those who left are doing.

use super::{Life, Period, Review, Worker, horizon};
use crate::chance::{Chance, Purpose, plus};
use crate::person::{Person, turns};
use crate::plan::{Plan, days_of};
use crate::staff::social_workers;
use jiff::civil::Date;
use practice::dates::age_on;

/// Reviews: within 20 working days, then at 3 months, then each 6 months.
pub(super) fn reviews(plan: &Plan, person: &Person, periods: &[Period]) -> Vec<Review> {
    let mut chance = Chance::of(plan.seed, person.place, Purpose::Reviews, 0);
    let four = turns(person.born, 4);
    let mut found = Vec::new();
    for period in periods {
        let last = period.until.unwrap_or_else(|| horizon(plan));
        let mut day = chance.day(period.from, 18..=27);
        let mut gap = 75..=90;
        while day < last {
            let part = if day < four {
                "PN0"
            } else {
                chance.pick(&["PN1", "PN1", "PN1", "PN2", "PN3", "PN5", "PN6", "PN6", "PN7"])
            };
            found.push(Review { day, part });
            day = chance.day(day, gap);
            gap = 160..=182;
        }
    }
    found
}

/// Social workers one after the other, from the first day of care to the
/// last. Brothers and sisters who came in together share them.
pub(super) fn workers(plan: &Plan, person: &Person, periods: &[Period]) -> Vec<Worker> {
    const WHY: [&str; 6] = ["LEFTRL", "MANAGE", "TSPROC", "LEFTRL", "ABSENC", "CHCHAN"];
    let mut chance = Chance::of(plan.seed, person.family, Purpose::Working, 1);
    let pool = social_workers();
    let mut at = usize::try_from(chance.number(0..=5)).unwrap_or(0);
    let mut found = Vec::new();
    for period in periods {
        let last = period.until.unwrap_or_else(|| horizon(plan));
        let (mut from, mut why) = (period.from, "FCONTA");
        while from < last {
            let ends = chance.day(from, 240..=900);
            let until = if ends < last { Some(ends) } else { period.until };
            let (name, id) = pool[at % pool.len()];
            found.push(Worker { name, id, from, until, why });
            from = ends;
            why = chance.pick(&WHY);
            at += 1;
        }
    }
    found
}

/// The answers of OC2 from `SDQ_SCORE` on, for those looked after all year.
pub(crate) fn health(plan: &Plan, person: &Person, life: &Life, year: i16) -> Option<[String; 10]> {
    let (first, last) = days_of(year);
    if !life.throughout(first, last) {
        return None;
    }
    let mut chance = Chance::of(plan.seed, person.place, Purpose::Health, year);
    let usual = Chance::of(plan.seed, person.place, Purpose::Health, 0).number(6..=24);
    let age = age_on(person.born, last);
    let mut yes = |percent: i32| String::from(if chance.percent(percent) { "1" } else { "0" });
    let (check, immunised, teeth, assessed) = (yes(88), yes(85), yes(78), yes(90));
    let (substances, convicted, received) = (yes(8), yes(3), yes(70));
    let offered = if received == "1" { String::new() } else { yes(60) };
    let missed = yes(6) == "1";
    let score = (usual + chance.number(-4..=4)).clamp(0, 40).to_string();
    let (score, reason) = match age {
        4..=16 if missed => (String::new(), "SDQ4"),
        4..=16 => (score, ""),
        _ => (String::new(), "SDQ1"),
    };
    let uses = substances == "1" && age >= 10;
    let asked = |wanted: bool, answer: String| if wanted { answer } else { String::new() };
    Some([
        score,
        reason.into(),
        asked(age >= 10, convicted),
        asked(age < 5, check),
        immunised,
        teeth,
        assessed,
        if uses { "1".into() } else { "0".into() },
        asked(uses, received),
        asked(uses, offered),
    ])
}

/// `IN_TOUCH`, ACTIV and ACCOM of OC3, for those who left care at 16 or over
/// and turn 17 to 21 in the year.
pub(crate) fn leaving(plan: &Plan, person: &Person, life: &Life, year: i16) -> Option<[&'static str; 3]> {
    let (first, last) = days_of(year);
    let age = age_on(person.born, last);
    let birthday = turns(person.born, age);
    let end = life.episodes.last()?.end.as_ref()?;
    let sixteen = turns(person.born, 16);
    if !(17..=21).contains(&age) || birthday < first || end.day < sixteen || end.day > birthday {
        return None;
    }
    let mut chance = Chance::of(plan.seed, person.place, Purpose::Leaving, year);
    match chance.number(0..=19) {
        0 => return Some(["NO", "0", "0"]),
        1 => return Some(["REFU", "0", "0"]),
        _ => {}
    }
    let active = chance.pick(&["F2", "F2", "F4", "F5", "P5", "F1", "P2", "G5", "G5", "G4"]);
    let lives = match end.why {
        "E17" => chance.pick(&["Z1", "Z1", "Z1", "U1"]),
        "E4A" | "E4B" => chance.pick(&["B1", "B1", "U1"]),
        _ => chance.pick(&["D1", "U1", "U1", "E1", "K1", "V2"]),
    };
    let active = if active == "F1" && age < 18 { "F2" } else { active };
    Some(["YES", active, lives])
}

/// The place in the cast of the one who is a mother.
const MOTHER: usize = 27;

/// The day somebody's first child was born, for the one mother of the cast.
pub(crate) fn first_child_born(plan: &Plan, person: &Person) -> Option<Date> {
    (person.place == MOTHER).then(|| plus(plan.opened, -400))
}
