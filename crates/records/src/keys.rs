//! The keys folder: outside data and back-ups.
//!
//! `seal.key` signs the chains; `vault-<council>.key` encrypts what a council
//! protects. Losing a vault key loses those values; SECURITY.md says what else.

use crate::Error;
use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{Key, XChaCha20Poly1305, XNonce};
use data_encoding::HEXLOWER;
use ed25519_dalek::{Signature, Signer, SigningKey, Verifier, VerifyingKey};
use hmac::{Hmac, Mac};
use practice::ids::AuthorityId;
use sha2::Sha256;
use std::collections::BTreeMap;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::RwLock;

/// The key that signs.
const SEAL: &str = "seal.key";
/// The one that is to take its place, until it has.
const NEXT_SEAL: &str = "seal-next.key";

/// The keys of an installation, read once at start.
pub struct Keys {
    folder: PathBuf,
    seal: RwLock<SigningKey>,
    vaults: RwLock<BTreeMap<AuthorityId, [u8; 32]>>,
}

impl std::fmt::Debug for Keys {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Keys").field("folder", &self.folder).finish_non_exhaustive()
    }
}

impl Keys {
    /// Opens a keys folder; makes it, with a new seal key from the random
    /// bytes given, where there is none. A folder with anything else in it is
    /// somebody's for another purpose, and left as it is. The second answer
    /// says whether the seal key was made.
    pub fn open(folder: &Path, random: [u8; 32]) -> Result<(Self, bool), Error> {
        let wrong = |error: std::io::Error| {
            Error::Key(format!("The keys folder {} cannot be used: {}.", folder.display(), error.kind()))
        };
        let made = !folder.join(SEAL).exists();
        if made {
            std::fs::create_dir_all(folder).map_err(wrong)?;
            // What a start that was killed left behind is no key yet, and of no other purpose.
            let others = std::fs::read_dir(folder).map_err(wrong)?.flatten();
            if others.map(|entry| entry.path()).any(|path| path.extension() != Some("begun".as_ref())) {
                return Err(Error::Key(format!(
                    "The keys folder {} holds other files and no seal key. Say where the keys are, or name a folder \
                     that is empty or not there yet.",
                    folder.display()
                )));
            }
            keep_private(folder, 0o700).map_err(wrong)?;
            write_key(&folder.join(SEAL), &random).map_err(wrong)?;
        }
        let seal = SigningKey::from_bytes(&read_key(&folder.join(SEAL))?);
        let mut vaults = BTreeMap::new();
        for entry in std::fs::read_dir(folder).map_err(wrong)? {
            let path = entry.map_err(wrong)?.path();
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            let council = name.strip_prefix("vault-").and_then(|rest| rest.strip_suffix(".key"));
            if let Some(authority) = council.and_then(|id| id.parse().ok()) {
                vaults.insert(authority, read_key(&path)?);
            }
        }
        Ok((Self { folder: folder.into(), seal: RwLock::new(seal), vaults: RwLock::new(vaults) }, made))
    }

