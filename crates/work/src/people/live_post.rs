//! A worker who can be named for something today.

use crate::{Desk, No};
use practice::Refusal;
use practice::ids::PostId;
use practice::staff::is_live;
use records::Post;

/// The post, where it is of this council and live today.
pub(crate) async fn live_post(desk: &Desk, post: PostId) -> Result<Post, No> {
    let today = desk.now.day();
    let found = desk.house.records.post(post).await?;
    found
        .filter(|post| post.authority == desk.sight.authority)
        .filter(|post| !post.closed && is_live(post.from, post.to, post.ended, today))
        .ok_or_else(|| Refusal::of("post", "Choose a worker from the list.").into())
}
