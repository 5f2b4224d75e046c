//! References into the vault.

use crate::ids::VaultId;
use serde::{Deserialize, Serialize};

/// Where the vault keeps a value that tells where somebody is or how to reach
/// them. The event holds this and never the value.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct VaultRef {
    /// The row of the vault.
    pub id: VaultId,
    /// SHA-256 of the vault row's random salt and the value, in hex: the
    /// journal can prove what was kept without telling it.
    pub digest: String,
}

/// The references into the vault that a payload's bytes hold, wherever they
/// stand in it.
///
/// They are found by their shape, not kind by kind: an event added tomorrow
/// must not escape the check that its values are kept, nor an erasure that
/// takes them.
pub fn references_in(payload: &[u8]) -> Vec<VaultRef> {
    let mut found = Vec::new();
    // Most payloads hold none: those are not taken apart.
    if payload.windows(MARK.len()).any(|bytes| bytes == MARK)
        && let Ok(value) = serde_json::from_slice(payload)
    {
        collect(&value, &mut found);
    }
    found
}

/// What every reference holds, as JSON has it.
const MARK: &[u8] = b"\"digest\"";

fn collect(value: &serde_json::Value, found: &mut Vec<VaultRef>) {
    match value {
        serde_json::Value::Object(fields) => match VaultRef::deserialize(value) {
            Ok(reference) if fields.len() == 2 => found.push(reference),
            _ => fields.values().for_each(|field| collect(field, found)),
        },
        serde_json::Value::Array(items) => items.iter().for_each(|item| collect(item, found)),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::homes::{Sleeping, SleepingRecorded};
    use crate::journal::Body;
    use uuid::Uuid;

    fn reference(id: u128) -> VaultRef {
        VaultRef { id: VaultId(Uuid::from_u128(id)), digest: "0".repeat(64) }
    }

    #[test]
    fn a_reference_is_found_however_deep_it_stands() {
        let sleeping =
            SleepingRecorded { place: Sleeping::Elsewhere(reference(1)), purpose: "a \"digest\"".into() };
        assert_eq!(references_in(&Body::SleepingRecorded(sleeping).payload()), [reference(1)]);
        let several = serde_json::to_vec(&vec![Some(reference(1)), None, Some(reference(2))]).unwrap();
        assert_eq!(references_in(&several), [reference(1), reference(2)]);
    }

    #[test]
    fn words_that_look_like_a_reference_are_words() {
        let note = crate::story::NoteWritten {
            title: String::new(),
            text: serde_json::to_string(&reference(1)).unwrap(),
            correction: String::new(),
        };
        assert_eq!(references_in(&Body::NoteWritten(note).payload()), []);
        assert_eq!(references_in(b"a \"digest\" that is no JSON"), []);
    }
}
