//! The desk of a worker without a session: for making a demonstration's history.

use super::as_post::DEMO;
use super::place::desk_of;
use crate::{Desk, House, No, Words};
use practice::ids::PostId;

/// The desk of a post, at the moment of the house's clock. Only in a demonstration.
pub async fn desk_as(house: &House, post: PostId) -> Result<Desk, No> {
    if house.records.installation(DEMO).await?.as_deref() != Some("yes") {
        return Err(No::NotFound);
    }
    let post = house.records.post(post).await?.ok_or(No::NotFound)?;
    let account = post.account.ok_or(No::NotFound)?;
    let words = Words::of(house, post.authority).await?;
    Ok(desk_of(house, account, &post, words))
}
