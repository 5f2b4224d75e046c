//! An incident: what is known of it when it is written down, and what is added to it later. Nothing of it is typed over.

use super::talk::{Between, Talk, TalkAsked, TalkWish, talk};
use crate::Refusal;
use crate::journal::what_is_typed;
use crate::key_working::{Asked, TheirView, minutes, their_view};
use crate::refusal::too_long;
use serde::{Deserialize, Serialize};

/// Whether anybody was hurt, and who.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Injuries {
    /// Nobody has said yet.
    #[default]
    NotKnown,
    /// Nobody was.
    Nobody,
    /// Who and how, and what was done about it.
    Somebody(String),
}

/// Whether the young person was held: a restraint. Another who was held has a record of their own.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Held {
    /// Nobody has said yet.
    #[default]
    NotKnown,
    /// They were not.
    Nobody,
    /// They were.
    Somebody(Holding),
}

/// How somebody was held. What is not known yet is empty.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Holding {
    /// Who held, and who else was there.
    pub who: String,
    /// How.
    pub how: String,
    /// For how long, in minutes.
    pub minutes: Option<u32>,
    /// What was tried before it.
    pub tried_first: String,
}

/// The repair conversation: they and whoever was part of it find their way back to each other.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Repair {
    /// It has not been yet.
    #[default]
    NotYet,
    /// The young person did not want one.
    NotWanted,
    /// It was.
    Spoke(Talk),
}

/// What is known of an incident beside what happened. All of it may come later.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct IncidentKnown {
    /// What was before.
    pub before: String,
    /// What helped after.
    pub helped: String,
    /// Who was hurt.
    pub injuries: Injuries,
    /// Who was told of it.
    pub told_whom: String,
    /// Who was held.
    pub held: Held,
    /// The young person's account.
    pub account: TheirView,
    /// The repair conversation.
    pub repair: Repair,
}

/// `safety.incident_recorded`: an incident as it was known when it was written down.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct IncidentRecorded {
    /// Where, in the writer's words; empty where that is not said.
    pub place: String,
    /// What happened.
    pub what: String,
    /// What else was known.
    pub known: IncidentKnown,
}

/// `safety.incident_added_to`: what came to be known, or was done, since. It stands under the incident that it names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct IncidentAddedTo {
    /// What else is to be said, such as that something in the record is not right.
    pub more: String,
    /// What is known now; what is not known in it adds nothing.
    pub known: IncidentKnown,
    /// That the registered person, or somebody they authorised, spoke with whoever held.
    pub spoke_with_holders: Option<Talk>,
    /// That the registered person, or somebody they authorised, spoke with the young person about being held.
    pub spoke_with_them: Option<Talk>,
}

/// Whether anybody, as it is chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OrNot {
    /// Nobody.
    Nobody,
    /// Somebody.
    Somebody,
    /// It is not known yet.
    NotKnown,
}

impl OrNot {
    /// Every one, as it is offered.
    pub const ALL: [Self; 3] = [Self::Nobody, Self::Somebody, Self::NotKnown];

    /// The stable word.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Nobody => "nobody",
            Self::Somebody => "somebody",
            Self::NotKnown => "not_known",
        }
    }

    /// What a stable word says.
    pub fn read(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|choice| choice.word() == word)
    }
}

/// What became of the repair conversation, as it is chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WhatBecame {
    /// It has not been yet.
    NotYet,
    /// It was.
    Spoke,
    /// They did not want one.
    NotWanted,
}

impl WhatBecame {
    /// Every one, as it is offered.
    pub const ALL: [Self; 3] = [Self::NotYet, Self::Spoke, Self::NotWanted];

    /// The stable word.
    pub const fn word(self) -> &'static str {
        match self {
            Self::NotYet => "not_yet",
            Self::Spoke => "spoke",
            Self::NotWanted => "not_wanted",
        }
    }

    /// What a stable word says.
    pub fn read(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|choice| choice.word() == word)
    }
}

