//! The first start: a one-time link, and the page behind it that makes the
//! council, its first team and its first administrator.

use super::entering::{For, made_link, onward, opened};
use super::{Outcome, Visit, hashing, make_ready, refused};
use crate::{Act, House, No};
use ::sign_in::Refusal as NotSo;
use practice::Refusal;
use practice::dates::Happened;
use practice::ids::{AccountId, AuthorityId, StreamId, TeamId};
use practice::journal::{Actor, Body, Told};
use practice::staff::{CouncilCreated, PostCreated, Role, TeamCreated, email, one_line};
use records::Council;

/// For how many seconds a set-up link can be used.
const DAY: i64 = 24 * 60 * 60;

/// What the set-up page asks for. No `Debug`: it holds a password.
#[derive(Clone, Default)]
pub struct SetUp {
    /// The council's name.
    pub council: String,
    /// The name of its first team, a hub.
    pub team: String,
    /// The first administrator's name.
    pub name: String,
    /// Their e-mail address.
    pub email: String,
    /// Their password.
    pub password: String,
}

/// Makes the set-up link where nobody administers any council yet; answers its
/// secret. Called at each start: a new link replaces one that was not used.
pub async fn begin(house: &House) -> Result<Option<String>, No> {
    if somebody_administers(house).await? {
        return Ok(None);
    }
    make_ready(house).await?;
    made_link(house, For::SetUp, None, DAY).await.map(Some)
}

/// Whether a set-up link opens still, and which council is there already: one
/// that an import made.
pub async fn open(house: &House, token: &str) -> Result<Option<Option<String>>, No> {
    if opened(house, token, &[For::SetUp]).await?.is_none() {
        return Ok(None);
    }
    Ok(Some(house.records.councils().await?.into_iter().next().map(|council| council.name)))
}

/// Makes the council, its first team and its first administrator in one act,
/// and goes on as after signing in. The link opens once.
pub async fn complete(house: &House, token: &str, form: &SetUp, visit: &Visit) -> Result<Outcome, No> {
    let damaged = || refused(NotSo::LinkNotRight);
    let (purpose, link) = opened(house, token, &[For::SetUp]).await?.ok_or_else(damaged)?;
    let standing = house.records.councils().await?.into_iter().next();
    let plain = checked(form, standing.as_ref()).map_err(|no| beside_the_password(no, form))?;
    let about_you = [plain.email.as_str(), plain.name.as_str(), plain.council.as_str()];
    let kept = hashing::keep(house, &form.password, &about_you).await?;
    if somebody_administers(house).await?
        || !house.records.use_link(purpose.taking(link.digest), house.now()).await?
    {
        return Err(damaged());
    }
    let id = house.records.make_account(AccountId(house.blind_id()), &plain.email, house.now()).await?;
    house.records.set_password(id, kept).await?;
    write(house, &plain, standing, id).await?;
    let account = house.records.account(id).await?.ok_or(No::NotFound)?;
    onward(house, &account, visit).await
}

/// All that is wrong with a form is said at once, its password included.
fn beside_the_password(no: No, form: &SetUp) -> No {
    match (no, hashing::wrong_with(&form.password, &[])) {
        (No::Refused(mut refusals), Some(No::Refused(more))) => {
            refusals.extend(more);
            No::Refused(refusals)
        }
        (no, _) => no,
    }
}

struct Plain {
    council: String,
    team: String,
    name: String,
    email: String,
}

fn checked(form: &SetUp, standing: Option<&Council>) -> Result<Plain, No> {
    let council = one_line("council", "the council's name", &form.council)
        .and_then(|council| same_council(council, standing));
    let team = one_line("team", "the name of your first hub", &form.team);
    let name = one_line("name", "your name", &form.name);
    let email = email(&form.email);
    match (council, team, name, email) {
        (Ok(council), Ok(team), Ok(name), Ok(email)) => Ok(Plain { council, team, name, email }),
        (council, team, name, email) => Err(No::Refused(
            [council.err(), team.err(), name.err(), email.err()].into_iter().flatten().collect(),
        )),
    }
}

/// An import may have made the council: it must not be made twice by a slip of the pen.
fn same_council(typed: String, standing: Option<&Council>) -> Result<String, Refusal> {
    match standing {
        Some(council) if council.name.to_lowercase() != typed.to_lowercase() => Err(Refusal::of(
            "council",
            format!(
                "A council is here already: {}. Enter its name. It can be changed afterwards.",
                council.name
            ),
        )),
        _ => Ok(typed),
    }
}

async fn write(
    house: &House,
    plain: &Plain,
    standing: Option<Council>,
    account: AccountId,
) -> Result<(), No> {
    let authority = match &standing {
        Some(council) => council.authority,
        None => AuthorityId(house.blind_id()),
    };
    let desk = house.desk_as(authority, Actor::SetUp);
    let now = Happened::At(desk.now);
    let mut act = Act::new();
    if standing.is_none() {
        house.records.keys().add_council(authority, house.random())?;
        let body = Body::CouncilCreated(CouncilCreated { name: plain.council.clone() });
        act = act.beginning(Told::of_service(authority.stream("council"), now, body));
    }
    let teams = house.records.teams(authority).await?;
    let same_name = |team: &&records::Team| team.name.to_lowercase() == plain.team.to_lowercase();
    let team = if let Some(team) = teams.iter().find(same_name) {
        team.id
    } else {
        let team = TeamId(house.blind_id());
        let body = Body::TeamCreated(TeamCreated { name: plain.team.clone(), hub: true });
        act = act.beginning(Told::of_service(StreamId(team.0), now, body));
        team
    };
    let post = Body::PostCreated(PostCreated {
        name: plain.name.clone(),
        account: Some(account),
        team: Some(team),
        roles: vec![Role::Administrator],
        from: desk.now.day(),
        to: None,
    });
    desk.write(act.beginning(Told::of_service(StreamId(house.blind_id()), now, post))).await?;
    Ok(())
}

async fn somebody_administers(house: &House) -> Result<bool, No> {
    for council in house.records.councils().await? {
        let posts = house.records.posts(council.authority).await?;
        if posts.iter().any(|post| post.account.is_some() && post.roles.contains(&Role::Administrator)) {
            return Ok(true);
        }
    }
    Ok(false)
}
