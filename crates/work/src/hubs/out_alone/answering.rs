//! Who answers for a worker who is out alone.

use crate::people::is_here;
use crate::{Desk, No};
use practice::homes::night_of;
use practice::hubs::{SILENT_MINUTES, longest_silence, told_of_overdue};
use practice::ids::{AccountId, PostId, TeamId};
use practice::journal::Body;
use practice::notices::Colleague;
use practice::staff::{Permission, Reach, Rights};
use records::{OutAlone, Post};
use std::collections::BTreeSet;

/// The posts of a council, who of them can sign in, and who is on call tonight.
pub(super) struct Answering {
    posts: Vec<Post>,
    with_password: BTreeSet<AccountId>,
    on_call: BTreeSet<PostId>,
}

impl Answering {
    /// Reads them.
    pub(super) async fn of(desk: &Desk) -> Result<Self, No> {
        let (records, authority) = (&desk.house.records, desk.sight.authority);
        let tonight = night_of(desk.now);
        let on_call = records.on_call_from(authority, tonight).await?;
        let on_call = on_call.into_iter().filter(|one| one.from <= tonight).map(|one| one.post).collect();
        let accounts = records.accounts_in(authority).await?;
        let with_password =
            accounts.into_iter().filter(|one| one.password.is_some()).map(|one| one.id).collect();
        Ok(Self { posts: records.posts(authority).await?, with_password, on_call })
    }

    /// For how many seconds nobody wrote what they found, of a time out that is overdue or that was when it ended.
    pub(super) async fn silent(desk: &Desk, out: &OutAlone) -> Result<i64, No> {
        let until = out.ended_at.unwrap_or(desk.now);
        let at_most = longest_silence(out.back_by, &[], until);
        if at_most < SILENT_MINUTES * 60 {
            return Ok(at_most);
        }
        let events = desk.house.records.service_events(desk.sight.authority, out.stream).await?;
        let tried = events.iter().filter(|event| matches!(event.body, Body::LookedFor(_)));
        let tried: Vec<_> = tried.map(|event| event.recorded).collect();
        Ok(longest_silence(out.back_by, &tried, until))
    }

    /// A worker's name, whether or not they work here still.
    pub(super) fn name(&self, post: PostId) -> String {
        let found = self.posts.iter().find(|one| one.id == post);
        found.map_or_else(|| "A worker no longer listed".into(), |post| post.name.clone())
    }

    /// The posts of whoever has this one.
    fn of_the_same(&self, worker: PostId) -> impl Iterator<Item = &Post> {
        let account = self.posts.iter().find(|post| post.id == worker).and_then(|post| post.account);
        self.posts
            .iter()
            .filter(move |post| post.id == worker || account.is_some() && post.account == account)
    }

    /// The teams in which somebody works, and the one of the post in which they went, whether or not it is over.
    fn teams(&self, desk: &Desk, worker: PostId) -> BTreeSet<TeamId> {
        let today = desk.now.day();
        let theirs = self.of_the_same(worker).filter(|post| post.id == worker || is_here(post, today));
        theirs.filter_map(|post| post.team).collect()
    }

    /// Who is told when a worker is overdue and nobody wrote anything for so many seconds, by name. Whoever cannot
    /// sign in could not be.
    pub(super) fn told(&self, desk: &Desk, worker: PostId, silent: i64) -> Vec<&Post> {
        let today = desk.now.day();
        let own: BTreeSet<PostId> = self.of_the_same(worker).map(|post| post.id).collect();
        let signs_in =
            |post: &Post| post.account.is_some_and(|account| self.with_password.contains(&account));
        let others = self.posts.iter().filter(|post| !own.contains(&post.id) && signs_in(post));
        let colleagues: Vec<Colleague> = others
            .filter(|post| is_here(post, today))
            .map(|post| Colleague { post: post.id, team: post.team, rights: Rights::of(&post.roles) })
            .collect();
        let told = told_of_overdue(&self.teams(desk, worker), &self.on_call, &colleagues, silent);
        let mut told: Vec<&Post> = self.posts.iter().filter(|post| told.contains(&post.id)).collect();
        told.sort_by(|one, other| one.name.cmp(&other.name));
        told
    }

    /// Whether the asker is told, in whichever of their posts.
    pub(super) async fn tells(&self, desk: &Desk, out: &OutAlone) -> Result<bool, No> {
        let silent = Self::silent(desk, out).await?;
        let told = self.told(desk, out.post, silent);
        Ok(told.iter().any(|post| post.account == Some(desk.sight.account)))
    }

    /// Whether the asker keeps the rota for a worker.
    pub(super) fn keeps_for(&self, desk: &Desk, worker: PostId) -> bool {
        let reaches = || match desk.sight.rights.reach {
            Reach::Authority => true,
            _ => desk.sight.team.is_some_and(|team| self.teams(desk, worker).contains(&team)),
        };
        desk.sight.may(Permission::KeepRota) && reaches()
    }

    /// Whether the asker may open the page of somebody else's time out alone.
    pub(super) async fn may_open(&self, desk: &Desk, out: &OutAlone) -> Result<bool, No> {
        Ok(self.keeps_for(desk, out.post) || self.tells(desk, out).await?)
    }
}
