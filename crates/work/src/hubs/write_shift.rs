//! Writing the note of a shift, saying that it was read, and putting right what was handed over of somebody.

use super::shift::{Kept, ShiftVersion, reads, writes};
use super::shift_note::of_the_house;
use crate::people::{Directory, or_sent, unless_sent};
use crate::story::{Righting, right};
use crate::{Act, Desk, FormKey, No};
use practice::Refusal;
use practice::dates::Happened;
use practice::hubs::{
    Shift, ShiftLineWish, ShiftLineWritten, ShiftNoteRead, ShiftNoteWish, ShiftNoteWritten, line_field,
    shift_line_written, shift_note,
};
use practice::ids::{EventId, PersonId};
use practice::journal::{Body, Told, what_is_typed};
use practice::staff::Permission;

/// What is said of a line about whoever is not of the house, or not to be known.
const NOT_OF_THE_HOUSE: &str = "Whoever this is about is not in this list any more. Take these words out here, and \
    write them in their story if you may open it.";

/// A note on its way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WritingShift {
    /// What is handed over.
    pub wish: ShiftNoteWish,
    /// The version that the form had shown, where it was written before.
    pub shown: Option<EventId>,
    /// The form's key.
    pub key: Option<FormKey>,
}

/// What takes the place of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CorrectingLine {
    /// What is right.
    pub wish: ShiftLineWish,
    /// What was wrong.
    pub reason: String,
    /// The version that the form had shown.
    pub shown: EventId,
    /// The form's key.
    pub key: Option<FormKey>,
}

/// Hands over: the words of the house and an entry in the story of each of whom something is said, all of it or nothing.
/// Written again it stands in the place of the version before, which stays to be read.
pub async fn write_shift(desk: &Desk, shift: Shift, writing: &WritingShift) -> Result<(), No> {
    desk.must(Permission::WriteStory)?;
    desk.deciding(|| async {
        let stream = shift.stream();
        let read_at = desk.house.records.revisions(&[stream]).await?.first().map_or(0, |read| read.number);
        let directory = Directory::of(desk).await?;
        let is_house = directory.teams().iter().any(|team| team.id == shift.team && team.hub);
        if !is_house || !writes(desk, shift.team) {
            return desk.not_found(&shift.to_string(), "write a shift note").await;
        }
        let kept = Kept::of(desk, shift).await?;
        let versions = kept.versions(desk, &directory);
        let stands = versions.last();
        let text = match house_words(&versions, writing.shown, &writing.wish.text) {
            Ok(text) => text.to_owned(),
            Err(stands) => {
                let newer = No::Clash { theirs: stands.text.clone(), event: stands.event };
                return unless_sent(desk, Act::new().keyed(writing.key.clone()), stream, newer).await;
            }
        };
        let wish = ShiftNoteWish { text, ..writing.wish.clone() };
        let text = stands.map(|stands| &*stands.text);
        let handed = shift_note(shift, &wish, desk.now).map_err(No::Refused);
        let handed = handed.and_then(|handed| Ok(handed.if_new(text)?));
        let whose = of_each(desk, shift, &writing.wish).await;
        let answer = or_sent(desk, (&writing.key, stream), No::or_both(handed, whose)).await?;
        let Some((handed, mut act)) = answer else { return Ok(()) };
        let (before, lines) = kept.last.unzip();
        let mut lines = lines.unwrap_or_default();
        for (person, line) in handed.lines {
            let event = EventId(desk.house.id());
            let body = Body::ShiftLineWritten(line);
            act = act.telling_as(event, Told::about(person, desk.stream(), Happened::At(desk.now), body), 0);
            lines.push(event);
        }
        let note = ShiftNoteWritten {
            team: shift.team,
            day: shift.day,
            shift: shift.of_day,
            text: handed.text,
            lines,
            before,
        };
        let told = Told::of_service(stream, Happened::At(desk.now), Body::ShiftNoteWritten(note));
        desk.write(act.telling(told, read_at).keyed(writing.key.clone())).await?;
        Ok(())
    })
    .await
}

