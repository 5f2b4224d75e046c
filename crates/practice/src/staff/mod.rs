//! Workers: posts, roles, and what each may do.

mod announcement;
mod described;
mod events;
pub mod lists;
mod own_rights;
mod own_words;
mod policy;
mod posts;
mod relatives;
mod rights;
pub mod thresholds;
mod typed;

pub use announcement::{Announcement, AnnouncementWish, LONGEST_ANNOUNCEMENT, announcement};
pub use described::{described, telephone, words_changed};
pub use events::*;
pub use own_rights::{Given, changes_anothers_address, changes_no_own_rights, invites_somebody_else};
pub use own_words::OwnWord;
pub use policy::{
    Clause, Facts, Policy, Sight, adoption_policy, card_policy, emergency_policy, opening_policy,
    record_policy,
};
pub use posts::{
    AdministratorPost, PostForm, administrator_remains, changed_post, is_live, new_post, roles_are_used,
};
pub use relatives::second_person;
pub use rights::{Permission, Reach, Rights, Role, roles_that_may};
pub use thresholds::{THRESHOLDS, Threshold};
pub use typed::{email, few_words, one_line, plain_email, reason};
