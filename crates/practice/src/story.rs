//! The story: everything about one young person, newest first.

use crate::ids::{EventId, PostId};
use crate::import::Thing;
use crate::journal::{Class, Event};
use serde::{Deserialize, Serialize};

/// `story.note_written`. A correction of a note is another note that names it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoteWritten {
    /// A short title; empty where the author gave none.
    pub title: String,
    /// The words.
    pub text: String,
    /// Why an earlier version was corrected; empty in a first version.
    pub correction: String,
}

/// Who sees an entry differently.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WhoDisagrees {
    /// The young person, through a worker who wrote down their words.
    YoungPerson,
    /// Somebody in the family.
    Family,
    /// A worker.
    Worker,
}

/// `story.disagreement`: shown beside the entry it is about, everywhere.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Disagreement {
    /// Who sees it differently.
    pub who: WhoDisagrees,
    /// Their words.
    pub text: String,
}

/// `story.reclassified`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reclassified {
    /// The entry moved.
    pub entry: EventId,
    /// Its new privacy class.
    pub to: Class,
    /// Why.
    pub reason: String,
}

/// `story.erased`: the tombstone that lets seals verify without the payload.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ErasedLawfully {
    /// The entries erased.
    pub events: Vec<EventId>,
    /// The ground in law.
    pub ground: String,
    /// Who decided.
    pub deciders: Vec<PostId>,
    /// Which fact each of them told, where its kind alone does not say it.
    #[serde(default)]
    pub facts: Vec<ErasedFact>,
}

/// Which of several facts of one kind an erased entry told, and nothing of what
/// it said: no file tells this one again, and files go on telling the others.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ErasedFact {
    /// The entry erased.
    pub event: EventId,
    /// The fact, in a stable word.
    pub fact: String,
}

impl ErasedLawfully {
    /// The tombstone of some entries, made while they can still be read.
    pub fn of(entries: &[Event], ground: String, deciders: Vec<PostId>) -> Self {
        let fact = |event: &Event| {
            let fact = Thing::of(&event.body)?.fact()?.to_owned();
            Some(ErasedFact { event: event.id, fact })
        };
        Self {
            events: entries.iter().map(|event| event.id).collect(),
            ground,
            deciders,
            facts: entries.iter().filter_map(fact).collect(),
        }
    }
}
