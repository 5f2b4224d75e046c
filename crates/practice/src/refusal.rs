use serde::{Deserialize, Serialize};

/// Why something was not done, in a sentence a person can read.
///
/// A refusal is normal life, not a fault: it says what stands in the way and,
/// where somebody else can do it, who. Refusals of single fields name the field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[error("{sentence}")]
pub struct Refusal {
    /// The form field the sentence is about, when it is about one.
    pub field: Option<String>,
    /// One or two sentences saying why and, where it applies, who can.
    pub sentence: String,
}

impl Refusal {
    /// A refusal of the whole act.
    pub fn because(sentence: impl Into<String>) -> Self {
        Self { field: None, sentence: sentence.into() }
    }

    /// A refusal of one field of a form.
    pub fn of(field: impl Into<String>, sentence: impl Into<String>) -> Self {
        Self { field: Some(field.into()), sentence: sentence.into() }
    }
}

/// A sentence for each text that is longer than it may be, in letters: field, text and how many.
pub(crate) fn too_long(texts: &[(&str, &str, usize)]) -> Vec<Refusal> {
    let long = texts.iter().filter(|(_, text, most)| text.chars().count() > *most);
    long.map(|(field, _, most)| Refusal::of(*field, format!("Use {most} letters or fewer."))).collect()
}
