//! Making a post for a worker.

use super::close_team::entering;
use super::keyed::new_id;
use crate::{Act, Desk, FormKey, No};
use practice::dates::Happened;
use practice::ids::{PostId, StreamId, TeamId};
use practice::journal::{Body, Revision, Told};
use practice::staff::{Permission, PostForm, new_post, roles_are_used};

/// Makes a post. Nobody signs in to it before they are invited.
pub async fn create_post(desk: &Desk, form: &PostForm, key: Option<FormKey>) -> Result<PostId, No> {
    desk.must(Permission::ManageStaff)?;
    let post = new_post(form).map_err(No::Refused)?;
    roles_are_used(
        &post.roles,
        &[],
        |role| desk.words.is_unused(role),
        |role| desk.words.role(role).to_owned(),
    )?;
    let id = PostId(new_id(desk, "post", key.as_ref()));
    desk.deciding(|| async {
        let guard = team_is_open(desk, post.team).await?;
        let told = Told::of_service(StreamId(id.0), Happened::At(desk.now), Body::PostCreated(post.clone()));
        desk.write(guard.into_iter().fold(Act::new().beginning(told).keyed(key.clone()), Act::guarding))
            .await?;
        Ok(id)
    })
    .await
}

/// The guard of the team that a post is in, where it is in one that is open.
pub(super) async fn team_is_open(desk: &Desk, team: Option<TeamId>) -> Result<Option<Revision>, No> {
    let Some(team) = team else { return Ok(None) };
    Ok(Some(entering(desk, team).await?.1))
}
