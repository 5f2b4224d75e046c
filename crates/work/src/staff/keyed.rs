//! Ids of what a form makes: the same form sent twice names the same thing.

use crate::{Desk, FormKey};
use uuid::Uuid;

/// A new id; with a form's key, the one that this key always gives this asker.
pub(super) fn new_id(desk: &Desk, what: &str, key: Option<&FormKey>) -> Uuid {
    match key {
        Some(key) => {
            let name = format!("{what} {} {}", desk.actor, key.key);
            Uuid::new_v5(&desk.sight.authority.0, name.as_bytes())
        }
        None => desk.house.blind_id(),
    }
}
