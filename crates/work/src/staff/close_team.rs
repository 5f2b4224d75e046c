//! Closing a team, and what keeps it open: whoever comes into a team in the same
//! moment is seen, or refused.

use super::create_team::guard;
use crate::people::{nothing_unless_sent, unless_sent};
use crate::{Act, Desk, FormKey, No};
use practice::Refusal;
use practice::dates::Happened;
use practice::hubs::{InTeam, may_close};
use practice::ids::{StreamId, TeamId};
use practice::journal::{Body, Revision, Told};
use practice::staff::{Permission, TeamClosed, reason, roles_that_may};
use records::{Post, Team};

/// A team of the council that somebody can come into, with the guard that the act
/// moves by which they do: a team that is closed meanwhile refuses it.
pub(crate) async fn entering(desk: &Desk, team: TeamId) -> Result<(Team, Revision), No> {
    let guard = guard(desk, within(desk, team)).await?;
    Ok((open_one(desk, team).await?, guard))
}

/// The same with the team's own revision, which a closing moves, and no guard: of
/// many acts that rest on it at once, none stands in another's way.
pub(crate) async fn open_team(desk: &Desk, team: TeamId) -> Result<(Team, Revision), No> {
    let own = guard(desk, StreamId(team.0)).await?;
    Ok((open_one(desk, team).await?, own))
}

async fn open_one(desk: &Desk, team: TeamId) -> Result<Team, No> {
    let teams = desk.house.records.teams(desk.sight.authority).await?;
    match teams.into_iter().find(|one| one.id == team) {
        Some(team) if team.closed => {
            Err(Refusal::of("team", format!("{} is closed. Choose another team.", team.name)).into())
        }
        Some(team) => Ok(team),
        None => Err(Refusal::of("team", "Choose a team of this council.").into()),
    }
}

/// Nobody becomes open in a team that is closed: no manager would see them.
/// Answers the guard that an act moves which opens somebody whom a team answers for.
pub(crate) async fn answered_for_by_an_open_team(
    desk: &Desk,
    team: TeamId,
    field: &str,
) -> Result<Revision, No> {
    match entering(desk, team).await {
        Ok((_, guard)) => Ok(guard),
        Err(No::Refused(_)) => {
            let who = desk.words.roles(&roles_that_may(Permission::AllocateKeyWorker)).join(", ");
            let sentence = format!(
                "The team that answers for them is closed. Change the responsible team first; these can: {who}."
            );
            Err(Refusal::of(field, sentence).into())
        }
        Err(no) => Err(no),
    }
}

/// Moved by every act that brings somebody into a team by hand.
fn within(desk: &Desk, team: TeamId) -> StreamId {
    desk.sight.authority.stream(&format!("within_team/{team}"))
}

/// Who is in a team, for whoever looks after teams: how many, and nobody by name.
pub async fn in_team(desk: &Desk, team: TeamId) -> Result<InTeam, No> {
    desk.must(Permission::ManageStaff)?;
    let today = desk.now.day();
    let records = &desk.house.records;
    let is_in =
        |post: &Post| post.team == Some(team) && !post.ended && post.to.is_none_or(|last| last >= today);
    let posts = records.posts(desk.sight.authority).await?.iter().filter(|post| is_in(post)).count();
    let people = records.people_in_team(desk.sight.authority, team).await?;
    Ok(InTeam { posts, people: usize::try_from(people).unwrap_or_default() })
}

/// Closes a team in which nobody works and which answers for nobody. It is offered
/// nowhere any more; its name stays in all that was written.
pub async fn close_team(desk: &Desk, team: TeamId, why: &str, key: Option<FormKey>) -> Result<(), No> {
    desk.must(Permission::ManageStaff)?;
    let why = reason(why)?;
    desk.deciding(|| async {
        let (own, within) = (guard(desk, StreamId(team.0)).await?, guard(desk, within(desk, team)).await?);
        // An import puts many into teams at once: one that goes on meanwhile is seen.
        let import = guard(desk, desk.sight.authority.stream("import")).await?;
        let teams = desk.house.records.teams(desk.sight.authority).await?;
        let Some(found) = teams.into_iter().find(|one| one.id == team) else {
            return nothing_unless_sent(desk, key.clone(), own.stream, (&team.to_string(), "team")).await;
        };
        if found.closed {
            let already = No::because("This team is closed already.");
            return unless_sent(desk, Act::new().keyed(key.clone()), own.stream, already).await;
        }
        may_close(in_team(desk, team).await?)?;
        let body = Body::TeamClosed(TeamClosed { reason: why.clone() });
        let told = Told::of_service(own.stream, Happened::At(desk.now), body);
        let act = Act::new().reading([import]).guarding(within).telling(told, own.number);
        desk.write(act.keyed(key.clone())).await?;
        Ok(())
    })
    .await
}
