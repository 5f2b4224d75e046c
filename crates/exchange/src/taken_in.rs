//! Files sent by people: judged by what is in them, and by nothing that is said of them.
//!
//! A picture is made anew ([`crate::remade`]). Anything else is kept as it came, so it is of a few kinds that hold no
//! program of their own, and it is never opened here. Nothing is looked at for viruses.

use crate::archive::{self, NotOffice};
use crate::picture::{Kept, Picture, Unfit, kind_of, remade};
use practice::files::Media;

/// How the older files of Word, Excel and `PowerPoint` begin, and newer ones with a password.
const OLD_OFFICE: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";
/// How a PDF begins.
const PDF: &[u8] = b"%PDF-";
/// How a PDF ends, but for empty lines.
const END_OF_PDF: &[u8] = b"%%EOF";
/// Words by which a text is a page or a script, in small letters.
const MARKUP: [&str; 6] = ["<html", "<!doctype", "<script", "<svg", "<iframe", "<?php"];
/// What a text begins with that is a program or a document of another kind.
const NOT_PLAIN: [&str; 4] = ["<?xml", "#!", "{\\rtf", "MZ"];

/// Why a file is not taken in.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotTaken {
    /// A picture that will not do.
    #[error(transparent)]
    Picture(#[from] Unfit),
    /// An office file that will not do.
    #[error(transparent)]
    Office(#[from] NotOffice),
    /// A PDF that ends in the middle, or is something else as well.
    #[error(
        "This PDF is damaged or was cut off, or something else is hidden behind it. Print it to a new PDF and add that."
    )]
    Pdf,
    /// A kind that may hold programs, or one with a password.
    #[error(
        "This is an older Office file, or one with a password. Save it as docx, xlsx or pptx without a password, or as \
         a PDF, and add that."
    )]
    OldOffice,
    /// Nothing that is known here.
    #[error(
        "This kind of file cannot be added. Add a JPEG, PNG or WebP picture, a PDF, a docx, xlsx, pptx or odt file \
         without macros, or plain text."
    )]
    NotKnown,
}

/// Judges a file by its content: which kind it is, and what of it is kept.
///
/// # Errors
/// Why it is not taken in, in a sentence.
pub fn taken_in(bytes: Vec<u8>) -> Result<Kept, NotTaken> {
    let media = if bytes.starts_with(PDF) {
        is_whole_pdf(&bytes).then_some(Media::Pdf).ok_or(NotTaken::Pdf)?
    } else if bytes.starts_with(archive::BEGINS) {
        archive::office_kind(&bytes)?
    } else if bytes.starts_with(OLD_OFFICE) {
        return Err(NotTaken::OldOffice);
    } else {
        match kind_of(&bytes) {
            Ok(_) => return Ok(remade(&bytes, Picture::Page)?),
            Err(Unfit::NotAPicture) => {
                is_plain_text(&bytes).then_some(Media::Text).ok_or(NotTaken::NotKnown)?
            }
            Err(unfit) => return Err(unfit.into()),
        }
    };
    Ok(Kept { media, bytes })
}

/// Whether a PDF ends as one, and no archive ends there too: a file that is both is read as either.
fn is_whole_pdf(bytes: &[u8]) -> bool {
    let end = bytes.trim_ascii_end();
    let end = end.strip_suffix(b"\0").unwrap_or(end).trim_ascii_end();
    end.ends_with(END_OF_PDF) && !archive::ends_in(bytes)
}

/// Whether these are words that a person wrote, and no page, script or program.
fn is_plain_text(bytes: &[u8]) -> bool {
    let Ok(text) = std::str::from_utf8(bytes) else { return false };
    let text = text.trim_start_matches('\u{feff}').trim_start();
    let shown = |letter: char| !letter.is_control() || matches!(letter, '\n' | '\r' | '\t' | '\u{c}');
    let small = text.to_lowercase();
    text.chars().all(shown)
        && !NOT_PLAIN.iter().any(|beginning| text.starts_with(beginning))
        && !MARKUP.iter().any(|word| small.contains(word))
}
