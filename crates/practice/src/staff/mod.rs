//! Workers: posts, roles, and what each may do.

mod described;
mod events;
mod policy;
mod posts;
mod rights;
mod typed;

pub use described::{SIGN_OUT_MINUTES, described, words_changed};
pub use events::*;
pub use policy::{
    Clause, Facts, Policy, Sight, card_policy, emergency_policy, opening_policy, record_policy,
};
pub use posts::{AdministratorPost, PostForm, administrator_remains, changed_post, is_live, new_post};
pub use rights::{Permission, Reach, Rights, Role};
pub use typed::{email, one_line, plain_email, reason};
