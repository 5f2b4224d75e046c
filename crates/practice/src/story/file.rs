//! A file in a young person's story: what is said of it, and why it was taken out.

use crate::Refusal;
use crate::files::FileRef;
use crate::ids::EventId;
use crate::journal::what_is_typed;
use crate::key_working::{Asked, TheirView, their_view};
use serde::{Deserialize, Serialize};

/// The longest words on what a file is, in letters: they are a title.
const LONGEST_ABOUT: usize = 200;
/// The longest words of the young person about it, and of why it was taken out, in letters.
const LONGEST: usize = 20_000;

/// `story.file_added`: a file as it is kept, with what it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileAdded {
    /// The file as it is kept: a picture is drawn anew.
    pub file: FileRef,
    /// The name it is given out under ([`crate::files::file_name`]).
    pub name: String,
    /// What it is, in the writer's words: what somebody finds it by.
    pub about: String,
    /// What the young person says about it.
    pub their_view: TheirView,
    /// The entry of the same story that it belongs to, such as a visit.
    pub entry: Option<EventId>,
}

/// `story.file_removed`: takes the place of the file, which nobody is given any more. Its event names the file's.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileRemoved {
    /// Why.
    pub reason: String,
}

/// What a form says about a file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FileWish {
    /// What it is.
    pub about: String,
    /// What the young person says about it.
    pub said: String,
    /// Whether the writer says that they did not ask.
    pub not_asked: bool,
}

/// What is kept of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileWords {
    /// What it is.
    pub about: String,
    /// What the young person says about it.
    pub their_view: TheirView,
}

/// What is written down of a file.
///
/// # Errors
/// A sentence for each answer that will not do.
pub fn file_words(wish: &FileWish) -> Result<FileWords, Vec<Refusal>> {
    let mut refusals = Vec::new();
    let about = what_is_typed(&wish.about).unwrap_or_default();
    if about.is_empty() {
        refusals.push(Refusal::of("about", "Say what it is, such as “School report, summer”."));
    }
    for (field, text, most) in [("about", &wish.about, LONGEST_ABOUT), ("said", &wish.said, LONGEST)] {
        if text.chars().count() > most {
            refusals.push(Refusal::of(field, format!("Use {most} letters or fewer.")));
        }
    }
    let their_view = their_view(&wish.said, wish.not_asked.then_some(Asked::NotAsked))
        .map_err(|refusal| refusals.push(refusal));
    match their_view {
        Ok(their_view) if refusals.is_empty() => Ok(FileWords { about: about.to_owned(), their_view }),
        _ => Err(refusals),
    }
}

/// Why a file is taken out.
///
/// # Errors
/// A sentence where nothing is said, or too much.
pub fn file_removed(reason: &str) -> Result<FileRemoved, Refusal> {
    let reason =
        what_is_typed(reason).ok_or_else(|| Refusal::of("reason", "Say why the file is taken out."))?;
    if reason.chars().count() > LONGEST {
        return Err(Refusal::of("reason", format!("Use {LONGEST} letters or fewer.")));
    }
    Ok(FileRemoved { reason: reason.to_owned() })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wish(about: &str) -> FileWish {
        FileWish { about: about.into(), ..FileWish::default() }
    }

    fn sentences(refusals: Vec<Refusal>) -> Vec<(Option<String>, String)> {
        refusals.into_iter().map(|refusal| (refusal.field, refusal.sentence)).collect()
    }

    #[test]
    fn a_file_says_what_it_is_and_their_words_are_theirs_to_give() {
        let words = file_words(&wish(" School report ")).unwrap();
        assert_eq!((&*words.about, words.their_view), ("School report", TheirView::NotWritten));
        let asked = FileWish { said: "It is unfair.".into(), ..wish("School report") };
        assert_eq!(file_words(&asked).unwrap().their_view, TheirView::Said("It is unfair.".into()));
        let not_asked = FileWish { not_asked: true, ..wish("School report") };
        assert_eq!(file_words(&not_asked).unwrap().their_view, TheirView::NotAsked);
    }

    #[test]
    fn everything_that_will_not_do_is_said_at_once() {
        let wrong = FileWish { about: " ".into(), said: "No".into(), not_asked: true };
        let said = sentences(file_words(&wrong).unwrap_err());
        let fields: Vec<&str> = said.iter().filter_map(|(field, _)| field.as_deref()).collect();
        assert_eq!(fields, ["about", "said"]);
        assert!(said[0].1.starts_with("Say what it is"), "{said:?}");
        assert!(said[1].1.starts_with("You wrote what they said."), "{said:?}");
        let long = FileWish { said: "a".repeat(LONGEST + 1), ..wish(&"a".repeat(LONGEST_ABOUT + 1)) };
        let said = sentences(file_words(&long).unwrap_err());
        assert_eq!(said[0].1, "Use 200 letters or fewer.");
        assert_eq!(said[1].1, "Use 20000 letters or fewer.");
    }

    #[test]
    fn a_file_is_taken_out_with_a_reason() {
        assert_eq!(file_removed(" ").unwrap_err().sentence, "Say why the file is taken out.");
        assert_eq!(
            file_removed(&"a".repeat(LONGEST + 1)).unwrap_err().sentence,
            "Use 20000 letters or fewer."
        );
        assert_eq!(
            file_removed(" It is about somebody else. ").unwrap().reason,
            "It is about somebody else."
        );
    }
}