    /// Takes away the keys that were just made for an installation that was
    /// not to have new ones. Nothing else in the folder is touched.
    pub fn take_back(&self) -> Result<(), Error> {
        for name in [SEAL.to_owned(), vault_name(AuthorityId::INSTALLATION)] {
            match std::fs::remove_file(self.folder.join(name)) {
                Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                    return Err(Error::Key(format!("The new keys cannot be taken away: {}.", error.kind())));
                }
                _ => {}
            }
        }
        Ok(())
    }

    /// The folder the keys stand in.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The public half of the seal key, in hex.
    pub fn public_key(&self) -> String {
        public_half(&self.seal())
    }

    pub(crate) fn sign(&self, message: &[u8]) -> Vec<u8> {
        sign(&self.seal(), message)
    }

    pub(crate) fn signed(&self, message: &[u8], signature: &[u8]) -> bool {
        signed(&self.seal(), message, signature)
    }

    fn seal(&self) -> SigningKey {
        self.seal.read().expect("no holder of this lock panics").clone()
    }

    /// Makes the seal key that is to take the place of the one that stands,
    /// and answers its public half. It is on disk before anything is signed
    /// with it; one that an interrupted change left behind is taken up again.
    pub fn next_seal(&self, random: [u8; 32]) -> Result<String, Error> {
        if !self.is_changing_seal() {
            write_key(&self.folder.join(NEXT_SEAL), &random).map_err(|error| {
                Error::Key(format!("The new seal key cannot be written: {}.", error.kind()))
            })?;
        }
        Ok(public_half(&self.next_seal_key()?))
    }

    /// Whether a change of the seal key was begun and did not end.
    pub fn is_changing_seal(&self) -> bool {
        self.folder.join(NEXT_SEAL).exists()
    }

    pub(crate) fn next_seal_key(&self) -> Result<SigningKey, Error> {
        Ok(SigningKey::from_bytes(&read_key(&self.folder.join(NEXT_SEAL))?))
    }

    /// Puts the next seal key in the place of the one that stands.
    pub(crate) fn take_next_seal(&self) -> Result<(), Error> {
        let next = self.next_seal_key()?;
        let taken = std::fs::rename(self.folder.join(NEXT_SEAL), self.folder.join(SEAL))
            .and_then(|()| std::fs::File::open(&self.folder)?.sync_all());
        taken.map_err(|error| {
            Error::Key(format!("The new seal key cannot be put in place: {}.", error.kind()))
        })?;
        *self.seal.write().expect("no holder of this lock panics") = next;
        Ok(())
    }

    /// Makes the vault key of a new council from random bytes.
    pub fn add_council(&self, authority: AuthorityId, random: [u8; 32]) -> Result<(), Error> {
        let path = self.folder.join(vault_name(authority));
        write_key(&path, &random)
            .map_err(|error| Error::Key(format!("The council's key cannot be written: {}.", error.kind())))?;
        self.vaults.write().expect("no holder of this lock panics").insert(authority, random);
        Ok(())
    }

    fn vault(&self, authority: AuthorityId) -> Result<[u8; 32], Error> {
        let vaults = self.vaults.read().expect("no holder of this lock panics");
        vaults.get(&authority).copied().ok_or_else(|| {
            Error::Key("The key for what this council protects is missing from the keys folder.".into())
        })
    }

    /// Encrypts what a council protects. `context` says what it is and whose,
    /// so that one row's bytes mean nothing in another's place.
    pub fn protect(
        &self,
        authority: AuthorityId,
        context: &[u8],
        nonce: [u8; 24],
        value: &[u8],
    ) -> Result<Vec<u8>, Error> {
        self.encrypt(authority, b"protect", context, nonce, value)
    }

    /// Reads what [`Keys::protect`] wrote.
    pub fn reveal(&self, authority: AuthorityId, context: &[u8], sealed: &[u8]) -> Result<Vec<u8>, Error> {
        self.decrypt(authority, b"protect", context, sealed)
    }

    /// Encrypts a part of a file.
    pub(crate) fn protect_file(
        &self,
        authority: AuthorityId,
        context: &[u8],
        nonce: [u8; 24],
        bytes: &[u8],
    ) -> Result<Vec<u8>, Error> {
        self.encrypt(authority, b"file", context, nonce, bytes)
    }

    /// Reads what [`Keys::protect_file`] wrote.
    pub(crate) fn reveal_file(
        &self,
        authority: AuthorityId,
        context: &[u8],
        sealed: &[u8],
    ) -> Result<Vec<u8>, Error> {
        self.decrypt(authority, b"file", context, sealed)
    }

    fn encrypt(
        &self,
        authority: AuthorityId,
        purpose: &[u8],
        context: &[u8],
        nonce: [u8; 24],
        value: &[u8],
    ) -> Result<Vec<u8>, Error> {
        let cipher = XChaCha20Poly1305::new(&Key::from(self.derived(authority, purpose)?));
        let sealed = cipher
            .encrypt(&XNonce::from(nonce), Payload { msg: value, aad: context })
            .map_err(|_| Error::Key("The value is too long to protect.".into()))?;
        Ok([nonce.as_slice(), &sealed].concat())
    }

    fn decrypt(
        &self,
        authority: AuthorityId,
        purpose: &[u8],
        context: &[u8],
        sealed: &[u8],
    ) -> Result<Vec<u8>, Error> {
        let unreadable = || Error::Unreadable("a protected value".into());
        let (nonce, rest) = sealed.split_first_chunk::<24>().ok_or_else(unreadable)?;
        XChaCha20Poly1305::new(&Key::from(self.derived(authority, purpose)?))
            .decrypt(&XNonce::from(*nonce), Payload { msg: rest, aad: context })
            .map_err(|_| unreadable())
    }

    /// A keyed digest: equal for equal values within a council, and telling nothing without the key.
    pub fn keyed_digest(
        &self,
        authority: AuthorityId,
        purpose: &str,
        value: &[u8],
    ) -> Result<[u8; 32], Error> {
        let key = self.derived(authority, purpose.as_bytes())?;
        Ok(hmac_of(&key, value))
    }

    /// One key for each use, so that no two uses share one.
    fn derived(&self, authority: AuthorityId, purpose: &[u8]) -> Result<[u8; 32], Error> {
        Ok(hmac_of(&self.vault(authority)?, purpose))
    }
}

