//! Teams and hubs.

mod on_call;
mod out_alone;
mod shift;

pub use on_call::{MOST_NIGHTS, OnCallEnded, OnCallNamed, OnCallWish, may_be_on_call, on_call_named};
pub use out_alone::{
    BackSafe, LeftWords, LookedFor, MOST_HOURS_OUT, OutLonger, SILENT_FOR_ALL_MINUTES, SILENT_MINUTES,
    WentOutAlone, back_by, left_words, longest_silence, told_of_overdue, what_was_done,
};
pub use shift::{
    HandedOver, NoShift, Shift, ShiftLineWish, ShiftLineWritten, ShiftNoteRead, ShiftNoteWish,
    ShiftNoteWritten, ShiftOfDay, WRITTEN_WITHIN_DAYS, line_field, said_field, shift_line_written,
    shift_note,
};

use crate::Refusal;
use crate::ids::TeamId;
use serde::{Deserialize, Serialize};

/// `hubs.responsible_team_named`: a young person has one responsible team.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ResponsibleTeamNamed {
    /// The team.
    pub team: TeamId,
    /// Its name on that day.
    pub name: String,
    /// Why; empty where the council's file says none (and in version 1).
    #[serde(default)]
    pub reason: String,
}

/// What is in a team today, or will be.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct InTeam {
    /// Posts that are not over.
    pub posts: usize,
    /// Young people on a journey for whom it answers, or who sleep there.
    pub people: usize,
}

/// A team is closed once nobody works in it and it answers for nobody: closing it
/// moves nobody, for each of those moves is a decision about somebody.
///
/// # Errors
/// How many are in it still.
pub fn may_close(within: InTeam) -> Result<(), Refusal> {
    let counted = |count: usize, one: &str, several: &str| match count {
        0 => None,
        1 => Some(format!("1 {one}")),
        count => Some(format!("{count} {several}")),
    };
    let posts = counted(within.posts, "post is", "posts are");
    let people = counted(within.people, "young person is", "young people are");
    let in_it = match (posts, people) {
        (None, None) => return Ok(()),
        (Some(posts), None) => format!("{posts} in it still. End it, or move it to another team, first."),
        (None, Some(people)) => format!("{people} in it still. Their managers name another team first."),
        (Some(posts), Some(people)) => format!("{posts} in it still, and {people}. Move all of them first."),
    };
    Err(Refusal::because(in_it))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_team_is_closed_once_nobody_is_in_it() {
        assert!(may_close(InTeam::default()).is_ok());
    }

    #[test]
    fn a_team_stays_open_while_somebody_is_in_it_and_it_is_said_how_many() {
        let sentence = |posts, people| may_close(InTeam { posts, people }).unwrap_err().sentence;
        assert!(sentence(1, 0).starts_with("1 post is in it still"));
        assert!(sentence(0, 14).starts_with("14 young people are in it still"));
        assert!(sentence(2, 1).starts_with("2 posts are in it still, and 1 young person is."));
    }
}