/// The words of the house that a form sends, on what stands: those that its writer left as the form showed them give way
/// to what stands, for lines are only ever added. Answers the version that changed words they changed too.
pub fn house_words<'a>(
    versions: &'a [ShiftVersion],
    shown: Option<EventId>,
    typed: &'a str,
) -> Result<&'a str, &'a ShiftVersion> {
    let typed = what_is_typed(typed).unwrap_or_default();
    let begun = shown.and_then(|shown| versions.iter().find(|version| version.is(shown)));
    match versions.last() {
        Some(stands) if begun != Some(stands) && begun.map_or("", |begun| &*begun.text) != typed => {
            Err(stands)
        }
        Some(stands) if begun != Some(stands) => Ok(&stands.text),
        _ => Ok(typed),
    }
}

/// What the act rests on of each young person of whom something is said. Whoever is not of the house, and whoever is not
/// there for the writer, are refused alike.
async fn of_each(desk: &Desk, shift: Shift, wish: &ShiftNoteWish) -> Result<Act, No> {
    let house = of_the_house(desk, shift.team).await?;
    let mut act = Act::new();
    let mut refusals = Vec::new();
    for (person, _) in wish.lines.iter().filter(|(_, line)| !line.is_empty()) {
        let streams = Desk::resting_on(*person);
        let is_of_it = house.contains_key(person);
        if !is_of_it && !refusals.is_empty() {
            refusals.push(Refusal::of(line_field(*person), NOT_OF_THE_HOUSE));
            continue;
        }
        match desk.house.records.person(&desk.sight, *person, &streams, desk.now).await? {
            Some(record) if is_of_it => act = act.reading(record.revisions),
            there => {
                if there.is_none() {
                    desk.was_refused(&person.to_string(), "write a shift note").await?;
                }
                refusals.push(Refusal::of(line_field(*person), NOT_OF_THE_HOUSE));
            }
        }
    }
    if refusals.is_empty() { Ok(act) } else { Err(No::Refused(refusals)) }
}

/// Says that the asker has read a version of a note, and answers whether that is what stands. Saying it twice is saying it
/// once, and who wrote it has read it.
pub async fn read_shift(desk: &Desk, shift: Shift, version: EventId) -> Result<bool, No> {
    desk.must(Permission::ReadStory)?;
    desk.deciding(|| async {
        let stream = shift.stream();
        let read_at = desk.house.records.revisions(&[stream]).await?.first().map_or(0, |read| read.number);
        let kept = Kept::of(desk, shift).await?;
        if !reads(desk, shift.team) || !kept.holds(version) {
            return desk.not_found(&shift.to_string(), "shift note").await;
        }
        if kept.is_read(desk, version) {
            return Ok(kept.stands(version));
        }
        let body = Body::ShiftNoteRead(ShiftNoteRead { note: version });
        let told = Told::of_service(stream, Happened::At(desk.now), body);
        desk.write(Act::new().telling(told, read_at)).await?;
        Ok(kept.stands(version))
    })
    .await
}

/// Puts right what was handed over of somebody: their story and the note show what is right, and beside it what stood.
pub async fn correct_line(desk: &Desk, entry: EventId, correcting: &CorrectingLine) -> Result<PersonId, No> {
    let righting = Righting {
        what: "correct a line of a shift note",
        is_one: |body| matches!(body, Body::ShiftLineWritten(_)),
        shown: correcting.shown,
        reason: &correcting.reason,
        key: &correcting.key,
    };
    right(desk, entry, &righting, |rooted, correction| {
        let Body::ShiftLineWritten(stands) = &rooted.found.version().body else { return Err(No::NotFound) };
        let written =
            shift_line_written((stands.day, stands.shift), &correcting.wish).map_err(No::Refused)?;
        let body = Body::ShiftLineWritten(ShiftLineWritten { correction, ..written });
        Ok((body, rooted.found.happened()))
    })
    .await
}
