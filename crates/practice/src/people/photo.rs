//! A recent photo: so that somebody who is missing is known by it, and a worker
//! who has never met them greets the right person.

use crate::Refusal;
use crate::dates::Happened;
use crate::files::FileRef;
use crate::ids::EventId;
use jiff::ToSpan;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// The longest words about one photo, in letters.
const LONGEST: usize = 1_000;

/// What the young person said when they were asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PhotoAsked {
    /// They agreed to it.
    Agreed,
    /// They could not be asked yet; the words say why.
    NotAsked,
}

/// `people.photo_recorded`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PhotoRecorded {
    /// The picture as it is kept: made anew, without what the camera wrote into it.
    pub file: FileRef,
    /// The day it was taken, where that is known.
    pub taken: Option<Date>,
    /// Whether they were asked.
    pub asked: PhotoAsked,
    /// What they said about it in their words, or why they could not be asked.
    pub said: String,
}

/// `people.photo_removed`: from now on it is shown to nobody.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PhotoRemoved {
    /// The event that recorded it.
    pub photo: EventId,
    /// Why.
    pub reason: String,
}

/// A photo as the header holds it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Photo {
    /// The picture.
    pub file: FileRef,
    /// The day it was taken, where that is known.
    pub taken: Option<Date>,
    /// Whether they were asked.
    pub asked: PhotoAsked,
    /// What they said about it, or why they could not be asked.
    pub said: String,
    /// Why it was taken out again, where it was.
    pub removed: Option<String>,
}

impl From<PhotoRecorded> for Photo {
    fn from(photo: PhotoRecorded) -> Self {
        Self { file: photo.file, taken: photo.taken, asked: photo.asked, said: photo.said, removed: None }
    }
}

/// What a form says about a photo, before it is kept.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AboutPhoto {
    /// The day it was taken, where that is known.
    pub taken: Option<Date>,
    /// What they answered; absent where nothing was chosen.
    pub asked: Option<PhotoAnswer>,
    /// What they said, or why they could not be asked.
    pub said: String,
}

/// What can be answered to "did they agree?".
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PhotoAnswer {
    /// Yes.
    Agreed,
    /// They could not be asked yet.
    NotAsked,
    /// They said no.
    SaidNo,
}

/// Whether a photo may be kept with these words: whether they were asked, and
/// what they said. A photo somebody said no to is not kept.
pub fn about_photo(
    about: &AboutPhoto,
    today: Date,
) -> Result<(Option<Date>, PhotoAsked, String), Vec<Refusal>> {
    let mut refusals = Vec::new();
    if about.taken.is_some_and(|taken| taken > today) {
        refusals.push(Refusal::of("taken", "The day it was taken must be today or earlier."));
    }
    let said = about.said.trim();
    if said.chars().count() > LONGEST {
        refusals.push(Refusal::of("said", format!("Use {LONGEST} letters or fewer.")));
    }
    let asked = match about.asked {
        Some(PhotoAnswer::Agreed) => Some(PhotoAsked::Agreed),
        Some(PhotoAnswer::NotAsked) => {
            if said.is_empty() {
                refusals.push(Refusal::of("said", "Say why they could not be asked yet."));
            }
            Some(PhotoAsked::NotAsked)
        }
        Some(PhotoAnswer::SaidNo) => {
            refusals.push(Refusal::of(
                "asked",
                "They said no, so this photo is not kept here. You can add a note about it to their story.",
            ));
            None
        }
        None => {
            refusals.push(Refusal::of("asked", "Say whether they agreed to this photo."));
            None
        }
    };
    match asked {
        Some(asked) if refusals.is_empty() => Ok((about.taken, asked, said.to_owned())),
        _ => Err(refusals),
    }
}

/// Whether a photo is more than a year old, so that a newer one would help:
/// by the day it was taken or, where nobody knows, by the day it was added.
pub fn is_old_photo(taken: Option<Date>, added: Happened, today: Date) -> bool {
    let taken = taken.or_else(|| added.first_day());
    taken.is_some_and(|taken| taken.checked_add(1.year()).is_ok_and(|old| old < today))
}

/// The words that go with taking a photo out again.
pub fn photo_removed(photo: EventId, reason: &str) -> Result<PhotoRemoved, Refusal> {
    let reason = reason.trim();
    if reason.is_empty() {
        return Err(Refusal::of("reason", "Say why the photo is taken out."));
    }
    if reason.chars().count() > LONGEST {
        return Err(Refusal::of("reason", format!("Use {LONGEST} letters or fewer.")));
    }
    Ok(PhotoRemoved { photo, reason: reason.to_owned() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dates::PartialDate;
    use jiff::civil::date;

    const TODAY: Date = date(2026, 6, 4);

    fn refused_at(about: &AboutPhoto) -> Vec<String> {
        let refusals = about_photo(about, TODAY).unwrap_err();
        refusals.into_iter().filter_map(|refusal| refusal.field).collect()
    }

    fn agreed() -> AboutPhoto {
        AboutPhoto { asked: Some(PhotoAnswer::Agreed), ..AboutPhoto::default() }
    }

    #[test]
    fn a_photo_they_agreed_to_needs_no_more_words() {
        assert_eq!(about_photo(&agreed(), TODAY).unwrap(), (None, PhotoAsked::Agreed, String::new()));
    }

    #[test]
    fn whether_they_were_asked_must_be_said() {
        assert_eq!(refused_at(&AboutPhoto::default()), ["asked"]);
    }

    #[test]
    fn a_photo_they_said_no_to_is_not_kept() {
        let about = AboutPhoto { asked: Some(PhotoAnswer::SaidNo), said: "No way.".into(), ..agreed() };
        assert_eq!(refused_at(&about), ["asked"]);
    }

    #[test]
    fn who_could_not_be_asked_needs_a_reason() {
        let about = AboutPhoto { asked: Some(PhotoAnswer::NotAsked), ..agreed() };
        assert_eq!(refused_at(&about), ["said"]);
        assert!(about_photo(&AboutPhoto { said: "Missing tonight.".into(), ..about }, TODAY).is_ok());
    }

    #[test]
    fn no_photo_was_taken_tomorrow() {
        assert_eq!(refused_at(&AboutPhoto { taken: Some(date(2026, 6, 5)), ..agreed() }), ["taken"]);
        assert!(about_photo(&AboutPhoto { taken: Some(TODAY), ..agreed() }, TODAY).is_ok());
    }

    #[test]
    fn a_photo_is_old_after_a_year_by_its_own_day_or_else_by_the_day_it_was_added() {
        let added = |day| Happened::On(PartialDate::Day(day));
        assert!(is_old_photo(Some(date(2025, 6, 3)), added(TODAY), TODAY));
        assert!(!is_old_photo(Some(date(2025, 6, 4)), added(TODAY), TODAY));
        assert!(is_old_photo(None, added(date(2024, 1, 1)), TODAY));
        assert!(!is_old_photo(None, added(TODAY), TODAY));
    }

    #[test]
    fn a_photo_is_taken_out_with_a_reason() {
        let photo = EventId(uuid::Uuid::nil());
        assert_eq!(photo_removed(photo, " ").unwrap_err().field.as_deref(), Some("reason"));
        assert_eq!(photo_removed(photo, " They asked for it. ").unwrap().reason, "They asked for it.");
    }
}
