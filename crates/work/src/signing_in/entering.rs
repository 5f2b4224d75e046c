//! From a proven password to a session, with a second step where one is due.

use super::place::{live_posts, second_step_needed};
use super::{Outcome, Visit};
use crate::{House, No};
use ::sign_in::session::{Policy, Why};
use ::sign_in::token::{Purpose, Token};
use practice::dates::Instant;
use practice::ids::{AccountId, PostId};
use records::{Account, Entry, Link, NewSession, Proof, SessionId};

/// For how many seconds a half-finished sign-in may be finished.
const HALF_WAY: i64 = 10 * 60;

/// What a link or a half-finished act is for, as it is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum For {
    /// The first start of an installation.
    SetUp,
    /// Taking up an account.
    Invitation,
    /// Choosing a new password.
    NewPassword,
    /// Half-way through signing in: the code is asked for.
    Code,
    /// Half-way through signing in: a second step is set up.
    FirstSecondStep,
    /// Signed in, and setting up a second step in place of another.
    NewSecondStep,
}

impl For {
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::SetUp => "set_up",
            Self::Invitation => "invitation",
            Self::NewPassword => "new_password",
            Self::Code => "code",
            Self::FirstSecondStep => "first_second_step",
            Self::NewSecondStep => "new_second_step",
        }
    }

    pub(super) fn token_purpose(self) -> Purpose {
        match self {
            Self::SetUp => Purpose::SetUpLink,
            Self::Invitation | Self::NewPassword => Purpose::Invitation,
            // These stand in a cookie as a session's does, and are looked up among
            // links only: tried as a session's they find nothing.
            Self::Code | Self::FirstSecondStep | Self::NewSecondStep => Purpose::Session,
        }
    }

    /// What is kept of it.
    pub(super) fn link(
        self,
        token: &Token,
        account: Option<AccountId>,
        post: Option<PostId>,
        expires_at: Instant,
    ) -> Link {
        let digest = *token.digest(self.token_purpose()).as_bytes();
        Link { digest, purpose: self.word().to_owned(), account, post, expires_at }
    }

    /// What uses it up: its digest and purpose.
    pub(super) fn taking(self, digest: [u8; 32]) -> ([u8; 32], String) {
        (digest, self.word().to_owned())
    }
}

/// A link that opens something still, without using it up.
pub(super) async fn opened(house: &House, text: &str, purposes: &[For]) -> Result<Option<(For, Link)>, No> {
    let Ok(token) = Token::parse(text) else { return Ok(None) };
    for purpose in purposes {
        let digest = *token.digest(purpose.token_purpose()).as_bytes();
        let link = house.records.link(digest, house.now()).await?;
        if let Some(link) = link.filter(|link| link.purpose == purpose.word()) {
            return Ok(Some((*purpose, link)));
        }
    }
    Ok(None)
}

/// Makes a link; answers the secret it is opened with.
pub(super) async fn made_link(
    house: &House,
    purpose: For,
    account: Option<AccountId>,
    seconds: i64,
) -> Result<String, No> {
    let token = Token::from_random(house.random());
    let now = house.now();
    let link = purpose.link(&token, account, None, now.plus_seconds(seconds));
    // Two browsers may sign in at once; of anything else the newest link counts.
    let replacing = !matches!(purpose, For::Code | For::FirstSecondStep);
    house.records.make_link(link, replacing, now).await?;
    Ok(token.to_text())
}

/// Makes the secret that opens the next page of signing in.
pub(super) async fn half_way(house: &House, purpose: For, account: AccountId) -> Result<String, No> {
    made_link(house, purpose, Some(account), HALF_WAY).await
}

/// Where somebody goes who has proven their password.
pub(super) async fn onward(house: &House, account: &Account, visit: &Visit) -> Result<Outcome, No> {
    let posts = live_posts(house, account.id).await?;
    if posts.is_empty() {
        return Err(no_access());
    }
    if account.totp_sealed.is_some() {
        return Ok(Outcome::NeedsCode(half_way(house, For::Code, account.id).await?));
    }
    if second_step_needed(house, &posts).await? {
        return Ok(Outcome::MustSetUpCode(half_way(house, For::FirstSecondStep, account.id).await?));
    }
    let post = only(&posts);
    let (text, session) = new_session(house, account.id, post, false, &visit.device);
    house.records.let_in(Entry { link: None, proof: Proof::Password, session }).await?;
    Ok(Outcome::Signed(text))
}

/// What somebody is told whose posts have ended.
pub(super) fn no_access() -> No {
    No::because(Why::AccountClosed.sentence(Policy::default()))
}

/// The post that need not be chosen because there is no other.
pub(super) fn only(posts: &[records::Post]) -> Option<PostId> {
    match posts {
        [post] => Some(post.id),
        _ => None,
    }
}

/// A session with a secret of its own, drawn anew at each sign-in.
pub(super) fn new_session(
    house: &House,
    account: AccountId,
    post: Option<PostId>,
    second_step: bool,
    device: &str,
) -> (String, NewSession) {
    let token = Token::from_random(house.random());
    let session = NewSession {
        id: SessionId(house.blind_id()),
        digest: *token.digest(Purpose::Session).as_bytes(),
        account,
        post,
        second_step,
        device: device.chars().filter(|letter| !letter.is_control()).take(200).collect(),
        at: house.now(),
    };
    (token.to_text(), session)
}
