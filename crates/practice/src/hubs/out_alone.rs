//! Out alone: a worker says by when they will be back, and others are told where they have not said that they are.

use crate::Refusal;
use crate::dates::{Instant, clock_time, on_the_clock};
use crate::ids::{PostId, TeamId};
use crate::journal::what_is_typed;
use crate::notices::Colleague;
use crate::numbers::Postcode;
use crate::staff::{Permission, Reach, few_words, telephone};
use jiff::civil::Time;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// For how many hours ahead somebody says that they are out alone. Chosen for this service: a long shift.
pub const MOST_HOURS_OUT: i64 = 12;

/// `hubs.went_out_alone`: a worker goes out alone. Where, and how they are reached, is not in the journal: it may be
/// the address of a young person that is kept apart.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WentOutAlone {
    /// Who.
    pub post: PostId,
    /// By when they will have said that they are safe.
    pub back_by: Instant,
}

/// `hubs.out_longer`: it gets later.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OutLonger {
    /// By when they will have said that they are safe.
    pub back_by: Instant,
}

/// `hubs.looked_for`: somebody tried to find out, and they are not found yet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LookedFor {
    /// What was done and what came of it.
    pub what: String,
}

/// `hubs.back_safe`: they are safe, and nobody waits for them any more.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BackSafe {
    /// How that is known; empty where they said so themselves.
    pub what: String,
}

/// What somebody leaves behind who goes out alone: kept encrypted beside the journal until they are safe, and then
/// deleted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LeftWords {
    /// Where they go.
    pub place: String,
    /// At which number they are called; empty where none is.
    pub telephone: String,
    /// Their car, or whatever else helps; empty where that is not said.
    pub other: String,
}

/// By when somebody is back, as a time of the clock: the next moment at which the clock shows it.
///
/// # Errors
/// A sentence at `back_by` where that is not within [`MOST_HOURS_OUT`].
pub fn back_by(time: Time, now: Instant) -> Result<Instant, Refusal> {
    let last = now.plus_seconds(MOST_HOURS_OUT * 3600);
    let days = [now.day(), last.day()];
    let next = days.iter().flat_map(|day| on_the_clock(*day, time)).filter(|at| *at > now).min();
    let refused = |sentence| Err(Refusal::of("back_by", sentence));
    match next {
        Some(at) if at <= last => Ok(at),
        _ if days.iter().any(|day| on_the_clock(*day, time).is_empty()) => {
            refused("The clocks go forward over this time.".to_owned())
        }
        _ => {
            let ends = clock_time(last);
            refused(format!(
                "Choose a time that is still to come, and within {MOST_HOURS_OUT} hours: until {ends}."
            ))
        }
    }
}

/// What somebody leaves behind, as they typed it.
///
/// # Errors
/// One sentence for each field that cannot be taken: `place`, `telephone`, `other`.
pub fn left_words(typed: &LeftWords) -> Result<LeftWords, Vec<Refusal>> {
    let place = few_words("place", &typed.place, "Write where you are going, so that somebody can find you.");
    let telephone = telephone("telephone", &typed.telephone);
    let other = match what_is_typed(&typed.other) {
        None => Ok(String::new()),
        Some(other) => few_words("other", other, "Write it in words."),
    };
    match (place, telephone, other) {
        (Ok(place), Ok(telephone), Ok(other)) => Ok(LeftWords { place, telephone, other }),
        (place, telephone, other) => {
            Err([place.err(), telephone.err(), other.err()].into_iter().flatten().collect())
        }
    }
}

/// What was done for somebody who is overdue, in words that stay: no place that a postcode names.
///
/// # Errors
/// A sentence at `what`.
pub fn what_was_done(typed: &str) -> Result<String, Refusal> {
    let what = few_words("what", typed, "Write what you did, and what came of it.")?;
    if Postcode::all_in(&what).is_empty() {
        Ok(what)
    } else {
        Err(Refusal::of(
            "what",
            "Leave out the postcode: these words stay, and it may be where a young person lives.",
        ))
    }
}

/// For how many minutes nobody may have written what they found before others are told as well. Chosen for this service.
pub const SILENT_MINUTES: i64 = 15;

/// For how many minutes that may be before all are told who could be. Chosen for this service.
pub const SILENT_FOR_ALL_MINUTES: i64 = 30;

/// For how long nobody who was told wrote what they found: the longest such time, in seconds. Whoever was told once stays
/// told, so what is written later makes it no shorter.
///
/// `tried` is when somebody wrote what they did, in any order; `until` is now, or when it was over.
pub fn longest_silence(back_by: Instant, tried: &[Instant], until: Instant) -> i64 {
    let mut at: Vec<Instant> = tried.iter().copied().filter(|at| *at > back_by && *at < until).collect();
    at.sort();
    at.push(until);
    let mut since = back_by;
    let mut longest = 0;
    for next in at {
        longest = longest.max((next.0 - since.0) / 1_000_000);
        since = next;
    }
    longest
}

/// Who is told when somebody is overdue, turn by turn: whoever keeps the rota in a team of theirs, and whoever is on call
/// tonight; then whoever keeps the rota of the whole council; then whoever manages accounts; then whoever may read what is
/// written about young people. A turn in which there is nobody else is left out.
///
/// `silent` is for how many seconds nobody wrote what they found ([`longest_silence`]): from [`SILENT_MINUTES`] the next
/// turn is told as well, from [`SILENT_FOR_ALL_MINUTES`] all of them are. `colleagues` are those who work today and can
/// sign in, without whoever is overdue.
pub fn told_of_overdue(
    teams: &BTreeSet<TeamId>,
    on_call: &BTreeSet<PostId>,
    colleagues: &[Colleague],
    silent: i64,
) -> BTreeSet<PostId> {
    let keeps = |one: &Colleague| one.rights.may(Permission::KeepRota);
    let first = |one: &Colleague| {
        on_call.contains(&one.post) || keeps(one) && one.team.is_some_and(|team| teams.contains(&team))
    };
    let then = |one: &Colleague| keeps(one) && one.rights.reach == Reach::Authority;
    let after = |one: &Colleague| one.rights.may(Permission::ManageStaff);
    let last = |one: &Colleague| one.rights.may(Permission::ReadStory);
    let turns: [&dyn Fn(&Colleague) -> bool; 4] = [&first, &then, &after, &last];
    let mut to_come = match silent {
        short if short < SILENT_MINUTES * 60 => 1,
        longer if longer < SILENT_FOR_ALL_MINUTES * 60 => 2,
        _ => turns.len(),
    };
    let mut told = BTreeSet::new();
    for turn in turns {
        let before = told.len();
        if to_come > 0 {
            told.extend(colleagues.iter().filter(|one| turn(one)).map(|one| one.post));
        }
        to_come -= usize::from(told.len() > before);
    }
    told
}

#[cfg(test)]
#[path = "out_alone_tests.rs"]
mod tests;
