//! What a verb answers when it does not do what was asked.

use practice::Refusal;
use practice::ids::EventId;

/// In the place of a field's name: whichever of them holds a character that is not kept. A verb knows
/// what it was told and not by which field; the page finds it there.
pub const UNKEPT: &str = "unkept character";

/// Why a verb did not do it. One file of the web turns these into pages.
#[derive(Debug, thiserror::Error)]
pub enum No {
    /// Normal life: sentences saying why and who can. Nothing was written.
    #[error("refused: {}", .0.first().map(|refusal| refusal.sentence.as_str()).unwrap_or_default())]
    Refused(Vec<Refusal>),
    /// Somebody else wrote a newer version of the same words. Nothing was
    /// written and nothing is lost: both versions are shown.
    #[error("somebody else changed this")]
    Clash {
        /// What stands now.
        theirs: String,
        /// The event that says it, to be named when the choice is sent.
        event: EventId,
    },
    /// Somebody else changed what a form had shown, after it was shown. Nothing
    /// was written: what stands now is shown beside what was asked for.
    #[error("somebody else changed what the form had shown")]
    Moved,
    /// Absent, or not the asker's to know: the two are the same.
    #[error("not found")]
    NotFound,
    /// The asker's roles do not hold this at all; says who can.
    #[error("{0}")]
    Forbidden(String),
    /// Nobody may look without its being written down, and just now it cannot be.
    #[error("a look cannot be written down just now")]
    NotWrittenDown,
    /// The database or a file does not do its part; logged once, never shown.
    #[error("broken: {0}")]
    Broken(#[source] records::Error),
}

impl From<records::Error> for No {
    fn from(error: records::Error) -> Self {
        match error {
            records::Error::NotWrittenDown => Self::NotWrittenDown,
            error => Self::Broken(error),
        }
    }
}

impl From<Refusal> for No {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(vec![refusal])
    }
}

impl No {
    /// What two rules answer; all that either refuses, so that it is said at once.
    pub(crate) fn or_both<A, B>(one: Result<A, Self>, other: Result<B, Self>) -> Result<(A, B), Self> {
        match (one, other) {
            (Ok(one), Ok(other)) => Ok((one, other)),
            (Err(Self::Refused(mut refusals)), Err(Self::Refused(more))) => {
                refusals.extend(more);
                Err(Self::Refused(refusals))
            }
            (Err(no), _) | (_, Err(no)) => Err(no),
        }
    }

    /// A refusal in one sentence.
    pub fn because(sentence: impl Into<String>) -> Self {
        Refusal::because(sentence).into()
    }
}