/// What is known of an incident, as it was typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct KnownWish {
    /// What was before.
    pub before: String,
    /// What helped after.
    pub helped: String,
    /// Whether anybody was hurt.
    pub hurt: Option<OrNot>,
    /// Who, how, and what was done.
    pub injuries: String,
    /// Who was told.
    pub told_whom: String,
    /// Whether anybody was held.
    pub held: Option<OrNot>,
    /// Who held.
    pub held_by: String,
    /// How.
    pub held_how: String,
    /// For how long, in minutes, as it was typed.
    pub held_minutes: String,
    /// What was tried first.
    pub tried_first: String,
    /// The young person's account, in words.
    pub said: String,
    /// What became of asking for it.
    pub asked: Option<Asked>,
    /// What became of the repair conversation.
    pub repair: Option<WhatBecame>,
    /// When it was, and what came of it.
    pub repaired: TalkWish,
}

/// An incident as it was typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct IncidentWish {
    /// Where.
    pub place: String,
    /// What happened.
    pub what: String,
    /// What else is known.
    pub known: KnownWish,
}

/// An addition as it was typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AddingWish {
    /// What else is to be said.
    pub more: String,
    /// What is known now.
    pub known: KnownWish,
    /// The talk with whoever held.
    pub with_holders: TalkWish,
    /// The talk with the young person about being held.
    pub with_them: TalkWish,
}

/// The longest text of an incident, in letters.
const LONGEST: usize = 20_000;
/// The longest place, in letters.
const LONGEST_PLACE: usize = 200;

const REPAIR: TalkAsked = TalkAsked { field: "repair_on", must_say: None };
const WITH_HOLDERS: TalkAsked =
    TalkAsked { field: "holders_on", must_say: Some("Say who spoke with them, and what came of it.") };
const WITH_THEM: TalkAsked =
    TalkAsked { field: "them_on", must_say: Some("Say who spoke with them, and what came of it.") };

/// What is written down of an incident. Only what happened must be there; whatever else is known is kept.
///
/// # Errors
/// A sentence for each answer that will not do.
pub fn incident_recorded(wish: &IncidentWish, between: Between) -> Result<IncidentRecorded, Vec<Refusal>> {
    let mut refusals = too_long(&[("place", &wish.place, LONGEST_PLACE), ("what", &wish.what, LONGEST)]);
    if what_is_typed(&wish.what).is_none() {
        refusals.push(Refusal::of("what", "Write what happened."));
    }
    let known = or_refused(known(&wish.known, between), &mut refusals);
    match known.filter(|_| refusals.is_empty()) {
        Some(known) => Ok(IncidentRecorded { place: text(&wish.place), what: text(&wish.what), known }),
        None => Err(refusals),
    }
}

/// What is written down of an addition to an incident.
///
/// # Errors
/// A sentence for each answer that will not do, and one where nothing is added.
pub fn added_to(wish: &AddingWish, between: Between) -> Result<IncidentAddedTo, Vec<Refusal>> {
    let mut refusals = too_long(&[
        ("more", &wish.more, LONGEST),
        ("holders_on_words", &wish.with_holders.words, LONGEST),
        ("them_on_words", &wish.with_them.words, LONGEST),
    ]);
    let known = or_refused(known(&wish.known, between), &mut refusals);
    let mut spoken = |asked: &TalkAsked, wish: &TalkWish| {
        let typed = Some(wish).filter(|wish| !wish.is_empty())?;
        or_refused(talk(asked, typed, between), &mut refusals)
    };
    let spoke_with_holders = spoken(&WITH_HOLDERS, &wish.with_holders);
    let spoke_with_them = spoken(&WITH_THEM, &wish.with_them);
    let Some(known) = known.filter(|_| refusals.is_empty()) else { return Err(refusals) };
    let added = IncidentAddedTo { more: text(&wish.more), known, spoke_with_holders, spoke_with_them };
    let is_nothing = added.more.is_empty()
        && added.known == IncidentKnown::default()
        && added.spoke_with_holders.is_none()
        && added.spoke_with_them.is_none();
    if is_nothing { Err(vec![Refusal::of("more", "Write what is to be added.")]) } else { Ok(added) }
}

fn text(typed: &str) -> String {
    what_is_typed(typed).unwrap_or_default().to_owned()
}

