//! What is stored in place of a secret that was drawn at random.

use crate::Refusal;
use sha2::{Digest as _, Sha256};
use std::fmt;
use subtle::ConstantTimeEq;

/// The SHA-256 digest of a random secret, safe to store.
///
/// A plain digest is enough because what goes in holds at least 80 random
/// bits; passwords, which people choose, go through [`crate::password`].
/// Equality takes the same time whatever the bytes are.
#[derive(Clone, Copy, Eq)]
pub struct Digest([u8; 32]);

impl Digest {
    /// The digest of `secret` used as `purpose`. The purpose is hashed in, so
    /// that a secret given for one purpose never opens another.
    pub(crate) fn of(purpose: &str, secret: &[u8]) -> Self {
        let mut hash = Sha256::new();
        hash.update(purpose.as_bytes());
        hash.update([0]);
        hash.update(secret);
        Self(hash.finalize().into())
    }

    /// A digest as read back from where it was stored; refused unless 32 bytes.
    pub fn from_stored(bytes: &[u8]) -> Result<Self, Refusal> {
        bytes.try_into().map(Self).map_err(|_| Refusal::StoredSecretDamaged)
    }

    /// The 32 bytes to store.
    pub fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

impl PartialEq for Digest {
    fn eq(&self, other: &Self) -> bool {
        self.0.ct_eq(&other.0).into()
    }
}

impl fmt::Debug for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Digest(..)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_digest_comes_back_from_storage_as_it_went() {
        let digest = Digest::of("session", &[7; 32]);
        assert_eq!(Digest::from_stored(digest.as_bytes()), Ok(digest));
    }

    #[test]
    fn a_stored_digest_of_another_length_is_refused() {
        assert_eq!(Digest::from_stored(&[0; 31]), Err(Refusal::StoredSecretDamaged));
        assert_eq!(Digest::from_stored(&[0; 33]), Err(Refusal::StoredSecretDamaged));
    }

    #[test]
    fn the_purpose_is_part_of_the_digest() {
        assert_ne!(Digest::of("session", &[7; 32]), Digest::of("invitation", &[7; 32]));
    }

    #[test]
    fn the_digest_is_sha_256_of_purpose_nought_byte_and_secret() {
        let digest = Digest::of("session", b"abc");
        let plain: [u8; 32] = Sha256::digest(b"session\0abc").into();
        assert_eq!(digest.as_bytes(), &plain);
    }
}
