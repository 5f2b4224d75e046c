//! Laying episodes end to end. The codes of the return follow from what
//! changed, here and nowhere else.

use super::{End, Episode};
use crate::chance::plus;
use crate::places::{Kind, Placement};
use jiff::civil::Date;

/// Episodes being laid. A step that would fall before the last one, or on or
/// after the eighteenth birthday, is left out.
pub(super) struct Course {
    eighteenth: Date,
    horizon: Date,
    episodes: Vec<Episode>,
}

impl Course {
    pub(super) fn new(eighteenth: Date, horizon: Date) -> Self {
        Self { eighteenth, horizon, episodes: Vec::new() }
    }

    /// Starts to be looked after.
    pub(super) fn enter(&mut self, day: Date, status: &'static str, place: Placement) {
        let after_the_last = match self.episodes.last() {
            Some(last) => last.end.as_ref().is_some_and(|end| end.day < day),
            None => true,
        };
        if after_the_last && day < self.eighteenth {
            self.episodes.push(Episode { start: day, why_new: "S", status, place, end: None });
        }
    }

    /// The legal status changes, the placement does not.
    pub(super) fn order(&mut self, day: Date, status: &'static str) {
        let Some(now) = self.open_before(day) else { return };
        let place = now.place.clone();
        self.go_on(day, "L", status, place, "");
    }

    /// The placement and the carers change; the status too when it differs.
    pub(super) fn move_to(
        &mut self,
        day: Date,
        status: &'static str,
        place: Placement,
        change: &'static str,
    ) {
        let Some(now) = self.open_before(day) else { return };
        let why_new = if now.status == status { "P" } else { "B" };
        self.go_on(day, why_new, status, place, change);
    }

    /// A few days elsewhere, then back to the very same place.
    pub(super) fn away(&mut self, day: Date, days: i32, place: Placement) {
        let back = plus(day, days);
        let Some(now) = self.open_before(day) else { return };
        if now.place.is_temporary() || back >= self.eighteenth {
            return;
        }
        let (status, before) = (now.status, now.place.clone());
        self.go_on(day, "P", status, place, "OTHER");
        self.go_on(back, "P", status, before, "CARPL");
    }

    /// Stops being looked after.
    pub(super) fn leave(&mut self, day: Date, why: &'static str) {
        if self.open_before(day).is_some() {
            self.close(day, why, "");
        }
    }

    /// The legal status now, when somebody is in care.
    pub(super) fn status(&self) -> Option<&'static str> {
        self.episodes.last().filter(|last| last.end.is_none()).map(|last| last.status)
    }

    /// The kind of place now, when somebody is in care.
    pub(super) fn kind(&self) -> Option<Kind> {
        self.episodes.last().filter(|last| last.end.is_none()).map(|last| last.place.kind)
    }

    /// The day of the last change, when somebody is in care.
    pub(super) fn last_start(&self) -> Option<Date> {
        self.episodes.last().filter(|last| last.end.is_none()).map(|last| last.start)
    }

    /// Everything laid. Care ends on the eighteenth birthday at the latest.
    pub(super) fn finish(mut self) -> Vec<Episode> {
        let why = match self.kind() {
            Some(Kind::HubFamily(_) | Kind::LongFoster | Kind::ShortFoster | Kind::Relative) => "E17",
            Some(Kind::Parents) => "E4A",
            _ => "E5",
        };
        if self.eighteenth <= self.horizon {
            self.leave_at_eighteen(why);
        }
        self.episodes
    }

    fn leave_at_eighteen(&mut self, why: &'static str) {
        if self.status().is_some() {
            self.close(self.eighteenth, why, "");
        }
    }

    fn open_before(&self, day: Date) -> Option<&Episode> {
        self.episodes.last().filter(|last| last.end.is_none() && last.start < day && day < self.eighteenth)
    }

    fn close(&mut self, day: Date, why: &'static str, change: &'static str) {
        if let Some(last) = self.episodes.last_mut() {
            last.end = Some(End { day, why, change });
        }
    }

    fn go_on(
        &mut self,
        day: Date,
        why_new: &'static str,
        status: &'static str,
        place: Placement,
        change: &'static str,
    ) {
        self.close(day, "X1", change);
        self.episodes.push(Episode { start: day, why_new, status, place, end: None });
    }
}
