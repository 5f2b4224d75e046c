//! A birth date of a file that is not the one an earlier file gave: never without a word.

use super::says::Says;
use exchange::{RowRef, Severity};
use jiff::civil::Date;
use practice::dates::{PartialDate, age_on, long_date};
use practice::import::{Claim, OLDEST, Standing, YOUNGEST, leaves_the_ages};
use practice::journal::{Body, Class};

/// Names a birth date that corrects what an earlier file said, with both; answers whether it is taken in.
/// By one that takes somebody out of the ages that come in, nothing is changed unless people of all ages do.
pub(super) fn is_taken_in(
    (day, all_ages): (Date, bool),
    stands: &Standing,
    claim: &Claim,
    at: RowRef,
    says: &mut Says<'_>,
) -> bool {
    let (Some(was), Some(born)) = (born(&stands.said.body), born(&claim.said.body)) else { return true };
    let before = before(stands, was);
    let leaves = !all_ages && leaves_the_ages(was, born, day);
    let (severity, reason) = if leaves {
        let (age, day) = (age_on(born, day), long_date(day));
        let reason = format!(
            "An earlier file said {before}. With this one they would be aged {age} on {day}, and only people aged \
             {YOUNGEST} to {OLDEST} come in, so it is not taken in."
        );
        (Severity::ValueLeftOut, reason)
    } else {
        (
            Severity::ToCheck,
            format!("The birth date changes: an earlier file said {before}. This one is taken in."),
        )
    };
    says.row(at, Some("DOB"), &long_date(born), severity, reason);
    !leaves
}

/// Names a birth date that its file repeats, where a file of another kind has said otherwise since.
pub(super) fn say_stays(stands: Option<&Standing>, claim: &Claim, at: RowRef, says: &mut Says<'_>) {
    let Some(stands) = stands else { return };
    let (Some(was), Some(born)) = (born(&stands.said.body), born(&claim.said.body)) else { return };
    let reason = format!(
        "Another file has said {} since, which stays. This file says what it said before: put right the one that is \
         wrong.",
        before(stands, was)
    );
    says.row(at, Some("DOB"), &long_date(born), Severity::ValueLeftOut, reason);
}

fn born(body: &Body) -> Option<Date> {
    match body {
        Body::BirthRecorded(birth) => match birth.born {
            PartialDate::Day(day) => Some(day),
            _ => None,
        },
        _ => None,
    }
}

/// What stands, for whoever reads the issues: what was moved to a narrower class is not told.
fn before(stands: &Standing, was: Date) -> String {
    if stands.class == Class::Story { long_date(was) } else { "another day".to_owned() }
}
