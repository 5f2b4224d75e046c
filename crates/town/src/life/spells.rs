//! Missing, and away without leave: some teenagers, some of the time.

use super::{Episode, Spell, horizon};
use crate::chance::{Chance, Purpose, plus};
use crate::names::Road;
use crate::person::{Person, turns};
use crate::plan::Plan;
use jiff::civil::Date;

/// The place in the cast of the one who is missing on opening day.
const MISSING_TONIGHT: usize = 3;

/// Spells away, each inside one episode: back before the place changes.
pub(super) fn spells(plan: &Plan, person: &Person, episodes: &[Episode]) -> Vec<Spell> {
    let mut chance = Chance::of(plan.seed, person.place, Purpose::Missing, 0);
    let Some(gap) = restless(person.road, &mut chance) else { return Vec::new() };
    let Some(first) = episodes.first() else { return Vec::new() };
    let last = horizon(plan);
    let tonight = (person.place == MISSING_TONIGHT).then(|| Spell {
        kind: "M",
        from: plus(plan.opened, -1),
        until: plus(plan.opened, 1),
    });
    let mut found: Vec<Spell> = Vec::new();
    let mut day = first.start.max(turns(person.born, 12));
    loop {
        day = chance.day(day, 6..=gap);
        if day > last {
            break;
        }
        let until = plus(day, nights(&mut chance));
        let kind = if chance.percent(70) { "M" } else { "A" };
        if inside_one(episodes, day, until) && !tonight.as_ref().is_some_and(|spell| near(spell, day, until))
        {
            found.push(Spell { kind, from: day, until });
        }
        day = plus(until, 1);
    }
    found.extend(tonight);
    found.sort_by_key(|spell| spell.from);
    found
}

/// The longest gap between spells, in days, for those who go at all.
fn restless(road: Road, chance: &mut Chance) -> Option<i32> {
    let (going, gap) = match road {
        Road::HubStay | Road::Emergency => (90, 90),
        Road::SteppedDown | Road::ComingIn => (80, 160),
        Road::Supported | Road::HomeAgain | Road::Elsewhere => (40, 250),
        Road::Unaccompanied | Road::CareLeaver => (15, 400),
        Road::LongFoster | Road::WithParents | Road::Kinship => (12, 500),
        Road::Outreach => (0, 500),
    };
    chance.percent(going).then_some(gap)
}

fn nights(chance: &mut Chance) -> i32 {
    match chance.number(0..=19) {
        0..=9 => 0,
        10..=15 => 1,
        16..=18 => 2,
        _ => chance.number(3..=9),
    }
}

fn inside_one(episodes: &[Episode], from: Date, until: Date) -> bool {
    episodes.iter().any(|episode| episode.start < from && episode.holds(from) && episode.holds(until))
}

fn near(spell: &Spell, from: Date, until: Date) -> bool {
    from <= plus(spell.until, 2) && until >= plus(spell.from, -2)
}
