//! Making a team.

use super::keyed::new_id;
use crate::people::or_sent;
use crate::{Act, Desk, FormKey, No};
use practice::Refusal;
use practice::dates::Happened;
use practice::ids::{StreamId, TeamId};
use practice::journal::{Body, Revision, Told};
use practice::staff::{Permission, TeamCreated, one_line};

/// A team as a form has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewTeam {
    /// Its name.
    pub name: String,
    /// Whether it is a hub: a team that may have beds.
    pub hub: bool,
}

/// Makes a team. No two open teams of a council have one name.
pub async fn create_team(desk: &Desk, new: &NewTeam, key: Option<FormKey>) -> Result<TeamId, No> {
    desk.must(Permission::ManageStaff)?;
    let name = one_line("name", "the team's name", &new.name)?;
    let id = TeamId(new_id(desk, "team", key.as_ref()));
    desk.deciding(|| {
        let (name, key) = (name.clone(), key.clone());
        async move {
            let free = name_is_free(desk, id, &name).await;
            let Some(guard) = or_sent(desk, (&key, StreamId(id.0)), free).await? else { return Ok(id) };
            let body = Body::TeamCreated(TeamCreated { name, hub: new.hub });
            let told = Told::of_service(StreamId(id.0), Happened::At(desk.now), body);
            desk.write(Act::new().guarding(guard).beginning(told).keyed(key)).await?;
            Ok(id)
        }
    })
    .await
}

/// Refuses a name that another team has, a closed one aside; answers the guard this rests on.
pub(super) async fn name_is_free(desk: &Desk, team: TeamId, name: &str) -> Result<Revision, No> {
    let authority = desk.sight.authority;
    let guard = guard(desk, authority.stream("teams")).await?;
    let taken =
        desk.house.records.teams(authority).await?.iter().any(|other| {
            other.id != team && !other.closed && other.name.to_lowercase() == name.to_lowercase()
        });
    if taken {
        return Err(Refusal::of("name", "Another team has this name already.").into());
    }
    Ok(guard)
}

/// A guard row, read before what it stands for.
pub(super) async fn guard(desk: &Desk, stream: StreamId) -> Result<Revision, No> {
    let read = desk.house.records.revisions(&[stream]).await?;
    Ok(read.first().copied().unwrap_or(Revision { stream, number: 0 }))
}
