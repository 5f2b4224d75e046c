//! What can go wrong in a journey, as a sentence for the person reading the test's output.

/// How a step or a whole journey ends.
pub type Outcome<T = ()> = Result<T, Trouble>;

/// Why a journey stopped.
#[derive(thiserror::Error)]
pub enum Trouble {
    /// Something the machine must have is missing or did not start.
    #[error("The journey could not begin: {0}")]
    Setting(String),
    /// The page was not as the journey says.
    #[error("{expected}\n  at {address} \"{title}\"\n  picture: {picture}")]
    Page {
        /// What the journey expected and what was there instead.
        expected: String,
        /// Path and query of the page.
        address: String,
        /// Title of the page.
        title: String,
        /// Where a picture of the page was saved, or why none was.
        picture: String,
    },
    /// The browser or its driver refused a command or went away.
    #[error("The browser failed: {0}")]
    Browser(#[from] fantoccini::error::CmdError),
    /// A file, pipe or process could not be used.
    #[error("{0}")]
    Machine(#[from] std::io::Error),
}

/// A test that ends in trouble prints it by `Debug`: the sentence, with its line breaks, is what helps.
impl std::fmt::Debug for Trouble {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        std::fmt::Display::fmt(self, f)
    }
}
