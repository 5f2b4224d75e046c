//! Giving a team another name.

use super::create_team::{guard, name_is_free};
use crate::people::{moved_since, or_sent, unless_sent};
use crate::{Act, Desk, FormKey, No};
use practice::dates::Happened;
use practice::ids::{StreamId, TeamId};
use practice::journal::{Body, Told};
use practice::staff::{Permission, TeamRenamed, one_line};

/// At which revision a team stands, for the form that gives it another name: read before the name.
pub async fn team_stands_at(desk: &Desk, team: TeamId) -> Result<i64, No> {
    Ok(guard(desk, StreamId(team.0)).await?.number)
}

/// Renames a team of the council. `shown` is the revision that the form had shown.
pub async fn rename_team(
    desk: &Desk,
    team: TeamId,
    name: &str,
    shown: Option<i64>,
    key: Option<FormKey>,
) -> Result<(), No> {
    desk.must(Permission::ManageStaff)?;
    let name = one_line("name", "the team's name", name)?;
    desk.deciding(|| {
        let (name, key) = (name.clone(), key.clone());
        async move {
            let own = guard(desk, StreamId(team.0)).await?;
            let teams = desk.house.records.teams(desk.sight.authority).await?;
            let Some(found) = teams.iter().find(|one| one.id == team) else {
                return desk.not_found(&team.to_string(), "team").await;
            };
            if moved_since(shown, own) && !found.closed {
                return unless_sent(desk, Act::new().keyed(key), own.stream, No::Moved).await;
            }
            let free = if found.closed {
                Err(No::because("This team is closed: it keeps its name."))
            } else {
                name_is_free(desk, team, &name).await
            };
            let Some(names) = or_sent(desk, (&key, own.stream), free).await? else { return Ok(()) };
            let body = Body::TeamRenamed(TeamRenamed { name });
            let told = Told::of_service(own.stream, Happened::At(desk.now), body);
            desk.write(Act::new().guarding(names).telling(told, own.number).keyed(key)).await?;
            Ok(())
        }
    })
    .await
}
