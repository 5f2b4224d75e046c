//! The same thing in the files of several years.

use crate::rows::Row;
use jiff::civil::Date;
use practice::numbers::CouncilNumber;

/// One thing (an episode, a missing spell, a social worker's time, a header) as
/// the files of one or more years describe it.
#[derive(Debug)]
pub struct AcrossYears<'r, R> {
    /// The council's number.
    pub child: CouncilNumber,
    /// The day it began, where that is part of its key.
    pub day: Option<Date>,
    /// What the latest year's file says.
    pub latest: &'r R,
    /// What earlier years' files said, oldest first.
    pub earlier: Vec<&'r R>,
}

/// Links rows over the years: an episode open on 31 March is found in the next
/// year's file under the same child and first day. Ordered by child and day.
pub fn across_years<R: Row>(rows: &[R]) -> Vec<AcrossYears<'_, R>> {
    let mut ordered: Vec<&R> = rows.iter().collect();
    ordered.sort_by_key(|row| {
        let key = row.key();
        (key.child, key.day, key.year, row.source())
    });
    let mut linked: Vec<AcrossYears<'_, R>> = Vec::with_capacity(ordered.len());
    for row in ordered {
        let key = row.key();
        match linked.last_mut() {
            Some(last) if last.child == key.child && last.day == key.day => {
                last.earlier.push(std::mem::replace(&mut last.latest, row));
            }
            _ => {
                linked.push(AcrossYears { child: key.child, day: key.day, latest: row, earlier: Vec::new() });
            }
        }
    }
    linked
}
