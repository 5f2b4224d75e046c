//! Making a post for a worker.

use super::keyed::new_id;
use crate::{Act, Desk, FormKey, No};
use practice::Refusal;
use practice::dates::Happened;
use practice::ids::{PostId, StreamId, TeamId};
use practice::journal::{Body, Told};
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
    team_is_ours(desk, post.team).await?;
    let id = PostId(new_id(desk, "post", key.as_ref()));
    let told = Told::of_service(StreamId(id.0), Happened::At(desk.now), Body::PostCreated(post));
    desk.write(Act::new().beginning(told).keyed(key)).await?;
    Ok(id)
}

/// A team never ends, so nothing can change between this look and the writing.
pub(super) async fn team_is_ours(desk: &Desk, team: Option<TeamId>) -> Result<(), No> {
    let Some(team) = team else { return Ok(()) };
    let teams = desk.house.records.teams(desk.sight.authority).await?;
    if teams.iter().any(|one| one.id == team) {
        return Ok(());
    }
    Err(Refusal::of("team", "Choose a team of this council.").into())
}
