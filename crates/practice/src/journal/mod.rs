//! The journal: what happens to and around a young person, written once.
//!
//! An [`Event`] is never changed. A correction is a new event that names the
//! one it corrects; everything shown is a fold over events.

mod body;
mod plain;

pub use body::{Body, CATALOGUE, CatalogueEntry, UnreadableBody};
pub use plain::{
    holds_control_characters, payload_holds_control_characters, what_is_typed, without_turning_marks,
};

use crate::dates::{Happened, Instant};
use crate::ids::{ActId, AuthorityId, EventId, PersonId, PostId, StreamId};
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// Who may be shown an entry, beside reach: the privacy class.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Class {
    /// The young person's story: the ordinary work of the one team.
    Story,
    /// About family members rather than the young person.
    Family,
    /// Police information held with the team.
    Police,
    /// Clinical notes of psychologists and therapists.
    Clinical,
    /// Named people only.
    Restricted,
    /// About how the service is run: supervision, staffing.
    Management,
}

impl Class {
    /// Every class, in the order in which they are listed on pages.
    pub const ALL: [Self; 6] =
        [Self::Story, Self::Family, Self::Police, Self::Clinical, Self::Restricted, Self::Management];

    /// The stable word kept in the journal.
    pub fn word(self) -> &'static str {
        match self {
            Self::Story => "story",
            Self::Family => "family",
            Self::Police => "police",
            Self::Clinical => "clinical",
            Self::Restricted => "restricted",
            Self::Management => "management",
        }
    }
}

/// A stored word that names nothing this release knows.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("'{0}' is not known here")]
pub struct UnknownWord(pub String);

impl FromStr for Class {
    type Err = UnknownWord;
    fn from_str(word: &str) -> Result<Self, UnknownWord> {
        Self::ALL.into_iter().find(|class| class.word() == word).ok_or_else(|| UnknownWord(word.into()))
    }
}

/// Who did it. Workers are named by their post; the post's own events hold the name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Actor {
    /// A worker acting in a post.
    Post(PostId),
    /// The young person.
    Person(PersonId),
    /// Somebody in a young person's family or network.
    Family(StreamId),
    /// A file of the council's, brought in by a post, or by the program's operator.
    Import(Option<PostId>),
    /// Whoever holds the one-time set-up link of a new installation.
    SetUp,
    /// The program itself.
    System,
}

impl fmt::Display for Actor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Post(post) => write!(f, "post:{post}"),
            Self::Person(person) => write!(f, "person:{person}"),
            Self::Family(member) => write!(f, "family:{member}"),
            Self::Import(Some(post)) => write!(f, "import:{post}"),
            Self::Import(None) => f.write_str("import"),
            Self::SetUp => f.write_str("set_up"),
            Self::System => f.write_str("system"),
        }
    }
}

impl FromStr for Actor {
    type Err = UnknownWord;
    fn from_str(text: &str) -> Result<Self, UnknownWord> {
        let unknown = || UnknownWord(text.into());
        match text.split_once(':') {
            Some(("post", id)) => id.parse().map(Self::Post).map_err(|_| unknown()),
            Some(("person", id)) => id.parse().map(Self::Person).map_err(|_| unknown()),
            Some(("family", id)) => id.parse().map(Self::Family).map_err(|_| unknown()),
            Some(("import", id)) => id.parse().map(|post| Self::Import(Some(post))).map_err(|_| unknown()),
            None if text == "import" => Ok(Self::Import(None)),
            None if text == "set_up" => Ok(Self::SetUp),
            None if text == "system" => Ok(Self::System),
            _ => Err(unknown()),
        }
    }
}

/// A stream at a revision: what somebody read before deciding, or is about to change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Revision {
    /// The thing changed.
    pub stream: StreamId,
    /// How many events it has; 0 where there is none yet.
    pub number: i64,
}

/// One event, as it stands in the journal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// Its id, also the stable link of the story's entry.
    pub id: EventId,
    /// The council it belongs to.
    pub authority: AuthorityId,
    /// The thing it changed.
    pub stream: StreamId,
    /// Its place in that stream, from 1.
    pub revision: i64,
    /// The young person it is about, when it is about one.
    pub subject: Option<PersonId>,
    /// Who did it.
    pub actor: Actor,
    /// The label of the role it was done in, as it read on that day; empty for the program.
    pub role: String,
    /// On whose behalf, when not the actor's own.
    pub on_behalf: Option<Actor>,
    /// The act it was part of; several events may share one.
    pub act: ActId,
    /// When it happened, as precisely as known.
    pub happened: Happened,
    /// When it was written down.
    pub recorded: Instant,
    /// Who may be shown it.
    pub class: Class,
    /// The event it corrects or is said about.
    pub corrects: Option<EventId>,
    /// The revision of the council's words and lists whose labels it copied.
    pub words: i64,
    /// What happened.
    pub body: Body,
}

/// An event on its way into the journal: all that is decided, nothing that is given at writing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// The thing it changes.
    pub stream: StreamId,
    /// The young person it is about.
    pub subject: Option<PersonId>,
    /// When it happened.
    pub happened: Happened,
    /// Who may be shown it.
    pub class: Class,
    /// The event it corrects or is said about.
    pub corrects: Option<EventId>,
    /// What happened.
    pub body: Body,
}

impl Told {
    /// About a young person, in the ordinary class of its kind.
    pub fn about(person: PersonId, stream: StreamId, happened: Happened, body: Body) -> Self {
        let class = body.usual_class();
        Self { stream, subject: Some(person), happened, class, corrects: None, body }
    }

    /// About the service: a team, a post, the council's words.
    pub fn of_service(stream: StreamId, happened: Happened, body: Body) -> Self {
        let class = body.usual_class();
        Self { stream, subject: None, happened, class, corrects: None, body }
    }

    /// The same, corrected to name the event it corrects.
    #[must_use]
    pub fn correcting(self, event: EventId) -> Self {
        Self { corrects: Some(event), ..self }
    }

    /// The same in another privacy class.
    #[must_use]
    pub fn in_class(self, class: Class) -> Self {
        Self { class, ..self }
    }
}
