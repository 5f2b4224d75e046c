//! Values that tell where somebody is or how to reach them.

use crate::{Error, Keys, VaultValue};
use data_encoding::HEXLOWER;
use practice::ids::{AuthorityId, PersonId, VaultId};
use practice::people::VaultRef;
use sha2::{Digest, Sha256};

/// Random bytes for one value: the salt of its digest and the nonce of its encryption.
#[derive(Debug, Clone, Copy)]
pub struct VaultRandom {
    /// Hashed with the value into the digest that the event holds.
    pub salt: [u8; 16],
    /// Never used twice with one key.
    pub nonce: [u8; 24],
}

/// Encrypts a value and answers its row and the reference an event may hold.
///
/// `found_by` is the text by which it can be looked up: the postcode of an
/// address that is not shielded, or such a telephone number. The keyed index is over that text without
/// spaces, in upper case.
pub fn put_away(
    keys: &Keys,
    authority: AuthorityId,
    person: PersonId,
    id: VaultId,
    random: VaultRandom,
    value: &str,
    found_by: Option<&str>,
) -> Result<(VaultValue, VaultRef), Error> {
    let salted = [random.salt.as_slice(), value.as_bytes()].concat();
    let sealed = keys.protect(authority, &whose(id, person), random.nonce, &salted)?;
    let lookup =
        found_by.map(|text| lookup_of(keys, authority, text)).transpose()?.map(|index| index.to_vec());
    let digest = digest_of(&salted);
    Ok((VaultValue { id, person, sealed, lookup }, VaultRef { id, digest }))
}

fn digest_of(salted: &[u8]) -> String {
    HEXLOWER.encode(&Sha256::digest(salted))
}

/// The keyed index under which a value is found.
pub fn lookup_of(keys: &Keys, authority: AuthorityId, value: &str) -> Result<[u8; 32], Error> {
    let plain: String =
        value.chars().filter(|letter| !letter.is_whitespace()).flat_map(char::to_uppercase).collect();
    keys.keyed_digest(authority, "vault lookup", plain.as_bytes())
}

/// A value read back, with the digest that its event must hold.
pub(crate) struct Opened {
    pub(crate) value: String,
    pub(crate) digest: String,
}

pub(crate) fn open(
    keys: &Keys,
    authority: AuthorityId,
    person: PersonId,
    id: VaultId,
    sealed: &[u8],
) -> Result<Opened, Error> {
    let salted = keys.reveal(authority, &whose(id, person), sealed)?;
    let value = salted.get(16..).ok_or_else(|| Error::Unreadable("a protected value".into()))?;
    let value =
        String::from_utf8(value.to_vec()).map_err(|_| Error::Unreadable("a protected value".into()))?;
    Ok(Opened { value, digest: digest_of(&salted) })
}

/// Bound into the encryption, so that a row moved to another person does not
/// open; the council is bound in by its key.
fn whose(id: VaultId, person: PersonId) -> Vec<u8> {
    [id.0.as_bytes().as_slice(), person.0.as_bytes()].concat()
}
