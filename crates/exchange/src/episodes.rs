//! Whether the episodes of a child follow one another, over all years read.

use crate::across::{AcrossYears, across_years};
use crate::checks::Says;
use crate::issue::Severity;
use crate::module::Module;
use crate::reading::Reading;
use crate::rows::EpisodeRow;
use practice::codes::CollectionYear;
use practice::dates::long_date;
use std::collections::BTreeSet;

/// Names episodes that overlap, do not meet although they say so, or vanish
/// from the next year's file while open. All are read as they stand.
pub(crate) fn check(reading: &mut Reading) {
    let says = &mut Says { files: &reading.files, issues: &mut reading.issues };
    let years_read: BTreeSet<CollectionYear> = reading
        .files
        .iter()
        .filter(|file| file.module == Some(Module::Episodes))
        .filter_map(|file| file.year)
        .collect();
    let history = across_years(&reading.episodes);
    for (at, episode) in history.iter().enumerate() {
        let next = history.get(at + 1).filter(|next| next.child == episode.child);
        vanished(episode, &years_read, says);
        reopened(episode, says);
        match next {
            Some(next) => meets(episode.latest, next.latest, says),
            None => ends_alone(episode.latest, says),
        }
    }
}

/// An episode open on 31 March continues in the next year's file, on the same
/// first day.
fn vanished(episode: &AcrossYears<'_, EpisodeRow>, years: &BTreeSet<CollectionYear>, says: &mut Says<'_>) {
    let row = episode.latest;
    let next_year = row.year.next().filter(|next| row.dec.is_none() && years.contains(next));
    if let Some(next) = next_year {
        let last = long_date(row.year.last_day());
        let reason =
            format!("This episode is open on {last}, but the {next} file has no row that continues it.");
        says.of_row(row.source, Some("DECOM"), long_date(row.decom), Severity::ToCheck, reason);
    }
}

/// An episode that had ended is open, or ends on another day, in a later file.
fn reopened(episode: &AcrossYears<'_, EpisodeRow>, says: &mut Says<'_>) {
    let row = episode.latest;
    let Some(before) =
        episode.earlier.iter().rev().find(|before| before.dec.is_some() && before.dec != row.dec)
    else {
        return;
    };
    let (place, end) = (says.place(before.source, row.source), before.dec.map(long_date).unwrap_or_default());
    let reason = format!("The {} file says otherwise: {place} ends this episode on {end}.", before.year);
    says.of_row(
        row.source,
        Some("DEC"),
        row.dec.map(long_date).unwrap_or_default(),
        Severity::ToCheck,
        reason,
    );
}

/// Two episodes of one child, one after the other.
fn meets(row: &EpisodeRow, next: &EpisodeRow, says: &mut Says<'_>) {
    let goes_on = row.rec.is_some_and(|rec| rec.code == "X1");
    let place = says.place(row.source, next.source);
    let mut say = |reason: String| {
        says.of_row(next.source, Some("DECOM"), long_date(next.decom), Severity::ToCheck, reason);
    };
    match row.dec {
        None => say(format!("This episode begins while the one on {place} has not ended.")),
        Some(end) if next.decom < end => {
            say(format!("This episode overlaps the one on {place}, which ends on {}.", long_date(end)));
        }
        Some(end) if goes_on && next.decom > end => {
            let end = long_date(end);
            say(format!("The episode on {place} ends on {end} with X1, so this one should begin that day."));
        }
        Some(end) if !goes_on && row.rec.is_some() && next.decom == end => {
            say(format!("The episode on {place} ends being looked after on the day this one begins."));
        }
        Some(_) => {}
    }
}

/// The last episode of a child: X1 promises another.
fn ends_alone(row: &EpisodeRow, says: &mut Says<'_>) {
    if row.rec.is_some_and(|rec| rec.code == "X1") {
        let reason = "X1 says that another episode begins the same day, and none does.";
        says.of_row(row.source, Some("REC"), "X1", Severity::ToCheck, reason);
    }
}
