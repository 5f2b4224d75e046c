//! The reserve: a file of fixed size, allocated beforehand, for looks that
//! the database cannot take. It must work when the disk is full, so nothing
//! is ever added to it: its slots are written over.

use crate::rows::{Look, RefusedLook, Seen};
use practice::dates::Instant;
use practice::ids::{AccountId, AuthorityId, PersonId, PostId};
use sha2::{Digest, Sha256};
use std::fs::{File, OpenOptions};
use std::io::{Error, ErrorKind, Write};
use std::os::unix::fs::{FileExt, OpenOptionsExt};
use std::path::Path;
use uuid::Uuid;

/// The file's name in the data folder.
const NAME: &str = "looks.reserve";
/// The size of a slot, in bytes: one look.
const SLOT: usize = 256;
/// How many looks it holds: 4 MiB.
pub(crate) const SLOTS: usize = 16_384;
/// How much of a slot is checked; the check follows.
const CHECKED: usize = SLOT - 16;
/// Where the two texts of a look begin, and how long they may be together.
const TEXTS: usize = 92;
const TEXT_LENGTH: usize = CHECKED - TEXTS;
/// The longest word for what was opened, in bytes.
const WHAT_LENGTH: usize = 44;

/// An open reserve; no other process has it as long as this lives.
#[derive(Debug)]
pub(crate) struct Reserve {
    file: File,
    used: usize,
}

impl Reserve {
    /// Opens the reserve of a data folder, or allocates it. `None` where
    /// another process holds it.
    pub(crate) fn open(folder: &Path) -> Result<Option<Self>, Error> {
        std::fs::create_dir_all(folder)?;
        let options = || {
            let mut options = OpenOptions::new();
            options.read(true).write(true).create(true).truncate(false).mode(0o600);
            options
        };
        let mut file = options().open(folder.join(NAME))?;
        if file.try_lock().is_err() {
            return Ok(None);
        }
        let missing = (SLOTS * SLOT) as u64 - file.metadata()?.len().min((SLOTS * SLOT) as u64);
        if missing > 0 {
            // Zeros are written and not only promised: a hole takes its space
            // when it is filled, which a full disk would refuse.
            std::io::Seek::seek(&mut file, std::io::SeekFrom::End(0))?;
            std::io::copy(&mut std::io::Read::take(std::io::repeat(0), missing), &mut file)?;
            file.flush()?;
            file.sync_all()?;
        }
        let mut reserve = Self { file, used: SLOTS };
        reserve.used = reserve.slots()?.iter().rposition(|slot| slot[0] != 0).map_or(0, |last| last + 1);
        Ok(Some(reserve))
    }

    /// How many slots are taken.
    pub(crate) fn used(&self) -> usize {
        self.used
    }

    /// Keeps looks; they are on disk when this returns.
    pub(crate) fn keep(&mut self, looks: &[Look]) -> Result<(), Error> {
        if self.used + looks.len() > SLOTS {
            return Err(ErrorKind::StorageFull.into());
        }
        let slots: Vec<u8> = looks.iter().flat_map(slot_of).collect();
        self.file.write_all_at(&slots, (self.used * SLOT) as u64)?;
        self.file.sync_data()?;
        self.used += looks.len();
        Ok(())
    }

    /// The looks it keeps. A slot that was cut off in the middle, by a crash
    /// before anybody was answered, is left out.
    pub(crate) fn kept(&self) -> Result<Vec<Look>, Error> {
        Ok(self.slots()?.iter().filter_map(look_in).collect())
    }

    /// Lets go of everything it keeps.
    pub(crate) fn clear(&mut self) -> Result<(), Error> {
        self.file.write_all_at(&vec![0; self.used * SLOT], 0)?;
        self.file.sync_data()?;
        self.used = 0;
        Ok(())
    }

    fn slots(&self) -> Result<Vec<[u8; SLOT]>, Error> {
        let mut bytes = vec![0; self.used * SLOT];
        self.file.read_exact_at(&mut bytes, 0)?;
        Ok(bytes.as_chunks::<SLOT>().0.to_vec())
    }
}

/// A look as a slot: which kind, the lengths of two texts, six ids, when, the
/// texts, the check.
fn slot_of(look: &Look) -> [u8; SLOT] {
    let (kind, person, asked) = match look {
        Look::Seen(seen) => {
            (1 + u8::from(seen.person.is_some()), seen.person.unwrap_or(PersonId(Uuid::nil())), "")
        }
        Look::Refused(refused) => (3, PersonId(Uuid::nil()), refused.asked.as_str()),
    };
    let what = cut(look.what(), WHAT_LENGTH);
    let asked = cut(asked, TEXT_LENGTH - what.len());
    let mut slot = [0; SLOT];
    slot[..3].copy_from_slice(&[kind, length(what), length(asked)]);
    let ids = [look.id(), look.authority().0, look.account().0, look.post().0, person.0];
    for (place, id) in ids.iter().enumerate() {
        slot[4 + place * 16..20 + place * 16].copy_from_slice(id.as_bytes());
    }
    slot[84..TEXTS].copy_from_slice(&look.at().0.to_be_bytes());
    slot[TEXTS..TEXTS + what.len()].copy_from_slice(what.as_bytes());
    slot[TEXTS + what.len()..TEXTS + what.len() + asked.len()].copy_from_slice(asked.as_bytes());
    let check = check_of(&slot);
    slot[CHECKED..].copy_from_slice(&check);
    slot
}