fn or_refused<T>(answer: Result<T, Vec<Refusal>>, refusals: &mut Vec<Refusal>) -> Option<T> {
    answer.map_err(|mut more| refusals.append(&mut more)).ok()
}

fn known(wish: &KnownWish, between: Between) -> Result<IncidentKnown, Vec<Refusal>> {
    let mut refusals = too_long(&[
        ("before", &wish.before, LONGEST),
        ("helped", &wish.helped, LONGEST),
        ("injuries", &wish.injuries, LONGEST),
        ("told_whom", &wish.told_whom, LONGEST),
        ("held_by", &wish.held_by, LONGEST),
        ("held_how", &wish.held_how, LONGEST),
        ("tried_first", &wish.tried_first, LONGEST),
        ("said", &wish.said, LONGEST),
        ("repair_on_words", &wish.repaired.words, LONGEST),
    ]);
    let injuries = or_refused(injuries(wish), &mut refusals);
    let held = or_refused(held(wish), &mut refusals);
    let account =
        or_refused(their_view(&wish.said, wish.asked).map_err(|refusal| vec![refusal]), &mut refusals);
    let repair = or_refused(repair(wish, between), &mut refusals);
    match (injuries, held, account, repair) {
        (Some(injuries), Some(held), Some(account), Some(repair)) if refusals.is_empty() => {
            Ok(IncidentKnown {
                before: text(&wish.before),
                helped: text(&wish.helped),
                injuries,
                told_whom: text(&wish.told_whom),
                held,
                account,
                repair,
            })
        }
        _ => Err(refusals),
    }
}

fn injuries(wish: &KnownWish) -> Result<Injuries, Vec<Refusal>> {
    let words = text(&wish.injuries);
    let refused = |sentence: &str| Err(vec![Refusal::of("injuries", sentence)]);
    match (wish.hurt, words.is_empty()) {
        (None | Some(OrNot::Somebody), false) => Ok(Injuries::Somebody(words)),
        (Some(OrNot::Somebody), true) => refused("Write who was hurt, as far as you know."),
        (Some(OrNot::Nobody | OrNot::NotKnown), false) => {
            refused("You wrote who was hurt. Choose that somebody was, or take the words away.")
        }
        (Some(OrNot::Nobody), true) => Ok(Injuries::Nobody),
        (None | Some(OrNot::NotKnown), true) => Ok(Injuries::NotKnown),
    }
}

fn held(wish: &KnownWish) -> Result<Held, Vec<Refusal>> {
    let minutes = minutes("held_minutes", &wish.held_minutes).map_err(|refusal| vec![refusal])?;
    let holding = Holding {
        who: text(&wish.held_by),
        how: text(&wish.held_how),
        minutes,
        tried_first: text(&wish.tried_first),
    };
    match (wish.held, holding == Holding::default()) {
        (Some(OrNot::Somebody), _) | (None, false) => Ok(Held::Somebody(holding)),
        (Some(OrNot::Nobody | OrNot::NotKnown), false) => {
            let sentence = "You wrote how they were held. Choose that they were, or take the words away.";
            Err(vec![Refusal::of("held", sentence)])
        }
        (Some(OrNot::Nobody), true) => Ok(Held::Nobody),
        (None | Some(OrNot::NotKnown), true) => Ok(Held::NotKnown),
    }
}

fn repair(wish: &KnownWish, between: Between) -> Result<Repair, Vec<Refusal>> {
    match (wish.repair, wish.repaired.is_empty()) {
        (Some(WhatBecame::Spoke), _) | (None, false) => {
            talk(&REPAIR, &wish.repaired, between).map(Repair::Spoke)
        }
        (Some(WhatBecame::NotYet | WhatBecame::NotWanted), false) => {
            let sentence =
                "You wrote of a repair conversation. Choose that you spoke, or take day and words away.";
            Err(vec![Refusal::of("repair", sentence)])
        }
        (Some(WhatBecame::NotWanted), true) => Ok(Repair::NotWanted),
        (None | Some(WhatBecame::NotYet), true) => Ok(Repair::NotYet),
    }
}

#[cfg(test)]
#[path = "incident_tests.rs"]
mod tests;
