//! Where young people live and stay.

mod tonight;

pub use tonight::{Sheltered, Tonight, tonight};
