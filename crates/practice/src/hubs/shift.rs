//! The note of a shift: what whoever goes hands over to whoever comes, of the house and of each young person in it.

use crate::Refusal;
use crate::dates::Instant;
use crate::ids::{EventId, PersonId, StreamId, TeamId};
use crate::journal::what_is_typed;
use crate::key_working::{Asked, TheirView, their_view};
use crate::refusal::too_long;
use jiff::ToSpan;
use jiff::civil::{Date, Time, time};
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;
use uuid::Uuid;

/// The longest words of a house, in letters.
const LONGEST: usize = 20_000;
/// The longest words of one young person, in letters: a line is no report.
const LONGEST_LINE: usize = 5_000;
/// For how many days after the day it began on the note of a shift is written. Chosen for this service: whoever comes
/// later than that reads the story.
pub const WRITTEN_WITHIN_DAYS: i64 = 7;

/// Which shift of a day. Chosen for this service: the morning ends at three, the evening at ten, and the night when
/// "tonight" is over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ShiftOfDay {
    /// From eight to three.
    Morning,
    /// From three to ten.
    Evening,
    /// From ten to eight of the next day.
    Night,
}

impl ShiftOfDay {
    /// Every one, as the day goes.
    pub const ALL: [Self; 3] = [Self::Morning, Self::Evening, Self::Night];

    /// The stable word.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Morning => "morning",
            Self::Evening => "evening",
            Self::Night => "night",
        }
    }

    /// The shift of a stable word.
    pub fn read(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|shift| shift.word() == word)
    }

    /// When it begins, by the clock on the wall.
    pub const fn begins(self) -> Time {
        match self {
            Self::Morning => time(8, 0, 0, 0),
            Self::Evening => time(15, 0, 0, 0),
            Self::Night => time(22, 0, 0, 0),
        }
    }

    /// When the next one begins, by the clock on the wall.
    pub const fn ends(self) -> Time {
        match self {
            Self::Morning => Self::Evening.begins(),
            Self::Evening => Self::Night.begins(),
            Self::Night => Self::Morning.begins(),
        }
    }
}

/// One shift in one house.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Shift {
    /// The day it begins on.
    pub day: Date,
    /// Which of that day.
    pub of_day: ShiftOfDay,
    /// The team whose house it is.
    pub team: TeamId,
}

impl Shift {
    /// The one that is on in a house at a moment.
    pub fn at(team: TeamId, now: Instant) -> Self {
        let of_day = ShiftOfDay::ALL.into_iter().rfind(|shift| shift.begins() <= now.time());
        let today = Self { day: now.day(), of_day: ShiftOfDay::Morning, team };
        match of_day {
            Some(of_day) => Self { of_day, ..today },
            None => today.before(),
        }
    }

    /// The one before it in the same house.
    #[must_use]
    pub fn before(self) -> Self {
        match self.of_day {
            ShiftOfDay::Morning => {
                let day = self.day.yesterday().unwrap_or(self.day);
                Self { day, of_day: ShiftOfDay::Night, ..self }
            }
            ShiftOfDay::Evening => Self { of_day: ShiftOfDay::Morning, ..self },
            ShiftOfDay::Night => Self { of_day: ShiftOfDay::Evening, ..self },
        }
    }

    /// The one after it in the same house.
    #[must_use]
    pub fn after(self) -> Self {
        match self.of_day {
            ShiftOfDay::Morning => Self { of_day: ShiftOfDay::Evening, ..self },
            ShiftOfDay::Evening => Self { of_day: ShiftOfDay::Night, ..self },
            ShiftOfDay::Night => {
                let day = self.day.tomorrow().unwrap_or(self.day);
                Self { day, of_day: ShiftOfDay::Morning, ..self }
            }
        }
    }

    /// Whether it has begun.
    pub fn has_begun(self, now: Instant) -> bool {
        (self.day, self.of_day.begins()) <= (now.day(), now.time())
    }

    /// Whether it is over.
    pub fn is_over(self, now: Instant) -> bool {
        self.after().has_begun(now)
    }

    /// Whether its note is still written.
    pub fn is_written_now(self, now: Instant) -> bool {
        self.has_begun(now) && !self.is_long_over(now)
    }

    fn is_long_over(self, now: Instant) -> bool {
        self.day < now.day().saturating_sub(WRITTEN_WITHIN_DAYS.days())
    }

    /// The stream of its note. The same shift always gives the same stream, so two who write at once meet.
    pub fn stream(self) -> StreamId {
        StreamId(Uuid::new_v5(&self.team.0, format!("shift/{}/{}", self.day, self.of_day.word()).as_bytes()))
    }
}

impl fmt::Display for Shift {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}.{}", self.day, self.of_day.word(), self.team)
    }
}

/// Text that names no shift.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("this names no shift")]
pub struct NoShift;

impl FromStr for Shift {
    type Err = NoShift;
    fn from_str(text: &str) -> Result<Self, NoShift> {
        let mut parts = text.splitn(3, '.');
        let mut part = || parts.next().ok_or(NoShift);
        let day: Date = part()?.parse().map_err(|_| NoShift)?;
        let of_day = ShiftOfDay::read(part()?).ok_or(NoShift)?;
        let team = part()?.parse().map_err(|_| NoShift)?;
        // One shift has one name.
        Some(Self { day, of_day, team }).filter(|shift| shift.to_string() == text).ok_or(NoShift)
    }
}

