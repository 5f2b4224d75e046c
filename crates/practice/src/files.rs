//! Files kept beside the journal.
//!
//! An event holds a [`FileRef`] and never the bytes: those are encrypted rows,
//! immutable until erased.

use crate::ids::FileId;
use crate::journal::{Body, holds_control_characters};
use serde::{Deserialize, Serialize};

/// What kind of file it is, judged by its content when it was taken in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Media {
    /// A photograph.
    #[serde(rename = "image/jpeg")]
    Jpeg,
    /// A drawing, such as a logo.
    #[serde(rename = "image/png")]
    Png,
    /// A document as it is printed.
    #[serde(rename = "application/pdf")]
    Pdf,
    /// Words without any form.
    #[serde(rename = "text/plain")]
    Text,
    /// A document of Word, without macros.
    #[serde(rename = "application/vnd.openxmlformats-officedocument.wordprocessingml.document")]
    Word,
    /// A workbook of Excel, without macros.
    #[serde(rename = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")]
    Excel,
    /// Slides of `PowerPoint`, without macros.
    #[serde(rename = "application/vnd.openxmlformats-officedocument.presentationml.presentation")]
    PowerPoint,
    /// A text of `LibreOffice` and its kin, without macros.
    #[serde(rename = "application/vnd.oasis.opendocument.text")]
    OpenText,
}

impl Media {
    /// The name browsers know it by.
    pub fn name(self) -> &'static str {
        match self {
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
            Self::Pdf => "application/pdf",
            Self::Text => "text/plain",
            Self::Word => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            Self::Excel => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Self::PowerPoint => "application/vnd.openxmlformats-officedocument.presentationml.presentation",
            Self::OpenText => "application/vnd.oasis.opendocument.text",
        }
    }

    /// How the name of such a file ends.
    pub fn ending(self) -> &'static str {
        match self {
            Self::Jpeg => "jpg",
            Self::Png => "png",
            Self::Pdf => "pdf",
            Self::Text => "txt",
            Self::Word => "docx",
            Self::Excel => "xlsx",
            Self::PowerPoint => "pptx",
            Self::OpenText => "odt",
        }
    }

    /// Whether it was drawn anew here, so that a page may show it.
    pub fn is_picture(self) -> bool {
        matches!(self, Self::Jpeg | Self::Png)
    }
}

/// Where a file is kept. The journal can prove what it was without holding it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileRef {
    /// Its row.
    pub id: FileId,
    /// SHA-256 of the row's random salt and the bytes, in hex.
    pub digest: String,
    /// What kind of file.
    pub media: Media,
    /// How many bytes.
    pub length: u64,
}

impl Body {
    /// The file this event brought, where it brought one.
    pub fn file(&self) -> Option<&FileRef> {
        match self {
            Self::PhotoRecorded(photo) => Some(&photo.file),
            Self::LogoChanged(logo) => logo.file.as_ref(),
            Self::FileAdded(added) => Some(&added.file),
            _ => None,
        }
    }
}

/// The longest name of a file, in letters, without its ending.
const LONGEST_NAME: usize = 80;
/// What no name of a file may hold on some machine where it is kept, and what parts folders.
const NOT_IN_A_NAME: &str = "/\\:*?\"<>|%";
/// How names of pictures end, which are all kept as one kind.
const PICTURES: [&str; 6] = ["jpg", "jpeg", "png", "webp", "jfif", "jpe"];

/// The name a file is kept and given out under: without folders, without what cannot be shown, and with the ending
/// of what it is. An ending that it does not have stays among the letters before.
pub fn file_name(sent: &str, media: Media) -> String {
    let last = sent.rsplit(['/', '\\']).next().unwrap_or_default();
    let shown = |letter: &char| !is_hidden(*letter) && !NOT_IN_A_NAME.contains(*letter);
    let plain: String = last.chars().filter(shown).collect();
    let stem = match plain.rsplit_once('.') {
        Some((stem, ending)) if is_ending_of(ending, media) => stem,
        _ => &plain,
    };
    let words: String = stem.split_whitespace().collect::<Vec<_>>().join(" ");
    let short: String = words.trim_matches(['.', ' ']).chars().take(LONGEST_NAME).collect();
    let name = if short.is_empty() { "file" } else { short.trim_end_matches(['.', ' ']) };
    format!("{name}.{}", media.ending())
}

/// Letters that no page shows, and those that make two names look the same.
fn is_hidden(letter: char) -> bool {
    letter.is_control()
        || holds_control_characters(letter.encode_utf8(&mut [0; 4]))
        || matches!(letter, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}'..='\u{2064}' | '\u{feff}')
}

fn is_ending_of(ending: &str, media: Media) -> bool {
    let ending = ending.to_lowercase();
    ending == media.ending() || media.is_picture() && PICTURES.contains(&&*ending)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_has_no_folders_and_the_ending_of_what_the_file_is() {
        for (sent, media, kept) in [
            ("Report.PDF", Media::Pdf, "Report.pdf"),
            ("C:\\Users\\siobhan\\letter.pdf", Media::Pdf, "letter.pdf"),
            ("../../etc/passwd", Media::Text, "passwd.txt"),
            ("IMG_0001.HEIC.png", Media::Jpeg, "IMG_0001.HEIC.jpg"),
            ("plan.pdf.exe", Media::Pdf, "plan.pdf.exe.pdf"),
            ("minutes", Media::Word, "minutes.docx"),
            ("Sørensen’s Zeugnis.odt", Media::OpenText, "Sørensen’s Zeugnis.odt"),
        ] {
            assert_eq!(file_name(sent, media), kept, "{sent}");
        }
    }

    #[test]
    fn what_cannot_be_shown_or_turns_the_reading_is_no_part_of_a_name() {
        assert_eq!(file_name("a\u{202e}fdp.exe\0\r\n\u{200b}", Media::Pdf), "afdp.exe.pdf");
        assert_eq!(file_name("a\"; b<c>|d%2e.txt", Media::Text), "a; bcd2e.txt");
        assert_eq!(file_name("  a \t  b . .pdf", Media::Pdf), "a b.pdf");
    }

    #[test]
    fn what_has_no_name_left_is_a_file_and_a_long_one_is_cut() {
        for nothing in ["", "...", "a/", ".pdf", "\u{202e}"] {
            assert_eq!(file_name(nothing, Media::Pdf), "file.pdf", "{nothing}");
        }
        assert_eq!(file_name(&"é".repeat(300), Media::Pdf).chars().count(), LONGEST_NAME + 4);
    }

    #[test]
    fn every_kind_has_one_name_in_the_journal_and_on_the_web() {
        for media in [
            Media::Jpeg,
            Media::Png,
            Media::Pdf,
            Media::Text,
            Media::Word,
            Media::Excel,
            Media::PowerPoint,
            Media::OpenText,
        ] {
            assert_eq!(serde_json::to_value(media).unwrap(), media.name());
        }
    }
}
