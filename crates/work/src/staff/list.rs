//! Everybody who works here, for whoever looks after accounts.

use crate::{Desk, No};
use jiff::civil::Date;
use practice::ids::{AccountId, PostId, TeamId};
use practice::staff::{Permission, Role, is_live};
use records::Account;
use std::collections::BTreeMap;

/// A team in the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TeamLine {
    /// Which.
    pub team: TeamId,
    /// Its name.
    pub name: String,
    /// Whether it is a hub.
    pub hub: bool,
    /// Whether it was closed.
    pub closed: bool,
}

/// How far a worker has come with signing in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SignsIn {
    /// Nobody was invited to the post.
    NotYet,
    /// Invited, and the invitation was not taken up.
    Invited,
    /// With a password.
    WithPassword,
    /// With a password and a second step.
    WithSecondStep,
}

/// A post in the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StaffLine {
    /// Which.
    pub post: PostId,
    /// At which revision it stands, for the form that changes it.
    pub stands_at: i64,
    /// The worker's name.
    pub name: String,
    /// The team.
    pub team: Option<TeamId>,
    /// What the worker may do.
    pub roles: Vec<Role>,
    /// First day.
    pub from: Date,
    /// Last day, where one is set.
    pub to: Option<Date>,
    /// Whether it was ended.
    pub ended: bool,
    /// Whether the account that signs in to it was closed.
    pub closed: bool,
    /// Whether the worker has access today.
    pub live: bool,
    /// The account that signs in to it; none until an invitation was taken up.
    pub account: Option<AccountId>,
    /// The same, or the account that is invited to it: whose post it is.
    pub holder: Option<AccountId>,
    /// Its e-mail address, or that of whoever is invited.
    pub email: Option<String>,
    /// How far they have come with signing in.
    pub signs_in: SignsIn,
}

/// The council's teams and posts, by name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StaffList {
    /// The teams, closed ones too.
    pub teams: Vec<TeamLine>,
    /// The posts, ended ones too.
    pub posts: Vec<StaffLine>,
}

/// Lists the council's staff.
pub async fn list(desk: &Desk) -> Result<StaffList, No> {
    desk.must(Permission::ManageStaff)?;
    let records = &desk.house.records;
    let authority = desk.sight.authority;
    let accounts: BTreeMap<AccountId, Account> =
        records.accounts_in(authority).await?.into_iter().map(|account| (account.id, account)).collect();
    let invited = records.invitations(authority, desk.now).await?;
    let today = desk.now.day();
    let teams = records.teams(authority).await?;
    let posts = records.posts(authority).await?;
    Ok(StaffList {
        teams: teams
            .into_iter()
            .map(|team| TeamLine { team: team.id, name: team.name, hub: team.hub, closed: team.closed })
            .collect(),
        posts: posts
            .into_iter()
            .map(|post| {
                let account = post.account.and_then(|account| accounts.get(&account));
                let invited = invited.get(&post.id);
                StaffLine {
                    live: !post.closed && is_live(post.from, post.to, post.ended, today),
                    closed: post.closed,
                    email: account.or(invited).map(|account| account.email.clone()),
                    // Not how far they are elsewhere: that is nobody's business here yet.
                    signs_in: if invited.is_some() { SignsIn::Invited } else { signs_in(account) },
                    post: post.id,
                    stands_at: post.revision.number,
                    name: post.name,
                    team: post.team,
                    roles: post.roles,
                    from: post.from,
                    to: post.to,
                    ended: post.ended,
                    account: post.account,
                    holder: post.account.or(invited.map(|account| account.id)),
                }
            })
            .collect(),
    })
}

pub(super) fn signs_in(account: Option<&Account>) -> SignsIn {
    match account {
        None => SignsIn::NotYet,
        Some(account) if account.password.is_none() => SignsIn::Invited,
        Some(account) if account.totp_sealed.is_none() => SignsIn::WithPassword,
        Some(_) => SignsIn::WithSecondStep,
    }
}
