//! Signing in: before it there is nobody, so these verbs take the house.
//!
//! Accounts stand beside the journal. What a signed-in worker may do is their
//! post's, and is read anew at every request.

mod accept;
mod as_post;
mod change_password;
mod demo_posts;
mod desk_as;
mod ending;
mod entering;
mod hashing;
mod installation_key;
mod invite;
mod lock;
mod new_codes;
mod place;
mod resume;
pub mod second_step;
mod session;
pub mod set_up;
pub mod sign_in;
mod switch_post;
mod tries;

pub use accept::{Invitation, accept, invitation};
pub use as_post::{DEMO, as_post};
pub use change_password::{ChangingPassword, change_password};
pub use demo_posts::{DemoPost, demo_posts};
pub use desk_as::desk_as;
pub use ending::{SessionLine, end_session, end_sessions_of, sessions, sessions_of, sign_out};
pub use invite::{Invited, invite};
pub use lock::{lock, unlock};
pub use new_codes::new_codes;
pub use place::Place;
pub use records::SessionId;
pub use resume::{Resumed, glance, resume};
pub use session::SessionInfo;
pub use switch_post::switch_post;

pub(crate) use ending::{
    change_sign_in_of, ended_by_administrator, ended_with_the_account, live_sessions, other_live_posts,
};
pub(crate) use installation_key::make_ready;
pub(crate) use place::desk_of_live;

use crate::No;
use std::net::IpAddr;

/// From where somebody comes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Visit {
    /// The network address, as the server sees it.
    pub address: IpAddr,
    /// The device, as it tells of itself: shown in the list of sessions.
    pub device: String,
}

/// What becomes of somebody who has shown who they are. The texts are secrets
/// for a cookie: only their digests are kept.
#[derive(Clone, PartialEq, Eq)]
pub enum Outcome {
    /// Signed in: the session's cookie.
    Signed(String),
    /// A code is asked for next; this opens that page for ten minutes.
    NeedsCode(String),
    /// A second step must be set up first; this opens that page for ten minutes.
    MustSetUpCode(String),
}

impl std::fmt::Debug for Outcome {
    /// Shows no secret.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Signed(_) => "Signed(..)",
            Self::NeedsCode(_) => "NeedsCode(..)",
            Self::MustSetUpCode(_) => "MustSetUpCode(..)",
        })
    }
}

/// A refusal of the crate that knows about secrets, as ours.
fn refused(refusal: ::sign_in::Refusal) -> No {
    No::because(refusal.to_string())
}

/// The same about one field of the form.
fn refused_at(field: &str, refusal: ::sign_in::Refusal) -> No {
    practice::Refusal::of(field, refusal.to_string()).into()
}
