//! Hashes of events and the chain over them: pure functions over bytes.

use practice::ids::AuthorityId;
use sha2::{Digest, Sha256};
use uuid::Uuid;

/// SHA-256 of several parts, each preceded by its length, so that no two
/// different lists of parts give the same bytes.
fn digest(parts: &[&[u8]]) -> [u8; 32] {
    let mut hasher = Sha256::new();
    for part in parts {
        hasher.update((part.len() as u64).to_be_bytes());
        hasher.update(part);
    }
    hasher.finalize().into()
}

/// H(salt, payload): what remains when payload and salt are lawfully erased.
pub(crate) fn payload_hash(salt: &[u8], payload: &[u8]) -> [u8; 32] {
    digest(&[salt, payload])
}

/// Every column of an event but payload, salt and arrival, as stored.
pub(crate) struct Envelope<'a> {
    pub(crate) id: Uuid,
    pub(crate) authority: Uuid,
    pub(crate) stream: Uuid,
    pub(crate) revision: i64,
    pub(crate) subject: Option<Uuid>,
    pub(crate) kind: &'a str,
    pub(crate) version: i64,
    pub(crate) actor: &'a str,
    pub(crate) role: &'a str,
    pub(crate) on_behalf: Option<&'a str>,
    pub(crate) act: Uuid,
    pub(crate) happened: &'a str,
    pub(crate) recorded: i64,
    pub(crate) class: &'a str,
    pub(crate) corrects: Option<Uuid>,
    pub(crate) words: i64,
    pub(crate) payload_hash: &'a [u8],
}

impl Envelope<'_> {
    /// The event's hash: H(envelope, H(salt, payload)).
    pub(crate) fn hash(&self) -> [u8; 32] {
        // An absent id is no bytes; a present one is sixteen.
        let maybe = |id: &Option<Uuid>| id.map(|id| id.as_bytes().to_vec()).unwrap_or_default();
        digest(&[
            self.id.as_bytes(),
            self.authority.as_bytes(),
            self.stream.as_bytes(),
            &self.revision.to_be_bytes(),
            &maybe(&self.subject),
            self.kind.as_bytes(),
            &self.version.to_be_bytes(),
            self.actor.as_bytes(),
            self.role.as_bytes(),
            self.on_behalf.unwrap_or_default().as_bytes(),
            self.act.as_bytes(),
            self.happened.as_bytes(),
            &self.recorded.to_be_bytes(),
            self.class.as_bytes(),
            &maybe(&self.corrects),
            &self.words.to_be_bytes(),
            self.payload_hash,
        ])
    }
}

/// What the chain of a council begins with.
pub(crate) fn chain_start(authority: AuthorityId) -> [u8; 32] {
    digest(&[b"nwd chain", authority.0.as_bytes()])
}

/// The next link: H(previous, number, event hash).
pub(crate) fn chain_next(previous: &[u8], number: i64, event_hash: &[u8; 32]) -> [u8; 32] {
    digest(&[previous, &number.to_be_bytes(), event_hash])
}

/// What the head's signature is over.
pub(crate) fn head_message(authority: AuthorityId, number: i64, chain: &[u8]) -> Vec<u8> {
    digest(&[b"nwd head", authority.0.as_bytes(), &number.to_be_bytes(), chain]).to_vec()
}
