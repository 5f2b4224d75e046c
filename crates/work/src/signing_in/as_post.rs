//! The start page of a demonstration: one click signs in as anybody.

use super::entering::new_session;
use super::place::live_posts;
use crate::{House, No};
use practice::ids::PostId;
use records::{Entry, Proof};

/// The installation's setting that marks a demonstration: `yes`, written when
/// its data folder is made and never by a page.
pub const DEMO: &str = "demo";

/// Signs in as a post without a password; answers the session's cookie. Only
/// in a demonstration.
pub async fn as_post(house: &House, post: PostId, device: &str) -> Result<String, No> {
    if house.records.installation(DEMO).await?.as_deref() != Some("yes") {
        return Err(No::NotFound);
    }
    let account = house.records.post(post).await?.and_then(|post| post.account).ok_or(No::NotFound)?;
    if !live_posts(house, account).await?.iter().any(|live| live.id == post) {
        return Err(No::NotFound);
    }
    let (text, session) = new_session(house, account, Some(post), true, device);
    house.records.let_in(Entry { link: None, proof: Proof::Password, session }).await?;
    Ok(text)
}
