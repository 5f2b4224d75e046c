//! What a verb hands to the journal.

use crate::{Job, Link};
use practice::dates::Instant;
use practice::ids::{AccountId, ActId, AuthorityId, EventId, FileId, PersonId, StreamId, VaultId};
use practice::journal::{Actor, Event, Revision, Told};

/// One act: all of it is written, or none.
#[derive(Debug, Clone)]
pub struct Append {
    /// The council.
    pub authority: AuthorityId,
    /// Who acts.
    pub actor: Actor,
    /// The label of the role acted in.
    pub role: String,
    /// On whose behalf, when not the actor's own.
    pub on_behalf: Option<Actor>,
    /// The act.
    pub act: ActId,
    /// When it is written down.
    pub recorded: Instant,
    /// The revision of the council's words whose labels were copied.
    pub words: i64,
    /// Every revision read to decide: the actor's grants and the person's
    /// restriction included. A stale one refuses the whole act.
    pub read: Vec<Revision>,
    /// Guard rows read to decide and moved by this act, so that two decisions
    /// resting on the same absence cannot both be written.
    pub guards: Vec<Revision>,
    /// What happened, in order, each with the revision its stream was read at.
    pub events: Vec<Writing>,
    /// Values for the vault, written with the events that refer to them.
    pub vault: Vec<VaultValue>,
    /// What is to be done afterwards, queued with the events.
    pub jobs: Vec<Job>,
    /// Files, written with the events that refer to them.
    pub files: Vec<FileParts>,
    /// What opens what the events tell of: kept with them, and in the place of earlier
    /// links of its purpose to the same post, or else for the same account.
    pub link: Option<Link>,
    /// What it changes of how somebody signs in.
    pub sign_in: Vec<SignInChange>,
    /// What somebody who goes out alone leaves behind, or that it is deleted.
    pub out_words: Option<OutWords>,
    /// The key of the form or call, so that a second sending is one act.
    pub key: Option<RequestKey>,
}

/// What an act changes of how an account signs in: with it, and only with it.
#[derive(Debug, Clone)]
pub enum SignInChange {
    /// It signs in with another address from now on.
    Address(AccountId, String),
    /// Password, second step, recovery codes and links are gone.
    Cleared(AccountId),
    /// Second step and recovery codes are gone.
    SecondStepCleared(AccountId),
    /// Every session ends; the stable word says why.
    SessionsEnded(AccountId, &'static str),
}

/// The words of somebody who is out alone, which rest beside the journal.
#[derive(Debug, Clone)]
pub enum OutWords {
    /// They are left behind, already encrypted.
    Left(StreamId, Vec<u8>),
    /// They are not needed any more.
    Deleted(StreamId),
}

/// One event to be written.
#[derive(Debug, Clone)]
pub struct Writing {
    /// Its id.
    pub id: EventId,
    /// Random bytes hashed with the payload.
    pub salt: [u8; 16],
    /// How many events its stream had when it was read, earlier ones of the same act included.
    pub after: i64,
    /// What happened.
    pub told: Told,
}

/// A value for the vault, already encrypted.
#[derive(Debug, Clone)]
pub struct VaultValue {
    /// Its row.
    pub id: VaultId,
    /// Whose it is.
    pub person: PersonId,
    /// The encrypted salt and value.
    pub sealed: Vec<u8>,
    /// The keyed index by which it can be looked up; shielded values have none.
    pub lookup: Option<Vec<u8>>,
}

/// A file, already encrypted in parts.
#[derive(Debug, Clone)]
pub struct FileParts {
    /// Its row.
    pub id: FileId,
    /// Whose it is; a council's own has nobody.
    pub person: Option<PersonId>,
    /// The encrypted salt, number of chunks and length.
    pub head: Vec<u8>,
    /// The encrypted bytes, in order.
    pub chunks: Vec<Vec<u8>>,
}

/// The key of a form or call.
#[derive(Debug, Clone)]
pub struct RequestKey {
    /// The key, unique for the actor.
    pub key: String,
    /// Keyed digest of what was sent.
    pub digest: [u8; 32],
}

/// What became of an append.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Appended {
    /// It was written now.
    Now(ActId),
    /// The same key had written it before.
    Before(ActId),
}

impl Appended {
    /// The act, whenever it was written.
    pub fn act(self) -> ActId {
        match self {
            Self::Now(act) | Self::Before(act) => act,
        }
    }
}

impl Append {
    /// The events as they will stand in the journal.
    pub(crate) fn events(&self) -> impl Iterator<Item = (Event, [u8; 16])> + '_ {
        self.events.iter().map(|writing| {
            let told = writing.told.clone();
            let event = Event {
                id: writing.id,
                authority: self.authority,
                stream: told.stream,
                revision: writing.after + 1,
                subject: told.subject,
                actor: self.actor,
                role: self.role.clone(),
                on_behalf: self.on_behalf,
                act: self.act,
                happened: told.happened,
                recorded: self.recorded,
                class: told.class,
                corrects: told.corrects,
                words: self.words,
                body: told.body,
            };
            (event, writing.salt)
        })
    }
}
