//! What people do: one verb per file.
//!
//! A verb asks whether the actor may, reads facts, lets `practice` decide,
//! appends what happened and tells whoever must know. Pages and programs call
//! the same verbs. This is the only floor that knows who is asking.

mod bench;
mod council;
mod desk;
pub mod drafts;
pub mod evidence;
mod form_key;
pub mod heads;
pub mod homes;
mod house;
pub mod hubs;
pub mod import;
pub mod jobs;
pub mod key_working;
pub mod leaving;
mod no;
pub mod notices;
pub mod people;
mod pictures;
pub mod safety;
pub mod signing_in;
pub mod specialists;
pub mod staff;
pub mod story;
mod window;
mod words;

pub use council::{CouncilFace, council_face, council_faces};
pub use desk::{Act, Desk, Worker};
pub use form_key::{FormKey, KEY_FIELD, new_form_key, post_of_key};
pub use house::{Chance, Clock, Health, House, health};
pub use no::{No, UNKEPT};
pub use pictures::{LARGEST_FILE, LARGEST_PICTURE, too_large};
pub use window::{WINDOW_FIELD, Window};
pub use words::Words;
