//! What follows from what a file says.

use super::{Claim, Record, Standing, Thing};
use crate::ids::EventId;
use crate::journal::Body;

/// What follows from what a file says of one thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// It stands already, or the file repeats what was put right here since.
    Nothing,
    /// It is told as something new.
    Tells,
    /// "The council's file now says": it corrects what first said it.
    Corrects(EventId),
    /// It is new and disagrees with what was written here: somebody decides.
    Conflicts(EventId),
    /// A file said it before, and somebody has yet to decide.
    Waits,
    /// A newer return has told of it: what that says stands, whatever this one says.
    Older,
    /// A file of another kind has told otherwise since, and this one repeats what it said before: what stands
    /// stays.
    SaidBefore,
    /// It was lawfully erased here and is not taken in again.
    Erased,
}

/// Decides on a claim, and fills its blanks from what files said before.
pub fn verdict(claim: &mut Claim, record: &Record) -> Verdict {
    if record.was_erased(claim.stream, claim.thing) {
        return Verdict::Erased;
    }
    let Some(stands) = record.stands(claim.stream, claim.thing) else { return Verdict::Tells };
    if let Some(before) = stands.file_said() {
        let older = claim.year.is_some_and(|year| before.year().is_some_and(|newer| year.ends() < newer));
        if older {
            return Verdict::Older;
        }
        claim.said = claim.said.clone().filled_from(before, claim.year);
        if claim.said.means(before) && !stands.by_file {
            return if stands.waits { Verdict::Waits } else { Verdict::Nothing };
        }
    }
    if claim.said.means(&stands.said) {
        Verdict::Nothing
    } else if repeats_its_kind(claim, stands) {
        if stands.by_file { Verdict::SaidBefore } else { Verdict::Nothing }
    } else if !stands.by_file {
        Verdict::Conflicts(stands.event)
    } else if tells_of_a_change(claim, &stands.said) {
        Verdict::Tells
    } else {
        Verdict::Corrects(stands.first)
    }
}

/// Whether a birth date is what files of the same kind said already, or is from a return older than theirs.
fn repeats_its_kind(claim: &Claim, stands: &Standing) -> bool {
    stands.same_kind_said(claim.year).is_some_and(|told| {
        let newer = told.year().zip(claim.year).is_some_and(|(told, year)| told > year.ends());
        newer || claim.said.means(told)
    })
}

/// Whether the file tells of something that came after, rather than of
/// something that was never right: another key worker since another day, or
/// another team, place or group than on an earlier day.
fn tells_of_a_change(claim: &Claim, stands: &super::Said) -> bool {
    let (now, then) = (claim.said.happened.first_day(), stands.happened.first_day());
    match (&claim.said.body, &stands.body) {
        (Body::KeyWorkerNamed(next), Body::KeyWorkerNamed(before)) => next.post != before.post && now != then,
        _ if claim.thing == Thing::KeyWorker => true,
        _ => claim.thing.is_of_the_day() && now > then,
    }
}
