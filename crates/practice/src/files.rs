//! Files kept beside the journal.
//!
//! An event holds a [`FileRef`] and never the bytes: those are encrypted rows,
//! immutable until erased.

use crate::ids::FileId;
use crate::journal::Body;
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
}

impl Media {
    /// The name browsers know it by.
    pub fn name(self) -> &'static str {
        match self {
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
        }
    }

    /// How the name of such a file ends.
    pub fn ending(self) -> &'static str {
        match self {
            Self::Jpeg => "jpg",
            Self::Png => "png",
        }
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
            _ => None,
        }
    }
}
