//! Who is responsible: the one team, and the social worker who holds the case.

use crate::people::{could_open_unless_sent, live_post, or_sent, unless_sent};
use crate::staff::entering;
use crate::{Act, Desk, FormKey, No};
use jiff::civil::Date;
use practice::Refusal;
use practice::hubs::ResponsibleTeamNamed;
use practice::ids::{PersonId, PostId, TeamId};
use practice::journal::{Body, Told};
use practice::key_working::{SocialWorkerNamed, from_when};
use practice::staff::{Permission, Role, reason};

/// A change of who is responsible.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change<Id> {
    /// Who from then on.
    pub to: Id,
    /// From when.
    pub from: Date,
    /// Why.
    pub reason: String,
    /// The form's key.
    pub key: Option<FormKey>,
}

/// Another team answers for a young person from a day on. Answers whether the
/// asker may still open the record: whoever sees one team alone may not.
pub async fn name_team(desk: &Desk, person: PersonId, change: &Change<TeamId>) -> Result<bool, No> {
    desk.must(Permission::AllocateKeyWorker)?;
    let desk = &desk.to_decide();
    let why = reason(&change.reason)?;
    desk.deciding(|| async {
        let streams = [Desk::resting_on(person)[0], person.stream("responsible_team")];
        let act = Act::new().keyed(change.key.clone());
        let Some(record) = desk.house.records.person(&desk.sight, person, &streams, desk.now).await? else {
            // Its own first sending may have taken the record out of reach.
            return match unless_sent(desk, act, streams[1], No::NotFound).await {
                Err(No::NotFound) => desk.not_found(&person.to_string(), "name a team").await,
                answer => answer,
            };
        };
        let sending = (&change.key, streams[1]);
        let entered = entering(desk, change.to).await;
        let Some((team, within)) = or_sent(desk, sending, entered).await? else { return Ok(()) };
        let stands = record.header.team.as_ref();
        if stands.is_some_and(|stands| stands.is == team.id) {
            let already = No::from(Refusal::of("team", format!("{} is their team already.", team.name)));
            return unless_sent(desk, act, streams[1], already).await;
        }
        let happened = from_when(change.from, stands.map(|team| team.happened), desk.now)?;
        let named = ResponsibleTeamNamed { team: team.id, name: team.name.clone(), reason: why.clone() };
        let told = Told::about(person, streams[1], happened, Body::ResponsibleTeamNamed(named));
        let act = act.reading([record.revisions[0]]).guarding(within);
        desk.write(act.telling(told, record.revisions[1].number)).await?;
        Ok(())
    })
    .await?;
    Ok(desk.house.records.person(&desk.sight, person, &[], desk.now).await?.is_some())
}

/// Another social worker holds the case from a day on.
pub async fn name_social_worker(desk: &Desk, person: PersonId, change: &Change<PostId>) -> Result<(), No> {
    desk.must(Permission::AllocateKeyWorker)?;
    let desk = &desk.to_decide();
    let why = reason(&change.reason)?;
    desk.deciding(|| async {
        let streams = [Desk::resting_on(person)[0], person.stream("social_worker")];
        let Some(record) = desk.house.records.person(&desk.sight, person, &streams, desk.now).await? else {
            return desk.not_found(&person.to_string(), "name a social worker").await;
        };
        let sending = (&change.key, streams[1]);
        let named = live_post(desk, change.to).await;
        let Some(post) = or_sent(desk, sending, named).await? else { return Ok(()) };
        if !post.roles.contains(&Role::SocialWorker) {
            let whose = desk.words.role(Role::SocialWorker);
            return Err(Refusal::of("post", format!("Choose somebody with the role {whose}.")).into());
        }
        let act = Act::new().keyed(change.key.clone());
        let stands = record.header.social_worker.as_ref();
        if stands.is_some_and(|stands| stands.is == post.id) {
            let already =
                No::from(Refusal::of("post", format!("{} is their social worker already.", post.name)));
            return unless_sent(desk, act, streams[1], already).await;
        }
        let Some(could) = could_open_unless_sent(desk, &record.header, &post, sending).await? else {
            return Ok(());
        };
        let happened = from_when(change.from, stands.map(|worker| worker.happened), desk.now)?;
        let named = SocialWorkerNamed { post: post.id, reason: why.clone() };
        let told = Told::about(person, streams[1], happened, Body::SocialWorkerNamed(named));
        let act = act.reading(could).reading([record.revisions[0], post.revision]);
        desk.write(act.telling(told, record.revisions[1].number)).await?;
        Ok(())
    })
    .await
}
