//! Short text kept in place, so that a hundred thousand rows need no allocation.

use std::fmt;

/// Up to `N` printable ASCII characters.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Ascii<const N: usize>([u8; N]);

impl<const N: usize> Ascii<N> {
    /// `None` when the text is longer than `N` or holds anything but printable
    /// ASCII; the unused places are NUL, which can therefore not be part of it.
    pub(super) fn new(text: &str) -> Option<Self> {
        let fits = text.len() <= N && text.bytes().all(|byte| (b' '..=b'~').contains(&byte));
        fits.then(|| {
            let mut places = [0; N];
            places[..text.len()].copy_from_slice(text.as_bytes());
            Self(places)
        })
    }

    pub(super) fn as_str(&self) -> &str {
        let used = self.0.iter().position(|byte| *byte == 0).unwrap_or(N);
        std::str::from_utf8(&self.0[..used]).unwrap_or_default()
    }
}

impl<const N: usize> fmt::Debug for Ascii<N> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", self.as_str())
    }
}
