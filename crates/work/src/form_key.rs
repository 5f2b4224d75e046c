//! The key that a form carries: sent twice, it is one act; and it tells in
//! which post of somebody's the form was opened.

use crate::House;
use practice::ids::PostId;

/// The field of a form that holds its key.
pub const KEY_FIELD: &str = "idempotency_key";

/// The key that a form carries, so that sending it twice is one act.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormKey {
    /// Random text made with the form.
    pub key: String,
    /// Everything that was sent, as bytes: another body under the same key is refused.
    pub body: Vec<u8>,
}

/// A key for a new form of a post. It names the post, for somebody may change
/// to another one in a second window while the form is open in the first.
pub fn new_form_key(house: &House, post: PostId) -> String {
    format!("{}.{post}", house.blind_id().simple())
}

/// The post in which a form with this key was opened; none where the key does not say.
pub fn post_of_key(key: &str) -> Option<PostId> {
    key.split_once('.').and_then(|(_, post)| post.parse().ok())
}

/// The key among the values of a form, and the post that it names.
pub(crate) fn post_of_form(values: &[(String, String)]) -> Option<PostId> {
    values.iter().find(|(name, _)| name == KEY_FIELD).and_then(|(_, key)| post_of_key(key))
}
