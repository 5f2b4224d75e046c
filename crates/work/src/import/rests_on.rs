//! What a preview rests on: the files that were looked at, and what the imports
//! of the council had written by then.

use super::chunks::guard;
use crate::{Desk, No};
use data_encoding::HEXLOWER;
use exchange::{Listing, SourceFile};
use practice::journal::Revision;

/// Between what is said of the files and what is said of the imports.
const BETWEEN: char = '-';

/// Tells what a preview of these files rests on from what any other does. To be asked before the preview
/// is worked out: an import that writes meanwhile makes it another. Only who has the council's keys can
/// write one, so a form may carry it.
pub async fn rests_on(desk: &Desk, listing: &Listing) -> Result<String, No> {
    rests_on_guard(desk, listing, guard(desk).await?)
}

/// The same, where the guard of the council's imports stands so.
pub(super) fn rests_on_guard(desk: &Desk, listing: &Listing, guard: Revision) -> Result<String, No> {
    let imports = digest(desk, &guard.number.to_be_bytes())?;
    Ok(format!("{}{BETWEEN}{}", of_files(desk, listing)?, HEXLOWER.encode(&imports)))
}

/// Whether two previews rest on the same files: then an import came between them.
pub fn same_files(one: &str, other: &str) -> bool {
    let files = |rests_on: &str| rests_on.split(BETWEEN).next().map(str::to_owned);
    files(one) == files(other)
}

/// Tells one listing of files from another, by their paths, which hold the years,
/// and by every byte of them.
fn of_files(desk: &Desk, listing: &Listing) -> Result<String, No> {
    let of_file =
        |file: &SourceFile| Ok([digest(desk, file.path.as_bytes())?, digest(desk, &file.bytes)?].concat());
    let mut files = listing.files.iter().map(of_file).collect::<Result<Vec<_>, No>>()?;
    files.sort_unstable();
    Ok(HEXLOWER.encode(&digest(desk, &files.concat())?))
}

fn digest(desk: &Desk, bytes: &[u8]) -> Result<Vec<u8>, No> {
    Ok(desk.house.records.keys().keyed_digest(desk.sight.authority, "listing", bytes)?.to_vec())
}
