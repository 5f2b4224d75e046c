//! How people sign in, as it stands beside the journal: no secret enters that.

use practice::dates::Instant;
use practice::ids::{AccountId, AuthorityId, PersonId, PostId};
use std::fmt;
use std::sync::Arc;
use uuid::Uuid;

/// How one human signs in.
#[derive(Clone, PartialEq, Eq)]
pub struct Account {
    /// Which.
    pub id: AccountId,
    /// The e-mail address, in small letters and without spaces around it.
    pub email: String,
    /// The password as a PHC string; absent until an invitation was accepted.
    pub password: Option<String>,
    /// The secret of the second step, encrypted; absent until one was set up.
    pub totp_sealed: Option<Vec<u8>>,
    /// The last step of which a code was used.
    pub totp_step: Option<i64>,
    /// When the account was made.
    pub created_at: Instant,
}

impl fmt::Debug for Account {
    /// Shows no secret and no address.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Account").field("id", &self.id).finish_non_exhaustive()
    }
}

/// A link or a half-finished sign-in, known by the digest of its secret.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// The digest of the secret.
    pub digest: [u8; 32],
    /// What it opens, in a stable word.
    pub purpose: String,
    /// For whom; absent where nobody exists yet.
    pub account: Option<AccountId>,
    /// The post it invites to; absent where it opens no post.
    pub post: Option<PostId>,
    /// From when it opens nothing any more.
    pub expires_at: Instant,
}

/// One session, by its own id: the secret in the cookie is known by its digest only.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SessionId(pub Uuid);

/// A session to begin.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewSession {
    /// Its id.
    pub id: SessionId,
    /// The digest of the secret in the cookie.
    pub digest: [u8; 32],
    /// Who signed in.
    pub account: AccountId,
    /// The post acted in, where it is chosen.
    pub post: Option<PostId>,
    /// Whether a second step was taken.
    pub second_step: bool,
    /// The device, as it told of itself.
    pub device: String,
    /// When.
    pub at: Instant,
}

/// A session as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SessionRow {
    /// Its id.
    pub id: SessionId,
    /// Who signed in.
    pub account: AccountId,
    /// The post acted in, where it is chosen.
    pub post: Option<PostId>,
    /// When it began.
    pub created_at: Instant,
    /// When something was last done in it.
    pub seen_at: Instant,
    /// When the person last proved who they are.
    pub verified_at: Instant,
    /// Whether a second step was taken.
    pub second_step: bool,
    /// When it was locked by hand, where it is.
    pub locked_at: Option<Instant>,
    /// When it was ended and why, in a stable word.
    pub ended: Option<(Instant, String)>,
    /// The device, as it told of itself.
    pub device: String,
}

/// What somebody proves a second step with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Proof {
    /// None was asked for.
    Password,
    /// A code of this step; it counts only while the last step used is still the one read.
    Step {
        /// The last step used when the code was checked.
        read: Option<i64>,
        /// The step of the code.
        step: i64,
    },
    /// A recovery code, by its digest; it is struck out.
    Recovery([u8; 32]),
}

/// Somebody being let in: everything is written, or nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The half-finished sign-in that is used up: its digest and purpose.
    pub link: Option<([u8; 32], String)>,
    /// What they prove it with.
    pub proof: Proof,
    /// The session that begins.
    pub session: NewSession,
}

/// A second step being set up: everything is written, or nothing.
#[derive(Clone, PartialEq, Eq)]
pub struct SecondStep {
    /// Whose.
    pub account: AccountId,
    /// The half-finished act that is used up: its digest and purpose.
    pub link: ([u8; 32], String),
    /// Whether one that stands may be replaced.
    pub replacing: bool,
    /// The encrypted secret.
    pub sealed: Vec<u8>,
    /// The step of the code it was confirmed with.
    pub step: i64,
    /// The digests of the new recovery codes.
    pub recovery: Vec<[u8; 32]>,
    /// The session that begins, where somebody was signing in.
    pub session: Option<NewSession>,
    /// When.
    pub at: Instant,
}

impl fmt::Debug for SecondStep {
    /// Shows no secret.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SecondStep").field("account", &self.account).finish_non_exhaustive()
    }
}

/// The wrong tries remembered of one account or one address.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tries {
    /// How many.
    pub failures: u32,
    /// When the last one was, in microseconds since 1970 (UTC).
    pub last_at: i64,
}

/// What becomes of remembered tries: all of them in, all of them out, in the
/// same order. It runs inside the transaction, more than once where the
/// database asks for it.
pub type ChangeTries = Arc<dyn Fn(&[Tries]) -> Vec<Tries> + Send + Sync>;

/// Words that somebody has typed and not sent, encrypted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SealedDraft {
    /// Whose.
    pub account: AccountId,
    /// In which council.
    pub authority: AuthorityId,
    /// The form, by a name that holds no personal data.
    pub form: String,
    /// Whom the form is about, where it is about one person.
    pub person: Option<PersonId>,
    /// The encrypted words.
    pub sealed: Vec<u8>,
    /// When they were saved.
    pub saved_at: Instant,
    /// The window they were typed in; none where it is not known.
    pub written_in: Option<Uuid>,
}

/// That a draft is kept, without its words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptDraft {
    /// Whose words it holds.
    pub account: AccountId,
    /// The address of its form.
    pub form: String,
    /// When it was saved.
    pub saved_at: Instant,
}
