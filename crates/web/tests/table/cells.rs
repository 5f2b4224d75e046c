//! Cells of the table: what was asked, by whom, about whom, and what came of it.

use practice::staff::Role;
use std::fmt;

/// One cell, tried.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Cell {
    /// What was asked: `GET /people/{person}`.
    pub(crate) what: String,
    /// Which drawing says what it should come to.
    pub(crate) drawing: String,
    /// By whom; nobody where nobody is signed in.
    pub(crate) role: Option<Role>,
    /// About whom, by the word of the relation, or of the privacy class.
    pub(crate) about: String,
    pub(crate) got: String,
    pub(crate) wanted: String,
}

impl Cell {
    pub(crate) fn is_as_wanted(&self) -> bool {
        self.got == self.wanted
    }

    /// By what it is known.
    pub(crate) fn key(&self) -> String {
        let role = self.role.map_or("nobody", Role::word);
        let about = if self.about.is_empty() { String::new() } else { format!(", {}", self.about) };
        format!("{} as {role}{about}", self.what)
    }

    /// One line of a file.
    pub(crate) fn line(&self) -> String {
        let role = self.role.map_or("nobody", Role::word);
        [&self.what, &self.drawing, role, &self.about, &self.got, &self.wanted].join("\t")
    }

    /// Reads a line of a file.
    pub(crate) fn read(line: &str) -> Self {
        let mut parts = line.split('\t').map(str::to_owned);
        let mut next = || parts.next().unwrap();
        let (what, drawing, role, about) = (next(), next(), next().parse().ok(), next());
        Self { what, drawing, role, about, got: next(), wanted: next() }
    }
}

impl fmt::Display for Cell {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}, not {}", self.key(), self.got, self.wanted)
    }
}
