//! Making a post for a worker.

use super::close_team::entering;
use super::keyed::new_id;
use crate::people::or_sent;
use crate::{Act, Desk, FormKey, No};
use practice::dates::Happened;
use practice::ids::{PostId, StreamId, TeamId};
use practice::journal::{Body, Revision, Told};
use practice::staff::{Permission, PostCreated, PostForm, new_post, roles_are_used};

/// Makes a post. Nobody signs in to it before they are invited.
pub async fn create_post(desk: &Desk, form: &PostForm, key: Option<FormKey>) -> Result<PostId, No> {
    desk.must(Permission::ManageStaff)?;
    let post = new_post(form).map_err(No::Refused)?;
    let id = PostId(new_id(desk, "post", key.as_ref()));
    desk.deciding(|| async {
        let may_be = may_be_made(desk, &post).await;
        let Some(guard) = or_sent(desk, (&key, StreamId(id.0)), may_be).await? else { return Ok(id) };
        let told = Told::of_service(StreamId(id.0), Happened::At(desk.now), Body::PostCreated(post.clone()));
        desk.write(guard.into_iter().fold(Act::new().beginning(told).keyed(key.clone()), Act::guarding))
            .await?;
        Ok(id)
    })
    .await
}

/// Whether a post can be made today: its roles are used, and its team is open.
async fn may_be_made(desk: &Desk, post: &PostCreated) -> Result<Option<Revision>, No> {
    let label = |role| desk.words.role(role).to_owned();
    roles_are_used(&post.roles, &[], |role| desk.words.is_unused(role), label)?;
    team_is_open(desk, post.team).await
}

/// The guard of the team that a post is in, where it is in one that is open.
pub(super) async fn team_is_open(desk: &Desk, team: Option<TeamId>) -> Result<Option<Revision>, No> {
    let Some(team) = team else { return Ok(None) };
    Ok(Some(entering(desk, team).await?.1))
}
