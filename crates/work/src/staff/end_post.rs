//! A worker leaves.

use super::administrators::guarded;
use crate::signing_in::end_if_no_post_is_left;
use crate::{Act, Desk, FormKey, No};
use practice::dates::Happened;
use practice::ids::{PersonId, PostId, StreamId};
use practice::journal::{Body, Told};
use practice::staff::{Permission, PostEnded, reason};
use records::Post;

/// What is left to do when somebody has left.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EndedPost {
    /// How many sessions were ended.
    pub sessions_ended: u64,
    /// The young people whose key worker they are: somebody must cover.
    pub need_cover: Vec<PersonId>,
}

/// Ends a post. Access ends at once, and so do the worker's sessions when they
/// have no other live post. What they did stays theirs; the young people whose
/// key worker they are need cover.
pub async fn end_post(desk: &Desk, post: PostId, why: &str, key: Option<FormKey>) -> Result<EndedPost, No> {
    desk.must(Permission::ManageStaff)?;
    let why = reason(why)?;
    let ended = desk.deciding(|| try_end(desk, post, &why, key.clone())).await?;
    let records = &desk.house.records;
    let sessions_ended = match ended.account {
        Some(account) => end_if_no_post_is_left(&desk.house, account).await?,
        None => 0,
    };
    Ok(EndedPost { sessions_ended, need_cover: records.key_worked_by(desk.sight.authority, post).await? })
}

async fn try_end(desk: &Desk, post: PostId, why: &str, key: Option<FormKey>) -> Result<Post, No> {
    let found = desk.house.records.post(post).await?;
    let Some(standing) = found.filter(|post| post.authority == desk.sight.authority) else {
        return desk.not_found(&post.to_string(), "post").await;
    };
    if standing.ended {
        return Ok(standing);
    }
    let guard = guarded(desk, &standing, None).await?;
    let body = Body::PostEnded(PostEnded { reason: why.to_owned() });
    let told = Told::of_service(StreamId(post.0), Happened::At(desk.now), body);
    let act = Act::new().telling(told, standing.revision.number).keyed(key);
    desk.write(guard.into_iter().fold(act, Act::guarding)).await?;
    Ok(standing)
}
