//! Adding a note to the story, and correcting one.

use super::put_right::HAS_A_FORM_OF_ITS_OWN;
use super::root::{Rooted, rooted};
use crate::people::unless_sent;
use crate::{Act, Desk, FormKey, No};
use jiff::ToSpan;
use jiff::civil::Date;
use practice::Refusal;
use practice::dates::{Happened, PartialDate};
use practice::ids::{EventId, PersonId};
use practice::journal::{Body, Class, Told, what_is_typed};
use practice::staff::Permission;
use practice::story::NoteWritten;

/// The longest note, in letters.
const LONGEST: usize = 50_000;
/// How many years ago a note may be about: nobody here is older than 25, and something of before their birth
/// may be told.
const LONGEST_AGO: i32 = 30;

/// A note on its way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// A short title; may be empty.
    pub title: String,
    /// The words.
    pub text: String,
    /// The day it is about.
    pub day: Date,
    /// Who may be shown it.
    pub class: Class,
}

/// What takes the place of a note's words, title and day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Correction {
    /// The words from now on.
    pub text: String,
    /// The title from now on; without one the title stays.
    pub title: Option<String>,
    /// The day it is about, from now on; without one the day stays.
    pub day: Option<Date>,
    /// What was wrong.
    pub reason: String,
    /// The version the author had before them: a newer one is a clash, and
    /// both are shown.
    pub shown: EventId,
}

/// Adds a note to a young person's story.
pub async fn write_note(desk: &Desk, person: PersonId, note: &Note, key: Option<FormKey>) -> Result<(), No> {
    desk.must(Permission::WriteStory)?;
    let written = checked(desk, note, false)?;
    desk.deciding(|| async {
        let streams = Desk::resting_on(person);
        let Some(record) = desk.house.records.person(&desk.sight, person, &streams, desk.now).await? else {
            return desk.not_found(&person.to_string(), "write a note").await;
        };
        let told =
            Told::about(person, desk.stream(), happened(desk, note.day), Body::NoteWritten(written.clone()));
        let act = Act::new().reading(record.revisions).beginning(told.in_class(note.class));
        desk.write(act.keyed(key.clone())).await?;
        Ok(())
    })
    .await
}

/// Corrects a note: the story shows the correction, and beside it what it corrects.
pub async fn correct_note(
    desk: &Desk,
    entry: EventId,
    correction: &Correction,
    key: Option<FormKey>,
) -> Result<PersonId, No> {
    desk.must(Permission::WriteStory)?;
    let Some(reason) = what_is_typed(&correction.reason) else {
        return Err(Refusal::of("reason", "Say what was wrong.").into());
    };
    desk.deciding(|| async {
        let Rooted { found, header, revisions } = rooted(desk, entry, "correct a note").await?;
        let person = header.person;
        let version = found.version();
        let Body::NoteWritten(standing) = &version.body else {
            return Err(No::because(HAS_A_FORM_OF_ITS_OWN));
        };
        let (class, stands) = (found.event.class, found.happened());
        let happened = match correction.day.filter(|day| Some(*day) != stands.first_day()) {
            Some(day) => happened(desk, day),
            None => stands,
        };
        let note = Note {
            title: correction.title.clone().unwrap_or_else(|| standing.title.clone()),
            text: correction.text.clone(),
            day: happened.first_day().unwrap_or(desk.now.day()),
            class,
        };
        let corrected =
            NoteWritten { correction: reason.into(), ..checked(desk, &note, happened == stands)? };
        let versions =
            i64::try_from(found.about.iter().filter(|said| said.stream == found.event.stream).count());
        let told = Told::about(person, found.event.stream, happened, Body::NoteWritten(corrected))
            .in_class(class)
            .correcting(found.event.id);
        // The revision is counted from the versions that were read, so that
        // one written since is found stale and not overwritten.
        let read_at = 1 + versions.unwrap_or(0);
        let act = Act::new().reading(revisions).telling(told, read_at).keyed(key.clone());
        if version.id != correction.shown {
            let newer = No::Clash { theirs: standing.text.clone(), event: version.id };
            unless_sent(desk, act, found.event.stream, newer).await?;
            return Ok(person);
        }
        desk.write(act).await?;
        Ok(person)
    })
    .await
}

/// When something happened that is about a day: today it is now.
pub(super) fn happened(desk: &Desk, day: Date) -> Happened {
    if day == desk.now.day() { Happened::At(desk.now) } else { Happened::On(PartialDate::Day(day)) }
}

/// Whether no note is about a day so long past.
pub fn is_too_long_ago(day: Date, today: Date) -> bool {
    day < today.saturating_sub(LONGEST_AGO.years())
}

/// Why an entry cannot be about a day, unless that is the day it was about before.
pub(super) fn day_refused(desk: &Desk, day: Date, is_as_it_stood: bool) -> Option<Refusal> {
    if day > desk.now.day() {
        return Some(Refusal::of("day", "The day must be today or earlier."));
    }
    let is_too_long_ago = !is_as_it_stood && is_too_long_ago(day, desk.now.day());
    is_too_long_ago
        .then(|| Refusal::of("day", format!("Look at the year: this is more than {LONGEST_AGO} years ago.")))
}

/// Why an entry cannot have a privacy class: nobody writes what they may not read.
pub(super) fn class_refused(desk: &Desk, class: Class) -> Option<Refusal> {
    let is_theirs = desk.sight.rights.classes.contains(&class);
    (!is_theirs).then(|| Refusal::of("class", "Choose who may read it from the list."))
}

fn checked(desk: &Desk, note: &Note, is_as_it_stood: bool) -> Result<NoteWritten, No> {
    let mut refusals = Vec::new();
    let text = what_is_typed(&note.text).unwrap_or_default();
    if text.is_empty() {
        refusals.push(Refusal::of("text", "Write what you want to say."));
    }
    if text.chars().count() > LONGEST {
        refusals.push(Refusal::of("text", format!("Use {LONGEST} letters or fewer.")));
    }
    if note.title.chars().count() > 200 {
        refusals.push(Refusal::of("title", "Use 200 letters or fewer for the title."));
    }
    refusals.extend(day_refused(desk, note.day, is_as_it_stood));
    refusals.extend(class_refused(desk, note.class));
    if !refusals.is_empty() {
        return Err(No::Refused(refusals));
    }
    Ok(NoteWritten {
        title: what_is_typed(&note.title).unwrap_or_default().into(),
        text: text.into(),
        correction: String::new(),
    })
}
