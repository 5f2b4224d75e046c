//! Who a cookie is, at each request.

use super::place::{Place, desk_of, live_posts, places, second_step_needed};
use super::session::{self, FINE_ENOUGH, SessionInfo, found, info, word_of};
use crate::{Desk, House, No, Words};
use ::sign_in::session::{Policy, State, Why};
use practice::dates::Instant;
use records::{Post, SessionRow};
use std::sync::Arc;

/// Who asks.
#[derive(Debug)]
pub enum Resumed {
    /// A worker in a post.
    Live(Box<Desk>, SessionInfo),
    /// Somebody with several posts, who must choose one.
    NoPost(SessionInfo),
    /// Pages are covered until the person proves who they are.
    Locked(SessionInfo),
    /// The session is over; the sentence says why. What it was is told so that
    /// words sent from it can be kept.
    SignedOut(SessionInfo, String),
    /// No session at all.
    Nobody,
}

/// Who a cookie is, when the person does something. Rights are read from the
/// post each time, so whoever left is out with the next request.
pub async fn resume(house: &House, cookie: &str) -> Result<Resumed, No> {
    look(house, cookie, true).await
}

/// The same for what a page asks by itself, which is not the person doing
/// something and keeps no session alive.
pub async fn glance(house: &House, cookie: &str) -> Result<Resumed, No> {
    look(house, cookie, false).await
}

async fn look(house: &House, cookie: &str, doing: bool) -> Result<Resumed, No> {
    let Some(row) = found(house, cookie).await? else { return Ok(Resumed::Nobody) };
    let posts = live_posts(house, row.account).await?;
    let chosen = chosen(&row, &posts);
    let words = match chosen {
        Some(post) => Words::of(house, post.authority).await?,
        None => Arc::default(),
    };
    let policy = session::policy_in(&words);
    let seen = Seen { row, chosen, places: places(house, &posts).await?, policy, words, now: house.now() };
    match session::state(&seen.row, policy, seen.now) {
        State::SignedOut { why } => over(house, seen, why).await,
        _ if posts.is_empty() => over(house, seen, Why::AccountClosed).await,
        State::Locked => Ok(Resumed::Locked(seen.info())),
        State::Live if seen.lacks_second_step(house).await? => second_step_missing(house, seen).await,
        State::Live => live(house, seen, doing).await,
    }
}

/// A session as it was found, and what it is judged by.
struct Seen<'a> {
    row: SessionRow,
    chosen: Option<&'a Post>,
    places: Vec<Place>,
    policy: Policy,
    words: Arc<Words>,
    now: Instant,
}

impl Seen<'_> {
    fn info(self) -> SessionInfo {
        info(&self.row, self.chosen, self.places, self.policy, self.now)
    }

    async fn lacks_second_step(&self, house: &House) -> Result<bool, No> {
        match self.chosen {
            Some(post) if !self.row.second_step => {
                Ok(second_step_needed(house, std::slice::from_ref(post)).await?)
            }
            _ => Ok(false),
        }
    }
}

async fn live(house: &House, mut seen: Seen<'_>, doing: bool) -> Result<Resumed, No> {
    if doing && seen.row.seen_at.plus_seconds(FINE_ENOUGH) <= seen.now {
        match house.records.touch_session(seen.row.id, seen.now).await {
            Ok(()) => seen.row.seen_at = seen.now,
            // A full disk must not keep a night worker from a safety card. The
            // session only locks sooner than it would.
            Err(error) => tracing::warn!(%error, "the use of a session cannot be written down"),
        }
    }
    let Some(post) = seen.chosen else { return Ok(Resumed::NoPost(seen.info())) };
    let desk = desk_of(house, seen.row.account, post, Arc::clone(&seen.words));
    Ok(Resumed::Live(Box::new(desk), seen.info()))
}

/// The post a session acts in: the one chosen while it is live, or the only one.
fn chosen<'a>(row: &SessionRow, posts: &'a [Post]) -> Option<&'a Post> {
    match posts {
        [only] => Some(only),
        _ => posts.iter().find(|post| Some(post.id) == row.post),
    }
}

/// A session that is over stays over, even if the council's times change later.
async fn over(house: &House, seen: Seen<'_>, why: Why) -> Result<Resumed, No> {
    if seen.row.ended.is_none() {
        house.records.end_session(seen.row.account, seen.row.id, word_of(why), seen.now).await?;
    }
    let sentence = why.sentence(seen.policy);
    Ok(Resumed::SignedOut(seen.info(), sentence))
}

/// What somebody may see grew after signing in, to what asks for a second step.
async fn second_step_missing(house: &House, seen: Seen<'_>) -> Result<Resumed, No> {
    house.records.end_session(seen.row.account, seen.row.id, word_of(Why::Asked), seen.now).await?;
    let sentence =
        "What you may see from now on asks for a second step when you sign in. Sign in again to set it up.";
    Ok(Resumed::SignedOut(seen.info(), sentence.into()))
}
