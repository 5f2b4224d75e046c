//! How one human proves who they are: passwords, one-time codes, tokens, throttle.
//!
//! Everything here is a rule without a store: no database, no clock, no
//! randomness of its own. Moments are whole microseconds since 1970 (UTC)
//! unless a name says seconds; random bytes are handed in by whoever may draw
//! them. What must be remembered is returned, and the caller writes it down.

pub mod digest;
pub mod password;
pub mod recovery;
pub mod refusal;
pub mod session;
pub mod throttle;
pub mod token;
pub mod totp;

pub use digest::Digest;
pub use refusal::Refusal;

/// One minute in microseconds.
pub const MINUTE: i64 = 60_000_000;

/// One hour in microseconds.
pub const HOUR: i64 = 60 * MINUTE;
