//! What leaves: the one way out of the system.
//!
//! A sheet for paper, a file, the output of a command: each is written down
//! whole, with its digest, before it goes out, and does not go out otherwise.
//! This is where a second person, a named recipient and a purpose will be
//! asked for ([`release`] is the gate), so nothing may leave beside it.

use crate::{Desk, No};
use practice::ids::PersonId;
use sha2::{Digest, Sha256};
use uuid::Uuid;

/// In which form something leaves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// A page made for printing.
    Sheet,
    /// A table as comma-separated values.
    Csv,
    /// What a command prints.
    Text,
    /// A file as it is kept here.
    Kept,
}

/// Where something goes, as far as the system can know.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Recipient {
    /// A printer.
    Paper,
    /// A file on somebody's machine.
    File,
    /// The terminal of whoever operates the program.
    Terminal,
}

/// Something that is about to leave.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Leaving {
    /// What, in stable words: `card`, `story`.
    pub what: &'static str,
    /// Whose record, where it is one person's.
    pub person: Option<PersonId>,
    /// In which form.
    pub form: Form,
    /// Where to.
    pub recipient: Recipient,
    /// What for, in the words of whoever asks, where they said.
    pub purpose: Option<String>,
}

/// That something may leave: it is written down. Only [`release`] makes one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Released {
    number: String,
}

impl Released {
    /// The number that stands on what left, by which it is found again.
    pub fn number(&self) -> &str {
        &self.number
    }
}

/// A table, its heads first, as a file that a spreadsheet opens.
pub fn table_file<R>(rows: impl IntoIterator<Item = R>) -> Vec<u8>
where
    R: IntoIterator<Item = String>,
{
    exchange::spreadsheet_csv(rows)
}

/// Lets something out: writes down who, what, whose, in which form, where to
/// and the digest of `content`, and answers when that is on disk.
pub async fn release(desk: &Desk, leaving: Leaving, content: &[u8]) -> Result<Released, No> {
    let id = desk.house.blind_id();
    let written = records::Leaving {
        id,
        authority: desk.sight.authority,
        account: desk.sight.account,
        post: desk.sight.post,
        person: leaving.person,
        what: leaving.what.into(),
        form: leaving.form.word().into(),
        recipient: leaving.recipient.word().into(),
        purpose: leaving.purpose,
        digest: Sha256::digest(content).into(),
        at: desk.now,
    };
    desk.house.records.note_leaving(written).await?;
    Ok(Released { number: number_of(id) })
}

/// The number of something that left: the beginning of its id, short enough
/// to be read out from a sheet.
pub(crate) fn number_of(id: Uuid) -> String {
    let digits = id.simple().to_string();
    format!("{}-{}", &digits[..4], &digits[4..8])
}

impl Form {
    fn word(self) -> &'static str {
        match self {
            Self::Sheet => "sheet",
            Self::Csv => "csv",
            Self::Text => "text",
            Self::Kept => "kept",
        }
    }
}

impl Recipient {
    fn word(self) -> &'static str {
        match self {
            Self::Paper => "paper",
            Self::File => "file",
            Self::Terminal => "terminal",
        }
    }
}
