//! The window that a form is open in. The key of a form is no name of one: a form
//! that opens with its draft has the draft's key, in as many windows as it is opened in.

use crate::House;
use practice::dates::Instant;
use std::fmt;
use uuid::Uuid;

/// The field of a form that names its window.
pub const WINDOW_FIELD: &str = "window";

/// One opening of a form: its words take the place of its own earlier ones and of
/// the draft it was opened with, and of no others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Window {
    /// Which one.
    pub id: Uuid,
    /// When the draft was saved that stood in it.
    pub opened_with: Option<Instant>,
}

impl Window {
    /// A window that is about to open.
    pub fn new(house: &House, opened_with: Option<Instant>) -> Self {
        Self { id: house.blind_id(), opened_with }
    }

    /// The window that a form names, where it names one.
    pub fn of(values: &[(String, String)]) -> Option<Self> {
        let (_, named) = values.iter().find(|(name, _)| name == WINDOW_FIELD)?;
        let (id, opened_with) = match named.split_once('.') {
            Some((id, saved_at)) => (id, Some(Instant(saved_at.parse().ok()?))),
            None => (named.as_str(), None),
        };
        Some(Self { id: id.parse().ok()?, opened_with })
    }
}

impl fmt::Display for Window {
    /// As its form names it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.id.simple())?;
        self.opened_with.map_or(Ok(()), |at| write!(f, ".{}", at.0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(name: &str) -> Option<Window> {
        Window::of(&[("text".into(), "We met".into()), (WINDOW_FIELD.into(), name.into())])
    }

    #[test]
    fn a_window_is_read_as_its_form_names_it() {
        for opened_with in [None, Some(Instant(1_772_444_040_123_456)), Some(Instant(-1))] {
            let window = Window { id: Uuid::from_u128(7), opened_with };
            assert_eq!(named(&window.to_string()), Some(window));
        }
    }

    #[test]
    fn what_names_no_window_is_none() {
        let id = Uuid::from_u128(7).simple();
        for name in ["", "Sam", &format!("{id}."), &format!("{id}.soon"), &format!("{id}.1.2"), ".1"] {
            assert_eq!(named(name), None, "{name}");
        }
        assert_eq!(Window::of(&[]), None);
    }
}