fn vault_name(authority: AuthorityId) -> String {
    format!("vault-{authority}.key")
}

fn public_half(key: &SigningKey) -> String {
    HEXLOWER.encode(key.verifying_key().as_bytes())
}

pub(crate) fn sign(key: &SigningKey, message: &[u8]) -> Vec<u8> {
    key.sign(message).to_bytes().to_vec()
}

pub(crate) fn signed(key: &SigningKey, message: &[u8], signature: &[u8]) -> bool {
    let key: VerifyingKey = key.verifying_key();
    Signature::from_slice(signature).is_ok_and(|signature| key.verify(message, &signature).is_ok())
}

fn hmac_of(key: &[u8; 32], message: &[u8]) -> [u8; 32] {
    let mut mac =
        <Hmac<Sha256> as hmac::KeyInit>::new_from_slice(key).expect("HMAC takes keys of any length");
    mac.update(message);
    mac.finalize().into_bytes().into()
}

fn read_key(path: &Path) -> Result<[u8; 32], Error> {
    let unreadable = || Error::Key(format!("The key file {} cannot be read.", path.display()));
    let text = std::fs::read_to_string(path).map_err(|_| unreadable())?;
    let bytes = HEXLOWER.decode(text.trim().as_bytes()).map_err(|_| unreadable())?;
    bytes.try_into().map_err(|_| unreadable())
}

/// Writes a key once, readable by the owner only, and waits until it is on
/// disk. It has its name only once it is whole: half a key opens nothing.
fn write_key(path: &Path, key: &[u8; 32]) -> std::io::Result<()> {
    if path.exists() {
        return Err(std::io::ErrorKind::AlreadyExists.into());
    }
    let begun = path.with_extension("begun");
    let mut file = std::fs::File::create(&begun)?;
    keep_private(&begun, 0o600)?;
    writeln!(file, "{}", HEXLOWER.encode(key))?;
    file.sync_all()?;
    std::fs::rename(&begun, path)?;
    std::fs::File::open(path.parent().unwrap_or(Path::new(".")))?.sync_all()
}

/// Lets nobody but the owner into a file or folder.
#[cfg(unix)]
pub(crate) fn keep_private(path: &Path, mode: u32) -> std::io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode))
}

#[cfg(not(unix))]
pub(crate) fn keep_private(_path: &Path, _mode: u32) -> std::io::Result<()> {
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_that_was_half_written_is_written_anew_and_a_whole_one_never() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("vault-a.key");
        std::fs::write(path.with_extension("begun"), "0a0b").unwrap();
        write_key(&path, &[1; 32]).unwrap();
        assert_eq!(read_key(&path).unwrap(), [1; 32]);
        assert!(!path.with_extension("begun").exists());
        assert!(write_key(&path, &[2; 32]).is_err());
        assert_eq!(read_key(&path).unwrap(), [1; 32]);
    }
}
