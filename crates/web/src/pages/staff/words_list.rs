//! The words, lists and thresholds that a council may make its own.

use practice::staff::{Role, SIGN_OUT_MINUTES};

/// One of them.
pub(super) struct Word {
    /// Its stable key.
    pub(super) key: String,
    /// What it is, for whoever changes it.
    pub(super) about: String,
    /// What counts where the council has said nothing.
    pub(super) usual: String,
    /// More help.
    pub(super) hint: &'static str,
}

/// All of them, thresholds first.
pub(super) fn all() -> Vec<Word> {
    let threshold = Word {
        key: SIGN_OUT_MINUTES.to_owned(),
        about: "Minutes without a press until people are signed out".to_owned(),
        usual: "60".to_owned(),
        hint: "Between 15 and 120. The screen always locks after 10 minutes.",
    };
    let roles = Role::ALL.iter().map(|role| Word {
        key: format!("role.{}", role.word()),
        about: format!("What you call: {}", role.label()),
        usual: role.label().to_owned(),
        hint: "Your council’s own name for this role.",
    });
    std::iter::once(threshold).chain(roles).collect()
}