/// `hubs.shift_note_written`: what whoever goes hands over of the house. Written again it is another event on its stream,
/// and the last one stands. It names nobody: what is said of young people are entries of their own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShiftNoteWritten {
    /// The team whose house it is.
    pub team: TeamId,
    /// The day on which the shift begins.
    pub day: Date,
    /// Which shift of that day.
    pub shift: ShiftOfDay,
    /// What is about the house; empty where there is nothing to say of it.
    pub text: String,
    /// The entries that hand over something of one young person each, those of earlier versions too.
    pub lines: Vec<EventId>,
    /// The version before, where it was written again.
    pub before: Option<EventId>,
}

impl ShiftNoteWritten {
    /// The shift it is about.
    pub fn of(&self) -> Shift {
        Shift { day: self.day, of_day: self.shift, team: self.team }
    }
}

/// `hubs.shift_note_read`: whoever acts says that they have read a version.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShiftNoteRead {
    /// The version.
    pub note: EventId,
}

/// `hubs.shift_line_written`: what the next shift should know of one young person. It does not say in which house. A
/// correction is another that names it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShiftLineWritten {
    /// The day on which the shift began that hands it over.
    pub day: Date,
    /// Which shift of that day.
    pub shift: ShiftOfDay,
    /// What to know; empty where only their own words are handed over.
    pub text: String,
    /// What they want the next shift to know themselves.
    pub their_view: TheirView,
    /// Why an earlier version was corrected; empty in a first version.
    pub correction: String,
}

/// A line as it was typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ShiftLineWish {
    /// What to know.
    pub text: String,
    /// What they say themselves.
    pub said: String,
    /// What became of asking them.
    pub asked: Option<Asked>,
}

impl ShiftLineWish {
    /// Whether nothing was typed.
    pub fn is_empty(&self) -> bool {
        what_is_typed(&self.text).is_none() && what_is_typed(&self.said).is_none()
    }
}

/// The field of a form for what to know of a young person.
pub fn line_field(person: PersonId) -> String {
    format!("line-{person}")
}

/// The field of a form for what a young person says themselves.
pub fn said_field(person: PersonId) -> String {
    format!("said-{person}")
}

/// One line, of a shift.
///
/// # Errors
/// A sentence for each answer that will not do, at `text` and `said`.
pub fn shift_line_written(
    (day, shift): (Date, ShiftOfDay),
    wish: &ShiftLineWish,
) -> Result<ShiftLineWritten, Vec<Refusal>> {
    let mut refusals = too_long(&[("text", &wish.text, LONGEST_LINE), ("said", &wish.said, LONGEST_LINE)]);
    let text = what_is_typed(&wish.text).unwrap_or_default().to_owned();
    if wish.is_empty() {
        refusals.push(Refusal::of("text", "Write what the next shift should know, or what they say."));
    }
    match their_view(&wish.said, wish.asked) {
        Ok(their_view) if refusals.is_empty() => {
            Ok(ShiftLineWritten { day, shift, text, their_view, correction: String::new() })
        }
        Ok(_) => Err(refusals),
        Err(refusal) => Err(refusals.into_iter().chain([refusal]).collect()),
    }
}

/// A note as it was typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ShiftNoteWish {
    /// What is about the house.
    pub text: String,
    /// What is about each young person. Where nothing was typed nothing is handed over.
    pub lines: Vec<(PersonId, ShiftLineWish)>,
}

/// What is handed over: the words of the house, and a line for each of whom something was typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HandedOver {
    /// What is about the house.
    pub text: String,
    /// What is about young people.
    pub lines: Vec<(PersonId, ShiftLineWritten)>,
}

/// What is handed over by a shift.
///
/// # Errors
/// A sentence for each answer that will not do: `text`, [`line_field`] and [`said_field`].
pub fn shift_note(shift: Shift, wish: &ShiftNoteWish, now: Instant) -> Result<HandedOver, Vec<Refusal>> {
    if !shift.has_begun(now) {
        return Err(vec![Refusal::because("This shift has not begun. Write its note when it ends.")]);
    }
    if shift.is_long_over(now) {
        return Err(vec![Refusal::because(
            "This shift was over more than a week ago. Write what is still to be known in the story of whoever it is about.",
        )]);
    }
    let mut refusals = too_long(&[("text", &wish.text, LONGEST)]);
    let text = what_is_typed(&wish.text).unwrap_or_default().to_owned();
    let mut lines = Vec::new();
    for (person, line) in wish.lines.iter().filter(|(_, line)| !line.is_empty()) {
        match shift_line_written((shift.day, shift.of_day), line) {
            Ok(written) => lines.push((*person, written)),
            Err(wrong) => refusals.extend(wrong.into_iter().map(|refusal| at_their_line(*person, refusal))),
        }
    }
    if refusals.is_empty() { Ok(HandedOver { text, lines }) } else { Err(refusals) }
}

impl HandedOver {
    /// Itself, where it says something that is not there already. `stands` is what the note says of the house, where it
    /// was written before. A first note may be empty: whoever cannot see a line must not learn of it from there being a
    /// note.
    ///
    /// # Errors
    /// A sentence where it does not.
    pub fn if_new(self, stands: Option<&str>) -> Result<Self, Refusal> {
        if !self.lines.is_empty() || stands.is_none_or(|stands| stands != self.text) {
            return Ok(self);
        }
        Err(Refusal::of("text", "Nothing is new in it. Change the words, or add a line for somebody."))
    }
}

fn at_their_line(person: PersonId, refusal: Refusal) -> Refusal {
    let is_said = refusal.field.as_deref() == Some("said");
    Refusal::of(if is_said { said_field(person) } else { line_field(person) }, refusal.sentence)
}

#[cfg(test)]
#[path = "shift_tests.rs"]
mod tests;
