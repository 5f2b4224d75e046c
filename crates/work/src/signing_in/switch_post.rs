//! Choosing the post one acts in.

use super::place::live_posts;
use super::refused;
use super::session::{self, found};
use crate::{House, No};
use ::sign_in::Refusal;
use ::sign_in::session::State;
use practice::ids::PostId;

/// Acts in another of one's posts from the next request on. A post that asks
/// for a second step ends a session without one: [`super::resume`] says so.
pub async fn switch_post(house: &House, cookie: &str, post: PostId) -> Result<(), No> {
    let signed_out = || refused(Refusal::SignedOut);
    let row = found(house, cookie).await?.ok_or_else(signed_out)?;
    let posts = live_posts(house, row.account).await?;
    let now_in = posts.iter().find(|one| Some(one.id) == row.post).map(|post| post.authority);
    let policy = session::policy(house, now_in).await?;
    if session::state(&row, policy, house.now()) != State::Live {
        return Err(signed_out());
    }
    if !posts.iter().any(|one| one.id == post) {
        return Err(No::NotFound);
    }
    house.records.set_session_post(row.id, post).await?;
    Ok(())
}
