//! A worker leaves: access ends at once, and their work goes to cover.

use super::administrators::guarded;
use super::handing_over::{Handing, handed_over};
use super::leavers_cover::Leaver;
use crate::signing_in::{ended_with_the_account, live_sessions, other_live_posts};
use crate::{Act, Desk, FormKey, No};
use practice::dates::Happened;
use practice::ids::{PersonId, PostId, StreamId};
use practice::journal::{Body, Told};
use practice::staff::{Permission, PostEnded, reason};
use records::Post;

/// A post that is to end, or an account that is to be closed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ending {
    /// Why.
    pub reason: String,
    /// Who takes their work over.
    pub handing: Handing,
    /// The form's key.
    pub key: Option<FormKey>,
}

impl Ending {
    /// An end with nobody named to take anything over.
    pub fn because(reason: impl Into<String>) -> Self {
        Self { reason: reason.into(), handing: Handing::default(), key: None }
    }
}

/// What is left to do when somebody has left.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EndedPost {
    /// How many sessions were ended.
    pub sessions_ended: usize,
    /// How many young people somebody covers for now.
    pub covered: usize,
    /// The young people whose key worker they are, and for whom nobody covers today.
    pub need_cover: Vec<PersonId>,
    /// How many young people they were the social worker of, or pulled in to, for
    /// whom nobody was named instead.
    pub others_waiting: usize,
}

/// Ends a post. Access ends at once, and so do the worker's sessions when they
/// have no other live post. What they did stays theirs. They stay the key
/// worker until somebody is named anew; in the same act, whoever covers for
/// each of their young people is named, and who takes their other work over.
pub async fn end_post(desk: &Desk, post: PostId, ending: &Ending) -> Result<EndedPost, No> {
    desk.must(Permission::ManageStaff)?;
    let why = reason(&ending.reason)?;
    let (ended, sessions_ended) = desk.deciding(|| try_end(desk, post, &why, ending)).await?;
    let leaver = Leaver::of(desk, &ended).await?;
    let need_cover = leaver.without_cover(desk).await?;
    let covered = leaver.people() - need_cover.len();
    Ok(EndedPost { sessions_ended, covered, need_cover, others_waiting: leaver.others_waiting() })
}

async fn try_end(desk: &Desk, post: PostId, why: &str, ending: &Ending) -> Result<(Post, usize), No> {
    let found = desk.house.records.post(post).await?;
    let Some(standing) = found.filter(|post| post.authority == desk.sight.authority) else {
        return desk.not_found(&post.to_string(), "post").await;
    };
    if standing.ended {
        return Ok((standing, 0));
    }
    let guard = guarded(desk, &standing, None).await?;
    let body = Body::PostEnded(PostEnded { reason: why.to_owned() });
    let told = Told::of_service(StreamId(post.0), Happened::At(desk.now), body);
    let act = Act::new().telling(told, standing.revision.number).keyed(ending.key.clone());
    let leaver = Leaver::of(desk, &standing).await?;
    let act = Box::pin(handed_over(desk, act, &leaver, &ending.handing, why)).await?;
    // One that ends in the same moment is found stale, and this is looked at again.
    let others = other_live_posts(&desk.house, &standing).await?;
    let act = act.reading(others.iter().map(|other| other.revision));
    let (act, sessions) = match standing.account.filter(|_| others.is_empty()) {
        Some(account) => {
            let sessions = live_sessions(&desk.house, account).await?;
            (act.changing_sign_in(ended_with_the_account(account)), sessions)
        }
        None => (act, 0),
    };
    desk.write(guard.into_iter().fold(act, Act::guarding)).await?;
    Ok((standing, sessions))
}
