//! The posts an account acts in, and the desk of one.

use crate::{Desk, House, No, Words, Worker};
use practice::ids::{AccountId, AuthorityId, PostId, TeamId};
use practice::journal::Actor;
use practice::staff::{Rights, Role, Sight, is_live};
use records::Post;
use std::sync::Arc;

/// A post to choose from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// Which.
    pub post: PostId,
    /// The council.
    pub authority: AuthorityId,
    /// The council's name.
    pub council: String,
    /// The worker's name in that post.
    pub name: String,
    /// The team.
    pub team: Option<TeamId>,
    /// What the worker may do.
    pub roles: Vec<Role>,
}

/// The posts of an account that are live today. A leaver has none at once,
/// nor has somebody whose account was closed.
pub(super) async fn live_posts(house: &House, account: AccountId) -> Result<Vec<Post>, records::Error> {
    let today = house.now().day();
    let mut posts = house.records.posts_of(account).await?;
    posts.retain(|post| !post.closed && is_live(post.from, post.to, post.ended, today));
    Ok(posts)
}

/// What pages show of posts.
pub(super) async fn places(house: &House, posts: &[Post]) -> Result<Vec<Place>, records::Error> {
    let councils = house.records.councils().await?;
    let name_of = |authority| {
        councils.iter().find(|council| council.authority == authority).map(|council| council.name.clone())
    };
    Ok(posts
        .iter()
        .map(|post| Place {
            post: post.id,
            authority: post.authority,
            council: name_of(post.authority).unwrap_or_default(),
            name: post.name.clone(),
            team: post.team,
            roles: post.roles.clone(),
        })
        .collect())
}

/// Whether any of these posts asks for a second step at sign-in: by its roles,
/// or because a restricted record is open to it by name.
pub(super) async fn second_step_needed(house: &House, posts: &[Post]) -> Result<bool, records::Error> {
    if posts.iter().any(|post| Rights::of(&post.roles).needs_second_step()) {
        return Ok(true);
    }
    let posts: Vec<PostId> = posts.iter().map(|post| post.id).collect();
    house.records.restriction_names(&posts).await
}

/// The desk of whoever holds a post, for what they asked to be done later;
/// absent where they hold it no more.
pub(crate) async fn desk_of_live(house: &House, post: PostId) -> Result<Option<Desk>, No> {
    let Some(account) = house.records.post(post).await?.and_then(|post| post.account) else {
        return Ok(None);
    };
    let Some(post) = live_posts(house, account).await?.into_iter().find(|live| live.id == post) else {
        return Ok(None);
    };
    let words = Words::of(house, post.authority).await?;
    Ok(Some(desk_of(house, account, &post, words)))
}

/// The desk of a live post, with its rights as they stand.
pub(super) fn desk_of(house: &House, account: AccountId, post: &Post, words: Arc<Words>) -> Desk {
    Desk {
        sight: Sight {
            authority: post.authority,
            account,
            post: post.id,
            team: post.team,
            rights: Rights::of(&post.roles),
            granted_at: post.revision,
        },
        worker: Worker { name: post.name.clone(), roles: post.roles.clone() },
        actor: Actor::Post(post.id),
        words,
        now: house.now(),
        house: house.clone(),
    }
}
