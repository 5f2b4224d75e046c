//! Files beside the journal: encrypted in chunks, bound to one owner and to their place.

use crate::{Error, FileParts, Keys};
use data_encoding::HEXLOWER;
use practice::files::{FileRef, Media};
use practice::ids::{AuthorityId, FileId, PersonId};
use sha2::{Digest, Sha256};

/// How many bytes one chunk holds before it is encrypted. A row of a quarter
/// of a mebibyte is read whole without anybody noticing.
const CHUNK: usize = 256 * 1024;

/// Random bytes for one file.
#[derive(Debug, Clone, Copy)]
pub struct FileRandom {
    /// Hashed with the bytes into the digest that the event holds.
    pub salt: [u8; 16],
    /// The beginning of each part's nonce; the part's place ends it.
    pub nonce: [u8; 20],
}

/// Encrypts a file and answers its rows and the reference an event may hold.
/// `person` is whose it is: a council's own file, such as its logo, has nobody.
pub fn pack(
    keys: &Keys,
    authority: AuthorityId,
    person: Option<PersonId>,
    id: FileId,
    random: FileRandom,
    media: Media,
    bytes: &[u8],
) -> Result<(FileParts, FileRef), Error> {
    let too_long = |_| Error::Promise("A file is too long to be kept.");
    let count = u32::try_from(bytes.len().div_ceil(CHUNK)).map_err(too_long)?;
    let length = u64::try_from(bytes.len()).map_err(too_long)?;
    let protect = |place: u32, context: &[u8], part: &[u8]| {
        let mut nonce = [0; 24];
        nonce[..20].copy_from_slice(&random.nonce);
        nonce[20..].copy_from_slice(&place.to_be_bytes());
        keys.protect_file(authority, context, nonce, part)
    };
    let head = [random.salt.as_slice(), &count.to_be_bytes(), &length.to_be_bytes()].concat();
    let head = protect(0, &about_head(id, person), &head)?;
    let chunks = (1..)
        .zip(bytes.chunks(CHUNK))
        .map(|(place, part)| protect(place, &about_chunk(id, person, place, count), part))
        .collect::<Result<_, _>>()?;
    let digest = digest_of(&random.salt, bytes);
    Ok((FileParts { id, person, head, chunks }, FileRef { id, digest, media, length }))
}

/// Puts a file together again; answers its bytes and their salted digest.
pub(crate) fn unpack(
    keys: &Keys,
    authority: AuthorityId,
    parts: &FileParts,
) -> Result<(Vec<u8>, String), Error> {
    let unreadable = || Error::Unreadable("a file".into());
    let head = keys.reveal_file(authority, &about_head(parts.id, parts.person), &parts.head)?;
    let (salt, rest) = head.split_first_chunk::<16>().ok_or_else(unreadable)?;
    let (count, length) = rest.split_first_chunk::<4>().ok_or_else(unreadable)?;
    let count = u32::from_be_bytes(*count);
    let length = u64::from_be_bytes(length.try_into().map_err(|_| unreadable())?);
    if usize::try_from(count).ok() != Some(parts.chunks.len()) {
        return Err(unreadable());
    }
    let mut bytes = Vec::with_capacity(parts.chunks.iter().map(Vec::len).sum());
    for (place, chunk) in (1..).zip(&parts.chunks) {
        let context = about_chunk(parts.id, parts.person, place, count);
        bytes.extend(keys.reveal_file(authority, &context, chunk)?);
    }
    if u64::try_from(bytes.len()).ok() != Some(length) {
        return Err(unreadable());
    }
    let digest = digest_of(salt, &bytes);
    Ok((bytes, digest))
}

fn digest_of(salt: &[u8; 16], bytes: &[u8]) -> String {
    let mut hash = Sha256::new();
    hash.update(salt);
    hash.update(bytes);
    HEXLOWER.encode(&hash.finalize())
}

/// Bound into the encryption, so that a row moved to another file or person
/// does not open; the council is bound in by its key.
fn about_head(id: FileId, person: Option<PersonId>) -> Vec<u8> {
    let person = person.map(|person| person.0).unwrap_or_default();
    [b"head".as_slice(), id.0.as_bytes(), person.as_bytes()].concat()
}

/// The place and the number of all chunks are bound in too, so that none can
/// be left out, swapped or added.
fn about_chunk(id: FileId, person: Option<PersonId>, place: u32, count: u32) -> Vec<u8> {
    [about_head(id, person).as_slice(), &place.to_be_bytes(), &count.to_be_bytes()].concat()
}
