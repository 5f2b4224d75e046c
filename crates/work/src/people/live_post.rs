//! A worker who can be named for something today.

use crate::{Desk, No};
use jiff::civil::Date;
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
        .filter(|post| is_here(post, today))
        .ok_or_else(|| Refusal::of("post", "Choose a worker from the list.").into())
}

/// Whether somebody works in a post on a day and can sign in, or be invited, to it.
pub(crate) fn is_here(post: &Post, day: Date) -> bool {
    !post.closed && is_live(post.from, post.to, post.ended, day)
}
