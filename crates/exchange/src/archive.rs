//! Office files are archives: judged by the list of what is in them, without unpacking anything.
//!
//! The list is what the program that opens the file goes by. An archive that says less of itself than it holds can
//! still be a bomb for that program, and never for this one.

use practice::files::Media;
use std::collections::BTreeSet;

/// How an archive begins that has something in it and nothing before it.
pub(crate) const BEGINS: &[u8] = b"PK\x03\x04";
/// How each line of the list begins.
const LINE: &[u8] = b"PK\x01\x02";
/// How the end of the list begins.
const END: &[u8] = b"PK\x05\x06";
/// How long the end of the list is, in bytes, without a comment.
const END_LENGTH: usize = 22;
/// How long a line of the list is before its name, in bytes.
const LINE_LENGTH: usize = 46;
/// The longest comment behind the end of a list, in bytes.
const LONGEST_COMMENT: usize = 65_535;

/// How many files an office file may hold.
const MOST_FILES: usize = 5_000;
/// How large an office file may be when it is unpacked, in bytes.
const MOST_UNPACKED: u64 = 200 * 1024 * 1024;
/// How many times larger it may be unpacked than packed.
const MOST_TIMES: u64 = 100;

/// What each kind of Office file must hold.
const OFFICE: [(&str, Media); 3] = [
    ("word/document.xml", Media::Word),
    ("xl/workbook.xml", Media::Excel),
    ("ppt/presentation.xml", Media::PowerPoint),
];
/// What an `OpenDocument` text holds first, unpacked.
const OPEN_TEXT: &[u8] = b"mimetypeapplication/vnd.oasis.opendocument.text";
/// Parts of the names of programs in office files, in small letters.
const MACROS: [&str; 6] = ["vbaproject", "vbadata", "macrosheets/", "activex/", "basic/", "scripts/"];
/// Where other files lie in an office file, and how their names end, in small letters.
const INSIDE: &str = "embeddings/";
const ENDINGS: [&str; 21] = [
    "zip", "7z", "rar", "gz", "tar", "jar", "cab", "iso", "docx", "docm", "xlsx", "xlsm", "pptx", "pptm",
    "exe", "dll", "js", "vbs", "bat", "ps1", "html",
];

/// Why an archive is not taken in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotOffice {
    /// An archive of another kind.
    #[error("This is an archive, such as a zip file. Take out what is in it and add each file by itself.")]
    Archive,
    /// It ends in the middle, or says two things of itself.
    #[error("This file is damaged or was cut off. Save it again, or as a PDF, and add that.")]
    Damaged,
    /// It would be far larger when it is opened.
    #[error("This file would be far too large when it is opened. Save it as a PDF and add that.")]
    TooLarge,
    /// It has a password.
    #[error("This file has a password. Save it without one and add that.")]
    Locked,
    /// It holds programs.
    #[error("This file holds macros, which are programs. Save it without them, or as a PDF, and add that.")]
    Macros,
    /// It holds other files.
    #[error("This file holds another file inside it. Save it as a PDF and add that.")]
    HoldsFiles,
}

/// Whether an archive may end among the last bytes: anything can stand before one.
pub(crate) fn ends_in(bytes: &[u8]) -> bool {
    let last = bytes.len().saturating_sub(END_LENGTH + LONGEST_COMMENT);
    bytes[last..].windows(END.len()).any(|window| window == END)
}

/// The kind of an office file, by the list of what is in it.
pub(crate) fn office_kind(bytes: &[u8]) -> Result<Media, NotOffice> {
    let files = listed(bytes)?;
    if files.iter().any(|file| file.is_locked) {
        return Err(NotOffice::Locked);
    }
    let unpacked: u64 = files.iter().map(|file| u64::from(file.unpacked)).sum();
    let packed = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
    if unpacked > MOST_UNPACKED || unpacked > packed.saturating_mul(MOST_TIMES) {
        return Err(NotOffice::TooLarge);
    }
    let names: BTreeSet<&str> = files.iter().map(|file| &*file.name).collect();
    // Two files of one name are read as the first by one program, and as the last by another.
    if names.len() != files.len() {
        return Err(NotOffice::Damaged);
    }
    let media = kind(bytes, &names)?;
    if names.iter().any(|name| holds_program(name)) {
        return Err(NotOffice::Macros);
    }
    if names.iter().any(|name| holds_file(name)) {
        return Err(NotOffice::HoldsFiles);
    }
    Ok(media)
}

