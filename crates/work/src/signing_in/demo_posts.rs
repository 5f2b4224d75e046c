//! Who works in a demonstration, for its start page.

use super::as_post::DEMO;
use crate::{House, No};
use practice::ids::PostId;
use practice::staff::{Role, is_live};

/// A worker of the demonstration.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DemoPost {
    /// Their post.
    pub post: PostId,
    /// Their name.
    pub name: String,
    /// The name of their team; absent where the post is the whole council's.
    pub team: Option<String>,
    /// What they are there for.
    pub roles: Vec<Role>,
}

/// Everybody one can sign in as, by name. Only in a demonstration.
pub async fn demo_posts(house: &House) -> Result<Vec<DemoPost>, No> {
    if house.records.installation(DEMO).await?.as_deref() != Some("yes") {
        return Err(No::NotFound);
    }
    let today = house.now().day();
    let mut workers = Vec::new();
    for council in house.records.councils().await? {
        let teams = house.records.teams(council.authority).await?;
        let posts = house.records.posts(council.authority).await?;
        let live = posts.into_iter().filter(|post| {
            post.account.is_some() && !post.closed && is_live(post.from, post.to, post.ended, today)
        });
        workers.extend(live.map(|post| DemoPost {
            team: teams.iter().find(|team| Some(team.id) == post.team).map(|team| team.name.clone()),
            post: post.id,
            name: post.name,
            roles: post.roles,
        }));
    }
    Ok(workers)
}
