//! Key working: one key worker, from acceptance until both agree to end it.

mod name_key_worker;

pub use name_key_worker::{NamingKeyWorker, name_key_worker};