fn kind(bytes: &[u8], names: &BTreeSet<&str>) -> Result<Media, NotOffice> {
    let first = bytes.get(30..).unwrap_or_default();
    let is_stored = word(bytes, 8) == Some(0);
    // What follows the kind is the next file: a template or a master document has a longer name.
    if names.contains("content.xml")
        && is_stored
        && first.strip_prefix(OPEN_TEXT).is_some_and(|rest| rest.starts_with(BEGINS))
    {
        return Ok(Media::OpenText);
    }
    if !names.contains("[content_types].xml") {
        return Err(NotOffice::Archive);
    }
    let holds = |main: &str| names.iter().any(|name| is_main_part(name, main));
    let mut kinds = OFFICE.iter().filter(|(main, _)| holds(main)).map(|(_, media)| *media);
    match (kinds.next(), kinds.next()) {
        (Some(media), None) => Ok(media),
        (Some(_), Some(_)) => Err(NotOffice::Damaged),
        (None, _) => Err(NotOffice::Archive),
    }
}

/// Whether a part is the main one of its kind: Word on the web counts on, `word/document2.xml`.
fn is_main_part(name: &str, main: &str) -> bool {
    let stem = main.strip_suffix(".xml").unwrap_or(main);
    let rest = name.strip_prefix(stem).and_then(|rest| rest.strip_suffix(".xml"));
    rest.is_some_and(|count| count.bytes().all(|byte| byte.is_ascii_digit()))
}

fn lies_in(name: &str, part: &str) -> bool {
    name.starts_with(part) || name.contains(&format!("/{part}"))
}

fn holds_program(name: &str) -> bool {
    MACROS.iter().any(|part| lies_in(name, part))
}

fn holds_file(name: &str) -> bool {
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    lies_in(name, INSIDE) || ENDINGS.contains(&ending)
}

/// A file of the list.
struct Listed {
    /// Its name in small letters, which is how Office compares names.
    name: String,
    /// How large it says it is when it is unpacked, in bytes.
    unpacked: u32,
    is_locked: bool,
}

/// The list at the end of an archive, whole: nothing stands behind it.
fn listed(bytes: &[u8]) -> Result<Vec<Listed>, NotOffice> {
    let damaged = || NotOffice::Damaged;
    let end = bytes
        .len()
        .checked_sub(END_LENGTH)
        .filter(|end| bytes[*end..].starts_with(END))
        .ok_or_else(damaged)?;
    let count = usize::from(word(bytes, end + 10).ok_or_else(damaged)?);
    let length = place(bytes, end + 12).ok_or_else(damaged)?;
    let mut at = place(bytes, end + 16).ok_or_else(damaged)?;
    if at.checked_add(length) != Some(end) {
        return Err(NotOffice::Damaged);
    }
    if count > MOST_FILES {
        return Err(NotOffice::TooLarge);
    }
    let mut files = Vec::with_capacity(count);
    while at < end {
        let (file, next) = line(bytes, at).ok_or_else(damaged)?;
        files.push(file);
        at = next;
        if files.len() > count {
            return Err(NotOffice::Damaged);
        }
    }
    (files.len() == count && count > 0 && at == end).then_some(files).ok_or_else(damaged)
}

/// One line of the list and where the next one begins; absent where it is not what the file itself says.
fn line(bytes: &[u8], at: usize) -> Option<(Listed, usize)> {
    let head = bytes.get(at..at.checked_add(LINE_LENGTH)?)?;
    let (flags, method) = (word(head, 8)?, word(head, 10)?);
    let begins = usize::from(word(head, 28)?);
    let name = bytes.get(at + LINE_LENGTH..at + LINE_LENGTH + begins)?;
    let file = place(head, 42)?;
    let own = bytes.get(file..file.checked_add(30)?)?;
    let is_so = head.starts_with(LINE)
        && own.starts_with(BEGINS)
        && usize::from(word(own, 26)?) == begins
        && bytes.get(file + 30..file + 30 + begins)? == name
        && matches!(method, 0 | 8)
        && word(own, 8)? == method;
    let name = std::str::from_utf8(name).ok()?.to_lowercase();
    let is_plain =
        !name.contains(['\\', '\0']) && !name.starts_with('/') && name.split('/').all(|part| part != "..");
    let listed = Listed { name, unpacked: number(head, 24)?, is_locked: flags & 1 == 1 };
    let next = at + LINE_LENGTH + begins + usize::from(word(head, 30)?) + usize::from(word(head, 32)?);
    (is_so && is_plain).then_some((listed, next))
}

fn word(bytes: &[u8], at: usize) -> Option<u16> {
    bytes.get(at..)?.first_chunk::<2>().map(|two| u16::from_le_bytes(*two))
}

fn number(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..)?.first_chunk::<4>().map(|four| u32::from_le_bytes(*four))
}

fn place(bytes: &[u8], at: usize) -> Option<usize> {
    usize::try_from(number(bytes, at)?).ok()
}
