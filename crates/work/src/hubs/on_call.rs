//! Who is on call: saying so, taking it back, and reading it.

use crate::people::{Directory, live_post, or_sent, unless_sent};
use crate::{Act, Desk, FormKey, No};
use jiff::civil::Date;
use practice::Refusal;
use practice::dates::{Happened, long_date};
use practice::homes::night_of;
use practice::hubs::{OnCallEnded, OnCallWish, on_call_named};
use practice::ids::{EventId, PostId, StreamId, TeamId};
use practice::journal::{Body, Told};
use practice::staff::{Permission, reason};
use records::OnCall;

/// Somebody to be put down as on call.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NamingOnCall {
    /// Who.
    pub post: PostId,
    /// For which team's house; absent where it is for every one.
    pub team: Option<TeamId>,
    /// The first night.
    pub from: Date,
    /// The last night.
    pub to: Date,
    /// The form's key.
    pub key: Option<FormKey>,
}

/// Nights on which somebody is on call.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OnCallNights {
    /// The event that named them.
    pub event: EventId,
    /// Who.
    pub name: String,
    /// At which number they are called, where one is written down.
    pub telephone: Option<String>,
    /// For which team's house, by its name; absent where it is for every one.
    pub team: Option<(TeamId, String)>,
    /// The first night.
    pub from: Date,
    /// The last night.
    pub to: Date,
    /// Whether it is tonight.
    pub is_tonight: bool,
    /// Whether they have left, or will have before the first of these nights that is not over.
    pub has_left: bool,
}

/// Puts somebody down as on call.
pub async fn name_on_call(desk: &Desk, naming: &NamingOnCall) -> Result<(), No> {
    desk.must(Permission::KeepRota)?;
    desk.deciding(|| async {
        let event = EventId(desk.house.blind_id());
        let stream = StreamId(event.0);
        let Some(post) = or_sent(desk, (&naming.key, stream), live_post(desk, naming.post).await).await?
        else {
            return Ok(());
        };
        let directory = Directory::of(desk).await?;
        if naming.team.is_some_and(|team| !directory.teams().iter().any(|one| one.id == team && one.hub)) {
            return Err(Refusal::of("team", "Choose a house from the list.").into());
        }
        let tonight = night_of(desk.now);
        let is_down = |one: &OnCall| {
            (one.post, one.team) == (post.id, naming.team) && one.from <= naming.to && naming.from <= one.to
        };
        let standing = desk.house.records.on_call_from(desk.sight.authority, tonight).await?;
        if let Some(down) = standing.iter().find(|one| is_down(one)) {
            let (from, to) = (long_date(down.from), long_date(down.to));
            let why = Refusal::of(
                "from",
                format!("They are down from {from} to {to} already, for the same house."),
            );
            return unless_sent(desk, Act::new().keyed(naming.key.clone()), stream, why.into()).await;
        }
        let wish = OnCallWish {
            post: post.id,
            roles: post.roles.clone(),
            works: (post.from, post.to),
            team: naming.team,
            from: naming.from,
            to: naming.to,
        };
        let named = on_call_named(&wish, tonight).map_err(No::Refused)?;
        let told = Told::of_service(stream, Happened::At(desk.now), Body::OnCallNamed(named));
        let act = Act::new().reading([post.revision]).telling_as(event, told, 0);
        desk.write(act.keyed(naming.key.clone())).await?;
        Ok(())
    })
    .await
}

/// Takes it back: somebody else is on call, or it was a mistake.
pub async fn end_on_call(desk: &Desk, named: EventId, why: &str, key: Option<FormKey>) -> Result<(), No> {
    desk.must(Permission::KeepRota)?;
    let why = reason(why)?;
    desk.deciding(|| async {
        let stream = StreamId(named.0);
        let revisions = desk.house.records.revisions(&[stream]).await?;
        let body = Body::OnCallEnded(OnCallEnded { named, reason: why.clone() });
        let told = Told::of_service(stream, Happened::At(desk.now), body);
        let act = Act::new().telling(told, revisions[0].number).keyed(key.clone());
        let authority = desk.sight.authority;
        let standing = desk.house.records.on_call_from(authority, night_of(desk.now)).await?;
        if standing.iter().all(|one| one.event != named) {
            return unless_sent(desk, act, stream, No::NotFound).await;
        }
        desk.write(act).await?;
        Ok(())
    })
    .await
}

/// Who is on call tonight and later, for whoever works with young people.
pub async fn on_call_from_tonight(desk: &Desk) -> Result<Vec<OnCallNights>, No> {
    desk.must(Permission::ReadStory)?;
    let tonight = night_of(desk.now);
    let standing = desk.house.records.on_call_from(desk.sight.authority, tonight).await?;
    let directory = Directory::of(desk).await?;
    let nights = |one: OnCall| OnCallNights {
        event: one.event,
        name: directory.worker(one.post),
        telephone: directory.telephone(one.post),
        team: one.team.map(|team| (team, directory.team(team))),
        from: one.from,
        to: one.to,
        is_tonight: one.from <= tonight,
        has_left: !directory.works_on(one.post, one.from.max(tonight)),
    };
    Ok(standing.into_iter().map(nights).collect())
}