fn look_in(slot: &[u8; SLOT]) -> Option<Look> {
    if slot[CHECKED..] != check_of(slot) {
        return None;
    }
    let id = |place: usize| Uuid::from_slice(&slot[4 + place * 16..20 + place * 16]).ok();
    let text = |from: usize, length: u8| {
        let bytes = slot.get(from..from + usize::from(length))?;
        std::str::from_utf8(bytes).ok().map(str::to_owned)
    };
    let what = text(TEXTS, slot[1])?;
    let asked = text(TEXTS + usize::from(slot[1]), slot[2])?;
    let at = Instant(i64::from_be_bytes(slot[84..TEXTS].try_into().ok()?));
    let (authority, account, post) = (AuthorityId(id(1)?), AccountId(id(2)?), PostId(id(3)?));
    let id = (id(0)?, id(4)?);
    match slot[0] {
        kind @ (1 | 2) => {
            let person = (kind == 2).then_some(PersonId(id.1));
            Some(Look::Seen(Seen { id: id.0, authority, account, post, person, what, at }))
        }
        3 => Some(Look::Refused(RefusedLook { id: id.0, authority, account, post, asked, what, at })),
        _ => None,
    }
}

fn check_of(slot: &[u8; SLOT]) -> [u8; 16] {
    let digest = Sha256::digest(&slot[..CHECKED]);
    let mut check = [0; 16];
    check.copy_from_slice(&digest[..16]);
    check
}

/// The beginning of a text, at most so many bytes, between two letters.
fn cut(text: &str, most: usize) -> &str {
    let end = (0..=most.min(text.len())).rev().find(|end| text.is_char_boundary(*end));
    &text[..end.unwrap_or(0)]
}

fn length(text: &str) -> u8 {
    u8::try_from(text.len()).unwrap_or(u8::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(number: u128) -> Uuid {
        Uuid::from_u128(number)
    }

    fn seen(number: u128, person: Option<u128>) -> Look {
        Look::Seen(Seen {
            id: id(number),
            authority: AuthorityId(id(1)),
            account: AccountId(id(2)),
            post: PostId(id(3)),
            person: person.map(|person| PersonId(id(person))),
            what: "story".into(),
            at: Instant(-7),
        })
    }

    fn refused(number: u128, asked: &str) -> Look {
        Look::Refused(RefusedLook {
            id: id(number),
            authority: AuthorityId(id(1)),
            account: AccountId(id(2)),
            post: PostId(id(3)),
            asked: asked.into(),
            what: "record".into(),
            at: Instant(i64::MAX),
        })
    }

    fn reserve(folder: &tempfile::TempDir) -> Reserve {
        Reserve::open(folder.path()).unwrap().unwrap()
    }

    #[test]
    fn its_space_is_allocated_when_it_is_opened_and_only_we_may_read_it() {
        use std::os::unix::fs::MetadataExt;
        let folder = tempfile::tempdir().unwrap();
        reserve(&folder);
        let file = std::fs::metadata(folder.path().join(NAME)).unwrap();
        assert_eq!(file.len(), (SLOTS * SLOT) as u64);
        assert!(file.blocks() * 512 >= file.len(), "the file has holes");
        assert_eq!(file.mode() & 0o777, 0o600);
    }

    #[test]
    fn looks_are_found_again_after_a_restart_and_gone_when_it_is_cleared() {
        let folder = tempfile::tempdir().unwrap();
        let looks = [seen(10, Some(4)), seen(11, None), refused(12, "BCDF-GHJK-L")];
        reserve(&folder).keep(&looks).unwrap();
        let mut again = reserve(&folder);
        assert_eq!((again.used(), again.kept().unwrap()), (3, looks.to_vec()));
        again.clear().unwrap();
        drop(again);
        let cleared = reserve(&folder);
        assert_eq!((cleared.used(), cleared.kept().unwrap()), (0, vec![]));
    }

    #[test]
    fn whatever_was_asked_for_a_slot_holds_its_beginning() {
        let folder = tempfile::tempdir().unwrap();
        let mut reserve = reserve(&folder);
        reserve.keep(&[refused(1, &"\u{1F600}".repeat(200)), seen(2, None)]).unwrap();
        let kept = reserve.kept().unwrap();
        let Look::Refused(first) = &kept[0] else { panic!("{kept:?}") };
        assert!(first.asked.chars().all(|letter| letter == '\u{1F600}') && first.asked.len() > 100);
        assert_eq!(kept[1], seen(2, None));
    }

    #[test]
    fn a_slot_that_was_cut_off_is_left_out() {
        let folder = tempfile::tempdir().unwrap();
        let mut reserve = reserve(&folder);
        reserve.keep(&[seen(1, None), seen(2, None), seen(3, None)]).unwrap();
        reserve.file.write_all_at(&[9], (SLOT + 30) as u64).unwrap();
        assert_eq!(reserve.kept().unwrap(), [seen(1, None), seen(3, None)]);
    }

    #[test]
    fn it_takes_no_more_than_it_has_space_for() {
        let folder = tempfile::tempdir().unwrap();
        let mut reserve = reserve(&folder);
        let all: Vec<Look> = (0..SLOTS as u128).map(|number| seen(number, None)).collect();
        reserve.keep(&all).unwrap();
        assert!(reserve.keep(&[seen(0, None)]).is_err());
        assert_eq!(reserve.kept().unwrap().len(), SLOTS);
        assert_eq!(std::fs::metadata(folder.path().join(NAME)).unwrap().len(), (SLOTS * SLOT) as u64);
    }

    #[test]
    fn only_one_process_has_it() {
        let folder = tempfile::tempdir().unwrap();
        let held = reserve(&folder);
        assert!(Reserve::open(folder.path()).unwrap().is_none());
        drop(held);
        assert!(Reserve::open(folder.path()).unwrap().is_some());
    }
}
