//! What an import does or did, in numbers.

use exchange::{FolderYear, Issue};
use practice::staff::Role;

/// What an import does or did, in numbers.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Counts {
    /// People who are new here.
    pub created: usize,
    /// People of the files who are here already.
    pub matched: usize,
    /// People who were here, whether or not the files have them still, about whom something is written.
    pub changed: usize,
    /// People who do not come in because of their age.
    pub outside_ages: usize,
    /// People nothing is taken in about until it is certain who they are.
    pub held_back: usize,
    /// Facts told for the first time.
    pub told: usize,
    /// Facts that correct what a file had said before.
    pub corrected: usize,
    /// Facts on which the file and what was written here disagree.
    pub conflicts: usize,
    /// Rows of an earlier file that are no longer in it, and not marked so yet.
    pub flagged: usize,
    /// Suspected matches for the matching desk.
    pub suspected: usize,
    /// Rows that are not taken in; each has an issue.
    pub refused: usize,
}

impl Counts {
    pub(super) fn add(&mut self, more: &Self) {
        self.created += more.created;
        self.matched += more.matched;
        self.changed += more.changed;
        self.outside_ages += more.outside_ages;
        self.held_back += more.held_back;
        self.told += more.told;
        self.corrected += more.corrected;
        self.conflicts += more.conflicts;
        self.flagged += more.flagged;
        self.suspected += more.suspected;
        self.refused += more.refused;
    }
}

/// A team that a file names and that is not here yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewTeam {
    /// Its name, as the file writes it.
    pub name: String,
    /// Whether it is a hub: somebody sleeps there.
    pub hub: bool,
}

/// A worker whom a file names and who has no post here yet. The post that is
/// created has no account: nobody can sign in to it until somebody is invited.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewWorker {
    /// Their name, as the file writes it.
    pub name: String,
    /// What they are named as.
    pub roles: Vec<Role>,
}

/// What an import of these files would do.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Preview {
    /// In numbers.
    pub counts: Counts,
    /// The year of each folder, and how it is known.
    pub years: Vec<FolderYear>,
    /// Teams that would be created.
    pub new_teams: Vec<NewTeam>,
    /// Posts that would be created.
    pub new_workers: Vec<NewWorker>,
    /// Everything found, by file and line.
    pub issues: Vec<Issue>,
}

impl Preview {
    /// Whether the files tell anything of anybody, even if only that they are left out or gone.
    pub fn reads_somebody(&self) -> bool {
        let Counts { created, matched, outside_ages, flagged, .. } = self.counts;
        created + matched + outside_ages + flagged > 0
    }
}

/// What an import did.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Outcome {
    /// In numbers.
    pub counts: Counts,
    /// The year of each folder, and how it is known.
    pub years: Vec<FolderYear>,
    /// Teams that were created.
    pub new_teams: Vec<NewTeam>,
    /// Posts that were created.
    pub new_workers: Vec<NewWorker>,
    /// Everything found, by file and line.
    pub issues: Vec<Issue>,
    /// How many events were written, but for the one that says that the import was carried out.
    pub events: usize,
    /// How many events were sealed at the end.
    pub sealed: u64,
}

impl Counts {
    /// Each number with its words, as the preview and the outcome show it.
    pub fn lines(&self) -> [(&'static str, usize); 11] {
        [
            ("new people", self.created),
            ("people who are here already", self.matched),
            ("people who were here and about whom something is written", self.changed),
            ("people left out because of their age", self.outside_ages),
            ("people held back until it is certain who they are", self.held_back),
            ("facts told for the first time", self.told),
            ("facts that correct an earlier file", self.corrected),
            ("facts that disagree with what was written here", self.conflicts),
            ("rows newly marked as no longer in their file", self.flagged),
            ("suspected matches for the matching desk", self.suspected),
            ("rows refused; each has an issue", self.refused),
        ]
    }
}
