//! The files as they are handed in.

use crate::issue::{Issue, Severity};
use std::io;
use std::path::Path;
use std::sync::Arc;

/// A file: where it stood and what it holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceFile {
    /// Its path inside the folder, with `/` between the parts. The folder it
    /// stands in may name the collection year.
    pub path: String,
    /// Its bytes, as they are.
    pub bytes: Vec<u8>,
}

/// What a folder holds.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Listing {
    /// The CSV files, in order of their paths.
    pub files: Vec<SourceFile>,
    /// A note for each file that was passed over because it is not CSV.
    pub issues: Vec<Issue>,
}

impl Listing {
    /// Files that were chosen one by one or as a folder. Hidden ones are not
    /// looked at, and what is no CSV file is passed over with a note.
    pub fn of(files: impl IntoIterator<Item = SourceFile>) -> Self {
        let mut listing = Self::default();
        for file in files {
            let name = file.path.rsplit('/').next().unwrap_or_default();
            if is_hidden(name) {
                continue;
            }
            if is_csv(name) { listing.files.push(file) } else { pass_over(&file.path, NO_CSV, &mut listing) }
        }
        listing
    }
}

/// What is said of a file that is no CSV file.
const NO_CSV: &str = "This is not a CSV file and was passed over.";

fn is_hidden(name: &str) -> bool {
    name.starts_with('.')
}

fn is_csv(name: &str) -> bool {
    Path::new(name).extension().is_some_and(|end| end.eq_ignore_ascii_case("csv"))
}

/// How deep folders are looked into: the folder, its years, and one more.
const DEEPEST: usize = 3;

/// Reads the CSV files of a folder and of the folders in it.
///
/// Paths begin with the folder's own name, because it may be the year. Hidden
/// files are not looked at; links are followed only to files.
pub fn list_folder(folder: &Path) -> io::Result<Listing> {
    let name = folder.canonicalize()?;
    let name = name.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let mut listing = Listing::default();
    add_folder(folder, &name, DEEPEST, &mut listing)?;
    listing.files.sort_by(|a, b| a.path.cmp(&b.path));
    listing.issues.sort_by(|a, b| a.file.cmp(&b.file));
    Ok(listing)
}

fn add_folder(folder: &Path, inside: &str, depth: usize, listing: &mut Listing) -> io::Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if is_hidden(&name) {
            continue;
        }
        let path = format!("{inside}/{name}");
        if entry.file_type()?.is_dir() {
            if depth > 1 {
                add_folder(&entry.path(), &path, depth - 1, listing)?;
            } else {
                pass_over(&path, "This folder is too deep to be looked into.", listing);
            }
        } else if is_csv(&name) && entry.path().is_file() {
            listing.files.push(SourceFile { path, bytes: std::fs::read(entry.path())? });
        } else {
            pass_over(&path, NO_CSV, listing);
        }
    }
    Ok(())
}

fn pass_over(path: &str, reason: &str, listing: &mut Listing) {
    listing.issues.push(Issue::of_file(&Arc::from(path), Severity::Note, reason));
}
